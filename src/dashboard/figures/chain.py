"""The chain as pictures: flows of actions, sectors by directions, linkage to the DUP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.domain.chain import Flows
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.grouped_bars import BarSeries, grouped_bars
from dashboard.figures.matrix import MatrixCell, matrix
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure, sankey
from dashboard.texts import chain as texts
from dashboard.texts.formats import is_absent, shortened, text

_LEAST_HEIGHT = 320
_NODE_PX = 34
_LABEL_CHARACTERS = 28
_FULL_PCT = 100.0
_LINK_COLOUR = theme.translucent(theme.LIGHT_BLUE, 0.35)
_NOT_LINKED_COLOUR = theme.translucent(theme.ORANGE, 0.45)
_COLUMNS = ("objective", "sector", "place")

_Node = tuple[str, str]
"""In which column, and its name."""


@drawn_once
def chain_sankey(flows: Flows) -> Figure | None:
    """Draws actions flowing from objectives to sectors to documents; as wide as they are many."""
    links = _links(flows)
    if not links:
        return None
    nodes = list(dict.fromkeys(node for start, end in links for node in (start, end)))
    numbers = {node: number for number, node in enumerate(nodes)}
    tallest = max(sum(column == found for found, _ in nodes) for column in _COLUMNS)
    figure = theme.themed(max(_LEAST_HEIGHT, _NODE_PX * tallest), top=8, bottom=8)
    figure.add_trace(
        sankey(
            arrangement="snap",
            textfont={"size": 13, "color": theme.INK, "family": theme.FONT_FAMILY},
            node={
                "label": [escaped(shortened(name, _LABEL_CHARACTERS)) for _, name in nodes],
                "color": [_node_colour(node) for node in nodes],
                "customdata": [escaped(name) for _, name in nodes],
                "hovertemplate": "%{customdata}: %{value}<extra></extra>",
                "pad": 14,
                "thickness": 14,
                "line": {"color": theme.PAPER, "width": 1},
            },
            link={
                "source": [numbers[start] for start, _ in links],
                "target": [numbers[end] for _, end in links],
                "value": list(links.values()),
                "color": [_link_colour(start) for start, _ in links],
                "customdata": [
                    texts.flow_hover(escaped(start), escaped(end), count)
                    for ((_, start), (_, end)), count in links.items()
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        )
    )
    return figure


def flow_table(flows: Flows) -> pd.DataFrame:
    """Gives the links of `chain_sankey`: `from_words`, `to_words`, `action_count`."""
    rows = [(start, end, count) for ((_, start), (_, end)), count in _links(flows).items()]
    return pd.DataFrame(rows, columns=list(texts.FLOW_COLUMNS))


def chain_matrix_table(actions: pd.DataFrame) -> pd.DataFrame:
    """Counts the actions of each sector and direction.

    Gives one row per sector and direction: codes, names, `action_count`, `piao_count`.
    `actions`: query `chain_actions`.
    """
    keys = [
        "sector_code",
        "sector_name",
        "strategic_direction_code",
        "strategic_direction_name",
    ]
    return (
        actions.assign(action_count=1, piao_count=actions["is_in_piao"].astype(int))
        .groupby(keys, dropna=False, sort=False)[["action_count", "piao_count"]]
        .sum()
        .reset_index()
    )


@drawn_once
def chain_matrix(table: pd.DataFrame, addresses: Sequence[str | None]) -> Figure | None:
    """Draws sectors by directions with the number of actions in each cell, darker for more.

    `table`: `chain_matrix_table`; `addresses`: where the number of each of its rows leads.
    """
    records = records_of(table)
    if not records:
        return None
    most = max(row["action_count"] for row in records)
    sectors = list(dict.fromkeys(texts.sector_words(row) for row in records))
    directions = sorted({text(row["strategic_direction_code"]) for row in records})
    cells = {
        (texts.sector_words(row), text(row["strategic_direction_code"])): MatrixCell(
            lines=(str(row["action_count"]),),
            share=row["action_count"] / most,
            hover="<br>".join(
                [
                    escaped(texts.sector_words(row)),
                    escaped(texts.direction_words(row)),
                    texts.matrix_hover(row),
                ]
            ),
            address=address,
        )
        for row, address in zip(records, addresses, strict=True)
    }
    return matrix(
        sectors,
        directions,
        [[cells.get((sector, direction)) for direction in directions] for sector in sectors],
    )


@drawn_once
def linkage_bars(sectors: pd.DataFrame) -> Figure | None:
    """Draws which share of each sector's actions reaches the DUP, on a scale up to 100.

    `sectors`: query `linkage_by_sector`.
    """
    records = records_of(sectors)
    labels = [texts.sector_words(row) for row in records]
    words = [texts.linkage_bar(row) for row in records]
    one = BarSeries(
        name=texts.LINKAGE_FILE_NAME,
        colour=theme.BLUE,
        values=[
            None if is_absent(row["linkage_pct"]) else float(row["linkage_pct"]) for row in records
        ],
        words=words,
        hovers=[f"{escaped(label)}<br>{word}" for label, word in zip(labels, words, strict=True)],
    )
    return grouped_bars(labels, [one], longest=_FULL_PCT)


def _links(flows: Flows) -> Mapping[tuple[_Node, _Node], int]:
    """Gives the links between named nodes: those of actions without objective come first."""
    upper = sorted(
        flows.to_sectors.items(), key=lambda item: (item[0][0] is not None, -item[1], item[0][1])
    )
    lower = sorted(flows.to_places.items(), key=lambda item: (-item[1], item[0]))
    return {
        **{
            (("objective", start or texts.NOT_LINKED), ("sector", end)): count
            for (start, end), count in upper
        },
        **{(("sector", start), ("place", end)): count for (start, end), count in lower},
    }


def _node_colour(node: _Node) -> str:
    column, name = node
    if name == texts.NOT_LINKED:
        return theme.ORANGE
    if column == "place":
        return theme.BLUE if name == texts.IN_BOTH else theme.GREY
    return theme.BLUE if column == "objective" else theme.LIGHT_BLUE


def _link_colour(start: _Node) -> str:
    return _NOT_LINKED_COLOUR if start[1] == texts.NOT_LINKED else _LINK_COLOUR
