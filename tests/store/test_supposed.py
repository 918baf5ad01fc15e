"""A change that is only supposed answers as the made one would, and leaves nothing behind."""

from __future__ import annotations

import pytest

from dashboard.domain.model import Period
from dashboard.domain.registry_model import RegistryFacts, RegistryPeriodFact
from dashboard.store import Store
from dashboard.store.supposed import SupposedStore
from tests.store.builders import ENTITY, Line, lineage, plan, registry, report, upload

HALF = registry(RegistryFacts(periods=(RegistryPeriodFact(Period.FINAL, 90.0, 10.0, lineage(5)),)))
QUERIES = ("indicator_results", "period_expectations", "uploads", "entities")


def filled(store: Store) -> None:
    lines = [Line("I1", target=10.0, result=4.0), Line("I2", target=10.0, result=10.0)]
    store.append_all([(upload(plan(lines)), ()), (upload(report(lines)), ())])


def answers(store: Store | SupposedStore) -> list[str]:
    """What the queries say, without the moments, which differ."""
    frames = [store.query(name, entity_code=ENTITY) for name in QUERIES]
    return [
        frame.drop(columns=[name for name in frame if name.endswith("_at")]).to_csv()
        for frame in frames
    ]


def test_what_is_supposed_of_an_upload_is_what_comes_once_it_is_stored(store: Store) -> None:
    filled(store)
    with store.supposing_appended(upload(HALF)) as supposed:
        announced = [answers(supposed)]
    store.append(upload(HALF))

    assert announced == [answers(store)]


def test_nothing_of_a_supposed_upload_is_kept(store: Store) -> None:
    filled(store)
    before, version = answers(store), store.version()
    with store.supposing_appended(upload(HALF)) as supposed:
        assert answers(supposed) != before

    assert (answers(store), store.version()) == (before, version)


def test_nobody_else_sees_a_supposed_upload_while_it_is_looked_at(store: Store) -> None:
    filled(store)
    before = answers(store)
    with store.supposing_appended(upload(HALF)):
        assert answers(store) == before


def test_an_error_while_supposing_leaves_nothing_behind(store: Store) -> None:
    filled(store)
    before = answers(store)
    with pytest.raises(RuntimeError), store.supposing_appended(upload(HALF)):
        raise RuntimeError

    assert answers(store) == before


def test_what_is_supposed_of_a_revocation_is_what_comes_once_it_is_made(store: Store) -> None:
    filled(store)
    upload_id = store.append(upload(HALF))
    with store.supposing_revoked(upload_id) as supposed:
        announced = answers(supposed)
    assert announced != answers(store)
    store.revoke(upload_id, "prova", "sbagliata")

    assert announced == [
        *answers(store)[:2],
        announced[2],  # who revoked it and why is not known before
        answers(store)[3],
    ]


def test_supposing_that_an_unknown_upload_is_revoked_is_an_error(store: Store) -> None:
    with pytest.raises(KeyError), store.supposing_revoked(7):
        pass
