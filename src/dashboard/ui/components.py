"""Small fragments that every page is made of: headings, tiles, status marks, keys, figures.

What Streamlit has no element for is written as HTML here and nowhere else. Every text that comes
from a workbook passes through `html.escape`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.domain.model import ResultStatus
from dashboard.figures import Figure, theme
from dashboard.texts.labels import dup_status_label, result_status_label
from dashboard.ui.marks import Addresses, follow_click

STYLE = Path(__file__).with_name("style.css")
_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]()#+!|<>~$:]")
_PLOT_CONFIG = {"displayModeBar": False, "scrollZoom": False, "responsive": True}


@dataclass(frozen=True, slots=True)
class Tile:
    """One number to see at a glance. `shape` and `colour` mark the status it counts.

    `address`: where it is explained how the number comes about, "" for nowhere.
    """

    label: str
    value: str
    note: str = ""
    shape: str = ""
    colour: str = ""
    address: str = ""


def add_style() -> None:
    """Sends the few rules of style.css, where the page does not come with them (see `ui.web`)."""
    st.html(STYLE)


def headline(sentence: str, emphasis: str = "") -> None:
    """Draws the page's one heading; `emphasis`, a part of the sentence, is underlined."""
    st.html(headline_html(sentence, emphasis))


def headline_html(sentence: str, emphasis: str = "") -> str:
    """Gives the HTML of `headline`."""
    words = escape(sentence)
    if emphasis:
        words = words.replace(escape(emphasis), f"<em>{escape(emphasis)}</em>", 1)
    return f'<h1 class="cp-headline">{words}</h1>'


class Html:
    """HTML that is sent as it is.

    In a plain string Streamlit looks for indentation to take away: half a millisecond at every run
    for a table of 20,000 signs.
    """

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def finding(sentence: str) -> None:
    """Draws the heading of one figure or table: what it shows, in words."""
    st.html(finding_html(sentence))


def finding_html(sentence: str) -> str:
    """Gives the HTML of `finding`."""
    return f'<h2 class="cp-finding">{escape(sentence)}</h2>'


def note(sentence: str) -> None:
    """Draws the quiet line that says of what, over how many and leaving out what."""
    if sentence:
        st.html(note_html(sentence))


def note_html(sentence: str) -> str:
    """Gives the HTML of `note`; "" for an empty sentence."""
    return f'<p class="cp-note">{escape(sentence)}</p>' if sentence else ""


def tiles_html(items: Sequence[Tile]) -> str:
    """Gives the HTML of tiles in one row that breaks where the screen is narrow."""
    return f'<ul class="cp-tiles">{"".join(_tile(item) for item in items)}</ul>'


def status_mark(shape: str, colour: str) -> str:
    """Gives the HTML of a status's shape. Decoration only: the word must stand beside it."""
    return f'<span class="cp-mark" aria-hidden="true" style="color:{colour}">{escape(shape)}</span>'


def result_status(status: str) -> str:
    """Gives the HTML of an indicator's status: shape in its colour, word in the text's colour."""
    label = result_status_label(status)
    return f"{status_mark(label.shape, theme.RESULT_COLOURS[ResultStatus(status)])} {label.word}"


def dup_status(status: object) -> str:
    """Gives the HTML of an intervention's status; what is unknown says so."""
    label = dup_status_label(status)
    return f"{status_mark(label.shape, theme.dup_colour(status))} {label.word}"


def plain(words: str) -> str:
    """Gives text as HTML."""
    return escape(words)


def strong(words: str) -> str:
    """Gives text as HTML that stands out."""
    return f'<span class="cp-strong">{escape(words)}</span>'


def detailed(words: str, detail: str) -> str:
    """Gives text as HTML with a quieter line under it; the line is left out where empty."""
    quiet = f'<small class="cp-detail">{escape(detail)}</small>' if detail else ""
    return f"{escape(words)}{quiet}"


def key_line(entries: Sequence[tuple[str, str, str]]) -> None:
    """Draws the key of a figure: (shape, colour, word) for each status that occurs."""
    if entries:
        st.html(key_html(entries))


def key_html(entries: Sequence[tuple[str, str, str]]) -> str:
    """Gives the HTML of `key_line`; "" where there are no entries."""
    # A mark never ends a line whose word begins the next.
    words = " &nbsp; ".join(
        f'<span class="cp-key">{status_mark(shape, colour)}&nbsp;{escape(word)}</span>'
        for shape, colour, word in entries
    )
    return f'<p class="cp-note">{words}</p>' if words else ""


def plain_markdown(words: str) -> str:
    """Gives text for the label of a widget, which would otherwise be read as Markdown."""
    return _MARKDOWN_SIGNS.sub(r"\\\g<0>", words)


def link(label: str, address: str) -> str:
    """Gives the HTML of a link that opens in the same tab."""
    return f'<a href="{escape(address, quote=True)}" target="_self">{escape(label)}</a>'


def way(label: str, address: str) -> None:
    """Draws a link that stands by itself: where to go from here."""
    st.html(way_html(label, address))


def way_html(label: str, address: str) -> str:
    """Gives the HTML of `way`."""
    return f'<p class="cp-way">{link(label, address)}</p>'


def render_figure(
    figure: Figure, *, key: str, alt: str, addresses: Addresses | None = None
) -> None:
    """Draws a figure as wide as its place. `alt` states the finding for who cannot see it.

    `addresses`: where its marks lead when they are clicked (see `ui.marks`).
    """
    st.plotly_chart(
        figure,
        theme=None,
        alt=alt,
        config=_PLOT_CONFIG,
        width="stretch",
        key=key,
        on_select="ignore" if addresses is None else follow_click(key, addresses),
        selection_mode="points",
    )


def _tile(tile: Tile) -> str:
    mark = status_mark(tile.shape, tile.colour) + " " if tile.shape else ""
    value = link(tile.value, tile.address) if tile.address else escape(tile.value)
    return (
        f'<li class="cp-tile"><small>{mark}{escape(tile.label)}</small>'
        f"<b>{value}</b><small>{escape(tile.note)}</small></li>"
    )
