"""A table that a mapping was made for is read as the mapping says, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.mapping import FixedStatements, MappedColumn, SheetMapping, word_meanings
from dashboard.domain.model import (
    DocumentKind,
    ParsedDocument,
    ParsedWorkbook,
    Period,
    QuantityKind,
    Severity,
)
from dashboard.workbook import problems_of, read_workbook
from dashboard.workbook.cells import Cell
from dashboard.workbook.mapped_values import word_of
from dashboard.workbook.values import read_value
from tests.workbook.building import book

WIDE = (
    ("Direzione", "sector"),
    ("Rif.", "action_code"),
    ("Iniziativa", "action_name"),
    ("KPI", "indicator"),
    ("Goal", "target"),
    ("Actual", "result"),
    ("Commento interno", ""),
)
LONG = (
    ("Rif.", "action_code"),
    ("Iniziativa", "action_name"),
    ("KPI", "indicator"),
    ("Trim.", "period"),
    ("Goal", "target"),
    ("Actual", "result"),
)
QUARTERS = {"T1": "left_out", "T2": "intermediate", "T3": "left_out", "T4": "final"}
SECTOR = "03 Lavori pubblici"
HEAD = (("Anno 2024",), (f"Settore: {SECTOR}",), ())
WIDE_ROWS = (
    (SECTOR, "3.1", "Piste ciclabili", "Km completati", "≥ 12", 12.5, "ok"),
    (SECTOR, "3.1", "Piste ciclabili", "Incidenti", "≤ 4", 3, None),
    ("04 Tributi", "4.1", "Riscossione", "Avvisi inviati", 900, 870, "sentire Ugo"),
)


def mapping_of(
    columns: Sequence[tuple[str, str]],
    kind: DocumentKind = DocumentKind.FINAL_REPORT,
    words: dict[str, dict[str, str]] | None = None,
    fixed: FixedStatements | None = None,
    decimal_sign: str = ",",
) -> SheetMapping:
    mapped = tuple(MappedColumn(title, name) for title, name in columns)
    stated = fixed or FixedStatements()
    mapping = SheetMapping("Gestionale", kind, mapped, words or {}, stated, decimal_sign)
    assert problems_of(mapping) == ()
    return mapping


def titles(columns: Sequence[tuple[str, str]]) -> list[str]:
    return [title for title, _ in columns]


def read(
    rows: Sequence[Sequence[Any]], mapping: SheetMapping, file_name: str = "dati.xlsx"
) -> ParsedWorkbook:
    return read_workbook(file_name, book(rows), mappings=[mapping])


def values(document: ParsedDocument) -> list[dict[str, Any]]:
    """Gives what each row says by field, the columns left out set aside."""
    return [
        {name: row.get(name) for name in sorted(row.values) if not name.startswith("other:")}
        for row in document.rows
    ]


def codes(parsed: ParsedWorkbook) -> list[str]:
    return [issue.code for issue in parsed.issues]


def long_rows(*results: Any, target: Any = 10) -> list[tuple[Any, ...]]:
    return [
        ("3.1", "Piste ciclabili", "Km completati", f"T{quarter}", target, result)
        for quarter, result in enumerate(results, start=1)
    ]


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(len(WIDE))),
    rows_above=st.integers(0, 8),
    columns_before=st.integers(0, 5),
)
def test_columns_in_any_order_and_the_table_in_any_place_read_the_same(
    order: list[int], rows_above: int, columns_before: int
) -> None:
    mapping = mapping_of(WIDE)
    plain = read([("Anno 2024",), titles(WIDE), *WIDE_ROWS], mapping)
    moved = [
        [None] * columns_before + [row[place] for place in order]
        for row in (titles(WIDE), *WIDE_ROWS)
    ]
    again = read([("Anno 2024",), *[()] * rows_above, *moved], mapping)

    assert [values(document) for document in again.documents] == [
        values(document) for document in plain.documents
    ]
    assert [document.sector_code for document in plain.documents] == ["03", "04"]


def test_a_mapping_outweighs_what_the_titles_would_be_taken_for() -> None:
    known = [
        ("Codice azione", "action_code"),
        ("Azione", "action_name"),
        ("Indicatore", "indicator"),
        ("Risultato", "target"),
        ("Target", "result"),
    ]
    rows = [*HEAD, titles(known), ("3.1", "Piste", "Km", 10, 8)]

    (document,) = read(rows, mapping_of(known)).documents

    (row,) = document.rows
    assert (row.get("target"), row.get("result")) == (10, 8)


def test_quarters_become_the_two_reports_and_the_others_are_said() -> None:
    parsed = read(
        [*HEAD, titles(LONG), *long_rows(2, 4, 7, 9)], mapping_of(LONG, words={"period": QUARTERS})
    )

    found = [
        (document.kind, document.period, document.reference_year, document.rows[0].get("result"))
        for document in parsed.documents
    ]
    assert found == [
        (DocumentKind.INTERMEDIATE_REPORT, Period.INTERMEDIATE, 2024, 4),
        (DocumentKind.FINAL_REPORT, Period.FINAL, 2024, 9),
    ]
    (issue,) = [issue for issue in parsed.issues if issue.code == "mapping_period_left_out"]
    assert (issue.severity, issue.cell, issue.found) == (Severity.INFO, "D5", "T1, T3")
    assert issue.params["count"] == "2"


def test_what_is_merged_over_the_quarters_counts_for_each_of_them() -> None:
    rows = [list(row) for row in long_rows(2, 4, 7, 9)]
    for row in rows[1:]:
        row[0] = row[1] = row[2] = None

    def merge(sheet: Worksheet) -> None:
        for letter in "ABC":
            sheet.merge_cells(f"{letter}5:{letter}8")

    content = book([*HEAD, titles(LONG), *rows], merge)
    parsed = read_workbook(
        "dati.xlsx", content, mappings=[mapping_of(LONG, words={"period": QUARTERS})]
    )

    names = [row.get("indicator_name") for document in parsed.documents for row in document.rows]
    assert names == ["Km completati", "Km completati"]


def test_a_target_of_the_period_is_the_mid_year_one_in_the_mid_year_row() -> None:
    columns = [(title, "period_target" if name == "target" else name) for title, name in LONG]
    rows = [*long_rows(2, 4, target=5)[1:], ("3.1", "Piste", "Km completati", "T4", 10, 9)]

    parsed = read([*HEAD, titles(columns), *rows], mapping_of(columns, words={"period": QUARTERS}))

    middle, final = (values(document)[0] for document in parsed.documents)
    assert (middle["target_intermediate"], final["target"]) == (5, 10)
    assert "target" not in middle


@pytest.mark.parametrize(
    ("columns", "periods"),
    [
        pytest.param(LONG, ("T4 2023", "T4 2024"), id="in the period"),
        pytest.param(LONG, ("31/12/2023", "31/12/2024"), id="in a date"),
        pytest.param((*LONG, ("Anno", "reference_year")), ("T4", "T4"), id="in a column"),
    ],
)
def test_rows_of_several_years_are_documents_of_several_years(
    columns: Sequence[tuple[str, str]], periods: tuple[str, str]
) -> None:
    words = {"period": {"T4": "final", "31/12/2024": "final"}}
    rows = [
        ("3.1", "Piste", "Km", period, 10, result, year)[: len(columns)]
        for period, result, year in zip(periods, (8, 9), (2023, 2024), strict=True)
    ]

    parsed = read([HEAD[1], (), titles(columns), *rows], mapping_of(columns, words=words))

    found = [(one.reference_year, one.rows[0].get("result")) for one in parsed.documents]
    assert found == [(2023, 8), (2024, 9)]


def test_a_period_that_nobody_explained_blocks_and_an_empty_one_is_said() -> None:
    rows = [
        *long_rows(2, 4),
        ("3.1", "Piste", "Km", "T5", 10, 9),
        ("3.1", "Piste", "Km", None, 1, 9),
    ]

    parsed = read([*HEAD, titles(LONG), *rows], mapping_of(LONG, words={"period": QUARTERS}))

    said = {issue.code: (issue.severity, issue.cell, issue.found) for issue in parsed.issues}
    assert said["mapping_period_unknown"] == (Severity.BLOCKING, "D7", "T5")
    assert said["mapping_period_blank"] == (Severity.WARNING, "D8", None)
    assert [len(document.rows) for document in parsed.documents] == [1]


def test_a_heading_repeated_on_a_new_page_is_no_row() -> None:
    rows = [*HEAD, titles(WIDE), WIDE_ROWS[0], titles(WIDE), WIDE_ROWS[1]]

    (document,) = read(rows, mapping_of(WIDE)).documents

    assert len(document.rows) == 2


def test_a_heading_of_two_rows_is_found_by_its_joined_titles() -> None:
    upper = ("Rif.", "Iniziativa", "KPI", "Anno in corso", "Anno in corso")
    lower = (None, None, None, "Goal", "Actual")
    columns = [
        ("Rif.", "action_code"),
        ("Iniziativa", "action_name"),
        ("KPI", "indicator"),
        ("Anno in corso Goal", "target"),
        ("Anno in corso Actual", "result"),
    ]
    rows = [*HEAD, upper, lower, ("3.1", "Piste", "Km", 10, 8)]

    (document,) = read(rows, mapping_of(columns)).documents

    assert document.rows[0].get("result") == 8


@pytest.mark.parametrize("file_name", ["dati.xlsx", "dati_2024.xlsx"])
def test_what_the_sheet_does_not_hold_is_as_the_mapping_states_and_the_year_is_said(
    file_name: str,
) -> None:
    fixed = FixedStatements("Comune di Prova", SECTOR, "2 La città che cresce", 2025)
    columns = [column for column in WIDE if column[1] != "sector"]
    rows = [titles(columns), WIDE_ROWS[0][1:]]

    parsed = read(rows, mapping_of(columns, fixed=fixed), file_name)

    (document,) = parsed.documents
    assert (document.reference_year, document.sector_code, document.entity_name) == (
        2025,
        "03",
        "Comune di Prova",
    )
    assert document.rows[0].text("strategic_direction_code") == "2"
    assert "mapping_year_used" in codes(parsed)
    assert ("contradictory_statement" in codes(parsed)) is (file_name == "dati_2024.xlsx")


def test_what_the_sheet_states_outweighs_the_mapping_and_the_contrast_is_said() -> None:
    fixed = FixedStatements(sector="07 Cultura", reference_year=2020)
    columns = [column for column in WIDE if column[1] != "sector"]
    rows = [*HEAD, titles(columns), WIDE_ROWS[0][1:]]

    parsed = read(rows, mapping_of(columns, fixed=fixed))

    (document,) = parsed.documents
    assert (document.reference_year, document.sector_code) == (2024, "03")
    assert codes(parsed).count("contradictory_statement") == 2
    assert "mapping_year_used" not in codes(parsed)


def test_the_period_said_around_a_wide_table_outweighs_that_of_the_kind() -> None:
    rows = [("Report al 30/06/2024",), titles(WIDE), WIDE_ROWS[0]]

    (document,) = read(rows, mapping_of(WIDE)).documents

    assert (document.kind, document.period) == (
        DocumentKind.INTERMEDIATE_REPORT,
        Period.INTERMEDIATE,
    )


#         text        decimal sign  number
NUMBERS = [
    ("1,234.5", ".", 1234.5),
    ("1.250", ".", 1.25),  # an Italian sheet would mean 1250
    ("1.250", ",", 1250.0),
    ("0.5", ".", 0.5),
    ("12,5", ",", 12.5),
    ("≥ 99.5%", ".", 99.5),
]


@pytest.mark.parametrize(("text", "decimal_sign", "number"), NUMBERS)
def test_numbers_are_read_by_the_decimal_sign_of_the_mapping(
    text: str, decimal_sign: str, number: float
) -> None:
    mapping = mapping_of(WIDE, decimal_sign=decimal_sign)

    (document,) = read([*HEAD, titles(WIDE), (*WIDE_ROWS[0][:4], text, 1, None)], mapping).documents

    target = document.rows[0].values["target"]
    assert target.quantity is not None
    assert (target.quantity.number, target.raw_text) == (number, text)


def test_a_date_with_points_stays_a_date_where_numbers_have_a_decimal_point() -> None:
    rows = [*HEAD, titles(WIDE), (*WIDE_ROWS[0][:4], "entro il 30.06.2024", 1, None)]

    (document,) = read(rows, mapping_of(WIDE, decimal_sign=".")).documents

    target = document.rows[0].values["target"].quantity
    assert target is not None
    assert target.kind is QuantityKind.DATE


def test_words_mean_what_the_mapping_says_and_the_cell_keeps_its_own() -> None:
    words = {"result": {"KO": "not_achieved", "n.v.": "not_assessable"}}
    rows = [
        *HEAD,
        titles(WIDE),
        (*WIDE_ROWS[0][:4], "adottato", "ko", None),
        (*WIDE_ROWS[1][:4], 10, "N.V.", None),
    ]

    (document,) = read(rows, mapping_of(WIDE, words=words)).documents

    failed, left = document.rows
    assert failed.values["result"].raw_text == "ko"
    assert failed.values["result"].quantity is not None
    assert failed.values["result"].quantity.number == 0
    assert left.get("is_not_assessable") is True


MEANINGS = [
    (field_name, meaning)
    for field_name in ("status", "measure_kind", "action_kind", "is_not_assessable")
    for meaning in word_meanings(field_name)
]


@pytest.mark.parametrize(("field_name", "meaning"), MEANINGS)
def test_the_reader_takes_the_word_for_a_meaning_for_that_meaning(
    field_name: str, meaning: str
) -> None:
    word = word_of(field_name, meaning)

    value = read_value(field_name, Cell(1, 1, word, word), word).value

    assert value == {"yes": True, "no": False}.get(meaning, meaning)


ORDINARY = (
    ("Codice azione", "Azione", "Indicatore", "Target", "Risultato"),
    ("9.1", "Biblioteche", "Prestiti", 50, 60),
)


@pytest.mark.parametrize("is_mapped_first", [True, False])
def test_a_mapped_and_an_ordinary_table_on_one_sheet_are_read_each_its_own_way(
    is_mapped_first: bool,
) -> None:
    tables = [[titles(WIDE), *WIDE_ROWS[:2]], [*ORDINARY]]
    upper, lower = tables if is_mapped_first else reversed(tables)

    head = (("Report finale al 31/12/2024",), HEAD[1], ())
    parsed = read([*head, *upper, (), *lower], mapping_of(WIDE))

    found = {
        row.text("action_code"): row.get("result")
        for document in parsed.documents
        for row in document.rows
        if row.text("indicator_name") != "Incidenti"
    }
    assert found == {"3.1": 12.5, "9.1": 60}
    assert not parsed.is_blocked


def test_a_table_without_the_columns_of_the_mapping_is_not_read_with_it() -> None:
    rows = [*HEAD, titles(WIDE)[:-1], WIDE_ROWS[0][:-1]]

    parsed = read(rows, mapping_of(WIDE))

    assert parsed.mapping_uses == ()
    assert parsed.is_blocked
