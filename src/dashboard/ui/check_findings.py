"""What the checks of plausibility found: by rule, in a list, one by one with its acceptance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

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
from dashboard.texts.formats import Record, local_moment
from dashboard.texts.labels import severity_words
from dashboard.texts.people import who
from dashboard.ui.components import detailed, finding, link, note, plain_markdown
from dashboard.ui.data import KEPT_VIEWS, findings_of_checked, kept, standing_findings, store
from dashboard.ui.filters import Filters
from dashboard.ui.issue_rows import render_own_row
from dashboard.ui.links import ACTION_LINK, action_addresser, page_address
from dashboard.ui.narrowing import value_chosen
from dashboard.ui.parts import Part, draw_parts, finding_part, note_part
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import Table, render_table

QUALITY_PAGE = "qualita"
_CHECK_KEY, _SEVERITY_KEY = "controllo", "gravita_controllo"
# Two things in one cell, so that both are seen at once on a narrow screen.
_FRAGMENTS = {"title": "title_html", "sentence": "sentence_html"}


@dataclass(frozen=True, slots=True)
class _FindingsView:
    """The findings in view: counted by check, one row each in their order, those accepted."""

    overview: tuple[Part, ...]
    rows: tuple[Record, ...]
    accepted: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Some of the findings: their list, and the label of each by its key."""

    parts: tuple[Part, ...]
    labels: Mapping[str, str]


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


def render_findings(filters: Filters) -> None:
    """Draws everything of the checks: by rule, the list, one of them, the accepted, the rules."""
    view = _findings_view(filters)
    draw_parts(view.overview)
    with st.expander(texts.RULES_EXPANDER):
        _rules_table().draw()
    if not view.rows:
        return
    finding(texts.FINDINGS_FINDING)
    shown = _shown(filters, *_chosen_among(view.rows))
    draw_parts(shown.parts)
    _render_one(shown, filters)
    draw_parts(view.accepted)


@kept(KEPT_VIEWS, of_facts=True)
def _findings_view(filters: Filters) -> _FindingsView:
    found = findings_in_view(filters)
    if not found:
        return _FindingsView((note_part(texts.CHECKS_NOTE), note_part(texts.NO_FINDINGS)), (), ())
    address = action_addresser(filters)
    rows = tuple({**row, ACTION_LINK: address(row)} for row in _finding_rows(found))
    by_check = Table(
        pd.DataFrame(_check_rows(rows)),
        texts.CHECK_COLUMNS,
        key="check-rules",
        file_name=texts.CHECK_RULES_FINDING,
    )
    overview = note_part(texts.CHECKS_NOTE), finding_part(texts.CHECK_RULES_FINDING), by_check
    return _FindingsView(overview, rows, _accepted_parts(rows))


def _accepted_parts(rows: Sequence[Record]) -> tuple[Part, ...]:
    accepted = [row for row in rows if not row["is_open"]]
    if not accepted:
        return ()
    table = Table(
        pd.DataFrame(accepted),
        texts.ACCEPTED_COLUMNS,
        key="check-accepted",
        file_name=texts.ACCEPTED_FINDING,
        links={"subject_words": ACTION_LINK},
        download=texts.FINDING_DOWNLOAD_COLUMNS,
    )
    return finding_part(texts.ACCEPTED_FINDING), table


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
        _with_fragments([{**row, ACTION_LINK: None} for row in _finding_rows(waiting)]),
        texts.PREVIEW_FINDING_COLUMNS,
        key=f"upload-file-{position}-checks",
        file_name=texts.CHECKS_HEADING,
        fragments=_FRAGMENTS,
        download=texts.FINDING_DOWNLOAD_COLUMNS,
    )


