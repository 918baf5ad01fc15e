"""How a person says a sheet with titles of its own is to be read: columns, words, statements.

A mapping belongs to a set of titles, not to a file: columns may change places, the table may move
and the years in its titles may pass. JSON: docs/mapping-json.md. Sentences: `texts.mapping`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.model import ActionKind, DocumentKind, DupStatus, MeasureKind, Period
from dashboard.domain.names import normalised_name
from dashboard.domain.roles import Role

LEFT_OUT_FIELD = ""
"""The field of a column that is left out on purpose."""

# Columns that only a mapping knows: they say to which document a row belongs.
PERIOD_FIELD, YEAR_FIELD = "period", "reference_year"
# The target of the row's own period: the year's in a final row, the mid-year one in the other.
PERIOD_TARGET_FIELD = "period_target"
MAPPING_ONLY_FIELDS = (PERIOD_FIELD, YEAR_FIELD, PERIOD_TARGET_FIELD)
MAPPING_FIELDS = frozenset({*FIELD_TYPES, *MAPPING_ONLY_FIELDS})

LEFT_OUT_PERIOD = "left_out"
DECIMAL_COMMA, DECIMAL_POINT = ",", "."
EARLIEST_YEAR, LATEST_YEAR = 2000, 2099

_PERIOD_MEANINGS = (str(Period.INTERMEDIATE), str(Period.FINAL), LEFT_OUT_PERIOD)
_MEASURE_MEANINGS = (
    "missing",
    "not_due",
    "not_assessable",
    "achieved",
    "partial",
    "not_achieved",
)
_MEANINGS_BY_TYPE: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.STATUS: tuple(map(str, DupStatus)),
    FieldType.MEASURE_KIND: tuple(map(str, MeasureKind)),
    FieldType.ACTION_KIND: tuple(map(str, ActionKind)),
    FieldType.BOOLEAN: ("yes", "no"),
    FieldType.QUANTITY: _MEASURE_MEANINGS,
}
_PERCENT_TYPES = (FieldType.QUANTITY, FieldType.PERCENT)
_COMPANIONS = ("_code", "_name")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SIGNS = {"%": " percento ", "€": " euro ", "Δ": " delta "}


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A title as the sheet writes it, and the field its column stands for.

    `is_share` says that its percentages are written as shares of one: 0.4 means 40 %.
    """

    title: str
    field_name: str = LEFT_OUT_FIELD
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class FixedStatements:
    """What the sheet does not hold, and the person states for it. What a file says outweighs it."""

    entity_name: str | None = None
    sector: str | None = None
    strategic_direction: str | None = None
    reference_year: int | None = None


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How a table with these titles is read.

    `columns` holds every titled column of the heading, those left out too; the same title twice
    is two columns, told apart by their order. `words` gives, by field, what a text in a cell
    means (`word_meanings`). With a period column a table is long: each row belongs to the
    document of its period, and `kind` counts only for what is no report.
    """

    name: str
    kind: DocumentKind
    columns: tuple[MappedColumn, ...]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: FixedStatements = FixedStatements()
    decimal_sign: str = DECIMAL_COMMA

    @property
    def fingerprint(self) -> str:
        """Gives what the titles have in common wherever they stand; see `fingerprint_of`."""
        return fingerprint_of([column.title for column in self.columns])

    @property
    def is_long(self) -> bool:
        """Says whether the table has one row per indicator and period."""
        return PERIOD_FIELD in self.field_names

    @property
    def field_names(self) -> frozenset[str]:
        """Gives the fields that some column stands for."""
        return frozenset(column.field_name for column in self.columns) - {LEFT_OUT_FIELD}

    def fields_of(self, titles: Sequence[str]) -> list[str]:
        """Gives the field of each column of a heading; LEFT_OUT_FIELD for a title not mapped."""
        return [column.field_name for column in self.columns_of(titles)]

    def columns_of(self, titles: Sequence[str]) -> list[MappedColumn]:
        """Gives what is said of each column of a heading; a title not mapped is left out."""
        keys = _column_keys([column.title for column in self.columns])
        mapped = dict(zip(keys, self.columns, strict=True))
        return [
            mapped.get(key, MappedColumn(title))
            for key, title in zip(_column_keys(titles), titles, strict=True)
        ]

    def meaning(self, field_name: str, text: str) -> str | None:
        """Gives what a cell's text means as a word of a field; None where nothing was said."""
        words = self.words.get(field_name)
        if not words:
            return None
        key = word_key(text)
        return next((said for word, said in words.items() if word_key(word) == key), None)


@dataclass(frozen=True, slots=True)
class MappingUse:
    """A sheet that was read with a mapping."""

    sheet_name: str
    mapping: SheetMapping


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping as the store keeps it; `saved_at` is in UTC without zone.

    Of the mappings with one fingerprint that were not removed, the newest is in force.
    `upload_count` tells how many files were read with it.
    """

    mapping_id: int
    mapping: SheetMapping
    saved_by: str
    saved_at: datetime
    upload_count: int = 0
    is_in_force: bool = True
    saved_role: Role | None = None


@dataclass(frozen=True, slots=True)
class MappingProblem:
    """One thing that keeps a mapping from being used; `params` fill the sentence's blanks."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


