"""Percentages written as shares of one, such as 0.4 for 40 %: guess them, and read them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from dashboard.domain.model import FieldValue, QuantityKind, Scalar, SheetRow
from dashboard.domain.names import normalised_name
from dashboard.workbook.cells import Cell
from dashboard.workbook.numbers import number_from_text

_PERCENT = "%"
_PERCENT_TITLE = re.compile(
    r"%|\b(?:perc(?:entual\w*|ent\w*)?|quota|tasso|avanzamento|completamento|raggiungimento"
    r"|realizzazione|rate|share|progress)\b"
)
# A share times 100 shows the fraction's own rounding: 0.285 becomes 28.499999999999996.
_DECIMALS = 10


def with_percentages(row: SheetRow, share_letters: Collection[str]) -> SheetRow:
    """Gives a row whose shares, in the columns of these letters, are percentages out of 100.

    A cell that is a percentage already stays as it is, and so does a row whose unit is another.
    """
    if not share_letters or not _is_in_percent(row):
        return row
    values = {
        name: _percentage(value) if _letters(value.cell) in share_letters else value
        for name, value in row.values.items()
    }
    return replace(row, values=values)


def look_like_shares(title: str, cells: Iterable[Cell], units: Mapping[int, str]) -> bool:
    """Says whether a column seems to hold percentages as shares of one.

    `units` gives the unit by row, where a column says it: only the rows in percent are looked at.
    Without units the title has to speak of a percentage. All numbers must lie within 0 and 1,
    some of them between, and none may be written with a percent sign.
    """
    if any(is_percent_unit(unit) for unit in units.values()):
        cells = [cell for cell in cells if is_percent_unit(units.get(cell.row, ""))]
    elif _PERCENT_TITLE.search(title.casefold()) is None:
        return False
    found = list(cells)
    if any(cell.is_percent or _PERCENT in cell.text for cell in found):
        return False
    numbers = [number for cell in found if (number := _number(cell)) is not None]
    return all(0 <= number <= 1 for number in numbers) and any(0 < n < 1 for n in numbers)


def is_percent_unit(unit: str) -> bool:
    """Says whether a unit, as a sheet writes it, is the percentage."""
    return _PERCENT in unit or normalised_name(unit).startswith("perc")


def _is_in_percent(row: SheetRow) -> bool:
    unit = row.values.get("unit")
    return unit is None or not unit.raw_text.strip() or is_percent_unit(unit.raw_text)


def _percentage(value: FieldValue) -> FieldValue:
    if _PERCENT in value.raw_text:
        return value
    quantity = value.quantity
    if quantity is None:
        return value._replace(value=_scalar_in_percent(value.value))
    if quantity.kind is not QuantityKind.NUMBER or quantity.unit is not None:
        return value
    number, upper = (
        None if one is None else _times_100(one) for one in (quantity.number, quantity.upper_number)
    )
    in_percent = replace(quantity, number=number, upper_number=upper, unit=_PERCENT)
    return value._replace(value=_scalar_in_percent(value.value), quantity=in_percent)


def _scalar_in_percent(value: Scalar) -> Scalar:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _times_100(value)
    return value


def _times_100(number: float) -> float:
    return round(number * 100, _DECIMALS)


def _number(cell: Cell) -> float | None:
    if isinstance(cell.value, bool):
        return None
    return cell.value if isinstance(cell.value, int | float) else number_from_text(cell.text)


def _letters(address: str) -> str:
    return address.rstrip("0123456789")
