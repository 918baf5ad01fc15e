"""What the Nucleo says of a result is kept whole, once, by who may, and on what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.assessing import state
from dashboard.clarifying import clarifications_of
from dashboard.domain.assessments import Assessed, Assessment, AssessmentKind
from dashboard.domain.clarifications import ClarificationState
from dashboard.domain.model import Period
from dashboard.domain.reviews import CauseClass, ReviewKind, ReviewOutcome
from dashboard.domain.roles import Person, Role
from dashboard.errors import (
    AssessmentRefusedError,
    ClarificationRefusedError,
    NotPermittedError,
    ReviewRefusedError,
)
from dashboard.rebuild import rebuild_database
from dashboard.reviewing import Said, record, record_reading, review_of, reviews_of
from dashboard.store import Store, open_store
from dashboard.texts.errors import error_sentence
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

ANNA, LUCA = Person("Anna Rossi", Role.NUCLEO), Person("Luca Bianchi", Role.NUCLEO)
BEHIND = Line("I2", target=10, result=4)
NOTE = Said(ReviewKind.NOTE, "Chiedere il collaudo")
AS_IS = Said(ReviewKind.OUTCOME, outcome=ReviewOutcome.AS_IS)
ADJUSTED = Said(
    ReviewKind.OUTCOME, "Ricorso documentato", outcome=ReviewOutcome.ADJUSTED, evaluated_pct=70
)
NOT_ASSESSABLE = Said(
    ReviewKind.OUTCOME, "Dati non attendibili", outcome=ReviewOutcome.NOT_ASSESSABLE
)
ASKED = Said(
    ReviewKind.OUTCOME, "Quando è finita la gara?", outcome=ReviewOutcome.CLARIFICATION_ASKED
)
REOPENED = Said(ReviewKind.OUTCOME, "Nuovi documenti", outcome=ReviewOutcome.REOPENED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "prova.duckdb"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A result of 40 % at the end of the year."""
    opened = open_store(path)
    opened.append(upload(plan([BEHIND]), report([BEHIND])))
    yield opened
    opened.close()


def shown(store: Store) -> dict[str, Any]:
    """Gives the result as a page shows it."""
    (row,) = store.query("indicator_results").to_dict("records")
    return {str(name): value for name, value in row.items()}


def say(store: Store, *said: Said, by: Person = ANNA) -> None:
    """Says one thing after the other, each with the ones before in sight."""
    for one in said:
        newest = review_of(store, shown(store)).newest
        record(store, shown(store), one, by, None if newest is None else newest.review_id)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(ReviewRefusedError) as refused:
        act()
    return error_sentence(refused.value)


def test_everything_said_is_kept_with_who_said_it_and_what_was_looked_at(store: Store) -> None:
    cause = Said(ReviewKind.CAUSE, cause_class=CauseClass.THIRD_PARTIES)
    say(store, NOTE, cause, AS_IS)

    note, confirmed, outcome = reviews_of(store, ENTITY, YEAR, Period.FINAL)
    assert (note.note, note.stated_by, note.stated_role) == (
        "Chiedere il collaudo",
        "Anna Rossi",
        Role.NUCLEO,
    )
    assert confirmed.cause_class is CauseClass.THIRD_PARTIES
    assert outcome.outcome is ReviewOutcome.AS_IS
    standing = review_of(store, shown(store))
    assert standing.is_closed
    assert standing.newest == outcome
    assert {one.result_fingerprint for one in (note, confirmed, outcome)} == {standing.fingerprint}


@pytest.mark.parametrize(
    "person",
    [
        Person("Carla Neri", Role.OFFICE),
        Person("Bruno Verdi", Role.SECTOR, "S1"),
        Person("Ugo Viola", Role.GIUNTA),
        Person("", Role.NUCLEO),
    ],
)
def test_only_a_named_member_of_the_nucleo_says_anything(store: Store, person: Person) -> None:
    with pytest.raises(NotPermittedError):
        record(store, shown(store), NOTE, person, None)
    with pytest.raises(NotPermittedError):
        record_reading(store, shown(store), person)
    assert reviews_of(store, ENTITY, YEAR) == ()


