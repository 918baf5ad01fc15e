"""Turn red and struck ink into proposals: what a cell said, and what it is asked to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.domain.model import InkRun, Proposal, ProposalKind
from dashboard.workbook.cells import BLACK, Cell

_SPACES_IN_LINE = re.compile(r"[ \t\u00a0]+")
_SPACES_AT_BREAK = re.compile(r" *\n *")
_SPACE_BEFORE_POINT = re.compile(r" +([,.;:!?)])")


def is_inked(cell: Cell) -> bool:
    """Says whether anything in the cell is red or struck through."""
    if cell.runs:
        return any(_is_marked(run) for run in cell.runs if run.text.strip())
    ink = cell.ink
    return ink is not BLACK and (ink.is_red or ink.is_struck)


def is_all_red(cell: Cell) -> bool:
    """Says whether all that the cell shows is red and none of it is struck."""
    return all(run.is_red and not run.is_struck for run in runs_of(cell))


def is_all_struck(cell: Cell) -> bool:
    """Says whether all that the cell shows is struck through."""
    return all(run.is_struck for run in runs_of(cell))


def runs_of(cell: Cell) -> tuple[InkRun, ...]:
    """Gives the runs of a cell that show something, the whole text where it has only one ink."""
    if cell.runs:
        return tuple(run for run in cell.runs if run.text.strip())
    return (InkRun(cell.text, cell.ink.is_red, cell.ink.is_struck),)


def before_text(cell: Cell) -> str:
    """Gives the text that stood before the proposal: without the red, with the struck."""
    return _tidy(run.text for run in _runs(cell) if run.is_struck or not run.is_red)


def after_text(cell: Cell) -> str:
    """Gives the text that is asked for: with the red, without the struck."""
    return _tidy(run.text for run in _runs(cell) if not run.is_struck)


def cell_proposal(sheet_name: str, cell: Cell, field_name: str | None) -> Proposal:
    """Gives the proposal of one inked cell."""
    before, after = before_text(cell), after_text(cell)
    has_new = any(run.is_red and not run.is_struck for run in runs_of(cell))
    has_struck = any(run.is_struck for run in runs_of(cell))
    kind = ProposalKind.REPLACEMENT
    if not has_struck:
        kind = ProposalKind.INSERTION
    elif not has_new:
        kind = ProposalKind.DELETION
    return Proposal(
        kind, sheet_name, cell.address, before, after, field_name, cell.row, _runs(cell)
    )


def row_proposal(kind: ProposalKind, sheet_name: str, cells: Sequence[Cell]) -> Proposal:
    """Gives the one proposal of a row that is all red (new) or all struck (removed)."""
    text = " | ".join(" ".join(cell.text.split()) for cell in cells)
    is_new = kind is ProposalKind.NEW_ROW
    return Proposal(
        kind,
        sheet_name,
        cells[0].address,
        before="" if is_new else text,
        after=text if is_new else "",
        row_number=cells[0].row,
        runs=tuple(run for cell in cells for run in _runs(cell)),
    )


def _is_marked(run: InkRun) -> bool:
    return run.is_red or run.is_struck


def _runs(cell: Cell) -> tuple[InkRun, ...]:
    return cell.runs or (InkRun(cell.text, cell.ink.is_red, cell.ink.is_struck),)


def _tidy(parts: Iterable[str]) -> str:
    """Joins runs as a reader would retype them: single spaces, none before a full stop."""
    text = _SPACES_IN_LINE.sub(" ", "".join(parts))
    text = _SPACES_AT_BREAK.sub("\n", text)
    return _SPACE_BEFORE_POINT.sub(r"\1", text).strip()
