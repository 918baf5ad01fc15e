"""What is to be done next about a result on the wrong side of its target, by known facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.decisions import ProposalState
from dashboard.domain.reviews import ReviewStanding, result_key


class StepKind(StrEnum):
    """The next step, from what must come first to what is done."""

    AWAIT_ANSWER = "await_answer"
    READ_ANSWER = "read_answer"
    DECIDE_PROPOSAL = "decide_proposal"
    ASK_REASON = "ask_reason"
    EXAMINE = "examine"
    EXAMINED = "examined"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step; `due_date` is the day by which an answer was asked for, where one was set."""

    kind: StepKind
    due_date: date | None = None
    is_overdue: bool = False


def next_step(
    row: Mapping[str, Any],
    clarifications: Iterable[Clarification],
    proposals: Iterable[Mapping[str, Any]],
    standing: ReviewStanding | None,
    today: date,
) -> NextStep:
    """Gives the next step on one row of the query `deviations`.

    `clarifications` and `proposals` (rows of the query of that name) may be those of the whole
    year; `standing` is what the Nucleo has said of this very result, None for nothing.
    A question that is open comes first: what else is known of the result waits for its answer.
    """
    mine = [one for one in clarifications if one.asked_of.result_key == result_key(row)]
    asked = next((one for one in mine if one.state is ClarificationState.OPEN), None)
    if asked is not None:
        return NextStep(StepKind.AWAIT_ANSWER, asked.due_date, asked.is_overdue(today))
    if any(one.state is ClarificationState.ANSWERED for one in mine):
        return NextStep(StepKind.READ_ANSWER)
    if standing is not None and standing.is_closed:
        return NextStep(StepKind.EXAMINED)
    if any(asks_to_change(proposal, row) for proposal in proposals):
        return NextStep(StepKind.DECIDE_PROPOSAL)
    return NextStep(StepKind.EXAMINE if row["has_reason"] else StepKind.ASK_REASON)


def asks_to_change(proposal: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Says whether a proposal waits for a decision on the very row that a result stands in.

    A proposal names its row by the words of the row, so names are compared and not codes.
    """
    if proposal["state"] != ProposalState.PENDING or proposal["sector_code"] != row["sector_code"]:
        return False
    label = _plain(proposal["row_label"])
    names = [_plain(row[name]) for name in ("action_name", "indicator_name")]
    return all(name and name in label for name in names)


def answerable(row: Mapping[str, Any], actions: Sequence[Mapping[str, Any]]) -> str | None:
    """Gives the role that answers for a result, by the rows of the query `actions`, if stated."""
    roles = (
        action["responsible_role"]
        for action in actions
        if (action["sector_code"], action["action_code"])
        == (row["sector_code"], row["action_code"])
    )
    return next((role.strip() for role in roles if isinstance(role, str) and role.strip()), None)


def _plain(words: object) -> str:
    return " ".join(words.split()).casefold() if isinstance(words, str) else ""
