"""Parts of a page that are made once for all who look at the same thing, and then only sent.

To work a page's words, figures and tables out anew at every click took most of its time; kept by
`ui.data.kept`, which goes by the store's version and the filters, it is done once. A part holds
nothing of a person or a session, and nobody may change one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

import streamlit as st

from dashboard.figures import Figure
from dashboard.ui.components import (
    Html,
    finding_html,
    headline_html,
    key_html,
    note_html,
    render_figure,
    way_html,
)
from dashboard.ui.folded import folded
from dashboard.ui.marks import Addresses
from dashboard.ui.tables import Table


class Part(Protocol):
    """Something that stands on a page by itself."""

    def draw(self) -> None:
        """Sends it to who looks at the page."""
        ...


def draw_parts(parts: Sequence[Part], *, is_tight: bool = False) -> None:
    """Draws parts one below the other; neighbouring words go out together.

    Each element costs the server a quarter of a millisecond at every run of every session: a
    table's rows are words too, unless it is cut into pages.
    `is_tight`: within a container of the gap "xxsmall".
    """
    pieces = [piece for part in parts for piece in _pieces(part)]
    for is_words, neighbours in groupby(pieces, key=lambda part: isinstance(part, Words)):
        if is_words:
            _draw_words([part.html for part in neighbours if isinstance(part, Words)], is_tight)
        else:
            for part in neighbours:
                part.draw()


def _pieces(part: Part) -> Sequence[Part]:
    """Gives a table as its rows and its button, any other part as it is."""
    if isinstance(part, Table) and not part.is_paged:
        return [Words(part.html()), _Download(part)]
    if isinstance(part, Twin) and not part.table.is_paged:
        return [Words(part.table.folded_html()), _Download(part.table)]
    return [part]


def _draw_words(fragments: Sequence[str], is_tight: bool = False) -> None:
    """Draws fragments of HTML as one element, as far apart as elements are."""
    drawn = [html for html in fragments if html]
    if len(drawn) == 1:
        st.html(Html(drawn[0]))
    elif drawn:
        rows = "".join(f"<div>{html}</div>" for html in drawn)
        st.html(Html(f'<div class="cp-sequence{" cp-tight" if is_tight else ""}">{rows}</div>'))


@dataclass(frozen=True, slots=True)
class Words:
    """One fragment of HTML, from `ui.components`; an empty one is not drawn."""

    html: str

    def draw(self) -> None:
        """Sends the fragment."""
        _draw_words([self.html])


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as `render_figure` takes it; one that is None has nothing to show."""

    figure: Figure | None
    key: str
    alt: str
    addresses: Addresses | None = None

    def draw(self) -> None:
        """Sends the figure."""
        if self.figure is not None:
            render_figure(self.figure, key=self.key, alt=self.alt, addresses=self.addresses)


@dataclass(frozen=True, slots=True)
class Twin:
    """The table behind a figure, folded away below it."""

    table: Table

    def draw(self) -> None:
        """Sends the table."""
        self.table.draw_folded()


@dataclass(frozen=True, slots=True)
class _Download:
    """The button below a table that downloads its rows."""

    table: Table

    def draw(self) -> None:
        """Sends the button."""
        self.table.draw_download()


@dataclass(frozen=True, slots=True)
class Beside:
    """Parts in columns of one width, side by side; on a phone one below the other."""

    columns: Sequence[Sequence[Part]]

    def draw(self) -> None:
        """Sends the columns."""
        for place, parts in zip(st.columns(len(self.columns)), self.columns, strict=True):
            with place:
                draw_parts(parts)


@dataclass(frozen=True, slots=True)
class Folded:
    """Parts that are neither made nor sent before somebody opens what they are folded into."""

    label: str
    parts: Callable[[], Sequence[Part]]
    key: str

    def draw(self) -> None:
        """Sends the label, and the parts once it is open."""
        folded(self.label, lambda: draw_parts(self.parts()), key=self.key)


def headline_part(sentence: str, emphasis: str = "") -> Words:
    """Gives the page's one heading (see `ui.components.headline`)."""
    return Words(headline_html(sentence, emphasis))


def finding_part(sentence: str) -> Words:
    """Gives the heading of one figure or table (see `ui.components.finding`)."""
    return Words(finding_html(sentence))


def note_part(sentence: str) -> Words:
    """Gives a quiet line (see `ui.components.note`)."""
    return Words(note_html(sentence))


def way_part(label: str, address: str) -> Words:
    """Gives a link that stands by itself (see `ui.components.way`)."""
    return Words(way_html(label, address))


def key_part(entries: Sequence[tuple[str, str, str]]) -> Words:
    """Gives the key of a figure (see `ui.components.key_line`)."""
    return Words(key_html(entries))
