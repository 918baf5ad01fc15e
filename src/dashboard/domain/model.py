"""The nouns of the performance cycle: what a sheet says, cell by cell, and the facts it states.

Two families live here. What was *read*: `FieldValue`, `SheetRow`, `ParsedDocument`,
`ParsedWorkbook`, made by `dashboard.workbook`. What is *stated*: `Facts`, made from a parsed
document by `dashboard.domain.facts` and appended by `dashboard.store`. Neither layer knows the
other; both know this module. Every value is frozen: a correction is a new upload.

Words are those of docs/GLOSSARY.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from dashboard.domain.roles import Role

if TYPE_CHECKING:
    from dashboard.domain.mapping import MappingUse
    from dashboard.domain.registry_model import RegistryFacts
    from dashboard.domain.templates import TemplateMark


class DocumentKind(StrEnum):
    """The five documents of the cycle, their further parts, and the anagrafica with their rules."""

    DUP_STATUS = "dup_status"
    PEG_ACTIONS = "peg_actions"
    PIAO_SHEET = "piao_sheet"
    INTERMEDIATE_REPORT = "intermediate_report"
    FINAL_REPORT = "final_report"
    REGISTRY = "registry"
    # Further parts of the PEG: what each action may spend, and who works on it.
    ACTION_FINANCES = "action_finances"
    ACTION_STAFF = "action_staff"
    # Further parts of the final report.
    ORDINARY_ACTIVITY = "ordinary_activity"
    QUALITY_CONTROLS = "quality_controls"
    INNOVATIONS = "innovations"
    # Further part of both reports: what the Nucleo asks, and what the sector answers.
    CLARIFICATIONS = "clarifications"


# What sectors fill in, told apart by the titles of their tables; the anagrafica has many tables.
SHEET_KINDS: tuple[DocumentKind, ...] = tuple(
    kind for kind in DocumentKind if kind is not DocumentKind.REGISTRY
)

# What is asked for and handed in together with a document: sheets of the same workbook.
PARTS_OF: Mapping[DocumentKind, tuple[DocumentKind, ...]] = {
    DocumentKind.PEG_ACTIONS: (DocumentKind.ACTION_FINANCES, DocumentKind.ACTION_STAFF),
    DocumentKind.INTERMEDIATE_REPORT: (DocumentKind.CLARIFICATIONS,),
    DocumentKind.FINAL_REPORT: (
        DocumentKind.ORDINARY_ACTIVITY,
        DocumentKind.QUALITY_CONTROLS,
        DocumentKind.INNOVATIONS,
        DocumentKind.CLARIFICATIONS,
    ),
}
# What the programming office hands out, each as a workbook of its own.
HANDED_OUT_KINDS: tuple[DocumentKind, ...] = tuple(
    kind for kind in DocumentKind if not any(kind in parts for parts in PARTS_OF.values())
)


class Period(StrEnum):
    """When a result was taken: at 30/6 or at 31/12 of the reference year."""

    INTERMEDIATE = "intermediate"
    FINAL = "final"


class MeasureKind(StrEnum):
    """How a result is compared with its target."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    RANGE = "range"
    BOOLEAN = "boolean"
    DATE = "date"
    QUALITATIVE = "qualitative"


class ResultStatus(StrEnum):
    """What became of an indicator in a period. The last five are not numbers and never a zero."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    PARTIAL = "partial"
    LATE = "late"
    NOT_ACHIEVED = "not_achieved"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_ASSESSABLE = "not_assessable"
    STERILISED = "sterilised"
    ELIMINATED = "eliminated"


class DupStatus(StrEnum):
    """Normalised implementation status of a DUP intervention."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    POSTPONED = "postponed"
    REMOVED = "removed"


class ActionKind(StrEnum):
    """Ordinary (consolidated) activity, or improvement."""

    ORDINARY = "ordinary"
    IMPROVEMENT = "improvement"


class InnovationArea(StrEnum):
    """Where something new is: in how the work is done, in what is offered, or in both."""

    PROCESS = "process"
    SERVICE = "service"
    BOTH = "both"


class AchievementBasis(StrEnum):
    """Whose percentage counts: ours from target and result, the sheet's own, or the Nucleo's.

    A document asks for one of the first two; only what the Nucleo granted is on the third.
    """

    MEASURED = "measured"
    DECLARED = "declared"
    GRANTED = "granted"


