"""Whether sectors kept their deadlines: a row of signs per sector, a column per document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.deliveries import (
    SECTOR_DOCUMENTS,
    DeliveryCell,
    DeliveryState,
    Punctuality,
)
from dashboard.domain.model import DocumentKind
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.rows import escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, scatter
from dashboard.texts.deliveries import PUNCTUALITIES, history_hover, owner_name

# On a phone a column has 26 pixels then: room for a sign, and for its short name below.
_MOST_COLUMNS = 12
_SIGN_PX = 15
_AXIS_PX = 40

DELIVERY_COLOURS: Mapping[DeliveryState, str] = {
    DeliveryState.DELIVERED: theme.BLUE,
    DeliveryState.DELIVERED_LATE: theme.LIGHT_BLUE,
    DeliveryState.DUE: theme.LIGHT_BLUE,
    DeliveryState.REASONS_MISSING: theme.ORANGE,
    DeliveryState.INCOMPLETE: theme.ORANGE,
    DeliveryState.WITH_ERRORS: theme.ORANGE,
    DeliveryState.NEVER_OPENED: theme.WINE,
    DeliveryState.LATE: theme.WINE,
    DeliveryState.NOT_DUE: theme.GREY,
    DeliveryState.NOT_ASKED: theme.GREY,
}
PUNCTUALITY_COLOURS: Mapping[Punctuality, str] = {
    Punctuality.ON_TIME: theme.BLUE,
    Punctuality.LATE: theme.ORANGE,
    Punctuality.NEVER: theme.WINE,
    Punctuality.UNKNOWN: theme.GREY,
}
_SYMBOLS: Mapping[Punctuality, str] = {
    Punctuality.ON_TIME: "circle",
    Punctuality.LATE: "triangle-up",
    Punctuality.NEVER: "triangle-down",
    Punctuality.UNKNOWN: "diamond-open",
}
_COLUMN_NAMES: Mapping[DocumentKind, str] = {
    DocumentKind.PEG_ACTIONS: "PEG",
    DocumentKind.PIAO_SHEET: "PIAO",
    DocumentKind.INTERMEDIATE_REPORT: "30/6",
    DocumentKind.FINAL_REPORT: "31/12",
}

_Column = tuple[int, DocumentKind]


@drawn_once
def punctuality_signs(cells: Sequence[DeliveryCell]) -> Figure | None:
    """Draws a sign for every document of a sector whose deadline has passed.

    The newest documents where there are more than fit; the table beside has them all. None where
    there is no such document.
    """
    known = [
        cell
        for cell in cells
        if cell.kind in SECTOR_DOCUMENTS and cell.punctuality in PUNCTUALITIES
    ]
    columns = _columns(known)
    if not columns:
        return None
    owners = list(dict.fromkeys(owner_name(cell) for cell in known))
    rows = rows_for(owners, bar_px=_SIGN_PX, gap_px=6)
    figure = rows_figure(rows, right=8, bottom=_AXIS_PX)
    centres = dict(zip(owners, rows.centres, strict=True))
    _draw_lines(figure, rows.centres, len(columns))
    for kind, label in PUNCTUALITIES.items():
        mine = [cell for cell in known if cell.punctuality is kind and _column_of(cell) in columns]
        figure.add_trace(
            scatter(
                x=[columns.index(_column_of(cell)) for cell in mine],
                y=[centres[owner_name(cell)] for cell in mine],
                mode="markers",
                name=label.word,
                marker={
                    "symbol": _SYMBOLS[kind],
                    "size": _SIGN_PX - 2,
                    "color": PUNCTUALITY_COLOURS[kind],
                    "line": {"width": 2, "color": PUNCTUALITY_COLOURS[kind]},
                },
                customdata=[escaped(history_hover(cell)) for cell in mine],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    figure.update_xaxes(
        range=[-0.5, len(columns) - 0.5],
        tickvals=list(range(len(columns))),
        ticktext=[_tick(columns, place) for place in range(len(columns))],
        tickangle=0,
        tickfont={"size": 11, "color": theme.SOFT_INK},
    )
    return figure


def _draw_lines(figure: Figure, centres: Sequence[float], column_count: int) -> None:
    """Draws a quiet line per sector, along which the eye finds its signs."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for centre in centres:
        xs += [-0.5, column_count - 0.5, None]
        ys += [centre, centre, None]
    figure.add_trace(
        scatter(x=xs, y=ys, mode="lines", line={"color": theme.RULE, "width": 1}, hoverinfo="skip")
    )


def _columns(cells: Sequence[DeliveryCell]) -> list[_Column]:
    """Gives the documents to draw, in the order of the years, then of the cycle."""
    order = list(SECTOR_DOCUMENTS)
    found = sorted(
        {_column_of(cell) for cell in cells}, key=lambda one: (one[0], order.index(one[1]))
    )
    return found[-_MOST_COLUMNS:]


def _column_of(cell: DeliveryCell) -> _Column:
    return cell.slot.reference_year, cell.kind


def _tick(columns: Sequence[_Column], place: int) -> str:
    """Gives a column's short name, and the year below the first of its year."""
    year, kind = columns[place]
    is_first = place == 0 or columns[place - 1][0] != year
    return f"{_COLUMN_NAMES[kind]}<br><b>{year}</b>" if is_first else _COLUMN_NAMES[kind]
