"""Files of one batch are read together, judged against the plan, and stored one by one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.domain.differences import RowChange
from dashboard.errors import BlockedLoadError, UnreadableWorkbookError
from dashboard.incoming import IncomingFile, incoming_files
from dashboard.ingest import (
    CheckedFile,
    check_file,
    check_files,
    confirm,
    confirm_all,
    load_samples_if_empty,
    marked_file,
    marked_file_name,
)
from dashboard.store import Store, open_store
from tests.sheets import final_report, piao_sheet

PLAN = piao_sheet(
    ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 10, "Km completati", "SIT", 4),
    ("1 Città", "3.2", "Illuminazione", "LL.PP.", 400, "Punti luce", "SIT", "+25% sulla baseline"),
)
REPORT_ROW = ("3.1", "Piste ciclabili", "Km completati", 4, 2.4, "Ricorso al TAR")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


def codes(checked: CheckedFile) -> list[str]:
    return [issue.code for issue in checked.issues]


def test_a_report_that_only_names_its_sector_gets_the_code_of_the_plan_beside_it() -> None:
    report = final_report(REPORT_ROW, sector="Lavori pubblici")

    plan, checked = check_files(
        None, [IncomingFile("piao.xlsx", PLAN), IncomingFile("report.xlsx", report)]
    )

    assert [d.sector_code for d in (*plan.documents, *checked.documents)] == ["03", "03"]


def test_a_report_that_only_names_its_sector_gets_the_code_in_the_store(store: Store) -> None:
    confirm(store, check_file(store, "piao.xlsx", PLAN), "prova")

    checked = check_file(store, "r.xlsx", final_report(REPORT_ROW, sector="LAVORI PUBBLICI"))

    assert checked.documents[0].sector_code == "03"


def test_a_reported_target_that_is_not_the_planned_one_is_said_with_both(store: Store) -> None:
    confirm(store, check_file(store, "piao.xlsx", PLAN), "prova")
    lowered = final_report(("3.1", "Piste ciclabili", "Km completati", 2, 2.4, None))

    checked = check_file(store, "r.xlsx", lowered)

    found = [i for i in checked.issues if i.code == "target_differs_from_plan"]
    assert [(i.expected, i.found, i.cell) for i in found] == [("4", "2", "D6")]


def test_an_indicator_that_the_plan_lacks_is_said(store: Store) -> None:
    confirm(store, check_file(store, "piao.xlsx", PLAN), "prova")

    checked = check_file(store, "r.xlsx", final_report(("9.9", "Altro", "Ore", 4, 4, None)))

    assert "indicator_not_in_plan" in codes(checked)


def test_without_any_plan_nothing_is_said_to_be_missing_from_it() -> None:
    checked = check_file(None, "r.xlsx", final_report(REPORT_ROW))

    assert "indicator_not_in_plan" not in codes(checked)


def test_a_target_on_a_baseline_that_only_the_plan_states_needs_no_mending(store: Store) -> None:
    confirm(store, check_file(store, "piao.xlsx", PLAN), "prova")
    repeated = ("3.2", "Illuminazione", "Punti luce", "+25% sulla baseline", 500, None)

    checked = check_file(store, "r.xlsx", final_report(repeated))
    confirm(store, checked, "prova")

    assert "target_needs_baseline" not in codes(checked)
    rows = store.query("indicator_results", period="final").set_index("action_code")
    assert rows.loc["3.2", "target_number"] == 500
    assert rows.loc["3.2", "achievement_pct"] == 100


def test_a_declared_percentage_that_figures_do_not_give_is_said() -> None:
    titles = ("Codice azione", "Azione", "Indicatore", "Target", "Risultato", "% di raggiungimento")
    rows = (
        ("3.1", "Piste", "Km", 4, 2, 100),
        ("3.1", "Piste", "Cantieri", 4, 3, 75),
    )

    checked = check_file(None, "r.xlsx", final_report(*rows, titles=titles))

    said = [i for i in checked.issues if i.code == "declared_percent_differs"]
    assert [(i.expected, i.found) for i in said] == [("50.00", "100.00")]


def test_a_second_report_tells_what_it_changes_row_by_row(store: Store) -> None:
    gone = ("3.3", "Asfaltature", "Strade", 3, 3, None)
    confirm(store, check_file(store, "r.xlsx", final_report(REPORT_ROW, gone)), "prova")
    corrected = (*REPORT_ROW[:4], 4.2, None)
    new = ("3.4", "Parcheggi", "Posti", 10, 12, None)

    checked = check_file(store, "r2.xlsx", final_report(new, corrected))

    (difference,) = checked.differences
    assert difference.replaces_a_document
    assert [difference.count(change) for change in RowChange] == [1, 1, 1]


def test_a_confirmed_correction_is_current_and_the_earlier_file_is_kept(store: Store) -> None:
    sent = final_report(REPORT_ROW)
    first = confirm(store, check_file(store, "r.xlsx", sent), "prova")
    corrected = final_report((*REPORT_ROW[:4], 4.2, None))
    confirm(store, check_file(store, "r2.xlsx", corrected), "prova")

    results = store.query("indicator_results", period="final")

    assert list(results["result_number"]) == [4.2]
    assert first is not None
    assert store.original(first) == ("r.xlsx", sent)


def test_the_same_bytes_are_known_before_and_not_written_again(store: Store) -> None:
    report = final_report(REPORT_ROW)
    stored = confirm(store, check_file(store, "r.xlsx", report), "prova")

    again = check_file(store, "altro nome.xlsx", report)

    assert again.already_stored_upload_id == stored
    assert confirm(store, again, "prova") == stored
    assert len(store.query("uploads")) == 1


def test_a_blocked_file_cannot_be_confirmed(store: Store) -> None:
    blocked = check_file(store, "doppio.xlsx", final_report(REPORT_ROW, REPORT_ROW))

    assert blocked.is_blocked
    with pytest.raises(BlockedLoadError):
        confirm(store, blocked, "prova")
    assert store.is_empty()


def test_files_confirmed_together_are_stored_all_or_none(store: Store) -> None:
    good = check_file(store, "buono.xlsx", final_report(REPORT_ROW))
    blocked = check_file(store, "doppio.xlsx", final_report(REPORT_ROW, REPORT_ROW))

    with pytest.raises(BlockedLoadError):
        confirm_all(store, [good, blocked], "prova")
    assert store.is_empty()

    assert confirm_all(store, [good, good], "prova") == [1, 1]
    assert len(store.query("uploads")) == 1


def test_checking_leaves_the_search_for_cycles_as_it_was() -> None:
    assert gc.isenabled()
    check_files(None, [IncomingFile("report.xlsx", final_report(REPORT_ROW))])
    assert gc.isenabled()

    gc.disable()
    try:
        check_files(None, [IncomingFile("report.xlsx", final_report(REPORT_ROW))])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_unreadable_file_does_not_keep_the_others_from_being_read() -> None:
    good = IncomingFile("buono.xlsx", final_report(REPORT_ROW))

    broken, checked = check_files(None, [IncomingFile("rotto.xlsx", b"PK\x03\x04 niente"), good])

    assert isinstance(broken.error, UnreadableWorkbookError)
    assert len(checked.documents) == 1


def test_a_folder_gives_its_spreadsheets_without_lock_files_and_notes(tmp_path: Path) -> None:
    inner = tmp_path / "Settore 03"
    inner.mkdir()
    for name in ("b.xlsx", "~$b.xlsx", ".nascosto.xlsx", "LEGGIMI.md", "a.ODS"):
        (inner / name).write_bytes(b"x")

    assert [one.file_name for one in incoming_files([tmp_path])] == ["a.ODS", "b.xlsx"]


def test_samples_fill_an_empty_store_once(store: Store) -> None:
    loaded = load_samples_if_empty(store)

    assert loaded == len(store.query("uploads"))
    assert set(store.query("entities")["entity_code"]) == {"comune-di-borgo-esempio", "izsler"}
    assert load_samples_if_empty(store) == 0


def test_a_file_is_handed_back_with_its_wrong_cells_marked() -> None:
    sent = final_report(("3.1", "Piste ciclabili", "Km completati", 4, 2.4, None))
    checked = check_file(None, "lavori.xlsx", sent)

    handed_back = marked_file(checked)

    assert handed_back.file_name == marked_file_name("lavori.xlsx")
    assert handed_back.is_own_file
    book = load_workbook(BytesIO(handed_back.content))
    wrong = [issue for issue in checked.issues if issue.code == "reason_missing"]
    assert [book[issue.sheet_name][issue.cell].comment is not None for issue in wrong] == [True]
    assert check_file(None, "lavori.xlsx", handed_back.content).issues == checked.issues
