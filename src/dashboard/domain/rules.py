"""The rules by which an entity measures: how a result becomes a percentage, and how these add up.

Rules are configuration. They are stated in a workbook (the anagrafica), year by year; where it is
silent the program's own apply, and they are the first ones below. `dashboard.domain.achievement`
applies a measurement rule, `dashboard.domain.rollup` a roll-up rule; `store/sql/macros` and
`store/sql/views` mirror both, and property tests hold them equal.

Percentages are out of 100. Sources of the methods: docs/regole.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.model import MeasureKind


class RuleMethod(StrEnum):
    """How a result (A) is compared with its target (T). B is the baseline, P the year before."""

    RATIO_TO_TARGET = "ratio_to_target"  # more is better: 100 · A / T
    RATIO_OF_TARGET = "ratio_of_target"  # less is better: 100 · T / A
    MIRRORED_RATIO = "mirrored_ratio"  # less is better: 100 · (2T − A) / T
    TRAVEL_FROM_BASELINE = "travel_from_baseline"  # either: 100 · (A − B) / (T − B)
    RATIO_OF_PARTS = "ratio_of_parts"  # A = numerator / denominator, then the plain ratio
    RATIO_TO_YEAR_BEFORE = "ratio_to_year_before"  # 100 · A / P; less is better: 100 · P / A
    GROWTH_ON_YEAR_BEFORE = "growth_on_year_before"  # A' = 100 · (A − P) / |P|, then as T asks
    NEARER_BOUND = "nearer_bound"  # within a range; outside, the ratio to the nearer bound
    IN_RANGE_OR_NOTHING = "in_range_or_nothing"  # within a range 100, outside 0
    AS_EXPECTED = "as_expected"  # yes or no: 100 as expected, else 0
    BY_THE_DAY = "by_the_day"  # by a date: 100 on the day or before, else 0
    DAYS_LATE = "days_late"  # by a date: days late looked up in a band table
    SCALE = "scale"  # in words: the word looked up in a band table, else 100, 50 or 0
    BANDS_ON_RESULT = "bands_on_result"  # the result itself looked up in a band table


METHODS_BY_KIND: Mapping[MeasureKind, tuple[RuleMethod, ...]] = {
    MeasureKind.INCREASING: (
        RuleMethod.RATIO_TO_TARGET,
        RuleMethod.TRAVEL_FROM_BASELINE,
        RuleMethod.RATIO_OF_PARTS,
        RuleMethod.RATIO_TO_YEAR_BEFORE,
        RuleMethod.GROWTH_ON_YEAR_BEFORE,
        RuleMethod.BANDS_ON_RESULT,
    ),
    MeasureKind.DECREASING: (
        RuleMethod.RATIO_OF_TARGET,
        RuleMethod.MIRRORED_RATIO,
        RuleMethod.TRAVEL_FROM_BASELINE,
        RuleMethod.RATIO_OF_PARTS,
        RuleMethod.RATIO_TO_YEAR_BEFORE,
        RuleMethod.GROWTH_ON_YEAR_BEFORE,
        RuleMethod.BANDS_ON_RESULT,
    ),
    MeasureKind.RANGE: (
        RuleMethod.NEARER_BOUND,
        RuleMethod.IN_RANGE_OR_NOTHING,
        RuleMethod.BANDS_ON_RESULT,
    ),
    MeasureKind.BOOLEAN: (RuleMethod.AS_EXPECTED,),
    MeasureKind.DATE: (RuleMethod.BY_THE_DAY, RuleMethod.DAYS_LATE),
    MeasureKind.QUALITATIVE: (RuleMethod.SCALE,),
}
"""The methods that each measure kind allows; the first is the program's own."""


class TargetZero(StrEnum):
    """What a target of zero (or below), by which nothing can be divided, gives."""

    ALL_OR_NOTHING = "all_or_nothing"  # 100 on the good side, else 0
    NOT_CALCULATED = "not_calculated"  # no percentage where a ratio would be needed


class MissingResult(StrEnum):
    """What a result that is due and was not given counts for."""

    NOT_CALCULATED = "not_calculated"
    ZERO = "zero"


