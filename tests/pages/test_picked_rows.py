"""A sector's or a direction's rows are picked from those of all: the same as the store gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.history import plain_records
from dashboard.settings import DB_PATH_VARIABLE
from dashboard.store.queries import (
    finer_query,
    query_catalogue,
    row_filters,
    scope_filters,
    taken_params,
)
from dashboard.ui.data import query, store

ENTITY, YEAR = "comune-di-borgo-esempio", 2024
A_CODE = {"sector_code": "05", "strategic_direction_code": "2"}
PICKED = [
    name
    for name in query_catalogue()["name"]
    if row_filters(name) or scope_filters(name) or finer_query(name, A_CODE)
]
CHOICES = [
    # sector code, direction code, action code
    ("05", None, None),
    (None, "2", None),
    ("05", "2", None),
    ("05", None, "LP.03"),
    ("99", None, None),
    (None, "99", None),
    (None, None, None),
]


@pytest.fixture(autouse=True)
def _samples(loaded_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DB_PATH_VARIABLE, str(loaded_db))


@pytest.mark.parametrize("name", PICKED)
@pytest.mark.parametrize(("sector_code", "direction_code", "action_code"), CHOICES)
def test_rows_of_a_filter_are_those_that_the_store_gives(
    name: str, sector_code: str | None, direction_code: str | None, action_code: str | None
) -> None:
    params: dict[str, Any] = {
        "entity_code": ENTITY,
        "reference_year": YEAR,
        "period": "final",
        "sector_code": sector_code,
        "strategic_direction_code": direction_code,
        "action_code": action_code,
    }
    picked, asked = query(name, **params), store().query(name, **params)
    assert list(picked.columns) == list(asked.columns)
    assert plain_records(picked) == plain_records(asked)


def test_a_filter_that_a_query_does_not_take_asks_nothing_anew() -> None:
    of_year = {"entity_code": ENTITY, "reference_year": YEAR}
    final = query("dup_interventions", **of_year, period="final")

    assert query("dup_interventions", **of_year, period="intermediate").equals(final)
    assert taken_params("dup_interventions", {**of_year, "period": "final"}) == of_year


def test_a_parameter_that_no_query_takes_is_refused() -> None:
    with pytest.raises(TypeError, match="no named query takes sector_cod"):
        query("actions", sector_cod="05")
