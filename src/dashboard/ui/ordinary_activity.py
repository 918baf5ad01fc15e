"""The parts of the page Attività ordinaria: the measures in view, their panels, the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain.ordinary_activity import (
    YEARS_BEFORE,
    ActivityMeasure,
    ActivityState,
    YearValue,
    compared_with_years_before,
)
from dashboard.figures import small_multiples
from dashboard.figures.records import records_of
from dashboard.texts import ordinary_activity as texts
from dashboard.texts.dup import origin
from dashboard.texts.formats import is_absent
from dashboard.ui.components import detailed, status_mark
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.narrowing import holds_all, value_chosen
from dashboard.ui.paging import places_on_page
from dashboard.ui.parts import (
    Drawing,
    Folded,
    Part,
    Words,
    draw_parts,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.tables import Table

PANELS_ON_A_PAGE = 12
_SERVICE_KEY, _STATE_KEY, _SEARCH_KEY = "servizio", "confronto", "cerca"

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """The measures of a choice, the unusual ones first, and what is said of all of them."""

    heading: Sequence[Part]
    measures: Sequence[ActivityMeasure]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person looks for among the measures: a service, a state (None: all), some words."""

    service: str | None
    state: str | None
    words: str


@dataclass(frozen=True, slots=True)
class _Panel:
    """What stands in the panel of one measure."""

    above: Part
    figure: Part
    below: Part


@dataclass(frozen=True, slots=True)
class _Shown:
    """The measures in view: their panels, and what stands below these."""

    above: Sequence[Part]
    panels: Sequence[_Panel]
    below: Sequence[Part]


@kept(KEPT_VIEWS, of_facts=True)
def activity_view(filters: Filters) -> ActivityView | None:
    """Gives what the page begins with; None where no activity is stated."""
    year = filters.reference_year
    activities = query("ordinary_activities", **filters.as_params())
    if activities.empty:
        return None
    measures = measures_of(activities, year)
    heading = headline_part(texts.headline(measures, year), texts.emphasis(measures))
    return ActivityView([heading, note_part(texts.completeness(measures))], measures)


def measures_of(activities: pd.DataFrame, reference_year: int) -> list[ActivityMeasure]:
    """Gives one measure per sector and code, with its values; the unusual ones come first.

    `activities`: rows of the query `ordinary_activities`.
    """
    grouped: dict[tuple[str, str], list[Record]] = {}
    for row in records_of(activities):
        known = {name: None if is_absent(value) else value for name, value in row.items()}
        grouped.setdefault((row["sector_code"], row["measure_code"]), []).append(known)
    measures = [_measure(rows, reference_year) for rows in grouped.values()]
    return sorted(measures, key=lambda one: one.comparison.state is not ActivityState.UNUSUAL)


