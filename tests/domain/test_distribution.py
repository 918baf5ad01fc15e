"""How percentages are spread: counted by hand on a few of them."""

from __future__ import annotations

import pytest

from dashboard.domain.distribution import PctClass, distribution


def test_median_and_quartiles_stand_beside_the_mean() -> None:
    # 0 60 80 100 100: the middle is 80, a quarter of the way 60, three quarters 100.
    found = distribution([100, 0, 80, 100, 60])
    assert found is not None
    assert (found.count, found.median_pct, found.mean_pct) == (5, 80, 68)
    assert (found.lower_quartile_pct, found.upper_quartile_pct) == (60, 100)
    assert not found.is_small


def test_a_quartile_between_two_values_lies_between_them() -> None:
    found = distribution([10, 20, 30, 40])
    assert found is not None
    assert (found.lower_quartile_pct, found.median_pct, found.upper_quartile_pct) == (
        17.5,
        25,
        32.5,
    )


def test_a_single_value_is_its_own_median() -> None:
    found = distribution([70.0])
    assert found is not None
    assert (found.lower_quartile_pct, found.median_pct, found.upper_quartile_pct) == (70, 70, 70)


def test_nothing_has_no_distribution() -> None:
    assert distribution([]) is None


@pytest.mark.parametrize(("count", "is_small"), [(4, True), (5, False)])
def test_fewer_than_five_are_too_few_for_quartiles(count: int, is_small: bool) -> None:
    found = distribution([50.0] * count)
    assert found is not None
    assert found.is_small is is_small


def test_a_class_begins_at_its_lower_end_and_exactly_100_is_one_of_its_own() -> None:
    found = distribution([0, 9.99, 10, 99.99, 100, 100])
    assert found is not None
    filled = [one for one in found.classes if one.count]
    assert filled == [
        PctClass(0, 10, 2),
        PctClass(10, 20, 1),
        PctClass(90, 100, 1),
        PctClass(100, 100, 2),
    ]
    assert len(found.classes) == 11
    assert found.full_count == 2


def test_below_zero_and_above_100_have_classes_only_where_they_occur() -> None:
    found = distribution([-5, 50, 120])
    assert found is not None
    assert found.classes[0] == PctClass(None, 0, 1)
    assert found.classes[-1] == PctClass(100, None, 1)
    assert sum(one.count for one in found.classes) == 3
