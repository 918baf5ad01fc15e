"""Which action is looked at: named in the address, or chosen from a list that can be searched."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import action as texts
from dashboard.texts.formats import readable_name
from dashboard.ui.filters import Filters
from dashboard.ui.links import ACTION_KEY, ACTION_LINK, ACTION_SECTOR_KEY, with_action_links
from dashboard.ui.tables import render_table

_WIDGET_KEY = "action-choice"

ActionId = tuple[str, str]
"""Sector code and action code."""


def named_action_code() -> str | None:
    """Gives the action code in the address, whether or not it exists."""
    return st.query_params.get(ACTION_KEY)


def chosen_action(actions: pd.DataFrame, year_actions: pd.DataFrame) -> dict[str, Any] | None:
    """Draws the search box over `actions` and gives the action chosen, or None.

    `year_actions` are those of the year without other filters: a link to an action opens it also
    where the filters would leave it out.
    """
    by_id = {_action_id(row): row for row in records_of(actions)}
    named = _named_in_address(records_of(year_actions))
    if named is not None:
        by_id.setdefault(_action_id(named), named)
    # Assigned at every run: the address decides, and the box below only writes there.
    st.session_state[_WIDGET_KEY] = None if named is None else _action_id(named)
    chosen: ActionId | None = st.selectbox(
        texts.CHOICE,
        list(by_id),
        index=None,
        key=_WIDGET_KEY,
        format_func=lambda one: texts.action_label(by_id[one]) if one in by_id else "",
        placeholder=texts.CHOICE_HINT,
        on_change=_write_to_address,
    )
    return None if chosen is None else by_id[chosen]


def render_action_list(actions: pd.DataFrame, filters: Filters) -> None:
    """Draws all actions with a link to each."""
    records = records_of(actions)
    frame = with_action_links(actions, filters).assign(
        action_words=[texts.headline(row) for row in records],
        direction_words=[
            readable_name(row["strategic_direction_code"], row["strategic_direction_name"])
            for row in records
        ],
    )
    render_table(
        frame,
        texts.LIST_COLUMNS,
        key="actions",
        file_name=texts.TITLE,
        links={"action_words": ACTION_LINK},
    )


def _named_in_address(actions: list[dict[str, Any]]) -> dict[str, Any] | None:
    code, sector = named_action_code(), st.query_params.get(ACTION_SECTOR_KEY)
    matching = [
        row
        for row in actions
        if row["action_code"] == code and (not sector or row["sector_code"] == sector)
    ]
    return matching[0] if matching else None


def _write_to_address() -> None:
    chosen: ActionId | None = st.session_state[_WIDGET_KEY]
    if chosen is None:
        st.query_params.pop(ACTION_KEY, None)
        st.query_params.pop(ACTION_SECTOR_KEY, None)
        return
    st.query_params[ACTION_SECTOR_KEY], st.query_params[ACTION_KEY] = chosen


def _action_id(row: dict[str, Any]) -> ActionId:
    return str(row["sector_code"]), str(row["action_code"])
