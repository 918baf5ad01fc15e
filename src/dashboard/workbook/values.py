"""Read a cell as the field its column stands for; say what could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from dashboard.domain.fields import FieldType, field_type
from dashboard.domain.model import (
    ActionKind,
    DupStatus,
    FieldValue,
    InnovationArea,
    MeasureKind,
    Quantity,
    QuantityKind,
    Scalar,
)
from dashboard.domain.names import normalised_name
from dashboard.domain.registry_sections import NO_LIMIT
from dashboard.workbook.cells import Cell
from dashboard.workbook.numbers import date_from_text, dates_in, number_from_text
from dashboard.workbook.quantities import (
    Role,
    boolean_from_text,
    is_error_text,
    is_sentinel,
    is_threshold,
    operator_from_text,
    quantity_from_date,
    quantity_from_number,
    quantity_from_text,
)
from dashboard.workbook.registry_words import NO_LIMIT_WORDS, choice_from_text
from dashboard.workbook.vocabulary import meanings, stem_patterns

_ROLES: dict[str, Role] = {
    "baseline": Role.BASELINE,
    "weight": Role.WEIGHT,
    "indicator_weight": Role.WEIGHT,
    "result": Role.RESULT,
    "result_intermediate": Role.RESULT,
    "numerator": Role.RESULT,
    "denominator": Role.RESULT,
    "activity_value": Role.RESULT,
    "activity_value_1_year_before": Role.RESULT,
    "activity_value_2_years_before": Role.RESULT,
    "activity_value_3_years_before": Role.RESULT,
}

_OPERATOR = "operator"
_MEASURE_KINDS = meanings("measure_kind")
_YEAR = re.compile(r"(?:19|20)\d\d")


class ReadValue(NamedTuple):
    """A cell understood, and the codes of what could not be."""

    value: Scalar
    quantity: Quantity | None = None
    issue_codes: tuple[str, ...] = ()


_EMPTY = ReadValue(None)


def read_value(field_name: str, cell: Cell, raw_text: str) -> ReadValue:
    """Gives the value of a field. `raw_text` is what counts where red ink asks for a change.

    Numbers of percent fields and of percent-formatted cells are out of 100.
    """
    if raw_text == cell.text and not cell.error and not cell.is_never_calculated:
        return _read_plain(field_name, cell.value, raw_text, cell.is_percent)
    return _read_cell(field_name, cell, raw_text)


@lru_cache(maxsize=16_384, typed=True)
def _read_plain(field_name: str, value: Scalar, text: str, is_percent: bool) -> ReadValue:
    """Gives the value of a cell without ink: in a table most of them stand more than once."""
    return _read_cell(field_name, Cell(1, 1, value, text, is_percent), text)


def _read_cell(field_name: str, cell: Cell, raw_text: str) -> ReadValue:
    if cell.error or is_error_text(cell.text):
        return ReadValue(None, _error(cell) if _is_quantity(field_name) else None, (_ERROR,))
    if cell.is_never_calculated:
        return ReadValue(None, None, ("formula_not_calculated",))
    reader = _READERS.get(field_type(field_name) or FieldType.TEXT, _text)
    if raw_text != cell.text:
        cell = Cell(cell.row, cell.column, raw_text or None, raw_text)
        if not raw_text.strip():
            return ReadValue(
                None, Quantity(QuantityKind.MISSING, raw_text) if _is_quantity(field_name) else None
            )
    return reader(field_name, cell)


def is_plain_text_field(field_name: str) -> bool:
    """Says whether a field takes texts as they are written, but for the spaces around them."""
    is_text = field_type(field_name) in (None, FieldType.TEXT)
    return is_text and field_name != _OPERATOR


def reworded(value: FieldValue, text: str) -> FieldValue:
    """Gives a field as if its cell said something else."""
    read = read_value(value.field_name, Cell(1, 1, text or None, text), text)
    return value._replace(value=read.value, raw_text=text, quantity=read.quantity)


def code_text(cell: Cell) -> str:
    """Gives a code as text: 3 for 3.0, 1.1 for the number 1.1, 03 where the format shows it."""
    if isinstance(cell.value, float) and not cell.is_percent:
        return format(cell.value, ".15g")
    return " ".join(cell.text.split()).rstrip(".")


def dup_status_from_text(text: str) -> DupStatus | None:
    """Gives the normalised status that a short text is, or begins with; None when unsure."""
    words = normalised_name(text)
    found = (status for status, pattern in stem_patterns("dup_status") if pattern.match(words))
    status = next(found, None)
    return None if status is None else DupStatus(status)


_ERROR = "cell_error_value"
_SENTINEL = "sentinel_taken_as_missing"


def _is_quantity(field_name: str) -> bool:
    return field_type(field_name) is FieldType.QUANTITY


def _error(cell: Cell) -> Quantity:
    return Quantity(QuantityKind.ERROR, cell.text)


def _text(field_name: str, cell: Cell) -> ReadValue:
    text = cell.text.strip()
    if field_name == _OPERATOR:
        return ReadValue(operator_from_text(text) or text or None)
    return ReadValue(text or None)


def _code(field_name: str, cell: Cell) -> ReadValue:
    return ReadValue(code_text(cell) or None)


def quantity_of(cell: Cell, role: Role) -> Quantity:
    """Gives the quantity of a cell, whatever type the spreadsheet stored it in."""
    value = cell.value
    if isinstance(value, bool):
        return Quantity(QuantityKind.BOOLEAN, cell.text, boolean=value)
    if isinstance(value, int | float):
        return quantity_from_number(value, cell.text, role, is_percent=cell.is_percent)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return quantity_from_date(day, cell.text, role)
    return quantity_from_text(cell.text, role)


def _quantity(field_name: str, cell: Cell) -> ReadValue:
    quantity = quantity_of(cell, _ROLES.get(field_name, Role.TARGET))
    return ReadValue(_scalar(quantity), quantity, _quantity_issues(field_name, quantity))


def _scalar(quantity: Quantity) -> Scalar:
    """Gives what the program uses of a quantity: number, date, yes/no, words, or None."""
    match quantity.kind:
        case QuantityKind.NUMBER:
            return quantity.number
        case QuantityKind.DATE:
            return quantity.date
        case QuantityKind.BOOLEAN:
            return quantity.boolean
        case QuantityKind.MISSING | QuantityKind.ERROR:
            return None
        case _:
            return quantity.raw_text.strip()


def _quantity_issues(field_name: str, quantity: Quantity) -> tuple[str, ...]:
    if quantity.kind is QuantityKind.UNREADABLE:
        is_result = field_name in ("result", "result_intermediate")
        if is_result and is_threshold(quantity.raw_text):
            return ("result_is_threshold",)
        return ("number_unreadable",)
    if quantity.kind is QuantityKind.SEVERAL:
        return ("several_targets_in_cell",)
    # A target or a result that is missing is reported with what stands in its cell anyway.
    if field_name not in ("target", "result") and is_sentinel(quantity):
        return (_SENTINEL,)
    return ()


def _date(field_name: str, cell: Cell) -> ReadValue:
    if isinstance(cell.value, date):
        value = cell.value
        return ReadValue(value.date() if isinstance(value, datetime) else value)
    text = cell.text.strip()
    day = date_from_text(text)
    if day is None:
        days = dates_in(text)
        day = days[0] if len(days) == 1 else None
    if day is not None:
        return ReadValue(day)
    if quantity_from_text(text, Role.RESULT).kind is QuantityKind.MISSING:
        return _EMPTY
    return ReadValue(None, None, ("date_unreadable",))


def _boolean(field_name: str, cell: Cell) -> ReadValue:
    if isinstance(cell.value, bool):
        return ReadValue(cell.value)
    if cell.value in (0, 1):
        return ReadValue(cell.value == 1)
    answer = boolean_from_text(cell.text)
    if answer is not None:
        return ReadValue(answer)
    if quantity_from_text(cell.text, Role.RESULT).kind is QuantityKind.MISSING:
        return _EMPTY
    return ReadValue(None, None, ("boolean_unreadable",))


def _percent(field_name: str, cell: Cell) -> ReadValue:
    quantity = quantity_of(cell, Role.RESULT)
    if quantity.kind is QuantityKind.MISSING:
        return ReadValue(None, None, (_SENTINEL,)) if is_sentinel(quantity) else _EMPTY
    if quantity.kind is not QuantityKind.NUMBER or quantity.number is None:
        return ReadValue(None, None, ("number_unreadable",))
    is_out = not 0 <= quantity.number <= 100
    return ReadValue(quantity.number, None, ("percent_out_of_range",) if is_out else ())


def _amount(field_name: str, cell: Cell) -> ReadValue:
    quantity = quantity_of(cell, Role.RESULT)
    if quantity.kind is QuantityKind.MISSING:
        return ReadValue(None, None, (_SENTINEL,)) if is_sentinel(quantity) else _EMPTY
    if quantity.kind is not QuantityKind.NUMBER:
        return ReadValue(None, None, ("number_unreadable",))
    return ReadValue(quantity.number)


def _status(field_name: str, cell: Cell) -> ReadValue:
    status = dup_status_from_text(cell.text)
    if status is not None:
        return ReadValue(str(status))
    if quantity_from_text(cell.text, Role.RESULT).kind is QuantityKind.MISSING:
        return _EMPTY
    return ReadValue(None, None, ("status_unknown",))


def _measure_kind(field_name: str, cell: Cell) -> ReadValue:
    kind = _MEASURE_KINDS.get(normalised_name(cell.text))
    if kind is not None:
        return ReadValue(str(MeasureKind(kind)))
    return ReadValue(None, None, ("measure_kind_unknown",))


def _nature(field_name: str, cell: Cell) -> ReadValue:
    nature = choice_from_text("nature", cell.text)
    return ReadValue(nature, None, ("nature_unknown",) if nature is None else ())


def _action_kind(field_name: str, cell: Cell) -> ReadValue:
    return ReadValue(_action_kind_of(cell.text))


@lru_cache(maxsize=256)
def _action_kind_of(text: str) -> str | None:
    words = normalised_name(text)
    found = (kind for kind, pattern in stem_patterns("action_kind") if pattern.search(words))
    kind = next(found, None)
    return None if kind is None else str(ActionKind(kind))


def _innovation_area(field_name: str, cell: Cell) -> ReadValue:
    words = normalised_name(cell.text)
    found = {area for area, pattern in stem_patterns("innovation_area") if pattern.search(words)}
    if not found:
        is_missing = quantity_from_text(cell.text, Role.RESULT).kind is QuantityKind.MISSING
        return _EMPTY if is_missing else ReadValue(None, None, ("innovation_area_unknown",))
    return ReadValue(str(InnovationArea(found.pop()) if len(found) == 1 else InnovationArea.BOTH))


def _year(field_name: str, cell: Cell) -> ReadValue:
    found = _YEAR.search(cell.text)
    return ReadValue(None if found is None else int(found[0]))


def _number(field_name: str, cell: Cell) -> ReadValue:
    """Gives a plain number. A target may be "at least 90"; what a rule is made of may not."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ReadValue(round(value * 100, 9) if cell.is_percent else float(value))
    number = number_from_text(cell.text.replace("%", "").strip())
    return _NO_NUMBER if number is None else ReadValue(number)


