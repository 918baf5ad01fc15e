"""Requests for clarification go out in the next report and come back answered, in real files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dashboard.clarifying import ask, clarifications_of, close, reopen
from dashboard.domain.clarifications import AskedOf, Clarification, ClarificationState
from dashboard.domain.differences import RowChange
from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.roles import Person, Role
from dashboard.domain.templates import TemplateSlot
from dashboard.ingest import CheckedFile, check_file, confirm
from dashboard.rebuild import rebuild_database
from dashboard.settings import TODAY_VARIABLE
from dashboard.store import Store, open_store
from dashboard.templates import hand_out_one, template_for
from tests.sheets import final_report, piao_sheet, workbook_bytes
from tests.workbook.handed_out import FIRST_ROW, SOFFICE, column_of, edited, opened, resaved

NUCLEO = Person("Anna Rossi", Role.NUCLEO)
OFFICE = "Ufficio"
SHEET = "Chiarimenti"
SECTORS = ("03 Lavori pubblici", "04 Tributi")
Answers = Mapping[str, object]


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sectors whose final report of 2024 came, planned for 2025 too. Copied for each test."""
    path = tmp_path_factory.mktemp("filled") / "prova.duckdb"
    opened_store = open_store(path)
    for sector in SECTORS:
        for year in (2024, 2025):
            plan = piao_sheet(
                ("1 Città", "A1", "Nido", "Scuola", 50, "Posti", "Registro", 60),
                sector=sector,
                year=year,
            )
            load(opened_store, plan, f"PIAO {year} {sector}.xlsx")
        load(
            opened_store,
            final_report(("A1", "Nido", "Posti", 60, 40, "Lavori"), sector=sector),
            f"Report {sector}.xlsx",
        )
    opened_store.close()
    return path


