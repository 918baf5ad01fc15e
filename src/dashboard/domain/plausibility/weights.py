"""Checks on weights: whether they add up to 100, and where they are empty.

Source: published weights do not add up to 100 as a rule, and are often left empty; the roll-up
normalises the ones and takes the others as equal, which should be known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from math import fsum
from typing import Protocol

from dashboard.domain.plausibility.model import Examined, Fault, Figure, Place, Subject

FULL_WEIGHT = 100.0
# Thirds are typed as 33,33.
WEIGHT_TOLERANCE = 0.05


class _Weighed(Protocol):
    @property
    def subject(self) -> Subject: ...
    @property
    def weight(self) -> float | None: ...
    @property
    def place(self) -> Place | None: ...


def weights_off_hundred(examined: Examined) -> Iterator[Fault]:
    """Finds actions and sectors whose children's weights are written and do not add up to 100."""
    for children, parent, siblings in _families(examined):
        weights = [one.weight for one in siblings if one.weight is not None]
        total = fsum(weights)
        if weights and abs(total - FULL_WEIGHT) > WEIGHT_TOLERANCE:
            figures: dict[str, Figure] = {
                "children": children,
                "weight_sum": round(total, 6),
                "weighed_count": len(weights),
                "child_count": len(siblings),
            }
            yield Fault(parent, figures, places=(_first_place(siblings),))


def empty_weights(examined: Examined) -> Iterator[Fault]:
    """Finds empty weights: family by family, or once for all where none is written."""
    for children, rows in (("indicators", examined.indicators), ("actions", examined.actions)):
        if rows and all(row.weight is None for row in rows):
            yield Fault(Subject(), {"children": children, "empty_count": len(rows)})
    for children, parent, siblings in _families(examined):
        empty = sum(one.weight is None for one in siblings)
        if 0 < empty < len(siblings):
            figures: dict[str, Figure] = {
                "children": children,
                "empty_count": empty,
                "child_count": len(siblings),
            }
            yield Fault(parent, figures, places=(_first_place(siblings),))


def _families(examined: Examined) -> Iterator[tuple[str, Subject, Sequence[_Weighed]]]:
    """Gives the indicators of each action, and the actions with indicators of each sector.

    An action of the PEG that the PIAO does not evaluate has no weight to have.
    """
    evaluated = {_action_key(one.subject) for one in examined.indicators}
    actions = [one for one in examined.actions if _action_key(one.subject) in evaluated]
    for siblings in _grouped(examined.indicators, lambda one: (one.sector_code, one.action_code)):
        child = siblings[0].subject
        parent = Subject(
            sector_code=child.sector_code,
            action_code=child.action_code,
            sector_name=child.sector_name,
            action_name=child.action_name,
        )
        yield "indicators", parent, siblings
    for siblings in _grouped(actions, lambda one: one.sector_code):
        child = siblings[0].subject
        parent = Subject(sector_code=child.sector_code, sector_name=child.sector_name)
        yield "actions", parent, siblings


def _grouped(
    rows: Iterable[_Weighed], parent_of: Callable[[Subject], Hashable]
) -> Iterable[list[_Weighed]]:
    groups: defaultdict[Hashable, list[_Weighed]] = defaultdict(list)
    for row in rows:
        groups[parent_of(row.subject)].append(row)
    return groups.values()


def _action_key(subject: Subject) -> tuple[str | None, str | None]:
    return subject.sector_code, subject.action_code


def _first_place(siblings: Sequence[_Weighed]) -> Place | None:
    places = [one.place for one in siblings if one.place is not None]
    return min(places, key=lambda one: (one.file_name, one.sheet_name, one.cell), default=None)
