"""Rounding as rules ask for it, on numbers that can be checked by head."""

from __future__ import annotations

import pytest

from dashboard.domain.rounding import rounded
from dashboard.domain.rules import Rounding

CASES = [  # value, digits, direction, rounded
    (88.5, 0, Rounding.HALF_UP, 89.0),
    (88.49, 0, Rounding.HALF_UP, 88.0),
    (88.5, 0, Rounding.HALF_EVEN, 88.0),
    (89.5, 0, Rounding.HALF_EVEN, 90.0),
    (88.51, 0, Rounding.HALF_EVEN, 89.0),
    (88.99, 0, Rounding.DOWN, 88.0),
    (88.01, 0, Rounding.UP, 89.0),
    (88.0, 0, Rounding.UP, 88.0),
    (97.45, 1, Rounding.HALF_UP, 97.5),
    (97.45, 1, Rounding.HALF_EVEN, 97.4),
    ((97.4 + 97.5) / 2, 1, Rounding.HALF_UP, 97.5),  # in binary a little less than a half
    (-12.5, 0, Rounding.HALF_UP, -13.0),
    (-12.5, 0, Rounding.DOWN, -12.0),
    (1250.0, -2, Rounding.HALF_UP, 1300.0),
]


@pytest.mark.parametrize(("value", "digits", "direction", "expected"), CASES)
def test_a_rule_says_how_many_decimals_and_which_way(
    value: float, digits: int, direction: Rounding, expected: float
) -> None:
    assert rounded(value, digits, direction) == expected


def test_without_digits_nothing_is_rounded() -> None:
    assert rounded(97.123456789, None, Rounding.DOWN) == 97.123456789
