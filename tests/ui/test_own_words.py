"""What Streamlit would say in English of its own, the pages and style.css say in Italian.

Reads the source: so it holds also for what is drawn only now and then.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from dashboard.settings import PROJECT_FOLDER

UI = PROJECT_FOLDER / "src" / "dashboard" / "ui"
STYLE = (UI / "style.css").read_text(encoding="utf-8")
DRAWING = [*sorted(UI.glob("*.py")), *sorted((PROJECT_FOLDER / "pages").glob("*.py"))]


def calls(path: Path, *names: str) -> Iterator[tuple[str, dict[str, ast.expr]]]:
    """Gives the calls of Streamlit's functions in a file: where, and their named arguments."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"st.{one}" for one in names}:
            named = {one.arg: one.value for one in node.keywords if one.arg is not None}
            yield f"{path.name}:{node.lineno}", named


def test_no_choice_that_is_emptied_asks_in_english() -> None:
    choices = [call for path in DRAWING for call in calls(path, "selectbox", "multiselect")]

    assert len(choices) > 20, "the pages draw their choices in another way: look there"
    assert [where for where, named in choices if "placeholder" not in named] == []


def test_in_a_form_that_enter_sends_every_field_says_so_in_italian() -> None:
    sent_by_enter = [
        path
        for path in DRAWING
        if any("enter_to_submit" not in named for _, named in calls(path, "form"))
    ]
    fields = [call for path in sent_by_enter for call in calls(path, "text_input", "text_area")]

    assert fields
    assert [
        where for where, named in fields if f".st-key-{ast.literal_eval(named['key'])}" not in STYLE
    ] == []
