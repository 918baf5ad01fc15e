"""A new database made from the kept originals is the old one, but for what reads differently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dashboard import ingest
from dashboard.cli import main
from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.domain.model import ParsedWorkbook
from dashboard.domain.name_questions import NameAnswer
from dashboard.domain.roles import Role
from dashboard.errors import FileExistsAlreadyError, UnreadableWorkbookError
from dashboard.history import revoke_upload
from dashboard.incoming import IncomingFile
from dashboard.ingest import check_files, confirm, confirm_all
from dashboard.rebuild import rebuild_database
from dashboard.store import Store, open_store
from dashboard.store.sql_files import sql_files
from dashboard.variations import decide
from tests.sheets import dup_status_file, final_report, piao_sheet, with_hidden_row
from tests.store.test_store import row_counts

PLAN = piao_sheet(
    ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 10, "Km completati", "SIT", 4),
)
# Named before the plan, and without its sector's code: it needs the plan read beside it.
REPORT = final_report(
    ("3.1", "Piste ciclabili", "Km completati", 4, 2.4, "Ricorso al TAR"), sector="Lavori pubblici"
)
WRONG = final_report(("3.1", "Piste ciclabili", "Km completati", 4, 9, None))

# Tables that a rebuild fills anew. A new table must be thought about here.
REBUILT = {
    "registry_entity",
    "registry_sector",
    "registry_service",
    "registry_cost_centre",
    "registry_direction",
    "registry_status_word",
    "measurement_rule",
    "rule_assignment",
    "rule_band",
    "rollup_rule",
    "rollup_weight",
    "rollup_exclusion",
    "registry_period",
    "registry_deadline",
    "registry_role",
    "registry_clause",
    "action_finance",
    "action_staff",
    "ordinary_activity",
    "quality_control",
    "innovation",
    "cycle_event",
    "template_issue",
    "upload_template",
    "reminder",
    "review",
    "clarification",
    "clarification_answer",
    "review_session",
    "assessment",
    "check_acceptance",
    "action",
    "document",
    "dup_status",
    "entity",
    "indicator",
    "issue",
    "known_name",
    "known_name_removal",
    "mapping_use",
    "objective",
    "proposal",
    "proposal_decision",
    "result",
    "sector",
    "sheet_mapping",
    "sheet_mapping_removal",
    "source_cell",
    "strategic_direction",
    "target",
    "upload",
    "upload_revocation",
}
SHIPPED_WITH_THE_PROGRAM = {"period_rule", "schema_definition", "schema_migration"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    batch = [IncomingFile("a_report.xlsx", REPORT, "cartella"), IncomingFile("piao.xlsx", PLAN)]
    for checked in check_files(found, batch):
        confirm(found, checked, "Anna")
    wrong_id = confirm(found, check_files(found, [IncomingFile("errato.xlsx", WRONG)])[0], "Ugo")
    assert wrong_id is not None
    revoke_upload(found, wrong_id, "Anna", "file sbagliato")
    yield found
    found.close()


def test_with_the_same_reader_every_query_answers_the_same_today_and_then(
    store: Store, tmp_path: Path
) -> None:
    uploads = store.query("uploads")

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    assert (report.upload_count, report.uploads, report.figures) == (3, (), ())
    rebuilt = open_store(tmp_path / "nuova.duckdb")
    assert row_counts(rebuilt) == row_counts(store)
    for moment in (None, uploads["uploaded_at"].iloc[1]):
        for query in sql_files("queries"):
            before = store.query(query.name, as_of=moment)
            after = rebuilt.query(query.name, as_of=moment)
            pd.testing.assert_frame_equal(after, before, check_like=True)
    assert [rebuilt.original(number) for number in (1, 2, 3)] == [
        store.original(number) for number in (1, 2, 3)
    ]
    rebuilt.close()


def test_decisions_are_taken_again_at_their_own_time(store: Store, tmp_path: Path) -> None:
    red = InlineFont(color="FFFF0000")
    content = dup_status_file(
        CellRichText("Gara bandita", TextBlock(red, " e aggiudicata")),
        CellRichText("Avviato", TextBlock(red, " a marzo")),
    )
    confirm(store, check_files(store, [IncomingFile("dup.xlsx", content)])[0], "Anna")
    first, second = store.query("proposals")["proposal_id"].tolist()
    deed = Deed("112", date(2024, 7, 18))
    decide(store, [Decision(first, Verdict.ACCEPTED)], Grounds("fondi trovati", "Ugo", deed))
    decide(store, [Decision(second, Verdict.REJECTED)], Grounds("non serve", "Ugo"))

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    assert (report.uploads, report.figures) == ((), ())
    rebuilt = open_store(tmp_path / "nuova.duckdb")
    just_before = store.query("decisions")["decided_at"].min() - timedelta(microseconds=1)
    for moment in (None, just_before.to_pydatetime()):
        for name in ("decisions", "proposals", "dup_interventions"):
            before = store.query(name, as_of=moment)
            after = rebuilt.query(name, as_of=moment)
            pd.testing.assert_frame_equal(after, before, check_like=True)
    texts = rebuilt.query("dup_interventions")["status_text"].tolist()
    assert texts == ["Gara bandita e aggiudicata", "Avviato"]
    rebuilt.close()


def test_a_reader_that_reads_differently_is_told_by_upload_and_by_figure(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(file_name: str, content: bytes, **choices: Any) -> ParsedWorkbook:
        better = final_report(
            ("3.1", "Piste ciclabili", "Km completati", 4, 4, "Ricorso al TAR"),
            sector="Lavori pubblici",
        )
        return original(file_name, better if content == REPORT else content, **choices)

    original = ingest.read_workbook_isolated
    monkeypatch.setattr(ingest, "read_workbook_isolated", reader)

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    (changed,) = report.uploads
    (difference,) = changed.differences
    assert changed.file_name == "a_report.xlsx"
    (field,) = difference.differences[0].fields
    assert (field.field_name, field.before, field.after) == ("result", "2,4", "4")
    told = {one.figure: (one.before, one.after) for one in report.figures}
    assert told == {
        "result_number": (2.4, 4.0),
        "achievement_pct": (60.0, 100.0),
        "status": ("partial", "achieved"),
    }


def test_a_file_that_is_refused_today_keeps_its_bytes_and_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(file_name: str, content: bytes, **choices: Any) -> ParsedWorkbook:
        if content == REPORT:
            raise UnreadableWorkbookError(file_name=file_name, reason="damaged")
        return original(file_name, content, **choices)

    original = ingest.read_workbook_isolated
    monkeypatch.setattr(ingest, "read_workbook_isolated", reader)

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    assert report.refused_count == 1
    assert [one.file_name for one in report.uploads if one.error] == ["a_report.xlsx"]
    rebuilt = open_store(tmp_path / "nuova.duckdb")
    assert rebuilt.original(1) == ("a_report.xlsx", REPORT)
    rebuilt.close()


def test_nothing_is_written_over_and_nothing_unfinished_is_left(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "nuova.duckdb"
    path.write_bytes(b"prezioso")
    with pytest.raises(FileExistsAlreadyError):
        rebuild_database(store, path)
    assert path.read_bytes() == b"prezioso"

    path.unlink()
    monkeypatch.setattr("dashboard.rebuild.check_files", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rebuild_database(store, path)
    assert [found.name for found in tmp_path.glob("nuova*")] == []


def test_a_file_without_its_hidden_rows_is_read_so_again(store: Store, tmp_path: Path) -> None:
    content = with_hidden_row(
        6,
        ("3.1", "Piste ciclabili", "Km completati", 4, 2.4, "Ricorso"),
        ("3.1", "Piste ciclabili", "Cantieri chiusi", 2, 2, None),
    )
    [checked] = check_files(store, [IncomingFile("b.xlsx", content, leaves_out_hidden=True)])
    upload_id = confirm(store, checked, "Anna")

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    assert (report.uploads, report.figures) == ((), ())
    rebuilt = open_store(tmp_path / "nuova.duckdb")
    cells = rebuilt.query("upload_cells", upload_id=upload_id)
    assert set(cells["row_number"]) == {7}
    rebuilt.close()


def test_names_mean_what_they_meant_when_a_file_was_read(store: Store, tmp_path: Path) -> None:
    first, second = (
        final_report(("3.1", "Piste ciclabili", "Km", 4, result, "TAR"), sector="Lavori publici")
        for result in (2, 3)
    )
    [unanswered] = check_files(store, [IncomingFile("prima.xlsx", first)])
    confirm(store, unanswered, "Bea")
    answer = NameAnswer("Lavori publici", "03")
    [answered] = check_files(store, [IncomingFile("dopo.xlsx", second)], answers=[answer])
    confirm(store, answered, "Anna")
    [statement] = store.name_statements()
    assert statement.known_name_id is not None
    store.remove_name(statement.known_name_id, "Ugo")

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    assert (report.uploads, report.figures) == ((), ())
    rebuilt = open_store(tmp_path / "nuova.duckdb")
    assert rebuilt.name_statements() == store.name_statements()
    pd.testing.assert_frame_equal(rebuilt.query("uploads"), store.query("uploads"))
    rebuilt.close()


def test_as_whom_something_was_done_is_kept(store: Store, tmp_path: Path) -> None:
    content = dup_status_file(
        CellRichText("Gara bandita", TextBlock(InlineFont(color="FFFF0000"), " e aggiudicata"))
    )
    [checked] = check_files(store, [IncomingFile("dup.xlsx", content)])
    [upload_id] = confirm_all(store, [checked], "Anna", Role.OFFICE)
    proposal_id = int(store.query("proposals")["proposal_id"][0])
    grounds = Grounds("fondi trovati", "Ugo", decided_role=Role.OFFICE)
    decide(store, [Decision(proposal_id, Verdict.ACCEPTED)], grounds)
    name = KnownName(NameSubject.SECTOR, "03", "Lav. pubblici")
    known_name_id = store.state_name("comune-di-prova", name, "Anna", Role.OFFICE)
    store.remove_name(known_name_id, "Ugo", Role.OFFICE)
    revoke_upload(store, upload_id, "Anna", "file sbagliato", Role.OFFICE)

    rebuild_database(store, tmp_path / "nuova.duckdb")

    rebuilt = open_store(tmp_path / "nuova.duckdb")
    for query, columns in {
        "uploads": ["uploaded_role"],
        "history": ["done_role"],
        "decisions": ["decided_role"],
        "known_names": ["stated_role", "removed_role"],
    }.items():
        before, after = (one.query(query)[columns] for one in (store, rebuilt))
        assert set(before.iloc[:, 0].dropna()) == {"office"}
        pd.testing.assert_frame_equal(after, before)
    rebuilt.close()


def test_every_table_is_either_rebuilt_or_shipped(store: Store) -> None:
    assert row_counts(store).keys() == REBUILT | SHIPPED_WITH_THE_PROGRAM


def test_the_command_says_what_came_out(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(tmp_path / "nuova.duckdb"), "--db", str(tmp_path / "prova.duckdb")]

    assert main(["rebuild", *arguments]) == 0
    assert capsys.readouterr().out == "Riletti 3 file: nessun numero è cambiato.\n"
    assert main(["rebuild", *arguments]) == 2
    assert "esiste già" in capsys.readouterr().err
