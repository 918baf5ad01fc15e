"""Put a session of the Nucleo on record, and gather what its record draws on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any

from dashboard.clarifying import clarifications_of
from dashboard.domain.explanation import Node, Record, Scope
from dashboard.domain.minutes import (
    MinutesFacts,
    as_measured,
    mean_pair,
    mean_pairs,
    rules_used,
)
from dashboard.domain.model import Period
from dashboard.domain.reasons import ReasonFlaw
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.reviews import (
    ResultKey,
    ReviewStanding,
    by_result,
    result_fingerprint,
    review_standing,
)
from dashboard.domain.roles import Permission, Person, Role, require
from dashboard.domain.rollup import roll_up
from dashboard.domain.rules import CHAIN, ORGANISATION, Level
from dashboard.errors import SessionRefusedError
from dashboard.explaining import explained
from dashboard.history import plain_records
from dashboard.measuring import outcomes_of
from dashboard.reasoning import (
    FindingsOfReasons,
    ReasonFindings,
    reason_findings_of_year,
)
from dashboard.reviewing import reviews_of
from dashboard.store import Store

# One process holds the store, so that this is enough to keep two members from recording at once.
_RECORDING = Lock()


def record_session(
    store: Store, session: ReviewSession, person: Person, seen_id: int | None = None
) -> ReviewSession:
    """Keeps what is said of a session, in the name of who is here, and gives it as it is kept.

    NEXT_NUMBER makes a new session; the number of a known one takes the place of what was said of
    that before, which is kept. `seen_id`: the statement that is corrected, as it was shown. Raises
    NotPermittedError; SessionRefusedError where nobody sat in it, or where somebody else has
    recorded it meanwhile.
    """
    require(person, Permission.RECORD_SESSION)
    names = (" ".join(line.split()) for line in session.members.splitlines())
    members = "\n".join(name for name in names if name)
    if not members:
        raise SessionRefusedError(reason="nobody_there")
    with _RECORDING:
        _refuse_overtaken(store, session, seen_id)
        (statement_id,) = store.state(
            replace(
                session,
                members=members,
                stated_by=person.person_name,
                stated_role=person.role,
                stated_at=None,
                review_session_id=None,
            )
        )
    statements = store.statements(ReviewSession)
    return next(one for one in statements if one.review_session_id == statement_id)


def sessions_of(
    store: Store,
    entity_code: str,
    reference_year: int,
    period: Period,
    as_of: date | None = None,
) -> list[ReviewSession]:
    """Gives the sessions on a year and period as they were put on record last, newest first."""
    frame = store.query(
        "review_sessions",
        as_of=as_of,
        entity_code=entity_code,
        reference_year=reference_year,
        period=str(period),
    )
    return [_session(row) for row in plain_records(frame)]


def session_history(store: Store, entity_code: str, session_number: int) -> list[ReviewSession]:
    """Gives all that was ever put on record of a session, the newest first."""
    return [
        one
        for one in reversed(store.statements(ReviewSession))
        if (one.entity_code, one.session_number) == (entity_code, session_number)
    ]


def minutes_facts(
    store: Store,
    scope: Scope,
    day: date,
    findings_of: FindingsOfReasons = reason_findings_of_year,
) -> MinutesFacts:
    """Gives what a record of a whole entity's year and period draws on.

    `day`: the one at whose end `scope.as_of` looks at the store, today where that is None. Raises
    UnknownNodeError where the store has no results of that year and period.
    """
    evaluated = explained(store, scope)
    rows = tuple(evaluated.rows.values())
    before = outcomes_of([as_measured(row) for row in rows])
    by_direction = roll_up(before, evaluated.settings, CHAIN)
    by_sector = roll_up(before, evaluated.settings, ORGANISATION)
    of_year: dict[str, Any] = {
        "entity_code": scope.entity_code,
        "reference_year": scope.reference_year,
        "as_of": scope.as_of,
    }
    varied = plain_records(store.query("varied_targets", **of_year))
    return MinutesFacts(
        scope=scope,
        day=day,
        explanation=evaluated.at(Node()),
        whole=mean_pair(by_direction, evaluated.by_direction),
        directions=mean_pairs(by_direction, evaluated.by_direction, Level.DIRECTION),
        sectors=mean_pairs(by_sector, evaluated.by_sector, Level.SECTOR),
        documents=tuple(plain_records(store.query("delivery_documents", **of_year))),
        results=rows,
        rules=rules_used(one.rule for one in evaluated.measurements.values()),
        standings=_standings(store, scope, evaluated.rows),
        reason_flaws=_reason_flaws(
            findings_of(store, scope.entity_code, scope.reference_year, scope.period, scope.as_of),
            evaluated.rows,
        ),
        clarifications=clarifications_of(
            store, scope.entity_code, scope.reference_year, scope.period, scope.as_of
        ),
        varied_targets=tuple(row for row in varied if row["period"] == scope.period),
    )


def _refuse_overtaken(store: Store, session: ReviewSession, seen_id: int | None) -> None:
    newest = next(iter(session_history(store, session.entity_code, session.session_number)), None)
    if newest is not None and newest.review_session_id != seen_id:
        raise SessionRefusedError(reason="overtaken", stated_by=newest.stated_by)


def _standings(
    store: Store, scope: Scope, rows: Mapping[ResultKey, Record]
) -> dict[ResultKey, ReviewStanding]:
    """Gives what the Nucleo has said of results, as they are now."""
    said = by_result(
        reviews_of(store, scope.entity_code, scope.reference_year, scope.period, scope.as_of)
    )
    return {
        key: review_standing(statements, result_fingerprint(rows[key]))
        for key, statements in said.items()
        if key in rows
    }


def _reason_flaws(found: ReasonFindings, rows: Mapping[ResultKey, Record]) -> Counter[ReasonFlaw]:
    """Gives how many deviations have a reason with each flaw; one may have several."""
    return Counter(
        flaw
        for key, findings in found.items()
        if key in rows and rows[key]["is_unfavourable"]
        for flaw in {finding.flaw for finding in findings}
    )


def _session(row: Record) -> ReviewSession:
    return ReviewSession(
        **{
            **row,
            "period": Period(row["period"]),
            "session_date": row["session_date"].date(),
            "stated_role": Role(row["stated_role"]),
            "stated_at": row["stated_at"].to_pydatetime(),
        }
    )
