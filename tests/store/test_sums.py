"""The sums that the views make are those of dashboard.domain.rollup, on random facts."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable
from pathlib import Path

import pytest

from dashboard.domain.achievement import measured_achievement
from dashboard.domain.model import DocumentToStore, MeasureKind
from dashboard.domain.rollup import MeanAchievement, mean_of_groups, mean_of_indicators
from dashboard.store import open_store
from tests.store.builders import Line, report, upload

KINDS = (MeasureKind.INCREASING, MeasureKind.DECREASING, MeasureKind.RANGE)


def random_report(seed: int) -> DocumentToStore:
    """Some of its results are missing, some left out, some of no direction."""
    draw = random.Random(seed)  # noqa: S311 - a test needs the same facts each time
    return report(
        [
            Line(
                f"I{number}",
                target=draw.choice([0.0, 5.0, 12.5, 80.0]),
                result=draw.choice([None, 0.0, 3.0, 7.7, 61.0, 200.0]),
                measure_kind=draw.choice(KINDS),
                direction_code=draw.choice(["1", "2", "3", None]),
                sector_code=draw.choice(["S1", "S2"]),
                is_not_assessable=draw.random() < 0.15,
                # Actions are linked to one direction, so each indicator has an action of its own.
                action_code=f"A{number}",
            )
            for number in range(draw.randrange(1, 60))
        ],
        sector_code=None,
    )


def percentages(document: DocumentToStore) -> dict[Hashable | None, list[float | None]]:
    """Gives the percentage of each indicator by direction; None for one that is not counted."""
    facts = document.facts
    directions = {action.action_code: action.strategic_direction_code for action in facts.actions}
    targets = {target.indicator_code: target for target in facts.targets}
    found: defaultdict[Hashable | None, list[float | None]] = defaultdict(list)
    for indicator, result in zip(facts.indicators, facts.results, strict=True):
        target = targets[indicator.indicator_code]
        measured = measured_achievement(indicator.measure_kind, target, result).achievement_pct
        counted = None if result.is_not_assessable else measured
        found[directions[indicator.action_code]].append(counted)
    return found


def close_to(mean: MeanAchievement) -> object:
    return pytest.approx(mean.achievement_pct, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("seed", range(12))
def test_sums_equal_the_reference(tmp_path: Path, seed: int) -> None:
    document = random_report(seed)
    by_direction = percentages(document)
    every = [pct for group in by_direction.values() for pct in group]
    store = open_store(tmp_path / "prova.duckdb")
    store.append(upload(document))
    directions = store.query("achievement_by_direction").to_dict("records")
    methods = store.query("achievement_by_entity").set_index("method").to_dict("index")
    store.close()

    assert len(directions) == len(by_direction)
    for row in directions:
        code = row["strategic_direction_code"]
        expected = mean_of_indicators(by_direction[code if isinstance(code, str) else None])
        assert row["counted_count"] == expected.counted_count
        assert row["indicator_count"] == expected.indicator_count
        if expected.achievement_pct is not None:
            assert row["achievement_pct"] == close_to(expected)
            assert row["min_achievement_pct"] == expected.min_achievement_pct
            assert row["max_achievement_pct"] == expected.max_achievement_pct
    for method, expected in {
        "mean_of_directions": mean_of_groups(by_direction),
        "mean_of_rounded_directions": mean_of_groups(by_direction, is_rounded_first=True),
        "mean_of_indicators": mean_of_indicators(every),
    }.items():
        assert methods[method]["counted_count"] == expected.counted_count
        assert methods[method]["left_out_count"] == expected.left_out_count
        if expected.achievement_pct is not None:
            assert methods[method]["achievement_pct"] == close_to(expected)
