"""Frames in, figures out. Pure functions; the only layer that knows plotly."""
