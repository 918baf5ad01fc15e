"""What the store adds up is what dashboard.domain.rollup adds up, on random facts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dashboard.domain.measured import measured_from_facts
from dashboard.domain.model import DocumentToStore, MeasureKind
from dashboard.domain.rollup import roll_up
from dashboard.domain.rules import DEFAULT_RULES, Level
from dashboard.measuring import outcomes_of, rollup_settings
from dashboard.store import open_store
from tests.store.builders import ENTITY, YEAR, Line, report, upload

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


@pytest.mark.parametrize("seed", range(12))
def test_the_means_of_directions_equal_the_reference(tmp_path: Path, seed: int) -> None:
    store = open_store(tmp_path / "prova.duckdb")
    store.append(upload(random_report(seed)))
    rows = store.query("indicator_results").to_dict("records")
    root = roll_up(outcomes_of(rows), rollup_settings(store, ENTITY, YEAR))
    found = store.query("achievement_by_direction").to_dict("records")
    store.close()

    expected = {one.code: one for one in root.children if one.level is Level.DIRECTION}
    linked = [row for row in found if isinstance(row["strategic_direction_code"], str)]
    assert {row["strategic_direction_code"] for row in linked} == expected.keys()
    for row in linked:
        node = expected[row["strategic_direction_code"]]
        assert row["achievement_pct"] == pytest.approx(
            float("nan") if node.value_pct is None else node.value_pct, nan_ok=True
        )
        assert row["counted_count"] == node.counted_count
        assert row["indicator_count"] == node.indicator_count
