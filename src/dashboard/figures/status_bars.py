"""Stacked bars of statuses in four categories, one per group, counts and shapes inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from dashboard.domain.model import DupStatus, ResultStatus
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.records import records_of
from dashboard.figures.rows import Rows, escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, Trace, bar
from dashboard.texts.formats import counted, is_absent, percent, readable_name
from dashboard.texts.labels import (
    DUP_CATEGORIES,
    DUP_STATUSES,
    RESULT_CATEGORIES,
    RESULT_STATUSES,
    UNKNOWN_DUP_STATUS,
    StatusLabel,
    category_label,
    occurring_categories,
)

_SHAPE_FITS_FROM = 0.075
_COUNT_FITS_FROM = 0.03
_UNKNOWN = "unknown"
_RESULT_STATUSES = [status.value for status in RESULT_STATUSES]
_DUP_STATUSES = [*(status.value for status in DUP_STATUSES), _UNKNOWN]

_Status = TypeVar("_Status")


@drawn_once
def status_bars(
    counts: pd.DataFrame, achievement: pd.DataFrame, group: str = "strategic_direction"
) -> Figure | None:
    """Draws how many indicators of each group have each status, and the group's achievement.

    `counts`: one row per group and status (`<group>_code`, `<group>_name`, `status`,
    `indicator_count`). `achievement`: one row per group (`<group>_code`, `achievement_pct`, out
    of 100, and `counted_count`). Every bar is as long as its group is whole: shares compare,
    counts are written. None when there is nothing to draw.
    """
    tallies = _tallies(counts, group, "indicator_count", _RESULT_STATUSES)
    if not tallies:
        return None
    means = dict(zip(achievement[f"{group}_code"], achievement["achievement_pct"], strict=True))
    notes = [percent(means.get(one.code)) for one in tallies]
    categories = _occurring(RESULT_CATEGORIES, _result_look, tallies)
    return _stacked(tallies, categories, notes, lambda n: counted(n, "indicatore", "indicatori"))


def status_table(
    counts: pd.DataFrame, achievement: pd.DataFrame, group: str = "strategic_direction"
) -> pd.DataFrame:
    """Gives the numbers behind `status_bars`, from the same two frames.

    One row per group: `group_name` (code and name), `<status>_count` for the statuses that
    occur, `indicator_count`, `counted_count`, `achievement_pct`.
    """
    tallies = _tallies(counts, group, "indicator_count", _RESULT_STATUSES)
    occurring = [status for status in _RESULT_STATUSES if any(one.of(status) for one in tallies)]
    means = {_text(row[f"{group}_code"]): row for row in records_of(achievement)}
    return pd.DataFrame(
        {
            "code": [one.code for one in tallies],
            "name": [one.name for one in tallies],
            **{f"{status}_count": [one.of(status) for one in tallies] for status in occurring},
            "group_name": [readable_name(one.code, one.name) for one in tallies],
            **{
                column: [means.get(one.code, {}).get(column) for one in tallies]
                for column in ("indicator_count", "counted_count", "achievement_pct")
            },
        }
    )


def group_codes(
    counts: pd.DataFrame,
    group: str = "strategic_direction",
    count_column: str = "indicator_count",
) -> list[str]:
    """Gives the codes of the groups in the order of the bars; "" for what has no group."""
    return [one.code for one in _tallies(counts, group, count_column, _RESULT_STATUSES)]


@drawn_once
def dup_status_bars(counts: pd.DataFrame) -> Figure | None:
    """Draws how many interventions of each strategic direction have each DUP status.

    `counts`: one row per direction and status (`strategic_direction_code`, `_name`, `status`,
    `intervention_count`); a status that is not known stands in its own segment.
    """
    tallies = _tallies(counts, "strategic_direction", "intervention_count", _DUP_STATUSES)
    if not tallies:
        return None
    notes = [f"{one.total}" for one in tallies]
    categories = _occurring(DUP_CATEGORIES, _dup_look, tallies)
    return _stacked(tallies, categories, notes, lambda n: counted(n, "intervento", "interventi"))


@dataclass(frozen=True, slots=True)
class _Look:
    """How one status is drawn, and by which word it is counted."""

    status: str
    label: StatusLabel
    colour: str
    pattern: str


def _result_look(status: ResultStatus) -> _Look:
    return _Look(
        status.value,
        RESULT_STATUSES[status],
        theme.RESULT_COLOURS[status],
        theme.RESULT_PATTERNS.get(status, ""),
    )


def _dup_look(status: DupStatus | None) -> _Look:
    if status is None:
        return _Look(_UNKNOWN, UNKNOWN_DUP_STATUS, theme.GREY, theme.UNKNOWN_PATTERN)
    return _Look(
        status.value,
        DUP_STATUSES[status],
        theme.DUP_COLOURS[status],
        theme.DUP_PATTERNS.get(status, ""),
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many of one group have each status."""

    code: str
    name: str
    by_status: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    def of(self, status: str) -> int:
        return self.by_status.get(status, 0)


