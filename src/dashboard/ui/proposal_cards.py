"""One proposal as it is read before it is decided: both texts, its place, who is behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from dashboard.domain.decisions import ProposalState
from dashboard.domain.model import ProposalKind
from dashboard.figures import theme
from dashboard.history import number_in
from dashboard.texts import proposals as texts
from dashboard.texts.formats import is_absent
from dashboard.ui.components import link, status_mark
from dashboard.ui.red_ink import proposal_html

Record = dict[str, Any]

_STATE_COLOURS = {
    ProposalState.PENDING: theme.SOFT_INK,
    ProposalState.RETURNED: theme.ORANGE,
    ProposalState.ACCEPTED: theme.BLUE,
    ProposalState.REJECTED: theme.GREY,
}


def card(
    proposal: Record, decisions: Sequence[Record], upload_address: Callable[[int], str]
) -> str:
    """Gives the HTML of one proposal.

    `decisions`: those taken on it, the newest first. `upload_address` leads to its file.
    """
    before, after = _current(proposal), _proposed(proposal)
    return (
        f'<div class="cp-proposal">{_heading(proposal)}<div class="cp-texts">'
        f"<div><small>{escape(texts.CURRENT_TEXT)}</small><p>{before}</p></div>"
        f"<div><small>{escape(texts.PROPOSED_TEXT)}</small><p>{after}</p></div></div>"
        f"{_decided(decisions)}{_origin(proposal, upload_address)}</div>"
    )


def conflict_note() -> str:
    """Gives the HTML that says why several proposals stand together."""
    return f'<p class="cp-conflict">▲ {escape(texts.CONFLICT)}</p>'


def number_change(proposal: Record) -> float | None:
    """Gives by how much a proposal changes a number, in its own unit; None where it is words."""
    if proposal["proposal_kind"] != ProposalKind.NUMBER_CHANGED:
        return None
    name = str(proposal["field_name"])
    before, after = (number_in(name, str(proposal[f"{end}_text"])) for end in ("before", "after"))
    return None if before is None or after is None else after - before


def _heading(proposal: Record) -> str:
    state = ProposalState(proposal["state"])
    label = texts.STATES[state]
    badge = f"{status_mark(label.shape, _STATE_COLOURS[state])} {escape(label.word)}"
    words = [texts.kind_words(proposal["proposal_kind"])]
    difference = texts.number_change(number_change(proposal))
    words += [difference] if difference else []
    words += [] if proposal["is_in_force"] else [texts.NOT_REPEATED]
    return (
        f'<p class="cp-proposal-head"><b class="cp-badge">{badge}</b> '
        f"{escape(' · '.join(words))}</p>"
    )


def _current(proposal: Record) -> str:
    if proposal["proposal_kind"] == ProposalKind.NEW_ROW:
        return _quiet(texts.NEW_ROW_TEXT)
    before = str(proposal["before_text"])
    return escape(before) if before.strip() else _quiet(texts.NO_TEXT)


def _proposed(proposal: Record) -> str:
    shown = proposal_html(proposal)
    if proposal["proposal_kind"] == ProposalKind.REMOVED_ROW:
        return f"{shown} {_quiet(texts.ROW_GOES)}"
    if not str(proposal["after_text"]).strip():
        return f"{shown} {_quiet(texts.TEXT_GOES)}"
    return shown


def _decided(decisions: Sequence[Record]) -> str:
    if not decisions:
        return ""
    lines = "".join(f"<li>{escape(texts.decision_line(one))}</li>" for one in decisions)
    return (
        f'<div class="cp-decided"><small>{escape(texts.PAST_DECISIONS)}</small>'
        f"<ol>{lines}</ol></div>"
    )


def _origin(proposal: Record, upload_address: Callable[[int], str]) -> str:
    place = texts.place(proposal)
    upload_id = proposal["upload_id"]
    where = escape(place) if is_absent(upload_id) else link(place, upload_address(int(upload_id)))
    people = "".join(
        f"<div><dt>{escape(what)}</dt><dd>{escape(who)}</dd></div>"
        for what, who in texts.authors(proposal)
    )
    return (
        f'<p class="cp-origin">{where}; {escape(texts.dates(proposal))}</p>'
        f'<dl class="cp-people">{people}</dl>'
    )


def _quiet(words: str) -> str:
    return f'<span class="cp-quiet">{escape(words)}</span>'
