"""Keep small groups out of tables that are published: three results are nearly a person.

A hidden row must not come back by subtraction from a total that is shown, so others are hidden
with it: the statisticians' complementary suppression.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SHOWN = 5
"""A group of fewer results is not shown by itself. What has none gives nobody away."""

_FEWEST_HIDDEN_ROWS = 2


class Shown(StrEnum):
    """What may be said of one row of a table."""

    WHOLE = "whole"
    SMALL = "small"  # that it is below the limit, and no more
    WITHHELD = "withheld"  # large enough, hidden so that a small one cannot be worked out


@dataclass(frozen=True, slots=True)
class Suppression:
    """What may be said of each row of a table, in its order, and of its total."""

    rows: tuple[Shown, ...]
    is_total_shown: bool


def suppression(
    counts: Sequence[int], also_hidden: Collection[int] = (), smallest: int = SMALLEST_SHOWN
) -> Suppression:
    """Gives what may be shown of a table whose rows count so many results each.

    `also_hidden`: places of rows that another table of the same results would give away. Hidden
    rows that have results are at least two and have together at least `smallest`; the smallest of
    the others join them until they do. Where all rows are hidden and still fall short, so is the
    total.
    """
    small = {place for place, count in enumerate(counts) if 0 < count < smallest}
    hidden = small | {place for place in also_hidden if counts[place] > 0}
    others = sorted(
        (place for place, count in enumerate(counts) if count > 0 and place not in hidden),
        key=lambda place: (counts[place], place),
    )
    while hidden and others and not _is_safe(counts, hidden, smallest):
        hidden.add(others.pop(0))
    return Suppression(
        tuple(
            Shown.SMALL if place in small else Shown.WITHHELD if place in hidden else Shown.WHOLE
            for place in range(len(counts))
        ),
        is_total_shown=not hidden or _is_safe(counts, hidden, smallest),
    )


def given_away(
    cells: Sequence[Sequence[int]], hidden_columns: Collection[int], smallest: int = SMALLEST_SHOWN
) -> frozenset[int]:
    """Gives the rows whose part in hidden columns is small enough to be worked out.

    `cells`: results by row of the one table and column of the other. Whoever knows where the shown
    columns work takes their part from a row; what is left must not be a small group.
    """
    left = [sum(line[column] for column in hidden_columns) for line in cells]
    return frozenset(place for place, count in enumerate(left) if 0 < count < smallest)


def _is_safe(counts: Sequence[int], hidden: Collection[int], smallest: int) -> bool:
    together = sum(counts[place] for place in hidden)
    return len(hidden) >= _FEWEST_HIDDEN_ROWS and together >= smallest
