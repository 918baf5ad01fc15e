"""What the checks look at, and what they find.

`Examined` holds one entity's year as the documents in force state it; a check reads it and gives
findings. Nothing here judges: a finding says which rule fired and on which figures, and a person
decides what it means.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from dashboard.domain.model import ActionKind, DocumentKind, MeasureKind, Period, Severity


class CheckCode(StrEnum):
    """The checks, in the order in which a page lists them within a severity."""

    RESULT_JUMP = "result_jump"
    REASON_CONTRADICTED = "reason_contradicted"
    TARGET_CHANGED_AFTER_RESULT = "target_changed_after_result"
    REPORT_TARGET_DIFFERS = "report_target_differs"
    TARGET_LOWERED = "target_lowered"
    TARGET_EQUAL_TO_BASELINE = "target_equal_to_baseline"
    UNIT_CHANGED = "unit_changed"
    REMOVED_IN_TITLE = "removed_in_title"
    EXACT_HUNDREDS = "exact_hundreds"
    APPROVED_LATE = "approved_late"
    WEIGHTS_OFF_HUNDRED = "weights_off_hundred"
    TARGET_ABSENT = "target_absent"
    OBJECTIVE_WITHOUT_ACTIONS = "objective_without_actions"
    ACTION_WITHOUT_OBJECTIVE = "action_without_objective"
    TARGET_MET_AT_MID_YEAR = "target_met_at_mid_year"
    SAME_RESULT_EVERY_YEAR = "same_result_every_year"
    ORDINARY_WORDS = "ordinary_words"
    SOURCE_ABSENT = "source_absent"
    BASELINE_ABSENT = "baseline_absent"
    WEIGHTS_EMPTY = "weights_empty"


Figure = str | float | int | date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that a finding rests on. `upload_id` is None for a file that is not stored yet."""

    file_name: str
    sheet_name: str
    cell: str
    upload_id: int | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A target, baseline or result as a cell states it; `text` is what was typed.

    `upper_number` closes a range. Which of the others counts depends on the measure kind.
    """

    text: str | None = None
    number: float | None = None
    upper_number: float | None = None
    day: date | None = None
    is_yes: bool | None = None

    @property
    def is_stated(self) -> bool:
        """Says whether the cell holds anything."""
        return bool(self.text and self.text.strip()) or self.is_comparable

    @property
    def is_comparable(self) -> bool:
        """Says whether it holds a number, a date or a yes or no."""
        return any(part is not None for part in (self.number, self.day, self.is_yes))

    def says_the_same(self, other: Value) -> bool:
        """Says whether two cells mean the same, however they are typed; words by their letters.

        The same words are the same: "+30 % della base-line" may be a number in one document and,
        where the baseline is not repeated, none in the other.
        """
        if self.text and _plain(self.text) == _plain(other.text):
            return True
        return self.is_comparable and self._parts() == other._parts()

    def words(self) -> str:
        """Gives what was typed, or the figure where no text was kept."""
        if self.text and self.text.strip():
            return self.text.strip()
        stated = next((p for p in (self.number, self.day, self.is_yes) if p is not None), "")
        return str(stated)

    def _parts(self) -> tuple[Figure, ...]:
        return self.number, self.upper_number, self.day, self.is_yes


@dataclass(frozen=True, slots=True)
class TargetStatement:
    """One target of an indicator as one document stated it, in force or replaced since.

    `stated_at` (UTC without zone): when the file came, or when a decision varied it.
    `decision_id` is set for a target that a decision on a proposal varied.
    """

    document_kind: DocumentKind
    target_period: Period
    value: Value
    stated_at: datetime
    place: Place
    unit: str | None = None
    decision_id: int | None = None
    is_in_force: bool = True


@dataclass(frozen=True, slots=True)
class Reported:
    """The result of an indicator in one period, with the target in force for that period.

    `achievement_pct` is the counted percentage, None where nothing is counted. `is_set_aside`: a
    person took it out of the count (not assessable, sterilised, eliminated). `known_at` (UTC
    without zone): when the report that states it came.
    """

    period: Period
    value: Value
    target: Value = field(default_factory=Value)
    has_own_target: bool = False
    reason: str | None = None
    achievement_pct: float | None = None
    is_set_aside: bool = False
    known_at: datetime | None = None
    place: Place | None = None

    @property
    def is_judged_by_target(self) -> bool:
        """Says whether the target is one for this very period, not the year's seen at mid-year."""
        return self.period is Period.FINAL or self.has_own_target


