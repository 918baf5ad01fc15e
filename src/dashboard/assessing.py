"""State of a result what no number says, ask for another percentage, grant it; see what it moves.

Whoever asks (page or command), the same rules are checked here: who may say it, with which words,
percentage and deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.domain.assessments import (
    PERCENTAGE_KINDS,
    Assessed,
    Assessment,
    AssessmentKind,
    Standing,
    highest_pct,
    in_force,
    may_state,
    may_take_back,
    possible_kinds,
)
from dashboard.domain.model import Period
from dashboard.domain.roles import Role
from dashboard.errors import AssessmentRefusedError
from dashboard.history import plain_records
from dashboard.store import Store
from dashboard.store.supposed import SupposedStore

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean out of 100 and of how many indicators; None where none is counted."""

    achievement_pct: float | None
    counted_count: int
    indicator_count: int


@dataclass(frozen=True, slots=True)
class AssessmentEffect:
    """What a statement makes of the means of its action and of its sector."""

    action_before: Mean
    action_after: Mean
    sector_before: Mean
    sector_after: Mean


def state(store: Store, assessment: Assessment, email: str = "") -> int:
    """Keeps a statement and gives its number. Raises AssessmentRefusedError, as `admitted` does."""
    return store.state_assessment(admitted(store, assessment, email))


def admitted(store: Store, assessment: Assessment, email: str = "") -> Assessment:
    """Gives a statement as it may be kept; nothing is kept yet.

    Where the anagrafica in force lists who may do what, `email` has to be listed with the role
    (for a sector, of that sector), and the name kept is the listed one. Where it lists nobody, the
    name and the role are believed. Raises AssessmentRefusedError.
    """
    assessment = _in_plain_words(assessment)
    listed = listed_roles(
        store, assessment.assessed.entity_code, assessment.assessed.reference_year
    )
    if listed:
        assessment = replace(assessment, stated_by=_listed_name(listed, assessment, email))
    _refuse_words(assessment)
    if not may_state(assessment.stated_role, assessment.kind):
        _refuse("role", assessment)
    results = _results(store, assessment.assessed)
    if not results:
        _refuse("unknown_result", assessment)
    _refuse_percentage(assessment, highest_pct(row["cap_pct"] for row in results))
    _refuse_taking_back(assessment, standing_of(store, assessment.assessed))
    return assessment


def state_again(store: Store, row: Record) -> None:
    """Keeps a statement of another store (a row of the query `assessments`), at its own time."""
    store.state_assessment(assessment_of(row), row["stated_at"].to_pydatetime())


def assessment_of(row: Record) -> Assessment:
    """Gives the statement in a row of the query `assessments`, its missing values None."""
    deed_date = row["deed_date"]
    return Assessment(
        assessed=Assessed(
            entity_code=str(row["entity_code"]),
            reference_year=int(row["reference_year"]),
            period=Period(row["period"]),
            sector_code=str(row["sector_code"]),
            action_code=str(row["action_code"]),
            indicator_code=row["indicator_code"],
        ),
        kind=AssessmentKind(row["assessment_kind"]),
        reason=str(row["reason"]),
        stated_by=str(row["stated_by"]),
        stated_role=Role(row["stated_role"]),
        pct=row["pct"],
        deed_number=row["deed_number"],
        deed_date=None if deed_date is None else deed_date.date(),
    )


def standing_of(store: Store, assessed: Assessed) -> Standing:
    """Gives what holds of an indicator; of a whole action, what is stated of it as a whole."""
    rows = plain_records(store.query("assessments", **_of_action(assessed)))
    concerned = (None, assessed.indicator_code)
    return in_force(
        [assessment_of(row) for row in rows[::-1] if row["indicator_code"] in concerned]
    )


def listed_roles(store: Store, entity_code: str, reference_year: int) -> list[Record]:
    """Gives the persons and roles of the anagrafica in force; none where it lists nobody."""
    roles = store.query("roles_in_force", entity_code=entity_code, reference_year=reference_year)
    return plain_records(roles)


def effect_of_stating(store: Store, assessment: Assessment) -> AssessmentEffect:
    """Gives the means before and after, had it been stated. Nothing is kept, nothing is refused."""
    before = _means(store, assessment.assessed)
    with store.supposing_stated(assessment) as supposed:
        after = _means(supposed, assessment.assessed)
    return AssessmentEffect(before[0], after[0], before[1], after[1])


