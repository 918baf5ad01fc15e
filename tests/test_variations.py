"""A change accepted from red ink counts at once, everywhere, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from dashboard import settings
from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.domain.mapping import MappedColumn, SheetMapping
from dashboard.domain.model import DocumentKind
from dashboard.errors import (
    ContradictoryDecisionsError,
    DecisionReasonMissingError,
    ProposalOutOfPlaceError,
    RevisionUnreadableError,
    UnknownProposalError,
)
from dashboard.incoming import IncomingFile, incoming_files
from dashboard.ingest import check_file, check_files, confirm
from dashboard.store import Store, open_store
from dashboard.variations import decide
from tests.sheets import dup_status_file, in_red

GROUNDS = Grounds("lo chiede la Giunta", "Segretario generale", Deed("112", date(2024, 7, 18)))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("variazioni") / "esempio.duckdb"
    store = open_store(path)
    files = sorted((settings.DATA_FOLDER / "esempio").rglob("DUP*.xlsx"))
    for checked in check_files(store, incoming_files(files)):
        confirm(store, checked, "prova")
    store.close()
    return path


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Iterator[Store]:
    copy = tmp_path / "copia.duckdb"
    copy.write_bytes(sample.read_bytes())
    found = open_store(copy)
    yield found
    found.close()


def proposals(store: Store) -> list[dict[str, object]]:
    return store.query("proposals").to_dict("records")


def test_all_proposals_accepted_leave_none_to_decide(store: Store) -> None:
    everything = proposals(store)
    assert len(everything) >= 40

    decide(
        store, [Decision(int(one["proposal_id"]), Verdict.ACCEPTED) for one in everything], GROUNDS
    )

    assert {one["state"] for one in proposals(store)} == {"accepted"}
    assert store.query("dup_interventions")["proposal_count"].sum() == 0


@pytest.mark.parametrize("kind", ["insertion", "deletion", "replacement"])
def test_an_accepted_text_is_the_text_in_force(store: Store, kind: str) -> None:
    one = next(one for one in proposals(store) if one["proposal_kind"] == kind)
    decide(store, [Decision(int(one["proposal_id"]), Verdict.ACCEPTED)], GROUNDS)

    cells = store.query(
        "current_slot_cells",
        entity_code=one["entity_code"],
        document_kind=one["document_kind"],
        reference_year=one["reference_year"],
        strategic_direction_code=one["strategic_direction_code"],
    )
    texts = cells.loc[
        (cells["cell"] == one["cell"]) & (cells["sheet_name"] == one["sheet_name"]), "raw_text"
    ]
    assert " ".join(str(one["after_text"]).split()) in " ".join(texts.iloc[0].split())


def test_an_accepted_new_row_is_an_intervention(store: Store) -> None:
    one = next(one for one in proposals(store) if one["proposal_kind"] == "new_row")
    before = len(store.query("dup_interventions"))
    decide(store, [Decision(int(one["proposal_id"]), Verdict.ACCEPTED)], GROUNDS)

    assert len(store.query("dup_interventions")) == before + 1


def test_an_accepted_removal_takes_the_row_away_and_reopening_brings_it_back(
    store: Store,
) -> None:
    one = next(one for one in proposals(store) if one["proposal_kind"] == "removed_row")
    before = len(store.query("dup_interventions"))
    decide(store, [Decision(int(one["proposal_id"]), Verdict.ACCEPTED)], GROUNDS)
    assert len(store.query("dup_interventions")) == before - 1

    decide(store, [Decision(int(one["proposal_id"]), Verdict.REOPENED)], GROUNDS)
    assert len(store.query("dup_interventions")) == before


RED = InlineFont(color="FFFF0000")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "vuoto.duckdb")
    yield found
    found.close()


def loaded(store: Store, *statuses: str | CellRichText) -> None:
    checked = check_file(store, "dup.xlsx", dup_status_file(*statuses))
    assert checked.error is None
    confirm(store, checked, "prova")


def status_in_force(store: Store) -> str:
    return str(store.query("dup_interventions")["status_text"].iloc[0])


def accept(store: Store, *proposal_ids: int, reject: tuple[int, ...] = ()) -> None:
    decisions = [Decision(one, Verdict.ACCEPTED) for one in proposal_ids]
    decisions += [Decision(one, Verdict.REJECTED) for one in reject]
    decide(store, decisions, GROUNDS)


def test_two_files_that_propose_different_texts_for_one_cell_are_decided_together(
    empty: Store,
) -> None:
    loaded(empty, in_red("Gara bandita", " e aggiudicata"))
    loaded(empty, in_red("Gara bandita", " e sospesa"))
    first, second = (int(one["proposal_id"]) for one in proposals(empty))

    with pytest.raises(ContradictoryDecisionsError):
        accept(empty, first)
    with pytest.raises(ContradictoryDecisionsError):
        accept(empty, first, second)
    assert status_in_force(empty) == "Gara bandita"

    accept(empty, first, reject=(second,))
    assert status_in_force(empty) == "Gara bandita e aggiudicata"


def test_a_text_from_a_replaced_file_is_taken_back_too(empty: Store) -> None:
    loaded(empty, in_red("Gara bandita", " e aggiudicata"))
    loaded(empty, "Gara bandita", "Altro intervento")
    (first,) = (int(one["proposal_id"]) for one in proposals(empty))
    accept(empty, first)
    assert status_in_force(empty) == "Gara bandita e aggiudicata"

    decide(empty, [Decision(first, Verdict.REOPENED)], GROUNDS)
    assert status_in_force(empty) == "Gara bandita"


def test_one_decision_leaves_the_others_of_the_file_open(empty: Store) -> None:
    loaded(empty, in_red("Gara bandita", " e aggiudicata"), in_red("Avviato", " a marzo"))
    first, second = (int(one["proposal_id"]) for one in proposals(empty))
    accept(empty, first)

    texts = empty.query("dup_interventions")["status_text"].tolist()
    assert texts == ["Gara bandita e aggiudicata", "Avviato"]
    accept(empty, second)
    texts = empty.query("dup_interventions")["status_text"].tolist()
    assert texts == ["Gara bandita e aggiudicata", "Avviato a marzo"]


def test_a_file_sent_again_in_red_keeps_what_was_accepted(empty: Store) -> None:
    loaded(empty, in_red("Gara bandita", " e aggiudicata"))
    accept(empty, 1)
    loaded(empty, in_red("Gara bandita", " e aggiudicata"), in_red("Avviato", " a marzo"))

    assert status_in_force(empty) == "Gara bandita e aggiudicata"
    assert [one["state"] for one in proposals(empty)] == ["accepted", "pending"]
    accept(empty, 2)
    assert status_in_force(empty) == "Gara bandita e aggiudicata"


def test_a_proposed_row_of_a_replaced_file_cannot_be_accepted(empty: Store) -> None:
    loaded(empty, "Gara bandita", CellRichText(TextBlock(RED, "Avviato")))
    (only,) = proposals(empty)
    assert only["proposal_kind"] == "insertion"
    loaded(empty, "Gara bandita")

    with pytest.raises(ProposalOutOfPlaceError):
        accept(empty, int(only["proposal_id"]))


def test_a_file_is_read_again_with_the_mapping_it_came_with(empty: Store) -> None:
    plain = load_workbook(
        BytesIO(dup_status_file(in_red("Gara bandita", " e aggiudicata"))), rich_text=True
    )
    titles = ("Id", "Lavoro", "Uff.", "A che punto siamo")
    for cell, title in zip(plain.active[4], titles, strict=True):
        cell.value = title
    content = BytesIO()
    plain.save(content)
    fields = ("intervention_code", "intervention_name", "sector", "status_text")
    columns = tuple(map(MappedColumn, titles, fields))
    mapping = SheetMapping("Lavori", DocumentKind.DUP_STATUS, columns)
    incoming = IncomingFile("lavori.xlsx", content.getvalue())
    confirm(empty, check_files(empty, [incoming], mappings=[mapping])[0], "prova")
    (saved,) = empty.mappings()
    empty.remove_mapping(saved.mapping_id, "Anna", "non serve più")

    accept(empty, 1)

    assert status_in_force(empty) == "Gara bandita e aggiudicata"


def test_a_decision_that_would_keep_the_file_from_being_read_is_refused(empty: Store) -> None:
    book = load_workbook(BytesIO(dup_status_file("Gara bandita")))
    for cell in book.active[5]:
        cell.font = Font(color="FFFF0000", strike=True)
    content = BytesIO()
    book.save(content)
    confirm(empty, check_file(empty, "dup.xlsx", content.getvalue()), "prova")

    with pytest.raises(RevisionUnreadableError):
        accept(empty, 1)
    assert status_in_force(empty) == "Gara bandita"
    assert empty.query("decisions").empty


def test_a_decision_without_reason_or_name_is_refused(store: Store) -> None:
    for grounds in (Grounds(" ", "Anna"), Grounds("perché sì", "")):
        with pytest.raises(DecisionReasonMissingError):
            decide(store, [Decision(1, Verdict.ACCEPTED)], grounds)


def test_an_unknown_proposal_is_refused(store: Store) -> None:
    with pytest.raises(UnknownProposalError):
        decide(store, [Decision(99_999, Verdict.ACCEPTED)], GROUNDS)


def codes(store: Store, *statuses: str | CellRichText) -> list[str]:
    checked = check_file(store, "dup.xlsx", dup_status_file(*statuses))
    settled = ("accepted_", "rejected_", "removed_", "undeclared_")
    return [issue.code for issue in checked.issues if issue.code.startswith(settled)]


def test_a_later_file_that_goes_back_on_a_decision_says_so_in_its_preview(empty: Store) -> None:
    loaded(empty, in_red("Gara bandita", " e aggiudicata"))
    accept(empty, 1)

    assert codes(empty, "Gara bandita") == ["accepted_text_undone"]
    assert codes(empty, "Gara bandita e aggiudicata") == []
    assert codes(empty, in_red("Gara bandita", " e aggiudicata")) == []


def test_a_rejected_text_typed_in_black_is_said_in_the_preview(empty: Store) -> None:
    loaded(empty, in_red("Gara bandita", " e aggiudicata"))
    decide(empty, [Decision(1, Verdict.REJECTED)], GROUNDS)

    assert codes(empty, "Gara bandita e aggiudicata") == ["rejected_text_stated"]
    assert codes(empty, in_red("Gara bandita", " e aggiudicata")) == []


def test_the_sample_sent_again_after_everything_was_accepted_contradicts_nothing(
    store: Store,
) -> None:
    decide(
        store,
        [Decision(int(one["proposal_id"]), Verdict.ACCEPTED) for one in proposals(store)],
        GROUNDS,
    )
    files = sorted((settings.DATA_FOLDER / "esempio").rglob("DUP*.xlsx"))

    found = [issue for one in check_files(store, incoming_files(files)) for issue in one.issues]

    assert [issue for issue in found if issue.code.startswith(("accepted_", "removed_"))] == []
