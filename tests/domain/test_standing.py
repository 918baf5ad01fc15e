"""Red ink is weighed against what is in force: asked once, and what stands goes on standing."""

from __future__ import annotations

from dataclasses import replace

from dashboard.domain.model import (
    DocumentKind,
    FieldValue,
    InkRun,
    Proposal,
    ProposalKind,
    SheetRow,
)
from dashboard.domain.standing import Weighed, weighed_against_current
from tests.domain.rows import row

DUP = DocumentKind.DUP_STATUS
IN_FORCE = (
    {"intervention_code": "1.1", "status_text": "Gara bandita", "percent": "50"},
    {"intervention_code": "1.2", "status_text": "In corso"},
)


def _number_in(field_name: str, text: str) -> float | None:
    return float(text) if field_name == "percent" and text else None


def _reword(value: FieldValue, text: str) -> FieldValue:
    return value._replace(value=text or None, raw_text=text)


def _weighed(rows: tuple[SheetRow, ...], *proposals: Proposal) -> Weighed:
    return weighed_against_current(DUP, rows, proposals, IN_FORCE, _number_in, _reword)


def _cell(field_name: str, cell: str, before: str, after: str) -> Proposal:
    return Proposal(
        ProposalKind.INSERTION, "Foglio1", cell, before, after, field_name, int(cell[1:])
    )


def _whole(kind: ProposalKind, proposed: SheetRow) -> Proposal:
    number = proposed.row_number
    return Proposal(kind, "Foglio1", f"A{number}", "", "", row_number=number, row=proposed)


def test_red_text_that_is_in_force_counts_and_is_not_asked_again() -> None:
    piste = row(5, intervention_code="1.1", status_text="Gara")
    weighed = _weighed((piste,), _cell("status_text", "B5", "Gara", "Gara  bandita"))
    assert weighed.proposals == ()
    assert weighed.rows[0].text("status_text") == "Gara bandita"


def test_red_text_that_is_not_in_force_yet_is_passed_on_as_it_is() -> None:
    piste = row(5, intervention_code="1.1", status_text="Gara bandita")
    proposal = _cell("status_text", "B5", "Gara bandita", "Gara bandita e chiusa")
    assert _weighed((piste,), proposal) == Weighed((proposal,), (piste,))


def test_figure_retyped_in_red_changes_the_one_in_force_which_stands_meanwhile() -> None:
    piste = row(5, intervention_code="1.1", percent=None)
    weighed = _weighed((piste,), _cell("percent", "B5", "", "60"))
    (proposal,) = weighed.proposals
    assert proposal.kind is ProposalKind.NUMBER_CHANGED
    assert (proposal.before, proposal.after) == ("50", "60")
    assert weighed.rows[0].values["percent"].raw_text == "50"


def test_cell_all_in_red_over_nothing_is_still_an_insertion() -> None:
    nido = row(5, intervention_code="1.2", percent=None)
    proposal = _cell("percent", "B5", "", "60")
    assert _weighed((nido,), proposal) == Weighed((proposal,), (nido,))


def test_new_row_stays_new() -> None:
    piste = row(5, intervention_code="1.1", status_text="Gara bandita")
    proposal = _whole(ProposalKind.NEW_ROW, row(6, intervention_code="1.3", status_text="Nuovo"))
    assert _weighed((piste,), proposal) == Weighed((proposal,), (piste,))


def test_row_painted_red_that_exists_asks_only_for_what_differs_and_stands() -> None:
    nido = row(7, intervention_code="1.2", status_text="In corso")
    painted = row(5, intervention_code="1.1", status_text="Gara chiusa", percent="50")
    weighed = _weighed((nido,), _whole(ProposalKind.NEW_ROW, painted))
    (proposal,) = weighed.proposals
    assert (proposal.kind, proposal.cell) == (ProposalKind.REPLACEMENT, "B5")
    assert (proposal.before, proposal.after) == ("Gara bandita", "Gara chiusa")
    assert proposal.runs == (InkRun("Gara chiusa", is_red=True, is_struck=False),)
    assert [one.text("status_text") for one in weighed.rows] == ["Gara bandita", "In corso"]


def test_row_of_which_only_some_cells_were_painted_is_known_by_its_red_code() -> None:
    piste = row(5, intervention_code=None, status_text="Gara bandita", percent=None)
    code = _cell("intervention_code", "A5", "", "1.1")
    weighed = _weighed((piste,), _cell("percent", "C5", "", "60"), code)
    (proposal,) = weighed.proposals
    assert (proposal.cell, proposal.before, proposal.after) == ("C5", "50", "60")
    assert weighed.rows[0].text("intervention_code") == "1.1"


def test_new_row_accepted_earlier_and_still_red_counts_and_asks_nothing() -> None:
    painted = row(5, intervention_code="1.1", status_text="Gara bandita", percent="50")
    assert _weighed((), _whole(ProposalKind.NEW_ROW, painted)) == Weighed((), (painted,))


def test_struck_row_asks_for_its_removal_until_it_is_not_in_force_any_more() -> None:
    piste = row(5, intervention_code="1.1", status_text="Gara bandita")
    gone = row(6, intervention_code="1.9", status_text="Tolta")
    asked, done = (_whole(ProposalKind.REMOVED_ROW, one) for one in (piste, gone))
    assert _weighed((piste, gone), asked, done) == Weighed((asked,), (piste,))


def test_without_a_document_in_force_all_red_ink_is_asked() -> None:
    struck = row(5, intervention_code="1.1", status_text="Gara")
    proposals = (
        _whole(ProposalKind.REMOVED_ROW, struck),
        _whole(ProposalKind.NEW_ROW, row(6, intervention_code="1.2")),
    )
    weighed = weighed_against_current(DUP, (struck,), proposals, (), _number_in, _reword)
    assert weighed == Weighed(proposals, (struck,))


def test_cell_that_holds_code_and_name_is_left_as_the_file_has_it() -> None:
    one_cell = row(5, intervention_code="1.1", intervention_name="Piste")
    code = one_cell.values["intervention_code"]
    shared = replace(
        one_cell,
        values={
            "intervention_code": code,
            "intervention_name": one_cell.values["intervention_name"]._replace(cell=code.cell),
        },
    )
    proposal = _cell("intervention", "A5", "1.1 Piste", "1.1 Piste ciclabili")
    assert _weighed((shared,), proposal) == Weighed((proposal,), (shared,))


def test_cell_all_struck_that_was_emptied_earlier_is_empty_and_not_asked_again() -> None:
    nido = row(6, intervention_code="1.2", status_text="In corso", note="vecchia")
    weighed = _weighed((nido,), _cell("note", "C6", "vecchia", ""))
    assert weighed.proposals == ()
    assert weighed.rows[0].text("note") is None
