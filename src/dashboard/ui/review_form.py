"""Say something of a case: its cause, its outcome, a note. What is said is kept at the click."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from dashboard.domain.assessments import highest_pct
from dashboard.domain.causes import suggested_causes
from dashboard.domain.review_queue import Case
from dashboard.domain.reviews import CauseClass, ReviewKind, ReviewOutcome
from dashboard.domain.roles import Permission
from dashboard.errors import DashboardError
from dashboard.reviewing import Said, record
from dashboard.texts import review_card as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import is_absent
from dashboard.ui.components import note
from dashboard.ui.data import store
from dashboard.ui.filters import Filters
from dashboard.ui.person import acting, may_here, offers
from dashboard.ui.review_queue import case_id, go_to

_TOLD = "review-told"
_MOST_SIGNS = 4000


def render_told(case: Case) -> None:
    """Draws what became of the last click, once, and the outcome that stands."""
    told_of, sentence, is_kept = st.session_state.pop(_TOLD, ("", "", True))
    if told_of == case_id(case):
        (st.success if is_kept else st.error)(sentence)
    outcome = texts.outcome_sentence(case.standing)
    if outcome:
        st.html(f'<p class="cp-strong">{escape(outcome)}</p>')


def render_cause(case: Case, reason: str, filters: Filters) -> None:
    """Draws the classes of causes, those that the reason's words suggest marked; a click confirms.

    Only for who may say so; for others the confirmed one stands among the facts.
    """
    sector_code = str(case.row["sector_code"])
    if filters.as_of is not None or not may_here(Permission.REVIEW_RESULT, sector_code):
        return
    suggested = {one.cause_class for one in suggested_causes(reason)} if reason else set()
    key = f"review-cause-{case_id(case)}"
    cause = case.standing.cause
    # Assigned at every run: another member may have confirmed one meanwhile.
    st.session_state[key] = None if cause is None else cause.cause_class
    st.pills(
        texts.CAUSE_CHOICE,
        list(CauseClass),
        format_func=lambda one: texts.cause_choice(one, is_suggested=one in suggested),
        key=key,
        on_change=_confirm_cause,
        args=(case, key),
        wrap=True,
    )


def render_form(case: Case, filters: Filters) -> None:
    """Draws the forms for an outcome and for a note; what others may not say is not drawn."""
    st.html(f'<h3 class="cp-row-label">{escape(texts.FORM_HEADING)}</h3>')
    if not offers(Permission.REVIEW_RESULT, str(case.row["sector_code"])):
        return
    if filters.as_of is not None:
        note(texts.PAST_NOTE)
        return
    if case.standing.is_closed:
        note(texts.REOPENING_NOTE)
        _render_outcome_form(case, ReviewOutcome.REOPENED, texts.REOPEN)
    else:
        _render_outcome_choice(case)
    _render_note_form(case)


def _render_outcome_choice(case: Case) -> None:
    with st.container(key="review-outcome"):
        outcome: ReviewOutcome | None = st.radio(
            texts.OUTCOME,
            list(texts.OUTCOME_LABELS),
            format_func=texts.OUTCOME_LABELS.__getitem__,
            captions=list(texts.OUTCOME_HINTS.values()),
            index=None,
            key=_key(case, "outcome"),
        )
    if outcome is None:
        note(texts.CHOOSE_OUTCOME)
    else:
        _render_outcome_form(case, outcome, texts.RECORD)


def _render_outcome_form(case: Case, outcome: ReviewOutcome, label: str) -> None:
    with st.form(_key(case, f"form-{outcome}"), enter_to_submit=False):
        if outcome is ReviewOutcome.ADJUSTED:
            _pct_field(case)
        st.text_area(
            texts.words_label(outcome), key=_key(case, f"words-{outcome}"), max_chars=_MOST_SIGNS
        )
        if outcome is ReviewOutcome.CLARIFICATION_ASKED:
            with st.container(key="review-due-date"):
                st.date_input(
                    texts.DUE_DATE, value=None, format="DD/MM/YYYY", key=_key(case, "due-date")
                )
        st.form_submit_button(label, type="primary", on_click=_record_outcome, args=(case, outcome))


def _pct_field(case: Case) -> None:
    cap_pct = case.row["cap_pct"]
    highest = highest_pct([None if is_absent(cap_pct) else float(cap_pct)])
    st.number_input(
        texts.evaluated_label(case.row, highest),
        min_value=0.0,
        max_value=highest,
        value=None,
        step=1.0,
        format="%.1f",
        placeholder=texts.EVALUATED_HINT,
        key=_key(case, "pct"),
        width=320,
    )


def _render_note_form(case: Case) -> None:
    with st.form(_key(case, "note-form"), enter_to_submit=False):
        st.text_area(
            texts.NOTE_LABEL,
            placeholder=texts.NOTE_HINT,
            key=_key(case, "note"),
            max_chars=_MOST_SIGNS,
        )
        st.form_submit_button(texts.ADD_NOTE, on_click=_add_note, args=(case,))


def _confirm_cause(case: Case, key: str) -> None:
    cause_class: CauseClass | None = st.session_state[key]
    if cause_class is not None:
        _keep(case, Said(ReviewKind.CAUSE, cause_class=cause_class), texts.CAUSE_CONFIRMED)


def _record_outcome(case: Case, outcome: ReviewOutcome) -> None:
    words_key = _key(case, f"words-{outcome}")
    pct: float | None = st.session_state.get(_key(case, "pct"))
    due_date: date | None = st.session_state.get(_key(case, "due-date"))
    said = Said(
        ReviewKind.OUTCOME,
        words=st.session_state[words_key] or "",
        outcome=outcome,
        evaluated_pct=pct if outcome is ReviewOutcome.ADJUSTED else None,
        due_date=due_date if outcome is ReviewOutcome.CLARIFICATION_ASKED else None,
    )
    if _keep(case, said, texts.RECORDED):
        st.session_state[words_key] = ""
        st.session_state[_key(case, "outcome")] = None


def _add_note(case: Case) -> None:
    key = _key(case, "note")
    if _keep(case, Said(ReviewKind.NOTE, words=st.session_state[key] or ""), texts.NOTE_ADDED):
        st.session_state[key] = ""


def _keep(case: Case, said: Said, told: str) -> bool:
    """Keeps what is said of a case as it was shown; says whether it was kept.

    Where it was not, what was typed stays in its field.
    """
    go_to(case_id(case))
    newest = case.standing.newest
    seen_review_id = None if newest is None else newest.review_id
    try:
        person = acting(Permission.REVIEW_RESULT, str(case.row["sector_code"]))
        record(store(), case.row, said, person, seen_review_id)
    except DashboardError as error:
        st.session_state[_TOLD] = case_id(case), error_sentence(error), False
        return False
    st.session_state[_TOLD] = case_id(case), told, True
    return True


def _key(case: Case, what: str) -> str:
    return f"review-{what}-{case_id(case)}"
