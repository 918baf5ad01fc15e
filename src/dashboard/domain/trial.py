"""What is tried on the figures of one year and period, and what it moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isclose
from typing import Any

from dashboard.domain.model import ResultStatus
from dashboard.domain.rollup import Aggregate
from dashboard.domain.rules import Exclusion, Level, RollupMethod, RuleMethod

Record = Mapping[str, Any]
"""A row of the query `indicator_results`."""

# Percentages are sums of the same numbers in another order; what nobody can see did not move.
_SAME_PCT = 1e-9


@dataclass(frozen=True, slots=True)
class Trial:
    """What is moved; what is not named stays as it is.

    `unit_roundings`: decimals to which what a level averages is rounded first. `has_cap` None
    leaves every cap as it is, False takes them all away, True sets them to `cap_pct`.
    `exclusions` are turned on; what is left out for nothing but `put_back` counts again, and
    everything that a person left out where `puts_all_back`.
    """

    methods: Mapping[Level, RollupMethod] = field(default_factory=dict)
    unit_roundings: Mapping[Level, int] = field(default_factory=dict)
    weights: Mapping[tuple[Level, str], float] = field(default_factory=dict)
    has_cap: bool | None = None
    cap_pct: float | None = None
    decreasing_method: RuleMethod | None = None
    expected_share_pct: float | None = None
    partial_from_pct: float | None = None
    exclusions: tuple[Exclusion, ...] = ()
    put_back: frozenset[str] = frozenset()
    puts_all_back: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """The figures of one year and period, under some rules: both trees and every row."""

    by_direction: Aggregate
    by_sector: Aggregate
    rows: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing before and after. `key`: sector, action and indicator code, as far as they apply.

    `before_status` and `after_status` are None above the indicator.
    """

    level: Level
    key: tuple[str, ...]
    name: str
    before_pct: float | None
    after_pct: float | None
    before_counted_count: int
    after_counted_count: int
    before_status: ResultStatus | None = None
    after_status: ResultStatus | None = None

    @property
    def points(self) -> float | None:
        """Gives after minus before, in percentage points; None where one of them is missing."""
        if self.before_pct is None or self.after_pct is None:
            return None
        return self.after_pct - self.before_pct

    @property
    def has_moved(self) -> bool:
        """Says whether it stands differently."""
        if self.before_status is not self.after_status:
            return True
        if self.points is None:
            return (self.before_pct, self.after_pct) != (None, None)
        return not isclose(self.points, 0, abs_tol=_SAME_PCT)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial does: the figures before and after, and what stands differently."""

    before: View
    after: View

    @property
    def whole(self) -> Moved:
        """Gives the entity, moved or not."""
        return _moved(Level.ENTITY, (), self.before.by_direction, self.after.by_direction)

    @property
    def directions(self) -> tuple[Moved, ...]:
        """Gives every strategic direction, moved or not."""
        return _of_level(Level.DIRECTION, self.before.by_direction, self.after.by_direction)

    @property
    def sectors(self) -> tuple[Moved, ...]:
        """Gives every sector, moved or not."""
        return _of_level(Level.SECTOR, self.before.by_sector, self.after.by_sector)

    @property
    def moved_actions(self) -> tuple[Moved, ...]:
        """Gives the actions that moved, those that moved most first."""
        actions = _of_level(Level.ACTION, self.before.by_sector, self.after.by_sector)
        moved = [action for action in actions if action.has_moved]
        return tuple(sorted(moved, key=lambda one: -abs(one.points or 0)))

    @property
    def changed_states(self) -> tuple[Moved, ...]:
        """Gives the indicators whose status is another."""
        pairs = zip(self.before.rows, self.after.rows, strict=True)
        return tuple(
            _moved_row(before, after)
            for before, after in pairs
            if before["status"] != after["status"]
        )


def _of_level(level: Level, before: Aggregate, after: Aggregate) -> tuple[Moved, ...]:
    found_before, found_after = (dict(_keyed(root, level)) for root in (before, after))
    return tuple(_moved(level, key, node, found_after[key]) for key, node in found_before.items())


def _keyed(root: Aggregate, level: Level) -> Iterable[tuple[tuple[str, ...], Aggregate]]:
    """Gives the nodes of a level with what tells them apart; trying moves none of them."""
    for node in _nodes(root, level):
        sector = (_first_leaf_sector(node),) if level is Level.ACTION else ()
        yield (*sector, str(node.code)), node


def _nodes(root: Aggregate, level: Level) -> Iterable[Aggregate]:
    if root.level is level:
        yield root
        return
    for child in root.children:
        yield from _nodes(child, level)


def _first_leaf_sector(node: Aggregate) -> str:
    while node.outcome is None:
        node = node.children[0]
    return node.outcome.sector_code


def _moved(level: Level, key: tuple[str, ...], before: Aggregate, after: Aggregate) -> Moved:
    return Moved(
        level,
        key,
        before.name,
        before.value_pct,
        after.value_pct,
        before.counted_count,
        after.counted_count,
    )


def _moved_row(before: Record, after: Record) -> Moved:
    return Moved(
        Level.INDICATOR,
        (before["sector_code"], before["action_code"], before["indicator_code"]),
        before["indicator_name"],
        before["achievement_pct"],
        after["achievement_pct"],
        int(before["left_out_reason"] is None),
        int(after["left_out_reason"] is None),
        ResultStatus(before["status"]),
        ResultStatus(after["status"]),
    )
