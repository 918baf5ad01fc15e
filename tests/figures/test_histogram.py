"""Bars of classes: their counts, where they stand, and what is written below them."""

from dashboard.domain.distribution import distribution
from dashboard.figures import theme
from dashboard.figures.histogram import histogram


def drawn(*percentages):
    return histogram(distribution(percentages).classes)


def test_each_class_has_a_bar_as_high_as_its_count():
    [bars] = drawn(5, 5, 95, 100).data
    assert list(bars.y) == [2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert bars.customdata[0] == "da 0 a meno di 10 %: 2 risultati"


def test_exactly_100_stands_apart_in_its_own_colour():
    [bars] = drawn(95, 100).data
    assert bars.x[-1] - bars.x[-2] > 1
    assert bars.marker.color[-1] == theme.BLUE
    assert set(bars.marker.color[:-1]) == {theme.LIGHT_BLUE}


def test_ends_of_classes_stand_between_the_bars():
    axis = drawn(5, 100).layout.xaxis
    assert axis.ticktext[:3] == ("0", "10", "20")
    assert list(axis.tickvals[:3]) == [-0.5, 0.5, 1.5]
    assert axis.ticktext[-1] == "100"


def test_what_is_below_0_and_above_100_is_named():
    axis = drawn(-5, 120).layout.xaxis
    assert (axis.ticktext[0], axis.ticktext[-1]) == ("&lt;0", "&gt;100")


def test_without_a_result_nothing_is_drawn():
    assert histogram(()) is None
