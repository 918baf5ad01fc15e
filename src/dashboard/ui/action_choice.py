"""Which action is looked at: named in the address, or chosen from a list that can be searched."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import action as texts
from dashboard.texts.formats import readable_name
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.links import ACTION_KEY, ACTION_LINK, ACTION_SECTOR_KEY, with_action_links
from dashboard.ui.parts import Part, note_part
from dashboard.ui.tables import Table

_WIDGET_KEY = "action-choice"

ActionId = tuple[str, str]
"""Sector code and action code."""
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Choice:
    """An action to choose: a row of the query `actions`, and how the box names it."""

    action: Record
    label: str


def named_action_code() -> str | None:
    """Gives the action code in the address, whether or not it exists."""
    return st.query_params.get(ACTION_KEY)


def chosen_action(filters: Filters) -> Record | None:
    """Draws the search box over the actions in view and gives the action chosen, or None.

    A link to an action opens it also where the filters would leave it out.
    """
    in_view = _choices_in_view(filters)
    of_year = _choices_in_view(replace(filters, sector_code=None, strategic_direction_code=None))
    named = _named_in_address(of_year)
    by_id = in_view if named is None or named in in_view else {**in_view, named: of_year[named]}
    # Assigned at every run: the address decides, and the box below only writes there.
    st.session_state[_WIDGET_KEY] = named
    chosen: ActionId | None = st.selectbox(
        texts.CHOICE,
        list(by_id),
        index=None,
        key=_WIDGET_KEY,
        format_func=lambda one: by_id[one].label if one in by_id else "",
        placeholder=texts.CHOICE_HINT,
        on_change=_write_to_address,
    )
    return None if chosen is None else by_id[chosen].action


@kept(KEPT_VIEWS, of_facts=True)
def action_list(filters: Filters) -> tuple[Part, ...]:
    """Gives all actions in view with a link to each, and what to do with them."""
    actions = query("actions", **filters.as_params())
    records = records_of(actions)
    frame = with_action_links(actions, filters).assign(
        action_words=[texts.headline(row) for row in records],
        direction_words=[
            readable_name(row["strategic_direction_code"], row["strategic_direction_name"])
            for row in records
        ],
    )
    table = Table(
        frame,
        texts.LIST_COLUMNS,
        key="actions",
        file_name=texts.TITLE,
        links={"action_words": ACTION_LINK},
    )
    return note_part(texts.NO_ACTIONS if actions.empty else texts.CHOOSE), table


@kept(KEPT_VIEWS, of_facts=True)
def _choices_in_view(filters: Filters) -> Mapping[ActionId, _Choice]:
    """Gives the actions to choose from, in their order."""
    return {
        _action_id(row): _Choice(row, texts.action_label(row))
        for row in records_of(query("actions", **filters.as_params()))
    }


def _named_in_address(actions: Collection[ActionId]) -> ActionId | None:
    code, sector = named_action_code(), st.query_params.get(ACTION_SECTOR_KEY)
    if sector:
        return (sector, code) if code is not None and (sector, code) in actions else None
    return next((one for one in actions if one[1] == code), None)


def _write_to_address() -> None:
    chosen: ActionId | None = st.session_state[_WIDGET_KEY]
    if chosen is None:
        st.query_params.pop(ACTION_KEY, None)
        st.query_params.pop(ACTION_SECTOR_KEY, None)
        return
    st.query_params[ACTION_SECTOR_KEY], st.query_params[ACTION_KEY] = chosen


def _action_id(row: Record) -> ActionId:
    return str(row["sector_code"]), str(row["action_code"])
