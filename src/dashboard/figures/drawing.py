"""Draw a figure once for the same rows, however many people look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from dashboard.kept import kept_by_content

# Of each kind; one takes some ten thousands of bytes, of hundreds of rows a few hundred thousand.
_KEPT_FIGURES = 48

_Given = ParamSpec("_Given")
_Drawn = TypeVar("_Drawn")


def drawn_once(draw: Callable[_Given, _Drawn]) -> Callable[_Given, _Drawn]:
    """Keeps the figures of a function that has nothing but its arguments to go by.

    A kept figure is the same one for everybody: nobody may change it.
    """
    return kept_by_content(_KEPT_FIGURES)(draw)
