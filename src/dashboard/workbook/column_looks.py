"""Tell what the values of a column look like, whatever its title says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import mean

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.mapping import PERIOD_FIELD, PERIOD_TARGET_FIELD, YEAR_FIELD
from dashboard.domain.model import QuantityKind
from dashboard.domain.names import normalised_name
from dashboard.workbook.cells import Cell
from dashboard.workbook.context import split_code_and_name
from dashboard.workbook.mapping_words import guessed_words
from dashboard.workbook.numbers import date_from_text
from dashboard.workbook.quantities import Role, boolean_from_text, quantity_from_text
from dashboard.workbook.values import quantity_of
from dashboard.workbook.vocabulary import meanings


class Look(StrEnum):
    """A form that the values of a column may have. One column may have several."""

    CODE = "code"
    CODE_AND_NAME = "code_and_name"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    THRESHOLD = "threshold"
    DATE = "date"
    YES_NO = "yes_no"
    STATUS = "status"
    MEASURE_KIND = "measure_kind"
    ACTION_KIND = "action_kind"
    OPERATOR = "operator"
    UNIT = "unit"
    PERIOD = "period"
    ORDINAL = "ordinal"
    YEAR = "year"


_CODE = re.compile(r"[A-Za-z]{0,5}[.\-_/ ]?\d[\w.\-/]*")
_LONG_FROM = 60
_SHORT_WORDS_UP_TO = 40
_MONEY_FROM = 1000
# Twelve months of two years.
_MOST_PERIODS = 24

# How well a look speaks for a field of a type; a look that is not named speaks against it.
_LOOKS_OF_TYPE: Mapping[FieldType, Mapping[Look, float]] = {
    FieldType.TEXT: {Look.SHORT_TEXT: 0.5, Look.LONG_TEXT: 0.6, Look.CODE_AND_NAME: 0.3},
    FieldType.CODE: {Look.CODE: 1.0},
    FieldType.CODE_AND_NAME: {
        Look.CODE_AND_NAME: 1.0,
        Look.SHORT_TEXT: 0.6,
        Look.LONG_TEXT: 0.3,
    },
    FieldType.QUANTITY: {Look.PERCENT: 0.8, Look.NUMBER: 0.8, Look.DATE: 0.4, Look.YES_NO: 0.3},
    FieldType.DATE: {Look.DATE: 1.0},
    FieldType.BOOLEAN: {Look.YES_NO: 1.0},
    FieldType.PERCENT: {Look.PERCENT: 1.0, Look.NUMBER: 0.4},
    FieldType.MONEY: {Look.MONEY: 1.0, Look.NUMBER: 0.4},
    FieldType.COUNT: {Look.NUMBER: 0.8},
    FieldType.STATUS: {Look.STATUS: 1.0},
    FieldType.MEASURE_KIND: {Look.MEASURE_KIND: 1.0},
    FieldType.ACTION_KIND: {Look.ACTION_KIND: 1.0},
    FieldType.NATURE: {Look.SHORT_TEXT: 0.3},
    FieldType.INNOVATION_AREA: {Look.SHORT_TEXT: 0.3},
    FieldType.YEAR: {Look.YEAR: 1.0},
}
_LOOKS_OF_FIELD: Mapping[str, Mapping[Look, float]] = {
    PERIOD_FIELD: {Look.PERIOD: 1.0, Look.ORDINAL: 0.7},
    YEAR_FIELD: {Look.YEAR: 1.0},
    "unit": {Look.UNIT: 1.0, Look.SHORT_TEXT: 0.2},
    "operator": {Look.OPERATOR: 1.0},
    "planned_years": {Look.YEAR: 0.5, Look.SHORT_TEXT: 0.3},
    "target": {Look.THRESHOLD: 1.0, Look.PERCENT: 0.6, Look.NUMBER: 0.6, Look.DATE: 0.5},
    "baseline": {Look.NUMBER: 0.6, Look.PERCENT: 0.6},
    "weight": {Look.NUMBER: 0.5, Look.PERCENT: 0.6},
    "reason": {Look.LONG_TEXT: 0.7, Look.SHORT_TEXT: 0.4},
    "note": {Look.LONG_TEXT: 0.6, Look.SHORT_TEXT: 0.4},
    "status_text": {Look.LONG_TEXT: 1.0, Look.SHORT_TEXT: 0.3},
    "description": {Look.LONG_TEXT: 1.0, Look.SHORT_TEXT: 0.2},
    "source": {Look.SHORT_TEXT: 0.5},
    "responsible_role": {Look.SHORT_TEXT: 0.5, Look.CODE_AND_NAME: 0.2},
}


def looks_of(cells: Sequence[Cell]) -> dict[Look, float]:
    """Gives the share of the cells that have each look, from 0 to 1; empty for no cells."""
    if not cells:
        return {}
    shares = {look: sum(map(test, cells)) / len(cells) for look, test in _TESTS.items()}
    shares[Look.PERIOD] = len(_period_cells(cells)) / len(cells)
    if mean(len(cell.text) for cell in cells) >= _LONG_FROM:
        shares[Look.LONG_TEXT], shares[Look.SHORT_TEXT] = shares[Look.SHORT_TEXT], 0.0
    return {look: share for look, share in shares.items() if share}


def look_score(field_name: str, looks: Mapping[Look, float]) -> tuple[float, Look | None]:
    """Gives how well a column's looks suit a field, from 0 to 1, and the look that says so."""
    wanted = _wanted(field_name)
    scores = {look: wanted[look] * share for look, share in looks.items() if look in wanted}
    if not scores:
        return 0.0, None
    best = max(scores, key=lambda look: scores[look])
    return scores[best], best


