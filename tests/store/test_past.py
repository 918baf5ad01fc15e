"""Any past date can be looked at: what had been appended by then, and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard.domain.model import DupStatus
from dashboard.store import Store, open_store
from dashboard.store.parts import KEPT_PARTS, utc_moment
from dashboard.store.sql_files import sql_files
from tests.store.builders import ENTITY, Line, dup, plan, report, upload

SLOT = {
    "entity_code": ENTITY,
    "document_kind": "final_report",
    "reference_year": 2024,
    "period": "final",
    "sector_code": "S1",
}


def report_of(result: float, sector_code: str = "S1"):
    lines = [Line("I", 10.0, result, sector_code=sector_code)]
    return upload(report(lines, sector_code=sector_code))


def uploaded_at(store: Store, upload_id: int) -> datetime:
    uploads = store.query("uploads").set_index("upload_id")
    return uploads.loc[upload_id, "uploaded_at"].to_pydatetime()


def achieved(store: Store, as_of: date | None = None) -> list[float]:
    return list(store.query("indicator_results", as_of=as_of)["achievement_pct"])


def test_a_past_moment_shows_what_was_in_force_then(store: Store) -> None:
    first = uploaded_at(store, store.append(report_of(4.0)))
    second = uploaded_at(store, store.append(report_of(8.0)))

    assert achieved(store, first) == [40.0]
    assert achieved(store, second) == [80.0]
    assert achieved(store, first - timedelta(microseconds=1)) == []
    assert achieved(store) == [80.0]


def test_an_upload_revoked_later_still_counted_before(store: Store) -> None:
    store.append(report_of(4.0))
    second_id = store.append(report_of(8.0))
    before = uploaded_at(store, second_id)
    store.revoke(second_id, "prova", "file sbagliato")

    assert achieved(store, before) == [80.0]
    assert achieved(store) == [40.0]
    then = store.query("uploads", as_of=before).set_index("upload_id")
    assert not then.loc[second_id, "is_revoked"]


def test_the_day_before_the_first_upload_is_empty_in_every_query(store: Store) -> None:
    store.append(upload(plan([Line("I", 10.0)]), report([Line("I", 10.0, 4.0)])))
    store.append(upload(dup([("X1", DupStatus.STARTED)])))
    yesterday = date.today() - timedelta(days=2)  # noqa: DTZ011 - the clock of this machine is meant

    frames = {
        query.name: store.query(query.name, as_of=yesterday, **SLOT)
        for query in sql_files("queries")
    }

    assert {name: len(frame) for name, frame in frames.items() if len(frame)} == {}
    assert set(frames) >= {"entities", "uploads", "dup_interventions", "action_history"}


def test_today_and_the_future_are_the_present(store: Store) -> None:
    store.append(report_of(4.0))
    for as_of in (date.today(), datetime(2999, 1, 1)):  # noqa: DTZ001, DTZ011
        assert achieved(store, as_of) == [40.0]

    store.append(report_of(8.0))
    assert achieved(store, date.today()) == [80.0]  # noqa: DTZ011


def test_the_present_as_of_now_is_the_present(store: Store) -> None:
    """The same views over the tables cut at a moment: nothing may be lost on the way."""
    store.append(upload(plan([Line("I", 10.0), Line("J", 3.0, sector_code="S2")])))
    store.append(report_of(7.0))
    last = store.append(upload(dup([("X1", DupStatus.STARTED), ("X2", None)])))
    moment = uploaded_at(store, last)

    for query in sql_files("queries"):
        now = store.query(query.name, **SLOT)
        then = store.query(query.name, as_of=moment, **SLOT)
        pd.testing.assert_frame_equal(then, now)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (datetime(2024, 7, 1, 10, 0), datetime(2024, 7, 1, 10, 0)),  # noqa: DTZ001
        (datetime(2024, 7, 1, 10, 0, tzinfo=UTC), datetime(2024, 7, 1, 10, 0)),  # noqa: DTZ001
    ],
)
def test_a_moment_is_taken_in_utc(as_of: datetime, expected: datetime) -> None:
    assert utc_moment(as_of) == expected


def test_a_date_is_the_end_of_the_local_day() -> None:
    end_of_day = datetime(2024, 6, 30, 23, 59, 59, 999_999).astimezone()

    assert utc_moment(date(2024, 6, 30)) == end_of_day.astimezone(UTC).replace(tzinfo=None)


def test_more_pasts_than_are_kept_in_memory_are_each_shown_right(store: Store) -> None:
    results = [float(number) for number in range(1, KEPT_PARTS + 4)]
    moments = [uploaded_at(store, store.append(report_of(result))) for result in results]

    for _ in range(2):
        assert [achieved(store, moment) for moment in moments] == [[10 * r] for r in results]
    assert len(store._database.snapshot_schemas) <= KEPT_PARTS + 1


def test_threads_that_ask_for_different_pasts_each_get_theirs(store: Store) -> None:
    results = [float(number) for number in range(1, KEPT_PARTS + 3)]
    moments = [uploaded_at(store, store.append(report_of(result))) for result in results]
    asked = [*range(len(moments))] * 2

    with ThreadPoolExecutor(6) as pool:
        writer = pool.submit(lambda: [store.append(report_of(1.0, f"T{n}")) for n in range(6)])
        seen = list(pool.map(lambda place: achieved(store, moments[place]), asked))
        writer.result()

    assert seen == [[10 * results[place]] for place in asked]


def test_nothing_of_the_past_is_written_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "prova.duckdb"
    store = open_store(path)
    first = uploaded_at(store, store.append(report_of(4.0)))
    store.append(report_of(8.0))
    assert achieved(store, first) == [40.0]
    store.close()

    reopened = open_store(path)
    with reopened._database.cursor() as cursor:
        schemas = cursor.execute(
            "SELECT schema_name FROM duckdb_schemas() "
            "WHERE NOT internal AND database_name = current_database()"
        ).fetchall()
    assert schemas in ([], [("main",)])
    assert achieved(reopened, first) == [40.0]
    reopened.close()
