"""Say what contradicts itself in an anagrafica, before any figure is calculated with it.

Nearly everything here blocks: stored so, it would give figures that nobody can defend. Where two
rows contradict each other both are named.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from dashboard.domain.bands import bands_problems
from dashboard.domain.cycle import Addressee, CycleEventKind
from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, Lineage
from dashboard.domain.names import comparable_code, normalised_name
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryClauseFact,
    RegistryDeadlineFact,
    RegistryFacts,
)
from dashboard.domain.rule_book import bands_of
from dashboard.domain.rules import METHODS_BY_KIND, Level, RuleMethod

_METHODS_WITH_BANDS = (RuleMethod.DAYS_LATE, RuleMethod.BANDS_ON_RESULT)
_MOST_DIGITS = 6
_FULL_PCT = 100.0


class _Stated(Protocol):
    @property
    def lineage(self) -> Lineage: ...


class _Dated(_Stated, Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


class _OfSector(_Stated, Protocol):
    @property
    def sector_code(self) -> str | None: ...


_Fact = TypeVar("_Fact", bound=_Stated)
_DatedFact = TypeVar("_DatedFact", bound=_Dated)


def registry_issues(facts: RegistryFacts, issues: IssueList) -> None:
    """Adds an issue for everything in an anagrafica that cannot hold together."""
    said = _Saying(issues)
    _check_days(facts, said)
    _check_repetitions(facts, said)
    for rule in facts.rules:
        _check_rule(rule, facts, said)
    _check_bands(facts, said)
    _check_assignments(facts, said)
    _check_rollup(facts, said)
    _check_periods(facts, said)
    _check_sector_codes(facts, said)
    _check_deadlines(facts, said)


class _Saying:
    """Adds issues about facts, each at the place of its row."""

    def __init__(self, issues: IssueList) -> None:
        self._issues = issues

    def add(
        self, code: str, stated: _Stated, found: str, expected: str | None = None, **params: str
    ) -> None:
        """Adds an issue about one row."""
        place = stated.lineage
        self._issues.add(
            code,
            place.sheet_name,
            place.cell,
            found=found,
            expected=expected,
            kind=str(DocumentKind.REGISTRY),
            **params,
        )

    def pair(self, code: str, first: _Stated, second: _Stated, found: str, **params: str) -> None:
        """Adds an issue about two rows, at the second, with the cell of the first."""
        where = f"{first.lineage.sheet_name}, {first.lineage.cell}"
        self.add(code, second, found, first_cell=where, **params)


# --- names ---


def _check_days(facts: RegistryFacts, said: _Saying) -> None:
    dated: list[tuple[_Dated, str]] = [
        *((one, one.sector_name) for one in facts.sectors),
        *((one, one.service_name) for one in facts.services),
        *((one, one.strategic_direction_name) for one in facts.directions),
    ]
    for one, name in dated:
        _check_order(one, one.valid_from, one.valid_to, name, said)
    for entity in facts.entities:
        _check_order(entity, entity.mandate_start, entity.mandate_end, entity.entity_name, said)
    _check_overlaps(facts.sectors, lambda one: one.sector_code, said)
    _check_overlaps(facts.directions, lambda one: one.strategic_direction_code, said)
    _check_overlaps(
        facts.services, lambda one: f"{one.sector_code} {normalised_name(one.service_name)}", said
    )


def _check_order(
    stated: _Stated, first: date | None, last: date | None, name: str, said: _Saying
) -> None:
    if first is not None and last is not None and last < first:
        said.add("registry_days_reversed", stated, name)


def _check_overlaps(
    facts: Iterable[_DatedFact], code_of: Callable[[_DatedFact], str], said: _Saying
) -> None:
    """Says where one code stands in two rows on the same days: which of them holds, is not told."""
    by_code: dict[str, list[_DatedFact]] = {}
    for one in facts:
        by_code.setdefault(code_of(one), []).append(one)
    for code, same in by_code.items():
        for first, second in combinations(same, 2):
            if _begins_by(first, second) and _begins_by(second, first):
                said.pair("registry_days_overlap", first, second, code)


def _begins_by(first: _Dated, second: _Dated) -> bool:
    """Says whether a row is in force before another one's days are over."""
    return (
        first.valid_from is None or second.valid_to is None or first.valid_from <= second.valid_to
    )


