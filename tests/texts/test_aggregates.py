"""What is said beside a mean."""

from __future__ import annotations

import pytest

from dashboard.texts.aggregates import left_out_words, range_words, reported_words
from dashboard.texts.overview import left_out_by


def test_a_mean_says_how_many_were_reported_and_its_range() -> None:
    row = {
        "reported_count": 28.0,
        "indicator_count": 31,
        "min_achievement_pct": 40.0,
        "max_achievement_pct": 100.0,
    }

    assert reported_words(row) == "28 su 31"
    assert range_words(row).replace("\u00a0", " ") == "da 40,0 % a 100,0 %"
    assert range_words({**row, "min_achievement_pct": float("nan")}) == "—"


LEFT_OUT = [
    ({"missing_count": 2, "not_assessable_count": 1}, "2 senza dato e 1 non valutabile"),
    ({"excluded_count": 3, "not_linked_count": float("nan")}, "3 esclusi dal calcolo"),
    ({"missing_count": 0}, "nessuno"),
]


@pytest.mark.parametrize(("row", "expected"), LEFT_OUT)
def test_what_is_left_out_is_said_by_reason(row: dict[str, float], expected: str) -> None:
    assert left_out_words(row) == expected


def test_the_mean_without_exclusions_leaves_out_only_what_has_no_percentage() -> None:
    every = {"method": "mean_of_all_indicators", "left_out_count": 2, "missing_count": 5}

    assert left_out_by(every) == "2 senza percentuale"
    assert left_out_by({**every, "left_out_count": 0}) == "nessuno"
    assert left_out_by({**every, "method": "mean_of_indicators"}) == "5 senza dato"
