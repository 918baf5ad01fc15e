"""The record of a session on screen: the choice of one, its form, its history, its contents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.domain.clarifications import NEXT_NUMBER
from dashboard.domain.minutes import MinutesFacts
from dashboard.domain.model import Period
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.roles import Permission, Role
from dashboard.errors import DashboardError
from dashboard.minutes import record_session, session_history, sessions_of
from dashboard.reports.minutes import MinutesSection, MinutesTable, minutes_docx, minutes_sections
from dashboard.texts import minutes as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import text
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.registry import ROLES
from dashboard.ui.components import finding, note
from dashboard.ui.data import kept, minutes_facts_of, store
from dashboard.ui.filters import Filters
from dashboard.ui.parts import Folded, Part, Words, draw_parts, note_part
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import Table, table_html

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CHOICE, _CHOSEN_NEXT, _SAID = "seduta", "minutes-chosen-next", "minutes-said"
_SEEN = "minutes-seen"
_LONG_TABLE_ROWS = 20
_AREA_PX = 120
_COLUMNS_ON_A_PHONE = 3
_KEPT_LISTS, _KEPT_DOCUMENTS = 64, 16


@kept(_KEPT_LISTS)
def sessions_in_view(
    entity_code: str, reference_year: int, period: Period, as_of: date | None
) -> Sequence[ReviewSession]:
    """Gives the sessions on a year and period as they were put on record last, newest first."""
    return sessions_of(store(), entity_code, reference_year, period, as_of)


def session_chosen(sessions: Sequence[ReviewSession]) -> ReviewSession | None:
    """Draws the choice of a session, at first the newest; None for a new one."""
    by_name = {texts.session_name(one): one for one in sessions}
    if _CHOSEN_NEXT in st.session_state:
        st.session_state[_CHOICE] = st.session_state.pop(_CHOSEN_NEXT)
    options = [*by_name, texts.NEW_SESSION]
    if st.session_state.get(_CHOICE) not in options:
        st.session_state[_CHOICE] = options[0]
    chosen = st.selectbox(
        texts.SESSION_CHOICE, options, placeholder=CHOOSE_ONE, key=_CHOICE, width=420
    )
    return by_name.get(chosen)


def render_form(session: ReviewSession | None, filters: Filters) -> None:
    """Draws the form that records a session, or a correction of the one that is chosen."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said)
    if filters.as_of is not None:
        note(texts.PAST_NOTE)
    elif offers(Permission.RECORD_SESSION):
        with st.expander(texts.FORM_NEW if session is None else texts.FORM_CORRECT):
            _render_fields(session, filters)


def render_history(session: ReviewSession) -> None:
    """Draws what was put on record of a session before; nothing where it was never corrected."""
    history = _history(session.entity_code, session.session_number)
    if len(history) > 1:
        title = texts.history_title(len(history))
        Folded(title, lambda: (_history_table(history),), "minutes-history").draw()


def render_document(filters: Filters, session: ReviewSession | None) -> None:
    """Draws the choice of the copy, its download, and all that will stand in it."""
    finding(texts.PREVIEW)
    copies = [texts.WHOLE_COPY, texts.PUBLIC_COPY]
    is_public = st.radio(texts.VARIANT, copies, key="copia", horizontal=True) == texts.PUBLIC_COPY
    if is_public:
        note(texts.PUBLIC_NOTE)
    day = filters.as_of or settings.today()
    if session is None:
        note(texts.NO_SESSION_NOTE)
    else:
        st.download_button(
            texts.DOWNLOAD,
            # A function: the file is only written when somebody asks for it.
            lambda: minutes_docx(_facts(filters, day), session, is_public=is_public),
            file_name=f"{texts.file_name(session, is_public=is_public)}.docx",
            mime=_DOCX,
            key="minutes-docx",
            icon=":material/download:",
            on_click="ignore",
        )
    with st.spinner(texts.GATHERING):
        parts = _document(filters, day, session, is_public=is_public)
    draw_parts(parts)


def _facts(filters: Filters, day: date) -> MinutesFacts:
    period = Period(filters.period)
    return minutes_facts_of(filters.entity_code, filters.reference_year, period, filters.as_of, day)


@kept(_KEPT_DOCUMENTS)
def _document(
    filters: Filters, day: date, session: ReviewSession | None, *, is_public: bool
) -> Sequence[Part]:
    sections = minutes_sections(_facts(filters, day), session, is_public=is_public)
    return [part for section in sections for part in _section(section)]