def _check_sector_codes(facts: RegistryFacts, said: _Saying) -> None:
    """Says which rows name a sector that is not among those listed, where some are."""
    known = {one.sector_code for one in facts.sectors}
    naming: tuple[_OfSector, ...] = (
        *facts.services,
        *facts.cost_centres,
        *facts.assignments,
        *facts.exclusions,
        *facts.roles,
    )
    for one in naming:
        if known and one.sector_code is not None and one.sector_code not in known:
            said.add("registry_sector_unknown", one, one.sector_code, ", ".join(sorted(known)))


# --- what may stand once only ---


def _check_repetitions(facts: RegistryFacts, said: _Saying) -> None:
    _check_once(facts.entities, lambda _: "", lambda one: one.entity_name, said)
    _check_once(facts.rules, lambda one: one.rule_code, lambda one: one.rule_code, said)
    _check_once(facts.rollup_rules, lambda one: one.level, lambda one: one.level, said)
    _check_once(facts.weights, lambda one: (one.level, one.code), lambda one: f"{one.code}", said)
    _check_once(
        facts.exclusions,
        lambda one: (one.level, one.sector_code, one.code),
        lambda one: one.code,
        said,
    )
    _check_once(facts.periods, lambda one: one.period, lambda one: one.period, said)
    _check_once(
        facts.status_words, lambda one: normalised_name(one.word), lambda one: one.word, said
    )
    _check_once(
        facts.clauses,
        lambda one: comparable_code(one.clause_code),
        lambda one: one.clause_code,
        said,
    )


def _check_once(
    facts: Iterable[_Fact],
    key_of: Callable[[_Fact], Hashable],
    name_of: Callable[[_Fact], str],
    said: _Saying,
) -> None:
    first_of: dict[Hashable, _Fact] = {}
    for one in facts:
        first = first_of.setdefault(key_of(one), one)
        if first is not one:
            said.pair("registry_row_repeated", first, one, str(name_of(one)))


# --- rules ---


def _check_rule(rule: MeasurementRuleFact, facts: RegistryFacts, said: _Saying) -> None:
    allowed = METHODS_BY_KIND[rule.measure_kind]
    if rule.method not in allowed:
        said.add(
            "registry_method_not_allowed",
            rule,
            str(rule.method),
            " ".join(allowed),
            measure_kind=str(rule.measure_kind),
        )
    tables = {band.band_table for band in facts.bands}
    if rule.band_table is None and rule.method in _METHODS_WITH_BANDS:
        said.add("registry_bands_missing", rule, str(rule.method))
    elif rule.band_table is not None and rule.band_table not in tables:
        said.add("registry_bands_unknown", rule, rule.band_table, ", ".join(sorted(tables)))
    cap, floor = rule.cap_pct, rule.floor_pct
    if cap is not None and floor is not None and cap <= floor:
        said.add("registry_cap_below_floor", rule, f"{cap:g}", f"{floor:g}")
    _check_digits(rule, rule.rounding_digits, said)
    defaults = [one for one in facts.rules if one.is_default]
    same = [one for one in defaults if one.measure_kind is rule.measure_kind]
    if rule.is_default and same[0] is not rule:
        said.pair("registry_second_default", same[0], rule, rule.rule_code)


def _check_digits(stated: _Stated, digits: int | None, said: _Saying) -> None:
    if digits is not None and not 0 <= digits <= _MOST_DIGITS:
        _say_out_of_range(stated, "rounding_digits", digits, _MOST_DIGITS, said)


def _say_out_of_range(
    stated: _Stated, field_name: str, number: float, highest: float, said: _Saying
) -> None:
    said.add(
        "registry_number_out_of_range",
        stated,
        f"{number:g}",
        f"{highest:g}",
        field_name=field_name,
    )


def _check_bands(facts: RegistryFacts, said: _Saying) -> None:
    bands = bands_of(facts)
    fact_of = {id(band): fact for band, fact in zip(bands, facts.bands, strict=True)}
    for problem in bands_problems(bands):
        first = fact_of[id(problem.first)]
        second = first if problem.second is None else fact_of[id(problem.second)]
        said.pair(
            "registry_bands_wrong", first, second, first.band_table, problem=str(problem.code)
        )


def _check_assignments(facts: RegistryFacts, said: _Saying) -> None:
    kinds = {rule.rule_code: rule.measure_kind for rule in facts.rules}
    for one in facts.assignments:
        if one.rule_code not in kinds:
            said.add("registry_rule_unknown", one, one.rule_code, ", ".join(sorted(kinds)))
        if (one.sector_code, one.action_code, one.indicator_code) == (None, None, None):
            said.add("registry_assignment_of_nothing", one, one.rule_code)
    _check_once(
        facts.assignments,
        lambda one: (
            kinds.get(one.rule_code),
            one.sector_code,
            one.action_code,
            one.indicator_code,
        ),
        lambda one: one.rule_code,
        said,
    )


