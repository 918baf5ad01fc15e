"""Hold the answers of a sheet against what the Nucleo asked: is there such a request, and whose."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, DocumentToStore, SheetRow
from dashboard.domain.names import normalised_name
from dashboard.domain.part_facts import clarification_number

_SHOWN_LENGTH = 120


def clarification_issues(
    document: DocumentToStore, asked: Mapping[int, Clarification], issues: IssueList
) -> None:
    """Adds an issue for each answer that cannot count as it stands. `asked`: by number."""
    if document.kind is not DocumentKind.CLARIFICATIONS:
        return
    rows = {(row.sheet_name, row.row_number): row for row in document.rows}
    for fact in document.facts.clarification_answers:
        row = rows[fact.lineage.sheet_name, fact.lineage.row_number]
        request = asked.get(fact.clarification_number)
        if request is None:
            own = [n for n, one in asked.items() if one.asked_of.sector_code == fact.sector_code]
            _say(row, "clarification_unknown", issues, expected=", ".join(map(str, own)) or "–")
        elif request.asked_of.sector_code != fact.sector_code:
            named = (request.asked_of.sector_code, request.asked_of.sector_name)
            whose = " ".join(part for part in named if part)
            _say(row, "clarification_of_another_sector", issues, expected=whose)
        else:
            _weigh(row, request, issues)


def _weigh(row: SheetRow, request: Clarification, issues: IssueList) -> None:
    if request.state is ClarificationState.CLOSED:
        _say(row, "clarification_closed", issues)
    question = row.text("question")
    if question is None or _begins_with(question, request.question):
        return
    issues.add(
        "clarification_question_changed",
        row.sheet_name,
        row.values["question"].cell,
        expected=_shortened(request.question),
        found=_shortened(question),
    )


def _begins_with(written: str, question: str) -> bool:
    """Says whether a question stands as it was asked; what is asked again is written after it."""
    return normalised_name(written).startswith(normalised_name(question))


def _say(row: SheetRow, code: str, issues: IssueList, expected: str | None = None) -> None:
    issues.add(
        code,
        row.sheet_name,
        row.values["clarification_code"].cell,
        expected=expected,
        found=str(clarification_number(row)),
    )


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN_LENGTH else f"{plain[: _SHOWN_LENGTH - 1]}…"
