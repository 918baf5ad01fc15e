"""Tell which kind of document a table is, from the titles of its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from dashboard.domain.mapping import SheetMapping
from dashboard.domain.model import PARTS_OF, SHEET_KINDS, DocumentKind, Period, Recognition
from dashboard.workbook.context import KIND, Context
from dashboard.workbook.headings import Column, Heading
from dashboard.workbook.titles import TitleMatch, match_misspelt, match_title

REPORTS = {
    Period.INTERMEDIATE: DocumentKind.INTERMEDIATE_REPORT,
    Period.FINAL: DocumentKind.FINAL_REPORT,
}
# What is told of a year that has ended, and may name the cycle or the day of its report.
KINDS_OF_PAST_YEAR = frozenset((*REPORTS.values(), *PARTS_OF[DocumentKind.FINAL_REPORT]))
_RESULTS = ("result", "result_intermediate")
_ACTIVITY_VALUE = "activity_value"
_VALUE_OF_EARLIER_YEAR = {
    -1: "activity_value_1_year_before",
    -2: "activity_value_2_years_before",
    -3: "activity_value_3_years_before",
}


class KindLayout(NamedTuple):
    """What a kind asks for: each entry is a set of fields of which any one will do."""

    required: tuple[frozenset[str], ...]
    expected: tuple[frozenset[str], ...]
    excluding: tuple[frozenset[str], ...]


class Mapped(NamedTuple):
    """A table read as one kind: the field of each column, and the columns left over."""

    kind: DocumentKind
    field_by_column: Mapping[int, str]
    unknown: tuple[Column, ...]
    duplicated: tuple[tuple[Column, str], ...]
    missing: tuple[frozenset[str], ...]
    period: Period | None
    recognition: Recognition
    mapping: SheetMapping | None = None


def recognise(heading: Heading, context: Context, empty_columns: frozenset[int]) -> Mapped | None:
    """Gives the best reading of a heading as one of the kinds; None when none is even near.

    A kind fits when every required field has a column and no excluding one has. Of those that
    fit, the one with most of its fields matched wins, then the one that the words around the
    table name. Result columns with nothing in them do not turn a plan into a report, unless
    the words do.
    """
    readings = [_reading(kind, heading, context, empty_columns) for kind in SHEET_KINDS]
    fitting = [mapped for mapped in readings if not mapped.missing]
    if not fitting:
        return _nearest(readings)
    named = _kinds_named(context)
    best = max(fitting, key=lambda mapped: _rank(mapped, named))
    if best.kind in REPORTS.values():
        return _of_period(best, fitting, context)
    return best


@cache
def layouts() -> Mapping[DocumentKind, KindLayout]:
    """Gives what each kind asks for, from layouts/kinds.csv."""
    needs: dict[DocumentKind, dict[str, list[frozenset[str]]]] = {
        kind: {"required": [], "expected": [], "excluding": []} for kind in SHEET_KINDS
    }
    source = resources.files("dashboard.workbook") / "layouts" / "kinds.csv"
    with source.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            fields = frozenset(line["fields"].split())
            needs[DocumentKind(line["kind"])][line["need"]].append(fields)
    return {
        kind: KindLayout(*(tuple(need[name]) for name in ("required", "expected", "excluding")))
        for kind, need in needs.items()
    }


def _reading(
    kind: DocumentKind, heading: Heading, context: Context, empty_columns: frozenset[int]
) -> Mapped:
    readings = {column: _matches(column.candidates, kind) for column in heading.columns}
    year = context.reference_year(is_report=kind in KINDS_OF_PAST_YEAR)
    if year is None:
        year = _year_of_titles(readings.values())
    field_by_column: dict[int, str] = {}
    unknown: list[Column] = []
    duplicated: list[tuple[Column, str]] = []
    # A title read in one way only has the first choice: "Settore" before "Struttura
    # responsabile", which may be a "Responsabile" under a group called "Struttura".
    for column in sorted(readings, key=lambda column: len(readings[column])):
        fields_of_title = [field_in_year(match, year) for match in readings[column]]
        possible = [name for name in fields_of_title if name is not None]
        free = [name for name in possible if name not in field_by_column.values()]
        if free:
            field_by_column[column.number] = free[0]
        elif possible:
            duplicated.append((column, possible[0]))
        else:
            unknown.append(column)
    unknown.sort()
    layout = layouts()[kind]
    fields = set(field_by_column.values())
    filled = {name for number, name in field_by_column.items() if number not in empty_columns}
    missing = tuple(choice for choice in layout.required if not choice & fields)
    if any(choice & filled for choice in layout.excluding):
        missing = (*missing, frozenset())
    recognition = recognition_of(kind, heading.columns, field_by_column, unknown)
    return Mapped(
        kind, field_by_column, tuple(unknown), tuple(duplicated), missing, None, recognition
    )


def recognition_of(
    kind: DocumentKind,
    columns: Iterable[Column],
    field_by_column: Mapping[int, str],
    unknown: Iterable[Column],
) -> Recognition:
    """Gives how many of the titles that a kind asks for the columns of a table are."""
    layout, fields = layouts()[kind], set(field_by_column.values())
    wanted = (*layout.required, *layout.expected)
    return Recognition(
        kind=kind,
        matched_title_count=sum(bool(choice & fields) for choice in wanted),
        expected_title_count=len(wanted),
        matched_titles=tuple(c.title for c in columns if c.number in field_by_column),
        unknown_titles=tuple(column.title for column in unknown),
        # The plainest name of several that would do: "sector", not "sector_code".
        missing_fields=tuple(
            min(choice, key=lambda name: (len(name), name))
            for choice in wanted
            if not choice & fields
        ),
    )


# A folder of files has a few headings, and each is tried as every kind.
@lru_cache(maxsize=4096)
def _matches(candidates: tuple[str, ...], kind: DocumentKind) -> tuple[TitleMatch, ...]:
    """Gives the fields that the readings of a title stand for, fullest reading first."""
    exact = (match_title(candidate, kind) for candidate in candidates)
    found = tuple(dict.fromkeys(match for match in exact if match is not None))
    if found:
        return found
    near = match_misspelt(candidates[0], kind)
    return () if near is None else (near,)


def _year_of_titles(readings: Iterable[Sequence[TitleMatch]]) -> int | None:
    """Gives the year that dated titles count from: the first target's, else the last value's."""
    dated = [
        (match.field_name, match.year)
        for matches in readings
        for match in matches
        if match.year is not None
    ]
    first_target = min((year for name, year in dated if name == "target"), default=None)
    if first_target is not None:
        return first_target
    return max((year for name, year in dated if name == _ACTIVITY_VALUE), default=None)


def field_in_year(match: TitleMatch, reference_year: int | None) -> str | None:
    """Gives the field of a title that names a year: next year's target, an earlier year's value.

    None where the year is one that the program has no field for.
    """
    if match.year is None or reference_year is None or match.year == reference_year:
        return match.field_name
    ahead = match.year - reference_year
    if match.field_name == "target":
        return {1: "target_next_year", 2: "target_year_after_next"}.get(ahead)
    if match.field_name == _ACTIVITY_VALUE:
        return _VALUE_OF_EARLIER_YEAR.get(ahead)
    if match.field_name in _RESULTS and ahead == -1:
        return "baseline"
    is_dated_elsewhere = match.field_name in ("baseline", "source", "planned_years", "as_of_date")
    return match.field_name if is_dated_elsewhere else None


def _kinds_named(context: Context) -> frozenset[DocumentKind]:
    """Gives the kinds that the words around a table name, with the parts handed in with them."""
    named = context.value(KIND)
    if named is None:
        return frozenset()
    is_report = named == "report" or (context.period is not None and named == "piao_sheet")
    kinds = tuple(REPORTS.values()) if is_report else (DocumentKind(named),)
    return frozenset((*kinds, *(part for kind in kinds for part in PARTS_OF.get(kind, ()))))


def _rank(mapped: Mapped, named: frozenset[DocumentKind]) -> tuple[bool, float, int]:
    matched = mapped.recognition
    share = matched.matched_title_count / matched.expected_title_count
    return mapped.kind in named, share, len(mapped.field_by_column)


def _nearest(readings: Sequence[Mapped]) -> Mapped | None:
    """Gives the reading that lacks one required field only, to say which; else None."""
    near = [mapped for mapped in readings if len(mapped.missing) == 1 and mapped.missing[0]]
    rank = _rank
    return max(near, key=lambda mapped: rank(mapped, frozenset()), default=None)


def _of_period(best: Mapped, fitting: Sequence[Mapped], context: Context) -> Mapped:
    """Settles which of the two reports a table is: by its words, else by its result columns."""
    period = context.period or _period_of_columns(best)
    if period is None:
        return best
    by_kind = {mapped.kind: mapped for mapped in fitting}
    chosen = by_kind.get(REPORTS[period], best)
    fields = dict(chosen.field_by_column)
    if chosen.kind is DocumentKind.INTERMEDIATE_REPORT:
        fields = as_intermediate(fields)
    return chosen._replace(period=period, field_by_column=fields)


def _period_of_columns(mapped: Mapped) -> Period | None:
    fields = set(mapped.field_by_column.values())
    if "result_intermediate" in fields:
        return Period.FINAL if "result" in fields else Period.INTERMEDIATE
    return None


def as_intermediate(fields: dict[int, str]) -> dict[int, str]:
    """Gives the fields of a mid-year report, where the mid-year result is the one stated."""
    if "result_intermediate" not in fields.values():
        return fields
    return {
        column: "result" if name == "result_intermediate" else name
        for column, name in fields.items()
        if name != "result"
    }
