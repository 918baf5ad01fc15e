"""The parts of the page Come si calcola: the way down, the steps in words, parts, own rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard.domain.explanation import (
    Contribution,
    Explanation,
    Node,
    Scope,
    TreePath,
    contributions,
    indicator_id,
    node_of,
)
from dashboard.domain.model import Period
from dashboard.domain.rules import Level
from dashboard.explaining import Explained, explained
from dashboard.figures.records import records_of
from dashboard.figures.waterfall import waterfall
from dashboard.texts import contributions as cost_texts
from dashboard.texts import explanation as texts
from dashboard.texts.formats import readable_name
from dashboard.ui.components import finding, link, note, render_figure, way
from dashboard.ui.data import kept, query, store
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    ACTION_KEY,
    ACTION_SECTOR_KEY,
    BY_SECTOR_VIEW,
    CODE_KEY,
    LEVEL_KEY,
    VIEW_KEY,
    action_addresser,
    explanation_address,
)
from dashboard.ui.own_cells import render_own_rows
from dashboard.ui.tables import render_table

_KEPT_SCOPES = 8
_FIGURE_PX = 660  # as wide as a printed A4 page: figures do not shrink on paper


def scope_of(filters: Filters) -> Scope:
    """Gives what the filters choose, as an explanation takes it."""
    return Scope(
        filters.entity_code,
        filters.reference_year,
        Period(filters.period),
        sector_code=filters.sector_code,
        strategic_direction_code=filters.strategic_direction_code,
        as_of=filters.as_of,
    )


def explanation_of(filters: Filters, node: Node) -> Explanation:
    """Gives the explanation of a node within the filters.

    Raises UnknownNodeError where they leave nothing of it, AmbiguousNodeError where the node's
    name says too little.
    """
    return _explained(scope_of(filters)).at(node)


def entity_address(filters: Filters) -> str:
    """Gives where the figure of the whole entity is explained, without filters that narrow it."""
    whole = replace(filters, sector_code=None, strategic_direction_code=None)
    return explanation_address(whole, Node())


def node_in_address() -> Node:
    """Gives what the address asks to explain; the entity where it names nothing known."""
    named = st.query_params
    level = named.get(LEVEL_KEY, Level.ENTITY)
    if level not in set(Level) or Level(level) is Level.ENTITY or not named.get(CODE_KEY):
        return Node()
    return Node(
        Level(level),
        named[CODE_KEY],
        sector_code=named.get(ACTION_SECTOR_KEY),
        action_code=named.get(ACTION_KEY),
        is_by_sector=named.get(VIEW_KEY) == BY_SECTOR_VIEW,
    )


def render_way(explanation: Explanation, filters: Filters, *, is_by_sector: bool) -> None:
    """Draws what lies above the thing explained, from the entity down, each step a link."""
    above = [explanation.path[:end] for end in range(1, len(explanation.path))]
    steps = "".join(
        f"<li>{_step_html(path, filters, is_by_sector=is_by_sector)}</li>" for path in above
    )
    if not steps:
        return
    label = escape(texts.WAY_LABEL)
    st.html(f'<nav aria-label="{label}"><ol class="cp-chain">{steps}</ol></nav>')


def render_facts(explanation: Explanation) -> None:
    """Draws how the value came about: each step with its label."""
    finding(texts.CALCULATION)
    said = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>"
        for label, words in texts.facts(explanation, explanation.node)
    )
    st.html(f'<dl class="cp-facts">{said}</dl>')


def render_parts(explanation: Explanation, filters: Filters, *, is_by_sector: bool) -> None:
    """Draws what each part costs, as a figure, and the table of the parts."""
    node = explanation.node
    if not node.children:
        return
    costs = contributions(node)
    finding(cost_texts.waterfall_finding(costs))
    figure = None if node.value_pct is None else waterfall(_named(costs), node.value_pct)
    if figure is not None:
        note(cost_texts.WATERFALL_NOTE)
        alt = cost_texts.waterfall_alt(costs, node)
        with st.container(width=_FIGURE_PX):
            render_figure(figure, key="explanation-waterfall", alt=alt)
    finding(texts.parts_finding(node))
    render_table(
        parts_frame(explanation, costs, filters, is_by_sector=is_by_sector),
        texts.PART_COLUMNS,
        key="explanation-parts",
        file_name=texts.file_name(node),
        links={"part_name": "part_address"},
        download=texts.PART_DOWNLOAD_COLUMNS,
    )


def parts_frame(
    explanation: Explanation,
    costs: Sequence[Contribution],
    filters: Filters,
    *,
    is_by_sector: bool,
) -> pd.DataFrame:
    """Gives one row per direct child, and one for what rounding does, where it does something.

    Columns: those of `texts.PART_COLUMNS` and `texts.PART_DOWNLOAD_COLUMNS`, and `part_address`.
    """
    points = {id(one.part): one.points for one in costs if one.part is not None}
    rows = [
        {
            "part_name": texts.level_and_name(child),
            "value_words": texts.value_words(child),
            "value_pct": child.value_pct,
            "weight_words": texts.weight_of_part(child),
            "weight_number": child.weight,
            "normalised_weight_pct": child.normalised_weight_pct,
            "points_words": cost_texts.part_points_words(points.get(id(child))),
            "points_number": points.get(id(child)),
            "counted_count": child.counted_count,
            "coverage_words": texts.reported_of(child),
            "reported_count": child.reported_count,
            "indicator_count": child.indicator_count,
            "left_out_words": texts.part_left_out(explanation, child),
            "part_address": explanation_address(
                filters, node_of((*explanation.path, child), is_by_sector=is_by_sector)
            ),
        }
        for child in explanation.node.children
    ]
    rows += [
        {
            "part_name": cost_texts.ROUNDING,
            "points_words": cost_texts.part_points_words(one.points),
            "points_number": one.points,
        }
        for one in costs
        if one.part is None
    ]
    return pd.DataFrame(rows)


def render_left_out(explanation: Explanation, filters: Filters, *, is_by_sector: bool) -> None:
    """Draws every indicator that is left out, with why and who says so. Nothing where none is."""
    found = texts.left_out_rows(explanation)
    if not found or explanation.node.level is Level.INDICATOR:
        return
    finding(texts.left_out_finding(len(found)))
    frame = pd.DataFrame(
        [
            {
                "indicator_words": readable_name(row["indicator_code"], row["indicator_name"]),
                "action_words": readable_name(row["action_code"], row["action_name"]),
                "reason_words": texts.left_out_words(row),
                "address": explanation_address(filters, node_of(path, is_by_sector=is_by_sector)),
            }
            for path, row in found
        ]
    )
    render_table(
        frame,
        texts.LEFT_OUT_COLUMNS,
        key="explanation-left-out",
        file_name=texts.LEFT_OUT_FILE,
        links={"indicator_words": "address"},
    )


def render_own_cells(explanation: Explanation, filters: Filters) -> None:
    """Draws the rows of the sheets that an indicator's target and result were read from."""
    leaf = explanation.node
    row = explanation.rows[indicator_id(leaf)]
    cells = query(
        "action_cells",
        entity_code=filters.entity_code,
        reference_year=filters.reference_year,
        sector_code=row["sector_code"],
        action_code=row["action_code"],
        as_of=filters.as_of,
    )
    render_own_rows(row, records_of(cells))
    address = action_addresser(filters)(row)
    if address is not None:
        way(texts.TO_THE_ACTION, address)


def render_text(explanation: Explanation) -> None:
    """Draws the whole tree as text, to be copied or taken away. Folded away."""
    with st.expander(texts.AS_TEXT, key="explanation-text"):
        note(texts.AS_TEXT_NOTE)
        tree = texts.text_tree(explanation)
        st.code(tree, language=None, wrap_lines=True, height=400)
        st.download_button(
            texts.DOWNLOAD_TEXT,
            tree,
            file_name=f"{texts.file_name(explanation.node)}.txt",
            mime="text/plain",
            key="explanation-text-download",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )


def _step_html(path: TreePath, filters: Filters, *, is_by_sector: bool) -> str:
    address = explanation_address(filters, node_of(path, is_by_sector=is_by_sector))
    return link(texts.headline(path[-1]), address)


def _named(costs: Sequence[Contribution]) -> list[Contribution]:
    return [replace(one, name=cost_texts.contribution_name(one)) for one in costs]


@kept(_KEPT_SCOPES)
def _explained(scope: Scope) -> Explained:
    return explained(store(), scope)
