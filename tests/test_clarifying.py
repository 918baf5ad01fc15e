"""Asking a sector, answering, closing, asking again: who may, when, and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.clarifying import answer, ask, clarifications_of, close, reopen
from dashboard.domain.clarifications import AskedOf, Clarification, ClarificationState
from dashboard.domain.model import Period
from dashboard.domain.roles import Person, Role
from dashboard.errors import ClarificationRefusedError, NotPermittedError
from dashboard.rebuild import rebuild_database
from dashboard.settings import TODAY_VARIABLE
from dashboard.store import Store, open_store
from dashboard.texts.errors import error_sentence
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

NUCLEO = Person("Anna Rossi", Role.NUCLEO)
OFFICE = Person("Carla Bruni", Role.OFFICE)
HEAD = Person("Bruno Verdi", Role.SECTOR, "S1")
HEAD_OF_ANOTHER = Person("Dario Neri", Role.SECTOR, "S2")
RESULT = AskedOf(ENTITY, YEAR, Period.FINAL, "S1", "A1", "I1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two sectors with a final report each, looked at on 3 March 2025."""
    monkeypatch.setenv(TODAY_VARIABLE, "2025-03-03")
    for sector_code in ("S1", "S2"):
        lines = [Line("I1", target=10, result=4, sector_code=sector_code)]
        store.append(upload(plan(lines, sector_code=sector_code)))
        store.append(upload(report(lines, sector_code=sector_code)))
    return store


def only(store: Store) -> Clarification:
    (found,) = clarifications_of(store, ENTITY)
    return found


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(ClarificationRefusedError) as refused:
        act()
    return error_sentence(refused.value)


def test_a_request_goes_from_asked_to_answered_to_closed_and_keeps_who_and_why(
    filled: Store,
) -> None:
    number = ask(filled, RESULT, " Perché solo 4?\n\n Chi decide? ", NUCLEO, date(2025, 3, 20))
    answer(filled, ENTITY, number, "Gara deserta", HEAD)
    close(filled, ENTITY, number, "Il chiarimento basta", NUCLEO)

    found = only(filled)
    assert (number, found.state) == (1, ClarificationState.CLOSED)
    assert [(one.step, one.text, one.told_by, one.role) for one in found.events] == [
        ("asked", "Perché solo 4?\n\nChi decide?", "Anna Rossi", Role.NUCLEO),
        ("answered", "Gara deserta", "Bruno Verdi", Role.SECTOR),
        ("closed", "Il chiarimento basta", "Anna Rossi", Role.NUCLEO),
    ]
    assert found.due_date == date(2025, 3, 20)


def test_a_request_carries_the_names_of_its_result(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO)

    asked_of = only(filled).asked_of
    assert (asked_of.sector_name, asked_of.action_name, asked_of.indicator_name) == (
        "Settore S1",
        "Azione A1",
        "Indicatore I1",
    )


def test_numbers_count_within_the_entity_also_when_two_ask_at_once(filled: Store) -> None:
    def asked(count: int) -> int:
        return ask(filled, RESULT, f"Domanda {count}", NUCLEO)

    with ThreadPoolExecutor(max_workers=4) as threads:
        numbers = sorted(threads.map(asked, range(8)))

    assert numbers == list(range(1, 9))
    assert [one.number for one in clarifications_of(filled, ENTITY)] == numbers


def test_requests_are_found_by_year_and_period(filled: Store) -> None:
    for _ in range(2):
        ask(filled, RESULT, "Perché?", NUCLEO)
    ask(filled, replace(RESULT, sector_code="S2"), "E voi?", NUCLEO)
    answer(filled, ENTITY, 1, "Ecco", OFFICE)

    found = clarifications_of(filled, ENTITY, YEAR, Period.FINAL)
    assert [str(one.state) for one in found] == ["answered", "open", "open"]
    assert clarifications_of(filled, ENTITY, YEAR + 1) == ()
    assert clarifications_of(filled, ENTITY, YEAR, Period.INTERMEDIATE) == ()


