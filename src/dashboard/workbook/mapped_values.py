"""Read the cells of a mapped table: words that a person explained, numbers with a decimal point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.mapping import DECIMAL_POINT, PERIOD_TARGET_FIELD, SheetMapping, word_key
from dashboard.workbook.cells import Cell
from dashboard.workbook.headings import Heading
from dashboard.workbook.values import ReadValue, read_value
from dashboard.workbook.vocabulary import meanings

# 1,234.5 and 0.5; never a date written with points.
_POINTED_NUMBER = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.,])|(?<![\d.,])\d+\.\d+(?![\d.])"
)
_NUMBER_TYPES = (FieldType.QUANTITY, FieldType.PERCENT, FieldType.MONEY, FieldType.COUNT)
_WORD_GROUPS = {
    FieldType.STATUS: ("dup_status",),
    FieldType.MEASURE_KIND: ("measure_kind",),
    FieldType.ACTION_KIND: ("action_kind",),
    FieldType.BOOLEAN: ("answer",),
    FieldType.QUANTITY: ("absence", "outcome"),
}
_OUTCOMES = {"achieved": "100", "partial": "50", "not_achieved": "0"}


def read_as_mapped(mapping: SheetMapping, field_name: str, cell: Cell, raw_text: str) -> ReadValue:
    """Gives the value of a cell by the words and the decimal sign that its mapping states."""
    text = _restated(mapping, field_name, cell, raw_text)
    if text is None:
        return read_value(field_name, cell, raw_text)
    found = read_value(field_name, Cell(cell.row, cell.column, text, text), text)
    if found.quantity is None:
        return found
    return found._replace(quantity=replace(found.quantity, raw_text=raw_text))


def word_of(field_name: str, meaning: str) -> str:
    """Gives a word of layouts/words.csv that the reader takes for a meaning."""
    groups = _WORD_GROUPS[FIELD_TYPES[field_name]]
    wanted = _OUTCOMES.get(meaning, meaning)
    words = (word for group in groups for word, means in meanings(group).items() if means == wanted)
    return next(words).rstrip("*")


def repeats_heading(heading: Heading, cells: Iterable[Cell]) -> bool:
    """Says whether a row says its columns' titles once more, as at the top of a new page."""
    titles = {column.number: word_key(column.candidates[-1]) for column in heading.columns}
    return all(word_key(cell.text) == titles.get(cell.column) for cell in cells)


def _restated(mapping: SheetMapping, field_name: str, cell: Cell, text: str) -> str | None:
    """Gives the text that the reader knows for what a cell says; None where it says so itself."""
    meaning = mapping.meaning(_mapped_field(mapping, field_name), text)
    if meaning is not None:
        return word_of(field_name, meaning)
    is_number = FIELD_TYPES.get(field_name) in _NUMBER_TYPES and isinstance(cell.value, str)
    if mapping.decimal_sign != DECIMAL_POINT or not is_number:
        return None
    italian = _POINTED_NUMBER.sub(_italian_number, text)
    return None if italian == text else italian


def _mapped_field(mapping: SheetMapping, field_name: str) -> str:
    """Gives the field under which a mapping keeps the words of a column."""
    is_of_period = field_name == "target" and PERIOD_TARGET_FIELD in mapping.field_names
    return PERIOD_TARGET_FIELD if is_of_period else field_name


def _italian_number(found: re.Match[str]) -> str:
    return found[0].replace(",", "").replace(".", ",")
