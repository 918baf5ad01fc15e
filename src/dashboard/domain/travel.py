"""Which way an achievement went between two reports, and when two cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.domain.model import Period

# A reader sees one decimal: a smaller change would be an arrow beside two equal figures.
LEAST_POINTS = 0.05


class Way(StrEnum):
    """Which way it went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NOT_COMPARABLE = "not_comparable"


class Hindrance(StrEnum):
    """Why two achievements cannot be compared."""

    NOTHING_NOW = "nothing_now"
    NOTHING_BEFORE = "nothing_before"
    OTHER_METHOD = "other_method"


@dataclass(frozen=True, slots=True)
class Moment:
    """A year's report: what one looks at, or what it is compared with."""

    reference_year: int
    period: Period

    @property
    def report_before(self) -> Moment:
        """Gives the report that came before: of the half year, or the final one a year earlier."""
        if self.period is Period.FINAL:
            return Moment(self.reference_year, Period.INTERMEDIATE)
        return Moment(self.reference_year - 1, Period.FINAL)

    @property
    def year_before(self) -> Moment:
        """Gives the same report of the year before."""
        return Moment(self.reference_year - 1, self.period)


@dataclass(frozen=True, slots=True)
class Travel:
    """How far an achievement went, in percentage points, and over how many indicators each.

    `points` is None where the two cannot be compared; `hindrance` then says why.
    """

    way: Way
    points: float | None
    counted_now: int
    counted_before: int
    hindrance: Hindrance | None = None


def travel(now: Mapping[str, Any] | None, before: Mapping[str, Any] | None) -> Travel:
    """Compares two rows of a query `achievement_by_…`, of the same thing at two moments.

    None for a row that does not exist. Different ways of adding up are not compared: the points
    between them would be those of the rules, and not those of the work done.
    """
    counted_now, counted_before = _counted(now), _counted(before)
    if now is None or not counted_now:
        return _not_comparable(Hindrance.NOTHING_NOW, counted_now, counted_before)
    if before is None or not counted_before:
        return _not_comparable(Hindrance.NOTHING_BEFORE, counted_now, counted_before)
    if now["method"] != before["method"]:
        return _not_comparable(Hindrance.OTHER_METHOD, counted_now, counted_before)
    points = float(now["achievement_pct"]) - float(before["achievement_pct"])
    way = Way.SAME if abs(points) < LEAST_POINTS else Way.UP if points > 0 else Way.DOWN
    return Travel(way, points, counted_now, counted_before)


def _counted(row: Mapping[str, Any] | None) -> int:
    """Gives how many indicators an achievement is made of; none where there is no achievement."""
    pct = None if row is None else row["achievement_pct"]
    if row is None or pct is None or pct != pct:  # NaN differs from itself
        return 0
    return int(row["counted_count"])


def _not_comparable(hindrance: Hindrance, counted_now: int, counted_before: int) -> Travel:
    return Travel(Way.NOT_COMPARABLE, None, counted_now, counted_before, hindrance)
