"""The rounding of the store is that of dashboard.domain.rounding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.rounding import rounded
from dashboard.domain.rules import Rounding
from dashboard.store.connection import Database
from dashboard.store.schema import bring_up_to_date

# Hundredths meet halves often; the floats reach everywhere else.
percentages = st.integers(-20_000, 20_000).map(lambda cents: cents / 100) | st.floats(-500, 500)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(Path(tmp_path_factory.mktemp("rounding")) / "prova.duckdb")
    bring_up_to_date(opened)
    yield opened
    opened.close()


@given(value=percentages, digits=st.none() | st.integers(0, 2), direction=st.sampled_from(Rounding))
@settings(max_examples=400, deadline=None)
def test_the_macro_equals_the_function(
    database: Database, value: float, digits: int | None, direction: Rounding
) -> None:
    sql = "SELECT rounded_number(CAST($value AS DOUBLE), CAST($digits AS INTEGER), $direction)"
    with database.cursor() as cursor:
        params = {"value": value, "digits": digits, "direction": str(direction)}
        (found,) = cursor.execute(sql, params).fetchall()[0]

    assert found == rounded(value, digits, direction)
