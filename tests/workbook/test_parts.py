"""The further parts of PEG and final report are told apart and read whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.model import PARTS_OF, DocumentKind, ParsedDocument, ParsedWorkbook
from dashboard.texts.issues import issue_sentence
from dashboard.workbook import read_workbook
from dashboard.workbook.quantities import SENTINELS
from tests.sheets import workbook_bytes
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, book, table

PEG_HEAD = (("Comune di Prova",), ("PEG 2024-2026",), ("Settore: 03 Lavori pubblici",))
PEG_TITLES = ("Codice azione", "Azione", "Obiettivo operativo", "Responsabile", "Stanziamento")
FINANCE_TITLES = (
    "Codice azione",
    "Azione",
    "C.d.C.",
    "Fattore produttivo",
    "Stanziato",
    "Impegnato",
)
STAFF_TITLES = ("Codice azione", "Azione", "Categoria", "N. addetti", "% di tempo dedicato")
ACTIVITY_TITLES = ("Servizio", "Misura", "U.M.", "2021", "2022", "2023", "2024")
CONTROL_TITLES = ("Servizio", "Controllo", "Modalità", "Casi controllati", "Non conformi", "Esito")
INNOVATION_TITLES = ("Servizio", "Innovazione", "Ambito", "Dal", "Beneficiari", "Benefici")

CLARIFICATION_TITLES = ("N.", "Indicatore", "Quesito", "Entro il", "Risposta del settore")


def only(parsed: ParsedWorkbook) -> ParsedDocument:
    assert len(parsed.documents) == 1, parsed.issues
    return parsed.documents[0]


def read(head: Any, titles: Sequence[Any], *rows: Sequence[Any]) -> ParsedWorkbook:
    return read_workbook("x.xlsx", book(table(head, titles, *rows)))


def values(document: ParsedDocument) -> dict[str, Any]:
    return {name: value.value for name, value in document.rows[0].values.items()}


def codes(parsed: ParsedWorkbook) -> list[str]:
    return [issue.code for issue in parsed.issues]


KINDS = [
    (PEG_HEAD, PEG_TITLES, ("1", "Nido", "1.1.1 Scuola", "Dirigente", 5000), "peg_actions"),
    (PEG_HEAD, FINANCE_TITLES, ("1", "Nido", "101", "Beni", 5000, 10), "action_finances"),
    (PEG_HEAD, STAFF_TITLES, ("1", "Nido", "Istruttori", 2, 50), "action_staff"),
    (FINAL_HEAD, FINAL_TITLES, ("1", "Nido", "Posti", 60, 60, None), "final_report"),
    (FINAL_HEAD, ACTIVITY_TITLES, ("Nidi", "Pasti", "n.", 1, 2, 3, 4), "ordinary_activity"),
    (FINAL_HEAD, CONTROL_TITLES, ("Nidi", "Attese", "Prova", 9, 1, "Bene"), "quality_controls"),
    (FINAL_HEAD, INNOVATION_TITLES, ("Nidi", "App", "servizio", None, "Tutti", "x"), "innovations"),
    (FINAL_HEAD, CLARIFICATION_TITLES, (3, "Posti", "Perché?", None, "Ecco"), "clarifications"),
]


@pytest.mark.parametrize(("head", "titles", "row", "kind"), KINDS, ids=[case[3] for case in KINDS])
def test_a_part_is_told_from_its_document_by_its_titles_alone(
    head: Any, titles: Any, row: Any, kind: str
) -> None:
    document = only(read(head, titles, row))
    assert document.kind == kind
    assert (document.reference_year, document.sector_code) == (2024, "03")
    assert not [issue for issue in read(head, titles, row).issues if issue.severity == "blocking"]


def test_one_workbook_gives_its_document_and_every_part_of_it() -> None:
    sheets = {case[3]: table(*case[:3]) for case in KINDS if case[0] is FINAL_HEAD}
    parsed = read_workbook("x.xlsx", workbook_bytes(sheets))

    parts = PARTS_OF[DocumentKind.FINAL_REPORT]
    assert {document.kind for document in parsed.documents} == {DocumentKind.FINAL_REPORT, *parts}
    assert not parsed.is_blocked


def test_a_peg_list_that_names_the_factor_is_still_the_list() -> None:
    titles = (*PEG_TITLES, "Fattore produttivo")
    document = only(read(PEG_HEAD, titles, ("1", "Nido", "1.1.1 Scuola", "Dirigente", 5, "Beni")))
    assert document.kind is DocumentKind.PEG_ACTIONS
    assert values(document)["production_factor"] == "Beni"


def test_a_part_of_a_report_on_a_day_is_of_the_year_of_the_day() -> None:
    head = (("PIAO 2022-2024 – Report finale al 31/12/2024",), ("Settore: 03 Lavori pubblici",))
    document = only(read(head, ACTIVITY_TITLES, ("Nidi", "Pasti", "n.", 1, 2, 3, 4)))
    assert (document.reference_year, document.period) == (2024, None)


#    titles of the columns of values                         value of 2022   of 2024
YEARS = [
    ((2021, 2022, 2023, 2024), 2, 4),
    (("Consuntivo 2021", "Consuntivo 2022", "Consuntivo 2023", "Consuntivo 2024"), 2, 4),
    (("Anno 2024", "Anno 2023", "Anno 2022", "Anno 2021"), 3, 1),
    (("Valore 2022", "Valore 2023", "Valore 2024", "Valore 2025"), 1, 3),
]


@pytest.mark.parametrize(("titles", "of_2022", "of_2024"), YEARS)
def test_values_are_of_the_year_in_their_title(titles: Any, of_2022: int, of_2024: int) -> None:
    parsed = read(FINAL_HEAD, ("Servizio", "Misura", "U.M.", *titles), ("a", "b", "n.", 1, 2, 3, 4))
    found = values(only(parsed))
    assert (found["activity_value_2_years_before"], found["activity_value"]) == (of_2022, of_2024)
    # A year still to come has no place in what was done.
    assert ("unknown_column" in codes(parsed)) == ("Valore 2025" in titles)


def test_years_may_stand_below_a_heading_of_their_own() -> None:
    rows = [
        *FINAL_HEAD,
        (),
        ("SERVIZIO", "MISURA", "U.M.", "VALORI", None, None),
        (None, None, None, 2022, 2023, 2024),
        ("Nidi", "Pasti", "n.", 7, 8, 9),
    ]
    found = values(
        only(read_workbook("x.xlsx", book(rows, lambda sheet: sheet.merge_cells("D5:F5"))))
    )
    assert (found["activity_value_2_years_before"], found["activity_value"]) == (7, 9)


def test_tables_below_each_other_are_told_apart_where_years_are_numbers() -> None:
    titles = ("Servizio", "Misura", "U.M.", 2021, 2022, 2023, 2024)
    rows = [
        ("Report finale al 31/12/2024",),
        ("Settore: 03 Lavori pubblici",),
        titles,
        ("Strade", "Buche", "n.", 1, 2, 3, 4),
        titles,
        ("Strade", "Lampioni", "n.", 5, 6, 7, 8),
        ("Settore: 04 Tributi",),
        titles,
        ("Tributi", "Avvisi", "n.", 2019, 2020, 2021, 2022),
    ]
    parsed = read_workbook("x.xlsx", book(rows))

    told = [
        (document.sector_code, [row.text("measure_name") for row in document.rows])
        for document in parsed.documents
    ]
    assert told == [("03", ["Buche", "Lampioni"]), ("04", ["Avvisi"])]
    assert parsed.issues == ()


def test_an_activity_beside_its_measure_is_kept_apart_from_it() -> None:
    titles = ("Servizio", "Attività", "Misuratore", "U.M.", "Consuntivo 2024")
    found = values(only(read(FINAL_HEAD, titles, ("Nidi", "Refezione", "Pasti", "n.", 4))))
    assert (found["activity_name"], found["measure_name"]) == ("Refezione", "Pasti")


AREAS = [
    ("Processo di lavoro", "process"),
    ("nuovo servizio agli utenti", "service"),
    ("processi e servizi", "both"),
    ("n.d.", None),
    ("boh", None),
]


@pytest.mark.parametrize(("typed", "area"), AREAS)
def test_where_an_innovation_lies_is_read_from_its_words(typed: str, area: str | None) -> None:
    parsed = read(FINAL_HEAD, INNOVATION_TITLES, ("Nidi", "App", typed, None, "Tutti", "x"))
    assert values(only(parsed))["innovation_area"] == area
    assert ("innovation_area_unknown" in codes(parsed)) == (typed == "boh")


#    what is wrong, head, titles, row, cell
WRONG = [
    ("money_exceeds", PEG_HEAD, FINANCE_TITLES, ("1", "Nido", "101", "Beni", 5, 6), "F6"),
    ("percent_out_of_range", PEG_HEAD, STAFF_TITLES, ("1", "Nido", "C", 2, 120), "E6"),
    ("row_not_named", PEG_HEAD, STAFF_TITLES, ("1", "Nido", None, 2, 50), "A6"),
    ("action_name_missing", PEG_HEAD, STAFF_TITLES, (None, None, "C", 2, 50), "C6"),
    (
        "activity_value_missing",
        FINAL_HEAD,
        ACTIVITY_TITLES,
        ("a", "b", "n.", 1, 2, 3, "n.d."),
        "G6",
    ),
    ("activity_value_in_words", FINAL_HEAD, ACTIVITY_TITLES, ("a", "b", "n.", 1, 2, "sì", 4), "F6"),
    ("number_unreadable", FINAL_HEAD, ACTIVITY_TITLES, ("a", "b", "n.", 1, 2, 3, "circa 20"), "G6"),
    ("row_not_named", FINAL_HEAD, ACTIVITY_TITLES, ("a", None, "n.", 1, 2, 3, 4), "A6"),
    ("cases_exceed", FINAL_HEAD, CONTROL_TITLES, ("a", "b", "c", 9, 10, "d"), "E6"),
]


@pytest.mark.parametrize(("code", "head", "titles", "row", "cell"), WRONG)
def test_what_is_wrong_in_a_row_is_said_once_and_at_its_cell(
    code: str, head: Any, titles: Any, row: Any, cell: str
) -> None:
    parsed = read(head, titles, row)
    (issue,) = parsed.issues
    assert (issue.code, issue.cell, issue.severity) == (code, cell, "warning")
    assert "?" not in issue_sentence(issue)


def test_a_control_that_did_not_count_the_faulty_cases_is_no_error() -> None:
    parsed = read(FINAL_HEAD, CONTROL_TITLES, ("a", "b", "c", 9, "n.d.", "d"))
    assert (values(only(parsed))["non_compliant_count"], parsed.issues) == (None, ())


# --- Whatever is written is read: rows of every part, written as a person would ---

COLUMNS: dict[DocumentKind, dict[str, str]] = {
    DocumentKind.ACTION_FINANCES: {
        "action_code": "Codice azione",
        "action_name": "Azione",
        "cost_centre": "Centro di costo",
        "production_factor": "Fattore produttivo",
        "budget_chapter": "Capitolo",
        "mission_programme": "Missione e programma",
        "allocated_eur": "Stanziato",
        "committed_eur": "Impegnato",
        "paid_eur": "Pagato",
        "note": "Note",
    },
    DocumentKind.ACTION_STAFF: {
        "action_code": "Codice azione",
        "action_name": "Azione",
        "staff_category": "Categoria",
        "head_count": "Numero addetti",
        "time_share_pct": "% di tempo",
        "note": "Note",
    },
    DocumentKind.ORDINARY_ACTIVITY: {
        "measure_code": "Codice",
        "service_name": "Servizio",
        "measure_name": "Denominazione",
        "unit": "Unità di misura",
        "activity_value_3_years_before": "Valore 2021",
        "activity_value_2_years_before": "Valore 2022",
        "activity_value_1_year_before": "Valore 2023",
        "activity_value": "Valore 2024",
        "note": "Note",
    },
    DocumentKind.QUALITY_CONTROLS: {
        "control_code": "Codice",
        "service_name": "Servizio",
        "control_name": "Denominazione",
        "control_method": "Modalità",
        "control_date": "Data",
        "checked_count": "Casi controllati",
        "non_compliant_count": "Casi non conformi",
        "outcome": "Esito",
        "corrective_action": "Azioni correttive",
        "note": "Note",
    },
    DocumentKind.INNOVATIONS: {
        "innovation_code": "Codice",
        "service_name": "Servizio",
        "innovation_name": "Denominazione",
        "description": "Descrizione",
        "start_date": "In uso dal",
        "beneficiaries": "Beneficiari",
        "benefit": "Benefici",
        "note": "Note",
    },
    DocumentKind.CLARIFICATIONS: {
        "clarification_code": "Richiesta n.",
        "question": "Domanda",
        "asked_date": "Chiesto il",
        "due_date": "Rispondere entro",
        "answer": "Risposta",
    },
}
_WORD = st.sampled_from(("nido", "Già fatto", "spesa l’anno", "perché no", "èlite", "zona ovest"))
_TEXT = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)


def _counts(most: int) -> st.SearchStrategy[int]:
    """Gives whole numbers, but for 99999 and its like, which stand for "not known"."""
    return st.integers(0, most).filter(lambda number: float(number) not in SENTINELS)


_BY_TYPE = {
    FieldType.TEXT: st.none() | _TEXT,
    FieldType.MONEY: st.none() | _counts(10**7),
    FieldType.COUNT: st.none() | _counts(10**5),
    FieldType.QUANTITY: st.none() | _counts(10**6) | st.sampled_from((0.5, 12.25)),
    FieldType.PERCENT: st.none() | st.integers(0, 100),
    FieldType.DATE: st.none() | st.dates(date(2015, 1, 1), date(2030, 12, 31)),
}


@st.composite
def parts(draw: st.DrawFn) -> tuple[DocumentKind, list[dict[str, Any]]]:
    """Draws rows of a part; each has a code of its own, so that it names something."""
    kind = draw(st.sampled_from(list(COLUMNS)))
    code = next(iter(COLUMNS[kind]))
    typed = {name: _BY_TYPE[FIELD_TYPES[name]] for name in COLUMNS[kind] if name != code}
    rows = draw(st.lists(st.fixed_dictionaries(typed), min_size=1, max_size=4))
    return kind, [{code: f"C.{number}"} | row for number, row in enumerate(rows, start=1)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts())
def test_whatever_is_written_in_a_part_is_read(
    written: tuple[DocumentKind, list[dict[str, Any]]],
) -> None:
    kind, rows = written
    columns = COLUMNS[kind]
    head = PEG_HEAD if kind in PARTS_OF[DocumentKind.PEG_ACTIONS] else FINAL_HEAD
    parsed = read(head, tuple(columns.values()), *[[row[name] for name in columns] for row in rows])

    document = only(parsed)
    assert document.kind is kind
    found = [{name: value.value for name, value in row.values.items()} for row in document.rows]
    assert found == [
        {name: value for name, value in row.items() if value is not None} for row in rows
    ]
    assert not parsed.is_blocked
