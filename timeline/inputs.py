"""What the verbs of the command line read: files, standard input, web addresses; each may hold several articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.errors import InputError
from timeline.model import Article, Options
from timeline.reading import Batch, Failure
from timeline.streams import content, named, naming


@dataclass(frozen=True, slots=True)
class Inputs:
    """The articles in the order of the files, for each the name of its source, and what could not be read."""

    names: tuple[str, ...]
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


def inputs_of(files: Sequence[str], published: str | None, options: Options, allow_private: bool = False) -> Inputs:
    """What is read out of files, `-` (standard input) and web addresses; raises where nothing of one can be read."""
    if files.count("-") > 1:
        raise InputError("standard input (-) can be read once only")
    names: list[str] = []
    articles: list[Article] = []
    failures: list[Failure] = []
    for name in files:
        with naming(name, files):
            named(name)
            batch = _read(name, published, options, allow_private)
        names += [name] * len(batch.articles)
        articles += batch.articles
        failures += batch.failures
    return Inputs(tuple(names), tuple(articles), tuple(failures))


def _read(name: str, published: str | None, options: Options, allow_private: bool) -> Batch:
    from timeline.reading import PACKED_LIMIT, file_content, read_many
    from timeline.reading.web import Bounds, anywhere, fetch, is_address

    if is_address(name):
        found = fetch(name, Bounds(allowed=anywhere) if allow_private else None)
        return read_many(
            found.content, published=published, media=found.media, url=found.url, options=options, name=name
        )
    if name == "-":
        source, media = content(name, max(options.limit, PACKED_LIMIT)), None
    else:
        source, media = file_content(name, None, options.limit)
    return read_many(source, published=published, media=media, options=options, name=name)
