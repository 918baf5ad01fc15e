"""Add percentages up along one chain of levels, to try ways of counting quickly.

`dashboard.domain.rollup` says what a figure is; this says what it would be if it were counted
otherwise, thousands of times in a second. A test holds both equal for every rule that a roll-up
can have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from dashboard.domain.rounding import rounded
from dashboard.domain.rules import (
    CHAIN,
    ORGANISATION,
    Level,
    RollupMethod,
    RollupRule,
    Rounding,
)

Weights = Mapping[tuple[Level, str], float]
Code = tuple[str, ...]
"""What tells one thing from another at a level: actions and indicators need their sector's code."""

_NEEDS_A_CODE = frozenset({Level.DIRECTION, Level.SECTOR})
"""What belongs to none of these is left out of their mean; elsewhere it hangs one level higher."""
_EVEN = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in one period, with everything that another way of counting could ask for.

    `codes` has no entry for a level that it belongs to nothing of. `stated_pct`: the percentage on
    the basis in force, counted or not. `families`: why it is left out, in the sheet's own words;
    several where it says several. `names` are for screens.
    """

    codes: Mapping[Level, Code]
    stated_pct: float | None
    measured_pct: float | None = None
    declared_pct: float | None = None
    left_out_reason: str | None = None
    families: tuple[str, ...] = ()
    weight: float | None = None
    action_weight: float | None = None
    names: Mapping[Level, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a chain: which units are averaged, and whether each is rounded before.

    `without`: the chain of what belongs to no unit of the level, where it is another one.
    """

    level: Level
    is_weighted: bool = False
    rounding_digits: int | None = None
    rounding_direction: Rounding = Rounding.HALF_UP
    without: tuple[Step, ...] = ()


Chain = tuple[Step, ...]
"""From the outermost units, which are averaged last, to the indicators."""
Pcts = Sequence[float | None]
"""The percentage that each row counts with, in the order of the rows; None where it does not."""


@dataclass(frozen=True, slots=True)
class Units:
    """The percentages that the last mean is made of, each with its weight."""

    pcts: tuple[float, ...]
    weights: tuple[float, ...] | None = None

    def rounded(self, digits: int | None, direction: Rounding) -> Units:
        """Gives the same units, each rounded; as they are where `digits` is None."""
        if digits is None:
            return self
        return Units(tuple(rounded(pct, digits, direction) for pct in self.pcts), self.weights)

    def mean_pct(self) -> float | None:
        """Gives their mean, None where there is nothing."""
        if not self.pcts:
            return None
        if self.weights is None:
            return fsum(self.pcts) / len(self.pcts)
        weighted = (pct * weight for pct, weight in zip(self.pcts, self.weights, strict=True))
        return fsum(weighted) / fsum(self.weights)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows as a chain groups them, by their places in the list of rows.

    A group has `members` or, at the end of the chain, `rows`; `weights` are theirs, as stated.
    `loose` rows belong to no member, and count only where no member has anything to count.
    """

    step: Step
    rows: tuple[int, ...] = ()
    members: tuple[Group, ...] = ()
    weights: tuple[float | None, ...] = ()
    loose: tuple[int, ...] = ()

    def units(self, pcts: Pcts) -> Units:
        """Gives what the group's mean is made of."""
        values = [pcts[row] for row in self.rows] + [
            member.mean_pct(pcts) for member in self.members
        ]
        found = tuple(value for value in values if value is not None)
        if not found:
            # No member to round: as a roll-up does, the plain mean of what is loose.
            return Units(tuple(pct for row in self.loose if (pct := pcts[row]) is not None))
        weights = self._filled_weights(values) if self.step.is_weighted else None
        return Units(found, weights).rounded(
            self.step.rounding_digits, self.step.rounding_direction
        )

    def mean_pct(self, pcts: Pcts) -> float | None:
        """Gives the group's percentage, None where none of its rows counts."""
        return self.units(pcts).mean_pct()

    def counted_count(self, pcts: Pcts) -> int:
        """Gives how many rows the mean is made of."""
        inside = sum(pcts[row] is not None for row in self.rows)
        inside += sum(member.counted_count(pcts) for member in self.members)
        return inside or sum(pcts[row] is not None for row in self.loose)

    def _filled_weights(self, values: Pcts) -> tuple[float, ...] | None:
        """Gives the weights of the units with a value, as a roll-up fills the empty ones."""
        stated = [weight for weight in self.weights if weight is not None]
        if not stated:
            return None
        usual = fsum(stated) / len(stated)
        filled = tuple(
            usual if weight is None else weight
            for value, weight in zip(values, self.weights, strict=True)
            if value is not None
        )
        return filled if any(filled) else None


