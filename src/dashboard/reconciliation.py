"""Reconcile a published percentage with the rows that the store has of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.domain.counting import Code, Row, Step, configured_chain
from dashboard.domain.explanation import Node, Scope
from dashboard.domain.left_out import families_of
from dashboard.domain.published import PublishedFigure, published_figure
from dashboard.domain.reconciling import Question, Reconciliation, reconcile
from dashboard.domain.rules import Level
from dashboard.errors import UnreadableFigureError
from dashboard.history import plain_records
from dashboard.measuring import rollup_settings
from dashboard.store import Store

Record = Mapping[str, Any]

_CODE_COLUMNS: Mapping[Level, tuple[str, ...]] = {
    Level.DIRECTION: ("strategic_direction_code",),
    Level.STRATEGIC_OBJECTIVE: ("strategic_direction_code", "strategic_objective_code"),
    Level.OPERATIONAL_OBJECTIVE: (
        "strategic_direction_code",
        "strategic_objective_code",
        "operational_objective_code",
    ),
    Level.SECTOR: ("sector_code",),
    Level.SERVICE: ("sector_code", "service_name"),
    Level.ACTION: ("sector_code", "action_code"),
    Level.INDICATOR: ("sector_code", "action_code", "indicator_code"),
}
"""The columns that together tell one thing of a level from another; the last is its own code."""


def reconcile_figure(
    store: Store, printed: str, scope: Scope, node: Node, *, is_exhaustive: bool = False
) -> Reconciliation:
    """Searches how a printed percentage of a node, within a scope, may have been counted.

    Raises UnreadableFigureError where it is no percentage.
    """
    settings = rollup_settings(store, scope.entity_code, scope.reference_year, scope.as_of)
    return reconcile(
        Question(
            figure_of(printed),
            rows_of(store, scope, node),
            configured_chain(counted_level(scope, node), settings.rules),
            settings.weights,
            is_exhaustive,
        )
    )


def reconcile_value(printed: str, value_pct: float, row_count: int) -> Reconciliation:
    """Searches how a printed percentage may come from a mean whose rows the store does not have.

    Only roundings can be tried, and a few rows more. Raises UnreadableFigureError where `printed`
    is no percentage.
    """
    rows = tuple(Row({}, value_pct) for _ in range(row_count))
    return reconcile(Question(figure_of(printed), rows, (Step(Level.INDICATOR),)))


def figure_of(printed: str) -> PublishedFigure:
    """Reads a printed percentage. Raises UnreadableFigureError where it is none."""
    figure = published_figure(printed)
    if figure is None:
        raise UnreadableFigureError(text=printed)
    return figure


def rows_of(store: Store, scope: Scope, node: Node) -> tuple[Row, ...]:
    """Gives every indicator of a node within a scope, counted or not; () where there is none."""
    frame = store.query(
        "indicator_results",
        entity_code=scope.entity_code,
        reference_year=scope.reference_year,
        period=str(scope.period),
        sector_code=scope.sector_code,
        strategic_direction_code=scope.strategic_direction_code,
        as_of=scope.as_of,
    )
    return tuple(_row(record) for record in plain_records(frame) if _is_of(record, node))


def counted_level(scope: Scope, node: Node) -> Level:
    """Gives the level whose rule counts a figure; filters make a part of the entity of it."""
    if node.level is not Level.ENTITY:
        return node.level
    if scope.strategic_direction_code is not None:
        return Level.DIRECTION
    return Level.ENTITY if scope.sector_code is None else Level.SECTOR


def _is_of(record: Record, node: Node) -> bool:
    if node.level is Level.ENTITY:
        return True
    asked = {
        _CODE_COLUMNS[node.level][-1]: node.code,
        "sector_code": node.code if node.level is Level.SECTOR else node.sector_code,
        "action_code": node.code if node.level is Level.ACTION else node.action_code,
    }
    return all(code is None or record[column] == code for column, code in asked.items())


def _row(record: Record) -> Row:
    is_counted = record["left_out_reason"] is None
    return Row(
        codes=dict(_codes(record)),
        stated_pct=record["achievement_pct"] if is_counted else record["stated_achievement_pct"],
        measured_pct=record["measured_achievement_pct"],
        declared_pct=record["declared_achievement_pct"],
        left_out_reason=record["left_out_reason"],
        families=families_of(record),
        weight=record["weight"],
        action_weight=record["action_weight"],
        names={
            Level.INDICATOR: record["indicator_name"],
            Level.ACTION: record["action_name"],
            Level.SECTOR: record["sector_name"],
            Level.DIRECTION: record["strategic_direction_name"],
            Level.STRATEGIC_OBJECTIVE: record["strategic_objective_name"],
            Level.OPERATIONAL_OBJECTIVE: record["operational_objective_name"],
        },
    )


def _codes(record: Record) -> Iterable[tuple[Level, Code]]:
    for level, columns in _CODE_COLUMNS.items():
        code = tuple(str(record[column] or "") for column in columns)
        if code[-1]:
            yield level, code
