"""Turn the rows of a recognised document into the facts it states.

Nothing is invented here: a field that the sheet does not have stays None. Two things are
derived, because without them rows could not be followed from one document to the next, and
both are stable: codes from names where a sheet numbers nothing, and the measure kind from the
target where no column states it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.domain.dup_status import contradicts_percent
from dashboard.domain.issues import IssueList
from dashboard.domain.known_names import Days, days_of
from dashboard.domain.model import (
    ActionFact,
    ActionFinanceFact,
    ActionKind,
    DocumentKind,
    DupStatus,
    DupStatusFact,
    Facts,
    FieldValue,
    IndicatorFact,
    MeasureKind,
    ObjectiveFact,
    ParsedDocument,
    Period,
    Quantity,
    QuantityKind,
    ResultFact,
    ResultStatus,
    SectorFact,
    SheetRow,
    StrategicDirectionFact,
    TargetFact,
)
from dashboard.domain.names import code_from_name
from dashboard.domain.part_facts import MONEY_FIELDS, PART_KINDS, finance_fact, part_facts
from dashboard.domain.registry import EntityRegistry
from dashboard.domain.registry_checks import registry_issues
from dashboard.domain.registry_facts import direction_facts, registry_facts, sector_facts
from dashboard.domain.row_values import (
    date_in_row,
    lineage_of,
    lineage_of_value,
    number_in_row,
    quantity_in,
)

_REPORT_PERIOD = {
    DocumentKind.INTERMEDIATE_REPORT: Period.INTERMEDIATE,
    DocumentKind.FINAL_REPORT: Period.FINAL,
}

_KIND_BY_QUANTITY = {
    QuantityKind.DATE: MeasureKind.DATE,
    QuantityKind.RELATIVE_DATE: MeasureKind.DATE,
    QuantityKind.BOOLEAN: MeasureKind.BOOLEAN,
    QuantityKind.QUALITATIVE: MeasureKind.QUALITATIVE,
}

_ACTION_TEXT_FIELDS = (
    "description",
    "service_name",
    "cost_centre",
    "responsible_role",
    "political_referent",
    "internal_subjects",
    "external_subjects",
    "qualitative_expected_result",
    "qualitative_result",
    "piao_section",
    "human_resources",
    "mission_programme",
    "budget_chapter",
    "other_services",
    "planned_years",
    "production_factor",
)


_TOLD_OF_A_SUM = (
    "cost_centre",
    "production_factor",
    "budget_chapter",
    "mission_programme",
    *MONEY_FIELDS,
)


def facts_from(
    document: ParsedDocument, registry: EntityRegistry, reference_year: int, issues: IssueList
) -> Facts:
    """Gives what a document states, in the order of its rows.

    `registry` settles the codes of sectors and directions; `issues` receives what only shows
    when rows are seen together: the same indicator twice, an action without a code.
    """
    days = days_of(reference_year, report_period(document))
    if document.kind is DocumentKind.REGISTRY:
        stated = registry_facts(document.rows, registry, days, issues)
        registry_issues(stated, issues)
        return Facts(
            sectors=sector_facts(stated, days),
            strategic_directions=direction_facts(stated, days),
            registry=stated,
        )
    collector = _Collector(document, registry, reference_year, days, issues)
    if document.kind in PART_KINDS:
        return part_facts(
            document.kind, document.rows, collector.sector_fact_of, reference_year, issues
        )
    for row in document.rows:
        collector.take(row)
    return collector.facts()


def report_period(document: ParsedDocument) -> Period | None:
    """Gives the period a document reports on; None for plans and DUP status."""
    return _REPORT_PERIOD.get(document.kind, document.period)


def measure_kind_of(
    stated: str | None, operator: str | None, target: Quantity | None
) -> MeasureKind:
    """Gives how a result will be compared: by the target's own nature, then as stated.

    A target that is a date can only be compared as a date, whatever the column says; a number
    follows the stated kind, then its operator. "70 %" alone means "at least 70 %". A target in
    words under a stated yes/no asks whether the thing was done.
    """
    words_or_number = (QuantityKind.QUALITATIVE, QuantityKind.NUMBER)
    if stated == MeasureKind.BOOLEAN and target is not None and target.kind in words_or_number:
        return MeasureKind.BOOLEAN
    if target is not None and target.kind in _KIND_BY_QUANTITY:
        return _KIND_BY_QUANTITY[target.kind]
    if stated is not None:
        return MeasureKind(stated)
    if target is not None and target.operator == "between":
        return MeasureKind.RANGE
    if operator in ("<=", "<"):
        return MeasureKind.DECREASING
    return MeasureKind.INCREASING


def resolved_number(target: Quantity, baseline: Quantity | None) -> float | None:
    """Gives the target as a plain number, adding or multiplying the baseline where it asks so.

    None when the target states no number, or needs a baseline that is not a number.
    """
    if target.kind is not QuantityKind.NUMBER or target.number is None:
        return None
    if target.baseline_relation is None:
        return target.number
    if baseline is None or baseline.kind is not QuantityKind.NUMBER or baseline.number is None:
        return None
    if target.baseline_relation == "plus":
        return baseline.number + target.number
    return baseline.number * target.number


@dataclass(slots=True)
class _Collector:
    """Gathers facts row by row; the first statement of a thing wins, later rows fill its gaps."""

    document: ParsedDocument
    registry: EntityRegistry
    reference_year: int
    days: Days
    issues: IssueList
    sectors: dict[str, SectorFact] = field(default_factory=dict)
    directions: dict[str, StrategicDirectionFact] = field(default_factory=dict)
    objectives: dict[tuple[str, str], ObjectiveFact] = field(default_factory=dict)
    actions: dict[tuple[str, str], ActionFact] = field(default_factory=dict)
    indicators: dict[tuple[str, str, str], IndicatorFact] = field(default_factory=dict)
    targets: dict[tuple[str, str, str, int, Period], TargetFact] = field(default_factory=dict)
    results: dict[tuple[str, str, str, Period], ResultFact] = field(default_factory=dict)
    dup_statuses: dict[str, DupStatusFact] = field(default_factory=dict)
    sums: dict[tuple[str, str], dict[tuple[object, ...], ActionFinanceFact]] = field(
        default_factory=dict
    )

    def facts(self) -> Facts:
        return Facts(
            sectors=tuple(self.sectors.values()),
            strategic_directions=tuple(self.directions.values()),
            objectives=tuple(self.objectives.values()),
            actions=tuple(
                _with_total(action, self.sums.get(key, {}).values())
                for key, action in self.actions.items()
            ),
            indicators=tuple(self.indicators.values()),
            targets=tuple(self.targets.values()),
            results=tuple(self.results.values()),
            dup_statuses=tuple(self.dup_statuses.values()),
            action_finances=tuple(
                fact for sums in self.sums.values() if len(sums) > 1 for fact in sums.values()
            ),
        )

    def take(self, row: SheetRow) -> None:
        sector_code = self._sector(row)
        direction_code = self._direction(row)
        strategic_code = self._objective(row, "strategic", direction_code, None)
        operational_code = self._objective(row, "operational", direction_code, strategic_code)
        chain = (direction_code, strategic_code, operational_code)
        if self.document.kind is DocumentKind.DUP_STATUS:
            self._dup_status(row, chain, sector_code)
        elif sector_code is not None:
            action_code = self._action(row, sector_code, chain)
            if action_code is not None:
                self._indicator(row, sector_code, action_code)

    # --- who and where in the chain ---

    def sector_fact_of(self, row: SheetRow) -> SectorFact | None:
        """Gives the sector that a row belongs to, as its column or the whole document says."""
        sector_code = self._sector(row)
        return None if sector_code is None else self.sectors[sector_code]

    def _sector(self, row: SheetRow) -> str | None:
        code, name = row.text("sector_code"), row.text("sector_name")
        if code is None and name is None:
            code, name = self.document.sector_code, self.document.sector_name
        known_sectors = self.registry.sectors
        sector_code = known_sectors.code_of(code, name, self.days)
        if sector_code is not None and sector_code not in self.sectors:
            known = known_sectors.title_of(sector_code, name, self.days)
            cell = lineage_of(row, "sector_code", "sector_name")
            self.sectors[sector_code] = SectorFact(sector_code, known, cell)
        return sector_code

    def _direction(self, row: SheetRow) -> str | None:
        code, name = row.text("strategic_direction_code"), row.text("strategic_direction_name")
        if code is None and name is None:
            code = self.document.strategic_direction_code
            name = self.document.strategic_direction_name
        known_directions = self.registry.strategic_directions
        direction_code = known_directions.code_of(code, name, self.days)
        if direction_code is not None and direction_code not in self.directions:
            known = known_directions.title_of(direction_code, name, self.days)
            cell = lineage_of(row, "strategic_direction_code", "strategic_direction_name")
            self.directions[direction_code] = StrategicDirectionFact(direction_code, known, cell)
        return direction_code

    def _objective(
        self, row: SheetRow, level: str, direction_code: str | None, strategic_code: str | None
    ) -> str | None:
        name = row.text(f"{level}_objective_name")
        code = row.text(f"{level}_objective_code") or (code_from_name(name) if name else None)
        if code is None:
            return None
        if (level, code) not in self.objectives:
            self.objectives[level, code] = ObjectiveFact(
                level=level,
                objective_code=code,
                objective_name=name or code,
                strategic_direction_code=direction_code,
                strategic_objective_code=strategic_code,
                lineage=lineage_of(row, f"{level}_objective_code", f"{level}_objective_name"),
            )
        return code

    # --- PEG and PIAO ---

    def _action(
        self, row: SheetRow, sector_code: str, chain: tuple[str | None, str | None, str | None]
    ) -> str | None:
        name = row.text("action_name")
        code = row.text("action_code")
        if code is None and name is not None:
            code = code_from_name(name)
            if (sector_code, code) not in self.actions:
                where = row.values["action_name"]
                self.issues.add("action_code_missing", where.sheet_name, where.cell, found=name)
        if code is None:
            return None
        key = (sector_code, code)
        stated = _action_fact(row, sector_code, code, name or code, chain)
        known = self.actions.get(key)
        self.actions[key] = stated if known is None else _gaps_filled(known, stated)
        if self.document.kind is DocumentKind.PEG_ACTIONS:
            self._sum(row, key)
        return code

    def _sum(self, row: SheetRow, key: tuple[str, str]) -> None:
        """Keeps each sum of an action that has several: one row per chapter or factor.

        A row that says of the money what one above said repeats it and adds nothing.
        """
        if all(number_in_row(row, name) is None for name in MONEY_FIELDS):
            return
        fact = finance_fact(row, *key)
        told = tuple(getattr(fact, name) for name in _TOLD_OF_A_SUM)
        self.sums.setdefault(key, {}).setdefault(told, fact)

    def _indicator(self, row: SheetRow, sector_code: str, action_code: str) -> None:
        name = row.text("indicator_name")
        code = row.text("indicator_code") or (code_from_name(name) if name else None)
        if code is None:
            self._say_unnamed_measure(row)
            return
        key = (sector_code, action_code, code)
        if key in self.indicators:
            first = self.indicators[key].lineage
            where = lineage_of(row, "indicator_code", "indicator_name", "action_code")
            self.issues.add(
                "duplicated_row",
                where.sheet_name,
                where.cell,
                found=f"{action_code} / {name or code}",
                first_cell=f"{first.sheet_name}, {first.cell}",
            )
            return
        operator, target = _operator(row), quantity_in(row, "target")
        kind = measure_kind_of(row.text("measure_kind"), operator, target)
        self.indicators[key] = _indicator_fact(row, key, name or code, kind)
        self._targets(row, key, operator)
        period = report_period(self.document)
        if period is not None:
            self.results[(*key, period)] = _result_fact(row, key, self.reference_year, period, kind)

    def _say_unnamed_measure(self, row: SheetRow) -> None:
        for field_name in ("target", "result"):
            measure = row.values.get(field_name)
            if measure is not None and measure.raw_text.strip():
                self.issues.add(
                    "indicator_name_missing",
                    measure.sheet_name,
                    measure.cell,
                    found=measure.raw_text,
                )
                return

    def _targets(self, row: SheetRow, key: tuple[str, str, str], operator: str | None) -> None:
        year = self.reference_year
        stated = (
            ("target", year, Period.FINAL),
            ("target_intermediate", year, Period.INTERMEDIATE),
            ("target_next_year", year + 1, Period.FINAL),
            ("target_year_after_next", year + 2, Period.FINAL),
        )
        for field_name, target_year, period in stated:
            found = row.values.get(field_name)
            if found is None or found.quantity is None:
                continue
            if found.quantity.kind is QuantityKind.MISSING:
                continue
            self.targets[(*key, target_year, period)] = _target_fact(
                row, key, found, found.quantity, target_year, period, operator
            )

    # --- DUP ---

    def _dup_status(
        self,
        row: SheetRow,
        chain: tuple[str | None, str | None, str | None],
        sector_code: str | None,
    ) -> None:
        direction_code, strategic_code, operational_code = chain
        name = row.text("intervention_name")
        code = row.text("intervention_code") or (code_from_name(name) if name else None)
        if code is None or direction_code is None:
            return
        where = lineage_of(row, "intervention_code", "intervention_name")
        if code in self.dup_statuses:
            first = self.dup_statuses[code].lineage
            self.issues.add(
                "duplicated_row",
                where.sheet_name,
                where.cell,
                found=f"{code} {name or ''}".strip(),
                first_cell=f"{first.sheet_name}, {first.cell}",
            )
            return
        status = self._status(row)
        self.dup_statuses[code] = DupStatusFact(
            strategic_direction_code=direction_code,
            strategic_objective_code=strategic_code,
            operational_objective_code=operational_code,
            intervention_code=code,
            intervention_name=name or code,
            sector_code=sector_code,
            status_text=row.text("status_text"),
            status=status,
            percent=number_in_row(row, "percent"),
            as_of_date=date_in_row(row, "as_of_date") or self.document.as_of_date,
            lineage=lineage_of(row, "status_text", "status", "percent", "intervention_name"),
        )

    def _status(self, row: SheetRow) -> DupStatus | None:
        """Gives the status of a row: by the words of the entity's anagrafica, else by our own."""
        stated, cell = row.text("status"), row.values.get("status")
        ours = None if stated is None else DupStatus(stated)
        if cell is None:
            return ours
        own = self.registry.status_of(cell.raw_text, self.reference_year)
        if own is None or own is ours:
            return ours
        self._say_again(row, own)
        return own

    def _say_again(self, row: SheetRow, status: DupStatus) -> None:
        """Takes back what was said of a row's status by our own words; says what is still true."""
        places = {
            "status_unknown": row.values["status"].cell,
            "status_percent_contradiction": lineage_of(row, "percent").cell,
        }
        self.issues.issues[:] = [
            issue
            for issue in self.issues.issues
            if (issue.sheet_name, issue.cell) != (row.sheet_name, places.get(issue.code))
        ]
        percent = number_in_row(row, "percent")
        if contradicts_percent(status, percent):
            self.issues.add(
                "status_percent_contradiction",
                row.sheet_name,
                places["status_percent_contradiction"],
                expected=row.values["status"].raw_text,
                found=row.values["percent"].raw_text,
            )


