"""Take an aggregate apart: the way down to it, what each of its parts costs, what it leaves out.

Everything here reads the tree that `dashboard.domain.rollup` made; nothing is added up anew but
the points, and tests hold that 100 and all points together give the aggregate's own value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import fsum
from typing import Any

from dashboard.domain.achievement import Achievement
from dashboard.domain.model import Period
from dashboard.domain.rollup import Aggregate
from dashboard.domain.rules import Band, Level, MeasurementRule, RollupMethod, RollupRule

FULL_PCT = 100.0
OF_A_SECTOR = frozenset({Level.ACTION, Level.INDICATOR, Level.SERVICE})
"""Levels whose codes only tell things apart within a sector."""

IndicatorId = tuple[str, str, str]
"""Sector, action and indicator code."""
Record = Mapping[str, Any]
TreePath = tuple[Aggregate, ...]
"""A way through the tree, from the entity down."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what an explanation speaks; the last three narrow it, as the filters of a page do."""

    entity_code: str
    reference_year: int
    period: Period
    sector_code: str | None = None
    strategic_direction_code: str | None = None
    as_of: date | None = None

    def of_all(self) -> Scope:
        """Gives the same with all sectors and directions."""
        return replace(self, sector_code=None, strategic_direction_code=None)

    def holds(self, row: Record) -> bool:
        """Says whether the sector and direction leave a row that has these two codes."""
        return self.sector_code in (None, row["sector_code"]) and (
            self.strategic_direction_code in (None, row["strategic_direction_code"])
        )


@dataclass(frozen=True, slots=True)
class Node:
    """What is to be explained. `action_code` tells apart indicators, `sector_code` also actions.

    `code` None: the entity. `is_by_sector`: reached from a sector and not from a direction.
    """

    level: Level = Level.ENTITY
    code: str | None = None
    sector_code: str | None = None
    action_code: str | None = None
    is_by_sector: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one part moves the whole away from 100, in percentage points; below zero: it costs.

    `part` is a direct child of the whole.
    """

    name: str
    points: float
    part: Aggregate | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something is written: a cell of a file."""

    file_name: str
    sheet_name: str
    cell: str


@dataclass(frozen=True, slots=True)
class Variation:
    """How a target was varied: its values (query `target_steps`, in order), and what each gives.

    `targets`: the rows of the query `varied_targets`, one for each period.
    """

    steps: tuple[Record, ...]
    targets: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """How one result was measured: by which rule, over which bands, and what came out."""

    rule: MeasurementRule
    bands: tuple[Band, ...]
    achievement: Achievement