def _integer(field_name: str, cell: Cell) -> ReadValue:
    number = _number(field_name, cell).value
    is_whole = isinstance(number, float) and number.is_integer()
    return ReadValue(int(number)) if isinstance(number, float) and is_whole else _NO_NUMBER


def _limit(field_name: str, cell: Cell) -> ReadValue:
    """Gives a number, or the word itself where it says that there is no limit."""
    if normalised_name(cell.text) in NO_LIMIT_WORDS:
        return ReadValue(NO_LIMIT)
    return _number(field_name, cell)


def _choice(field_name: str, cell: Cell) -> ReadValue:
    choice = choice_from_text(field_name, cell.text)
    return ReadValue(choice, None, ("registry_value_unreadable",) if choice is None else ())


_NO_NUMBER = ReadValue(None, None, ("number_unreadable",))

_READERS: dict[FieldType, Callable[[str, Cell], ReadValue]] = {
    FieldType.TEXT: _text,
    FieldType.CODE: _code,
    FieldType.QUANTITY: _quantity,
    FieldType.DATE: _date,
    FieldType.BOOLEAN: _boolean,
    FieldType.PERCENT: _percent,
    FieldType.MONEY: _amount,
    FieldType.COUNT: _amount,
    FieldType.STATUS: _status,
    FieldType.MEASURE_KIND: _measure_kind,
    FieldType.ACTION_KIND: _action_kind,
    FieldType.INNOVATION_AREA: _innovation_area,
    FieldType.NATURE: _nature,
    FieldType.YEAR: _year,
    FieldType.NUMBER: _number,
    FieldType.INTEGER: _integer,
    FieldType.LIMIT: _limit,
    FieldType.CHOICE: _choice,
}
