"""Check on when the plan was there. Source: the PIAO is due by 31 January of its first year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dashboard.domain.plausibility.model import Examined, Fault, Figure, Subject

# By then half of the year is over, and what it brought is known to who sets the target.
LATE_FROM_MONTH, LATE_FROM_DAY = 6, 30


def late_plans(examined: Examined) -> Iterator[Fault]:
    """Finds, once for the entity, the plans received after 30 June of their own year.

    The day is that of the upload: files do not say when the deed was signed. A plan received once
    the year was over tells nothing of its approval (an archive is loaded in one day), and the
    words say so.
    """
    last_day = date(examined.reference_year, LATE_FROM_MONTH, LATE_FROM_DAY)
    late = sorted(
        (plan for plan in examined.plans if plan.received_on > last_day),
        key=lambda plan: (plan.received_on, plan.sector_name),
    )
    if not late:
        return
    in_year = [plan for plan in late if plan.received_on.year == examined.reference_year]
    figures: dict[str, Figure] = {
        "late_count": len(late),
        "in_year_count": len(in_year),
        "plan_count": len(examined.plans),
        "first_on": late[0].received_on,
        "last_on": late[-1].received_on,
    }
    yield Fault(Subject(), figures, places=(late[0].place,))
