"""Show the sheets of a file before anything is read: first rows, heading, guesses for a mapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.domain.issues import IssueList
from dashboard.domain.mapping import (
    MappedColumn,
    SheetMapping,
    fingerprint_of,
    may_be_share,
    word_meanings,
)
from dashboard.domain.model import DocumentKind
from dashboard.workbook.cells import Cell, Grid, column_letters
from dashboard.workbook.context import Context, read_context
from dashboard.workbook.headings import ROWS_LOOKED_AT, Heading, find_heading, heading_at
from dashboard.workbook.mapped import find_mapped_heading
from dashboard.workbook.mapped_shares import look_like_shares
from dashboard.workbook.mapping_guesses import (
    FieldGuess,
    TableGuess,
    field_or_left_out,
    guess_table,
)
from dashboard.workbook.mapping_words import guessed_words
from dashboard.workbook.marked_tables import marked_tables
from dashboard.workbook.marks.issue_list import is_issue_list
from dashboard.workbook.reading import FileNames, grids_of, recognised_table, tables_of
from dashboard.workbook.template_mark import template_mark_apart

_MOST_ROWS = 20
_MOST_COLUMNS = 60
_MOST_SAMPLES = 5
_MOST_VALUES = 40
_LONGEST_TEXT = 200
_CELLS_LOOKED_AT = 120
_NEARLY_WIDEST = 0.7


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A filled cell as it is seen, its text cut short."""

    address: str
    column_number: int
    text: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the sheet with its filled cells, left to right."""

    row_number: int
    cells: tuple[PreviewCell, ...]


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A titled column: what stands in it, and what it may stand for (best guess first).

    `distinct_values` are the first texts that differ, for the words of a mapping;
    `has_more_values` says that there are others. `field_name` is the guess taken, "" for none.
    `looks_like_shares` says that its percentages seem to be written as 0.4 for 40 %.
    """

    number: int
    title: str
    samples: tuple[str, ...]
    distinct_values: tuple[str, ...]
    has_more_values: bool
    guesses: tuple[FieldGuess, ...]
    field_name: str
    looks_like_shares: bool = False

    @property
    def letters(self) -> str:
        """Gives the column as spreadsheets call it: "C"."""
        return column_letters(self.number)


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """A sheet as a person sees it, and what the program takes it for.

    `recognised_kind` is None for a sheet that needs a mapping; `mapping_name` is set where one is
    in force. `heading_rows` are the first and last row of the titles: chosen, else guessed; None
    where nothing looks like a heading. `kind` and `is_long` are guesses. `stated` is what the
    file says around the table, by subject (`reference_year`, `sector`…).
    """

    sheet_name: str
    is_hidden: bool
    recognised_kind: DocumentKind | None
    mapping_name: str | None
    rows: tuple[PreviewRow, ...]
    row_count: int
    heading_rows: tuple[int, int] | None
    columns: tuple[ColumnPreview, ...]
    kind: DocumentKind | None
    is_long: bool
    fingerprint: str | None
    stated: Mapping[str, str] = field(default_factory=dict)


def sheet_previews(
    file_name: str,
    content: bytes,
    folder_name: str = "",
    mappings: Sequence[SheetMapping] = (),
    headings: Mapping[str, tuple[int, int]] | None = None,
    kinds: Mapping[str, DocumentKind] | None = None,
) -> tuple[SheetPreview, ...]:
    """Gives a preview of every sheet that holds anything.

    `headings` gives, by sheet, the rows that a person says the titles stand on; `kinds`, what the
    person says the sheet is. Raises the same errors as `read_workbook`.
    """
    rows, sorts = headings or {}, kinds or {}
    unsaid = IssueList(file_name)
    whole = grids_of(file_name, content, unsaid)[0]
    mark, grids = template_mark_apart([one for one in whole if not is_issue_list(one)], unsaid)
    marked = {} if mark is None else marked_tables(mark, grids, unsaid)
    names = FileNames(file_name, folder_name, None, mappings, marked)
    return tuple(
        _preview(grid, names, rows.get(grid.sheet_name), sorts.get(grid.sheet_name))
        for grid in grids
        if grid.rows
    )


def draft_mapping(
    preview: SheetPreview, name: str, kind: DocumentKind | None = None
) -> SheetMapping:
    """Gives the guesses of a preview as a mapping, its words filled in as far as they are sure."""
    words = {
        column.field_name: guessed_words(column.field_name, column.distinct_values)
        for column in preview.columns
        if word_meanings(column.field_name)
    }
    return SheetMapping(
        name=name,
        kind=kind or preview.kind or DocumentKind.FINAL_REPORT,
        columns=tuple(
            MappedColumn(
                column.title,
                column.field_name,
                column.looks_like_shares and may_be_share(column.field_name),
            )
            for column in preview.columns
        ),
        words={field_name: said for field_name, said in words.items() if said},
    )


