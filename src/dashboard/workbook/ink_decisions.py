"""Read a sheet as decided: accepted red is black, rejected red is gone, the rest stays red.

It works on grids, before any table is read, and so for every format that keeps ink.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.domain.proposals import DecidedText, InkDecision, InkDecisions, InkPlace
from dashboard.workbook.cells import BLACK, Cell, Grid
from dashboard.workbook.redink import after_pieces, before_pieces, in_black, is_inked, runs_of


def settle_ink(grid: Grid, decisions: InkDecisions) -> None:
    """Gives every decided cell of a sheet the text that the decision leaves, in black.

    A cell left without text is empty from then on.
    """
    stated = {place: one for place, one in decisions.items() if isinstance(one, DecidedText)}
    for cell, decision in list(decided_cells(grid, decisions)):
        found = settled(cell, decision)
        if found is not None:
            grid.rows[cell.row][cell.column] = found
            continue
        del grid.rows[cell.row][cell.column]
        if not grid.rows[cell.row]:
            del grid.rows[cell.row]
    if stated:
        _state_texts(grid, stated)


def _state_texts(grid: Grid, stated: Mapping[InkPlace, DecidedText]) -> None:
    """Gives cells the text that was decided for them, whatever this file says there."""
    for cells in grid.rows.values():
        for column, cell in cells.items():
            decided = stated.get(InkPlace(grid.sheet_name, cell.address))
            if decided is not None:
                cells[column] = cell._replace(
                    value=decided.text, text=decided.text, ink=BLACK, runs=()
                )


def decided_cells(grid: Grid, decisions: InkDecisions) -> Iterator[tuple[Cell, InkDecision]]:
    """Gives the inked cells of a sheet on which something was decided.

    The decision on a row holds for every inked cell of it that has none of its own.
    """
    here = {
        place.cell_or_row: decision
        for place, decision in decisions.items()
        if place.sheet_name == grid.sheet_name
    }
    if not here:
        return
    for row, cells in grid.rows.items():
        for cell in cells.values():
            decision = here.get(cell.address) or here.get(str(row))
            if isinstance(decision, InkDecision) and is_inked(cell):
                yield cell, decision


def settled(cell: Cell, decision: InkDecision) -> Cell | None:
    """Gives an inked cell as a decision leaves it, without ink; None where nothing is left of it.

    A cell all in one ink keeps its type: a red number that is accepted is a number.
    """
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
