"""Add results up, level by level: which mean, of how many, leaving out what, and why.

Reference for the sums that the store makes (view `achievement_node` and those below it); a
property test holds the two equal. A mean never travels without its counts; what has no percentage
is left out and counted by reason, never taken for a zero.

An aggregate is never its own input: only results go in, each once, and no aggregate is a result.
What cannot be seen is a typed result that sums up the others, such as the "livello sintetico di
ente" among the indicators of IZSLER 2020. Codes do not tell, since directions, actions and
indicators are commonly all numbered from 1. A person states it, as an exclusion with its reason.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from typing import Any

from dashboard.domain.rounding import rounded
from dashboard.domain.rules import CHAIN, Exclusion, Level, RollupMethod, RollupRule
from dashboard.errors import RollupError

NOT_LINKED = "not_linked"
NOT_MEASURABLE = "not_measurable"
EXCLUDED = "excluded"
TAG_FIELDS = (
    "action_kind",
    "service_name",
    "cost_centre",
    "responsible_role",
    "political_referent",
    "mission_programme",
    "piao_section",
)
"""The fields of an action by which it can be grouped, beside its own labels."""

_NaturalKey = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one indicator came to in one period, and where it hangs.

    `achievement_pct` counts unless `left_out_reason` says why not: missing, not_due,
    not_assessable, not_measurable, sterilised, eliminated or excluded. `names` are for screens.
    `tags`: kind and label of everything else by which its action can be grouped.
    """

    sector_code: str
    action_code: str
    indicator_code: str
    achievement_pct: float | None
    left_out_reason: str | None
    has_result: bool
    weight: float | None = None
    action_weight: float | None = None
    strategic_direction_code: str | None = None
    strategic_objective_code: str | None = None
    operational_objective_code: str | None = None
    service_name: str | None = None
    names: Mapping[Level, str] = field(default_factory=dict)
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RollupSettings:
    """How an entity adds up: a rule for every level, weights by level and code, exclusions.

    A weight stated here comes before the one that a sheet gives to an action or an indicator.
    Raises RollupError for a negative weight, and for leaving out the entity, of which nothing
    would remain.
    """

    rules: Mapping[Level, RollupRule]
    weights: Mapping[tuple[Level, str], float] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()

    def __post_init__(self) -> None:
        for (_, code), weight in self.weights.items():
            _refuse_negative(weight, code)
        for exclusion in self.exclusions:
            if exclusion.level is Level.ENTITY:
                raise RollupError(reason="entity_excluded")


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A node of the tree. Percentages are out of 100; `method` is None for an indicator.

    counted_count + the sum of `left_out` = indicator_count. `min_pct` and `max_pct`: of the direct
    children, for an entity of its directions (or sectors) where these have an achievement.
    `weight`: as stated, None where empty. `normalised_weight_pct`: the node's share in its parent's
    mean, None where it has none. `weight_sum`: of what is stated of the children, None where
    nothing is; `empty_weight_count`: how many of them state none. `equal_weights`: no weight tells
    the children apart, because the method takes none, or they are equal, empty or sum to zero.
    `rounding_digits`: to how many decimals the children were rounded first; None for not at all.
    """

    level: Level
    code: str | None
    name: str
    value_pct: float | None
    method: RollupMethod | None
    counted_count: int
    reported_count: int
    indicator_count: int
    left_out: Mapping[str, int]
    min_pct: float | None
    max_pct: float | None
    weight: float | None
    normalised_weight_pct: float | None
    weight_sum: float | None
    equal_weights: bool
    children: tuple[Aggregate, ...]
    outcome: Outcome | None
    rounding_digits: int | None = None
    empty_weight_count: int = 0

    @property
    def coverage_pct(self) -> float | None:
        """Gives how many of the indicators were reported on, in percent; None where none is."""
        return 100 * self.reported_count / self.indicator_count if self.indicator_count else None


@dataclass(frozen=True, slots=True)
class TagGroup:
    """What carries one label of one kind of tag; `whole` adds up its actions and nothing else."""

    kind: str
    label: str
    whole: Aggregate


def roll_up(
    outcomes: Iterable[Outcome], settings: RollupSettings, chain: Sequence[Level] = CHAIN
) -> Aggregate:
    """Gives the entity's node with the whole tree below it. The order of outcomes is irrelevant.

    A node without a code at some level hangs on the next level above at which it has one. What
    reaches the entity without the level just below it (an action of no direction) is left out of a
    mean of its children, and counted as "not_linked"; where nothing else has a percentage, the
    entity is the mean of its indicators. Raises RollupError for an indicator that is there twice
    and for a negative weight.
    """
    listed = sorted(outcomes, key=_identity)
    _refuse_twice(listed)
    placed = [(_path(one, chain), _as_excluded(one, settings.exclusions)) for one in listed]
    root = _Tree(settings, top_level=chain[-2]).parent(Level.ENTITY, placed)
    return replace(root, name=listed[0].names.get(Level.ENTITY, "") if listed else "")


def tag_groups(
    outcomes: Iterable[Outcome], settings: RollupSettings, kind: str | None = None
) -> tuple[TagGroup, ...]:
    """Gives one group per kind of tag and label, in their order; only of `kind` where given.

    An action with several labels is in several groups, so that groups must not be added up. A
    group is the mean of its indicators.
    """
    listed = list(outcomes)
    rule = RollupRule(Level.ENTITY, RollupMethod.MEAN_OF_INDICATORS)
    own = replace(settings, rules={**settings.rules, Level.ENTITY: rule})
    tags = {tag for one in listed for tag in one.tags if kind in (None, tag[0])}
    return tuple(
        TagGroup(
            tag_kind,
            label,
            roll_up(
                [one for one in listed if (tag_kind, label) in one.tags],
                own,
                (Level.INDICATOR, Level.ACTION, Level.ENTITY),
            ),
        )
        for tag_kind, label in sorted(tags, key=lambda tag: (tag[0], natural_key(tag[1])))
    )


def find(
    root: Aggregate, level: Level, code: str, sector_code: str | None = None
) -> Aggregate | None:
    """Gives the first node of that level and code, in a sector where actions share codes."""
    if (root.level, root.code) == (level, code) and sector_code in (None, _sector_of(root)):
        return root
    found = (find(child, level, code, sector_code) for child in root.children)
    return next((node for node in found if node is not None), None)


def action_tags(action: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Gives kind and label of everything by which an action can be grouped beside its chain.

    `action`: its fields by name; `tags` holds the sector's own labels, between semicolons.
    """
    fields = [(kind, str(action[kind])) for kind in TAG_FIELDS if action.get(kind)]
    own = [("tags", label.strip()) for label in str(action.get("tags") or "").split(";")]
    return tuple(dict.fromkeys(tag for tag in (*fields, *own) if tag[1]))


