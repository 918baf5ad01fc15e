"""A file that goes back on what was decided is said to, with the decision."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.contradicted import DecidedProposal, contradicted_decision_issues
from dashboard.domain.decisions import ProposalState
from dashboard.domain.differences import DocumentDifference, document_difference
from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, Issue, ProposalKind, SheetRow
from dashboard.texts.issues import issue_sentence
from tests.domain.rows import row

DUP = DocumentKind.DUP_STATUS
LONG_NAME = "Riqualificazione " + "e manutenzione " * 10
IN_FORCE = (
    {"intervention_code": "1.1", "intervention_name": "Piste", "status_text": "Gara bandita"},
    {"intervention_code": "1.2", "intervention_name": "Nido", "status_text": "In corso"},
)
PISTE = row(5, intervention_code="1.1", intervention_name="Piste", status_text="Gara bandita")
NIDO = row(6, intervention_code="1.2", intervention_name="Nido", status_text="In corso")


def piste(status_text: str) -> SheetRow:
    return row(5, intervention_code="1.1", intervention_name="Piste", status_text=status_text)


def decided(
    state: ProposalState,
    after_text: str = "",
    *,
    kind: ProposalKind = ProposalKind.REPLACEMENT,
    row_label: str = "1.1 Piste",
    field_name: str | None = "status_text",
) -> DecidedProposal:
    return DecidedProposal(
        kind, state, row_label, field_name, after_text, "Anna Bo", date(2024, 7, 18), "112"
    )


def said(*rows: SheetRow, of: DecidedProposal) -> tuple[list[Issue], DocumentDifference]:
    issues = IssueList("dup.xlsx")
    left = contradicted_decision_issues(document_difference(DUP, rows, IN_FORCE), [of], issues)
    return issues.issues, left


def test_an_accepted_text_that_another_replaces_is_said_with_the_decision() -> None:
    accepted = decided(ProposalState.ACCEPTED, "Gara  bandita")

    (issue,), left = said(piste("Gara deserta"), NIDO, of=accepted)

    assert (issue.code, issue.cell) == ("accepted_text_undone", "C5")
    assert (issue.expected, issue.found) == ("Gara bandita", "Gara deserta")
    assert "come accolto il 18/07/2024 da Anna Bo (atto n. 112)" in issue_sentence(issue)
    assert left.differences == ()


def test_a_rejected_text_typed_in_black_is_said() -> None:
    rejected = decided(ProposalState.REJECTED, "Gara annullata")

    (issue,), left = said(piste("Gara annullata"), NIDO, of=rejected)

    assert (issue.code, issue.found) == ("rejected_text_stated", "Gara annullata")
    assert left.differences == ()


@pytest.mark.parametrize(
    ("rows", "kind", "row_label", "code"),
    [
        ((PISTE,), ProposalKind.NEW_ROW, "1.2 Nido", "accepted_row_gone"),
        (
            (PISTE, NIDO, row(7, intervention_code="1.3", intervention_name="Parco")),
            ProposalKind.REMOVED_ROW,
            "1.3 Parco",
            "removed_row_back",
        ),
    ],
)
def test_a_row_against_its_decision_is_said(
    rows: tuple[SheetRow, ...], kind: ProposalKind, row_label: str, code: str
) -> None:
    accepted = decided(ProposalState.ACCEPTED, kind=kind, row_label=row_label, field_name=None)

    (issue,), left = said(*rows, of=accepted)

    assert (issue.code, issue.found) == (code, row_label)
    assert left.differences == ()


@pytest.mark.parametrize(
    "other",
    [
        decided(ProposalState.REJECTED, "Gara annullata"),
        decided(ProposalState.ACCEPTED, "Gara bandita", row_label="1.1 Pist"),
        decided(ProposalState.ACCEPTED, "Gara bandita", field_name="note"),
        decided(ProposalState.RETURNED, "Gara bandita"),
    ],
)
def test_a_change_that_no_decision_is_about_stays_a_difference(other: DecidedProposal) -> None:
    issues, left = said(piste("Gara deserta"), NIDO, of=other)

    assert issues == []
    assert [difference.row_label for difference in left.differences] == ["1.1 Piste"]


def test_only_the_contradicting_field_of_a_row_is_taken_out() -> None:
    both = row(
        5, intervention_code="1.1", intervention_name="Piste", status_text="Persa", note="Nuova"
    )

    issues, left = said(both, NIDO, of=decided(ProposalState.ACCEPTED, "Gara bandita"))

    assert [issue.code for issue in issues] == ["accepted_text_undone"]
    assert [change.field_name for change in left.differences[0].fields] == ["note"]


def test_a_label_that_was_cut_short_still_names_its_row() -> None:
    difference = document_difference(
        DUP,
        (row(5, intervention_code="1.1", intervention_name=LONG_NAME, status_text="Persa"),),
        (
            {
                "intervention_code": "1.1",
                "intervention_name": LONG_NAME.strip(),
                "status_text": "Gara bandita",
            },
        ),
    )
    issues = IssueList("dup.xlsx")
    label = f"1.1 {LONG_NAME}"[:119] + "…"

    contradicted_decision_issues(
        difference,
        [decided(ProposalState.ACCEPTED, "Gara bandita", row_label=label)],
        issues,
    )

    assert [issue.code for issue in issues.issues] == ["accepted_text_undone"]