def _means(store: Store | SupposedStore, assessed: Assessed) -> tuple[Mean, Mean]:
    params: Record = {
        "entity_code": assessed.entity_code,
        "reference_year": assessed.reference_year,
        "period": str(assessed.period),
        "sector_code": assessed.sector_code,
    }
    actions = store.query("achievement_by_action", **params)
    mine = actions[actions["action_code"] == assessed.action_code]
    return _mean(mine), _mean(store.query("achievement_by_sector", **params))


def _mean(rows: pd.DataFrame) -> Mean:
    found = plain_records(rows)
    if not found:
        return Mean(None, 0, 0)
    counts = (int(found[0][name]) for name in ("counted_count", "indicator_count"))
    return Mean(found[0]["achievement_pct"], *counts)


def _results(store: Store, assessed: Assessed) -> list[Record]:
    rows = plain_records(store.query("indicator_results", **_of_sector(assessed)))
    return [
        row
        for row in rows
        if row["action_code"] == assessed.action_code
        and assessed.indicator_code in (None, row["indicator_code"])
    ]


def _of_sector(assessed: Assessed) -> Record:
    return {
        "entity_code": assessed.entity_code,
        "reference_year": assessed.reference_year,
        "period": str(assessed.period),
        "sector_code": assessed.sector_code,
    }


def _of_action(assessed: Assessed) -> Record:
    return {**_of_sector(assessed), "action_code": assessed.action_code}


def _in_plain_words(assessment: Assessment) -> Assessment:
    """Gives the statement without the spaces and line ends around and between its words."""
    deed_number = _plain(assessment.deed_number or "")
    return replace(
        assessment,
        reason=_plain(assessment.reason),
        stated_by=_plain(assessment.stated_by),
        deed_number=deed_number or None,
    )


def _plain(words: str) -> str:
    return " ".join(words.split())


def _listed_name(listed: Sequence[Record], assessment: Assessment, email: str) -> str:
    typed = email.strip()
    for row in listed:
        is_person = str(row["email"]).casefold() == typed.casefold()
        is_role = row["role"] == assessment.stated_role
        if is_person and is_role and row["sector_code"] in (None, assessment.assessed.sector_code):
            return f"{row['person_name']} ({row['email']})" if row["person_name"] else row["email"]
    raise AssessmentRefusedError(
        reason="role_not_listed",
        email=typed,
        role=assessment.stated_role,
        sector_code=assessment.assessed.sector_code,
    )


def _refuse_words(assessment: Assessment) -> None:
    """Refuses a statement without its reason or name, or with half a deed."""
    if not assessment.reason or not assessment.stated_by:
        _refuse("words_missing", assessment)
    has_number, has_date = assessment.deed_number is not None, assessment.deed_date is not None
    if has_number != has_date:
        _refuse("half_a_deed", assessment)
    if assessment.kind is AssessmentKind.ELIMINATED and not has_number:
        _refuse("deed_missing", assessment)


def _refuse_percentage(assessment: Assessment, highest: float | None) -> None:
    asks = assessment.kind in PERCENTAGE_KINDS
    pct = assessment.pct
    if not asks and pct is not None:
        _refuse("pct_not_asked", assessment)
    if asks and (pct is None or pct < 0 or (highest is not None and pct > highest)):
        raise AssessmentRefusedError(reason="pct", pct=pct, highest=highest)


def _refuse_taking_back(assessment: Assessment, standing: Standing) -> None:
    """Refuses to take back, or to refuse, what nobody stated, and what the Nucleo decided."""
    if assessment.kind not in possible_kinds(standing):
        _refuse("nothing_standing", assessment)
    is_withdrawn = assessment.kind is AssessmentKind.OVERRIDE_WITHDRAWN
    if is_withdrawn and not may_take_back(assessment.stated_role, standing):
        _refuse("decided", assessment)


def _refuse(reason: str, assessment: Assessment) -> None:
    raise AssessmentRefusedError(
        reason=reason, kind=assessment.kind, role=assessment.stated_role, pct=assessment.pct
    )
