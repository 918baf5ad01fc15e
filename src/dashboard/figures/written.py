"""Figures written as plotly's JSON from the start, and the traces they are made of.

Plotly looks at every property that it is given, copies it and keeps an object for it: four stacked
bars took 30 ms of the processor that way, and take 1 ms written plainly. Whether plotly knows the
properties is seen where `data` or `layout` is read, as the tests of the figures do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

Trace = dict[str, Any]
"""One trace as plotly's JSON, with its `type`."""


class Figure(go.Figure):  # type: ignore[misc]
    """A figure as the JSON it is sent as. Of plotly's many ways to change one it has those below.

    A plotly figure, because Streamlit sends such a one as it is and checks anything else anew.
    """

    def __init__(self, **layout: Any) -> None:
        # Not plotly's own beginning, which prepares an object for each of its properties.
        self._traces: list[Trace] = []
        self._written_layout: dict[str, Any] = dict(layout)

    def add_trace(self, trace: Trace) -> None:
        """Draws a trace over those that are already there."""
        self._traces.append(trace)

    def add_annotation(self, **annotation: Any) -> None:
        """Writes one more note."""
        self._written_layout.setdefault("annotations", []).append(annotation)

    def update_layout(self, **changes: Any) -> None:
        """Sets properties of the layout; those within others (margin, axes) one by one."""
        self._written_layout = _merged(self._written_layout, changes)

    def update_xaxes(self, **changes: Any) -> None:
        """Sets properties of the one x axis."""
        self.update_layout(xaxis=changes)

    def update_yaxes(self, **changes: Any) -> None:
        """Sets properties of the one y axis."""
        self.update_layout(yaxis=changes)

    @property
    def height_px(self) -> int:
        """Gives how high it is."""
        height: int = self._written_layout["height"]
        return height

    def to_dict(self) -> dict[str, Any]:
        """Gives the figure as plotly's JSON; it is shared and not a copy."""
        return {"data": self._traces, "layout": self._written_layout}

    @property
    def data(self) -> tuple[Any, ...]:
        """Gives the traces as plotly's objects. Raises ValueError for what plotly does not know."""
        traces: tuple[Any, ...] = self._checked.data
        return traces

    @property
    def layout(self) -> go.Layout:
        """Gives the layout as plotly's object. Raises ValueError for what plotly does not know."""
        return self._checked.layout

    @property
    def _checked(self) -> go.Figure:
        return go.Figure(self.to_dict())


def bar(**properties: Any) -> Trace:
    """Gives a trace of bars."""
    return {"type": "bar", **properties}


def scatter(**properties: Any) -> Trace:
    """Gives a trace of points, lines or words."""
    return {"type": "scatter", **properties}


def heatmap(**properties: Any) -> Trace:
    """Gives a trace of coloured cells."""
    return {"type": "heatmap", **properties}


def icicle(**properties: Any) -> Trace:
    """Gives a trace of boxes within boxes."""
    return {"type": "icicle", **properties}


def sankey(**properties: Any) -> Trace:
    """Gives a trace of flows."""
    return {"type": "sankey", **properties}


def _merged(found: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {**found, **{key: _changed(found.get(key), new) for key, new in changes.items()}}


def _changed(found: Any, new: Any) -> Any:
    is_within = isinstance(found, Mapping) and isinstance(new, Mapping)
    return _merged(found, new) if is_within else new