def _preview(
    grid: Grid, names: FileNames, chosen: tuple[int, int] | None, kind: DocumentKind | None
) -> SheetPreview:
    used = find_mapped_heading(grid, names.mappings)
    heading = _heading(grid, chosen) if chosen or used is None else used.heading
    columns: tuple[ColumnPreview, ...] = ()
    guess: TableGuess | None = None
    context = _context(grid, heading, names)
    if heading is not None:
        cells = {
            column.number: _cells_below(grid, heading, column.number) for column in heading.columns
        }
        guess = guess_table(
            heading.columns,
            {number: found[:_CELLS_LOOKED_AT] for number, found in cells.items()},
            context.period,
            kind,
        )
        units = _units(cells, guess)
        columns = tuple(
            _column(column.number, column.title, cells[column.number], guess, units)
            for column in heading.columns
        )
    titles = [column.title for column in columns]
    return SheetPreview(
        sheet_name=grid.sheet_name,
        is_hidden=grid.is_hidden,
        recognised_kind=_recognised_kind(grid, names),
        mapping_name=None if used is None else used.mapping.name,
        rows=tuple(_row(grid, number) for number in list(grid.filled_rows())[:_MOST_ROWS]),
        row_count=len(grid.rows),
        heading_rows=None if heading is None else (heading.first_row, heading.last_row),
        columns=columns,
        kind=None if guess is None else guess.kind,
        is_long=guess is not None and guess.is_long,
        fingerprint=fingerprint_of(titles) if titles else None,
        stated={subject: stated.value for subject, stated in context.stated.items()},
    )


def _recognised_kind(grid: Grid, names: FileNames) -> DocumentKind | None:
    """Gives the kind that the first of a sheet's tables with all it needs is read as."""
    found = (recognised_table(part, names) for part in tables_of(grid, names))
    whole = (table[1] for table in found if table is not None)
    return next((one.kind for one in whole if not one.missing and not one.duplicated), None)


def _heading(grid: Grid, chosen: tuple[int, int] | None) -> Heading | None:
    if chosen is not None:
        return heading_at(grid, *chosen)
    return find_heading(grid) or _likely_heading(grid)


def _likely_heading(grid: Grid) -> Heading | None:
    """Gives the first row that is nearly as wide as the widest and holds only differing texts."""
    rows = [row for row in grid.filled_rows() if row <= ROWS_LOOKED_AT]
    widths = {row: _title_count(grid, row) for row in rows}
    widest = max(widths.values(), default=0)
    if widest < 2:
        return None
    row = next(row for row in rows if widths[row] >= _NEARLY_WIDEST * widest)
    return heading_at(grid, row, row)


def _title_count(grid: Grid, row: int) -> int:
    """Gives how many titles a row may hold: its texts, each once; none where it has numbers."""
    cells = grid.rows[row].values()
    if any(not isinstance(cell.value, str) for cell in cells):
        return 0
    return len({cell.text.strip().casefold() for cell in cells})


def _context(grid: Grid, heading: Heading | None, names: FileNames) -> Context:
    """Gives what is said around the table."""
    first_row = 0 if heading is None else heading.first_row
    rows_above = [row for row in grid.filled_rows() if row < first_row]
    unsaid = IssueList(names.file_name)
    return read_context(grid, rows_above, names.file_name, names.folder_name, unsaid)


def _cells_below(grid: Grid, heading: Heading, column: int) -> list[Cell]:
    below = (row for row in grid.filled_rows() if row > heading.last_row)
    found = (grid.own(row, column) for row in below)
    return [cell for cell in found if cell is not None and cell.text.strip()]


def _units(cells: Mapping[int, Sequence[Cell]], guess: TableGuess) -> dict[int, str]:
    """Gives the unit that each row states, where a column seems to hold units."""
    by_field = {name: number for number, name in guess.field_by_column.items()}
    number = by_field.get("unit")
    return {} if number is None else {cell.row: cell.text for cell in cells[number]}


def _column(
    number: int, title: str, cells: Sequence[Cell], guess: TableGuess, units: Mapping[int, str]
) -> ColumnPreview:
    distinct = list(dict.fromkeys(_shortened(cell.text) for cell in cells))
    return ColumnPreview(
        number=number,
        title=title,
        samples=tuple(distinct[:_MOST_SAMPLES]),
        distinct_values=tuple(distinct[:_MOST_VALUES]),
        has_more_values=len(distinct) > _MOST_VALUES,
        guesses=guess.guesses[number],
        field_name=field_or_left_out(guess, number),
        looks_like_shares=look_like_shares(title, cells, units),
    )


def _row(grid: Grid, number: int) -> PreviewRow:
    cells = [cell for column, cell in sorted(grid.rows[number].items()) if column <= _MOST_COLUMNS]
    return PreviewRow(
        number,
        tuple(PreviewCell(cell.address, cell.column, _shortened(cell.text)) for cell in cells),
    )


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_TEXT else f"{plain[: _LONGEST_TEXT - 1]}…"
