"""The ways in which a published figure may have been counted otherwise than the rules in force.

A way is the departures it takes from those rules; none means "as configured". Each costs what a
person would find hard to believe about it: another mean is ordinary, leaving a single indicator
out needs a story, and rows that are not there are an assumption.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from dashboard.domain.counting import Chain, Code, Step
from dashboard.domain.rules import Level, Rounding


class Basis(StrEnum):
    """Which percentage of a row counts, where it is not the one on the basis in force."""

    MEASURED = "measured"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class OtherMean:
    """The mean of units of the first level, each the mean of units of the next, down to the rows.

    An empty `levels`: the plain mean of the indicators. `is_weighted`: by the weights of the first.
    """

    levels: tuple[Level, ...]
    is_weighted: bool = False

    @property
    def cost(self) -> int:
        """Gives 1, and 2 for a mean of means of means."""
        return max(1, len(self.levels))

    @property
    def chain(self) -> Chain:
        """Gives the same as the steps of a chain."""
        steps = [Step(level) for level in (*self.levels, Level.INDICATOR)]
        return (replace(steps[0], is_weighted=self.is_weighted), *steps[1:])


@dataclass(frozen=True, slots=True)
class UnitsRounded:
    """What the last mean is made of is rounded before it is averaged; None: left as it is."""

    digits: int | None
    direction: Rounding = Rounding.HALF_UP
    cost: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class OnBasis:
    """Every row counts with the percentage of one basis; rows without it do not count."""

    basis: Basis
    cost: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class NothingLeftOut:
    """Every row that has a percentage counts, whatever it is left out for."""

    cost: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class PutBack:
    """Rows that are left out for nothing but these families count again."""

    families: tuple[str, ...]

    @property
    def cost(self) -> int:
        """Gives one for each family."""
        return len(self.families)


@dataclass(frozen=True, slots=True)
class CountedAsZero:
    """Rows without a result, left out for this reason, count as zero."""

    reason: str
    cost: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One thing, with everything below it, does not count. `name` is for the screen."""

    level: Level
    code: Code
    name: str
    is_self_referring: bool = False

    @property
    def cost(self) -> int:
        """Gives 2; 3 for a single indicator, but 1 where its name says that it sums up others."""
        if self.is_self_referring:
            return 1
        return 3 if self.level is Level.INDICATOR else 2


@dataclass(frozen=True, slots=True)
class RowsAdded:
    """So many rows at one percentage that the program does not have: an assumption, not a fact."""

    count: int
    pct: float
    cost: ClassVar[int] = 4


@dataclass(frozen=True, slots=True)
class ResultRounded:
    """The result itself is rounded otherwise than by halves up at its printed precision."""

    digits: int
    direction: Rounding
    cost: ClassVar[int] = 1


Departure = (
    OtherMean
    | UnitsRounded
    | OnBasis
    | NothingLeftOut
    | PutBack
    | CountedAsZero
    | TakenOut
    | RowsAdded
    | ResultRounded
)
Way = tuple[Departure, ...]


def cost_of(way: Way) -> int:
    """Gives how far a way departs from the rules in force; 0: not at all."""
    return sum(departure.cost for departure in way)
