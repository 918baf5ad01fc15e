"""Status then by status now: counts in cells, the shapes of the statuses above."""

from __future__ import annotations

from typing import Any

from dashboard.domain.transitions import transitions
from dashboard.figures.transition_matrix import transition_matrix
from dashboard.texts.comparison import ENTERED


def row(code: str, status: str | None) -> dict[str, Any]:
    return {
        "strategic_direction_code": "1",
        "intervention_code": code,
        "intervention_name": "Pista",
        "status": status,
    }


def test_cells_hold_counts_and_only_what_occurs_has_a_row_or_a_column() -> None:
    before = [row("a", "started"), row("b", "started"), row("c", "completed")]
    after = [row("a", "completed"), row("b", "completed"), row("c", "completed"), row("d", None)]
    figure = transition_matrix(transitions(before, after))

    assert [note.text for note in figure.layout.annotations] == ["2", "1", "1"]
    assert list(figure.layout.yaxis.ticktext) == ["◔ avviato", "● concluso", ENTERED]
    assert list(figure.layout.xaxis.ticktext) == ["<b>●</b>", "<b>◇</b>"]
    assert [list(line) for line in figure.data[0].z] == [[1.0, None], [0.5, None], [None, 0.5]]


def test_nothing_gives_no_figure() -> None:
    assert transition_matrix(()) is None
