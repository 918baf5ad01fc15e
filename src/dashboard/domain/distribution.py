"""How percentages are spread: median and quartiles beside the mean, counts by ten points.

A mean alone hides whether all did well or half did nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles

from dashboard.domain.achievement import FULL_PCT

CLASS_WIDTH_POINTS = 10
SMALL_GROUP = 5
"""Of fewer results than this, quartiles say nothing: they are shown one by one."""


@dataclass(frozen=True, slots=True)
class PctClass:
    """How many percentages lie from `from_pct` up to below `to_pct`.

    Exactly 100 is a class of its own, in which both are 100. None: no end on that side.
    """

    from_pct: float | None
    to_pct: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """Percentages taken together. Quartiles lie between two values where their place does."""

    count: int
    mean_pct: float
    lower_quartile_pct: float
    median_pct: float
    upper_quartile_pct: float
    classes: tuple[PctClass, ...]

    @property
    def is_small(self) -> bool:
        """Says whether there are too few to speak of quartiles."""
        return self.count < SMALL_GROUP

    @property
    def full_count(self) -> int:
        """Gives how many are exactly 100."""
        return sum(one.count for one in self.classes if one.from_pct == one.to_pct)


def distribution(percentages: Sequence[float]) -> Distribution | None:
    """Gives how percentages are spread; None where there are none."""
    if not percentages:
        return None
    # A single value is its own median and quartiles; `quantiles` asks for two.
    pair = [*percentages, *percentages] if len(percentages) == 1 else percentages
    lower, median, upper = quantiles(pair, n=4, method="inclusive")
    return Distribution(
        count=len(percentages),
        mean_pct=fmean(percentages),
        lower_quartile_pct=lower,
        median_pct=median,
        upper_quartile_pct=upper,
        classes=_classes(percentages),
    )


def _classes(percentages: Sequence[float]) -> tuple[PctClass, ...]:
    """Gives the classes from 0 to 100, empty ones too; below 0 and above 100 only where used."""
    starts = range(0, int(FULL_PCT), CLASS_WIDTH_POINTS)
    below = sum(one < 0 for one in percentages)
    above = sum(one > FULL_PCT for one in percentages)
    return (
        *([PctClass(None, 0, below)] if below else []),
        *(
            PctClass(start, end, sum(start <= one < end for one in percentages))
            for start, end in ((start, start + CLASS_WIDTH_POINTS) for start in starts)
        ),
        PctClass(FULL_PCT, FULL_PCT, sum(one == FULL_PCT for one in percentages)),
        *([PctClass(FULL_PCT, None, above)] if above else []),
    )
