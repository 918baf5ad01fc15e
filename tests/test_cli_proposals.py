"""`cruscotto proposals` and `cruscotto check --json`: what is asked in red, and how it stands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dashboard.cli import main
from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.variations import decide
from tests.sheets import dup_status_file

RED = InlineFont(color="FFFF0000")
GROUNDS = Grounds("manca la copertura", "Anna Bo", Deed("112", date(2024, 7, 18)))
CONTENT = dup_status_file(
    CellRichText("Gara bandita", TextBlock(RED, " e aggiudicata")),
    CellRichText("Avviato", TextBlock(RED, " a marzo")),
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store with two proposals, the first of them rejected."""
    path = tmp_path / "prova.duckdb"
    store = open_store(path)
    confirm(store, check_file(store, "dup.xlsx", CONTENT), "Anna")
    decide(store, [Decision(1, Verdict.REJECTED)], GROUNDS)
    store.close()
    return path


def listed(capsys: pytest.CaptureFixture[str], db: Path, *options: object) -> list[dict[str, Any]]:
    arguments = ["proposals", "--json", "--db", db, *options]
    assert main([str(one) for one in arguments]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["proposals"]
    return found


def test_the_json_has_the_contracted_shape(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rejected, pending = listed(capsys, db)

    assert rejected["decision"].pop("at").startswith("20")
    assert rejected == {
        "id": 1,
        "kind": "insertion",
        "before": "Gara bandita",
        "after": "Gara bandita e aggiudicata",
        "file": "dup.xlsx",
        "sheet": "Sheet",
        "cell": "D5",
        "state": "rejected",
        "entity": "comune-di-prova",
        "year": 2024,
        "direction": "1",
        "sector": "Lavori pubblici",
        "row": "1.1 Intervento 1",
        "field": "status_text",
        "in_force": True,
        "decision": {
            "reason": "manca la copertura",
            "by": "Anna Bo",
            "deed_number": "112",
            "deed_date": "2024-07-18",
        },
    }
    assert (pending["id"], pending["state"], pending["decision"]) == (2, "pending", None)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("--state", "pending"), [2]),
        (("--state", "accepted"), []),
        (("--year", 2024, "--direction", "1"), [1, 2]),
        (("--year", 2023), []),
        (("--entity", "altro"), []),
    ],
)
def test_the_list_is_narrowed_by_its_options(
    db: Path, capsys: pytest.CaptureFixture[str], options: tuple[object, ...], ids: list[int]
) -> None:
    assert [one["id"] for one in listed(capsys, db, *options)] == ids


def test_without_json_each_proposal_is_a_line(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proposals", "--db", str(db)]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert first == (
        "1: respinta, aggiunta; dup.xlsx, foglio Sheet, D5: "
        "«Gara bandita» → «Gara bandita e aggiudicata»"
    )
    assert second.startswith("2: in attesa, aggiunta;")


def test_a_store_without_proposals_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["proposals", "--db", str(tmp_path / "vuota.duckdb")]) == 0

    assert capsys.readouterr().err == "Nessun dato per questa richiesta.\n"


def checked(
    capsys: pytest.CaptureFixture[str], path: Path, db: Path
) -> list[tuple[int | None, str]]:
    main(["check", str(path), "--json", "--db", str(db)])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    return [(one["id"], one["state"]) for one in file["proposals"]]


def test_check_says_how_the_proposals_of_a_file_stand(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rimandato.xlsx"
    path.write_bytes(CONTENT)

    assert checked(capsys, path, db) == [(1, "rejected"), (2, "pending")]
    assert checked(capsys, path, tmp_path / "nessuna.duckdb") == [
        (None, "pending"),
        (None, "pending"),
    ]
