"""The parts of the page Catena: flows, matrix, linkage by sector, and what hangs in the air."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from dashboard.directive import clause_with
from dashboard.domain.chain import ActionWay, LinkState, gathered_flows
from dashboard.figures.chain import (
    chain_matrix,
    chain_matrix_table,
    chain_sankey,
    flow_table,
    linkage_bars,
)
from dashboard.figures.records import records_of
from dashboard.texts import chain as texts
from dashboard.texts.formats import Record, is_absent
from dashboard.ui.components import finding, note, render_figure
from dashboard.ui.data import store
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.links import (
    ACTION_LINK,
    CHAIN_PAGE,
    objective_address,
    page_address,
    with_action_links,
)
from dashboard.ui.tables import render_table, table_twin

_OBJECTIVE_LINK, _CELL_LINK = "objective_address", "cell_address"

ActionTest = Callable[[Record], bool]


def render_flows(actions: pd.DataFrame) -> None:
    """Draws from which objectives the actions come and in which documents they stand."""
    records = records_of(actions)
    flows = gathered_flows(
        [
            ActionWay(texts.way_objective(row), texts.sector_words(row), texts.way_place(row))
            for row in records
        ],
        texts.OTHER_OBJECTIVES,
        texts.OTHER_SECTORS,
    )
    sentence = texts.flow_finding(records)
    finding(sentence)
    note(texts.flow_note(flows))
    figure = chain_sankey(flows)
    if figure is not None:
        render_figure(figure, key="chain-sankey", alt=texts.flow_alt(sentence))
    table_twin(
        flow_table(flows), texts.FLOW_COLUMNS, key="chain-flows", file_name=texts.FLOW_FILE_NAME
    )


def render_matrix(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws how many actions each sector has in each direction; the numbers lead to them."""
    table = chain_matrix_table(actions)
    records = records_of(table)
    addresses = [_cell_address(row, filters) for row in records]
    sentence = texts.matrix_finding(records)
    finding(sentence)
    columns = table.drop_duplicates("strategic_direction_code")
    note(texts.matrix_note(records_of(columns.sort_values("strategic_direction_code"))))
    figure = chain_matrix(table, addresses)
    if figure is not None:
        render_figure(figure, key="chain-matrix", alt=texts.matrix_alt(sentence))
    table_twin(
        table.assign(
            sector_words=[texts.sector_words(row) for row in records],
            direction_words=[texts.direction_words(row) for row in records],
            **{_CELL_LINK: pd.Series(addresses, index=table.index, dtype=object)},
        ),
        texts.MATRIX_COLUMNS,
        key="chain-cells",
        file_name=texts.MATRIX_FILE_NAME,
        links={"action_count": _CELL_LINK},
    )


def render_linkage(sectors: pd.DataFrame, filters: Filters) -> None:
    """Draws which share of each sector's actions reaches the DUP, and why that is asked."""
    sentence = texts.linkage_finding(records_of(sectors))
    finding(sentence)
    note(f"{texts.WHY_LINKAGE} {_asked_by(texts.LINKAGE_STEMS, filters)}".strip())
    note(texts.LINKAGE_SCOPE)
    figure = linkage_bars(sectors)
    if figure is not None:
        render_figure(figure, key="linkage-bars", alt=texts.linkage_alt(sentence))
    table_twin(
        sectors,
        texts.LINKAGE_COLUMNS,
        key="linkage-sectors",
        file_name=texts.LINKAGE_FILE_NAME,
    )


def render_objectives_without_actions(objectives: pd.DataFrame, filters: Filters) -> None:
    """Draws the operational objectives that no action serves, each leading to its links."""
    orphans = objectives[objectives["action_count"] == 0]
    finding(texts.objectives_finding(len(orphans), len(objectives)))
    if orphans.empty:
        if objectives.empty:
            note(texts.NO_DUP_NOTE)
        return
    note(texts.ORPHANS_NOTE)
    records = records_of(orphans)
    render_table(
        orphans.assign(
            objective_words=[texts.objective_words(row) for row in records],
            direction_words=[texts.direction_words(row) for row in records],
            origin_words=[
                texts.cell_words(row["file_name"], row["sheet_name"], row["cell"])
                for row in records
            ],
            **{_OBJECTIVE_LINK: [objective_address(row, filters) for row in records]},
        ),
        texts.OBJECTIVE_COLUMNS,
        key="orphan-objectives",
        file_name=texts.OBJECTIVES_FILE_NAME,
        links={"objective_words": _OBJECTIVE_LINK},
    )


