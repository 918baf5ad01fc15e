"""Which statement on a result holds, and who may make it."""

from __future__ import annotations

import pytest

from dashboard.domain.assessments import (
    Assessed,
    Assessment,
    AssessmentKind,
    OverrideState,
    Standing,
    highest_pct,
    in_force,
    may_state,
    may_take_back,
)
from dashboard.domain.model import Period
from dashboard.domain.roles import Role

NOT_ASSESSABLE, STERILISED, ELIMINATED, AGAIN = (
    AssessmentKind.NOT_ASSESSABLE,
    AssessmentKind.STERILISED,
    AssessmentKind.ELIMINATED,
    AssessmentKind.ASSESSABLE_AGAIN,
)
REQUESTED, GRANTED, REFUSED, WITHDRAWN = (
    AssessmentKind.OVERRIDE_REQUESTED,
    AssessmentKind.OVERRIDE_GRANTED,
    AssessmentKind.OVERRIDE_REFUSED,
    AssessmentKind.OVERRIDE_WITHDRAWN,
)
OWN, SHARED = "I1", None


def said(kind: AssessmentKind, indicator_code: str | None, pct: float | None = None) -> Assessment:
    assessed = Assessed("comune", 2024, Period.FINAL, "S1", "A1", indicator_code)
    return Assessment(assessed, kind, "motivo", "Anna", Role.NUCLEO, pct)


@pytest.mark.parametrize(
    ("statements", "state"),
    [
        ([], None),
        ([(NOT_ASSESSABLE, OWN), (STERILISED, OWN)], STERILISED),  # the newest
        ([(STERILISED, OWN), (ELIMINATED, SHARED)], STERILISED),  # its own comes first
        ([(ELIMINATED, SHARED)], ELIMINATED),  # of the action: of each indicator
        ([(STERILISED, OWN), (AGAIN, OWN)], None),  # taken back
        ([(ELIMINATED, SHARED), (AGAIN, OWN)], None),  # this indicator is spared
        ([(AGAIN, OWN), (ELIMINATED, SHARED)], ELIMINATED),  # said of the action afterwards
        ([(STERILISED, OWN), (AGAIN, SHARED)], STERILISED),  # the action's says nothing of it
        ([(STERILISED, OWN), (WITHDRAWN, OWN)], STERILISED),  # takes back percentages only
    ],
)
def test_the_newest_state_holds_and_the_indicators_own_comes_first(
    statements: list[tuple[AssessmentKind, str | None]], state: AssessmentKind | None
) -> None:
    standing = in_force([said(*one) for one in statements])

    assert (None if standing.state is None else standing.state.kind) == state


@pytest.mark.parametrize(
    ("statements", "override_state", "granted_pct"),
    [
        ([(REQUESTED, OWN, 90)], OverrideState.REQUESTED, None),
        ([(REQUESTED, OWN, 90), (GRANTED, OWN, 80)], OverrideState.GRANTED, 80),
        ([(REQUESTED, OWN, 90), (REFUSED, OWN, None)], OverrideState.REFUSED, None),
        ([(GRANTED, OWN, 80)], OverrideState.GRANTED, 80),  # nobody had asked
        # What was granted holds while the Nucleo has not decided on a later request.
        ([(GRANTED, OWN, 80), (REQUESTED, OWN, 95)], OverrideState.REQUESTED, 80),
        ([(GRANTED, OWN, 80), (REFUSED, OWN, None)], OverrideState.REFUSED, None),
        ([(GRANTED, OWN, 80), (WITHDRAWN, OWN, None)], None, None),
        ([(GRANTED, SHARED, 70)], OverrideState.GRANTED, 70),
        ([(GRANTED, OWN, 80), (GRANTED, SHARED, 70)], OverrideState.GRANTED, 80),
        ([(REQUESTED, OWN, 90), (STERILISED, OWN, None)], OverrideState.REQUESTED, None),
    ],
)
def test_a_percentage_counts_once_the_nucleo_grants_it(
    statements: list[tuple[AssessmentKind, str | None, float | None]],
    override_state: OverrideState | None,
    granted_pct: float | None,
) -> None:
    standing = in_force([said(*one) for one in statements])

    assert (standing.override_state, standing.granted_pct) == (override_state, granted_pct)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.NUCLEO])
@pytest.mark.parametrize("kind", [GRANTED, REFUSED])
def test_only_the_nucleo_grants_and_refuses(role: Role, kind: AssessmentKind) -> None:
    assert may_state(Role.NUCLEO, kind)
    assert not may_state(role, kind)


def test_a_sector_asks_but_takes_no_result_out_of_the_sums() -> None:
    allowed = {kind for kind in AssessmentKind if may_state(Role.SECTOR, kind)}

    assert allowed == {REQUESTED, WITHDRAWN}


@pytest.mark.parametrize("role", [Role.GIUNTA, Role.READER])
def test_who_only_reads_states_nothing(role: Role) -> None:
    assert not any(may_state(role, kind) for kind in AssessmentKind)


def test_what_the_nucleo_decided_only_the_nucleo_takes_back() -> None:
    asked = Standing(request=said(REQUESTED, OWN, 90))
    decided = Standing(decision=said(GRANTED, OWN, 80))

    assert [may_take_back(Role.SECTOR, one) for one in (asked, decided)] == [True, False]
    assert may_take_back(Role.NUCLEO, decided)


@pytest.mark.parametrize(
    ("caps", "highest"),
    [
        ([100.0], 100),
        ([120.0], 120),
        ([90.0], 100),
        ([None], None),  # the rule has no cap
        ([120.0, None, 150.0], 120),  # of a whole action: the lowest
    ],
)
def test_the_highest_percentage_is_100_or_the_cap_of_the_rule(
    caps: list[float | None], highest: float | None
) -> None:
    assert highest_pct(caps) == highest
