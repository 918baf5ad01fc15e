"""What moved between two looks at the same municipality: two reports, two years or two days.

Results and DUP interventions are followed by their codes. Where a code was given to something
else, as its name says, the old thing went and a new one came: nothing is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.domain.model import DupStatus, ResultStatus
from dashboard.domain.near_names import are_unlike
from dashboard.domain.word_differences import TextRun, word_differences

Record = Mapping[str, Any]
Key = tuple[str, ...]

MOVED_POINTS = 5.0
"""From how many percentage points on a figure moves, where its status stays the same."""

_FULL_STEP_POINTS = 100.0


class MovementKind(StrEnum):
    """What became of a thing, the most important first."""

    WORSE = "worse"
    STOPPED = "stopped"
    SILENT = "silent"  # it was reported on, and is not any more
    BETTER = "better"
    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"


class Subject(StrEnum):
    """What moved."""

    RESULT = "result"
    INTERVENTION = "intervention"


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing that moved, with its rows then and now; None where it was not there.

    `weight` orders movements of one kind: percentage points, or a step of status as 100. `runs`:
    how its words changed, word by word; empty where they did not.
    """

    subject: Subject
    kind: MovementKind
    before: Record | None
    after: Record | None
    weight: float = 0.0
    runs: tuple[TextRun, ...] = ()

    @property
    def row(self) -> Record:
        """Gives the row as it is now; of what is gone, as it was."""
        found = self.before if self.after is None else self.after
        assert found is not None  # noqa: S101 - nothing moves that was never there
        return found


_RESULT_RANKS: Mapping[ResultStatus, int] = {
    ResultStatus.ACHIEVED: 2,
    ResultStatus.ON_TRACK: 2,
    ResultStatus.PARTIAL: 1,
    ResultStatus.LATE: 1,
    ResultStatus.NOT_ACHIEVED: 0,
}
_SET_ASIDE = frozenset(
    {ResultStatus.NOT_ASSESSABLE, ResultStatus.STERILISED, ResultStatus.ELIMINATED}
)
_DUP_RANKS: Mapping[DupStatus, int] = {
    DupStatus.COMPLETED: 3,
    DupStatus.IN_PROGRESS: 2,
    DupStatus.STARTED: 1,
    DupStatus.NOT_STARTED: 0,
}
_STALLED = frozenset({DupStatus.POSTPONED, DupStatus.SUSPENDED, DupStatus.REMOVED})


def result_movements(
    before: Iterable[Record], after: Iterable[Record], *, is_same_period: bool
) -> list[Movement]:
    """Gives what moved among results; rows of the query `indicator_results`, of one period each.

    `is_same_period`: both looks are at mid-year, or both at the end of a year. Otherwise
    percentages tell different things, and only a change of status is a movement. As long as the
    later look has no result at all, nothing is said to have stopped.
    """
    later = list(after)
    has_results = any(row["has_result"] for row in later)
    found = []
    for old, new in _pairs(before, later, _result_key, "indicator_name"):
        if old is None or new is None:
            found.append(_came_or_went(Subject.RESULT, old, new))
        elif has_results and (one := _moved_result(old, new, is_same_period)) is not None:
            found.append(one)
    return in_order(found)


def intervention_movements(before: Iterable[Record], after: Iterable[Record]) -> list[Movement]:
    """Gives what moved among DUP interventions; rows of the query `dup_interventions`."""
    found = []
    for old, new in _pairs(before, after, intervention_key, "intervention_name"):
        if old is None or new is None:
            found.append(_came_or_went(Subject.INTERVENTION, old, new))
        elif (one := _moved_intervention(old, new)) is not None:
            found.append(one)
    return in_order(found)


def in_order(movements: Iterable[Movement]) -> list[Movement]:
    """Gives the most important kind first, within a kind the widest; else in the order given."""
    kinds = list(MovementKind)
    return sorted(movements, key=lambda one: (kinds.index(one.kind), -one.weight))


def intervention_key(row: Record) -> Key:
    """Gives what an intervention is followed by: its direction and its code."""
    return str(row["strategic_direction_code"]), str(row["intervention_code"])


def is_another(name_before: object, name_after: object) -> bool:
    """Says whether a code was given to something else, as two names written by people tell."""
    if name_before is None or name_after is None:
        return False
    return are_unlike(str(name_before), str(name_after))


