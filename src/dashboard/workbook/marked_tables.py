"""Read the tables of a sheet that was handed out as its mark says: kind, columns, what it is about.

Columns may have moved or changed their titles, rows may have gone or come. What the lines above a
table say now must still be what they said: a sheet turned by hand into that of another sector, or
of another year, is nobody's until a person says whose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, Stated
from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.templates import MarkedSheet, TemplateMark
from dashboard.texts.registry_workbook import sheet_title
from dashboard.workbook.cells import Cell, Grid, column_letters
from dashboard.workbook.context import (
    DIRECTION,
    REPORT_YEAR,
    SECTOR,
    YEAR,
    Context,
    agree,
    contradiction,
    split_code_and_name,
)
from dashboard.workbook.headings import ROWS_LOOKED_AT, Column, Heading, heading_at
from dashboard.workbook.recognise import REPORTS, Mapped, field_in_year, layouts, recognition_of
from dashboard.workbook.registry_layout import registry_field, section_named
from dashboard.workbook.registry_tables import is_registry_title, mapped_section
from dashboard.workbook.template_layout import computed_titles
from dashboard.workbook.titles import match_title

MARK_SOURCE = "mark"


def without_computed(heading: Heading) -> Heading:
    """Gives the heading of a sheet whose mark is lost without what its formulas fill in."""
    kept = (column for column in heading.columns if column.title not in computed_titles())
    return heading._replace(columns=tuple(kept))


class MarkedTable(NamedTuple):
    """A table of a returned sheet: where its heading is now, and the field of each column.

    `places` are the columns, by number, of the fields in the order in which they were handed out;
    None for a column that is gone.
    """

    mark: TemplateMark
    sheet: MarkedSheet
    heading: Heading
    mapped: Mapped
    places: tuple[int | None, ...]

    @property
    def is_part(self) -> bool:
        """Says whether the table is a further part of what the workbook was handed out for."""
        return self.sheet.kind is not self.mark.slot.kind

    @property
    def is_of_registry(self) -> bool:
        """Says whether it is a section of an anagrafica, which is read by its titles."""
        return self.sheet.kind is DocumentKind.REGISTRY


def marked_tables(
    mark: TemplateMark, grids: Iterable[Grid], issues: IssueList
) -> dict[str, MarkedTable]:
    """Gives the tables of a handed-out workbook by the sheet on which each stands now."""
    places = [
        (count, grid.sheet_name == sheet.sheet_name, -row, number, grid)
        for number, sheet in enumerate(mark.sheets)
        for grid in grids
        for row, count in _titled_rows(grid, sheet)
    ]
    found: dict[str, MarkedTable] = {}
    taken: set[int] = set()
    for _, _, row, number, grid in sorted(places, key=lambda place: place[:4], reverse=True):
        if number not in taken and grid.sheet_name not in found:
            taken.add(number)
            found[grid.sheet_name] = _table(mark, mark.sheets[number], grid, -row, issues)
    return found


def print_titles_again(grid: Grid, table: MarkedTable) -> None:
    """Puts the titles of a section back as they were printed: above it, and of its columns."""
    row = table.heading.last_row
    section = _section(table.sheet)
    above = range(1, table.heading.first_row)
    if section is not None and not any(is_registry_title(grid, one) for one in above):
        place = next((one for one in above if one not in grid.rows), 1)
        title = sheet_title(section)
        grid.rows[place] = {1: Cell(place, 1, title, title)}
    for title, column in zip(table.sheet.titles, table.places, strict=True):
        if column is not None:
            grid.rows.setdefault(row, {})[column] = Cell(row, column, title, title)


def settle_by_mark(
    context: Context, mark: TemplateMark, sheet_name: str, issues: IssueList
) -> None:
    """Lets a mark say what a table is about; says what the lines above it say otherwise."""
    for subject, words in mark.stated.items():
        marked = Stated(words, MARK_SOURCE)
        found = context.stated.get(subject, marked)
        if not agree(subject, words, found.value):
            _contradicted(subject, marked, found, sheet_name, issues)
        is_own_title = found.source == "title" and agree(subject, words, found.value)
        context.stated[subject] = found if is_own_title else marked
    dated = context.stated.get(REPORT_YEAR)
    year = str(mark.slot.reference_year)
    if dated is not None and dated.value != year:
        _contradicted(YEAR, Stated(year, MARK_SOURCE), dated, sheet_name, issues)
    codes = {SECTOR: mark.slot.sector_code, DIRECTION: mark.slot.strategic_direction_code}
    for subject, code in codes.items():
        if code is not None and subject in mark.stated:
            name = split_code_and_name(mark.stated[subject])[1]
            context.code_and_name_by_subject[subject] = (code, name)


def _contradicted(
    subject: str, marked: Stated, found: Stated, sheet_name: str, issues: IssueList
) -> None:
    if found.source != "title":
        contradiction(subject, marked, found, sheet_name, issues)
        return
    issues.add(
        "template_of_another",
        sheet_name,
        found.cell,
        expected=marked.value,
        found=found.value,
        subject=subject,
    )


def _titled_rows(grid: Grid, sheet: MarkedSheet) -> Iterable[tuple[int, int]]:
    """Gives the rows that may be the heading of a sheet, with how many of its titles they have."""
    titles = {_plain(title) for title in sheet.titles}
    for row in grid.filled_rows():
        if row > ROWS_LOOKED_AT:
            return
        count = len(titles & {_plain(cell.text) for cell in grid.rows[row].values()})
        is_where_it_was = grid.sheet_name == sheet.sheet_name and row == sheet.heading_row
        if 2 * count >= len(titles) or (is_where_it_was and _is_wide(grid, row, sheet)):
            yield row, count


def _is_wide(grid: Grid, row: int, sheet: MarkedSheet) -> bool:
    """Says whether a row may be a heading whose titles were all written anew."""
    cells = grid.rows[row].values()
    is_of_texts = all(isinstance(cell.value, str) for cell in cells)
    return is_of_texts and 2 * len(cells) >= len(sheet.titles)


def _table(
    mark: TemplateMark, sheet: MarkedSheet, grid: Grid, row: int, issues: IssueList
) -> MarkedTable:
    heading = heading_at(grid, row, row)
    columns = _Columns(sheet, heading, grid, mark.slot.reference_year)
    columns.find(issues)
    computed = {column.number for place, column in columns.found.items() if not sheet.fields[place]}
    by_number = {
        column.number: sheet.fields[place]
        for place, column in columns.found.items()
        if sheet.fields[place]
    } | columns.added
    titled = {column.number: column for column in chain(heading.columns, columns.found.values())}
    visible = tuple(titled[number] for number in sorted(titled) if number not in computed)
    fields = frozenset(by_number.values())
    section = _section(sheet)
    if section is not None:
        mapped = mapped_section(section, visible)
    else:
        mapped = Mapped(
            kind=sheet.kind,
            field_by_column=by_number,
            unknown=tuple(columns.unknown),
            duplicated=tuple(columns.duplicated),
            missing=tuple(one for one in layouts()[sheet.kind].required if not one & fields),
            period=mark.slot.period if sheet.kind in REPORTS.values() else None,
            recognition=recognition_of(sheet.kind, visible, by_number, columns.unknown),
        )
    places = (columns.found.get(place) for place in range(len(sheet.fields)))
    return MarkedTable(
        mark,
        sheet,
        heading._replace(columns=visible),
        mapped,
        tuple(None if column is None else column.number for column in places),
    )


def _section(sheet: MarkedSheet) -> RegistrySection | None:
    """Gives the section of an anagrafica that a sheet was handed out for; None for others."""
    return section_named(sheet.sheet_name) if sheet.kind is DocumentKind.REGISTRY else None


class _Columns:
    """Finds the columns of a returned sheet: by their titles as printed, by titles that the
    program knows, and last by where they stand beside those found.
    """

    def __init__(self, sheet: MarkedSheet, heading: Heading, grid: Grid, year: int) -> None:
        self._sheet = sheet
        self._grid = grid
        self._heading = heading
        self._year = year
        self._free = list(heading.columns)
        self.found: dict[int, Column] = {}
        self.added: dict[int, str] = {}
        self.duplicated: list[tuple[Column, str]] = []

    @property
    def unknown(self) -> list[Column]:
        return self._free

    def find(self, issues: IssueList) -> None:
        self._by_printed_title()
        strange = self._by_known_title()
        self._by_place(strange, issues)

    def _by_printed_title(self) -> None:
        for place, title in enumerate(self._sheet.titles):
            column = next((one for one in self._free if _plain(one.title) == _plain(title)), None)
            if column is not None:
                self._take(place, column)

    def _by_known_title(self) -> list[Column]:
        """Gives the columns whose titles mean nothing to the program."""
        strange = []
        for column in list(self._free):
            name = self._known_field(column.title)
            if name is None:
                strange.append(column)
                continue
            place = self._sheet.fields.index(name) if name in self._sheet.fields else None
            if place is None and name not in self.added.values():
                self._free.remove(column)
                self.added[column.number] = name
            elif place is not None and place not in self.found:
                self._take(place, column)
            else:
                self._free.remove(column)
                self.duplicated.append((column, name))
        return strange

    def _known_field(self, title: str) -> str | None:
        """Gives the field that the program knows a title as, in a sheet of this kind."""
        section = _section(self._sheet)
        if section is not None:
            return registry_field(section, title)
        match = match_title(title, self._sheet.kind)
        return None if match is None else field_in_year(match, self._year)

    def _by_place(self, strange: Sequence[Column], issues: IssueList) -> None:
        """Takes what stands where a column that is sought stood: beside those found."""
        by_number = {column.number: column for column in strange}
        places = range(len(self._sheet.fields))
        for place in chain(places, reversed(places)):
            if place in self.found:
                continue
            number = self._expected(place)
            column = by_number.pop(number, None) or self._untitled(number)
            if column is None:
                continue
            if column in self._free:
                self._say_edited(place, column, issues)
            self._take(place, column)

    def _expected(self, place: int) -> int:
        """Gives the column in which a field would stand beside its neighbours; 0 for none."""
        before, after = self.found.get(place - 1), self.found.get(place + 1)
        if before is not None:
            return before.number + 1
        if after is not None:
            return after.number - 1
        return 0 if self.found else place + 1

    def _untitled(self, number: int) -> Column | None:
        """Gives a column whose title was wiped out, where something stands below it."""
        titled = {column.number for column in self._heading.columns}
        below = (row for row in self._grid.rows if row > self._heading.last_row)
        if number < 1 or number in titled:
            return None
        if not any(self._grid.own(row, number) is not None for row in below):
            return None
        return Column(number, "", ("",), f"{column_letters(number)}{self._heading.last_row}")

    def _take(self, place: int, column: Column) -> None:
        self.found[place] = column
        if column in self._free:
            self._free.remove(column)

    def _say_edited(self, place: int, column: Column, issues: IssueList) -> None:
        if self._sheet.fields[place]:
            issues.add(
                "template_title_edited",
                self._grid.sheet_name,
                column.cell,
                expected=self._sheet.titles[place],
                found=column.title,
            )


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
