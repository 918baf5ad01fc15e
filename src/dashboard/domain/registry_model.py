"""What the anagrafica of an entity states, section by section, each fact with its cell.

The sections and their columns are listed in `dashboard/workbook/layouts/registry.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.domain.cycle import Addressee, CycleEventKind, HolidayRule
from dashboard.domain.model import (
    AchievementBasis,
    DocumentKind,
    DupStatus,
    Lineage,
    MeasureKind,
    Period,
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


@dataclass(frozen=True, slots=True)
class RegistryEntityFact:
    entity_name: str
    lineage: Lineage
    istat_code: str | None = None
    mandate_start: date | None = None
    mandate_end: date | None = None
    achievement_basis: AchievementBasis | None = None


@dataclass(frozen=True, slots=True)
class RegistrySectorFact:
    """A sector with the days on which its name holds; `previous_name` is what it was called."""

    sector_code: str
    sector_name: str
    lineage: Lineage
    valid_from: date | None = None
    valid_to: date | None = None
    previous_name: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryServiceFact:
    service_name: str
    sector_code: str
    lineage: Lineage
    service_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class RegistryCostCentreFact:
    cost_centre_code: str
    cost_centre_name: str
    lineage: Lineage
    sector_code: str | None = None
    service_name: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryDirectionFact:
    strategic_direction_code: str
    strategic_direction_name: str
    lineage: Lineage
    valid_from: date | None = None
    valid_to: date | None = None
    political_referent: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryStatusWordFact:
    word: str
    status: DupStatus
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class MeasurementRuleFact:
    """A row of the rules; see `dashboard.domain.rules.MeasurementRule` for every field."""

    rule_code: str
    rule_name: str
    measure_kind: MeasureKind
    method: RuleMethod
    lineage: Lineage
    cap_pct: float | None = 100.0
    floor_pct: float | None = 0.0
    target_zero: TargetZero = TargetZero.ALL_OR_NOTHING
    missing_result: MissingResult = MissingResult.NOT_CALCULATED
    rounding_digits: int | None = None
    rounding_direction: Rounding = Rounding.HALF_UP
    band_table: str | None = None
    nature: Nature | None = None
    formula_words: str | None = None
    source: str | None = None
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class RuleAssignmentFact:
    """To what a rule applies that is not its kind's default: sector, action, indicator."""

    rule_code: str
    lineage: Lineage
    sector_code: str | None = None
    action_code: str | None = None
    indicator_code: str | None = None


@dataclass(frozen=True, slots=True)
class RuleBandFact:
    band_table: str
    pct: float
    lineage: Lineage
    lower_number: float | None = None
    upper_number: float | None = None
    upper_pct: float | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class RollupRuleFact:
    level: Level
    method: RollupMethod
    lineage: Lineage
    rounding_digits: int | None = None
    rounding_direction: Rounding = Rounding.HALF_UP


@dataclass(frozen=True, slots=True)
class RollupWeightFact:
    level: Level
    code: str
    weight: float
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class RollupExclusionFact:
    level: Level
    code: str
    reason: str
    lineage: Lineage
    sector_code: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryPeriodFact:
    """What is expected by a period: the share of a year's target, and where "partial" begins."""

    period: Period
    expected_share_pct: float
    partial_from_pct: float
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class RegistryDeadlineFact:
    """When a document is due: by a day, or so many days after an event.

    Events are about the deadline of `counts_for`, the Giunta's where it is None; the other one is
    a day. `unless_event` puts it off to so many days after that event (when the budget is put off:
    after its approval). `together_with`: on the day of that event, at the latest on the day stated.
    """

    document_name: str
    lineage: Lineage
    sectors_deadline: date | None = None
    entity_deadline: date | None = None
    event: CycleEventKind | None = None
    days_after_event: int | None = None
    note: str | None = None
    document_kind: DocumentKind | None = None
    reference_year: int | None = None
    cycle_start_year: int | None = None
    cycle_end_year: int | None = None
    counts_for: Addressee | None = None
    is_in_working_days: bool = False
    unless_event: CycleEventKind | None = None
    days_after_unless_event: int | None = None
    together_with: CycleEventKind | None = None
    holiday_rule: HolidayRule = HolidayRule.STAYS
    clause_code: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryClauseFact:
    """A sentence of the act that orders the cycle (a directive), and the document it is about.

    `clause_code` is its number in the act, `source` the act and the place in it.
    """

    clause_code: str
    clause_text: str
    lineage: Lineage
    source: str | None = None
    document_kind: DocumentKind | None = None
    document_name: str | None = None
    reference_year: int | None = None
    cycle_start_year: int | None = None
    cycle_end_year: int | None = None


@dataclass(frozen=True, slots=True)
class RegistryRoleFact:
    """Who may do what. Roles: giunta, nucleo, office, sector, reader."""

    email: str
    role: str
    lineage: Lineage
    person_name: str | None = None
    sector_code: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryFacts:
    """Everything that one anagrafica states."""

    entities: tuple[RegistryEntityFact, ...] = ()
    sectors: tuple[RegistrySectorFact, ...] = ()
    services: tuple[RegistryServiceFact, ...] = ()
    cost_centres: tuple[RegistryCostCentreFact, ...] = ()
    directions: tuple[RegistryDirectionFact, ...] = ()
    status_words: tuple[RegistryStatusWordFact, ...] = ()
    rules: tuple[MeasurementRuleFact, ...] = ()
    assignments: tuple[RuleAssignmentFact, ...] = ()
    bands: tuple[RuleBandFact, ...] = ()
    rollup_rules: tuple[RollupRuleFact, ...] = ()
    weights: tuple[RollupWeightFact, ...] = ()
    exclusions: tuple[RollupExclusionFact, ...] = ()
    periods: tuple[RegistryPeriodFact, ...] = ()
    deadlines: tuple[RegistryDeadlineFact, ...] = ()
    clauses: tuple[RegistryClauseFact, ...] = ()
    roles: tuple[RegistryRoleFact, ...] = ()
