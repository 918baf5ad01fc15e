"""Appending, revoking and reading back; what happens when it goes wrong in the middle."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pytest

from dashboard.domain.issues import IssueList
from dashboard.domain.model import DupStatus, InkRun, Period, Proposal, ProposalKind
from dashboard.domain.reviews import Review, ReviewKind
from dashboard.domain.roles import Role
from dashboard.errors import StoreBusyError, StoreUnusableError, UnknownQueryError
from dashboard.store import Store, open_store
from dashboard.store.queries import tells_talk
from dashboard.store.sql_files import sql_files
from dashboard.store.statements import TALK_TABLES
from tests.store.builders import ENTITY, Line, dup, plan, report, upload

REPOSITORY = Path(__file__).resolve().parents[2]
FIRST = upload(report([Line("I", 10.0, 4.0)]), file_name="prima.xlsx", content=b"prima")
SECOND = upload(report([Line("I", 10.0, 8.0)]), file_name="seconda.xlsx", content=b"seconda")

REVIEW = Review(
    entity_code=ENTITY,
    reference_year=2024,
    period=Period.FINAL,
    sector_code="S1",
    action_code="A1",
    indicator_code="I",
    review_kind=ReviewKind.NOTE,
    result_fingerprint="impronta",
    stated_by="Anna Rossi",
    stated_role=Role.NUCLEO,
    note="Chiedere il collaudo",
)


def achieved(store: Store) -> list[float]:
    return list(store.query("indicator_results")["achievement_pct"])


def row_counts(store: Store) -> dict[str, int]:
    """Gives the number of rows of every table in the file."""
    with store._database.cursor() as cursor:
        tables = cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
        ).fetchall()
        return {
            name: cursor.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for (name,) in tables
        }


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Gives every row of every table in the file, but for the times of writing."""
    with store._database.cursor() as cursor:
        columns = cursor.execute(
            "SELECT table_name, string_agg(column_name, ', ' ORDER BY column_index)"
            " FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()"
            " AND data_type <> 'TIMESTAMP' AND table_name IN (SELECT table_name FROM"
            " duckdb_tables() WHERE database_name = current_database()) GROUP BY table_name"
        ).fetchall()
        return {
            name: cursor.execute(f"SELECT {listed} FROM {name} ORDER BY ALL").fetchall()
            for name, listed in columns
        }


def test_an_empty_store_says_so(store: Store) -> None:
    assert store.is_empty()
    store.append(FIRST)
    assert not store.is_empty()


def test_the_bytes_come_back_as_they_were_received(store: Store) -> None:
    upload_id = store.append(FIRST)

    assert store.original(upload_id) == ("prima.xlsx", b"prima")
    with pytest.raises(KeyError):
        store.original(99)


def test_a_newer_upload_replaces_an_older_one_and_revoking_it_restores_that(store: Store) -> None:
    store.append(FIRST)
    second_id = store.append(SECOND)
    assert achieved(store) == [80.0]

    store.revoke(second_id, "prova", "file sbagliato")

    assert achieved(store) == [40.0]
    uploads = store.query("uploads").set_index("upload_id")
    assert uploads.loc[second_id, ["is_revoked", "is_current"]].tolist() == [True, False]
    assert uploads.loc[second_id, "revoked_reason"] == "file sbagliato"


def test_revoking_twice_is_revoking_once(store: Store) -> None:
    upload_id = store.append(FIRST)
    store.revoke(upload_id, "prova", "uno")
    version = store.version()

    store.revoke(upload_id, "prova", "due")

    assert store.version() == version
    with pytest.raises(KeyError):
        store.revoke(99, "prova", "non c’è")


def test_the_same_bytes_in_force_are_not_written_again(store: Store) -> None:
    first_id = store.append(FIRST)
    before = row_counts(store)

    assert store.append(replace(FIRST, file_name="altro nome.xlsx")) == first_id
    assert row_counts(store) == before
    assert store.find_upload(ENTITY, FIRST.file_sha256) == first_id


