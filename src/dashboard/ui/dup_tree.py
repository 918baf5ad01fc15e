"""The DUP as a tree: a figure where there is room for it, a nested list on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from dashboard.figures.icicle import dup_icicle, tree_nodes
from dashboard.figures.records import records_of
from dashboard.texts import dup as texts
from dashboard.texts.formats import Record
from dashboard.ui.components import dup_status
from dashboard.ui.parts import Drawing, Part, Words


@dataclass(frozen=True, slots=True)
class _Tree:
    """Direction, objective and intervention, each intervention with its status, drawn twice.

    An icicle needs three columns of names, and 390 pixels have room for one: style.css shows the
    one or the other by the width of the screen.
    """

    figure: Part
    nested_list: Part

    def draw(self) -> None:
        """Sends both."""
        with st.container(key="cp-wide-dup-tree"):
            self.figure.draw()
        with st.container(key="cp-narrow-dup-tree"):
            self.nested_list.draw()


def tree_part(interventions: pd.DataFrame) -> Part:
    """Gives the tree of the rows of the query `dup_interventions`."""
    rows = records_of(interventions)
    return _Tree(
        Drawing(dup_icicle(interventions), key="dup-tree", alt=texts.tree_alt(rows)),
        Words(tree_html(rows)),
    )


def tree_html(interventions: Sequence[Record]) -> str:
    """Gives the interventions as a list within a list within a list; names are escaped.

    `interventions`: rows of the query `dup_interventions`, in its order.
    """
    directions = (
        _branch(direction, rows, 0, (_objective_html(*group, filters) for group in below), filters)
        for direction, rows in _grouped(interventions, texts.direction)
        for below in [_grouped(rows, texts.objective)]
    )
    return f'<ul class="cp-tree">{"".join(directions)}</ul>'


def _objective_html(objective: str, rows: Sequence[Record], filters: Filters) -> str:
    return _branch(objective, rows, 1, (_leaf(row, filters) for row in rows), filters)


def _branch(
    words: str, rows: Sequence[Record], depth: int, below: Iterable[str], filters: Filters
) -> str:
    label = _linked(words, _address(depth, rows[0], filters))
    return f"<li>{label}<ul>{''.join(below)}</ul></li>"


def _leaf(row: Record, filters: Filters) -> str:
    state = f"{dup_status(row['status'])}{escape(texts.percent_after_status(row))}"
    label = _linked(texts.intervention(row), _address(2, row, filters))
    return f"<li>{label}<small>{state}</small></li>"


def _linked(words: str, address: str | None) -> str:
    return escape(words) if address is None else link(words, address)


def _grouped(rows: Iterable[Record], name_of: texts.Naming) -> Iterable[tuple[str, list[Record]]]:
    return ((name, list(group)) for name, group in groupby(rows, key=name_of))
