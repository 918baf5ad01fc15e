"""Addresses of other pages that keep what the person is looking at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.domain.explanation import OF_A_SECTOR, Node
from dashboard.domain.rules import Level
from dashboard.texts.formats import is_absent
from dashboard.ui.filters import Filters, address_params

ACTION_PAGE = "azione"
ACTION_KEY, ACTION_SECTOR_KEY = "azione", "cod_settore"
INDICATOR_KEY = "indicatore"
ACTION_LINK = "action_address"
"""The column that `with_action_links` adds."""

RESOURCES_PAGE, CHAIN_PAGE, DUP_PAGE = "peg-risorse", "catena", "dup"
OBJECTIVE_KEY = "obiettivo"
DELEGATION_PAGE, RESULTS_PAGE = "delega", "risultati"
REFERENT_KEY, OWN_DIRECTION_KEY = "referente", "cod_indirizzo"

EXPLANATION_PAGE = "come-si-calcola"
LEVEL_KEY, CODE_KEY, VIEW_KEY = "livello", "codice", "vista"
BY_SECTOR_VIEW = "settori"
EXPLANATION_LINK = "explanation_address"
"""The column that `with_explanation_links` adds."""

# These need no encoding after "?", and plotly would encode them a second time.
_PLAIN_IN_A_QUERY = "/:,;@$?"

CODE_COLUMNS: Mapping[Level, str] = {
    Level.DIRECTION: "strategic_direction_code",
    Level.STRATEGIC_OBJECTIVE: "strategic_objective_code",
    Level.OPERATIONAL_OBJECTIVE: "operational_objective_code",
    Level.SECTOR: "sector_code",
    Level.SERVICE: "service_name",
    Level.ACTION: "action_code",
    Level.INDICATOR: "indicator_code",
}

Addresser = Callable[[Mapping[Any, Any]], str | None]


def page_address(url_path: str, filters: Filters, **more: str) -> str:
    """Gives a page's address with the filters in it, relative to the program's own address."""
    return f"{url_path}?{_written({**address_params(filters), **more})}"


def with_more(address: str, more: Mapping[str, str]) -> str:
    """Gives an address with filters in it and more parameters; unchanged where there are none."""
    return f"{address}&{_written(more)}" if more else address


def action_addresser(filters: Filters) -> Addresser:
    """Gives what turns a row (`action_code`, `sector_code`) into the address of its action.

    None for a row without an action. The filters' part is written once: looking their names up
    for every row of a table took half of a page's time.
    """
    start = page_address(ACTION_PAGE, filters)

    def address(row: Mapping[Any, Any]) -> str | None:
        if is_absent(row["action_code"]):
            return None
        sector = "" if is_absent(row["sector_code"]) else str(row["sector_code"])
        action = {ACTION_KEY: str(row["action_code"]), ACTION_SECTOR_KEY: sector}
        return f"{start}&{_written(action)}"

    return address


def indicator_addresser(filters: Filters) -> Addresser:
    """Gives what turns a row (also `indicator_code`) into its part of its action's page."""
    action_address = action_addresser(filters)

    def address(row: Mapping[Any, Any]) -> str | None:
        start = action_address(row)
        if start is None or is_absent(row["indicator_code"]):
            return start
        return with_more(start, {INDICATOR_KEY: str(row["indicator_code"])})

    return address


def with_action_links(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Gives the frame with `action_address`, for `render_table(..., links={...})`."""
    address = action_addresser(filters)
    rows = frame[["action_code", "sector_code"]].to_dict("records")
    addresses = pd.Series([address(row) for row in rows], index=frame.index, dtype=object)
    return frame.assign(**{ACTION_LINK: addresses})


def direction_address(direction_code: str | None, filters: Filters) -> str | None:
    """Gives the page of one strategic direction; None for what belongs to none."""
    if is_absent(direction_code):
        return None
    whole = replace(filters, strategic_direction_code=None)
    return page_address(DELEGATION_PAGE, whole, **{OWN_DIRECTION_KEY: str(direction_code)})


def objective_addresser(filters: Filters) -> Addresser:
    """Gives what turns a row (`operational_objective_code`) into its objective on the page Catena.

    There stand the actions that serve it. None for a row without an operational objective.
    """
    start = page_address(CHAIN_PAGE, filters)

    def address(row: Mapping[Any, Any]) -> str | None:
        code = row["operational_objective_code"]
        return None if is_absent(code) else with_more(start, {OBJECTIVE_KEY: str(code)})

    return address


def objective_address(row: Mapping[Any, Any], filters: Filters) -> str:
    """Gives the page Catena at an operational objective: the actions that serve it."""
    code = str(row["operational_objective_code"])
    return page_address(CHAIN_PAGE, filters, **{OBJECTIVE_KEY: code})


def strategic_objective_address(row: Mapping[Any, Any], filters: Filters) -> str:
    """Gives where a strategic objective is explained, with the operational ones below it."""
    code = str(row["strategic_objective_code"])
    return explanation_address(filters, Node(Level.STRATEGIC_OBJECTIVE, code))


def explanation_address(filters: Filters, node: Node) -> str:
    """Gives where it is explained how a node's percentage comes about."""
    return f"{page_address(EXPLANATION_PAGE, filters)}{_node_params(node)}"


def with_explanation_links(frame: pd.DataFrame, filters: Filters, level: Level) -> pd.DataFrame:
    """Gives the frame with `explanation_address`: of what each row is about, at that level.

    Of actions and indicators the frame has `sector_code`, of indicators also `action_code`.
    """
    start = page_address(EXPLANATION_PAGE, filters)
    addresses = [
        None if node is None else f"{start}{_node_params(node)}"
        for node in (_node_of_row(row, level) for row in frame.to_dict("records"))
    ]
    return frame.assign(**{EXPLANATION_LINK: pd.Series(addresses, index=frame.index, dtype=object)})


def _node_of_row(row: Mapping[Any, Any], level: Level) -> Node | None:
    """Gives what a row of a query is about; None where it has no code at that level."""
    code = row[CODE_COLUMNS[level]]
    if is_absent(code):
        return None
    return Node(
        level,
        str(code),
        sector_code=str(row["sector_code"]) if level in OF_A_SECTOR else None,
        action_code=str(row["action_code"]) if level is Level.INDICATOR else None,
    )


def _node_params(node: Node) -> str:
    params = {
        LEVEL_KEY: None if node.level is Level.ENTITY else str(node.level),
        CODE_KEY: node.code,
        ACTION_KEY: node.action_code,
        ACTION_SECTOR_KEY: node.sector_code,
        VIEW_KEY: BY_SECTOR_VIEW if node.is_by_sector else None,
    }
    written = _written({key: value for key, value in params.items() if value is not None})
    return f"&{written}" if written else ""


def _written(params: Mapping[str, str]) -> str:
    return urlencode(params, safe=_PLAIN_IN_A_QUERY)
