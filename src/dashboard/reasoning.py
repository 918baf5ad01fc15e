"""The use case of the reasons: those of a year's deviations, judged by the rules that are shown.

Judged together, because a reason may be a copy of another, or of the one of the year before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.domain.model import Period, ResultStatus
from dashboard.domain.reasons import ReasonedResult, ReasonFinding, ReasonPool, reason_findings
from dashboard.domain.reviews import ResultKey
from dashboard.history import plain_records
from dashboard.store import Store

_FIGURES = (
    "result_number",
    "target_number",
    "target_upper_number",
    "baseline_number",
    "deviation",
    "year_before_number",
    "result_numerator",
    "result_denominator",
)
_PERCENTAGES = (
    "achievement_pct",
    "measured_achievement_pct",
    "declared_achievement_pct",
    "stated_achievement_pct",
    "deviation_pct_of_target",
)
_FULL = 100.0


ReasonFindings = Mapping[ResultKey, tuple[ReasonFinding, ...]]
# Who keeps the findings of a year hands them to who needs them again by a function like the one
# below: to work them out takes as long as all else of a page.
FindingsOfReasons = Callable[[Store, str, int, Period, date | None], ReasonFindings]


def reason_findings_of_year(
    store: Store,
    entity_code: str,
    reference_year: int,
    period: Period,
    as_of: date | None = None,
) -> ReasonFindings:
    """Gives what may be weak in the reasons of a year's deviations.

    One entry for each result that needs a reason, also where nothing is weak in it; and one for
    each other whose reason contradicts its figure.
    """

    def results_of(year: int, of_period: Period) -> list[ReasonedResult]:
        of_slot = {"reference_year": year, "period": str(of_period)}
        frame = store.query("indicator_results", entity_code=entity_code, as_of=as_of, **of_slot)
        return [reasoned_result(row) for row in plain_records(frame)]

    results = results_of(reference_year, period)
    before = [
        {one.key: one for one in results_of(*slot)}
        for slot in _slots_before(reference_year, period)
    ]
    return findings_by_result(results, before)


def findings_by_result(
    results: Iterable[ReasonedResult], before: Iterable[Mapping[ResultKey, ReasonedResult]]
) -> dict[ResultKey, tuple[ReasonFinding, ...]]:
    """Gives what may be weak in reasons of one period; `before`: earlier ones, nearest first."""
    results, before = list(results), list(before)
    pool = ReasonPool(results)
    found = {
        one.key: reason_findings(
            one, pool, [earlier[one.key] for earlier in before if one.key in earlier]
        )
        for one in results
    }
    needed = {one.key for one in results if one.needs_reason}
    return {key: findings for key, findings in found.items() if findings or key in needed}


def reasoned_result(row: Mapping[str, Any]) -> ReasonedResult:
    """Gives what the rules look at of a row of `indicator_results`, without missing values."""
    percentages = [float(row[name]) for name in _PERCENTAGES if row[name] is not None]
    if row["unit"] == "%" and row["result_number"] is not None:
        percentages.append(float(row["result_number"]))
        # "mancano 6 punti": the distance from a target that is a percentage itself.
        percentages += [] if row["deviation"] is None else [float(row["deviation"])]
    return ReasonedResult(
        reference_year=int(row["reference_year"]),
        period=Period(row["period"]),
        sector_code=str(row["sector_code"]),
        action_code=str(row["action_code"]),
        indicator_code=str(row["indicator_code"]),
        indicator_name=str(row["indicator_name"]),
        action_name=row["action_name"],
        reason=row["reason"],
        needs_reason=bool(row["needs_reason"]),
        is_reached=row["status"] == ResultStatus.ACHIEVED,
        has_result=bool(row["has_result"]),
        # What is missing to the whole is told as often as what was reached.
        percentages=(*percentages, *(_FULL - one for one in percentages)),
        figures=tuple(float(row[name]) for name in _FIGURES if row[name] is not None),
    )


def _slots_before(reference_year: int, period: Period) -> list[tuple[int, Period]]:
    """Gives the earlier periods a reason may be copied from: of the year, then the year before."""
    year_before = [(reference_year - 1, Period.FINAL), (reference_year - 1, Period.INTERMEDIATE)]
    return (
        [(reference_year, Period.INTERMEDIATE), *year_before]
        if period is Period.FINAL
        else year_before
    )