@pytest.fixture
def store(filled_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The same on 3 March 2025."""
    monkeypatch.setenv(TODAY_VARIABLE, "2025-03-03")
    opened_store = open_store(Path(shutil.copy(filled_file, tmp_path / "prova.duckdb")))
    yield opened_store
    opened_store.close()


def load(store: Store, content: bytes, file_name: str = "Report intermedio.xlsx") -> CheckedFile:
    checked = check_file(store, file_name, content)
    confirm(store, checked, OFFICE)
    return checked


def entity_of(store: Store) -> str:
    return str(store.query("entities")["entity_code"].iloc[0])


def asked_of(store: Store, sector_code: str = "03") -> AskedOf:
    found = store.query("indicator_results", sector_code=sector_code, period="final")
    row = found[found["reference_year"] == 2024].iloc[0]
    return AskedOf(
        entity_of(store), 2024, Period.FINAL, sector_code, row["action_code"], row["indicator_code"]
    )


def question(store: Store, words: str, sector_code: str = "03") -> int:
    return ask(store, asked_of(store, sector_code), words, NUCLEO)


def slot(
    store: Store, kind: DocumentKind = DocumentKind.INTERMEDIATE_REPORT, year: int = 2025
) -> TemplateSlot:
    return TemplateSlot(entity_of(store), kind, year, "03")


def sheet_of(store: Store, kind: DocumentKind = DocumentKind.INTERMEDIATE_REPORT) -> bytes:
    return hand_out_one(store, slot(store, kind), OFFICE).content


def answered(content: bytes, answers: Answers) -> bytes:
    """A handed-out workbook with answers written beside the requests of these numbers."""

    def write(book: Workbook) -> None:
        sheet = book[SHEET]
        number, answer = column_of(sheet, "Richiesta n."), column_of(sheet, "Risposta del settore")
        rows = {
            str(sheet.cell(row, number).value): row for row in range(FIRST_ROW, sheet.max_row + 1)
        }
        for asked, words in answers.items():
            sheet.cell(rows[asked], answer).value = words

    return edited(content, write)


def requests(store: Store) -> dict[int, Clarification]:
    return {one.number: one for one in clarifications_of(store, entity_of(store))}


def states(store: Store) -> dict[int, str]:
    return {number: str(one.state) for number, one in requests(store).items()}


def codes(checked: CheckedFile) -> list[str]:
    """The issues about requests, in the order in which they were found."""
    return [issue.code for issue in checked.issues if issue.code.startswith("clarification")]


def test_a_request_goes_out_comes_back_answered_with_its_cell_and_is_closed(store: Store) -> None:
    question(store, "Perché 40 posti su 60?")

    checked = load(store, answered(sheet_of(store), {"1": "Il bando è andato deserto."}))

    found = requests(store)[1]
    assert codes(checked) == []
    assert found.state is ClarificationState.ANSWERED
    assert found.answer is not None
    assert (found.answer.text, found.answer.told_by) == ("Il bando è andato deserto.", OFFICE)
    assert found.answer.place is not None
    place = found.answer.place
    assert (place.file_name, place.sheet_name) == ("Report intermedio.xlsx", SHEET)
    assert place.cell == f"I{FIRST_ROW}"
    close(store, entity_of(store), 1, "Basta così", NUCLEO)
    assert states(store) == {1: "closed"}


def test_before_it_is_loaded_an_answer_is_shown_beside_what_it_is_about(store: Store) -> None:
    question(store, "Perché?")

    checked = check_file(store, "x.xlsx", answered(sheet_of(store), {"1": "Deserta"}))

    kinds = [one.kind for one in checked.documents]
    (row,) = checked.differences[kinds.index(DocumentKind.CLARIFICATIONS)].differences
    assert (row.change, row.row_label) == (RowChange.NEW, "1 · Posti")


def test_the_sheet_says_what_is_asked_of_which_report_and_until_when(store: Store) -> None:
    question(store, "Perché 40 posti su 60?")

    sheet = opened(sheet_of(store))[SHEET]
    titles = [cell.value for cell in sheet[FIRST_ROW - 1]]
    told = dict(zip(titles, [cell.value for cell in sheet[FIRST_ROW]], strict=True))

    assert told["Richiesta n."] == "1"
    assert told["Report"] == "Report finale 2024"
    assert told["Indicatore"] == "Posti"
    assert told["Domanda del Nucleo"] == "Perché 40 posti su 60?"
    assert told["Risposta del settore"] is None
    locked = {
        title: cell.protection.locked for title, cell in zip(titles, sheet[FIRST_ROW], strict=True)
    }
    assert [title for title, is_locked in locked.items() if not is_locked] == [
        "Risposta del settore"
    ]


def test_nothing_open_no_sheet(store: Store) -> None:
    question(store, "E voi?", sector_code="04")
    question(store, "Perché?")
    close(store, entity_of(store), 2, "Chiarito a voce", NUCLEO)

    assert SHEET not in opened(sheet_of(store)).sheetnames


def test_a_report_asks_about_itself_and_those_before_it_and_not_about_later_ones(
    store: Store,
) -> None:
    question(store, "Perché?")
    moment = store.query("uploads")["uploaded_at"].max().to_pydatetime()

    def kinds(kind: DocumentKind, year: int) -> list[DocumentKind]:
        return [one.kind for one in template_for(store, slot(store, kind, year), moment).tables]

    of_itself = kinds(DocumentKind.FINAL_REPORT, 2024)
    earlier = kinds(DocumentKind.INTERMEDIATE_REPORT, 2024)
    assert of_itself[-1] is DocumentKind.CLARIFICATIONS
    assert DocumentKind.CLARIFICATIONS not in earlier


def test_an_empty_answer_is_nothing(store: Store) -> None:
    question(store, "Perché?")
    question(store, "E il bando?")

    checked = load(store, answered(sheet_of(store), {"2": "Deserto"}))

    assert codes(checked) == []
    assert states(store) == {1: "open", 2: "answered"}


def test_an_answer_counts_whatever_its_colour_and_is_no_proposal(store: Store) -> None:
    question(store, "Perché?")
    red, struck = InlineFont(color="FFFF0000"), InlineFont(color="FFFF0000", strike=True)
    words = CellRichText("Gara ", TextBlock(struck, "rinviata"), TextBlock(red, "deserta"))

    checked = load(store, answered(sheet_of(store), {"1": words}))

    found = requests(store)[1].answer
    assert found is not None
    assert found.text == "Gara deserta"
    assert checked.proposals == ()


def test_a_newer_sheet_with_other_requests_leaves_the_older_answer_standing(store: Store) -> None:
    question(store, "Perché?")
    load(store, answered(sheet_of(store), {"1": "Deserta"}), "primo.xlsx")
    question(store, "E adesso?")
    newer = sheet_of(store)
    assert opened(newer)[SHEET].max_row == FIRST_ROW

    load(store, answered(newer, {"2": "Nuovo bando"}), "secondo.xlsx")

    assert states(store) == {1: "answered", 2: "answered"}


def test_revoking_the_upload_takes_its_answer_back(store: Store) -> None:
    question(store, "Perché?")
    load(store, answered(sheet_of(store), {"1": "Deserta"}))
    upload_id = int(store.query("uploads")["upload_id"].max())

    store.revoke(upload_id, OFFICE, "file sbagliato")

    assert states(store) == {1: "open"}
    assert requests(store)[1].answer is None


def test_what_is_asked_again_goes_out_again_with_both_questions(store: Store) -> None:
    question(store, "Perché?")
    load(store, answered(sheet_of(store), {"1": "Cause esterne"}))
    reopen(store, entity_of(store), 1, "Quali cause?", NUCLEO)

    again = sheet_of(store)
    shown = str(opened(again)[SHEET].cell(FIRST_ROW, 6).value)
    assert shown.startswith("Perché?\n\nSi chiede ancora, il ")
    assert shown.endswith(": Quali cause?")

    checked = load(store, answered(again, {"1": "Il gestore è fallito"}), "di nuovo.xlsx")

    assert codes(checked) == []
    assert states(store) == {1: "answered"}


def overwritten(content: bytes, title: str, words: str) -> bytes:
    """A handed-out workbook with one locked cell of its first request written over."""

    def write(book: Workbook) -> None:
        sheet = book[SHEET]
        sheet.cell(FIRST_ROW, column_of(sheet, title)).value = words

    return edited(content, write)


#    what is written over, with what, what is said, and whether request 1 is answered
SLIPS = [
    ("Richiesta n.", "9", "clarification_unknown", "open"),
    ("Richiesta n.", "2", "clarification_of_another_sector", "open"),
    ("Richiesta n.", "1 o 2", "clarification_number_missing", "open"),
    ("Domanda del Nucleo", "Va tutto bene?", "clarification_question_changed", "answered"),
]


@pytest.mark.parametrize(("title", "words", "code", "state"), SLIPS)
def test_what_was_written_over_is_said_and_no_answer_goes_astray(
    store: Store, title: str, words: str, code: str, state: str
) -> None:
    question(store, "Perché?")
    question(store, "E voi?", sector_code="04")
    content = overwritten(answered(sheet_of(store), {"1": "Deserta"}), title, words)

    checked = load(store, content)

    assert codes(checked) == [code]
    assert states(store) == {1: state, 2: "open"}


def test_an_answer_to_what_was_closed_meanwhile_is_kept_and_leaves_it_closed(store: Store) -> None:
    question(store, "Perché?")
    content = answered(sheet_of(store), {"1": "Deserta"})
    close(store, entity_of(store), 1, "Chiarito a voce", NUCLEO)

    checked = load(store, content)

    assert codes(checked) == ["clarification_closed"]
    assert states(store) == {1: "closed"}
    assert [one.text for one in requests(store)[1].events][-1] == "Deserta"


def test_a_sheet_without_mark_is_known_by_its_titles(store: Store) -> None:
    question(store, "Perché?")
    content = workbook_bytes(
        {
            "Risposte": [
                ["Ente: Comune di Prova"],
                ["Report finale PIAO al 31/12/2024"],
                ["Settore: 03 Lavori pubblici"],
                [],
                ["N.", "Domanda", "Risposta"],
                [1, "Perché?", "Deserta"],
            ]
        }
    )

    checked = load(store, content)

    assert [one.kind for one in checked.documents] == [DocumentKind.CLARIFICATIONS]
    assert states(store) == {1: "answered"}


def test_a_sheet_that_comes_back_corrected_is_not_out_of_date(store: Store) -> None:
    question(store, "Perché?")
    content = sheet_of(store)
    load(store, answered(content, {"1": "Deserta"}))

    checked = check_file(store, "corretto.xlsx", answered(content, {"1": "Deserta due volte"}))

    assert checked.template_use is not None
    assert not checked.template_use.is_outdated


def test_a_rebuilt_store_has_the_answers_of_the_sheets(store: Store, tmp_path: Path) -> None:
    question(store, "Perché?")
    load(store, answered(sheet_of(store), {"1": "Deserta"}))

    rebuild_database(store, tmp_path / "rifatto.duckdb")
    rebuilt = open_store(tmp_path / "rifatto.duckdb")
    try:
        assert requests(rebuilt) == requests(store)
    finally:
        rebuilt.close()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_an_answer_saved_by_libreoffice_is_read(store: Store, tmp_path: Path, ending: str) -> None:
    question(store, "Perché?")
    content = resaved(answered(sheet_of(store), {"1": "Deserta"}), ending, tmp_path)

    checked = load(store, content, f"Report.{ending}")

    assert codes(checked) == []
    assert states(store) == {1: "answered"}