def _pairs(
    before: Iterable[Record],
    after: Iterable[Record],
    key_of: Callable[[Record], Key],
    name_column: str,
) -> list[tuple[Record | None, Record | None]]:
    old_rows = {key_of(row): row for row in before}
    new_rows = {key_of(row): row for row in after}
    found: list[tuple[Record | None, Record | None]] = []
    for key in dict.fromkeys([*new_rows, *old_rows]):
        old, new = old_rows.get(key), new_rows.get(key)
        if old is not None and new is not None and is_another(old[name_column], new[name_column]):
            found += [(None, new), (old, None)]
        else:
            found.append((old, new))
    return found


def _came_or_went(subject: Subject, old: Record | None, new: Record | None) -> Movement:
    kind = MovementKind.NEW if old is None else MovementKind.GONE
    return Movement(subject, kind, old, new)


def _moved_result(old: Record, new: Record, is_same_period: bool) -> Movement | None:
    was, now = ResultStatus(old["status"]), ResultStatus(new["status"])
    old_rank, new_rank = _RESULT_RANKS.get(was), _RESULT_RANKS.get(now)
    points = _points(old["achievement_pct"], new["achievement_pct"]) if is_same_period else None
    runs = _runs(old["reason"], new["reason"]) if is_same_period else ()
    kind: MovementKind | None
    if old_rank is not None and new_rank is not None:
        kind, weight = _change(new_rank - old_rank, points)
    elif new_rank is not None:
        kind, weight = MovementKind.NEW, 0.0
    elif now in _SET_ASIDE:
        kind, weight = (None if was in _SET_ASIDE else MovementKind.STOPPED), 0.0
    else:
        kind, weight = (None if old_rank is None else MovementKind.SILENT), 0.0
    return _told(Subject.RESULT, kind, old, new, weight, runs)


def _moved_intervention(old: Record, new: Record) -> Movement | None:
    was, now = _dup_status(old["status"]), _dup_status(new["status"])
    runs = _runs(old["status_text"], new["status_text"])
    kind: MovementKind | None
    if now in _STALLED and was is not now:
        kind, weight = MovementKind.STOPPED, _FULL_STEP_POINTS * (1 + _dup_rank(was))
    elif was in _STALLED and now not in _STALLED and now is not None:
        kind, weight = MovementKind.BETTER, _FULL_STEP_POINTS
    else:
        steps = _dup_rank(now) - _dup_rank(was) if was is not None and now is not None else 0
        kind, weight = _change(steps, _points(old["percent"], new["percent"]))
    return _told(Subject.INTERVENTION, kind, old, new, weight, runs)


def _change(steps: int, points: float | None) -> tuple[MovementKind | None, float]:
    """Gives which way a status went, or else a percentage; None where neither moved."""
    if steps:
        weight = _FULL_STEP_POINTS * abs(steps) + abs(points or 0.0)
        return (MovementKind.BETTER if steps > 0 else MovementKind.WORSE), weight
    if points is None or abs(points) < MOVED_POINTS:
        return None, 0.0
    return (MovementKind.BETTER if points > 0 else MovementKind.WORSE), abs(points)


def _told(
    subject: Subject,
    kind: MovementKind | None,
    old: Record,
    new: Record,
    weight: float,
    runs: tuple[TextRun, ...],
) -> Movement | None:
    """Gives the movement; one of words alone where nothing else moved, None without any."""
    if kind is not None:
        return Movement(subject, kind, old, new, weight, runs)
    return Movement(subject, MovementKind.REWORDED, old, new, runs=runs) if runs else None


def _points(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _runs(before: str | None, after: str | None) -> tuple[TextRun, ...]:
    """Gives how a text changed; empty where it says the same, however it is spaced."""
    old, new = (" ".join((words or "").split()) for words in (before, after))
    return word_differences(old, new) if old != new else ()


def _dup_status(status: str | None) -> DupStatus | None:
    return None if status is None else DupStatus(status)


def _dup_rank(status: DupStatus | None) -> int:
    return 0 if status is None else _DUP_RANKS.get(status, 0)


def _result_key(row: Record) -> Key:
    return str(row["sector_code"]), str(row["action_code"]), str(row["indicator_code"])
