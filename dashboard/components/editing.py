"""The forms that correct an event, add one, and change what is known about the article; and what was changed before.

`assets/editing.js` reads the forms and sends one request for each step; `dashboard.editing_callbacks` answers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.editing import Edits
from dashboard.theme import LOOKS
from dashboard.words import when_words
from timeline.chronological import chronological
from timeline.edits import Entry, standing
from timeline.edits.values import when_of
from timeline.errors import InputError
from timeline.model import Article, Event, Status, Timeline

NAMES = {
    "label": "the label", "when": "when", "status": "the status", "said_by": "who says so", "who": "who",
    "what": "what", "where": "where", "title": "the title", "outlet": "the outlet", "url": "the address",
    "published": "the date of publication",
}  # fmt: skip
"""The fields in words, as the history tells them."""
WHOLE = {
    "added": "added this event", "removed": "removed this event", "merged": "merged another event into this one",
    "split": "split this event",
}  # fmt: skip
LONGEST = 300


def field(id: str, label: str, value: str | None = None, **more: Any) -> Component:
    """A labelled box for one line of text, with room for what is wrong with it."""
    box: Component = dmc.TextInput(id=id, label=label, value=value or "", size="sm", autoComplete="off", **more)
    return box


def choice(id: str, label: str, options: Sequence[tuple[str, str]], value: str | None = None) -> Component:
    """A labelled choice of one of several."""
    listed = [html.Option(words, value=key, selected="selected" if key == value else None) for key, words in options]
    return html.Div(
        [html.Label(label, htmlFor=id, className="field-label"), html.Select(listed, id=id, className="select")],
        className="field",
    )


def button(words: str, do: str, title: str = "", kind: str = "", **data: str) -> Component:
    """A button that editing.js sees by its `data-edit`."""
    named = {f"data_{name}": value for name, value in data.items()}
    extra = {"title": title} if title else {}
    return html.Button(
        words, type="button", className=f"button small {kind}".strip(), **attributes(data_edit=do, **named, **extra)
    )


def event_editing(article: Article, timeline: Timeline, event: Event, edits: Edits) -> Component:
    """Everything that can be done to the event that is chosen."""
    actions = [button("Edit", "open", "Edit this event (e)", form="edit-form", focus="edit-label")]
    if len(timeline.events) > 1:
        actions.append(button("Merge with…", "open", form="merge-form", focus="merge-other"))
    if len(event.mentions) > 1:
        actions.append(button("Split…", "open", form="split-form", focus="split-mention"))
    actions.append(button("Remove event", "open", kind="danger", form="remove-form", focus="remove-reason"))
    return html.Section(
        [
            html.H3("Correct this event", className="visually-hidden"),
            html.Div(actions, className="actions"),
            *_readings(event),
            html.Div(id="edit-problem", role="alert", className="edit-problem"),
            _edit_form(event),
            _merge_form(timeline, event),
            _split_form(article, event),
            _remove_form(),
        ],
        className="editing",
        **attributes(data_editing=event.id, aria_label="Correct this event"),
    )


def event_history(event: Event, edits: Edits) -> Component | None:
    """What was changed in the event that is chosen, by whom and why, and where a new reading differs."""
    parts = [*_differences(event, edits), *_history(event, edits)]
    return html.Section(parts, className="edit-history") if parts else None


def _form(id: str, label: str, fields: Sequence[Component], do: str, words: str, danger: bool = False) -> Component:
    foot = html.Div(
        [
            button(words, do, kind="danger solid" if danger else "solid-accent"),
            button("Cancel", "close"),
        ],
        className="actions",
    )
    return html.Div([*fields, foot], id=id, hidden=True, role="group", className="edit-form",
                    **attributes(aria_label=label, data_submit=do))  # fmt: skip


def _edit_form(event: Event) -> Component:
    statuses = [(status.value, LOOKS[status].word) for status in Status]
    return _form(
        "edit-form",
        "Edit event",
        [
            field("edit-label", "What happened", event.label, **attributes(data_was=event.label)),
            field(
                "edit-when", "When", placeholder=when_words(event.when), debounce=250,
                description="Type a date, such as early March; left empty it stays.",
            ),
            html.Div(id="edit-when-preview", className="preview", **attributes(aria_live="polite")),
            choice("edit-status", "Status", statuses, event.status.value),
            field("edit-said_by", "Who says so", event.said_by, description="Empty: the article itself."),
            html.Div(
                [field("edit-who", "Who", event.who), field("edit-what", "What", event.what)], className="form-pair"
            ),
            field("edit-where", "Where", event.where),
            field("edit-reason", "Why", description="Optional; kept with the change."),
        ],
        "save",
        "Save",
    )  # fmt: skip


def _merge_form(timeline: Timeline, event: Event) -> Component:
    others = [one for one in chronological(timeline.events) if one.id != event.id]
    near = sorted(others, key=lambda one: abs(one.order - event.order))
    options = [(one.id, f"{one.label[:90]} ({when_words(one.when)})") for one in near]
    return _form(
        "merge-form",
        "Merge with another event",
        [
            choice("merge-other", "The same happening as", options),
            html.P(
                "The other goes into this event, with its places in the text; its own line is gone.", className="hint"
            ),
            field("merge-reason", "Why", description="Optional."),
        ],
        "merge",
        "Merge",
    )


def _split_form(article: Article, event: Event) -> Component:
    text = article.text
    places = [
        (
            f"{one.trigger.start}-{one.trigger.end}",
            _around(text, one.trigger.start, one.trigger.end),
            " ".join(text[one.sentence.start : one.sentence.end].split())[:LONGEST],
        )
        for one in event.mentions
    ]
    usual = places[1] if len(places) > 1 else None  # the first is what the event is known by
    options = [
        html.Option(
            one[1], value=one[0], selected="selected" if one is usual else None, **attributes(data_label=one[2])
        )
        for one in places
    ]
    return _form(
        "split-form",
        "Split this event",
        [
            html.Div(
                [
                    html.Label(
                        "This place in the text tells of another happening",
                        htmlFor="split-mention",
                        className="field-label",
                    ),
                    html.Select(options, id="split-mention", className="select"),
                ],
                className="field",
            ),
            field("split-label", "What happened there", usual[2] if usual else event.label),
        ],
        "split",
        "Split off",
    )


def _remove_form() -> Component:
    fields = [field("remove-reason", "Why", description="Optional. It can be undone, and restored later.")]
    return _form("remove-form", "Remove this event", fields, "remove", "Remove", danger=True)


def _around(text: str, start: int, end: int) -> str:
    before, behind = " ".join(text[max(0, start - 16) : start].split()), " ".join(text[end : end + 40].split())
    return f"…{before} «{text[start:end]}» {behind}…"


def _readings(event: Event) -> list[Component]:
    """The other readings of the date, each to be taken with one click."""
    if not event.readings:
        return []
    items = [
        html.Li(
            [
                html.Span(when_words(reading.when)),
                button("Use this", "reading", f"Take {when_words(reading.when)} as the date", reading=str(number)),
            ]
        )
        for number, reading in enumerate(event.readings)
    ]
    return [html.H4("It may also have been"), html.Ul(items, className="readings")]


def _differences(event: Event, edits: Edits) -> list[Component]:
    told = [
        html.P(
            "The program no longer finds this event; it stands as it was corrected."
            if one.field == "event"
            else f"When this was corrected the program read {NAMES[one.field]} as {_shown(one.field, one.then)}; "
            f"now it reads {_shown(one.field, one.now)}.",
            className="hint",
        )
        for one in edits.differences
        if one.event == event.id
    ]
    return [html.H4("Read anew"), *told] if told else []


def _history(event: Event, edits: Edits) -> list[Component]:
    """Who changed what, newest first, each with the way back."""
    known = {one.sequence for one in standing(edits.log)}
    own = {(one.field, one.at, one.who) for one in event.corrections}
    entries = [
        entry
        for entry in edits.log
        if entry.sequence in known and entry.event is not None and (entry.field, entry.at, entry.who) in own
        and _about(entry, event)
    ]  # fmt: skip
    if not entries:
        return []
    steps: dict[int, list[Entry]] = {}
    for entry in reversed(entries):
        steps.setdefault(entry.step, []).append(entry)
    items = [
        html.Li(
            [
                html.Div([html.Div(told(entry)) for entry in made]),
                button("Undo this", "undo", f"Undo the change of {made[0].at[:10]} by {made[0].who}", step=str(step)),
            ]
        )
        for step, made in steps.items()
    ]
    return [html.H4("History"), html.Ul(items, className="history")]


def _about(entry: Entry, event: Event) -> bool:
    anchor = entry.anchor
    places = [event.trigger, *(one.trigger for one in event.mentions)]
    near = anchor is not None and any(one.start < anchor.end and anchor.start < one.end for one in places)
    return entry.event == event.id or near or event.id.endswith(f".p{entry.sequence}")


def told(entry: Entry) -> str:
    """An entry in a sentence: "Mara changed when from ... to ..., 29 Nov 2026 10:12: reason"."""
    at = when_words(when_of(f"{entry.at[:16]}/{entry.at[:16]} minute"))
    reason = f": {entry.reason}" if entry.reason else ""
    if entry.field in WHOLE:
        what = "restored this event" if entry.field == "removed" and entry.new is None else WHOLE[entry.field]
    else:
        name = NAMES.get(entry.field, entry.field)
        typed = f" (“{entry.words}”)" if entry.words else ""
        what = f"changed {name} from {_shown(entry.field, entry.old)} to {_shown(entry.field, entry.new)}{typed}"
    return f"{entry.who} {what}, {at} UTC{reason}"


def _shown(field: str, value: str | None) -> str:
    if field == "when":
        try:
            return f"“{when_words(when_of(value))}”"
        except InputError:
            return str(value)
    if value is None:
        return "nothing"
    return LOOKS[Status(value)].word.lower() if field == "status" and value in LOOKS else f"“{value}”"
