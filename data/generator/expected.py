"""Say what the program must find in the sample, from the content alone.

The achievements are worked out here with a formula of its own, so that the program is held
against a second hand and not against itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from generator.content import (
    LATE_SECTOR,
    Indicator,
    Sector,
    actions,
    indicators,
    interventions,
    not_assessable,
    plain_value,
    sectors,
)
from generator.dup import cell_texts, proposal_kind
from generator.parts import MONEY, PARTS, VALUE_YEARS, Row, part_rows

WORDS = {"raggiunto": 100.0, "parzialmente raggiunto": 50.0, "non raggiunto": 0.0}
PARTIAL_FROM_PCT = 60.0
MONEY_NAMES = ("allocated_eur", "committed_eur", "paid_eur")
LATE_PREFIX = next(sector.prefix for sector in sectors() if sector.code == LATE_SECTOR)


def expected() -> dict[str, object]:
    """Gives counts and figures of the sample municipality, ready for JSON."""
    planned = [indicator for indicator in indicators() if indicator.target_2024]
    final = {indicator.code: final_achievement_pct(indicator) for indicator in planned}
    return {
        "action_count": len(actions()),
        "piao_action_count": sum(action.is_in_piao for action in actions()),
        "planned_2024_count": len(planned),
        "planned_2025_count": sum(bool(item.target_2025) for item in indicators()),
        "kinds_2024": dict(sorted(Counter(item.kind for item in planned).items())),
        "intervention_count": len(interventions()),
        "intervention_count_by_direction": _by_direction(),
        "proposals": proposal_counts(),
        "parts": part_counts(),
        "final": {
            "status_counts": _counts(planned, final),
            "status_counts_by_direction": {
                direction: _counts(_of_direction(planned, direction), final)
                for direction in ("1", "2", "3", "4")
            },
            "status_counts_by_sector": {
                sector.code: _counts(_of_sector(planned, sector.prefix), final)
                for sector in sectors()
            },
            "unexplained_deviations": _unexplained(planned, final),
            "indicators": [_final_line(item, final[item.code]) for item in planned],
            "mean_by_direction": {
                direction: _mean(_of_direction(planned, direction), final)
                for direction in ("1", "2", "3", "4")
            },
        },
    }


def proposal_counts() -> dict[str, int]:
    """Counts what the red ink of the four DUP files asks for."""
    counts: Counter[str] = Counter()
    for item in interventions():
        if item.row_ink:
            counts["new_row" if item.row_ink == "nuova" else "removed_row"] += 1
            continue
        kinds = (proposal_kind(text) for text in cell_texts(item).values())
        counts.update(kind for kind in kinds if kind is not None)
    return dict(sorted(counts.items())) | {"total": counts.total()}


def part_counts() -> dict[str, object]:
    """Counts and sums what the further sheets of PEG and final report state."""
    rows = {
        part: [row for sector in _handing_in(document) for row in part_rows(part, sector)]
        for document, parts in PARTS.items()
        for part in parts
    }
    return {
        "action_finances": {"row_count": len(rows["risorse"])}
        | {
            name: _sum(rows["risorse"], field)
            for name, field in zip(MONEY_NAMES, MONEY, strict=True)
        },
        "action_staff": {
            "row_count": len(rows["personale"]),
            "head_count": _sum(rows["personale"], "unita"),
        },
        "ordinary_activity": {
            "row_count": len(rows["attivita"]),
            "value_count": sum(
                row[year][0].isdigit() for row in rows["attivita"] for year in VALUE_YEARS
            ),
            "missing": [row["codice"] for row in rows["attivita"] if row["2024"] == "n.d."],
        },
        "quality_controls": {
            "row_count": len(rows["controlli"]),
            "non_compliant_count": _sum(rows["controlli"], "non_conformi"),
        },
        "innovations": {"row_count": len(rows["innovazioni"])},
        "actions_without_money": [action.code for action in actions() if not action.allocated],
        "actions_not_agreed": [
            action.code for action in actions() if action.other_services and action.agreed == "no"
        ],
    }


def _handing_in(document: str) -> list[Sector]:
    return [one for one in sectors() if document != "finale" or one.code != LATE_SECTOR]


def _sum(rows: list[Row], field: str) -> int:
    return sum(int(row[field]) for row in rows if row[field].isdigit())


def final_achievement_pct(indicator: Indicator) -> float | None:
    """Gives how much of the 2024 target was reached, out of 100; None where nothing is said."""
    if not indicator.december or indicator.code in not_assessable():
        return None
    reached = plain_value(indicator.december, indicator.kind)
    if isinstance(reached, date):
        return 100.0 if reached <= date.fromisoformat(indicator.target_2024) else 0.0
    if isinstance(reached, str):
        return WORDS.get(reached, 100.0 if reached == indicator.target_2024 else 0.0)
    return None if reached is None else _number_achievement_pct(indicator, reached)


def _number_achievement_pct(indicator: Indicator, reached: float) -> float:
    bounds = [float(end.replace(",", ".")) for end in indicator.target_2024.split("..")]
    if indicator.kind == "intervallo":
        low, high = bounds
        return 100.0 if low <= reached <= high else _share(reached, low, high)
    target = bounds[0]
    if indicator.kind == "decrescente":
        return 100.0 if reached <= target else 100 * target / reached
    return min(100.0, 100 * reached / target)


def _share(reached: float, low: float, high: float) -> float:
    return 100 * reached / low if reached < low else 100 * high / reached


def final_status(indicator: Indicator, achievement_pct: float | None) -> str:
    """Gives the word for an indicator at year end."""
    if indicator.code in not_assessable():
        return "not_assessable"
    if achievement_pct is None:
        return "missing"
    if achievement_pct >= 100:
        return "achieved"
    return "partial" if achievement_pct >= PARTIAL_FROM_PCT else "not_achieved"


def _final_line(indicator: Indicator, achievement_pct: float | None) -> dict[str, object]:
    """Gives an indicator's outcome. One sector's sheets have names only: match on the name."""
    operational = {action.code: action.operational for action in actions()}
    prefix = indicator.code.partition(".")[0]
    return {
        "code": indicator.code,
        "name": indicator.name,
        "sector_code": next(sector.code for sector in sectors() if sector.prefix == prefix),
        "strategic_direction_code": operational[indicator.action_code][0],
        "status": final_status(indicator, achievement_pct),
        "achievement_pct": achievement_pct,
    }


def _counts(chosen: list[Indicator], final: dict[str, float | None]) -> dict[str, int]:
    found = Counter(final_status(item, final[item.code]) for item in chosen)
    return dict(sorted(found.items())) | {"total": found.total()}


def _mean(chosen: list[Indicator], final: dict[str, float | None]) -> dict[str, float]:
    counted = [value for item in chosen if (value := final[item.code]) is not None]
    return {"achievement_pct": sum(counted) / len(counted), "counted_count": len(counted)}


def _unexplained(planned: list[Indicator], final: dict[str, float | None]) -> list[str]:
    """Gives the reported indicators that missed their target and give no reason."""
    return [
        item.code
        for item in planned
        if (value := final[item.code]) is not None and value < 100 and not item.december_reason
    ]


def _of_sector(chosen: list[Indicator], prefix: str) -> list[Indicator]:
    return [item for item in chosen if item.code.startswith(prefix + ".")]


def _of_direction(chosen: list[Indicator], direction: str) -> list[Indicator]:
    operational = {action.code: action.operational for action in actions()}
    return [item for item in chosen if operational[item.action_code].startswith(direction + ".")]


def _by_direction() -> dict[str, int]:
    counts = Counter(item.operational[0] for item in interventions())
    return dict(sorted(counts.items()))
