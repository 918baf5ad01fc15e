"""The Nucleo's queue on the page Scostamenti: the list, the ways through it, the case chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.clarifying import clarifications_of
from dashboard.domain.model import Period
from dashboard.domain.names import normalised_name
from dashboard.domain.review_queue import Case, next_to_examine, review_queue
from dashboard.domain.reviews import ReviewKind, result_key
from dashboard.domain.roles import Permission
from dashboard.figures.records import records_of
from dashboard.reviewing import record_reading, reviews_of
from dashboard.texts import review_queue as texts
from dashboard.texts.formats import is_absent
from dashboard.ui.components import note, plain_markdown
from dashboard.ui.data import kept, query, store
from dashboard.ui.explanation import scope_of
from dashboard.ui.filters import Filters
from dashboard.ui.person import acting, may_here, person_here
from dashboard.ui.tables import XLSX, table_xlsx

CASE_KEY, STAGE_KEY = "caso", "coda"
"""The case chosen and the stage shown, in the address."""

_KEPT_QUEUES = 16
_CASES_ON_A_PAGE = 20
_LAST_CASE, _LISTED = "review-last-case", "review-listed"
_SEARCHED = ("indicator_name", "action_name", "sector_name", "reason", "indicator_code")


@kept(_KEPT_QUEUES)
def queue_in_view(filters: Filters) -> tuple[Case, ...]:
    """Gives the cases of the period and of the sector and direction that are looked at.

    They are the deviations, and what else the Nucleo spoke of: a result that it found not
    assessable is no deviation any more. Those of one sector or direction are picked from all.
    """
    whole = replace(filters, sector_code=None, strategic_direction_code=None)
    if filters != whole:
        scope = scope_of(filters)
        return tuple(case for case in queue_in_view(whole) if scope.holds(case.row))
    period = Period(filters.period)
    place = (filters.entity_code, filters.reference_year, period, filters.as_of)
    statements = reviews_of(store(), *place)
    asked = clarifications_of(store(), *place)
    rows = records_of(query("deviations", **filters.as_params()))
    spoken_of = {one.result_key for one in statements if one.review_kind is not ReviewKind.READ}
    spoken_of |= {one.asked_of.result_key for one in asked}
    spoken_of -= {result_key(row) for row in rows}
    if spoken_of:
        results = records_of(query("indicator_results", **filters.as_params()))
        rows += [row for row in results if result_key(row) in spoken_of]
    return review_queue(rows, statements, asked)


def chosen_case(filters: Filters) -> tuple[Case | None, tuple[Case, ...]]:
    """Draws what narrows the queue and gives the case to show, with the cases listed.

    A member of the Nucleo who opens a case has read it: that is kept before the list is drawn.
    """
    queue = queue_in_view(filters)
    note(texts.progress(queue))
    listed = _narrowed(queue)
    case = _case_in_address(queue, listed)
    if case is not None and _is_read_now(case, filters):
        queue = queue_in_view(filters)
        by_key = {one.key: one for one in queue}
        return by_key[case.key], tuple(by_key[one.key] for one in listed)
    return case, listed


def render_list(listed: Sequence[Case], case: Case | None) -> None:
    """Draws the cases as a list to choose from, in pages."""
    if not listed:
        note(texts.NOTHING_HERE)
        return
    shown = _page_with(listed, case)
    by_id = {case_id(one): one for one in shown}
    unread = _unread_here(shown)
    st.session_state[_LISTED] = None if case is None or case not in shown else case_id(case)
    with st.container(key="review-list"):
        st.radio(
            texts.QUEUE_LABEL,
            list(by_id),
            format_func=lambda one: plain_markdown(texts.case_label(by_id[one])),
            captions=[
                (f"**{texts.UNREAD}** · " if one.key in unread else "")
                + plain_markdown(texts.case_caption(one))
                for one in shown
            ],
            key=_LISTED,
            index=None,
            on_change=_go_to_listed,
        )
    note(texts.ORDER_NOTE)


def render_ways(listed: Sequence[Case], queue: Sequence[Case], case: Case) -> None:
    """Draws the ways from a case to the one before, the one after, and the next to examine."""
    place = listed.index(case) if case in listed else None
    before = listed[place - 1] if place else None
    after = None if place is None else next(iter(listed[place + 1 :]), None)
    with st.container(horizontal=True, vertical_alignment="center", key="review-ways"):
        for label, shortcut, other in (
            (texts.PREVIOUS, "alt+pageup", before),
            (texts.NEXT, "alt+pagedown", after),
            (texts.NEXT_TO_EXAMINE, "alt+n", next_to_examine(queue, case.key)),
        ):
            st.button(
                label,
                key=f"review-way-{shortcut}",
                shortcut=shortcut,
                disabled=other is None,
                on_click=go_to,
                args=("" if other is None else case_id(other),),
            )
        if place is not None:
            note(texts.place_words(place + 1, len(listed)))


def render_download(queue: Sequence[Case]) -> None:
    """Draws the way to take the whole queue away, with its outcomes."""
    st.download_button(
        texts.DOWNLOAD,
        partial(_workbook, queue),
        file_name=f"{texts.FILE_NAME}.xlsx",
        mime=XLSX,
        key="review-download",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def go_to(chosen_id: str) -> None:
    """Puts a case into the address, so that the next run opens it."""
    st.query_params[CASE_KEY] = chosen_id
    st.session_state[_LAST_CASE] = chosen_id


def case_id(case: Case) -> str:
    """Gives what stands for a case in the address: its codes of sector, action and indicator."""
    return "~".join(case.key)


def _workbook(queue: Sequence[Case]) -> bytes:
    rows = pd.DataFrame([texts.exported(case) for case in queue])
    return table_xlsx(rows, texts.COLUMNS, texts.FILE_NAME)


def _narrowed(queue: Sequence[Case]) -> tuple[Case, ...]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choice = st.segmented_control(
            texts.STAGE_FILTER,
            list(texts.STAGE_CHOICES),
            default=texts.ALL_STAGES,
            required=True,
            key=STAGE_KEY,
            bind="query-params",
            wrap=True,
        )
        words = st.text_input(texts.SEARCH, key="review-search", max_chars=80, width=260)
    stage = texts.STAGE_CHOICES[str(choice)]
    wanted = normalised_name(words or "").split()
    return tuple(case for case in queue if stage in (None, case.stage) and _holds_all(case, wanted))


def _holds_all(case: Case, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    told = [str(case.row[name]) for name in _SEARCHED if not is_absent(case.row[name])]
    held = normalised_name(" ".join(told))
    return all(word in held for word in wanted)


def _case_in_address(queue: Sequence[Case], listed: Sequence[Case]) -> Case | None:
    """Gives the case that the address names, else the one that was open, else the first listed.

    The open one is remembered beside the address: when others' work moves the queue, what is
    being read must not change under a person's hands.
    """
    by_id = {case_id(case): case for case in queue}
    named = st.query_params.get(CASE_KEY)
    if named is not None and named not in by_id:
        st.warning(texts.NOT_IN_QUEUE)
    last = st.session_state.get(_LAST_CASE)
    case = by_id.get(named or "") or by_id.get(last or "") or next(iter(listed), None)
    st.session_state[_LAST_CASE] = None if case is None else case_id(case)
    return case


def _is_read_now(case: Case, filters: Filters) -> bool:
    """Keeps that who is here has opened a case, where that is new and theirs to say."""
    sector_code = str(case.row["sector_code"])
    if filters.as_of is not None or not may_here(Permission.REVIEW_RESULT, sector_code):
        return False
    person = acting(Permission.REVIEW_RESULT, sector_code)
    if case.standing.is_read_by(person.person_name):
        return False
    return record_reading(store(), case.row, person)


def _unread_here(cases: Sequence[Case]) -> set[object]:
    """Gives the keys of the cases that a member of the Nucleo who is here has not opened yet."""
    if not may_here(Permission.REVIEW_RESULT):
        return set()
    name = person_here().person_name
    return {case.key for case in cases if not case.standing.is_read_by(name)}


def _page_with(listed: Sequence[Case], case: Case | None) -> Sequence[Case]:
    """Gives the page of the list chosen; after another case was opened, the page with that one."""
    page_count = max(1, -(-len(listed) // _CASES_ON_A_PAGE))
    if page_count == 1:
        return listed
    first, opened = 1, ""
    if case is not None and case in listed:
        first, opened = listed.index(case) // _CASES_ON_A_PAGE + 1, case_id(case)
    # The open case is part of the key: another begins at its own page, and leafing is of this one.
    key = f"review-page-of-{page_count}-{opened}"
    page = st.pagination(page_count, default=first, key=key)
    return listed[(page - 1) * _CASES_ON_A_PAGE : page * _CASES_ON_A_PAGE]


def _go_to_listed() -> None:
    chosen = st.session_state[_LISTED]
    if chosen is not None:
        go_to(chosen)
