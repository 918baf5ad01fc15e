"""Words around tables, and how a cell of a query's frame is written, by the end of its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.domain.model import Scalar
from dashboard.texts import assessments, formats, labels
from dashboard.texts.registry import ROLES

TABLE_TWIN = "Vedi come tabella"
DOWNLOAD = "Scarica la tabella (.xlsx)"
NO_ROWS = "Nessuna riga da mostrare."
EVERYTHING = "Tutto"
PRINTED_PAGE = "Pagina {page} di {pages}"

_SIGNED_PERCENTS = {"deviation_pct_of_target", "change_pct"}
_PLAIN_NUMBERS = {
    "reference_year",
    "value_year",
    "report_year",
    "earlier_report_year",
    "row_number",
    "upload_id",
}
_STATUS_WORDS = {
    **{status.value: label.word for status, label in labels.RESULT_STATUSES.items()},
    **{status.value: label.word for status, label in labels.DUP_STATUSES.items()},
    "unknown": labels.UNKNOWN_DUP_STATUS.word,
}
_WORDS: dict[str, Mapping[str, str]] = {
    "status": _STATUS_WORDS,
    "severity": {kind.value: label.word for kind, label in labels.SEVERITIES.items()},
    "period": {period.value: word for period, word in labels.PERIODS.items()},
    "document_kind": {kind.value: word for kind, word in labels.DOCUMENT_KINDS.items()},
    "measure_kind": {kind.value: word for kind, word in labels.MEASURE_KINDS.items()},
    "innovation_area": {area.value: word for area, word in labels.INNOVATION_AREAS.items()},
    "action_kind": {kind.value: word for kind, word in labels.ACTION_KINDS.items()},
    "proposal_kind": {kind.value: word for kind, word in labels.PROPOSAL_KINDS.items()},
    "achievement_basis": {basis.value: word for basis, word in labels.ACHIEVEMENT_BASES.items()},
    "left_out_reason": labels.LEFT_OUT_REASONS,
    "state": assessments.STATE_LABELS,
    "override_state": {state.value: word for state, word in assessments.OVERRIDE_STATES.items()},
    "assessment_kind": {kind.value: word for kind, word in assessments.KIND_LABELS.items()},
    "stated_role": {role.value: word for role, word in ROLES.items()},
    "method": labels.ACHIEVEMENT_METHODS,
}


def cell_text(column: str, value: object) -> str:
    """Gives a cell as it is read on screen. The end of the column's name says what it holds.

    `_pct` a percentage, `_eur` a sum, `_date` and `_at` a day, `_count` a whole number, a coded
    column its Italian word. Nothing is "—". What does not look like its column's name is shown as
    it is.
    """
    if formats.is_absent(value):
        return formats.MISSING
    if isinstance(value, bool):
        return formats.yes_no(value)
    if isinstance(value, date):
        return formats.italian_date(value)
    if isinstance(value, int | float):
        return _number(column, float(value))
    return _word(column, str(value).strip())


def cell_value(column: str, value: object) -> Scalar:
    """Gives a cell as it goes into a downloaded table: numbers and days as such, codes as words."""
    if formats.is_absent(value):
        return None
    if isinstance(value, date | int | float) and not isinstance(value, bool):
        return value
    return cell_text(column, value)


def shown_range(first: int, last: int, total: int) -> str:
    """Gives "Da 51 a 100 di 620"."""
    return (
        f"Da {formats.number(first, 0)} a {formats.number(last, 0)} di {formats.number(total, 0)}"
    )


def is_figure(column: str) -> bool:
    """Says whether a column holds figures, which stand to the right."""
    endings = ("_pct", "_count", "_number", "_pct_of_target", "_eur")
    return column.endswith(endings) or column in {"percent", "deviation"}


def _word(column: str, code: str) -> str:
    return _WORDS.get(column, {}).get(code, code)


def _number(column: str, amount: float) -> str:
    if column in _SIGNED_PERCENTS:
        return formats.signed_percent(amount)
    if column == "deviation":
        return formats.signed_number(amount)
    if column.endswith("_pct") or column == "percent":
        return formats.percent(amount)
    if column.endswith("_eur"):
        return formats.euro(amount)
    if column in _PLAIN_NUMBERS:
        return str(int(amount))
    return formats.number(amount, 0 if column.endswith("_count") else None)
