"""Compare a figure with the one that was asked for, without any formula of achievement.

The checks need only the side: a percentage depends on rules that an entity may change, and whether
12 days are more than 10 does not.
"""

from __future__ import annotations

from enum import IntEnum

from dashboard.domain.model import MeasureKind
from dashboard.domain.plausibility.model import Value


class Side(IntEnum):
    """Where a figure lies as seen from the one that was asked for."""

    WORSE = -1
    SAME = 0
    BETTER = 1


def side_of(measure_kind: MeasureKind, asked: Value, found: Value) -> Side | None:
    """Says on which side of `asked` `found` lies; None where they cannot be compared.

    A range has no better side: inside is the same as asked. Neither has a yes or no.
    """
    if measure_kind is MeasureKind.DATE:
        if asked.day is None or found.day is None:
            return None
        return Side((found.day < asked.day) - (found.day > asked.day))
    if measure_kind is MeasureKind.BOOLEAN:
        if asked.is_yes is None or found.is_yes is None:
            return None
        return Side.SAME if asked.is_yes == found.is_yes else Side.WORSE
    if asked.number is None or found.number is None:
        return None
    return _side_of_numbers(measure_kind, asked, asked.number, found.number)


def asks_for_less(measure_kind: MeasureKind, before: Value, after: Value) -> bool:
    """Says whether a target asks for less than the one before; a range, whether it is wider."""
    if measure_kind is not MeasureKind.RANGE:
        return side_of(measure_kind, before, after) is Side.WORSE
    earlier, later = _bounds(before), _bounds(after)
    if earlier is None or later is None or earlier == later:
        return False
    return later[0] <= earlier[0] and later[1] >= earlier[1]


def _side_of_numbers(
    measure_kind: MeasureKind, asked: Value, asked_number: float, found: float
) -> Side | None:
    if measure_kind is MeasureKind.INCREASING:
        return Side((found > asked_number) - (found < asked_number))
    if measure_kind is MeasureKind.DECREASING:
        return Side((found < asked_number) - (found > asked_number))
    bounds = _bounds(asked)
    if measure_kind is not MeasureKind.RANGE or bounds is None:
        return None
    return Side.SAME if bounds[0] <= found <= bounds[1] else Side.WORSE


def _bounds(value: Value) -> tuple[float, float] | None:
    """Gives lower and upper bound; bounds typed the wrong way round are put right."""
    if value.number is None:
        return None
    other = value.number if value.upper_number is None else value.upper_number
    return min(value.number, other), max(value.number, other)