def _render_fields(session: ReviewSession | None, filters: Filters) -> None:
    """Draws the fields; what is typed stays while others record something else."""
    number = NEXT_NUMBER if session is None else session.session_number
    key = f"minutes-{filters.entity_code}-{filters.reference_year}-{filters.period}-{number}"
    if f"{key}-members" not in st.session_state:
        # As it is shown now; a correction that comes later is another one.
        st.session_state[_SEEN] = None if session is None else session.review_session_id
    with st.form(key, enter_to_submit=False):
        day = st.date_input(
            texts.SESSION_DATE,
            value=settings.today() if session is None else session.session_date,
            format="DD/MM/YYYY",
            key=f"{key}-date",
            width=200,
        )
        place = st.text_input(
            texts.PLACE,
            value=_written(session, "place"),
            placeholder=texts.PLACE_HINT,
            key=f"{key}-place",
        )
        members = _area(texts.MEMBERS, texts.MEMBERS_HINT, f"{key}-members", session, "members")
        findings = _area(
            texts.FINDINGS, texts.FINDINGS_HINT, f"{key}-findings", session, "findings"
        )
        criteria = st.text_area(
            texts.CRITERIA,
            value=texts.PROPOSED_CRITERIA if session is None else text_of(session.criteria),
            key=f"{key}-criteria",
            height=2 * _AREA_PX,
        )
        note(texts.CRITERIA_NOTE)
        points = _area(
            texts.OPEN_POINTS, texts.OPEN_POINTS_HINT, f"{key}-points", session, "open_points"
        )
        is_sent = st.form_submit_button(
            texts.RECORD if session is None else texts.CORRECT, type="primary"
        )
    if is_sent:
        _record(
            ReviewSession(
                entity_code=filters.entity_code,
                session_number=number,
                reference_year=filters.reference_year,
                period=Period(filters.period),
                session_date=day,
                members=members,
                stated_by="",
                stated_role=Role.NUCLEO,
                place=place.strip() or None,
                criteria=criteria.strip() or None,
                findings=findings.strip() or None,
                open_points=points.strip() or None,
            ),
            key,
        )


def _area(label: str, hint: str, key: str, session: ReviewSession | None, field_name: str) -> str:
    return st.text_area(
        label,
        value=_written(session, field_name),
        placeholder=hint,
        key=key,
        height=_AREA_PX,
    )


def _written(session: ReviewSession | None, field_name: str) -> str:
    return "" if session is None else text_of(getattr(session, field_name))


def text_of(words: str | None) -> str:
    """Gives what was written for a field, "" for nothing."""
    return words or ""


def _record(session: ReviewSession, key: str) -> None:
    try:
        person = acting(Permission.RECORD_SESSION)
        kept = record_session(store(), session, person, st.session_state[_SEEN])
    except DashboardError as error:
        newest = session_history(store(), session.entity_code, session.session_number)
        # Once told that somebody else wrote, a person may still want their own words.
        st.session_state[_SEEN] = newest[0].review_session_id if newest else None
        st.error(error_sentence(error))
        return
    for name in ("date", "place", "members", "findings", "criteria", "points"):
        del st.session_state[f"{key}-{name}"]
    st.session_state[_SAID] = texts.recorded(kept)
    st.session_state[_CHOSEN_NEXT] = texts.session_name(kept)
    st.rerun()


@kept(_KEPT_LISTS)
def _history(entity_code: str, session_number: int) -> Sequence[ReviewSession]:
    return session_history(store(), entity_code, session_number)


def _history_table(history: Sequence[ReviewSession]) -> Table:
    frame = pd.DataFrame(
        {
            "stated_words": texts.stated_words(one),
            "person_words": f"{one.stated_by} ({ROLES[one.stated_role]})",
            "session_date": one.session_date,
            "members_text": one.members,
            "findings_text": text(one.findings),
            "criteria_text": text(one.criteria),
            "open_points_text": text(one.open_points),
        }
        for one in history
    )
    return Table(
        frame,
        texts.HISTORY_COLUMNS,
        key="minutes-history",
        file_name=texts.HISTORY_FILE,
        stacks=True,
    )


def _sentence(words: str) -> Words:
    return Words(f'<p class="cp-sentence">{escape(words)}</p>')


def _section(section: MinutesSection) -> list[Part]:
    parts: list[Part] = [Words(f'<h3 class="cp-row-label">{escape(section.title)}</h3>')]
    parts += map(_sentence, section.sentences)
    for table in section.tables:
        if table.title != section.title:
            parts.append(note_part(table.title))
        parts.append(_long(table) if len(table.rows) > _LONG_TABLE_ROWS else _words_of(table))
    return [*parts, *(_sentence(texts.signs(name)) for name in section.signers)]


def _long(table: MinutesTable) -> Folded:
    label = texts.long_table(table.title, len(table.rows))
    return Folded(label, lambda: (_words_of(table),), f"minutes-{table.title}")


def _words_of(table: MinutesTable) -> Words:
    # Only the first column keeps room for words: dates and counts take what they need.
    names = ["label_words", *(f"part_{place}" for place in range(1, len(table.columns)))]
    frame = pd.DataFrame(table.rows, columns=names)
    columns = dict(zip(names, table.columns, strict=True))
    stacks = len(columns) > _COLUMNS_ON_A_PHONE
    return Words(table_html(frame, columns, {}, {}, label=table.title, stacks=stacks))
