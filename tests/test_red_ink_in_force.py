"""Red ink of a second file is weighed against the first, through the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import ProposalKind
from dashboard.ingest import CheckedFile, check_file, confirm
from dashboard.store import Store, open_store
from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, table

RED = Font(color="FFFF0000")
SECOND_ROW = ("2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store of the disk, closed when the test is over."""
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


def _dup(status_text: Any, percent: Any = 50, fonts: Mapping[str, Font] | None = None) -> bytes:
    def edit(sheet: Worksheet) -> None:
        for address, font in (fonts or {}).items():
            sheet[address].font = font

    first = ("2.1.a", "Piste ciclabili", "In corso", status_text, percent)
    return book(table(DUP_HEAD, DUP_TITLES, first, SECOND_ROW), edit)


def _after(store: Store, content: bytes) -> CheckedFile:
    """Gives the check of a file that follows one in black with "Gara bandita" and 50."""
    confirm(store, check_file(store, "dup.xlsx", _dup("Gara bandita")), "prova")
    return check_file(store, "dup (1).xlsx", content)


def _codes(checked: CheckedFile) -> list[str]:
    return [issue.code for issue in checked.issues]


def test_figure_retyped_in_red_leaves_the_one_in_force_standing(store: Store) -> None:
    checked = _after(store, _dup("Gara bandita", 60, {"E5": RED}))
    (proposal,) = checked.proposals
    assert proposal.kind is ProposalKind.NUMBER_CHANGED
    assert (proposal.before, proposal.after) == ("50", "60")
    assert checked.documents[0].facts.dup_statuses[0].percent == 50
    assert "undeclared_change" not in _codes(checked)
    confirm(store, checked, "prova")
    current = store.query("dup_interventions").set_index("intervention_code")
    assert current.loc["2.1.a", "percent"] == 50


def test_red_that_is_in_force_is_not_counted_as_a_proposal(store: Store) -> None:
    text = CellRichText("Gara", TextBlock(InlineFont(color="FFFF0000"), " bandita"))
    checked = _after(store, _dup(text))
    assert checked.proposals == ()
    assert checked.documents[0].facts.dup_statuses[0].status_text == "Gara bandita"
    assert {"red_ink_found", "undeclared_change"}.isdisjoint(_codes(checked))


def test_existing_row_painted_red_stands_and_asks_for_what_differs(store: Store) -> None:
    fonts = {f"{letter}5": RED for letter in "ABCDE"}
    checked = _after(store, _dup("Gara chiusa", 50, fonts))
    (proposal,) = checked.proposals
    assert (proposal.cell, proposal.before, proposal.after) == (
        "D5",
        "Gara bandita",
        "Gara chiusa",
    )
    assert [fact.status_text for fact in checked.documents[0].facts.dup_statuses] == [
        "Gara bandita",
        "Aperto a maggio",
    ]
    assert {"undeclared_change", "undeclared_removed_row"}.isdisjoint(_codes(checked))


def test_existing_row_painted_but_for_one_cell_stands_too(store: Store) -> None:
    fonts = {f"{letter}5": RED for letter in "ABCD"}
    checked = _after(store, _dup("Gara chiusa", 50, fonts))
    assert [(p.cell, p.before, p.after) for p in checked.proposals] == [
        ("D5", "Gara bandita", "Gara chiusa")
    ]
    first = checked.documents[0].facts.dup_statuses[0]
    assert (first.intervention_code, first.status_text) == ("2.1.a", "Gara bandita")
    assert {"undeclared_change", "undeclared_removed_row"}.isdisjoint(_codes(checked))


def test_count_of_proposals_is_that_of_what_is_left_to_decide(store: Store) -> None:
    text = CellRichText("Gara", TextBlock(InlineFont(color="FFFF0000"), " bandita"))
    checked = _after(store, _dup(text, 60, {"E5": RED}))
    (found,) = [issue for issue in checked.issues if issue.code == "red_ink_found"]
    assert dict(found.params) == {"count": "1"}
