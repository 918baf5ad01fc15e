"""The calendar of the cycle on screen: timelines, table, calendar file, and the events entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.domain.cycle import Addressee, CycleEvent, CycleEventKind
from dashboard.domain.deadlines import (
    Deadline,
    DueDay,
    due_days,
    due_state,
    next_due,
)
from dashboard.domain.roles import Permission
from dashboard.figures.timeline import STATE_COLOURS, TimelineEntry, timeline
from dashboard.reports.icalendar import calendar_ics
from dashboard.scheduling import deadlines_of, event_statements, events_of, state_event
from dashboard.texts import deadlines as texts
from dashboard.texts.formats import italian_date
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.registry import CYCLE_EVENTS
from dashboard.ui.components import finding, headline, note
from dashboard.ui.data import kept, store
from dashboard.ui.filters import Filters
from dashboard.ui.parts import (
    Beside,
    Drawing,
    Folded,
    Part,
    draw_parts,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import Table

_KEPT_ENTITIES = 32

_SAID = "cycle-events-said"
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_LANES = (Addressee.SECTORS, Addressee.ENTITY)
_CYCLES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Every day of the deadlines of an entity, and what is said of them on one day."""

    days: Sequence[DueDay]
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class _Events:
    """The events of the cycles that hold at a date, their table, and the history below it."""

    in_force: Sequence[CycleEvent]
    parts: Sequence[Part]


def render_calendar(filters: Filters) -> None:
    """Draws what is next in words, the timelines of two cycles, and everything as a table."""
    calendar = _calendar(filters, filters.as_of or settings.today())
    if calendar is None:
        headline(texts.NO_DEADLINES)
        note(texts.NO_DEADLINES_BODY)
        st.page_link("pages/anagrafica.py", label=texts.GO_TO_REGISTRY, icon=":material/badge:")
        return
    draw_parts(calendar.parts)
    st.download_button(
        texts.DOWNLOAD_ICS,
        # A function: the file is only written when somebody asks for it.
        lambda: calendar_ics(calendar.days, filters.entity_code, filters.entity_name, _now()),
        file_name=f"{texts.ICS_FILE}.ics",
        mime="text/calendar",
        key="deadlines-ics",
        icon=":material/event:",
        on_click="ignore",
    )
    note(texts.ICS_NOTE)


@kept(_KEPT_ENTITIES, of_facts=True)
def _deadlines(entity_code: str, as_of: date | None) -> tuple[Deadline, ...]:
    return deadlines_of(store(), entity_code, as_of)


@kept(_KEPT_ENTITIES, of_facts=True)
def _calendar(filters: Filters, today: date) -> _Calendar | None:
    deadlines = _deadlines(filters.entity_code, filters.as_of)
    if not deadlines:
        return None
    days = due_days(deadlines)
    coming = next_due(days, today)
    return _Calendar(
        days,
        [
            headline_part(texts.headline(coming, days, today)),
            note_part(texts.coming_sentence(days, coming, today)),
            *(note_part(sentence) for sentence in texts.waiting_sentences(days)),
            *_timeline_parts(days, coming, today, filters.reference_year),
            finding_part(texts.TABLE_HEADING),
            _table(days, coming, today),
        ],
    )


@kept(_KEPT_ENTITIES, of_facts=True)
def _events(entity_code: str, as_of: date | None) -> _Events:
    in_force = events_of(store(), entity_code, as_of)
    statements = event_statements(store(), entity_code)
    parts: list[Part] = [
        _event_table(in_force, "cycle-events", texts.EVENTS_FILE)
        if in_force
        else note_part(texts.NO_EVENTS)
    ]
    if len(statements) > len(in_force):
        history = _event_table(statements, "cycle-history", texts.HISTORY_FILE)
        title = texts.history_title(len(statements))
        parts.append(Folded(title, lambda: [history], key="cycle-history"))
    return _Events(in_force, parts)


def render_events(filters: Filters) -> None:
    """Draws the events in force and their history; today's can be entered and corrected."""
    finding(texts.EVENTS_HEADING)
    note(texts.EVENTS_NOTE)
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said)
    found = _events(filters.entity_code, filters.as_of)
    events = found.in_force
    draw_parts(found.parts)
    if filters.as_of is not None:
        note(texts.PAST_ONLY_READ)
        return
    if not offers(Permission.ENTER_EVENT):
        return
    deadlines = _deadlines(filters.entity_code, filters.as_of)
    years = sorted({one.first_year for one in deadlines} | {filters.reference_year})
    with st.expander(texts.FORM_HEADING, expanded=not events):
        _offer_entry(filters, years)
    if events:
        with st.expander(texts.REMOVE_HEADING):
            _offer_removal(filters, events)


def _timeline_parts(
    days: Sequence[DueDay], coming: Sequence[DueDay], today: date, reference_year: int
) -> Sequence[Part]:
    """Gives the cycle of the year looked at beside its neighbour, the older one first."""
    by_cycle: dict[int, list[DueDay]] = {}
    for one in days:
        by_cycle.setdefault(one.deadline.first_year, []).append(one)
    nearest = sorted(by_cycle, key=lambda year: (abs(year - reference_year), -year))
    shown = sorted(nearest[:_CYCLES_SHOWN])
    states = dict.fromkeys(due_state(one, coming, today) for one in days)
    key = key_part(
        [
            (label.shape, STATE_COLOURS[state], label.word)
            for state, label in texts.STATES.items()
            if state in states
        ]
    )
    return [key, Beside([_cycle_parts(by_cycle[year], coming, today) for year in shown])]


