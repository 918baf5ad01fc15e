"""The parts of the page Risultati, made once for all who look at the same results."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.figures.bullets import bullets, sorted_by_gap
from dashboard.figures.heatmap import sector_heatmap
from dashboard.figures.records import records_of
from dashboard.texts import results as texts
from dashboard.texts.tables import TABLE_TWIN
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.keys import result_key_entries
from dashboard.ui.links import ACTION_LINK, with_action_links
from dashboard.ui.overview import methods_part
from dashboard.ui.paging import places_on_page
from dashboard.ui.parts import (
    Drawing,
    Folded,
    Part,
    draw_parts,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.result_tables import (
    cell_addresses,
    outcomes_of,
    results_table,
    sectors_table,
    with_outcomes,
)

_BULLETS_ON_A_PAGE = 20

Outcomes = tuple[str, ...]
"""The words of the outcomes chosen; () for all."""


@dataclass(frozen=True, slots=True)
class Results:
    """What the page shows of the results in view, whatever outcomes are chosen.

    `methods`: the line with the mean, and how it is counted. `outcomes`: the words to choose from.
    """

    headline: Part
    methods: Part
    outcomes: Outcomes
    sectors: tuple[Part, ...]


@kept(KEPT_VIEWS, of_facts=True)
def results_in_view(filters: Filters) -> Results | None:
    """Gives what the page shows of the results that the filters choose; None without any."""
    chosen = filters.as_params()
    results = query("indicator_results", **chosen)
    if results.empty:
        return None
    statuses = records_of(query("status_by_entity", **chosen))
    methods = query("achievement_by_entity", **chosen)
    counted = records_of(results[["left_out_reason", "achievement_basis"]])
    return Results(
        headline=headline_part(
            texts.headline(statuses, filters.reference_year, filters.period),
            texts.emphasis(statuses, filters.period),
        ),
        methods=methods_part(texts.mean_sentence(records_of(methods), counted), methods, filters),
        outcomes=outcomes_of(results),
        sectors=_sectors(filters),
    )


def render_bullets(filters: Filters, outcomes: Outcomes) -> None:
    """Draws the results of those outcomes as bars, the furthest from its target first, in pages."""
    draw_parts(_bullets_head(filters, outcomes))
    figure_place = st.container()
    shown = places_on_page(len(_results_of(filters, outcomes)), _BULLETS_ON_A_PAGE, key="bullets")
    figure, key = _bullets_page(filters, outcomes, shown.start)
    with figure_place:
        figure.draw()
    key.draw()


def render_results_twin(filters: Filters, outcomes: Outcomes) -> None:
    """Draws the rows behind the bars, each leading to its action. Folded away."""
    Folded(texts.RESULTS_TWIN, lambda: _results_twin(filters, outcomes), key="results").draw()


@kept(KEPT_VIEWS, of_facts=True)
def _results_of(filters: Filters, outcomes: Outcomes) -> pd.DataFrame:
    results = query("indicator_results", **filters.as_params())
    return sorted_by_gap(with_outcomes(results, outcomes))


@kept(KEPT_VIEWS, of_facts=True)
def _bullets_head(filters: Filters, outcomes: Outcomes) -> tuple[Part, ...]:
    furthest = records_of(_results_of(filters, outcomes).head(1))
    return finding_part(texts.bullets_finding(furthest)), note_part(texts.BULLETS_NOTE)


@kept(KEPT_VIEWS, of_facts=True)
def _bullets_page(filters: Filters, outcomes: Outcomes, first: int) -> tuple[Part, Part]:
    """Gives the bars from that row on, and their key."""
    rows = _results_of(filters, outcomes).iloc[first : first + _BULLETS_ON_A_PAGE]
    page = with_action_links(rows, filters)
    figure = Drawing(
        bullets(page),
        key="bullets-figure",
        alt=texts.bullets_alt(records_of(page)),
        addresses=list(page[ACTION_LINK]),
    )
    return figure, key_part(result_key_entries(set(page["status"])))


@kept(KEPT_VIEWS, of_facts=True)
def _results_twin(filters: Filters, outcomes: Outcomes) -> tuple[Part, ...]:
    return (results_table(_results_of(filters, outcomes), filters),)


def _sectors(filters: Filters) -> tuple[Part, ...]:
    cells = query("status_by_sector_and_direction", **filters.as_params())
    rows = records_of(cells)
    return (
        finding_part(texts.sectors_finding(rows, filters.period)),
        Drawing(
            sector_heatmap(cells, cell_addresses(cells, filters)),
            key="sectors-figure",
            alt=texts.sectors_alt(rows, filters.period),
        ),
        note_part(texts.sectors_note(rows)),
        Folded(TABLE_TWIN, lambda: _sectors_twin(filters), key="sectors"),
    )


@kept(KEPT_VIEWS, of_facts=True)
def _sectors_twin(filters: Filters) -> tuple[Part, ...]:
    chosen = filters.as_params()
    table = sectors_table(
        query("status_by_sector_and_direction", **chosen),
        query("achievement_by_sector_and_direction", **chosen),
        filters,
    )
    return table, note_part(texts.SECTORS_TABLE_NOTE)
