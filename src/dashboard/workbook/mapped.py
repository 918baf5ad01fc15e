"""Read a table as a person's mapping says: its heading, its fields, the document of each row.

A mapping is found by the fingerprint of a heading and outweighs what the titles would be taken
for otherwise. Words and numbers in the cells: `mapped_values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.domain.issues import IssueList
from dashboard.domain.mapping import (
    LEFT_OUT_PERIOD,
    PERIOD_FIELD,
    PERIOD_TARGET_FIELD,
    YEAR_FIELD,
    MappingProblem,
    MappingUse,
    SheetMapping,
    fingerprint_of,
    mapping_problems,
    yearless_title,
)
from dashboard.domain.model import DocumentKind, FieldValue, Period, SheetRow, Stated
from dashboard.workbook.cells import Grid, column_letters
from dashboard.workbook.context import (
    DIRECTION,
    ENTITY,
    LOOSE_YEAR,
    REPORT_YEAR,
    SECTOR,
    YEAR,
    Context,
    agree,
    contradiction,
)
from dashboard.workbook.documents import SheetReading
from dashboard.workbook.headings import MAX_DEPTH, Column, Heading, heading_at
from dashboard.workbook.mapped_shares import with_percentages
from dashboard.workbook.recognise import REPORTS, Mapped, as_intermediate, layouts, recognition_of

_SOURCE = "mapping"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class MappedHeading(NamedTuple):
    """A heading and the mapping made for its titles."""

    heading: Heading
    mapping: SheetMapping


class _Place(NamedTuple):
    """The document that a row of a mapped table belongs to, as far as the row itself says."""

    year: int | None
    period: Period | None


def problems_of(mapping: SheetMapping) -> tuple[MappingProblem, ...]:
    """Gives everything that keeps a mapping from being used; nothing when it is whole."""
    return mapping_problems(mapping, required_fields(mapping.kind))


def required_fields(kind: DocumentKind) -> tuple[frozenset[str], ...]:
    """Gives what a kind asks for: of each group of fields one must have a column."""
    return layouts()[kind].required


def find_mapped_heading(grid: Grid, mappings: Iterable[SheetMapping]) -> MappedHeading | None:
    """Gives the first heading of a sheet that a mapping was made for."""
    return next(mapped_headings(grid, mappings), None)


def mapped_headings(grid: Grid, mappings: Iterable[SheetMapping]) -> Iterator[MappedHeading]:
    """Gives the headings of a sheet that a mapping was made for, downwards.

    Of two mappings for the same titles the first wins.
    """
    by_fingerprint: dict[str, SheetMapping] = {}
    for mapping in mappings:
        by_fingerprint.setdefault(mapping.fingerprint, mapping)
    known = {
        yearless_title(column.title)
        for mapping in by_fingerprint.values()
        for column in mapping.columns
    }
    for row in grid.filled_rows() if known else ():
        # Most rows are ruled out by their first text; whole headings take far longer to look at.
        if not _may_begin(grid, row, known):
            continue
        for depth in range(1, MAX_DEPTH + 1):
            heading = heading_at(grid, row, row + depth - 1)
            found = by_fingerprint.get(fingerprint_of([c.title for c in heading.columns]))
            if found is not None:
                yield MappedHeading(heading, found)
                break


def mapped_as(found: MappedHeading, visible: Sequence[Column], context: Context) -> Mapped:
    """Gives the reading of the visible columns that their mapping asks for.

    The period of a report that is not long is the one stated around it, else that of the kind.
    """
    mapping = found.mapping
    fields = {
        column.number: "target" if name == PERIOD_TARGET_FIELD else name
        for column, name in _columns(found.heading, mapping)
        if column in visible and name and name not in (PERIOD_FIELD, YEAR_FIELD)
    }
    kind, period = mapping.kind, _period_of(mapping.kind)
    if period is not None and context.period is not None:
        kind, period = REPORTS[context.period], context.period
    if kind is DocumentKind.INTERMEDIATE_REPORT and not mapping.is_long:
        fields = as_intermediate(fields)
    names = set(fields.values())
    return Mapped(
        kind=kind,
        field_by_column=fields,
        unknown=(),
        duplicated=(),
        missing=tuple(choice for choice in layouts()[kind].required if not choice & names),
        period=period,
        recognition=recognition_of(kind, visible, fields, ()),
        mapping=mapping,
    )


def mapping_uses(readings: Iterable[SheetReading]) -> tuple[MappingUse, ...]:
    """Gives the mapping of each sheet that was read with one."""
    uses: dict[tuple[str, str], MappingUse] = {}
    for reading in readings:
        mapping = reading.mapped.mapping
        if mapping is not None:
            key = reading.sheet_name, mapping.fingerprint
            uses[key] = MappingUse(reading.sheet_name, mapping)
    return tuple(uses.values())


class MappedRows:
    """The rows below a mapped heading, by the document that each belongs to."""

    def __init__(self, grid: Grid, heading: Heading, mapping: SheetMapping) -> None:
        self._grid = grid
        self._mapping = mapping
        columns = {name: column.number for column, name in _columns(heading, mapping) if name}
        said = mapping.columns_of([column.title for column in heading.columns])
        self._share_letters = frozenset(
            column_letters(column.number)
            for column, mapped in zip(heading.columns, said, strict=True)
            if mapped.is_share
        )
        self._period_column = columns.get(PERIOD_FIELD, 0)
        self._year_column = columns.get(YEAR_FIELD, 0)
        rows = [row for row in grid.filled_rows() if row > heading.last_row]
        self.left_out = tuple(row for row in rows if self._meaning(row) == LEFT_OUT_PERIOD)
        """The rows of periods that are left out, such as the first and the third quarter."""

    def tell(self, context: Context, issues: IssueList) -> None:
        """Says that the table is read with a mapping; adds what the mapping states to the context.

        What the file says outweighs it, but for a year that stands somewhere without being called
        one ("dati_2025.xlsx").
        """
        fixed, sheet_name = self._mapping.fixed, self._grid.sheet_name
        issues.add("read_with_mapping", sheet_name, mapping=self._mapping.name)
        self._say_left_out(issues)
        for subject, value in (
            (ENTITY, fixed.entity_name),
            (SECTOR, fixed.sector),
            (DIRECTION, fixed.strategic_direction),
        ):
            if value:
                stated = Stated(value, _SOURCE)
                self._agree(subject, context.stated.setdefault(subject, stated), stated, issues)
        if fixed.reference_year is not None:
            self._state_year(Stated(str(fixed.reference_year), _SOURCE), context, issues)

    def parts(self, reading: SheetReading, issues: IssueList) -> Iterator[SheetReading]:
        """Gives the rows of a table by year and period, in the order of first appearance."""
        by_place: dict[_Place, list[SheetRow]] = {}
        strange: dict[str, list[int]] = {}
        for row in (with_percentages(row, self._share_letters) for row in reading.rows):
            place = self._place(row.row_number)
            if self._period_column and place.period is None:
                text = self._seen(row.row_number, self._period_column)
                strange.setdefault(text, []).append(row.row_number)
            else:
                by_place.setdefault(place, []).append(row)
        self._say_strange_periods(strange, issues)
        for place, rows in by_place.items():
            yield self._part(reading, place, rows)

    def _meaning(self, row: int) -> str | None:
        text = self._seen(row, self._period_column)
        return self._mapping.meaning(PERIOD_FIELD, text) if text else None

    def _place(self, row: int) -> _Place:
        meaning = self._meaning(row)
        year = _year_in(self._seen(row, self._year_column))
        if year is None:
            year = _year_in(self._seen(row, self._period_column))
        return _Place(year, None if meaning is None else Period(meaning))

    def _seen(self, row: int, column: int) -> str:
        cell = self._grid.at(row, column) if column else None
        return "" if cell is None else cell.text.strip()

    def _say_left_out(self, issues: IssueList) -> None:
        if not self.left_out:
            return
        texts = dict.fromkeys(self._seen(row, self._period_column) for row in self.left_out)
        issues.add(
            "mapping_period_left_out",
            self._grid.sheet_name,
            self._period_cell(self.left_out[0]),
            found=", ".join(texts),
            count=str(len(self.left_out)),
        )

    def _say_strange_periods(self, strange: dict[str, list[int]], issues: IssueList) -> None:
        for text, rows in strange.items():
            issues.add(
                "mapping_period_unknown" if text else "mapping_period_blank",
                self._grid.sheet_name,
                self._period_cell(rows[0]),
                found=text or None,
                count=str(len(rows)),
                mapping=self._mapping.name,
            )

    def _period_cell(self, row: int) -> str:
        return f"{column_letters(self._period_column)}{row}"

    def _state_year(self, stated: Stated, context: Context, issues: IssueList) -> None:
        told = context.stated.get(YEAR) or context.stated.get(REPORT_YEAR)
        if told is not None:
            self._agree(YEAR, told, stated, issues)
            return
        context.stated[YEAR] = stated
        loose = context.stated.get(LOOSE_YEAR)
        if loose is not None:
            self._agree(YEAR, stated, loose, issues)
        if not self._year_column:
            # The same mapping will meet next year's file: the year is to be looked at every time.
            issues.add(
                "mapping_year_used",
                self._grid.sheet_name,
                found=stated.value,
                mapping=self._mapping.name,
            )

    def _agree(self, subject: str, first: Stated, second: Stated, issues: IssueList) -> None:
        if not agree(subject, first.value, second.value):
            contradiction(subject, first, second, self._grid.sheet_name, issues)

    def _part(self, reading: SheetReading, place: _Place, rows: list[SheetRow]) -> SheetReading:
        mapped, context = reading.mapped, reading.context
        if place.year is not None:
            stated = Stated(str(place.year), "column", reading.sheet_name)
            context = Context({**context.stated, YEAR: stated})
        if place.period is not None and mapped.kind in REPORTS.values():
            kind = REPORTS[place.period]
            recognition = replace(mapped.recognition, kind=kind)
            mapped = mapped._replace(kind=kind, period=place.period, recognition=recognition)
        if place.period is Period.INTERMEDIATE and PERIOD_TARGET_FIELD in self._mapping.field_names:
            rows = [_with_mid_year_target(row) for row in rows]
        return SheetReading(reading.sheet_name, mapped, context, tuple(rows))


def _may_begin(grid: Grid, row: int, titles: Iterable[str]) -> bool:
    """Says whether a row's first text is one of the titles, or the upper part of one."""
    texts = (cell.text for _, cell in sorted(grid.rows[row].items()) if cell.text.strip())
    first = yearless_title(next(texts, ""))
    return any(title.startswith(first) for title in titles)


def _columns(heading: Heading, mapping: SheetMapping) -> list[tuple[Column, str]]:
    fields = mapping.fields_of([column.title for column in heading.columns])
    return list(zip(heading.columns, fields, strict=True))


def _period_of(kind: DocumentKind) -> Period | None:
    return next((period for period, report in REPORTS.items() if report is kind), None)


def _year_in(text: str) -> int | None:
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def _with_mid_year_target(row: SheetRow) -> SheetRow:
    values = dict(row.values)
    target = values.pop("target", None)
    if target is not None:
        name = "target_intermediate"
        values[name] = FieldValue(
            name, target.value, target.raw_text, target.sheet_name, target.cell, target.quantity
        )
    return replace(row, values=values)
