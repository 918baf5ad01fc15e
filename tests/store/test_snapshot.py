"""What a question reads is worked out once after each change, and nothing that it does not read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from dashboard.store import Store, open_store
from tests.store.builders import Line, report, upload


def worked_out(store: Store) -> frozenset[str]:
    return store._database.snapshot_relations()


def report_of(result: float, code: str = "I"):
    return upload(report([Line(code, 10.0, result)]))


def test_only_what_a_question_reads_is_worked_out(store: Store) -> None:
    store.append(report_of(4.0))

    store.query("deviations")
    after_one = worked_out(store)
    store.query("deviations")
    assert after_one
    assert worked_out(store) == after_one, "the same question again works nothing out"

    store.query("achievement", level="entity")
    assert worked_out(store) > after_one, "another question adds what it reads, and drops nothing"


def test_after_a_change_nothing_of_before_it_is_read(store: Store) -> None:
    store.append(report_of(4.0))
    store.query("achievement", level="entity")
    store.append(report_of(8.0))

    # A question that reads little comes first: what the other needs must not be left from before.
    store.query("uploads")
    assert list(store.query("indicator_results")["achievement_pct"]) == [80.0]
    assert list(store.query("achievement", level="indicator")["achievement_pct"]) == [80.0]


def test_questions_asked_at_once_agree_with_one_asked_alone(store: Store) -> None:
    names = ("deviations", "indicator_results", "uploads", "action_places") * 4
    for result in (4.0, 8.0):
        store.append(report_of(result))
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(store.query, names))
        for name, answer in zip(names, answers, strict=True):
            assert answer.equals(store.query(name)), name
        assert list(store.query("indicator_results")["achievement_pct"]) == [result * 10]


def test_a_second_opening_of_the_file_reads_what_is_stored_now(store: Store) -> None:
    store.append(report_of(4.0))
    assert list(store.query("indicator_results")["achievement_pct"]) == [40.0]
    second = open_store(store._database.path)
    version = store.version()
    second.append(report_of(8.0))

    assert store.version() > version, "pages keep their frames by the version"
    for one in (second, store):
        assert list(one.query("indicator_results")["achievement_pct"]) == [80.0]
    second.close()
