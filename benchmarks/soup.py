"""`python -m benchmarks.soup`: does any string of time words make the extraction fail?

Sentences of time words joined at random go through full extraction, one by one. Printed: how many raised anything that
is no TimelineError or took longer than the limit, with the shortest input of each kind. Exit 1 when there is one.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence

from benchmarks.common import Document, machine, note, say
from benchmarks.guarded import Outcome, outcomes

TIMES = (
    *("January", "February", "March", "May", "Feb.", "Sept", "mid-June", "late October", "early 202", "this May"),
    *("Monday", "Tuesday", "Wed", "last Friday", "next Thursday", "Sunday night", "the weekend", "Tuesday week"),
    *("9 a.m.", "5 p.m. Tuesday", "22:00", "06:00", "noon", "midnight", "0430Z", "1:52:40", "half past two", "24:00"),
    *("2013", "1987", "587", "586 BC", "44 BC", "AD 79", "9999", "12345", "the 1990s", "the 60s", "1731/2", "2021-22"),
    *("the 15th century", "the fourth century BC", "the second millennium", "the turn of the century", "FY22", "Q2"),
    *("spring", "last winter", "summer 2003", "Easter", "Ramadan", "New Year's Eve", "St Patrick's Day", "Hogmanay"),
    *(
        "two weeks",
        "almost a year",
        "18 months",
        "a decade",
        "40 days",
        "half an hour",
        "99999999999 years",
        "2.5 days",
    ),
    *("two days later", "an hour ago", "a year before", "three months after", "ten minutes earlier", "since"),
    *("5 June", "June 31", "29 February 2013", "31/12/1999", "2013-06-05", "5.6.13", "26 July 1632", "the 31st", "1st"),
    *("today", "yesterday", "tomorrow morning", "now", "recently", "soon", "the past", "the day", "that time", "then"),
    *("2023-05-01T16:00:00+02:00", "2013-W23", "week 54", "the eve", "the previous day", "every Monday", "daily"),
    *("autumn", "the third quarter", "the second half of 2011", "the first Monday in May", "June 11-16", "the 90s"),
    *("nine thousand years", "10000 BC", "in 90 minutes", "overnight", "dawn", "0530 hours", "the same day", "the 5th"),
)
MODIFIERS = (
    *("", "", "", "early ", "late ", "mid-", "about ", "more than ", "the end of ", "the start of ", "last ", "next "),
    *("this ", "every ", "the ", "the following ", "the previous ", "nearly ", "before ", "by ", "from ", "that same "),
)
JOINTS = (
    "-",
    "–",
    "—",
    "/",
    " - ",
    " to ",
    " until ",
    " and ",
    " or ",
    ", ",
    " of ",
    " before ",
    " after ",
    " since ",
    " ",
)
FRAMES = (
    "The army was there {}, the mayor said.",
    "The road will be closed {}.",
    "He had left {} when the bridge fell.",
    "From {} the town was shelled.",
    "The vote is due between {}, she said.",
    "{}: the king died.",
    "They have fought in {} and stayed for {}.",
    "It began in {}.",
    "{}",
)
PUBLISHED = ("2013-06-07", "2024-02-29", "1999-12-31", "2000-01-01", "1452-01-01", "")


def sentence(chance: random.Random) -> str:
    """One to three time words with a joint between each two, in a frame."""
    return chance.choice(FRAMES).format(words(chance), words(chance))


def words(chance: random.Random) -> str:
    """Time words with a joint between each two."""
    text = chance.choice(MODIFIERS) + chance.choice(TIMES)
    for _ in range(chance.randrange(3)):
        text += chance.choice(JOINTS) + chance.choice(MODIFIERS) + chance.choice(TIMES)
    return text


def inputs(count: int, seed: int) -> Iterator[Document]:
    """So many texts of one to three sentences."""
    chance = random.Random(seed)
    for number in range(count):
        text = " ".join(sentence(chance) for _ in range(chance.randint(1, 3)))
        yield Document(str(number), text, chance.choice(PUBLISHED))


def main(arguments: Sequence[str] | None = None) -> None:
    """Try all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soup", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=20.0, help="seconds for one input")
    parser.add_argument("--events", choices=("timeline", "all", "none"), default="timeline")
    asked = parser.parse_args(arguments)
    shortest: dict[str, Outcome] = {}
    faults = 0
    for number, outcome in enumerate(outcomes(inputs(asked.inputs, asked.seed), asked.limit, asked.events), 1):
        if outcome.fault is not None:
            faults += 1
            known = shortest.get(outcome.fault)
            if known is None or len(outcome.document.text) < len(known.document.text):
                shortest[outcome.fault] = outcome
        if number % 1000 == 0:
            note(f"{number} tried, {faults} faults")
    for fault, outcome in shortest.items():
        say(f"{fault}\n    {outcome.document.text!r}, published {outcome.document.published!r}\n{outcome.trace}")
    say(f"{faults} of {asked.inputs} inputs made the extraction fail (seed {asked.seed}); {machine()}")
    if faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
