"""Numbers, dates and counts as Italian readers expect them."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.texts import formats

SPACE = "\u00a0"
NUMBERS = [
    (0, "0"),
    (1234.5, "1.234,5"),
    (1234567, "1.234.567"),
    (2.25, "2,25"),
    (-3.5, "−3,5"),
    (-0.001, "0"),
    (None, "—"),
    (math.nan, "—"),
]
PERCENTS = [
    (88.44, "88,4"),
    (100.0, "100,0"),
    (99.97, "99,9"),
    (99.949, "99,9"),
    (0.0, "0,0"),
]
SIGNED_PERCENTS = [
    (-62.4, "−62"),
    (12.0, "+12"),
    (-7.06, "−7,1"),
    (-5.0, "−5"),
    (0.0, "0"),
    (-0.022, "−0,02"),
    (0.0001, "+0,01"),
    (-200.0, "−200"),
]


@pytest.mark.parametrize(("value", "expected"), NUMBERS)
def test_numbers(value: float | None, expected: str) -> None:
    assert formats.number(value) == expected


@pytest.mark.parametrize(("value", "expected"), PERCENTS)
def test_what_is_short_of_100_is_never_shown_as_100(value: float, expected: str) -> None:
    assert formats.percent(value) == f"{expected}{SPACE}%"


@pytest.mark.parametrize(("value", "expected"), SIGNED_PERCENTS)
def test_a_difference_never_reads_as_none(value: float, expected: str) -> None:
    assert formats.signed_percent(value) == f"{expected}{SPACE}%"


@pytest.mark.parametrize("absent", [None, math.nan, pd.NaT, pd.NA, "", "  "])
def test_everything_that_stands_for_nothing_is_a_dash(absent: object) -> None:
    assert formats.is_absent(absent)
    assert formats.text(absent) == "—"


def test_dates_counts_and_lists() -> None:
    assert formats.italian_date(date(2024, 6, 30)) == "30/06/2024"
    assert formats.period_end(2024, "intermediate") == "30/06/2024"
    assert formats.counted(1, "indicatore", "indicatori") == "1 indicatore"
    assert formats.counted(0, "indicatore", "indicatori") == "0 indicatori"
    assert formats.listed(["a"]) == "a"
    assert formats.listed(["a", "b", "c"]) == "a, b e c"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("giornate", f"38{SPACE}giornate"), ("n.", "38"), (None, "38"), ("%", f"38{SPACE}%")],
)
def test_a_unit_that_only_says_number_is_left_out(unit: str | None, expected: str) -> None:
    assert formats.quantity(38.0, unit) == expected


def test_a_code_that_was_derived_from_the_name_is_not_read_twice() -> None:
    assert formats.readable_name("alberi-piantati", "Alberi piantati") == "Alberi piantati"
    assert formats.readable_name("AM.02.1", "Alberi piantati") == "AM.02.1 Alberi piantati"
    assert formats.code_and_name(None, None) == "—"


@given(st.text(min_size=1, max_size=200), st.integers(10, 60), st.integers(1, 3))
def test_wrapped_labels_keep_to_their_room(words: str, width: int, max_lines: int) -> None:
    lines = formats.wrapped(words, width, max_lines)
    assert 1 <= len(lines) <= max_lines
    assert all(len(line) <= width for line in lines)


@given(st.floats(min_value=-1e12, max_value=1e12) | st.just(math.nan))
def test_no_number_ever_shows_nan_or_an_english_point(value: float) -> None:
    for shown in (formats.number(value), formats.percent(value), formats.signed_percent(value)):
        assert "nan" not in shown
        assert not shown.endswith(".")
