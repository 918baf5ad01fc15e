"""The words of the form: what a cell was taken for, in the words of a person."""

from __future__ import annotations

import pytest

from dashboard.domain.model import FieldValue, Quantity, QuantityKind, Scalar
from dashboard.texts.mapping_form import understood

SHARE = Quantity(QuantityKind.NUMBER, "0,35", number=35.0, unit="%")
PERCENT = Quantity(QuantityKind.NUMBER, "35%", number=35.0, unit="%")
KM = Quantity(QuantityKind.NUMBER, "5,5", number=5.5)
NOT_ASSESSABLE = Quantity(QuantityKind.MISSING, "N.V.", event="not_assessable")

#        field_name       value           raw_text              quantity        shown
CASES: list[tuple[str, Scalar, str, Quantity | None, str]] = [
    ("result", 35.0, "0,35", SHARE, "35\xa0% (nella cella: 0,35)"),
    ("result", 35.0, "35%", PERCENT, "35%"),
    ("result", 5.5, "5,5", KM, "5,5"),
    ("result", None, "N.V.", NOT_ASSESSABLE, "non valutabile (nella cella: N.V.)"),
    ("sector_code", "03", "03 Lavori pubblici", None, "03"),
    ("indicator_name", "Km", "Km", None, "Km"),
    ("status", "completed", "done", None, "concluso (nella cella: done)"),
]


@pytest.mark.parametrize(("field_name", "value", "raw_text", "quantity", "shown"), CASES)
def test_a_cell_is_shown_as_it_was_understood_beside_what_it_says(
    field_name: str, value: Scalar, raw_text: str, quantity: Quantity | None, shown: str
) -> None:
    cell = FieldValue(field_name, value, raw_text, "Dati", "A5", quantity)

    assert understood(cell) == shown
