"""One objective or action of the chain: chosen or named in the address, with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from dashboard.domain.chain import LinkState
from dashboard.figures.records import records_of
from dashboard.texts import chain as texts
from dashboard.texts.fields import field_label
from dashboard.texts.formats import Record, is_absent
from dashboard.ui.breadcrumbs import render_breadcrumbs, way_to_objective
from dashboard.ui.chain import served_parts
from dashboard.ui.components import finding, link, note, way
from dashboard.ui.data import kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    ACTION_KEY,
    ACTION_SECTOR_KEY,
    CHAIN_PAGE,
    DUP_PAGE,
    OBJECTIVE_KEY,
    action_addresser,
    direction_address,
    objective_address,
    page_address,
)
from dashboard.ui.parts import draw_parts

_KEPT_OFFERED = 16
_WIDGET_KEY = "chain-choice"
_KEYS = (OBJECTIVE_KEY, ACTION_KEY, ACTION_SECTOR_KEY)


@dataclass(frozen=True, slots=True)
class Link:
    """An operational objective (no sector), or an action of a sector."""

    code: str
    sector_code: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """One line of a way: what it is, its words, where they lead, where it is written."""

    kind: str
    words: str
    address: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Offered:
    """The objectives and actions of a year, each with its row and the words it is chosen by."""

    actions: Sequence[Record]
    by_link: Mapping[Link, Record]
    labels: Mapping[Link, str]


def render_choice(filters: Filters) -> None:
    """Draws the search box, and the links up and down of what is chosen.

    Offered is all of the year, without the other filters: a link opens also what these leave out.
    """
    offered = _offered(filters.entity_code, filters.reference_year, filters.as_of)
    by_link = offered.by_link
    named = _named_in_address(by_link)
    # Assigned at every run: the address decides, and the box below only writes there.
    st.session_state[_WIDGET_KEY] = named if named in by_link else None
    chosen: Link | None = st.selectbox(
        texts.CHOICE,
        list(by_link),
        format_func=offered.labels.__getitem__,
        placeholder=texts.CHOICE_HINT,
        key=_WIDGET_KEY,
        on_change=_write_to_address,
        index=None,
    )
    if chosen is None:
        if named is not None:
            st.warning(texts.missing_choice(named.code, filters.reference_year))
        return
    if chosen.sector_code is None:
        _render_objective(by_link[chosen], offered.actions, filters)
    else:
        stated = by_link.get(Link(_objective_code(by_link[chosen])))
        _render_action(by_link[chosen], stated, filters)


@kept(_KEPT_OFFERED, of_facts=True)
def _offered(entity_code: str, reference_year: int, as_of: date | None) -> _Offered:
    of_year: dict[str, Any] = {
        "entity_code": entity_code,
        "reference_year": reference_year,
        "as_of": as_of,
    }
    actions = records_of(query("chain_actions", **of_year))
    by_link = {
        **{
            Link(_objective_code(row)): row
            for row in records_of(query("chain_objectives", **of_year))
        },
        **{_action_link(row): row for row in actions},
    }
    return _Offered(actions, by_link, {one: _label(one, row) for one, row in by_link.items()})


def render_way_to_chain(action: Record, filters: Filters) -> None:
    """Draws the way from an action's own page to its links."""
    named = {ACTION_KEY: str(action["action_code"]), ACTION_SECTOR_KEY: str(action["sector_code"])}
    way(texts.TO_CHAIN, page_address(CHAIN_PAGE, filters, **named))


def _render_objective(objective: Record, actions: Sequence[Record], filters: Filters) -> None:
    render_breadcrumbs(way_to_objective(objective, filters))
    finding(texts.objective_words(objective))
    _draw_way([*_steps_above(objective, filters), _objective_step(objective, objective)])
    way(texts.TO_DUP, _dup_address(objective, filters))
    serving = [
        row
        for row in actions
        if row["operational_objective_code"] == _objective_code(objective)
        and row["link_state"] == LinkState.LINKED
    ]
    draw_parts(served_parts(serving, filters))


