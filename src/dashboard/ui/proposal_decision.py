"""Decide on the proposals chosen: what, why, who, by which deed, and what it will change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

import streamlit as st

from dashboard.domain.decisions import (
    Decision,
    Deed,
    Grounds,
    ProposalState,
    Verdict,
    state_after,
)
from dashboard.domain.measured import bands_of_rows
from dashboard.domain.model import DocumentKind
from dashboard.domain.roles import Permission
from dashboard.errors import DashboardError
from dashboard.history import plain_records
from dashboard.texts import proposals as texts
from dashboard.texts.errors import error_sentence
from dashboard.ui.components import finding, note, plain_markdown, way
from dashboard.ui.data import query, store
from dashboard.ui.filters import Filters
from dashboard.ui.links import ACTION_PAGE, page_address
from dashboard.ui.person import acting, offers
from dashboard.ui.proposals import Subject, forget_chosen
from dashboard.variations import decide, effects_on_achievement

_DECIDED = "decided-proposals"
_DUP_PAGE = "dup"

Record = dict[str, Any]
Verdicts = Mapping[int, Verdict]
"""What would be decided, by the number of the proposal."""


def render_outcome(filters: Filters) -> None:
    """Draws what the last decision did, once, with the ways to where it can be seen."""
    done: tuple[str, set[str]] | None = st.session_state.pop(_DECIDED, None)
    if done is None:
        return
    sentence, document_kinds = done
    st.success(sentence)
    if DocumentKind.DUP_STATUS in document_kinds:
        way(texts.GO_TO_DUP, page_address(_DUP_PAGE, filters))
    if document_kinds - {DocumentKind.DUP_STATUS}:
        way(texts.GO_TO_ACTIONS, page_address(ACTION_PAGE, filters))


def render_decision(chosen: Sequence[Subject]) -> None:
    """Draws the panel that decides on what is chosen."""
    finding(texts.PANEL_HEADING)
    if not chosen:
        note(texts.NOTHING_CHOSEN)
        return
    proposals = [one for subject in chosen for one in subject.proposals]
    st.text(texts.chosen_sentence(len(proposals)))
    verdict = _verdict_chosen()
    picked: dict[str, int | None] = {}
    if verdict is Verdict.ACCEPTED:
        picked = _texts_picked(chosen)
    verdicts = verdicts_on(chosen, verdict, picked)
    _render_effects(verdict, proposals, verdicts)
    if verdicts and offers(Permission.DECIDE_PROPOSAL):
        _render_form(verdict, proposals, verdicts, is_complete=None not in picked.values())


def _verdict_chosen() -> Verdict:
    words = {word: verdict for verdict, word in texts.VERDICTS.items()}
    chosen = st.radio(texts.VERDICT, list(words), key="verdict")
    return words[chosen]


def verdicts_on(
    chosen: Sequence[Subject], verdict: Verdict, picked: Mapping[str, int | None]
) -> dict[int, Verdict]:
    """Gives what is decided on each proposal; those that already stand so take no part.

    `picked`: by subject, the proposal whose text is accepted; its rivals are rejected.
    """
    verdicts: dict[int, Verdict] = {}
    for subject in chosen:
        for one in subject.proposals:
            number = int(one["proposal_id"])
            is_rival = subject.key in picked and picked[subject.key] != number
            own = Verdict.REJECTED if is_rival else verdict
            if state_after(own) != ProposalState(one["state"]):
                verdicts[number] = own
    return verdicts


def _texts_picked(chosen: Sequence[Subject]) -> dict[str, int | None]:
    """Asks which of several contradicting texts is accepted; None where it was not said yet."""
    return {subject.key: _text_picked(subject) for subject in chosen if subject.is_conflict}


def _text_picked(subject: Subject) -> int | None:
    words = {
        int(one["proposal_id"]): plain_markdown(texts.rival_choice(one))
        for one in subject.proposals
    }
    picked: int | None = st.radio(
        f"{plain_markdown(str(subject.proposals[0]['row_label']))}. {texts.WHICH_TEXT}",
        list(words),
        format_func=words.__getitem__,
        index=None,
        key=f"pick-{subject.key}",
    )
    return picked


def _render_effects(verdict: Verdict, proposals: Sequence[Record], verdicts: Verdicts) -> None:
    note(texts.unaffected(verdict, len(proposals) - len(verdicts)))
    affected = [one for one in proposals if verdicts.get(one["proposal_id"]) is verdict]
    if not affected:
        return
    st.html(f'<h3 class="cp-row-label">{texts.EFFECT_HEADING}</h3>')
    general, *each = texts.effects(verdict, affected)
    note(general)
    for line in each:
        st.text(line)
    if verdict is Verdict.ACCEPTED:
        _render_achievement_effects(affected)


def _render_achievement_effects(proposals: Sequence[Record]) -> None:
    first = proposals[0]
    year_of_entity = {
        "entity_code": first["entity_code"],
        "reference_year": int(first["reference_year"]),
    }
    results = plain_records(query("indicator_results", **year_of_entity))
    bands = bands_of_rows(plain_records(query("rule_bands", **year_of_entity)))
    for effect in effects_on_achievement(proposals, results, bands):
        st.text(texts.achievement_effect(*astuple(effect)))


def _render_form(
    verdict: Verdict, proposals: Sequence[Record], verdicts: Verdicts, *, is_complete: bool
) -> None:
    """Asks why. The store's version is part of the key.

    A click on an effect that no longer holds reaches no button.
    """
    is_return = verdict is Verdict.RETURNED
    with st.form(f"decide-{store().version()}", enter_to_submit=False):
        reason = st.text_area(
            texts.RETURN_NOTE if is_return else texts.REASON,
            placeholder=texts.RETURN_HINT if is_return else texts.REASON_HINT,
            key="decision-reason",
        )
        deed_number = st.text_input(
            texts.DEED_NUMBER, placeholder=texts.DEED_NUMBER_HINT, key="decision-deed"
        )
        deed_date = st.date_input(
            texts.DEED_DATE, value=None, format="DD/MM/YYYY", key="decision-deed-date"
        )
        is_sent = st.form_submit_button(texts.decide_label(verdict, len(verdicts)), type="primary")
    if is_sent:
        complaint = _complaint(deed_number, deed_date, is_complete=is_complete)
        if complaint:
            st.error(complaint)
        else:
            deed = None if deed_date is None else Deed(_plain(deed_number), deed_date)
            _decide(proposals, verdicts, _plain(reason), deed)


def _complaint(deed_number: str | None, deed_date: date | None, *, is_complete: bool) -> str:
    """Gives what the form lacks, beside the reason, which is asked for whoever decides."""
    if not is_complete:
        return texts.TEXT_NOT_CHOSEN
    return texts.DEED_INCOMPLETE if bool(_plain(deed_number)) != (deed_date is not None) else ""


def _decide(
    proposals: Sequence[Record], verdicts: Verdicts, reason: str, deed: Deed | None
) -> None:
    decisions = [Decision(number, verdict) for number, verdict in verdicts.items()]
    try:
        person = acting(Permission.DECIDE_PROPOSAL)
        decide(store(), decisions, Grounds(reason, person.person_name, deed, person.role))
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    kinds = {str(one["document_kind"]) for one in proposals if one["proposal_id"] in verdicts}
    st.session_state[_DECIDED] = texts.decided(Counter(verdicts.values())), kinds
    forget_chosen()
    st.rerun()


def _plain(typed: str | None) -> str:
    return " ".join((typed or "").split())
