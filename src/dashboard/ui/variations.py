"""The register of variations on screen, and what is taken away: tables, register, clean copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard.clean_copies import CleanCopy, clean_copy_of, ink_counts
from dashboard.domain.explanation import Node
from dashboard.domain.rules import Level
from dashboard.domain.word_differences import TextChange, TextRun
from dashboard.errors import DashboardError
from dashboard.figures.records import records_of
from dashboard.reports.synoptic import SynopticTable, synoptic_docx, synoptic_xlsx
from dashboard.reports.variation_register import (
    RegisterSection,
    Variation,
    marked_texts,
    register_section,
    register_xlsx,
    variations,
)
from dashboard.texts import variations as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import Record
from dashboard.texts.labels import PROPOSAL_STATES
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.upload import numbered_file
from dashboard.ui.components import finding, note
from dashboard.ui.data import KEPT_VIEWS, kept, query, store
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.links import explanation_address
from dashboard.ui.paging import places_on_page
from dashboard.ui.parts import Part, headline_part, note_part
from dashboard.ui.status_choice import chosen_words
from dashboard.ui.tables import PAGE_ROWS, table_html

_KEPT_COPIES = 8
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARKS = {TextChange.INSERTED: "ins", TextChange.DELETED: "del"}


@dataclass(frozen=True, slots=True)
class Varied:
    """What the page shows of the proposals in view, in the order of the query `proposals`.

    `found`: the accepted ones with their effects, in the order of the rows of `frame`.
    """

    heading: tuple[Part, ...]
    proposals: tuple[Record, ...]
    found: tuple[Variation, ...]
    frame: pd.DataFrame
    section: RegisterSection


@kept(KEPT_VIEWS, of_facts=True)
def varied_in_view(filters: Filters) -> Varied | None:
    """Gives the proposals that the filters choose, and what of them was accepted; None without."""
    asked = filters.as_params()
    proposals = tuple(records_of(query("proposals", **asked)))
    if not proposals:
        return None
    found = variations(
        proposals,
        records_of(query("target_steps", **asked)),
        records_of(query("varied_targets", **asked)),
    )
    section = register_section(proposals, found, filters.reference_year)
    return Varied(
        heading=(
            headline_part(texts.headline(len(found), filters.reference_year)),
            note_part(" ".join(section.sentences[1:])),
        ),
        proposals=proposals,
        found=found,
        frame=_register_frame(found, filters),
        section=section,
    )


def render_register(varied: Varied, filters: Filters) -> None:
    """Draws the accepted variations, with what each did to percentages, and their download."""
    if not varied.found:
        note(texts.NO_VARIATIONS)
        return
    place = st.container()
    shown = places_on_page(len(varied.frame), PAGE_ROWS, key="variations")
    place.html(_register_html(filters, shown.start))
    title = texts.place_and_day(filters.entity_name, filters.reference_year, _day(filters))
    st.download_button(
        texts.DOWNLOAD_REGISTER,
        # A function, here and below: a file is only written when somebody asks for it.
        lambda: register_xlsx(varied.found, f"{texts.TITLE} – {title}"),
        file_name=f"{texts.register_name(filters.reference_year)}.xlsx",
        mime=_XLSX,
        key="variations-register",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


@kept(KEPT_VIEWS, of_facts=True)
def _register_html(filters: Filters, first: int) -> str:
    varied = varied_in_view(filters)
    if varied is None:
        return ""
    return table_html(
        varied.frame.iloc[first : first + PAGE_ROWS],
        texts.SCREEN_COLUMNS,
        {"source_words": "address", "effect_words": "effect_address"},
        {name: name for name in ("what_words", "before_text", "after_text")},
        label=texts.TITLE,
    )


def render_synoptic(varied: Varied, filters: Filters) -> None:
    """Draws the choice of what goes into the synoptic table, and its downloads."""
    finding(texts.SYNOPTIC_HEADING)
    note(texts.SYNOPTIC_NOTE)
    stated = {texts.state_words(row["state"]) for row in varied.proposals}
    options = [label.plural for label in PROPOSAL_STATES.values() if label.plural in stated]
    chosen = chosen_words(options, label=texts.STATES_CHOICE, key="stati") or options
    records = [row for row in varied.proposals if texts.state_words(row["state"]) in chosen]
    table = SynopticTable(
        filters.entity_name, filters.reference_year, _day(filters), records, varied.section
    )
    note(texts.counts_sentence(records))
    with st.container(horizontal=True):
        for label, make, ending, mime in (
            (texts.DOWNLOAD_DOCX, synoptic_docx, "docx", _DOCX),
            (texts.DOWNLOAD_XLSX, synoptic_xlsx, "xlsx", _XLSX),
        ):
            st.download_button(
                label,
                partial(make, table),
                file_name=f"{texts.synoptic_name(filters.reference_year)}.{ending}",
                mime=mime,
                key=f"synoptic-{ending}",
                icon=":material/download:",
                on_click="ignore",
            )


def render_clean_copies(proposals: Sequence[Record], filters: Filters) -> None:
    """Offers the clean copy of any file that makes one of the proposals."""
    finding(texts.CLEAN_COPY_HEADING)
    note(texts.CLEAN_COPY_NOTE)
    names = {int(row["upload_id"]): str(row["file_name"]) for row in proposals}
    upload_id = st.selectbox(
        texts.CLEAN_COPY_CHOICE,
        list(names),
        format_func=lambda one: numbered_file(one, names[one]),
        placeholder=CHOOSE_ONE,
        key="clean-copy-file",
        width=520,
    )
    _render_clean_copy(upload_id, filters)


def render_clean_copy_of_upload(upload_id: int, filters: Filters) -> None:
    """Offers the clean copy of one upload; draws nothing for a file without proposals."""
    if ink_counts(store(), upload_id).total == 0:
        return
    finding(texts.CLEAN_COPY_HEADING)
    note(texts.CLEAN_COPY_NOTE)
    _render_clean_copy(upload_id, filters)


@kept(_KEPT_COPIES, of_facts=True)
def _clean_copy(upload_id: int) -> CleanCopy:
    return clean_copy_of(store(), upload_id)


def _render_clean_copy(upload_id: int, filters: Filters) -> None:
    if filters.as_of is not None:
        note(texts.CLEAN_COPY_ONLY_TODAY)
        return
    # Made at once: whether it can be made, and what is in it, must be known before the click.
    try:
        copy = _clean_copy(upload_id)
    except DashboardError as error:
        st.info(error_sentence(error))
        return
    counts = copy.counts
    note(texts.clean_copy_sentence(counts.accepted, counts.rejected, counts.pending))
    st.download_button(
        texts.DOWNLOAD_CLEAN_COPY,
        copy.content,
        file_name=copy.file_name,
        key=f"clean-copy-{upload_id}",
        icon=":material/download:",
        on_click="ignore",
    )


def _register_frame(found: Iterable[Variation], filters: Filters) -> pd.DataFrame:
    """Gives one row per variation; `what_words` and the two texts are ready HTML."""
    address = upload_addresser(filters)
    rows = []
    for one in found:
        before, after = marked_texts(one.proposal)
        rows.append(
            {
                "what_words": _lines(texts.what(one.proposal)),
                "before_text": _marked(before),
                "after_text": _marked(after),
                "reason_words": texts.reasons(one.proposal),
                "deed_words": texts.deed_and_days(one.proposal),
                "effect_words": one.effect_words,
                "effect_address": _effect_address(one, filters),
                "source_words": texts.source(one.proposal),
                "address": address(int(one.proposal["upload_id"])),
            }
        )
    return pd.DataFrame(rows)


def _effect_address(one: Variation, filters: Filters) -> str | None:
    """Gives where the percentage that a variation moved is explained: that of its last result."""
    if not one.effects:
        return None
    measured = one.effects[-1]
    node = Node(
        Level.INDICATOR,
        str(measured["indicator_code"]),
        sector_code=str(measured["sector_code"]),
        action_code=str(measured["action_code"]),
    )
    return explanation_address(replace(filters, period=str(measured["period"])), node)


def _lines(words: str) -> str:
    first, *others = words.split("\n")
    rest = "".join(f'<small class="cp-detail">{escape(line)}</small>' for line in others)
    return f'<span class="cp-strong">{escape(first)}</span>{rest}'


def _marked(runs: Iterable[TextRun]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: TextRun) -> str:
    words = escape(run.text).replace("\n", "<br>")
    mark = _MARKS.get(run.change)
    return words if mark is None else f"<{mark}>{words}</{mark}>"


def _day(filters: Filters) -> date:
    return filters.as_of or datetime.now().astimezone().date()
