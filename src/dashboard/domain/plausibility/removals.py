"""Check on titles that say something was removed, while its figures still count.

Source: plans in which the state is typed into the title ("OBIETTIVO ELIMINATO IN SEDE DI
VARIAZIONE PEG …"), with the deed and without any other trace.
"""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.domain.plausibility.model import Examined, Fault, Figure
from dashboard.domain.plausibility.wording import says_removed


def removals_in_titles(examined: Examined) -> Iterator[Fault]:
    """Finds actions and indicators whose own name says that they were removed.

    What was taken out of the count as eliminated, with its deed, is not among the examined; an
    action without indicators counts nothing that could be taken out.
    """
    for indicator in examined.indicators:
        words = says_removed(indicator.subject.indicator_name or "")
        if words is not None:
            yield Fault(indicator.subject, {"words": words}, places=(indicator.place,))
    counting = {(one.subject.sector_code, one.subject.action_code) for one in examined.indicators}
    for action in examined.actions:
        words = says_removed(action.subject.action_name or "")
        key = action.subject.sector_code, action.subject.action_code
        if words is not None and key in counting:
            figures: dict[str, Figure] = {"words": words}
            yield Fault(action.subject, figures, places=(action.place,))
