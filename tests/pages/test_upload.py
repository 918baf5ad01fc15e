"""The page Caricamento: check first, confirm once, write nothing that was not shown."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import DATA_FOLDER
from dashboard.store import Store
from dashboard.texts import upload as texts
from dashboard.texts.formats import signed_number
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, shown, table_rows

REPORT = (
    DATA_FOLDER
    / "esempio"
    / "F_PIAO 2024-2026"
    / "3 Report finale 31.12"
    / "Report finale 2024 - 03 Demografici.xlsx"
)
REPORT_KINDS = ("Report finale", "Attività ordinaria", "Controlli di qualità", "Innovazioni")
# 12 indicators, 5 measures, 3 controls and 2 innovations.
ROW_COUNT = 22
DUP = DATA_FOLDER / "esempio" / "D_DUP 2024-2026" / "DUP stato di attuazione - Indirizzo 1.xlsx"
FAULTY = DATA_FOLDER / "esempio_errori"
NOT_A_SHEET = FAULTY / "estrazione dal gestionale.xls"
UNPLACED = FAULTY / "report da completare.xlsx"


def offered(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Gives files to the uploader and lets the page check them."""
    return page.file_uploader[0].set_value([(name, content, "") for name, content in files]).run()


def file_of(path: Path, name: str | None = None) -> tuple[str, bytes]:
    return name or path.name, path.read_bytes()


def confirmed(page: AppTest) -> AppTest:
    return next(one for one in page.button if "Conferma" in one.label).click().run()


