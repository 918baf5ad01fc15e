"""A session of the Nucleo as it is put on record (verbale). Statements are only appended.

Only who sat in it is named: a record holds sums and results of sectors, nothing on individuals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.domain.model import Period
from dashboard.domain.roles import Role


@dataclass(frozen=True, slots=True)
class ReviewSession:
    """One session; of several statements with the same `session_number` the newest counts.

    `session_number` counts within the entity; one that is to be stored for the first time has
    NEXT_NUMBER in its place. `members`: who sat in it, one a line.
    `stated_at` is in UTC without zone; what is not stored yet has neither number nor moment.
    """

    entity_code: str
    session_number: int
    reference_year: int
    period: Period
    session_date: date
    members: str
    stated_by: str
    stated_role: Role
    place: str | None = None
    criteria: str | None = None
    findings: str | None = None
    open_points: str | None = None
    stated_at: datetime | None = None
    review_session_id: int | None = None