def render_unlinked(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws the actions that serve no objective of the DUP, and why."""
    unlinked = _chosen(actions, _is_unlinked)
    finding(texts.unlinked_finding(len(unlinked)))
    _render_actions(unlinked, texts.UNLINKED_COLUMNS, texts.UNLINKED_FILE_NAME, filters)


def render_not_in_peg(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws the actions of the PIAO that the PEG of their sector does not have."""
    found = _chosen(actions, lambda row: row["has_sector_peg"] and not row["is_in_peg"])
    finding(texts.not_in_peg_finding(len(found)))
    if not found.empty:
        note(texts.NOT_IN_PEG_NOTE)
    _render_actions(found, texts.PLACED_COLUMNS, texts.NOT_IN_PEG_FILE_NAME, filters)


def render_agreements(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws the actions that involve other services and do not say that these agreed."""
    involving = _chosen(actions, lambda row: not is_absent(row["other_services"]))
    lacking = _chosen(involving, lambda row: texts.agreed_words(row) != "sì")
    finding(texts.agreement_finding(len(lacking), len(involving)))
    if not lacking.empty:
        note(f"{texts.AGREEMENT_NOTE} {_asked_by(texts.AGREEMENT_STEMS, filters)}".strip())
    _render_actions(lacking, texts.AGREEMENT_COLUMNS, texts.AGREEMENT_FILE_NAME, filters)


def _asked_by(stems: tuple[str, ...], filters: Filters) -> str:
    """Gives the passage of the entity's own directive that asks for something; "" for none."""
    place = (filters.entity_code, filters.reference_year)
    return texts.asked_by(clause_with(store(), *place, stems, filters.as_of))


def render_not_in_piao(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws the actions of the PEG that were not chosen for the PIAO. Folded: it is no fault."""
    found = _chosen(actions, lambda row: row["has_sector_piao"] and not row["is_in_piao"])
    if found.empty:
        return

    def draw() -> None:
        note(texts.NOT_IN_PIAO_NOTE)
        _render_actions(found, texts.PLACED_COLUMNS, texts.NOT_IN_PIAO_FILE_NAME, filters)

    folded(texts.not_in_piao_finding(len(found)), draw, key="not-in-piao")


def render_list(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws all actions with their links and cells. Folded away."""
    folded(
        texts.list_title(len(actions)),
        lambda: _render_actions(actions, texts.LIST_COLUMNS, texts.LIST_FILE_NAME, filters),
        key="chain-list",
    )


def render_served(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws the actions that serve an objective, where they stand in PEG and PIAO."""
    finding(texts.served_finding(len(actions)))
    _render_actions(actions, texts.SERVED_COLUMNS, texts.SERVED_FILE_NAME, filters)


def _is_unlinked(row: Record) -> bool:
    return row["link_state"] in (LinkState.NO_OBJECTIVE, LinkState.UNKNOWN_OBJECTIVE)


def _chosen(actions: pd.DataFrame, is_wanted: ActionTest) -> pd.DataFrame:
    return actions[[bool(is_wanted(row)) for row in records_of(actions)]]


def _render_actions(
    actions: pd.DataFrame,
    columns: dict[str, str],
    file_name: str,
    filters: Filters,
) -> None:
    """Draws actions under the columns given; nothing where there are none."""
    if actions.empty:
        return
    render_table(
        _in_words(actions, filters),
        columns,
        key=file_name,
        file_name=file_name,
        links={"action_words": ACTION_LINK},
    )


def _in_words(actions: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    records = records_of(actions)
    return with_action_links(actions, filters).assign(
        action_words=[texts.action_words(row) for row in records],
        objective_words=[texts.objective_words(row) for row in records],
        link_words=[texts.link_words(row) for row in records],
        agreed_words=[texts.agreed_words(row) for row in records],
        peg_words=[texts.standing_words(row, "peg") for row in records],
        piao_words=[texts.standing_words(row, "piao") for row in records],
        place_words=[texts.first_place_words(row) for row in records],
    )


def _cell_address(row: Record, filters: Filters) -> str | None:
    """Gives this page for a sector and direction; None where no filter could say the direction."""
    if is_absent(row["strategic_direction_code"]):
        return None
    return page_address(
        CHAIN_PAGE,
        replace(
            filters,
            sector_code=str(row["sector_code"]),
            strategic_direction_code=str(row["strategic_direction_code"]),
        ),
    )
