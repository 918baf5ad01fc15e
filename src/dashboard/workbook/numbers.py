"""Read Italian-formatted numbers and dates from text; nothing is guessed from a day order."""

from __future__ import annotations

import re
from datetime import date

from dashboard.workbook.vocabulary import meanings

# 1.234,56 · 1.234 · 1234,5 · 83.5 · 1 234 (spaces as thousands) · -3
NUMBER_PATTERN = (
    r"[-+−]?(?:\d{1,3}(?:[.\u2019'\u00a0\u202f ]\d{3})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?)"
)
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.\u2019'\u00a0\u202f ]\d{3})+$")
_SEPARATORS = str.maketrans("", "", ".\u2019'\u00a0\u202f ")

_MONTHS = {name: int(number) for name, number in meanings("month").items()}
DATE_PATTERN = (
    r"(?:(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?P<day>\d{1,2})\s?(?P<sign>[./-])\s?(?P<month>\d{1,2})\s?(?P=sign)\s?"
    r"(?P<year>(?:19|20)\d\d|\d\d)"
    r"|(?P<word_day>\d{1,2})[°º]?\s+(?P<word_month>" + "|".join(_MONTHS) + r")\s+"
    r"(?P<word_year>(?:19|20)\d\d))(?!\d)"
)
_DATE = re.compile(r"(?<![\d.,/])" + DATE_PATTERN, re.IGNORECASE)


def number_from_text(text: str) -> float | None:
    """Gives the number a text consists of, or None when it is anything else.

    A lone point is a thousands sign before exactly three digits (1.101), else a decimal sign
    (83.5), except after a zero (0.125).

    >>> number_from_text("1.234,56"), number_from_text("1.101"), number_from_text("83.5")
    (1234.56, 1101.0, 83.5)
    """
    plain = text.strip().replace("−", "-")
    if not re.fullmatch(NUMBER_PATTERN, plain):
        return None
    sign = -1.0 if plain.startswith("-") else 1.0
    digits = plain.lstrip("+-")
    whole, comma, fraction = digits.partition(",")
    if comma:
        return sign * float(f"{whole.translate(_SEPARATORS)}.{fraction}")
    if _THOUSANDS.match(digits) and not digits.startswith("0"):
        return sign * float(digits.translate(_SEPARATORS))
    return sign * float(digits)


def dates_in(text: str) -> list[date]:
    """Gives the dates written in a text, in order: 31/05/2024, 5.10.2023, 30 giugno 2024, ISO.

    A date that no calendar has (31/02/2024) is left out.
    """
    found = (_date_of(match) for match in _DATE.finditer(text))
    return [day for day in found if day is not None]


def date_from_text(text: str) -> date | None:
    """Gives the date a text consists of, or None when it is anything else."""
    match = _DATE.fullmatch(text.strip())
    return None if match is None else _date_of(match)


def _date_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if parts["iso_year"]:
        year, month, day = parts["iso_year"], int(parts["iso_month"]), parts["iso_day"]
    elif parts["word_month"]:
        year, day = parts["word_year"], parts["word_day"]
        month = _MONTHS[parts["word_month"].lower()]
    else:
        year, month, day = parts["year"], int(parts["month"]), parts["day"]
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full_year, month, int(day))
    except ValueError:
        return None
