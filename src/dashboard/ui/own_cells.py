"""The rows of the sheets that a result's target and figure were read from, as they were typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.domain.explanation import Origin
from dashboard.texts import explanation as texts
from dashboard.ui.components import finding, note
from dashboard.ui.issue_rows import render_own_row

_HEADINGS = {"target": texts.OWN_TARGET, "result": texts.OWN_RESULT}


def render_own_rows(row: Mapping[str, Any], cells: Sequence[Mapping[str, Any]]) -> None:
    """Draws the rows around the cells of a target and of its result, each cell marked.

    `row`: of a query on results; `cells`: of the query `action_cells`, of its action.
    """
    for stem, heading in _HEADINGS.items():
        origin = texts.origin_of(row, stem)
        if origin is not None:
            finding(heading)
            _render_own_row(origin, cells)


def _render_own_row(origin: Origin, cells: Sequence[Mapping[str, Any]]) -> None:
    upload_id = next(
        (
            int(cell["upload_id"])
            for cell in cells
            if (cell["file_name"], cell["sheet_name"], cell["cell"])
            == (origin.file_name, origin.sheet_name, origin.cell)
        ),
        None,
    )
    note(texts.place(origin))
    if upload_id is not None:
        render_own_row(upload_id, origin.sheet_name, origin.cell)
