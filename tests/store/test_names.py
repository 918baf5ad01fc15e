"""What names mean is appended, can be removed, and is as it was on any past day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.store import Store
from tests.store.builders import Line, report, upload

ENTITY = "comune-di-prova"
SPELLING = KnownName(NameSubject.SECTOR, "03", "Lavori publici")
RENAMING = KnownName(NameSubject.SECTOR, "03", "Infrastrutture", date(2023, 1, 1), None)


def test_names_come_back_as_they_were_stated_for_their_entity_only(store: Store) -> None:
    store.state_name(ENTITY, SPELLING, "Anna")
    store.state_name(ENTITY, RENAMING, "Anna")
    store.state_name("altro-ente", KnownName(NameSubject.SECTOR, "1", "Tributi"), "Ugo")

    assert store.known_names(ENTITY) == (SPELLING, RENAMING)


def test_the_same_statement_twice_is_one(store: Store) -> None:
    first = store.state_name(ENTITY, RENAMING, "Anna")

    assert store.state_name(ENTITY, RENAMING, "Ugo") == first
    assert store.known_names(ENTITY) == (RENAMING,)


def test_a_removed_name_counts_no_more_and_can_be_stated_again(store: Store) -> None:
    first = store.state_name(ENTITY, SPELLING, "Anna")
    store.remove_name(first, "Ugo")
    store.remove_name(first, "Anna")  # the second one changes nothing

    assert store.known_names(ENTITY) == ()
    assert [one.removed_by for one in store.name_statements()] == ["Ugo"]
    assert store.state_name(ENTITY, SPELLING, "Anna") == first + 1
    assert store.known_names(ENTITY) == (SPELLING,)


def test_a_name_that_nobody_stated_cannot_be_removed(store: Store) -> None:
    with pytest.raises(KeyError):
        store.remove_name(7, "Ugo")


def test_a_name_stated_with_an_upload_names_it_and_its_sender(store: Store) -> None:
    upload_id = store.append(upload(report([Line("I", 10.0, 4.0)])), [SPELLING])

    [statement] = store.name_statements()
    uploads = store.query("uploads").iloc[0]
    assert (statement.upload_id, statement.stated_by) == (upload_id, uploads["uploaded_by"])
    assert statement.stated_at == uploads["uploaded_at"].to_pydatetime()
    listed = store.query("known_names", entity_code=statement.entity_code)
    assert listed[["name", "code"]].to_numpy().tolist() == [["Lavori publici", "03"]]
    assert listed["file_name"].tolist() == [uploads["file_name"]]


def test_a_past_moment_knows_the_names_of_then(store: Store) -> None:
    number = store.state_name(ENTITY, SPELLING, "Anna")
    stated_at = store.name_statements()[0].stated_at
    store.remove_name(number, "Ugo")

    before = store.query("known_names", as_of=stated_at - timedelta(microseconds=1))
    then = store.query("known_names", as_of=stated_at)
    now = store.query("known_names")

    assert before.empty
    assert then["removed_by"].isna().tolist() == [True]
    assert now["removed_by"].tolist() == ["Ugo"]


def test_every_statement_and_removal_makes_another_version(store: Store) -> None:
    versions = [store.version()]
    number = store.state_name(ENTITY, SPELLING, "Anna")
    versions.append(store.version())
    store.remove_name(number, "Ugo")
    versions.append(store.version())

    assert versions == sorted(set(versions))
    assert store.is_empty()  # nothing was uploaded
