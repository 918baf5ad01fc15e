"""Wherever a table stands and however its columns are ordered, the same rows come back."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.workbook import read_workbook
from tests.workbook.building import FINAL_HEAD, book

FIELDS = {
    "action_code": "Codice azione",
    "action_name": "Azione",
    "indicator_name": "Indicatore",
    "target": "Target",
    "result": "Risultato",
    "reason": "Motivazione dello scostamento",
}
EXTRA_TITLES = ("Protocollo interno", "Visto del nucleo", "Colore")
WORDS = st.text(alphabet="abcdefghilmnopqrstuvz ", min_size=3, max_size=20).map(
    lambda text: f"x{' '.join(text.split())}"
)
NUMBERS = st.integers(min_value=0, max_value=5000) | st.floats(
    min_value=0, max_value=1000, allow_nan=False
).map(lambda number: round(number, 3))


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[dict[str, Any]], bytes]:
    """Gives rows by field, and a workbook that holds them somewhere in some order."""
    count = draw(st.integers(min_value=1, max_value=6))
    rows = [
        {
            "action_code": f"{number + 1}.1",
            "action_name": draw(WORDS),
            "indicator_name": draw(WORDS),
            "target": draw(NUMBERS),
            "result": draw(NUMBERS),
            "reason": draw(WORDS | st.none()),
        }
        for number in range(count)
    ]
    extra = draw(st.lists(st.sampled_from(EXTRA_TITLES), unique=True))
    columns = draw(st.permutations([*FIELDS, *extra]))
    left, above = draw(st.integers(0, 5)), draw(st.integers(0, 12))
    blank_after = draw(st.sets(st.integers(0, count)))
    margin = [None] * left
    lines: list[list[Any]] = [list(head) for head in FINAL_HEAD]
    lines += [[] for _ in range(above)]
    lines.append([*margin, *(FIELDS.get(name, name) for name in columns)])
    for number, row in enumerate(rows):
        lines.append([*margin, *(row.get(name, "nota") for name in columns)])
        if number in blank_after:
            lines.append([])
    return rows, book(lines)


@settings(max_examples=60, deadline=None)
@given(_tables())
def test_rows_come_back_from_any_place_and_order(made: tuple[list[dict[str, Any]], bytes]) -> None:
    rows, content = made
    parsed = read_workbook("report.xlsx", content)
    assert not parsed.is_blocked, parsed.issues
    (document,) = parsed.documents
    assert [{name: row.get(name) for name in FIELDS} for row in document.rows] == rows
