"""Write a sheet to hand out: filled in, explained, hard to spoil, and known when it returns.

Columns: layouts/templates.csv. The hidden sheet by which it is known: `template_mark`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.fields import FieldType
from dashboard.domain.model import DocumentKind, Scalar
from dashboard.domain.templates import (
    MarkedSheet,
    Template,
    TemplateMark,
    TemplateRow,
    TemplateTable,
)
from dashboard.texts import template_workbook as texts
from dashboard.workbook.context import (
    CYCLE,
    DIRECTION,
    ENTITY,
    PERIOD,
    SECTOR,
    YEAR,
    code_and_name_text,
)
from dashboard.workbook.fill_in import (
    DATE_FORMAT,
    TEXT_FORMAT,
    TOP,
    add_input_help,
    finish_instructions,
    one_of,
    write_listing,
    write_title_cell,
    write_word_lists,
)
from dashboard.workbook.template_formulas import RowFormulas
from dashboard.workbook.template_layout import (
    ColumnRole,
    Need,
    TemplateColumn,
    template_columns,
)
from dashboard.workbook.template_mark import (
    KEY_SEPARATOR,
    comparable_text,
    digest_of,
    write_mark,
)
from dashboard.workbook.write import (
    TITLE_FONT,
    row_height,
    set_for_printing,
    set_heights,
    set_widths,
    write_cell,
)

HEADING_ROW = 6
_FIRST_ROW = HEADING_ROW + 1
# What is missing in a row stands left of what the row is about.
_FIRST_NAMED = 2
_BLANK_ROWS = 15
# Only the Nucleo adds a request: nobody writes a new row into these.
_KINDS_WITHOUT_NEW_ROWS = (DocumentKind.CLARIFICATIONS,)
# About what fits beside the names of the rows on the first printed page.
_GUIDE_SIGNS = 70
_LOCKED_FILL = PatternFill("solid", fgColor="EFEFEF")
_EMPTY_FILL = PatternFill("solid", bgColor="FFF2A8", fgColor="FFF2A8")
_LINE = Side(style="thin", color="C5C7C9")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_OPEN, _LOCKED = Protection(locked=False), Protection(locked=True)
_MONEY_FORMAT, _ANY_FORMAT = "#,##0.00", "General"
# Texts are formatted as such: what begins with a dash must not become a formula.
_FORMATS = {
    FieldType.DATE: DATE_FORMAT,
    FieldType.MONEY: _MONEY_FORMAT,
    # In these "85%" has to become 0.85 shown as a percentage, which only the general format does.
    FieldType.QUANTITY: _ANY_FORMAT,
    FieldType.PERCENT: _ANY_FORMAT,
    FieldType.NUMBER: _ANY_FORMAT,
    FieldType.COUNT: _ANY_FORMAT,
}
_NUMBER_RULE = {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
_DATE_RULE = {"type": "date", "operator": "greaterThanOrEqual", "formula1": "DATE(1990,1,1)"}
_RULES: Mapping[FieldType, Mapping[str, str]] = {
    FieldType.MONEY: _NUMBER_RULE,
    FieldType.NUMBER: _NUMBER_RULE,
    FieldType.COUNT: _NUMBER_RULE,
    FieldType.DATE: _DATE_RULE,
}
# How many signs a page can hold side by side and still be read when it is printed.
_SIGNS_OF_A_PAGE = 165
_SIDE_MARGIN_INCHES = 0.4
# Widths are told in figures, and the letters of a sentence are narrower. A row may be somewhat
# low here, since it grows when somebody types into it.
_LETTERS_PER_SIGN = 1.1


class _GrowingRow(RowDimension):  # type: ignore[misc] # openpyxl has no types
    """A row whose height is where it starts from: it still grows with what is typed into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name that openpyxl writes
        return False


class _Sheet(NamedTuple):
    """One table on its way into the workbook: its columns with their titles, and what they show."""

    worksheet: Worksheet
    kind: DocumentKind
    columns: tuple[TemplateColumn, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]


