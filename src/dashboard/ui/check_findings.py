"""What the checks of plausibility found: by rule, in a list, one by one with its acceptance."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain.plausibility import CHECKS
from dashboard.domain.plausibility.model import CheckCode
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.domain.roles import Permission
from dashboard.errors import DashboardError
from dashboard.examining import accept_finding, question_again
from dashboard.ingest import CheckedFile
from dashboard.texts import plausibility as words
from dashboard.texts import quality as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import is_absent, local_moment
from dashboard.texts.labels import severity_words
from dashboard.texts.people import who
from dashboard.ui.components import detailed, finding, link, note, plain_markdown
from dashboard.ui.data import findings_of_checked, standing_findings, store
from dashboard.ui.filters import Filters
from dashboard.ui.issue_rows import render_own_row
from dashboard.ui.links import ACTION_LINK, page_address, with_action_links
from dashboard.ui.narrowing import matching
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import render_table

QUALITY_PAGE = "qualita"
_CHECK_KEY, _SEVERITY_KEY = "controllo", "gravita_controllo"
# Two things in one cell, so that both are seen at once on a narrow screen.
_FRAGMENTS = {"title": "title_html", "sentence": "sentence_html"}


def findings_in_view(filters: Filters) -> tuple[StandingFinding, ...]:
    """Gives the findings of the year that is looked at; of one sector where one is chosen."""
    found = standing_findings(filters.entity_code, filters.reference_year, filters.as_of)
    if filters.sector_code is None:
        return found
    return tuple(one for one in found if one.finding.subject.sector_code == filters.sector_code)


def open_checks_link(filters: Filters) -> str:
    """Gives the HTML of a link to the findings that wait for somebody; "" where none does."""
    count = sum(one.is_open for one in findings_in_view(filters))
    return link(texts.open_checks(count), page_address(QUALITY_PAGE, filters)) if count else ""


def render_findings(found: Sequence[StandingFinding], filters: Filters) -> None:
    """Draws everything of the checks: by rule, the list, one of them, the accepted, the rules."""
    note(texts.CHECKS_NOTE)
    if not found:
        note(texts.NO_FINDINGS)
        _render_rules()
        return
    frame = with_action_links(findings_frame(found), filters)
    finding(texts.CHECK_RULES_FINDING)
    render_table(
        checks_frame(frame),
        texts.CHECK_COLUMNS,
        key="check-rules",
        file_name=texts.CHECK_RULES_FINDING,
    )
    _render_rules()
    waiting = frame[frame["is_open"].astype(bool)]
    accepted = frame[~frame["is_open"].astype(bool)]
    finding(texts.FINDINGS_FINDING)
    shown = _narrowed(waiting)
    _render_list(shown, filters)
    _render_one(found, pd.concat([shown, accepted]), filters)
    if not accepted.empty:
        finding(texts.ACCEPTED_FINDING)
        render_table(
            accepted,
            texts.ACCEPTED_COLUMNS,
            key="check-accepted",
            file_name=texts.ACCEPTED_FINDING,
            links={"subject_words": ACTION_LINK},
            download=texts.FINDING_DOWNLOAD_COLUMNS,
        )


def render_file_findings(checked_files: Sequence[CheckedFile], position: int) -> None:
    """Draws what the checks would find in one of several files not stored yet, all stored.

    Accepted findings are left aside; nothing is drawn for a file that would not be stored.
    """
    if not checked_files[position].is_new:
        return
    finding(texts.CHECKS_HEADING)
    with st.spinner(texts.EXAMINING):
        found = findings_of_checked(checked_files)[position]
    waiting = [one for one in found if one.is_open]
    if not waiting:
        note(texts.NO_CHECKS_PREVIEW)
        return
    note(texts.CHECKS_PREVIEW_NOTE)
    render_table(
        _with_fragments(findings_frame(waiting).assign(**{ACTION_LINK: None})),
        texts.PREVIEW_FINDING_COLUMNS,
        key=f"upload-file-{position}-checks",
        file_name=texts.CHECKS_HEADING,
        fragments=_FRAGMENTS,
        download=texts.FINDING_DOWNLOAD_COLUMNS,
    )


def findings_frame(found: Iterable[StandingFinding]) -> pd.DataFrame:
    """Gives one row per finding, in their order, with the words of the tables.

    `position` counts from 0 in `found`; `reason`, `accepted_by` and `accepted_at` are of the
    newest statement on it.
    """
    rows = [
        {
            "position": position,
            "check_code": str(one.finding.check_code),
            "severity": str(one.finding.severity),
            "severity_words": severity_words(one.finding.severity),
            "title": words.check_title(one.finding.check_code),
            "rule": words.rule_sentence(one.finding.check_code),
            "subject_words": words.subject_words(one.finding.subject),
            "sentence": words.finding_sentence(one.finding),
            "sector_code": one.finding.subject.sector_code,
            "sector_words": words.sector_words(one.finding.subject),
            "action_code": one.finding.subject.action_code,
            "place_words": "; ".join(words.place_sentence(place) for place in one.finding.places),
            "is_open": one.is_open,
            "standing_words": texts.OPEN if one.is_open else texts.ACCEPTED,
            "reason": None if one.said is None else one.said.reason,
            "accepted_by": None
            if one.said is None
            else who(one.said.accepted_by, one.said.accepted_role),
            "accepted_at": None if one.said is None else one.said.accepted_at,
        }
        for position, one in enumerate(found)
    ]
    return pd.DataFrame(rows)


def checks_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Gives one row per check that found anything: `open_count`, `accepted_count`."""
    counts = (
        frame.groupby(["severity_words", "title"], sort=False)
        .agg(open_count=("is_open", "sum"), all_count=("is_open", "size"))
        .reset_index()
    )
    return counts.assign(accepted_count=counts["all_count"] - counts["open_count"])


