"""Dots from June to December: position, side of the figures, colour of what fell."""

import pandas as pd
import pytest

from dashboard.figures import theme
from dashboard.figures.dumbbell import dumbbell, dumbbell_codes


def frame(*rows):
    """Gives rows of (code, at 30/6, at 31/12)."""
    return pd.DataFrame(
        [
            {
                "strategic_direction_code": code,
                "strategic_direction_name": f"Indirizzo {code}",
                "intermediate_achievement_pct": before,
                "final_achievement_pct": after,
            }
            for code, before, after in rows
        ]
    )


def dots(figure):
    return {trace.name: trace for trace in figure.data if trace.name}


def test_dots_lie_on_their_percentages_and_the_axis_begins_at_zero():
    figure = dumbbell(frame(("1", 60.0, 90.0), ("2", 80.0, 70.0)))
    assert list(dots(figure)["30/6"].x) == [60.0, 80.0]
    assert list(dots(figure)["31/12"].x) == [90.0, 70.0]
    assert tuple(figure.layout.xaxis.range) == (0, 100)


def test_figures_stand_on_the_outer_sides():
    figure = dumbbell(frame(("1", 60.0, 90.0), ("2", 80.0, 70.0), ("3", 2.0, 40.0)))
    assert list(dots(figure)["30/6"].textposition) == ["middle left", "middle right", "top center"]
    assert list(dots(figure)["31/12"].textposition) == [
        "middle right",
        "middle left",
        "middle right",
    ]


def test_what_fell_is_orange_and_june_is_hollow():
    figure = dumbbell(frame(("1", 60.0, 90.0), ("2", 80.0, 70.0), ("3", 97.692, 97.674)))
    assert list(dots(figure)["31/12"].marker.color) == [theme.BLUE, theme.ORANGE, theme.BLUE]
    assert set(dots(figure)["30/6"].marker.color) == {theme.PAPER}


def test_a_period_without_figure_says_so_on_hover():
    figure = dumbbell(frame(("1", 60.0, None)))
    assert "al 31/12: —" in dots(figure)["31/12"].customdata[0]


def test_directions_with_neither_figure_are_left_out():
    figure = dumbbell(frame(("1", 60.0, 90.0), ("2", None, None)))
    assert len(dots(figure)["30/6"].x) == 1


@pytest.mark.parametrize("rows", [(), (("1", None, None),)])
def test_nothing_to_draw_is_none(rows):
    assert dumbbell(frame(*rows)) is None


def test_fourteen_directions_fit_their_height():
    figure = dumbbell(frame(*((str(n), 50.0, 60.0) for n in range(14))))
    assert max(dots(figure)["30/6"].y) < figure.layout.yaxis.range[0]
    assert figure.layout.height > 14 * 30


def test_codes_follow_the_pairs_that_are_drawn():
    frame = pd.DataFrame(
        {
            "strategic_direction_code": ["1", "2", None],
            "strategic_direction_name": ["Uno", "Due", None],
            "intermediate_achievement_pct": [50.0, None, 40.0],
            "final_achievement_pct": [60.0, None, None],
        }
    )

    assert dumbbell_codes(frame) == ["1", None]
    assert dumbbell_codes(frame.head(0)) == []
