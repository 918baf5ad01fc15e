"""What `cruscotto explain` prints, and what it says where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.store import open_store
from tests.sheets import final_report, piao_sheet
from tests.store.builders import Line, plan, report, upload

PLAN = ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 0, "Km completati", "SIT", 10)
RESULT = ("3.1", "Piste ciclabili", "Km completati", 10, 8, "Esproprio sospeso")
WHEN = ("--year", 2024, "--period", "final")


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder, path = tmp_path / "fogli", tmp_path / "prova.duckdb"
    folder.mkdir()
    for number, sector in enumerate(("03 Lavori pubblici", "04 Cultura")):
        (folder / f"a{number}_piao.xlsx").write_bytes(piao_sheet(PLAN, sector=sector))
        (folder / f"b{number}_report.xlsx").write_bytes(final_report(RESULT, sector=sector))
    assert run("load", folder, "--db", path) == 0
    capsys.readouterr()
    return path


def test_a_direction_is_printed_down_to_the_cells(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "1", *WHEN, "--db", db) == 0

    out = capsys.readouterr().out.replace("\u00a0", " ")
    assert out.startswith("Come si calcola: Indirizzo strategico 1 Città: 80,0 %\n")
    assert "8 su 10" in out
    assert "in «b0_report.xlsx», foglio Indicatori, cella E6" in out
    assert "in «a1_piao.xlsx», foglio Scheda PIAO, cella H6" in out


def test_a_code_of_two_sectors_is_told_with_its_choices_and_one_sector_is_printed(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "3.1", *WHEN, "--db", db) == 2
    complaint = capsys.readouterr().err
    assert "azione 3.1 del settore 03; azione 3.1 del settore 04" in complaint

    assert run("explain", "3.1", *WHEN, "--sector", "04", "--db", db) == 0
    out = capsys.readouterr().out
    assert "solo settore 04" in out
    assert "a0_piao.xlsx" not in out


def test_what_is_not_there_is_told(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "9.9", *WHEN, "--db", db) == 2
    assert "non c’è nulla con il codice «9.9»" in capsys.readouterr().err
    assert run("explain", "3.1", *WHEN, "--entity", "altro", "--db", db) == 2
    assert "Indicare un ente con --entity" in capsys.readouterr().err


def test_a_past_date_explains_what_there_was(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "1", *WHEN, "--as-of", "2001-01-01", "--db", db) == 2
    assert "non c’è nulla con il codice" in capsys.readouterr().err


def test_of_several_entities_the_only_one_with_the_year_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "due.duckdb"
    store = open_store(db)
    lines = [Line("I", 10.0, 4.0)]
    store.append(upload(plan(lines), report(lines)))
    store.append(upload(plan(lines, year=2020, entity="altro")))
    store.close()

    arguments = ("explain", "I", "--period", "final", "--db", str(db))
    assert run(*arguments, "--year", "2024") == 0
    assert "40" in capsys.readouterr().out
    assert run(*arguments, "--year", "2021") == 2
    assert "--entity" in capsys.readouterr().err
