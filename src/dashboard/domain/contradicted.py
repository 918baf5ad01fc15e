"""Find where a file goes back on what was decided: an accepted text gone, a rejected one in black.

Such a file is not wrong for certain: a later decision may stand behind it. It is said before the
file is stored, with what was decided, by whom and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.decisions import ProposalState
from dashboard.domain.differences import DocumentDifference, FieldChange, RowChange, RowDifference
from dashboard.domain.issues import IssueList
from dashboard.domain.model import ProposalKind

_CUT = "…"


@dataclass(frozen=True, slots=True)
class DecidedProposal:
    """A proposal on a document that was accepted or rejected, with the decision that counts."""

    kind: ProposalKind
    state: ProposalState
    row_label: str
    field_name: str | None
    after_text: str
    decided_by: str
    decided_on: date
    deed_number: str | None = None


def contradicted_decision_issues(
    difference: DocumentDifference, decided: Sequence[DecidedProposal], issues: IssueList
) -> DocumentDifference:
    """Adds an issue for each change that undoes a decision; gives the differences without them."""
    left: list[RowDifference] = []
    for row in difference.differences:
        of_row = [one for one in decided if _is_of_row(one, row)]
        if not of_row:
            left.append(row)
        elif row.change is RowChange.CHANGED:
            fields = tuple(one for one in row.fields if not _say_field(row, one, of_row, issues))
            if fields:
                left.append(replace(row, fields=fields))
        elif not _say_row(row, of_row, issues):
            left.append(row)
    return replace(difference, differences=tuple(left))


def _say_field(
    row: RowDifference,
    change: FieldChange,
    decided: Sequence[DecidedProposal],
    issues: IssueList,
) -> bool:
    for one in decided:
        if not _is_about(one, change.field_name):
            continue
        undoes = one.state is ProposalState.ACCEPTED and _same(one.after_text, change.before)
        insists = one.state is ProposalState.REJECTED and _same(one.after_text, change.after)
        if undoes or insists:
            _add(
                "accepted_text_undone" if undoes else "rejected_text_stated",
                one,
                issues,
                sheet_name=row.sheet_name,
                cell=change.cell or f"A{row.row_number}",
                expected=change.before,
                found=change.after,
            )
            return True
    return False


def _say_row(row: RowDifference, decided: Sequence[DecidedProposal], issues: IssueList) -> bool:
    undone = (
        ProposalKind.NEW_ROW if row.change is RowChange.GONE else ProposalKind.REMOVED_ROW,
        ProposalState.ACCEPTED,
    )
    one = next((one for one in decided if (one.kind, one.state) == undone), None)
    if one is None:
        return False
    code = "accepted_row_gone" if row.change is RowChange.GONE else "removed_row_back"
    cell = None if row.row_number is None else f"A{row.row_number}"
    _add(code, one, issues, sheet_name=row.sheet_name, cell=cell, found=row.row_label)
    return True


def _add(
    code: str,
    decided: DecidedProposal,
    issues: IssueList,
    *,
    sheet_name: str | None,
    cell: str | None,
    found: str,
    expected: str | None = None,
) -> None:
    issues.add(
        code,
        sheet_name,
        cell,
        expected=expected,
        found=found,
        row_label=decided.row_label,
        decided_by=decided.decided_by,
        decided_on=decided.decided_on.isoformat(),
        deed_number=decided.deed_number or "",
        **({} if decided.field_name is None else {"field_name": decided.field_name}),
    )


def _is_about(decided: DecidedProposal, field_name: str) -> bool:
    """Says whether a proposal is about a field; code and name of one thing share a cell."""
    name = decided.field_name
    return name is not None and field_name in (name, f"{name}_name", f"{name}_code")


def _is_of_row(decided: DecidedProposal, row: RowDifference) -> bool:
    """Says whether a proposal is about a row; long labels of proposals are kept cut short."""
    label = decided.row_label
    if label.endswith(_CUT):
        return row.row_label.startswith(label.removesuffix(_CUT))
    return row.row_label == label


def _same(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()
