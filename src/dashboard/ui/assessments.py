"""What is stated of an action's results: what holds, the form to state more, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.assessing import (
    AssessmentEffect,
    Mean,
    effect_of_stating,
    standing_of,
    state,
)
from dashboard.domain.assessments import (
    PERCENTAGE_KINDS,
    Assessed,
    Assessment,
    AssessmentKind,
    highest_pct,
    may_state,
    possible_kinds,
)
from dashboard.domain.model import Period
from dashboard.domain.roles import Permission, Role
from dashboard.errors import DashboardError
from dashboard.figures.records import records_of
from dashboard.history import plain_records
from dashboard.texts import assessments as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import percent, readable_name
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.components import finding, note, plain_markdown
from dashboard.ui.data import query, store
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.person import acting, offers, person_here
from dashboard.ui.tables import render_table

_RECORDED = "assessment-recorded"

Record = dict[str, Any]


def render_assessments(indicators: pd.DataFrame, action: Record, filters: Filters) -> None:
    """Draws what is stated of the results of the period, and the form to state more.

    `indicators`: the action's rows of the query `action_indicators`, of any period.
    """
    of_period = indicators[indicators["period"] == filters.period]
    if of_period.empty:
        return
    finding(texts.HEADING)
    if st.session_state.pop(_RECORDED, False):
        st.success(texts.RECORDED)
    _render_standing(of_period)
    if filters.as_of is not None:
        note(texts.PAST_NOTE)
    else:
        rows = plain_records(of_period)
        folded(texts.FORM_TITLE, lambda: _render_form(rows, action, filters), key="assessing")
    _render_history(indicators, action, filters)


def _render_standing(of_period: pd.DataFrame) -> None:
    stated = of_period[of_period["state"].notna() | of_period["override_state"].notna()]
    if stated.empty:
        note(texts.NOTHING_STATED)
        return
    records = records_of(stated)
    render_table(
        stated.assign(
            indicator_words=[
                readable_name(row["indicator_code"], row["indicator_name"]) for row in records
            ],
            measured_words=[percent(row["measured_achievement_pct"]) for row in records],
            requested_words=[texts.requested_words(row) for row in records],
            granted_words=[texts.granted_words(row) for row in records],
            state_words=[texts.state_words(row) for row in records],
            counts_words=[texts.counts_words(row) for row in records],
        ),
        texts.STANDING_COLUMNS,
        key="assessments-standing",
        file_name=texts.STANDING_FILE,
        download={**texts.SUBJECT_DOWNLOAD_COLUMNS, **texts.DOWNLOAD_COLUMNS},
    )


def _render_history(indicators: pd.DataFrame, action: Record, filters: Filters) -> None:
    statements = query(
        "assessments",
        entity_code=filters.entity_code,
        reference_year=filters.reference_year,
        sector_code=action["sector_code"],
        action_code=action["action_code"],
        as_of=filters.as_of,
    )
    if statements.empty:
        return
    names = {
        row["indicator_code"]: readable_name(row["indicator_code"], row["indicator_name"])
        for row in records_of(indicators)
    }
    records = plain_records(statements)
    with st.expander(texts.history_title(len(records))):
        render_table(
            statements.assign(
                stated_words=[texts.stated_words(row) for row in records],
                subject_words=[
                    names.get(row["indicator_code"], row["indicator_code"] or texts.WHOLE_ACTION)
                    for row in records
                ],
                stated_pct=statements["pct"],
                deed_words=[texts.deed_words(row) for row in records],
            ),
            texts.HISTORY_COLUMNS,
            key="assessments-history",
            file_name=texts.HISTORY_FILE,
        )


def _render_form(rows: Sequence[Record], action: Record, filters: Filters) -> None:
    """Asks what is stated of what, tells what it moves, then asks why."""
    if not offers(Permission.STATE_RESULT, str(action["sector_code"])):
        return
    subject = _subject_chosen(rows, action)
    assessed = Assessed(
        entity_code=filters.entity_code,
        reference_year=filters.reference_year,
        period=Period(filters.period),
        sector_code=str(action["sector_code"]),
        action_code=str(action["action_code"]),
        indicator_code=None if subject is None else str(subject["indicator_code"]),
    )
    kind = _kind_chosen(assessed)
    if kind is None:
        note(texts.CHOOSE_KIND)
        return
    pct = None
    if kind in PERCENTAGE_KINDS:
        pct = _pct_chosen(rows if subject is None else [subject], kind)
        if pct is None:
            note(texts.CHOOSE_PCT)
            return
    _render_effect(Assessment(assessed, kind, "", "", Role.NUCLEO, pct))
    _render_grounds(assessed, kind, pct)


def _subject_chosen(rows: Sequence[Record], action: Record) -> Record | None:
    """Gives the row of the indicator chosen; None for the whole action."""
    choices: list[Record | None] = [*rows, None] if len(rows) > 1 else [*rows]
    labels = [plain_markdown(texts.subject_choice(row)) for row in choices]
    place = st.selectbox(
        texts.SUBJECT,
        range(len(choices)),
        format_func=labels.__getitem__,
        placeholder=CHOOSE_ONE,
        key=f"assessment-subject-{action['sector_code']}-{action['action_code']}",
    )
    return choices[place]


def _kind_chosen(assessed: Assessed) -> AssessmentKind | None:
    role = person_here().role
    possible = possible_kinds(standing_of(store(), assessed))
    kinds = [kind for kind in possible if may_state(role, kind)]
    chosen: AssessmentKind | None = st.radio(
        texts.KIND,
        kinds,
        format_func=lambda kind: texts.KIND_LABELS[kind].capitalize(),
        captions=[texts.KIND_HINTS[kind] for kind in kinds],
        index=None,
        # Of another indicator, or after a statement, other kinds can be chosen.
        key=f"assessment-kind-{assessed.indicator_code}-{store().version()}",
    )
    return chosen


def _pct_chosen(rows: Sequence[Record], kind: AssessmentKind) -> float | None:
    highest = highest_pct(row["cap_pct"] for row in rows)
    typed: float | None = st.number_input(
        texts.pct_label(kind, highest),
        min_value=0.0,
        max_value=highest,
        value=None,
        step=1.0,
        format="%.1f",
        placeholder=texts.PCT_HINT,
        key="assessment-pct",
        width=320,
    )
    return typed


def _render_effect(assessment: Assessment) -> None:
    """Tells what the statement moves; of a request, what granting it would."""
    st.html(f'<h3 class="cp-row-label">{texts.EFFECT_HEADING}</h3>')
    if assessment.kind is AssessmentKind.OVERRIDE_REQUESTED:
        note(texts.REQUEST_MOVES_NOTHING)
        granted = replace(assessment, kind=AssessmentKind.OVERRIDE_GRANTED)
        _render_means(effect_of_stating(store(), granted), texts.IF_GRANTED)
    else:
        _render_means(effect_of_stating(store(), assessment))


def _render_means(effect: AssessmentEffect, start: str = "") -> None:
    for what, before, after in (
        (texts.THE_ACTION, effect.action_before, effect.action_after),
        (texts.THE_SECTOR, effect.sector_before, effect.sector_after),
    ):
        st.text(start + texts.effect_sentence(what, _figures(before), _figures(after)))


def _figures(mean: Mean) -> tuple[float | None, int]:
    return mean.achievement_pct, mean.counted_count


def _render_grounds(assessed: Assessed, kind: AssessmentKind, pct: float | None) -> None:
    """Asks why. The store's version is part of the key.

    A click on an effect that no longer holds reaches no button.
    """
    with st.form(f"assess-{store().version()}", enter_to_submit=False):
        reason = st.text_area(texts.REASON, placeholder=texts.REASON_HINT, key="assessment-reason")
        deed_number = st.text_input(
            texts.deed_label(kind), placeholder=texts.DEED_NUMBER_HINT, key="assessment-deed"
        )
        deed_date: date | None = st.date_input(
            texts.DEED_DATE, value=None, format="DD/MM/YYYY", key="assessment-deed-date"
        )
        is_sent = st.form_submit_button(texts.CONFIRM, type="primary")
    if is_sent:
        person = person_here()
        _record(
            Assessment(
                assessed=assessed,
                kind=kind,
                reason=reason or "",
                stated_by=person.person_name,
                stated_role=person.role,
                pct=pct,
                deed_number=deed_number or None,
                deed_date=deed_date,
            )
        )


def _record(assessment: Assessment) -> None:
    try:
        person = acting(Permission.STATE_RESULT, assessment.assessed.sector_code)
        state(store(), assessment, person.email or "")
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    st.session_state[_RECORDED] = True
    st.rerun()
