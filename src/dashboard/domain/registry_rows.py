"""What an anagrafica states, laid out again as the rows of its sheets, field by field.

The way back of `dashboard.domain.registry_facts`: rows read from what is written with these state
the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from dashboard.domain.registry_model import RegistryFacts, RollupWeightFact
from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.rules import Level

RegistryValue = str | float | int | bool | date | None
RegistryRow = Mapping[str, RegistryValue]
"""A row of a section, keyed by the fields of its columns; a choice by its value, not its word."""

# A weight stands beside the thing that it is of, where its sheet has one row for each.
_WEIGHED = {
    RegistrySection.SECTORS: (Level.SECTOR, "sector_code"),
    RegistrySection.SERVICES: (Level.SERVICE, "service_name"),
    RegistrySection.DIRECTIONS: (Level.DIRECTION, "strategic_direction_code"),
}
# "method" is the column of two sheets, with words of its own in each.
_RENAMED = {(RegistrySection.ROLLUP_RULES, "method"): "rollup_method"}


def section_rows(facts: RegistryFacts) -> dict[RegistrySection, list[RegistryRow]]:
    """Gives the rows of every section, those without any included, in the order of the facts.

    The weight of a sector, service or direction stands in the last of its rows: a renamed one has
    several, and one weight.
    """
    rows = {section: _rows(section, facts) for section in RegistrySection}
    for section in _WEIGHED:
        _weigh(section, rows[section], facts.weights)
    placed = _placed_weights(rows)
    rows[RegistrySection.WEIGHTS] = [
        row for row in rows[RegistrySection.WEIGHTS] if (row["level"], row["code"]) not in placed
    ]
    return {section: list(found) for section, found in rows.items()}


def _rows(section: RegistrySection, facts: RegistryFacts) -> list[dict[str, Any]]:
    return [
        {
            _RENAMED.get((section, field.name), field.name): getattr(fact, field.name)
            for field in fields(fact)
            if field.name != "lineage"
        }
        for fact in getattr(facts, _GROUPS.get(section, str(section)))
    ]


# One row is called by what it is, several by what they are.
_GROUPS = {RegistrySection.ENTITY: "entities"}


def _weigh(
    section: RegistrySection,
    rows: list[dict[str, Any]],
    weights: tuple[RollupWeightFact, ...],
) -> None:
    level, code_field = _WEIGHED[section]
    last = {row[code_field]: row for row in rows}
    for one in weights:
        if one.level is level and one.code in last:
            last[one.code]["weight"] = one.weight


def _placed_weights(rows: Mapping[RegistrySection, list[dict[str, Any]]]) -> set[tuple[Any, Any]]:
    return {
        (level, row[code_field])
        for section, (level, code_field) in _WEIGHED.items()
        for row in rows[section]
        if "weight" in row
    }
