"""Count the cells of a workbook while it is read, and stop before they fill the memory."""

from __future__ import annotations

from dashboard import settings
from dashboard.errors import WorkbookTooLargeError
from dashboard.workbook.cells import column_letters


class CellLimits:
    """The cells that one workbook may still have; shared by the readers of its sheets."""

    def __init__(self, file_name: str) -> None:
        self._file_name = file_name
        self._taken = 0

    def take(self, sheet_name: str, cell_count: int, row: int, last_column: int) -> None:
        """Counts the filled cells of a row (or of several equal ones) ending in a column.

        Raises WorkbookTooLargeError whose `reason` is `cells` or, with the `cell`, `columns`.
        """
        self._taken += cell_count
        if self._taken > settings.MAX_CELLS:
            self._refuse("cells", settings.MAX_CELLS, sheet_name, None)
        if last_column > settings.MAX_COLUMNS:
            cell = f"{column_letters(last_column)}{row}"
            self._refuse("columns", settings.MAX_COLUMNS, sheet_name, cell)

    def foresee(self, sheet_name: str | None, cell_count: int) -> None:
        """Refuses cells (or texts) that are known to be too many before any is read."""
        if cell_count > settings.MAX_CELLS:
            self._refuse("cells", settings.MAX_CELLS, sheet_name, None)

    def _refuse(self, reason: str, limit: int, sheet_name: str | None, cell: str | None) -> None:
        raise WorkbookTooLargeError(
            reason=reason,
            limit=limit,
            file_name=self._file_name,
            sheet_name=sheet_name,
            cell=cell,
        )
