"""Write an anagrafica to give out: one sheet per section, filled in, with instructions and lists.

It is read back by `dashboard.workbook.registry_reading`; both know the sections and their columns
from layouts/registry.csv and the words of choices from `dashboard.texts.registry`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.registry_model import RegistryFacts
from dashboard.domain.registry_rows import RegistryRow, RegistryValue, section_rows
from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.templates import TemplateMark
from dashboard.texts import registry_workbook as texts
from dashboard.texts.registry import CHOICES, SECTION_LABELS
from dashboard.texts.template_workbook import MARK_SHEET
from dashboard.workbook.fill_in import (
    DATE_FORMAT,
    LAST_INPUT_ROW,
    TEXT_FORMAT,
    TOP,
    add_input_help,
    cells_of_column,
    finish_instructions,
    one_of,
    write_listing,
    write_paragraphs,
    write_title_cell,
    write_word_lists,
)
from dashboard.workbook.registry_layout import RegistryColumn, registry_columns
from dashboard.workbook.registry_mark import HEADING_ROW, shown_rows
from dashboard.workbook.template_mark import write_mark
from dashboard.workbook.write import (
    THIN_LINE,
    TITLE_FONT,
    set_for_printing,
    set_heights,
    set_widths,
    write_cell,
)

_FIRST_ROW = HEADING_ROW + 1
_BLANK_ROWS = 12
_NARROWEST, _WIDEST = 10, 46
# A table of many columns stays readable on one sheet of paper only if none of them is wide.
_MANY_COLUMNS, _WIDEST_OF_MANY = 9, 20
# Columns whose values stand in the rows of another sheet, to choose from.
_LISTED_IN = {
    "sector_code": (RegistrySection.SECTORS, "sector_code"),
    "rule_code": (RegistrySection.RULES, "rule_code"),
    "band_table": (RegistrySection.BANDS, "band_table"),
}


def write_registry_xlsx(
    facts: RegistryFacts,
    entity_name: str,
    reference_year: int,
    mark: TemplateMark | None = None,
) -> bytes:
    """Gives the anagrafica of an entity as an .xlsx that states these facts from a year on.

    Every section has its sheet, also where nothing is stated, so that there is a place for it.
    Columns of choices have drop-downs; every cell says what belongs into it. Codes stay texts
    ("01"), dates and numbers are such. With `mark` it is known again when it comes back.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_instructions(book.create_sheet(texts.INSTRUCTIONS_SHEET), entity_name, reference_year)
    rows = section_rows(facts)
    for section, columns in registry_columns().items():
        sheet = book.create_sheet(SECTION_LABELS[section])
        write_cell(sheet, 1, 1, texts.sheet_title(section)).font = TITLE_FONT
        write_cell(sheet, 2, 1, texts.entity_line(entity_name))
        write_cell(sheet, 3, 1, texts.year_line(reference_year))
        _write_table(sheet, columns, rows[section])
    words = book.create_sheet(texts.WORDS_SHEET)
    word_ranges = write_word_lists(words, texts.WORDS_TITLE, _word_lists())
    for section, columns in registry_columns().items():
        _help_to_fill_in(book[SECTION_LABELS[section]], columns, word_ranges)
    if mark is not None:
        write_mark(book.create_sheet(MARK_SHEET), mark)
    book.properties.title = texts.file_name(entity_name, reference_year)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_instructions(sheet: Worksheet, entity_name: str, reference_year: int) -> None:
    write_cell(sheet, 1, 1, texts.INSTRUCTIONS_TITLE).font = TITLE_FONT
    write_cell(sheet, 2, 1, texts.entity_line(entity_name))
    write_cell(sheet, 3, 1, texts.year_line(reference_year))
    row = write_paragraphs(sheet, 5, texts.introduction())
    row = write_listing(sheet, row + 1, texts.INSTRUCTION_HEADINGS, texts.purposes())
    write_cell(sheet, row + 1, 1, texts.METHODS_TITLE).font = TITLE_FONT
    write_listing(sheet, row + 2, texts.METHODS_HEADINGS, texts.methods_by_kind())
    finish_instructions(sheet)


def _write_table(
    sheet: Worksheet, columns: Sequence[RegistryColumn], rows: Sequence[RegistryRow]
) -> None:
    headings = [column.titles[0] for column in columns]
    written = shown_rows(columns, rows)
    blank: list[list[RegistryValue]] = [[None] * len(columns)] * _BLANK_ROWS
    for number, line in enumerate([*written, *blank], start=_FIRST_ROW):
        for position, (column, value) in enumerate(zip(columns, line, strict=True), start=1):
            cell = write_cell(sheet, number, position, value)
            cell.alignment, cell.border = TOP, THIN_LINE
            cell.number_format = _number_format(column)
    for position, column in enumerate(columns, start=1):
        title = headings[position - 1]
        write_title_cell(sheet, HEADING_ROW, position, title, is_needed=column.is_required)
    widths = _widths(headings, written)
    set_widths(sheet, widths)
    set_heights(sheet, [headings, *written], widths, HEADING_ROW)
    for position, column in enumerate(columns, start=1):
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].number_format = _number_format(column)
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    set_for_printing(sheet, HEADING_ROW, [headings, *written])


def _number_format(column: RegistryColumn) -> str:
    if column.value_kind == "date":
        return DATE_FORMAT
    is_number = column.value_kind.startswith(("number", "integer"))
    return "General" if is_number else TEXT_FORMAT


def _widths(headings: Sequence[str], rows: Sequence[Sequence[RegistryValue]]) -> list[float]:
    """Gives the width of each column: its longest word or text, within limits."""
    widest = _WIDEST if len(headings) < _MANY_COLUMNS else _WIDEST_OF_MANY
    found: list[float] = []
    for position, heading in enumerate(headings):
        longest_word = max(map(len, heading.split())) + 3
        longest_text = max((len(str(row[position] or "")) for row in rows), default=0) + 2
        found.append(max(_NARROWEST, longest_word, min(widest, longest_text)))
    return found


def _word_lists() -> Mapping[str, tuple[str, Sequence[str]]]:
    """Gives, by the field that offers them, the title of the column and the words."""
    titles = {
        column.field_name: column.titles[0]
        for columns in registry_columns().values()
        for column in columns
    }
    lists = {name: (titles[name], (*words.values(),)) for name, words in CHOICES.items()}
    return lists | {
        column.field_name: (column.titles[0], texts.YES_NO)
        for columns in registry_columns().values()
        for column in columns
        if column.value_kind == "yes_no"
    }


def _help_to_fill_in(
    sheet: Worksheet, columns: Sequence[RegistryColumn], word_ranges: Mapping[str, str]
) -> None:
    """Gives every column its hint and, where its values are known, its drop-down."""
    for position, column in enumerate(columns, start=1):
        words = word_ranges.get(column.field_name)
        source = words or _other_sheet(column)
        add_input_help(
            sheet,
            position,
            _FIRST_ROW,
            title=column.titles[0],
            words=column.hint,
            is_needed=column.is_required,
            rule=None if source is None else one_of(source),
            warns=words is not None,
        )


def _other_sheet(column: RegistryColumn) -> str | None:
    """Gives the cells of the sheet in which the values of a column are listed."""
    section, field_name = _LISTED_IN.get(column.field_name, (column.section, ""))
    if section is column.section:
        return None
    names = [one.field_name for one in registry_columns()[section]]
    position = names.index(field_name) + 1
    return cells_of_column(SECTION_LABELS[section], position, _FIRST_ROW, LAST_INPUT_ROW)
