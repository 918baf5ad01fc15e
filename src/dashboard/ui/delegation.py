"""The parts of the page La mia delega: the choice, and a block for each strategic direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.domain.delegations import Delegation, own_delegation
from dashboard.domain.picture import Picture
from dashboard.figures import theme
from dashboard.figures.records import records_of
from dashboard.texts import delegation as texts
from dashboard.texts import dup as dup_texts
from dashboard.texts.aggregates import reported_words
from dashboard.texts.formats import Record, is_absent, percent, readable_name
from dashboard.texts.labels import DUP_STATUSES
from dashboard.texts.overview import all_deviations
from dashboard.texts.picture import referents_words
from dashboard.ui.components import finding, key_line, note, way
from dashboard.ui.data import query
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    ACTION_LINK,
    DUP_PAGE,
    OWN_DIRECTION_KEY,
    REFERENT_KEY,
    RESOURCES_PAGE,
    objective_address,
    page_address,
    with_action_links,
)
from dashboard.ui.person import person_here
from dashboard.ui.picture import render_concerns
from dashboard.ui.tables import render_table

SHOWN_CONCERNS = 5
_WIDGET_KEY = "delegation-choice"
_DEVIATIONS_PAGE = "scostamenti"


@dataclass(frozen=True, slots=True)
class Named:
    """What the address names, whether or not it exists; None for nothing."""

    delegation: Delegation | None
    words: str | None


def chosen_delegation(
    found: Sequence[Delegation], names: Mapping[str, str], filters: Filters
) -> Delegation | None:
    """Draws the choice and gives what is chosen.

    Without any, what the person here follows; None where that is not known either.
    """
    named = _named_in_address(found)
    own = None if named.words else own_delegation(found, person_here().person_name)
    # Assigned at every run: the address decides, and the box below only writes there.
    st.session_state[_WIDGET_KEY] = named.delegation or own
    chosen: Delegation | None = st.selectbox(
        texts.CHOICE,
        list(found),
        index=None,
        key=_WIDGET_KEY,
        format_func=lambda one: texts.choice_words(one, names),
        placeholder=texts.CHOICE_HINT,
        on_change=_write_to_address,
        width=520,
    )
    if chosen is None and named.words:
        st.warning(texts.UNKNOWN.format(year=filters.reference_year, named=named.words))
    return chosen


def render_direction(code: str, picture: Picture, filters: Filters) -> None:
    """Draws everything of one strategic direction: what needs somebody, DUP, money, objectives."""
    own = replace(filters, strategic_direction_code=code)
    concerns = picture.concerns_of(code)
    shown = concerns[:SHOWN_CONCERNS]
    finding(texts.concerns_finding(len(shown), len(concerns)))
    if shown:
        render_concerns(shown, filters)
        way(all_deviations(len(concerns)), page_address(_DEVIATIONS_PAGE, own))
    _render_objectives(code, own, filters)
    _render_dup(own)
    _render_resources(code, own)


def render_standing(code: str, picture: Picture, mean: Record | None) -> None:
    """Draws the degree of a direction, and who of the Giunta follows it."""
    words = (texts.achievement_words(mean), referents_words(picture.referents.get(code, ())))
    note(" ".join(one for one in words if one))


def _render_objectives(code: str, own: Filters, filters: Filters) -> None:
    objectives = query("achievement", level="operational_objective", **own.as_params())
    records = records_of(objectives)
    finding(texts.objectives_finding(records))
    if objectives.empty:
        note(texts.NO_OBJECTIVES)
    else:
        addresses = [
            objective_address({"operational_objective_code": row["code"]}, filters)
            for row in records
        ]
        render_table(
            pd.DataFrame(
                {
                    "objective_words": [readable_name(row["code"], row["name"]) for row in records],
                    "address": addresses,
                    "achievement_shown": [percent(row["achievement_pct"]) for row in records],
                    "counted_count": objectives["counted_count"],
                    "reported_words": [reported_words(row) for row in records],
                    "indicator_count": objectives["indicator_count"],
                }
            ),
            texts.OBJECTIVE_COLUMNS,
            key=f"objectives-{code}",
            file_name=f"{texts.OBJECTIVES_FILE_NAME} {code}",
            links={"objective_words": "address"},
        )
    _render_actions_without_objective(code, own, filters)


def _render_actions_without_objective(code: str, own: Filters, filters: Filters) -> None:
    actions = query("actions", **own.as_params())
    free = actions[[is_absent(one) for one in actions["operational_objective_code"]]]
    if free.empty:
        return
    finding(f"{texts.ACTIONS_WITHOUT}: {len(free)}")
    names = [readable_name(row["action_code"], row["action_name"]) for row in records_of(free)]
    render_table(
        with_action_links(free, filters).assign(action_words=names),
        texts.ACTION_COLUMNS,
        key=f"free-actions-{code}",
        file_name=f"{texts.ACTIONS_WITHOUT} {code}",
        links={"action_words": ACTION_LINK},
    )


def _render_dup(own: Filters) -> None:
    rows = records_of(query("dup_interventions", **own.as_params()))
    finding(texts.DUP)
    if not rows:
        note(texts.NO_DUP)
        return
    note(dup_texts.headline(rows))
    key_line(
        [
            (label.shape, theme.dup_colour(status), f"{count} {label.plural}")
            for status, label in DUP_STATUSES.items()
            if (count := sum(row["status"] == status for row in rows))
        ]
    )
    way(texts.TO_DUP, page_address(DUP_PAGE, own))


def _render_resources(code: str, own: Filters) -> None:
    groups = records_of(query("resources_by", **own.as_params()))
    mine = next(
        (
            row
            for row in groups
            if row["breakdown"] == "strategic_direction" and row["group_key"] == code
        ),
        None,
    )
    finding(texts.RESOURCES)
    note(texts.resources_words(mine))
    if mine is not None:
        way(texts.TO_RESOURCES, page_address(RESOURCES_PAGE, own))


def _named_in_address(found: Sequence[Delegation]) -> Named:
    referent = st.query_params.get(REFERENT_KEY)
    code = st.query_params.get(OWN_DIRECTION_KEY)
    if referent is not None:
        mine = (one for one in found if one.referent == referent)
        return Named(next(mine, None), referent)
    if code is not None:
        mine = (one for one in found if one.referent is None and one.direction_codes == (code,))
        return Named(next(mine, None), code)
    return Named(None, None)


def _write_to_address() -> None:
    chosen: Delegation | None = st.session_state[_WIDGET_KEY]
    for key in (REFERENT_KEY, OWN_DIRECTION_KEY):
        st.query_params.pop(key, None)
    if chosen is None:
        return
    if chosen.referent is None:
        st.query_params[OWN_DIRECTION_KEY] = chosen.direction_codes[0]
    else:
        st.query_params[REFERENT_KEY] = chosen.referent
