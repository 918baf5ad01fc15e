"""Show a cell as it was typed: red text underlined, struck text struck."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard.domain.model import ProposalKind

_WHOLE_ROWS = {ProposalKind.NEW_ROW, ProposalKind.REMOVED_ROW}


def proposal_html(proposal: Mapping[Any, Any]) -> str:
    """Gives a proposal as it stands in its cell; of a whole row, its cells between bars.

    `proposal`: a row of the query `dup_proposals`.
    """
    if proposal["proposal_kind"] not in _WHOLE_ROWS:
        return red_ink(proposal["runs_json"])
    gone, added = escape(proposal["before_text"]), escape(proposal["after_text"])
    return (f"<del>{gone}</del>" if gone else "") + (f"<ins>{added}</ins>" if added else "")


def red_ink(runs_json: str) -> str:
    """Gives a cell's runs as HTML: `<ins>` what is added, `<del>` what should go.

    `runs_json`: a list of `{"text", "is_red", "is_struck"}`, as the store keeps it.
    """
    return "".join(
        _run(escape(run["text"]), is_red=run["is_red"], is_struck=run["is_struck"])
        for run in json.loads(runs_json)
    )


def _run(words: str, *, is_red: bool, is_struck: bool) -> str:
    if is_struck:
        return f"<del>{words}</del>"
    return f"<ins>{words}</ins>" if is_red else words