def write_template_xlsx(template: Template) -> bytes:
    """Gives the workbook of a template: instructions, one sheet per table, and the hidden mark.

    Keys, what is given and what is computed are locked (without password) in the rows filled in;
    all else, and every row below, is open. Codes stay texts; dates and numbers are such. Rows of
    the template without key count as blank ones.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_instructions(book.create_sheet(texts.INSTRUCTIONS_SHEET), template)
    sheets = [
        _sheet(book.create_sheet(texts.SHEET_NAMES[table.kind]), template, table.kind, table.rows)
        for table in template.tables
    ]
    lists = _word_lists(template, sheets)
    ranges: Mapping[str, str] = {}
    if lists:
        words = book.create_sheet(texts.WORDS_SHEET)
        ranges = write_word_lists(words, texts.WORDS_TITLE, lists)
        words.sheet_state = "hidden"
    for sheet in sheets:
        _write_table(sheet, template)
        _help_to_fill_in(sheet, ranges)
        _protect(sheet.worksheet)
    write_mark(book.create_sheet(texts.MARK_SHEET), _mark(template, sheets))
    # Whoever opens the workbook starts where there is something to write.
    book.active = 1 if sheets else 0
    book.properties.title = _title(template, template.slot.kind)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_instructions(sheet: Worksheet, template: Template) -> None:
    write_cell(sheet, 1, 1, texts.INSTRUCTIONS_TITLE).font = TITLE_FONT
    _write_lines(sheet, 1, template, title=_title(template, template.slot.kind))
    row = write_listing(
        sheet, HEADING_ROW, texts.INSTRUCTION_HEADINGS, texts.instructions(template)
    )
    kinds = [table.kind for table in template.tables]
    row = write_listing(sheet, row + 1, texts.SHEETS_HEADINGS, texts.sheets_listing(kinds))
    legend = (texts.LEGEND_LOCKED, texts.LEGEND_EMPTY, texts.LEGEND_FREE)
    write_listing(sheet, row + 1, texts.LEGEND_HEADINGS, legend)
    sheet.cell(row + 2, 1).fill = _LOCKED_FILL
    sheet.cell(row + 3, 1).fill = _EMPTY_FILL
    finish_instructions(sheet)


def _write_lines(sheet: Worksheet, column: int, template: Template, *, title: str = "") -> None:
    """Writes the lines below the title that say what the sheet is about, each read back."""
    year = template.slot.reference_year
    lines = [title] if title else []
    lines.append(texts.entity_line(template.entity_name))
    about = _about(template)
    if about is not None:
        is_direction = template.slot.sector_code is None
        lines.append(texts.direction_line(about) if is_direction else texts.sector_line(about))
    lines.append(texts.year_line(year, template.cycle))
    for row, line in enumerate(lines, start=2):
        write_cell(sheet, row, column, line)


def _title(template: Template, kind: DocumentKind) -> str:
    return texts.sheet_title(kind, template.slot.reference_year, template.cycle)


def _about(template: Template) -> str | None:
    """Gives the sector or direction of a template, as its sheets name it."""
    slot = template.slot
    if slot.sector_code is not None:
        return code_and_name_text(slot.sector_code, template.sector_name)
    if slot.strategic_direction_code is not None:
        name = template.strategic_direction_name
        return code_and_name_text(slot.strategic_direction_code, name)
    return None


def _sheet(
    worksheet: Worksheet, template: Template, kind: DocumentKind, rows: Sequence[TemplateRow]
) -> _Sheet:
    columns = template_columns(kind)
    year = template.slot.reference_year
    shown = _shown_rows(columns, rows)
    titles = tuple(column.title_for(year) for column in columns)
    return _Sheet(worksheet, kind, columns, titles, shown)


def _shown_rows(
    columns: Sequence[TemplateColumn], rows: Sequence[TemplateRow]
) -> tuple[tuple[Scalar, ...], ...]:
    """Gives what the cells of the rows that are filled in hold; rows without key are blank."""
    return tuple(tuple(_shown(column, row) for column in columns) for row in rows if row.key)


def _shown(column: TemplateColumn, row: TemplateRow) -> Scalar:
    """Gives what the cell of a field holds: choices by their words, yes and no as such."""
    if column.is_computed:
        return None
    name, values = column.field_name, row.values
    value = values.get(name)
    if value is None and column.field_type is FieldType.CODE_AND_NAME:
        code, words = values.get(f"{name}_code"), values.get(f"{name}_name")
        return code_and_name_text(_optional_text(code), _optional_text(words))
    if name in texts.WORDS_BY_FIELD and value is not None:
        return texts.WORDS_BY_FIELD[name].get(str(value), str(value))
    if column.field_type in (FieldType.CODE, FieldType.TEXT):
        return _optional_text(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _optional_text(value: Scalar) -> str | None:
    return None if value is None else str(value)


def _write_table(sheet: _Sheet, template: Template) -> None:
    worksheet = sheet.worksheet
    title = _title(template, sheet.kind)
    # Above the names of the rows, which are printed on every page.
    write_cell(worksheet, 1, _FIRST_NAMED, title).font = TITLE_FONT
    _write_lines(worksheet, _FIRST_NAMED, template)
    _write_guide(sheet)
    for position, (column, words) in enumerate(
        zip(sheet.columns, sheet.titles, strict=True), start=1
    ):
        is_needed = column.need is not Need.NEVER
        write_title_cell(worksheet, HEADING_ROW, position, words, is_needed=is_needed)
    formulas = RowFormulas(sheet.columns, sheet.titles)
    blank = (None,) * len(sheet.columns)
    looks = _Looks(worksheet, sheet.columns)
    is_complete = sheet.kind in _KINDS_WITHOUT_NEW_ROWS and bool(sheet.rows)
    blank_count = 0 if is_complete else _BLANK_ROWS
    lines = [*sheet.rows, *[blank] * blank_count]
    for number, line in enumerate(lines, start=_FIRST_ROW):
        is_filled = number < _FIRST_ROW + len(sheet.rows)
        for position, (column, value) in enumerate(zip(sheet.columns, line, strict=True), 1):
            cell = write_cell(worksheet, number, position, value)
            if column.is_computed:
                cell.value = getattr(formulas, column.field_name)(number)
            looks.apply(cell, column, is_filled=is_filled)
            if isinstance(value, date):
                cell.number_format = DATE_FORMAT
    for number, row in enumerate(sheet.rows, start=_FIRST_ROW):
        height = _height(sheet, row)
        if height is not None:
            worksheet.row_dimensions[number] = _GrowingRow(worksheet, index=number, ht=height)
    _mark_empty(sheet, formulas, _FIRST_ROW + len(lines) - 1)
    _set_page(sheet, title, _about(template))


def _write_guide(sheet: _Sheet) -> None:
    """Writes what the looks of cells mean, beside the names, which are printed on every page.

    It wraps within a few columns: one long line would be cut where the first page ends.
    """
    row, first = HEADING_ROW - 1, _named_columns(sheet.columns) + 1
    widths = list(accumulate(column.width for column in sheet.columns[first - 1 :]))
    width = next((one for one in widths if one >= _GUIDE_SIGNS), widths[-1])
    last = first + widths.index(width)
    words = texts.guide_line(sheet.kind)
    write_cell(sheet.worksheet, row, first, words).alignment = TOP
    sheet.worksheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    sheet.worksheet.row_dimensions[row].height = row_height([words], [width])


def _height(sheet: _Sheet, row: Sequence[Scalar]) -> float | None:
    """Gives the height of a row as it is handed out, with the words on what is missing in it."""
    shown = [
        _longest_lack(sheet, row) if column.field_name == "missing_words" else value
        for column, value in zip(sheet.columns, row, strict=True)
    ]
    return row_height(shown, [column.width * _LETTERS_PER_SIGN for column in sheet.columns])


def _longest_lack(sheet: _Sheet, row: Sequence[Scalar]) -> str:
    """Gives the longest words that may come to stand in a row on what is missing in it."""
    empty = [
        (column.need, title)
        for column, title, value in zip(sheet.columns, sheet.titles, row, strict=True)
        if value is None and column.need is not Need.NEVER
    ]
    at_first = [title for need, title in empty if need in (Need.ALWAYS, Need.UNLESS_EXCLUDED)]
    later = [[title] for _, title in empty]
    return max(
        (texts.ITEM_MARK.join([texts.ROW_LACKS, *one]) for one in (at_first, *later)), key=len
    )


class _Looks:
    """The styles of a sheet's cells, made once for each column: a sheet has thousands of cells."""

    def __init__(self, worksheet: Worksheet, columns: Sequence[TemplateColumn]) -> None:
        self._filled = {
            column.field_name: self._style(worksheet, column, is_locked=_is_locked(column))
            for column in columns
        }
        self._blank = {
            column.field_name: self._style(worksheet, column, is_locked=column.is_computed)
            for column in columns
        }

    def apply(self, cell: Cell, column: TemplateColumn, *, is_filled: bool) -> None:
        styles = self._filled if is_filled else self._blank
        cell._style = copy(styles[column.field_name]._style)

    def _style(self, worksheet: Worksheet, column: TemplateColumn, *, is_locked: bool) -> Cell:
        cell = Cell(worksheet, row=1, column=1)
        cell.alignment, cell.border = TOP, _BOX
        cell.number_format = _number_format(column)
        cell.protection = _LOCKED if is_locked else _OPEN
        if is_locked:
            cell.fill = _LOCKED_FILL
        return cell