def _action_fact(
    row: SheetRow,
    sector_code: str,
    action_code: str,
    action_name: str,
    chain: tuple[str | None, str | None, str | None],
) -> ActionFact:
    kind = row.text("action_kind")
    agreed = row.get("is_agreed_with_other_services")
    texts: dict[str, Any] = {name: row.text(name) for name in _ACTION_TEXT_FIELDS}
    return ActionFact(
        tags=_labels(row.text("tags")),
        sector_code=sector_code,
        action_code=action_code,
        action_name=action_name,
        lineage=lineage_of(row, "action_code", "action_name"),
        action_kind=None if kind is None else ActionKind(kind),
        strategic_direction_code=chain[0],
        strategic_objective_code=chain[1],
        operational_objective_code=chain[2],
        weight=number_in_row(row, "weight"),
        start_date=date_in_row(row, "start_date"),
        end_date=date_in_row(row, "end_date"),
        allocated_eur=number_in_row(row, "allocated_eur"),
        committed_eur=number_in_row(row, "committed_eur"),
        paid_eur=number_in_row(row, "paid_eur"),
        is_agreed_with_other_services=agreed if isinstance(agreed, bool) else None,
        **texts,
    )


def _with_total(action: ActionFact, sums: Collection[ActionFinanceFact]) -> ActionFact:
    """Gives an action whose list states several sums with what they come to."""
    if len(sums) < 2:
        return action
    stated = {name: [getattr(one, name) for one in sums] for name in MONEY_FIELDS}
    known = {name: [part for part in parts if part is not None] for name, parts in stated.items()}
    totals: dict[str, Any] = {name: sum(parts) for name, parts in known.items() if parts}
    return replace(action, **totals)


