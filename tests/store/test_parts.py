"""A question about one entity of many is answered from its own rows, and the answer is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from dashboard.domain.model import DocumentToStore, DupStatus
from dashboard.store import Store, asking, open_store
from dashboard.store.sql_files import sql_files
from tests.store.builders import Line, dup, plan, report, upload

ENTITIES = ("borgo", "l'aquila", "valle")
ASKED = "l'aquila"
OF_ENTITIES = [query.name for query in sql_files("queries") if "entity_code" in query.parameters]


def documents_of(entity_code: str, result: float) -> list[DocumentToStore]:
    lines = [
        Line("I", 10.0, result, reason="Gara deserta"),
        Line("L", 10.0, 12.0, direction_code="2", action_code="A2"),
    ]
    found = [plan(lines), report(lines), dup([("1.1", DupStatus.STARTED)])]
    return [replace(one, entity_code=entity_code) for one in found]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("many") / "prova.duckdb")
    for number, entity_code in enumerate(ENTITIES):
        store.append(upload(*documents_of(entity_code, float(number))))
    yield store
    store.close()


@pytest.fixture
def as_a_large_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """From when on a store is taken apart is a setting; here every store is."""
    monkeypatch.setattr(asking, "MOST_RESULTS_IN_ONE", 0)


@pytest.mark.parametrize("name", OF_ENTITIES)
def test_the_part_of_an_entity_answers_as_the_whole_does(
    many: Store, request: pytest.FixtureRequest, name: str
) -> None:
    whole = many.query(name, entity_code=ASKED)
    request.getfixturevalue("as_a_large_store")

    assert_frame_equal(many.query(name, entity_code=ASKED), whole)


@pytest.mark.parametrize("name", OF_ENTITIES)
def test_all_entities_together_are_answered_as_from_the_whole(
    many: Store, request: pytest.FixtureRequest, name: str
) -> None:
    whole = many.query(name)
    request.getfixturevalue("as_a_large_store")

    assert_frame_equal(many.query(name), whole)


@pytest.mark.usefixtures("as_a_large_store")
def test_a_part_holds_no_row_of_another_entity(many: Store) -> None:
    found = many.query("indicator_results", entity_code=ASKED)

    assert list(found["result_number"]) == [1.0, 12.0]


@pytest.mark.usefixtures("as_a_large_store")
def test_a_part_is_made_anew_after_every_change(tmp_path: Path) -> None:
    store = open_store(tmp_path / "prova.duckdb")
    for result in (4.0, 6.0):
        store.append(upload(*documents_of(ASKED, result)))

        found = store.query("indicator_results", entity_code=ASKED)
        assert list(found["result_number"]) == [result, 12.0]


@pytest.mark.usefixtures("as_a_large_store")
def test_a_past_moment_of_one_entity_shows_what_was_in_force_then(tmp_path: Path) -> None:
    store = open_store(tmp_path / "prova.duckdb")
    store.append(upload(*documents_of(ASKED, 4.0)))
    moment = store.query("uploads")["uploaded_at"].iloc[0].to_pydatetime()
    store.append(upload(*documents_of(ASKED, 6.0)))

    then = store.query("indicator_results", as_of=moment, entity_code=ASKED)
    assert list(then["result_number"]) == [4.0, 12.0]
