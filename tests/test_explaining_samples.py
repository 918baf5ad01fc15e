"""On the samples: every node of the trees says what the query `achievement` says, cell for cell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.explanation import (
    OF_A_SECTOR,
    Node,
    Scope,
    contributions,
    indicator_id,
    paths_below,
)
from dashboard.domain.model import Period
from dashboard.domain.rules import CHAIN, ORGANISATION, Level
from dashboard.explaining import Explained, explained
from dashboard.history import plain_records
from dashboard.store import Store, open_store
from dashboard.texts.explanation import origin_of
from tests.filled_once import filled_once

SAMPLES = {"esempio": ("comune-di-borgo-esempio", 2024), "izsler_2022": ("izsler", 2022)}
TREES = [(sample, period) for sample in SAMPLES for period in Period]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    filled = filled_once(tmp_path_factory, *SAMPLES)
    found = open_store(Path(shutil.copy(filled, tmp_path_factory.mktemp("esempi"))))
    yield found
    found.close()


@pytest.fixture(scope="module", params=TREES, ids=lambda one: f"{one[0]}-{one[1]}")
def tree(request: pytest.FixtureRequest, store: Store) -> Explained:
    sample, period = request.param
    entity_code, reference_year = SAMPLES[sample]
    return explained(store, Scope(entity_code, reference_year, period))


def rows_at(store: Store, tree: Explained, level: Level) -> list[dict[str, Any]]:
    scope = tree.scope
    return plain_records(
        store.query(
            "achievement",
            level=str(level),
            entity_code=scope.entity_code,
            reference_year=scope.reference_year,
            period=str(scope.period),
        )
    )


@pytest.mark.parametrize("level", [*CHAIN, Level.SERVICE, Level.SECTOR])
def test_every_node_has_the_value_the_method_and_the_counts_of_the_query(
    store: Store, tree: Explained, level: Level
) -> None:
    rows = [row for row in rows_at(store, tree, level) if row["code"] is not None]
    for row in rows:
        node = Node(
            level,
            row["code"],
            sector_code=row.get("sector_code") if level in OF_A_SECTOR else None,
            action_code=row.get("action_code") if level is Level.INDICATOR else None,
        )
        found = tree.at(node).node
        assert found.value_pct == pytest.approx(row["achievement_pct"], abs=1e-9), node
        assert (found.counted_count, found.reported_count, found.indicator_count) == (
            row["counted_count"],
            row["reported_count"],
            row["indicator_count"],
        ), node
        if level is not Level.INDICATOR:
            assert found.method == row["method"]
    if level is not Level.SERVICE:
        assert rows


def test_100_and_all_points_are_the_value_of_every_node(tree: Explained) -> None:
    for root, chain in ((tree.by_direction, CHAIN), (tree.by_sector, ORGANISATION)):
        for path in (path for level in chain for path in paths_below((root,), level)):
            node = path[-1]
            if node.children and node.value_pct is not None:
                points = sum(one.points for one in contributions(node))
                assert 100 + points == pytest.approx(node.value_pct, abs=1e-9)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_cell_of_every_leaf_holds_the_text_that_is_shown(store: Store, sample: str) -> None:
    entity_code, reference_year = SAMPLES[sample]
    cells = plain_records(
        store.query("action_cells", entity_code=entity_code, reference_year=reference_year)
    )
    texts: dict[tuple[str, str, str], set[str]] = {}
    for cell in cells:
        place = (cell["file_name"], cell["sheet_name"], cell["cell"])
        texts.setdefault(place, set()).add(str(cell["raw_text"]).strip())
    whole = explained(store, Scope(entity_code, reference_year, Period.FINAL)).at(Node())
    checked_count = 0
    for path in paths_below(whole.path, Level.INDICATOR):
        row = whole.rows[indicator_id(path[-1])]
        for stem in ("target", "result"):
            origin = origin_of(row, stem)
            if origin is not None and row[f"{stem}_text"] is not None:
                place = (origin.file_name, origin.sheet_name, origin.cell)
                assert row[f"{stem}_text"].strip() in texts[place]
                checked_count += 1
    assert checked_count > whole.node.reported_count