def choose(measures: Sequence[ActivityMeasure]) -> Looked:
    """Draws the page's own filters and gives what is chosen in them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        service = value_chosen(
            map(_service, measures), texts.SERVICE_FILTER, key=_SERVICE_KEY, width=260
        )
        left = (one for one in measures if service in (None, _service(one)))
        state = value_chosen(map(_state, left), texts.STATE_FILTER, key=_STATE_KEY, width=280)
        words = st.text_input(
            texts.SEARCH,
            placeholder=texts.SEARCH_HINT,
            key=_SEARCH_KEY,
            type="search",
            bind="query-params",
            width=360,
        )
    return Looked(service, state, words or "")


def render_measures(looked: Looked, filters: Filters) -> None:
    """Draws the measures that are looked for: a page of panels, their key, and the tables."""
    shown = _shown(looked, filters)
    draw_parts(shown.above)
    _render_panels(shown.panels)
    draw_parts(shown.below)


@kept(KEPT_VIEWS, of_facts=True)
def _shown(looked: Looked, filters: Filters) -> _Shown:
    view = activity_view(filters)
    measures = [
        measure
        for measure in (() if view is None else view.measures)
        if looked.service in (None, _service(measure))
        and looked.state in (None, _state(measure))
        and holds_all(" ".join(texts.searched_words(measure)), looked.words)
    ]
    if not measures:
        return _Shown([note_part(texts.NOTHING_MATCHES)], [], [])
    return _Shown(
        [finding_part(texts.figure_finding(measures))],
        [_panel(measure, position) for position, measure in enumerate(measures)],
        [
            _key_part(measures),
            note_part(texts.RULE),
            finding_part(texts.TABLE_FINDING),
            *_table_parts(measures, filters),
        ],
    )


def _service(measure: ActivityMeasure) -> str:
    return measure.service_name or texts.NO_SERVICE


def _state(measure: ActivityMeasure) -> str:
    return texts.state_words(measure.comparison.state)


def _render_panels(panels: Sequence[_Panel]) -> None:
    """Draws a page of panels, side by side."""
    if not panels:
        return
    # Three in a row by style.css: a row and columns would be as many elements again.
    place = st.container(horizontal=True, key="activity-panels")
    positions = places_on_page(len(panels), PANELS_ON_A_PAGE, key="activity-panels")
    for panel in panels[positions.start : positions.stop]:
        with place, st.container(border=True, gap="xxsmall"):
            draw_parts([panel.above, panel.figure, panel.below])


def _key_part(shown: Sequence[ActivityMeasure]) -> Part:
    """Gives the key of the panels: the states that occur, the years before, the mean."""
    states = {measure.comparison.state for measure in shown}
    return key_part(
        [
            *(
                (label.shape, small_multiples.COLOURS[state], label.word)
                for state, label in texts.STATES.items()
                if state in states
            ),
            ("■", small_multiples.BEFORE_COLOUR, texts.KEY_YEARS_BEFORE),
            ("┄", small_multiples.MEAN_COLOUR, texts.KEY_MEAN),
        ]
    )


def _table_parts(shown: Sequence[ActivityMeasure], filters: Filters) -> Sequence[Part]:
    """Gives the years of every measure side by side; below, folded, the cell of each value."""
    year = filters.reference_year
    value_count = sum(len(measure.values) for measure in shown)
    return [
        Table(
            pd.DataFrame([_comparison_row(measure) for measure in shown]),
            texts.columns(year),
            key="activities",
            file_name=texts.file_name(year),
            fragments={"measure_words": "measure_html", "status": "status_html"},
            download=texts.download_columns(year),
        ),
        Folded(
            texts.values_title(value_count),
            partial(_value_parts, shown, filters),
            key="activity-values",
        ),
    ]


def _measure(rows: Sequence[Record], reference_year: int) -> ActivityMeasure:
    """Gives the measure that rows of one code state; the newest year names it."""
    newest = rows[-1]
    values = tuple(_value(row) for row in rows)
    return ActivityMeasure(
        sector_code=newest["sector_code"],
        sector_name=newest["sector_name"],
        service_name=newest["service_name"],
        measure_code=newest["measure_code"],
        measure_name=newest["measure_name"],
        reference_year=reference_year,
        values=values,
        comparison=compared_with_years_before(values, reference_year),
    )


def _value(row: Record) -> YearValue:
    earlier_year = row["earlier_report_year"]
    return YearValue(
        year=int(row["value_year"]),
        number=row["value_number"],
        text=row["value_text"],
        unit=row["unit"],
        note=row["note"],
        report_year=int(row["report_year"]),
        earlier_number=row["earlier_value_number"],
        earlier_report_year=None if earlier_year is None else int(earlier_year),
        upload_id=int(row["upload_id"]),
        file_name=row["file_name"],
        sheet_name=row["sheet_name"],
        cell=row["cell"],
    )


def _panel(measure: ActivityMeasure, position: int) -> _Panel:
    """Gives a measure's name and comparison, its years, and what else is to be said."""
    remarks = "<br>".join(escape(remark) for remark in texts.remarks(measure))
    return _Panel(
        Words(
            f'<h3 class="cp-row-label">{escape(measure.measure_name)}</h3>'
            f'<p class="cp-note">{escape(texts.place_words(measure))}</p>'
            f'<p class="cp-note">{_state_html(measure)}: {escape(texts.change_words(measure))}</p>'
        ),
        Drawing(
            small_multiples.panel(measure),
            key=f"activity-{position}",
            alt=texts.panel_alt(measure),
        ),
        Words(f'<p class="cp-note">{remarks}</p>' if remarks else ""),
    )


def _comparison_row(measure: ActivityMeasure) -> Record:
    years = range(measure.reference_year - YEARS_BEFORE, measure.reference_year + 1)
    comparison = measure.comparison
    return {
        "sector_code": measure.sector_code,
        "sector_name": measure.sector_name,
        "service_name": measure.service_name,
        "measure_code": measure.measure_code,
        "measure_name": measure.measure_name,
        "unit": measure.unit,
        "note": measure.newest.note,
        "measure_html": detailed(measure.measure_name, texts.place_words(measure)),
        **{texts.year_column(year): texts.year_cell(measure.value_of(year)) for year in years},
        "mean_number": comparison.mean_before,
        "before_count": comparison.before_count,
        "change_pct": comparison.change_pct,
        "status": texts.state_words(comparison.state),
        "status_html": _state_html(measure),
    }


def _value_parts(shown: Sequence[ActivityMeasure], filters: Filters) -> Sequence[Part]:
    address = upload_addresser(filters)
    rows = [_value_row(measure, value) for measure in shown for value in measure.values]
    frame = pd.DataFrame(
        [{**row, "origin_words": origin(row), "address": address(row["upload_id"])} for row in rows]
    )
    return [
        Table(
            frame,
            texts.VALUE_COLUMNS,
            key="activity-values",
            file_name=texts.values_file_name(filters.reference_year),
            links={"origin_words": "address"},
            download=texts.VALUE_DOWNLOAD_COLUMNS,
        )
    ]


def _value_row(measure: ActivityMeasure, value: YearValue) -> Record:
    return {
        "sector_code": measure.sector_code,
        "sector_name": measure.sector_name,
        "service_name": measure.service_name,
        "measure_code": measure.measure_code,
        "measure_name": measure.measure_name,
        "unit": value.unit,
        "value_year": value.year,
        "value_number": value.number,
        "value_text": value.text,
        "report_year": value.report_year,
        "earlier_value_number": value.earlier_number,
        "earlier_report_year": value.earlier_report_year,
        "note": value.note,
        "upload_id": value.upload_id,
        "file_name": value.file_name,
        "sheet_name": value.sheet_name,
        "cell": value.cell,
    }


def _state_html(measure: ActivityMeasure) -> str:
    state = measure.comparison.state
    label = texts.STATES[state]
    return f"{status_mark(label.shape, small_multiples.COLOURS[state])} {escape(label.word)}"