def natural_key(code: str | None) -> _NaturalKey:
    """Gives what to sort codes by so that 2 comes before 10, as people count."""
    parts = re.split(r"([0-9]+)", code or "")
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of an outcome's way up; actions of different sectors may share a code."""

    level: Level
    code: str
    sector_code: str | None = None


_Placed = tuple[tuple[_Step, ...], Outcome]
"""An outcome with its way, from the highest step down to the indicator."""

_CODE_OF: Mapping[Level, Callable[[Outcome], str | None]] = {
    Level.INDICATOR: lambda one: one.indicator_code,
    Level.ACTION: lambda one: one.action_code,
    Level.OPERATIONAL_OBJECTIVE: lambda one: one.operational_objective_code,
    Level.STRATEGIC_OBJECTIVE: lambda one: one.strategic_objective_code,
    Level.DIRECTION: lambda one: one.strategic_direction_code,
    Level.SERVICE: lambda one: one.service_name,
    Level.SECTOR: lambda one: one.sector_code,
}
_WEIGHT_IN_SHEET: Mapping[Level, Callable[[Outcome], float | None]] = {
    Level.INDICATOR: lambda one: one.weight,
    Level.ACTION: lambda one: one.action_weight,
}
_OF_CHILDREN = (RollupMethod.MEAN_OF_CHILDREN, RollupMethod.WEIGHTED_MEAN)
_TERMS_OF = {
    RollupMethod.MEAN_OF_INDICATORS: Level.INDICATOR,
    RollupMethod.MEAN_OF_ACTIONS: Level.ACTION,
}
_HEIGHTS = {level: height for height, level in enumerate(Level)}
_EVEN = 1.0


