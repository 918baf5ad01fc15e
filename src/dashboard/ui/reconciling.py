"""The parts of the page Riconcilia: what is asked, what the search found, where to look further."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.domain.departures import Way
from dashboard.domain.explanation import OF_A_SECTOR, Node, Scope
from dashboard.domain.reconciling import Reconciliation, Tried
from dashboard.domain.rules import Level
from dashboard.figures.records import records_of
from dashboard.reconciliation import figure_of, reconcile_figure, reconcile_value
from dashboard.texts import reconciling as texts
from dashboard.texts.formats import is_absent
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.components import finding, note, way
from dashboard.ui.data import kept, query, store
from dashboard.ui.explanation import scope_of
from dashboard.ui.filters import Filters
from dashboard.ui.links import explanation_address, page_address
from dashboard.ui.tables import render_table
from dashboard.ui.what_if import WHAT_IF_PAGE, trial_params

PRINTED_KEY, NODE_KEY, EXHAUSTIVE_KEY = "valore", "voce", "tutti"
ELSEWHERE_MEAN_KEY, ELSEWHERE_COUNT_KEY = "media", "righe"
_KEPT = 64
_FIELD_PX = 200
_MOST_ROWS = 100_000

TrialAddresser = Callable[[Way], str | None]
"""Turns a way into the address where it can be tried, None where it cannot."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks: a figure as printed, of a node, and how far to search.

    `elsewhere_pct` and `elsewhere_count`: the mean of so many rows that the program does not have,
    to be looked into in place of its own.
    """

    printed: str
    node: Node
    is_exhaustive: bool
    elsewhere_pct: float | None = None
    elsewhere_count: int | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Says whether the rows are not those of the program."""
        return self.elsewhere_pct is not None and self.elsewhere_count is not None


def ask(filters: Filters) -> Asked:
    """Draws the choices, which live in the address, and gives what was chosen."""
    nodes = _nodes(filters)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        printed = st.text_input(
            texts.PRINTED,
            key=PRINTED_KEY,
            bind="query-params",
            help=texts.PRINTED_HELP,
            width=_FIELD_PX,
        )
        if st.session_state.get(NODE_KEY, texts.EVERYTHING) not in nodes:
            st.session_state[NODE_KEY] = texts.EVERYTHING
        chosen = st.selectbox(
            texts.OF_WHAT,
            list(nodes),
            placeholder=CHOOSE_ONE,
            key=NODE_KEY,
            bind="query-params",
            width=2 * _FIELD_PX,
        )
        is_exhaustive = st.toggle(texts.EXHAUSTIVE, key=EXHAUSTIVE_KEY, bind="query-params")
    return Asked((printed or "").strip(), nodes[chosen], is_exhaustive, *_ask_elsewhere())


def _ask_elsewhere() -> tuple[float | None, int | None]:
    """Draws, folded away, what can be said of rows that the program does not have."""
    is_asked = ELSEWHERE_MEAN_KEY in st.query_params
    with st.expander(texts.ELSEWHERE, expanded=is_asked):
        note(texts.ELSEWHERE_NOTE)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            mean = st.text_input(
                texts.ELSEWHERE_MEAN, key=ELSEWHERE_MEAN_KEY, bind="query-params", width=_FIELD_PX
            )
            row_count = st.number_input(
                texts.ELSEWHERE_COUNT,
                min_value=1,
                max_value=_MOST_ROWS,
                value=None,
                step=1,
                key=ELSEWHERE_COUNT_KEY,
                bind="query-params",
                width=_FIELD_PX,
            )
    typed = (mean or "").strip()
    return (figure_of(typed).value_pct if typed else None), row_count


def reconciliation(filters: Filters, asked: Asked) -> Reconciliation:
    """Gives what the search finds. Raises UnreadableFigureError where no percentage was typed."""
    path, version = str(settings.db_path()), store().version()
    return _keeper()(path, version, scope_of(filters), asked)


def render_answer(found: Reconciliation, asked: Asked, filters: Filters) -> None:
    """Draws the ways that fit, or how near the nearest come; those that can be tried are links."""
    if found.as_configured is None:
        return
    is_whole = asked.node == Node() and not asked.is_elsewhere
    trial = _trial_addresser(filters) if is_whole else None
    if found.fits:
        finding(texts.FITS_FINDING)
        _render_tried(found, found.fits, texts.COLUMNS, trial)
        for fit in found.fits:
            note(texts.alike_words(fit, found.chain))
    else:
        finding(texts.NEAREST_FINDING)
        _render_tried(found, found.nearest, texts.NEAREST_COLUMNS, trial)
    note(texts.CAUTION)


def link_onwards(filters: Filters, asked: Asked) -> None:
    """Draws the way to the tree of the figure that was asked for, where the program has it."""
    if asked.is_elsewhere:
        return
    way(texts.SEE_TREE, explanation_address(filters, asked.node))


def _trial_addresser(filters: Filters) -> TrialAddresser:
    start = page_address(WHAT_IF_PAGE, filters)

    def address(way_tried: Way) -> str | None:
        params = trial_params(way_tried)
        return f"{start}&{urlencode(params)}" if params else None

    return address


def _render_tried(
    found: Reconciliation,
    tried: Sequence[Tried],
    columns: dict[str, str],
    trial: TrialAddresser | None,
) -> None:
    rows = [
        {
            "way_words": texts.way_words(one.way, found.chain),
            "exact_words": texts.exact_words(one),
            "shown_words": texts.shown_words(one, found.figure),
            "distance_words": texts.distance_words(one, found.figure),
            "counted_count": one.counted_count,
            "row_count": one.row_count,
            "trial_address": None if trial is None else trial(one.way),
        }
        for one in tried
    ]
    render_table(
        pd.DataFrame(rows),
        columns,
        key="reconciliation",
        file_name=texts.FILE_NAME,
        links={"way_words": "trial_address"},
    )


@kept(_KEPT, of_facts=True)
def _nodes(filters: Filters) -> dict[str, Node]:
    """Gives what can be asked about within the filters, by its label: first everything."""
    rows = records_of(query("indicator_results", **filters.as_params()))
    found = {texts.EVERYTHING: Node()}
    for level, code_column, name_column in (
        (Level.STRATEGIC_OBJECTIVE, "strategic_objective_code", "strategic_objective_name"),
        (Level.OPERATIONAL_OBJECTIVE, "operational_objective_code", "operational_objective_name"),
        (Level.SERVICE, "service_name", "service_name"),
        (Level.ACTION, "action_code", "action_name"),
    ):
        for row in rows:
            if is_absent(row[code_column]):
                continue
            is_of_sector = level in OF_A_SECTOR
            node = Node(level, row[code_column], row["sector_code"] if is_of_sector else None)
            sector_name = row["sector_name"] if is_of_sector else ""
            label = texts.node_label(level, row[code_column], row[name_column], sector_name)
            found.setdefault(label, node)
    return found


@cache
def _keeper() -> Callable[[str, int, Scope, Asked], Reconciliation]:
    # Made at the first question: Streamlit complains about a cache made before it has started.
    return st.cache_data(show_spinner=texts.SEARCHING, max_entries=_KEPT)(_found)


def _found(path: str, version: int, scope: Scope, asked: Asked) -> Reconciliation:
    # `path` and `version` are part of the key: another file or a new upload is another search.
    del path, version
    if asked.elsewhere_pct is not None and asked.elsewhere_count is not None:
        return reconcile_value(asked.printed, asked.elsewhere_pct, asked.elsewhere_count)
    return reconcile_figure(
        store(), asked.printed, scope, asked.node, is_exhaustive=asked.is_exhaustive
    )