def _is_locked(column: TemplateColumn) -> bool:
    return column.role is not ColumnRole.INPUT


def _number_format(column: TemplateColumn) -> str:
    if column.is_computed:
        return _ANY_FORMAT
    return _FORMATS.get(column.field_type, TEXT_FORMAT)


def _mark_empty(sheet: _Sheet, formulas: RowFormulas, last_row: int) -> None:
    """Fills the required cells that are still empty; words say the same in the first column."""
    for position, column in enumerate(sheet.columns, start=1):
        if column.need is Need.NEVER:
            continue
        letter = get_column_letter(position)
        rule = FormulaRule(formula=[formulas.lack(column, _FIRST_ROW)], fill=_EMPTY_FILL)
        place = f"{letter}{_FIRST_ROW}:{letter}{last_row}"
        sheet.worksheet.conditional_formatting.add(place, rule)


def _set_page(sheet: _Sheet, title: str, about: str | None) -> None:
    """Sets widths, what stays in sight while scrolling, and how the sheet is printed."""
    worksheet = sheet.worksheet
    widths = [column.width for column in sheet.columns]
    set_widths(worksheet, widths)
    set_heights(worksheet, [sheet.titles], widths, HEADING_ROW)
    for position, column in enumerate(sheet.columns, start=1):
        line = worksheet.column_dimensions[get_column_letter(position)]
        line.number_format = _number_format(column)
        line.protection = _LOCKED if column.is_computed else _OPEN
    named = _named_columns(sheet.columns)
    worksheet.freeze_panes = f"{get_column_letter(named + 1)}{_FIRST_ROW}"
    set_for_printing(worksheet, HEADING_ROW, [sheet.titles, *sheet.rows])
    # What is missing in a row is of use on the first page only; its names are on all of them.
    worksheet.print_title_cols = f"{get_column_letter(_FIRST_NAMED)}:{get_column_letter(named)}"
    repeated = sum(widths[1:named])
    pages = (sum(widths) - repeated) / (_SIGNS_OF_A_PAGE - repeated)
    worksheet.page_setup.fitToWidth = max(1, math.ceil(pages))
    worksheet.page_setup.pageOrder = "overThenDown"
    margins = worksheet.page_margins
    margins.left = margins.right = _SIDE_MARGIN_INCHES
    worksheet.oddHeader.left.text = _header_text(f"{title} – {about}" if about else title)


