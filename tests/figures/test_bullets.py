"""Bullets: where bar and target lie, in which order, and what has no bar."""

import re

import pandas as pd
import pytest

from dashboard.figures import theme
from dashboard.figures.bullets import SCALE_MAX_PCT, bullets, pct_of_target, sorted_by_gap

EMPTY = {
    "indicator_code": "A.1",
    "indicator_name": "Posti nido",
    "sector_name": "Istruzione",
    "measure_kind": "increasing",
    "unit": "posti",
    "target_text": None,
    "target_number": None,
    "target_upper_number": None,
    "target_date": pd.NaT,
    "target_boolean": None,
    "result_text": None,
    "result_number": None,
    "result_date": pd.NaT,
    "result_boolean": None,
    "deviation": None,
    "deviation_pct_of_target": None,
    "measured_achievement_pct": None,
    "achievement_pct": None,
    "status": "missing",
}
SHORT = {
    "target_number": 40.0,
    "result_number": 26.0,
    "deviation": -14.0,
    "deviation_pct_of_target": -35.0,
    "measured_achievement_pct": 65.0,
    "achievement_pct": 65.0,
    "status": "partial",
}
#        what is stated                                                        % of target
LENGTHS = [
    (SHORT, 65.0),
    ({**SHORT, "measure_kind": "decreasing", "deviation_pct_of_target": 12.0}, 112.0),
    ({**SHORT, "deviation_pct_of_target": -130.0}, 0.0),
    ({"measure_kind": "boolean", "measured_achievement_pct": 0.0}, 0.0),
    ({"measure_kind": "date", "measured_achievement_pct": 100.0}, 100.0),
    ({"measure_kind": "qualitative", "measured_achievement_pct": 50.0}, 50.0),
    ({}, None),
]


def frame(*rows):
    return pd.DataFrame([{**EMPTY, **row} for row in rows])


def result_bar(figure):
    return figure.data[1]


@pytest.mark.parametrize(("stated", "length"), LENGTHS)
def test_where_a_result_lies(stated, length):
    assert pct_of_target({**EMPTY, **stated}) == length


def test_the_target_is_a_tick_at_100_and_the_scale_begins_at_zero():
    figure = bullets(frame(SHORT))
    assert list(figure.data[2].x) == [100.0]
    assert tuple(figure.layout.xaxis.range) == (0, SCALE_MAX_PCT)


def test_what_is_beyond_the_scale_is_cut_and_marked():
    bar = result_bar(bullets(frame({**SHORT, "deviation_pct_of_target": 300.0}, SHORT)))
    assert list(bar.x) == [SCALE_MAX_PCT, 65.0]
    assert list(bar.text) == ["▸", ""]


def test_a_result_that_is_missing_has_words_and_no_bar():
    figure = bullets(frame({"target_number": 40.0}))
    assert result_bar(figure).x[0] is None
    assert "◇ nessun dato, atteso: almeno 40\u00a0posti" in figure.layout.annotations[0].text


def test_less_is_better_is_said_in_words():
    figure = bullets(frame({**SHORT, "measure_kind": "decreasing"}))
    words = re.sub("<[^>]+>", " ", figure.layout.annotations[0].text)
    assert "meno è meglio" in " ".join(words.split())


def test_colour_is_that_of_the_status():
    bar = result_bar(bullets(frame(SHORT, {**SHORT, "status": "achieved"})))
    assert list(bar.marker.color) == [theme.ORANGE, theme.BLUE]


def test_the_widest_gap_comes_first_and_what_has_no_figure_last():
    names = ["none", "full", "half", "zero"]
    rows = [
        {"indicator_name": name, "achievement_pct": pct}
        for name, pct in zip(names, [None, 100.0, 50.0, 0.0], strict=True)
    ]
    assert list(sorted_by_gap(frame(*rows))["indicator_name"]) == ["zero", "half", "full", "none"]


def test_nothing_to_draw_is_none():
    assert bullets(frame().reindex(columns=list(EMPTY))) is None


def test_two_thousand_rows_can_be_drawn():
    figure = bullets(frame(*[SHORT] * 2000))
    assert len(result_bar(figure).x) == 2000
    assert figure.layout.height > 2000 * 50
