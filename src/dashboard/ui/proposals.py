"""The list of what is asked for in red: narrowed down, grouped, and chosen from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.domain.decisions import ProposalStanding, ProposalState, conflicts
from dashboard.figures.records import records_of
from dashboard.texts import proposals as texts
from dashboard.texts.formats import is_absent
from dashboard.ui.components import finding, link, note, plain_markdown, strong
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.links import page_address
from dashboard.ui.narrowing import holds_all, value_chosen
from dashboard.ui.paging import places_on_page
from dashboard.ui.parts import Part, headline_part, note_part
from dashboard.ui.proposal_cards import card, conflict_note

PROPOSALS_PAGE = "proposte"
SUBJECTS_ON_A_PAGE = 10
_KEPT_COUNTS = 512
_STATE_KEY, _KIND_KEY, _SEARCH_KEY = "stato_proposta", "tipo_proposta", "cerca"
_SEARCHED = (
    "row_label",
    "field_words",
    "before_text",
    "after_text",
    "sector_name",
    "file_name",
    "motivation",
    "decision_reason",
    "deed_number",
)
_CHOSEN = "chosen-proposals"

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided at once: a proposal, or all that ask for different texts of one thing."""

    key: str
    proposals: tuple[Record, ...]

    @property
    def is_conflict(self) -> bool:
        """Says whether several files ask for different texts."""
        return len(self.proposals) > 1


@dataclass(frozen=True, slots=True)
class _Row:
    """One proposal as the page's own filters look at it; `searched`: all its words."""

    proposal_id: int
    state_words: str
    kind_words: str
    searched: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is asked for in red in the files in view."""

    heading: tuple[Part, ...]
    subjects: tuple[Subject, ...]
    count: int
    rows: tuple[_Row, ...]


@kept(KEPT_VIEWS, of_facts=True)
def proposed_in_view(filters: Filters) -> Proposed | None:
    """Gives the proposals that the filters choose; None without any."""
    records = records_of(query("proposals", **filters.as_params()))
    if not records:
        return None
    subjects = tuple(subjects_of(records))
    conflict_count = sum(subject.is_conflict for subject in subjects)
    return Proposed(
        heading=(
            headline_part(texts.headline(records), texts.emphasis(records)),
            note_part(texts.scope(records, conflict_count)),
        ),
        subjects=subjects,
        count=len(records),
        rows=tuple(map(_as_filtered, records)),
    )


def _as_filtered(proposal: Record) -> _Row:
    words = {**proposal, "field_words": texts.what_about(proposal)}
    return _Row(
        int(proposal["proposal_id"]),
        texts.state_words(proposal["state"]),
        texts.kind_words(proposal["proposal_kind"]),
        " ".join("" if is_absent(words[name]) else str(words[name]) for name in _SEARCHED),
    )


def subjects_of(proposals: Sequence[Record]) -> list[Subject]:
    """Gives what there is to decide, by direction, then row by row as in the files."""
    rivals = conflicts(_standing(one) for one in proposals)
    rival_keys = {rival.proposal_id: key for key, group in rivals.items() for rival in group}
    grouped: dict[str, list[Record]] = {}
    for one in proposals:
        key = rival_keys.get(one["proposal_id"], str(one["proposal_id"]))
        grouped.setdefault(key, []).append(one)
    rows: dict[tuple[str, str], int] = {}
    for one in proposals:
        rows.setdefault(_place(one), len(rows))
    found = [Subject(key, tuple(group)) for key, group in grouped.items()]
    places = {subject.key: _place(subject.proposals[0]) for subject in found}
    return sorted(found, key=lambda one: (places[one.key][0], rows[places[one.key]]))


def listed_among(proposed: Proposed) -> list[Subject]:
    """Draws the page's own filters and gives the subjects that have a proposal they leave."""
    rows: Sequence[_Row] = proposed.rows
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state = value_chosen(
            (row.state_words for row in rows), texts.STATE_FILTER, key=_STATE_KEY, width=220
        )
        rows = [row for row in rows if state in (None, row.state_words)]
        kind = value_chosen(
            (row.kind_words for row in rows), texts.KIND_FILTER, key=_KIND_KEY, width=200
        )
        words = st.text_input(
            texts.SEARCH,
            placeholder=texts.SEARCH_HINT,
            key=_SEARCH_KEY,
            type="search",
            bind="query-params",
            width=360,
        )
    shown = {
        row.proposal_id
        for row in rows
        if kind in (None, row.kind_words) and (not words or holds_all(row.searched, words))
    }
    return [
        subject
        for subject in proposed.subjects
        if any(one["proposal_id"] in shown for one in subject.proposals)
    ]


def render_subjects(subjects: Sequence[Subject], filters: Filters, *, can_choose: bool) -> None:
    """Draws a page of the list, each subject with the box that chooses it."""
    direction = row_label = ""
    for position in places_on_page(len(subjects), SUBJECTS_ON_A_PAGE, key="proposals"):
        subject = subjects[position]
        first = subject.proposals[0]
        if (heading := texts.direction_heading(first)) != direction:
            direction, row_label = heading, ""
            finding(direction)
        if first["row_label"] != row_label:
            row_label = str(first["row_label"])
            st.html(f'<h3 class="cp-row-label">{strong(row_label)}</h3>')
        with st.container(border=True, key=f"proposal-{subject.key}"):
            _render_choice(subject, can_choose=can_choose)
            st.html(_cards_of(filters)[subject.key])


