"""What stands around an article to edit it: undo and redo, the article's own fields, adding an event, who edits."""

from __future__ import annotations

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.editing import button, field, told
from dashboard.editing import Edits
from dashboard.words import when_words
from timeline.edits import standing
from timeline.edits.judging import APART, SAME
from timeline.model import Article
from timeline.store import Summary


def edit_bar(article: Article, edits: Edits) -> Component:
    """What stands under the title: undo and redo, what was removed, and the way to the article's own fields."""
    done, undone = edits.steps.done, edits.steps.undone
    last, next_ = (_step(edits, steps[-1]) if steps else "" for steps in (done, undone))
    count = len({entry.step for entry in standing(edits.log) if entry.field not in (SAME, APART)})
    parts: list[Component] = [
        html.Button(
            words, type="button", className="button small", disabled=not steps,
            **attributes(data_edit=do, title=title, aria_keyshortcuts=key),
        )
        for words, do, steps, title, key in (
            ("Undo", "undo", done, f"Undo (u): {last}", "u"),
            ("Redo", "redo", undone, f"Do again (Shift+U): {next_}", "Shift+U"),
        )
    ]  # fmt: skip
    parts.append(button("Edit article", "open-modal", modal="article-modal", focus="article-title"))
    parts.append(button("Add event", "open-modal", "Or select words of the text", modal="add-event-modal",
                        focus="add-event-words"))  # fmt: skip
    if count:
        parts.append(_corrections(article, count))
    parts += [html.Span(id="editing-as", className="hint"), _removed(edits), _article_modal(article)]
    return html.Div(
        parts, className="edit-bar",
        **attributes(data_seen=str(edits.sequence), data_article=article.id, data_title=article.title or ""),
    )  # fmt: skip


CORRECTED = (
    ("yaml", "yaml", "Rows to learn from", "for the project, YAML"),
    ("annotations", "json", "Annotated articles", "for training, JSON"),
    ("csv", "csv", "Log of changes", "who, what, when and why, CSV"),
)
"""Form, ending of the file, name, and what it is for, of each way to take corrections away."""


def _corrections(article: Article, count: int) -> Component:
    """The menu of what was corrected: of this article, and of all."""
    groups = (("This article", f"/api/v1/articles/{article.id}/corrections"), ("All articles", "/api/v1/corrections"))
    lists = [
        html.Div(
            [html.P(name, className="export-group")]
            + [
                html.A(
                    [html.Strong(words), html.Span(use)], href=f"{base}?form={form}", className="export-link",
                    **attributes(download=f"corrections.{ending}"),
                )
                for form, ending, words, use in CORRECTED
            ],
            role="group", **attributes(aria_label=name),
        )
        for name, base in groups
    ]  # fmt: skip
    words = f"Export {count} correction{'' if count == 1 else 's'}"
    summary = html.Summary(words, className="button small", title="Take what was corrected away")
    return html.Details([summary, html.Div(lists, className="export-list card")], className="export-menu")


def _step(edits: Edits, step: int) -> str:
    """A step of the log in words, as a title shows it."""
    return "; ".join(told(entry) for entry in edits.log if entry.step == step and entry.undoes is None)


def _removed(edits: Edits) -> Component:
    if not edits.removed:
        return html.Span(hidden=True)
    items = [
        html.Li([html.Span(f"{when_words(one.when)}: {one.label}"), button("Restore", "restore", event=one.id)])
        for one in edits.removed
    ]
    return html.Details(
        [html.Summary(f"Removed events ({len(items)})"), html.Ul(items, className="readings")], className="removed"
    )


def modal(id: str, title: str, children: Sequence[Component]) -> Component:
    """A dialog with a name; it is closed by Escape, by Cancel, and beside it."""
    box: Component = dmc.Modal(
        id=id, title=title, opened=False, centered=True, withCloseButton=False,
        children=html.Div(list(children), className="edit-form", id=f"{id}-form"),
    )  # fmt: skip
    return box


def _dialog_foot(do: str, words: str, id: str) -> Component:
    return html.Div(
        [button("Cancel", "close-modal", modal=id), button(words, do, kind="solid-accent")], className="actions"
    )


def _article_modal(article: Article) -> Component:
    published = str(article.published) if article.published else ""
    fields = [
        field("article-title", "Title", article.title, **attributes(data_was=article.title or "")),
        field("article-outlet", "Outlet", article.outlet, **attributes(data_was=article.outlet or "")),
        field("article-url", "Address", article.url, **attributes(data_was=article.url or "")),
        field(
            "article-published", "Published on", published,
            description="A change reads the article anew; what you corrected stays.",
            **attributes(data_was=published),
        ),
        field("article-reason", "Why", description="Optional; kept with the change."),
    ]  # fmt: skip
    again = html.Div(
        [button("Read the article again", "read", "With this version of the program; what you corrected stays")],
        className="hint",
    )
    alert = html.Div(id="article-problem", role="alert", className="edit-problem")
    return modal(
        "article-modal", "Edit article", [alert, *fields, again, _dialog_foot("article", "Save", "article-modal")]
    )


def editing_frame() -> Component:
    """What stands once in the page around all others: the stores, and the dialogs that need no article."""
    who = [
        html.P("Your name is kept in this browser and stands beside every change you make.", className="hint"),
        field("editor-name", "Your name"),
        _dialog_foot("name", "Go on", "editor-modal"),
    ]
    add = [
        html.Div(id="add-event-problem", role="alert", className="edit-problem"),
        field("add-event-words", "Words of the text", description="As they stand there; one or a few."),
        field("add-event-label", "What happened", description="Left empty: the words themselves."),
        field(
            "add-event-when", "When", debounce=250, placeholder="no date",
            description="Type a date, such as early March, or leave it empty.",
        ),
        html.Div(id="add-event-when-preview", className="preview", **attributes(aria_live="polite")),
        field("add-event-reason", "Why", description="Optional."),
        _dialog_foot("add-event", "Add event", "add-event-modal"),
    ]  # fmt: skip
    return html.Div(
        [
            dcc.Store(id="editor", storage_type="local"),
            dcc.Store(id="edit-ask"),
            dcc.Store(id="edit-answer"),
            dcc.Store(id="edits-version", data=0),
            html.Div(id="edit-heard", hidden=True),
            html.Div(id="edit-said", role="status", className="edit-said", hidden=True),
            html.Button(
                "Add event", id="add-here", type="button", className="add-here", hidden=True,
                **attributes(data_edit="add-here"),
            ),
            modal("editor-modal", "Who is editing?", who),
            modal("add-event-modal", "Add an event", add),
        ]
    )  # fmt: skip


def edits_here(article: Article) -> list[Component]:
    """What an article's page holds for its editing: empty places, filled when it is there."""
    return [dcc.Store(id="edits-here", data=article.id), html.Div(id="edit-bar")]


def removed_articles(summaries: Sequence[Summary]) -> list[Component]:
    """The section of the library with the articles that can be brought back."""
    if not summaries:
        return []
    items = [
        html.Li([html.Span(one.title or f"Untitled article {one.id}"),
                 button("Bring back", "bring-back", article=one.id)])
        for one in summaries
    ]  # fmt: skip
    summary = html.Summary(f"Removed ({len(items)})")
    return [html.Details([summary, html.Ul(items, className="readings")], className="removed removed-articles")]