@dataclass(frozen=True, slots=True)
class _Tree:
    """Builds the nodes of one tree from the outcomes below each."""

    settings: RollupSettings
    top_level: Level

    def parent(self, level: Level, placed: Sequence[_Placed]) -> Aggregate:
        """Gives the node above these outcomes, whose ways begin just below it."""
        below: dict[_Step, list[_Placed]] = defaultdict(list)
        for (step, *deeper), outcome in placed:
            below[step].append((tuple(deeper), outcome))
        children = [self._child(step, below[step]) for step in sorted(below, key=_order_of_step)]
        linked = [child for child in children if self._is_linked(level, child)]
        loose = [child for child in children if not self._is_linked(level, child)]
        return _aggregate(level, self._rule(level, linked, loose), linked, loose)

    def _child(self, step: _Step, placed: Sequence[_Placed]) -> Aggregate:
        outcome = placed[0][1]
        is_indicator = step.level is Level.INDICATOR
        return replace(
            _leaf(outcome) if is_indicator else self.parent(step.level, placed),
            code=step.code,
            name=outcome.names.get(step.level) or step.code,
            weight=self._weight(step, outcome),
        )

    def _is_linked(self, level: Level, child: Aggregate) -> bool:
        return level is not Level.ENTITY or child.level is self.top_level

    def _rule(
        self, level: Level, linked: Sequence[Aggregate], loose: Sequence[Aggregate]
    ) -> RollupRule:
        """Gives the rule of a level, or the mean of indicators where its method has no sense."""
        rule = self.settings.rules[level]
        has_no_link = bool(_values(loose)) and not _values(linked)
        is_its_only_action = level is Level.ACTION and rule.method is RollupMethod.MEAN_OF_ACTIONS
        if is_its_only_action or (has_no_link and rule.method in _OF_CHILDREN):
            return replace(rule, method=RollupMethod.MEAN_OF_INDICATORS)
        return rule

    def _weight(self, step: _Step, outcome: Outcome) -> float | None:
        weight = self.settings.weights.get((step.level, step.code))
        if weight is None and step.level in _WEIGHT_IN_SHEET:
            weight = _WEIGHT_IN_SHEET[step.level](outcome)
        if weight is not None:
            _refuse_negative(weight, step.code)
        return weight


def _leaf(outcome: Outcome) -> Aggregate:
    reason = outcome.left_out_reason
    if reason is None and outcome.achievement_pct is None:
        reason = NOT_MEASURABLE
    return Aggregate(
        level=Level.INDICATOR,
        code=outcome.indicator_code,
        name="",
        value_pct=outcome.achievement_pct if reason is None else None,
        method=None,
        counted_count=1 if reason is None else 0,
        reported_count=1 if outcome.has_result else 0,
        indicator_count=1,
        left_out={} if reason is None else {reason: 1},
        min_pct=None,
        max_pct=None,
        weight=None,
        normalised_weight_pct=None,
        weight_sum=None,
        equal_weights=True,
        children=(),
        outcome=outcome,
    )


def _aggregate(
    level: Level, rule: RollupRule, linked: Sequence[Aggregate], loose: Sequence[Aggregate]
) -> Aggregate:
    """Gives a node of its children; a mean of children leaves the loose ones out and says so."""
    children = (*linked, *loose)
    averaged, left_apart = (linked, loose) if rule.method in _OF_CHILDREN else (children, ())
    weights = _weights(rule.method, averaged)
    total = fsum(weight for weight in weights if weight is not None)
    range_of = _values(linked) or _values(loose)
    stated = _stated_weights(linked or loose)
    return Aggregate(
        level=level,
        code=None,
        name="",
        value_pct=_mean(rule, averaged, weights),
        method=rule.method,
        counted_count=sum(child.counted_count for child in averaged),
        reported_count=sum(child.reported_count for child in children),
        indicator_count=sum(child.indicator_count for child in children),
        left_out=_left_out(children, sum(child.counted_count for child in left_apart)),
        min_pct=min(range_of, default=None),
        max_pct=max(range_of, default=None),
        weight=None,
        normalised_weight_pct=None,
        weight_sum=fsum(stated) if stated else None,
        equal_weights=rule.method is not RollupMethod.WEIGHTED_MEAN
        or len({weight for weight in weights if weight is not None}) <= 1,
        children=(
            *(
                child
                if weight is None
                else replace(child, normalised_weight_pct=100 * weight / total)
                for child, weight in zip(averaged, weights, strict=True)
            ),
            *left_apart,
        ),
        outcome=None,
        rounding_digits=rule.rounding_digits if rule.method in _OF_CHILDREN else None,
        empty_weight_count=len(linked or loose) - len(stated),
    )


def _weights(method: RollupMethod, children: Sequence[Aggregate]) -> list[float | None]:
    """Gives what each child weighs in the mean; None for one that has no percentage."""
    if method is RollupMethod.WEIGHTED_MEAN:
        every = _filled_weights(children)
    elif method is RollupMethod.MEAN_OF_INDICATORS:
        every = [float(child.counted_count) for child in children]
    elif method is RollupMethod.MEAN_OF_ACTIONS:
        every = [float(len(_values_at(child, Level.ACTION))) for child in children]
    else:
        every = [_EVEN] * len(children)
    return [
        None if child.value_pct is None else weight
        for child, weight in zip(children, every, strict=True)
    ]


