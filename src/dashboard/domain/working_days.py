"""Tell working days from holidays: Saturdays, Sundays and the national holidays of Italy.

The feast of a town's patron is no national holiday and is not known here.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)


class Holiday(StrEnum):
    """Why nobody works on a day."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NEW_YEAR = "new_year"
    EPIPHANY = "epiphany"
    EASTER_MONDAY = "easter_monday"
    LIBERATION = "liberation"
    LABOUR = "labour"
    REPUBLIC = "republic"
    ASSUMPTION = "assumption"
    SAINT_FRANCIS = "saint_francis"
    ALL_SAINTS = "all_saints"
    IMMACULATE = "immaculate"
    CHRISTMAS = "christmas"
    SAINT_STEPHEN = "saint_stephen"


_FIXED = {
    (1, 1): Holiday.NEW_YEAR,
    (1, 6): Holiday.EPIPHANY,
    (4, 25): Holiday.LIBERATION,
    (5, 1): Holiday.LABOUR,
    (6, 2): Holiday.REPUBLIC,
    (8, 15): Holiday.ASSUMPTION,
    (11, 1): Holiday.ALL_SAINTS,
    (12, 8): Holiday.IMMACULATE,
    (12, 25): Holiday.CHRISTMAS,
    (12, 26): Holiday.SAINT_STEPHEN,
}
# A national holiday again by law 151 of 2025.
_SAINT_FRANCIS, _SAINT_FRANCIS_FIRST_YEAR = (10, 4), 2026


def holiday_on(day: date) -> Holiday | None:
    """Gives why a day is no working day; None for one that is. Feasts come before weekends."""
    feast = _national_holidays(day.year).get(day)
    if feast is not None:
        return feast
    return {_SATURDAY: Holiday.SATURDAY, _SUNDAY: Holiday.SUNDAY}.get(day.weekday())


def is_working_day(day: date) -> bool:
    """Says whether people work on a day."""
    return holiday_on(day) is None


def next_working_day(day: date) -> date:
    """Gives the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def previous_working_day(day: date) -> date:
    """Gives the day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= _ONE_DAY
    return day


def after_working_days(day: date, count: int) -> date:
    """Gives the working day that is `count` of them after a day, which itself does not count."""
    for _ in range(count):
        day = next_working_day(day + _ONE_DAY)
    return day


def easter_sunday(year: int) -> date:
    """Gives Easter of the Gregorian calendar, by the rule of Gauss as Butcher completed it."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, rest_of_centuries = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leaps, rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * rest_of_centuries + 2 * leaps - epact - rest) % 7
    late_moon = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def _national_holidays(year: int) -> dict[date, Holiday]:
    days = {date(year, month, day): feast for (month, day), feast in _FIXED.items()}
    days[easter_sunday(year) + _ONE_DAY] = Holiday.EASTER_MONDAY
    if year >= _SAINT_FRANCIS_FIRST_YEAR:
        days[date(year, *_SAINT_FRANCIS)] = Holiday.SAINT_FRANCIS
    return days
