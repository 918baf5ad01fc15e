"""A proposal keeps its identity across files, places and spaces; another text is another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain.model import DocumentKind, FieldValue, Proposal, ProposalKind, SheetRow
from dashboard.domain.proposals import InkPlace, ProposalSlot, ink_place, proposal_key

SLOT = ProposalSlot("prova", DocumentKind.DUP_STATUS, 2024, None, None, "2")


def _row(code: str = "2.1.a", sheet_name: str = "Foglio", row_number: int = 5) -> SheetRow:
    value = FieldValue("intervention_code", code, code, sheet_name, f"A{row_number}")
    return SheetRow(sheet_name, row_number, {"intervention_code": value})


def _proposal(after: str = "Gara aggiudicata", row: SheetRow | None = None) -> Proposal:
    place = _row() if row is None else row
    return Proposal(
        ProposalKind.INSERTION,
        place.sheet_name,
        f"D{place.row_number}",
        "Gara",
        after,
        "status_text",
        place.row_number,
    )


KEY = proposal_key(SLOT, _proposal(), [_row()])


def test_same_proposal_in_another_sheet_and_row_has_the_same_key() -> None:
    moved = _row(sheet_name="Foglio2", row_number=19)
    assert proposal_key(SLOT, _proposal(row=moved), [_row("9.9"), moved]) == KEY


def test_spaces_alone_make_no_other_proposal() -> None:
    assert proposal_key(SLOT, _proposal("Gara\n aggiudicata "), [_row()]) == KEY


OTHERS = [
    (SLOT, _proposal("Gara deserta"), [_row()]),
    (SLOT, replace(_proposal(), field_name="note"), [_row()]),
    (SLOT, _proposal(), [_row("2.1.b")]),
    (SLOT._replace(reference_year=2025), _proposal(), [_row()]),
    (SLOT._replace(strategic_direction_code="3"), _proposal(), [_row()]),
]


@pytest.mark.parametrize(("slot", "proposal", "rows"), OTHERS)
def test_another_text_field_row_or_document_is_another_proposal(
    slot: ProposalSlot, proposal: Proposal, rows: list[SheetRow]
) -> None:
    assert proposal_key(slot, proposal, rows) != KEY


def test_new_row_is_known_by_what_it_states() -> None:
    first, second = (
        Proposal(
            ProposalKind.NEW_ROW,
            "Foglio",
            f"A{number}",
            "",
            "2.1.c | Parco",
            row_number=number,
            row=_row("2.1.c", row_number=number),
        )
        for number in (7, 31)
    )
    assert proposal_key(SLOT, first, []) == proposal_key(SLOT, second, [])
    removed = replace(first, kind=ProposalKind.REMOVED_ROW)
    assert proposal_key(SLOT, first, []) != proposal_key(SLOT, removed, [])


def test_row_without_a_name_is_known_by_the_text_it_had() -> None:
    nameless = SheetRow("Foglio", 5, {})
    first = proposal_key(SLOT, _proposal(), [nameless])
    assert first == proposal_key(SLOT, _proposal(), [])
    assert first != proposal_key(SLOT, replace(_proposal(), before="Altro"), [nameless])


def test_ink_of_a_row_stands_in_its_row_and_that_of_a_cell_in_its_cell() -> None:
    assert ink_place(_proposal()) == InkPlace("Foglio", "D5")
    new = replace(_proposal(), kind=ProposalKind.NEW_ROW)
    assert ink_place(new) == InkPlace("Foglio", "5")
