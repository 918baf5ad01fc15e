"""The DUP from left to right: direction, objective, intervention, coloured by status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure, Trace, icicle
from dashboard.texts.formats import is_absent, percent, readable_name, shortened, text, wrapped
from dashboard.texts.labels import dup_status_label

_LEAF_PX = 27
_GAP_PX = 10
_LEAF_CHARACTERS = 52
_PARENT_CHARACTERS = 18
_LINES_PER_LEAF = 1.4


@drawn_once
def dup_icicle(interventions: pd.DataFrame) -> Figure | None:
    """Draws one block per strategic direction; every intervention has the same height.

    `interventions`: query `dup_interventions`, one row per intervention. Names too long for
    their box are cut with "…" and whole in the hover label and in the table.
    """
    if interventions.empty:
        return None
    blocks = _blocks(interventions)
    heights = [_LEAF_PX * max(len(block), 2) for block in blocks]
    total = sum(heights) + _GAP_PX * (len(blocks) - 1)
    figure = theme.themed(total)
    top = float(total)
    for block, height in zip(blocks, heights, strict=True):
        domain = [max(0.0, (top - height) / total), min(1.0, top / total)]
        figure.add_trace(_block(block, domain))
        top -= height + _GAP_PX
    # Names keep their size on a phone and run out of the picture, instead of shrinking to dust.
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, uniformtext={"mode": "show", "minsize": 12}
    )
    return figure


def tree_nodes(interventions: pd.DataFrame) -> list[dict[str, Any]]:
    """Gives what can be clicked in `dup_icicle`: `id`, `depth` and `row` of each box.

    `depth`: 0 for a direction, 1 for an objective, 2 for an intervention. `row`: the intervention,
    or the first one below.
    """
    return [node for block in _blocks(interventions) for node in _nodes(block)]


def _blocks(interventions: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """Gives the interventions of each strategic direction, without one last."""
    grouped = interventions.groupby("strategic_direction_code", dropna=False, sort=True)
    return [records_of(block) for _, block in grouped]


def _block(records: Sequence[dict[str, Any]], domain: Sequence[float]) -> Trace:
    nodes = _nodes(records)
    return icicle(
        ids=[node["id"] for node in nodes],
        parents=[node["parent"] for node in nodes],
        labels=[node["label"] for node in nodes],
        values=[node["value"] for node in nodes],
        branchvalues="total",
        domain={"x": [0, 1], "y": list(domain)},
        tiling={"orientation": "h", "pad": 0},
        leaf={"opacity": 1},
        pathbar={"visible": False},
        maxdepth=3,
        sort=False,
        textposition="middle left",
        texttemplate="%{label}",
        textfont={"size": 13, "color": [theme.ink_on(node["colour"]) for node in nodes]},
        marker={
            "colors": [node["colour"] for node in nodes],
            "line": {"color": theme.PAPER, "width": 2},
            "pattern": {
                "shape": [node["pattern"] for node in nodes],
                "fgcolor": theme.PATTERN_UNDER_TEXT,
                "fillmode": "overlay",
                "size": 8,
                "solidity": 0.15,
            },
        },
        customdata=[node["hover"] for node in nodes],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _nodes(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gives the direction, then its objectives in order of appearance, then the interventions."""
    first = records[0]
    direction = readable_name(first["strategic_direction_code"], first["strategic_direction_name"])
    objectives: dict[str, list[dict[str, Any]]] = {}
    for row in records:
        objectives.setdefault(_objective(row), []).append(row)
    # Unlike any other block's: a click tells the id alone.
    root = f"/{text(first['strategic_direction_code'])}"
    nodes = [_parent(root, "", direction, records)]
    for objective, rows in objectives.items():
        nodes.append(_parent(f"{root}/{objective}", root, objective, rows))
    for objective, rows in objectives.items():
        nodes += [
            _leaf(f"{root}/{objective}/{number}", f"{root}/{objective}", row)
            for number, row in enumerate(rows)
        ]
    return nodes


def _objective(row: dict[str, Any]) -> str:
    code, name = row["strategic_objective_code"], row["strategic_objective_name"]
    if is_absent(code) and is_absent(name):
        code, name = row["operational_objective_code"], row["operational_objective_name"]
    return readable_name(code, name)


def _parent(
    node_id: str, parent: str, label: str, below: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    count = len(below)
    lines = wrapped(label, _PARENT_CHARACTERS, max(1, int(count * _LINES_PER_LEAF)))
    return {
        "id": node_id,
        "parent": parent,
        "depth": 1 if parent else 0,
        "row": below[0],
        "label": "<br>".join(f"&nbsp;{escaped(line)}" for line in lines),
        "value": count,
        "colour": theme.PARENT_FILL if parent else theme.ROOT_FILL,
        "pattern": "",
        "hover": f"{escaped(label)}<br>interventi: {count}",
    }


def _leaf(node_id: str, parent: str, row: dict[str, Any]) -> dict[str, Any]:
    label = dup_status_label(row["status"])
    name = readable_name(row["intervention_code"], row["intervention_name"])
    status_text = "<br>".join(escaped(line) for line in wrapped(text(row["status_text"]), 60, 4))
    return {
        "id": node_id,
        "parent": parent,
        "depth": 2,
        "row": row,
        "label": f"&nbsp;{label.shape} {escaped(shortened(name, _LEAF_CHARACTERS))}",
        "value": 1,
        "colour": theme.dup_colour(row["status"]),
        "pattern": theme.dup_pattern(row["status"]),
        "hover": f"{escaped(name)}<br>{label.shape} {label.word} · {percent(row['percent'])}"
        f"<br>{status_text}",
    }
