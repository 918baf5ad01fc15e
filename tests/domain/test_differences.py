"""What an upload would change is told row by row, wherever the rows stand."""

from __future__ import annotations

from dashboard.domain.differences import RowChange, document_difference, texts_of
from dashboard.domain.model import DocumentKind
from tests.domain.rows import row

FINAL = DocumentKind.FINAL_REPORT


def test_rows_are_new_changed_gone_or_unchanged() -> None:
    current = (
        {"action_code": "1", "indicator_name": "Km", "result": "2"},
        {"action_code": "1", "indicator_name": "Posti", "result": "10"},
        {"action_code": "9", "indicator_name": "Vecchio", "result": "5"},
    )
    rows = (
        row(5, action_code="1", indicator_name="Km", result=3),
        row(6, action_code="01", indicator_name="posti", result=10),
        row(7, action_code="2", indicator_name="Nuovo", result=1),
    )

    found = document_difference(FINAL, rows, current)

    told = {(d.change, d.row_label) for d in found.differences}
    assert told == {
        (RowChange.CHANGED, "1 · Km"),
        (RowChange.CHANGED, "01 · posti"),
        (RowChange.NEW, "2 · Nuovo"),
        (RowChange.GONE, "9 · Vecchio"),
    }
    changed = {d.row_label: d.fields for d in found.differences}["1 · Km"]
    assert [(c.field_name, c.before, c.after) for c in changed] == [("result", "2", "3")]


def test_a_changed_number_has_its_values_before_and_after_and_its_cell() -> None:
    current = ({"action_code": "1", "indicator_name": "Km", "result": "2,5 km", "reason": "a b"},)
    rows = (row(5, action_code="1", indicator_name="Km", result=3, reason="a c"),)
    numbers = {"2,5 km": 2.5, "3": 3.0}

    found = document_difference(
        FINAL, rows, current, lambda name, text: numbers.get(text) if name == "result" else None
    )

    result, reason = found.differences[0].fields
    assert (result.before_number, result.after_number, result.number_change) == (2.5, 3.0, 0.5)
    assert result.cell == "C5"
    assert reason.number_change is None
    assert [(run.change, run.text) for run in reason.runs] == [
        ("equal", "a "),
        ("deleted", "b"),
        ("inserted", "c"),
    ]


def test_a_row_that_only_moved_is_not_a_change() -> None:
    first = row(5, action_code="1", indicator_name="Km", result=3)
    moved = row(25, action_code="1", indicator_name="Km", result=3)

    found = document_difference(FINAL, (moved,), (texts_of(first),))

    assert found.differences == ()
    assert found.unchanged_count == 1


def test_spaces_and_line_breaks_alone_are_not_a_change() -> None:
    current = ({"intervention_code": "1.1", "status_text": "Lavori\naffidati "},)
    rows = (row(4, intervention_code="1.1", status_text="Lavori affidati"),)

    assert document_difference(DocumentKind.DUP_STATUS, rows, current).differences == ()


def test_the_first_document_of_a_slot_replaces_nothing() -> None:
    found = document_difference(FINAL, (row(5, action_code="1", indicator_name="Km"),), ())

    assert not found.replaces_a_document
    assert found.count(RowChange.NEW) == 1
