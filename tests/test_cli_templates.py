"""Sheets on the command line: one, all of a year, those of the next year."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.domain.cycle import TemplateIssue
from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from tests.sheets import piao_sheet

PISTE = ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 10, "Km completati", "SIT", 4)
ENDED = ("1 Città", "3.2", "Rotatoria", "LL.PP.", 0, "Rotatoria aperta", "SIT", "sì")


@pytest.fixture
def filled_db(tmp_path: Path) -> Path:
    path = tmp_path / "prova.duckdb"
    store = open_store(path)
    confirm(store, check_file(store, "scheda.xlsx", piao_sheet(PISTE, ENDED)), "prova")
    store.close()
    return path


def run(db: Path, *arguments: object) -> int:
    command, *rest = map(str, arguments)
    return main([command, "--db", str(db), *rest])


def issued(db: Path) -> list[TemplateIssue]:
    store = open_store(db)
    try:
        return store.statements(TemplateIssue)
    finally:
        store.close()


def test_one_sheet_is_written_remembered_and_known_when_it_returns(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.xlsx"
    options = ("--kind", "final_report", "--sector", "03", "--year", 2024, "--user", "Anna")

    assert run(filled_db, "template", *options, "--output", target) == 0
    assert str(target) in capsys.readouterr().out
    (one,) = issued(filled_db)
    assert (one.stated_by, one.document_kind, one.row_count) == ("Anna", "final_report", 2)
    run(filled_db, "check", "--json", target)
    assert '"template_unchanged"' in capsys.readouterr().out


def test_all_sheets_of_a_kind_are_written_as_one_archive(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "schede.zip"
    options = ("--all", "--kind", "piao_sheet", "--year", 2024)

    assert run(filled_db, "template", *options, "--output", target) == 0
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [
            "F_PIAO 2024-2026/1 Schede/Scheda PIAO 2024 - 03 Lavori pubblici.xlsx"
        ]
    assert "1 scheda" in capsys.readouterr().out


def test_the_next_year_is_written_with_what_goes_on_told(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "schede.zip"

    assert run(filled_db, "roll-over", "--year", 2024, "--output", target) == 0
    assert "Dal 2024 al 2025, fra DUP, PEG e PIAO: 2 righe proseguono, 0 no." in (
        capsys.readouterr().out
    )
    with zipfile.ZipFile(target) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
    assert folders == {"D_DUP 2025-2027", "E_PEG 2025-2027", "F_PIAO 2025-2027"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output", "a.xlsx"], "Indicare quale scheda con --kind"),
        (["--kind", "peg_actions", "--output", "a.xlsx"], "Indicare di chi è la scheda"),
        (["--all", "--sector", "03", "--output", "a.zip"], "togliere --sector e --direction"),
        (["--all", "--output", "a.xlsx"], "Qui si scrive un file .zip, non «.xlsx»."),
        (
            ["--kind", "peg_actions", "--sector", "99", "--year", "2024", "--output", "a.xlsx"],
            "I codici per cui c’è sono: 03.",
        ),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_left(
    filled_db: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    said: str,
) -> None:
    folder = tmp_path / "vuota"
    folder.mkdir()
    monkeypatch.chdir(folder)

    assert run(filled_db, "template", *options) == 2
    assert said in capsys.readouterr().err
    assert list(folder.iterdir()) == []
    assert issued(filled_db) == []


def test_a_file_that_is_there_already_is_not_written_over(filled_db: Path, tmp_path: Path) -> None:
    target = tmp_path / "schede.zip"
    target.write_bytes(b"di qualcuno")

    assert run(filled_db, "template", "--all", "--year", 2024, "--output", target) == 2
    assert target.read_bytes() == b"di qualcuno"
    assert issued(filled_db) == []
