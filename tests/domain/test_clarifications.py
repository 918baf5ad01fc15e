"""How a request for clarification stands, from its steps and from the answers in sheets."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dashboard.domain.clarifications import (
    AskedOf,
    Clarification,
    ClarificationState,
    ClarificationStatement,
    ClarificationStep,
    SheetAnswer,
    SheetPlace,
    Step,
    clarifications_from,
    in_order_of_work,
)
from dashboard.domain.model import Period
from dashboard.domain.roles import Role

START = datetime(2025, 3, 3, 9, 0)  # noqa: DTZ001 - as the store holds it
ASKED, ANSWERED, CLOSED, REOPENED = ClarificationStep
OPEN_STATE, ANSWERED_STATE, CLOSED_STATE = ClarificationState


def step(
    kind: ClarificationStep,
    text: str = "Perché?",
    day: int = 0,
    number: int = 1,
    due_date: date | None = None,
) -> Step:
    asked_of = AskedOf("comune", 2024, Period.FINAL, "S1", "A1", "I1")
    statement = ClarificationStatement(
        entity_code="comune",
        clarification_number=number,
        reference_year=2024,
        period=Period.FINAL,
        sector_code="S1",
        action_code="A1",
        indicator_code="I1",
        step=kind,
        text=text,
        stated_by="Anna Rossi",
        stated_role=Role.NUCLEO,
        due_date=due_date,
        stated_at=START + timedelta(days=day),
    )
    return asked_of, statement


def sheet_answer(
    text: str, day: int, sector_code: str = "S1", number: int = 1, upload_id: int = 7
) -> SheetAnswer:
    place = SheetPlace(upload_id, "Report.xlsx", "Chiarimenti", "G7")
    moment = START + timedelta(days=day)
    return SheetAnswer(number, sector_code, text, moment, "Bruno Verdi", place)


def one(steps: list[Step], *answers: SheetAnswer) -> Clarification:
    (found,) = clarifications_from(steps, answers)
    return found


#    steps, oldest first                          state
STATES = [
    ([ASKED], OPEN_STATE),
    ([ASKED, ANSWERED], ANSWERED_STATE),
    ([ASKED, CLOSED], CLOSED_STATE),
    ([ASKED, ANSWERED, CLOSED], CLOSED_STATE),
    ([ASKED, ANSWERED, REOPENED], OPEN_STATE),
    ([ASKED, ANSWERED, CLOSED, REOPENED], OPEN_STATE),
    ([ASKED, ANSWERED, REOPENED, ANSWERED], ANSWERED_STATE),
    ([ASKED, CLOSED, ANSWERED], CLOSED_STATE),  # too late: only the Nucleo opens again
]


@pytest.mark.parametrize(("kinds", "state"), STATES)
def test_the_steps_say_whose_turn_it_is(
    kinds: list[ClarificationStep], state: ClarificationState
) -> None:
    steps = [step(kind, f"Testo {day}", day) for day, kind in enumerate(kinds)]

    assert one(steps).state is state


def test_an_answer_in_a_sheet_answers_like_one_given_here_and_names_its_cell() -> None:
    found = one([step(ASKED)], sheet_answer("Lavori fermi per il maltempo", 4))

    assert found.state is ANSWERED_STATE
    assert found.answer is not None
    assert found.answer.place == SheetPlace(7, "Report.xlsx", "Chiarimenti", "G7")
    assert found.waiting_since() == START + timedelta(days=4)


def test_an_answer_from_another_sector_does_not_count() -> None:
    found = one([step(ASKED)], sheet_answer("Non è nostro", 4, sector_code="S2"))

    assert found.state is OPEN_STATE
    assert found.answer is None


def test_a_sheet_that_is_sent_again_does_not_answer_what_was_opened_again() -> None:
    steps = [step(ASKED), step(REOPENED, "Da quando?", 5)]
    same = [sheet_answer("Lavori fermi.", 3), sheet_answer("lavori  fermi", 7, upload_id=8)]

    assert one(steps, *same).state is OPEN_STATE
    assert one(steps, *same, sheet_answer("Da maggio", 8)).state is ANSWERED_STATE


def test_the_newest_answer_counts_and_the_older_ones_are_kept() -> None:
    found = one([step(ASKED)], sheet_answer("Prima", 2), sheet_answer("Seconda", 3, upload_id=8))

    assert found.answer is not None
    assert found.answer.text == "Seconda"
    assert [event.text for event in found.events] == ["Perché?", "Prima", "Seconda"]


def test_answers_to_numbers_that_nobody_asked_make_no_request() -> None:
    assert clarifications_from([], [sheet_answer("Ecco", 2, number=9)]) == ()


def test_only_what_is_open_can_be_overdue_and_the_due_day_is_still_in_time() -> None:
    due = date(2025, 3, 10)
    waiting = one([step(ASKED, due_date=due)])
    answered = one([step(ASKED, due_date=due), step(ANSWERED, day=2)])

    assert not waiting.is_overdue(due)
    assert waiting.is_overdue(due + timedelta(days=1))
    assert not answered.is_overdue(due + timedelta(days=1))
    assert not one([step(ASKED)]).is_overdue(due)


def test_opening_again_sets_its_own_due_day() -> None:
    steps = [step(ASKED, due_date=date(2025, 3, 10)), step(CLOSED, day=1), step(REOPENED, day=2)]

    assert one(steps).due_date is None


def test_what_waits_for_the_sector_comes_first_and_the_overdue_before_it() -> None:
    steps = [
        step(ASKED, number=1),
        step(CLOSED, number=1, day=1),
        step(ASKED, number=2),
        step(ANSWERED, number=2, day=1),
        step(ASKED, number=3),
        step(ASKED, number=4, due_date=date(2025, 4, 30)),
        step(ASKED, number=5, due_date=date(2025, 3, 10)),
    ]

    ordered = in_order_of_work(clarifications_from(steps, ()), date(2025, 4, 1))

    assert [found.number for found in ordered] == [5, 4, 3, 2, 1]
