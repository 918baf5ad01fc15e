"""One case beside the queue: what was measured, what the sector says, what is known around it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain.explanation import Node
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.domain.review_queue import Case, is_before
from dashboard.domain.reviews import ResultKey, ReviewOutcome, result_key
from dashboard.domain.roles import Role
from dashboard.domain.rules import Level
from dashboard.figures.bullets import bullets
from dashboard.history import plain_records
from dashboard.reviewing import reviews_of
from dashboard.texts import review_card as texts
from dashboard.texts.action import origin
from dashboard.texts.formats import is_absent
from dashboard.texts.plausibility import check_title, finding_sentence
from dashboard.texts.review_queue import EMPTY_QUEUE, indicator_words
from dashboard.texts.reviews import readers_words
from dashboard.ui.clarifications import render_of_result
from dashboard.ui.clarifications import render_told as render_clarification_told
from dashboard.ui.components import finding, link, note, result_status, way
from dashboard.ui.data import kept, query, reason_findings, standing_findings, store
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.history import upload_addresser
from dashboard.ui.issue_rows import render_own_row
from dashboard.ui.links import action_addresser, explanation_address
from dashboard.ui.parts import Drawing, Part
from dashboard.ui.person import person_here
from dashboard.ui.reasons import render_reason_findings, render_reason_rules
from dashboard.ui.review_form import render_cause, render_form, render_told
from dashboard.ui.review_queue import (
    case_id,
    chosen_case,
    queue_in_view,
    render_download,
    render_list,
    render_ways,
)
from dashboard.ui.tables import Table
from dashboard.ui.target_story import render_target_stories

_KEPT_OUTCOMES = 16
_KEPT_CASES = 256

Record = dict[str, Any]
_Slot = tuple[int, str, ResultKey]
"""Reference year, period and result."""


def render_workplace(filters: Filters) -> None:
    """Draws the queue, and beside it the case that is chosen."""
    queue = queue_in_view(filters)
    if not queue:
        note(EMPTY_QUEUE)
        return
    case, listed = chosen_case(filters)
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(key="review-queue"):
        render_list(listed, case)
        render_download(queue)
    with right, st.container(key="review-card"):
        if case is not None:
            render_ways(listed, queue, case)
            render_card(case, filters)


def render_card(case: Case, filters: Filters) -> None:
    """Draws everything that is known of a case, and the forms to say something of it."""
    row = dict(case.row)
    finding(indicator_words(case))
    note(texts.place(row))
    render_told(case)
    _render_measure(case, row, filters)
    _render_reason(case, row, filters)
    render_clarification_told()
    render_of_result(row, filters)
    _render_history(row, filters)
    render_form(case, filters)
    _render_log(case)
    _render_around(case, row, filters)


def _by_result(row: Record, filters: Filters) -> Hashable:
    """Gives what tells a result from any other, for what is kept of it by its codes alone."""
    return result_key(row), filters


# By all that the row holds: it may come from a queue that is older than the store by now.
@kept(_KEPT_CASES, by=lambda row: tuple(row.values()), of_facts=True)
def _bullet(row: Record) -> Part:
    return Drawing(bullets(pd.DataFrame([row])), key="review-bullet", alt=texts.figure_alt(row))


def _render_measure(case: Case, row: Record, filters: Filters) -> None:
    _bullet(row).draw()
    said = "".join(
        f"<div><dt>{escape(what)}</dt><dd>{escape(words)}</dd></div>"
        for what, words in texts.facts(row, case.standing)
    )
    st.html(f'<dl class="cp-facts">{said}</dl>')
    node = Node(
        Level.INDICATOR,
        str(row["indicator_code"]),
        sector_code=str(row["sector_code"]),
        action_code=str(row["action_code"]),
    )
    ways = [
        link(texts.TO_ACTION, action_addresser(filters)(row) or ""),
        link(texts.TO_EXPLANATION, explanation_address(filters, node)),
    ]
    st.html(f'<p class="cp-way">{" · ".join(ways)}</p>')


def _render_reason(case: Case, row: Record, filters: Filters) -> None:
    """Draws the reason word for word, what the rules say of it, and the causes to confirm."""
    st.html(f'<h3 class="cp-row-label">{escape(texts.REASON_HEADING)}</h3>')
    reason = str(row["reason"]).strip() if row["has_reason"] else ""
    if reason:
        st.html(f'<blockquote class="cp-passage cp-typed">{escape(reason)}</blockquote>')
    judged = reason_findings(
        filters.entity_code, filters.reference_year, filters.period, filters.as_of
    )
    if case.key in judged:
        render_reason_findings(judged[case.key], reason or None)
    elif not reason:
        note(texts.NO_REASON)
    render_cause(case, reason, filters)
    render_reason_rules("review")


def _render_log(case: Case) -> None:
    """Draws what was said of the case and who has read it. Notes are for the Nucleo alone."""
    lines = texts.statement_lines(case.standing.said, with_notes=person_here().role is Role.NUCLEO)
    st.html(f'<h3 class="cp-row-label">{escape(texts.log_title(len(lines)))}</h3>')
    if lines:
        st.html(f'<ul class="cp-said">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')
    else:
        note(texts.NOTHING_SAID)
    note(readers_words(case.standing))


def _render_history(row: Record, filters: Filters) -> None:
    """Draws the indicator in the periods and years before, with what was decided then."""
    st.html(f'<h3 class="cp-row-label">{escape(texts.HISTORY_HEADING)}</h3>')
    table = _history_table(row, filters)
    if table is None:
        note(texts.NO_HISTORY)
    else:
        table.draw()


@kept(_KEPT_CASES, by=_by_result)
def _history_table(row: Record, filters: Filters) -> Table | None:
    rows = _rows_before(row, filters)
    if not rows:
        return None
    outcomes = _outcomes(filters.entity_code, filters.as_of)
    frame = pd.DataFrame([texts.history_row(one, outcomes.get(_slot(one))) for one in rows])
    return Table(
        frame.assign(status_html=[result_status(one["status"]) for one in rows]),
        texts.HISTORY_COLUMNS,
        key="review-history",
        file_name=texts.HISTORY_FILE,
        fragments={"status": "status_html"},
    )


@kept(_KEPT_CASES, by=_by_result, of_facts=True)
def _rows_before(row: Record, filters: Filters) -> list[Record]:
    """Gives the rows of a result's indicator in the periods and years before."""
    of_action = query(
        "action_indicators",
        entity_code=filters.entity_code,
        sector_code=row["sector_code"],
        action_code=row["action_code"],
        as_of=filters.as_of,
    )
    return [
        one
        for one in plain_records(of_action)
        if one["indicator_code"] == row["indicator_code"]
        and is_before(one, filters.reference_year, filters.period)
    ]


