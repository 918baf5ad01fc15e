"""The way from the Quadro down to a cell, as links above each page on it, and so the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st

from dashboard.texts import breadcrumbs as texts
from dashboard.texts.formats import is_absent, readable_name
from dashboard.ui.components import link
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    action_addresser,
    direction_address,
    objective_address,
    page_address,
    strategic_objective_address,
)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step; where it leads is None for the page that one is on."""

    words: str
    address: str | None = None


def render_breadcrumbs(crumbs: Sequence[Crumb]) -> None:
    """Draws the steps from the Quadro to here, each but the last a link."""
    if crumbs:
        st.html(breadcrumbs_html(crumbs))


def breadcrumbs_html(crumbs: Sequence[Crumb]) -> str:
    """Gives the steps as a list of links; the last one says that it is the page one is on."""
    *above, here = crumbs
    steps = "".join(
        f"<li>{link(one.words, one.address) if one.address else escape(one.words)}</li>"
        for one in above
    )
    last = f'<li aria-current="page">{escape(here.words)}</li>'
    return f'<nav aria-label="{texts.LABEL}"><ol class="cp-crumbs">{steps}{last}</ol></nav>'


def way_to_direction(code: str, name: str | None, filters: Filters) -> list[Crumb]:
    """Gives the steps to a strategic direction, itself the last."""
    words = texts.direction_words(readable_name(code, name))
    return [_overview(filters), Crumb(words, direction_address(code, filters))]


def way_to_objective(row: Mapping[str, Any], filters: Filters) -> list[Crumb]:
    """Gives the steps to an operational objective; what the row does not name is left out.

    `row`: with the codes and names of direction and objectives. A strategic objective leads to how
    its percentage comes about, from the operational ones below it.
    """
    crumbs = [_overview(filters)]
    if not is_absent(row["strategic_direction_code"]):
        crumbs = way_to_direction(
            str(row["strategic_direction_code"]), row["strategic_direction_name"], filters
        )
    if not is_absent(row["strategic_objective_code"]):
        name = readable_name(row["strategic_objective_code"], row["strategic_objective_name"])
        address = strategic_objective_address(row, filters)
        crumbs.append(Crumb(texts.strategic_words(name), address))
    if not is_absent(row["operational_objective_code"]):
        name = readable_name(row["operational_objective_code"], row["operational_objective_name"])
        crumbs.append(Crumb(texts.objective_words(name), objective_address(row, filters)))
    return crumbs


def way_to_action(row: Mapping[str, Any], filters: Filters) -> list[Crumb]:
    """Gives the steps to an action; `row`: of the query `actions`."""
    name = readable_name(row["action_code"], row["action_name"])
    address = action_addresser(filters)(row)
    return [*way_to_objective(row, filters), Crumb(texts.action_words(name), address)]


def way_to_indicator(
    row: Mapping[str, Any], indicator: Mapping[str, Any], filters: Filters
) -> list[Crumb]:
    """Gives the steps to an indicator of an action."""
    name = readable_name(indicator["indicator_code"], indicator["indicator_name"])
    return [*way_to_action(row, filters), Crumb(texts.indicator_words(name))]


def _overview(filters: Filters) -> Crumb:
    # Without the direction: the Quadro is where one chooses among them.
    whole = replace(filters, strategic_direction_code=None)
    return Crumb(texts.OVERVIEW, page_address("./", whole))
