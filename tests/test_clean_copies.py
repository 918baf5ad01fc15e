"""A clean copy of a stored file follows the decisions on its proposals, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.clean_copies import InkCounts, clean_copy_of, ink_counts
from dashboard.domain.decisions import Decision, Verdict
from dashboard.errors import CleanCopyError, UnknownUploadError
from dashboard.incoming import incoming_files
from dashboard.ingest import check_file, check_files, confirm
from dashboard.settings import DATA_FOLDER
from dashboard.store import Store, open_store
from dashboard.variations import decide
from dashboard.workbook import read_workbook
from tests.reports.conftest import GROUNDS
from tests.sheets import dup_status_file, in_red
from tests.workbook.opendocument import ods

DUP_FILES = sorted((DATA_FOLDER / "esempio").rglob("DUP*.xlsx"))
STATED = ["strategic_direction_code", "intervention_code", "intervention_name", "status_text"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


@pytest.fixture
def sample(store: Store) -> Store:
    for checked in check_files(store, incoming_files(DUP_FILES)):
        confirm(store, checked, "prova")
    return store


def decide_all(store: Store, verdict: Verdict, proposal_ids: list[int]) -> None:
    decide(store, [Decision(proposal_id, verdict) for proposal_id in proposal_ids], GROUNDS)


def proposal_ids(store: Store) -> list[int]:
    return [int(one) for one in store.query("proposals")["proposal_id"]]


def test_accepted_whole_the_copies_propose_nothing_and_say_the_accepted_texts(
    sample: Store, tmp_path: Path
) -> None:
    decide_all(sample, Verdict.ACCEPTED, proposal_ids(sample))
    fresh = open_store(tmp_path / "di_nuovo.duckdb")
    for upload_id in sample.query("uploads")["upload_id"]:
        copy = clean_copy_of(sample, int(upload_id))
        confirm(fresh, check_file(fresh, copy.file_name, copy.content), "prova")

    in_force = sample.query("dup_interventions")[STATED]
    again = fresh.query("dup_interventions")[STATED]
    assert len(fresh.query("proposals")) == 0
    assert len(in_force) > 40
    assert sorted(again.fillna("").values.tolist()) == sorted(in_force.fillna("").values.tolist())
    fresh.close()


def test_what_is_not_decided_stays_red_and_is_proposed_again(sample: Store) -> None:
    first, second, *others = ink_of(sample, 2)
    decide_all(sample, Verdict.ACCEPTED, [first])
    decide_all(sample, Verdict.REJECTED, [second])
    decide_all(sample, Verdict.RETURNED, others[:1])

    copy = clean_copy_of(sample, 2)
    assert copy.counts == InkCounts(accepted=1, rejected=1, pending=len(others))
    assert len(read_workbook(copy.file_name, copy.content).proposals) == len(others)
    assert copy.file_name == "DUP stato di attuazione - Indirizzo 2 - copia pulita.xlsx"


def test_all_but_sheets_styles_and_shared_texts_is_the_same_to_the_byte(sample: Store) -> None:
    decide_all(sample, Verdict.ACCEPTED, proposal_ids(sample))
    for upload_id, path in enumerate(DUP_FILES, start=1):
        before, after = parts(path.read_bytes()), parts(clean_copy_of(sample, upload_id).content)
        changed = {name for name in before if after.get(name) != before[name]}
        assert before.keys() == after.keys()
        assert changed
        assert all(
            name.startswith(("xl/worksheets/sheet", "xl/styles", "xl/sharedStrings"))
            for name in changed
        )


def test_a_file_on_which_nothing_was_decided_comes_back_as_it_came(sample: Store) -> None:
    assert clean_copy_of(sample, 1).content == sample.original(1)[1]


def test_rejected_red_is_gone_and_the_text_before_stays(store: Store) -> None:
    file = dup_status_file(in_red("Gara bandita", " e aggiudicata"))
    confirm(store, check_file(store, "dup.xlsx", file), "prova")
    decide_all(store, Verdict.REJECTED, proposal_ids(store))

    sheet = load_workbook(io.BytesIO(clean_copy_of(store, 1).content)).worksheets[0]
    assert sheet["D5"].value == "Gara bandita"


def test_an_unknown_upload_is_refused(store: Store) -> None:
    with pytest.raises(UnknownUploadError):
        clean_copy_of(store, 7)
    assert ink_counts(store, 7).total == 0


def test_other_formats_are_refused_with_their_name(store: Store) -> None:
    rows = [
        ["DUP 2024-2026 - Stato di attuazione anno 2024"],
        ["Ente: Comune di Prova"],
        ["Indirizzo strategico: 1 Città"],
        ["Codice intervento", "Intervento", "Settore", "Stato di attuazione"],
        ["1.1", "Piste", "03 Lavori pubblici", "Avviato"],
    ]
    confirm(store, check_file(store, "dup.ods", ods(rows)), "prova")

    with pytest.raises(CleanCopyError) as refused:
        clean_copy_of(store, 1)
    assert refused.value.params["found"] == ".ods"


def ink_of(store: Store, upload_id: int) -> list[int]:
    return [int(one) for one in store.query("upload_proposals", upload_id=upload_id)["proposal_id"]]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
