"""The DUP as a tree: a figure where there is room for it, a nested list on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from dashboard.figures.icicle import dup_icicle, tree_nodes
from dashboard.figures.records import records_of
from dashboard.texts import dup as texts
from dashboard.texts.formats import Record, is_absent
from dashboard.ui.components import dup_status, link
from dashboard.ui.filters import Filters
from dashboard.ui.keys import dup_key_entries
from dashboard.ui.links import direction_address, objective_addresser, strategic_objective_address
from dashboard.ui.parts import Drawing, Part, Words, key_part, note_part

_DIRECTION, _OBJECTIVE, _INTERVENTION = 0, 1, 2
_AddressOf = Callable[[int, Record], str | None]


@dataclass(frozen=True, slots=True)
class _Tree:
    """Direction, objective and intervention, each intervention with its status, drawn twice.

    An icicle needs three columns of names, and 390 pixels have room for one: style.css shows the
    one or the other by the width of the screen.
    """

    figure: Part
    key: Part
    click_note: Part
    nested_list: Part

    def draw(self) -> None:
        """Sends both, of which one is seen."""
        with st.container(key="cp-wide-dup-tree"):
            self.figure.draw()
            self.key.draw()
            self.click_note.draw()
        with st.container(key="cp-narrow-dup-tree"):
            self.nested_list.draw()


def tree_part(interventions: pd.DataFrame, filters: Filters) -> Part:
    """Gives the tree of the rows of the query `dup_interventions`.

    A box that is clicked leads one step down: a direction to its page, an objective to its parts
    or its actions, an intervention to the actions of its operational objective.
    """
    rows = records_of(interventions)
    address_of = _address_of(filters)
    addresses = {
        node["id"]: address_of(node["depth"], node["row"]) for node in tree_nodes(interventions)
    }
    alt = texts.tree_alt(rows)
    return _Tree(
        Drawing(dup_icicle(interventions), key="dup-tree", alt=alt, addresses=addresses),
        key_part(dup_key_entries({row["status"] for row in rows})),
        note_part(texts.TREE_CLICK),
        Words(tree_html(rows, filters)),
    )


def _address_of(filters: Filters) -> _AddressOf:
    """Gives what turns a box into where it leads, by its depth and its row (see `tree_nodes`)."""
    of_objective = objective_addresser(filters)

    def address(depth: int, row: Record) -> str | None:
        if depth == _DIRECTION:
            return direction_address(row["strategic_direction_code"], filters)
        if depth == _OBJECTIVE and not is_absent(row["strategic_objective_code"]):
            return strategic_objective_address(row, filters)
        return of_objective(row)

    return address


def tree_html(interventions: Sequence[Record], filters: Filters) -> str:
    """Gives the interventions as a list within a list within a list; names are escaped.

    `interventions`: rows of the query `dup_interventions`, in its order. Each is a link that leads
    where its box in the figure does.
    """
    address_of = _address_of(filters)
    directions = (
        _branch(
            _linked(direction, address_of(_DIRECTION, rows[0])),
            (_objective_html(*group, address_of) for group in _grouped(rows, texts.objective)),
        )
        for direction, rows in _grouped(interventions, texts.direction)
    )
    return f'<ul class="cp-tree">{"".join(directions)}</ul>'


def _objective_html(objective: str, rows: Sequence[Record], address_of: _AddressOf) -> str:
    label = _linked(objective, address_of(_OBJECTIVE, rows[0]))
    return _branch(label, (_leaf(row, address_of) for row in rows))


def _branch(label_html: str, children: Iterable[str]) -> str:
    return f"<li>{label_html}<ul>{''.join(children)}</ul></li>"


def _leaf(row: Record, address_of: _AddressOf) -> str:
    state = f"{dup_status(row['status'])}{escape(texts.percent_after_status(row))}"
    label = _linked(texts.intervention(row), address_of(_INTERVENTION, row))
    return f"<li>{label}<small>{state}</small></li>"


def _linked(words: str, address: str | None) -> str:
    return escape(words) if address is None else link(words, address)


def _grouped(rows: Iterable[Record], name_of: texts.Naming) -> Iterable[tuple[str, list[Record]]]:
    return ((name, list(group)) for name, group in groupby(rows, key=name_of))