def _tallies(
    counts: pd.DataFrame, group: str, count_column: str, statuses: Collection[str]
) -> list[_Tally]:
    """Gives the groups in the order of their bars; of the statuses those that are drawn."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for row in records_of(counts):
        place = _text(row[f"{group}_code"]), _text(row[f"{group}_name"])
        by_status = found.setdefault(place, Counter())
        status = row["status"] if row["status"] in statuses else _UNKNOWN
        if status in statuses:
            by_status[status] += int(row[count_column])
    return [_Tally(*place, found[place]) for place in sorted(found)]


def _occurring(
    categories: Sequence[Sequence[_Status]],
    look: Callable[[_Status], _Look],
    tallies: Sequence[_Tally],
) -> list[list[_Look]]:
    """Gives the categories that occur, of each how the statuses that do are drawn."""
    drawn = {status for tally in tallies for status, count in tally.by_status.items() if count}
    occurring = drawn | {None} if _UNKNOWN in drawn else drawn
    return [
        [look(status) for status in category]
        for category in occurring_categories(categories, occurring)
    ]


def _stacked(
    tallies: Sequence[_Tally],
    categories: Sequence[Sequence[_Look]],
    notes: Sequence[str],
    total_words: Callable[[int], str],
) -> Figure:
    rows = rows_for([readable_name(one.code, one.name) for one in tallies])
    figure = rows_figure(rows, end_notes=notes)
    figure.update_layout(barmode="stack", bargap=0)
    figure.update_xaxes(range=[0, 1], visible=False)
    for category in categories:
        figure.add_trace(_segment(category, tallies, rows, total_words))
    return figure


def _segment(
    category: Sequence[_Look],
    tallies: Sequence[_Tally],
    rows: Rows,
    total_words: Callable[[int], str],
) -> Trace:
    label, first = category_label([one.label for one in category]), category[0]
    numbers = [sum(tally.of(one.status) for one in category) for tally in tallies]
    shares = [
        number / tally.total if tally.total else 0.0
        for number, tally in zip(numbers, tallies, strict=True)
    ]
    return bar(
        name=label.word,
        orientation="h",
        x=shares,
        y=rows.centres,
        width=rows.bar_px,
        marker=theme.marker(first.colour, first.pattern),
        text=[
            _segment_text(number, share, label.shape)
            for number, share in zip(numbers, shares, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": theme.ink_on(first.colour), "size": 13},
        customdata=[
            f"{escaped(readable_name(one.code, one.name))}<br>"
            f"{_hover(one, category, total_words(one.total))}"
            for one in tallies
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(tally: _Tally, category: Sequence[_Look], total: str) -> str:
    """Gives "◇ 1 senza dato su 40 indicatori"; each status on a line of its own."""
    told = [one for one in category if tally.of(one.status)] or category[:1]
    return "<br>".join(
        f"{one.label.shape} {tally.of(one.status)} {one.label.plural} su {total}" for one in told
    )


def _segment_text(count: int, share: float, shape: str) -> str:
    """Gives count and shape, the count alone, or nothing, as the segment has room for."""
    if count == 0 or share < _COUNT_FITS_FROM:
        return ""
    return f"{count} {shape}" if share >= _SHAPE_FITS_FROM else f"{count}"


def _text(value: object) -> str:
    return "" if is_absent(value) else str(value)
