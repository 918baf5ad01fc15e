"""Checks on what is asked for at all: ordinary activity, and a year in which all went perfectly.

Sources: sheets that keep "attività ordinaria" or "mantenimento" apart from improvement; entities
whose sectors all cluster at the top.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dashboard.domain.achievement import FULL_PCT
from dashboard.domain.model import ActionKind, Period
from dashboard.domain.phrases import first_phrase
from dashboard.domain.plausibility.model import (
    Examined,
    ExaminedAction,
    ExaminedIndicator,
    Fault,
    Figure,
    Subject,
)
from dashboard.domain.plausibility.wording import ORDINARY_PHRASES

EXACT_HUNDREDS_FROM_PCT = 90.0
EXACT_HUNDREDS_FROM_COUNT = 5
SAME_RESULT_YEARS = 2


def ordinary_words(examined: Examined) -> Iterator[Fault]:
    """Finds actions presented as improvement whose own words are those of ordinary activity.

    Looked for in the action's name and description, and in the words of its indicators' targets.
    """
    targets: defaultdict[tuple[str | None, str | None], list[ExaminedIndicator]] = defaultdict(list)
    for indicator in examined.indicators:
        targets[indicator.subject.sector_code, indicator.subject.action_code].append(indicator)
    for action in examined.actions:
        if action.action_kind is not ActionKind.IMPROVEMENT:
            continue
        key = action.subject.sector_code, action.subject.action_code
        for field_name, text in _texts(action, targets[key]):
            words = first_phrase(text, ORDINARY_PHRASES)
            if words is not None:
                figures: dict[str, Figure] = {
                    "words": words,
                    "field_name": field_name,
                    "text": text,
                }
                yield Fault(action.subject, figures, places=(action.place,))
                break


def same_results_every_year(examined: Examined) -> Iterator[Fault]:
    """Finds indicators of improvement whose final number is the same in all years that are known.

    At least two. All of a whole (100 %) and zero cannot be improved on, and are not looked at.
    """
    ordinary = {
        (action.subject.sector_code, action.subject.action_code)
        for action in examined.actions
        if action.action_kind is ActionKind.ORDINARY
    }
    for indicator in examined.indicators:
        subject, reported = indicator.subject, indicator.result(Period.FINAL)
        if (subject.sector_code, subject.action_code) in ordinary or reported is None:
            continue
        number = reported.value.number
        past = [one.number for one in indicator.past if one.number is not None]
        if number is None or number == 0 or (indicator.unit == "%" and number == FULL_PCT):
            continue
        if len(past) + 1 >= SAME_RESULT_YEARS and all(one == number for one in past):
            figures: dict[str, Figure] = {
                "result": reported.value.words(),
                "year_count": len(past) + 1,
            }
            yield Fault(subject, figures, Period.FINAL, (reported.place,))


def exact_hundreds(examined: Examined) -> Iterator[Fault]:
    """Finds sectors, and the entity, where nearly every counted percentage is exactly 100.

    Few indicators say nothing: at least five must be counted.
    """
    by_subject: defaultdict[tuple[Subject, Period], list[float]] = defaultdict(list)
    for indicator in examined.indicators:
        sector = Subject(
            sector_code=indicator.subject.sector_code, sector_name=indicator.subject.sector_name
        )
        for reported in indicator.reported:
            if reported.achievement_pct is not None:
                for subject in (sector, Subject()):
                    by_subject[subject, reported.period].append(reported.achievement_pct)
    for (subject, period), percentages in by_subject.items():
        full = sum(one == FULL_PCT for one in percentages)
        share_pct = 100 * full / len(percentages)
        if len(percentages) >= EXACT_HUNDREDS_FROM_COUNT and share_pct >= EXACT_HUNDREDS_FROM_PCT:
            yield Fault(subject, {"full_count": full, "counted_count": len(percentages)}, period)


def _texts(
    action: ExaminedAction, indicators: Iterable[ExaminedIndicator]
) -> Iterator[tuple[str, str]]:
    if action.subject.action_name:
        yield "action_name", action.subject.action_name
    if action.description:
        yield "description", action.description
    for indicator in sorted(indicators, key=lambda one: one.subject.indicator_code or ""):
        if indicator.target.text and not indicator.target.is_comparable:
            yield "target", indicator.target.text
