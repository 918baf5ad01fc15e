"""What an anagrafica states comes back from the store as it was stated."""

from __future__ import annotations

from datetime import date

from dashboard.domain.cycle import Addressee, CycleEventKind, HolidayRule
from dashboard.domain.model import (
    AchievementBasis,
    DocumentKind,
    DupStatus,
    MeasureKind,
    Period,
)
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
    RuleBandFact,
)
from dashboard.domain.rules import (
    Level,
    MissingResult,
    Nature,
    RollupMethod,
    Rounding,
    RuleMethod,
    TargetZero,
)
from dashboard.store import Store
from tests.store.builders import ENTITY, lineage, plan, registry, upload

EVERYTHING = RegistryFacts(
    entities=(
        RegistryEntityFact(
            "Comune di Prova",
            lineage(5),
            "015146",
            date(2022, 6, 13),
            date(2027, 6, 12),
            AchievementBasis.DECLARED,
        ),
    ),
    sectors=(
        RegistrySectorFact("02", "Cultura", lineage(5)),
        RegistrySectorFact("03", "Lavori", lineage(6), date(2023, 1, 1), None, "Tecnico"),
    ),
    services=(RegistryServiceFact("Biblioteca", "02", lineage(5), "B", date(2024, 1, 1)),),
    cost_centres=(RegistryCostCentreFact("110", "Biblioteca", lineage(5), "02", "Biblioteca"),),
    directions=(
        RegistryDirectionFact("1", "Città", lineage(5), date(2022, 6, 13), None, "Sindaco"),
    ),
    status_words=(RegistryStatusWordFact("fatto", DupStatus.COMPLETED, lineage(5)),),
    rules=(
        MeasurementRuleFact(
            "R1",
            "Ritardi",
            MeasureKind.DATE,
            RuleMethod.DAYS_LATE,
            lineage(5),
            cap_pct=None,
            floor_pct=None,
            target_zero=TargetZero.NOT_CALCULATED,
            missing_result=MissingResult.ZERO,
            rounding_digits=0,
            rounding_direction=Rounding.DOWN,
            band_table="ritardi",
            nature=Nature.AT_END,
            formula_words="giorni di ritardo",
            source="Regolamento, art. 7",
            is_default=True,
        ),
    ),
    assignments=(RuleAssignmentFact("R1", lineage(5), "03", "1.1.1.1", "1"),),
    bands=(
        RuleBandFact("ritardi", 100.0, lineage(5), None, 1.0),
        RuleBandFact("ritardi", 50.0, lineage(6), 1.0, None, 0.0),
    ),
    rollup_rules=(
        RollupRuleFact(Level.ENTITY, RollupMethod.WEIGHTED_MEAN, lineage(5), 1, Rounding.UP),
    ),
    weights=(RollupWeightFact(Level.SECTOR, "02", 40.0, lineage(5)),),
    exclusions=(RollupExclusionFact(Level.ACTION, "1.1.1.1", "sospesa", lineage(5), "03"),),
    periods=(RegistryPeriodFact(Period.INTERMEDIATE, 40.0, 60.0, lineage(5)),),
    deadlines=(
        RegistryDeadlineFact(
            "Report finale",
            lineage(5),
            date(2025, 2, 28),
            None,
            CycleEventKind.PEG_APPROVED,
            20,
            "n",
            DocumentKind.FINAL_REPORT,
            2024,
            2024,
            2026,
            Addressee.SECTORS,
            True,
            CycleEventKind.BUDGET_DEFERRED,
            30,
            CycleEventKind.BUDGET_DRAFTED,
            HolidayRule.NEXT_WORKING_DAY,
            "5.2",
        ),
    ),
    clauses=(
        RegistryClauseFact(
            "5.2",
            "Il report finale è dovuto entro il 28.02.2025.",
            lineage(5),
            "Direttiva 1/2024",
            DocumentKind.FINAL_REPORT,
            "Report finale",
            2024,
            2024,
            2026,
        ),
    ),
    roles=(RegistryRoleFact("a@b.it", "sector", lineage(5), "Rossi", "03"),),
)


def test_every_section_of_an_anagrafica_comes_back_as_it_was_stated(store: Store) -> None:
    store.append(upload(registry(EVERYTHING)))
    (in_force,) = store.query("registries_in_force", entity_code=ENTITY).to_dict("records")

    assert store.registry_facts(int(in_force["registry_document_id"])) == EVERYTHING


def test_a_document_that_is_no_anagrafica_states_nothing_of_the_entity(store: Store) -> None:
    store.append(upload(plan([])))
    assert store.registry_facts(1) == RegistryFacts()
