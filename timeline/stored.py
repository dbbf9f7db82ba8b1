"""What is kept in the library, for the command line: the timelines of a collection."""

from __future__ import annotations

from dataclasses import replace

from timeline.detail import at_detail
from timeline.errors import InputError
from timeline.model import Detail, Timeline


def collection_timelines(name: str, database: str | None, detail: Detail) -> list[Timeline]:
    """The timelines of a collection's articles as people corrected them, at a detail, earliest publication first.

    name: of the collection, whatever its case, or its id. database: its URL; None takes that of the dashboard.
    InputError where there is no such collection, where several have the name, or nothing lies in it.
    """
    from timeline.store import Store

    with Store.open(database) as store:
        every = store.collections.list()
        found = [one for one in every if name == one.id] or [
            one for one in every if one.name.casefold() == " ".join(name.split()).casefold()
        ]
        if not found:
            there = ", ".join(repr(one.name) for one in every[:10]) or "none"
            raise InputError(f"there is no collection {name!r}; name one of those there are: {there}")
        if len(found) > 1:
            raise InputError(f"{len(found)} collections are called {name!r}; give the id of one: "
                             f"{', '.join(one.id for one in found)}")  # fmt: skip
        if not found[0].articles:
            raise InputError(f"the collection {found[0].name!r} is empty; put articles in first")
        stored = [store.get(id) for id in found[0].articles]
    return [at_detail(replace(one[1], articles=(one[0],)), detail) for one in stored if one is not None]
