"""Stacked bars: counts, shapes, shares, what has no room, what has no direction."""

from itertools import chain

import pandas as pd
import pytest

from dashboard.domain.model import DupStatus, ResultStatus
from dashboard.figures import theme
from dashboard.figures.status_bars import dup_status_bars, status_bars, status_table
from dashboard.texts.labels import DUP_CATEGORIES, RESULT_CATEGORIES
from dashboard.ui.keys import dup_category_entries, result_category_entries

LONG_NAME = "Una città che si prende cura delle persone, dei quartieri e delle frazioni " * 3


def counts(*rows):
    """Gives rows of (code, name, status, count)."""
    names = ["strategic_direction_code", "strategic_direction_name", "status", "indicator_count"]
    return pd.DataFrame(list(rows), columns=names)


def means(*rows):
    """Gives rows of (code, achievement, counted, indicators)."""
    names = ["strategic_direction_code", "achievement_pct", "counted_count", "indicator_count"]
    return pd.DataFrame(list(rows), columns=names)


TWO = counts(
    ("1", "Crescere", "achieved", 30),
    ("1", "Crescere", "partial", 9),
    ("1", "Crescere", "missing", 1),
    ("2", "Vivere", "achieved", 10),
)
TWO_MEANS = means(("1", 91.24, 39, 40), ("2", 100.0, 10, 10))


def bar(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def notes(figure):
    return [note.text for note in figure.layout.annotations]


def test_every_bar_is_whole_and_says_its_counts():
    figure = status_bars(TWO, TWO_MEANS)
    assert list(bar(figure, "raggiunto").x) == [0.75, 1.0]
    assert list(bar(figure, "raggiunto").text) == ["30 ●", "10 ●"]
    assert [sum(shares) for shares in zip(*(t.x for t in figure.data), strict=True)] == [1.0, 1.0]


def test_a_segment_without_room_says_less_but_tells_all_on_hover():
    segment = bar(status_bars(TWO, TWO_MEANS), "senza dato")
    assert list(segment.text) == ["", ""]  # 1 of 40 is too narrow, 0 of 10 is nothing
    assert segment.customdata[0] == "1 Crescere<br>◇ 1 senza dato su 40 indicatori"


def test_achievement_stands_at_the_end_of_its_own_bar():
    assert notes(status_bars(TWO, TWO_MEANS)) == [
        "1 Crescere",
        "2 Vivere",
        "91,2\u00a0%",
        "100,0\u00a0%",
    ]


def test_a_direction_without_achievement_gets_a_dash():
    assert notes(status_bars(TWO, means(("1", 91.24, 39, 40))))[-1] == "—"


def test_every_status_belongs_to_one_category():
    assert sorted(chain(*RESULT_CATEGORIES)) == sorted(ResultStatus)
    told = list(chain(*DUP_CATEGORIES))
    assert len(told) == len(set(told))
    assert set(told) == {*DupStatus, None}


def test_a_bar_tells_at_most_four_categories_apart_and_loses_no_indicator():
    rows = [("1", "Crescere", status.value, 1) for status in ResultStatus]
    figure = status_bars(counts(*rows), means())
    assert [trace.name for trace in figure.data] == [
        "raggiunto o in linea",
        "raggiunto in parte o in ritardo",
        "non raggiunto",
        "senza dato, non valutabile, non dovuto nel periodo, sterilizzato o eliminato con atto",
    ]
    assert [trace.text[0] for trace in figure.data] == ["2 ●", "2 ▲", "1 ▼", "5 ◇"]
    assert sum(trace.x[0] for trace in figure.data) == pytest.approx(1)
    assert figure.data[1].customdata[0] == (
        "1 Crescere<br>▲ 1 raggiunti in parte su 10 indicatori<br>▲ 1 in ritardo su 10 indicatori"
    )


def test_a_bar_of_interventions_tells_at_most_four_categories_apart():
    rows = [("1", "Crescere", status.value, 1) for status in DupStatus]
    frame = counts(*rows, ("1", "Crescere", None, 1))
    figure = dup_status_bars(frame.rename(columns={"indicator_count": "intervention_count"}))
    assert [(trace.name, trace.text[0]) for trace in figure.data] == [
        ("concluso", "1 ●"),
        ("in corso o avviato", "2 ◐"),
        ("rinviato o sospeso", "2 ▲"),
        ("non avviato, eliminato con atto o stato non indicato", "3 ○"),
    ]


def test_the_key_of_bars_names_what_they_show():
    statuses = ("achieved", "on_track", "missing", "not_assessable")
    figure = status_bars(counts(*(("1", "Crescere", one, 1) for one in statuses)), means())
    assert [words for _, _, words in result_category_entries(statuses)] == [
        trace.name for trace in figure.data
    ]
    of_dup = counts(*(("1", "Crescere", one, 1) for one in ("started", "removed", "boh")))
    figure = dup_status_bars(of_dup.rename(columns={"indicator_count": "intervention_count"}))
    assert [words for _, _, words in dup_category_entries(("started", "removed", "boh"))] == [
        trace.name for trace in figure.data
    ]


def test_grey_segments_are_hatched():
    segment = bar(status_bars(TWO, TWO_MEANS), "senza dato")
    assert segment.marker.color == theme.GREY
    assert segment.marker.pattern.shape == "/"


@pytest.mark.parametrize("group_count", [1, 14, 2000])
def test_height_grows_with_the_rows(group_count):
    rows = [(f"{n:04}", LONG_NAME, "achieved", 1) for n in range(group_count)]
    figure = status_bars(counts(*rows), means())
    labels = figure.layout.annotations[:group_count]
    assert figure.layout.height >= 50 * group_count
    assert all(label.text.count("<br>") == 1 for label in labels)  # two lines, then "…"
    assert figure.layout.yaxis.range[0] <= figure.layout.height


def test_indicators_without_direction_are_drawn_too():
    figure = status_bars(counts((None, None, "achieved", 3)), means())
    assert list(figure.data[0].text) == ["3 ●"]
    assert notes(figure)[0] == "—"


def test_names_from_a_sheet_are_not_markup():
    figure = status_bars(counts(("1", "Qualità <b>&</b> servizi", "achieved", 3)), means())
    assert notes(figure)[0] == "1 Qualità &lt;b&gt;&amp;&lt;/b&gt; servizi"


def test_nothing_to_draw_is_none():
    assert status_bars(counts(), means()) is None
    assert dup_status_bars(counts().rename(columns={"indicator_count": "x"})) is None


def test_dup_bars_keep_what_is_unknown_apart():
    frame = counts(("1", "Crescere", "completed", 2), ("1", "Crescere", None, 1))
    figure = dup_status_bars(frame.rename(columns={"indicator_count": "intervention_count"}))
    assert [trace.name for trace in figure.data] == ["concluso", "stato non indicato"]
    assert notes(figure)[-1] == "3"


def test_the_table_behind_holds_the_same_numbers():
    table = status_table(TWO, TWO_MEANS)
    assert list(table["group_name"]) == ["1 Crescere", "2 Vivere"]
    assert list(table["achieved_count"]) == [30, 10]
    assert list(table["indicator_count"]) == [40, 10]
    assert list(table["achievement_pct"]) == [91.24, 100.0]
    assert "late_count" not in table
