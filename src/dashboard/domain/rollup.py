"""Add indicators up: which mean, of how many, leaving how many out.

Reference for the sums that the views make; tests hold the two equal. A mean never travels without
its counts, and what has no percentage is left out and counted, never taken for a zero.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import fsum


class RollupMethod(StrEnum):
    """The four honest answers to "how much was reached", for a whole entity."""

    MEAN_OF_DIRECTIONS = "mean_of_directions"
    MEAN_OF_ROUNDED_DIRECTIONS = "mean_of_rounded_directions"
    MEAN_OF_INDICATORS = "mean_of_indicators"
    MEAN_OF_ALL_INDICATORS = "mean_of_all_indicators"


@dataclass(frozen=True, slots=True)
class MeanAchievement:
    """A mean in percent, of `counted_count` out of `indicator_count` indicators."""

    achievement_pct: float | None
    counted_count: int
    indicator_count: int
    min_achievement_pct: float | None = None
    max_achievement_pct: float | None = None

    @property
    def left_out_count(self) -> int:
        """Gives the number of indicators that the mean says nothing about."""
        return self.indicator_count - self.counted_count


def mean_of_indicators(percentages: Iterable[float | None]) -> MeanAchievement:
    """Gives the plain mean of the percentages there are; None marks one that is not counted."""
    listed = list(percentages)
    counted = [pct for pct in listed if pct is not None]
    if not counted:
        return MeanAchievement(None, 0, len(listed))
    mean = fsum(counted) / len(counted)
    return MeanAchievement(mean, len(counted), len(listed), min(counted), max(counted))


def mean_of_groups(
    percentages_by_group: Mapping[Hashable | None, Iterable[float | None]],
    is_rounded_first: bool = False,
) -> MeanAchievement:
    """Gives the mean of the groups' means, each group weighing the same.

    The group None (indicators linked to no strategic direction) is not a group: its indicators
    are left out and counted as such. Groups without any percentage do not weigh. With
    `is_rounded_first` each group's mean is rounded to the unit, halves up, before averaging: it
    is how some bodies publish, and the reason why two published figures may differ.
    """
    by_group = {
        group: mean_of_indicators(percentages)
        for group, percentages in percentages_by_group.items()
    }
    linked = [mean for group, mean in by_group.items() if group is not None]
    means = [mean.achievement_pct for mean in linked if mean.achievement_pct is not None]
    if is_rounded_first:
        means = [_rounded_to_unit(mean) for mean in means]
    return MeanAchievement(
        fsum(means) / len(means) if means else None,
        counted_count=sum(mean.counted_count for mean in linked),
        indicator_count=sum(mean.indicator_count for mean in by_group.values()),
        min_achievement_pct=min(means, default=None),
        max_achievement_pct=max(means, default=None),
    )


def _rounded_to_unit(pct: float) -> float:
    return float(Decimal(pct).quantize(Decimal(1), rounding=ROUND_HALF_UP))
