"""Show a cell as it was typed: red text underlined, struck text struck."""

from __future__ import annotations

import json
from html import escape


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
