"""What a phrase of time means: the value the operators of the rules take and return."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from timeline.intervals import Cell, Interval
from timeline.model import Anchor, AnchorKind, Derivation, Reading, Step, TimexType


@dataclass(frozen=True, slots=True)
class Amount:
    """How many: `number` None where the text is vague ("several"), `text` as TIMEX3 writes it ("2", "2.5", "X")."""

    number: float | None
    mod: str | None = None

    @property
    def text(self) -> str:
        """Digits, or X."""
        if self.number is None:
            return "X"
        return f"{self.number:g}" if self.number < 1e6 else f"{self.number:.0f}"

    @property
    def whole(self) -> int | None:
        """The number if it is a whole one."""
        return int(self.number) if self.number is not None and self.number == int(self.number) else None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts of units, coarse to fine ("two hours and ten minutes")."""

    parts: tuple[tuple[Amount, str], ...]
    mod: str | None = None

    @property
    def words(self) -> str:
        """For derivations: 2 weeks, some days."""

        def counted(a: Amount, unit: str) -> str:
            many = "centuries" if unit == "century" else f"{unit}s"
            return f"{'some' if a.number is None else a.text} {unit if a.number == 1 else many}"

        return " and ".join(counted(a, unit) for a, unit in self.parts)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes after midnight (1440 at its end), and what was said of the half of the day.

    half: "am", "pm", "12" where it is one of twelve and not said which, "24" where it is one of twenty-four, None
    where it may be either.
    """

    minutes: int
    half: str | None = None
    seconds: int | None = None

    @property
    def open(self) -> bool:
        """May it be one of two hours, before noon or after it?"""
        return self.half in (None, "12") and 60 <= self.minutes < 780

    @property
    def stamp(self) -> str:
        """As TIMEX3 writes it: T09:30, T02:41:09."""
        seconds = f":{self.seconds:02d}" if self.seconds is not None else ""
        return f"T{self.minutes // 60:02d}:{self.minutes % 60:02d}{seconds}"


@dataclass(frozen=True, slots=True)
class Sense:
    """A TIMEX3 with its stretch of the calendar.

    `cell` is set where that stretch is one calendar cell, which is what later phrases are measured from.
    """

    type: TimexType
    value: str
    when: Interval | None = None
    cell: Cell | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin_point: str | None = None
    end_point: str | None = None
    anchor: Anchor = field(default_factory=Anchor)
    steps: Derivation = ()
    others: tuple[Reading, ...] = ()
    length: Length | None = None
    part: str | None = None
    aside: bool = False  # told for comparison only, so nothing later is measured from it

    def but(self, **changes: object) -> Sense:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def because(self, rule: str, **arguments: object) -> Sense:
        """A copy with one more step of derivation; `time.` goes before the rule's name."""
        return replace(self, steps=(*self.steps, time_step(rule, **arguments)))


def time_step(rule: str, **arguments: object) -> Step:
    """A step of this room's derivations; `timeline/wording.yaml` words it."""
    return Step(f"time.{rule}", {name: str(value) for name, value in arguments.items()})


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time of day with what the phrase says of its day and its zone."""

    clock: Clock | None
    on: Sense | None = None
    zone: str | None = None


PUBLICATION = AnchorKind.PUBLICATION
FROM_EVENT = Anchor(AnchorKind.EVENT)


def of_cell(cell: Cell, mod: str | None = None) -> Sense:
    """The sense of a calendar cell."""
    return Sense(TimexType.DATE, cell.value(), Interval.of_cell(cell), cell, mod)


def unplaced(kind: TimexType, value: str, mod: str | None = None) -> Sense:
    """A sense with no place on the calendar."""
    return Sense(kind, value, mod=mod)
