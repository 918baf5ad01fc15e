"""What holds of an entity in a year, whoever states it, and the same as a workbook to give out.

Where the anagrafica in force is silent, the program's own rules hold, and the names that the
sheets themselves pair are known. All of it is written out, so that a person corrects a filled-in
workbook and never starts from an empty one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.domain.model import DupStatus, Period
from dashboard.domain.registry_in_force import NOWHERE, RegistryInForce, RegistryUpload
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryCostCentreFact,
    RegistryDirectionFact,
    RegistryEntityFact,
    RegistryFacts,
    RegistryPeriodFact,
    RegistrySectorFact,
    RegistryServiceFact,
    RegistryStatusWordFact,
    RollupRuleFact,
)
from dashboard.domain.rules import (
    DEFAULT_ROLLUP,
    DEFAULT_RULES,
    MeasurementRule,
)
from dashboard.domain.templates import TemplateMark
from dashboard.history import plain_records
from dashboard.store import Store
from dashboard.texts.labels import DUP_STATUSES
from dashboard.texts.measurement import METHOD_FORMULAS
from dashboard.texts.registry_page import OWN_SOURCE, default_rule_name
from dashboard.workbook import write_registry_xlsx


def registry_in_force(
    store: Store,
    entity_code: str,
    entity_name: str,
    reference_year: int,
    as_of: date | None = None,
) -> RegistryInForce:
    """Gives what holds of an entity in a year, or held at the end of the day `as_of`."""
    upload = _upload_in_force(store, entity_code, reference_year, as_of)
    stated = RegistryFacts() if upload is None else store.registry_facts(upload.document_id)
    expectations = store.query(
        "period_expectations", as_of, entity_code=entity_code, reference_year=reference_year
    )
    named = _named_in_sheets(store, entity_code, as_of)
    facts = replace(
        stated,
        entities=stated.entities or (RegistryEntityFact(entity_name, NOWHERE),),
        sectors=stated.sectors or named.sectors,
        services=stated.services or named.services,
        cost_centres=stated.cost_centres or named.cost_centres,
        directions=stated.directions or named.directions,
        status_words=stated.status_words or _own_status_words(),
        rules=(*stated.rules, *_own_rules(stated.rules)),
        rollup_rules=(*stated.rollup_rules, *_own_rollup_rules(stated.rollup_rules)),
        periods=(*stated.periods, *_own_periods(plain_records(expectations))),
    )
    return RegistryInForce(entity_code, entity_name, reference_year, upload, facts)


def registry_workbook(in_force: RegistryInForce, mark: TemplateMark | None = None) -> bytes:
    """Gives what holds as an .xlsx to correct and load; with `mark`, as a handed-out sheet."""
    return write_registry_xlsx(in_force.facts, in_force.entity_name, in_force.reference_year, mark)


def _upload_in_force(
    store: Store, entity_code: str, reference_year: int, as_of: date | None
) -> RegistryUpload | None:
    """Gives the newest anagrafica of the year or of a year before it.

    A year of which nothing was loaded yet has no row; then that of the last year before it holds.
    """
    frame = store.query("registries_in_force", as_of, entity_code=entity_code)
    known = [one for one in plain_records(frame) if one["registry_document_id"] is not None]
    holding = [one for one in known if one["reference_year"] <= reference_year]
    if not holding:
        return None
    one = max(holding, key=lambda row: int(row["reference_year"]))
    return RegistryUpload(
        document_id=int(one["registry_document_id"]),
        registry_year=int(one["registry_year"]),
        upload_id=int(one["upload_id"]),
        file_name=str(one["file_name"]),
        uploaded_by=str(one["uploaded_by"]),
        uploaded_at=one["uploaded_at"],
    )


def _own_rules(stated: Sequence[MeasurementRuleFact]) -> Iterable[MeasurementRuleFact]:
    """Gives the program's rule for every kind of indicator without a stated default."""
    covered = {rule.measure_kind for rule in stated if rule.is_default}
    return (_own_rule(rule) for kind, rule in DEFAULT_RULES.items() if kind not in covered)


def _own_rule(rule: MeasurementRule) -> MeasurementRuleFact:
    return MeasurementRuleFact(
        rule_code=rule.rule_code,
        rule_name=default_rule_name(rule.measure_kind),
        measure_kind=rule.measure_kind,
        method=rule.method,
        lineage=NOWHERE,
        cap_pct=rule.cap_pct,
        floor_pct=rule.floor_pct,
        target_zero=rule.target_zero,
        missing_result=rule.missing_result,
        rounding_digits=rule.rounding_digits,
        rounding_direction=rule.rounding_direction,
        band_table=rule.band_table,
        nature=rule.nature,
        formula_words=METHOD_FORMULAS[rule.method, rule.measure_kind],
        source=OWN_SOURCE,
        is_default=True,
    )


def _own_rollup_rules(stated: Sequence[RollupRuleFact]) -> Iterable[RollupRuleFact]:
    covered = {rule.level for rule in stated}
    return (
        RollupRuleFact(level, rule.method, NOWHERE, rule.rounding_digits, rule.rounding_direction)
        for level, rule in DEFAULT_ROLLUP.items()
        if level not in covered
    )


def _own_periods(expectations: Iterable[Mapping[str, Any]]) -> Iterable[RegistryPeriodFact]:
    return (
        RegistryPeriodFact(
            Period(one["period"]), one["expected_share_pct"], one["partial_from_pct"], NOWHERE
        )
        for one in expectations
        if one["is_default"]
    )


def _own_status_words() -> tuple[RegistryStatusWordFact, ...]:
    return tuple(
        RegistryStatusWordFact(DUP_STATUSES[status].word, status, NOWHERE) for status in DupStatus
    )


def _named_in_sheets(store: Store, entity_code: str, as_of: date | None) -> RegistryFacts:
    """Gives the sectors, services, cost centres and directions that the loaded sheets name."""
    sectors = plain_records(store.query("sectors", as_of, entity_code=entity_code))
    directions = plain_records(store.query("strategic_directions", as_of, entity_code=entity_code))
    actions = plain_records(store.query("actions", as_of, entity_code=entity_code))
    services = {
        (str(one["sector_code"]), str(one["service_name"])): None
        for one in reversed(actions)
        if one["service_name"] is not None
    }
    # A cell holds the code of the centre alone; which name it has only a person can say.
    cost_centres = {
        str(one["cost_centre"]): str(one["sector_code"])
        for one in reversed(actions)
        if one["cost_centre"] is not None
    }
    return RegistryFacts(
        sectors=tuple(
            RegistrySectorFact(one["sector_code"], one["sector_name"], NOWHERE) for one in sectors
        ),
        services=tuple(
            RegistryServiceFact(name, sector_code, NOWHERE)
            for sector_code, name in sorted(services)
        ),
        cost_centres=tuple(
            RegistryCostCentreFact(code, code, NOWHERE, sector_code)
            for code, sector_code in sorted(cost_centres.items())
        ),
        directions=tuple(
            RegistryDirectionFact(
                one["strategic_direction_code"], one["strategic_direction_name"], NOWHERE
            )
            for one in directions
        ),
    )
