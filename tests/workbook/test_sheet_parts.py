"""A sheet may hold several tables, one below the other; each is read by its own heading."""

from __future__ import annotations

from dashboard.workbook import read_workbook
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, book, table

NIDO = ("1.1", "Asilo nido", "Posti", 60, 50, "Cantiere")
ROADS = ("2.1", "Strade", "Km", 4, 4, None)
OTHER_ORDER = ("Azione", "Codice azione", "Risultato", "Target", "Indicatore", "Note")


def test_second_table_with_other_columns_is_read_by_its_own_heading() -> None:
    rows = [
        *table(FINAL_HEAD, FINAL_TITLES, NIDO),
        (),
        ("Settore: 04 Tributi",),
        OTHER_ORDER,
        ("IMU", "4.1", 80, 100, "Avvisi", "vedi"),
    ]
    parsed = read_workbook("report.xlsx", book(rows))
    first, second = parsed.documents

    assert (first.sector_code, second.sector_code) == ("03", "04")
    assert [row.get("result") for row in (*first.rows, *second.rows)] == [50, 80]
    assert (second.rows[0].get("indicator_name"), second.rows[0].get("action_code")) == (
        "Avvisi",
        "4.1",
    )
    assert (second.reference_year, second.period) == (first.reference_year, first.period)
    assert {issue.code for issue in parsed.issues} == {"reason_missing"}


def test_second_table_without_lines_above_belongs_where_the_first_does() -> None:
    rows = [*table(FINAL_HEAD, FINAL_TITLES, NIDO), OTHER_ORDER, ("Vie", "2.2", 3, 3, "Km", None)]
    parsed = read_workbook("report.xlsx", book(rows))
    (document,) = parsed.documents

    assert [row.get("indicator_name") for row in document.rows] == ["Posti", "Km"]
    assert parsed.issues == ()


def test_heading_repeated_on_a_new_page_starts_no_table() -> None:
    rows = table(FINAL_HEAD, FINAL_TITLES, NIDO, FINAL_TITLES, ROADS)
    (document,) = read_workbook("report.xlsx", book(rows)).documents

    assert [row.row_number for row in document.rows] == [6, 8]


def test_thin_row_above_a_second_heading_is_not_lost() -> None:
    thin = (None, None, "Posti estivi", 10, 10)
    rows = [
        *table(FINAL_HEAD, FINAL_TITLES, NIDO, thin),
        OTHER_ORDER,
        ("V", "2.2", 3, 3, "K", None),
    ]
    (document, *others) = read_workbook("report.xlsx", book(rows)).documents

    names = [row.get("indicator_name") for part in (document, *others) for row in part.rows]
    assert sorted(map(str, names)) == ["K", "Posti", "Posti estivi"]
