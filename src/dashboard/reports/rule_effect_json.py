"""What an anagrafica would move, as `cruscotto check --json` prints it; see docs/check-json.md."""

from __future__ import annotations

from typing import Any

from dashboard.domain.rule_movements import Movement, RuleEffect, Standing
from dashboard.texts.rule_effects import effect_sentences


def effect_entry(effect: RuleEffect) -> dict[str, Any]:
    """Gives the sentences of the preview, every movement, and the totals moved or not."""
    return {
        "message": " ".join(effect_sentences(effect)),
        "movements": [_movement(one) for one in effect.movements],
        "totals": [_movement(one) for one in effect.totals],
    }


def _movement(movement: Movement) -> dict[str, Any]:
    return {
        "year": movement.reference_year,
        "period": str(movement.period),
        "level": str(movement.level),
        "sector_code": movement.sector_code,
        "code": movement.code,
        "name": movement.name,
        "before_pct": movement.before_pct,
        "after_pct": movement.after_pct,
        "points": movement.points,
        "before_state": _state(movement.before),
        "after_state": _state(movement.after),
    }


def _state(standing: Standing | None) -> str | None:
    return None if standing is None else standing.state
