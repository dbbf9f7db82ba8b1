"""What surrounds a phrase: the publication date, the dates told before, the tense of its clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from timeline.expressions.grammar import Grammar
from timeline.expressions.matcher import Tokens
from timeline.expressions.sense import Sense
from timeline.intervals import Bound, Cell, Grain, cell_of
from timeline.model import Anchor, AnchorKind, Kind, Options

LEFT, RIGHT = 14, 12
_STOPS = frozenset(".!?;:")


@dataclass(slots=True)
class Context:
    """Made anew for each article; moves forward phrase by phrase. `focus` is the date told last, `focus_id` its id."""

    grammar: Grammar
    tokens: Tokens
    options: Options
    kind: Kind
    published: Bound | None
    first: int = 0
    last: int = 0
    focus: Sense | None = None
    focus_id: str | None = None
    focus_token: int = -(10**6)
    told: dict[Grain, Cell] = field(default_factory=dict)
    told_at: dict[Grain, int] = field(default_factory=dict)
    era: str | None = None
    _tense: tuple[int, int] | None = None
    past: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    not_past: frozenset[str] = frozenset()
    not_past_after: frozenset[str] = frozenset()
    ahead_pairs: frozenset[str] = frozenset()
    pair_openers: frozenset[str] = frozenset()
    past_signals: frozenset[str] = frozenset()
    future_signals: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    past_ending: str = "ed"
    infinitive: str = ""
    long_past: list[str] = field(default_factory=list)  # "had been due to expire Friday": it did not
    eager: frozenset[str] = frozenset()
    not_verbs: frozenset[str] = frozenset()
    done_before_infinitive: frozenset[str] = frozenset()
    ahead_before_infinitive: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        tense = self.grammar.lists["tense"]
        for name, words in tense.items():
            setattr(self, str(name), str(words) if isinstance(words, str) else _words(words))
        self.pair_openers = frozenset(pair.split()[0] for pair in self.ahead_pairs)
        self.long_past = str(tense.get("long_past", "")).split()

    def move(self, first: int, last: int) -> None:
        """Turn to the phrase of tokens `first` to `last`."""
        self.first, self.last, self._tense = first, last, None

    def tell(self, sense: Sense, ref: str) -> None:
        """Remember a date as told."""
        if sense.cell is None or sense.aside:
            return
        self.focus, self.focus_id, self.focus_token = sense, ref, self.last
        self.told[sense.cell.grain] = sense.cell
        self.told_at[sense.cell.grain] = self.last

    def lately(self, grain: Grain, reach: int) -> Cell | None:
        """The cell of a grain told within the last `reach` tokens."""
        return self.told.get(grain) if self.first - self.told_at.get(grain, -(10**6)) <= reach else None

    @property
    def now(self) -> Bound | None:
        """What deictic words are measured from: publication in news, the story's own date in histories."""
        if self.kind == "history" and self.focus is not None and self.focus.cell is not None:
            return Bound(self.focus.cell.first)
        return self.published

    def now_anchor(self) -> Anchor:
        """The anchor of `now`."""
        if self.kind == "history" and self.focus is not None:
            return Anchor(AnchorKind.EXPRESSION, self.focus_id, self.now)
        return Anchor(AnchorKind.PUBLICATION, None, self.published)

    def current(self, grain: Grain) -> Cell | None:
        """The cell of a grain that holds `now`."""
        return cell_of(grain, self.now.day) if self.now is not None else None

    def direction(self) -> int:
        """-1 when the clause of the phrase looks back, 1 when it looks ahead, 0 when neither is heard."""
        if self._tense is None:
            self._tense = (self._hear(), 0)
        return self._tense[0]

    def _hear(self) -> int:
        low, words, gap = self.tokens.low, self.tokens.words, self.tokens.gap
        before = low[self.first - 1] if self.first else ""
        if before in self.past_signals:
            return -1
        if before in self.future_signals:
            return 1
        if before == "as" and self.first > 1 and low[self.first - 2] in self.eager:
            return 1
        best: tuple[int, int] | None = None
        for i in range(self.first - 1, max(-1, self.first - 1 - LEFT), -1):
            if gap[i + 1] == 2 or (low[i] in _STOPS and not self._abbreviated(i)):
                break
            tense = self._tense_of(i)
            if tense is not None:
                best = (self.first - i, tense)
                break
        for i in range(self.last, min(len(low), self.last + RIGHT)):
            if gap[i] == 2 or (low[i] in _STOPS and not self._abbreviated(i)):
                break
            tense = self._tense_of(i)
            if tense is not None:
                distance = i - self.last + 1
                # the verb of a phrase stands before it, unless the phrase opens the sentence
                if best is None or distance * 2 < best[0]:
                    best = (distance, tense)
                break
        del words
        return best[1] if best else 0

    def _abbreviated(self, i: int) -> bool:
        low = self.tokens.low
        return low[i] == "." and i > 0 and (low[i - 1] in self.abbreviations or len(low[i - 1]) == 1)

    def _tense_of(self, i: int) -> int | None:
        word = self.tokens.low[i]
        if word == self.infinitive:
            return self._infinitive_of(i)
        if word in self.future:
            return -1 if i > 1 and self.tokens.low[i - 2 : i] == self.long_past else 1
        if word in self.pair_openers and " ".join(self.tokens.low[i : i + 2]) in self.ahead_pairs:
            return 1
        if word in self.past:
            return None if i and self.tokens.low[i - 1] in self.not_past_after else -1
        if word in self.present:
            return 0
        if word.endswith(self.past_ending) and len(word) > 4 and word not in self.not_past:
            return None if i and self.tokens.low[i - 1] in self.not_past_after else -1
        return None

    def _infinitive_of(self, i: int) -> int | None:
        """`to sign`: ahead of us ("agreed to sign Friday") unless the verb before says it was done ("managed to")."""
        low, words = self.tokens.low, self.tokens.words
        if i + 1 >= len(low) or not words[i + 1].islower() or low[i + 1] in self.not_verbs or i == 0:
            return None
        if low[i - 1] in self.done_before_infinitive or (i > 2 and low[i - 3 : i - 1] == self.long_past):
            return -1
        return 1 if low[i - 1] in self.ahead_before_infinitive else None


def _words(listed: Any) -> frozenset[str]:
    return frozenset(str(word) for word in listed)