def test_the_nucleo_alone_asks_closes_and_opens_again(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO)
    for person in (OFFICE, HEAD, Person("", Role.NUCLEO)):
        with pytest.raises(NotPermittedError):
            ask(filled, RESULT, "Perché?", person)
        with pytest.raises(NotPermittedError):
            close(filled, ENTITY, 1, "Basta", person)
        with pytest.raises(NotPermittedError):
            reopen(filled, ENTITY, 1, "Ancora", person)

    assert len(only(filled).events) == 1


def test_the_sector_that_is_asked_answers_or_the_office_for_it(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO)
    for person in (NUCLEO, HEAD_OF_ANOTHER, Person("Eva", Role.GIUNTA)):
        with pytest.raises(NotPermittedError):
            answer(filled, ENTITY, 1, "Ecco", person)

    answer(filled, ENTITY, 1, "Ecco", OFFICE)

    assert only(filled).state is ClarificationState.ANSWERED


def test_an_answer_that_does_not_say_enough_is_asked_about_again(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO, date(2025, 3, 10))
    answer(filled, ENTITY, 1, "Per cause esterne", HEAD)
    reopen(filled, ENTITY, 1, "Quali cause?", NUCLEO, date(2025, 3, 30))

    found = only(filled)
    assert (found.state, found.due_date) == (ClarificationState.OPEN, date(2025, 3, 30))
    assert found.reopening is not None
    assert found.reopening.text == "Quali cause?"


def test_what_cannot_be_done_is_refused_with_what_to_do(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO)
    early, gone = date(2025, 3, 2), replace(RESULT, indicator_code="I9")

    assert "che cosa si chiede" in refusal(lambda: ask(filled, RESULT, " \n", NUCLEO))
    past = refusal(lambda: ask(filled, RESULT, "Perché?", NUCLEO, early))
    assert "oggi (03/03/2025)" in past
    assert "c’è 02/03/2025" in past
    assert "indicatore I9" in refusal(lambda: ask(filled, gone, "Perché?", NUCLEO))
    assert "Scrivere la risposta" in refusal(lambda: answer(filled, ENTITY, 1, "", HEAD))
    assert "n. 7" in refusal(lambda: answer(filled, ENTITY, 7, "Ecco", HEAD))
    assert "già aperta" in refusal(lambda: reopen(filled, ENTITY, 1, "Allora?", NUCLEO))
    assert "perché la richiesta si chiude" in refusal(lambda: close(filled, ENTITY, 1, "", NUCLEO))
    assert len(only(filled).events) == 1


def test_what_is_closed_takes_no_answer_and_cannot_be_closed_twice(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO)
    close(filled, ENTITY, 1, "Chiarito a voce", NUCLEO)

    assert "è chiusa" in refusal(lambda: answer(filled, ENTITY, 1, "Ecco", HEAD))
    assert "è chiusa" in refusal(lambda: close(filled, ENTITY, 1, "Ancora", NUCLEO))
    reopen(filled, ENTITY, 1, "Serve per iscritto", NUCLEO)
    answer(filled, ENTITY, 1, "Ecco", HEAD)
    assert only(filled).state is ClarificationState.ANSWERED


def test_a_day_of_today_is_no_past_day(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO, date(2025, 3, 3))

    assert only(filled).due_date == date(2025, 3, 3)


def test_at_a_past_day_a_request_stands_as_it_stood(filled: Store) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO)

    assert clarifications_of(filled, ENTITY, as_of=date(2020, 1, 1)) == ()


def test_a_rebuilt_store_has_the_same_requests(filled: Store, tmp_path: Path) -> None:
    ask(filled, RESULT, "Perché?", NUCLEO, date(2025, 3, 20))
    answer(filled, ENTITY, 1, "Ecco", HEAD)

    rebuild_database(filled, tmp_path / "rifatto.duckdb")
    rebuilt = open_store(tmp_path / "rifatto.duckdb")
    try:
        stated = [one.events for one in clarifications_of(rebuilt, ENTITY)]
    finally:
        rebuilt.close()

    assert stated == [one.events for one in clarifications_of(filled, ENTITY)]
