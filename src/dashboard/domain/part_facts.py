"""Turn the rows of the further parts of PEG and final report into what they state.

Resources and staff of actions; ordinary activity, quality controls and innovations of services.
As elsewhere a field that the sheet does not have stays None, and a thing without a code gets one
from its name. A thing stated twice is an issue that names both places; the first statement counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from dashboard.domain.issues import IssueList
from dashboard.domain.model import (
    PARTS_OF,
    ActionFinanceFact,
    ActionStaffFact,
    ClarificationAnswerFact,
    DocumentKind,
    Facts,
    FieldValue,
    InnovationFact,
    Lineage,
    OrdinaryActivityFact,
    QualityControlFact,
    QuantityKind,
    SectorFact,
    SheetRow,
)
from dashboard.domain.names import code_from_name, comparable_code, normalised_name
from dashboard.domain.row_values import (
    date_in_row,
    lineage_of,
    lineage_of_value,
    number_in_row,
)

PART_KINDS = frozenset(part for parts in PARTS_OF.values() for part in parts)

# How many years before the reference year each column of values speaks of.
YEARS_BEFORE_BY_FIELD: Mapping[str, int] = {
    "activity_value": 0,
    "activity_value_1_year_before": 1,
    "activity_value_2_years_before": 2,
    "activity_value_3_years_before": 3,
}
MONEY_FIELDS = ("allocated_eur", "committed_eur", "paid_eur")

_SIGN_LENGTH = 7
# "12", "n. 12"; with two numbers nobody knows which is meant.
_ONE_NUMBER = re.compile(r"\D*(\d{1,9})\D*")
_Key = tuple[str, ...]


def part_code(row: SheetRow, stem: str) -> str | None:
    """Gives the code of a measure, control or innovation; None where it has no name either.

    Without a stated code one is made of name and service: two services count the same thing each
    for itself. What is too long for a code is told apart by a sign of the whole.
    """
    stated = row.text(f"{stem}_code")
    name = part_name(row, stem)
    if stated is not None or name is None:
        return stated
    text = " ".join((name, row.text("service_name") or ""))
    code = code_from_name(text)
    if normalised_name(text).replace(" ", "-") == code:
        return code
    return f"{code[: -_SIGN_LENGTH - 1]}-{sha256(text.encode()).hexdigest()[:_SIGN_LENGTH]}"


def part_name(row: SheetRow, stem: str) -> str | None:
    """Gives what a thing is called: a measure beside its activity needs both names."""
    names = (row.text("activity_name") if stem == "measure" else None, row.text(f"{stem}_name"))
    return ": ".join(name for name in names if name) or None


def clarification_number(row: SheetRow) -> int | None:
    """Gives the number of the request that a row speaks of; None where it states none, or two."""
    found = _ONE_NUMBER.fullmatch(row.text("clarification_code") or "")
    return None if found is None else int(found[1])


def action_code_of(row: SheetRow) -> str | None:
    """Gives the code of the action that a row speaks of, made of its name where none is stated."""
    name = row.text("action_name")
    return row.text("action_code") or (None if name is None else code_from_name(name))


def finance_fact(row: SheetRow, sector_code: str, action_code: str) -> ActionFinanceFact:
    """Gives what a row says of an action's money; its cell is that of the first sum stated."""
    return ActionFinanceFact(
        sector_code=sector_code,
        action_code=action_code,
        lineage=lineage_of(row, *MONEY_FIELDS, "action_code", "action_name"),
        cost_centre=row.text("cost_centre"),
        production_factor=row.text("production_factor"),
        budget_chapter=row.text("budget_chapter"),
        mission_programme=row.text("mission_programme"),
        allocated_eur=number_in_row(row, "allocated_eur"),
        committed_eur=number_in_row(row, "committed_eur"),
        paid_eur=number_in_row(row, "paid_eur"),
        note=row.text("note"),
    )


