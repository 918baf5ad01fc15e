"""The contradictions of a directive on screen: each with its two passages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dashboard.directive import coherence_of
from dashboard.domain.coherence import CoherenceFinding, Gravity, Passage
from dashboard.figures import theme
from dashboard.texts import coherence as texts
from dashboard.ui.components import finding, status_mark
from dashboard.ui.data import kept, store
from dashboard.ui.parts import Folded, Part, Words, headline_part, note_part
from dashboard.ui.tables import Table

_KEPT_DIRECTIVES = 32
_COLOURS = {Gravity.CONTRADICTION: theme.WINE, Gravity.DOUBT: theme.ORANGE}


@kept(_KEPT_DIRECTIVES, of_facts=True)
def coherence_parts(
    entity_code: str, reference_year: int, as_of: date | None
) -> Sequence[Part] | None:
    """Gives every finding on the directive of a year; None where the anagrafica states none."""
    checked = coherence_of(store(), entity_code, reference_year, as_of)
    if checked is None:
        return None
    scope = texts.scope_sentence(
        checked.clause_count, checked.deadline_count, checked.registry_year
    )
    parts: list[Part] = [headline_part(texts.headline(checked.findings)), note_part(scope)]
    if checked.findings:
        table = _table(checked.findings)
        parts += [
            note_part(texts.INTRODUCTION),
            *(Words(_finding_html(one)) for one in checked.findings),
            Folded(texts.HEADING_ALL, lambda: [table], key="coherence"),
        ]
    return parts


def render_rules() -> None:
    """Draws the list of what is looked at."""
    finding(texts.RULES_HEADING)
    rules = "".join(f"<li>{escape(one)}</li>" for one in texts.rule_list())
    st.html(f"<ul>{rules}</ul>")


def _table(found: Sequence[CoherenceFinding]) -> Table:
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
    return Table(frame, texts.COLUMNS, key="coherence", file_name=texts.FILE, stacks=True)


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
