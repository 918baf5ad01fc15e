"""The next step on a deviation follows from facts, and an open question comes before all."""

from datetime import UTC, date, datetime

import pytest

from dashboard.domain.clarifications import (
    AskedOf,
    Clarification,
    ClarificationEvent,
    ClarificationStep,
)
from dashboard.domain.model import Period
from dashboard.domain.next_steps import NextStep, StepKind, answerable, asks_to_change, next_step
from dashboard.domain.reviews import Review, ReviewKind, ReviewOutcome, ReviewStanding
from dashboard.domain.roles import Role

TODAY = date(2025, 3, 10)
DUE = date(2025, 3, 20)


def row(**changes):
    return {
        "sector_code": "07",
        "action_code": "AM.02",
        "action_name": "Nuove alberature",
        "indicator_code": "AM.02.1",
        "indicator_name": "Alberi piantati",
        "has_reason": False,
        **changes,
    }


def clarification(*steps, due_date=DUE, indicator_code="AM.02.1"):
    events = [
        ClarificationEvent(
            step,
            "…",
            datetime(2025, 3, day, tzinfo=UTC).replace(tzinfo=None),
            "Anna Rossi",
            due_date=due_date if step is ClarificationStep.ASKED else None,
        )
        for day, step in enumerate((ClarificationStep.ASKED, *steps), start=1)
    ]
    place = AskedOf("e", 2024, Period.FINAL, "07", "AM.02", indicator_code)
    return Clarification(1, place, tuple(events))


def proposal(**changes):
    return {
        "state": "pending",
        "sector_code": "07",
        "row_label": "AM.02 Nuove  alberature · AM.02.1 Alberi piantati",
        **changes,
    }


def closed(outcome=ReviewOutcome.AS_IS, fingerprint="f"):
    said = Review(
        "e", 2024, Period.FINAL, "07", "AM.02", "AM.02.1", ReviewKind.OUTCOME, fingerprint,
        "Anna Rossi", Role.NUCLEO, outcome=outcome,
    )  # fmt: skip
    return ReviewStanding(fingerprint="f", outcome=said)


ANSWERED, CLOSED = ClarificationStep.ANSWERED, ClarificationStep.CLOSED
# row, clarifications, proposals, standing, step
CASES = [
    (row(), [], [], None, StepKind.ASK_REASON),
    (row(has_reason=True), [], [], None, StepKind.EXAMINE),
    (row(), [], [proposal()], None, StepKind.DECIDE_PROPOSAL),
    (row(), [], [proposal(state="accepted")], None, StepKind.ASK_REASON),
    (row(), [clarification(ANSWERED)], [proposal()], None, StepKind.READ_ANSWER),
    (row(), [clarification(ANSWERED, CLOSED)], [], None, StepKind.ASK_REASON),
    (row(), [clarification(indicator_code="AM.02.2")], [], None, StepKind.ASK_REASON),
    (row(), [], [proposal()], closed(), StepKind.EXAMINED),
    (row(), [], [], closed(ReviewOutcome.CLARIFICATION_ASKED), StepKind.ASK_REASON),
    (row(), [], [], closed(fingerprint="another text"), StepKind.ASK_REASON),
]


@pytest.mark.parametrize(("result", "clarifications", "proposals", "standing", "kind"), CASES)
def test_the_next_step_follows_from_what_is_known(
    result, clarifications, proposals, standing, kind
):
    assert next_step(result, clarifications, proposals, standing, TODAY) == NextStep(kind)


def test_an_open_question_comes_before_all_and_carries_its_day():
    found = next_step(row(), [clarification()], [proposal()], closed(), TODAY)

    assert found == NextStep(StepKind.AWAIT_ANSWER, DUE)


def test_an_answer_that_is_late_says_so():
    asked = clarification(due_date=date(2025, 3, 9))

    assert next_step(row(), [asked], [], None, TODAY).is_overdue


@pytest.mark.parametrize(
    "other",
    [
        proposal(sector_code="05"),
        proposal(row_label="AM.02 Nuove alberature · AM.02.2 Alberi curati"),
        proposal(row_label="AM.02 Nuove alberature"),
        proposal(row_label=None),
    ],
)
def test_a_proposal_on_another_row_is_not_taken_for_this_one(other):
    assert not asks_to_change(other, row())


def test_a_row_without_names_matches_no_proposal():
    assert not asks_to_change(proposal(), row(action_name=None, indicator_name=None))


def test_who_answers_is_the_role_stated_by_the_action():
    actions = [
        {"sector_code": "05", "action_code": "AM.02", "responsible_role": "altro"},
        {"sector_code": "07", "action_code": "AM.02", "responsible_role": " Responsabile verde "},
    ]

    assert answerable(row(), actions) == "Responsabile verde"
    assert answerable(row(), actions[:1]) is None
    assert answerable(row(sector_code="05"), [{**actions[0], "responsible_role": " "}]) is None