class Severity(StrEnum):
    """Blocking: nothing is written. Warning: loaded and listed. Info: worth knowing."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"


class ProposalKind(StrEnum):
    """What red ink asks for."""

    INSERTION = "insertion"
    DELETION = "deletion"
    REPLACEMENT = "replacement"
    NUMBER_CHANGED = "number_changed"
    NEW_ROW = "new_row"
    REMOVED_ROW = "removed_row"


class QuantityKind(StrEnum):
    """What a cell for a target, baseline, result or weight turned out to hold."""

    NUMBER = "number"
    DATE = "date"
    RELATIVE_DATE = "relative_date"
    BOOLEAN = "boolean"
    QUALITATIVE = "qualitative"
    SEVERAL = "several"
    MISSING = "missing"
    ERROR = "error"
    UNREADABLE = "unreadable"


Scalar = str | float | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A cell's text read as a quantity. The text itself is always kept in `raw_text`.

    `operator` is one of `>=`, `>`, `<=`, `<`, `=`, `between`, or None where none is written and
    none is implied. `number` is in `unit`; percentages are out of 100. `baseline_relation` says
    how `number` relates to the baseline: `plus` (add it) or `times` (multiply by it). A relative
    date is `number` days after `event`. `numerator`/`denominator` hold the working typed behind
    a ratio. `parts` holds the quantities of a cell that states several.
    """

    kind: QuantityKind
    raw_text: str
    operator: str | None = None
    number: float | None = None
    upper_number: float | None = None
    unit: str | None = None
    baseline_relation: str | None = None
    date: date | None = None
    boolean: bool | None = None
    event: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    parts: tuple[Quantity, ...] = ()


class FieldValue(NamedTuple):
    """One cell understood as one field of a row.

    `value` is what the program will use; `raw_text` is what a person sees in the cell. Cells of
    a merged range share the address of its first cell. `quantity` is set for the fields that
    hold a measure (target, baseline, result, weight, percent).

    A tuple, since a sheet has thousands of them: it is made in a fifth of the time of a frozen
    dataclass, and travels between processes without help.
    """

    field_name: str
    value: Scalar
    raw_text: str
    sheet_name: str
    cell: str
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a recognised table; `values` is keyed by canonical field name."""

    sheet_name: str
    row_number: int
    values: Mapping[str, FieldValue]
    is_hidden: bool = False

    def get(self, field_name: str) -> Scalar:
        """Gives the value of a field, or None where the sheet has none."""
        found = self.values.get(field_name)
        return None if found is None else found.value

    def text(self, field_name: str) -> str | None:
        """Gives the field as trimmed text, or None where it is absent or empty."""
        found = self.values.get(field_name)
        if found is None or found.value is None:
            return None
        return str(found.value).strip() or None


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong, or worth knowing, in a file. Sentences are in `dashboard.texts.issues`."""

    code: str
    severity: Severity
    file_name: str
    sheet_name: str | None = None
    cell: str | None = None
    expected: str | None = None
    found: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)


class InkRun(NamedTuple):
    """A stretch of a cell's text with one ink. A tuple, since runs are compared and looked up.

    `colour` names a colour that is neither red nor black ("blue"), "" for those.
    """

    text: str
    is_red: bool
    is_struck: bool
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change asked for in red ink, in one cell (or one row, for the two row kinds).

    `before` is the text without the red and with the struck text; `after` is the text with the
    red and without the struck text. `row` is what a row proposed whole states: what accepting
    a new row adds, what accepting a removal takes away. The comment is that of the cell.
    """

    kind: ProposalKind
    sheet_name: str
    cell: str
    before: str
    after: str
    field_name: str | None = None
    row_number: int | None = None
    runs: tuple[InkRun, ...] = ()
    row: SheetRow | None = None
    comment_author: str | None = None
    comment_text: str | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """Why a sheet was taken for a kind: titles matched of those that kind asks for.

    `missing_fields` names the fields that no title stands for, one for each title that is wanted.
    """

    kind: DocumentKind
    matched_title_count: int
    expected_title_count: int
    matched_titles: tuple[str, ...] = ()
    unknown_titles: tuple[str, ...] = ()
    missing_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact about a document (its year, its sector…) with the place that states it.

    `source` is `title`, `sheet_name`, `file_name`, `folder_name` or `column`, in that order of
    trust; `cell` is set for titles.
    """

    value: str
    source: str
    sheet_name: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The rows of one slot: one kind, one year and period, one sector or strategic direction.

    A workbook with several sheets, or one sheet with several sectors in a column, gives several
    documents. None means that the file does not say.
    """

    kind: DocumentKind
    rows: tuple[SheetRow, ...]
    recognition: Recognition
    reference_year: int | None = None
    cycle_start_year: int | None = None
    cycle_end_year: int | None = None
    period: Period | None = None
    entity_name: str | None = None
    sector_code: str | None = None
    sector_name: str | None = None
    strategic_direction_code: str | None = None
    strategic_direction_name: str | None = None
    achievement_basis: AchievementBasis = AchievementBasis.MEASURED
    as_of_date: date | None = None
    stated: Mapping[str, Stated] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedWorkbook:
    """Everything that one file says, and everything that is wrong with it."""

    file_name: str
    file_sha256: str
    byte_count: int
    documents: tuple[ParsedDocument, ...]
    issues: tuple[Issue, ...]
    proposals: tuple[Proposal, ...] = ()
    last_editor: str | None = None
    mapping_uses: tuple[MappingUse, ...] = ()
    template_mark: TemplateMark | None = None

    @property
    def is_blocked(self) -> bool:
        """Says whether anything forbids storing the file."""
        return any(issue.severity is Severity.BLOCKING for issue in self.issues)


# --- What a document states --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a fact was read: sheet, row, and the cell of its principal value."""

    sheet_name: str
    row_number: int
    cell: str


