"""Several indicators in one cell become several rows only where their values say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from dashboard.domain.model import ParsedWorkbook
from dashboard.workbook import read_workbook
from tests.workbook.building import FINAL_HEAD, book, table

TITLES = ("Codice azione", "Azione", "Codice indicatore", "Indicatore", "Target", "Risultato")
TITLES = (*TITLES, "Motivazione dello scostamento")


def _read(name: str, target: object, result: object, code: object = "I1") -> ParsedWorkbook:
    row: Sequence[Any] = ("1.1", "Nido", code, name, target, result, "Motivo comune")
    return read_workbook("report.xlsx", book(table(FINAL_HEAD, TITLES, row)))


def _rows(parsed: ParsedWorkbook) -> list[tuple[object, ...]]:
    fields = ("indicator_code", "indicator_name", "target", "result")
    return [tuple(row.get(name) for name in fields) for row in parsed.documents[0].rows]


SPLIT = [
    ("1. Posti attivi\n2. Domande\naccolte", "1. 60\n2. 90%", "1. 50\n2. 95%"),
    ("1) Posti attivi\n2) Domande accolte", "60\n90%", "50\n95%"),
    ("- Posti attivi\n- Domande accolte", "- 60\n- 90%", "50\n95%"),
    ("a) Posti attivi\nb) Domande accolte", "a) 60\nb) 90%", "a) 50\nb) 95%"),
    ("Posti attivi\nDomande accolte", "60\n90%", "50\n95%"),
]


@pytest.mark.parametrize(("name", "target", "result"), SPLIT)
def test_indicators_are_split_where_their_values_split_the_same_way(
    name: str, target: str, result: str
) -> None:
    parsed = _read(name, target, result)

    assert _rows(parsed) == [
        ("I1.1", "Posti attivi", 60, 50),
        ("I1.2", "Domande accolte", 90, 95),
    ]
    reasons = [row.get("reason") for row in parsed.documents[0].rows]
    assert reasons == ["Motivo comune"] * 2
    (issue,) = parsed.issues
    assert (issue.code, issue.cell, issue.params["count"]) == (
        "stacked_indicators_split",
        "D6",
        "2",
    )


def test_codes_listed_with_their_indicators_are_kept() -> None:
    parsed = _read("1. Posti\n2. Domande", "60\n90%", "50\n95%", code="A\nB")

    assert [row[0] for row in _rows(parsed)] == ["A", "B"]


@pytest.mark.parametrize(("target", "result"), [(60, 50), ("60\n90%\n3", "1\n2\n3"), ("60\n9", 5)])
def test_numbered_list_with_other_values_is_one_row_and_an_issue(
    target: object, result: object
) -> None:
    parsed = _read("1. Posti attivi\n2. Domande accolte", target, result)

    assert len(_rows(parsed)) == 1
    assert ("stacked_indicators", "D6") in [(i.code, i.cell) for i in parsed.issues]


@pytest.mark.parametrize(
    ("name", "target", "result"),
    [
        ("Posti attivi\nnel nido comunale", "60", 50),
        ("Posti attivi\nnel nido comunale", "60\n90", "50\n95"),
        ("Posti attivi\nDomande accolte", "Apertura\ndel nido", "Raggiunto"),
    ],
)
def test_name_that_is_only_wrapped_is_one_indicator(
    name: str, target: object, result: object
) -> None:
    parsed = _read(name, target, result)

    assert len(_rows(parsed)) == 1
    assert not {"stacked_indicators", "stacked_indicators_split"} & {i.code for i in parsed.issues}