def _header_text(text: str) -> str:
    """Gives a text for the top of every printed page, where "&" begins an instruction."""
    return text.replace("&", "&&")


def _named_columns(columns: Sequence[TemplateColumn]) -> int:
    """Gives how many columns, from the first on, say what a row is about: through its names."""
    return next(
        number
        for number, column in enumerate(columns, start=1)
        if column.field_name.endswith("_name")
    )


def _word_lists(
    template: Template, sheets: Sequence[_Sheet]
) -> dict[str, tuple[str, Sequence[str]]]:
    """Gives, by field that offers a choice, the title of its column and the words."""
    lists: dict[str, tuple[str, Sequence[str]]] = {}
    for sheet in sheets:
        for column, title in zip(sheet.columns, sheet.titles, strict=True):
            own = texts.WORDS_BY_FIELD.get(column.field_name, {}).values()
            words = template.choices.get(column.field_name) or tuple(own)
            if words:
                lists.setdefault(column.field_name, (title, words))
    return lists


def _help_to_fill_in(sheet: _Sheet, word_ranges: Mapping[str, str]) -> None:
    """Gives every column its hint and, where its values are known, its drop-down."""
    for position, (column, title) in enumerate(
        zip(sheet.columns, sheet.titles, strict=True), start=1
    ):
        source = word_ranges.get(column.field_name)
        add_input_help(
            sheet.worksheet,
            position,
            _FIRST_ROW,
            title=title,
            words=column.hint,
            is_needed=column.need is Need.ALWAYS,
            rule=_RULES.get(column.field_type) if source is None else one_of(source),
            # The lists of an entity are what it knows so far; a new name is no mistake.
            warns=source is None or column.field_name in texts.WORDS_BY_FIELD,
        )