def test_the_same_bytes_after_revoking_or_being_superseded_are_news(store: Store) -> None:
    first_id = store.append(FIRST)
    store.revoke(first_id, "prova", "per sbaglio")
    assert store.find_upload(ENTITY, FIRST.file_sha256) is None
    assert store.append(FIRST) != first_id

    store.append(SECOND)
    store.append(FIRST)
    assert achieved(store) == [40.0]


def test_uploads_appended_together_are_as_if_appended_one_after_the_other(
    store: Store, tmp_path: Path
) -> None:
    issues = IssueList("f.xlsx")
    issues.add("result_missing", "Foglio1", "D2", expected="numero", action="A1")
    third = upload(
        report([Line("I", 10.5, 4.0), Line("Z", date(2024, 6, 30), True)], sector_code="S2"),
        dup([("X1", DupStatus.COMPLETED), ("X2", None)]),
        file_name="terza.xlsx",
        issues=tuple(issues.issues),
        proposals=(Proposal(ProposalKind.INSERTION, "Foglio1", "B2", "", "nuovo", row_number=2),),
    )
    # The second FIRST is in force by the first one; the third is not, SECOND took its place.
    uploads = [FIRST, third, FIRST, SECOND, FIRST, third]

    ids = store.append_all([(one, ()) for one in uploads])

    assert ids == [1, 2, 1, 3, 4, 2]
    one_by_one = open_store(tmp_path / "una alla volta.duckdb")
    for one in uploads:
        one_by_one.append(one)
    expected = contents(one_by_one)
    one_by_one.close()
    assert contents(store) == expected
    assert len(expected["source_cell"]) > len(expected["document"]) > len(expected["upload"]) == 4


def test_of_uploads_appended_together_all_are_kept_or_none(store: Store) -> None:
    before = row_counts(store)
    unstorable = replace(SECOND, issues=("not an issue",))  # type: ignore[arg-type]

    with pytest.raises(AttributeError):
        store.append_all([(FIRST, ()), (unstorable, ())])

    assert row_counts(store) == before


def test_the_same_bytes_for_another_entity_are_news(store: Store) -> None:
    store.append(FIRST)

    assert store.find_upload("altro", FIRST.file_sha256) is None


def test_every_change_gives_a_new_version(store: Store) -> None:
    versions = [store.version()]
    upload_id = store.append(FIRST)
    versions.append(store.version())
    store.revoke(upload_id, "prova", "prova")
    versions.append(store.version())

    assert versions == sorted(set(versions))


def test_what_is_said_about_results_leaves_the_version_of_the_facts(store: Store) -> None:
    store.append(FIRST)
    version, facts_version = store.version(), store.facts_version()
    store.state(REVIEW)
    assert (store.version(), store.facts_version()) == (version + 1, facts_version)

    store.append(upload(report([Line("I1", 1.0, 2.0)])))
    assert store.facts_version() > facts_version


def test_no_view_reads_what_is_said_about_results() -> None:
    reading = re.compile(rf"\b(FROM|JOIN) ({'|'.join(TALK_TABLES)})\b")
    assert [one.name for one in sql_files("views") if reading.search(one.text)] == []


@pytest.mark.parametrize(
    ("name", "is_talk"),
    [("reviews", True), ("clarification_steps", True), ("deviations", False), ("uploads", False)],
)
def test_a_query_on_what_is_said_about_results_is_known(name: str, is_talk: bool) -> None:
    assert tells_talk(name) is is_talk


def test_a_file_of_two_sheets_for_one_slot_keeps_both(store: Store) -> None:
    store.append(upload(report([Line("I1", 1.0, 1.0)]), report([Line("I2", 1.0, 1.0)])))

    assert set(store.query("indicator_results")["indicator_code"]) == {"I1", "I2"}