def _render_action(action: Record, objective: Record | None, filters: Filters) -> None:
    """Draws the way of an action; `objective` is its own as the DUP states it, where it does."""
    finding(texts.action_words(action))
    if action["link_state"] != LinkState.LINKED:
        note(texts.unlinked_note(action))
    _draw_way(
        [
            *_steps_above(action, filters),
            *_objective_above(action, objective, filters),
            _Step(texts.PEG, texts.action_words(action), None, texts.standing_words(action, "peg")),
            _Step(
                texts.PIAO, texts.action_words(action), None, texts.standing_words(action, "piao")
            ),
        ]
    )
    address = action_addresser(filters)(action)
    if address is not None:
        way(texts.TO_ACTION, address)
    if not is_absent(action["strategic_direction_code"]):
        way(texts.TO_DUP, _dup_address(action, filters))


def _steps_above(row: Record, filters: Filters) -> list[_Step]:
    stems = {
        "strategic_direction": texts.direction_words,
        "strategic_objective": texts.strategic_words,
    }
    addresses = {"strategic_direction": direction_address(row["strategic_direction_code"], filters)}
    return [
        _Step(field_label(stem), words(row), addresses.get(stem))
        for stem, words in stems.items()
        if not is_absent(row[f"{stem}_code"])
    ]


def _objective_above(action: Record, objective: Record | None, filters: Filters) -> list[_Step]:
    if action["link_state"] == LinkState.NO_OBJECTIVE:
        return []
    address = None if objective is None else objective_address(objective, filters)
    return [_objective_step(action, objective, address)]


def _objective_step(row: Record, objective: Record | None, address: str | None = None) -> _Step:
    words = texts.objective_words(row)
    if objective is None:
        return _Step(texts.OBJECTIVE, words, None, texts.link_words(row))
    place = texts.cell_words(*(objective[name] for name in ("file_name", "sheet_name", "cell")))
    return _Step(texts.OBJECTIVE, words, address, place)


def _draw_way(steps: Sequence[_Step]) -> None:
    lines = "".join(
        f"<li><small>{escape(step.kind)}</small> "
        f"{link(step.words, step.address) if step.address else escape(step.words)}"
        f"{f' <small>({escape(step.place)})</small>' if step.place else ''}</li>"
        for step in steps
    )
    label = escape(texts.CHAIN_LABEL)
    st.html(f'<nav aria-label="{label}"><ol class="cp-chain">{lines}</ol></nav>')


def _dup_address(row: Record, filters: Filters) -> str:
    direction_code = str(row["strategic_direction_code"])
    own = replace(filters, sector_code=None, strategic_direction_code=direction_code)
    return page_address(DUP_PAGE, own)


def _label(one: Link, row: Record) -> str:
    return texts.objective_label(row) if one.sector_code is None else texts.action_label(row)


def _named_in_address(links: Iterable[Link]) -> Link | None:
    """Gives what the address names, whether or not it exists; a sector left out is looked up."""
    objective_code = st.query_params.get(OBJECTIVE_KEY)
    if objective_code is not None:
        return Link(objective_code)
    action_code = st.query_params.get(ACTION_KEY)
    if action_code is None:
        return None
    sector_code = st.query_params.get(ACTION_SECTOR_KEY, "")
    if sector_code:
        return Link(action_code, sector_code)
    alike = (one for one in links if one.code == action_code and one.sector_code is not None)
    return next(alike, Link(action_code, sector_code))


def _write_to_address() -> None:
    chosen: Link | None = st.session_state[_WIDGET_KEY]
    for key in _KEYS:
        st.query_params.pop(key, None)
    if chosen is None:
        return
    if chosen.sector_code is None:
        st.query_params[OBJECTIVE_KEY] = chosen.code
    else:
        st.query_params[ACTION_SECTOR_KEY], st.query_params[ACTION_KEY] = (
            chosen.sector_code,
            chosen.code,
        )


def _objective_code(row: Record) -> str:
    return str(row["operational_objective_code"])


def _action_link(row: Record) -> Link:
    return Link(str(row["action_code"]), str(row["sector_code"]))
