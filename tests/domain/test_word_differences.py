"""A change inside a text is shown word by word, and nothing of either text is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.word_differences import TextChange, word_differences

EQUAL, DELETED, INSERTED = TextChange.EQUAL, TextChange.DELETED, TextChange.INSERTED

# before, after, runs
CASES = [
    ("", "", []),
    ("Lavori affidati", "Lavori affidati", [(EQUAL, "Lavori affidati")]),
    ("", "Nuovo", [(INSERTED, "Nuovo")]),
    ("Vecchio", "", [(DELETED, "Vecchio")]),
    ("4 km", "5 km", [(DELETED, "4"), (INSERTED, "5"), (EQUAL, " km")]),
    (
        "Lavori da affidare entro giugno.",
        "Lavori affidati entro giugno.",
        [
            (EQUAL, "Lavori "),
            (DELETED, "da affidare"),
            (INSERTED, "affidati"),
            (EQUAL, " entro giugno."),
        ],
    ),
    (
        "uno due tre",
        "quattro cinque tre",
        [(DELETED, "uno due"), (INSERTED, "quattro cinque"), (EQUAL, " tre")],
    ),
    ("aperto", "aperto, in ritardo", [(EQUAL, "aperto"), (INSERTED, ", in ritardo")]),
    ("L’asilo", "L’asilo nido", [(EQUAL, "L’asilo"), (INSERTED, " nido")]),
    ("a a", "a", [(EQUAL, "a"), (DELETED, " a")]),
]


@pytest.mark.parametrize(("before", "after", "runs"), CASES)
def test_runs(before: str, after: str, runs: list[tuple[TextChange, str]]) -> None:
    assert [(run.change, run.text) for run in word_differences(before, after)] == runs


TEXTS = st.lists(st.sampled_from(["uno", "due", "tre", " ", "\n", ",", "è", "3,5", "_"])).map(
    "".join
)


@given(TEXTS | st.text(), TEXTS | st.text())
def test_both_texts_can_be_read_back_from_the_runs(before: str, after: str) -> None:
    runs = word_differences(before, after)

    assert "".join(run.text for run in runs if run.change is not INSERTED) == before
    assert "".join(run.text for run in runs if run.change is not DELETED) == after
    assert all(run.text for run in runs)


def test_very_long_texts_do_not_hold_up_the_page() -> None:
    before = " ".join(f"parola{number}" for number in range(20_000))
    after = " ".join(f"voce{number}" for number in range(20_000))
    started = time.perf_counter()

    runs = word_differences(f"{before} fine", f"{after} fine")

    assert time.perf_counter() - started < 5
    assert [run.change for run in runs] == [DELETED, INSERTED, EQUAL]
