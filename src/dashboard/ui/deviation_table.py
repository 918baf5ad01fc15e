"""Figure and table of deviations: local filters, and each row in words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.domain.rules import Level
from dashboard.figures.deviation_bars import deviation_bars
from dashboard.figures.records import records_of
from dashboard.texts import deviations as texts
from dashboard.texts.formats import readable_name
from dashboard.texts.measures import deviation_words, result_against_target
from dashboard.ui.components import (
    finding,
    note,
    plain,
    render_figure,
    result_status,
    strong,
)
from dashboard.ui.data import kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.keys import result_key
from dashboard.ui.links import (
    ACTION_LINK,
    EXPLANATION_LINK,
    indicator_addresser,
    with_action_links,
    with_explanation_links,
)
from dashboard.ui.paging import page_of
from dashboard.ui.parts import Part, headline_part, note_part
from dashboard.ui.result_tables import chosen_outcomes, outcomes_of, with_outcomes
from dashboard.ui.tables import render_table

_BARS_ON_A_PAGE = 15
_KEPT_HEADS = 64
_REASON_KEY, _SEARCH_KEY = "motivazione", "cerca"
_SEARCHED = ["indicator_name", "action_name", "sector_name", "reason", "indicator_code"]


@kept(_KEPT_HEADS, of_facts=True)
def head_of_deviations(filters: Filters) -> tuple[Part, ...]:
    """Gives the page's heading, and over how many results it speaks."""
    deviations = records_of(query("deviations", **filters.as_params()))
    statuses = records_of(query("status_by_entity", **filters.as_params()))
    return (
        headline_part(
            texts.headline(deviations, filters.reference_year, filters.period),
            texts.unexplained(deviations),
        ),
        note_part(texts.completeness(statuses)),
    )


def render_deviations(deviations: pd.DataFrame, filters: Filters) -> None:
    """Draws how far each deviation is, then the table with what the sectors say of it."""
    if deviations.empty:
        note(texts.NOTHING_TO_SHOW)
        return
    outcomes = chosen_outcomes(outcomes_of(deviations))
    shown = matching(with_outcomes(deviations, outcomes), *reason_and_search())
    if shown.empty:
        note(texts.NOTHING_MATCHES)
        return
    _render_bars(shown, filters)
    finding(texts.TABLE_FINDING)
    render_deviation_table(
        shown, filters, file_name=texts.file_name(filters.reference_year, filters.period)
    )


def _render_bars(shown: pd.DataFrame, filters: Filters) -> None:
    shown_records = records_of(shown)
    finding(texts.finding(shown_records))
    note(texts.figure_note(shown_records, filters.period))
    drawn = shown.dropna(subset=["deviation_pct_of_target"])
    figure_place = st.container()
    page = page_of(drawn, _BARS_ON_A_PAGE, key="deviation-bars")
    figure = deviation_bars(page)
    if figure is not None:
        with figure_place:
            render_figure(
                figure,
                key="deviation-figure",
                alt=texts.figure_alt(shown_records),
                addresses=[*map(indicator_addresser(filters), records_of(page))],
            )
            result_key(set(drawn["status"]))


def reason_and_search() -> tuple[str, str]:
    """Draws this page's own filters and gives the choice of reason and the words searched for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choice = st.segmented_control(
            texts.REASON_FILTER,
            [texts.REASON_ALL, texts.REASON_ABSENT, texts.REASON_GIVEN],
            default=texts.REASON_ALL,
            required=True,
            key=_REASON_KEY,
            bind="query-params",
        )
        words = st.text_input(
            texts.SEARCH,
            key=_SEARCH_KEY,
            bind="query-params",
            placeholder=texts.SEARCH_HINT,
            max_chars=80,
            width=420,
        )
    return str(choice), words or ""


def matching(deviations: pd.DataFrame, reason_choice: str, words: str) -> pd.DataFrame:
    """Gives the rows with or without a reason that contain every one of the words, in any case."""
    kept = deviations
    if reason_choice != texts.REASON_ALL:
        has_reason = kept["has_reason"].astype(bool)
        kept = kept[has_reason if reason_choice == texts.REASON_GIVEN else ~has_reason]
    searched = kept[_SEARCHED].fillna("").astype(str).agg(" ".join, axis="columns").str.casefold()
    for word in words.casefold().split():
        kept = kept[searched.loc[kept.index].str.contains(word, regex=False)]
    return kept


def render_deviation_table(deviations: pd.DataFrame, filters: Filters, *, file_name: str) -> None:
    """Draws deviations with their reasons.

    Each indicator leads to its action, each deviation to how its percentage comes about.
    """
    render_table(
        _in_words(
            with_explanation_links(with_action_links(deviations, filters), filters, Level.INDICATOR)
        ),
        texts.COLUMNS,
        key="deviations",
        file_name=file_name,
        links={"indicator_words": ACTION_LINK, "deviation_words": EXPLANATION_LINK},
        fragments={"status": "status_html", "reason": "reason_html"},
        download=texts.DOWNLOAD_COLUMNS,
    )


def _in_words(deviations: pd.DataFrame) -> pd.DataFrame:
    records = records_of(deviations)
    return deviations.assign(
        deviation_words=[deviation_words(row) for row in records],
        indicator_words=[
            readable_name(row["indicator_code"], row["indicator_name"]) for row in records
        ],
        result_words=[result_against_target(row) for row in records],
        status_html=[result_status(row["status"]) for row in records],
        reason_html=[
            (plain if row["has_reason"] else strong)(texts.reason_words(row)) for row in records
        ],
        direction_words=[
            readable_name(row["strategic_direction_code"], row["strategic_direction_name"])
            for row in records
        ],
    )
