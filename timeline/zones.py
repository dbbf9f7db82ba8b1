"""From the zone a time was said in to the zone of the article.

A zone is an IANA name (Europe/London) or an offset from UTC (+02:00). Abbreviations (EST) are data of the language
folder, `zones` in `lists.yaml`, since they differ by language.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from timeline.intervals import Bound, civil

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def offset(zone: str, at: Bound) -> int | None:
    """Minutes east of UTC at a local time; None for a zone that is not known, or a year before 1."""
    if fixed := _OFFSET.fullmatch(zone):
        minutes = int(fixed[2]) * 60 + int(fixed[3])
        return -minutes if fixed[1] == "-" else minutes
    year, month, day = civil(at.day)
    if year < 1:
        return None
    try:
        local = datetime(year, month, day, *divmod(at.minute or 0, 60), tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return round((local.utcoffset() or timedelta()).total_seconds()) // 60


def day_in(zone: str | None, now: datetime) -> int:
    """Ordinal of the day that it is in a zone, or in the zone of `now` where none is given or known."""
    if zone and now.tzinfo is not None:
        fixed = _OFFSET.fullmatch(zone)
        try:
            there = timezone(timedelta(minutes=offset(zone, Bound(1)) or 0)) if fixed else ZoneInfo(zone)
            return now.astimezone(there).toordinal()
        except (ZoneInfoNotFoundError, ValueError):
            pass
    return now.toordinal()


def converted(at: Bound, said_in: str, wanted: str) -> Bound | None:
    """The same moment in another zone; None where one of the two is not known. Daylight saving is that of the day."""
    here, there = offset(said_in, at), offset(wanted, at)
    if here is None or there is None or at.minute is None:
        return None
    minutes = at.first_minute - here + there
    return Bound(minutes // 1440, minutes % 1440)
