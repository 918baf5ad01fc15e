"""The command line keeps its contracts: exit codes, JSON shape, Italian sentences."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from tests.sheets import (
    dup_status_file,
    final_report,
    in_red,
    piao_sheet,
    workbook_bytes,
)

GOOD_ROWS = (
    ("3.1", "Piste ciclabili", "Km completati", "≥ 4,0", 2.4, "Esproprio sospeso dal TAR"),
    ("3.1", "Piste ciclabili", "Cantieri aperti", 3, 3, None),
    ("3.2", "Asfaltature", "Quota di strade rifatte", "≥ 90%", "93,5 %", None),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inbox = tmp_path / "F_PIAO 2024_2026"
    inbox.mkdir()
    return inbox


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "prova.duckdb"


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    run("check", path, "--json", "--db", path.parent / "assente.duckdb")
    files = json.loads(capsys.readouterr().out)["files"]
    assert len(files) == 1
    return dict(files[0])


def test_check_json_has_the_contracted_shape(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "lavori pubblici.xlsx"
    path.write_bytes(final_report(*GOOD_ROWS))

    found = checked(path, capsys)

    assert {
        "file",
        "kind",
        "year",
        "period",
        "sector",
        "direction",
        "row_count",
        "rows",
        "issues",
        "proposals",
        "findings",
        "effect",
    } == set(found)
    assert (found["kind"], found["year"], found["period"]) == ("final_report", 2024, "final")
    assert found["sector"] == "03 Lavori pubblici"
    assert found["row_count"] == 3
    first, _, third = found["rows"]
    assert (first["action_code"], first["indicator_name"]) == ("3.1", "Km completati")
    assert (first["target"], first["target_text"], first["result"]) == (4.0, "≥ 4,0", 2.4)
    assert first["reason"] == "Esproprio sospeso dal TAR"
    assert (first["sheet"], first["row"]) == ("Indicatori", 6)
    assert (third["target"], third["result"]) == (90.0, 93.5)


def test_check_json_says_what_the_checks_of_plausibility_find(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "lavori pubblici.xlsx"
    row = ("3.1", "Piste ciclabili", "Km completati", 4, 40, "Obiettivo non raggiunto")
    path.write_bytes(final_report(row))

    by_check = {one["check"]: one for one in checked(path, capsys)["findings"]}

    jump = by_check["result_jump"]
    assert (jump["severity"], jump["year"], jump["period"]) == ("warning", 2024, "final")
    assert (jump["sector"], jump["action"], jump["subject"]) == ("03", "3.1", "Km completati")
    assert jump["figures"] == {
        "result": "40",
        "compared_with": "target",
        "compared_number": 4.0,
        "factor": 10.0,
    }
    assert jump["cells"] == [{"file": path.name, "sheet": "Indicatori", "cell": "E6"}]
    assert (jump["state"], jump["acceptance"]) == ("open", None)
    assert "circa 10 volte il target (4)" in jump["message"]
    assert by_check["reason_contradicted"]["figures"]["words"] == "non raggiunto"


def test_check_writes_nothing(folder: Path, db: Path) -> None:
    (folder / "r.xlsx").write_bytes(final_report(*GOOD_ROWS))

    assert run("check", folder, "--db", db) == 0
    assert not db.exists()


def test_load_then_query_gives_the_mean_with_its_counts(
    folder: Path, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a_piao.xlsx").write_bytes(
        piao_sheet(
            ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 0, "Km completati", "SIT", 4),
            ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 0, "Cantieri aperti", "SIT", 3),
            (
                "1 Città",
                "3.2",
                "Asfaltature",
                "LL.PP.",
                80,
                "Quota di strade rifatte",
                "SIT",
                "≥ 90%",
            ),
        )
    )
    (folder / "b_report.xlsx").write_bytes(final_report(*GOOD_ROWS))

    assert run("load", folder, "--db", db) == 0
    capsys.readouterr()
    arguments = ("--year", 2024, "--period", "final", "--format", "json", "--db", db)
    assert run("query", "achievement_by_direction", *arguments) == 0

    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 1
    assert rows[0]["achievement_pct"] == pytest.approx((60 + 100 + 100) / 3)
    assert (rows[0]["counted_count"], rows[0]["indicator_count"]) == (3, 3)


def test_loading_the_same_bytes_again_writes_nothing_and_says_so(
    folder: Path, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "r.xlsx").write_bytes(final_report(*GOOD_ROWS))
    run("load", folder, "--db", db)
    capsys.readouterr()

    assert run("load", folder, "--db", db) == 0

    assert "già presente" in capsys.readouterr().out
    run("query", "uploads", "--format", "json", "--db", db)
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_a_blocking_issue_stores_nothing_of_the_file_and_exits_one(
    folder: Path, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = (GOOD_ROWS[0], GOOD_ROWS[0])
    (folder / "doppio.xlsx").write_bytes(final_report(*twice))
    (folder / "buono.xlsx").write_bytes(final_report(*GOOD_ROWS, sector="04 Cultura"))

    assert run("load", folder, "--db", db) == 1

    out = capsys.readouterr().out
    assert "doppio.xlsx: NON caricato" in out
    assert "buono.xlsx: caricato" in out
    run("query", "uploads", "--format", "json", "--db", db)
    assert [row["file_name"] for row in json.loads(capsys.readouterr().out)] == ["buono.xlsx"]


UNREADABLE = {
    "vuoto.xlsx": b"",
    "immagine.xlsx": b"\x89PNG\r\n\x1a\n" + b"0" * 64,
    "troncato.xlsx": final_report(*GOOD_ROWS)[:900],
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_exits_two_with_an_italian_sentence(
    name: str, folder: Path, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(UNREADABLE[name])

    assert run("load", folder, "--db", db) == 2

    said = capsys.readouterr().err
    assert name in said
    assert "Traceback" not in said


def test_an_unrecognised_sheet_is_said_in_json_with_kind_null(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "ricette.xlsx"
    path.write_bytes(workbook_bytes({"Dolci": [["Torta", "Uova"], ["Sacher", 6]]}))

    found = checked(path, capsys)

    assert found["kind"] is None
    assert found["issues"][0]["severity"] == "blocking"


def test_an_unknown_query_lists_the_known_ones(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("query", "inesistente", "--db", db) == 2

    assert "achievement_by_sector" in capsys.readouterr().err


def test_query_list_names_and_describes_every_query(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("query", "--list", "--format", "json", "--db", db) == 0

    rows = json.loads(capsys.readouterr().out)
    names = {row["name"] for row in rows}
    assert {"achievement_by_direction", "achievement_by_sector"} <= names
    assert all(row["description"] for row in rows)


@pytest.mark.parametrize("arguments", [["carica"], ["load"], ["query", "x", "--period", "estate"]])
def test_a_wrong_command_line_is_said_in_italian(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "Comando non compreso" in said
    assert "error:" not in said


def test_a_missing_path_is_said(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "/non/esiste.xlsx", "--db", db) == 2

    assert "non esiste" in capsys.readouterr().err


def test_a_failure_nobody_foresaw_is_a_sentence_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_folder_where_a_file_should_be = tmp_path / "cartella"
    a_folder_where_a_file_should_be.mkdir()

    assert run("query", "entities", "--db", a_folder_where_a_file_should_be) == 2

    said = capsys.readouterr().err
    assert said
    assert "Traceback" not in said


def test_revoking_brings_the_earlier_upload_back_and_says_which_file(
    folder: Path, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "r.xlsx").write_bytes(final_report(*GOOD_ROWS))
    run("load", folder, "--db", db)
    (folder / "r.xlsx").write_bytes(final_report(*GOOD_ROWS[:1]))
    run("load", folder, "--db", db)
    capsys.readouterr()

    assert run("revoke", 2, "--reason", "file sbagliato", "--user", "Anna", "--db", db) == 0

    assert "«r.xlsx»" in capsys.readouterr().out
    run("query", "history", "--format", "json", "--db", db)
    events = json.loads(capsys.readouterr().out)
    assert [(row["event"], row["upload_id"]) for row in events][:2] == [
        ("revocation", 2),
        ("upload", 2),
    ]
    assert (events[0]["done_by"], events[0]["reason"]) == ("Anna", "file sbagliato")
    assert events[2]["is_current"]


def test_revoking_what_does_not_exist_changes_nothing_and_says_so(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("revoke", 7, "--reason", "prova", "--db", db) == 2
    assert "Il caricamento 7 non esiste" in capsys.readouterr().err


def test_a_query_can_be_asked_of_a_past_day(
    folder: Path, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "r.xlsx").write_bytes(final_report(*GOOD_ROWS))
    run("load", folder, "--db", db)
    capsys.readouterr()

    run("query", "uploads", "--as-of", "2020-01-01", "--format", "json", "--db", db)

    assert json.loads(capsys.readouterr().out) == []


@pytest.fixture
def db_with_ink(folder: Path, db: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (folder / "dup.xlsx").write_bytes(dup_status_file(in_red("Gara bandita", " e aggiudicata")))
    run("load", folder, "--db", db)
    capsys.readouterr()
    return db


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_synoptic_table_is_written_in_the_format_of_its_name(
    db_with_ink: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    output = tmp_path / f"tavola.{ending}"

    assert run("synoptic", "--year", 2024, "--output", output, "--db", db_with_ink) == 0

    assert capsys.readouterr().out == f"Scritto «{output}».\n"
    with zipfile.ZipFile(output) as written:
        assert any(name.startswith(("word/", "xl/")) for name in written.namelist())
    assert [path.name for path in tmp_path.glob(".*")] == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--year", 2024, "--output", "t.pdf"), "si scrive in .docx o .xlsx, non in «.pdf»"),
        (("--year", 2019, "--output", "t.docx"), "Nessuna proposta di variazione"),
        (("--year", 2024, "--output", "t.docx", "--direction", "9"), "Nessuna proposta"),
        (("--year", 2024, "--output", "t.docx", "--entity", "x"), "Indicare un ente con --entity"),
        (("--year", 2024, "--output", "assente/t.docx"), "non si è potuto scrivere"),
    ],
)
def test_a_synoptic_table_that_cannot_be_written_says_why_and_leaves_nothing(
    db_with_ink: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    more: tuple[object, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("synoptic", *more, "--db", db_with_ink) == 2

    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("**/t.*"))


def test_a_clean_copy_says_what_is_in_it_and_overwrites_nothing(
    db_with_ink: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "pulita.xlsx"
    command = ("clean-copy", 1, "--output", output, "--db", db_with_ink)

    assert run(*command) == 0
    assert "1 in attesa, ancora in rosso" in capsys.readouterr().out
    before = output.read_bytes()

    assert run(*command) == 2
    assert "esiste già e non è stato toccato" in capsys.readouterr().err
    assert output.read_bytes() == before


def test_who_reads_only_the_first_lines_gets_no_complaint(db: Path) -> None:
    command = [sys.executable, "-m", "dashboard.cli", "query", "--list", "--db", str(db)]
    with subprocess.Popen(
        [*command, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()

    assert (process.returncode, said) == (0, "")
