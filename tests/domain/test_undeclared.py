"""Changes in black of a DUP file are said, unless red ink had asked for them before."""

from __future__ import annotations

import pytest

from dashboard.domain.differences import document_difference
from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, Issue, SheetRow
from dashboard.domain.undeclared import undeclared_change_issues
from dashboard.history import number_in
from tests.domain.rows import row

DUP = DocumentKind.DUP_STATUS
IN_FORCE = (
    {"intervention_code": "1.1", "intervention_name": "Piste", "status_text": "Gara bandita"},
    {"intervention_code": "1.2", "intervention_name": "Nido", "status_text": "In corso"},
)
PISTE = row(5, intervention_code="1.1", intervention_name="Piste", status_text="Gara bandita")
NIDO = row(6, intervention_code="1.2", intervention_name="Nido", status_text="In corso")


def issues_of(
    *rows: SheetRow, proposed: tuple[str, ...] = (), kind: DocumentKind = DUP
) -> list[Issue]:
    issues = IssueList("dup.xlsx")
    difference = document_difference(kind, rows, IN_FORCE)
    undeclared_change_issues(kind, difference, proposed, issues)
    return issues.issues


def test_black_text_that_changed_is_said_with_both_texts_and_its_cell() -> None:
    changed = row(6, intervention_code="1.2", intervention_name="Nido", status_text="Concluso")

    (issue,) = issues_of(PISTE, changed)

    assert (issue.code, issue.cell) == ("undeclared_change", "C6")
    assert (issue.expected, issue.found) == ("In corso", "Concluso")


def test_text_that_is_gone_without_being_struck_is_said() -> None:
    emptied = row(6, intervention_code="1.2", intervention_name="Nido")

    (issue,) = issues_of(PISTE, emptied)

    assert (issue.code, issue.expected, issue.found) == ("undeclared_change", "In corso", "")


@pytest.mark.parametrize(
    ("field_name", "before", "after"),
    [
        ("status", "In corso", "in corso"),
        ("operational_objective_code", "1 Tutto l’anno", "1 Tutto l'anno"),
        ("strategic_direction_code", "1 Città", ""),  # stands above the table instead
    ],
)
def test_another_way_of_writing_the_same_is_no_change(
    field_name: str, before: str, after: str
) -> None:
    current = {"intervention_code": "1.1", "intervention_name": "Piste", field_name: before}
    texts = {"intervention_code": "1.1", "intervention_name": "Piste"}
    later = row(5, **texts, **({field_name: after} if after else {}))
    issues = IssueList("dup.xlsx")

    difference = document_difference(DUP, (later,), (current,))
    undeclared_change_issues(DUP, difference, (), issues)

    assert len(difference.differences) == 1
    assert issues.issues == []


def test_the_same_percentage_with_and_without_its_sign_is_no_change() -> None:
    current = {"intervention_code": "1.1", "percent": "70%"}
    issues = IssueList("dup.xlsx")

    difference = document_difference(
        DUP, (row(5, intervention_code="1.1", percent="70"),), (current,), number_in
    )
    undeclared_change_issues(DUP, difference, (), issues)

    assert issues.issues == []


def test_rows_added_and_removed_in_black_are_said() -> None:
    new = row(7, intervention_code="1.3", intervention_name="Parco")

    found = {issue.code: issue for issue in issues_of(PISTE, new)}

    assert found.keys() == {"undeclared_new_row", "undeclared_removed_row"}
    assert found["undeclared_new_row"].found == "1.3 Parco"
    assert found["undeclared_removed_row"].expected == "1.2 Nido"


@pytest.mark.parametrize(
    ("rows", "proposed"),
    [
        ((PISTE, NIDO), ()),
        (
            (PISTE, row(6, intervention_code="1.2", intervention_name="Nido", status_text="Fatto")),
            ("Fatto",),
        ),
        (
            (PISTE, NIDO, row(7, intervention_code="1.3", intervention_name="Parco")),
            ("1.3 | Parco | da avviare",),
        ),
        ((PISTE,), ("1.2 | Nido | In corso",)),
    ],
)
def test_what_is_unchanged_or_was_proposed_in_red_is_not_said(
    rows: tuple[SheetRow, ...], proposed: tuple[str, ...]
) -> None:
    assert issues_of(*rows, proposed=proposed) == []


def test_the_date_of_the_survey_may_change_in_black() -> None:
    difference = document_difference(
        DUP,
        (row(5, intervention_code="1.1", as_of_date="30/09/2024"),),
        ({"intervention_code": "1.1", "as_of_date": "30/06/2024"},),
    )
    issues = IssueList("dup.xlsx")

    undeclared_change_issues(DUP, difference, (), issues)

    assert issues.issues == []


def test_only_dup_files_have_changes_in_red() -> None:
    assert issues_of(PISTE, kind=DocumentKind.PIAO_SHEET) == []
