"""Write numbers, dates and counts as Italian readers expect them. Rounding happens only here."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

Record = Mapping[str, Any]
"""One row of a query's frame, by column name."""

MISSING = "—"
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)  # enough digits for any float
MINUS = "\u2212"
_HARD_SPACE = "\u00a0"
_WORDS_FOR_NUMBER = {"n", "n.", "nr", "nr.", "num.", "numero"}
_PERIOD_ENDS = {"intermediate": (6, 30), "final": (12, 31)}


def is_absent(value: object) -> bool:
    """Says whether a value of a frame stands for nothing: None, NaN, NaT or blank text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    try:
        return bool(value != value)  # NaN and NaT differ from themselves
    except TypeError:  # pandas.NA cannot be asked
        return True


def text(value: object) -> str:
    """Gives trimmed text, or a dash where there is none."""
    return MISSING if is_absent(value) else str(value).strip()


def number(value: float | None, decimals: int | None = None) -> str:
    """Gives 1.234,5; without `decimals`, up to two are shown and trailing zeros are not.

    A half is rounded away from zero, as people and spreadsheets do: 64,25 becomes 64,3.
    """
    if value is None or is_absent(value):
        return MISSING
    places = 2 if decimals is None else decimals
    # From the shortest decimal text: 1.005 is a little less in binary, and nobody typed that.
    exact = Decimal(repr(abs(float(value))))
    rounded = f"{exact.quantize(Decimal(1).scaleb(-places), context=_ROUNDING):,f}"
    if decimals is None and "." in rounded:
        rounded = rounded.rstrip("0").rstrip(".")
    sign = MINUS if value < 0 and rounded.strip("0.,") else ""
    return sign + rounded.translate(str.maketrans(",.", ".,"))


def percent(value: float | None, decimals: int = 1) -> str:
    """Gives "88,4 %" for a percentage out of 100.

    What is short of 100 is never shown as 100: 99,97 becomes "99,9 %", because a reader takes
    "100 %" for "everything".
    """
    if value is None or is_absent(value):
        return MISSING
    step = 10.0**-decimals
    shown = 100 - step if 100 - step / 2 <= value < 100 else value
    return f"{number(shown, decimals)}{_HARD_SPACE}%"


def shown_change(before: float, after: float) -> int:
    """Gives 1, -1 or 0: the way a percentage went, as far as a reader can see it written."""
    if percent(before) == percent(after):
        return 0
    return 1 if after > before else -1


def signed_number(value: float | None) -> str:
    """Gives "+12" or "−3,5"; zero has no sign."""
    if value is None or is_absent(value):
        return MISSING
    shown = number(value)
    return f"+{shown}" if value > 0 and shown.strip("0.,") else shown


def signed_percent(value: float | None) -> str:
    """Gives "−62 %"; one decimal below ten, two near zero: a difference never reads as none."""
    if value is None or is_absent(value):
        return MISSING
    size = abs(value)
    if size == 0:
        return f"0{_HARD_SPACE}%"
    decimals = 2 if size < 0.05 else int(size < 10 and round(size, 1) != round(size))
    shown = number(max(size, 0.01), decimals)
    return f"{MINUS if value < 0 else '+'}{shown}{_HARD_SPACE}%"


def euro(value: float | None) -> str:
    """Gives "13.464.500 €"; cents only where there are any."""
    if value is None or is_absent(value):
        return MISSING
    decimals = 0 if round(value, 2) == round(value) else 2
    return f"{number(value, decimals)}{_HARD_SPACE}€"


def italian_date(value: date | datetime | None) -> str:
    """Gives 30/06/2024."""
    if value is None or is_absent(value):
        return MISSING
    return value.strftime("%d/%m/%Y")


def local_moment(value: datetime | None) -> str:
    """Gives "24/02/2025 11:05" on this machine's clock, for a moment in UTC without zone."""
    if value is None or is_absent(value):
        return MISSING
    return _on_this_clock(value).strftime("%d/%m/%Y %H:%M")


def local_day(moment: datetime | None) -> date:
    """Gives the day, on this machine's clock, of a moment in UTC without zone; None is now."""
    if moment is None:
        return datetime.now().astimezone().date()
    return _on_this_clock(moment).date()


def _on_this_clock(value: datetime) -> datetime:
    return datetime.fromtimestamp(value.replace(tzinfo=UTC).timestamp()).astimezone()


def yes_no(value: bool | None) -> str:
    """Gives "sì" or "no"."""
    if value is None or is_absent(value):
        return MISSING
    return "sì" if value else "no"


def counted(count: int, singular: str, plural: str) -> str:
    """Gives "1 indicatore", "1.234 indicatori"."""
    return f"{number(count, 0)} {singular if count == 1 else plural}"


def quantity(value: float | None, unit: str | None, decimals: int | None = None) -> str:
    """Gives "38 giornate", "65,3 %"; a unit that says only "number" is left out."""
    if value is None or is_absent(value):
        return MISSING
    shown = number(value, decimals)
    if unit is None or is_absent(unit) or unit.strip().lower() in _WORDS_FOR_NUMBER:
        return shown
    return f"{shown}{_HARD_SPACE}{unit.strip()}"


def listed(words: Sequence[str]) -> str:
    """Gives "a, b e c"."""
    return _joined(words, "e")


def either(words: Sequence[str]) -> str:
    """Gives "a, b o c"."""
    return _joined(words, "o")


def _joined(words: Sequence[str], last_joint: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last_joint} {words[-1]}"


def code_and_name(code: object, name: object) -> str:
    """Gives "3 La città da vivere"; only one of the two where they are alike or one is missing."""
    shown_code, shown_name = text(code), text(name)
    if shown_name in (MISSING, shown_code):
        return shown_code
    return shown_name if shown_code == MISSING else f"{shown_code} {shown_name}"


def readable_name(code: object, name: object) -> str:
    """Gives a name without a code that was only derived from it ("servizi-sociali")."""
    shown_code = text(code)
    is_derived = "-" in shown_code and shown_code == shown_code.lower()
    return text(name) if is_derived and not is_absent(name) else code_and_name(code, name)


def period_end(reference_year: int, period: str) -> str:
    """Gives the last day that a period speaks of: 30/06/2024 or 31/12/2024."""
    month, day = _PERIOD_ENDS[period]
    return italian_date(date(reference_year, month, day))


def shortened(words: str, width: int) -> str:
    """Cuts at a word and marks the cut with "…"."""
    return textwrap.shorten(words, width=width, placeholder="…") if len(words) > width else words


def wrapped(words: str, width: int, max_lines: int) -> list[str]:
    """Breaks a label into at most `max_lines` lines; what is left over is marked with "…"."""
    lines = textwrap.wrap(words, width=width, max_lines=max_lines, placeholder=" …")
    return lines or [MISSING]