@dataclass(frozen=True, slots=True)
class SectorFact:
    sector_code: str
    sector_name: str
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class StrategicDirectionFact:
    strategic_direction_code: str
    strategic_direction_name: str
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class ObjectiveFact:
    """A strategic objective (parent: direction) or operational objective (parent: strategic)."""

    level: str  # "strategic" or "operational"
    objective_code: str
    objective_name: str
    strategic_direction_code: str | None
    strategic_objective_code: str | None
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class ActionFact:
    """An action of PEG or PIAO. Text fields are None where the sheet does not have them."""

    sector_code: str
    action_code: str
    action_name: str
    lineage: Lineage
    action_kind: ActionKind | None = None
    description: str | None = None
    strategic_direction_code: str | None = None
    strategic_objective_code: str | None = None
    operational_objective_code: str | None = None
    service_name: str | None = None
    cost_centre: str | None = None
    responsible_role: str | None = None
    political_referent: str | None = None
    internal_subjects: str | None = None
    external_subjects: str | None = None
    qualitative_expected_result: str | None = None
    qualitative_result: str | None = None
    piao_section: str | None = None
    weight: float | None = None
    start_date: date | None = None
    end_date: date | None = None
    human_resources: str | None = None
    mission_programme: str | None = None
    budget_chapter: str | None = None
    allocated_eur: float | None = None
    committed_eur: float | None = None
    paid_eur: float | None = None
    other_services: str | None = None
    is_agreed_with_other_services: bool | None = None
    planned_years: str | None = None
    tags: str | None = None
    production_factor: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    sector_code: str
    action_code: str
    indicator_code: str
    indicator_name: str
    measure_kind: MeasureKind
    lineage: Lineage
    unit: str | None = None
    baseline_number: float | None = None
    baseline_text: str | None = None
    baseline_cell: str | None = None
    source: str | None = None
    weight: float | None = None
    nature: str | None = None  # a value of dashboard.domain.rules.Nature


@dataclass(frozen=True, slots=True)
class TargetFact:
    """The expected result of an indicator for a year (period final) or at mid-year.

    Exactly one of number, date, boolean or qualitative text is meaningful, by the indicator's
    measure kind. `target_number` is already resolved against the baseline where the sheet asks
    for "baseline + 80"; `target_text` is what the person typed.
    """

    sector_code: str
    action_code: str
    indicator_code: str
    target_year: int
    period: Period
    target_text: str
    lineage: Lineage
    operator: str | None = None
    target_number: float | None = None
    target_upper_number: float | None = None
    target_date: date | None = None
    target_boolean: bool | None = None


@dataclass(frozen=True, slots=True)
class ResultFact:
    """What was reached in a period, with the reason of the deviation.

    `is_not_due` marks a result that the sheet itself says is not due in the period;
    `is_not_assessable` one that is left out of the count, with `not_assessable_reason`;
    `stated_state` one that the sheet says was sterilised or eliminated.
    """

    sector_code: str
    action_code: str
    indicator_code: str
    result_year: int
    period: Period
    lineage: Lineage
    result_text: str | None = None
    result_number: float | None = None
    result_date: date | None = None
    result_boolean: bool | None = None
    reason: str | None = None
    reason_cell: str | None = None
    note: str | None = None
    declared_achievement_pct: float | None = None
    is_not_assessable: bool = False
    is_not_due: bool = False
    not_assessable_reason: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    stated_state: str | None = None


