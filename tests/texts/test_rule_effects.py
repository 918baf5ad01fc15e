"""How the effect of new rules is put into words."""

from __future__ import annotations

import pytest

from dashboard.domain.model import Period
from dashboard.domain.rule_movements import Movement, RuleEffect, Standing
from dashboard.domain.rules import Level
from dashboard.texts.rule_effects import (
    NOTHING,
    SAME_TOTAL,
    effect_sentences,
    movement_row,
    points_words,
)

HARD_SPACE = "\xa0"


def movement(level: Level, code: str | None, before: float | None, after: float | None) -> Movement:
    return Movement(
        2024, Period.FINAL, level, code, None, Standing("x", before), Standing("x", after)
    )


def effect(*movements: Movement) -> RuleEffect:
    return RuleEffect(movements, tuple(one for one in movements if one.level is Level.ENTITY))


TOTAL = movement(Level.ENTITY, None, 84.1, 82.9)


def test_things_are_counted_by_level_and_the_total_goes_from_what_to_what() -> None:
    actions = [movement(Level.ACTION, code, 100, 50) for code in ("1", "2", "3")]
    sectors = [movement(Level.SECTOR, code, 90, 80) for code in ("01", "02")]

    assert [
        one.replace(HARD_SPACE, " ") for one in effect_sentences(effect(*actions, *sectors, TOTAL))
    ] == [
        "Cambiano 3 azioni e 2 settori.",
        "Totale dell’ente 2024, Finale (31/12): 84,1 % → 82,9 % (−1,2 punti).",
    ]


def test_one_thing_changes_in_the_singular_and_an_unmoved_total_is_said() -> None:
    one = movement(Level.INDICATOR, "1 / 1", 100, 50)
    assert effect_sentences(effect(one)) == ["Cambia 1 indicatore.", SAME_TOTAL]


def test_a_total_may_move_alone() -> None:
    (sentence,) = effect_sentences(effect(TOTAL))
    assert sentence.startswith("Totale dell’ente 2024")


def test_that_nothing_moves_is_said() -> None:
    assert effect_sentences(effect()) == [NOTHING]


#   before  after   said
CASES = [
    (80.0, 81.5, "+1,5 punti"),
    (80.0, 79.0, "−1,0 punti"),
    (80.0, 80.04, "+0,040 punti"),
    (80.0, 80.0, "nessuna"),
    (None, 80.0, ""),
    (80.0, None, ""),
]


@pytest.mark.parametrize(("before", "after", "said"), CASES)
def test_a_difference_is_in_points_and_never_reads_as_none(
    before: float | None, after: float | None, said: str
) -> None:
    assert points_words(movement(Level.ACTION, "1", before, after)) == said


def test_what_is_left_out_says_why_in_place_of_a_status() -> None:
    left_out = Movement(
        2024,
        Period.FINAL,
        Level.INDICATOR,
        "1 / 1",
        "03",
        Standing("Giorni", 50.0, "partial"),
        Standing("Giorni", None, "excluded"),
    )
    row = movement_row(left_out)

    assert (row["before_words"], row["after_words"]) == (
        "raggiunto in parte",
        "escluso dal calcolo",
    )
