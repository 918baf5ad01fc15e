"""Bring what the store says of an entity and year to the reference of the roll-up.

The queries add up by themselves; this is for trees, explanations and trials, which need every node.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.domain.registry_model import RegistryFacts
from dashboard.domain.rollup import Outcome, RollupSettings, action_tags
from dashboard.domain.rules import DEFAULT_ROLLUP, Exclusion, Level, RollupRule
from dashboard.store import Store

Record = Mapping[str, Any]

_NAME_COLUMNS: Mapping[Level, str] = {
    Level.INDICATOR: "indicator_name",
    Level.ACTION: "action_name",
    Level.OPERATIONAL_OBJECTIVE: "operational_objective_name",
    Level.STRATEGIC_OBJECTIVE: "strategic_objective_name",
    Level.DIRECTION: "strategic_direction_name",
    Level.SERVICE: "service_name",
    Level.SECTOR: "sector_name",
}


def rollup_settings(
    store: Store, entity_code: str, year: int, as_of: date | None = None
) -> RollupSettings:
    """Gives how an entity adds up in a year: its anagrafica in force, else the program's own.

    The exclusions of the anagrafica are not among them: the store has already applied them, and
    its rows say so (`left_out_reason`). Raises RollupError for settings that cannot be used.
    """
    in_force = store.query(
        "registries_in_force", as_of=as_of, entity_code=entity_code, reference_year=year
    )
    documents = in_force["registry_document_id"].dropna()
    if documents.empty:
        return RollupSettings(DEFAULT_ROLLUP)
    return settings_of(store.registry_facts(int(documents.iloc[0])))


def settings_of(facts: RegistryFacts) -> RollupSettings:
    """Gives the methods and weights that an anagrafica states, completed with the program's own."""
    stated = {
        fact.level: RollupRule(
            fact.level, fact.method, fact.rounding_digits, fact.rounding_direction
        )
        for fact in facts.rollup_rules
    }
    weights = {(fact.level, fact.code): fact.weight for fact in facts.weights}
    return RollupSettings({**DEFAULT_ROLLUP, **stated}, weights)


def exclusions_of(facts: RegistryFacts) -> tuple[Exclusion, ...]:
    """Gives what an anagrafica leaves out of every aggregate."""
    return tuple(
        Exclusion(fact.level, fact.code, fact.reason, fact.sector_code) for fact in facts.exclusions
    )


def outcomes_of(rows: Iterable[Record], actions: Iterable[Record] = ()) -> list[Outcome]:
    """Gives rows of the query `indicator_results`, of one year and period, as outcomes.

    `actions`: rows of the query `actions` of the same year, from which they take their tags.
    """
    tags = {(row["sector_code"], row["action_code"]): action_tags(_present(row)) for row in actions}
    return [_outcome(_present(row), tags) for row in rows]


def _outcome(row: Record, tags: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]) -> Outcome:
    return Outcome(
        sector_code=row["sector_code"],
        action_code=row["action_code"],
        indicator_code=row["indicator_code"],
        achievement_pct=row.get("achievement_pct"),
        left_out_reason=row.get("left_out_reason"),
        has_result=bool(row["has_result"]),
        weight=row.get("weight"),
        action_weight=row.get("action_weight"),
        strategic_direction_code=row.get("strategic_direction_code"),
        strategic_objective_code=row.get("strategic_objective_code"),
        operational_objective_code=row.get("operational_objective_code"),
        service_name=row.get("service_name"),
        names={level: row[name] for level, name in _NAME_COLUMNS.items() if name in row},
        tags=tags.get((row["sector_code"], row["action_code"]), ()),
    )


def _present(row: Record) -> Record:
    """Gives a row without what is missing in it, be it None, NaN or NaT."""
    # Only what is missing differs from itself.
    return {name: value for name, value in row.items() if value is not None and value == value}