def test_issues_and_proposals_come_back_with_their_cells(store: Store) -> None:
    issues = IssueList("f.xlsx")
    issues.add("red_ink_found", "Foglio1", "C3")
    issues.add("result_missing", "Foglio1", "D2", expected="numero", action="A1")
    issues.add("result_missing", "Foglio1", "D2", expected="numero", action="A1")
    proposal = Proposal(
        ProposalKind.REPLACEMENT,
        "Foglio1",
        "C2",
        before="30",
        after="40",
        row_number=2,
        runs=(InkRun("30", False, True), InkRun("40", True, False)),
    )
    store.append(
        upload(
            dup([("X1", DupStatus.COMPLETED), ("X2", None)]),
            issues=tuple(issues.issues),
            proposals=(proposal,),
        )
    )

    found = store.query("data_quality_issues")
    assert list(found["severity"]) == ["warning", "warning", "info"]
    assert json.loads(found["params_json"].iloc[0]) == {"action": "A1"}
    proposals = store.query("proposals").to_dict("records")
    assert [(row["before_text"], row["after_text"]) for row in proposals] == [("30", "40")]
    assert json.loads(proposals[0]["runs_json"])[1] == {
        "text": "40",
        "is_red": True,
        "is_struck": False,
    }
    counted = store.query("dup_interventions").set_index("intervention_code")["proposal_count"]
    assert counted.to_dict() == {"X1": 1, "X2": 0}


def test_the_cells_of_a_slot_are_those_of_its_current_document(store: Store) -> None:
    store.append(upload(plan([Line("I", 10.0)])))
    store.append(upload(plan([Line("I", 12.0)])))
    store.append(upload(plan([Line("Z", 1.0, sector_code="S2")], sector_code=None)))
    slot = {"entity_code": ENTITY, "document_kind": "piao_sheet", "reference_year": 2024}

    of_sector = store.query("current_slot_cells", **slot, sector_code="S1")
    of_none = store.query("current_slot_cells", **slot)

    assert list(of_sector[of_sector["field_name"] == "target"]["raw_text"]) == ["12.0"]
    assert list(of_none[of_none["field_name"] == "indicator_code"]["raw_text"]) == ["Z"]


def test_an_exception_in_the_middle_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(FIRST)
    before = row_counts(store)
    unstorable = replace(SECOND, issues=("not an issue",))  # type: ignore[arg-type]

    with pytest.raises(AttributeError):
        store.append(unstorable)

    assert row_counts(store) == before
    assert achieved(store) == [40.0]
    store.append(SECOND)
    assert achieved(store) == [80.0]


_STREAM_OF_UPLOADS = """
import sys
from pathlib import Path
from dashboard.store import open_store
from tests.store.builders import Line, report, upload

store = open_store(Path(sys.argv[1]))
for number in range(10_000):
    lines = [Line(f"I{i}", 10.0, float(number)) for i in range(5)]
    print(store.append(upload(report(lines), content=str(number).encode())), flush=True)
"""


@pytest.mark.parametrize("delay_seconds", [0.0, 0.011, 0.027])
def test_killing_the_process_leaves_whole_uploads_only(
    tmp_path: Path, delay_seconds: float
) -> None:
    path = tmp_path / "prova.duckdb"
    process = subprocess.Popen(
        [sys.executable, "-c", _STREAM_OF_UPLOADS, str(path)],
        stdout=subprocess.PIPE,
        cwd=REPOSITORY,
        text=True,
    )
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(4)]
    time.sleep(delay_seconds)
    os.kill(process.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in process.stdout.read().split()]
    process.wait()

    store = open_store(path)
    counts = row_counts(store)
    store.close()

    assert counts["upload"] >= len(acknowledged)
    assert counts["document"] == counts["upload"]
    assert counts["result"] == 5 * counts["upload"]
    assert counts["source_cell"] == 3 * 5 * counts["upload"]