@dataclass(frozen=True, slots=True)
class PastResult:
    """The final result of the same indicator in an earlier year."""

    year: int
    number: float | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about; names are for the screen. All None: the entity as a whole."""

    sector_code: str | None = None
    action_code: str | None = None
    indicator_code: str | None = None
    objective_code: str | None = None
    sector_name: str | None = None
    action_name: str | None = None
    indicator_name: str | None = None
    objective_name: str | None = None


@dataclass(frozen=True, slots=True)
class ExaminedIndicator:
    """An indicator of the year. `target` is the year's; `past` its earlier years, newest first."""

    subject: Subject
    measure_kind: MeasureKind
    unit: str | None = None
    nature: str | None = None  # a value of dashboard.domain.rules.Nature
    baseline: Value = field(default_factory=Value)
    source: str | None = None
    weight: float | None = None
    target: Value = field(default_factory=Value)
    reported: tuple[Reported, ...] = ()
    statements: tuple[TargetStatement, ...] = ()
    past: tuple[PastResult, ...] = ()
    place: Place | None = None

    def result(self, period: Period) -> Reported | None:
        """Gives what was reported in a period; None where no report has the indicator."""
        return next((one for one in self.reported if one.period is period), None)


@dataclass(frozen=True, slots=True)
class ExaminedAction:
    """An action of the year, with the objectives that it is tied to."""

    subject: Subject
    action_kind: ActionKind | None = None
    description: str | None = None
    weight: float | None = None
    strategic_objective_code: str | None = None
    operational_objective_code: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ExaminedObjective:
    """An operational objective of the DUP that covers the year."""

    subject: Subject
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PlanArrival:
    """The first plan of a sector for the year: the day it was received (the deed is not known)."""

    sector_name: str
    received_on: date
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """One entity's year: everything that the checks look at. The order of rows says nothing."""

    entity_code: str
    reference_year: int
    indicators: tuple[ExaminedIndicator, ...] = ()
    actions: tuple[ExaminedAction, ...] = ()
    objectives: tuple[ExaminedObjective, ...] = ()
    plans: tuple[PlanArrival, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found on one subject, with the figures that made it fire and their cells."""

    check_code: CheckCode
    severity: Severity
    entity_code: str
    reference_year: int
    subject: Subject
    figures: Mapping[str, Figure]
    period: Period | None = None
    places: tuple[Place, ...] = ()

    @property
    def finding_key(self) -> str:
        """Gives what an acceptance refers to: the same fault, on the same figures.

        Other figures are another key, so that what was accepted does not hide a new fault. Names
        and places are not part of it: a file sent again with the same figures stays accepted.
        """
        subject = self.subject
        told = [
            self.check_code,
            self.entity_code,
            self.reference_year,
            subject.sector_code,
            subject.action_code,
            subject.indicator_code,
            subject.objective_code,
            self.period,
            sorted((name, _told(figure)) for name, figure in self.figures.items()),
        ]
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check's function gives; `dashboard.domain.plausibility` makes a finding of it."""

    subject: Subject
    figures: Mapping[str, Figure]
    period: Period | None = None
    places: tuple[Place | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with its severity and the thresholds that its words show."""

    code: CheckCode
    severity: Severity
    faults: Callable[[Examined], Iterable[Fault]]
    thresholds: Mapping[str, float] = field(default_factory=dict)


def _told(figure: Figure) -> str:
    # 2 and 2.0 are one figure: the store gives back as a float what a sheet held as a whole number.
    if isinstance(figure, int | float) and not isinstance(figure, bool):
        return repr(float(figure))
    return str(figure)


def _plain(words: str | None) -> str:
    return " ".join((words or "").casefold().split())