def _protect(sheet: Worksheet) -> None:
    """Locks the cells that are locked, without password; texts may be coloured, rows resized."""
    protection = sheet.protection
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.autoFilter = False
    protection.enable()


def _mark(template: Template, sheets: Sequence[_Sheet]) -> TemplateMark:
    return TemplateMark(
        template.slot,
        template.version,
        template.issued_at,
        tuple(_marked_sheet(sheet) for sheet in sheets),
        dict(_statements(template)),
    )


def _marked_sheet(sheet: _Sheet) -> MarkedSheet:
    row_keys, digests = _row_signs(sheet.columns, sheet.rows)
    return MarkedSheet(
        sheet_name=sheet.worksheet.title,
        kind=sheet.kind,
        heading_row=HEADING_ROW,
        fields=tuple("" if one.is_computed else one.field_name for one in sheet.columns),
        titles=sheet.titles,
        row_keys=row_keys,
        digests=digests,
    )


def marked_rows(table: TemplateTable) -> tuple[tuple[str, str], ...]:
    """Gives key and digests of each filled-in row of a table, as the mark of its sheet has them.

    Two sheets that say the same have the same; rows that differ can be told by their keys.
    """
    columns = template_columns(table.kind)
    return tuple(zip(*_row_signs(columns, _shown_rows(columns, table.rows)), strict=True))


def _row_signs(
    columns: Sequence[TemplateColumn], rows: Sequence[Sequence[Scalar]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Gives, row by row, what stands in the key cells, and short signs of every cell."""
    places = [place for place, column in enumerate(columns) if column.role is ColumnRole.KEY]
    row_keys = (KEY_SEPARATOR.join(comparable_text(row[place]) for place in places) for row in rows)
    return tuple(row_keys), tuple("".join(map(digest_of, row)) for row in rows)


def _statements(template: Template) -> Iterator[tuple[str, str]]:
    """Gives what the lines above the tables say, by subject."""
    slot, about = template.slot, _about(template)
    yield ENTITY, template.entity_name
    if about is not None:
        yield (DIRECTION if slot.sector_code is None else SECTOR), about
    yield YEAR, str(slot.reference_year)
    if template.cycle is not None:
        yield CYCLE, f"{template.cycle[0]}-{template.cycle[1]}"
    if slot.period is not None:
        yield PERIOD, str(slot.period)