def _filled_weights(children: Sequence[Aggregate]) -> list[float]:
    """Gives the stated weights; an empty one is their mean, and all are even without any.

    All are even too where those that would count sum to zero.
    """
    stated = _stated_weights(children)
    usual = fsum(stated) / len(stated) if stated else _EVEN
    filled = [usual if child.weight is None else child.weight for child in children]
    is_usable = any(
        weight > 0 and child.value_pct is not None
        for child, weight in zip(children, filled, strict=True)
    )
    return filled if is_usable else [_EVEN] * len(children)


def _mean(
    rule: RollupRule, children: Sequence[Aggregate], weights: Sequence[float | None]
) -> float | None:
    """Gives the mean of what the rule's method averages; children are rounded if it says so."""
    if rule.method in _OF_CHILDREN:
        terms = [
            (rounded(child.value_pct, rule.rounding_digits, rule.rounding_direction), weight)
            for child, weight in zip(children, weights, strict=True)
            if child.value_pct is not None and weight is not None
        ]
    else:
        level = _TERMS_OF[rule.method]
        terms = [(pct, _EVEN) for child in children for pct in _values_at(child, level)]
    if not terms:
        return None
    return fsum(weight * pct for pct, weight in terms) / fsum(weight for _, weight in terms)


def _values_at(node: Aggregate, level: Level) -> list[float]:
    """Gives the percentages of the nodes of a level, from a node downwards."""
    if node.level is level:
        return _values([node])
    return [pct for child in node.children for pct in _values_at(child, level)]


def _values(nodes: Iterable[Aggregate]) -> list[float]:
    return [node.value_pct for node in nodes if node.value_pct is not None]


def _stated_weights(nodes: Iterable[Aggregate]) -> list[float]:
    return [node.weight for node in nodes if node.weight is not None]


def _left_out(children: Iterable[Aggregate], not_linked_count: int) -> dict[str, int]:
    left_out = Counter[str]()
    for child in children:
        left_out.update(child.left_out)
    if not_linked_count:
        left_out[NOT_LINKED] = not_linked_count
    return dict(left_out)


def _path(outcome: Outcome, chain: Sequence[Level]) -> tuple[_Step, ...]:
    """Gives the way from just below the entity to the indicator, over the levels it has."""
    steps = []
    for level in reversed(chain[:-1]):
        code = _CODE_OF[level](outcome)
        if code is not None:
            sector_code = outcome.sector_code if level in _WEIGHT_IN_SHEET else None
            steps.append(_Step(level, code, sector_code))
    return tuple(steps)


def _as_excluded(outcome: Outcome, exclusions: Iterable[Exclusion]) -> Outcome:
    if any(_excludes(exclusion, outcome) for exclusion in exclusions):
        return replace(outcome, left_out_reason=EXCLUDED)
    return outcome


def _excludes(exclusion: Exclusion, outcome: Outcome) -> bool:
    is_its_sector = exclusion.sector_code in (None, outcome.sector_code)
    return is_its_sector and _CODE_OF[exclusion.level](outcome) == exclusion.code


def _order_of_step(step: _Step) -> tuple[int, _NaturalKey, _NaturalKey]:
    """Gives what to sort siblings by: the higher level first, then codes as people count."""
    return (-_HEIGHTS[step.level], natural_key(step.code), natural_key(step.sector_code))


def _identity(outcome: Outcome) -> tuple[str, str, str]:
    return (outcome.sector_code, outcome.action_code, outcome.indicator_code)


def _refuse_twice(outcomes: Iterable[Outcome]) -> None:
    keys = Counter(_identity(one) for one in outcomes)
    for (sector_code, action_code, indicator_code), count in keys.items():
        if count > 1:
            raise RollupError(
                reason="counted_twice",
                sector_code=sector_code,
                action_code=action_code,
                indicator_code=indicator_code,
            )


def _refuse_negative(weight: float, code: str) -> None:
    if weight < 0:
        raise RollupError(reason="negative_weight", code=code, weight=weight)


def _sector_of(node: Aggregate) -> str | None:
    """Gives the sector of an action or indicator, that of any indicator below it."""
    while node.outcome is None and node.children:
        node = node.children[0]
    return None if node.outcome is None else node.outcome.sector_code
