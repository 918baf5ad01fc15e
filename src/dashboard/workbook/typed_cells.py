"""Make the cell of a number, date or yes/no the same way, whatever file it comes from."""

from __future__ import annotations

from dashboard.workbook.cells import BLACK, Cell, Ink, moment_from_serial, shown_moment
from dashboard.workbook.number_formats import GENERAL, NumberFormat, shown_number


def number_cell(
    row: int,
    column: int,
    number: float,
    form: NumberFormat,
    ink: Ink = BLACK,
    *,
    is_1904: bool = False,
) -> Cell:
    """Gives the cell of a stored number: a date where its format says so."""
    if form.is_date:
        moment = moment_from_serial(number, is_1904=is_1904)
        if moment is not None:
            return Cell(row, column, moment, shown_moment(moment), ink=ink)
    value: int | float = int(number) if number.is_integer() else number
    is_plain = form is GENERAL and isinstance(value, int)
    text = str(value) if is_plain else shown_number(number, form)
    return Cell(row, column, value, text, form.is_percent, ink=ink)


def yes_no_cell(row: int, column: int, value: bool, ink: Ink = BLACK) -> Cell:
    """Gives the cell of a truth value, shown as an Italian spreadsheet shows it."""
    return Cell(row, column, value, "VERO" if value else "FALSO", ink=ink)


def error_cell(row: int, column: int, text: str, ink: Ink = BLACK) -> Cell:
    """Gives the cell of a formula that failed."""
    return Cell(row, column, None, text, error=text, ink=ink)
