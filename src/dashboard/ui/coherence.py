"""The contradictions of a directive on screen: each with its two passages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard.domain.coherence import CoherenceFinding, Gravity, Passage
from dashboard.figures import theme
from dashboard.texts import coherence as texts
from dashboard.ui.components import finding, note, status_mark
from dashboard.ui.folded import folded
from dashboard.ui.tables import render_table

_COLOURS = {Gravity.CONTRADICTION: theme.WINE, Gravity.DOUBT: theme.ORANGE}


def render_findings(found: Sequence[CoherenceFinding]) -> None:
    """Draws every finding, then all of them as a folded table to take away."""
    note(texts.INTRODUCTION)
    for one in found:
        st.html(_finding_html(one))
    folded(texts.HEADING_ALL, partial(_render_table, found), key="coherence")


def render_rules() -> None:
    """Draws the list of what is looked at."""
    finding(texts.RULES_HEADING)
    rules = "".join(f"<li>{escape(one)}</li>" for one in texts.rule_list())
    st.html(f"<ul>{rules}</ul>")


def _render_table(found: Sequence[CoherenceFinding]) -> None:
    frame = pd.DataFrame(
        [
            {
                "gravity_words": texts.gravity_words(one),
                "title_text": f"{texts.title(one)}. {texts.found_sentence(one)}",
                "first_text": _plain(one.first),
                "second_text": _plain(one.second),
                "remedy_text": texts.remedy(one),
            }
            for one in found
        ]
    )
    render_table(frame, texts.COLUMNS, key="coherence", file_name=texts.FILE, stacks=True)


def _finding_html(one: CoherenceFinding) -> str:
    label = texts.GRAVITIES[one.gravity]
    mark = status_mark(label.shape, _COLOURS[one.gravity])
    passages = "".join(_passage_html(passage) for passage in (one.first, one.second))
    return (
        f'<section class="cp-clash"><h2 class="cp-finding">{escape(texts.title(one))}</h2>'
        f'<p class="cp-note">{mark}&nbsp;{escape(label.word)} · '
        f"{escape(texts.found_sentence(one))}</p>"
        f'<div class="cp-passages">{passages}</div>'
        f'<p class="cp-note"><b>{escape(texts.DO_LABEL)}:</b> {escape(texts.remedy(one))}</p>'
        "</section>"
    )


def _passage_html(passage: Passage) -> str:
    return (
        f'<blockquote class="cp-passage">{escape(texts.passage_words(passage))}'
        f'<small class="cp-detail">{escape(texts.passage_place(passage))}</small></blockquote>'
    )


def _plain(passage: Passage) -> str:
    return f"{texts.passage_words(passage)} ({texts.passage_place(passage)})"