def plain_number(value: FieldValue | None) -> float | None:
    """Gives the number of a cell that states one as it is: not "more than 100", not words."""
    quantity = None if value is None else value.quantity
    if quantity is None or quantity.kind is not QuantityKind.NUMBER:
        return None
    return quantity.number if quantity.operator in (None, "=") else None


def stated_text(value: FieldValue | None) -> str | None:
    """Gives what a cell holds as value, be it in words; None for a dash or "n.d."."""
    if value is None or value.quantity is None:
        return None
    is_missing = value.quantity.kind is QuantityKind.MISSING
    return None if is_missing else value.raw_text.strip() or None


def part_facts(
    kind: DocumentKind,
    rows: Iterable[SheetRow],
    sector_of: Callable[[SheetRow], SectorFact | None],
    reference_year: int,
    issues: IssueList,
) -> Facts:
    """Gives what the rows of a further part state, in their order.

    `sector_of` settles whose a row is. A row of no sector or of nothing that is named states
    nothing; where it was read that was said.
    """
    collector = _PartCollector(reference_year, issues)
    take = {
        DocumentKind.ACTION_FINANCES: collector.finance,
        DocumentKind.ACTION_STAFF: collector.staff,
        DocumentKind.ORDINARY_ACTIVITY: collector.activity,
        DocumentKind.QUALITY_CONTROLS: collector.control,
        DocumentKind.INNOVATIONS: collector.innovation,
        DocumentKind.CLARIFICATIONS: collector.answer,
    }[kind]
    sectors: dict[str, SectorFact] = {}
    for row in rows:
        sector = sector_of(row)
        if sector is not None:
            sectors.setdefault(sector.sector_code, sector)
            take(row, sector.sector_code)
    return Facts(
        sectors=tuple(sectors.values()),
        action_finances=tuple(collector.finances),
        action_staff=tuple(collector.staffs),
        ordinary_activities=tuple(collector.activities),
        quality_controls=tuple(collector.controls),
        innovations=tuple(collector.innovations),
        clarification_answers=tuple(collector.answers),
    )


