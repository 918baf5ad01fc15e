"""Everything that ever changed the store, in one list that can be searched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import history as texts
from dashboard.texts import labels
from dashboard.texts.formats import is_absent, local_moment
from dashboard.texts.people import who
from dashboard.ui.components import headline, note
from dashboard.ui.filters import Filters
from dashboard.ui.links import page_address
from dashboard.ui.narrowing import containing, matching
from dashboard.ui.tables import render_table

HISTORY_PAGE = "storico"
UPLOAD_KEY = "caricamento"
_KIND_KEY, _STATE_KEY, _SEARCH_KEY = "documento", "stato_file", "cerca"
_SEARCHED = ("file_name", "document_words", "sector_names", "done_by", "state_words")


def upload_addresser(filters: Filters) -> Callable[[int], str]:
    """Gives what turns the number of an upload into the address that shows it.

    The filters' part is written once: looking their names up takes longer than the whole list.
    """
    start = page_address(HISTORY_PAGE, filters)
    return lambda upload_id: f"{start}&{UPLOAD_KEY}={upload_id}"


def upload_in_address(events: pd.DataFrame) -> tuple[str | None, dict[str, Any] | None]:
    """Gives the number in the address, as it stands there, and that upload if there is one."""
    stated = st.query_params.get(UPLOAD_KEY)
    uploads = records_of(events[events["event"] == "upload"])
    return stated, next((row for row in uploads if str(row["upload_id"]) == stated), None)


def events_in_view(events: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Gives the events of the entity and of the sector that the filters name."""
    mine = events[events["entity_code"] == filters.entity_code]
    if filters.sector_code is None:
        return mine
    return mine[[filters.sector_code in _codes(codes) for codes in mine["sector_codes"]]]


def render_events(events: pd.DataFrame, filters: Filters) -> None:
    """Draws the heading and the list with its own filters, which live in the address."""
    place = st.container()
    shown = _chosen(_in_words(events, filters))
    with place:
        upload_count = int((shown["event"] == "upload").sum())
        last_at = None if shown.empty else shown["happened_at"].max()
        headline(texts.headline(upload_count, len(shown) - upload_count, last_at))
        note(texts.NOTE)
    render_table(
        shown,
        texts.LIST_COLUMNS,
        key="history",
        file_name=texts.TITLE,
        links={"file_name": "address"},
    )


def _in_words(events: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    records = records_of(events)
    address = upload_addresser(filters)
    return events.assign(
        moment_words=[local_moment(row["happened_at"]) for row in records],
        event_words=[texts.event(row) for row in records],
        document_words=[texts.documents(row) for row in records],
        done_by_words=[who(row["done_by"], row["done_role"]) for row in records],
        state_words=[texts.state_or_reason(row) for row in records],
        kind_words=[labels.document_kinds(row["document_kinds"]) for row in records],
        standing_words=[texts.state(row) for row in records],
        address=[address(row["upload_id"]) for row in records],
    )


def _chosen(events: pd.DataFrame) -> pd.DataFrame:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = matching(events, "kind_words", texts.KIND_FILTER, key=_KIND_KEY, width=260)
        shown = matching(shown, "standing_words", texts.STATE_FILTER, key=_STATE_KEY, width=200)
        words = st.text_input(
            texts.SEARCH,
            placeholder=texts.SEARCH_HINT,
            key=_SEARCH_KEY,
            type="search",
            bind="query-params",
            width=420,
        )
    return containing(shown, _SEARCHED, words)


def _codes(joined: object) -> list[str]:
    return [] if is_absent(joined) else str(joined).split(", ")