def rules_frame() -> pd.DataFrame:
    """Gives one row per check that there is, with its rule, thresholds in it, and why."""
    return pd.DataFrame(
        {
            "severity_words": severity_words(check.severity),
            "title": words.check_title(check.code),
            "rule": words.rule_sentence(check.code),
            "why": words.why_sentence(check.code),
        }
        for check in CHECKS
    )


def _render_rules() -> None:
    with st.expander(texts.RULES_EXPANDER):
        render_table(
            rules_frame(),
            texts.RULE_TEXT_COLUMNS,
            key="check-texts",
            file_name=texts.RULES_EXPANDER,
        )


def _narrowed(frame: pd.DataFrame) -> pd.DataFrame:
    """Draws the filters of the list, kept in the address, and gives the rows that match."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = matching(
            frame, "severity_words", texts.SEVERITY_FILTER, key=_SEVERITY_KEY, width=180
        )
        return matching(shown, "title", texts.CHECK_FILTER, key=_CHECK_KEY, width=420)


def _render_list(shown: pd.DataFrame, filters: Filters) -> None:
    if shown.empty:
        note(texts.NO_FINDINGS_HERE)
        return
    render_table(
        _with_fragments(shown),
        texts.FINDING_COLUMNS,
        key="check-findings",
        file_name=texts.checks_file_name(filters.reference_year),
        fragments=_FRAGMENTS,
        download=texts.FINDING_DOWNLOAD_COLUMNS,
    )


def _with_fragments(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the check with its severity, and what was found under what it is about."""
    rows = frame.to_dict("records")
    return frame.assign(
        title_html=[detailed(row["title"], row["severity_words"]) for row in rows],
        sentence_html=[_about_html(row) for row in rows],
    )


def _about_html(row: Mapping[Hashable, Any]) -> str:
    if is_absent(row[ACTION_LINK]):
        return detailed(row["subject_words"], row["sentence"])
    return link(row["subject_words"], row[ACTION_LINK]) + detailed("", row["sentence"])


def _render_one(found: Sequence[StandingFinding], frame: pd.DataFrame, filters: Filters) -> None:
    """Draws the choice of one finding; with it its rule, its cells and what can be said of it."""
    finding(texts.ONE_FINDING)
    labels = {
        found[row["position"]].finding.finding_key: texts.finding_choice(
            row["title"], row["subject_words"], row["position"] + 1
        )
        for row in frame.to_dict("records")
    }
    by_key = {one.finding.finding_key: one for one in found}
    chosen: str | None = st.selectbox(
        texts.CHOOSE_FINDING,
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=texts.CHOOSE_FINDING_HINT,
        key="check-chosen",
    )
    if chosen is None:
        return
    one = by_key[chosen]
    check_code: CheckCode = one.finding.check_code
    st.text(words.finding_sentence(one.finding))
    note(texts.rule_note(words.rule_sentence(check_code), words.why_sentence(check_code)))
    _render_cells(one)
    if one.said is not None and one.said.accepted_at is not None:
        st.text(
            texts.acceptance_sentence(
                who(one.said.accepted_by, one.said.accepted_role),
                local_moment(one.said.accepted_at),
                one.said.reason,
                is_accepted=one.said.is_accepted,
            )
        )
    if filters.as_of is not None:
        note(texts.ACCEPT_READ_ONLY)
        return
    if offers(Permission.ACCEPT_CHECK):
        _render_form(one)


def _render_cells(one: StandingFinding) -> None:
    if not one.finding.places:
        note(texts.NO_PLACE)
    for place in one.finding.places:
        note(words.place_sentence(place))
        if place.upload_id is not None:
            render_own_row(place.upload_id, place.sheet_name, place.cell)


def _render_form(one: StandingFinding) -> None:
    """Asks why; each finding has a form of its own, so that no reason slips to another."""
    with st.form(f"check-{one.finding.finding_key}-{one.is_open}", enter_to_submit=False):
        reason = st.text_area(
            texts.ACCEPT_REASON if one.is_open else texts.QUESTION_REASON,
            placeholder=plain_markdown(texts.ACCEPT_REASON_HINT) if one.is_open else None,
            key=f"check-reason-{one.finding.finding_key}-{one.is_open}",
        )
        is_sent = st.form_submit_button(
            texts.ACCEPT if one.is_open else texts.QUESTION_AGAIN, type="primary"
        )
    if not is_sent:
        return
    say = accept_finding if one.is_open else question_again
    try:
        person = acting(Permission.ACCEPT_CHECK)
        say(store(), one.finding, reason or "", person.person_name, person.role)
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    st.rerun()