@dataclass(frozen=True, slots=True)
class DupStatusFact:
    """The implementation status of a DUP intervention: text, status, percent, date kept apart."""

    strategic_direction_code: str
    intervention_code: str
    intervention_name: str
    lineage: Lineage
    strategic_objective_code: str | None = None
    operational_objective_code: str | None = None
    sector_code: str | None = None
    status_text: str | None = None
    status: DupStatus | None = None
    percent: float | None = None
    as_of_date: date | None = None


@dataclass(frozen=True, slots=True)
class ActionFinanceFact:
    """What an action may spend on one factor of production in one cost centre, in euro."""

    sector_code: str
    action_code: str
    lineage: Lineage
    cost_centre: str | None = None
    production_factor: str | None = None
    budget_chapter: str | None = None
    mission_programme: str | None = None
    allocated_eur: float | None = None
    committed_eur: float | None = None
    paid_eur: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ActionStaffFact:
    """How many people of a category work on an action, and with which share of their time.

    Categories of the contract, never names of persons.
    """

    sector_code: str
    action_code: str
    staff_category: str
    lineage: Lineage
    head_count: float | None = None
    time_share_pct: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OrdinaryActivityFact:
    """How much of something a service did in a year. Grain: measure and year."""

    sector_code: str
    measure_code: str
    measure_name: str
    value_year: int
    lineage: Lineage
    service_name: str | None = None
    unit: str | None = None
    value_number: float | None = None
    value_text: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class QualityControlFact:
    """A control of quality that a sector started by itself, with what it found and changed."""

    sector_code: str
    control_code: str
    control_name: str
    lineage: Lineage
    service_name: str | None = None
    control_method: str | None = None
    control_date: date | None = None
    checked_count: float | None = None
    non_compliant_count: float | None = None
    outcome: str | None = None
    corrective_action: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class InnovationFact:
    """Something new in a work process or in a service. `innovation_area`: see InnovationArea."""

    sector_code: str
    innovation_code: str
    innovation_name: str
    lineage: Lineage
    service_name: str | None = None
    innovation_area: str | None = None
    description: str | None = None
    start_date: date | None = None
    beneficiaries: str | None = None
    benefit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ClarificationAnswerFact:
    """What a sector answers to a request for clarification of the Nucleo."""

    sector_code: str
    clarification_number: int
    answer_text: str
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """From which handed-out sheet a file comes; see `dashboard.domain.templates`.

    `issued_at` is in UTC without zone. `changed_cell_count` counts the cells that differ from
    what was handed out; `is_outdated` says that something else would be handed out by now.
    """

    template_version: str
    issued_at: datetime
    is_outdated: bool
    changed_cell_count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document states, ready to be appended. Grain: one object per fact."""

    sectors: tuple[SectorFact, ...] = ()
    strategic_directions: tuple[StrategicDirectionFact, ...] = ()
    objectives: tuple[ObjectiveFact, ...] = ()
    actions: tuple[ActionFact, ...] = ()
    indicators: tuple[IndicatorFact, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    results: tuple[ResultFact, ...] = ()
    dup_statuses: tuple[DupStatusFact, ...] = ()
    action_finances: tuple[ActionFinanceFact, ...] = ()
    action_staff: tuple[ActionStaffFact, ...] = ()
    ordinary_activities: tuple[OrdinaryActivityFact, ...] = ()
    quality_controls: tuple[QualityControlFact, ...] = ()
    innovations: tuple[InnovationFact, ...] = ()
    clarification_answers: tuple[ClarificationAnswerFact, ...] = ()
    registry: RegistryFacts | None = None


@dataclass(frozen=True, slots=True)
class DocumentToStore:
    """One slot with its identity settled and its facts, ready for the store.

    `rows` are kept whole, so that every field has its cell and its own text in the store.
    """

    entity_code: str
    entity_name: str
    kind: DocumentKind
    reference_year: int
    cycle_start_year: int | None
    cycle_end_year: int | None
    period: Period | None
    sector_code: str | None
    strategic_direction_code: str | None
    achievement_basis: AchievementBasis
    recognition: Recognition
    rows: tuple[SheetRow, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class UploadToStore:
    """One file, whole: its bytes, its documents, its issues and its proposals.

    `revised_documents` are all its documents as they read with what was decided before on
    proposals that it repeats; empty where nothing was.
    """

    file_name: str
    folder_name: str
    file_sha256: str
    file_bytes: bytes
    uploaded_by: str
    documents: tuple[DocumentToStore, ...]
    issues: tuple[Issue, ...]
    proposals: tuple[Proposal, ...]
    last_editor: str | None = None
    mapping_uses: tuple[MappingUse, ...] = ()
    revised_documents: tuple[DocumentToStore, ...] = ()
    template_use: TemplateUse | None = None
    uploaded_role: Role | None = None
