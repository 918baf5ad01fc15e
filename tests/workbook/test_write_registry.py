"""The anagrafica that is given out: easy to fill in, and harmless."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import MeasureKind
from dashboard.domain.registry_in_force import NOWHERE
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryFacts,
    RegistrySectorFact,
    RollupWeightFact,
)
from dashboard.domain.rules import Level, RuleMethod
from dashboard.texts.registry import CHOICES, SECTION_LABELS
from dashboard.workbook import write_registry_xlsx
from dashboard.workbook.registry_layout import registry_columns

HEADING_ROW = 5
FACTS = RegistryFacts(
    sectors=(
        RegistrySectorFact("01", "=2+2", NOWHERE, date(2023, 1, 1)),
        RegistrySectorFact("02", "Cultura", NOWHERE),
    ),
    rules=(
        MeasurementRuleFact(
            "R", "Regola", MeasureKind.DATE, RuleMethod.BY_THE_DAY, NOWHERE, cap_pct=None
        ),
    ),
    weights=(
        RollupWeightFact(Level.SECTOR, "02", 40.0, NOWHERE),
        RollupWeightFact(Level.SECTOR, "99", 10.0, NOWHERE),
    ),
)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(BytesIO(write_registry_xlsx(FACTS, "Comune di Prova", 2024)))


def column(sheet: Worksheet, title: str) -> list[object]:
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    return [
        row[headings.index(title)] for row in sheet.iter_rows(HEADING_ROW + 1, values_only=True)
    ]


def test_every_section_has_a_sheet_with_its_titles_also_where_nothing_is_stated(
    book: Workbook,
) -> None:
    for section, columns in registry_columns().items():
        sheet = book[SECTION_LABELS[section]]
        assert [cell.value for cell in sheet[HEADING_ROW]] == [one.titles[0] for one in columns]


def test_above_every_table_stand_title_entity_and_year(book: Workbook) -> None:
    sheet = book["Settori"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "Anagrafica – Settori",
        "Ente: Comune di Prova",
        "Anno di riferimento: 2024",
    ]


def test_a_code_stays_text_also_in_rows_still_to_fill_in(book: Workbook) -> None:
    sheet = book["Settori"]
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("01", "s")
    assert sheet["A9"].number_format == "@"
    assert sheet.column_dimensions["A"].number_format == "@"


def test_a_name_that_looks_like_a_formula_is_written_as_text(book: Workbook) -> None:
    cell = book["Settori"]["B6"]
    assert (cell.value, cell.data_type) == ("=2+2", "s")


def test_a_date_is_a_date_and_a_weight_a_number(book: Workbook) -> None:
    sheet = book["Settori"]
    assert column(sheet, "Valido dal")[0] == sheet["C6"].value
    assert (sheet["C6"].is_date, sheet["C6"].number_format) == (True, "dd/mm/yyyy")
    assert column(sheet, "Peso")[:2] == [None, 40]


def test_a_weight_without_a_row_of_its_own_stands_among_the_other_weights(book: Workbook) -> None:
    rows = list(book["Pesi"].iter_rows(HEADING_ROW + 1, values_only=True))
    assert [row for row in rows if any(row)] == [("Settore", "99", 10)]


def test_no_cap_is_written_as_a_word_since_empty_means_a_hundred(book: Workbook) -> None:
    assert column(book["Regole di misurazione"], "Tetto %")[0] == "nessuno"
    assert column(book["Regole di misurazione"], "Minimo %")[0] == 0


def test_every_column_of_choices_has_a_drop_down_with_exactly_its_words(book: Workbook) -> None:
    for section, columns in registry_columns().items():
        sheet = book[SECTION_LABELS[section]]
        by_cell = {
            str(one.sqref).split(":")[0]: one for one in sheet.data_validations.dataValidation
        }
        for position, one in enumerate(columns):
            validation = by_cell[f"{chr(ord('A') + position)}{HEADING_ROW + 1}"]
            assert validation.showInputMessage
            if one.field_name in CHOICES:
                assert words_at(book, str(validation.formula1)) == [
                    *CHOICES[one.field_name].values()
                ]


def words_at(book: Workbook, place: str) -> list[object]:
    sheet_name, cells = place.replace("'", "").replace("$", "").split("!")
    return [cell.value for (cell,) in book[sheet_name][cells]]


def test_hints_fit_what_spreadsheets_take(book: Workbook) -> None:
    for sheet in book.worksheets:
        for one in sheet.data_validations.dataValidation:
            assert len(one.promptTitle or "") <= 32
            assert len(one.prompt or "") <= 255


def test_headings_stay_in_sight_and_are_printed_on_every_page(book: Workbook) -> None:
    for label in SECTION_LABELS.values():
        sheet = book[label]
        assert sheet.freeze_panes == f"A{HEADING_ROW + 1}"
        assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
        assert sheet.page_setup.orientation == "landscape"
