"""What surrounds a phrase: the publication date, the dates told before it, and the words around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.expressions.headings import (
    alone,
    below_title,
    breaks,
    clock_at,
    ends_title,
    opens_entry,
)
from timeline.expressions.schedule import (
    Slot,
    in_heading,
)
from timeline.expressions.sense import Sense
from timeline.expressions.surroundings import Surroundings
from timeline.expressions.tense import tense_of
from timeline.expressions.thread import Frame, Thread, Turn, turn, words_of
from timeline.intervals import Bound, Cell, Grain, cell_of, civil
from timeline.model import Anchor, AnchorKind, TimexType

FRAME_REACH = 40  # tokens from one date of a told story to the next
STORY = 3  # days before publication that a report may be of
RETOLD = 30  # days before publication from which on a story is one of another time
EARLY = 1000  # the first year that shows in its figures that it is one
FAR = 3  # years before publication from which on a day without a year goes on with the years told
_NOON = 720
_SATURDAY = 5
_PLACE, _AGENCY = 5, 6  # words of a place, tokens of an agency in brackets with its dash
_STOPS = frozenset(".!?;")
_DASHES = frozenset("-–—")
_COUNTED = frozenset({"time.shift", "time.measure", "time.same"})


@dataclass(slots=True)
class Context(Surroundings):
    """The words around a phrase, and the dates told before it. `focus` is the date told last, `focus_id` its id."""

    focus: Sense | None = None
    focus_id: str | None = None
    focus_token: int = -(10**6)
    focus_since: bool = False  # told as where something began, not as the day of the story
    focus_limit: bool = False  # told as the end of something: until, through, before it
    focus_ends: bool = False  # told as the end of a length: the year ended then
    focus_fronted: bool = False  # told at the head of its sentence
    reported: Cell | None = None  # the latest of the quarters told that had ended by publication
    ancient: Cell | None = None  # the date told last of those before the year 1000
    old_era: bool | None = None  # does the text name an era or an early century?
    story_day: Cell | None = None  # the day told last of the few up to publication
    eve: Cell | None = None  # the latest day told of the few before publication
    eve_night: bool = False  # its evening or night was told
    own_day: bool = False  # publication told as the day of the story, not just its first hours
    small_hours: bool = False  # its first hours were told, or the night before them
    old_day: bool = False  # a day long past was told
    bygone: int = 0  # dates long past told one after the other in this paragraph
    told: dict[Grain, Cell] = field(default_factory=dict)
    told_at: dict[Grain, int] = field(default_factory=dict)
    frame: Frame | None = None
    held: tuple[Sense | None, str | None, int] | None = (
        None  # the focus to come back to behind the sentence of an aside
    )
    life: tuple[Sense | None, str | None, int] | None = (
        None  # the same behind a life in brackets: "P. Roe (died May 2), 10 a.m."
    )
    thread: Thread | None = None  # of a history: the date that holds the year
    entry: Frame | None = None  # the date with a year that heads an entry of a list, or one that goes on from it
    day_entry: Frame | None = None  # the day that opened a line as the head of its entry last
    heading: Frame | None = None  # a year, month or day alone in its line: what follows is told under it
    month_head: Cell | None = None  # a month alone in its line
    day_head: Frame | None = None  # a day alone in its line
    week: Cell | None = None  # the date told last, where it was told with its weekday
    week_runs: bool = False  # and weekdays have gone on from it
    filed: Frame | None = None  # the day of a dateline a little before publication: the report says "today" of it
    ahead: Callable[[], Sense | None] | None = None  # finds the day that the clause names behind the phrase
    slot: Slot | None = None  # the day that the lines of a list stand under

    def move(self, first: int, last: int) -> None:
        """Turn to the phrase of tokens `first` to `last`."""
        self.first, self.last, self._hears = first, last, None
        if self.life is not None and ")" in self.tokens.low[self.focus_token : first]:
            (self.focus, self.focus_id, self.focus_token), self.life = self.life, None
        if self.held is not None and not self.same_sentence():
            (self.focus, self.focus_id, self.focus_token), self.held = self.held, None

    def tell(self, sense: Sense, ref: str, at: int | None = None) -> None:
        """Remember a date as told. at: its first token, where it is a part of a list or range."""
        if sense.cell is None and sense.when is not None and sense.when.earliest is not None:
            begin = cell_of(Grain.YEAR, sense.when.earliest.day)  # "the second half of the sixth century AD"
            self.ancient = begin if begin.year < EARLY else self.ancient
        if sense.cell is None or sense.aside or self.compared(sense.cell, self.first if at is None else at):
            return
        self._follow(sense, sense.cell)
        ended = sense.cell.grain is Grain.QUARTER and self.today is not None and sense.cell.last < self.today.day
        if ended and (self.reported is None or self.reported.first < sense.cell.first):
            self.reported = sense.cell
        rules = {step.rule for step in sense.steps}
        aside = self.kind == "history" and not self._spin(sense.cell, ref, rules)
        if aside and self.held is None:
            self.held = self.focus, self.focus_id, self.focus_token
        elif not aside:
            self.held = None
        if self.life is None and self.of_life():
            self.life = self.focus, self.focus_id, self.focus_token
        self.focus, self.focus_id, self.focus_token = sense, ref, self.last
        self.focus_since = self.first > 0 and self.tokens.low[self.first - 1] in self.grammar.lists.get("asides", ())
        self.focus_fronted = self.fronted()
        self.focus_limit = self.first > 0 and self.tokens.low[self.first - 1] in self.grammar.lists.get("limits", ())
        self.focus_ends = self.first > 0 and self.tokens.low[self.first - 1] in self.grammar.lists.get("enders", ())
        self.told[sense.cell.grain] = sense.cell
        self.ancient = sense.cell if sense.cell.year < EARLY else self.ancient
        if sense.cell.grain is Grain.DAY and self.today is not None:
            recent = 0 <= self.today.day - sense.cell.first <= STORY
            self.story_day = sense.cell if recent and not self.focus_since else self.story_day
        self.told_at[sense.cell.grain] = self.last
        rules = {step.rule for step in sense.steps}
        opens = "time.calendar" in rules and not rules & {"time.year from", "time.month from"} and self.fronted()
        small = sense.cell.grain in (Grain.MONTH, Grain.DAY)
        framed = self.frame is not None and sense.anchor.ref == self.frame.ref
        self.week_runs = self.week is not None and "time.onward" in rules
        named = not set(self.grammar.lists.get("weekdays", ())).isdisjoint(self.tokens.low[self.first : self.last])
        self.week = sense.cell if named and sense.cell.grain is Grain.DAY else None
        self.frame = Frame(sense.cell, ref, self.last) if small and (opens or framed) else None
        if small and self.heads_entry() and ("time.year from" not in rules or self._goes_on(sense)):
            self.entry = Frame(sense.cell, ref, self.last)
        if opens_entry(self.tokens, self.first, self.last):
            self.day_entry = Frame(sense.cell, ref, self.last) if sense.cell.grain is Grain.DAY else None
        self._head(sense, ref)
        self._schedule(sense, ref)
        if self.filed is None and self._files(sense.cell):
            self.filed = Frame(sense.cell, ref, self.last)

    def _head(self, sense: Sense, ref: str) -> None:
        """Remember a year, a month or a day that stands alone on its line: what follows is told under it."""
        cell = sense.cell
        if cell is None or cell.grain not in (Grain.YEAR, Grain.MONTH, Grain.DAY) or sense.type is TimexType.TIME:
            return
        if not alone(self.tokens, self.first, self.last) and not self._titled(cell):
            return
        self.heading = Frame(cell, ref, self.last)
        self.month_head = cell if cell.grain is Grain.MONTH else None
        self.day_head = self.heading if cell.grain is Grain.DAY else None

    def _titled(self, cell: Cell) -> bool:
        """Does a year open a title above dates, or a day one above times: "1914: ON THE BRINK"?"""
        if cell.grain in (Grain.YEAR, Grain.MONTH) and ends_title(self.tokens, self.first, self.last):
            return True
        below = below_title(self.tokens, self.first, self.last)
        if below is None or cell.grain not in (Grain.YEAR, Grain.DAY):
            return False
        times = clock_at(self.tokens, below)
        return times if cell.grain is Grain.DAY else not times

    def day_before(self, number: int) -> Frame | None:
        """The day of the entry before, where a number that heads an entry goes on from it: "July 4 - ... 7 - ..."."""
        before = self.day_entry
        if before is None or self.first - before.token > FRAME_REACH or civil(before.cell.first)[2] >= number:
            return None
        return before if opens_entry(self.tokens, self.first, self.last) else None

    def _schedule(self, sense: Sense, ref: str) -> None:
        """Remember the day of a heading, or of a time that opens its line: the lines that follow stand under it."""
        cell, moment = sense.cell, sense.when.earliest if sense.when is not None else None
        if cell is None or cell.grain not in (Grain.DAY, Grain.MONTH):
            return
        if sense.type is TimexType.TIME:
            if moment is not None and sense.part is None and self.opens_slot():
                self.slot = Slot(Cell(Grain.DAY, moment.day), ref, self.last, moment.minute)
        elif in_heading(self.tokens, self.first, self.last, tense_of(self.grammar), self.slot):
            if cell.grain is Grain.MONTH:
                self.month_head = cell
            else:
                self.slot = Slot(cell, ref, self.last, headed=True)

    def under_day(self) -> Frame | None:
        """The day alone on its line, under which the phrase opens an entry."""
        return self.day_head if self.day_head is not None and breaks(self.tokens, self.first) else None

    def _spin(self, cell: Cell, ref: str, rules: set[str]) -> bool:
        """Let the thread of a history go on with a date; False where nothing later hangs on that."""
        counted, span = not rules.isdisjoint(_COUNTED), (self.first, self.last)
        turned = turn(self.thread, cell, counted, span, self.tokens, words_of(self.grammar))
        if turned is Turn.MOVES:
            self.thread = Thread(cell, ref)
        elif self.thread is None:
            self.thread = Thread(cell, ref, weak=True)
            return True
        return turned is not Turn.PASSES

    def _files(self, cell: Cell) -> bool:
        """Is the phrase the day of a dateline, a few days before publication: "LUND, Oct. 7 - Troops left today"?"""
        back = self.published.day - cell.first if self.published is not None and cell.grain is Grain.DAY else 0
        if self.kind != "news" or not 0 < back <= STORY:
            return False
        near = range(self.first, max(-1, self.first - 2 * _PLACE), -1)
        start = next((i for i in near if not i or self.tokens.gap[i] == 2), self.first)
        place = [w for w in self.tokens.words[start : self.first] if w[0].isalnum()]
        behind = "".join(self.tokens.low[self.last : self.last + _AGENCY])
        behind = behind.partition(")")[2] if behind.startswith("(") else behind
        capitals = bool(place) and len(place) <= _PLACE and len(place[0]) > 2 and place[0].isupper()
        return capitals and behind.startswith(tuple(_DASHES))

    def _follow(self, sense: Sense, cell: Cell) -> None:
        """Remember whether the text is one of the evening before, and whether a paragraph tells of a time long past."""
        if self.today is None:
            return
        back = self.today.day - cell.first
        if cell.grain is Grain.DAY and 0 < back <= STORY and (self.eve is None or self.eve.first <= cell.first):
            same = self.eve is not None and self.eve.first == cell.first
            self.eve_night = sense.part in ("EV", "NI") or (self.eve_night and same)
            self.eve = cell
            self.small_hours = self.small_hours or sense.part == "NI"
        moment = sense.when.earliest if sense.when is not None and sense.type is TimexType.TIME else None
        early = moment is not None and moment.minute is not None and moment.minute < _NOON
        self.small_hours = self.small_hours or (not back and early)
        if cell.grain is Grain.DAY and not back and not early:
            self.own_day = True
        self.old_day = self.old_day or (cell.grain is Grain.DAY and back > RETOLD)
        past = cell.year < self.today.year - FAR
        self.bygone = (0 if self.parted() else self.bygone) + 1 if past else -self.first

    def parted(self) -> bool:
        """Does a paragraph end between the date told last and the phrase?"""
        since = max(self.focus_token, 0)
        return self.focus is None or any(self.tokens.gap[i] == 2 for i in range(since, self.first + 1))

    def same_sentence(self) -> bool:
        """Does the phrase stand in the sentence of the date told last?"""
        between = self.tokens.low[max(self.focus_token, 0) : self.first]
        return self.focus is not None and not self.parted() and not _STOPS.intersection(between)

    def retold(self) -> bool:
        """Is the clause one of a story of another time: in the past, behind a date long gone by?"""
        told = self.focus.cell if self.focus is not None and not self.focus_since else None
        if told is None or self.kind != "news" or self.published is None or told.grain.rank > Grain.YEAR.rank:
            return False
        looks = self.direction()
        return told.last < self.published.day - RETOLD and (looks < 0 or (not looks and told.grain is Grain.DAY))

    def retold_day(self) -> bool:
        """The same, and a day of it was told: clock times are of that story."""
        told = self.focus.cell if self.focus is not None else None
        return told is not None and told.grain is Grain.DAY and self.retold()

    def bygone_story(self) -> Cell | None:
        """The date told last, where the paragraph tells nothing but times long past."""
        told = self.focus.cell if self.focus is not None else None
        if told is None or self.bygone < 2 or told.grain.rank > Grain.YEAR.rank or self.parted():
            return None
        if told.year < EARLY and not set(self.grammar.lists.get("weekdays", ())).isdisjoint(
            self.tokens.low[self.first : self.last]
        ):  # nobody tells the weekdays of those times: "3580 BC. Open day: Saturday 21 October"
            return None
        if told.grain is Grain.YEAR and self._of_thing():  # "a halfpenny of 1301-04. The dig ran ..."
            return None
        if told.grain is Grain.YEAR and not self.fronted():  # "opened in 1961 and closed in 1984. In May ..."
            return None
        return told if self.retold() else None

    def _of_thing(self) -> bool:
        """Is the year told last one of a thing: "a coin of 1301-04"?"""
        at = self.focus_token - 1
        while at > 0 and (self.tokens.low[at].isdecimal() or self.tokens.low[at] in _DASHES):
            at -= 1
        return self.tokens.low[at] in self.grammar.lists.get("of", ())

    def running_week(self) -> Cell | None:
        """The date told last, where a weekday goes on from it: "On Monday 6 July 2009 they sailed. On Tuesday ..."."""
        if self.week is None or self.parted() or not (self.fronted() or self.week_runs):
            return None
        return self.week if self.retold() and self.direction() < 0 else None

    def in_weekend(self, number: int) -> Cell | None:
        """The weekend that the sentence told, where the weekday is one of it: "open this weekend: Sat 10-4"."""
        told, at = self.told.get(Grain.WEEKEND), self.told_at.get(Grain.WEEKEND, 0)
        if told is None or number < _SATURDAY or self.first - at > FRAME_REACH:
            return None
        over = (
            any(self.tokens.gap[i] == 2 for i in range(at, self.first + 1)) or "." in self.tokens.low[at : self.first]
        )
        return None if over else told

    def testified(self) -> bool:
        """ "On 3 May she vanished ... told the court yesterday that he saw her": of the story, not of its telling."""
        between = self.tokens.low[max(self.focus_token, 0) : self.first]
        return self.old_day and self.kind == "news" and "that" in between and self.same_sentence()

    def last_evening(self) -> Cell | None:
        """The day before the paper, where a past clause can only mean that: "The hall filled at 8 p.m."."""
        return self.eve if self.direction() < 0 and not self.own_day else None

    def day_ahead(self) -> Sense | None:
        """The day that the clause names behind a time of the clock: "at 7 p.m. in the old hall on Friday"."""
        return self.ahead() if self.ahead is not None else None

    def _goes_on(self, sense: Sense) -> bool:
        return self.entry is not None and sense.anchor.ref == self.entry.ref

    def entry_before(self) -> Frame | None:
        """The date of the entry before, where the phrase heads one too."""
        return self.entry if self.heads_entry() else None

    def chronicle(self) -> Frame | None:
        """The year that heads the lines the phrase stands in, where it does not look ahead."""
        return self.heading if self.heading is not None and (self.direction() <= 0 or self.appointed()) else None

    def story(self) -> Frame | None:
        """The frame the phrase stands in: near, in the same paragraph, and told in the past."""
        frame = self.frame
        owns = self.tokens.low[self.last : self.last + 1]
        if frame is None or self.first - frame.token > FRAME_REACH or self.direction() >= 0 or owns in (["'"], ["’"]):
            return None  # "until April's storm" is said from now
        apart = any(self.tokens.gap[i] == 2 for i in range(frame.token, self.first + 1))
        return None if apart else frame

    def lately(self, grain: Grain, reach: int) -> Cell | None:
        """The cell of a grain told within the last `reach` tokens."""
        return self.told.get(grain) if self.first - self.told_at.get(grain, -(10**6)) <= reach else None

    @property
    def now(self) -> Bound | None:
        """What deictic words are measured from: publication or the day of the dateline in news, the story's own date in
        histories."""
        if self.kind == "history" and self.focus is not None and self.focus.cell is not None:
            return Bound(self.focus.cell.first)
        return self.today

    @property
    def today(self) -> Bound | None:
        """The day a report says "today" of: that of its dateline, else publication."""
        return self.published if self.filed is None else Bound(self.filed.cell.first)

    def now_anchor(self) -> Anchor:
        """The anchor of `now`."""
        if self.kind == "history" and self.focus is not None:
            return Anchor(AnchorKind.EXPRESSION, self.focus_id, self.now)
        if self.filed is not None:
            return Anchor(AnchorKind.EXPRESSION, self.filed.ref, self.now)
        return Anchor(AnchorKind.PUBLICATION, None, self.published)

    def current(self, grain: Grain) -> Cell | None:
        """The cell of a grain that holds `now`."""
        if self.now is None:
            return None
        late = (7 - self.options.week_start) % 7 if grain is Grain.WEEK else 0  # days by which ISO weeks begin later
        return cell_of(grain, self.now.day + late)