def grouped(rows: Sequence[Row], chain: Chain, weights: Weights) -> Group:
    """Groups all rows by a chain, once, so that many percentages can be tried on it."""
    return _grouped(list(enumerate(rows)), chain, weights)


_Numbered = Sequence[tuple[int, Row]]


def _grouped(rows: _Numbered, chain: Chain, weights: Weights) -> Group:
    step, rest = chain[0], chain[1:]
    if not rest:
        places = tuple(place for place, _ in rows)
        return Group(step, rows=places, weights=tuple(_indicator_weight(rows, weights)))
    members, loose = _members(rows, chain, weights)
    return Group(
        step,
        members=tuple(member for member, _ in members),
        weights=tuple(weight for _, weight in members),
        loose=tuple(place for place, _ in loose),
    )


def _members(
    rows: _Numbered, chain: Chain, weights: Weights
) -> tuple[list[tuple[Group, float | None]], list[tuple[int, Row]]]:
    """Gives the groups of the first level with their weights, and the rows that are in none."""
    level, rest = chain[0].level, chain[1:]
    if not rest:
        each = zip(rows, _indicator_weight(rows, weights), strict=True)
        return [(Group(chain[0], rows=(place,)), weight) for (place, _), weight in each], []
    by_code: dict[Code, list[tuple[int, Row]]] = {}
    uncoded: list[tuple[int, Row]] = []
    for place, row in rows:
        code = row.codes.get(level)
        (uncoded if code is None else by_code.setdefault(code, [])).append((place, row))
    members = [
        (_grouped(inside, rest, weights), _weight(level, code, inside[0][1], weights))
        for code, inside in by_code.items()
    ]
    if level in _NEEDS_A_CODE:
        return members, uncoded
    higher, loose = _members(uncoded, chain[0].without or rest, weights)
    return [*members, *higher], loose


def _indicator_weight(rows: _Numbered, weights: Weights) -> Iterable[float | None]:
    return (
        _weight(Level.INDICATOR, row.codes.get(Level.INDICATOR, ("",)), row, weights)
        for _, row in rows
    )


def _weight(level: Level, code: Code, row: Row, weights: Weights) -> float | None:
    """Gives the weight that the rules state, else the one in the sheet."""
    stated = weights.get((level, code[-1]))
    if stated is not None:
        return stated
    if level is Level.INDICATOR:
        return row.weight
    return row.action_weight if level is Level.ACTION else None


def configured_chain(level: Level, rules: Mapping[Level, RollupRule]) -> Chain:
    """Gives the chain that an aggregate of a level is counted by, under the rules in force."""
    rule = rules[level]
    below = _below(level, rule.method)
    is_weighted = rule.method is RollupMethod.WEIGHTED_MEAN
    is_of_children = is_weighted or rule.method is RollupMethod.MEAN_OF_CHILDREN
    step = Step(
        below,
        is_weighted,
        rule.rounding_digits if is_of_children else None,
        rule.rounding_direction,
        _chain_without(below, rules),
    )
    if below is Level.INDICATOR:
        return (step,)
    return (step, *configured_chain(below, rules))


def _chain_without(level: Level, rules: Mapping[Level, RollupRule]) -> Chain:
    """Gives the chain of what has no code at a level: it hangs by the next lower one it has."""
    if level in (Level.INDICATOR, Level.ACTION):
        return ()
    chain = CHAIN if level in CHAIN else ORGANISATION
    lower = chain[chain.index(level) - 1]
    return (Step(lower, without=_chain_without(lower, rules)), *configured_chain(lower, rules))


def _below(level: Level, method: RollupMethod) -> Level:
    if method is RollupMethod.MEAN_OF_INDICATORS or level is Level.ACTION:
        return Level.INDICATOR
    if method is RollupMethod.MEAN_OF_ACTIONS:
        return Level.ACTION
    chain = CHAIN if level in CHAIN else ORGANISATION
    return chain[chain.index(level) - 1]
