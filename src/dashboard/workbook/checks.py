"""Check each row by itself: what is missing, what does not fit, what needs a reason."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.domain.dup_status import contradicts_percent
from dashboard.domain.issues import IssueList
from dashboard.domain.model import (
    PARTS_OF,
    DocumentKind,
    DupStatus,
    FieldValue,
    MeasureKind,
    ParsedDocument,
    Period,
    Quantity,
    QuantityKind,
    SheetRow,
)
from dashboard.workbook.part_checks import check_money, check_part_row

_KINDS_WITHOUT_ACTIONS = (
    DocumentKind.DUP_STATUS,
    *PARTS_OF[DocumentKind.FINAL_REPORT],
)
_REPORTS = (DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT)
# At mid-year only amounts are due: a date or a yes/no may still come.
_NOT_DUE_AT_MID_YEAR = (
    QuantityKind.DATE,
    QuantityKind.RELATIVE_DATE,
    QuantityKind.BOOLEAN,
    QuantityKind.QUALITATIVE,
)


def check_rows(document: ParsedDocument, issues: IssueList) -> None:
    """Adds the issues that show within one row of a document; an anagrafica has its own checks."""
    if document.kind is DocumentKind.REGISTRY:
        return
    for row in document.rows:
        _check_row(document, row, issues)
        if document.kind not in _KINDS_WITHOUT_ACTIONS:
            _say_no_action(row, issues)


def _check_row(document: ParsedDocument, row: SheetRow, issues: IssueList) -> None:
    if document.kind is DocumentKind.DUP_STATUS:
        _check_status(row, issues)
    elif document.kind is DocumentKind.PEG_ACTIONS:
        check_money(row, issues)
    elif document.kind is DocumentKind.PIAO_SHEET:
        _check_plan(row, issues)
    elif document.kind in _REPORTS:
        _check_result(row, document.period, issues)
    else:
        check_part_row(document.kind, row, issues)


def _say_no_action(row: SheetRow, issues: IssueList) -> None:
    if row.text("action_name") is None and row.text("action_code") is None:
        where = next(iter(row.values.values()))
        issues.add("action_name_missing", row.sheet_name, where.cell, found=where.raw_text)


def _check_plan(row: SheetRow, issues: IssueList) -> None:
    if row.text("indicator_name") is None and row.text("indicator_code") is None:
        return
    target = row.values.get("target")
    if target is None or _kind(target) is QuantityKind.MISSING:
        cell = _cell_of(row, "target", "indicator_name", "indicator_code")
        issues.add("target_missing", row.sheet_name, cell, found=_raw(target), **_named(row))
    else:
        _check_target(row, issues)
        if target.quantity is not None and target.quantity.kind is QuantityKind.QUALITATIVE:
            issues.add("target_qualitative", row.sheet_name, target.cell, found=target.raw_text)
    source = row.values.get("source")
    if source is None or not source.raw_text.strip():
        cell = _cell_of(row, "source", "indicator_name", "indicator_code")
        issues.add("source_missing", row.sheet_name, cell, **_named(row))


def _check_target(row: SheetRow, issues: IssueList) -> None:
    target = row.values.get("target")
    if target is None or target.quantity is None:
        return
    quantity = target.quantity
    if quantity.baseline_relation is not None and _baseline_number(row) is None:
        issues.add(
            "target_needs_baseline",
            row.sheet_name,
            target.cell,
            found=target.raw_text,
            **_named(row),
        )
    if quantity.kind is QuantityKind.RELATIVE_DATE:
        issues.add(
            "target_relative_to_event",
            row.sheet_name,
            target.cell,
            found=target.raw_text,
            event=quantity.event or "",
        )


def _baseline_number(row: SheetRow) -> float | None:
    baseline = row.values.get("baseline")
    return None if baseline is None or baseline.quantity is None else baseline.quantity.number


def _check_result(row: SheetRow, period: Period | None, issues: IssueList) -> None:
    if row.get("is_not_assessable") is True:
        return
    result, target = row.values.get("result"), _quantity(row, "target")
    _question_zero(row, target, issues)
    quantity = None if result is None else result.quantity
    if quantity is None or quantity.kind is QuantityKind.MISSING:
        if quantity is None or quantity.event is None:
            _say_result_missing(row, target, period, result, issues)
        return
    if result is not None and _differs(quantity, target, row):
        issues.add(
            "result_kind_differs_from_target",
            row.sheet_name,
            result.cell,
            expected=_raw(row.values.get("target")),
            found=result.raw_text,
            target_kind=str(target.kind) if target else "",
            **_named(row),
        )
    elif result is not None and row.text("reason") is None and _is_worse(row, period):
        issues.add(
            "reason_missing",
            row.sheet_name,
            _cell_of(row, "reason", "result"),
            expected=_raw(_compared_target(row, period)),
            found=result.raw_text,
            **_named(row),
        )


def _question_zero(row: SheetRow, target: Quantity | None, issues: IssueList) -> None:
    """Asks about a result of 0 in both periods where more than 0 was promised."""
    periods = (_quantity(row, "result_intermediate"), _quantity(row, "result"))
    if any(quantity is None or quantity.number != 0 for quantity in periods):
        return
    if target is None or not target.number or row.text("measure_kind") == MeasureKind.DECREASING:
        return
    if target.operator in ("<=", "<"):
        return
    result = row.values["result"]
    issues.add(
        "zero_in_all_periods", row.sheet_name, result.cell, found=_raw(result), **_named(row)
    )


def _say_result_missing(
    row: SheetRow,
    target: Quantity | None,
    period: Period | None,
    result: FieldValue | None,
    issues: IssueList,
) -> None:
    if row.text("indicator_name") is None and row.text("indicator_code") is None:
        return
    is_mid_year = period is Period.INTERMEDIATE
    if is_mid_year and target is not None and target.kind in _NOT_DUE_AT_MID_YEAR:
        return
    cell = _cell_of(row, "result", "indicator_name", "indicator_code")
    issues.add("result_missing", row.sheet_name, cell, found=_raw(result), **_named(row))


def _differs(result: Quantity, target: Quantity | None, row: SheetRow) -> bool:
    """Says whether a result cannot be compared with its target: words against a number."""
    if target is None or row.text("measure_kind") == MeasureKind.BOOLEAN:
        return False
    if target.kind is QuantityKind.NUMBER:
        return result.kind in (
            QuantityKind.DATE,
            QuantityKind.BOOLEAN,
            QuantityKind.QUALITATIVE,
        )
    if target.kind is QuantityKind.DATE:
        return result.kind in (QuantityKind.NUMBER, QuantityKind.QUALITATIVE)
    return False


def _compared_target(row: SheetRow, period: Period | None) -> FieldValue | None:
    """Gives the target that a reason is owed against: at mid-year only an explicit one."""
    name = "target_intermediate" if period is Period.INTERMEDIATE else "target"
    return row.values.get(name)


def _is_worse(row: SheetRow, period: Period | None) -> bool:
    result = _quantity(row, "result")
    compared = _compared_target(row, period)
    target = None if compared is None else compared.quantity
    if result is None or target is None or target.baseline_relation is not None:
        return False
    if result.date is not None and target.date is not None:
        return result.date > target.date
    if result.boolean is not None and target.boolean is not None:
        return result.boolean is not target.boolean
    if result.kind is QuantityKind.QUALITATIVE and result.number is not None:
        return result.number < 100
    if result.number is None or target.number is None:
        return False
    return any(_is_beyond(result.number, target, row))


def _is_beyond(result: float, target: Quantity, row: SheetRow) -> Iterator[bool]:
    kind, operator = row.text("measure_kind"), row.text("operator") or target.operator
    number = 0.0 if target.number is None else target.number
    if target.upper_number is not None:
        yield not number <= result <= target.upper_number
    elif kind == MeasureKind.DECREASING or operator in ("<=", "<"):
        yield result > number
    else:
        yield result < number


def _check_status(row: SheetRow, issues: IssueList) -> None:
    status, percent = row.text("status"), row.get("percent")
    if status is None or not isinstance(percent, int | float):
        return
    if contradicts_percent(DupStatus(status), percent):
        issues.add(
            "status_percent_contradiction",
            row.sheet_name,
            row.values["percent"].cell,
            expected=row.values["status"].raw_text,
            found=row.values["percent"].raw_text,
        )


def _kind(value: FieldValue) -> QuantityKind | None:
    return None if value.quantity is None else value.quantity.kind


def _quantity(row: SheetRow, field_name: str) -> Quantity | None:
    value = row.values.get(field_name)
    return None if value is None else value.quantity


def _raw(value: FieldValue | None) -> str | None:
    return None if value is None else value.raw_text.strip() or None


def _cell_of(row: SheetRow, *field_names: str) -> str | None:
    return next((row.values[name].cell for name in field_names if name in row.values), None)


def _named(row: SheetRow) -> dict[str, str]:
    return {"indicator": row.text("indicator_name") or row.text("indicator_code") or ""}
