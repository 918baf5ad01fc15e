"""What people type as targets, results and weights, read without guessing."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from dashboard.domain.model import Quantity, QuantityKind
from dashboard.workbook.numbers import date_from_text, number_from_text
from dashboard.workbook.quantities import Role, is_threshold, quantity_from_text

REAL_TEXTS = Path(__file__).parent / "data" / "testi_target_reali.csv"
# The same words mean different things by role; the file says the role in its own terms.
ROLE_OF_VARIANT = {
    "risultato con num/den tra parentesi": Role.RESULT,
    "risultato scritto come soglia": Role.RESULT,
    "decimale lungo": Role.RESULT,
    "sentinella di non rendicontato": Role.RESULT,
    "errore di Excel incollato": Role.RESULT,
    "peso percentuale con virgola": Role.WEIGHT,
    "campo vuoto con unita": Role.WEIGHT,
    "punteggio con virgola": Role.SCORE,
}
RELATIONS = {"plus": " baseline +", "times": " baseline x"}


def _real_rows() -> list[dict[str, str]]:
    with REAL_TEXTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _as_expected(quantity: Quantity) -> tuple[str, str, str]:
    """Gives a quantity in the notation of the file: operator, value, unit."""
    operator, value = quantity.operator or "", ""
    unit = quantity.unit or ""
    if quantity.kind is QuantityKind.QUALITATIVE:
        return "SI/NO", "", ""
    if quantity.number is not None:
        value = f"{quantity.number:g}" if quantity.number < 1 else format(quantity.number, ".10g")
    if quantity.kind is QuantityKind.DATE and quantity.date is not None:
        operator, value, unit = f"{operator} data", quantity.date.isoformat(), "data"
    if quantity.kind is QuantityKind.RELATIVE_DATE:
        operator = f"{operator} evento +"
    if quantity.baseline_relation is not None:
        operator += RELATIONS[quantity.baseline_relation]
    return operator, value, unit


def test_the_file_of_real_texts_is_whole() -> None:
    assert len(_real_rows()) == 35


@pytest.mark.parametrize("row", _real_rows(), ids=lambda row: row["testo"][:40])
def test_real_text_is_read_as_its_source_expects(row: dict[str, str]) -> None:
    role = ROLE_OF_VARIANT.get(row["variante"], Role.TARGET)
    quantity = quantity_from_text(row["testo"], role)
    expected = (row["operatore_atteso"], row["valore_atteso"], row["unita_attesa"])
    assert _as_expected(quantity) == expected
    assert quantity.raw_text == row["testo"]


KINDS = [
    # text                               role         kind
    ("n.d.", Role.RESULT, QuantityKind.MISSING),
    ("-", Role.RESULT, QuantityKind.MISSING),
    ("9999", Role.RESULT, QuantityKind.MISSING),
    ("SI/NO", Role.RESULT, QuantityKind.MISSING),  # left as printed
    ("SI/NO", Role.TARGET, QuantityKind.BOOLEAN),
    ("✓", Role.RESULT, QuantityKind.BOOLEAN),
    ("circa 20", Role.RESULT, QuantityKind.UNREADABLE),
    ("3 su 5", Role.RESULT, QuantityKind.UNREADABLE),
    ("12/15", Role.RESULT, QuantityKind.UNREADABLE),
    ("10-20", Role.RESULT, QuantityKind.UNREADABLE),
    ("oltre 30", Role.RESULT, QuantityKind.UNREADABLE),
    ("#DIV/0!", Role.RESULT, QuantityKind.ERROR),
    ("20 scuole e 30 palestre", Role.TARGET, QuantityKind.SEVERAL),
    ("entro il 30/06/2024 e il 31/12/2024", Role.TARGET, QuantityKind.SEVERAL),
    ("2024-2026", Role.TARGET, QuantityKind.QUALITATIVE),
    ("approvato con delibera n. 216/2023", Role.RESULT, QuantityKind.QUALITATIVE),
    ("un regolamento", Role.TARGET, QuantityKind.QUALITATIVE),
]


@pytest.mark.parametrize(("text", "role", "kind"), KINDS)
def test_kind_of_text(text: str, role: Role, kind: QuantityKind) -> None:
    assert quantity_from_text(text, role).kind is kind


NUMBERS = [
    ("1.234,56", 1234.56),
    ("1.101", 1101.0),
    ("83.5", 83.5),
    ("0.125", 0.125),
    ("-3", -3.0),
    ("1 250", 1250.0),
    ("12,5 %", None),
    ("3.1.2", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_italian_number(text: str, number: float | None) -> None:
    assert number_from_text(text) == number


DATES = [
    ("31/05/2024", date(2024, 5, 31)),
    ("5.10.2023", date(2023, 10, 5)),
    ("2024-06-30", date(2024, 6, 30)),
    ("30 giugno 2024", date(2024, 6, 30)),
    ("1° marzo 2024", date(2024, 3, 1)),
    ("31/12/24", date(2024, 12, 31)),
    ("31/02/2024", None),
    ("06/2024", None),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_date_is_day_month_year_and_never_guessed(text: str, day: date | None) -> None:
    assert date_from_text(text) == day


def test_words_of_outcome_are_100_50_and_0() -> None:
    words = ("Raggiunto", "parzialmente raggiunto", "NON RAGGIUNTO")
    assert [quantity_from_text(word, Role.RESULT).number for word in words] == [100, 50, 0]


def test_not_due_is_missing_and_says_so() -> None:
    quantity = quantity_from_text("non dovuto", Role.RESULT)
    assert (quantity.kind, quantity.event) == (QuantityKind.MISSING, "not_due")


def test_working_of_a_ratio_is_kept() -> None:
    quantity = quantity_from_text("1,15 (318,27/275,37)", Role.RESULT)
    assert (quantity.number, quantity.numerator, quantity.denominator) == (1.15, 318.27, 275.37)


def test_apostrophe_that_forces_text_is_not_part_of_the_number() -> None:
    assert quantity_from_text("'96", Role.RESULT).number == 96


def test_range_has_two_ends() -> None:
    quantity = quantity_from_text("tra 10 e 20%", Role.TARGET)
    found = (quantity.operator, quantity.number, quantity.upper_number, quantity.unit)
    assert found == ("between", 10, 20, "%")


def test_threshold_is_told_from_an_amount() -> None:
    assert [is_threshold(text) for text in ("≥95%", "oltre 20", "95%")] == [True, True, False]
