"""The tables of the DUP page: the interventions, what is typed in red, the actions behind."""

from __future__ import annotations

import pandas as pd

from dashboard.figures.records import records_of
from dashboard.texts import dup as texts
from dashboard.ui.components import dup_status
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.links import ACTION_LINK, with_action_links
from dashboard.ui.red_ink import proposal_html
from dashboard.ui.status_choice import with_chosen
from dashboard.ui.tables import render_table

_STATUS_KEY = "stato"


def with_chosen_status(interventions: pd.DataFrame) -> pd.DataFrame:
    """Draws the choice of statuses and gives the interventions that have one; none chosen: all."""
    words = interventions["status"].map(texts.status_words)
    return with_chosen(
        interventions,
        words,
        texts.statuses_in_order(words),
        label=texts.STATUS_FILTER,
        key=_STATUS_KEY,
    )


def render_interventions(interventions: pd.DataFrame) -> None:
    """Draws what the sectors wrote of each intervention, with the cell it was read from."""
    records = records_of(interventions)
    render_table(
        interventions.assign(
            status_html=[dup_status(row["status"]) for row in records],
            origin_text=[texts.origin(row) for row in records],
        ),
        texts.INTERVENTION_COLUMNS,
        key="dup-interventions",
        file_name=texts.FILE_NAME,
        fragments={"status": "status_html"},
        download=texts.INTERVENTION_DOWNLOAD_COLUMNS,
    )


def render_proposals(proposals: pd.DataFrame) -> None:
    """Draws the changes asked for in red, as they stand in their cells. Folded away."""
    if not proposals.empty:
        title = texts.proposals_title(len(proposals))
        folded(title, lambda: _render_proposals(proposals), key="dup-proposals")


def render_actions(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws the actions by operational objective, each leading to its own page. Folded away."""
    linked = actions.dropna(subset="operational_objective_code")
    if not linked.empty:
        title = texts.actions_title(len(linked))
        folded(title, lambda: _render_actions(linked, filters), key="dup-actions")


def _render_proposals(proposals: pd.DataFrame) -> None:
    records = records_of(proposals)
    render_table(
        proposals.assign(
            field_text=proposals["field_name"].map(texts.field_words),
            cell_text=proposals["after_text"],
            cell_html=[proposal_html(row) for row in records],
            origin_text=[texts.origin(row) for row in records],
        ),
        texts.PROPOSAL_COLUMNS,
        key="dup-proposals",
        file_name=texts.PROPOSALS_FILE_NAME,
        fragments={"cell_text": "cell_html"},
        download=texts.PROPOSAL_DOWNLOAD_COLUMNS,
    )


def _render_actions(actions: pd.DataFrame, filters: Filters) -> None:
    render_table(
        with_action_links(actions.sort_values("operational_objective_code"), filters),
        texts.ACTION_COLUMNS,
        key="dup-actions",
        file_name=texts.ACTIONS_FILE_NAME,
        links={"action_name": ACTION_LINK},
    )
