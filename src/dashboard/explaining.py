"""Explain a percentage: from the store to the tree below it, with everything each part rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.domain.achievement import measured_achievement, measured_of, rule_of
from dashboard.domain.explanation import (
    Explanation,
    IndicatorId,
    Measurement,
    Node,
    Origin,
    Record,
    RuleOrigins,
    Scope,
    TreePath,
    Variation,
    node_of,
    paths_to,
)
from dashboard.domain.model import Lineage, Period
from dashboard.domain.registry_model import RegistryFacts
from dashboard.domain.rollup import Aggregate, Outcome, RollupSettings, roll_up
from dashboard.domain.rule_book import bands_of
from dashboard.domain.rules import CHAIN, ORGANISATION, Level
from dashboard.errors import AmbiguousNodeError, UnknownNodeError
from dashboard.history import plain_records
from dashboard.measuring import outcomes_of, settings_of
from dashboard.store import Store

_OF_THE_ORGANISATION = frozenset({Level.SECTOR, Level.SERVICE})


@dataclass(frozen=True, slots=True)
class Explained:
    """All of an entity in one year and period, ready to explain any node of it.

    Made once and asked often: every step down the tree is a look into it.
    """

    scope: Scope
    entity_name: str
    settings: RollupSettings
    origins: RuleOrigins
    rows: Mapping[IndicatorId, Record]
    measurements: Mapping[IndicatorId, Measurement]
    variations: Mapping[IndicatorId, Variation]
    by_direction: Aggregate
    by_sector: Aggregate

    def at(self, node: Node) -> Explanation:
        """Gives the explanation of a node.

        Raises UnknownNodeError where the year has none of that name, AmbiguousNodeError where
        several bear it.
        """
        paths = self.paths(node)
        if not paths:
            raise UnknownNodeError(code=node.code, reference_year=self.scope.reference_year)
        if len(paths) > 1:
            raise AmbiguousNodeError(code=node.code, nodes=tuple(map(node_of, paths)))
        return self._explanation(paths[0])

    def named(self, code: str, level: Level | None = None) -> Explanation:
        """Gives the explanation of what bears a code, at any level unless one is given.

        An indicator may be named with its action ("3.1/2"). Raises as `at` does.
        """
        paths = [path for node in self._nodes_named(code, level) for path in self.paths(node)]
        if not paths:
            raise UnknownNodeError(code=code, reference_year=self.scope.reference_year)
        if len(paths) > 1:
            raise AmbiguousNodeError(code=code, nodes=tuple(map(node_of, paths)))
        return self._explanation(paths[0])

    def paths(self, node: Node) -> list[TreePath]:
        """Gives every way down to what bears a node's name, in the tree that it belongs to."""
        is_of_organisation = node.is_by_sector or node.level in _OF_THE_ORGANISATION
        return paths_to(self.by_sector if is_of_organisation else self.by_direction, node)

    def within(self, scope: Scope) -> Explained:
        """Gives what explains the part of it that the sector and direction of a scope leave.

        Added up from the rows that are left, without asking the store again. Raises
        UnknownNodeError where none are.
        """
        if scope == self.scope:
            return self
        rows = {key: row for key, row in self.rows.items() if scope.holds(row)}
        if not rows:
            raise _nothing_of(self.scope)
        outcomes = outcomes_of(rows.values())
        return replace(
            self,
            scope=scope,
            rows=rows,
            measurements={key: self.measurements[key] for key in rows},
            by_direction=_tree(outcomes, CHAIN, self.settings, self.entity_name),
            by_sector=_tree(outcomes, ORGANISATION, self.settings, self.entity_name),
        )

    def _nodes_named(self, code: str, level: Level | None) -> Iterable[Node]:
        if level in (None, Level.ENTITY) and code == self.scope.entity_code:
            yield Node()
        action_code, slash, indicator_code = code.rpartition("/")
        if slash and level in (None, Level.INDICATOR):
            yield Node(Level.INDICATOR, indicator_code, action_code=action_code)
        for one in Level if level is None else (level,):
            if one is not Level.ENTITY:
                yield Node(one, code)

    def _explanation(self, path: TreePath) -> Explanation:
        return Explanation(
            scope=self.scope,
            entity_name=self.entity_name,
            path=path,
            rules=self.settings.rules,
            origins=self.origins,
            rows=self.rows,
            measurements=self.measurements,
            variations=self.variations,
        )


def explained(store: Store, scope: Scope) -> Explained:
    """Gives what explains every figure of an entity in one year and period.

    Raises UnknownNodeError where the store has nothing of that entity, year and period.
    """
    return _of_all(store, scope.of_all()).within(scope)