def _finding_rows(found: Iterable[StandingFinding]) -> list[Record]:
    """Gives one row per finding, in their order, with the words of the tables.

    `position` counts from 0 in `found`; `reason`, `accepted_by` and `accepted_at` are of the
    newest statement on it.
    """
    return [
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


def _check_rows(rows: Sequence[Record]) -> list[Record]:
    """Gives one row per check that found anything: `open_count`, `accepted_count`."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        groups.setdefault((row["severity_words"], row["title"]), []).append(row)
    return [
        {
            "severity_words": severity,
            "title": title,
            "open_count": sum(row["is_open"] for row in found),
            "accepted_count": sum(not row["is_open"] for row in found),
        }
        for (severity, title), found in groups.items()
    ]


@cache
def _rules_table() -> Table:
    """Gives every check that there is, with its rule, thresholds in it, and why."""
    frame = pd.DataFrame(
        {
            "severity_words": severity_words(check.severity),
            "title": words.check_title(check.code),
            "rule": words.rule_sentence(check.code),
            "why": words.why_sentence(check.code),
        }
        for check in CHECKS
    )
    return Table(frame, texts.RULE_TEXT_COLUMNS, key="check-texts", file_name=texts.RULES_EXPANDER)


def _chosen_among(rows: Sequence[Record]) -> tuple[str | None, str | None]:
    """Draws the filters of the list, kept in the address: a severity, and a check within it."""
    waiting = [row for row in rows if row["is_open"]]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        severity = value_chosen(
            (row["severity_words"] for row in waiting),
            texts.SEVERITY_FILTER,
            key=_SEVERITY_KEY,
            width=180,
        )
        titles = (row["title"] for row in waiting if severity in (None, row["severity_words"]))
        return severity, value_chosen(titles, texts.CHECK_FILTER, key=_CHECK_KEY, width=420)


@kept(KEPT_VIEWS, of_facts=True)
def _shown(filters: Filters, severity: str | None, title: str | None) -> _Shown:
    """Gives the list of those that wait and match, and the choice among these and the accepted."""
    rows = _findings_view(filters).rows
    waiting = [
        row
        for row in rows
        if row["is_open"]
        and severity in (None, row["severity_words"])
        and title in (None, row["title"])
    ]
    found = findings_in_view(filters)
    accepted = [row for row in rows if not row["is_open"]]
    labels = {
        found[row["position"]].finding.finding_key: texts.finding_choice(
            row["title"], row["subject_words"], row["position"] + 1
        )
        for row in [*waiting, *accepted]
    }
    return _Shown((_list_part(waiting, filters),), labels)


def _list_part(waiting: Sequence[Record], filters: Filters) -> Part:
    if not waiting:
        return note_part(texts.NO_FINDINGS_HERE)
    return Table(
        _with_fragments(waiting),
        texts.FINDING_COLUMNS,
        key="check-findings",
        file_name=texts.checks_file_name(filters.reference_year),
        fragments=_FRAGMENTS,
        download=texts.FINDING_DOWNLOAD_COLUMNS,
    )


def _with_fragments(rows: Sequence[Record]) -> pd.DataFrame:
    """Adds the check with its severity, and what was found under what it is about."""
    return pd.DataFrame(
        {
            **row,
            "title_html": detailed(row["title"], row["severity_words"]),
            "sentence_html": _about_html(row),
        }
        for row in rows
    )


def _about_html(row: Record) -> str:
    if row[ACTION_LINK] is None:
        return detailed(row["subject_words"], row["sentence"])
    return link(row["subject_words"], row[ACTION_LINK]) + detailed("", row["sentence"])


def _render_one(shown: _Shown, filters: Filters) -> None:
    """Draws the choice of one finding; with it its rule, its cells and what can be said of it."""
    finding(texts.ONE_FINDING)
    chosen: str | None = st.selectbox(
        texts.CHOOSE_FINDING,
        list(shown.labels),
        index=None,
        format_func=shown.labels.__getitem__,
        placeholder=texts.CHOOSE_FINDING_HINT,
        key="check-chosen",
    )
    if chosen is None:
        return
    one = next(one for one in findings_in_view(filters) if one.finding.finding_key == chosen)
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