def test_a_member_reads_a_result_once_and_again_when_it_changes(store: Store) -> None:
    assert record_reading(store, shown(store), ANNA)
    assert not record_reading(store, shown(store), ANNA)
    assert record_reading(store, shown(store), LUCA)
    assert [one.stated_by for one in review_of(store, shown(store)).reads] == [
        "Anna Rossi",
        "Luca Bianchi",
    ]

    store.append(upload(report([replace(BEHIND, reason="Ricorso al TAR")])))
    assert not review_of(store, shown(store)).is_read_by("Anna Rossi")
    assert record_reading(store, shown(store), ANNA)


def test_an_adjusted_result_keeps_measured_requested_and_granted(store: Store) -> None:
    request = Assessment(
        assessed=Assessed(ENTITY, YEAR, Period.FINAL, "S1", "A1", "I2"),
        kind=AssessmentKind.OVERRIDE_REQUESTED,
        reason="ricorso al TAR",
        stated_by="Bruno Verdi",
        stated_role=Role.SECTOR,
        pct=90,
    )
    state(store, request)
    say(store, ADJUSTED)

    row = shown(store)
    assert (row["measured_achievement_pct"], row["requested_pct"], row["granted_pct"]) == (
        40,
        90,
        70,
    )
    assert (row["achievement_pct"], row["grant_reason"], row["granted_by"]) == (
        70,
        "Ricorso documentato",
        "Anna Rossi",
    )
    (outcome,) = reviews_of(store, ENTITY, YEAR)
    granted = store.query("assessments").set_index("assessment_kind").loc["override_granted"]
    assert outcome.assessment_id == granted["assessment_id"]


@pytest.mark.parametrize(
    "said", [replace(ADJUSTED, words=""), replace(ADJUSTED, evaluated_pct=None)]
)
def test_a_percentage_without_its_reason_leaves_nothing_behind(store: Store, said: Said) -> None:
    with pytest.raises(AssessmentRefusedError):
        record(store, shown(store), said, ANNA, None)
    assert reviews_of(store, ENTITY, YEAR) == ()
    assert store.query("assessments").empty


def test_what_cannot_be_assessed_leaves_the_sums_and_comes_back_as_it_was(store: Store) -> None:
    say(store, NOT_ASSESSABLE)
    assert shown(store)["status"] == "not_assessable"

    say(store, REOPENED)
    assert shown(store)["status"] == "not_assessable"  # asking again moves no number

    say(store, replace(AS_IS, words="Dati verificati"))
    assert (shown(store)["status"], shown(store)["achievement_pct"]) == ("not_achieved", 40)


def test_taken_as_it_is_the_measured_percentage_counts_again(store: Store) -> None:
    say(store, ADJUSTED, replace(AS_IS, words="Il ricorso non c’entra"))
    assert shown(store)["achievement_pct"] == 40


def test_an_outcome_that_follows_two_statements_takes_both_back(store: Store) -> None:
    say(store, ADJUSTED, NOT_ASSESSABLE, replace(AS_IS, words="Dati verificati"))
    row = shown(store)
    assert pd.isna(row["state"])
    assert pd.isna(row["granted_pct"])
    assert row["achievement_pct"] == 40


def test_a_clarification_goes_out_with_its_question_or_not_at_all(store: Store) -> None:
    with pytest.raises(ClarificationRefusedError):
        record(store, shown(store), replace(ASKED, words=" "), ANNA, None)
    assert reviews_of(store, ENTITY, YEAR) == ()

    say(store, ASKED)
    (request,) = clarifications_of(store, ENTITY, YEAR, Period.FINAL)
    assert request.state is ClarificationState.OPEN
    assert request.question == "Quando è finita la gara?"
    assert request.asked_of.result_key == ("S1", "A1", "I2")
    assert not review_of(store, shown(store)).is_closed


