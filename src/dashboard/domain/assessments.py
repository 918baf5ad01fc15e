"""What the people in charge say of a result beside what was measured. Statements are appended.

An override keeps three values apart: measured, requested (by who answers for the result) and
granted (by the Nucleo, and by nobody else). A state leaves numerator and denominator: it is not a
number and never a zero.

Source: D.Lgs. 150/2009 art. 14 (the Nucleo validates); LG DFP 2/2017 (measuring is not judging).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.model import Period


class AssessmentKind(StrEnum):
    """What is stated. The last one takes the newest other statement of its group back."""

    NOT_ASSESSABLE = "not_assessable"
    STERILISED = "sterilised"
    ELIMINATED = "eliminated"  # by a deed, which has to be named
    ASSESSABLE_AGAIN = "assessable_again"
    OVERRIDE_REQUESTED = "override_requested"
    OVERRIDE_GRANTED = "override_granted"
    OVERRIDE_REFUSED = "override_refused"
    OVERRIDE_WITHDRAWN = "override_withdrawn"


class Role(StrEnum):
    """Who speaks. A local installation believes what is chosen: it is no security."""

    GIUNTA = "giunta"
    NUCLEO = "nucleo"
    OFFICE = "office"
    SECTOR = "sector"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Assessed:
    """The result (or, with no `indicator_code`, every result of the action) that is spoken of."""

    entity_code: str
    reference_year: int
    period: Period
    sector_code: str
    action_code: str
    indicator_code: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One statement. `pct` is what is requested or granted, out of 100; None for all others."""

    assessed: Assessed
    kind: AssessmentKind
    reason: str
    stated_by: str
    stated_role: Role
    pct: float | None = None
    deed_number: str | None = None
    deed_date: date | None = None