def _cycle_parts(days: Sequence[DueDay], coming: Sequence[DueDay], today: date) -> Sequence[Part]:
    cycle = texts.cycle_words(days[0].deadline.cycle, days[0].deadline.first_year)
    entries = [
        TimelineEntry(
            _LANES.index(one.addressee),
            one.day,
            texts.entry_words(one),
            due_state(one, coming, today),
        )
        for one in days
    ]
    sectors, giunta = (texts.LANES[lane] for lane in _LANES)
    figure = timeline(
        entries, (sectors, giunta), today, texts.WAITING_DAY, texts.today_words(today)
    )
    return [
        finding_part(texts.cycle_heading(cycle, days, today)),
        Drawing(figure, key=f"timeline-{cycle}", alt=texts.timeline_alt(cycle, days, today)),
    ]


def _table(days: Sequence[DueDay], coming: Sequence[DueDay], today: date) -> Table:
    frame = pd.DataFrame(
        [
            {
                "due_date": one.day,
                "whose": texts.LANES[one.addressee],
                "document_name": one.deadline.document_name,
                "reference_year": one.deadline.reference_year,
                "cycle": texts.cycle_words(one.deadline.cycle, one.deadline.first_year),
                "state_words": texts.state_words(one, due_state(one, coming, today), today),
                "rule_words": texts.rule_words(one),
                "clause": one.deadline.clause_code,
            }
            for one in days
        ],
        columns=list(texts.COLUMNS),
    )
    return Table(frame, texts.COLUMNS, key="deadlines", file_name=texts.TABLE_FILE, stacks=True)


def _event_table(events: Iterable[CycleEvent], key: str, title: str) -> Table:
    rows = [
        {
            "event": CYCLE_EVENTS[one.event_kind],
            "cycle": str(one.first_year),
            "event_date": texts.TAKEN_BACK
            if one.event_date is None
            else italian_date(one.event_date),
            "note_text": one.note,
            "stated_words": texts.stated_words(one),
        }
        for one in events
    ]
    frame = pd.DataFrame(rows, columns=list(texts.EVENT_COLUMNS))
    return Table(frame, texts.EVENT_COLUMNS, key=key, file_name=title, stacks=True)


def _offer_entry(filters: Filters, years: Sequence[int]) -> None:
    """Asks for an event. Stated again with another day it is corrected: the newest counts."""
    kinds = [*CycleEventKind]
    with st.form("cycle-event-form", border=False):
        with st.container(horizontal=True, key="cycle-event-what"):
            kind: CycleEventKind = st.selectbox(
                texts.EVENT_FIELD,
                kinds,
                format_func=CYCLE_EVENTS.__getitem__,
                placeholder=CHOOSE_ONE,
                key="cycle-event-kind",
                width=320,
            )
            first_year: int = st.selectbox(
                texts.CYCLE_FIELD,
                years,
                index=years.index(filters.reference_year),
                placeholder=CHOOSE_ONE,
                key="cycle-event-year",
                width=160,
            )
            day: date | None = st.date_input(
                texts.DAY_FIELD,
                value=None,
                min_value=_FIRST_DAY,
                max_value=_LAST_DAY,
                format="DD/MM/YYYY",
                key="cycle-event-day",
                width=160,
            )
        note_words = st.text_input(texts.NOTE_FIELD, key="cycle-event-note").strip()
        is_saved = st.form_submit_button(texts.SAVE, type="primary")
    if not is_saved:
        return
    if day is None:
        st.error(texts.DAY_MISSING)
    else:
        person = acting(Permission.ENTER_EVENT)
        event = CycleEvent(
            filters.entity_code,
            kind,
            first_year,
            day,
            person.person_name,
            note_words or None,
            stated_role=person.role,
        )
        moved_count = state_event(store(), event)
        st.session_state[_SAID] = texts.event_saved(kind, day, moved_count)
        st.rerun()


def _offer_removal(filters: Filters, events: Sequence[CycleEvent]) -> None:
    with st.form("cycle-event-removal", border=False):
        place = st.selectbox(
            texts.REMOVE_FIELD,
            range(len(events)),
            format_func=lambda one: texts.removal_choice(events[one]),
            placeholder=CHOOSE_ONE,
            key="cycle-event-to-remove",
        )
        is_removed = st.form_submit_button(texts.REMOVE)
    if not is_removed:
        return
    person = acting(Permission.ENTER_EVENT)
    chosen = events[place]
    taken_back = replace(
        chosen,
        event_date=None,
        note=None,
        stated_by=person.person_name,
        stated_role=person.role,
    )
    moved_count = state_event(store(), replace(taken_back, stated_at=None, cycle_event_id=None))
    st.session_state[_SAID] = texts.event_removed(chosen.event_kind, moved_count)
    st.rerun()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
