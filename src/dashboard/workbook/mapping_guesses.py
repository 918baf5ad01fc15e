"""Guess the field of each column of an unknown table, its kind and its shape; say why.

A guess is only ever offered: a person confirms it before anything is read so.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.mapping import (
    LEFT_OUT_FIELD,
    MAPPING_FIELDS,
    PERIOD_FIELD,
    PERIOD_TARGET_FIELD,
    YEAR_FIELD,
)
from dashboard.domain.model import SHEET_KINDS, DocumentKind, Period
from dashboard.workbook.cells import Cell
from dashboard.workbook.column_looks import Look, look_score, looks_of
from dashboard.workbook.headings import Column
from dashboard.workbook.mapping_words import title_hints
from dashboard.workbook.recognise import REPORTS, layouts
from dashboard.workbook.titles import kinds_by_field, title_key, titles_by_field

_NEAR_TITLE_FROM = 0.55
_TITLE_WEIGHT, _LOOK_WEIGHT = 0.7, 0.3
_LOOK_ALONE_WEIGHT = 0.45
_CONTRADICTED_WEIGHT = 0.3
_LOWEST_SCORE = 0.3
_MOST_GUESSES = 5
# Fields that look like nothing else are guessed by values alone; texts could be anything.
_TELLING = frozenset(
    {
        Look.PERIOD,
        Look.YEAR,
        Look.THRESHOLD,
        Look.STATUS,
        Look.MEASURE_KIND,
        Look.UNIT,
        Look.PERCENT,
    }
)
# Words that stand in columns of one field only: where all values are such, a title says less.
_OF_ONE_FIELD = frozenset({Look.MEASURE_KIND, Look.OPERATOR})
_ALL_VALUES_FROM = 0.9
_OTHER_FIELD_WEIGHT = 0.6
# A column whose best field went to a surer one takes another that is nearly as likely, or none.
_SECOND_BEST_FROM = 0.8


class GuessReason(NamedTuple):
    """Why a field was guessed: `title` (detail: the known title) or `values` (detail: the look)."""

    code: str
    detail: str


class FieldGuess(NamedTuple):
    """A field that a column may stand for, with a score from 0 to 1."""

    field_name: str
    score: float
    reasons: tuple[GuessReason, ...]


class TableGuess(NamedTuple):
    """The best reading of a table: its kind, the field of each column, all guesses by column."""

    kind: DocumentKind
    field_by_column: Mapping[int, str]
    guesses: Mapping[int, tuple[FieldGuess, ...]]

    @property
    def is_long(self) -> bool:
        """Says whether the table seems to have one row per indicator and period."""
        return PERIOD_FIELD in self.field_by_column.values()


def guess_table(
    columns: Sequence[Column],
    cells_by_column: Mapping[int, Sequence[Cell]],
    period: Period | None,
    kind: DocumentKind | None = None,
) -> TableGuess:
    """Gives the best reading of a table; of one kind only where the kind is given.

    `cells_by_column` holds the filled cells below the heading; `period` is what is said around
    the table and settles which of the two reports it is.
    """
    guesses = {
        column.number: _guesses(column, cells_by_column.get(column.number, ()))
        for column in columns
    }
    kinds = SHEET_KINDS if kind is None else (kind,)
    read = [_read_as(one, guesses) for one in kinds]
    best = max(read, key=_rank)
    if kind is None and best.kind in REPORTS.values():
        best = best._replace(kind=REPORTS[period or Period.FINAL])
    return _with_period_target(best, cells_by_column)


def _guesses(column: Column, cells: Sequence[Cell]) -> tuple[FieldGuess, ...]:
    """Gives the fields that a column may stand for, best first."""
    looks = looks_of(cells)
    scored = (
        _guess(name, column, looks, has_values=bool(cells))
        for name in sorted(MAPPING_FIELDS - {PERIOD_TARGET_FIELD})
    )
    found = [guess for guess in scored if guess.score >= _LOWEST_SCORE]
    return tuple(sorted(found, key=lambda guess: -guess.score))


def _guess(
    field_name: str, column: Column, looks: Mapping[Look, float], *, has_values: bool
) -> FieldGuess:
    title_score, title = max(_title_score(field_name, text) for text in column.candidates)
    score, look = look_score(field_name, looks)
    reasons = []
    if title_score:
        reasons.append(GuessReason("title", title))
    if look is not None and score >= _LOWEST_SCORE:
        reasons.append(GuessReason("values", str(look)))
    if not title_score:
        total = _LOOK_ALONE_WEIGHT * score if look in _TELLING else 0.0
    elif has_values and not score:
        total = _CONTRADICTED_WEIGHT * title_score
    else:
        total = _TITLE_WEIGHT * title_score + _LOOK_WEIGHT * (score if has_values else 0.5)
    if look not in _OF_ONE_FIELD and _is_of_another_field(looks):
        total *= _OTHER_FIELD_WEIGHT
    return FieldGuess(field_name, round(total, 3), tuple(reasons))


def _is_of_another_field(looks: Mapping[Look, float]) -> bool:
    return any(looks.get(look, 0.0) >= _ALL_VALUES_FROM for look in _OF_ONE_FIELD)


def _title_score(field_name: str, text: str) -> tuple[float, str]:
    """Gives how near a title is to the nearest one known for a field, from 0 to 1, and that one."""
    key = title_key(text)
    known = _known_titles(field_name)
    if key in known:
        return 1.0, known[key]
    words = set(key.split())
    best, best_title = 0.0, ""
    for other, title in known.items():
        shared = words & set(other.split())
        # A word in common or a near spelling; comparing letters of all others costs too much.
        overlap = len(shared) / len(words | set(other.split())) if shared else 0.0
        is_similar = overlap > 0 or other[:3] == key[:3]
        near = difflib.SequenceMatcher(None, key, other).ratio() if is_similar else 0.0
        score = 0.9 * max(overlap, near)
        if score > best:
            best, best_title = score, title
    return (best, best_title) if best >= _NEAR_TITLE_FROM else (0.0, "")


@cache
def _known_titles(field_name: str) -> dict[str, str]:
    """Gives the titles of a field by their key: those of our layouts and those of extracts."""
    titles = (*titles_by_field().get(field_name, ()), *title_hints().get(field_name, ()))
    return {key: title for title in titles if (key := title_key(title))}


def _read_as(kind: DocumentKind, guesses: Mapping[int, Sequence[FieldGuess]]) -> TableGuess:
    """Gives each column the best field that is still free, the surest column first."""
    fitting = {
        number: tuple(guess for guess in found if _fits(guess.field_name, kind))
        for number, found in guesses.items()
    }
    ranked = sorted(
        (-guess.score, number, guess.field_name)
        for number, found in fitting.items()
        for guess in found
        if guess.score >= _SECOND_BEST_FROM * found[0].score
    )
    fields: dict[int, str] = {}
    for _, number, name in ranked:
        if number not in fields and not _is_taken(name, fields.values()):
            fields[number] = name
    offered = {number: found[:_MOST_GUESSES] for number, found in fitting.items()}
    return TableGuess(kind, fields, offered)


def _fits(field_name: str, kind: DocumentKind) -> bool:
    """Says whether a field has a place in a kind; a column of periods or years has it in all."""
    if field_name in FIELD_TYPES and kind not in kinds_by_field()[field_name]:
        return False
    is_of_plan = field_name.startswith(("action", "indicator", "target", "result"))
    return not (kind is DocumentKind.DUP_STATUS and is_of_plan)


def _is_taken(field_name: str, taken: Iterable[str]) -> bool:
    """Says whether a field, or another way to say the same, has a column already."""
    ways = {field_name}
    if FIELD_TYPES.get(field_name) is FieldType.CODE_AND_NAME:
        ways.add(f"{field_name}_name")
    elif field_name.endswith("_name"):
        ways.add(field_name.removesuffix("_name"))
    return not ways.isdisjoint(taken)


def _rank(table: TableGuess) -> tuple[bool, float, float, float]:
    """Gives what makes a reading better than another: all that is required, then certainty."""
    layout, fields = layouts()[table.kind], set(table.field_by_column.values())
    met = [bool(choice & fields) for choice in layout.required]
    is_excluded = any(choice & fields for choice in layout.excluding)
    wanted = (*layout.required, *layout.expected)
    share = sum(bool(choice & fields) for choice in wanted) / len(wanted)
    return (
        all(met) and not is_excluded,
        sum(met) / len(met),
        _certainty(table),
        share,
    )


def _certainty(table: TableGuess) -> float:
    return sum(
        guess.score
        for number, name in table.field_by_column.items()
        for guess in table.guesses[number]
        if guess.field_name == name
    )


def _with_period_target(
    table: TableGuess, cells_by_column: Mapping[int, Sequence[Cell]]
) -> TableGuess:
    """Takes a target that changes from period to period for the target of the row's period."""
    columns = {name: number for number, name in table.field_by_column.items()}
    if PERIOD_FIELD not in columns or "target" not in columns:
        return table
    by_row = {
        number: {cell.row: cell.text for cell in cells_by_column.get(number, ())}
        for number in table.field_by_column
    }
    keys = [
        by_row[columns[name]]
        for name in sorted(columns)
        if name == YEAR_FIELD or name.startswith(("action", "indicator", "sector"))
        if name != "indicator_weight"
    ]
    targets: dict[tuple[str | None, ...], set[str]] = {}
    for row, text in by_row[columns["target"]].items():
        targets.setdefault(tuple(key.get(row) for key in keys), set()).add(text)
    if not keys or all(len(texts) < 2 for texts in targets.values()):
        return table
    fields = dict(table.field_by_column) | {columns["target"]: PERIOD_TARGET_FIELD}
    return table._replace(field_by_column=fields)


def field_or_left_out(table: TableGuess, number: int) -> str:
    """Gives the field that a column is taken for; LEFT_OUT_FIELD where none is near enough."""
    return table.field_by_column.get(number, LEFT_OUT_FIELD)