@dataclass(slots=True)
class _PartCollector:
    """Gathers facts row by row and speaks of what is stated twice."""

    reference_year: int
    issues: IssueList
    finances: list[ActionFinanceFact] = field(default_factory=list)
    staffs: list[ActionStaffFact] = field(default_factory=list)
    activities: list[OrdinaryActivityFact] = field(default_factory=list)
    controls: list[QualityControlFact] = field(default_factory=list)
    innovations: list[InnovationFact] = field(default_factory=list)
    answers: list[ClarificationAnswerFact] = field(default_factory=list)
    first_places: dict[_Key, Lineage] = field(default_factory=dict)

    def finance(self, row: SheetRow, sector_code: str) -> None:
        action_code = action_code_of(row)
        if action_code is None:
            return
        fact = finance_fact(row, sector_code, action_code)
        place = (fact.cost_centre, fact.production_factor, fact.budget_chapter)
        parts = (*place, fact.mission_programme)
        if self._is_first(row, (sector_code, action_code, *(part or "" for part in parts))):
            self.finances.append(fact)

    def staff(self, row: SheetRow, sector_code: str) -> None:
        action_code, category = action_code_of(row), row.text("staff_category")
        if action_code is None or category is None:
            return
        if self._is_first(row, (sector_code, action_code, category)):
            self.staffs.append(
                ActionStaffFact(
                    sector_code=sector_code,
                    action_code=action_code,
                    staff_category=category,
                    lineage=lineage_of(row, "staff_category"),
                    head_count=number_in_row(row, "head_count"),
                    time_share_pct=number_in_row(row, "time_share_pct"),
                    note=row.text("note"),
                )
            )

    def activity(self, row: SheetRow, sector_code: str) -> None:
        code, name = part_code(row, "measure"), part_name(row, "measure")
        if code is None or not self._is_first(row, (sector_code, code)):
            return
        for field_name, years_before in YEARS_BEFORE_BY_FIELD.items():
            value = row.values.get(field_name)
            # What is not said of the year itself is missing; of earlier years it was not asked.
            if years_before and stated_text(value) is None:
                continue
            self.activities.append(
                _activity_fact(
                    row,
                    (sector_code, code, name or code),
                    self.reference_year - years_before,
                    value,
                )
            )

    def control(self, row: SheetRow, sector_code: str) -> None:
        code, day = part_code(row, "control"), date_in_row(row, "control_date")
        # A control made again on another day is another control of the same name.
        day_text = "" if day is None else day.isoformat()
        if code is None or not self._is_first(row, (sector_code, code, day_text)):
            return
        self.controls.append(
            QualityControlFact(
                sector_code=sector_code,
                control_code=code,
                control_name=part_name(row, "control") or code,
                lineage=lineage_of(row, "control_name", "control_code"),
                service_name=row.text("service_name"),
                control_method=row.text("control_method"),
                control_date=day,
                checked_count=number_in_row(row, "checked_count"),
                non_compliant_count=number_in_row(row, "non_compliant_count"),
                outcome=row.text("outcome"),
                corrective_action=row.text("corrective_action"),
                note=row.text("note"),
            )
        )

    def innovation(self, row: SheetRow, sector_code: str) -> None:
        code = part_code(row, "innovation")
        if code is None or not self._is_first(row, (sector_code, code)):
            return
        self.innovations.append(
            InnovationFact(
                sector_code=sector_code,
                innovation_code=code,
                innovation_name=part_name(row, "innovation") or code,
                lineage=lineage_of(row, "innovation_name", "innovation_code"),
                service_name=row.text("service_name"),
                innovation_area=row.text("innovation_area"),
                description=row.text("description"),
                start_date=date_in_row(row, "start_date"),
                beneficiaries=row.text("beneficiaries"),
                benefit=row.text("benefit"),
                note=row.text("note"),
            )
        )

    def answer(self, row: SheetRow, sector_code: str) -> None:
        """Takes an answer; a request that nobody has answered yet states nothing."""
        number, text = clarification_number(row), row.text("answer")
        if number is None or text is None or not self._is_first(row, (sector_code, str(number))):
            return
        self.answers.append(
            ClarificationAnswerFact(sector_code, number, text, lineage_of(row, "answer"))
        )

    def _is_first(self, row: SheetRow, parts: _Key) -> bool:
        """Says whether nothing above stated the same thing; speaks of it otherwise."""
        key = tuple(comparable_code(normalised_name(part)) for part in parts)
        where = lineage_of(row, *_IDENTIFYING_FIELDS)
        first = self.first_places.setdefault(key, where)
        if first is where:
            return True
        self.issues.add(
            "duplicated_row",
            where.sheet_name,
            where.cell,
            found=" / ".join(part for part in parts[1:] if part),
            first_cell=f"{first.sheet_name}, {first.cell}",
        )
        return False


# Where a row that is stated again is pointed at: at what tells it from others.
_IDENTIFYING_FIELDS = (
    "production_factor",
    "staff_category",
    "measure_name",
    "activity_name",
    "control_name",
    "innovation_name",
    "measure_code",
    "control_code",
    "innovation_code",
    "clarification_code",
    "action_code",
    "action_name",
)


def _activity_fact(
    row: SheetRow, identity: tuple[str, str, str], year: int, value: FieldValue | None
) -> OrdinaryActivityFact:
    quantity = None if value is None else value.quantity
    sector_code, code, name = identity
    return OrdinaryActivityFact(
        sector_code=sector_code,
        measure_code=code,
        measure_name=name,
        value_year=year,
        lineage=(
            lineage_of(row, "measure_name", "activity_name", "measure_code")
            if value is None
            else lineage_of_value(row, value)
        ),
        service_name=row.text("service_name"),
        unit=row.text("unit") or (None if quantity is None else quantity.unit),
        value_number=plain_number(value),
        value_text=stated_text(value),
        note=row.text("note"),
    )