def _gaps_filled(known: ActionFact, stated: ActionFact) -> ActionFact:
    """Gives the known action with what only a later row says of it."""
    gaps = {
        name: getattr(stated, name)
        for name in ActionFact.__dataclass_fields__
        if getattr(known, name) is None and getattr(stated, name) is not None
    }
    return replace(known, **gaps) if gaps else known


def _indicator_fact(
    row: SheetRow, key: tuple[str, str, str], name: str, kind: MeasureKind
) -> IndicatorFact:
    baseline = row.values.get("baseline")
    target = quantity_in(row, "target")
    return IndicatorFact(
        sector_code=key[0],
        action_code=key[1],
        indicator_code=key[2],
        indicator_name=name,
        measure_kind=kind,
        unit=row.text("unit") or (target.unit if target is not None else None),
        baseline_number=number_in_row(row, "baseline"),
        baseline_text=None if baseline is None else baseline.raw_text.strip() or None,
        baseline_cell=None if baseline is None else baseline.cell,
        source=row.text("source"),
        weight=number_in_row(row, "indicator_weight"),
        nature=row.text("indicator_nature"),
        lineage=lineage_of(row, "indicator_name", "indicator_code"),
    )


def _target_fact(
    row: SheetRow,
    key: tuple[str, str, str],
    found: FieldValue,
    quantity: Quantity,
    target_year: int,
    period: Period,
    operator: str | None,
) -> TargetFact:
    return TargetFact(
        sector_code=key[0],
        action_code=key[1],
        indicator_code=key[2],
        target_year=target_year,
        period=period,
        target_text=found.raw_text.strip(),
        operator=_stronger(operator, quantity.operator),
        target_number=resolved_number(quantity, quantity_in(row, "baseline")),
        target_upper_number=quantity.upper_number,
        target_date=quantity.date,
        target_boolean=_expected_boolean(quantity, row.text("measure_kind")),
        lineage=lineage_of_value(row, found),
    )


