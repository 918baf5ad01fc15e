"""Checks on results: figures that cannot be, and reasons that say something else.

Sources: validation criteria (every indicator shows deviation and reason, and they agree); sentinel
values and corrected outliers as met in real extracts.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log10

from dashboard.domain.model import Period
from dashboard.domain.names import normalised_name
from dashboard.domain.plausibility.model import (
    Examined,
    ExaminedIndicator,
    Fault,
    Figure,
    Reported,
    TargetStatement,
)
from dashboard.domain.plausibility.sides import Side, side_of
from dashboard.domain.plausibility.wording import says_delay, says_reached

JUMP_FACTORS = (10, 100, 1000)
# A misplaced comma gives ten times what was meant, and what was meant is near the target, not it.
JUMP_TOLERANCE_PCT = 20.0
# A figure that is no more than this many times larger or smaller explains the result.
NEAR_FACTOR = 2.0

_SAME_UNITS = {
    "numero": "n",
    "num": "n",
    "nr": "n",
    "percentuale": "pct",
    "percento": "pct",
    "per cento": "pct",
    "gg": "giorni",
    "giorno": "giorni",
    "eur": "euro",
    "h": "ore",
}


def result_jumps(examined: Examined) -> Iterator[Fault]:
    """Finds results 10, 100 or 1000 times a figure they should be near, or a tenth of it…

    Near the target, else the year before, else the baseline, else the result at the other date. A
    result near any of these figures is explained by it. At mid-year a tenth of the year's target
    is not strange, nor is a year's end ten times the half of it.
    """
    for indicator in examined.indicators:
        for reported in indicator.reported:
            found = _jump(indicator, reported)
            if found is not None and reported.value.number is not None:
                name, number, factor = found
                figures: dict[str, Figure] = {
                    "result": reported.value.words(),
                    "compared_with": name,
                    "compared_number": number,
                    "factor": factor,
                }
                yield Fault(indicator.subject, figures, reported.period, (reported.place,))


def contradicted_reasons(examined: Examined) -> Iterator[Fault]:
    """Finds reasons that say "raggiunto" beside a result short of its target, or speak of delay
    beside one that reaches it.

    At mid-year only where the target is one for mid-year: short of the year's is as it should be.
    """
    for indicator in examined.indicators:
        for reported in indicator.reported:
            if reported.is_set_aside or not reported.reason or not reported.is_judged_by_target:
                continue
            side = side_of(indicator.measure_kind, reported.target, reported.value)
            if side is None:
                continue
            words = (says_reached if side is Side.WORSE else says_delay)(reported.reason)
            if words is not None:
                figures: dict[str, Figure] = {
                    "target": reported.target.words(),
                    "result": reported.value.words(),
                    "reason": reported.reason,
                    "words": words,
                    "says": "reached" if side is Side.WORSE else "delay",
                }
                yield Fault(indicator.subject, figures, reported.period, (reported.place,))


def changed_units(examined: Examined) -> Iterator[Fault]:
    """Finds units that differ between the documents in force, or from the year before.

    Spellings of one unit are one ("n.", "numero"); a document without a unit says nothing.
    """
    for indicator in examined.indicators:
        stated = sorted(
            (one for one in indicator.statements if one.is_in_force and one.unit),
            key=lambda one: (one.stated_at, one.document_kind, one.place.cell),
        )
        units = {_plain_unit(one.unit): one for one in reversed(stated)}
        earlier = next((past for past in indicator.past if past.unit), None)
        if len(units) > 1:
            yield _unit_fault(indicator, list(reversed(units.values())))
        elif earlier is not None and units and _plain_unit(earlier.unit) not in units:
            figures: dict[str, Figure] = {
                "before": earlier.unit,
                "after": stated[-1].unit,
                "year_before": earlier.year,
            }
            yield Fault(indicator.subject, figures, places=(stated[-1].place,))


def _unit_fault(indicator: ExaminedIndicator, differing: list[TargetStatement]) -> Fault:
    first, last = differing[0], differing[-1]
    figures: dict[str, Figure] = {
        "before": first.unit,
        "after": last.unit,
        "before_document": str(first.document_kind),
        "after_document": str(last.document_kind),
    }
    return Fault(indicator.subject, figures, places=(last.place, first.place))


def _plain_unit(unit: str | None) -> str:
    written = (unit or "").casefold().strip()
    # Signs that a plain name does not keep.
    plain = {"%": "pct", "€": "euro"}.get(written) or normalised_name(written)
    return _SAME_UNITS.get(plain, plain)


def _jump(indicator: ExaminedIndicator, reported: Reported) -> tuple[str, float, float] | None:
    """Gives which figure the result jumps from, that figure, and the factor; None for no jump."""
    result = reported.value.number
    if result is None or result == 0 or reported.is_set_aside:
        return None
    figures = _figures_to_be_near(indicator, reported)
    if any(_is_near(result, number) for _, number in figures):
        return None
    for name, number in figures:
        factor = _jump_factor(result / number)
        if factor is not None and _is_strange(factor, name, reported.period):
            return name, number, factor
    return None


def _figures_to_be_near(
    indicator: ExaminedIndicator, reported: Reported
) -> list[tuple[str, float]]:
    other_period = Period.INTERMEDIATE if reported.period is Period.FINAL else Period.FINAL
    other = indicator.result(other_period)
    candidates = [
        ("target", reported.target.number),
        ("target_upper", reported.target.upper_number),
        ("year_before", indicator.past[0].number if indicator.past else None),
        ("baseline", indicator.baseline.number),
        (f"{other_period}_result", None if other is None else other.value.number),
    ]
    return [(name, number) for name, number in candidates if number]


def _is_near(result: float, number: float) -> bool:
    ratio = result / number
    return 1 / NEAR_FACTOR <= ratio <= NEAR_FACTOR


def _jump_factor(ratio: float) -> float | None:
    """Gives 10, 100, 1000 or the reverse of one of them, where the ratio is about that."""
    if ratio <= 0:
        return None
    step = round(log10(ratio))
    factor = 10.0 ** abs(step)
    if factor not in JUMP_FACTORS:
        return None
    away = ratio / factor if step > 0 else ratio * factor
    is_about = abs(away - 1) * 100 <= JUMP_TOLERANCE_PCT
    return None if not is_about else (factor if step > 0 else 1 / factor)


def _is_strange(factor: float, compared_with: str, period: Period) -> bool:
    """Says whether a jump is one that time does not explain: figures grow during a year."""
    if period is Period.INTERMEDIATE:
        return factor > 1
    return factor < 1 or compared_with != "intermediate_result"
