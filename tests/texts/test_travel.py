"""Marks of travel say shape, word, points and n; what cannot be compared says why."""

import pytest

from dashboard.domain.model import Period
from dashboard.domain.travel import Hindrance, Moment, Travel, Way
from dashboard.texts import travel as texts

UP = Travel(Way.UP, 35.44, 33, 30)
DOWN = Travel(Way.DOWN, -0.8, 12, 12)
SAME = Travel(Way.SAME, 0.0, 12, 12)
NONE = Travel(Way.NOT_COMPARABLE, None, 12, 0, Hindrance.NOTHING_BEFORE)


@pytest.mark.parametrize(
    ("found", "mark", "basis"),
    [
        (UP, "↑ meglio, +35,4\u00a0punti", "su 30 indicatori allora, 33 ora"),
        (DOWN, "↓ peggio, −0,8\u00a0punti", "su 12 indicatori"),
        (SAME, "= uguale", "su 12 indicatori"),
        (NONE, "∅ non confrontabile", "nessun dato di allora"),
    ],
)
def test_a_mark_has_shape_word_points_and_n(found, mark, basis):
    assert (texts.mark_words(found), texts.basis_words(found)) == (mark, basis)


# report before, year before, sentence
FINDINGS = [
    ([UP, DOWN, SAME], [NONE] * 3, "Da giugno 2024 1 indirizzo su 3 sale, 1 scende; "
     "sul 2023 non c’è confronto"),
    ([UP, UP], [DOWN, NONE], "Da giugno 2024 2 indirizzi su 2 salgono; "
     "sul 2023 1 indirizzo su 1 scende"),
    ([SAME], [], "Da giugno 2024 nessun indirizzo si è mosso; sul 2023 non c’è confronto"),
]  # fmt: skip


@pytest.mark.parametrize(("report", "year", "sentence"), FINDINGS)
def test_the_finding_counts_only_what_can_be_compared(report, year, sentence):
    assert texts.travel_finding(Moment(2024, Period.FINAL), report, year) == sentence


def test_every_way_and_hindrance_has_its_words():
    assert set(texts.MARKS) == set(Way)
    for hindrance in Hindrance:
        assert texts.basis_words(Travel(Way.NOT_COMPARABLE, None, 0, 0, hindrance))
