"""How one cell is written, by the end of its column's name."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.texts import tables as texts

CELLS = [
    # column                    value                 on screen
    ("achievement_pct", 88.449, "88,4\u00a0%"),
    ("deviation_pct_of_target", -62.0, "−62\u00a0%"),
    ("deviation", 3.6, "+3,6"),
    ("indicator_count", 1234, "1.234"),
    ("target_number", 1234.5, "1.234,5"),
    ("allocated_eur", 13464500.0, "13.464.500\u00a0€"),
    ("paid_eur", 1234.5, "1.234,50\u00a0€"),
    ("paid_eur", 0.0, "0\u00a0€"),
    ("reference_year", 2024, "2024"),
    ("target_date", date(2024, 6, 30), "30/06/2024"),
    ("uploaded_at", datetime(2025, 2, 24, 9, 5), "24/02/2025"),  # noqa: DTZ001
    ("is_current", True, "sì"),
    ("status", "not_achieved", "non raggiunto"),
    ("status", "in_progress", "in corso"),
    ("status", "a state of 2031", "a state of 2031"),
    ("severity", "warning", "avviso"),
    ("period", "final", "Finale (31/12)"),
    ("reason", "  Gara deserta ", "Gara deserta"),
    ("reason", None, "—"),
    ("achievement_pct", float("nan"), "—"),
    ("target_date", pd.NaT, "—"),
    ("target_boolean", pd.NA, "—"),
]


@pytest.mark.parametrize(("column", "value", "expected"), CELLS)
def test_the_name_of_the_column_says_how_a_cell_is_written(
    column: str, value: object, expected: str
) -> None:
    assert texts.cell_text(column, value) == expected


def test_a_download_keeps_numbers_and_days_and_translates_codes() -> None:
    assert texts.cell_value("achievement_pct", 88.449) == 88.449
    assert texts.cell_value("target_date", date(2024, 6, 30)) == date(2024, 6, 30)
    assert texts.cell_value("status", "missing") == "senza dato"
    assert texts.cell_value("is_current", False) == "no"
    assert texts.cell_value("reason", None) is None


def test_figures_stand_to_the_right() -> None:
    assert [texts.is_figure(name) for name in ("achievement_pct", "sector_name")] == [True, False]