@kept(_KEPT_OUTCOMES)
def _outcomes(entity_code: str, as_of: date | None) -> Mapping[_Slot, ReviewOutcome]:
    """Gives the outcome that each result of the entity was left with, in any year and period."""
    found: dict[_Slot, ReviewOutcome] = {}
    for one in reviews_of(store(), entity_code, as_of=as_of):
        slot = (one.reference_year, str(one.period), one.result_key)
        if one.outcome is ReviewOutcome.REOPENED:
            found.pop(slot, None)
        elif one.outcome is not None:
            found[slot] = one.outcome
    return found


def _slot(row: Record) -> _Slot:
    return int(row["reference_year"]), str(row["period"]), result_key(row)


def _render_around(case: Case, row: Record, filters: Filters) -> None:
    """Draws, each folded until it is wanted, what lies around the result."""
    year: Record = {
        "entity_code": filters.entity_code,
        "reference_year": filters.reference_year,
        "as_of": filters.as_of,
    }
    varied, checks = _varied_targets(row, filters), _checks_on(row, filters)
    parts: list[tuple[str, Callable[[], None], str]] = [
        (texts.checks_title(len(checks)), lambda: _render_checks(checks), "checks"),
        (texts.ROW_TITLE, lambda: _render_own_row(row, filters), "row"),
    ]
    if not varied.empty:
        parts.insert(0, (texts.STORY_TITLE, lambda: _render_story(row, varied, year), "story"))
    for label, draw, key in parts:
        # Of another case it is closed again: what is inside is read from a file, or worked out.
        folded(label, draw, key=f"review-{key}-{case_id(case)}")


@kept(_KEPT_CASES, by=_by_result, of_facts=True)
def _varied_targets(row: Record, filters: Filters) -> pd.DataFrame:
    varied = query(
        "varied_targets",
        entity_code=filters.entity_code,
        reference_year=filters.reference_year,
        as_of=filters.as_of,
    )
    return _rows_of(varied, row)


def _rows_of(frame: pd.DataFrame, row: Record) -> pd.DataFrame:
    codes = frame[["sector_code", "action_code", "indicator_code"]]
    return frame[(codes == list(result_key(row))).all(axis="columns")]


def _render_story(row: Record, varied: pd.DataFrame, year: Record) -> None:
    sector_code, action_code, _ = result_key(row)
    steps = query("target_steps", **year, sector_code=sector_code, action_code=action_code)
    render_target_stories(_rows_of(steps, row), varied)


@kept(_KEPT_CASES, by=_by_result, of_facts=True)
def _checks_on(row: Record, filters: Filters) -> list[StandingFinding]:
    """Gives what the checks found on the indicator, or on its action as a whole."""
    sector_code, action_code, indicator_code = result_key(row)
    found = standing_findings(filters.entity_code, filters.reference_year, filters.as_of)
    return [
        one
        for one in found
        if one.finding.subject.sector_code == sector_code
        and one.finding.subject.action_code == action_code
        and one.finding.subject.indicator_code in (None, indicator_code)
    ]


def _render_checks(checks: list[StandingFinding]) -> None:
    if not checks:
        note(texts.NO_CHECKS)
    for one in checks:
        st.text(f"{check_title(one.finding.check_code)}. {finding_sentence(one.finding)}")
        if one.said is not None and one.said.is_accepted:
            note(texts.accepted_words(one.said))


def _render_own_row(row: Record, filters: Filters) -> None:
    """Draws the sector's own row as it was typed, with its file, sheet and cell."""
    if is_absent(row["result_cell"]):
        note(texts.NO_ROW)
        return
    upload_id = int(row["result_upload_id"])
    note(origin(row["result_file_name"], row["result_sheet_name"], row["result_cell"]))
    render_own_row(upload_id, str(row["result_sheet_name"]), str(row["result_cell"]))
    way(texts.TO_UPLOAD, upload_addresser(filters)(upload_id))
