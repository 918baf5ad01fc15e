"""The DUP as a tree: a figure where there is room for it, a nested list on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from dashboard.figures.icicle import dup_icicle
from dashboard.figures.records import records_of
from dashboard.texts import dup as texts
from dashboard.texts.formats import Record
from dashboard.ui.components import dup_status, render_figure


def render_tree(interventions: pd.DataFrame) -> None:
    """Draws direction, objective and intervention, each intervention with its status.

    An icicle needs three columns of names, and 390 pixels have room for one: style.css shows the
    one or the other by the width of the screen.
    """
    rows = records_of(interventions)
    with st.container(key="cp-wide-dup-tree"):
        tree = dup_icicle(interventions)
        if tree is not None:
            render_figure(tree, key="dup-tree", alt=texts.tree_alt(rows))
    with st.container(key="cp-narrow-dup-tree"):
        st.html(tree_html(rows))


def tree_html(interventions: Sequence[Record]) -> str:
    """Gives the interventions as a list within a list within a list; names are escaped.

    `interventions`: rows of the query `dup_interventions`, in its order.
    """
    directions = (
        _branch(direction, (_objective_html(*group) for group in _grouped(rows, texts.objective)))
        for direction, rows in _grouped(interventions, texts.direction)
    )
    return f'<ul class="cp-tree">{"".join(directions)}</ul>'


def _objective_html(objective: str, interventions: Sequence[Record]) -> str:
    return _branch(objective, (_leaf(row) for row in interventions))


def _branch(label: str, children: Iterable[str]) -> str:
    return f"<li>{escape(label)}<ul>{''.join(children)}</ul></li>"


def _leaf(row: Record) -> str:
    state = f"{dup_status(row['status'])}{escape(texts.percent_after_status(row))}"
    return f"<li>{escape(texts.intervention(row))}<small>{state}</small></li>"


def _grouped(rows: Iterable[Record], name_of: texts.Naming) -> Iterable[tuple[str, list[Record]]]:
    return ((name, list(group)) for name, group in groupby(rows, key=name_of))
