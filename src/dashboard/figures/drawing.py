"""Draw a figure once for the same rows, however many people look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from dashboard.figures.theme import ThemedFigure
from dashboard.kept import kept_by_content

# Of each kind; one takes some ten thousands of bytes, of hundreds of rows a few hundred thousand.
_KEPT_FIGURES = 48

_Given = ParamSpec("_Given")
_Drawn = TypeVar("_Drawn")


def drawn_once(draw: Callable[_Given, _Drawn]) -> Callable[_Given, _Drawn]:
    """Keeps the figures of a function that has nothing but its arguments to go by.

    Plotly checks each property that is set: building a figure takes longer than all else that a
    page does. A kept figure is finished, and the same one for everybody: nobody may change it.
    """

    @wraps(draw)
    def finished(*args: _Given.args, **named: _Given.kwargs) -> _Drawn:
        figure = draw(*args, **named)
        if isinstance(figure, ThemedFigure):
            figure.finish()
        return figure

    return kept_by_content(_KEPT_FIGURES)(finished)