def test_an_outcome_is_reopened_for_a_reason_and_only_where_there_is_one(store: Store) -> None:
    assert "non ha un esito" in refusal(lambda: say(store, REOPENED))
    say(store, AS_IS)
    assert "perché" in refusal(lambda: say(store, replace(REOPENED, words="")))

    say(store, REOPENED)
    assert review_of(store, shown(store)).outcome is None
    assert len(reviews_of(store, ENTITY, YEAR)) == 2


def test_an_empty_note_is_refused(store: Store) -> None:
    assert "Scrivere la nota" in refusal(lambda: say(store, replace(NOTE, words=" \n ")))


def test_what_another_member_decided_meanwhile_is_told_and_not_doubled(store: Store) -> None:
    both_see = shown(store)
    record(store, both_see, AS_IS, LUCA, seen_review_id=None)

    told = refusal(lambda: record(store, both_see, ADJUSTED, ANNA, seen_review_id=None))
    assert told.startswith(
        "Luca Bianchi, Nucleo di valutazione, ha registrato «presa così com’è» il "
    )
    assert [one.stated_by for one in reviews_of(store, ENTITY, YEAR)] == ["Luca Bianchi"]
    assert store.query("assessments").empty


def test_what_another_member_only_read_or_noted_stands_in_nobodys_way(store: Store) -> None:
    record_reading(store, shown(store), LUCA)
    record(store, shown(store), AS_IS, ANNA, seen_review_id=None)
    record(store, shown(store), NOTE, LUCA, seen_review_id=None)
    assert [one.review_kind for one in reviews_of(store, ENTITY, YEAR)] == [
        ReviewKind.READ,
        ReviewKind.OUTCOME,
        ReviewKind.NOTE,
    ]


def test_of_ten_decisions_at_the_same_moment_one_is_kept(store: Store) -> None:
    row = shown(store)

    def decide(number: int) -> None:
        with suppress(ReviewRefusedError):
            record(store, row, AS_IS, Person(f"Membro {number}", Role.NUCLEO), None)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(decide, range(10)))
    assert len(reviews_of(store, ENTITY, YEAR)) == 1


def test_of_a_result_that_the_sector_changed_meanwhile_nothing_is_said(store: Store) -> None:
    row = shown(store)
    store.append(upload(report([replace(BEHIND, result=5)])))
    assert "ha cambiato" in refusal(lambda: record(store, row, AS_IS, ANNA, None))
    assert reviews_of(store, ENTITY, YEAR) == ()


def test_an_outcome_of_another_text_is_said_to_be_so(store: Store) -> None:
    say(store, AS_IS)
    store.append(upload(report([replace(BEHIND, reason="Ricorso al TAR")])))
    standing = review_of(store, shown(store))
    assert standing.is_outcome_of_another_text
    assert not standing.is_closed


def test_all_that_was_said_is_there_when_the_store_is_opened_again(path: Path) -> None:
    first = open_store(path)
    first.append(upload(plan([BEHIND]), report([BEHIND])))
    record_reading(first, shown(first), ANNA)
    say(first, NOTE, ASKED)
    before = reviews_of(first, ENTITY, YEAR)
    first.close()

    again = open_store(path)
    try:
        assert reviews_of(again, ENTITY, YEAR) == before
        assert len(clarifications_of(again, ENTITY, YEAR)) == 1
    finally:
        again.close()


def test_a_store_that_is_built_anew_has_every_statement(store: Store, tmp_path: Path) -> None:
    say(store, NOTE, ADJUSTED)
    rebuild_database(store, tmp_path / "nuova.duckdb")

    again = open_store(tmp_path / "nuova.duckdb")
    try:
        assert reviews_of(again, ENTITY, YEAR) == reviews_of(store, ENTITY, YEAR)
        assert len(again.query("assessments")) == 1
    finally:
        again.close()
