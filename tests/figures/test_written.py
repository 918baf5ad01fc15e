"""A figure is written as plotly's JSON, and still held to what plotly knows when it is read."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest
from plotly.io import to_json

from dashboard.figures import theme
from dashboard.figures.written import Figure, bar, heatmap, icicle, sankey, scatter


def _written(figure: go.Figure) -> dict[str, object]:
    found: dict[str, object] = json.loads(to_json(figure.to_dict()))
    return found


def test_a_figure_is_sent_as_plotly_itself_would_write_it() -> None:
    figure = theme.themed(80, left=4)
    figure.add_trace(bar(x=[1, None, 3], y=["a", "b", "c"], marker=theme.marker("#12436D", "/")))
    figure.update_layout(bargap=0, margin={"l": 9})
    figure.update_xaxes(range=[0, 4])
    figure.update_xaxes(visible=False)
    figure.add_annotation(x=1, y="a", text="uno")

    assert _written(figure) == _written(go.Figure(figure.to_dict()))
    assert figure.layout.margin.to_plotly_json() == {"l": 9, "r": 0, "t": 4, "b": 4, "pad": 0}
    assert figure.layout.xaxis.to_plotly_json() == {"range": [0, 4], "visible": False}
    assert [note.text for note in figure.layout.annotations] == ["uno"]


def test_a_changed_figure_leaves_the_theme_as_it_was() -> None:
    first = theme.themed(80)
    first.update_layout(template={"layout": {"bargap": 0.9}})

    assert theme.themed(80).layout.template.layout.bargap == 0.3
    assert first.layout.template.layout.bargap == 0.9


@pytest.mark.parametrize("trace", [bar, heatmap, icicle, sankey, scatter])
def test_a_trace_that_plotly_does_not_know_is_refused_when_it_is_read(trace) -> None:
    figure = Figure()
    figure.add_trace(trace(no_such_property=1))

    with pytest.raises(ValueError, match="no_such_property"):
        _ = figure.data


def test_a_layout_that_plotly_does_not_know_is_refused_when_it_is_read() -> None:
    figure = Figure(no_such_property=1)

    with pytest.raises(ValueError, match="no_such_property"):
        _ = figure.layout
