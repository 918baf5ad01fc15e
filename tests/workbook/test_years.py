"""The year a report is about, when its title and its file name speak of different ones."""

from __future__ import annotations

import pytest

from dashboard.workbook import read_workbook
from tests.workbook.building import FINAL_TITLES, book, table


@pytest.mark.parametrize(
    ("title", "file_name", "year", "is_contradicted"),
    [
        ("Report finale al 31/12/2024", "Report finale anno 2023.xlsx", 2024, True),
        ("Report finale al 28/02/2025", "Report finale anno 2024.xlsx", 2024, False),
        ("Report intermedio al 30/06/2024", "report.xlsx", 2024, False),
        ("Anno 2024 - report finale al 31/12/2023", "report.xlsx", 2024, False),
    ],
)
def test_date_over_the_table_outweighs_the_year_in_the_file_name(
    title: str, file_name: str, year: int, is_contradicted: bool
) -> None:
    head = (("Comune di Prova",), (title,), ("Settore: 03 Lavori pubblici",))
    row = ("1.1", "Asilo nido", "Posti", 60, 60, None)
    parsed = read_workbook(file_name, book(table(head, FINAL_TITLES, row)))

    assert parsed.documents[0].reference_year == year
    assert ("contradictory_statement" in {i.code for i in parsed.issues}) is is_contradicted
