"""Deadlines, events and coherence on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.ingest import check_file, confirm
from dashboard.settings import DATA_FOLDER
from dashboard.store import open_store
from dashboard.texts import coherence, deadlines
from tests.sheets import final_report


@pytest.fixture
def filled_db(tmp_path: Path) -> Path:
    """A store with the sample's anagrafica only."""
    path = tmp_path / "prova.duckdb"
    store = open_store(path)
    registry = DATA_FOLDER / "esempio" / "Anagrafica 2024.xlsx"
    confirm(store, check_file(store, registry.name, registry.read_bytes()), "prova")
    store.close()
    return path


@pytest.fixture
def bare_db(tmp_path: Path) -> Path:
    """A store with a report and no anagrafica."""
    path = tmp_path / "senza.duckdb"
    store = open_store(path)
    report = final_report(["1.1", "Cantieri", "Giorni", "<= 10", 15, "ritardi"])
    confirm(store, check_file(store, "report.xlsx", report), "prova")
    store.close()
    return path


def run(db: Path, *arguments: object) -> int:
    command, *rest = map(str, arguments)
    return main([command, "--db", str(db), *rest])


def test_deadlines_are_listed_with_the_next_one_first_in_words(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = tmp_path / "scadenze.ics"
    assert run(filled_db, "deadlines", "--today", "2024-06-29", "--ics", calendar) == 0

    said = capsys.readouterr().out
    assert said.startswith("Domani, 30/06/2024: Report intermedio 2024 in Giunta.")
    assert "05/10/2023  Settori  PEG 2024: ● passata; data stabilita" in said
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") == 20  # two of 22 wait for the budget


def test_a_calendar_is_never_written_over_a_file(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = tmp_path / "scadenze.ics"
    calendar.write_text("mio", encoding="utf-8")
    assert run(filled_db, "deadlines", "--ics", calendar) == 2
    assert calendar.read_text(encoding="utf-8") == "mio"
    assert "scadenze.ics" in capsys.readouterr().err


def test_an_event_moves_deadlines_and_is_taken_back(
    filled_db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = ("event", "--kind", "budget_approved", "--cycle", 2024)
    assert run(filled_db, *event, "--date", "2023-12-28") == 0
    assert "salvato. 1 scadenza è cambiata." in capsys.readouterr().out
    run(filled_db, "deadlines")
    assert "17/01/2024  Giunta   PEG 2024" in capsys.readouterr().out

    assert run(filled_db, *event, "--remove") == 0
    assert "tolto. 1 scadenza è cambiata." in capsys.readouterr().out


def test_coherence_prints_both_passages(
    filled_db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(filled_db, "coherence", "--year", 2024) == 0

    said = capsys.readouterr().out
    assert said.startswith("La direttiva si contraddice 6 volte e ha 1 punto da chiarire.")
    assert "«Scadenza 15.01.2024» [clausola 4.2;" in said
    assert "«Report intermedio PIAO: in Giunta entro il 30.06.2024» [clausola T4;" in said


def test_without_an_anagrafica_the_commands_say_where_to_write_it(
    bare_db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(bare_db, "deadlines") == 2
    assert deadlines.NO_DEADLINES_BODY in capsys.readouterr().err
    assert run(bare_db, "coherence", "--year", 2024) == 2
    assert coherence.NOTHING_STATED_BODY in capsys.readouterr().err
