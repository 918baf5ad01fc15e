"""Find words in the texts of a municipality's plans and reports, and put the finds in order.

All words must occur in one item: an action, an indicator, what was reported of it. A code comes
before a title, a title before any other text, the newest year first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum, StrEnum

from dashboard.domain.names import comparable_code
from dashboard.domain.search_words import (
    Piece,
    Term,
    excerpt,
    holds_in_a_row,
    terms_of,
    words_of,
)

SHORTEST_BEGINNING = 4
"""From how many letters on a typed word also finds the words that begin with it."""
SHORTEST_FORM = 4
"""From how many letters on a word is also found in its other forms: "via" is none of "vie"."""
_LIKENESS = 0.75
_NEAR_WORDS = 3
_EXCERPT_WIDTH = 220
_SHOWN_TEXTS = 2
_TITLE_NO = 0


class ItemKind(StrEnum):
    """What a find is, in the order in which finds are shown."""

    DIRECTION = "direction"
    STRATEGIC_OBJECTIVE = "strategic_objective"
    OPERATIONAL_OBJECTIVE = "operational_objective"
    INTERVENTION = "intervention"
    ACTION = "action"
    INDICATOR = "indicator"
    REPORTED = "reported"  # what a report says of an indicator in words
    CLARIFICATION = "clarification"
    REVIEW_NOTE = "review_note"
    SECTOR = "sector"
    ORDINARY_ACTIVITY = "ordinary_activity"
    QUALITY_CONTROL = "quality_control"
    INNOVATION = "innovation"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item hangs in the chain: (code, name) of each level above it, from the top."""

    direction: tuple[str | None, str | None] = (None, None)
    strategic_objective: tuple[str | None, str | None] = (None, None)
    operational_objective: tuple[str | None, str | None] = (None, None)
    action: tuple[str | None, str | None] = (None, None)
    sector: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell that states an item, and the upload it came with where that is known."""

    file_name: str
    sheet_name: str | None = None
    cell: str | None = None
    upload_id: int | None = None


@dataclass(frozen=True, slots=True)
class SearchItem:
    """One thing that can be found. `texts`: (name of the field, text); `codes`: its own codes.

    `reference_year` is None where it belongs to no single year. `has_own_title` is False where the
    title names what the item is about: that is found by itself.
    """

    kind: ItemKind
    title: str
    codes: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    place: Place = field(default_factory=Place)
    reference_year: int | None = None
    period: str | None = None
    origin: Origin | None = None
    has_own_title: bool = True


class _At(IntEnum):
    """How well a term is met, best last."""

    TEXT = 1
    TITLE = 2
    CODE = 3


class _Form(IntEnum):
    BEGINNING = 1
    OTHER_FORM = 2
    AS_TYPED = 3


@dataclass(frozen=True, slots=True)
class Find:
    """An item that holds everything that was looked for, with what to show of it."""

    item: SearchItem
    title: tuple[Piece, ...]
    excerpts: tuple[tuple[str, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class Finds:
    """Everything found. `counts`: how many of each kind; `in_order` gives them, best first."""

    terms: tuple[Term, ...]
    in_order: tuple[int, ...]
    counts: Mapping[ItemKind, int]


@dataclass(slots=True)
class _Met:
    """Where the items meet one term: number of the item -> how well, and in which texts."""

    score: dict[int, tuple[_At, _Form]] = field(default_factory=dict)
    accepted: dict[str, _Form] = field(default_factory=dict)

    def add(self, item_no: int, at: _At, form: _Form) -> None:
        best = self.score.get(item_no)
        if best is None or (at, form) > best:
            self.score[item_no] = (at, form)


class SearchIndex:
    """The words of many items, each with the texts it stands in. Never changed once it is made."""

    def __init__(self, items: Iterable[SearchItem], stem: Callable[[str], str]) -> None:
        """Takes the items in the order that equals are shown in; `stem` cuts a word's ending."""
        self.items = tuple(items)
        self._stem = stem
        self._texts: list[str] = []
        self._held_by: list[array[int]] = []  # by text: item, field, item, field…
        self._texts_with: dict[str, array[int]] = {}
        self._items_of_code: dict[str, list[int]] = {}
        self._add_texts()
        self._add_codes()
        self._words = sorted(self._texts_with)
        self._codes = sorted(self._items_of_code)
        self._forms: dict[str, list[str]] = {}
        for word in self._words:
            self._forms.setdefault(self._stem_of(word), []).append(word)

    def with_more(self, items: Iterable[SearchItem]) -> SearchIndex:
        """Gives an index of these items and, after them, more; this one stays as it is.

        What no new item touches is shared between the two, so that a single note does not ask for
        the words of all plans and reports anew.
        """
        more, joined = SearchIndex(items, self._stem), copy(self)
        joined.items = (*self.items, *more.items)
        joined._join_texts(more, len(self.items))
        joined._join_codes(more, len(self.items))
        return joined

    @property
    def word_count(self) -> int:
        """Gives how many different words there are."""
        return len(self._words)

    def find(self, typed: str, is_wanted: Callable[[SearchItem], bool]) -> Finds:
        """Gives the items, among those wanted, that hold everything typed, best first."""
        terms = terms_of(typed)
        met = [self._met(term) for term in terms]
        common = set.intersection(*(set(one.score) for one in met)) if met else set()
        found = [number for number in common if is_wanted(self.items[number])]
        found.sort(key=lambda number: self._rank(number, met))
        counts: dict[ItemKind, int] = dict.fromkeys(ItemKind, 0)
        for number in found:
            counts[self.items[number].kind] += 1
        return Finds(terms, tuple(found), counts)

    def shown(self, finds: Finds, numbers: Sequence[int]) -> list[Find]:
        """Gives what to show of some finds, with what was found marked."""
        accepted: dict[str, _Form] = {}
        rows: list[tuple[str, ...]] = []
        for term in finds.terms:
            if len(term.words) > 1:
                rows.append(term.words)
            else:
                accepted |= self._accepted(term)
        return [self._find(self.items[number], accepted, rows) for number in numbers]

    def near_words(self, typed: str) -> Iterator[str]:
        """Gives what may have been meant, likeliest first: a word that nothing holds, replaced."""
        unknown = [
            term for term in terms_of(typed) if len(term.words) == 1 and not self._met(term).score
        ]
        if len(unknown) != 1:
            return
        (term,) = unknown
        for word in get_close_matches(term.words[0], self._words, _NEAR_WORDS, _LIKENESS):
            yield typed.replace(term.shown, word)

    def _add_texts(self) -> None:
        number_of: dict[str, int] = {}
        for item_no, item in enumerate(self.items):
            title = item.title if item.has_own_title else ""
            for field_no, text in enumerate((title, *(text for _, text in item.texts))):
                text_no = number_of.get(text)
                if text_no is None:
                    text_no = number_of[text] = len(self._texts)
                    self._texts.append(text)
                    self._held_by.append(array("I"))
                    for word in set(words_of(text)):
                        self._texts_with.setdefault(word, array("I")).append(text_no)
                self._held_by[text_no].extend((item_no, field_no))

    def _add_codes(self) -> None:
        for item_no, item in enumerate(self.items):
            for code in item.codes:
                self._items_of_code.setdefault(comparable_code(code), []).append(item_no)

    def _join_texts(self, more: SearchIndex, first_item_no: int) -> None:
        number_of = {text: number for number, text in enumerate(self._texts)}
        known_count = len(number_of)
        for text in more._texts:
            number_of.setdefault(text, len(number_of))
        held_by = [*self._held_by, *(array("I") for _ in range(known_count, len(number_of)))]
        for text, holders in zip(more._texts, more._held_by, strict=True):
            moved = array("I", holders)
            for at in range(0, len(moved), 2):
                moved[at] += first_item_no
            held_by[number_of[text]] = held_by[number_of[text]] + moved
        self._texts, self._held_by = list(number_of), held_by
        self._join_words(more, number_of, known_count)

    def _join_words(
        self, more: SearchIndex, number_of: Mapping[str, int], known_count: int
    ) -> None:
        """Adds the words of the texts that were not known: their numbers begin at the count."""
        texts_with, forms = dict(self._texts_with), dict(self._forms)
        for word, text_numbers in more._texts_with.items():
            numbers = [number_of[more._texts[number]] for number in text_numbers]
            if word not in texts_with:
                same = self._stem_of(word)
                forms[same] = sorted([*forms.get(same, ()), word])
            added = array("I", [number for number in numbers if number >= known_count])
            texts_with[word] = texts_with.get(word, array("I")) + added
        self._texts_with, self._forms = texts_with, forms
        self._words = sorted(texts_with)

    def _join_codes(self, more: SearchIndex, first_item_no: int) -> None:
        items_of_code = dict(self._items_of_code)
        for code, item_numbers in more._items_of_code.items():
            moved = [first_item_no + number for number in item_numbers]
            items_of_code[code] = [*items_of_code.get(code, ()), *moved]
        self._items_of_code = items_of_code
        self._codes = sorted(items_of_code)

    def _met(self, term: Term) -> _Met:
        met = _Met()
        if len(term.words) > 1:
            self._meet_in_a_row(term, met)
        else:
            met.accepted = self._accepted(term)
            for word, form in met.accepted.items():
                self._meet(self._texts_with[word], form, met)
        if term.code is not None:
            self._meet_codes(term.code, met)
        return met

    def _meet(self, text_numbers: Iterable[int], form: _Form, met: _Met) -> None:
        for text_no in text_numbers:
            held_by = self._held_by[text_no]
            for at in range(0, len(held_by), 2):
                is_title = held_by[at + 1] == _TITLE_NO
                met.add(held_by[at], _At.TITLE if is_title else _At.TEXT, form)

    def _meet_in_a_row(self, term: Term, met: _Met) -> None:
        if not all(word in self._texts_with for word in term.words):
            return
        holding = set.intersection(*(set(self._texts_with[word]) for word in term.words))
        in_a_row = [
            text_no
            for text_no in sorted(holding)
            if holds_in_a_row(words_of(self._texts[text_no]), term.words)
        ]
        self._meet(in_a_row, _Form.AS_TYPED, met)

    def _meet_codes(self, code: str, met: _Met) -> None:
        """Meets the items of a code, and of the codes below it: 3.1 and 3.1.2, but not 3.12."""
        for item_no in self._items_of_code.get(code, ()):
            met.add(item_no, _At.CODE, _Form.AS_TYPED)
        for known in _beginning_with(self._codes, code):
            if known != code and not known[len(code)].isalnum():
                for item_no in self._items_of_code[known]:
                    met.add(item_no, _At.CODE, _Form.BEGINNING)

    def _accepted(self, term: Term) -> dict[str, _Form]:
        """Gives the words that stand for a typed one, each with how it does."""
        (typed,) = term.words
        accepted: dict[str, _Form] = {}
        if not term.is_quoted:
            if len(typed) >= SHORTEST_BEGINNING and typed.isalpha():
                accepted |= dict.fromkeys(_beginning_with(self._words, typed), _Form.BEGINNING)
            forms = self._forms.get(self._stem_of(typed), ())
            accepted |= dict.fromkeys(forms, _Form.OTHER_FORM)
        if typed in self._texts_with:
            accepted[typed] = _Form.AS_TYPED
        return accepted

    def _stem_of(self, word: str) -> str:
        return self._stem(word) if len(word) >= SHORTEST_FORM and word.isalpha() else word

    def _rank(self, number: int, met: Sequence[_Met]) -> tuple[int, int, int, int]:
        scores = [one.score[number] for one in met]
        year = self.items[number].reference_year
        return (
            -min(at for at, _ in scores),
            -(year or 0),
            -sum(form for _, form in scores),
            number,
        )

    def _find(
        self, item: SearchItem, accepted: Mapping[str, _Form], rows: Sequence[Sequence[str]]
    ) -> Find:
        shown = [(name, excerpt(text, accepted, rows, _EXCERPT_WIDTH)) for name, text in item.texts]
        holding = [one for one in shown if any(piece.is_found for piece in one[1])]
        title = (
            excerpt(item.title, accepted, rows, len(item.title))
            if item.has_own_title
            else (Piece(item.title),)
        )
        return Find(item, title, tuple(holding[:_SHOWN_TEXTS]))


def _beginning_with(known: Sequence[str], start: str) -> Iterator[str]:
    """Gives what begins so, out of words in order."""
    for at in range(bisect_left(known, start), len(known)):
        if not known[at].startswith(start):
            return
        yield known[at]