@dataclass(frozen=True, slots=True)
class RuleOrigins:
    """Where rules are stated, by level and by rule code; what is absent is the program's own."""

    rollup: Mapping[Level, Origin] = field(default_factory=dict)
    measurement: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node with the way down to it, and everything that is needed to say how it came about.

    `rows` (of the query `indicator_results`) and `measurements`: of every indicator below.
    `variations`: of the indicators whose target was varied.
    """

    scope: Scope
    entity_name: str
    path: TreePath
    rules: Mapping[Level, RollupRule]
    origins: RuleOrigins
    rows: Mapping[IndicatorId, Record]
    measurements: Mapping[IndicatorId, Measurement]
    variations: Mapping[IndicatorId, Variation]

    @property
    def node(self) -> Aggregate:
        """Gives what is explained: the end of the path."""
        return self.path[-1]


def below(aggregate: Aggregate, level: Level) -> Iterator[Aggregate]:
    """Gives everything of a level below an aggregate, itself included, from left to right."""
    if aggregate.level is level:
        yield aggregate
        return
    for child in aggregate.children:
        yield from below(child, level)


def indicator_id(leaf: Aggregate) -> IndicatorId:
    """Gives what names an indicator among all others. `leaf`: an aggregate of that level."""
    if leaf.outcome is None:
        raise ValueError(f"{leaf.level} {leaf.code} is no indicator")
    return leaf.outcome.sector_code, leaf.outcome.action_code, leaf.outcome.indicator_code


def node_of(path: TreePath, *, is_by_sector: bool = False) -> Node:
    """Gives the name under which the end of a path is found again."""
    end = path[-1]
    if end.level is Level.ENTITY:
        return Node()
    leaf = next(below(end, Level.INDICATOR), None)
    sector_code, action_code, _ = ("", "", "") if leaf is None else indicator_id(leaf)
    return Node(
        end.level,
        end.code,
        sector_code=sector_code if end.level in OF_A_SECTOR else None,
        action_code=action_code if end.level is Level.INDICATOR else None,
        is_by_sector=is_by_sector,
    )


def paths_to(root: Aggregate, node: Node) -> list[TreePath]:
    """Gives every way from the root down to something that bears the node's name.

    More than one: the name says too little (an action code that two sectors use).
    """
    return [path for path in _paths(root, ()) if _is_meant(path[-1], node)]


def paths_below(path: TreePath, level: Level) -> Iterator[TreePath]:
    """Gives the ways to everything of a level below the end of a path, that end included."""
    if path[-1].level is level:
        yield path
        return
    for child in path[-1].children:
        yield from paths_below((*path, child), level)


def contributions(aggregate: Aggregate) -> tuple[Contribution, ...]:
    """Gives what each direct child moves the aggregate away from 100, in percentage points.

    A child's points are its share of the mean times what its value lacks to 100; where the mean is
    one of indicators or actions, those of all indicators or actions below the child. Where
    components are rounded first, what that alone does stands last, without a part. Nothing for an
    aggregate without a value. 100 and all points together are the aggregate's value.
    """
    if aggregate.value_pct is None or aggregate.method is None:
        return ()
    found = [
        Contribution(child.name, fsum(share * (value - FULL_PCT) for value, share in parts), child)
        for child, parts in zip(aggregate.children, _shares(aggregate), strict=True)
        if parts
    ]
    if aggregate.rounding_digits is not None:
        unrounded = FULL_PCT + fsum(one.points for one in found)
        found.append(Contribution("", aggregate.value_pct - unrounded))
    return tuple(found)


def _shares(aggregate: Aggregate) -> list[list[tuple[float, float]]]:
    """Gives for each direct child the values that the mean is made of, each with its share.

    Nothing for a child that takes no part in the mean.
    """
    component = _COMPONENTS.get(aggregate.method) if aggregate.method else None
    values = [_values(child, component) for child in aggregate.children]
    if component is not None:
        count = sum(map(len, values))
        return [[(value, 1 / count) for value in own] for own in values]
    return [
        [(value, (child.normalised_weight_pct or 0.0) / FULL_PCT) for value in own]
        for child, own in zip(aggregate.children, values, strict=True)
    ]


def _values(child: Aggregate, component: Level | None) -> list[float]:
    if child.normalised_weight_pct is None:
        return []
    parts = [child] if component is None else below(child, component)
    return [part.value_pct for part in parts if part.value_pct is not None]


_COMPONENTS = {
    RollupMethod.MEAN_OF_INDICATORS: Level.INDICATOR,
    RollupMethod.MEAN_OF_ACTIONS: Level.ACTION,
}


def _paths(aggregate: Aggregate, above: TreePath) -> Iterator[TreePath]:
    path = (*above, aggregate)
    yield path
    for child in aggregate.children:
        yield from _paths(child, path)


def _is_meant(aggregate: Aggregate, node: Node) -> bool:
    if aggregate.level is not node.level:
        return False
    if node.level is Level.ENTITY:
        return True
    if aggregate.code != node.code:
        return False
    leaf = next(below(aggregate, Level.INDICATOR), None)
    if leaf is None:
        return True
    sector_code, action_code, _ = indicator_id(leaf)
    return (node.sector_code in (None, sector_code) or node.level not in OF_A_SECTOR) and (
        node.action_code in (None, action_code) or node.level is not Level.INDICATOR
    )
