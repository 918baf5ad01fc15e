"""What stands out when the money planned for an action meets what was committed and paid."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

LOW_COMMITTED_PCT = 50.0
"""Below this share of what was planned a commitment is worth a look."""


class SpendingOddity(StrEnum):
    """A fact worth a look, not a fault: a service that costs less is committed for less."""

    OVER_COMMITTED = "over_committed"
    OVER_PAID = "over_paid"
    NOTHING_COMMITTED = "nothing_committed"
    LITTLE_COMMITTED = "little_committed"


def spending_oddities(
    allocated_eur: float | None, committed_eur: float | None, paid_eur: float | None
) -> tuple[SpendingOddity, ...]:
    """Gives what stands out in the sums of an action, in euro. What is not stated never does."""
    found = []
    if allocated_eur is not None and committed_eur is not None:
        found += _against_plan(allocated_eur, committed_eur)
    if committed_eur is not None and paid_eur is not None and paid_eur > committed_eur:
        found.append(SpendingOddity.OVER_PAID)
    return tuple(found)


def has_no_resources(action: Mapping[str, Any]) -> bool:
    """Says whether an action has neither money nor people: none is stated, or zero euro.

    `action`: a row of the query `action_funding`, absent values as None.
    """
    sums = (action["allocated_eur"], action["committed_eur"], action["paid_eur"])
    has_money = any(amount is not None and amount > 0 for amount in sums)
    has_people = action["category_count"] > 0 or action["human_resources"] is not None
    return not has_money and not has_people


def _against_plan(allocated_eur: float, committed_eur: float) -> list[SpendingOddity]:
    if committed_eur > allocated_eur:
        return [SpendingOddity.OVER_COMMITTED]
    if allocated_eur > 0 and committed_eur == 0:
        return [SpendingOddity.NOTHING_COMMITTED]
    if committed_eur < allocated_eur * LOW_COMMITTED_PCT / 100:
        return [SpendingOddity.LITTLE_COMMITTED]
    return []
