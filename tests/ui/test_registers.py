"""Counts by sector of the registers: what is not stated is no zero."""

from __future__ import annotations

from math import nan

import pandas as pd

from dashboard.ui.innovations import innovations_by_sector
from dashboard.ui.quality_controls import controls_by_sector


def controls(*rows: tuple[str, float, float]) -> pd.DataFrame:
    """Gives rows of (sector, cases looked at, cases that failed)."""
    frame = pd.DataFrame(rows, columns=["sector_code", "checked_count", "non_compliant_count"])
    return frame.assign(sector_name=frame["sector_code"], control_code="C")


def test_the_share_of_a_sector_is_that_of_all_its_cases_together() -> None:
    [row] = controls_by_sector(controls(("02", 80, 6), ("02", 120, 4))).to_dict("records")

    assert (row["control_count"], row["with_cases_count"]) == (2, 2)
    assert (row["checked_count"], row["non_compliant_count"]) == (200, 10)
    assert row["non_compliant_pct"] == 5


def test_a_control_without_both_numbers_stays_out_of_the_share() -> None:
    [row] = controls_by_sector(controls(("02", 80, 6), ("02", 1000, nan))).to_dict("records")

    assert (row["control_count"], row["with_cases_count"]) == (2, 1)
    assert row["non_compliant_pct"] == 7.5


def test_a_sector_that_states_no_case_has_no_share_and_no_zero() -> None:
    [row] = controls_by_sector(controls(("02", nan, nan))).to_dict("records")

    assert row["control_count"] == 1
    assert pd.isna(row["checked_count"])
    assert pd.isna(row["non_compliant_pct"])


def test_no_case_looked_at_is_no_share() -> None:
    [row] = controls_by_sector(controls(("02", 0, 0))).to_dict("records")

    assert row["checked_count"] == 0
    assert pd.isna(row["non_compliant_pct"])


def test_innovations_are_counted_by_area() -> None:
    frame = pd.DataFrame(
        {
            "sector_code": ["02", "02", "02", "03"],
            "sector_name": ["Demografici"] * 3 + [None],
            "innovation_code": ["1", "2", "3", "4"],
            "innovation_area": ["process", "service", None, "both"],
        }
    )

    rows = innovations_by_sector(frame).drop(columns="sector_name").values.tolist()

    assert rows == [["02", 3, 1, 1, 0, 1], ["03", 1, 0, 0, 1, 0]]
