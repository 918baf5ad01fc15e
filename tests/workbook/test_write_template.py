"""The sheets that are handed out: filled in, hard to spoil, and plain to fill in."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import PARTS_OF, DocumentKind
from dashboard.texts.template_workbook import (
    INSTRUCTIONS_SHEET,
    MARK_SHEET,
    SHEET_NAMES,
    WORDS_BY_FIELD,
    WORDS_SHEET,
)
from dashboard.workbook.template_layout import ColumnRole, Need, template_columns
from dashboard.workbook.titles import match_title
from dashboard.workbook.write_template import write_template_xlsx
from tests.workbook.handed_out import (
    FINAL_ROWS,
    FIRST_ROW,
    HEADING_ROW,
    KINDS,
    SOFFICE,
    column_of,
    edited,
    final_template,
    handed_out,
    resaved,
    template,
)

ALL_KINDS = [one for kind in KINDS for one in (kind, *PARTS_OF.get(kind, ()))]


@pytest.fixture(scope="module")
def final() -> Workbook:
    return handed_out(final_template())


def cell(sheet: Worksheet, title: str, row: int = FIRST_ROW) -> object:
    return sheet.cell(row, column_of(sheet, title))


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_title_says_to_the_program_what_it_says_to_a_person(kind: DocumentKind) -> None:
    for column in template_columns(kind):
        match = match_title(column.title_for(2024), kind)
        if column.is_computed:
            assert match is None
            continue
        assert match is not None, column.title
        same = {column.field_name, column.field_name.removesuffix("_name")}
        # A year in a title, and the period of the report, make of these what they are.
        same |= {"target"} if column.field_name.startswith("target_") else set()
        same |= {"activity_value"} if column.field_name.startswith("activity_value_") else set()
        same |= {"result_intermediate"} if column.field_name == "result" else set()
        assert match.field_name in same, column.title


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_columns_are_named_once_and_hints_fit_what_spreadsheets_take(kind: DocumentKind) -> None:
    columns = template_columns(kind)
    assert len({column.title for column in columns}) == len(columns)
    assert all(len(column.hint) <= 230 and len(column.title) <= 32 for column in columns)


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_holds_instructions_its_sheets_and_what_is_hidden(kind: DocumentKind) -> None:
    book = handed_out(template(kind))
    sheets = [SHEET_NAMES[one] for one in (kind, *PARTS_OF.get(kind, ()))]
    assert book.sheetnames[: 1 + len(sheets)] == [INSTRUCTIONS_SHEET, *sheets]
    assert book[MARK_SHEET].sheet_state == "veryHidden"
    assert all(book[name].sheet_state == "visible" for name in sheets)
    if WORDS_SHEET in book.sheetnames:
        assert book[WORDS_SHEET].sheet_state == "hidden"


def test_instructions_say_what_until_when_where_and_what_red_means() -> None:
    book = handed_out(final_template(folder="F_PIAO 2024-2026/3 Report finale 31.12"))
    rows = book[INSTRUCTIONS_SHEET].iter_rows(max_col=2, values_only=True)
    answers = {str(question): str(answer) for question, answer in rows}
    assert answers["Entro quando"] == "Entro il 28/02/2025."
    assert "«F_PIAO 2024-2026/3 Report finale 31.12»" in answers["Dove si consegna"]
    assert "proposta di variazione" in answers["Che cosa vuol dire il rosso"]
    assert "«Non valutabile»" in answers["Se un indicatore non si può valutare"]


def test_above_the_table_stands_whose_and_of_when_it_is(final: Workbook) -> None:
    sheet = final["Report finale"]
    assert [sheet.cell(row, 2).value for row in range(1, 5)] == [
        "Report finale PIAO al 31/12/2024",
        "Ente: Comune di Prova",
        "Settore: 03 Lavori pubblici",
        "Anno di riferimento: 2024 – Triennio: 2024-2026",
    ]


def test_codes_stay_texts_and_dates_and_numbers_are_such(final: Workbook) -> None:
    sheet = final["Report finale"]
    code = cell(sheet, "Codice azione", FIRST_ROW + 2)
    assert (code.value, code.data_type, code.number_format) == ("02", "s", "@")
    assert cell(sheet, "Target 2024").value == 90
    day = cell(sheet, "Target 2024", FIRST_ROW + 2)
    assert (day.value.date(), day.number_format) == (date(2024, 9, 30), "dd/mm/yyyy")


def test_a_text_that_looks_like_a_formula_is_none() -> None:
    row = {**FINAL_ROWS[0], "action_name": "=2+2"}
    book = handed_out(template(DocumentKind.FINAL_REPORT, row))
    name = cell(book["Report finale"], "Azione")
    assert (name.value, name.data_type) == ("=2+2", "s")


def test_keys_and_what_is_given_are_locked_and_the_rest_is_open(final: Workbook) -> None:
    sheet = final["Report finale"]
    columns = template_columns(DocumentKind.FINAL_REPORT)
    for number, column in enumerate(columns, start=1):
        is_open = column.role is ColumnRole.INPUT
        assert sheet.cell(FIRST_ROW, number).protection.locked is not is_open, column.title
        blank = sheet.cell(FIRST_ROW + len(FINAL_ROWS), number)
        assert blank.protection.locked is column.is_computed, column.title


def test_rows_below_those_that_are_drawn_are_open_as_well(final: Workbook) -> None:
    sheet = final["Report finale"]
    letter = cell(sheet, "Risultato al 31/12").column_letter
    assert sheet.column_dimensions[letter].protection.locked is False


def test_sheets_are_protected_without_password_and_texts_may_be_coloured(final: Workbook) -> None:
    protection = final["Report finale"].protection
    assert protection.sheet is True
    assert protection.password is None
    # In the file these say what is forbidden.
    assert not any((protection.formatCells, protection.formatRows, protection.formatColumns))
    assert protection.deleteColumns


def test_red_proposals_can_be_typed_into_the_target_of_a_mid_year_report() -> None:
    book = handed_out(template(DocumentKind.INTERMEDIATE_REPORT, FINAL_ROWS[0]))
    sheet = book["Report intermedio"]
    assert not cell(sheet, "Target 2024").protection.locked
    assert not cell(sheet, "Indicatore").protection.locked


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_column_has_a_hint_and_choices_have_their_drop_down(kind: DocumentKind) -> None:
    whole = next(one for one in KINDS if kind in (one, *PARTS_OF.get(one, ())))
    book = handed_out(template(whole))
    sheet = book[SHEET_NAMES[kind]]
    by_column = {str(one.sqref).split(":")[0]: one for one in sheet.data_validations.dataValidation}
    for number, column in enumerate(template_columns(kind), start=1):
        validation = by_column[sheet.cell(FIRST_ROW, number).coordinate]
        assert validation.showInputMessage
        words = WORDS_BY_FIELD.get(column.field_name)
        if words is not None:
            assert words_at(book, str(validation.formula1)) == [*words.values()]


def test_the_words_of_an_entity_are_offered_and_others_may_be_written() -> None:
    choices = {"operational_objective": ("1.2 Città digitale", "1.3 Scuole sicure")}
    book = handed_out(template(DocumentKind.PEG_ACTIONS, choices=choices))
    sheet = book["Azioni PEG"]
    place = cell(sheet, "Obiettivo operativo").coordinate
    validation = next(
        one for one in sheet.data_validations.dataValidation if str(one.sqref).startswith(place)
    )
    assert words_at(book, str(validation.formula1)) == [*choices["operational_objective"]]
    assert not validation.showErrorMessage


def words_at(book: Workbook, place: str) -> list[object]:
    sheet_name, cells = place.replace("'", "").replace("$", "").split("!")
    found = book[sheet_name][cells]
    return [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_what_is_still_empty_is_marked_by_words_as_well_as_by_colour(kind: DocumentKind) -> None:
    whole = next(one for one in KINDS if kind in (one, *PARTS_OF.get(one, ())))
    sheet = handed_out(template(whole))[SHEET_NAMES[kind]]
    needed = [column for column in template_columns(kind) if column.need is not Need.NEVER]
    assert needed
    words = str(cell(sheet, "Da completare").value)
    assert all(column.title_for(2024) in words for column in needed)
    ranges = {str(found.sqref).split(":")[0] for found in sheet.conditional_formatting}
    places = {cell(sheet, column.title_for(2024)).coordinate for column in needed}
    assert ranges == places


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_words_on_what_is_missing_follow_what_is_typed(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book["Report finale"]
        cell(sheet, "Risultato al 31/12", FIRST_ROW).value = 80
        cell(sheet, "Non valutabile", FIRST_ROW + 1).value = "sì"
        cell(sheet, "Risultato al 31/12", FIRST_ROW + 2).value = date(2024, 9, 30)
        cell(sheet, "Azione", FIRST_ROW + 3).value = "Azione nuova"

    told = edited(write_template_xlsx(final_template()), fill)
    book = load_workbook(BytesIO(resaved(told, "xlsx", tmp_path)), data_only=True)
    sheet = book["Report finale"]
    rows = range(FIRST_ROW, FIRST_ROW + 5)
    assert [cell(sheet, "Da completare", row).value for row in rows] == [
        "▲ manca · Motivazione dello scostamento",
        "▲ manca · Motivo dell’esclusione",
        "● completa",
        "▲ manca · Indicatore · Risultato al 31/12",
        None,
    ]
    deviations = [cell(sheet, "Scostamento calcolato", row).value for row in rows]
    assert deviations == [-10, None, 0, None, None]


def test_headings_stay_in_sight_and_are_printed_on_every_page(final: Workbook) -> None:
    sheet = final["Report finale"]
    assert sheet.freeze_panes == f"D{FIRST_ROW}"
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert sheet.print_title_cols == "$B:$C"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert "&P" in sheet.oddFooter.center.text


def test_rows_start_high_enough_for_their_texts_and_still_grow() -> None:
    row = {**FINAL_ROWS[0], "indicator_name": "Parola " * 30}
    content = write_template_xlsx(template(DocumentKind.FINAL_REPORT, row))
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    found = re.search(rf'<row r="{FIRST_ROW}"([^>]*)>', sheet)
    assert found is not None
    assert float(found[1].partition('ht="')[2].partition('"')[0]) > 60
    assert "customHeight" not in found[1]


def test_figures_of_earlier_years_stand_beside_the_one_to_write() -> None:
    activity = {
        "measure_code": "M1",
        "measure_name": "Certificati rilasciati",
        "unit": "numero",
        "activity_value_3_years_before": 100,
        "activity_value_2_years_before": 110,
        "activity_value_1_year_before": 120,
    }
    parts = {DocumentKind.ORDINARY_ACTIVITY: [activity]}
    sheet = handed_out(final_template(parts=parts))["Attività ordinaria"]
    titles = [f"Valore {year}" for year in (2021, 2022, 2023, 2024)]
    assert [cell(sheet, title).value for title in titles] == [100, 110, 120, None]
    assert [cell(sheet, title).protection.locked for title in titles] == [True, True, True, False]


def test_codes_and_names_of_the_chain_are_written_as_one_text_that_is_read_back_as_both() -> None:
    row = {
        "action_code": "A1",
        "action_name": "Strade",
        "operational_objective_code": "1.2",
        "operational_objective_name": "Città digitale",
        "allocated_eur": 1234.5,
        "is_agreed_with_other_services": False,
    }
    sheet = handed_out(template(DocumentKind.PEG_ACTIONS, row))["Azioni PEG"]
    assert cell(sheet, "Obiettivo operativo").value == "1.2 Città digitale"
    assert cell(sheet, "Concordata con altri servizi").value == "no"
    assert cell(sheet, "Risorse stanziate").number_format == "#,##0.00"
