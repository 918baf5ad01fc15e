"""Checks that need more than one document: a report against its plan, resources against the PEG.

What a row shows by itself is checked where it is read; here a target is compared with the one
approved in the plan, a declared percentage with the one that the figures give, and what is said
of the resources of actions with the actions of the PEG.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dashboard.domain.achievement import measured_achievement
from dashboard.domain.issues import IssueList
from dashboard.domain.measured import measured_from_facts
from dashboard.domain.model import (
    PARTS_OF,
    ActionFinanceFact,
    ActionStaffFact,
    DocumentKind,
    DocumentToStore,
    IndicatorFact,
    Period,
    ResultFact,
    TargetFact,
)
from dashboard.domain.row_values import lineage_of
from dashboard.domain.rule_book import PROGRAM_RULES, RuleBook

REPORT_KINDS = (DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT)

# A declared percentage may be rounded or truncated to the unit; more than that is a difference.
DECLARED_TOLERANCE_POINTS = 1.0

IndicatorKey = tuple[str, str, str]
"""Sector, action and indicator code."""
SectorYear = tuple[str, str, int]
"""Entity and sector code, year."""


@dataclass(slots=True)
class PlanIndex:
    """The targets of approved plans, by entity, indicator, year and period."""

    _targets: dict[tuple[str, IndicatorKey, int, Period], TargetFact] = field(default_factory=dict)
    _planned: set[tuple[str, str, int]] = field(default_factory=set)

    def learn(self, documents: Iterable[DocumentToStore]) -> None:
        """Takes the targets of the PIAO sheets among the documents; they replace older ones."""
        for document in documents:
            if document.kind is DocumentKind.PIAO_SHEET:
                for target in document.facts.targets:
                    self._put(document.entity_code, target)

    def learn_stored(self, entity_code: str, targets: Iterable[TargetFact]) -> None:
        """Takes targets already in the store, where no document at hand states a newer one."""
        for target in targets:
            if self.target(entity_code, _key(target), target.target_year, target.period) is None:
                self._put(entity_code, target)

    def has_plan(self, entity_code: str, sector_code: str, year: int) -> bool:
        """Says whether the sector has any planned target for the year."""
        return (entity_code, sector_code, year) in self._planned

    def target(
        self, entity_code: str, key: IndicatorKey, year: int, period: Period = Period.FINAL
    ) -> TargetFact | None:
        """Gives the planned target of an indicator, or None."""
        return self._targets.get((entity_code, key, year, period))

    def _put(self, entity_code: str, target: TargetFact) -> None:
        key = (entity_code, _key(target), target.target_year, target.period)
        self._targets[key] = target
        self._planned.add((entity_code, target.sector_code, target.target_year))


@dataclass(slots=True)
class PegIndex:
    """The actions that the PEG lists have, by entity, sector and year."""

    _handed_in: dict[SectorYear, set[str]] = field(default_factory=dict)
    _stored: dict[SectorYear, set[str]] = field(default_factory=dict)

    def learn(self, documents: Iterable[DocumentToStore]) -> None:
        """Takes the actions of the PEG lists among the documents; they replace stored ones."""
        for document in documents:
            if document.kind is DocumentKind.PEG_ACTIONS:
                for action in document.facts.actions:
                    place = (document.entity_code, action.sector_code, document.reference_year)
                    self._handed_in.setdefault(place, set()).add(action.action_code)

    def learn_stored(self, entity_code: str, actions: Iterable[tuple[str, int, str]]) -> None:
        """Takes the sector, year and code of actions already in the store."""
        for sector_code, year, action_code in actions:
            place = (entity_code, sector_code, year)
            self._stored.setdefault(place, set()).add(action_code)

    def action_codes(self, entity_code: str, sector_code: str, year: int) -> Collection[str]:
        """Gives the actions of a sector in a year; none where no PEG list is known."""
        place = (entity_code, sector_code, year)
        return self._handed_in.get(place) or self._stored.get(place) or ()


def peg_issues(document: DocumentToStore, peg: PegIndex, issues: IssueList) -> None:
    """Adds an issue for each action whose resources are stated and which the PEG does not have.

    Where no PEG of the sector and year is known, nothing is questioned.
    """
    if document.kind not in PARTS_OF[DocumentKind.PEG_ACTIONS]:
        return
    rows = {(row.sheet_name, row.row_number): row for row in document.rows}
    told: set[tuple[str, str]] = set()
    stated: tuple[ActionFinanceFact | ActionStaffFact, ...] = (
        *document.facts.action_finances,
        *document.facts.action_staff,
    )
    for fact in stated:
        action = (fact.sector_code, fact.action_code)
        known = peg.action_codes(document.entity_code, fact.sector_code, document.reference_year)
        if not known or fact.action_code in known or action in told:
            continue
        told.add(action)
        row = rows[fact.lineage.sheet_name, fact.lineage.row_number]
        where = lineage_of(row, "action_code", "action_name")
        named = (row.text("action_code"), row.text("action_name"))
        found = " ".join(part for part in named if part)
        issues.add("action_not_in_peg", where.sheet_name, where.cell, found=found)


def plan_issues(document: DocumentToStore, plan: PlanIndex, issues: IssueList) -> None:
    """Adds an issue for each reported indicator that the plan lacks or whose target differs."""
    if document.kind not in REPORT_KINDS:
        return
    year, entity_code = document.reference_year, document.entity_code
    for indicator in document.facts.indicators:
        if not plan.has_plan(entity_code, indicator.sector_code, year):
            continue
        if plan.target(entity_code, _key(indicator), year) is None:
            where = indicator.lineage
            issues.add(
                "indicator_not_in_plan",
                where.sheet_name,
                where.cell,
                found=f"{indicator.action_code} / {indicator.indicator_name}",
            )
    for stated in document.facts.targets:
        planned = plan.target(entity_code, _key(stated), stated.target_year, stated.period)
        if planned is not None and not _same_target(planned, stated):
            issues.add(
                "target_differs_from_plan",
                stated.lineage.sheet_name,
                stated.lineage.cell,
                expected=planned.target_text,
                found=stated.target_text,
            )


def drop_issues_settled_by_plan(
    document: DocumentToStore, plan: PlanIndex, issues: IssueList
) -> None:
    """Takes back what a report's row could not know: its plan states the baseline.

    A report repeats "+30 % rispetto alla baseline" without the baseline; the target in force is
    the plan's, already resolved, so there is nothing for the sector to mend.
    """
    if document.kind not in REPORT_KINDS:
        return
    settled = set()
    for stated in document.facts.targets:
        planned = plan.target(document.entity_code, _key(stated), stated.target_year, stated.period)
        if planned is not None and planned.target_number is not None:
            settled.add((stated.lineage.sheet_name, stated.lineage.cell))
    issues.issues[:] = [
        issue
        for issue in issues.issues
        if issue.code != "target_needs_baseline" or (issue.sheet_name, issue.cell) not in settled
    ]


def declared_percent_issues(
    document: DocumentToStore, plan: PlanIndex, issues: IssueList, rules: RuleBook = PROGRAM_RULES
) -> None:
    """Adds an issue where a declared percentage is not what target and result give.

    Rows left out of the count, and results without figures, are not questioned; nor are those
    whose rule asks for the year before, which the document does not state.
    """
    stated = {_key(target): target for target in document.facts.targets if _is_annual(target)}
    indicators = {_key(indicator): indicator for indicator in document.facts.indicators}
    for result in document.facts.results:
        key = _key(result)
        target = plan.target(document.entity_code, key, result.result_year) or stated.get(key)
        if target is None or result.declared_achievement_pct is None or result.is_not_assessable:
            continue
        measured_pct = _measured_pct(rules, indicators[key], target, result)
        if measured_pct is None:
            continue
        if abs(measured_pct - result.declared_achievement_pct) > DECLARED_TOLERANCE_POINTS:
            issues.add(
                "declared_percent_differs",
                result.lineage.sheet_name,
                result.lineage.cell,
                expected=f"{measured_pct:.2f}",
                found=f"{result.declared_achievement_pct:.2f}",
                target_text=target.target_text,
                result_text=result.result_text or "",
            )


def _measured_pct(
    rules: RuleBook, indicator: IndicatorFact, target: TargetFact, result: ResultFact
) -> float | None:
    rule = rules.rule_for(indicator.measure_kind, *_key(indicator))
    measured = measured_from_facts(indicator, target, result)
    return measured_achievement(rule, measured, rules.bands).achievement_pct


def _same_target(first: TargetFact, second: TargetFact) -> bool:
    """Says whether two targets ask for the same thing, however they are written."""
    if first.target_text.split() == second.target_text.split():
        return True
    measures = [
        (fact.target_number, fact.target_upper_number, fact.target_date, fact.target_boolean)
        for fact in (first, second)
    ]
    return measures[0] == measures[1] and any(part is not None for part in measures[0])


def _is_annual(target: TargetFact) -> bool:
    return target.period is Period.FINAL


def _key(fact: IndicatorFact | TargetFact | ResultFact) -> IndicatorKey:
    return (fact.sector_code, fact.action_code, fact.indicator_code)
