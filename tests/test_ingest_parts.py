"""The further parts of PEG and final report: compared with the PEG, stored, followed later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dashboard.domain.differences import RowChange
from dashboard.incoming import IncomingFile
from dashboard.ingest import CheckedFile, check_file, check_files, confirm
from dashboard.store import Store, open_store
from tests.sheets import Cell, workbook_bytes

HEAD: list[Sequence[Cell]] = [["Comune di Prova"], ["PEG 2024-2026"], ["Settore: 03 Tributi"], []]
PEG_TITLES = ["Codice azione", "Azione", "Obiettivo operativo", "Responsabile"]
FINANCE_TITLES = ["Codice azione", "Azione", "Centro di costo", "Fattore produttivo", "Stanziato"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


def peg(*codes: str) -> bytes:
    rows = [[code, f"Azione {code}", "1.1.1 Scuola", "Dirigente"] for code in codes]
    return workbook_bytes({"Azioni": [*HEAD, PEG_TITLES, *rows]})


def finances(*codes: str, allocated_eur: float = 500) -> bytes:
    rows = [[code, f"Azione {code}", "103", "Servizi", allocated_eur] for code in codes]
    return workbook_bytes({"Risorse": [*HEAD, FINANCE_TITLES, *rows]})


def unknown(checked: CheckedFile) -> list[tuple[str | None, str | None]]:
    found = (issue for issue in checked.issues if issue.code == "action_not_in_peg")
    return [(issue.cell, issue.found) for issue in found]


def test_money_for_an_action_that_the_peg_beside_it_lacks_is_questioned() -> None:
    _, checked = check_files(
        None,
        [IncomingFile("peg.xlsx", peg("1", "2")), IncomingFile("r.xlsx", finances("1", "9", "9x"))],
    )
    assert unknown(checked) == [("A7", "9 Azione 9"), ("A8", "9x Azione 9x")]
    assert not checked.is_blocked


def test_money_for_an_action_that_the_peg_in_force_lacks_is_questioned(store: Store) -> None:
    confirm(store, check_file(store, "peg.xlsx", peg("1", "2")), "prova")
    assert unknown(check_file(store, "r.xlsx", finances("1", "9"))) == [("A7", "9 Azione 9")]


def test_a_newer_peg_beside_it_outweighs_the_one_in_force(store: Store) -> None:
    confirm(store, check_file(store, "peg.xlsx", peg("1")), "prova")
    _, checked = check_files(
        store,
        [IncomingFile("peg.xlsx", peg("9")), IncomingFile("r.xlsx", finances("1", "9"))],
    )
    assert unknown(checked) == [("A6", "1 Azione 1")]


def test_without_any_peg_nothing_is_questioned(store: Store) -> None:
    assert unknown(check_file(store, "r.xlsx", finances("9"))) == []


def test_resources_take_the_place_of_resources_and_not_of_the_peg(store: Store) -> None:
    confirm(store, check_file(store, "peg.xlsx", peg("1")), "prova")
    confirm(store, check_file(store, "r.xlsx", finances("1")), "prova")
    checked = check_file(store, "r2.xlsx", finances("1", allocated_eur=700))

    (difference,) = checked.differences
    (changed,) = difference.differences
    assert (changed.change, changed.row_label) == (RowChange.CHANGED, "1 Azione 1 · 103 · Servizi")
    assert [(one.before, one.after) for one in changed.fields] == [("500", "700")]
    confirm(store, checked, "prova")
    in_force = store.query("peg_actions", entity_code="comune-di-prova")
    assert in_force["action_code"].tolist() == ["1"]