def corrected(path: Path, cell: str, value: object, row_to_drop: int) -> bytes:
    """Gives the workbook with one cell rewritten and one row emptied."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet[cell] = value
    sheet.delete_rows(row_to_drop)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_checking_shows_what_was_understood_and_writes_nothing(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = offered(open_page("caricamento", empty_db), file_of(REPORT))

    assert not page.exception
    [row] = table_rows(page, texts.CHECKED_HEADING)
    assert row[:3] == [
        REPORT.name,
        texts.READY,
        "; ".join(f"{kind} 2024 · 03 Servizi demografici" for kind in REPORT_KINDS),
    ]
    assert row[3:7] == [str(ROW_COUNT), str(ROW_COUNT), "0", "0"]
    assert "Non è ancora stato scritto nulla" in shown(page)
    assert store().is_empty()


def test_confirming_stores_the_file_with_who_sent_it_and_empties_the_page(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = offered(open_page("caricamento", empty_db), file_of(REPORT))
    page = confirmed(page)

    assert not page.exception
    uploads = store().query("uploads")
    assert uploads["file_name"].tolist() == [REPORT.name]
    assert uploads["uploaded_by"].tolist() == ["Anna Rossi"]
    assert uploads["uploaded_role"].tolist() == ["office"]
    assert store().original(int(uploads["upload_id"][0]))[1] == REPORT.read_bytes()
    [row] = table_rows(page, texts.OUTCOME_HEADING)
    assert row[:2] == [REPORT.name, texts.STORED]
    assert table_rows(page, texts.HISTORY_HEADING)[0][1] == REPORT.name
    assert page.file_uploader[0].value == []


def test_the_same_bytes_again_are_recognised_and_cannot_be_confirmed(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("caricamento", good_db)
    before = store().version()

    page = offered(page, file_of(REPORT, "un altro nome.xlsx"))

    assert table_rows(page, texts.CHECKED_HEADING)[0][1] == texts.ALREADY
    assert next(one for one in page.button if "Conferma" in one.label).disabled
    assert store().version() == before


def test_faulty_files_are_explained_and_the_good_one_beside_them_is_stored(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = offered(
        open_page("caricamento", empty_db), file_of(NOT_A_SHEET), file_of(UNPLACED), file_of(DUP)
    )

    outcomes = {row[0]: row[1] for row in table_rows(page, texts.CHECKED_HEADING)}
    assert outcomes == {
        NOT_A_SHEET.name: texts.UNREADABLE,
        UNPLACED.name: texts.BLOCKED,
        DUP.name: texts.READY,
    }
    assert "è una pagina web salvata con il nome di un foglio di calcolo" in shown(page)

    page = confirmed(page)

    assert store().query("uploads")["file_name"].tolist() == [DUP.name]
    stored = {row[0]: row[1] for row in table_rows(page, texts.OUTCOME_HEADING)}
    assert stored == {
        DUP.name: texts.STORED,
        NOT_A_SHEET.name: texts.NOT_STORED,
        UNPLACED.name: texts.NOT_STORED,
    }


def test_a_blocked_file_shows_every_issue_with_its_remedy(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = offered(open_page("caricamento", empty_db), file_of(UNPLACED))

    issues = table_rows(page, texts.ISSUES_HEADING)
    assert [row[1] for row in issues] == [
        "Anno non indicato",
        "Periodo non indicato",
        "Settore non indicato",
    ]
    assert all(row[0] == "■ bloccante" and "Scrivere" in row[2] for row in issues)


def test_a_corrected_report_says_what_changes_before_it_replaces_the_old_one(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("caricamento", good_db)
    rows = store().query(
        "action_indicators", reference_year=2024, sector_code="03", entity_code=entity(store())
    )
    first = rows[(rows["period"] == "final") & rows["has_result"]].iloc[0]
    last_row = max(int("".join(filter(str.isdigit, cell))) for cell in rows["result_cell"].dropna())

    content = corrected(REPORT, str(first["result_cell"]), 1, last_row)
    page = offered(page, (REPORT.name, content))

    [row] = table_rows(page, texts.CHECKED_HEADING)
    assert row[3:7] == [str(ROW_COUNT - 1), "0", "1", "1"]
    told = table_rows(page, texts.DIFFERENCES_FILE)
    assert {line[0] for line in told} == {"Report finale 2024 · 03 Servizi demografici"}
    changes = [line[1:] for line in told]
    assert {line[0] for line in changes} == {"≠ cambiata", "− tolta"}
    changed = next(line for line in changes if line[0] == "≠ cambiata")
    assert first["indicator_code"] in changed[1]
    moved = signed_number(1 - float(first["result_number"]))
    assert changed[2:] == ["Risultato", first["result_text"], "1", moved, first["result_cell"]]

    confirmed(page)

    uploads = store().query("uploads")
    of_report = uploads[uploads["file_name"] == REPORT.name]
    assert of_report["is_current"].tolist() == [True, False]


def test_red_ink_is_shown_as_typed(open_page: OpenPage, empty_db: Path) -> None:
    page = offered(open_page("caricamento", empty_db), file_of(DUP))

    table = next(
        element.proto.body
        for element in page.get("html")
        if f'aria-label="{texts.PROPOSALS_HEADING}"' in element.proto.body
    )
    assert "<ins>" in table


def test_a_click_on_differences_that_no_longer_hold_writes_nothing(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = offered(open_page("caricamento", empty_db), file_of(REPORT))
    button = next(one for one in page.button if "Conferma" in one.label)
    other = offered(open_page("caricamento", empty_db), file_of(DUP))
    confirmed(other)

    page = button.click().run()

    assert [warning.value for warning in page.warning] == [texts.CHANGED_MEANWHILE]
    assert store().query("uploads")["file_name"].tolist() == [DUP.name]

    confirmed(page)

    assert store().query("uploads")["file_name"].tolist() == [REPORT.name, DUP.name]


def test_two_files_that_state_the_same_document_are_pointed_out(
    open_page: OpenPage, empty_db: Path
) -> None:
    other = corrected(REPORT, "I4", 14, 30)

    page = offered(open_page("caricamento", empty_db), file_of(REPORT), ("corretto.xlsx", other))

    assert len(page.warning) == 1
    assert "«corretto.xlsx» contengono gli stessi documenti" in page.warning[0].value
    assert all(f"{kind} 2024" in page.warning[0].value for kind in REPORT_KINDS)


def test_giving_up_writes_nothing_and_empties_the_page(open_page: OpenPage, empty_db: Path) -> None:
    page = offered(open_page("caricamento", empty_db), file_of(REPORT))

    page = next(one for one in page.button if one.label == texts.CANCEL).click().run()

    assert store().is_empty()
    assert page.file_uploader[0].value == []


@pytest.mark.parametrize("name", ["~$Report.xlsx", "note.docx", ".nascosto.xlsx"])
def test_a_folder_gives_its_sheets_and_says_how_many_files_it_leaves_aside(
    open_page: OpenPage, empty_db: Path, name: str
) -> None:
    page = open_page("caricamento", empty_db)
    page.segmented_control[0].set_value(texts.CHOICE_FOLDER).run()

    page = offered(page, file_of(REPORT, f"F_PIAO/{REPORT.name}"), (f"F_PIAO/{name}", b"x"))

    assert [row[0] for row in table_rows(page, texts.CHECKED_HEADING)] == [REPORT.name]
    assert [one.value for one in page.info] == [texts.left_aside_sentence(1)]


def entity(opened: Store) -> str:
    return str(opened.query("entities")["entity_code"][0])
