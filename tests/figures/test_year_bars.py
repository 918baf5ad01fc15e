"""One bar a year to each direction; what a year lacks has none, and says so."""

from __future__ import annotations

from typing import Any

from dashboard.figures import theme
from dashboard.figures.year_bars import year_bars


def row(code: str, year: int, pct: float | None, counted: int = 4) -> dict[str, Any]:
    return {
        "strategic_direction_code": code,
        "strategic_direction_name": f"Indirizzo {code}",
        "reference_year": year,
        "achievement_pct": pct,
        "counted_count": counted,
    }


ROWS = [row("1", 2023, 80.0), row("1", 2024, 95.0, 12), row("2", 2024, 60.0)]


def test_each_year_says_its_percentage_and_of_how_many_it_is() -> None:
    figure = year_bars(ROWS)
    assert [list(bars.text) for bars in figure.data] == [
        ["2023: 80,0\u00a0% (n 4)", "2023: nessun dato"],
        ["2024: 95,0\u00a0% (n 12)", "2024: 60,0\u00a0% (n 4)"],
    ]
    assert [list(bars.x) for bars in figure.data] == [[80.0, 0.0], [95.0, 60.0]]


def test_the_scale_is_the_same_whatever_the_longest_bar_is() -> None:
    low, high = year_bars([row("1", 2024, 10.0)]), year_bars([row("1", 2024, 100.0)])
    assert low.layout.xaxis.range == high.layout.xaxis.range


def test_the_newest_year_is_full_and_those_before_are_hollow() -> None:
    before, newest = year_bars(ROWS).data
    assert (before.marker.color, newest.marker.color) == (theme.PAPER, theme.BLUE)


def test_nothing_gives_no_figure() -> None:
    assert year_bars([]) is None
