"""On which days people work, and what a number of days of work comes to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.working_days import (
    Holiday,
    after_working_days,
    easter_sunday,
    holiday_on,
    is_working_day,
    next_working_day,
    previous_working_day,
)

# Dates of Easter as printed in calendars; 2038 is the latest possible, 2285 the earliest.
EASTERS = [
    date(1954, 4, 18),
    date(1961, 4, 2),
    date(2000, 4, 23),
    date(2011, 4, 24),
    date(2024, 3, 31),
    date(2025, 4, 20),
    date(2026, 4, 5),
    date(2038, 4, 25),
    date(2285, 3, 22),
]
HOLIDAYS = [
    (date(2024, 1, 1), Holiday.NEW_YEAR),
    (date(2024, 1, 6), Holiday.EPIPHANY),  # a Saturday: the feast comes first
    (date(2024, 4, 1), Holiday.EASTER_MONDAY),
    (date(2024, 4, 25), Holiday.LIBERATION),
    (date(2024, 5, 1), Holiday.LABOUR),
    (date(2024, 6, 2), Holiday.REPUBLIC),
    (date(2024, 6, 30), Holiday.SUNDAY),
    (date(2024, 8, 15), Holiday.ASSUMPTION),
    (date(2024, 10, 4), None),
    (date(2027, 10, 4), Holiday.SAINT_FRANCIS),
    (date(2024, 11, 1), Holiday.ALL_SAINTS),
    (date(2024, 11, 2), Holiday.SATURDAY),
    (date(2024, 12, 8), Holiday.IMMACULATE),
    (date(2024, 12, 25), Holiday.CHRISTMAS),
    (date(2024, 12, 26), Holiday.SAINT_STEPHEN),
    (date(2024, 12, 27), None),
]
#            from              days of work   comes to
COUNTED = [
    (date(2024, 1, 15), 0, date(2024, 1, 15)),
    (date(2024, 1, 15), 1, date(2024, 1, 16)),
    (date(2024, 1, 19), 1, date(2024, 1, 22)),  # over a weekend
    (date(2024, 3, 28), 2, date(2024, 4, 2)),  # over Easter
    (date(2023, 12, 21), 4, date(2023, 12, 29)),  # over Christmas and Saint Stephen's
]
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("easter", EASTERS)
def test_easter_is_on_the_day_of_the_calendars(easter: date) -> None:
    assert easter_sunday(easter.year) == easter


@pytest.mark.parametrize(("day", "holiday"), HOLIDAYS)
def test_weekends_and_national_holidays_are_no_working_days(
    day: date, holiday: Holiday | None
) -> None:
    assert holiday_on(day) == holiday
    assert is_working_day(day) == (holiday is None)


@pytest.mark.parametrize(("day", "count", "expected"), COUNTED)
def test_days_of_work_are_counted_over_holidays(day: date, count: int, expected: date) -> None:
    assert after_working_days(day, count) == expected


def test_the_working_days_around_a_holiday_are_found() -> None:
    easter_monday = date(2024, 4, 1)
    assert next_working_day(easter_monday) == date(2024, 4, 2)
    assert previous_working_day(easter_monday) == date(2024, 3, 29)


@given(DAYS)
def test_easter_is_always_a_sunday_between_its_bounds(day: date) -> None:
    easter = easter_sunday(day.year)
    assert easter.isoweekday() == 7
    assert date(day.year, 3, 22) <= easter <= date(day.year, 4, 25)


@given(DAYS, st.integers(1, 40))
def test_between_a_day_and_the_one_counted_lie_so_many_working_days(day: date, count: int) -> None:
    end = after_working_days(day, count)
    days = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert sum(map(is_working_day, days)) == count
    assert is_working_day(end)
