"""The queue of the Nucleo: which results wait for it, in which order, and which comes next.

Source: D.Lgs. 150/2009 art. 14; the order is the one in which time is best spent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.model import Period
from dashboard.domain.reviews import (
    ResultKey,
    Review,
    ReviewStanding,
    by_result,
    result_fingerprint,
    result_key,
    review_standing,
)

Record = Mapping[str, Any]


class QueueStage(StrEnum):
    """What a result waits for, in the order of the queue: what is done sinks."""

    ANSWERED = "answered"  # the sector answered, and nobody has said anything since
    TO_EXAMINE = "to_examine"
    WAITING = "waiting"  # for the sector's answer
    EXAMINED = "examined"


TO_DO = frozenset({QueueStage.ANSWERED, QueueStage.TO_EXAMINE})
"""The stages at which it is the Nucleo's turn."""


@dataclass(frozen=True, slots=True)
class Case:
    """A result in the queue: the row that it comes from, and what was said of it."""

    key: ResultKey
    row: Record
    standing: ReviewStanding
    stage: QueueStage


def review_queue(
    rows: Iterable[Record], statements: Iterable[Review], clarifications: Iterable[Clarification]
) -> tuple[Case, ...]:
    """Gives the results as they are to be looked at.

    By stage; then those without a reason, then the farthest from the target first. `rows`: of
    the query `indicator_results`, of one entity, year and period, without missing values other
    than None and NaN. `statements`: the oldest first.
    """
    said = by_result(statements)
    asked: dict[ResultKey, list[Clarification]] = {}
    for one in clarifications:
        asked.setdefault(one.asked_of.result_key, []).append(one)
    cases = [_case(row, said, asked) for row in rows]
    return tuple(sorted(cases, key=lambda case: (_STAGES.index(case.stage), _rank(case))))


def stage_of(standing: ReviewStanding, clarifications: Sequence[Clarification]) -> QueueStage:
    """Gives what a result waits for. An answer that comes after the outcome opens it again."""
    answers = [
        one.waiting_since() for one in clarifications if one.state is ClarificationState.ANSWERED
    ]
    if standing.is_closed and standing.outcome is not None:
        decided_at = standing.outcome.stated_at
        is_new = decided_at is not None and any(moment > decided_at for moment in answers)
        return QueueStage.ANSWERED if is_new else QueueStage.EXAMINED
    if answers:
        return QueueStage.ANSWERED
    is_open = any(one.state is ClarificationState.OPEN for one in clarifications)
    return QueueStage.WAITING if is_open else QueueStage.TO_EXAMINE


def distance_from_target(row: Record) -> float | None:
    """Gives how far a result is from its target, in percent of the target, never negative.

    Where that has no percentage (a date, a target of zero) what its achievement lacks to 100;
    None where nothing can be measured.
    """
    deviation_pct, achieved_pct = row["deviation_pct_of_target"], row["measured_achievement_pct"]
    if _is_number(deviation_pct):
        return abs(float(deviation_pct))
    return max(0.0, 100.0 - float(achieved_pct)) if _is_number(achieved_pct) else None


def is_before(row: Record, reference_year: int, period: str) -> bool:
    """Says whether a result is of a period before this one: an earlier year, or the mid-year."""
    year = int(row["reference_year"])
    is_mid_year = period == Period.FINAL and row["period"] == Period.INTERMEDIATE
    return year < reference_year or (year == reference_year and is_mid_year)


def next_to_examine(queue: Sequence[Case], current: ResultKey) -> Case | None:
    """Gives the case to go to from here: the next at which it is the Nucleo's turn.

    From one that has just been examined, and has sunk, it goes on from where that one stood;
    after the last one it begins again. None where nothing else waits.
    """
    waiting = [case for case in queue if case.stage in TO_DO and case.key != current]
    place = _place_of(queue, current)
    if place is None or not waiting:
        return next(iter(waiting), None)
    here = queue[place]
    if here.stage in TO_DO:
        later = [case for case in queue[place + 1 :] if case.stage in TO_DO]
    else:
        later = [case for case in waiting if _rank(case) > _rank(here)]
    return (later or waiting)[0]


def neighbours(queue: Sequence[Case], current: ResultKey) -> tuple[Case | None, Case | None]:
    """Gives the cases before and after one in the queue; None at its ends."""
    place = _place_of(queue, current)
    if place is None:
        return None, next(iter(queue), None)
    before = queue[place - 1] if place > 0 else None
    after = queue[place + 1] if place + 1 < len(queue) else None
    return before, after


_STAGES = list(QueueStage)


def _case(
    row: Record,
    said: Mapping[ResultKey, Sequence[Review]],
    asked: Mapping[ResultKey, Sequence[Clarification]],
) -> Case:
    key = result_key(row)
    standing = review_standing(said.get(key, ()), result_fingerprint(row))
    return Case(key, row, standing, stage_of(standing, asked.get(key, ())))


def _place_of(queue: Sequence[Case], key: ResultKey) -> int | None:
    return next((place for place, case in enumerate(queue) if case.key == key), None)


def _rank(case: Case) -> tuple[bool, float, ResultKey]:
    distance = distance_from_target(case.row)
    # What cannot be measured comes after what is measured, however near that is.
    return bool(case.row["has_reason"]), 1.0 if distance is None else -distance, case.key


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and value == value
