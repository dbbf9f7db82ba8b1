"""What an address says about the view: which page, which articles, what is selected, which statuses and
how much is shown.

`assets/app.js` writes these addresses; here they are only read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.filters import GROUPS, Group
from dashboard.scale import AXES, Axis
from timeline.detail import DETAILS
from timeline.model import Detail, Status

Page = Literal["article", "compare", "collection", "add", "unknown"]


@dataclass(frozen=True, slots=True)
class Route:
    """The page and its articles; of a collection its id, since what lies in it is for the store to say."""

    page: Page = "article"
    articles: tuple[str, ...] = ()
    collection: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> Route:
        """From the browser's store."""
        if not data or data.get("page") not in ("article", "compare", "collection", "add"):
            return cls("unknown" if data else "article")
        collection = str(data.get("collection") or "") if data["page"] == "collection" else None
        return cls(data["page"], tuple(str(one) for one in data.get("articles", ())), collection)

    @property
    def several(self) -> bool:
        """Are several articles shown, a lane each?"""
        return self.page in ("compare", "collection")

    @property
    def article(self) -> str | None:
        """The first article, if any is named."""
        return self.articles[0] if self.articles else None


@dataclass(frozen=True, slots=True)
class Selection:
    """An event, a phrase, or neither."""

    event: str | None = None
    phrase: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> Selection:
        """From the browser's store."""
        found = data or {}
        return cls(found.get("event") or None, found.get("phrase") or None)


def statuses_of(data: object) -> frozenset[str] | None:
    """The statuses shown; None for all."""
    if not isinstance(data, list):
        return None
    known = frozenset(str(one) for one in data) & {status.value for status in Status}
    return known or None


def detail_of(data: object) -> Detail:
    """How much is shown; "standard" for what is none."""
    return next((detail for detail in DETAILS if detail == data), "standard")


def axis_of(data: object) -> Axis:
    """The kind of time axis; with folded stretches for what is none."""
    return next((axis for axis in AXES if axis == data), "room")


def group_of(data: object) -> Group:
    """What the lanes are; none for what is none."""
    return next((group for group in GROUPS if group == data), "")
