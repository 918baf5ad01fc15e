"""What a number looks like in its cell: percent, date, decimals, thousands, leading zeros."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CURRENCY = re.compile(r"€|EUR|\[\$€[^\]]*\]", re.IGNORECASE)
_DATE_SIGNS = re.compile(r"[yd]|m(?!\w*%)|h|g{2,}|a{2,}", re.IGNORECASE)
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    44: '#,##0.00 "€"',
}
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))


class NumberFormat(NamedTuple):
    """`decimals` is None where the format leaves them to the number."""

    is_date: bool = False
    is_percent: bool = False
    decimals: int | None = None
    has_thousands: bool = False
    minimum_digits: int = 0
    is_euro: bool = False


GENERAL = NumberFormat()


def built_in_format(format_id: int) -> NumberFormat:
    """Gives the format that every spreadsheet program knows by number."""
    if format_id in _BUILT_IN_DATES:
        return NumberFormat(is_date=True)
    code = _BUILT_IN.get(format_id)
    return GENERAL if code is None else number_format(code)


def number_format(code: str) -> NumberFormat:
    """Gives the meaning of a format code; of several sections, that of positive numbers."""
    section = code.split(";")[0]
    is_euro = _CURRENCY.search(section) is not None
    if _ELAPSED.search(section):
        return NumberFormat(is_date=True)
    bare = _BRACKETED.sub("", _QUOTED.sub("", section))
    if bare.strip().lower() in ("", "general", "standard", "@"):
        return GENERAL
    if "0" not in bare and "#" not in bare:
        return NumberFormat(is_date=_DATE_SIGNS.search(bare) is not None)
    whole, _, fraction = bare.partition(".")
    return NumberFormat(
        is_percent="%" in bare,
        decimals=sum(fraction.count(sign) for sign in "0#?"),
        has_thousands="," in whole,
        minimum_digits=whole.replace(",", "").count("0"),
        is_euro=is_euro,
    )


def shown_number(value: float, form: NumberFormat) -> str:
    """Gives a number the way an Italian spreadsheet shows it.

    >>> shown_number(0.85, NumberFormat(is_percent=True, decimals=0))
    '85%'
    >>> shown_number(1234.5, GENERAL)
    '1234,5'
    """
    shown = value * 100 if form.is_percent else value
    if form.decimals is None:
        text = format(shown, ".15g")
    elif form.has_thousands:
        text = f"{shown:,.{form.decimals}f}"
    else:
        text = f"{shown:.{form.decimals}f}"
    if form.minimum_digits > 1:
        text = _with_leading_zeros(text, form.minimum_digits)
    if "." in text or "," in text:
        text = text.translate(_ITALIAN)
    if form.is_percent:
        return text + "%"
    return f"{text} €" if form.is_euro else text


_ITALIAN = str.maketrans({".": ",", ",": "."})


def _with_leading_zeros(text: str, minimum_digits: int) -> str:
    whole, point, fraction = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return sign + whole.removeprefix("-").zfill(minimum_digits) + point + fraction
