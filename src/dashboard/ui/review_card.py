"""One case beside the queue: what was measured, what the sector says, what is known around it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain.explanation import Node
from dashboard.domain.model import Period
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.domain.review_queue import Case
from dashboard.domain.reviews import (
    Review,
    by_result,
    result_fingerprint,
    result_key,
    review_standing,
)
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
from dashboard.ui.components import finding, link, note, render_figure, result_status, way
from dashboard.ui.data import query, reason_findings, standing_findings, store
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.history import upload_addresser
from dashboard.ui.issue_rows import render_own_row
from dashboard.ui.links import action_addresser, explanation_address
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
from dashboard.ui.tables import render_table
from dashboard.ui.target_story import render_target_stories

Record = dict[str, Any]


def render_workplace(filters: Filters) -> None:
    """Draws the queue, and beside it the case that is chosen."""
    queue = queue_in_view(filters)
    if not queue:
        note(EMPTY_QUEUE)
        return
    case, listed = chosen_case(filters)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        render_list(listed, case)
        render_download(queue)
    with right:
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
    render_form(case, filters)
    _render_log(case, filters)
    _render_around(case, row, filters)


def _render_measure(case: Case, row: Record, filters: Filters) -> None:
    figure = bullets(pd.DataFrame([row]))
    if figure is not None:
        render_figure(figure, key="review-bullet", alt=texts.figure_alt(row))
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
    else:
        note(texts.NO_REASON)
    found = reason_findings(
        filters.entity_code, filters.reference_year, filters.period, filters.as_of
    )
    render_reason_findings(found.get(case.key, ()), reason or None)
    render_cause(case, reason, filters)
    render_reason_rules("review")


def _render_log(case: Case, filters: Filters) -> None:
    """Draws what was said of the case and who has read it. Notes are for the Nucleo alone."""
    lines = texts.statement_lines(
        _statements_on(case, filters), with_notes=person_here().role is Role.NUCLEO
    )
    st.html(f'<h3 class="cp-row-label">{escape(texts.log_title(len(lines)))}</h3>')
    if lines:
        st.html(f'<ul class="cp-said">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')
    else:
        note(texts.NOTHING_SAID)
    note(readers_words(case.standing))


def _statements_on(case: Case, filters: Filters) -> list[Review]:
    all_of_period = reviews_of(
        store(),
        filters.entity_code,
        filters.reference_year,
        Period(filters.period),
        filters.as_of,
    )
    return by_result(all_of_period).get(case.key, [])


def _render_around(case: Case, row: Record, filters: Filters) -> None:
    """Draws, each folded until it is wanted, what lies around the result."""
    of_action: Record = {
        "entity_code": filters.entity_code,
        "sector_code": row["sector_code"],
        "action_code": row["action_code"],
        "as_of": filters.as_of,
    }
    of_indicator = _rows_of(query("action_indicators", **of_action), case)
    before = of_indicator[
        (of_indicator["reference_year"] != filters.reference_year)
        | (of_indicator["period"] != filters.period)
    ]
    parts: list[tuple[str, Callable[[], None], str]] = [
        (texts.history_title(len(before)), lambda: _render_history(before, of_action), "history")
    ]
    year = {**of_action, "reference_year": filters.reference_year}
    steps = _rows_of(query("target_steps", **year), case)
    if not steps.empty:
        varied = _rows_of(query("varied_targets", **year), case)
        parts.append((texts.STORY_TITLE, lambda: render_target_stories(steps, varied), "story"))
    checks = _checks_on(case, filters)
    parts.append((texts.checks_title(len(checks)), lambda: _render_checks(checks), "checks"))
    parts.append((texts.ROW_TITLE, lambda: _render_own_row(row, filters), "row"))
    for label, draw, key in parts:
        # Of another case it is closed again: what is inside is read from a file, or worked out.
        folded(label, draw, key=f"review-{key}-{case_id(case)}")


def _rows_of(frame: pd.DataFrame, case: Case) -> pd.DataFrame:
    return frame[frame["indicator_code"] == case.key[2]]


def _render_history(before: pd.DataFrame, of_action: Record) -> None:
    if before.empty:
        render_table(before, texts.HISTORY_COLUMNS, key="review-history", file_name="")
        return
    rows = plain_records(before)
    outcomes = [_outcome_of(row, of_action) for row in rows]
    frame = pd.DataFrame(
        [texts.history_row(row, outcome) for row, outcome in zip(rows, outcomes, strict=True)]
    )
    render_table(
        frame.assign(status_html=[result_status(row["status"]) for row in rows]),
        texts.HISTORY_COLUMNS,
        key="review-history",
        file_name=texts.HISTORY_FILE,
        fragments={"status": "status_html"},
    )


def _outcome_of(row: Record, of_action: Record) -> Any:
    """Gives the outcome of the same indicator in an earlier period; None where there is none."""
    said = reviews_of(
        store(),
        str(row["entity_code"]),
        int(row["reference_year"]),
        Period(row["period"]),
        of_action["as_of"],
    )
    mine = by_result(said).get(result_key(row), [])
    outcome = review_standing(mine, result_fingerprint(row)).outcome
    return None if outcome is None else outcome.outcome


def _checks_on(case: Case, filters: Filters) -> list[StandingFinding]:
    """Gives what the checks found on the indicator, or on its action as a whole."""
    sector_code, action_code, indicator_code = case.key
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
