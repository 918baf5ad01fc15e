"""Checks on what is not there: source, baseline, target, a tie between objective and action.

Sources: D.Lgs. 150/2009, art. 5 (measurable, tied to what is planned); Linee guida DFP 2/2017 (ask
for the source).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from dashboard.domain.model import MeasureKind
from dashboard.domain.plausibility.model import (
    Examined,
    ExaminedIndicator,
    Fault,
    Place,
    Subject,
)

# A yes or no, a date and words start from nothing that could be measured.
_STARTS_FROM_A_NUMBER = (MeasureKind.INCREASING, MeasureKind.DECREASING, MeasureKind.RANGE)


class _Row(Protocol):
    @property
    def subject(self) -> Subject: ...
    @property
    def place(self) -> Place | None: ...


Row = TypeVar("Row", bound=_Row)


def absent_sources(examined: Examined) -> Iterator[Fault]:
    """Finds indicators that do not say where their figures come from."""
    return _absent(examined.indicators, states_no_source)


def absent_baselines(examined: Examined) -> Iterator[Fault]:
    """Finds indicators measured by a number that do not say where they start from."""
    return _absent(filter(starts_from_a_number, examined.indicators), states_no_baseline)


def absent_targets(examined: Examined) -> Iterator[Fault]:
    """Finds indicators without any target for the year."""
    return _absent(examined.indicators, _has_no_target)


def actions_without_objective(examined: Examined) -> Iterator[Fault]:
    """Finds actions tied to no objective of the DUP, neither operational nor strategic."""
    return _absent(
        examined.actions,
        lambda one: not (one.operational_objective_code or one.strategic_objective_code),
    )


def objectives_without_actions(examined: Examined) -> Iterator[Fault]:
    """Finds operational objectives of the DUP to which no action of the year is tied."""
    served = {action.operational_objective_code for action in examined.actions}
    for objective in examined.objectives:
        if objective.subject.objective_code not in served:
            yield Fault(objective.subject, {}, places=(objective.place,))


def states_no_source(indicator: ExaminedIndicator) -> bool:
    """Says whether an indicator does not say where its figures come from."""
    return not (indicator.source or "").strip()


def starts_from_a_number(indicator: ExaminedIndicator) -> bool:
    """Says whether an indicator is measured by a number, and so starts from one."""
    return indicator.measure_kind in _STARTS_FROM_A_NUMBER


def states_no_baseline(indicator: ExaminedIndicator) -> bool:
    """Says whether an indicator does not say where it starts from."""
    return not indicator.baseline.is_stated


def _has_no_target(indicator: ExaminedIndicator) -> bool:
    stated = [indicator.target, *(one.target for one in indicator.reported)]
    return not any(value.is_stated for value in stated)


def _absent(rows: Iterable[Row], lacks: Callable[[Row], bool]) -> Iterator[Fault]:
    """Gives a fault for each row that lacks something; one for the sector where all of it do.

    A sheet without that column is one thing to mend, and a hundred lines would hide the others.
    """
    by_sector: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_sector[row.subject.sector_code].append(row)
    for sector_rows in by_sector.values():
        lacking = [row for row in sector_rows if lacks(row)]
        if len(lacking) == len(sector_rows) > 1:
            yield _whole_sector(lacking)
        else:
            for row in lacking:
                yield Fault(row.subject, {}, places=(row.place,))


def _whole_sector(lacking: Sequence[_Row]) -> Fault:
    first = min(lacking, key=lambda row: _order(row.subject))
    sector = Subject(sector_code=first.subject.sector_code, sector_name=first.subject.sector_name)
    return Fault(sector, {"absent_count": len(lacking)}, places=(first.place,))


def _order(subject: Subject) -> tuple[str, str]:
    return subject.action_code or "", subject.indicator_code or ""
