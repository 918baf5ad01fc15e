"""What sheets that people fill in have in common: instructions, lists of words, drop-downs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.texts.registry_workbook import OTHER_WORD, OTHER_WORD_TITLE, hint
from dashboard.workbook.write import (
    HEADER_FILL,
    HEADER_FONT,
    THIN_LINE,
    TITLE_FONT,
    set_for_printing,
    set_heights,
    set_widths,
    write_cell,
)

OPTIONAL_FILL = PatternFill("solid", fgColor="DCE6F2")
OPTIONAL_FONT = Font(name="Calibri", size=11, bold=True, color="17324D")
TOP = Alignment(wrap_text=True, vertical="top")
TEXT_FORMAT, DATE_FORMAT = "@", "dd/mm/yyyy"
LAST_INPUT_ROW = 600
INSTRUCTION_WIDTHS = (30.0, 95.0)
_WORDS_HEADING_ROW = 3
_WORDS_COLUMN_WIDTH = 19
_MOST_TITLE, _MOST_PROMPT = 32, 255


def write_paragraphs(sheet: Worksheet, first: int, paragraphs: Sequence[str]) -> int:
    """Writes sentences as wide as both columns of instructions; gives the row after them."""
    for row, paragraph in enumerate(paragraphs, start=first):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        write_cell(sheet, row, 1, paragraph).alignment = TOP
        set_heights(sheet, [[paragraph]], [sum(INSTRUCTION_WIDTHS)], row)
    return first + len(paragraphs)


def write_listing(
    sheet: Worksheet, first: int, headings: Sequence[str], lines: Sequence[Sequence[str]]
) -> int:
    """Writes a small table of two columns and gives the row after it."""
    for number, line in enumerate([headings, *lines], start=first):
        for column, words in enumerate(line, start=1):
            cell = write_cell(sheet, number, column, words)
            cell.alignment, cell.border = TOP, THIN_LINE
            if number == first:
                cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    set_heights(sheet, lines, INSTRUCTION_WIDTHS, first + 1)
    return first + len(lines) + 1


def finish_instructions(sheet: Worksheet) -> None:
    """Sets a sheet of instructions for reading and for printing."""
    set_widths(sheet, INSTRUCTION_WIDTHS)
    set_for_printing(sheet, 1, [])


def write_title_cell(
    sheet: Worksheet, row: int, column: int, title: str, *, is_needed: bool
) -> None:
    """Writes the title of a column: dark where the column is needed, light where it is not."""
    cell = write_cell(sheet, row, column, title)
    cell.alignment, cell.border = TOP, THIN_LINE
    cell.font = HEADER_FONT if is_needed else OPTIONAL_FONT
    cell.fill = HEADER_FILL if is_needed else OPTIONAL_FILL


def write_word_lists(
    sheet: Worksheet, title: str, lists: Mapping[str, tuple[str, Sequence[str]]]
) -> Mapping[str, str]:
    """Writes lists of words (by field, its title and words), one column each.

    Gives, by field, the cells in which its list stands.
    """
    write_cell(sheet, 1, 1, title).font = TITLE_FONT
    first = _WORDS_HEADING_ROW + 1
    ranges = {}
    for position, (field_name, (heading, words)) in enumerate(lists.items(), start=1):
        cell = write_cell(sheet, _WORDS_HEADING_ROW, position, heading)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, TOP
        for row, word in enumerate(words, start=first):
            write_cell(sheet, row, position, word).alignment = TOP
        ranges[field_name] = cells_of_column(sheet.title, position, first, first + len(words) - 1)
    set_widths(sheet, [_WORDS_COLUMN_WIDTH] * len(lists))
    sheet.freeze_panes = f"A{first}"
    set_for_printing(sheet, _WORDS_HEADING_ROW, [])
    return ranges


def cells_of_column(sheet_name: str, column: int, first: int, last: int) -> str:
    """Gives a stretch of a column as formulas name it: 'Valori ammessi'!$B$4:$B$9."""
    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet_name)}!${letter}${first}:${letter}${last}"


def add_input_help(
    sheet: Worksheet,
    column: int,
    first_row: int,
    *,
    title: str,
    words: str,
    is_needed: bool,
    rule: Mapping[str, str] | None = None,
    warns: bool = True,
) -> None:
    """Shows beside a chosen cell what belongs into it. `rule` is what is asked of the value, in
    the words of openpyxl; what breaks it may be written all the same, after a warning if asked.
    """
    validation = DataValidation(
        allow_blank=True,
        showErrorMessage=rule is not None and warns,
        errorStyle="warning",
        errorTitle=OTHER_WORD_TITLE,
        error=OTHER_WORD,
        showInputMessage=True,
        promptTitle=title[:_MOST_TITLE],
        prompt=hint(words, is_required=is_needed)[:_MOST_PROMPT],
    )
    for name, value in (rule or {}).items():
        setattr(validation, name, value)
    letter = get_column_letter(column)
    validation.add(f"{letter}{first_row}:{letter}{LAST_INPUT_ROW}")
    sheet.add_data_validation(validation)


def one_of(cells: str) -> Mapping[str, str]:
    """Gives the rule that a value is one of those in some cells."""
    return {"type": "list", "formula1": cells}
