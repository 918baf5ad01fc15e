"""Read a sheet as decided: accepted red is black, rejected red is gone, the rest stays red.

It works on grids, before any table is read, and so for every format that keeps ink.
"""

from __future__ import annotations

from dashboard.domain.proposals import InkDecision, InkDecisions, InkPlace
from dashboard.workbook.cells import BLACK, Cell, Grid
from dashboard.workbook.redink import after_pieces, before_pieces, in_black, is_inked, runs_of


def settle_ink(grid: Grid, decisions: InkDecisions) -> None:
    """Gives every decided cell of a sheet the text that the decision leaves, in black.

    A cell left without text is empty from then on. Row decisions hold for every inked cell of
    the row; a cell's own decision goes before that of its row.
    """
    by_sheet = {place.cell_or_row: d for place, d in decisions.items() if _is_on(place, grid)}
    if not by_sheet:
        return
    for row, cells in list(grid.rows.items()):
        kept = {}
        for column, cell in cells.items():
            decision = by_sheet.get(cell.address) or by_sheet.get(str(row))
            found = cell if decision is None else settled(cell, decision)
            if found is not None:
                kept[column] = found
        if kept:
            grid.rows[row] = kept
        else:
            del grid.rows[row]


def settled(cell: Cell, decision: InkDecision) -> Cell | None:
    """Gives a cell as a decision leaves it, without ink; None where nothing is left of it.

    A cell all in one ink keeps its type: a red number that is accepted is a number.
    """
    if not is_inked(cell):
        return cell
    if not cell.runs:
        goes = cell.ink.is_struck if decision is InkDecision.ACCEPTED else _is_added(cell)
        return None if goes else in_black(cell)
    text = "".join(settled_pieces(cell, decision))
    if not text:
        return None
    return cell._replace(value=text, text=text, ink=BLACK, runs=())


def settled_pieces(cell: Cell, decision: InkDecision) -> tuple[str, ...]:
    """Gives what a decision leaves of each run of a cell."""
    pieces = after_pieces if decision is InkDecision.ACCEPTED else before_pieces
    return pieces(runs_of(cell))


def _is_added(cell: Cell) -> bool:
    return cell.ink.is_red and not cell.ink.is_struck


def _is_on(place: InkPlace, grid: Grid) -> bool:
    return place.sheet_name == grid.sheet_name
