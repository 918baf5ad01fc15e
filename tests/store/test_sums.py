"""What the store adds up is what dashboard.domain.rollup adds up, on random trees and rules."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain.model import (
    AchievementBasis,
    ActionFact,
    ActionKind,
    DocumentKind,
    DocumentToStore,
    Facts,
    IndicatorFact,
    MeasureKind,
    Period,
    Recognition,
    ResultFact,
)
from dashboard.domain.registry_model import (
    RegistryFacts,
    RollupExclusionFact,
    RollupRuleFact,
    RollupWeightFact,
)
from dashboard.domain.rollup import Aggregate, Outcome, RollupSettings, roll_up
from dashboard.domain.rules import (
    CHAIN,
    ORGANISATION,
    Level,
    RollupMethod,
    RollupRule,
    Rounding,
)
from dashboard.history import plain_records
from dashboard.measuring import outcomes_of, rollup_settings
from dashboard.store import Store, open_store
from tests.store.builders import ENTITY, YEAR, lineage, report, upload

SEEDS = range(8)
WEIGHTS = (None, None, 0.0, 1.0, 10.0, 12.5)
REASONS = (
    "missing",
    "not_due",
    "not_assessable",
    "not_measurable",
    "sterilised",
    "eliminated",
    "excluded",
    "not_linked",
)


def random_actions(draw: random.Random) -> tuple[ActionFact, ...]:
    """Actions of every shape: with and without objectives, direction, service, weight and tags."""
    return tuple(
        ActionFact(
            sector_code=draw.choice(["S1", "S2"]),
            action_code=f"A{number}",
            action_name=f"Azione {number}",
            lineage=lineage(number),
            action_kind=draw.choice([None, *ActionKind]),
            strategic_direction_code=draw.choice(["1", "2", "3", None]),
            strategic_objective_code=draw.choice(["1.1", "1.2", None]),
            operational_objective_code=draw.choice(["1.1.1", "1.1.2", None]),
            service_name=draw.choice(["Tributi", "Anagrafe", None]),
            weight=draw.choice(WEIGHTS),
            tags=draw.choice([None, "PNRR", "PNRR; parità", "parità;"]),
        )
        for number in range(draw.randrange(1, 25))
    )


def random_report(draw: random.Random) -> DocumentToStore:
    """Percentages as declared; some results are missing, not due, or not assessable."""
    actions = random_actions(draw)
    placed = [(action, n) for action in actions for n in range(draw.randrange(1, 5))]
    return replace(
        report([], sector_code=None, basis=AchievementBasis.DECLARED),
        facts=Facts(
            actions=actions,
            indicators=tuple(
                IndicatorFact(
                    sector_code=action.sector_code,
                    action_code=action.action_code,
                    indicator_code=f"I{n}",
                    indicator_name=f"Indicatore {n}",
                    measure_kind=MeasureKind.INCREASING,
                    lineage=lineage(n),
                    weight=draw.choice(WEIGHTS),
                )
                for action, n in placed
            ),
            results=tuple(
                ResultFact(
                    sector_code=action.sector_code,
                    action_code=action.action_code,
                    indicator_code=f"I{n}",
                    result_year=YEAR,
                    period=Period.FINAL,
                    lineage=lineage(n),
                    declared_achievement_pct=draw.choice([None, 0.0, 33.3, 62.5, 88.5, 100.0]),
                    is_not_assessable=draw.random() < 0.1,
                    is_not_due=draw.random() < 0.1,
                )
                for action, n in placed
            ),
        ),
    )


def random_registry(draw: random.Random) -> DocumentToStore:
    """An anagrafica with methods for some levels, weights, and at most one exclusion."""
    levels = [level for level in Level if level is not Level.INDICATOR]
    rules = tuple(
        RollupRuleFact(
            level,
            draw.choice(list(RollupMethod)),
            lineage(2),
            draw.choice([None, 0, 1]),
            draw.choice(list(Rounding)),
        )
        for level in draw.sample(levels, draw.randrange(len(levels) + 1))
    )
    weights = tuple(
        RollupWeightFact(level, code, draw.choice([0.0, 20.0, 37.5]), lineage(3))
        for level, code in (
            (Level.DIRECTION, "1"),
            (Level.DIRECTION, "2"),
            (Level.STRATEGIC_OBJECTIVE, "1.1"),
            (Level.OPERATIONAL_OBJECTIVE, "1.1.2"),
            (Level.SECTOR, "S1"),
            (Level.SERVICE, "Tributi"),
            (Level.ACTION, "A1"),
            (Level.INDICATOR, "I1"),
        )
        if draw.random() < 0.5
    )
    exclusions = tuple(
        RollupExclusionFact(level, code, "fuori dal calcolo", lineage(4), sector)
        for level, code, sector in draw.sample(
            [
                (Level.INDICATOR, "I2", None),
                (Level.ACTION, "A3", "S1"),
                (Level.DIRECTION, "3", None),
                (Level.SERVICE, "Anagrafe", "S2"),
                (Level.STRATEGIC_OBJECTIVE, "1.2", None),
                (Level.OPERATIONAL_OBJECTIVE, "1.1.1", None),
                (Level.SECTOR, "S2", None),
            ],
            draw.randrange(3),
        )
    )
    return DocumentToStore(
        entity_code=ENTITY,
        entity_name="Comune di Prova",
        kind=DocumentKind.REGISTRY,
        reference_year=YEAR,
        cycle_start_year=None,
        cycle_end_year=None,
        period=None,
        sector_code=None,
        strategic_direction_code=None,
        achievement_basis=AchievementBasis.MEASURED,
        recognition=Recognition(DocumentKind.REGISTRY, 4, 4),
        rows=(),
        facts=Facts(
            registry=RegistryFacts(rollup_rules=rules, weights=weights, exclusions=exclusions)
        ),
    )


@pytest.fixture(scope="module", params=SEEDS)
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    draw = random.Random(request.param)  # noqa: S311 - a test needs the same facts each time
    opened = open_store(tmp_path_factory.mktemp("sums") / "prova.duckdb")
    opened.append(upload(random_report(draw)))
    if request.param:  # the first one adds up as the program does by itself
        opened.append(upload(random_registry(draw)))
    yield opened
    opened.close()


def outcomes(store: Store, **filters: Any) -> list[Outcome]:
    rows = plain_records(store.query("indicator_results", **filters))
    return outcomes_of(rows, plain_records(store.query("actions")))


def nodes_of(root: Aggregate, level: Level) -> list[Aggregate]:
    own = [root] if root.level is level else []
    return [*own, *(node for child in root.children for node in nodes_of(child, level))]


def found_nodes(store: Store, level: str, **params: Any) -> list[dict[str, Any]]:
    rows = plain_records(store.query("achievement", level=level, **params))
    return [row for row in rows if row["code"] is not None]


def said(node: Aggregate, code: str | None) -> dict[str, Any]:
    """Gives a node of the reference in the columns of the query."""
    return {
        "code": code,
        "method": None if node.method is None else str(node.method),
        "rounding_digits": node.rounding_digits,
        "achievement_pct": node.value_pct,
        "min_achievement_pct": node.min_pct,
        "max_achievement_pct": node.max_pct,
        "weight": node.weight,
        "weight_sum": node.weight_sum,
        "empty_weight_count": node.empty_weight_count,
        "counted_count": node.counted_count,
        "reported_count": node.reported_count,
        "indicator_count": node.indicator_count,
        "coverage_pct": node.coverage_pct,
        **{f"{reason}_count": node.left_out.get(reason, 0) for reason in REASONS},
    }


def in_one_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: repr([row["code"], row["achievement_pct"], row]))


def assert_same(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    columns = list(said(roll_up([], RollupSettings(RULES)), None))
    plain = [{name: row[name] for name in columns} for row in found]
    rounded_found = in_one_order([settled(row) for row in plain])
    assert rounded_found == in_one_order([settled(row) for row in expected])


def settled(row: dict[str, Any]) -> dict[str, Any]:
    """Gives a row whose percentages differ only where they really do, not in the last bit."""
    return {
        name: round(value, 9) + 0.0 if isinstance(value, float) else value
        for name, value in row.items()
    }


RULES = {level: RollupRule(level, RollupMethod.MEAN_OF_INDICATORS) for level in Level}
METHODS = [None, *RollupMethod]


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.INDICATOR])
def test_every_level_by_every_method_equals_the_reference(store: Store, level: Level) -> None:
    configured = rollup_settings(store, ENTITY, YEAR)
    chain = ORGANISATION if level in (Level.SECTOR, Level.SERVICE) else CHAIN
    found_outcomes = outcomes(store)
    for method in METHODS:
        asked = {} if method is None else {level: RollupRule(level, method)}
        settings = replace(configured, rules={**configured.rules, **asked})
        root = roll_up(found_outcomes, settings, chain)
        expected = [
            said(node, ENTITY if level is Level.ENTITY else node.code)
            for node in nodes_of(root, level)
        ]

        assert_same(found_nodes(store, str(level), method=method), expected)
