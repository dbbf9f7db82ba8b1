"""What a person can say of the events of a comparison: that two rows are one event, or that an account is of another.

Buttons hold the events they are about as JSON pairs of ids (article, event); `assets/judging.js` works them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.edit_dialogs import modal
from dashboard.components.editing import button, field
from dashboard.words import day_words, when_words
from timeline.comparison import Comparison, Judgement
from timeline.intervals import Bound
from timeline.model import Event

MOST_OFFERED = 60
"""Rows that the choice shows at once; typing finds the others."""


def pairs(events: Sequence[Event]) -> str:
    """The events as the buttons hold them."""
    return json.dumps([[event.article, event.id] for event in events])


def join_button(events: Sequence[Event], label: str) -> Component:
    """Opens the choice of another row that is the same event."""
    return html.Button(
        "Same as …", type="button", className="button small judge",
        **attributes(data_judge="choose", data_own=pairs(events), aria_label=f"Say that “{label}” is the same as …"),
    )  # fmt: skip


def part_buttons(events: Sequence[Event], names: Mapping[str, str]) -> list[Component]:
    """One for each account of a row, which takes it out; none where there is one account."""
    others = {one.id: [other for other in events if other.article != one.article] for one in events}
    return [
        html.Button(
            f"Not this: {names[one.article]}", type="button", className="button small judge",
            title=f"“{one.label}” is another event than the rest of the row",
            **attributes(data_judge="part", data_own=pairs([one]), data_others=pairs(others[one.id])),
        )
        for one in events
        if others[one.id]
    ]  # fmt: skip


def judged(found: Comparison, names: Mapping[str, str], writable: bool) -> Component | None:
    """What people said, folded, each with the way back; nothing where nobody said anything."""
    events = {event.id: event for event in found.events}
    items = [
        html.Li(
            [_said(one, events, names),
             button("Undo", "undo-judgement", f"Undo what {one.who} said", article=one.one.article, step=str(one.step))
             if writable and one.step is not None else None]
        )
        for one in reversed(found.judgements)
    ]  # fmt: skip
    if not items:
        return None
    return html.Details(
        [html.Summary(f"Joined and parted by people ({len(items)})"), html.Ul(items, className="readings")],
        className="why judged",
        open=True,
    )


def _said(one: Judgement, events: Mapping[str, Event], names: Mapping[str, str]) -> Component:
    first, second = (
        f"“{events[place.event].label}” ({names.get(place.article, place.article)})" for place in (one.one, one.other)
    )
    are = "are the same event" if one.same else "are not the same event"
    reason = f": {one.reason}" if one.reason else ""
    return html.Span(f"✎ {one.who}, {day_words(Bound.parse(one.at[:10]))}: {first} and {second} {are}{reason}")


def choice(found: Comparison, names: Mapping[str, str]) -> Component:
    """The dialog that asks which row is the same event."""
    events = {event.id: event for event in found.events}
    rows = []
    for joint in found.joint:
        told = [events[id] for id in joint.events]
        who = ", ".join(dict.fromkeys(names[one.article] for one in told))
        rows.append({"value": pairs(told), "label": f"{when_words(joint.when)}: {joint.label} ({who})"})
    select: Component = dmc.Select(
        id="judge-other", label="The same event as", data=rows, searchable=True, clearable=True, limit=MOST_OFFERED,
        nothingFoundMessage="No event matches", placeholder="Type words of the event or a date", maxDropdownHeight=260,
    )  # fmt: skip
    foot = [button("Cancel", "close-modal", modal="judge-modal"), button("Join", "join-rows", kind="solid-accent")]
    return modal(
        "judge-modal", "Which is the same event?",
        [html.P(id="judge-own", className="hint"), html.Div(id="judge-problem", role="alert", className="edit-problem"),
         select, field("judge-reason", "Why", description="Optional; kept with what you say."),
         html.Div(foot, className="actions")],
    )  # fmt: skip
