"""What stands in odd cells is told from what was meant: errors, stand-ins, zeros, group titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import ParsedWorkbook
from dashboard.texts.issues import issue_sentence
from dashboard.workbook import read_workbook
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, PIAO_HEAD, book, table

TITLES = (*FINAL_TITLES, "Baseline", "% di raggiungimento")


def _read(*rows: Sequence[Any], titles: Sequence[str] = TITLES) -> ParsedWorkbook:
    return read_workbook("report.xlsx", book(table(FINAL_HEAD, titles, *rows)))


def _codes(parsed: ParsedWorkbook) -> list[tuple[str, str | None, str | None]]:
    return [(issue.code, issue.cell, issue.found) for issue in parsed.issues]


@pytest.mark.parametrize("error", ["#RIF!", "#N/D", "#DIV/0!", "#VALORE!", "Err:502"])
@pytest.mark.parametrize(("column", "cell"), [(1, "B6"), (2, "C6"), (4, "E6"), (5, "F6")])
def test_error_pasted_as_text_is_an_error_in_every_column(
    error: str, column: int, cell: str
) -> None:
    row: list[Any] = ["1.1", "Asilo nido", "Posti", 60, 60, "x", None, None]
    row[column] = error
    parsed = _read(row)

    assert ("cell_error_value", cell, error) in _codes(parsed)
    assert error not in [value.value for value in parsed.documents[0].rows[0].values.values()]


def test_sentence_that_begins_with_a_number_sign_is_text() -> None:
    parsed = _read(("1.1", "Asilo nido", "#1 dei posti", 60, 60, None))

    assert parsed.documents[0].rows[0].get("indicator_name") == "#1 dei posti"
    assert _codes(parsed) == []


@pytest.mark.parametrize(
    ("baseline", "percent", "expected"),
    [
        (9999, None, [("sentinel_taken_as_missing", "G6", "9999")]),
        (None, -1, [("sentinel_taken_as_missing", "H6", "-1")]),
        ("n.d.", "-", []),
    ],
)
def test_number_that_stands_for_nothing_is_shown(
    baseline: object, percent: object, expected: list[tuple[str, str, str]]
) -> None:
    parsed = _read(("1.1", "Asilo nido", "Posti", 60, 60, None, baseline, percent))

    assert _codes(parsed) == expected
    assert parsed.documents[0].rows[0].get("baseline") is None


def test_result_of_9999_is_missing_and_shown_as_found() -> None:
    (issue,) = _read(("1.1", "Asilo nido", "Posti", 60, 9999, None)).issues

    assert (issue.code, issue.found) == ("result_missing", "9999")
    assert "«9999»" in issue_sentence(issue)


ZERO_TITLES = (*FINAL_TITLES, "Risultato al 30/6")


@pytest.mark.parametrize(
    ("target", "half", "whole", "is_asked"),
    [
        (60, 0, 0, True),
        (60, 0, 5, False),
        (60, None, 0, False),
        (0, 0, 0, False),
        ("<= 3", 0, 0, False),
    ],
)
def test_zero_in_all_periods_is_questioned(
    target: object, half: object, whole: object, is_asked: bool
) -> None:
    row = ("1.1", "Asilo nido", "Posti", target, whole, "Motivo", half)
    found = [code for code, _, _ in _codes(_read(row, titles=ZERO_TITLES))]

    assert ("zero_in_all_periods" in found) is is_asked


def test_subtitle_is_not_read_as_its_group() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.merge_cells("D5:E5")
        sheet.merge_cells("F5:G5")

    rows = [
        *PIAO_HEAD,
        (),
        ("Codice azione", "Azione", "Indicatore", "RISULTATI ATTESI", None, "STRUTTURA", None),
        (None, None, None, "Target", "Nota d’ufficio", "Responsabile", "Settore"),
        ("1.1", "Asilo nido", "Posti", 60, "vedi", "Rossi", "03 Lavori pubblici"),
    ]
    parsed = read_workbook("piao.xlsx", book(rows, edit))
    (row,) = parsed.documents[0].rows

    assert (row.get("target"), row.get("responsible_role")) == (60, "Rossi")
    assert row.get("sector_name") == "Lavori pubblici"
    assert [cell for code, cell, _ in _codes(parsed) if code == "unknown_column"] == ["E6"]


def test_bare_agreed_is_agreed_with_other_services() -> None:
    titles = ("Codice azione", "Azione", "Indicatore", "Target", "Concordata")
    rows = table(PIAO_HEAD, titles, ("1.1", "Asilo nido", "Posti", 60, "sì"))
    (row,) = read_workbook("piao.xlsx", book(rows)).documents[0].rows

    assert row.get("is_agreed_with_other_services") is True


def test_ink_of_a_whole_row_or_column_counts_where_the_cell_has_no_style() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.row_dimensions[6].font = Font(color="FFFF0000")
        sheet.column_dimensions["F"].font = Font(strike=True)

    rows = table(
        FINAL_HEAD,
        FINAL_TITLES,
        ("1.1", "Asilo nido", "Posti", 60, 60, None),
        ("1.2", "Biblioteca", "Prestiti", 10, 9, "Chiusa"),
    )
    parsed = read_workbook("report.xlsx", book(rows, edit))

    assert [(p.kind, p.cell) for p in parsed.proposals] == [("new_row", "A6"), ("deletion", "F7")]
