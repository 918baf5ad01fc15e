"""Find the rule that applies to an indicator: the narrowest assignment, else its kind's own.

Mirror of the view `indicator_rule` for rules that are not stored yet; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.domain.model import MeasureKind
from dashboard.domain.registry_model import MeasurementRuleFact, RegistryFacts, RuleAssignmentFact
from dashboard.domain.rules import DEFAULT_RULES, NATURE_BY_KIND, Band, MeasurementRule


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of one anagrafica in use, or the program's own where it is empty."""

    own_by_kind: Mapping[MeasureKind, MeasurementRule] = field(default_factory=dict)
    rules_by_code: Mapping[str, MeasurementRule] = field(default_factory=dict)
    assignments: tuple[RuleAssignmentFact, ...] = ()
    bands: tuple[Band, ...] = ()

    def rule_for(
        self, measure_kind: MeasureKind, sector_code: str, action_code: str, indicator_code: str
    ) -> MeasurementRule:
        """Gives the rule for an indicator. Only rules of its measure kind can be meant.

        An assignment that names the indicator comes before one that names the action, and this
        before one that names the sector; of two as narrow, the first one in the workbook counts.
        """
        codes = (sector_code, action_code, indicator_code)
        meant = [
            assignment
            for assignment in self.assignments
            if _names(assignment, codes)
            and (rule := self.rules_by_code.get(assignment.rule_code)) is not None
            and rule.measure_kind is measure_kind
        ]
        if meant:
            narrowest = min(meant, key=lambda one: (-_narrowness(one), *_place(one)))
            return self.rules_by_code[narrowest.rule_code]
        return self.own_by_kind.get(measure_kind, DEFAULT_RULES[measure_kind])


PROGRAM_RULES = RuleBook()
"""The rules of an entity that states none."""


def rule_book_of(registry: RegistryFacts | None) -> RuleBook:
    """Gives the rules that an anagrafica states, with its bands; None: the program's own."""
    if registry is None:
        return PROGRAM_RULES
    own_by_kind: dict[MeasureKind, MeasurementRule] = {}
    rules_by_code: dict[str, MeasurementRule] = {}
    for fact in sorted(registry.rules, key=_place):
        rules_by_code.setdefault(fact.rule_code, rule_from(fact))
        if fact.is_default:
            own_by_kind.setdefault(fact.measure_kind, rule_from(fact))
    return RuleBook(
        own_by_kind,
        rules_by_code,
        registry.assignments,
        bands_of(registry),
    )


def rule_from(fact: MeasurementRuleFact) -> MeasurementRule:
    """Gives a row of the anagrafica as the rule it states."""
    return MeasurementRule(
        rule_code=fact.rule_code,
        rule_name=fact.rule_name,
        measure_kind=fact.measure_kind,
        method=fact.method,
        cap_pct=fact.cap_pct,
        floor_pct=fact.floor_pct,
        target_zero=fact.target_zero,
        missing_result=fact.missing_result,
        rounding_digits=fact.rounding_digits,
        rounding_direction=fact.rounding_direction,
        band_table=fact.band_table,
        nature=fact.nature or NATURE_BY_KIND[fact.measure_kind],
        formula_words=fact.formula_words or "",
        source=fact.source or "",
    )


def bands_of(registry: RegistryFacts) -> tuple[Band, ...]:
    """Gives the rows of the anagrafica's band tables."""
    return tuple(
        Band(
            fact.band_table,
            fact.pct,
            fact.lower_number,
            fact.upper_number,
            fact.upper_pct,
            fact.word,
        )
        for fact in registry.bands
    )


def _names(assignment: RuleAssignmentFact, codes: tuple[str, str, str]) -> bool:
    named = (assignment.sector_code, assignment.action_code, assignment.indicator_code)
    return all(code in (None, own) for code, own in zip(named, codes, strict=True))


def _narrowness(assignment: RuleAssignmentFact) -> int:
    return (
        4 * (assignment.indicator_code is not None)
        + 2 * (assignment.action_code is not None)
        + (assignment.sector_code is not None)
    )


def _place(fact: MeasurementRuleFact | RuleAssignmentFact) -> tuple[str, int]:
    return fact.lineage.sheet_name, fact.lineage.row_number
