"""Build rows and documents by hand, as the reader would give them."""

from __future__ import annotations

from datetime import date

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.model import (
    DocumentKind,
    FieldValue,
    ParsedDocument,
    Quantity,
    QuantityKind,
    Recognition,
    Scalar,
    SheetRow,
)


def quantity(value: Scalar | Quantity) -> Quantity:
    """Gives a plain value as the quantity that the reader would make of it."""
    if isinstance(value, Quantity):
        return value
    text = "" if value is None else str(value)
    if value is None:
        return Quantity(QuantityKind.MISSING, text)
    if isinstance(value, bool):
        return Quantity(QuantityKind.BOOLEAN, text, boolean=value)
    if isinstance(value, date):
        return Quantity(QuantityKind.DATE, text, operator="<=", date=value)
    if isinstance(value, int | float):
        return Quantity(QuantityKind.NUMBER, text, operator="=", number=float(value))
    return Quantity(QuantityKind.QUALITATIVE, text)


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)


def row(row_number: int, **fields: Scalar | Quantity) -> SheetRow:
    """Gives a row of the sheet "Foglio1" whose n-th field stands in the n-th column."""
    values = {}
    for position, (name, value) in enumerate(fields.items()):
        is_measure = FIELD_TYPES[name] is FieldType.QUANTITY
        found = quantity(value) if is_measure else None
        plain = found.number if isinstance(value, Quantity) else value
        values[name] = FieldValue(
            field_name=name,
            value=plain,
            raw_text=value.raw_text if isinstance(value, Quantity) else _text(value),
            sheet_name="Foglio1",
            cell=f"{chr(ord('A') + position)}{row_number}",
            quantity=found,
        )
    return SheetRow("Foglio1", row_number, values)


def document(kind: DocumentKind, *rows: SheetRow, **stated: object) -> ParsedDocument:
    """Gives a document of sector 03 for 2024, unless said otherwise."""
    facts: dict[str, object] = {
        "reference_year": 2024,
        "sector_code": "03",
        "sector_name": "Lavori pubblici",
        **stated,
    }
    return ParsedDocument(
        kind=kind,
        rows=rows,
        recognition=Recognition(kind, 5, 5),
        **facts,  # type: ignore[arg-type]
    )
