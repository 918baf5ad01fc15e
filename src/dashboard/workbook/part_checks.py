"""Check each row of the further parts of PEG and final report by itself."""

from __future__ import annotations

from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, FieldValue, SheetRow
from dashboard.domain.part_facts import (
    YEARS_BEFORE_BY_FIELD,
    clarification_number,
    part_code,
    part_name,
    plain_number,
    stated_text,
)
from dashboard.domain.row_values import lineage_of, number_in_row

# What a row of each part is about, and in which field it says so.
_STEMS = {
    DocumentKind.ORDINARY_ACTIVITY: "measure",
    DocumentKind.QUALITY_CONTROLS: "control",
    DocumentKind.INNOVATIONS: "innovation",
}
# Money is first set aside, then bound, then paid: each step takes no more than the one before.
_STEPS_OF_MONEY = (("allocated_eur", "committed_eur"), ("committed_eur", "paid_eur"))


def check_part_row(kind: DocumentKind, row: SheetRow, issues: IssueList) -> None:
    """Adds the issues that show within one row of a further part."""
    stem = _STEMS.get(kind)
    if stem is not None and part_code(row, stem) is None:
        _say_unnamed(row, f"{stem}_name", issues)
        return
    match kind:
        case DocumentKind.ACTION_FINANCES:
            check_money(row, issues)
        case DocumentKind.ACTION_STAFF if row.text("staff_category") is None:
            _say_unnamed(row, "staff_category", issues)
        case DocumentKind.ORDINARY_ACTIVITY:
            _check_values(row, issues)
        case DocumentKind.QUALITY_CONTROLS:
            _check_cases(row, issues)
        case DocumentKind.CLARIFICATIONS if row.text("answer") is not None:
            _check_number(row, issues)


def check_money(row: SheetRow, issues: IssueList) -> None:
    """Adds an issue where more is committed than allocated, or more paid than committed."""
    for limit_field, field_name in _STEPS_OF_MONEY:
        limit, amount = number_in_row(row, limit_field), number_in_row(row, field_name)
        if limit is not None and amount is not None and amount > limit:
            _say_exceeds("money_exceeds", row, limit_field, field_name, issues)


def _say_unnamed(row: SheetRow, field_name: str, issues: IssueList) -> None:
    where = next(iter(row.values.values()))
    issues.add(
        "row_not_named",
        row.sheet_name,
        where.cell,
        found=where.raw_text.strip(),
        field_name=field_name,
    )


def _check_values(row: SheetRow, issues: IssueList) -> None:
    measure = part_name(row, "measure") or row.text("measure_code") or ""
    stated = {name: row.values.get(name) for name in YEARS_BEFORE_BY_FIELD}
    if stated_text(stated["activity_value"]) is None:
        where = lineage_of(row, "activity_value", "measure_name", "activity_name")
        issues.add("activity_value_missing", row.sheet_name, where.cell, measure=measure)
    for field_name, value in stated.items():
        if value is not None and _is_in_words(value) and not _is_reported(row, value, issues):
            issues.add(
                "activity_value_in_words",
                row.sheet_name,
                value.cell,
                found=value.raw_text.strip(),
                field_name=field_name,
                measure=measure,
            )


def _is_in_words(value: FieldValue) -> bool:
    return stated_text(value) is not None and plain_number(value) is None


def _is_reported(row: SheetRow, value: FieldValue, issues: IssueList) -> bool:
    """Says whether an issue about the cell was added when it was read."""
    place = (row.sheet_name, value.cell)
    return any((issue.sheet_name, issue.cell) == place for issue in issues.issues)


def _check_cases(row: SheetRow, issues: IssueList) -> None:
    checked, bad = (number_in_row(row, name) for name in ("checked_count", "non_compliant_count"))
    if checked is not None and bad is not None and bad > checked:
        _say_exceeds("cases_exceed", row, "checked_count", "non_compliant_count", issues)


def _check_number(row: SheetRow, issues: IssueList) -> None:
    """Says of an answer that nobody can tell to which request it belongs."""
    if clarification_number(row) is not None:
        return
    where = lineage_of(row, "clarification_code", "answer")
    found = row.text("clarification_code") or row.text("answer") or ""
    issues.add("clarification_number_missing", row.sheet_name, where.cell, found=found)


def _say_exceeds(
    code: str, row: SheetRow, limit_field: str, field_name: str, issues: IssueList
) -> None:
    issues.add(
        code,
        row.sheet_name,
        row.values[field_name].cell,
        expected=row.values[limit_field].raw_text.strip(),
        found=row.values[field_name].raw_text.strip(),
        field_name=field_name,
        limit_field=limit_field,
    )
