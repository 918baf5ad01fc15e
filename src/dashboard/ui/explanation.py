"""The parts of the page Come si calcola: the way down, the steps in words, parts, own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

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
from dashboard.ui.components import link, way_html
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
from dashboard.ui.parts import (
    Drawing,
    Folded,
    Part,
    Words,
    finding_part,
    headline_part,
    note_part,
)
from dashboard.ui.tables import Table

_KEPT_SCOPES = 32
_KEPT_PAGES = 128
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


@dataclass(frozen=True, slots=True)
class _Narrow:
    """A part no wider than a printed page."""

    part: Part

    def draw(self) -> None:
        with st.container(width=_FIGURE_PX):
            self.part.draw()


@dataclass(frozen=True, slots=True)
class _OwnRows:
    """The rows around the cells of a target and its result, see `render_own_rows`."""

    row: Mapping[str, Any]
    cells: Sequence[Mapping[str, Any]]

    def draw(self) -> None:
        render_own_rows(self.row, self.cells)


@dataclass(frozen=True, slots=True)
class _TreeText:
    """The tree as text, with the button that downloads it."""

    tree: str
    file_name: str

    def draw(self) -> None:
        # At its full height: who moves by keyboard cannot scroll a box of code.
        st.code(self.tree, language=None, wrap_lines=True)
        st.download_button(
            texts.DOWNLOAD_TEXT,
            self.tree,
            file_name=self.file_name,
            mime="text/plain",
            key="explanation-text-download",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )


@kept(_KEPT_PAGES, of_facts=True)
def explanation_parts(filters: Filters, node: Node) -> tuple[Part, ...]:
    """Gives all that the page shows of a node. Raises as `explanation_of` does."""
    explanation = explanation_of(filters, node)
    return (
        Words(_way_html(explanation, filters, is_by_sector=node.is_by_sector)),
        headline_part(texts.headline(explanation.node)),
        note_part(texts.scope_words(explanation)),
        finding_part(texts.CALCULATION),
        Words(_facts_html(explanation)),
        *_body(explanation, filters, is_by_sector=node.is_by_sector),
        Folded(texts.AS_TEXT, lambda: _text_parts(filters, node), key="explanation-text"),
    )


def _way_html(explanation: Explanation, filters: Filters, *, is_by_sector: bool) -> str:
    """Gives what lies above the thing explained, from the entity down, each step a link."""
    above = [explanation.path[:end] for end in range(1, len(explanation.path))]
    steps = "".join(
        f"<li>{_step_html(path, filters, is_by_sector=is_by_sector)}</li>" for path in above
    )
    if not steps:
        return ""
    return f'<nav aria-label="{escape(texts.WAY_LABEL)}"><ol class="cp-chain">{steps}</ol></nav>'


def _facts_html(explanation: Explanation) -> str:
    """Gives how the value came about: each step with its label."""
    said = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>"
        for label, words in texts.facts(explanation, explanation.node)
    )
    return f'<dl class="cp-facts">{said}</dl>'


def _body(explanation: Explanation, filters: Filters, *, is_by_sector: bool) -> tuple[Part, ...]:
    if explanation.node.level is Level.INDICATOR:
        return _own_cells(explanation, filters)
    return (
        *_parts(explanation, filters, is_by_sector=is_by_sector),
        *_left_out(explanation, filters, is_by_sector=is_by_sector),
    )


def _parts(explanation: Explanation, filters: Filters, *, is_by_sector: bool) -> tuple[Part, ...]:
    """Gives what each part costs, as a figure, and the table of the parts."""
    node = explanation.node
    if not node.children:
        return ()
    costs = contributions(node)
    figure = None if node.value_pct is None else waterfall(_named(costs), node.value_pct)
    drawn: tuple[Part, ...] = ()
    if figure is not None:
        alt = cost_texts.waterfall_alt(costs, node)
        drawn = (
            note_part(cost_texts.WATERFALL_NOTE),
            _Narrow(Drawing(figure, key="explanation-waterfall", alt=alt)),
        )
    table = Table(
        parts_frame(explanation, costs, filters, is_by_sector=is_by_sector),
        texts.PART_COLUMNS,
        key="explanation-parts",
        file_name=texts.file_name(node),
        links={"part_name": "part_address"},
        download=texts.PART_DOWNLOAD_COLUMNS,
    )
    return (
        finding_part(cost_texts.waterfall_finding(costs)),
        *drawn,
        finding_part(texts.parts_finding(node)),
        table,
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


def _left_out(
    explanation: Explanation, filters: Filters, *, is_by_sector: bool
) -> tuple[Part, ...]:
    """Gives every indicator that is left out, with why and who says so; nothing without any."""
    found = texts.left_out_rows(explanation)
    if not found:
        return ()
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
    table = Table(
        frame,
        texts.LEFT_OUT_COLUMNS,
        key="explanation-left-out",
        file_name=texts.LEFT_OUT_FILE,
        links={"indicator_words": "address"},
    )
    return finding_part(texts.left_out_finding(len(found))), table


def _own_cells(explanation: Explanation, filters: Filters) -> tuple[Part, ...]:
    """Gives the rows of the sheets that an indicator's target and result were read from."""
    row = explanation.rows[indicator_id(explanation.node)]
    cells = query(
        "action_cells",
        entity_code=filters.entity_code,
        reference_year=filters.reference_year,
        sector_code=row["sector_code"],
        action_code=row["action_code"],
        as_of=filters.as_of,
    )
    address = action_addresser(filters)(row)
    return (
        _OwnRows(row, records_of(cells)),
        Words("" if address is None else way_html(texts.TO_THE_ACTION, address)),
    )


def _text_parts(filters: Filters, node: Node) -> tuple[Part, ...]:
    return note_part(texts.AS_TEXT_NOTE), _text(filters, node)


@kept(_KEPT_PAGES, of_facts=True)
def _text(filters: Filters, node: Node) -> Part:
    """Gives the whole tree as text, to be copied or taken away."""
    explanation = explanation_of(filters, node)
    return _TreeText(texts.text_tree(explanation), f"{texts.file_name(explanation.node)}.txt")


def _step_html(path: TreePath, filters: Filters, *, is_by_sector: bool) -> str:
    address = explanation_address(filters, node_of(path, is_by_sector=is_by_sector))
    return link(texts.headline(path[-1]), address)


def _named(costs: Sequence[Contribution]) -> list[Contribution]:
    return [replace(one, name=cost_texts.contribution_name(one)) for one in costs]


@kept(_KEPT_SCOPES, of_facts=True)
def _explained(scope: Scope) -> Explained:
    whole = scope.of_all()
    return explained(store(), scope) if scope == whole else _explained(whole).within(scope)