def fingerprint_of(titles: Sequence[str]) -> str:
    """Gives the same text for the same titles in any order, case, punctuation and year.

    Years count by their distance from the earliest one, so that "Target 2024" beside
    "Target 2025" is, a year later, "Target 2025" beside "Target 2026".
    """
    keys = sorted(f"{key}#{occurrence}" for key, occurrence in _column_keys(titles))
    return sha256("\n".join(keys).encode()).hexdigest()


@lru_cache(maxsize=4096)
def yearless_title(text: str) -> str:
    """Gives a title without case, accents and punctuation, one word for whatever year it names.

    A part at the beginning of a title is a part at the beginning of what this gives for it.
    """
    return _YEAR.sub("anno", _plain(text))


@lru_cache(maxsize=4096)
def word_key(text: str) -> str:
    """Gives a cell's text without case, accents, punctuation and years.

    >>> word_key("III Trimestre 2024") == word_key("iii trimestre")
    True
    """
    key = " ".join(_YEAR.sub(" ", _plain(text)).split())
    return key or text.strip().casefold()


def word_meanings(field_name: str) -> tuple[str, ...]:
    """Gives what a text in a column of this field may be said to mean; none for most fields."""
    if field_name == PERIOD_FIELD:
        return _PERIOD_MEANINGS
    if field_name == PERIOD_TARGET_FIELD:
        return _MEASURE_MEANINGS
    return _MEANINGS_BY_TYPE.get(FIELD_TYPES.get(field_name, FieldType.TEXT), ())


def may_be_share(field_name: str) -> bool:
    """Says whether the numbers of a field may be percentages written as shares of one."""
    return field_name == PERIOD_TARGET_FIELD or FIELD_TYPES.get(field_name) in _PERCENT_TYPES


def mapping_problems(
    mapping: SheetMapping, required: Iterable[Collection[str]]
) -> tuple[MappingProblem, ...]:
    """Gives everything that is wrong with a mapping, at once.

    `required` is what the kind asks for: of each group of fields one must have a column.
    """
    return (
        *_form_problems(mapping),
        *_column_problems(mapping),
        *_required_problems(mapping, required),
        *_word_problems(mapping),
    )


def _form_problems(mapping: SheetMapping) -> Iterator[MappingProblem]:
    if not mapping.name.strip():
        yield MappingProblem("name_missing")
    if mapping.decimal_sign not in (DECIMAL_COMMA, DECIMAL_POINT):
        yield MappingProblem("decimal_sign_unknown", {"found": mapping.decimal_sign})
    year = mapping.fixed.reference_year
    if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        yield MappingProblem("year_out_of_range", {"found": str(year)})


def _column_problems(mapping: SheetMapping) -> Iterator[MappingProblem]:
    titles_by_field: dict[str, list[str]] = {}
    for column in mapping.columns:
        if column.field_name == LEFT_OUT_FIELD:
            continue
        if column.field_name not in MAPPING_FIELDS:
            yield MappingProblem(
                "unknown_field", {"field_name": column.field_name, "title": column.title}
            )
        if column.is_share and not may_be_share(column.field_name):
            params = {"field_name": column.field_name, "title": column.title}
            yield MappingProblem("share_of_no_number", params)
        titles_by_field.setdefault(column.field_name, []).append(column.title)
    for field_name, titles in titles_by_field.items():
        if len(titles) > 1:
            params = {"field_name": field_name, "titles": " | ".join(titles)}
            yield MappingProblem("field_on_several_columns", params)
    if {"target", PERIOD_TARGET_FIELD} <= mapping.field_names:
        yield MappingProblem("target_twice")
    if PERIOD_TARGET_FIELD in mapping.field_names and not mapping.is_long:
        yield MappingProblem("period_target_without_period")


def _required_problems(
    mapping: SheetMapping, required: Iterable[Collection[str]]
) -> Iterator[MappingProblem]:
    names = mapping.field_names
    if PERIOD_TARGET_FIELD in names:
        names |= {"target"}
    for choice in required:
        if not names & set(choice):
            params = {"kind": str(mapping.kind), "field_names": " ".join(sorted(choice))}
            yield MappingProblem("required_field_missing", params)


def _word_problems(mapping: SheetMapping) -> Iterator[MappingProblem]:
    for field_name, words in mapping.words.items():
        if field_name not in mapping.field_names:
            yield MappingProblem("words_without_column", {"field_name": field_name})
        allowed = word_meanings(field_name)
        for word, meaning in words.items():
            if meaning not in allowed:
                params = {"field_name": field_name, "word": word, "found": meaning}
                yield MappingProblem("meaning_unknown", params)
    if mapping.is_long and not set(mapping.words.get(PERIOD_FIELD, {}).values()) & set(Period):
        yield MappingProblem("period_words_missing")


def _column_keys(titles: Sequence[str]) -> list[tuple[str, int]]:
    """Gives for each title its key and which of the columns with that key it is, from 1 on."""
    plain = [_plain(title) or title.strip().casefold() for title in titles]
    earliest = min((int(year) for text in plain for year in _YEAR.findall(text)), default=0)
    seen: Counter[str] = Counter()
    keys: list[tuple[str, int]] = []
    for text in plain:
        key = _YEAR.sub(lambda found: f"anno{int(found[0]) - earliest:+d}", text)
        seen[key] += 1
        keys.append((key, seen[key]))
    return keys


def _plain(text: str) -> str:
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return normalised_name(text)
