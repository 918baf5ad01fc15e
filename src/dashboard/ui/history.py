"""Everything that ever changed the store, in one list that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import history as texts
from dashboard.texts import labels
from dashboard.texts.formats import Record, is_absent, local_moment
from dashboard.texts.people import who
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.links import page_address
from dashboard.ui.narrowing import holds_all, value_chosen
from dashboard.ui.parts import Part, draw_parts, headline_part, note_part
from dashboard.ui.tables import Table

HISTORY_PAGE = "storico"
UPLOAD_KEY = "caricamento"
_KIND_KEY, _STATE_KEY, _SEARCH_KEY = "documento", "stato_file", "cerca"
_SEARCHED = ("file_name", "document_words", "sector_names", "done_by", "state_words")


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a person looks for: a kind of document, a state (None: all), some words."""

    kind: str | None
    standing: str | None
    words: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """The list as it is narrowed, and what is said of it."""

    heading: Sequence[Part]
    table: Table


def upload_addresser(filters: Filters) -> Callable[[int], str]:
    """Gives what turns the number of an upload into the address that shows it.

    The filters' part is written once: looking their names up takes longer than the whole list.
    """
    start = page_address(HISTORY_PAGE, filters)
    return lambda upload_id: f"{start}&{UPLOAD_KEY}={upload_id}"


@kept(KEPT_VIEWS, of_facts=True)
def _uploads(as_of: date | None) -> Mapping[str, Record]:
    """Gives every upload by its number, as it stands in an address."""
    rows = records_of(query("history", as_of=as_of))
    return {str(row["upload_id"]): row for row in rows if row["event"] == "upload"}


def upload_in_address(filters: Filters) -> tuple[str | None, Record | None]:
    """Gives the number in the address, as it stands there, and that upload if there is one."""
    stated = st.query_params.get(UPLOAD_KEY)
    return stated, _uploads(filters.as_of).get(stated or "")


def render_events(filters: Filters) -> None:
    """Draws the heading and the list with its own filters, which live in the address."""
    place = st.container()
    looked = _choose(_events_in_words(filters))
    shown = _shown(filters, looked)
    with place:
        draw_parts(shown.heading)
    shown.table.draw()


@kept(KEPT_VIEWS, of_facts=True)
def _shown(filters: Filters, looked: _Looked) -> _Shown:
    rows = [
        row
        for row in _events_in_words(filters)
        if looked.kind in (None, row["kind_words"])
        and looked.standing in (None, row["standing_words"])
        and holds_all(_searched_text(row), looked.words)
    ]
    upload_count = sum(row["event"] == "upload" for row in rows)
    last_at = max((row["happened_at"] for row in rows), default=None)
    sentence = texts.headline(upload_count, len(rows) - upload_count, last_at)
    table = Table(
        pd.DataFrame(rows),
        texts.LIST_COLUMNS,
        key="history",
        file_name=texts.TITLE,
        links={"file_name": "address"},
    )
    return _Shown([headline_part(sentence), note_part(texts.NOTE)], table)


@kept(KEPT_VIEWS, of_facts=True)
def _events_in_words(filters: Filters) -> Sequence[Record]:
    """Gives the events of the entity and of the sector that the filters name, with their words."""
    address = upload_addresser(filters)
    return [
        {
            **row,
            "moment_words": local_moment(row["happened_at"]),
            "event_words": texts.event(row),
            "document_words": texts.documents(row),
            "done_by_words": who(row["done_by"], row["done_role"]),
            "state_words": texts.state_or_reason(row),
            "kind_words": labels.document_kinds(row["document_kinds"]),
            "standing_words": texts.state(row),
            "address": address(row["upload_id"]),
        }
        for row in records_of(query("history", as_of=filters.as_of))
        if row["entity_code"] == filters.entity_code
        and (filters.sector_code is None or filters.sector_code in _codes(row["sector_codes"]))
    ]


def _choose(events: Sequence[Record]) -> _Looked:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = (row["kind_words"] for row in events)
        kind = value_chosen(kinds, texts.KIND_FILTER, key=_KIND_KEY, width=260)
        standings = (row["standing_words"] for row in events if kind in (None, row["kind_words"]))
        standing = value_chosen(standings, texts.STATE_FILTER, key=_STATE_KEY, width=200)
        words = st.text_input(
            texts.SEARCH,
            placeholder=texts.SEARCH_HINT,
            key=_SEARCH_KEY,
            type="search",
            bind="query-params",
            width=420,
        )
    return _Looked(kind, standing, words or "")


def _searched_text(row: Record) -> str:
    return " ".join(str(row[column]) for column in _SEARCHED if not is_absent(row[column]))


def _codes(joined: object) -> list[str]:
    return [] if is_absent(joined) else str(joined).split(", ")
