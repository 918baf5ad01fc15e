"""How a document stands, by what is known of it: one rule decides which state comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.domain.cycle import CycleEventKind
from dashboard.domain.deliveries import (
    DUE_WITHIN_DAYS,
    NOT_THE_SECTORS_TO_MEND,
    UNOPENED_AFTER_DAYS,
    DeliveryFacts,
    DeliveryState,
    Punctuality,
    delivery_state,
    punctuality,
)
from dashboard.domain.issues import SEVERITIES
from dashboard.domain.model import Severity

TODAY = date(2024, 1, 20)
PAST, SOON = date(2024, 1, 15), date(2024, 1, 31)
FAR = TODAY + timedelta(days=DUE_WITHIN_DAYS + 1)
LONG_AGO = TODAY - timedelta(days=UNOPENED_AFTER_DAYS)
JUST_NOW = TODAY - timedelta(days=UNOPENED_AFTER_DAYS - 1)

ABSENT = DeliveryFacts()
HERE = DeliveryFacts(
    deadline=PAST, received_on=PAST, expected_count=4, filled_count=4, needed_reason_count=1,
    reason_count=1,
)  # fmt: skip
BAD = replace(
    HERE,
    received_on=TODAY,
    is_unchanged=True,
    error_count=1,
    filled_count=3,
    reason_count=0,
)

CASES = [
    # nothing came
    (ABSENT, DeliveryState.NOT_DUE),
    (replace(ABSENT, waits_for=CycleEventKind.BUDGET_APPROVED), DeliveryState.NOT_DUE),
    (replace(ABSENT, deadline=FAR), DeliveryState.NOT_DUE),
    (replace(ABSENT, deadline=FAR - timedelta(days=1)), DeliveryState.DUE),
    (replace(ABSENT, deadline=TODAY), DeliveryState.DUE),
    (replace(ABSENT, deadline=TODAY - timedelta(days=1)), DeliveryState.LATE),
    (replace(ABSENT, is_asked=False, deadline=PAST), DeliveryState.NOT_ASKED),
    # handed out, and nothing came back
    (replace(ABSENT, handed_out_on=JUST_NOW, deadline=SOON), DeliveryState.DUE),
    (replace(ABSENT, handed_out_on=LONG_AGO, deadline=SOON), DeliveryState.NEVER_OPENED),
    (replace(ABSENT, handed_out_on=LONG_AGO), DeliveryState.NEVER_OPENED),
    (replace(ABSENT, handed_out_on=LONG_AGO, deadline=FAR), DeliveryState.NOT_DUE),
    (replace(ABSENT, handed_out_on=LONG_AGO, deadline=PAST), DeliveryState.LATE),
    # it came: each state hides those below it
    (BAD, DeliveryState.NEVER_OPENED),
    (replace(BAD, is_unchanged=False), DeliveryState.WITH_ERRORS),
    (replace(BAD, is_unchanged=False, error_count=0), DeliveryState.INCOMPLETE),
    (replace(HERE, received_on=TODAY, reason_count=0), DeliveryState.REASONS_MISSING),
    (replace(HERE, received_on=TODAY), DeliveryState.DELIVERED_LATE),
    (HERE, DeliveryState.DELIVERED),
    (replace(HERE, deadline=None), DeliveryState.DELIVERED),
    (replace(HERE, is_asked=False), DeliveryState.DELIVERED),
    # the deadline passed before the program received anything
    (replace(HERE, received_on=TODAY, known_since=TODAY), DeliveryState.DELIVERED),
]


@pytest.mark.parametrize(("facts", "state"), CASES)
def test_a_document_has_the_first_state_that_holds(
    facts: DeliveryFacts, state: DeliveryState
) -> None:
    assert delivery_state(facts, TODAY) is state


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (HERE, Punctuality.ON_TIME),
        (replace(HERE, received_on=PAST + timedelta(days=1)), Punctuality.LATE),
        (replace(HERE, received_on=TODAY, known_since=PAST), Punctuality.LATE),
        (replace(HERE, received_on=TODAY, known_since=TODAY), Punctuality.UNKNOWN),
        (replace(ABSENT, deadline=PAST), Punctuality.NEVER),
        (replace(ABSENT, deadline=PAST, known_since=TODAY), Punctuality.NEVER),
        (replace(ABSENT, deadline=TODAY), Punctuality.OPEN),
        (ABSENT, None),
        (replace(ABSENT, deadline=PAST, is_asked=False), None),
    ],
)
def test_punctuality_is_judged_only_where_it_can_be_known(
    facts: DeliveryFacts, expected: Punctuality | None
) -> None:
    assert punctuality(facts, TODAY) is expected


def test_days_late_are_counted_from_the_day_after_the_deadline() -> None:
    assert replace(HERE, received_on=date(2024, 1, 18)).days_late == 3
    assert replace(HERE, received_on=date(2024, 1, 14)).days_late == -1
    assert replace(HERE, deadline=None).days_late is None


def test_only_warnings_are_left_to_the_office() -> None:
    assert {SEVERITIES[code] for code in NOT_THE_SECTORS_TO_MEND} == {Severity.WARNING}
