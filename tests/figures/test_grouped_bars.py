"""Bars from zero: no bar where nothing is stated, and words that say so."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from dashboard.figures.grouped_bars import BarSeries, grouped_bars
from dashboard.figures.resources import money_shown, resource_bars, staff_bars
from dashboard.texts import resources as texts

GROUPS = pd.DataFrame(
    {
        "breakdown": ["sector", "sector"],
        "group_key": ["01", None],
        "group_name": ["Anagrafe & Stato <civile>", None],
        "action_count": [3, 1],
        "allocated_eur": [1000.0, 250.5],
        "committed_eur": [400.0, None],
        "paid_eur": [None, None],
    }
)


def test_bars_start_at_zero_and_are_as_long_as_their_sums() -> None:
    figure = resource_bars(GROUPS)

    assert figure.layout.xaxis.range[0] == 0
    assert [list(bars.x) for bars in figure.data] == [[1000.0, 250.5], [400.0, 0.0]]
    assert max(figure.layout.xaxis.range) > 1000


def test_what_is_not_stated_says_so_and_is_no_zero_euro() -> None:
    planned, committed = resource_bars(GROUPS).data

    assert list(planned.text) == ["1.000\u00a0€", "250,50\u00a0€"]
    assert list(committed.text) == ["400\u00a0€", texts.NOT_STATED]


def test_a_sum_that_nobody_states_has_no_bars() -> None:
    assert money_shown(GROUPS) == ["allocated_eur", "committed_eur"]


def test_bars_of_a_group_do_not_lie_on_each_other() -> None:
    figure = resource_bars(GROUPS)

    first, second = ([bars.y[row] for bars in figure.data] for row in (0, 1))
    assert all(after - before >= figure.data[0].width for before, after in pairwise(first))
    assert max(first) + figure.data[0].width < min(second)


def test_what_people_typed_is_not_read_as_html() -> None:
    figure = resource_bars(GROUPS)

    assert figure.layout.annotations[0].text == "01 Anagrafe &amp; Stato &lt;civile&gt;"
    assert "&lt;civile&gt;" in figure.data[0].customdata[0]


def test_people_without_a_share_of_time_have_no_bar_but_their_number() -> None:
    categories = pd.DataFrame(
        {
            "staff_category": ["Istruttori", "Operatori"],
            "head_count": [3.0, 2.5],
            "full_time_equivalent": [1.5, None],
        }
    )

    [bars] = staff_bars(categories).data

    assert list(bars.x) == [1.5, 0.0]
    assert list(bars.text) == ["1,5 · 3 unità", "non indicato · 2,5 unità"]


def test_sums_of_zero_are_drawn_on_a_scale() -> None:
    zero = BarSeries("stanziato", "#12436D", [0.0], ["0 €"], [""])

    assert max(grouped_bars(["01"], [zero]).layout.xaxis.range) > 0


def test_nothing_to_draw_is_none() -> None:
    assert grouped_bars([], []) is None
    assert resource_bars(GROUPS.iloc[:0]) is None
