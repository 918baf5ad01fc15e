"""Take values out of a sheet's row with their types, and the place where they stand."""

from __future__ import annotations

from datetime import date

from dashboard.domain.model import FieldValue, Lineage, Quantity, SheetRow


def lineage_of(row: SheetRow, *field_names: str) -> Lineage:
    """Gives the cell of the first of these fields that the row has, else the row's own start."""
    for name in field_names:
        found = row.values.get(name)
        if found is not None:
            return lineage_of_value(row, found)
    return Lineage(row.sheet_name, row.row_number, f"A{row.row_number}")


def lineage_of_value(row: SheetRow, value: FieldValue) -> Lineage:
    """Gives the cell of a value, which may be merged from a row above."""
    return Lineage(value.sheet_name, row.row_number, value.cell)


def quantity_in(row: SheetRow, field_name: str) -> Quantity | None:
    """Gives what the cell of a measure turned out to hold, or None without such a cell."""
    found = row.values.get(field_name)
    return None if found is None else found.quantity


def number_in_row(row: SheetRow, field_name: str) -> float | None:
    """Gives the number that a field states, in the field's own unit, or None."""
    quantity = quantity_in(row, field_name)
    if quantity is not None:
        return quantity.number
    value = row.get(field_name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def date_in_row(row: SheetRow, field_name: str) -> date | None:
    """Gives the day that a field states, or None."""
    value = row.get(field_name)
    return value if isinstance(value, date) else None