@kept(KEPT_VIEWS, of_facts=True)
def _cards_of(filters: Filters) -> Mapping[str, str]:
    """Gives the HTML of each subject in view, with the decisions taken on it, by its key."""
    proposed = proposed_in_view(filters)
    decisions, address = _decisions_by_proposal(filters), upload_addresser(filters)
    subjects = () if proposed is None else proposed.subjects
    return {subject.key: _cards_html(subject, decisions, address) for subject in subjects}


def _cards_html(
    subject: Subject,
    decisions: Mapping[str, Sequence[Record]],
    upload_address: Callable[[int], str],
) -> str:
    cards = [
        card(one, decisions.get(str(one["proposal_key"]), ()), upload_address)
        for one in subject.proposals
    ]
    return (conflict_note() if subject.is_conflict else "") + "".join(cards)


def _decisions_by_proposal(filters: Filters) -> dict[str, list[Record]]:
    """Gives all decisions of the entity by the key of their proposal, the newest first."""
    by_key: dict[str, list[Record]] = {}
    params = {"entity_code": filters.entity_code, "as_of": filters.as_of}
    for decision in records_of(query("decisions", **params)):
        by_key.setdefault(str(decision["proposal_key"]), []).append(decision)
    return by_key


def chosen_among(subjects: Sequence[Subject]) -> list[Subject]:
    """Gives the subjects that the person has chosen; what is not listed any more is forgotten."""
    chosen = _chosen() & {subject.key for subject in subjects}
    st.session_state[_CHOSEN] = chosen
    return [subject for subject in subjects if subject.key in chosen]


def render_choosing(subjects: Sequence[Subject], chosen: Sequence[Subject]) -> None:
    """Draws the buttons that choose everything listed, or nothing."""
    count = sum(len(subject.proposals) for subject in subjects)
    keys = {subject.key for subject in subjects}
    with st.container(horizontal=True):
        st.button(texts.choose_all(count), key="choose-all", on_click=_choose, args=(keys,))
        if chosen:
            st.button(
                texts.UNCHOOSE, key="choose-none", type="tertiary", on_click=_choose, args=(set(),)
            )


def forget_chosen() -> None:
    """Chooses nothing."""
    _choose(set())


def link_to_pending(filters: Filters, rows_of: str = "") -> None:
    """Draws a link to the proposals that wait for a decision; see `pending_link`."""
    words = pending_way_html(filters, rows_of)
    if words:
        st.html(words)


def pending_way_html(filters: Filters, rows_of: str = "") -> str:
    """Gives the HTML of `link_to_pending`; "" where no proposal waits."""
    words = pending_link(filters, rows_of)
    return f'<p class="cp-way">{words}</p>' if words else ""


def pending_link(filters: Filters, rows_of: str = "") -> str:
    """Gives the HTML of a link to the proposals that wait for a decision; "" where none does.

    `rows_of`: only those on rows whose label begins so.
    """
    count = _pending_count(filters, rows_of)
    if not count:
        return ""
    own = {_STATE_KEY: texts.state_words(ProposalState.PENDING)}
    own |= {_SEARCH_KEY: rows_of} if rows_of else {}
    return link(texts.to_decide(count), page_address(PROPOSALS_PAGE, filters, **own))


@kept(_KEPT_COUNTS, of_facts=True)
def _pending_count(filters: Filters, rows_of: str) -> int:
    proposals = records_of(query("proposals", **filters.as_params()))
    return sum(
        one["state"] == ProposalState.PENDING and str(one["row_label"]).startswith(rows_of)
        for one in proposals
    )


def known_states() -> dict[tuple[str, str], str]:
    """Gives how every stored proposal stands, by its entity and the key that outlives its file."""
    known = query("proposals")
    keys = zip(known["entity_code"], known["proposal_key"], strict=True)
    return dict(zip(keys, known["state"], strict=True))


def _render_choice(subject: Subject, *, can_choose: bool) -> None:
    label = texts.choice_label(subject.proposals)
    if not can_choose:
        note(label)
        return
    key = f"choose-{subject.key}"
    # Assigned at every run: "all" and "none" choose what other pages of the list show, too.
    st.session_state[key] = subject.key in _chosen()
    st.checkbox(plain_markdown(label), key=key, on_change=_toggle, args=(subject.key,))


def _chosen() -> set[str]:
    found: set[str] = st.session_state.get(_CHOSEN, set())
    return found


def _choose(keys: set[str]) -> None:
    st.session_state[_CHOSEN] = keys


def _toggle(key: str) -> None:
    is_chosen = st.session_state[f"choose-{key}"]
    st.session_state[_CHOSEN] = _chosen() | {key} if is_chosen else _chosen() - {key}


def _place(proposal: Record) -> tuple[str, str]:
    return texts.direction_heading(proposal), str(proposal["row_label"])


def _standing(proposal: Record) -> ProposalStanding:
    return ProposalStanding(
        int(proposal["proposal_id"]),
        str(proposal["subject_key"]),
        str(proposal["after_text"]),
        ProposalState(proposal["state"]),
    )