# --- sums ---


def _check_rollup(facts: RegistryFacts, said: _Saying) -> None:
    for rule in facts.rollup_rules:
        if rule.level is Level.INDICATOR:
            said.add("registry_level_without_sum", rule, str(rule.level))
        _check_digits(rule, rule.rounding_digits, said)
    for weight in facts.weights:
        if weight.weight < 0:
            said.add("registry_weight_negative", weight, f"{weight.weight:g}", weighed=weight.code)
    for exclusion in facts.exclusions:
        if exclusion.level is Level.ENTITY:
            said.add("registry_excludes_everything", exclusion, exclusion.code)


def _check_periods(facts: RegistryFacts, said: _Saying) -> None:
    for one in facts.periods:
        for field_name in ("expected_share_pct", "partial_from_pct"):
            number = float(getattr(one, field_name))
            if not 0 <= number <= _FULL_PCT:
                _say_out_of_range(one, field_name, number, _FULL_PCT, said)


# --- deadlines ---


def _check_deadlines(facts: RegistryFacts, said: _Saying) -> None:
    for one in facts.deadlines:
        _check_day_and_event(one, said)
        for event, days in (
            (one.event, one.days_after_event),
            (one.unless_event, one.days_after_unless_event),
        ):
            _check_days_after(one, event, days, said)
        sectors, giunta = one.sectors_deadline, one.entity_deadline
        if sectors is not None and giunta is not None and sectors > giunta:
            day, other = sectors.isoformat(), giunta.isoformat()
            said.add("registry_sectors_after_giunta", one, day, other, document=one.document_name)
    _check_cycles(facts, said)
    _check_deadline_repetitions(facts, said)
    _check_clause_codes(facts, said)


def _check_day_and_event(one: RegistryDeadlineFact, said: _Saying) -> None:
    """Says where a row states both a day and an event for the same people, or neither."""
    is_of_sectors = one.counts_for is Addressee.SECTORS
    stated = one.sectors_deadline if is_of_sectors else one.entity_deadline
    if one.event is not None and stated is not None:
        day = stated.isoformat()
        said.add("registry_day_and_event", one, day, str(one.event), document=one.document_name)
    if (one.sectors_deadline, one.entity_deadline, one.event, one.together_with) == (None,) * 4:
        said.add("registry_deadline_without_day", one, one.document_name)


def _check_days_after(
    one: RegistryDeadlineFact, event: CycleEventKind | None, days: int | None, said: _Saying
) -> None:
    name = one.document_name
    if event is not None and days is None:
        said.add("registry_event_without_days", one, str(event), document=name)
    elif event is None and days is not None:
        said.add("registry_days_without_event", one, f"{days}", document=name)
    elif days is not None and days < 0:
        said.add("registry_days_negative", one, f"{days}", document=name)


def _check_cycles(facts: RegistryFacts, said: _Saying) -> None:
    of_cycle: tuple[RegistryDeadlineFact | RegistryClauseFact, ...] = (
        *facts.deadlines,
        *facts.clauses,
    )
    for one in of_cycle:
        years = [year for year in (one.cycle_start_year, one.cycle_end_year) if year is not None]
        if len(years) == 1 or years != sorted(years):
            said.add("registry_cycle_incomplete", one, "-".join(map(str, years)))


def _check_deadline_repetitions(facts: RegistryFacts, said: _Saying) -> None:
    """Says where two rows state a day for the same document, year and people."""
    for whose in ("sectors_deadline", "entity_deadline"):
        _check_once(
            (one for one in facts.deadlines if getattr(one, whose) is not None),
            lambda one: (
                one.document_kind or normalised_name(one.document_name),
                one.reference_year,
                one.cycle_start_year,
            ),
            lambda one: one.document_name,
            said,
        )


def _check_clause_codes(facts: RegistryFacts, said: _Saying) -> None:
    known = {comparable_code(one.clause_code) for one in facts.clauses}
    listed = ", ".join(one.clause_code for one in facts.clauses)
    for one in facts.deadlines:
        code = one.clause_code
        if known and code is not None and comparable_code(code) not in known:
            said.add("registry_clause_unknown", one, code, listed)
