"""The parts of Anni a confronto: with what to compare, years side by side, what moved in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import pairwise

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.domain.comparability import Comparability, comparability
from dashboard.domain.model import Period
from dashboard.domain.movements import (
    Movement,
    Subject,
    in_order,
    intervention_movements,
    result_movements,
)
from dashboard.domain.transitions import ABSENT, UNKNOWN, Transition, transitions
from dashboard.domain.word_differences import TextChange, TextRun
from dashboard.figures.records import records_of
from dashboard.figures.status_bars import status_bars
from dashboard.figures.transition_matrix import transition_matrix
from dashboard.figures.year_bars import year_bars
from dashboard.history import plain_records
from dashboard.texts import comparison as texts
from dashboard.texts.formats import Record, is_absent, text
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.components import link
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.keys import dup_key_entries, result_category_entries
from dashboard.ui.links import DUP_PAGE, action_addresser, objective_address, page_address
from dashboard.ui.parts import (
    Drawing,
    Folded,
    Part,
    Twin,
    Words,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.tables import Table

MOST_YEARS = 4
SHOWN_OF_A_GROUP = 8
_WITH_KEY, _DAY_KEY = "confronta_con", "com_era_il"
_EARLIEST = date(2000, 1, 1)
_MARKS = {TextChange.INSERTED: "ins", TextChange.DELETED: "del"}


@dataclass(frozen=True, slots=True)
class Compared:
    """What the page shows of two looks: its heading, the DUP then and now, what moved in words."""

    headline: Part
    transitions: tuple[Part, ...]
    moved: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Moved:
    """What moved, with the filters of either look: links to what is gone lead back in time."""

    movements: tuple[Movement, ...]
    before: Filters
    after: Filters
    has_results_now: bool


def look_before(filters: Filters) -> Filters | None:
    """Draws the choice of what to compare with, and gives it; None where there is nothing.

    At first the report before the one that is looked at.
    """
    looks = _looks(filters.entity_code, filters.as_of)
    if not looks:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        labels = {texts.look_words(*look): look for look in looks}
        current = (filters.reference_year, filters.period)
        earlier = [label for label, look in labels.items() if _order(look) < _order(current)]
        default = earlier[0] if earlier else next(iter(labels))
        chosen = st.selectbox(
            texts.COMPARE_WITH,
            list(labels),
            index=list(labels).index(default),
            placeholder=CHOOSE_ONE,
            # By what is looked at: another report has another one before it.
            key=f"{_WITH_KEY}-{filters.entity_code}-{filters.reference_year}-{filters.period}",
            bind="query-params",
            width=260,
        )
        day = st.date_input(
            texts.COMPARE_AS_OF,
            value=None,
            min_value=_EARLIEST,
            max_value=settings.today(),
            format="DD/MM/YYYY",
            key=_DAY_KEY,
            bind="query-params",
            width=220,
        )
    year, period = labels[chosen]
    return replace(filters, reference_year=year, period=period, as_of=day or filters.as_of)


@kept(KEPT_VIEWS, of_facts=True)
def compared(before: Filters, after: Filters) -> Compared:
    """Gives what the page shows of what came between two looks."""
    moved, words = _moved_between(before, after), _words_of(before, after)
    return Compared(
        headline=headline_part(
            texts.headline(after.reference_year, after.period, words, moved.movements),
            texts.emphasis(moved.movements),
        ),
        transitions=tuple(_transitions(*_dup_looks(before, after))),
        moved=tuple(_moved_parts(moved, words)),
    )


@kept(KEPT_VIEWS, of_facts=True)
def years_side_by_side(filters: Filters) -> tuple[Part, ...]:
    """Gives each direction's percentage and statuses of several years, and what to mind."""
    all_years = {**filters.as_params(), "reference_year": None}
    years = _reported_years(filters)[-MOST_YEARS:]
    if len(years) < 2:
        return (finding_part(texts.ONE_YEAR_ONLY),)
    means = _of_years(query("achievement_by_direction", **all_years), years)
    rows = plain_records(means)
    said = [
        note_part(sentence)
        for found in _comparabilities(filters, years)
        for sentence in texts.comparability_sentences(found)
    ]
    return (
        finding_part(texts.years_finding(rows)),
        note_part(texts.YEARS_NOTE),
        Drawing(year_bars(rows), key="years-figure", alt=texts.years_alt(rows)),
        *said,
        *_statuses(means, _of_years(query("status_by_direction", **all_years), years)),
    )


def _words_of(look: Filters, current: Filters) -> str:
    """Gives what is compared with, in words; its date where it is not that of the page."""
    as_of = None if look.as_of == current.as_of else look.as_of
    return texts.look_words(look.reference_year, look.period, as_of)


