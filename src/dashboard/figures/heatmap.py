"""Sectors by strategic directions: how many of the indicators in each cell are all right."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.domain.model import ResultStatus
from dashboard.figures import theme
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped
from dashboard.texts.formats import MISSING, counted, readable_name, text, wrapped
from dashboard.texts.overview import SET_ASIDE

_ROW_PX = 34
_LINE_PX = 12
_HEAD_PX = 30
_SECTOR_PX = 150
_SECTOR_CHARACTERS = 22
_CAPITAL_CHARACTERS = 17
_ONE_LINE_COLUMNS = 4
_GOOD = (ResultStatus.ACHIEVED.value, ResultStatus.ON_TRACK.value)
_NOT_ASSESSED = tuple(status.value for status in SET_ASIDE)


def sector_direction_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Adds up the statuses of each sector and direction.

    Gives one row per sector and direction: codes, names, `good_count` (achieved or on track),
    `due_count` (all that can be assessed in the period, missing ones included) and
    `indicator_count`. `counts`: query `status_by_sector_and_direction`.
    """
    keys = [
        "sector_code",
        "sector_name",
        "strategic_direction_code",
        "strategic_direction_name",
    ]
    total = counts["indicator_count"]
    return (
        counts.assign(
            good_count=total.where(counts["status"].isin(_GOOD), 0),
            due_count=total.where(~counts["status"].isin(_NOT_ASSESSED), 0),
        )
        .groupby(keys, dropna=False, sort=True)[["good_count", "due_count", "indicator_count"]]
        .sum()
        .reset_index()
    )


def sector_heatmap(counts: pd.DataFrame) -> go.Figure | None:
    """Draws one cell per sector and direction: "11 su 12" achieved or on track, darker is more.

    What cannot be assessed, was sterilised or eliminated, or is not due, is not among the twelve:
    it is nobody's delay. A cell with nothing else holds a dash; one without indicators stays empty.
    The columns carry the directions' codes; their names are in the key that the page writes below.
    `counts`: query `status_by_sector_and_direction`.
    """
    if counts.empty:
        return None
    table = sector_direction_table(counts)
    sectors = list(dict.fromkeys(zip(table["sector_code"], table["sector_name"], strict=True)))
    directions = sorted({text(code) for code in table["strategic_direction_code"]})
    cells = {
        (row["sector_code"], text(row["strategic_direction_code"])): row
        for row in records_of(table)
    }
    labels = [_label_lines(readable_name(*sector)) for sector in sectors]
    # On a phone a cell of five columns has room for "47" above "su 56", not for both in a line.
    break_words = len(directions) > _ONE_LINE_COLUMNS
    line_count = max(2 if break_words else 1, *(len(lines) for lines in labels))
    row_px = _ROW_PX + _LINE_PX * (line_count - 1)
    figure = theme.themed(_HEAD_PX + row_px * len(sectors) + 4, left=_SECTOR_PX, top=_HEAD_PX)
    grid = [[cells.get((code, direction)) for direction in directions] for code, _ in sectors]
    figure.add_trace(
        go.Heatmap(
            z=[[_share(cell) for cell in line] for line in grid],
            x=list(range(len(directions))),
            y=list(range(len(sectors))),
            zmin=0,
            zmax=1,
            colorscale=[[0, theme.PALE_BLUE], [1, theme.BLUE]],
            showscale=False,
            xgap=3,
            ygap=3,
            customdata=[[_hover(cell) for cell in line] for line in grid],
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=False,
        )
    )
    figure.update_layout(annotations=_cell_texts(grid, "<br>" if break_words else " "))
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(directions))),
        ticktext=[f"<b>{escaped(direction)}</b>" for direction in directions],
        tickfont={"size": 14, "color": theme.INK},
        tickangle=0,
    )
    figure.update_yaxes(
        range=[len(sectors) - 0.5, -0.5],
        tickvals=list(range(len(sectors))),
        ticktext=["<br>".join(escaped(line) for line in lines) for lines in labels],
        ticklabelstandoff=6,
        tickfont={"size": 13, "color": theme.INK},
    )
    return figure


def _label_lines(name: str) -> list[str]:
    """Wraps a sector's name; capitals, which some offices write throughout, take more room."""
    if name.isupper():
        return wrapped(name, _CAPITAL_CHARACTERS, 3)
    return wrapped(name, _SECTOR_CHARACTERS, 2)


def _share(cell: dict[str, Any] | None) -> float | None:
    if cell is None or cell["due_count"] == 0:
        return None
    return float(cell["good_count"]) / float(cell["due_count"])


def _cell_texts(grid: list[list[dict[str, Any] | None]], separator: str) -> list[dict[str, Any]]:
    """Writes the counts in whichever ink stands out: plotly's own choice is too pale at times."""
    return [
        {
            "x": column,
            "y": row,
            "text": _cell_text(cell, separator),
            "align": "center",
            "font": {"size": 12, "color": theme.ink_on(_fill(cell))},
        }
        for row, line in enumerate(grid)
        for column, cell in enumerate(line)
        if cell is not None
    ]


def _cell_text(cell: dict[str, Any], separator: str) -> str:
    if cell["due_count"] == 0:
        return MISSING
    return f"{cell['good_count']}{separator}su {cell['due_count']}"


def _fill(cell: dict[str, Any]) -> str:
    return theme.between(theme.PALE_BLUE, theme.BLUE, _share(cell) or 0.0)


def _hover(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return ""
    sector = readable_name(cell["sector_code"], cell["sector_name"])
    direction = readable_name(cell["strategic_direction_code"], cell["strategic_direction_name"])
    due = counted(int(cell["due_count"]), "indicatore", "indicatori")
    aside = int(cell["indicator_count"] - cell["due_count"])
    rest = f"<br>altri {aside} non valutabili o non dovuti" if aside else ""
    return (
        f"{escaped(sector)}<br>{escaped(direction)}<br>"
        f"{cell['good_count']} su {due}: raggiunti o in linea{rest}"
    )
