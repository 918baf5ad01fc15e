"""Requests for clarification on screen: how each stands, its steps, and the forms to go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.clarifying import answer, ask, clarifications_of, close, reopen
from dashboard.domain.clarifications import (
    AskedOf,
    Clarification,
    ClarificationEvent,
    ClarificationState,
    in_order_of_work,
)
from dashboard.domain.model import Period
from dashboard.domain.roles import Permission, Person, Role
from dashboard.domain.templates import TemplateSlot
from dashboard.errors import DashboardError
from dashboard.figures.records import records_of
from dashboard.reminding import ReminderDraft, clarification_drafts
from dashboard.texts import clarifications as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import readable_name
from dashboard.texts.navigation import short_entity_name
from dashboard.ui.components import finding, link, note, plain_markdown, way
from dashboard.ui.data import kept, query, store
from dashboard.ui.deliveries import day_looked_at
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded, keep_open
from dashboard.ui.history import upload_addresser
from dashboard.ui.links import action_addresser, page_address
from dashboard.ui.narrowing import matching
from dashboard.ui.paging import page_of
from dashboard.ui.person import acting, may_here, person_here
from dashboard.ui.reminders import render_draft
from dashboard.ui.tables import render_table

Requests = Sequence[Clarification]

_PAGE = "chiarimenti"
_STATE_KEY = "stato"
_TOLD = "clarification-told"
_REQUESTS_ON_A_PAGE = 15
_KEPT_ENTITIES = 32
_MOST_SIGNS = 4000


@kept(_KEPT_ENTITIES)
def _all_requests(entity_code: str, as_of: date | None) -> tuple[Clarification, ...]:
    return clarifications_of(store(), entity_code, as_of=as_of)


def requests_in_view(filters: Filters) -> tuple[Clarification, ...]:
    """Gives the requests of all years to whom is looked at, what waits first.

    A sector's head sees those to the own sector, whatever the filter says.
    """
    person = person_here()
    own = person.sector_code if person.role is Role.SECTOR else None
    sector_code = own or filters.sector_code
    found = _all_requests(filters.entity_code, filters.as_of)
    shown = [one for one in found if sector_code in (None, one.asked_of.sector_code)]
    return in_order_of_work(shown, day_looked_at(filters))


def render_of_result(row: Mapping[str, Any], filters: Filters) -> None:
    """Draws what was asked of one result, with the forms to answer and to close.

    `row` has the codes of sector, action and indicator; year and period are those looked at.
    """
    key = (str(row["sector_code"]), str(row["action_code"]), str(row["indicator_code"]))
    place = (filters.reference_year, Period(filters.period))
    asked = [
        one
        for one in _all_requests(filters.entity_code, filters.as_of)
        if one.asked_of.result_key == key
        and (one.asked_of.reference_year, one.asked_of.period) == place
    ]
    st.html(f'<h3 class="cp-row-label">{escape(texts.OF_RESULT)}</h3>')
    if not asked:
        note(texts.NONE_OF_RESULT)
    for one in in_order_of_work(asked, day_looked_at(filters)):
        note(texts.title(one, day_looked_at(filters)))
        render_request(one, filters)


def render_scope(requests: Requests, filters: Filters) -> None:
    """Draws whose requests are seen, how many there are, and what waits of other years."""
    person = person_here()
    if person.role is Role.SECTOR and person.sector_code is not None:
        names = {one.asked_of.sector_code: one.asked_of.sector_name for one in requests}
        sector = readable_name(person.sector_code, names.get(person.sector_code))
        note(texts.OWN_ONLY.format(sector=sector))
    if not requests:
        return
    year = filters.reference_year
    of_year = [one for one in requests if one.asked_of.reference_year == year]
    elsewhere = [
        one
        for one in requests
        if one.asked_of.reference_year != year and one.state is ClarificationState.OPEN
    ]
    note(texts.scope(of_year, elsewhere))


def render_open_count(filters: Filters) -> None:
    """Draws how many requests wait for their sectors, and the way to them; nothing for none."""
    waiting = [one for one in requests_in_view(filters) if one.state is ClarificationState.OPEN]
    if waiting:
        way(texts.open_words(waiting, day_looked_at(filters)), page_address(_PAGE, filters))


def render_told() -> None:
    """Draws what became of the last click, once."""
    sentence, is_kept = st.session_state.pop(_TOLD, ("", True))
    if sentence:
        (st.success if is_kept else st.error)(plain_markdown(sentence))


def render_list(requests: Requests, filters: Filters) -> None:
    """Draws the requests of a year by state, each folded until it is wanted."""
    today = day_looked_at(filters)
    finding(texts.LIST_FINDING)
    frame = pd.DataFrame(
        {
            "place": range(len(requests)),
            "state": [texts.STATES[one.state].plural for one in requests],
        }
    )
    left = matching(frame, "state", texts.STATE_FILTER, key=_STATE_KEY, width=260)
    for place in page_of(left, _REQUESTS_ON_A_PAGE, key="clarifications")["place"]:
        one = requests[place]
        folded(
            plain_markdown(texts.title(one, today)),
            lambda one=one: render_request(one, filters),  # type: ignore[misc]
            key=_folded_key(one),
        )
    folded(texts.TABLE_LABEL, lambda: _render_table(requests, filters), key="clarification-table")


def render_request(one: Clarification, filters: Filters) -> None:
    """Draws one request: where it belongs, its steps, and what who is here can do."""
    note(f"{texts.result_words(one.asked_of)}. {texts.waiting_words(one, day_looked_at(filters))}")
    address = upload_addresser(filters)
    for event in one.events:
        st.html(_step_html(event, address))
    row = {"sector_code": one.asked_of.sector_code, "action_code": one.asked_of.action_code}
    st.html(f'<p class="cp-way">{link(texts.TO_ACTION, action_addresser(filters)(row) or "")}</p>')
    if filters.as_of is not None:
        note(texts.READ_ONLY)
        return
    if one.state is not ClarificationState.CLOSED:
        _render_answer_form(one)
    if may_here(Permission.ASK_CLARIFICATION, one.asked_of.sector_code):
        _render_nucleo_form(one)


def render_new_request(filters: Filters) -> None:
    """Draws the form to ask about a result, for who may ask."""
    if filters.as_of is None and may_here(Permission.ASK_CLARIFICATION):
        folded(texts.NEW_LABEL, lambda: _render_new(filters), key="clarification-new")


def render_letters(requests: Requests, filters: Filters) -> None:
    """Draws a text for each sector with what it still has to answer, of whatever year."""
    if filters.as_of is not None or not _may_write():
        return
    drafts = clarification_drafts(
        store(),
        filters.entity_code,
        requests,
        short_entity_name(filters.entity_name),
        day_looked_at(filters),
    )
    if not drafts:
        return
    finding(texts.LETTERS_FINDING)
    note(texts.LETTERS_NOTE)
    for draft in drafts:
        asked = [one for one in requests if _is_asked_in(draft.slot, one)]
        folded(
            plain_markdown(texts.letter_label(asked)),
            lambda draft=draft: _render_letter(draft, filters),  # type: ignore[misc]
            key=f"clarification-letter-{draft.slot.sector_code}",
        )


def _render_letter(draft: ReminderDraft, filters: Filters) -> None:
    render_draft(draft, day_looked_at(filters))


def _may_write() -> bool:
    return may_here(Permission.SEND_REMINDER) or may_here(Permission.ASK_CLARIFICATION)


def _is_asked_in(slot: TemplateSlot, one: Clarification) -> bool:
    is_open = one.state is ClarificationState.OPEN
    return is_open and one.asked_of.sector_code == slot.sector_code


def _step_html(event: ClarificationEvent, address: Callable[[int], str]) -> str:
    place = event.place
    file = "" if place is None else f" · {link(texts.TO_UPLOAD, address(place.upload_id))}"
    return (
        f'<p class="cp-strong">{escape(texts.step_words(event))}</p>'
        f'<blockquote class="cp-passage cp-typed">{escape(event.text)}'
        f'<span class="cp-detail">{escape(texts.told_words(event))}{file}</span></blockquote>'
    )


def _render_answer_form(one: Clarification) -> None:
    """Draws the field for an answer; for whom may not answer, whose turn it is."""
    is_open = one.state is ClarificationState.OPEN
    sector_code = one.asked_of.sector_code
    if not may_here(Permission.ANSWER_CLARIFICATION, sector_code):
        if is_open:
            note(texts.WAITS_FOR_SECTOR)
        elif not may_here(Permission.ASK_CLARIFICATION, sector_code):
            note(texts.WAITS_FOR_NUCLEO)
        return
    with st.form(_key(one, "answer-form"), enter_to_submit=False):
        st.text_area(
            texts.ANSWER if is_open else texts.ANSWER_AGAIN,
            key=_key(one, "answer"),
            max_chars=_MOST_SIGNS,
        )
        st.form_submit_button(texts.SEND_ANSWER, type="primary", on_click=_answer, args=(one,))


def _render_nucleo_form(one: Clarification) -> None:
    """Draws what the Nucleo can do: close what is not closed, ask again what does not wait."""
    can_close = one.state is not ClarificationState.CLOSED
    can_ask = one.state is not ClarificationState.OPEN
    label = texts.WORDS_TO_CLOSE if can_close else texts.WORDS_TO_ASK
    with st.form(_key(one, "nucleo-form"), enter_to_submit=False):
        st.text_area(
            texts.WORDS_TO_CLOSE_OR_ASK if can_close and can_ask else label,
            key=_key(one, "words"),
            max_chars=_MOST_SIGNS,
        )
        if can_ask:
            st.date_input(texts.DUE_DATE, value=None, format="DD/MM/YYYY", key=_key(one, "due"))
        with st.container(horizontal=True):
            if can_close:
                st.form_submit_button(texts.CLOSE, type="primary", on_click=_close, args=(one,))
            if can_ask:
                st.form_submit_button(texts.REOPEN, on_click=_reopen, args=(one,))


def _render_new(filters: Filters) -> None:
    sectors = records_of(query("sectors", **_of_year(filters)))
    names = {str(row["sector_code"]): row["sector_name"] for row in sectors}
    sector_code = filters.sector_code or st.selectbox(
        texts.SECTOR,
        list(names),
        index=None,
        placeholder=texts.CHOOSE_SECTOR,
        format_func=lambda code: readable_name(code, names[code]),
        key="clarification-sector",
    )
    if sector_code is None:
        return
    frame = query("indicator_results", **{**_of_year(filters), "sector_code": sector_code})
    results = {texts.result_choice(row): row for row in records_of(frame)}
    if not results:
        note(texts.NO_RESULTS)
        return
    with st.form("clarification-new-form", enter_to_submit=False):
        st.selectbox(
            texts.RESULT,
            list(results),
            index=None,
            placeholder=texts.CHOOSE_RESULT,
            key="clarification-result",
        )
        st.text_area(
            texts.QUESTION,
            placeholder=texts.QUESTION_HINT,
            key="clarification-question",
            max_chars=_MOST_SIGNS,
        )
        st.date_input(texts.DUE_DATE, value=None, format="DD/MM/YYYY", key="clarification-due")
        st.form_submit_button(texts.ASK, type="primary", on_click=_ask, args=(results,))


def _of_year(filters: Filters) -> dict[str, Any]:
    return {"entity_code": filters.entity_code, "reference_year": filters.reference_year}


def _render_table(requests: Requests, filters: Filters) -> None:
    today = day_looked_at(filters)
    render_table(
        pd.DataFrame([texts.table_row(one, today) for one in requests]),
        texts.TABLE_COLUMNS,
        key="clarifications-all",
        file_name=texts.TABLE_FILE.format(year=filters.reference_year),
        stacks=True,
    )


def _ask(results: Mapping[str, Mapping[str, Any]]) -> None:
    row = results.get(st.session_state["clarification-result"] or "")
    if row is None:
        st.session_state[_TOLD] = texts.CHOOSE_RESULT, False
        return
    asked_of = AskedOf(
        entity_code=str(row["entity_code"]),
        reference_year=int(row["reference_year"]),
        period=Period(row["period"]),
        sector_code=str(row["sector_code"]),
        action_code=str(row["action_code"]),
        indicator_code=str(row["indicator_code"]),
    )
    question = st.session_state["clarification-question"] or ""
    due_date: date | None = st.session_state["clarification-due"]
    permission = Permission.ASK_CLARIFICATION
    try:
        person = acting(permission, asked_of.sector_code)
        number = ask(store(), asked_of, question, person, due_date)
    except DashboardError as error:
        st.session_state[_TOLD] = error_sentence(error), False
        return
    st.session_state[_TOLD] = texts.TOLD_ASKED.format(number=number), True
    st.session_state["clarification-question"] = ""


def _answer(one: Clarification) -> None:
    _act(
        one,
        Permission.ANSWER_CLARIFICATION,
        "answer",
        lambda words, person: answer(store(), one.asked_of.entity_code, one.number, words, person),
        texts.TOLD_ANSWERED,
    )


def _close(one: Clarification) -> None:
    _act(
        one,
        Permission.ASK_CLARIFICATION,
        "words",
        lambda words, person: close(store(), one.asked_of.entity_code, one.number, words, person),
        texts.TOLD_CLOSED,
    )


def _reopen(one: Clarification) -> None:
    due_date: date | None = st.session_state[_key(one, "due")]
    _act(
        one,
        Permission.ASK_CLARIFICATION,
        "words",
        lambda words, person: reopen(
            store(), one.asked_of.entity_code, one.number, words, person, due_date
        ),
        texts.TOLD_REOPENED,
    )


def _act(
    one: Clarification,
    permission: Permission,
    field: str,
    step: Callable[[str, Person], None],
    told: str,
) -> None:
    """Takes a step with the words of a field; where it is refused they stay in the field."""
    key = _key(one, field)
    keep_open(_folded_key(one))
    try:
        step(st.session_state[key] or "", acting(permission, one.asked_of.sector_code))
    except DashboardError as error:
        st.session_state[_TOLD] = error_sentence(error), False
        return
    st.session_state[key] = ""
    st.session_state[_TOLD] = told.format(number=one.number), True


def _folded_key(one: Clarification) -> str:
    return f"clarification-{one.number}"


def _key(one: Clarification, what: str) -> str:
    return f"clarification-{what}-{one.number}"
