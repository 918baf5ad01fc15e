"""No table that is published gives a small group away, not by subtraction either."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.suppression import (
    SMALLEST_SHOWN,
    Shown,
    Suppression,
    given_away,
    suppression,
)

COUNTS = st.lists(st.integers(min_value=0, max_value=40), max_size=14)
WHOLE, SMALL, WITHHELD = Shown.WHOLE, Shown.SMALL, Shown.WITHHELD


def test_without_small_groups_everything_is_shown() -> None:
    assert suppression([5, 12, 0, 30]) == Suppression((WHOLE,) * 4, is_total_shown=True)


def test_one_small_group_takes_the_smallest_of_the_others_with_it() -> None:
    assert suppression([12, 3, 8, 30]).rows == (WHOLE, SMALL, WITHHELD, WHOLE)


def test_two_small_groups_that_are_large_together_hide_nobody_else() -> None:
    assert suppression([3, 4, 30]).rows == (SMALL, SMALL, WHOLE)


def test_two_small_groups_that_stay_small_together_take_one_more() -> None:
    assert suppression([1, 2, 30, 9]).rows == (SMALL, SMALL, WHOLE, WITHHELD)


def test_what_has_no_results_hides_nothing_and_is_shown() -> None:
    assert suppression([0, 3, 9]).rows == (WHOLE, SMALL, WITHHELD)


def test_a_small_group_alone_hides_the_total() -> None:
    assert suppression([3, 0]) == Suppression((SMALL, WHOLE), is_total_shown=False)


def test_a_row_that_another_table_gives_away_is_withheld_with_a_second_one() -> None:
    assert suppression([9, 20, 7], also_hidden={1}).rows == (WHOLE, WITHHELD, WITHHELD)


def test_a_row_made_of_a_shown_group_and_a_small_hidden_one_is_given_away() -> None:
    #          sector A  sector B (hidden)
    cells = [(20, 3), (0, 9), (11, 0)]
    assert given_away(cells, hidden_columns={1}) == {0}


@given(COUNTS)
def test_no_small_group_is_shown(counts: list[int]) -> None:
    shown = suppression(counts).rows
    for count, row in zip(counts, shown, strict=True):
        assert (row is SMALL) == (0 < count < SMALLEST_SHOWN)


@given(COUNTS, st.sets(st.integers(min_value=0, max_value=13)))
def test_the_total_less_what_is_shown_is_never_one_group_nor_a_small_one(
    counts: list[int], also: set[int]
) -> None:
    found = suppression(counts, {place for place in also if place < len(counts)})
    hidden = [
        count for count, row in zip(counts, found.rows, strict=True) if row is not Shown.WHOLE
    ]
    if hidden and found.is_total_shown:
        assert len(hidden) >= 2
        assert sum(hidden) >= SMALLEST_SHOWN


@given(COUNTS)
def test_the_total_is_hidden_only_where_nothing_else_could_be(counts: list[int]) -> None:
    found = suppression(counts)
    if not found.is_total_shown:
        assert all(
            row is not WHOLE for count, row in zip(counts, found.rows, strict=True) if count > 0
        )
