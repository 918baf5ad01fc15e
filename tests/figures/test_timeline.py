"""The two lanes of time: order, today's line, nothing on top of anything else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.deadlines import DueState
from dashboard.figures.rows import LINE_PX
from dashboard.figures.timeline import STATE_COLOURS, TimelineEntry, timeline

TODAY = date(2024, 6, 18)
ENTRIES = [
    TimelineEntry(0, date(2024, 1, 15), "Report intermedio 2024", DueState.PAST),
    TimelineEntry(1, date(2024, 6, 30), "Report intermedio 2024", DueState.NEXT),
    TimelineEntry(1, date(2025, 2, 28), "Report finale 2024", DueState.COMING),
    TimelineEntry(1, None, "PEG 2024: attende l’approvazione del bilancio", DueState.WAITING),
]


def drawn(entries: list[TimelineEntry], today: date = TODAY) -> go.Figure:
    return timeline(entries, ("Settori", "Giunta"), today, "Senza giorno", "oggi")


def today_line(figure: go.Figure) -> float:
    (line,) = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    return float(line.y0)


def labels(figure: go.Figure) -> dict[str, float]:
    return {note.text: note.y for note in figure.layout.annotations}


def test_each_mark_has_shape_and_colour_of_its_state_and_its_day_in_words() -> None:
    figure = drawn(ENTRIES)
    sectors, giunta = figure.data
    assert list(sectors.marker.symbol) == ["circle"]
    assert list(giunta.marker.symbol) == ["diamond", "circle-open", "diamond-open"]
    assert giunta.marker.color[0] == STATE_COLOURS[DueState.NEXT]
    words = labels(figure)
    assert "<b>30/06/2024</b><br>Report intermedio<br>2024" in words
    assert any(text.startswith("<b>Senza giorno</b><br>PEG 2024") for text in words)


def test_todays_line_lies_between_what_is_over_and_what_is_to_come() -> None:
    words = labels(drawn(ENTRIES))
    over = next(y for text, y in words.items() if "15/01/2024" in text)
    coming = next(y for text, y in words.items() if "30/06/2024" in text)
    assert over < today_line(drawn(ENTRIES)) < coming


def test_todays_line_is_drawn_before_the_first_and_after_the_last_day_too() -> None:
    dated = ENTRIES[:3]
    early = drawn(dated, date(2023, 1, 1))
    assert today_line(early) < min(y for text, y in labels(early).items() if "/202" in text)
    late = drawn(dated, date(2030, 1, 1))
    assert today_line(late) > max(y for text, y in labels(late).items() if "/202" in text)
    assert today_line(late) < late.layout.yaxis.range[0]


def test_what_people_typed_is_no_markup() -> None:
    entry = TimelineEntry(0, TODAY, "A & <b>", DueState.NEXT)
    assert any("A &amp; &lt;b&gt;" in text for text in labels(drawn([entry])))


DAYS = st.integers(-400, 800).map(lambda days: TODAY + timedelta(days=days))
WORDS = st.text("abc defghi", min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(TimelineEntry, st.integers(0, 1), DAYS, WORDS, st.just(DueState.COMING)),
        min_size=1,
        max_size=12,
    )
)
def test_texts_of_a_lane_never_touch_and_all_fit(entries: list[TimelineEntry]) -> None:
    figure = drawn(entries)
    height = figure.layout.yaxis.range[0]
    for start in (0, 0.5):
        texts = sorted(
            (note.y, note.text.count("<br>") + 1)
            for note in figure.layout.annotations
            if note.x == start and note.y > 0
        )
        for (top, line_count), (next_top, _) in pairwise(texts):
            assert top + line_count * LINE_PX <= next_top
        assert all(top + line_count * LINE_PX <= height for top, line_count in texts)
