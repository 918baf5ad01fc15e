"""What is decided on a change proposed in red: accepted, rejected, given back, or open again.

Decisions are only appended. The newest one on a proposal says how it stands; the ones before it
are its history.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dashboard.domain.roles import Role


class Verdict(StrEnum):
    """What a decision says. REOPENED takes the decision before it back."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETURNED = "returned"
    REOPENED = "reopened"


class ProposalState(StrEnum):
    """How a proposal stands. A returned one waits for its sector, a pending one for a decision."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Deed:
    """The act that a decision rests on, such as a resolution of the Giunta."""

    number: str
    deed_date: date


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why, by whom and by which deed something is decided. `reason` and `decided_by` have words."""

    reason: str
    decided_by: str
    deed: Deed | None = None
    decided_role: Role | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict on one proposal."""

    proposal_id: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ProposalStanding:
    """A proposal as far as deciding on it is concerned.

    `subject_key` names the cell of the plan that it is about, whatever file it was typed in;
    `after_text` is what it asks for.
    """

    proposal_id: int
    subject_key: str
    after_text: str
    state: ProposalState


def state_after(verdict: Verdict) -> ProposalState:
    """Gives how a proposal stands once the verdict is its newest."""
    return ProposalState.PENDING if verdict is Verdict.REOPENED else ProposalState(verdict.value)


def conflicts(standings: Iterable[ProposalStanding]) -> dict[str, tuple[ProposalStanding, ...]]:
    """Gives, by subject, the proposals that ask for different texts of one and the same thing.

    Those already rejected or given back take no part: they ask for nothing any more.
    """
    by_subject: dict[str, list[ProposalStanding]] = {}
    for standing in standings:
        if standing.state in (ProposalState.PENDING, ProposalState.ACCEPTED):
            by_subject.setdefault(standing.subject_key, []).append(standing)
    return {
        subject: tuple(rivals)
        for subject, rivals in by_subject.items()
        if len({" ".join(rival.after_text.split()) for rival in rivals}) > 1
    }


def contradictions(
    decisions: Iterable[Decision], standings: Iterable[ProposalStanding]
) -> tuple[ProposalStanding, ...]:
    """Gives the proposals that would contradict each other once the decisions are taken.

    Two texts cannot both become the text of one cell: who accepts one decides on the others too.
    """
    verdicts = {decision.proposal_id: decision.verdict for decision in decisions}
    after = [_after(standing, verdicts.get(standing.proposal_id)) for standing in standings]
    accepted = {
        proposal_id for proposal_id, verdict in verdicts.items() if verdict is Verdict.ACCEPTED
    }
    return tuple(
        rival
        for rivals in conflicts(after).values()
        if any(one.proposal_id in accepted for one in rivals)
        for rival in rivals
    )


def _after(standing: ProposalStanding, verdict: Verdict | None) -> ProposalStanding:
    if verdict is None:
        return standing
    return replace(standing, state=state_after(verdict))
