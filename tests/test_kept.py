"""Answers are worked out once for everybody, and never outlive what they were asked of."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pandas as pd
import pytest

from dashboard.kept import KeptAnswers, kept_by_content


def test_a_question_asked_again_is_not_worked_out_again() -> None:
    answers: KeptAnswers[object] = KeptAnswers(at_most=4)

    first = answers.of(1, "quale", object)

    assert answers.of(1, "quale", object) is first


def test_another_version_has_answers_of_its_own() -> None:
    answers: KeptAnswers[str] = KeptAnswers(at_most=4)
    answers.of(1, "quale", lambda: "prima")

    assert answers.of(2, "quale", lambda: "dopo") == "dopo"


def test_answers_of_an_older_version_take_no_memory() -> None:
    answers: KeptAnswers[str] = KeptAnswers(at_most=4)
    for question in ("uno", "due", "tre"):
        answers.of(1, question, str)

    answers.of(2, "uno", str)

    assert len(answers) == 1


def test_the_answer_not_asked_for_the_longest_goes_first() -> None:
    answers: KeptAnswers[str] = KeptAnswers(at_most=2)
    answers.of(1, "uno", lambda: "prima")
    answers.of(1, "due", lambda: "prima")
    answers.of(1, "uno", lambda: "dopo")
    answers.of(1, "tre", lambda: "prima")

    assert answers.of(1, "uno", lambda: "dopo") == "prima"
    assert answers.of(1, "due", lambda: "dopo") == "dopo"


def test_an_error_is_kept_from_nobody_and_not_kept() -> None:
    answers: KeptAnswers[int] = KeptAnswers(at_most=2)
    with pytest.raises(ZeroDivisionError):
        answers.of(1, "quanto", lambda: 1 // 0)

    assert answers.of(1, "quanto", lambda: 7) == 7


def test_sessions_that_ask_at_one_time_have_it_worked_out_once() -> None:
    answers: KeptAnswers[object] = KeptAnswers(at_most=2)
    together = Barrier(4)
    worked_out: list[object] = []

    def work_out() -> object:
        worked_out.append(object())
        return worked_out[-1]

    def ask(_: int) -> object:
        together.wait(timeout=20)
        return answers.of(1, "quale", work_out)

    with ThreadPoolExecutor(4) as sessions:
        found = list(sessions.map(ask, range(4)))

    assert len(worked_out) == 1
    assert set(map(id, found)) == {id(worked_out[0])}


def test_the_same_rows_are_not_worked_on_twice() -> None:
    made: list[int] = []

    @kept_by_content(4)
    def total(frame: pd.DataFrame) -> int:
        made.append(int(frame["valore"].sum()))
        return made[-1]

    assert total(pd.DataFrame({"valore": [1, 2]})) == 3
    assert total(pd.DataFrame({"valore": [1, 2]})) == 3
    assert made == [3]


def test_one_changed_cell_is_another_answer() -> None:
    @kept_by_content(4)
    def listed(frame: pd.DataFrame) -> list[object]:
        return frame["nome"].tolist()

    frame = pd.DataFrame({"nome": ["Verde", None]})
    before = listed(frame)
    frame.loc[1, "nome"] = "Scuole"

    assert listed(frame) == ["Verde", "Scuole"]
    assert before[0] == "Verde"
