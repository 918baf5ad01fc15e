"""What is given out holds what is in force, and states the same when it comes back."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.cycle import Addressee, CycleEventKind, HolidayRule
from dashboard.domain.model import (
    SHEET_KINDS,
    AchievementBasis,
    DupStatus,
    MeasureKind,
    Period,
)
from dashboard.domain.names import comparable_code, normalised_name
from dashboard.domain.registry_in_force import NOWHERE, RegistryInForce
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryClauseFact,
    RegistryCostCentreFact,
    RegistryDeadlineFact,
    RegistryDirectionFact,
    RegistryEntityFact,
    RegistryFacts,
    RegistryPeriodFact,
    RegistryRoleFact,
    RegistrySectorFact,
    RegistryServiceFact,
    RegistryStatusWordFact,
    RollupExclusionFact,
    RollupRuleFact,
    RollupWeightFact,
    RuleAssignmentFact,
)
from dashboard.domain.rules import (
    DEFAULT_RULES,
    METHODS_BY_KIND,
    Level,
    MissingResult,
    Nature,
    RollupMethod,
    Rounding,
    RuleMethod,
    TargetZero,
)
from dashboard.ingest import CheckedFile, check_file, confirm
from dashboard.registry_out import registry_in_force, registry_workbook
from dashboard.store import Store, open_store
from tests.sheets import final_report

ENTITY_NAME = "Comune di Prova"
ENTITY = "comune-di-prova"
YEAR = 2024
SECTOR_ONLY = RegistryFacts(sectors=(RegistrySectorFact("07", "Ambiente", NOWHERE),))
Fact = TypeVar("Fact")

# Bands ask for a table without gaps; methods that look one up are in a test of their own.
WITHOUT_BANDS = {
    kind: tuple(
        one for one in methods if one not in (RuleMethod.DAYS_LATE, RuleMethod.BANDS_ON_RESULT)
    )
    for kind, methods in METHODS_BY_KIND.items()
}
WORDS = st.text(string.ascii_letters + "àèìòù'", min_size=1, max_size=12)
CODES = st.from_regex(r"[A-Z]{1,3}[0-9]{1,3}", fullmatch=True)
PCTS = st.integers(0, 200).map(float)
WEIGHTS = st.integers(1, 9999).map(lambda hundredths: hundredths / 100)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MAYBE = st.none


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


def without_places(facts: RegistryFacts) -> dict[str, set[Any]]:
    """Every section without the cells that its rows stand in; their order says nothing."""
    return {
        group.name: {replace(fact, lineage=NOWHERE) for fact in getattr(facts, group.name)}
        for group in fields(facts)
    }


def written(facts: RegistryFacts, year: int = YEAR) -> bytes:
    return registry_workbook(RegistryInForce(ENTITY, ENTITY_NAME, year, None, facts))


def read(content: bytes) -> CheckedFile:
    return check_file(None, "anagrafica.xlsx", content)


def unique(fact: st.SearchStrategy[Fact], key: Any, most: int = 4) -> st.SearchStrategy[Any]:
    return st.lists(fact, max_size=most, unique_by=key).map(tuple)


def rules() -> st.SearchStrategy[MeasurementRuleFact]:
    return st.sampled_from(MeasureKind).flatmap(
        lambda kind: st.builds(
            MeasurementRuleFact,
            rule_code=CODES,
            rule_name=WORDS,
            measure_kind=st.just(kind),
            method=st.sampled_from(WITHOUT_BANDS[kind]),
            lineage=st.just(NOWHERE),
            cap_pct=st.none() | PCTS.map(lambda pct: pct + 200),
            floor_pct=st.none() | PCTS.map(lambda pct: pct - 200),
            target_zero=st.sampled_from(TargetZero),
            missing_result=st.sampled_from(MissingResult),
            rounding_digits=st.none() | st.integers(0, 3),
            rounding_direction=st.sampled_from(Rounding),
            nature=st.none() | st.sampled_from(Nature),
            formula_words=st.none() | WORDS,
            source=st.none() | WORDS,
        )
    )


SECTORS = st.builds(
    RegistrySectorFact, CODES, WORDS, st.just(NOWHERE), previous_name=st.none() | WORDS
)
DIRECTIONS = st.builds(
    RegistryDirectionFact,
    CODES,
    WORDS,
    st.just(NOWHERE),
    valid_from=st.none() | DAYS,
    political_referent=st.none() | WORDS,
)

YEARS = st.integers(2020, 2030)
DEADLINES = st.builds(
    RegistryDeadlineFact,
    WORDS,
    st.just(NOWHERE),
    sectors_deadline=DAYS,
    event=st.sampled_from(CycleEventKind),
    days_after_event=st.integers(1, 60),
    note=MAYBE() | WORDS,
    document_kind=MAYBE() | st.sampled_from(SHEET_KINDS),
    reference_year=MAYBE() | YEARS,
    cycle_start_year=YEARS,
    cycle_end_year=st.integers(2031, 2035),
    counts_for=MAYBE() | st.just(Addressee.ENTITY),
    is_in_working_days=st.booleans(),
    unless_event=st.sampled_from(CycleEventKind),
    days_after_unless_event=st.integers(1, 60),
    together_with=MAYBE() | st.sampled_from(CycleEventKind),
    holiday_rule=st.sampled_from(HolidayRule),
    clause_code=MAYBE() | CODES,
)
CLAUSES = st.builds(
    RegistryClauseFact,
    CODES,
    WORDS,
    st.just(NOWHERE),
    source=MAYBE() | WORDS,
    document_kind=MAYBE() | st.sampled_from(SHEET_KINDS),
    document_name=MAYBE() | WORDS,
    reference_year=MAYBE() | YEARS,
    cycle_start_year=YEARS,
    cycle_end_year=st.integers(2031, 2035),
)


@st.composite
def registries(draw: st.DrawFn) -> RegistryFacts:
    sectors = draw(unique(SECTORS, lambda one: comparable_code(one.sector_code)).filter(bool))
    sector_codes = st.sampled_from([one.sector_code for one in sectors])
    own_rules = draw(unique(rules(), lambda one: one.rule_code))
    directions = draw(unique(DIRECTIONS, lambda one: comparable_code(one.strategic_direction_code)))
    services = st.builds(RegistryServiceFact, WORDS, sector_codes, st.just(NOWHERE), CODES)
    weights = [
        *(
            RollupWeightFact(Level.SECTOR, one.sector_code, draw(WEIGHTS), NOWHERE)
            for one in sectors
        ),
        *(
            RollupWeightFact(Level.ACTION, code, draw(WEIGHTS), NOWHERE)
            for code in draw(st.sets(CODES, max_size=3))
        ),
    ]
    return RegistryFacts(
        entities=(
            draw(
                st.builds(
                    RegistryEntityFact,
                    st.just(ENTITY_NAME),
                    st.just(NOWHERE),
                    istat_code=st.none() | st.just("015146"),
                    mandate_start=st.none() | DAYS,
                    achievement_basis=st.none()
                    | st.sampled_from([AchievementBasis.MEASURED, AchievementBasis.DECLARED]),
                )
            ),
        ),
        sectors=sectors,
        services=draw(unique(services, lambda one: one.service_name.casefold())),
        cost_centres=draw(
            unique(
                st.builds(RegistryCostCentreFact, CODES, WORDS, st.just(NOWHERE), sector_codes),
                lambda one: one.cost_centre_code,
            )
        ),
        directions=directions,
        status_words=draw(
            unique(
                st.builds(
                    RegistryStatusWordFact, WORDS, st.sampled_from(DupStatus), st.just(NOWHERE)
                ),
                lambda one: one.word.casefold(),
            )
        ),
        rules=own_rules,
        assignments=tuple(
            RuleAssignmentFact(rule.rule_code, NOWHERE, draw(sector_codes), code)
            for rule, code in zip(own_rules, draw(st.lists(CODES, unique=True)), strict=False)
        ),
        rollup_rules=tuple(
            RollupRuleFact(
                level,
                draw(st.sampled_from(RollupMethod)),
                NOWHERE,
                draw(st.none() | st.integers(0, 2)),
                draw(st.sampled_from(Rounding)),
            )
            for level in draw(
                st.sets(st.sampled_from([one for one in Level if one != "indicator"]))
            )
        ),
        weights=tuple(weights),
        exclusions=tuple(
            RollupExclusionFact(Level.ACTION, code, draw(WORDS), NOWHERE, draw(sector_codes))
            for code in draw(st.sets(CODES, max_size=3))
        ),
        periods=tuple(
            RegistryPeriodFact(
                period, float(draw(st.integers(1, 100))), float(draw(st.integers(1, 99))), NOWHERE
            )
            for period in draw(st.sets(st.sampled_from(Period)))
        ),
        deadlines=draw(
            unique(DEADLINES, lambda one: one.document_kind or normalised_name(one.document_name))
        ),
        clauses=draw(unique(CLAUSES, lambda one: comparable_code(one.clause_code))),
        roles=draw(
            unique(
                st.builds(
                    RegistryRoleFact,
                    st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.it", fullmatch=True),
                    st.sampled_from(["giunta", "nucleo", "office", "reader"]),
                    st.just(NOWHERE),
                    person_name=st.none() | WORDS,
                ),
                lambda one: one.email,
            )
        ),
    )


@settings(max_examples=25, deadline=None)
@given(registries())
def test_whatever_is_written_states_the_same_when_it_is_read(facts: RegistryFacts) -> None:
    checked = read(written(facts))

    assert not checked.is_blocked, checked.issues
    (document,) = checked.documents
    assert document.facts.registry is not None
    assert without_places(document.facts.registry) == without_places(facts)


def test_without_an_anagrafica_the_programs_rules_and_the_names_of_the_sheets_are_given(
    store: Store,
) -> None:
    confirm(store, check_file(store, "r.xlsx", final_report(["1", "Azione", "I", 1, 1, ""])), "p")
    in_force = registry_in_force(store, ENTITY, ENTITY_NAME, YEAR)

    assert in_force.upload is None
    assert {rule.measure_kind: rule.method for rule in in_force.facts.rules} == {
        kind: rule.method for kind, rule in DEFAULT_RULES.items()
    }
    assert [(one.sector_code, one.sector_name) for one in in_force.facts.sectors] == [
        ("03", "Lavori pubblici")
    ]
    assert {one.period for one in in_force.facts.periods} == set(Period)


def test_where_an_anagrafica_is_silent_the_program_speaks(store: Store) -> None:
    own = MeasurementRuleFact(
        "X", "Doppio", MeasureKind.DECREASING, RuleMethod.MIRRORED_RATIO, NOWHERE, is_default=True
    )
    stated = RegistryFacts(
        sectors=(RegistrySectorFact("07", "Ambiente", NOWHERE),),
        rules=(own,),
        rollup_rules=(RollupRuleFact(Level.SECTOR, RollupMethod.MEAN_OF_ACTIONS, NOWHERE),),
    )
    confirm(store, check_file(store, "anagrafica.xlsx", written(stated)), "Ufficio")
    in_force = registry_in_force(store, ENTITY, ENTITY_NAME, YEAR)

    assert in_force.upload is not None
    assert in_force.upload.registry_year == YEAR
    by_kind = {rule.measure_kind: rule for rule in in_force.facts.rules}
    assert len(in_force.facts.rules) == len(MeasureKind)
    assert by_kind[MeasureKind.DECREASING].lineage != NOWHERE
    assert by_kind[MeasureKind.DATE].lineage == NOWHERE
    assert {one.level for one in in_force.facts.rollup_rules} == set(Level) - {Level.INDICATOR}
    assert [one.sector_code for one in in_force.facts.sectors] == ["07"]


def test_an_anagrafica_holds_in_later_years_and_not_in_earlier_ones(store: Store) -> None:
    for year in (YEAR - 1, YEAR, YEAR + 1):
        report = final_report(["1", "Azione", "I", 1, 1, ""], year=year)
        confirm(store, check_file(store, f"report {year}.xlsx", report), "prova")
    confirm(store, check_file(store, "anagrafica.xlsx", written(SECTOR_ONLY)), "Ufficio")
    holding = [
        registry_in_force(store, ENTITY, ENTITY_NAME, year).upload is not None
        for year in (YEAR - 1, YEAR, YEAR + 1, YEAR + 5)
    ]

    assert holding == [False, True, True, True]