class Rounding(StrEnum):
    """The direction of a rounding. None of them is ever applied unless a rule asks for it."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


class Nature(StrEnum):
    """How an indicator moves in the year, which says what is expected of it by mid-year."""

    CUMULATIVE = "cumulative"  # grows from zero: by mid-year the share of the target
    LEVEL = "level"  # holds a level: by mid-year the whole target
    AT_END = "at_end"  # moves all at once: nothing is expected before its day


@dataclass(frozen=True, slots=True)
class MeasurementRule:
    """One rule, with everything needed to apply it and to say it in words.

    `cap_pct` and `floor_pct` None: no limit. `rounding_digits` None: never rounded. `nature` None:
    that of the measure kind (`NATURE_BY_KIND`). `band_table` names the bands that the percentage
    (for DAYS_LATE the days, for SCALE the word, for BANDS_ON_RESULT the result) is looked up in.
    `formula_words` and `source` are the entity's own words; "" where it states none.
    """

    rule_code: str
    rule_name: str
    measure_kind: MeasureKind
    method: RuleMethod
    cap_pct: float | None = 100.0
    floor_pct: float | None = 0.0
    target_zero: TargetZero = TargetZero.ALL_OR_NOTHING
    missing_result: MissingResult = MissingResult.NOT_CALCULATED
    rounding_digits: int | None = None
    rounding_direction: Rounding = Rounding.HALF_UP
    band_table: str | None = None
    nature: Nature | None = None
    formula_words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a band table: from `lower` (in) to `upper` (out; None: no end) gives `pct`.

    With `upper_pct` the percentage grows evenly from `pct` at `lower` to `upper_pct` at `upper`.
    A row of a scale has a `word` in place of the two bounds. The last band of a table holds its
    upper bound too.
    """

    band_table: str
    pct: float
    lower: float | None = None
    upper: float | None = None
    upper_pct: float | None = None
    word: str | None = None


NATURE_BY_KIND: Mapping[MeasureKind, Nature] = {
    MeasureKind.INCREASING: Nature.CUMULATIVE,
    MeasureKind.DECREASING: Nature.LEVEL,
    MeasureKind.RANGE: Nature.LEVEL,
    MeasureKind.BOOLEAN: Nature.AT_END,
    MeasureKind.DATE: Nature.AT_END,
    MeasureKind.QUALITATIVE: Nature.AT_END,
}

DEFAULT_RULES: Mapping[MeasureKind, MeasurementRule] = {
    kind: MeasurementRule(str(kind), "", kind, methods[0], nature=NATURE_BY_KIND[kind])
    for kind, methods in METHODS_BY_KIND.items()
}
"""What applies where an entity states no rule; `store/sql/views/18_default_rule.sql` mirrors it."""


class Level(StrEnum):
    """The steps of the two chains that end in the entity, from the indicator upwards."""

    INDICATOR = "indicator"
    ACTION = "action"
    OPERATIONAL_OBJECTIVE = "operational_objective"
    STRATEGIC_OBJECTIVE = "strategic_objective"
    DIRECTION = "direction"
    SERVICE = "service"
    SECTOR = "sector"
    ENTITY = "entity"


CHAIN = (
    Level.INDICATOR,
    Level.ACTION,
    Level.OPERATIONAL_OBJECTIVE,
    Level.STRATEGIC_OBJECTIVE,
    Level.DIRECTION,
    Level.ENTITY,
)
ORGANISATION = (Level.INDICATOR, Level.ACTION, Level.SERVICE, Level.SECTOR, Level.ENTITY)


class RollupMethod(StrEnum):
    """How the value of an aggregate comes from what lies below it."""

    MEAN_OF_CHILDREN = "mean_of_children"
    WEIGHTED_MEAN = "weighted_mean"
    MEAN_OF_INDICATORS = "mean_of_indicators"
    MEAN_OF_ACTIONS = "mean_of_actions"


@dataclass(frozen=True, slots=True)
class RollupRule:
    """How one level adds up; the children are rounded first only where `rounding_digits` says."""

    level: Level
    method: RollupMethod
    rounding_digits: int | None = None
    rounding_direction: Rounding = Rounding.HALF_UP


DEFAULT_ROLLUP: Mapping[Level, RollupRule] = {
    level: RollupRule(level, RollupMethod.MEAN_OF_INDICATORS)
    for level in Level
    if level not in (Level.INDICATOR, Level.ENTITY)
} | {Level.ENTITY: RollupRule(Level.ENTITY, RollupMethod.MEAN_OF_CHILDREN)}
"""What applies where an entity states none; the entity is the mean of its directions."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of one thing among its siblings; any unit, since weights are normalised."""

    level: Level
    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something left out of every aggregate, with everything below it, and why.

    `sector_code` tells apart actions and indicators of different sectors with one code.
    """

    level: Level
    code: str
    reason: str
    sector_code: str | None = None
