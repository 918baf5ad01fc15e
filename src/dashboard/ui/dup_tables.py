"""The tables of the DUP page: the interventions, what is typed in red, the actions behind."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from dashboard.figures.records import records_of
from dashboard.texts import dup as texts
from dashboard.ui.components import dup_status
from dashboard.ui.filters import Filters
from dashboard.ui.links import ACTION_LINK, objective_addresser, with_action_links
from dashboard.ui.parts import Folded, Part
from dashboard.ui.red_ink import proposal_html
from dashboard.ui.status_choice import chosen_words
from dashboard.ui.tables import Table

_STATUS_KEY = "stato"


def statuses_of(interventions: pd.DataFrame) -> tuple[str, ...]:
    """Gives the words of the statuses that occur, in the order of the choice of them."""
    words = map(texts.status_words, interventions["status"].unique())
    return tuple(texts.statuses_in_order(words))


def chosen_statuses(statuses: Sequence[str]) -> tuple[str, ...]:
    """Draws the choice of statuses and gives those chosen; () for all."""
    return chosen_words(statuses, label=texts.STATUS_FILTER, key=_STATUS_KEY)


def with_statuses(interventions: pd.DataFrame, statuses: Collection[str]) -> pd.DataFrame:
    """Gives the interventions that have one of the statuses; without any, all."""
    if not statuses:
        return interventions
    return interventions[interventions["status"].map(texts.status_words).isin(statuses)]


def interventions_table(interventions: pd.DataFrame, filters: Filters) -> Table:
    """Gives what the sectors wrote of each intervention, with the cell it was read from.

    Each leads to the actions that serve its operational objective.
    """
    records = records_of(interventions)
    addresses = [*map(objective_addresser(filters), records)]
    return Table(
        interventions.assign(
            status_html=[dup_status(row["status"]) for row in records],
            origin_text=[texts.origin(row) for row in records],
            address=pd.Series(addresses, index=interventions.index, dtype=object),
        ),
        texts.INTERVENTION_COLUMNS,
        key="dup-interventions",
        file_name=texts.FILE_NAME,
        links={"intervention_name": "address"},
        fragments={"status": "status_html"},
        download=texts.INTERVENTION_DOWNLOAD_COLUMNS,
    )


def proposals_parts(proposals: pd.DataFrame) -> tuple[Part, ...]:
    """Gives the changes asked for in red, as they stand in their cells, folded; () for none."""
    if proposals.empty:
        return ()
    title = texts.proposals_title(len(proposals))
    return (Folded(title, lambda: [_proposals_table(proposals)], key="dup-proposals"),)


def actions_parts(actions: pd.DataFrame, filters: Filters) -> tuple[Part, ...]:
    """Gives the actions by operational objective, each with its own page, folded; () for none."""
    linked = actions.dropna(subset="operational_objective_code")
    if linked.empty:
        return ()
    title = texts.actions_title(len(linked))
    return (Folded(title, lambda: [_actions_table(linked, filters)], key="dup-actions"),)


def _proposals_table(proposals: pd.DataFrame) -> Table:
    records = records_of(proposals)
    return Table(
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


def _actions_table(actions: pd.DataFrame, filters: Filters) -> Table:
    return Table(
        with_action_links(actions.sort_values("operational_objective_code"), filters),
        texts.ACTION_COLUMNS,
        key="dup-actions",
        file_name=texts.ACTIONS_FILE_NAME,
        links={"action_name": ACTION_LINK},
    )
