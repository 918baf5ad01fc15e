"""Numbers, dates and words as Italian readers expect them."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.texts import formats

ABSENT = [None, float("nan"), pd.NaT, pd.NA, "", "  "]

NUMBERS = [
    (0, "0"),
    (1234.5, "1.234,5"),
    (1234567, "1.234.567"),
    (2.25, "2,25"),
    (2.0, "2"),
    (-3.5, "−3,5"),
    (-0.001, "0"),
    (0.1 + 0.2, "0,3"),
    (1.005, "1,01"),  # a half goes up, as in a spreadsheet
]
PERCENTS = [
    (88.4, 1, "88,4 %"),
    (0, 1, "0,0 %"),
    (97.096408, 2, "97,10 %"),
    (100, 1, "100,0 %"),
    (99.97, 1, "99,9 %"),  # short of 100 is never shown as 100
    (99.94, 1, "99,9 %"),
    (99.6, 0, "99 %"),
    (130.04, 1, "130,0 %"),
    (64.25, 1, "64,3 %"),
]
SIGNED_PERCENTS = [
    (-62, "−62 %"),
    (12, "+12 %"),
    (-7.06, "−7,1 %"),
    (-5.0, "−5 %"),
    (0, "0 %"),
    (-0.022, "−0,02 %"),  # a difference never reads as none
    (0.0001, "+0,01 %"),
    (234.6, "+235 %"),
]


@pytest.mark.parametrize(("value", "shown"), NUMBERS)
def test_number(value, shown):
    assert formats.number(value) == shown


@pytest.mark.parametrize(("value", "decimals", "shown"), PERCENTS)
def test_percent(value, decimals, shown):
    assert formats.percent(value, decimals).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(("value", "shown"), SIGNED_PERCENTS)
def test_signed_percent(value, shown):
    assert formats.signed_percent(value).replace("\u00a0", " ") == shown


@pytest.mark.parametrize("value", ABSENT)
def test_what_is_absent_is_a_dash_everywhere(value):
    shown = {
        formats.text(value),
        formats.number(value),
        formats.percent(value),
        formats.signed_number(value),
        formats.signed_percent(value),
        formats.italian_date(value),
        formats.yes_no(value),
        formats.quantity(value, "giorni"),
    }
    assert shown == {"—"}


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "n.d."])
def test_zero_and_typed_words_are_not_absent(value):
    assert not formats.is_absent(value)


@pytest.mark.parametrize("day", [date(2024, 6, 30), pd.Timestamp("2024-06-30 23:59")])
def test_dates_are_day_month_year(day):
    assert formats.italian_date(day) == "30/06/2024"


def test_a_period_ends_on_its_last_day():
    assert formats.period_end(2024, "intermediate") == "30/06/2024"
    assert formats.period_end(2024, "final") == "31/12/2024"


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 righe"), (1, "1 riga"), (2, "2 righe"), (1234, "1.234 righe")]
)
def test_counted(count, shown):
    assert formats.counted(count, "riga", "righe") == shown


@pytest.mark.parametrize(
    ("unit", "shown"), [("giorni", "38 giorni"), ("n.", "38"), (None, "38"), ("%", "38 %")]
)
def test_a_unit_that_only_says_number_is_left_out(unit, shown):
    assert formats.quantity(38, unit).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a e b"), (["a", "b", "c"], "a, b e c")],
)
def test_listed(words, shown):
    assert formats.listed(words) == shown


def test_a_code_derived_from_its_name_is_not_shown():
    assert formats.readable_name("servizi-sociali", "Servizi sociali") == "Servizi sociali"
    assert formats.readable_name("09", "Servizi sociali") == "09 Servizi sociali"
    assert formats.readable_name("09", None) == "09"
    assert formats.readable_name(None, None) == "—"


@pytest.mark.parametrize(
    ("before", "after", "change"), [(60, 70, 1), (70, 60, -1), (97.692, 97.674, 0), (100, 100, 0)]
)
def test_a_change_that_nobody_can_read_is_none(before, after, change):
    assert formats.shown_change(before, after) == change


@given(st.floats(allow_infinity=False))
def test_no_number_is_ever_written_in_code(value):
    for shown in (
        formats.number(value),
        formats.percent(value),
        formats.signed_number(value),
        formats.signed_percent(value),
    ):
        assert "nan" not in shown
        assert "None" not in shown
        assert "-" not in shown  # a real minus, or nothing
        assert shown.strip("−0,. %\u00a0+") or not shown.startswith(("−", "+"))


@given(st.floats(min_value=0, max_value=99.999999), st.integers(min_value=0, max_value=2))
def test_what_is_below_100_is_shown_below_100(value, decimals):
    assert not formats.percent(value, decimals).startswith("100")


@given(st.text(), st.integers(min_value=10, max_value=80), st.integers(min_value=1, max_value=3))
def test_wrapped_labels_stay_within_their_lines(words, width, max_lines):
    lines = formats.wrapped(words, width, max_lines)
    assert 1 <= len(lines) <= max_lines
    assert all(len(line) <= width for line in lines)
