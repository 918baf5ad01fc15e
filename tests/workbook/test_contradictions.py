"""Title, sheet, file and folder are trusted in that order; what disagrees is said, never obeyed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dashboard.domain.model import ParsedWorkbook
from dashboard.workbook import read_workbook
from tests.workbook.building import FINAL_TITLES, book, table

ROW = ("1.1", "Asilo nido", "Posti attivati", 60, 60, None)
# What each place says of a subject: how it is written, and what is meant by it.
Saying = tuple[str, str]
YEARS: tuple[Saying, Saying] = (("Anno 2024", "2024"), ("Anno 2023", "2023"))
PERIODS: tuple[Saying, Saying] = (("Report finale", "final"), ("Report intermedio", "intermediate"))
SECTORS: tuple[Saying, Saying] = (
    ("Settore 03 Lavori pubblici", "03 Lavori pubblici"),
    ("Settore 05 Cultura", "05 Cultura"),
)
SUBJECTS = {"reference_year": YEARS, "period": PERIODS, "sector": SECTORS}
PLACES = ("title", "sheet_name", "file_name", "folder_name")
PAIRS = [
    (trusted, other) for position, trusted in enumerate(PLACES) for other in PLACES[position + 1 :]
]


def _read(said: Mapping[str, str]) -> ParsedWorkbook:
    """Reads a report where these places say these words; the rest is said by the title."""
    whole = ("Report finale", "Anno 2024", "Settore 03 Lavori pubblici")
    told = next(pair for pair in SUBJECTS.values() if set(said.values()) & {w for w, _ in pair})
    others = [words for words in whole if words not in {w for w, _ in told}]
    head = [(words,) for words in (*others, *([said["title"]] if "title" in said else []))]
    content = book(table(head, FINAL_TITLES, ROW), sheet_name=said.get("sheet_name", "Foglio1"))
    return read_workbook(
        f"{said.get('file_name', 'dati')}.xlsx", content, said.get("folder_name", "cartella")
    )


def _contradictions(parsed: ParsedWorkbook) -> list[tuple[str, ...]]:
    return [
        (
            issue.params["subject"],
            issue.params["trusted_source"],
            str(issue.expected),
            issue.params["source"],
            str(issue.found),
        )
        for issue in parsed.issues
        if issue.code == "contradictory_statement"
    ]


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize(("trusted", "other"), PAIRS)
def test_the_more_trusted_place_counts_and_the_other_is_said(
    subject: str, trusted: str, other: str
) -> None:
    (right_words, right), (wrong_words, wrong) = SUBJECTS[subject]

    parsed = _read({trusted: right_words, other: wrong_words})

    [document] = parsed.documents
    stated = document.stated[subject]
    assert (stated.value, stated.source) == (right, trusted)
    assert _contradictions(parsed) == [(subject, trusted, right, other, wrong)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_four_places_that_agree_contradict_nothing(subject: str) -> None:
    (words, value), _ = SUBJECTS[subject]

    parsed = _read(dict.fromkeys(PLACES, words))

    assert parsed.documents[0].stated[subject].value == value
    assert _contradictions(parsed) == []
