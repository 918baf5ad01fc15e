"""Gather what the Giunta asks of a report: which way it goes, what needs it, what is missing.

One gathering for the page, for a delegation's page and for the printed one, so that none of the
three can say another thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.clarifying import clarifications_of
from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.deadlines import deadline_for
from dashboard.domain.decisions import ProposalState
from dashboard.domain.explanation import Scope
from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.next_steps import StepKind, answerable, next_step
from dashboard.domain.picture import Concern, DirectionWay, OpenQuestion, Picture, Report
from dashboard.domain.reviews import by_result, result_fingerprint, result_key, review_standing
from dashboard.domain.travel import Moment, travel
from dashboard.history import plain_records
from dashboard.reviewing import reviews_of
from dashboard.scheduling import deadlines_of
from dashboard.store import Store
from dashboard.store.asked import Asked

Record = dict[str, Any]
_REPORTS = {
    Period.INTERMEDIATE: DocumentKind.INTERMEDIATE_REPORT,
    Period.FINAL: DocumentKind.FINAL_REPORT,
}


def report_of(store: Store, asked: Asked, scope: Scope, today: date) -> Report:
    """Gives what the pictures of a scope's report have in common, whatever part of it is shown.

    `asked` answers the named queries: the store itself, or what keeps its answers.
    """
    questions = _Questions(asked, replace(scope, sector_code=None, strategic_direction_code=None))
    clarifications = clarifications_of(
        store, scope.entity_code, scope.reference_year, scope.period, scope.as_of
    )
    deadline = deadline_for(
        deadlines_of(store, scope.entity_code, scope.as_of),
        _REPORTS[scope.period],
        scope.reference_year,
    )
    return Report(
        moment=questions.moment,
        concerns=_concerns(store, scope, questions, clarifications, today),
        open_questions=_open_questions(questions, clarifications, today),
        deadline=None if deadline is None else deadline.sectors_date,
        referents=_referents(questions),
    )


def picture_of(asked: Asked, report: Report, scope: Scope) -> Picture:
    """Gives the picture of what a scope holds; `report`: of its year, period and date."""
    questions = _Questions(asked, scope)
    place = scope.sector_code, scope.strategic_direction_code
    open_questions = [one for one in report.open_questions if one.is_within(*place)]
    return Picture(
        moment=report.moment,
        ways=_ways(questions),
        concerns=tuple(one for one in report.concerns if one.is_within(*place)),
        undelivered=tuple(
            str(row["sector_name"])
            for row in questions.at("deliveries", report.moment)
            if not row["is_delivered"]
        ),
        deadline=report.deadline,
        open_clarification_count=len(open_questions),
        overdue_clarification_count=sum(one.is_overdue for one in open_questions),
        pending_proposal_count=len(_pending(questions)),
        referents=report.referents,
    )


class _Questions:
    """Asks within a scope: the same filters at every moment."""

    def __init__(self, asked: Asked, scope: Scope) -> None:
        self._asked_of, self._scope = asked, scope
        self.moment = Moment(scope.reference_year, scope.period)

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
        frame = self._asked_of.query(
            name,
            as_of=self._scope.as_of,
            entity_code=self._scope.entity_code,
            sector_code=self._scope.sector_code,
            **params,
        )
        return plain_records(frame)


def _ways(questions: _Questions) -> tuple[DirectionWay, ...]:
    moment = questions.moment
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


def _referents(questions: _Questions) -> dict[str, tuple[str, ...]]:
    """Gives who of the Giunta follows each direction of the year, in the order of the names."""
    found: dict[str, tuple[str, ...]] = {}
    for row in questions.of_year("direction_referents"):
        code = row["strategic_direction_code"]
        found[code] = (*found.get(code, ()), row["political_referent"])
    return found


def _pending(questions: _Questions) -> list[Record]:
    proposals = questions.of_year("proposals")
    return [one for one in proposals if one["state"] == ProposalState.PENDING]


def _concerns(
    store: Store,
    scope: Scope,
    questions: _Questions,
    clarifications: Sequence[Clarification],
    today: date,
) -> tuple[Concern, ...]:
    reviews = reviews_of(store, scope.entity_code, scope.reference_year, scope.period, scope.as_of)
    said, pending = by_result(reviews), _pending(questions)
    actions: dict[tuple[str, str], list[Record]] = {}
    for action in questions.of_year("actions"):
        actions.setdefault((action["sector_code"], action["action_code"]), []).append(action)
    found = []
    for row in questions.at("deviations", questions.moment):
        statements = said.get(result_key(row))
        standing = review_standing(statements, result_fingerprint(row)) if statements else None
        step = next_step(row, clarifications, pending, standing, today)
        own = actions.get((row["sector_code"], row["action_code"]), [])
        found.append(Concern(row, step, answerable(row, own)))
    return tuple(sorted(found, key=lambda one: one.step.kind is StepKind.EXAMINED))


def _open_questions(
    questions: _Questions, clarifications: Sequence[Clarification], today: date
) -> tuple[OpenQuestion, ...]:
    """Gives the requests that wait for an answer, each with where its result belongs."""
    waiting = [one for one in clarifications if one.state is ClarificationState.OPEN]
    if not waiting:
        return ()
    results = questions.at("indicator_results", questions.moment)
    places = {
        result_key(row): (row["sector_code"], row["strategic_direction_code"]) for row in results
    }
    return tuple(
        OpenQuestion(*places.get(one.asked_of.result_key, (None, None)), one.is_overdue(today))
        for one in waiting
    )
