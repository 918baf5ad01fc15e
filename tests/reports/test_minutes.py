"""The record of a session tells sums and cases; its copy for the public no case and no file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from dashboard.assessing import state
from dashboard.clarifying import ask, close
from dashboard.domain.assessments import Assessed, Assessment, AssessmentKind
from dashboard.domain.clarifications import AskedOf
from dashboard.domain.explanation import Scope
from dashboard.domain.minutes import MinutesFacts
from dashboard.domain.model import Period
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.reviews import ReviewKind, ReviewOutcome
from dashboard.domain.roles import Person, Role
from dashboard.minutes import minutes_facts
from dashboard.reports.minutes import minutes_docx, minutes_sections
from dashboard.reviewing import Said, record
from dashboard.store import open_store
from dashboard.texts import minutes as texts
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

NUCLEO = Person("Anna Rossi", Role.NUCLEO)
SESSION = ReviewSession(
    ENTITY,
    3,
    YEAR,
    Period.FINAL,
    date(2025, 3, 12),
    "Anna Rossi, presidente\nUgo Bianchi",
    "Anna Rossi",
    Role.NUCLEO,
    place="Sala Giunta",
    criteria=texts.PROPOSED_CRITERIA,
    findings="Prima parte.\n\nSeconda parte.",
    review_session_id=1,
)
# The name of a head of sector stands in a reason and in the plan: neither may come out.
PERSONAL = "Dott. Mario Gallo"
LINES = [
    Line("1", 100.0, 40.0, reason=f"Assenza di {PERSONAL}", responsible_role=PERSONAL),
    *(Line(str(n), 100.0, 100.0) for n in range(2, 9)),
    Line("9", 100.0, 60.0),
    *(Line(f"b{n}", 10.0, 10.0, sector_code="S2", direction_code="2") for n in range(3)),
    *(Line(f"c{n}", 10.0, 9.0, sector_code="S3", direction_code="2") for n in range(6)),
]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MinutesFacts]:
    store = open_store(tmp_path_factory.mktemp("verbale") / "verbale.duckdb")
    for sector in ("S1", "S2", "S3"):
        lines = [line for line in LINES if line.sector_code == sector]
        store.append(upload(plan(lines, sector_code=sector), file_name=f"Scheda {sector}.xlsx"))
        store.append(upload(report(lines, sector_code=sector), file_name=f"Report {sector}.xlsx"))
    assessed = Assessed(ENTITY, YEAR, Period.FINAL, "S1", "A1", "1")
    state(
        store,
        Assessment(assessed, AssessmentKind.OVERRIDE_GRANTED, "Ricorso", "Anna", Role.NUCLEO, 75.0),
    )
    asked_of = AskedOf(ENTITY, YEAR, Period.FINAL, "S1", "A1", "9")
    number = ask(store, asked_of, "Perché?", NUCLEO)
    close(store, ENTITY, number, "Chiarito a voce.", NUCLEO)
    row = store.query("indicator_results", entity_code=ENTITY, sector_code="S3").to_dict("records")
    record(store, row[0], Said(ReviewKind.OUTCOME, outcome=ReviewOutcome.AS_IS), NUCLEO, None)
    yield minutes_facts(store, Scope(ENTITY, YEAR, Period.FINAL), date(2025, 3, 12))
    store.close()


def read_back(facts: MinutesFacts, *, is_public: bool = False) -> WordDocument:
    return Document(io.BytesIO(minutes_docx(facts, SESSION, is_public=is_public)))


def everything_in(document: WordDocument) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    headers = [p.text for section in document.sections for p in section.header.paragraphs]
    return "\n".join([*(one.text for one in document.paragraphs), *cells, *headers])


def table_under(document: WordDocument, first_column: str) -> list[list[str]]:
    found = next(t for t in document.tables if t.rows[0].cells[0].text == first_column)
    return [[cell.text for cell in row.cells] for row in found.rows[1:]]


def test_it_names_session_body_year_place_day_and_who_was_there(facts: MinutesFacts) -> None:
    lines = [one.text for one in read_back(facts).paragraphs]
    assert lines[0] == "Verbale n. 3 del 12/03/2025"
    assert "Comune di Prova – Nucleo di valutazione – risultati al 31/12/2024" in lines[1]
    assert "Il 12/03/2025 (Sala Giunta) il Nucleo di valutazione si è riunito" in lines[3]
    assert "Sono presenti:\n– Anna Rossi, presidente\n– Ugo Bianchi" in lines


def test_its_parts_are_headings_in_their_order_and_the_list_of_files_comes_last(
    facts: MinutesFacts,
) -> None:
    found = [one.text for one in read_back(facts).paragraphs if one.style.name == "Heading 1"]
    assert found == [
        texts.SESSION_PART,
        texts.DOCUMENTS_PART,
        texts.RESULTS_PART,
        texts.RULES_PART,
        texts.DEVIATIONS_PART,
        texts.EXAMINED_PART,
        texts.CLARIFICATIONS_PART,
        texts.TARGETS_PART,
        texts.FINDINGS_PART,
        texts.CRITERIA_PART,
        texts.OPEN_PART,
        texts.SIGNATURES_PART,
        texts.ANNEX_PART,
    ]


def test_a_granted_percentage_stands_beside_the_measured_one_with_its_reason(
    facts: MinutesFacts,
) -> None:
    rows = [
        [cell.text for cell in row.cells]
        for table in read_back(facts).tables
        if table.rows[0].cells[1].text == "Misurato"
        for row in table.rows[1:]
    ]
    assert rows == [
        ["1 Indicatore 1 (settore S1, azione A1)", "40,0\u00a0%", "75,0\u00a0%", "Ricorso"]
    ]


def test_it_tells_outcomes_clarifications_and_what_is_still_open(facts: MinutesFacts) -> None:
    words = everything_in(read_back(facts))
    assert "8 risultati sono sotto il loro target; 7 sono senza motivazione." in words
    assert "Il Nucleo ha espresso un esito su 1 risultato." in words
    assert "7 scostamenti sono ancora senza esito." in words
    assert "1 chiarimento chiesto: 1 chiuso." in words
    assert texts.NO_VARIED_TARGETS in words


def test_what_the_nucleo_wrote_keeps_its_paragraphs_and_what_it_left_empty_says_so(
    facts: MinutesFacts,
) -> None:
    lines = [one.text for one in read_back(facts).paragraphs]
    place = lines.index(texts.FINDINGS_PART)
    assert lines[place + 1 : place + 3] == ["Prima parte.", "Seconda parte."]
    assert lines[lines.index(texts.OPEN_PART) + 1] == texts.NOTHING_PUT_DOWN


def test_every_table_has_a_description_and_repeats_its_heading_row(facts: MinutesFacts) -> None:
    tables = read_back(facts).tables
    assert tables
    for table in tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_table_that_fits_a_page_stays_with_its_title_and_is_not_split(
    facts: MinutesFacts,
) -> None:
    document = read_back(facts)
    caption = next(one for one in document.paragraphs if one.text == texts.SECTORS_TABLE)
    assert caption.paragraph_format.keep_with_next
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "Settore")
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [True, True, True, None]


def test_the_public_copy_hides_small_groups_and_what_would_give_them_away(
    facts: MinutesFacts,
) -> None:
    rows = table_under(read_back(facts, is_public=True), "Settore")
    assert [row[1:] for row in rows] == [
        ["9", "9", "88,9\u00a0% (n 9)", "92,8\u00a0% (n 9)"],
        [texts.SMALL] * 4,
        [texts.WITHHELD] * 4,
    ]
    assert table_under(read_back(facts), "Settore")[1][1:3] == ["3", "3"]


def test_the_public_copy_has_no_single_case_no_file_and_no_line_to_sign_on(
    facts: MinutesFacts,
) -> None:
    words = everything_in(read_back(facts, is_public=True))
    assert texts.PUBLIC_MARK in words
    assert texts.SIGNED_ORIGINAL in words
    assert texts.CASES_ON_FILE in words
    for hidden in ("Indicatore 1", "Ricorso", "Report S1.xlsx", "75,0\u00a0%"):
        assert hidden not in words


@pytest.mark.parametrize("is_public", [False, True])
def test_nobody_who_answers_for_a_result_is_named(facts: MinutesFacts, is_public: bool) -> None:
    assert PERSONAL not in everything_in(read_back(facts, is_public=is_public))


def test_without_a_session_the_preview_says_what_is_still_to_come(facts: MinutesFacts) -> None:
    first, *_, signatures, _ = minutes_sections(facts, None, is_public=False)
    assert texts.NO_SESSION_YET in first.sentences
    assert signatures.sentences == (texts.NOBODY_SIGNS_YET,)