def _of_all(store: Store, scope: Scope) -> Explained:
    rows = plain_records(store.query("indicator_results", **_as_params(scope)))
    if not rows:
        raise _nothing_of(scope)
    facts, file_name = _registry(store, scope)
    settings = settings_of(facts)
    entity_name = _entity_name(store, scope.entity_code)
    outcomes = outcomes_of(rows)
    return Explained(
        scope=scope,
        entity_name=entity_name,
        settings=settings,
        origins=_origins(facts, file_name),
        rows={_indicator(row): row for row in rows},
        measurements=_measurements(rows, facts),
        variations=_variations(store, scope),
        by_direction=_tree(outcomes, CHAIN, settings, entity_name),
        by_sector=_tree(outcomes, ORGANISATION, settings, entity_name),
    )


def _tree(
    outcomes: Sequence[Outcome],
    levels: Sequence[Level],
    settings: RollupSettings,
    entity_name: str,
) -> Aggregate:
    return replace(roll_up(outcomes, settings, levels), name=entity_name)


def _nothing_of(scope: Scope) -> UnknownNodeError:
    return UnknownNodeError(code=scope.entity_code, reference_year=scope.reference_year)


def _as_params(scope: Scope) -> dict[str, Any]:
    return {
        "entity_code": scope.entity_code,
        "reference_year": scope.reference_year,
        "period": str(scope.period),
        "sector_code": scope.sector_code,
        "strategic_direction_code": scope.strategic_direction_code,
        "as_of": scope.as_of,
    }


def _entity_name(store: Store, entity_code: str) -> str:
    entities = store.query("entities")
    names = dict(zip(entities["entity_code"], entities["entity_name"], strict=True))
    return str(names[entity_code])


def _registry(store: Store, scope: Scope) -> tuple[RegistryFacts, str]:
    """Gives what the anagrafica in force states, and its file; nothing where there is none."""
    frame = store.query(
        "registries_in_force",
        entity_code=scope.entity_code,
        reference_year=scope.reference_year,
        as_of=scope.as_of,
    )
    for registry in plain_records(frame):
        if registry["registry_document_id"] is not None:
            facts = store.registry_facts(int(registry["registry_document_id"]))
            return facts, str(registry["file_name"])
    return RegistryFacts(), ""


def _origins(facts: RegistryFacts, file_name: str) -> RuleOrigins:
    def origin(lineage: Lineage) -> Origin:
        return Origin(file_name, lineage.sheet_name, lineage.cell)

    return RuleOrigins(
        {rule.level: origin(rule.lineage) for rule in facts.rollup_rules},
        {rule.rule_code: origin(rule.lineage) for rule in facts.rules},
    )


def _measurements(rows: Iterable[Record], facts: RegistryFacts) -> dict[IndicatorId, Measurement]:
    bands = bands_of(facts)
    stated = {rule.rule_code: rule for rule in facts.rules}
    found = {}
    for row in rows:
        rule = rule_of(row)
        fact = stated.get(rule.rule_code)
        if fact is not None:
            words, source = fact.formula_words or "", fact.source or ""
            rule = replace(rule, formula_words=words, source=source)
        achievement = measured_achievement(rule, measured_of(row), bands)
        own_bands = tuple(band for band in bands if band.band_table == rule.band_table)
        found[_indicator(row)] = Measurement(rule, own_bands, achievement)
    return found


def _variations(store: Store, scope: Scope) -> dict[IndicatorId, Variation]:
    chosen: dict[str, Any] = {
        "entity_code": scope.entity_code,
        "reference_year": scope.reference_year,
        "as_of": scope.as_of,
    }
    targets: dict[IndicatorId, list[Record]] = defaultdict(list)
    for target in plain_records(store.query("varied_targets", **chosen)):
        if target["period"] == scope.period:
            targets[_indicator(target)].append(target)
    steps: dict[IndicatorId, list[Record]] = defaultdict(list)
    for step in plain_records(store.query("target_steps", **chosen)):
        steps[_indicator(step)].append(step)
    return {
        key: Variation(_steps_of(steps[key], own[0]), tuple(own)) for key, own in targets.items()
    }


def _steps_of(steps: Iterable[Record], target: Record) -> tuple[Record, ...]:
    """Gives the steps of the target that counted in the period: its own one, else the year's.

    With what the words of a target need and a step does not say of itself.
    """
    by_period: dict[str, list[Record]] = defaultdict(list)
    for step in steps:
        measure = {"measure_kind": target["measure_kind"], "unit": target["unit"]}
        by_period[str(step["target_period"])].append({**step, **measure})
    return tuple(by_period.get(str(target["period"]), by_period[Period.FINAL]))


def _indicator(row: Record) -> IndicatorId:
    return str(row["sector_code"]), str(row["action_code"]), str(row["indicator_code"])
