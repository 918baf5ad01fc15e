"""How a finding stands: waiting for somebody, or accepted by a person for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.plausibility.model import Finding
from dashboard.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What one person said of one finding; of several, the newest counts.

    `is_accepted` False: it is questioned again. `accepted_at` (UTC without zone) and
    `acceptance_id` are None until it is stored.
    """

    entity_code: str
    finding_key: str
    check_code: str
    is_accepted: bool
    reason: str
    accepted_by: str
    accepted_at: datetime | None = None
    acceptance_id: int | None = None
    accepted_role: Role | None = None


@dataclass(frozen=True, slots=True)
class StandingFinding:
    """A finding, with the newest that was said of it; None: nobody said anything yet."""

    finding: Finding
    said: Acceptance | None = None

    @property
    def is_open(self) -> bool:
        """Says whether it waits for somebody: never accepted, or questioned again."""
        return self.said is None or not self.said.is_accepted
