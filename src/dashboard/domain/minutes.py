"""What goes on record of a year and period: sums and cases, nothing on individuals.

No formula stands here. Means are those of the roll-up, asked twice: once as the results were
measured, once as the Nucleo left them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.assessments import AssessmentKind, OverrideState
from dashboard.domain.clarifications import Clarification
from dashboard.domain.explanation import Explanation, Record, Scope
from dashboard.domain.reasons import ReasonFlaw
from dashboard.domain.reviews import ResultKey, ReviewOutcome, ReviewStanding, result_key
from dashboard.domain.rollup import NOT_MEASURABLE, Aggregate
from dashboard.domain.rules import Level, MeasurementRule
from dashboard.domain.suppression import (
    Shown,
    Suppression,
    given_away,
    suppression,
)

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class MeanPair:
    """One group's mean as measured and as evaluated, out of 100, each with how many it is of.

    `code` is None for the entity, and for what belongs to no group.
    """

    code: str | None
    name: str
    indicator_count: int
    reported_count: int
    measured_pct: float | None
    measured_count: int
    evaluated_pct: float | None
    evaluated_count: int


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Everything that a record of one year and period draws on, as it stood on `day`.

    `documents`: rows of the query `delivery_documents`. `results`: rows of `indicator_results`.
    `varied_targets`: rows of that query, of the period. `rules`: each rule with how many results
    it measures. `reason_flaws`: for each flaw how many deviations have it. `standings`: only of
    results of which somebody said something.
    """

    scope: Scope
    day: date
    explanation: Explanation
    whole: MeanPair
    directions: tuple[MeanPair, ...]
    sectors: tuple[MeanPair, ...]
    documents: tuple[Record, ...]
    results: tuple[Record, ...]
    rules: tuple[tuple[MeasurementRule, int], ...]
    standings: Mapping[ResultKey, ReviewStanding]
    reason_flaws: Mapping[ReasonFlaw, int]
    clarifications: tuple[Clarification, ...]
    varied_targets: tuple[Record, ...]

    @property
    def deviations(self) -> tuple[Record, ...]:
        """Gives the results on the wrong side of their target."""
        return tuple(row for row in self.results if row["is_unfavourable"])

    @property
    def unexplained(self) -> tuple[Record, ...]:
        """Gives the deviations without any reason."""
        return tuple(row for row in self.deviations if not row["has_reason"])

    @property
    def adjusted(self) -> tuple[Record, ...]:
        """Gives the results that count with a percentage granted by the Nucleo."""
        return tuple(row for row in self.results if is_granted(row))

    @property
    def not_assessable(self) -> tuple[Record, ...]:
        """Gives the results that are not assessable, be it their sheet or a person who says so."""
        return tuple(
            row
            for row in self.results
            if row["left_out_reason"] == AssessmentKind.NOT_ASSESSABLE.value
        )

    @property
    def outcomes(self) -> Counter[ReviewOutcome]:
        """Gives how many results have which outcome in force."""
        return Counter(
            standing.outcome.outcome
            for standing in self.standings.values()
            if standing.outcome is not None and standing.outcome.outcome is not None
        )

    @property
    def unexamined_deviation_count(self) -> int:
        """Gives how many deviations have no outcome yet."""
        return sum(
            (standing := self.standings.get(result_key(row))) is None or standing.outcome is None
            for row in self.deviations
        )


@dataclass(frozen=True, slots=True)
class PublishedTables:
    """What may be said of the sectors and of the directions where everybody reads it."""

    sectors: Suppression
    directions: Suppression

    @property
    def is_whole_shown(self) -> bool:
        """Says whether the entity's own sums may be published."""
        return self.sectors.is_total_shown and self.directions.is_total_shown

    @property
    def is_every_direction_shown(self) -> bool:
        """Says whether no direction is hidden, so that their extremes may be named."""
        return all(row is Shown.WHOLE for row in self.directions.rows)


def published_tables(facts: MinutesFacts) -> PublishedTables:
    """Gives which rows may be published, so that no table gives away what the other one hides."""
    sectors = suppression([pair.evaluated_count for pair in facts.sectors])
    hidden = {place for place, row in enumerate(sectors.rows) if row is not Shown.WHOLE}
    cells = _cells(facts)
    directions = suppression(
        [pair.evaluated_count for pair in facts.directions], given_away(cells, hidden)
    )
    return PublishedTables(sectors, directions)


def is_granted(row: Record) -> bool:
    """Says whether a result counts with a percentage that the Nucleo granted."""
    return bool(row["override_state"] == OverrideState.GRANTED)


def as_measured(row: Record) -> Record:
    """Gives a result as it was before the Nucleo judged it.

    Without the percentage that it granted, and assessable where a person said that it is not.
    States that rest on an act (sterilised, eliminated) and what the sheet itself says stay.
    """
    is_set_aside = (
        row["left_out_reason"] == AssessmentKind.NOT_ASSESSABLE.value
        and row["state_stated_by"] is not None
    )
    if not is_granted(row) and not is_set_aside:
        return row
    measured = row["measured_achievement_pct"]
    pct = row["declared_achievement_pct"] if measured is None else measured
    left_out = None if pct is not None else NOT_MEASURABLE if row["has_result"] else MISSING
    return {**row, "achievement_pct": pct, "left_out_reason": left_out}


def mean_pairs(measured: Aggregate, evaluated: Aggregate, level: Level) -> tuple[MeanPair, ...]:
    """Gives the groups of a level below an entity side by side.

    Both trees are of the same results. What hangs on the entity itself comes last, without a code
    and without a mean: the roll-up makes none of it.
    """
    before = {child.code: child for child in measured.children if child.level is level}
    groups = [child for child in evaluated.children if child.level is level]
    pairs = [mean_pair(before[child.code], child) for child in groups]
    rest = MeanPair(
        code=None,
        name="",
        indicator_count=evaluated.indicator_count - sum(one.indicator_count for one in pairs),
        reported_count=evaluated.reported_count - sum(one.reported_count for one in pairs),
        measured_pct=None,
        measured_count=measured.counted_count - sum(one.measured_count for one in pairs),
        evaluated_pct=None,
        evaluated_count=evaluated.counted_count - sum(one.evaluated_count for one in pairs),
    )
    return (*pairs, rest) if rest.indicator_count else tuple(pairs)


def mean_pair(measured: Aggregate, evaluated: Aggregate) -> MeanPair:
    """Gives the means of one group side by side."""
    return MeanPair(
        code=evaluated.code,
        name=evaluated.name,
        indicator_count=evaluated.indicator_count,
        reported_count=evaluated.reported_count,
        measured_pct=measured.value_pct,
        measured_count=measured.counted_count,
        evaluated_pct=evaluated.value_pct,
        evaluated_count=evaluated.counted_count,
    )


def rules_used(rules: Iterable[MeasurementRule]) -> tuple[tuple[MeasurementRule, int], ...]:
    """Gives each rule with how many results it measures, the most used first."""
    return tuple(Counter(rules).most_common())


def _cells(facts: MinutesFacts) -> Sequence[Sequence[int]]:
    """Gives the counted results by direction and sector, in the order of both tables."""
    counts = Counter(
        (row["strategic_direction_code"], row["sector_code"])
        for row in facts.results
        if row["achievement_pct"] is not None and row["left_out_reason"] is None
    )
    return [
        [counts[direction.code, sector.code] for sector in facts.sectors]
        for direction in facts.directions
    ]
