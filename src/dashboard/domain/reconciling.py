"""Search how a published percentage may have been counted: the simplest ways that give it.

Every way is the rules in force with a few departures from them (`dashboard.domain.departures`).
They are tried from the cheapest on, and the search ends with the first cost at which some way
gives the published number at its printed precision: a hundred far-fetched ways would give it too,
and hide the likely one. Nothing here is proof: a way that fits is a way it can have been.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import combinations

from dashboard.domain.counting import Chain, Code, Group, Row, Step, Units, Weights, grouped
from dashboard.domain.departures import (
    Basis,
    CountedAsZero,
    Departure,
    NothingLeftOut,
    OnBasis,
    OtherMean,
    PutBack,
    ResultRounded,
    RowsAdded,
    TakenOut,
    UnitsRounded,
    Way,
    cost_of,
)
from dashboard.domain.published import PublishedFigure
from dashboard.domain.rounding import rounded
from dashboard.domain.rules import CHAIN, ORGANISATION, Level, Rounding

MAX_COST = 7
"""One assumption (4) with one indicator left out (3)."""
MAX_WAYS = 10_000
MAX_ROWS_ADDED = 5
ADDED_PCTS = (0.0, 50.0, 100.0)
MAX_PAIRED_THINGS = 40
NEAREST_COUNT = 3

_UNIT_DIGITS = (0, 1, 2)
_ZERO_REASONS = ("missing", "not_due")
_MAX_FAMILIES_TOGETHER = 4
# Levels that cross the chain of objectives, and are commonly published as a table of cells.
_CROSSED = ((Level.DIRECTION, Level.SECTOR), (Level.SECTOR, Level.DIRECTION))
# What an indicator is called that measures the whole of which it is a part.
_SUMS_UP_OTHERS = re.compile(
    r"autoreferenzial|livello sintetico|performance (complessiva|generale|di ente|dell.ente)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a published figure, the rows it should come from, and how they are counted.

    `chain`: by the rules in force. `weights`: of levels above the indicator. With `is_exhaustive`
    the search goes on to `MAX_COST` after the first ways that fit.
    """

    figure: PublishedFigure
    rows: tuple[Row, ...]
    chain: Chain
    weights: Weights = field(default_factory=dict)
    is_exhaustive: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A way with what it gives. `row_count`: of all rows asked about, counted or not.

    `value_pct` is not rounded, `shown_pct` is what would be printed. `alike`: other ways of the
    same cost that average the very same numbers, so that no figure can tell them apart.
    """

    way: Way
    value_pct: float
    shown_pct: float
    counted_count: int
    row_count: int
    alike: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a search found. `fits`: simplest first; empty where nothing gives the figure.

    `chain`: the one that the rules in force count by. `as_configured` None: there is nothing to
    count. `nearest`: of all tried, by distance, each with another value. `is_cut`: stopped at
    `MAX_WAYS`, with ways left that were never tried.
    """

    figure: PublishedFigure
    chain: Chain
    as_configured: Tried | None
    fits: tuple[Tried, ...]
    nearest: tuple[Tried, ...]
    tried_count: int
    searched_cost: int
    is_cut: bool