def _wanted(field_name: str) -> Mapping[Look, float]:
    if field_name == PERIOD_TARGET_FIELD:
        field_name = "target"
    if field_name in _LOOKS_OF_FIELD:
        return _LOOKS_OF_FIELD[field_name]
    return _LOOKS_OF_TYPE[FIELD_TYPES[field_name]]


def _period_cells(cells: Sequence[Cell]) -> list[Cell]:
    """Gives the cells that hold periods, of which a column has few, each many times."""
    distinct = dict.fromkeys(cell.text for cell in cells)
    # "SI" may be a semester or an answer; among answers it is one.
    if len(distinct) > _MOST_PERIODS or all(map(_is_yes_no, cells)):
        return []
    meanings_by_text = guessed_words(PERIOD_FIELD, distinct)
    return [cell for cell in cells if cell.text in meanings_by_text and not _is_ordinal(cell)]


def _is_ordinal(cell: Cell) -> bool:
    """Says whether a cell may count quarters or months, and anything else as well."""
    return re.fullmatch(r"[1-9]|1[0-2]", cell.text.strip()) is not None


def _is_number(cell: Cell) -> bool:
    found = quantity_of(cell, Role.RESULT)
    return found.kind is QuantityKind.NUMBER and not isinstance(cell.value, bool)


def _is_percent(cell: Cell) -> bool:
    return _is_number(cell) and (cell.is_percent or cell.text.rstrip().endswith("%"))


def _is_money(cell: Cell) -> bool:
    if not _is_number(cell) or _is_percent(cell) or _is_year(cell):
        return False
    number = quantity_of(cell, Role.RESULT).number or 0.0
    return "€" in cell.text or abs(number) >= _MONEY_FROM


def _is_threshold(cell: Cell) -> bool:
    # A date by itself is a day like any other, though as a target it would mean "by that day".
    if not isinstance(cell.value, str) or _is_date(cell):
        return False
    found = quantity_from_text(cell.text, Role.TARGET)
    is_bound = found.operator in (">=", ">", "<=", "<", "between")
    return (
        is_bound
        and found.kind in (QuantityKind.NUMBER, QuantityKind.DATE)
        and not _is_plain_share(cell)
    )


def _is_plain_share(cell: Cell) -> bool:
    """Says whether a text is a bare "70%", which as a target means at least as much."""
    return cell.text.strip()[:1].isdigit() and _is_percent(cell)


def _is_date(cell: Cell) -> bool:
    return isinstance(cell.value, date) or date_from_text(cell.text) is not None


def _is_year(cell: Cell) -> bool:
    return re.fullmatch(r"20\d\d", cell.text.strip()) is not None


def _is_code(cell: Cell) -> bool:
    text = cell.text.strip()
    return len(text) <= 16 and _CODE.fullmatch(text) is not None and not _is_date(cell)


def _is_code_and_name(cell: Cell) -> bool:
    return isinstance(cell.value, str) and all(split_code_and_name(cell.text))


def _is_text(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not (
        _is_number(cell) or _is_date(cell) or _is_code(cell) or _is_threshold(cell)
    )


def _is_word(field_name: str) -> Callable[[Cell], bool]:
    def is_word(cell: Cell) -> bool:
        is_short = isinstance(cell.value, str) and len(cell.text) <= _SHORT_WORDS_UP_TO
        return is_short and bool(guessed_words(field_name, [cell.text]))

    return is_word


def _is_unit(cell: Cell) -> bool:
    text = cell.text.strip().casefold()
    return text in meanings("unit") or text in ("n", "n.", "numero", "num", "num.", "sì/no", "data")


def _is_operator(cell: Cell) -> bool:
    return cell.text.strip().casefold() in meanings("operator")


def _is_yes_no(cell: Cell) -> bool:
    if isinstance(cell.value, bool):
        return True
    is_answer = boolean_from_text(cell.text) is not None
    return is_answer or normalised_name(cell.text) in ("y", "n")


_TESTS: Mapping[Look, Callable[[Cell], bool]] = {
    Look.CODE: _is_code,
    Look.CODE_AND_NAME: _is_code_and_name,
    Look.SHORT_TEXT: _is_text,
    Look.NUMBER: _is_number,
    Look.PERCENT: _is_percent,
    Look.MONEY: _is_money,
    Look.THRESHOLD: _is_threshold,
    Look.DATE: _is_date,
    Look.YES_NO: _is_yes_no,
    Look.STATUS: _is_word("status"),
    Look.MEASURE_KIND: _is_word("measure_kind"),
    Look.ACTION_KIND: _is_word("action_kind"),
    Look.OPERATOR: _is_operator,
    Look.ORDINAL: _is_ordinal,
    Look.UNIT: _is_unit,
    Look.YEAR: _is_year,
}
