"""Find what was changed in black where the rules ask for red.

The directive has proposals typed in red in the DUP files: changes to the objectives and additions
to their status. Black text that differs from the text in force was changed without saying so,
unless the earlier file proposed in red the very same text, and the decision turned it black.
"""

from __future__ import annotations

from collections.abc import Collection

from dashboard.domain.differences import DocumentDifference, FieldChange, RowChange, RowDifference
from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind

_KINDS_WITH_RED_INK = (DocumentKind.DUP_STATUS,)

# The day of the survey is new each time, and nobody proposes it; the direction is the document's
# own, written in a column or above the table. The rest is no field of ours.
_FREE_FIELDS = ("as_of_date", "strategic_direction_code", "strategic_direction_name")
_NOT_UNDERSTOOD = "other:"
_SHOWN_LENGTH = 120


def undeclared_change_issues(
    kind: DocumentKind,
    difference: DocumentDifference,
    proposed_texts: Collection[str],
    issues: IssueList,
) -> None:
    """Adds an issue for each change in black of a document in which changes are due in red.

    `difference` compares texts without their red parts; `proposed_texts` are what the red ink of
    the document in force asked for, and, for a row to be removed, the row's own text.
    """
    if kind not in _KINDS_WITH_RED_INK or not difference.replaces_a_document:
        return
    proposed = {_plain(text) for text in proposed_texts}
    # A title that covers several rows stands in one cell: it is said once.
    said: set[tuple[str | None, str]] = set()
    for row in difference.differences:
        if row.change is RowChange.CHANGED:
            _add_changes(row, proposed, said, issues)
        elif not _is_proposed_row(row, proposed):
            _add_row(row, issues)


def _add_changes(
    row: RowDifference,
    proposed: set[str],
    said: set[tuple[str | None, str]],
    issues: IssueList,
) -> None:
    for change in row.fields:
        if _is_free(change) or _says_the_same(change) or _plain(change.after) in proposed:
            continue
        place = (row.sheet_name, change.cell or f"{row.row_number} {change.field_name}")
        if place in said:
            continue
        said.add(place)
        issues.add(
            "undeclared_change",
            row.sheet_name,
            change.cell or f"A{row.row_number}",
            expected=_shortened(change.before),
            found=_shortened(change.after),
            field_name=change.field_name,
        )


def _add_row(row: RowDifference, issues: IssueList) -> None:
    if row.change is RowChange.NEW:
        issues.add("undeclared_new_row", row.sheet_name, f"A{row.row_number}", found=row.row_label)
    else:
        issues.add("undeclared_removed_row", expected=row.row_label)


def _is_free(change: FieldChange) -> bool:
    return change.field_name in _FREE_FIELDS or change.field_name.startswith(_NOT_UNDERSTOOD)


def _says_the_same(change: FieldChange) -> bool:
    """Says whether only the writing differs: capitals, the kind of apostrophe, "70%" for 70."""
    if change.before_number is not None:
        return change.before_number == change.after_number
    return _plain(change.before) == _plain(change.after)


def _is_proposed_row(row: RowDifference, proposed: set[str]) -> bool:
    """Says whether red or struck ink proposed the row: its title is among the words of one."""
    label = set(_plain(row.row_label).split())
    return any(label <= set(text.split()) for text in proposed)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'")


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN_LENGTH else plain[: _SHOWN_LENGTH - 1] + "…"
