"""Append what is stated of results beside what was measured."""

from __future__ import annotations

from datetime import datetime

from dashboard.domain.assessments import Assessment
from dashboard.store.appending import Tables, next_id


def append_assessment(tables: Tables, assessment: Assessment, stated_at: datetime) -> int:
    """Appends a statement, made at a time in UTC without zone, and gives its number."""
    assessment_id = next_id(tables.cursor, "assessment", "assessment_id")
    assessed = assessment.assessed
    row = {
        "assessment_id": assessment_id,
        "entity_code": assessed.entity_code,
        "reference_year": assessed.reference_year,
        "period": str(assessed.period),
        "sector_code": assessed.sector_code,
        "action_code": assessed.action_code,
        "indicator_code": assessed.indicator_code,
        "assessment_kind": str(assessment.kind),
        "pct": assessment.pct,
        "reason": assessment.reason,
        "deed_number": assessment.deed_number,
        "deed_date": assessment.deed_date,
        "stated_by": assessment.stated_by,
        "stated_role": str(assessment.stated_role),
        "stated_at": stated_at,
    }
    tables.insert("assessment", [row])
    return assessment_id
