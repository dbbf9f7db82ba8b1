"""iCalendar (RFC 5545): an all-day or timed entry an event, for calendars.

A calendar places an entry at one date or from one to another: the earliest begin to the latest end; what is vague
says so in the summary. Calendars begin in year 1, so older events are left out, and so are those without a date.
Times are given in UTC where the article's zone is known, else as local ("floating") times. DTSTAMP is the day of
publication: an export asks no clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from timeline.export.characters import one_line
from timeline.export.chronology import Entry, entries, heading, note, placed, source
from timeline.export.optional import needed
from timeline.intervals import Bound, Interval, civil
from timeline.model import Article, Status, Timeline
from timeline.zones import converted

_STATUS = {Status.PLANNED: "TENTATIVE", Status.POSSIBLE: "TENTATIVE", Status.DENIED: "CANCELLED"}
_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def write(timeline: Timeline) -> str:
    """The calendar as text, lines folded and ended by CR LF."""
    icalendar = needed("icalendar", "iCalendar")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Timeline//Export//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", heading(timeline))
    for entry in entries(timeline):
        if (placed := _placed(entry)) is not None:
            calendar.add_component(_event(icalendar, entry, *placed))
    return str(calendar.to_ical().decode("utf-8"))


def _placed(entry: Entry) -> tuple[date | datetime, date | datetime] | None:
    """Begin, and the end that is no longer part of it; None for what a calendar cannot hold."""
    ends = placed(entry.event.when)
    if ends is None:
        return None
    first, last = ends
    if first.year < 1 or last.year >= 9999:
        return None
    if first.minute is not None and last.minute is not None:
        return _moment(first, entry.article), _moment(last, entry.article)
    return date(*civil(first.day)), date(*civil(last.day)) + timedelta(days=1)


def _moment(bound: Bound, article: Article) -> datetime:
    there = converted(bound, article.zone, "+00:00") if article.zone else None
    at = there if there is not None and there.year >= 1 else bound
    zone = UTC if at is there else None
    return datetime(*civil(at.day), *divmod(at.minute or 0, 60), tzinfo=zone)


def _event(icalendar: Any, entry: Entry, begin: date, end: date) -> Any:
    event, when = entry.event, entry.event.when
    assert when is not None
    item = icalendar.Event()
    published = entry.article.published
    stamp = datetime(*civil(published.day), tzinfo=UTC) if published is not None and published.year > 0 else _NO_DAY
    vague = "" if _exact(when) else f" ({entry.when})"
    item.add("uid", f"{event.id}@{event.article}.timeline")
    item.add("dtstamp", stamp)
    item.add("dtstart", begin)
    if end > begin:
        item.add("dtend", end)
    item.add("summary", one_line(event.label) + vague)
    item.add("description", "\n".join(_description(entry)))
    item.add("status", _STATUS.get(event.status, "CONFIRMED"))
    item.add("transp", "TRANSPARENT")
    if event.where:
        item.add("location", one_line(event.where))
    if entry.article.url and entry.article.url.startswith(("http://", "https://")):
        item.add("url", entry.article.url)
    item.add("x-timeline-status", event.status.value)
    item.add("x-timeline-edtf", when.edtf or "")
    four = (when.begin.earliest, when.begin.latest, when.end.earliest, when.end.latest)
    item.add("x-timeline-bounds", " ".join(str(bound) if bound else ".." for bound in four))
    return item


def _exact(when: Interval) -> bool:
    return when.begin.exact and when.end.exact


def _description(entry: Entry) -> list[str]:
    said = entry.event.said_by
    parts = (
        entry.when,
        f"“{one_line(entry.sentence)}”" if entry.sentence else "",
        f"Says {one_line(said)}." if said else "",
        *note(entry),
        source(entry.article),
    )
    return [one_line(part) for part in parts if part]