def _expected_boolean(target: Quantity, stated_kind: str | None) -> bool | None:
    """Gives what a yes/no target expects; under a stated yes/no, words, 1 or 100 % mean yes."""
    if target.kind is QuantityKind.BOOLEAN:
        return target.boolean
    if stated_kind != MeasureKind.BOOLEAN:
        return None
    return True if target.kind is QuantityKind.QUALITATIVE else target.number != 0


def _result_fact(
    row: SheetRow,
    key: tuple[str, str, str],
    year: int,
    period: Period,
    kind: MeasureKind,
) -> ResultFact:
    found, reason = row.values.get("result"), row.values.get("reason")
    quantity = None if found is None else found.quantity
    where = lineage_of(row, "result", "percent", "indicator_name", "indicator_code")
    return ResultFact(
        sector_code=key[0],
        action_code=key[1],
        indicator_code=key[2],
        result_year=year,
        period=period,
        lineage=where,
        result_text=_result_text(found),
        result_number=_result_number(kind, quantity),
        result_date=None if quantity is None else quantity.date,
        result_boolean=_result_boolean(kind, quantity),
        reason=row.text("reason"),
        reason_cell=None if reason is None else reason.cell,
        note=row.text("note"),
        declared_achievement_pct=number_in_row(row, "percent"),
        is_not_assessable=row.get("is_not_assessable") is True,
        is_not_due=quantity is not None and quantity.event == "not_due",
        not_assessable_reason=row.text("not_assessable_reason"),
        stated_state=_stated_state(quantity),
        numerator=_part(row, "numerator", quantity),
        denominator=_part(row, "denominator", quantity),
    )