def test_eight_threads_read_whole_uploads_while_one_writes(store: Store) -> None:
    def upload_of(number: int) -> None:
        lines = [Line(f"I{i}", 100.0, float(number)) for i in range(6)]
        store.append(upload(report(lines), content=str(number).encode()))

    def mean_and_count(_: int) -> tuple[float, float, int]:
        row = store.query("achievement_by_direction").to_dict("records")[0]
        return row["min_achievement_pct"], row["max_achievement_pct"], row["counted_count"]

    upload_of(1)
    with ThreadPoolExecutor(9) as pool:
        writer = pool.submit(lambda: [upload_of(number) for number in range(2, 14)])
        seen = list(pool.map(mean_and_count, range(48)))
        writer.result()

    assert all(least == most and count == 6 for least, most, count in seen)
    assert mean_and_count(0) == (13.0, 13.0, 6)


def test_writers_in_several_threads_do_not_lose_uploads(store: Store) -> None:
    def append(number: int) -> int:
        lines = [Line("I", 1.0, 1.0, sector_code=f"S{number}")]
        return store.append(upload(report(lines, sector_code=f"S{number}")))

    with ThreadPoolExecutor(6) as pool:
        ids = list(pool.map(append, range(18)))

    assert sorted(ids) == list(range(1, 19))
    assert len(store.query("indicator_results")) == 18


def test_a_second_process_is_told_that_the_store_is_busy(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from dashboard.store import open_store\n"
        "from dashboard.errors import StoreBusyError\n"
        "try: open_store(Path(sys.argv[1]))\n"
        "except StoreBusyError: print('busy')"
    )

    told = subprocess.run(
        [sys.executable, "-c", code, str(store._database.path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "busy"
    assert issubclass(StoreBusyError, Exception)


def test_a_second_store_in_the_same_process_sees_the_first_ones_changes(store: Store) -> None:
    other = open_store(store._database.path)
    assert other.query("indicator_results").empty

    store.append(FIRST)

    assert achieved(other) == [40.0]
    other.close()
    assert achieved(store) == [40.0]


def test_everything_is_in_the_one_file_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "prova.duckdb"
    store = open_store(path)
    store.append(FIRST)
    store.close()

    assert [found.name for found in tmp_path.iterdir()] == ["prova.duckdb"]
    copy = tmp_path / "copia con 'apici' e \"virgolette\".duckdb"
    copy.write_bytes(path.read_bytes())
    reopened = open_store(copy)
    assert achieved(reopened) == [40.0]
    reopened.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "prova.duckdb"
    path.write_bytes(b"PK\x03\x04 not a database" * 500)
    before = path.read_bytes()

    with pytest.raises(StoreUnusableError):
        open_store(path)

    assert path.read_bytes() == before


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prova.duckdb"
    open_store(path).close()
    connection = duckdb.connect(str(path))
    connection.execute("INSERT INTO schema_migration VALUES (9999, 'future', localtimestamp)")
    connection.close()

    with pytest.raises(StoreUnusableError) as refused:
        open_store(path)

    assert refused.value.params["reason"] == "newer"


def test_an_unknown_query_names_those_that_exist(store: Store) -> None:
    with pytest.raises(UnknownQueryError) as refused:
        store.query("achievement_by_planet")

    assert "achievement_by_direction" in str(refused.value.params["known"])


def test_a_misspelt_parameter_is_not_taken_for_no_restriction(store: Store) -> None:
    with pytest.raises(TypeError, match="sector_cod"):
        store.query("indicator_results", sector_cod="S1")


def test_damage_that_shows_only_in_reading_is_said_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "prova.duckdb"
    content = Random(1).randbytes(300_000)  # noqa: S311 - what compresses badly stands as it is
    store = open_store(path)
    upload_id = store.append(replace(FIRST, file_bytes=content))
    store.close()
    written = bytearray(path.read_bytes())
    written[written.index(content[1000:1064])] ^= 0xFF
    path.write_bytes(written)
    damaged = open_store(path)

    with pytest.raises(StoreUnusableError) as refused:
        damaged.original(upload_id)

    assert refused.value.params["reason"] == "damaged"
    with suppress(StoreUnusableError):
        damaged.close()


def test_a_mistake_of_our_own_is_not_taken_for_damage(store: Store) -> None:
    with pytest.raises(duckdb.BinderException), store._database.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM upload")
