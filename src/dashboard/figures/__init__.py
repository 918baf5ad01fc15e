"""Frames in, figures out. Pure functions; the only layer that knows plotly."""

from plotly.graph_objects import Figure

__all__ = ["Figure"]
