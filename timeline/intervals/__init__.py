"""Calendar arithmetic of our own: days and minutes from 9999 BC on, calendar cells, four-bounded intervals."""

from timeline.intervals.bounds import (
    Bound,
    CalendarError,
    OrderError,
    civil,
    days_in_month,
    iso_week,
    ordinal,
    week_day,
)
from timeline.intervals.cells import Cell, Grain, cell_of
from timeline.intervals.interval import Bounds, Interval, edtf

__all__ = [
    "Bound",
    "Bounds",
    "CalendarError",
    "Cell",
    "Grain",
    "Interval",
    "OrderError",
    "cell_of",
    "civil",
    "days_in_month",
    "edtf",
    "iso_week",
    "ordinal",
    "week_day",
]
