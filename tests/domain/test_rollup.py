"""Means with their counts, on numbers that can be added up by head."""

from __future__ import annotations

from dashboard.domain.rollup import MeanAchievement, mean_of_groups, mean_of_indicators


def test_a_mean_shows_how_many_it_left_out() -> None:
    mean = mean_of_indicators([100.0, None, 50.0])

    assert mean == MeanAchievement(75.0, 2, 3, 50.0, 100.0)
    assert mean.left_out_count == 1


def test_nothing_counted_has_no_mean() -> None:
    assert mean_of_indicators([None, None]) == MeanAchievement(None, 0, 2)


def test_each_group_weighs_the_same_however_large() -> None:
    mean = mean_of_groups({"1": [100.0, 100.0, 100.0], "2": [0.0], "3": [None]})

    assert (mean.achievement_pct, mean.counted_count, mean.left_out_count) == (50.0, 4, 1)


def test_indicators_of_no_direction_are_left_out_and_counted_so() -> None:
    mean = mean_of_groups({"1": [100.0], None: [0.0, 0.0]})

    assert (mean.achievement_pct, mean.counted_count, mean.left_out_count) == (100.0, 1, 2)


def test_rounding_the_groups_first_gives_another_figure() -> None:
    groups = {"1": [88.5], "2": [97.4]}  # halves go up: 89 and 97

    assert mean_of_groups(groups).achievement_pct == (88.5 + 97.4) / 2
    assert mean_of_groups(groups, is_rounded_first=True).achievement_pct == 93.0
