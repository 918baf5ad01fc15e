"""What an upload changed can be read later, and taken back for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dashboard.domain.differences import RowChange
from dashboard.errors import ReasonMissingError, UnknownUploadError
from dashboard.history import (
    changes_of_upload,
    effect_of_revoking,
    number_in,
    plain_records,
    revoke_upload,
)
from dashboard.ingest import check_file, confirm
from dashboard.reports.differences import differences_xlsx
from dashboard.store import Store, open_store
from tests.sheets import dup_status_file, final_report

MADE_AT = datetime(2024, 7, 1, 9, 30)  # noqa: DTZ001 - the clock on the wall
FIRST = final_report(
    ("3.1", "Piste ciclabili", "Km completati", 4, 2.4, "Ricorso al TAR"),
    ("3.3", "Asfaltature", "Strade", 3, 3, None),
)
SECOND = final_report(
    ("3.1", "Piste ciclabili", "Km completati", 4, 4.2, "Ricorso respinto dal TAR"),
    ("3.4", "Parcheggi", "Posti", 10, 12, None),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


def stored(store: Store, content: bytes, name: str = "r.xlsx") -> int:
    upload_id = confirm(store, check_file(store, name, content), "prova")
    assert upload_id is not None
    return upload_id


def counts(store: Store, upload_id: int) -> list[int]:
    (change,) = changes_of_upload(store, upload_id)
    return [change.difference.count(one) for one in RowChange]


def test_the_first_upload_of_a_slot_brought_new_rows_only(store: Store) -> None:
    assert counts(store, stored(store, FIRST)) == [2, 0, 0]


def test_what_an_upload_changed_is_what_its_preview_said(store: Store) -> None:
    stored(store, FIRST)
    checked = check_file(store, "r2.xlsx", SECOND)
    second_id = confirm(store, checked, "prova")
    assert second_id is not None

    (change,) = changes_of_upload(store, second_id)

    assert change.difference == checked.differences[0]
    assert (change.sector_code, change.other_file_name) == ("03", "r.xlsx")
    (changed,) = [d for d in change.difference.differences if d.change is RowChange.CHANGED]
    by_field = {field.field_name: field for field in changed.fields}
    assert by_field["result"].number_change == pytest.approx(1.8)
    assert by_field["reason"].cell == "F6"


def test_what_an_upload_changed_stays_the_same_whatever_comes_later(store: Store) -> None:
    first_id, second_id = stored(store, FIRST), stored(store, SECOND)
    before = changes_of_upload(store, first_id), changes_of_upload(store, second_id)

    revoke_upload(store, first_id, "prova", "file sbagliato")
    third_id = stored(store, FIRST)

    assert (changes_of_upload(store, first_id), changes_of_upload(store, second_id)) == before
    assert counts(store, third_id) == [1, 1, 1]


def test_an_upload_revoked_before_was_not_replaced_by_the_next(store: Store) -> None:
    first_id = stored(store, FIRST)
    revoke_upload(store, first_id, "prova", "file sbagliato")

    assert counts(store, stored(store, SECOND)) == [2, 0, 0]


def test_the_effect_of_revoking_is_the_change_turned_round(store: Store) -> None:
    first_id, second_id = stored(store, FIRST), stored(store, SECOND)

    (effect,) = effect_of_revoking(store, second_id)

    told = {(d.change, d.row_label) for d in effect.difference.differences}
    assert effect.other_upload_id == first_id
    assert told == {
        (RowChange.NEW, "3.3 Asfaltature · Strade"),
        (RowChange.GONE, "3.4 Parcheggi · Posti"),
        (RowChange.CHANGED, "3.1 Piste ciclabili · Km completati"),
    }
    assert effect_of_revoking(store, first_id) == ()


def test_revoking_needs_a_reason_and_an_upload(store: Store) -> None:
    upload_id = stored(store, FIRST)
    version = store.version()

    with pytest.raises(ReasonMissingError):
        revoke_upload(store, upload_id, "prova", " - ")
    with pytest.raises(UnknownUploadError):
        revoke_upload(store, 99, "prova", "file sbagliato")
    with pytest.raises(UnknownUploadError):
        changes_of_upload(store, 99)

    assert store.version() == version


def test_the_history_tells_uploads_and_revocations_newest_first(store: Store) -> None:
    first_id, second_id = stored(store, FIRST), stored(store, SECOND, "seconda.xlsx")
    revoke_upload(store, second_id, "Anna", "  file\nsbagliato ")

    history = store.query("history").to_dict("records")

    assert [(row["event"], row["upload_id"]) for row in history] == [
        ("revocation", second_id),
        ("upload", second_id),
        ("upload", first_id),
    ]
    assert (history[0]["done_by"], history[0]["reason"]) == ("Anna", "file sbagliato")
    assert [row["is_current"] for row in history] == [False, False, True]


def test_the_history_tells_what_holds_today_instead_of_a_file(store: Store) -> None:
    first_id, second_id = stored(store, FIRST), stored(store, SECOND, "seconda.xlsx")
    third_id = stored(store, FIRST, "terza.xlsx")
    revoke_upload(store, third_id, "Anna", "file sbagliato")

    history = store.query("history")
    uploads = history[history["event"] == "upload"].set_index("upload_id")

    columns = ["document_count", "current_document_count"]
    assert uploads[columns].to_dict("index") == {
        third_id: {"document_count": 1, "current_document_count": 0},
        second_id: {"document_count": 1, "current_document_count": 1},
        first_id: {"document_count": 1, "current_document_count": 0},
    }
    assert uploads.loc[first_id, "in_force_instead_upload_id"] == second_id
    assert uploads.loc[first_id, "in_force_instead_file_name"] == "seconda.xlsx"
    assert uploads.loc[third_id, ["revoked_by", "revoked_reason"]].tolist() == [
        "Anna",
        "file sbagliato",
    ]
    assert uploads["in_force_instead_file_name"].isna()[second_id]


def test_the_issues_of_an_upload_stay_readable_once_it_is_not_in_force(store: Store) -> None:
    without_result = final_report(("3.1", "Piste ciclabili", "Km", 4, None, None))
    upload_id = stored(store, without_result)
    stored(store, SECOND, "seconda.xlsx")

    issues = store.query("upload_issues", upload_id=upload_id)

    assert issues[["issue_code", "cell"]].to_numpy().tolist() == [["result_missing", "C6"]]


@pytest.mark.parametrize(
    ("field_name", "text", "number"),
    [
        ("target", "≥ 4,0 km", 4.0),
        ("result", "93,5 %", 93.5),
        ("percent", "88", 88.0),
        ("allocated_eur", "1.234,50", 1234.5),
        ("result", "entro giugno", None),
        ("result", "", None),
        ("action_code", "3", None),
    ],
)
def test_numbers_are_read_where_a_field_holds_numbers(
    field_name: str, text: str, number: float | None
) -> None:
    assert number_in(field_name, text) == number


def test_differences_can_be_sent_as_a_spreadsheet(store: Store) -> None:
    stored(store, FIRST)
    (change,) = changes_of_upload(store, stored(store, SECOND))

    made = differences_xlsx([("Report finale", change.difference)], MADE_AT)

    book = load_workbook(BytesIO(made))
    summary = [cell.value for cell in book["Riepilogo"][4]]
    assert summary == ["Report finale", 1, 1, 1, 0]
    rows = [[cell.value for cell in row] for row in book["Differenze"].iter_rows(min_row=4)]
    (result,) = [row for row in rows if row[3] == "Risultato"]
    label = "3.1 Piste ciclabili · Km completati"
    assert result[1:6] == ["cambiata", label, "Risultato", "2,4", "4,2"]
    assert result[6:9] == [2.4, 4.2, pytest.approx(1.8)]
    assert result[9:] == ["Indicatori", 6, "E6"]
    assert {row[1] for row in rows} == {"nuova", "cambiata", "tolta"}


RED = InlineFont(color="FFFF0000")


def undeclared(store: Store, content: bytes) -> list[tuple[str, str | None, str | None]]:
    found = check_file(store, "dup.xlsx", content).issues
    return [(i.code, i.cell, i.found) for i in found if i.code.startswith("undeclared")]


def test_a_change_in_red_is_declared_and_one_in_black_is_not(store: Store) -> None:
    stored(store, dup_status_file("Gara bandita", "In corso"), "dup.xlsx")
    in_red = CellRichText("Gara bandita", TextBlock(RED, " e aggiudicata"))

    assert undeclared(store, dup_status_file(in_red, "In corso")) == []
    assert undeclared(store, dup_status_file("Gara bandita", "Concluso")) == [
        ("undeclared_change", "D6", "Concluso")
    ]


def test_red_text_that_was_accepted_may_turn_black(store: Store) -> None:
    in_red = CellRichText("Gara bandita", TextBlock(RED, " e aggiudicata"))
    stored(store, dup_status_file(in_red, "In corso"), "dup.xlsx")

    assert undeclared(store, dup_status_file("Gara bandita e aggiudicata", "In corso")) == []


def test_rows_say_none_for_what_is_missing_of_any_kind() -> None:
    moment = pd.Timestamp(MADE_AT)
    frame = pd.DataFrame(
        {
            "words": ["Gara bandita", None],
            "result_number": [2.4, float("nan")],
            "action_count": [3, 4],
            "uploaded_at": [moment, pd.NaT],
        }
    )

    rows = plain_records(frame)

    assert rows == [
        {
            "words": "Gara bandita",
            "result_number": 2.4,
            "action_count": 3,
            "uploaded_at": moment,
        },
        {"words": None, "result_number": None, "action_count": 4, "uploaded_at": None},
    ]
    assert type(rows[0]["action_count"]) is int
