"""What the people in charge say of a result beside what was measured. Statements are appended.

An override keeps three values apart: measured, requested (by who answers for the result) and
granted (by the Nucleo, and by nobody else). A state leaves numerator and denominator: it is not a
number and never a zero.

Source: D.Lgs. 150/2009 art. 14 (the Nucleo validates); LG DFP 2/2017 (measuring is not judging).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.model import Period
from dashboard.domain.roles import Role


class AssessmentKind(StrEnum):
    """What is stated: the first four are states, the others speak of a percentage.

    The last one of either group takes all that was stated before it in its group back.
    """

    NOT_ASSESSABLE = "not_assessable"
    STERILISED = "sterilised"
    ELIMINATED = "eliminated"  # by a deed, which has to be named
    ASSESSABLE_AGAIN = "assessable_again"
    OVERRIDE_REQUESTED = "override_requested"
    OVERRIDE_GRANTED = "override_granted"
    OVERRIDE_REFUSED = "override_refused"
    OVERRIDE_WITHDRAWN = "override_withdrawn"


@dataclass(frozen=True, slots=True)
class Assessed:
    """The result (or, with no `indicator_code`, every result of the action) that is spoken of."""

    entity_code: str
    reference_year: int
    period: Period
    sector_code: str
    action_code: str
    indicator_code: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One statement. `pct` is what is requested or granted, out of 100; None for all others."""

    assessed: Assessed
    kind: AssessmentKind
    reason: str
    stated_by: str
    stated_role: Role
    pct: float | None = None
    deed_number: str | None = None
    deed_date: date | None = None


class OverrideState(StrEnum):
    """How a percentage asked for in place of the measured one stands, by its newest statement."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of one result beside what was measured; None where nothing is stated.

    `decision` is the Nucleo's newest grant or refusal. It holds until the Nucleo decides anew: a
    later request waits beside it.
    """

    state: Assessment | None = None
    request: Assessment | None = None
    decision: Assessment | None = None
    override_state: OverrideState | None = None

    @property
    def granted_pct(self) -> float | None:
        """Gives the percentage that counts in place of the measured one, out of 100."""
        return None if self.decision is None else self.decision.pct


STATE_KINDS = frozenset(
    {AssessmentKind.NOT_ASSESSABLE, AssessmentKind.STERILISED, AssessmentKind.ELIMINATED}
)
DECISION_KINDS = frozenset({AssessmentKind.OVERRIDE_GRANTED, AssessmentKind.OVERRIDE_REFUSED})
PERCENTAGE_KINDS = frozenset({AssessmentKind.OVERRIDE_REQUESTED, AssessmentKind.OVERRIDE_GRANTED})
TAKING_BACK_KINDS = frozenset({AssessmentKind.ASSESSABLE_AGAIN, AssessmentKind.OVERRIDE_WITHDRAWN})
_OVERRIDE_STATES = {
    AssessmentKind.OVERRIDE_REQUESTED: OverrideState.REQUESTED,
    AssessmentKind.OVERRIDE_GRANTED: OverrideState.GRANTED,
    AssessmentKind.OVERRIDE_REFUSED: OverrideState.REFUSED,
}
_STATE_GROUP = STATE_KINDS | {AssessmentKind.ASSESSABLE_AGAIN}

_OF_THE_OFFICE = _STATE_GROUP | {
    AssessmentKind.OVERRIDE_REQUESTED,
    AssessmentKind.OVERRIDE_WITHDRAWN,
}
KINDS_BY_ROLE: Mapping[Role, frozenset[AssessmentKind]] = {
    Role.NUCLEO: frozenset(AssessmentKind) - {AssessmentKind.OVERRIDE_REQUESTED},
    Role.OFFICE: frozenset(_OF_THE_OFFICE),
    Role.SECTOR: frozenset({AssessmentKind.OVERRIDE_REQUESTED, AssessmentKind.OVERRIDE_WITHDRAWN}),
    Role.GIUNTA: frozenset(),
    Role.READER: frozenset(),
}
"""Who may state what. A sector asks: it does not take its own results out of the sums."""


def may_state(role: Role, kind: AssessmentKind) -> bool:
    """Says whether a role may state this. Only the Nucleo grants or refuses a percentage."""
    return kind in KINDS_BY_ROLE[role]


def may_take_back(role: Role, standing: Standing) -> bool:
    """Says whether a role may withdraw an override: once the Nucleo decided, only the Nucleo."""
    return role is Role.NUCLEO or standing.decision is None


def possible_kinds(standing: Standing) -> tuple[AssessmentKind, ...]:
    """Gives what can be stated: nothing that does not stand is taken back or refused."""
    is_impossible = {
        AssessmentKind.ASSESSABLE_AGAIN: standing.state is None,
        AssessmentKind.OVERRIDE_WITHDRAWN: standing.override_state is None,
        AssessmentKind.OVERRIDE_REFUSED: standing.request is None,
    }
    return tuple(kind for kind in AssessmentKind if not is_impossible.get(kind, False))


def highest_pct(caps: Iterable[float | None]) -> float | None:
    """Gives the highest percentage that may be asked or granted; None: no limit.

    It is 100, or the cap of the rule where that is above; of several results the lowest of theirs.
    """
    limits = [max(cap, 100.0) for cap in caps if cap is not None]
    return min(limits, default=None)


def in_force(statements: Sequence[Assessment]) -> Standing:
    """Gives what holds of one indicator in one period.

    `statements`: those on the indicator and those on its whole action, oldest first. The newest of
    each kind of statement holds, one on the indicator before one on the action. Taking back ends
    what was stated before it: on the action for what concerns the action, on the indicator for
    both. What is stated of the action afterwards holds for the indicator again.
    """
    states = _left_standing([one for one in statements if one.kind in _STATE_GROUP])
    overrides = _left_standing([one for one in statements if one.kind not in _STATE_GROUP])
    request = _newest([one for one in overrides if one.kind is AssessmentKind.OVERRIDE_REQUESTED])
    decision = _newest([one for one in overrides if one.kind in DECISION_KINDS])
    return Standing(
        state=_newest(states),
        request=request,
        decision=decision,
        override_state=_override_state(overrides, request, decision),
    )


def _left_standing(group: Sequence[Assessment]) -> list[Assessment]:
    """Gives the statements of a group that nothing after them took back, oldest first."""
    standing: list[Assessment] = []
    for one in group:
        if one.kind not in TAKING_BACK_KINDS:
            standing.append(one)
        elif one.assessed.indicator_code is not None:
            standing.clear()
        else:
            standing = [kept for kept in standing if kept.assessed.indicator_code is not None]
    return standing


def _newest(statements: Sequence[Assessment]) -> Assessment | None:
    own = [one for one in statements if one.assessed.indicator_code is not None]
    return next(reversed(own or statements), None)


def _override_state(
    overrides: Sequence[Assessment], request: Assessment | None, decision: Assessment | None
) -> OverrideState | None:
    """Gives how the override stands: by the newer of the request and the decision that hold."""
    newer = next((one for one in reversed(overrides) if one is request or one is decision), None)
    if newer is None:
        return None
    return _OVERRIDE_STATES[newer.kind]
