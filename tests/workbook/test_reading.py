"""From bytes to documents: kinds, slots, rows, values with their cells, and every issue at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import settings
from dashboard.domain.model import DocumentKind, ParsedDocument, ParsedWorkbook, Period
from dashboard.workbook import read_workbook
from tests.sheets import workbook_bytes
from tests.workbook.building import (
    DUP_HEAD,
    DUP_TITLES,
    FINAL_HEAD,
    FINAL_TITLES,
    PIAO_HEAD,
    PIAO_TITLES,
    book,
    raw_xlsx,
    table,
)

NIDO = ("1.1", "Asilo nido", "Posti attivati", 60, 60, None)
PLAN = ("1.1", "Asilo nido", "Posti attivati", 48, "Anagrafe", "≥ 60")


def _read(rows: Sequence[Sequence[Any]], name: str = "x.xlsx", **named: Any) -> ParsedWorkbook:
    return read_workbook(name, book(rows, **named))


def _only(parsed: ParsedWorkbook) -> ParsedDocument:
    assert len(parsed.documents) == 1, parsed.issues
    return parsed.documents[0]


def _codes(parsed: ParsedWorkbook) -> list[str]:
    return [issue.code for issue in parsed.issues]


PEG_TITLES = ("Codice azione", "Azione", "Obiettivo operativo", "Responsabile", "Stanziamento")
INTERMEDIATE_HEAD = (("Report intermedio al 30/06/2024",), ("Settore: 03 Lavori pubblici",))
KINDS = [
    (DUP_HEAD, DUP_TITLES, ("2.1.a", "Ciclabili", "In corso", "Gara", 50), "dup_status"),
    (PIAO_HEAD, PEG_TITLES, ("1.1", "Nido", "1.1.1 Scuola", "Dirigente", 5000), "peg_actions"),
    (PIAO_HEAD, PIAO_TITLES, PLAN, "piao_sheet"),
    (INTERMEDIATE_HEAD, FINAL_TITLES, NIDO, "intermediate_report"),
    (FINAL_HEAD, FINAL_TITLES, NIDO, "final_report"),
]


@pytest.mark.parametrize(("head", "titles", "row", "kind"), KINDS, ids=[case[3] for case in KINDS])
def test_kind_is_told_from_the_titles_whatever_the_file_is_called(
    head: Any, titles: Any, row: Any, kind: str
) -> None:
    parsed = _read(table(head, titles, row), name="Documento senza nome.xlsx")
    document = _only(parsed)
    assert document.kind == kind
    assert document.recognition.matched_title_count > 0
    assert not parsed.is_blocked


def test_values_keep_their_cells_and_what_was_typed() -> None:
    row = _only(_read(table(PIAO_HEAD, PIAO_TITLES, PLAN))).rows[0]
    target = row.values["target"]
    assert (target.value, target.raw_text, target.cell) == (60, "≥ 60", "F6")
    assert target.quantity is not None
    assert target.quantity.operator == ">="
    assert (row.get("action_code"), row.get("baseline"), row.get("source")) == (
        "1.1",
        48,
        "Anagrafe",
    )


def test_slot_is_stated_with_its_places() -> None:
    document = _only(_read(table(FINAL_HEAD, FINAL_TITLES, NIDO)))
    assert (document.reference_year, document.period) == (2024, Period.FINAL)
    assert (document.sector_code, document.sector_name) == ("03", "Lavori pubblici")
    assert document.entity_name == "Comune di Prova"
    assert {name: stated.cell for name, stated in document.stated.items()} == {
        "entity_name": "A1",
        "period": "A2",
        "reference_year": "A2",
        "sector": "A3",
    }


def test_empty_result_columns_do_not_make_a_report_of_a_plan() -> None:
    titles = (*PIAO_TITLES, "Risultato al 30/06", "Risultato finale")
    document = _only(_read(table(PIAO_HEAD, titles, PLAN)))
    assert document.kind is DocumentKind.PIAO_SHEET


def test_filled_result_column_makes_a_report_even_of_a_sheet_that_calls_itself_piao() -> None:
    rows = table(
        (*PIAO_HEAD, ("Consuntivo al 31/12/2024",)), (*PIAO_TITLES, "Risultato"), (*PLAN, 58)
    )
    assert _only(_read(rows)).kind is DocumentKind.FINAL_REPORT


def test_half_year_result_is_the_result_of_an_intermediate_report() -> None:
    titles = ("Azione", "Indicatore", "Target", "Risultato al 30/06", "Risultato al 31/12")
    row = ("Nido", "Posti", 60, 30, None)
    document = _only(_read(table(INTERMEDIATE_HEAD, titles, row)))
    assert document.kind is DocumentKind.INTERMEDIATE_REPORT
    assert document.rows[0].get("result") == 30


def test_half_year_result_is_only_recalled_in_a_final_report() -> None:
    titles = ("Azione", "Indicatore", "Target", "Risultato al 30/06", "Risultato al 31/12")
    document = _only(_read(table(FINAL_HEAD, titles, ("Nido", "Posti", 60, 30, 58))))
    assert (document.rows[0].get("result"), document.rows[0].get("result_intermediate")) == (58, 30)


def test_titles_with_years_become_this_year_and_the_next_two() -> None:
    titles = (
        "Azione",
        "Indicatore",
        "Consuntivo 2023",
        "Target 2024",
        "Target 2025",
        "Target 2026",
    )
    row = _only(_read(table(PIAO_HEAD, titles, ("Nido", "Posti", 48, 60, 62, 64)))).rows[0]
    names = ("baseline", "target", "target_next_year", "target_year_after_next")
    assert [row.get(name) for name in names] == [48, 60, 62, 64]


def test_heading_of_two_rows_is_joined() -> None:
    rows = [
        *FINAL_HEAD,
        (),
        ("Azione", "Indicatore", "Target", "Risultato", None, "Motivazione"),
        (None, None, None, "al 30/06", "al 31/12", "dello scostamento"),
        ("Nido", "Posti", 60, 30, 58, "Cantiere in ritardo"),
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D5:E5")
        for column in "ABC":
            sheet.merge_cells(f"{column}5:{column}6")

    row = _only(_read(rows, edit=merge)).rows[0]
    assert (row.get("result_intermediate"), row.get("result")) == (30, 58)
    assert row.get("reason") == "Cantiere in ritardo"


def test_merged_action_counts_for_all_its_rows_and_a_blank_one_for_none() -> None:
    rows = table(
        FINAL_HEAD,
        FINAL_TITLES,
        ("1.1", "Nido", "Posti", 60, 60, None),
        (None, None, "Attesa in giorni", 30, 30, None),
        (None, None, "Famiglie soddisfatte", 80, 85, None),
    )

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A6:A7")
        sheet.merge_cells("B6:B7")

    parsed = _read(rows, edit=merge)
    actions = [(row.get("action_code"), row.get("action_name")) for row in _only(parsed).rows]
    assert actions == [("1.1", "Nido"), ("1.1", "Nido"), (None, None)]
    assert _only(parsed).rows[1].values["action_name"].cell == "B6"
    assert ("action_name_missing", "C8") in [(issue.code, issue.cell) for issue in parsed.issues]


def test_labelled_row_over_a_block_counts_until_the_next_one() -> None:
    rows = table(
        DUP_HEAD,
        DUP_TITLES,
        ("Obiettivo strategico 2.1 - Mobilità",),
        ("2.1.a", "Ciclabili", "In corso", "Gara", 50),
        ("Obiettivo strategico 2.2 - Cultura",),
        ("2.2.a", "Teatro", "Concluso", "Aperto", 100),
    )
    document = _only(_read(rows))
    found = [
        (row.get("strategic_objective_code"), row.get("strategic_objective_name"))
        for row in document.rows
    ]
    assert found == [("2.1", "Mobilità"), ("2.2", "Cultura")]


def test_total_rows_notes_and_repeated_headings_are_not_data() -> None:
    rows = table(
        FINAL_HEAD,
        FINAL_TITLES,
        NIDO,
        FINAL_TITLES,
        ("Totale", None, None, 60, 60, None),
        (),
        (None, None, None, "Il dirigente"),
    )
    parsed = _read(rows)
    assert len(_only(parsed).rows) == 1
    assert [(issue.code, issue.cell) for issue in parsed.issues] == [
        ("total_row_left_out", "A8"),
        ("text_outside_table", "D10"),
    ]


def test_column_of_sectors_gives_one_document_each() -> None:
    titles = ("Settore", *FINAL_TITLES)
    rows = [("03 Lavori pubblici", *NIDO), ("05 Cultura", *NIDO), ("03 Lavori pubblici", *NIDO)]
    parsed = _read(table((("Report finale al 31/12/2024",),), titles, *rows))
    found = {document.sector_code: len(document.rows) for document in parsed.documents}
    assert found == {"03": 2, "05": 1}
    assert parsed.documents[0].stated["sector"].source == "column"


def test_sheets_about_one_slot_are_one_document() -> None:
    sheets = {
        "Azione 1": table(FINAL_HEAD, FINAL_TITLES, NIDO),
        "Azione 2": table(FINAL_HEAD, FINAL_TITLES, ("1.2", "Teatro", "Serate", 10, 12, None)),
        "Istruzioni": [("Compilare le colonne",)],
    }
    parsed = read_workbook("x.xlsx", workbook_bytes(sheets))
    assert [row.sheet_name for row in _only(parsed).rows] == ["Azione 1", "Azione 2"]
    assert [(i.code, i.sheet_name) for i in parsed.issues] == [
        ("sheet_not_recognised", "Istruzioni")
    ]


MISSING_SLOTS = [
    ((("Settore: 03 Lavori pubblici",), ("Report finale",)), "year_missing"),
    ((("Settore: 03 Lavori pubblici",), ("Anno 2024",)), "period_missing"),
    ((("Report finale al 31/12/2024",),), "sector_missing"),
]


@pytest.mark.parametrize(("head", "code"), MISSING_SLOTS, ids=[case[1] for case in MISSING_SLOTS])
def test_slot_that_nobody_states_blocks(head: Any, code: str) -> None:
    parsed = _read(table(head, FINAL_TITLES, NIDO))
    assert _codes(parsed) == [code]
    assert parsed.is_blocked


def test_dup_without_a_direction_blocks() -> None:
    row = ("2.1.a", "Ciclabili", "In corso", "Gara", 50)
    assert _codes(_read(table((("DUP - Anno 2024",),), DUP_TITLES, row))) == ["direction_missing"]


def test_chosen_year_fills_a_silent_sheet_and_is_held_against_a_speaking_one() -> None:
    silent = book(table((("Report finale",), ("Settore: 3",)), FINAL_TITLES, NIDO))
    assert _only(read_workbook("x.xlsx", silent, expected_year=2024)).reference_year == 2024
    speaking = book(table(FINAL_HEAD, FINAL_TITLES, NIDO))
    parsed = read_workbook("x.xlsx", speaking, expected_year=2023)
    assert _only(parsed).reference_year == 2024
    assert _codes(parsed) == ["contradictory_statement"]


def test_missing_column_is_named_with_what_was_found() -> None:
    parsed = _read(table(FINAL_HEAD, ("Codice azione", "Azione", "Target", "Risultato"), NIDO[:4]))
    (issue,) = parsed.issues
    assert (issue.code, issue.expected) == (
        "required_column_missing",
        "indicator indicator_code indicator_name",
    )
    assert "Risultato" in (issue.found or "")
    assert parsed.documents == ()


def test_unknown_column_is_kept_under_its_own_title() -> None:
    parsed = _read(table(FINAL_HEAD, (*FINAL_TITLES, "Colore preferito"), (*NIDO, "verde")))
    assert _only(parsed).rows[0].get("other:Colore preferito") == "verde"
    assert _codes(parsed) == ["unknown_column"]


def test_repeated_column_blocks() -> None:
    parsed = _read(table(FINAL_HEAD, (*FINAL_TITLES, "Risultato raggiunto"), (*NIDO, 61)))
    assert _codes(parsed) == ["duplicated_column"]


@pytest.mark.parametrize("rows", [[], [("Ciao",), ("a", "b", "c")]], ids=["empty", "no table"])
def test_workbook_without_a_table_blocks(rows: Any) -> None:
    parsed = _read(rows)
    assert _codes(parsed) == ["no_recognised_sheet"]
    assert parsed.documents == ()


def test_heading_without_rows_is_an_empty_table() -> None:
    assert _codes(_read(table(FINAL_HEAD, FINAL_TITLES))) == ["empty_table"]


CELL_ISSUES = [
    # target           result            reason  code
    (60, "circa 50", None, "number_unreadable"),
    (60, "≥95%", None, "result_is_threshold"),
    (60, None, None, "result_missing"),
    (60, -1, None, "result_missing"),
    (60, "non dovuto", None, None),
    (60, "non valutabile", None, None),
    (60, 50, None, "reason_missing"),
    (60, 50, "Cantiere fermo", None),
    ("≤ 60", 70, None, "reason_missing"),
    ("≤ 60", 50, None, None),
    ("tra 10 e 20", 25, None, "reason_missing"),
    (date(2024, 6, 30), date(2024, 7, 15), None, "reason_missing"),
    ("sì", "no", None, "reason_missing"),
    (60, "fatto tutto", None, "result_kind_differs_from_target"),
    ("31/12/2024", 12, None, "result_kind_differs_from_target"),
    (60, "60 e 70%", None, "several_targets_in_cell"),
]


@pytest.mark.parametrize(("target", "result", "reason", "code"), CELL_ISSUES)
def test_issue_of_a_reported_row(target: Any, result: Any, reason: Any, code: str | None) -> None:
    row = ("1.1", "Nido", "Posti", target, result, reason)
    assert _codes(_read(table(FINAL_HEAD, FINAL_TITLES, row))) == ([] if code is None else [code])


PLAN_ISSUES = [
    # baseline   source    target                               code
    (48, "Anagrafe", "n.d.", "target_missing"),
    (None, "Anagrafe", "aumento del 25%", "target_needs_baseline"),
    (48, "Anagrafe", "aumento del 25%", None),
    (48, "Anagrafe", "entro 20 gg dal bilancio", "target_relative_to_event"),
    (48, "Anagrafe", "continuare a gestire", "target_qualitative"),
    (48, None, 60, "source_missing"),
]


@pytest.mark.parametrize(("baseline", "source", "target", "code"), PLAN_ISSUES)
def test_issue_of_a_planned_row(baseline: Any, source: Any, target: Any, code: str | None) -> None:
    row = ("1.1", "Nido", "Posti", baseline, source, target)
    assert _codes(_read(table(PIAO_HEAD, PIAO_TITLES, row))) == ([] if code is None else [code])


DUP_ISSUES = [
    ("Concluso", 60, "status_percent_contradiction"),
    ("Non avviato", 10, "status_percent_contradiction"),
    ("In corso", 60, None),
    ("boh", 60, "status_unknown"),
    ("In corso", 160, "percent_out_of_range"),
]


@pytest.mark.parametrize(("status", "percent", "code"), DUP_ISSUES)
def test_issue_of_a_dup_row(status: str, percent: float, code: str | None) -> None:
    row = ("2.1.a", "Ciclabili", status, "Gara", percent)
    assert _codes(_read(table(DUP_HEAD, DUP_TITLES, row))) == ([] if code is None else [code])


STATUSES = [
    ("Non ancora avviato", "not_started"),
    ("AVVIATA", "started"),
    ("In corso di realizzazione", "in_progress"),
    ("parzialmente realizzato", "in_progress"),
    ("Realizzato", "completed"),
    ("Eliminato con atto", "removed"),
    ("sospesa", "suspended"),
    ("Rinviato al 2025", "postponed"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_dup_status_is_normalised_and_its_words_kept(text: str, status: str) -> None:
    row = _only(_read(table(DUP_HEAD, DUP_TITLES, ("2.1.a", "X", text, "Gara", None)))).rows[0]
    assert (row.get("status"), row.values["status"].raw_text) == (status, text)


def test_percentages_are_out_of_100_however_they_are_typed() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["E5"].number_format = "0%"

    rows = [
        ("2.1.a", "A", "In corso", "x", 0.85),
        ("2.1.b", "B", "In corso", "x", 85),
        ("2.1.c", "C", "In corso", "x", "85 %"),
        ("2.1.d", "D", "In corso", "x", "85,0%"),
    ]
    document = _only(_read(table(DUP_HEAD, DUP_TITLES, *rows), edit=edit))
    assert [row.get("percent") for row in document.rows] == [85, 85, 85, 85]
    assert document.rows[0].values["percent"].raw_text == "85%"


def test_codes_stay_as_typed() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["A5"].number_format = "00"

    rows = [
        (3, "A", "In corso", "x", 1),
        (1.1, "B", "In corso", "x", 1),
        ("1.10.", "C", "In corso", "x", 1),
    ]
    document = _only(_read(table(DUP_HEAD, DUP_TITLES, *rows), edit=edit))
    assert [row.get("intervention_code") for row in document.rows] == ["03", "1.1", "1.10"]


def test_error_and_never_calculated_cells_are_said_with_their_address() -> None:
    def inline(address: str, text: str) -> str:
        return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'

    titles = ("Azione", "Indicatore", "Target", "Risultato")
    head = inline("A1", "Report finale al 31/12/2024 - Settore 3 LLPP")
    heading = "".join(inline(f"{'ABCD'[place]}2", title) for place, title in enumerate(titles))
    first = inline("A3", "Nido") + inline("B3", "Posti") + '<c r="C3"><v>60</v></c>'
    second = inline("A4", "Teatro") + inline("B4", "Serate") + '<c r="C4"><v>9</v></c>'
    parsed = read_workbook(
        "x.xlsx",
        raw_xlsx(
            f'<row r="1">{head}</row><row r="2">{heading}</row>'
            f'<row r="3">{first}<c r="D3" t="e"><v>#REF!</v></c></row>'
            f'<row r="4">{second}<c r="D4"><f>SUM(C4)</f></c></row>'
        ),
    )
    found = [(issue.code, issue.cell) for issue in parsed.issues]
    assert ("cell_error_value", "D3") in found
    assert ("formula_not_calculated", "D4") in found


SAMPLES = sorted(
    path for folder in settings.SAMPLE_FOLDERS for path in Path(folder).rglob("*.xlsx")
)


def test_there_are_sample_workbooks() -> None:
    assert len(SAMPLES) > 60


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:40])
def test_sample_workbook_is_recognised_and_not_blocked(path: Path) -> None:
    parsed = read_workbook(path.name, path.read_bytes(), path.parent.name)
    assert parsed.documents
    assert not parsed.is_blocked, [issue for issue in parsed.issues if issue.severity == "blocking"]
    assert parsed.last_editor == "Ufficio programmazione"
