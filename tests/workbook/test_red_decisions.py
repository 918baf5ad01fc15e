"""A file read with its decisions says what was decided; what is pending stays red."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import ParsedWorkbook, SheetRow
from dashboard.domain.proposals import InkDecision, InkPlace, ink_place
from dashboard.workbook import read_workbook, read_workbook_isolated
from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, table

ACCEPTED, REJECTED = InkDecision.ACCEPTED, InkDecision.REJECTED
RED, STRUCK = InlineFont(color="FFC00000"), InlineFont(strike=True)


def _bytes(status_text: Any, percent: Any = 50, fonts: Mapping[str, Font] | None = None) -> bytes:
    def edit(sheet: Worksheet) -> None:
        for address, font in (fonts or {}).items():
            sheet[address].font = font

    rows = (
        ("2.1.a", "Piste ciclabili", "In corso", status_text, percent),
        ("2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100),
    )
    return book(table(DUP_HEAD, DUP_TITLES, *rows), edit)


def _read(content: bytes, decisions: Mapping[str, InkDecision]) -> ParsedWorkbook:
    places = {InkPlace("Foglio", place): decision for place, decision in decisions.items()}
    return read_workbook("dup.xlsx", content, ink_decisions=places)


def _first(parsed: ParsedWorkbook) -> SheetRow:
    return parsed.documents[0].rows[0]


def _codes(parsed: ParsedWorkbook) -> list[str | None]:
    return [row.text("intervention_code") for row in parsed.documents[0].rows]


RICH = CellRichText(
    "Fine a ", TextBlock(STRUCK, "luglio"), TextBlock(RED, "ottobre"), TextBlock(RED, ", forse")
)


@pytest.mark.parametrize(
    ("decision", "text"),
    [(ACCEPTED, "Fine a ottobre, forse"), (REJECTED, "Fine a luglio")],
)
def test_decided_cell_says_what_was_decided_and_proposes_nothing(
    decision: InkDecision, text: str
) -> None:
    parsed = _read(_bytes(RICH), {"D5": decision})
    assert (_first(parsed).text("status_text"), parsed.proposals) == (text, ())


def test_cell_without_a_decision_stays_pending_beside_a_decided_one() -> None:
    content = _bytes(RICH, fonts={"E5": Font(color="FFFF0000")})
    parsed = _read(content, {"D5": ACCEPTED})
    assert [proposal.cell for proposal in parsed.proposals] == ["E5"]
    assert _first(parsed).get("percent") is None


@pytest.mark.parametrize(("decision", "percent"), [(ACCEPTED, 50.0), (REJECTED, None)])
def test_red_number_is_a_number_once_accepted(decision: InkDecision, percent: float | None) -> None:
    parsed = _read(_bytes("Gara", fonts={"E5": Font(color="FFFF0000")}), {"E5": decision})
    assert _first(parsed).get("percent") == percent


def test_figure_typed_in_parts_is_a_number_once_accepted() -> None:
    share = CellRichText(TextBlock(STRUCK, "50"), TextBlock(RED, " 60"))
    assert _first(_read(_bytes("Gara", share), {"E5": ACCEPTED})).get("percent") == 60.0


@pytest.mark.parametrize(("decision", "percent"), [(ACCEPTED, None), (REJECTED, 50.0)])
def test_struck_number_goes_or_stays_as_decided(
    decision: InkDecision, percent: float | None
) -> None:
    parsed = _read(_bytes("Gara", fonts={"E5": Font(strike=True)}), {"E5": decision})
    assert (_first(parsed).get("percent"), parsed.proposals) == (percent, ())


ROWS = [
    # ink of the whole row        decision   codes of the rows that count
    (Font(color="FFFF0000"), ACCEPTED, ["2.1.a", "2.1.b"]),
    (Font(color="FFFF0000"), REJECTED, ["2.1.b"]),
    (Font(strike=True), ACCEPTED, ["2.1.b"]),
    (Font(strike=True), REJECTED, ["2.1.a", "2.1.b"]),
]


@pytest.mark.parametrize(("font", "decision", "codes"), ROWS)
def test_whole_row_comes_or_goes_as_decided(
    font: Font, decision: InkDecision, codes: list[str]
) -> None:
    content = _bytes("Gara", fonts={f"{letter}5": font for letter in "ABCDE"})
    (proposal,) = read_workbook("dup.xlsx", content).proposals
    parsed = read_workbook("dup.xlsx", content, ink_decisions={ink_place(proposal): decision})
    assert (_codes(parsed), parsed.proposals) == (codes, ())


def test_decisions_pass_into_the_worker_that_reads() -> None:
    places = {InkPlace("Foglio", "D5"): ACCEPTED}
    parsed = read_workbook_isolated("dup.xlsx", _bytes(RICH), ink_decisions=places)
    assert _first(parsed).text("status_text") == "Fine a ottobre, forse"


def test_decision_on_another_sheet_or_on_a_black_cell_changes_nothing() -> None:
    content = _bytes(RICH)
    places = {InkPlace("Altro", "D5"): ACCEPTED, InkPlace("Foglio", "A5"): REJECTED}
    parsed = read_workbook("dup.xlsx", content, ink_decisions=places)
    assert parsed.proposals == read_workbook("dup.xlsx", content).proposals
    assert _codes(parsed) == ["2.1.a", "2.1.b"]