def _labels(text: str | None) -> str | None:
    """Gives the labels of an action between semicolons, however the sheet separates them."""
    labels = [label.strip() for label in re.split(r"[;,\n]", text or "")]
    return "; ".join(label for label in labels if label) or None


def _stated_state(quantity: Quantity | None) -> str | None:
    """Gives the state that stands in place of a result, where the sheet says one."""
    event = None if quantity is None else quantity.event
    return event if event in (ResultStatus.STERILISED, ResultStatus.ELIMINATED) else None


def _part(row: SheetRow, part: str, result: Quantity | None) -> float | None:
    """Gives a part of a ratio: from its own column, else as written beside the result."""
    stated = number_in_row(row, part)
    if stated is not None or result is None:
        return stated
    return result.numerator if part == "numerator" else result.denominator


def _result_text(found: FieldValue | None) -> str | None:
    """Gives what was typed as result; None where that says there is none ("n.d.", a dash)."""
    if found is None:
        return None
    quantity = found.quantity
    if quantity is not None and quantity.kind is QuantityKind.MISSING and quantity.event is None:
        return None
    return found.raw_text.strip() or None


def _result_number(kind: MeasureKind, quantity: Quantity | None) -> float | None:
    """Gives the number reached; under a target in words, yes counts 100 and no counts 0."""
    if quantity is None or kind in (MeasureKind.BOOLEAN, MeasureKind.DATE):
        return None
    if kind is MeasureKind.QUALITATIVE and quantity.boolean is not None:
        return 100.0 if quantity.boolean else 0.0
    return quantity.number


def _result_boolean(kind: MeasureKind, quantity: Quantity | None) -> bool | None:
    """Gives yes or no; under a yes/no measure 1 and 100 mean yes, 0 means no, the rest nothing."""
    if quantity is None or kind is not MeasureKind.BOOLEAN:
        return None
    if quantity.boolean is not None:
        return quantity.boolean
    if quantity.number in (1.0, 100.0):
        return True
    return False if quantity.number == 0.0 else None


def _operator(row: SheetRow) -> str | None:
    typed = row.text("operator")
    target = quantity_in(row, "target")
    return _stronger(typed, None if target is None else target.operator)


def _stronger(first: str | None, second: str | None) -> str | None:
    """Gives the operator that says more: "=" is what a bare number looks like."""
    if first in (None, "=") and second is not None:
        return second
    return first
