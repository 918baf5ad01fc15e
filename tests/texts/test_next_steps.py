"""Every step has its words; a day is said where one was set."""

from datetime import date

import pytest

from dashboard.domain.next_steps import NextStep, StepKind
from dashboard.texts import next_steps as texts

DAY = date(2025, 3, 20)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (NextStep(StepKind.ASK_REASON), "Chiedere la motivazione"),
        (NextStep(StepKind.AWAIT_ANSWER), "Chiarimento chiesto al settore"),
        (
            NextStep(StepKind.AWAIT_ANSWER, DAY),
            "Chiarimento chiesto al settore, risposta attesa entro il 20/03/2025",
        ),
        (
            NextStep(StepKind.AWAIT_ANSWER, DAY, is_overdue=True),
            "Chiarimento chiesto al settore, risposta attesa dal 20/03/2025: in ritardo",
        ),
    ],
)
def test_a_step_says_its_day_where_one_was_set(step, words):
    assert texts.step_words(step) == words


def test_every_step_has_words():
    assert len({texts.step_words(NextStep(kind)) for kind in StepKind}) == len(StepKind)


def test_who_answers_is_the_role_with_its_sector_or_the_sector_alone():
    row = {"sector_name": "Cultura e sport"}

    assert texts.who_answers(row, "Responsabile della cultura") == (
        "risponde: Responsabile della cultura (Cultura e sport)"
    )
    assert texts.who_answers(row, None) == "risponde: Cultura e sport"
