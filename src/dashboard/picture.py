"""Gather what the Giunta asks of a report: which way it goes, what needs it, what is missing.

One gathering for the page, for a delegation's page and for the printed one, so that none of the
three can say another thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.clarifying import clarifications_of
from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.deadlines import deadline_for
from dashboard.domain.decisions import ProposalState
from dashboard.domain.explanation import Scope
from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.next_steps import StepKind, answerable, next_step
from dashboard.domain.picture import Concern, DirectionWay, Picture
from dashboard.domain.reviews import by_result, result_fingerprint, result_key, review_standing
from dashboard.domain.travel import Moment, travel
from dashboard.history import plain_records
from dashboard.reviewing import reviews_of
from dashboard.scheduling import deadlines_of
from dashboard.store import Store

Record = dict[str, Any]
_REPORTS = {
    Period.INTERMEDIATE: DocumentKind.INTERMEDIATE_REPORT,
    Period.FINAL: DocumentKind.FINAL_REPORT,
}


def picture_of(store: Store, scope: Scope, today: date) -> Picture:
    """Gives the picture of what a scope holds, as it was known at its date."""
    questions = _Questions(store, scope)
    moment = Moment(scope.reference_year, scope.period)
    clarifications = _clarifications(store, scope, questions)
    open_ones = [one for one in clarifications if one.state is ClarificationState.OPEN]
    proposals = questions.of_year("proposals")
    deadline = deadline_for(
        deadlines_of(store, scope.entity_code, scope.as_of),
        _REPORTS[scope.period],
        scope.reference_year,
    )
    return Picture(
        moment=moment,
        ways=_ways(questions, moment),
        concerns=_concerns(store, scope, questions, clarifications, proposals, today),
        undelivered=tuple(
            str(row["sector_name"])
            for row in questions.at("deliveries", moment)
            if not row["is_delivered"]
        ),
        deadline=None if deadline is None else deadline.sectors_date,
        open_clarification_count=len(open_ones),
        overdue_clarification_count=sum(one.is_overdue(today) for one in open_ones),
        pending_proposal_count=sum(one["state"] == ProposalState.PENDING for one in proposals),
        referents=referents_of(store, scope),
    )


def referents_of(store: Store, scope: Scope) -> dict[str, tuple[str, ...]]:
    """Gives who of the Giunta follows each direction of the year, in the order of the names."""
    found: dict[str, tuple[str, ...]] = {}
    rows = store.query(
        "direction_referents",
        scope.as_of,
        entity_code=scope.entity_code,
        reference_year=scope.reference_year,
    )
    for row in plain_records(rows):
        code = row["strategic_direction_code"]
        found[code] = (*found.get(code, ()), row["political_referent"])
    return found


class _Questions:
    """Asks the store within a scope: the same filters at every moment."""

    def __init__(self, store: Store, scope: Scope) -> None:
        self._store, self._scope = store, scope

    def at(self, name: str, moment: Moment) -> list[Record]:
        """Gives the rows of a query of one report."""
        return self._asked(
            name,
            reference_year=moment.reference_year,
            period=str(moment.period),
            strategic_direction_code=self._scope.strategic_direction_code,
        )

    def of_year(self, name: str) -> list[Record]:
        """Gives the rows of a query of the whole year."""
        return self._asked(
            name,
            reference_year=self._scope.reference_year,
            strategic_direction_code=self._scope.strategic_direction_code,
        )

    def _asked(self, name: str, **params: Any) -> list[Record]:
        frame = self._store.query(
            name,
            self._scope.as_of,
            entity_code=self._scope.entity_code,
            sector_code=self._scope.sector_code,
            **params,
        )
        return plain_records(frame)


def _ways(questions: _Questions, moment: Moment) -> tuple[DirectionWay, ...]:
    now = questions.at("achievement_by_direction", moment)
    report = _by_direction(questions.at("achievement_by_direction", moment.report_before))
    year = _by_direction(questions.at("achievement_by_direction", moment.year_before))
    return tuple(
        DirectionWay(
            row["strategic_direction_code"],
            row["strategic_direction_name"],
            travel(row, report.get(row["strategic_direction_code"])),
            travel(row, year.get(row["strategic_direction_code"])),
        )
        for row in now
    )


def _by_direction(rows: Sequence[Record]) -> dict[str | None, Record]:
    return {row["strategic_direction_code"]: row for row in rows}


def _concerns(
    store: Store,
    scope: Scope,
    questions: _Questions,
    clarifications: Sequence[Clarification],
    proposals: Sequence[Record],
    today: date,
) -> tuple[Concern, ...]:
    said = by_result(
        reviews_of(store, scope.entity_code, scope.reference_year, scope.period, scope.as_of)
    )
    actions = questions.of_year("actions")
    rows = questions.at("deviations", Moment(scope.reference_year, scope.period))
    found = []
    for row in rows:
        standing = review_standing(said.get(result_key(row), []), result_fingerprint(row))
        step = next_step(row, clarifications, proposals, standing, today)
        found.append(Concern(row, step, answerable(row, actions)))
    return tuple(sorted(found, key=lambda one: one.step.kind is StepKind.EXAMINED))


def _clarifications(store: Store, scope: Scope, questions: _Questions) -> list[Clarification]:
    """Gives the requests about results of the scope."""
    found = clarifications_of(
        store, scope.entity_code, scope.reference_year, scope.period, scope.as_of
    )
    if not found or (scope.sector_code, scope.strategic_direction_code) == (None, None):
        return list(found)
    rows = questions.at("indicator_results", Moment(scope.reference_year, scope.period))
    keys = {result_key(row) for row in rows}
    return [one for one in found if one.asked_of.result_key in keys]
