"""Every odd file gives its rows or a sentence: no traceback, no hang, nothing unsaid."""

from __future__ import annotations

import time

import pytest

from dashboard.errors import DashboardError
from dashboard.texts.errors import error_sentence
from dashboard.texts.issues import issue_sentence
from dashboard.workbook import read_workbook
from tests.workbook.corpus import by_hand, office, other_formats
from tests.workbook.corpus.case import Case

CASES = [*office.CASES, *by_hand.CASES, *other_formats.CASES]
SECONDS = 5


def test_there_are_enough_cases_and_each_has_its_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_file_gives_its_rows_or_its_sentence(case: Case) -> None:
    content = case.make()
    started = time.process_time()

    outcome = _outcome(case.file_name, content)

    assert outcome == (case.rows, case.issues, case.reason)
    assert time.process_time() - started < SECONDS


def _outcome(file_name: str, content: bytes) -> tuple[int, frozenset[str], str | None]:
    """Gives what reading came to; whatever is said must be a sentence."""
    try:
        parsed = read_workbook(file_name, content)
    except DashboardError as error:
        assert_sentence(error_sentence(error))
        return 0, frozenset(), str(error.params["reason"])
    for issue in parsed.issues:
        assert_sentence(issue_sentence(issue))
    codes = frozenset(issue.code for issue in parsed.issues)
    return sum(len(document.rows) for document in parsed.documents), codes, None


def assert_sentence(text: str) -> None:
    assert text[0].isupper()
    assert len(text.split()) > 4
    assert "{" not in text
