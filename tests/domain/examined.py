"""Builders of what the checks look at: an indicator that is sound but for what a test changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dashboard.domain.model import ActionKind, DocumentKind, MeasureKind, Period
from dashboard.domain.plausibility import findings
from dashboard.domain.plausibility.model import (
    CheckCode,
    Examined,
    ExaminedAction,
    ExaminedIndicator,
    ExaminedObjective,
    Finding,
    PastResult,
    Place,
    PlanArrival,
    Reported,
    Subject,
    TargetStatement,
    Value,
)

YEAR = 2024
PLACE = Place("scheda.xlsx", "Scheda PIAO", "H9", upload_id=1)


def moment(year_number: int, month: int, day: int) -> datetime:
    """Gives a moment as the store holds it: in UTC, without zone."""
    return datetime(year_number, month, day, tzinfo=UTC).replace(tzinfo=None)


JANUARY, JULY, NEXT_MARCH = moment(2024, 1, 20), moment(2024, 7, 10), moment(2025, 3, 1)


def subject(indicator: str | None = "I1", action: str | None = "A1", sector: str = "03") -> Subject:
    return Subject(
        sector_code=sector,
        action_code=action,
        indicator_code=indicator,
        sector_name="Lavori pubblici",
        action_name=None if action is None else "Manutenzione delle strade",
        indicator_name=None if indicator is None else "Strade asfaltate",
    )


def value(stated: float | date | bool | str | None = None, upper: float | None = None) -> Value:
    """Gives a cell that states a number, a date, a yes or no, or words; None: an empty one."""
    if stated is None:
        return Value()
    if isinstance(stated, bool):
        return Value("sì" if stated else "no", is_yes=stated)
    if isinstance(stated, date):
        return Value(f"{stated:%d/%m/%Y}", day=stated)
    if isinstance(stated, str):
        return Value(stated)
    return Value(str(stated), float(stated), upper)


def sound_indicator(**changes: Any) -> ExaminedIndicator:
    """Gives an indicator in which no check finds anything; `changes` name what differs."""
    sound = ExaminedIndicator(
        subject=subject(),
        measure_kind=MeasureKind.INCREASING,
        unit="km",
        nature="cumulative",
        baseline=value(4),
        source="Contabilità dei lavori",
        weight=100.0,
        target=value(10),
        reported=(final(9),),
        statements=(planned(10),),
        place=PLACE,
    )
    return replace(sound, **changes)


def sound_action(**changes: Any) -> ExaminedAction:
    sound = ExaminedAction(
        subject=subject(None),
        action_kind=ActionKind.IMPROVEMENT,
        description="Asfaltare le strade più usurate",
        weight=100.0,
        strategic_objective_code="1.1",
        operational_objective_code="1.1.1",
        place=PLACE,
    )
    return replace(sound, **changes)


def final(result: Any, target: Any = 10, upper: float | None = None, **changes: Any) -> Reported:
    reported = Reported(
        period=Period.FINAL,
        value=value(result),
        target=value(target, upper),
        has_own_target=True,
        achievement_pct=90.0,
        known_at=NEXT_MARCH,
        place=PLACE,
    )
    return replace(reported, **changes)


def intermediate(result: Any, target: Any = 10, **changes: Any) -> Reported:
    reported = final(
        result, target, period=Period.INTERMEDIATE, known_at=JULY, has_own_target=False
    )
    return replace(reported, **changes)


def planned(
    target: Any, stated_at: datetime = JANUARY, upper: float | None = None, **changes: Any
) -> TargetStatement:
    stated = TargetStatement(
        document_kind=DocumentKind.PIAO_SHEET,
        target_period=Period.FINAL,
        value=value(target, upper),
        stated_at=stated_at,
        place=PLACE,
        unit="km",
    )
    return replace(stated, **changes)


def reported_target(
    target: Any, stated_at: datetime = NEXT_MARCH, **changes: Any
) -> TargetStatement:
    return planned(target, stated_at, document_kind=DocumentKind.FINAL_REPORT, **changes)


def year(
    *indicators: ExaminedIndicator,
    actions: tuple[ExaminedAction, ...] = (),
    objectives: tuple[ExaminedObjective, ...] = (),
    plans: tuple[PlanArrival, ...] = (),
) -> Examined:
    return Examined("comune-di-prova", YEAR, indicators, actions, objectives, plans)


def past(*numbers: float | None, unit: str | None = "km") -> tuple[PastResult, ...]:
    """Gives the results of the years before, newest first."""
    return tuple(PastResult(YEAR - 1 - age, one, unit) for age, one in enumerate(numbers))


def found(check_code: CheckCode, examined: Examined) -> list[Finding]:
    """Gives what one check finds."""
    return [one for one in findings(examined) if one.check_code is check_code]
