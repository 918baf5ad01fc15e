"""Turn red and struck ink into proposals: what a cell said, and what it is asked to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dashboard.domain.fields import FieldType, field_type
from dashboard.domain.model import InkRun, Proposal, ProposalKind, QuantityKind, SheetRow
from dashboard.workbook.cells import BLACK, Cell
from dashboard.workbook.quantities import Role, quantity_from_text
from dashboard.workbook.wording import kept_pieces

_NUMERIC_TYPES = (
    FieldType.QUANTITY,
    FieldType.PERCENT,
    FieldType.MONEY,
    FieldType.NUMBER,
    FieldType.COUNT,
    FieldType.INTEGER,
    FieldType.LIMIT,
)
_ONE_FIGURE = re.compile(
    r"(?:[<>=≥≤]{1,2}\s*)?(?:€\s*)?\d+(?:[.,]\d+)*\s*(?:%|€|euro)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^\s*(?:→|-+>|=+>)\s*")


def is_inked(cell: Cell) -> bool:
    """Says whether anything in the cell is red or struck through."""
    if cell.runs:
        for run in cell.runs:  # noqa: SIM110 - any() takes twice the time, for every cell in runs
            if (run.is_red or run.is_struck) and run.text.strip():
                return True
        return False
    ink = cell.ink
    return ink is not BLACK and (ink.is_red or ink.is_struck)


def is_all_red(cell: Cell) -> bool:
    """Says whether all that the cell shows is red and none of it is struck."""
    return all(run.is_red and not run.is_struck for run in _shown_runs(cell))


def is_all_struck(cell: Cell) -> bool:
    """Says whether all that the cell shows is struck through."""
    return all(run.is_struck for run in _shown_runs(cell))


def runs_of(cell: Cell) -> tuple[InkRun, ...]:
    """Gives the runs of a cell as they count: those it has, or its whole text with its one ink.

    A red figure beside a lone black one takes its place ("10 15"): the black one counts as
    struck, since a cell that states one figure cannot state two.
    """
    return _as_they_count(cell.runs or (cell.ink.over(cell.text),))


# A cell is asked for its row, for its proposal and for its field: its runs are weighed once.
@lru_cache(maxsize=1024)
def _as_they_count(runs: tuple[InkRun, ...]) -> tuple[InkRun, ...]:
    shown = [run for run in runs if run.text.strip()]
    if len(shown) != 2 or any(run.is_struck for run in shown) or not _are_two_figures(shown):
        return runs
    return tuple(
        run
        if run.is_red or not run.text.strip()
        else InkRun(run.text, is_red=False, is_struck=True)
        for run in runs
    )


def in_black(cell: Cell) -> Cell:
    """Gives the same cell without any ink, all of its text standing."""
    return cell._replace(ink=BLACK, runs=())


def before_pieces(runs: Sequence[InkRun]) -> tuple[str, ...]:
    """Gives what each run adds to the text before the proposal: the black and the struck."""
    return kept_pieces(runs, [run.is_struck or not run.is_red for run in runs])


def after_pieces(runs: Sequence[InkRun]) -> tuple[str, ...]:
    """Gives what each run adds to the text that is asked for: all but the struck."""
    is_kept = [not run.is_struck for run in runs]
    pieces = kept_pieces(runs, is_kept)
    if all(is_kept):
        return pieces
    return tuple(
        # The arrow of "10 → 15" leads from the old figure, which goes.
        _ARROW.sub("", piece) if run.is_red and _follows_a_struck_run(runs, place) else piece
        for place, (run, piece) in enumerate(zip(runs, pieces, strict=True))
    )


def before_text(cell: Cell) -> str:
    """Gives the text that stood before the proposal: without the red, with the struck."""
    return _before(runs_of(cell))


@lru_cache(maxsize=1024)
def _before(runs: tuple[InkRun, ...]) -> str:
    return "".join(before_pieces(runs))


def after_text(cell: Cell) -> str:
    """Gives the text that is asked for: with the red, without the struck."""
    return "".join(after_pieces(runs_of(cell)))


def cell_proposal(sheet_name: str, cell: Cell, field_name: str | None) -> Proposal:
    """Gives the proposal of one inked cell."""
    runs = runs_of(cell)
    before, after = _before(runs), "".join(after_pieces(runs))
    return Proposal(
        _kind(runs, field_name, before, after),
        sheet_name,
        cell.address,
        before,
        after,
        field_name,
        cell.row,
        runs,
    )


def row_proposal(
    kind: ProposalKind, sheet_name: str, cells: Sequence[Cell], row: SheetRow | None
) -> Proposal:
    """Gives the one proposal of a row that is all red (new) or all struck (removed).

    `row` is what the row states once a new one is accepted, or as long as it is not removed.
    """
    text = " | ".join(" ".join(cell.text.split()) for cell in cells)
    is_new = kind is ProposalKind.NEW_ROW
    return Proposal(
        kind,
        sheet_name,
        cells[0].address,
        before="" if is_new else text,
        after=text if is_new else "",
        row_number=cells[0].row,
        runs=tuple(run for cell in cells for run in runs_of(cell)),
        row=row,
    )


def _kind(runs: Sequence[InkRun], field_name: str | None, before: str, after: str) -> ProposalKind:
    if field_type(field_name or "") in _NUMERIC_TYPES and _is_figure(before, after):
        return ProposalKind.NUMBER_CHANGED
    shown = [run for run in runs if run.text.strip()]
    if not any(run.is_struck for run in shown):
        return ProposalKind.INSERTION
    has_new = any(run.is_red and not run.is_struck for run in shown)
    return ProposalKind.REPLACEMENT if has_new else ProposalKind.DELETION


def _is_figure(*texts: str) -> bool:
    return all(quantity_from_text(text, Role.TARGET).kind is QuantityKind.NUMBER for text in texts)


def _are_two_figures(runs: Sequence[InkRun]) -> bool:
    """Says whether two runs are one black and one red figure, set apart by a space or an arrow."""
    first, second = runs
    if first.is_red == second.is_red or not _ONE_FIGURE.fullmatch(first.text.strip()):
        return False
    is_apart = first.text[-1:].isspace() or second.text[:1].isspace()
    has_arrow = second.is_red and _ARROW.match(second.text) is not None
    later = _ARROW.sub("", second.text) if has_arrow else second.text
    return (is_apart or has_arrow) and _ONE_FIGURE.fullmatch(later.strip()) is not None


def _follows_a_struck_run(runs: Sequence[InkRun], place: int) -> bool:
    earlier = [run for run in runs[:place] if run.text.strip()]
    return bool(earlier) and earlier[-1].is_struck


def _shown_runs(cell: Cell) -> list[InkRun]:
    return [run for run in runs_of(cell) if run.text.strip()]
