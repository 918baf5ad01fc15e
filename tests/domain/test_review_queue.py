"""In which order the Nucleo looks at results, and where it goes from each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from dashboard.domain.clarifications import (
    AskedOf,
    Clarification,
    ClarificationEvent,
    ClarificationStep,
)
from dashboard.domain.model import Period
from dashboard.domain.review_queue import (
    Case,
    QueueStage,
    distance_from_target,
    is_before,
    neighbours,
    next_to_examine,
    review_queue,
)
from dashboard.domain.reviews import Review, ReviewKind, ReviewOutcome, result_fingerprint
from dashboard.domain.roles import Role

NOON = datetime(2025, 3, 10, 12)  # noqa: DTZ001 - UTC, as the store keeps it


def row(indicator_code: str, deviation_pct: float | None = -10, **more: Any) -> dict[str, Any]:
    plain = {
        "sector_code": "03",
        "action_code": "A1",
        "indicator_code": indicator_code,
        "target_text": "10",
        "result_text": "9",
        "reason": None,
        "has_reason": False,
        "deviation_pct_of_target": deviation_pct,
        "measured_achievement_pct": None,
    }
    return {**plain, **more}


def outcome_on(result: dict[str, Any], outcome: ReviewOutcome, at: datetime = NOON) -> Review:
    return Review(
        entity_code="comune-esempio",
        reference_year=2024,
        period=Period.FINAL,
        sector_code="03",
        action_code="A1",
        indicator_code=result["indicator_code"],
        review_kind=ReviewKind.OUTCOME,
        result_fingerprint=result_fingerprint(result),
        stated_by="Anna Rossi",
        stated_role=Role.NUCLEO,
        outcome=outcome,
        stated_at=at,
    )


def asked_on(result: dict[str, Any], *steps: tuple[ClarificationStep, datetime]) -> Clarification:
    of = AskedOf("comune-esempio", 2024, Period.FINAL, "03", "A1", str(result["indicator_code"]))
    events = [ClarificationEvent(step, "testo", at, "chi scrive") for step, at in steps]
    return Clarification(1, of, tuple(events))


def order(queue: Sequence[Case]) -> list[str]:
    return [case.key[2] for case in queue]


def stages(queue: Sequence[Case]) -> dict[str, QueueStage]:
    return {case.key[2]: case.stage for case in queue}


def test_those_without_a_reason_come_first_and_among_them_the_farthest() -> None:
    explained = row("I1", -90, has_reason=True, reason="Ricorso")
    queue = review_queue([explained, row("I2", -20), row("I3", 60), row("I4", -40)], [], [])
    assert order(queue) == ["I3", "I4", "I2", "I1"]


#                deviation achieved  distance
DISTANCES = [
    (-45.0, 55.0, 45),  # how far it lies, not what it earned
    (80.0, 0.0, 80),  # less is better: beyond the target
    (None, 30.0, 70),  # a date has no percentage of its target
    (float("nan"), 30.0, 70),
    (None, 120.0, 0),
    (None, None, None),
]


@pytest.mark.parametrize(("deviation_pct", "achieved_pct", "distance"), DISTANCES)
def test_the_distance_is_of_the_target_or_else_what_is_lacking(
    deviation_pct: float | None, achieved_pct: float | None, distance: float | None
) -> None:
    measured = row("I1", deviation_pct, measured_achievement_pct=achieved_pct)
    assert distance_from_target(measured) == distance


def test_what_cannot_be_measured_comes_after_what_is_near_its_target() -> None:
    assert order(review_queue([row("I1", None), row("I2", 0)], [], [])) == ["I2", "I1"]


def test_answers_rise_and_what_is_examined_or_waits_sinks() -> None:
    done, waits, new, answered = row("I1", -90), row("I2", -80), row("I3", -5), row("I4", -2)
    queue = review_queue(
        [done, waits, new, answered],
        [outcome_on(done, ReviewOutcome.AS_IS)],
        [
            asked_on(waits, (ClarificationStep.ASKED, NOON)),
            asked_on(
                answered,
                (ClarificationStep.ASKED, NOON),
                (ClarificationStep.ANSWERED, NOON + timedelta(days=1)),
            ),
        ],
    )
    assert stages(queue) == {
        "I4": QueueStage.ANSWERED,
        "I3": QueueStage.TO_EXAMINE,
        "I2": QueueStage.WAITING,
        "I1": QueueStage.EXAMINED,
    }
    assert order(queue) == ["I4", "I3", "I2", "I1"]


@pytest.mark.parametrize(
    ("decided_after_hours", "stage"), [(2, QueueStage.EXAMINED), (-2, QueueStage.ANSWERED)]
)
def test_an_answer_opens_again_only_what_was_decided_before_it(
    decided_after_hours: int, stage: QueueStage
) -> None:
    result = row("I1")
    decided_at = NOON + timedelta(hours=decided_after_hours)
    answered = asked_on(
        result,
        (ClarificationStep.ASKED, NOON - timedelta(days=1)),
        (ClarificationStep.ANSWERED, NOON),
    )
    queue = review_queue(
        [result], [outcome_on(result, ReviewOutcome.AS_IS, decided_at)], [answered]
    )
    assert queue[0].stage is stage


def test_a_request_that_is_closed_without_an_outcome_is_to_be_examined() -> None:
    result = row("I1")
    closed = asked_on(
        result,
        (ClarificationStep.ASKED, NOON),
        (ClarificationStep.CLOSED, NOON + timedelta(days=3)),
    )
    asked = outcome_on(result, ReviewOutcome.CLARIFICATION_ASKED)
    assert review_queue([result], [asked], [closed])[0].stage is QueueStage.TO_EXAMINE


def test_another_reason_from_the_sector_opens_a_result_again() -> None:
    decided = outcome_on(row("I1"), ReviewOutcome.AS_IS)
    now = row("I1", reason="Ora c’è un motivo", has_reason=True)
    (case,) = review_queue([now], [decided], [])
    assert case.stage is QueueStage.TO_EXAMINE
    assert case.standing.is_outcome_of_another_text


def test_the_next_case_is_the_next_that_waits_for_the_nucleo_and_after_the_last_the_first() -> None:
    rows = [row("I1", -40), row("I2", -30), row("I3", -20), row("I4", -10)]
    queue = review_queue(rows, [outcome_on(rows[2], ReviewOutcome.AS_IS)], [])
    assert order(queue) == ["I1", "I2", "I4", "I3"]

    def next_of(indicator_code: str) -> str | None:
        found = next_to_examine(queue, ("03", "A1", indicator_code))
        return None if found is None else found.key[2]

    assert next_of("I1") == "I2"
    assert next_of("I4") == "I1"
    assert next_of("I3") == "I4"  # it has sunk; its place was before the fourth
    assert next_of("sconosciuto") == "I1"


@pytest.mark.parametrize(
    ("year", "period", "before_final", "before_mid_year"),
    [
        (2023, "final", True, True),
        (2024, "intermediate", True, False),
        (2024, "final", False, False),
        (2025, "intermediate", False, False),
    ],
)
def test_history_is_earlier_years_and_at_the_end_the_mid_year(
    year: int, period: str, before_final: bool, before_mid_year: bool
) -> None:
    past = {"reference_year": year, "period": period}
    assert is_before(past, 2024, "final") is before_final
    assert is_before(past, 2024, "intermediate") is before_mid_year


def test_where_all_is_examined_there_is_nowhere_to_go() -> None:
    only = row("I1")
    queue = review_queue([only], [outcome_on(only, ReviewOutcome.AS_IS)], [])
    assert next_to_examine(queue, queue[0].key) is None
    assert next_to_examine((), ("03", "A1", "I1")) is None


def test_neighbours_end_with_the_queue() -> None:
    queue = review_queue([row("I1", -40), row("I2", -30)], [], [])
    first, second = queue
    assert neighbours(queue, first.key) == (None, second)
    assert neighbours(queue, second.key) == (first, None)
    assert neighbours(queue, ("x", "x", "x")) == (None, first)
    assert neighbours((), first.key) == (None, None)
