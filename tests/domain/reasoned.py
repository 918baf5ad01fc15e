"""A builder of results with their reasons, for the tests of how a reason is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.domain.model import Period
from dashboard.domain.reasons import ReasonedResult


def reasoned(reason: str | None, **changes: Any) -> ReasonedResult:
    """Gives 5 km of cycle paths out of 8 (62.5 %), with this reason; `changes` name the rest."""
    short = ReasonedResult(
        reference_year=2024,
        period=Period.FINAL,
        sector_code="03",
        action_code="A1",
        indicator_code="A1.1",
        indicator_name="Chilometri di piste ciclabili aperti",
        action_name="Mobilità dolce",
        reason=reason,
        needs_reason=True,
        is_reached=False,
        percentages=(62.5, 37.5),
        figures=(5.0, 8.0, -3.0),
    )
    return replace(short, **changes)
