"""Frames in, figures out. Pure functions; the only layer that knows plotly."""

from dashboard.figures.written import Figure

__all__ = ["Figure"]
