"""Every field, meaning, guess and problem of a mapping has its Italian words."""

from __future__ import annotations

import re

import pytest

from dashboard.domain.mapping import (
    MAPPING_FIELDS,
    FixedStatements,
    MappedColumn,
    MappingProblem,
    SheetMapping,
    mapping_problems,
    word_meanings,
)
from dashboard.domain.mapping_json import MappingFileError, mapping_from_json
from dashboard.domain.model import DocumentKind
from dashboard.texts.mapping import (
    MAPPING_PROBLEMS,
    guess_reason,
    mapping_field_label,
    meaning_label,
    problem_sentence,
)
from dashboard.workbook.column_looks import Look

PARAMS = {
    "field_name": "target",
    "field_names": "action action_name",
    "kind": "final_report",
    "title": "Obiettivo",
    "titles": "Obiettivo | Goal",
    "found": "abc",
    "word": "T9",
    "line": "3",
    "key": "fixed.year",
    "known": "final_report",
    "place": "2",
}

# A mapping, and a file, wrong in as many ways as can be at once.
WRONG_MAPPING = SheetMapping(
    name=" ",
    kind=DocumentKind.FINAL_REPORT,
    columns=(
        MappedColumn("Rif.", "action"),
        MappedColumn("Ref", "action"),
        MappedColumn("Goal", "target"),
        MappedColumn("Soglia", "period_target"),
        MappedColumn("X", "no_such_field"),
        MappedColumn("Note", "note", is_share=True),
    ),
    words={"status": {"Boh": "sometimes"}},
    fixed=FixedStatements(reference_year=1024),
    decimal_sign=";",
)
WRONG_FILES = (
    "{",
    "[]",
    '{"format": "cruscotto-piao/mapping", "version": 9, "extra": 1, "name": 3, "kind": "pdf",'
    ' "columns": [{"title": 1}], "words": [], "fixed": {"year": 2}}',
    '{"format": "cruscotto-piao/mapping", "version": 1, "name": "x", "kind": "final_report",'
    ' "columns": []}',
)


def told_problems() -> set[str]:
    told = {problem.code for problem in mapping_problems(WRONG_MAPPING, [["indicator"]])}
    long = SheetMapping("x", DocumentKind.FINAL_REPORT, (MappedColumn("Trim.", "period"),))
    told |= {problem.code for problem in mapping_problems(long, [])}
    for text in WRONG_FILES:
        with pytest.raises(MappingFileError) as raised:
            mapping_from_json(text)
        told |= {problem.code for problem in raised.value.problems}
    return told


def test_every_problem_that_is_told_has_a_sentence_and_every_sentence_a_problem() -> None:
    assert told_problems() == MAPPING_PROBLEMS.keys()


@pytest.mark.parametrize("code", MAPPING_PROBLEMS)
def test_every_problem_is_a_whole_italian_sentence(code: str) -> None:
    sentence = problem_sentence(MappingProblem(code, PARAMS))

    assert sentence.endswith(".")
    assert not re.search(r"[{}?]", sentence), sentence


@pytest.mark.parametrize("field_name", sorted(MAPPING_FIELDS))
def test_fields_and_the_meanings_of_their_words_have_labels(field_name: str) -> None:
    labels = [meaning_label(field_name, meaning) for meaning in word_meanings(field_name)]

    assert mapping_field_label(field_name) != field_name
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("look", Look)
def test_every_look_can_be_the_reason_of_a_guess(look: Look) -> None:
    assert guess_reason("values", str(look)).startswith("i valori sembrano ")
