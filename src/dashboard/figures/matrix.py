"""A matrix of cells with words in them, darker for more: names down the side, codes above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import theme
from dashboard.figures.rows import escaped, linked
from dashboard.figures.written import Figure, heatmap
from dashboard.texts.formats import wrapped

_ROW_PX = 34
_LINE_PX = 12
_HEAD_PX = 30
_SIDE_PX = 150
_SIDE_CHARACTERS = 22
_CAPITAL_CHARACTERS = 17


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: its lines of words, how dark it is (0 to 1, None: no fill), what it says on hover.

    `hover` is HTML already. `address`: where its words lead, None for nowhere.
    """

    lines: tuple[str, ...]
    share: float | None
    hover: str
    address: str | None = None


def matrix(
    row_names: Sequence[str],
    column_names: Sequence[str],
    grid: Sequence[Sequence[MatrixCell | None]],
) -> Figure:
    """Draws the cells of `grid`, row by row; None stays empty."""
    labels = [_label_lines(name) for name in row_names]
    cell_lines = (len(cell.lines) for line in grid for cell in line if cell is not None)
    line_count = max([*cell_lines, *(len(lines) for lines in labels)])
    row_px = _ROW_PX + _LINE_PX * (line_count - 1)
    figure = theme.themed(_HEAD_PX + row_px * len(labels) + 4, left=_SIDE_PX, top=_HEAD_PX)
    figure.add_trace(
        heatmap(
            z=[[None if cell is None else cell.share for cell in line] for line in grid],
            x=list(range(len(column_names))),
            y=list(range(len(labels))),
            zmin=0,
            zmax=1,
            colorscale=[[0, theme.PALE_BLUE], [1, theme.BLUE]],
            showscale=False,
            xgap=3,
            ygap=3,
            customdata=[["" if cell is None else cell.hover for cell in line] for line in grid],
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=False,
        )
    )
    figure.update_layout(annotations=_cell_words(grid))
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(column_names))),
        ticktext=[f"<b>{escaped(name)}</b>" for name in column_names],
        tickfont={"size": 14, "color": theme.INK},
        tickangle=0,
    )
    figure.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=["<br>".join(escaped(line) for line in lines) for lines in labels],
        ticklabelstandoff=6,
        tickfont={"size": 13, "color": theme.INK},
    )
    return figure


def _label_lines(name: str) -> list[str]:
    """Wraps a name at the side; capitals, which some offices write throughout, take more room."""
    if name.isupper():
        return wrapped(name, _CAPITAL_CHARACTERS, 3)
    return wrapped(name, _SIDE_CHARACTERS, 2)


def _cell_words(grid: Sequence[Sequence[MatrixCell | None]]) -> list[dict[str, Any]]:
    """Writes the words in whichever ink stands out: plotly's own choice is too pale at times."""
    return [
        {
            "x": column,
            "y": row,
            "text": _words(cell, ink := theme.ink_on(_fill(cell))),
            "align": "center",
            "font": {"size": 12, "color": ink},
            # Otherwise the plot behind swallows the click on a link.
            "captureevents": cell.address is not None,
        }
        for row, line in enumerate(grid)
        for column, cell in enumerate(line)
        if cell is not None
    ]


def _words(cell: MatrixCell, ink: str) -> str:
    return linked("<br>".join(escaped(line) for line in cell.lines), cell.address, ink)


def _fill(cell: MatrixCell) -> str:
    return theme.between(theme.PALE_BLUE, theme.BLUE, cell.share or 0.0)
