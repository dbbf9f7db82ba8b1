"""The sample articles that come with the program, and how they get into a store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import DataError

if TYPE_CHECKING:
    from timeline.model import Article, Timeline
    from timeline.store.store import Store


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of samples.json: the file, and what its outlet says about it. `published` is an ISO date."""

    path: Path
    title: str
    outlet: str
    published: str
    story: str

    @property
    def id(self) -> str:
        """Stable over versions, so that a link to a sample stays good."""
        return f"sample-{self.path.stem}"

    def content(self) -> str:
        """The file as text."""
        return self.path.read_text("utf-8")


def samples_folder() -> Path | None:
    """`timeline/samples` in an installed wheel, `data` in a checkout, else None."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "samples", package.parent / "data"):
        if (folder / "samples.json").is_file():
            return folder
    return None


def sample_articles() -> tuple[Sample, ...]:
    """The samples in the order of samples.json; none where they were not installed. DataError for a wrong entry."""
    folder = samples_folder()
    if folder is None:
        return ()
    listing = folder / "samples.json"
    try:
        entries = json.loads(listing.read_text("utf-8"))
        if isinstance(entries, dict):
            entries = entries["samples"]
        return tuple(
            Sample(folder / entry["file"], entry["title"], entry["outlet"], entry["published"], entry["story"])
            for entry in entries
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{listing.name}: not a list of file, title, outlet, published, story ({error!r})") from None


def fill_samples(
    store: Store,
    make: Callable[[Sample], tuple[Article, Timeline] | None],
    program: str,
    samples: Iterable[Sample] | None = None,
) -> Iterator[Sample]:
    """Put in the samples that are missing or were made by another program version; yields each one before its work.

    make: extracts one, with the sample's id on the article; None leaves it out, what is stored of it stays. A
    database that can only be read keeps the samples it has; a damaged sample is put in anew.
    """
    if store.read_only:
        return
    had = store.sample_ids()
    listed = tuple(sample_articles() if samples is None else samples)
    for gone in set(had) - {sample.id for sample in listed}:
        store.delete(gone)
    for sample in listed:
        if had.get(sample.id) == program:
            continue
        yield sample
        if (done := make(sample)) is not None:
            store.save(*done, sample=True, outlet=sample.outlet)