def _moved_between(before: Filters, after: Filters) -> _Moved:
    """Gives what moved between two looks; of the DUP, which is yearly, where these differ in it."""
    rows = [plain_records(query("indicator_results", **one.as_params())) for one in (before, after)]
    movements = result_movements(*rows, is_same_period=before.period == after.period)
    if _dup_look(before) != _dup_look(after):
        movements += intervention_movements(*(_interventions_of(one) for one in (before, after)))
    has_results_now = any(row["has_result"] for row in rows[1])
    return _Moved(tuple(in_order(movements)), before, after, has_results_now)


def _transitions(then: Filters, now: Filters) -> list[Part]:
    """Gives how many interventions went from which status to which, and names them in a table."""
    rows = [_interventions_of(look) for look in (then, now)]
    if not all(rows):
        return [finding_part(texts.NO_DUP_FINDING), note_part(texts.NO_DUP)]
    found = transitions(*rows)
    is_same_year = then.reference_year == now.reference_year
    before, after = (
        texts.dup_name(look.reference_year, look.as_of, is_same_year=is_same_year)
        for look in (then, now)
    )
    states = {state for one in found for state in (one.before, one.after)} - {ABSENT}
    alt = texts.transition_alt(found, before, after)
    return [
        finding_part(texts.transition_finding(found, before, after)),
        note_part(texts.TRANSITION_NOTE),
        Drawing(transition_matrix(found), key="transitions-figure", alt=alt),
        key_part(dup_key_entries({None if state == UNKNOWN else state for state in states})),
        Twin(_transition_table(found)),
    ]


def _transition_table(found: Sequence[Transition]) -> Table:
    frame = pd.DataFrame(
        {
            "before_words": texts.state_words(one.before, is_before=True),
            "after_words": texts.state_words(one.after, is_before=False),
            "intervention_count": len(one.interventions),
            "which_text": texts.intervention_names(one.interventions),
        }
        for one in found
    )
    return Table(
        frame, texts.TRANSITION_COLUMNS, key="transitions", file_name=texts.TRANSITION_FILE
    )


def _interventions_of(look: Filters) -> Sequence[Record]:
    """Gives the DUP interventions of a look."""
    return plain_records(query("dup_interventions", **look.as_params()))


def _dup_looks(before: Filters, after: Filters) -> tuple[Filters, Filters]:
    """Gives which two DUPs to lay side by side: the two looks, or this year and the one before."""
    if _dup_look(before) == _dup_look(after):
        return replace(after, reference_year=after.reference_year - 1), after
    return before, after


def _moved_parts(moved: _Moved, before_words: str) -> list[Part]:
    """Gives what moved, direction by direction, the most important first; and all as a table."""
    parts: list[Part] = [finding_part(texts.moved_finding(moved.movements, before_words))]
    if not moved.has_results_now:
        parts.append(note_part(texts.NO_RESULTS_YET))
    if not moved.movements:
        return [*parts, note_part(texts.NOTHING_MOVED)]
    parts.append(note_part(texts.MOVED_NOTE))
    address = _addresser(moved)
    for name, movements in _by_direction(moved.movements):
        title = escape(texts.group_title(name, movements))
        parts.append(Words(f'<h3 class="cp-row-label">{title}</h3>'))
        parts.append(_listed(movements[:SHOWN_OF_A_GROUP], address))
        rest = movements[SHOWN_OF_A_GROUP:]
        if rest:
            parts.append(_rest_of_group(name, rest, address))
    return [*parts, Twin(_moved_table(moved))]


def _rest_of_group(
    name: str, movements: Sequence[Movement], address: Callable[[Movement], str | None]
) -> Folded:
    title = texts.more_title(len(movements))
    return Folded(title, lambda: (_listed(movements, address),), f"moved-{name}")


@kept(KEPT_VIEWS, of_facts=True)
def _looks(entity_code: str, as_of: date | None) -> Sequence[tuple[int, str]]:
    """Gives the reports there are something of, the newest first."""
    periods = records_of(query("periods", entity_code=entity_code, as_of=as_of))
    reported = [
        (int(row["reference_year"]), str(row["period"]))
        for row in periods
        if row["result_count"] > 0
    ]
    return sorted(reported, key=_order, reverse=True)


def _order(look: tuple[int, str]) -> tuple[int, bool]:
    return look[0], Period(look[1]) is Period.FINAL


def _dup_look(look: Filters) -> tuple[int, date | None]:
    return look.reference_year, look.as_of


def _reported_years(filters: Filters) -> list[int]:
    """Gives the years of which the period looked at has results, the oldest first."""
    looks = _looks(filters.entity_code, filters.as_of)
    return sorted(year for year, period in looks if period == filters.period)