def reconcile(question: Question) -> Reconciliation:
    """Tries ways from the simplest on. The same question always gets the same answer."""
    search = _Search(question, _evaluator(question))
    cost = 0
    for cost in range(MAX_COST + 1):
        search.try_all(cost)
        if search.is_cut or (search.fits and not question.is_exhaustive):
            break
    return Reconciliation(
        figure=question.figure,
        chain=question.chain,
        as_configured=search.as_configured,
        fits=tuple(search.fits.values()),
        nearest=tuple(search.nearest),
        tried_count=search.tried_count,
        searched_cost=cost,
        is_cut=search.is_cut,
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """What a way averages, before the units are rounded, and how many rows are in it."""

    units: Units
    counted_count: int


_Evaluator = Callable[[Way, Way, Way, Way], _Count | None]
_Signature = tuple[Units, float]


@dataclass(slots=True)
class _Search:
    """The state of one search; `fits` by what they average and show."""

    question: Question
    count_of: _Evaluator
    fits: dict[_Signature, Tried] = field(default_factory=dict)
    nearest: list[Tried] = field(default_factory=list)
    as_configured: Tried | None = None
    tried_count: int = 0
    is_cut: bool = False

    def try_all(self, cost: int) -> None:
        """Tries every way of exactly this cost, until the limit."""
        for way in _ways(_axes(self.question), cost):
            if self.tried_count >= MAX_WAYS:
                self.is_cut = True
                return
            self._try(way)

    def _try(self, parts: tuple[Way, ...]) -> None:
        population, added, basis, mean, units_rounded, result_rounded = parts
        if self._explains_anything(parts):
            return
        count = self.count_of(population, added, basis, mean)
        if count is None:
            return
        units = _with_rounding(count.units, self.question.chain[0], mean, units_rounded)
        value = units.mean_pct()
        if value is None:
            return
        self.tried_count += 1
        way = tuple(departure for part in parts for departure in part)
        tried = Tried(
            way,
            value,
            _shown(value, self.question.figure, result_rounded),
            count.counted_count,
            len(self.question.rows),
        )
        if not way:
            self.as_configured = tried
        if tried.shown_pct == self.question.figure.value_pct:
            self._keep_fit((units, tried.shown_pct), tried)
        if not result_rounded:
            self._keep_nearest(tried)

    def _explains_anything(self, parts: tuple[Way, ...]) -> bool:
        """Says whether departures are so free together that some of them give any figure at all.

        That is an assumption beside an unusual rounding, and any one indicator of many beside
        anything else.
        """
        population, added, _, _, units_rounded, result_rounded = parts
        if added and (units_rounded or result_rounded):
            return True
        is_one_of_many = len(self.question.rows) > MAX_PAIRED_THINGS and any(
            isinstance(one, TakenOut) and one.level is Level.INDICATOR and not one.is_self_referring
            for one in population
        )
        return is_one_of_many and any(parts[1:])

    def _keep_fit(self, signature: _Signature, tried: Tried) -> None:
        earlier = self.fits.get(signature)
        if earlier is None:
            if not any(set(fit.way) < set(tried.way) for fit in self.fits.values()):
                self.fits[signature] = tried
        elif cost_of(earlier.way) == cost_of(tried.way):
            self.fits[signature] = replace(earlier, alike=(*earlier.alike, tried.way))

    def _keep_nearest(self, tried: Tried) -> None:
        if any(round(one.value_pct - tried.value_pct, 6) == 0 for one in self.nearest):
            return
        self.nearest.append(tried)
        self.nearest.sort(key=self._distance)
        del self.nearest[NEAREST_COUNT:]

    def _distance(self, tried: Tried) -> float:
        return round(abs(tried.value_pct - self.question.figure.value_pct), 6)


def _ways(axes: Sequence[Sequence[Way]], cost: int) -> Iterator[tuple[Way, ...]]:
    """Gives one option of each axis, wherever their costs add up to `cost`."""
    if not axes:
        if cost == 0:
            yield ()
        return
    for option in axes[0]:
        left = cost - cost_of(option)
        if left >= 0:
            for others in _ways(axes[1:], left):
                yield (option, *others)


def _axes(question: Question) -> tuple[list[Way], ...]:
    """Gives the options of each kind; the first of each is to do as configured.

    The last ones change fastest, so that those before them need not be counted again.
    """
    return (
        _populations(question),
        _additions(),
        [(), *((OnBasis(basis),) for basis in _bases(question.rows))],
        [(), *((mean,) for mean in _other_means(question))],
        [(), *((one,) for one in _unit_roundings(question.chain))],
        [(), *((one,) for one in _result_roundings(question.figure))],
    )


def _populations(question: Question) -> list[Way]:
    """Gives which rows count: what is put back, what is taken out, two things at most."""
    rows = question.rows
    back = _puts_back(rows)
    counted = [row for row in rows if row.left_out_reason is None]
    groups = _groups(counted)
    indicators = _indicators(counted)
    singles: list[Departure] = [*groups, *indicators]
    pairs = list(combinations(singles, 2)) if len(singles) <= MAX_PAIRED_THINGS else []
    crossed = [
        (*put_back, group) for put_back in back if cost_of(put_back) == 1 for group in groups
    ]
    return [(), *back, *((one,) for one in singles), *crossed, *pairs]


def _puts_back(rows: Sequence[Row]) -> list[Way]:
    left_out = [row for row in rows if row.left_out_reason is not None]
    families = sorted({name for row in left_out if _has_pct(row) for name in row.families})
    most = len(families) if len(families) <= _MAX_FAMILIES_TOGETHER else 1
    back: list[Way] = []
    if families:
        back.append((NothingLeftOut(),))
    back += [
        (PutBack(together),)
        for size in range(1, most + 1)
        for together in combinations(families, size)
    ]
    reasons = {row.left_out_reason for row in left_out if not _has_pct(row)}
    back += [(CountedAsZero(reason),) for reason in _ZERO_REASONS if reason in reasons]
    return back


def _has_pct(row: Row) -> bool:
    return (row.stated_pct, row.measured_pct, row.declared_pct) != (None, None, None)


def _groups(rows: Sequence[Row]) -> list[TakenOut]:
    """Gives what can be taken out as a whole: what more than one row and not all belong to."""
    by_code: dict[tuple[Level, Code], list[Row]] = {}
    for row in rows:
        for level, code in row.codes.items():
            if level not in (Level.INDICATOR, Level.ACTION):
                by_code.setdefault((level, code), []).append(row)
    return [
        TakenOut(level, code, _name_of(inside[0], level))
        for (level, code), inside in by_code.items()
        if 1 < len(inside) < len(rows)
    ]


def _name_of(row: Row, level: Level) -> str:
    return row.names.get(level, row.codes[level][-1])


def _indicators(rows: Sequence[Row]) -> list[TakenOut]:
    if len(rows) < 2:
        return []
    found = [
        TakenOut(
            Level.INDICATOR,
            row.codes[Level.INDICATOR],
            _name_of(row, Level.INDICATOR),
            _SUMS_UP_OTHERS.search(row.names.get(Level.INDICATOR, "")) is not None,
        )
        for row in rows
        if Level.INDICATOR in row.codes
    ]
    return sorted(found, key=lambda one: not one.is_self_referring)


def _additions() -> list[Way]:
    counts = range(1, MAX_ROWS_ADDED + 1)
    return [(), *((RowsAdded(count, pct),) for count in counts for pct in ADDED_PCTS)]


def _bases(rows: Sequence[Row]) -> list[Basis]:
    return [
        basis
        for basis in Basis
        if any(_pct(row, basis) not in (None, row.stated_pct) for row in rows)
    ]


def _pct(row: Row, basis: Basis | None) -> float | None:
    if basis is None:
        return row.stated_pct
    return row.measured_pct if basis is Basis.MEASURED else row.declared_pct


def _other_means(question: Question) -> list[OtherMean]:
    levels = _levels(question.rows)
    means = [OtherMean(chosen) for chosen in ((), *((level,) for level in levels))]
    means += [OtherMean(pair) for pair in _nested(levels)]
    weighted = [
        OtherMean(mean.levels, is_weighted=True)
        for mean in means
        if len(mean.levels) < 2 and _has_weights(question, (*mean.levels, Level.INDICATOR)[0])
    ]
    configured = tuple(replace(step, without=()) for step in question.chain)
    return [one for one in (*means, *weighted) if one.chain != configured]


def _levels(rows: Sequence[Row]) -> list[Level]:
    """Gives the levels at which the rows are told apart, from the top; the indicator is not one."""
    codes: Mapping[Level, set[Code | None]] = {
        level: {row.codes.get(level) for row in rows}
        for level in (*reversed(CHAIN), *reversed(ORGANISATION))
        if level not in (Level.INDICATOR, Level.ENTITY)
    }
    return [level for level, found in codes.items() if len(found) > 1]


def _nested(levels: Sequence[Level]) -> list[tuple[Level, Level]]:
    inside = [
        (outer, inner)
        for chain in (CHAIN, ORGANISATION)
        for outer, inner in combinations([one for one in reversed(chain) if one in levels], 2)
    ]
    crossed = [pair for pair in _CROSSED if all(level in levels for level in pair)]
    return list(dict.fromkeys([*inside, *crossed]))


def _has_weights(question: Question, level: Level) -> bool:
    if level is Level.INDICATOR:
        return any(row.weight is not None for row in question.rows)
    if level is Level.ACTION and any(row.action_weight is not None for row in question.rows):
        return True
    return any(stated is level for stated, _ in question.weights)


def _unit_roundings(chain: Chain) -> list[UnitsRounded]:
    found = [UnitsRounded(digits, way) for digits in _UNIT_DIGITS for way in Rounding]
    if chain[0].rounding_digits is not None:
        found.insert(0, UnitsRounded(None))
    return found


def _result_roundings(figure: PublishedFigure) -> list[ResultRounded]:
    usual = (figure.digits, Rounding.HALF_UP)
    return [
        ResultRounded(digits, direction)
        for digits in figure.possible_digits
        for direction in Rounding
        if (digits, direction) != usual
    ]


def _with_rounding(units: Units, configured: Step, mean: Way, chosen: Way) -> Units:
    """Rounds the units as chosen, else as configured; another mean has no rounding of its own."""
    for departure in chosen:
        if isinstance(departure, UnitsRounded):
            return units.rounded(departure.digits, departure.direction)
    if mean:
        return units
    return units.rounded(configured.rounding_digits, configured.rounding_direction)


def _shown(value: float, figure: PublishedFigure, chosen: Way) -> float:
    for departure in chosen:
        if isinstance(departure, ResultRounded):
            return rounded(value, departure.digits, departure.direction)
    return rounded(value, figure.digits)


def _evaluator(question: Question) -> _Evaluator:
    """Gives what counts rows, keeping the last counts: only roundings differ between many ways."""

    @cache
    def group_of(mean: Way) -> Group:
        chosen = next((one for one in mean if isinstance(one, OtherMean)), None)
        chain = _unrounded(question.chain) if chosen is None else chosen.chain
        return grouped(question.rows, chain, question.weights)

    @lru_cache(maxsize=256)
    def pcts_of(population: Way, basis: Way) -> tuple[float | None, ...]:
        chosen = next((one.basis for one in basis if isinstance(one, OnBasis)), None)
        return tuple(_counted_pct(row, population, chosen) for row in question.rows)

    @lru_cache(maxsize=256)
    def count_of(population: Way, added: Way, basis: Way, mean: Way) -> _Count | None:
        group = group_of(mean)
        pcts = pcts_of(population, basis)
        units = group.units(pcts)
        if added:
            # Rows that nobody has seen belong to no unit and have no weight, nor are they all.
            if group.members or group.step.is_weighted or not units.pcts:
                return None
            units = Units((*units.pcts, *_added_pcts(added)))
        return _Count(units, group.counted_count(pcts))

    return count_of


def _unrounded(chain: Chain) -> Chain:
    return (replace(chain[0], rounding_digits=None), *chain[1:])


def _counted_pct(row: Row, population: Way, basis: Basis | None) -> float | None:
    """Gives the percentage that a row counts with under these changes, None where it does not."""
    pct = _pct(row, basis)
    is_counted = row.left_out_reason is None
    for change in population:
        if isinstance(change, TakenOut):
            if row.codes.get(change.level) == change.code:
                return None
        elif isinstance(change, NothingLeftOut):
            is_counted = True
        elif isinstance(change, PutBack):
            is_counted = is_counted or (
                bool(row.families) and set(row.families) <= set(change.families)
            )
        elif isinstance(change, CountedAsZero) and row.left_out_reason == change.reason:
            is_counted, pct = True, 0.0 if pct is None else pct
    return pct if is_counted else None


def _added_pcts(added: Way) -> Iterator[float]:
    for one in added:
        if isinstance(one, RowsAdded):
            yield from [one.pct] * one.count
