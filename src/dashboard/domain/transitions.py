"""From which status to which: DUP interventions then and now, those that entered and left too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.model import DupStatus
from dashboard.domain.movements import Record, intervention_key, is_another

UNKNOWN = "unknown"
ABSENT = "absent"
"""Then: it entered since. Now: it left."""

STATES: tuple[str, ...] = (*(status.value for status in DupStatus), UNKNOWN, ABSENT)
"""Every state that an intervention may be in, ABSENT last."""


@dataclass(frozen=True, slots=True)
class Transition:
    """The interventions that went from one state to the other; rows of `dup_interventions`.

    Each is as it is now; what left, as it was.
    """

    before: str
    after: str
    interventions: tuple[Record, ...]


def transitions(before: Iterable[Record], after: Iterable[Record]) -> tuple[Transition, ...]:
    """Gives every pair of states that occurs, in the order of `STATES`.

    All interventions of both looks are in exactly one of them. A code that was given to something
    else, as the names tell, is one that left and one that entered.
    """
    old_rows = {intervention_key(row): row for row in before}
    new_rows = {intervention_key(row): row for row in after}
    found: dict[tuple[str, str], list[Record]] = {}
    for key in dict.fromkeys([*new_rows, *old_rows]):
        old, new = old_rows.get(key), new_rows.get(key)
        if old is None or new is None:
            found.setdefault((_state(old), _state(new)), []).append(new or old or {})
        elif is_another(old["intervention_name"], new["intervention_name"]):
            found.setdefault((ABSENT, _state(new)), []).append(new)
            found.setdefault((_state(old), ABSENT), []).append(old)
        else:
            found.setdefault((_state(old), _state(new)), []).append(new)
    return tuple(
        Transition(was, now, tuple(found[was, now]))
        for was in STATES
        for now in STATES
        if (was, now) in found
    )


def _state(row: Record | None) -> str:
    if row is None:
        return ABSENT
    return UNKNOWN if row["status"] is None else str(DupStatus(row["status"]))