def _of_years(frame: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    of_years = frame[frame["reference_year"].isin(years)]
    return of_years.sort_values("reference_year", kind="stable")


def _comparabilities(filters: Filters, years: Sequence[int]) -> list[Comparability]:
    """Gives how each year differs from the one before it in what it measures."""
    looks = [replace(filters, reference_year=year) for year in years]
    rows = [plain_records(query("indicator_results", **look.as_params())) for look in looks]
    return [
        comparability(rows[place], rows[place + 1], _method_of(first), _method_of(second))
        for place, (first, second) in enumerate(pairwise(looks))
        if rows[place] and rows[place + 1]
    ]


def _method_of(look: Filters) -> str | None:
    methods = query("achievement_by_entity", **look.as_params())
    in_force = methods.loc[methods["is_headline"], "method"]
    return None if in_force.empty else str(in_force.iloc[0])


def _statuses(means: pd.DataFrame, counts: pd.DataFrame) -> list[Part]:
    """Gives the statuses of each direction and year, with all numbers as a table."""
    rows = plain_records(counts)
    parts: list[Part] = [finding_part(texts.status_finding(sorted(set(counts["reference_year"]))))]
    bars = status_bars(_by_year(counts), _by_year(means), group="direction_year")
    if bars is not None:
        parts += [
            Drawing(bars, key="year-statuses-figure", alt=texts.status_alt(rows)),
            key_part(result_category_entries(set(counts["status"]))),
            note_part(texts.STATUS_NOTE),
        ]
    return [*parts, Twin(_years_table(means, rows))]


def _years_table(means: pd.DataFrame, counted: Sequence[Record]) -> Table:
    by_place: dict[tuple[str, int], dict[str, int]] = {}
    for row in counted:
        place = (texts.direction_name(row), int(row["reference_year"]))
        by_place.setdefault(place, {})[str(row["status"])] = int(row["indicator_count"])
    places = [
        (texts.direction_name(row), int(row["reference_year"])) for row in plain_records(means)
    ]
    frame = means.assign(
        group_name=[name for name, _ in places],
        status_text=[texts.status_words(by_place.get(place, {})) for place in places],
    )
    return Table(frame, texts.YEARS_COLUMNS, key="years", file_name=texts.YEARS_FILE)


def _by_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Gives the frame with a group for each direction and year, in that order."""
    rows = plain_records(frame)
    return frame.assign(
        direction_year_code=[
            texts.direction_year(row["strategic_direction_code"], int(row["reference_year"]))
            for row in rows
        ],
        direction_year_name=[text(row["strategic_direction_name"]) for row in rows],
    )


def _by_direction(movements: Sequence[Movement]) -> list[tuple[str, list[Movement]]]:
    """Gives the movements by strategic direction; first the one with the most important ones."""
    groups: dict[str, list[Movement]] = {}
    for one in movements:
        groups.setdefault(texts.direction_name(one.row), []).append(one)
    return list(groups.items())


def _listed(movements: Sequence[Movement], address: Callable[[Movement], str | None]) -> Words:
    items = "".join(_item(one, address(one)) for one in movements)
    return Words(f'<ul class="cp-list cp-movements">{items}</ul>')


def _item(movement: Movement, address: str | None) -> str:
    name = texts.subject_name(movement)
    title = escape(name) if address is None else link(name, address)
    words = escape(texts.sentence(movement))
    if movement.runs:
        marked = "".join(map(_run, movement.runs))
        start = escape(texts.written_words(movement))
        words += f'<small class="cp-detail">{start}: {marked}</small>'
    return (
        f'<li><span class="cp-strong">{escape(texts.kind_words(movement.kind))}</span>'
        f"<span>{title} · {escape(text(movement.row['sector_name']))}<br>{words}</span></li>"
    )


def _run(run: TextRun) -> str:
    tag = _MARKS.get(run.change)
    words = escape(run.text)
    return words if tag is None else f'<{tag} class="cp-word">{words}</{tag}>'


def _addresser(moved: _Moved) -> Callable[[Movement], str | None]:
    """Gives what says where a thing can be looked at: as it is now, or what is gone as it was."""
    then, now = action_addresser(moved.before), action_addresser(moved.after)

    def address(movement: Movement) -> str | None:
        is_gone = movement.after is None
        if movement.subject is Subject.RESULT:
            return (then if is_gone else now)(movement.row)
        look = moved.before if is_gone else moved.after
        if is_absent(movement.row["operational_objective_code"]):
            return page_address(DUP_PAGE, look)
        return objective_address(movement.row, look)

    return address


def _moved_table(moved: _Moved) -> Table:
    frame = pd.DataFrame(
        {
            "direction_name": texts.direction_name(one.row),
            "kind_words": texts.kind_words(one.kind),
            "subject_name": texts.subject_name(one),
            "sector_name": one.row["sector_name"],
            "sentence_text": texts.sentence(one),
            "before_text": _side(one.runs, TextChange.INSERTED),
            "after_text": _side(one.runs, TextChange.DELETED),
        }
        for one in moved.movements
    )
    return Table(frame, texts.MOVED_COLUMNS, key="moved", file_name=texts.MOVED_FILE)


def _side(runs: Sequence[TextRun], left_out: TextChange) -> str:
    return "".join(run.text for run in runs if run.change is not left_out)
