"""Statuses then down the side, statuses now above: how many interventions are in each cell."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.transitions import STATES, Transition
from dashboard.figures.matrix import MatrixCell, matrix
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure
from dashboard.texts.comparison import state_mark, state_words, transition_hover


def transition_matrix(found: Sequence[Transition]) -> Figure | None:
    """Draws the counts, darker for more. Above the columns stand the shapes of the statuses.

    Their words stand beside the same shapes at the side, and in the key below: seven columns of
    words do not fit a phone. None when there is nothing to draw.
    """
    if not found:
        return None
    rows = [state for state in STATES if any(one.before == state for one in found)]
    columns = [state for state in STATES if any(one.after == state for one in found)]
    most = max(len(one.interventions) for one in found)
    cells = {(one.before, one.after): _cell(one, most) for one in found}
    return matrix(
        [state_words(state, is_before=True) for state in rows],
        [state_mark(state) for state in columns],
        [[cells.get((before, after)) for after in columns] for before in rows],
    )


def _cell(one: Transition, most: int) -> MatrixCell:
    count = len(one.interventions)
    return MatrixCell(
        lines=(str(count),),
        share=count / most,
        hover=escaped(transition_hover(one.before, one.after, count)),
    )
