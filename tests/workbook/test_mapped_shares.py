"""Percentages written as shares of one, such as 0.4 for 40 %, are read as what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain.mapping import SheetMapping
from dashboard.domain.model import FieldValue
from dashboard.workbook import draft_mapping, read_workbook, sheet_previews
from tests.sheets import Cell, workbook_bytes

TITLES = ("Rif.", "Iniziativa", "KPI", "UM", "Goal %", "Actual %")


def extract(*rows: Sequence[Cell], titles: Sequence[str] = TITLES) -> bytes:
    head: list[Sequence[Cell]] = [["Anno 2024"], ["Settore: 03 Lavori pubblici"], [], titles]
    return workbook_bytes({"Dati": [*head, *rows]})


def row(unit: str | None, target: Cell, result: Cell) -> Sequence[Cell]:
    return ("3.1", "Piste ciclabili", "Quota di km completati", unit, target, result)


def drafted(content: bytes) -> SheetMapping:
    (preview,) = sheet_previews("dati.xlsx", content)
    return draft_mapping(preview, "Quote")


def titles_of_shares(mapping: SheetMapping) -> list[str]:
    return [column.title for column in mapping.columns if column.is_share]


def with_shares(mapping: SheetMapping) -> SheetMapping:
    columns = tuple(
        replace(column, is_share=column.field_name in ("target", "result"))
        for column in mapping.columns
    )
    return replace(mapping, columns=columns)


def values_of(content: bytes, mapping: SheetMapping) -> dict[str, FieldValue]:
    (document,) = read_workbook("dati.xlsx", content, mappings=[mapping]).documents
    return dict(document.rows[0].values)


#      unit    cell        number
CASES: list[tuple[str | None, Cell, float]] = [
    ("%", 0.4, 40.0),
    ("%", 0.285, 28.5),  # no noise of the multiplication
    ("%", 1, 100.0),
    ("%", "0,4", 40.0),
    ("%", "40%", 40.0),  # a percentage already
    (None, 0.4, 40.0),
    ("percentuale", 0.4, 40.0),
    ("km", 0.4, 0.4),  # the row counts something else
]


@pytest.mark.parametrize(("unit", "cell", "number"), CASES)
def test_a_share_counts_as_a_percentage_and_its_cell_keeps_its_text(
    unit: str | None, cell: Cell, number: float
) -> None:
    content = extract(row(unit, "≥ 0,9", cell))

    result = values_of(content, with_shares(drafted(content)))["result"]

    assert result.quantity is not None
    assert (result.value, result.quantity.number) == (number, number)
    assert result.raw_text == str(cell).replace(".", ",")


def test_a_bound_typed_as_a_share_is_one_out_of_100() -> None:
    content = extract(row("%", "≥ 0,9", 0.95))

    target = values_of(content, with_shares(drafted(content)))["target"]

    assert target.quantity is not None
    quantity = target.quantity
    assert (quantity.operator, quantity.number, quantity.unit) == (">=", 90.0, "%")


def test_without_the_choice_a_share_stays_the_number_it_is() -> None:
    content = extract(row("%", 0.9, 0.4))
    mapping = drafted(content)
    plain = replace(
        mapping, columns=tuple(replace(column, is_share=False) for column in mapping.columns)
    )

    assert values_of(content, plain)["result"].value == 0.4


#          title       unit   values           is guessed
GUESSES: list[tuple[str, Any, Sequence[Cell], bool]] = [
    ("Actual %", None, (0.4, 1, 0), True),
    ("Actual", "%", (0.4, 1), True),
    ("Actual", None, (0.4, 1), False),  # nothing speaks of a percentage
    ("Actual", "km", (0.4, 1), False),
    ("Actual %", None, (0.4, 40), False),
    ("Actual %", None, (0, 1), False),  # yes and no, or one thing of one
    ("Actual %", None, ("40%", 0.4), False),
]


@pytest.mark.parametrize(("title", "unit", "values", "is_guessed"), GUESSES)
def test_shares_are_guessed_where_percentages_lie_within_0_and_1(
    title: str, unit: str | None, values: Sequence[Cell], is_guessed: bool
) -> None:
    titles = (*TITLES[:4], "Goal", title)
    content = extract(*(row(unit, 0, value) for value in values), titles=titles)

    assert (title in titles_of_shares(drafted(content))) is is_guessed
