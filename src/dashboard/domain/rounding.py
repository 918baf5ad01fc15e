"""Round a percentage as a rule says. Nothing is rounded unless a rule asks for it."""

from __future__ import annotations

from math import ceil, copysign, floor

from dashboard.domain.rules import Rounding

# A mean of 97.45 may come as 97.44999999999999: what a calculator shows as a half is one.
_NOISE_DIGITS = 6


def rounded(value: float, digits: int | None, direction: Rounding = Rounding.HALF_UP) -> float:
    """Gives a value with so many decimals; as it is where `digits` is None.

    Halves go away from zero, or to the even neighbour; `down` cuts off, `up` goes away from zero.
    Mirror of the SQL macro `rounded_number` (store/sql/macros/15_rounded_number.sql): change both.
    """
    if digits is None:
        return value
    scale = 10.0**digits
    units = round(abs(value) * scale, _NOISE_DIGITS)
    return copysign(_whole(units, direction) / scale, value)


def _whole(units: float, direction: Rounding) -> float:
    if direction is Rounding.DOWN:
        return floor(units)
    if direction is Rounding.UP:
        return ceil(units)
    if direction is Rounding.HALF_EVEN:
        return round(units)
    return floor(units + 0.5)
