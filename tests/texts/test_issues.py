"""Every issue has a sentence that can be read by the person who has to mend it."""

from __future__ import annotations

import re

import pytest

from dashboard.domain.fields import FIELD_TYPES
from dashboard.domain.issues import SEVERITIES
from dashboard.domain.model import Issue
from dashboard.texts.fields import FIELD_LABELS
from dashboard.texts.issues import ISSUE_TEXTS, issue_place, issue_sentence, issue_title


def _issue(code: str, **params: str) -> Issue:
    return Issue(code, SEVERITIES[code], "file.xlsx", "Indicatori", "D14", "90", "circa 20", params)


def test_codes_and_sentences_are_the_same_list() -> None:
    assert ISSUE_TEXTS.keys() == SEVERITIES.keys()


def test_every_field_has_an_italian_name() -> None:
    assert FIELD_LABELS.keys() == FIELD_TYPES.keys()


def test_sentence_says_where_what_was_expected_what_was_found_and_how_to_mend_it() -> None:
    issue = _issue("number_unreadable", field_name="result")
    assert issue_sentence(issue) == (
        "Foglio Indicatori, cella D14: in «Risultato» serve un numero; c’è scritto «circa 20». "
        "Scrivere solo il numero, per esempio 20."
    )


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_sentence_names_its_place_and_leaves_no_blank(code: str) -> None:
    params = dict.fromkeys(
        (
            "indicator",
            "measure",
            "first_cell",
            "count",
            "event",
            "target_text",
            "result_text",
            "mapping",
            "issued_at",
        ),
        "x",
    )
    params |= {"field_name": "target", "kind": "piao_sheet", "subject": "sector", "weighed": "03"}
    sentence = issue_sentence(_issue(code, **params))
    assert sentence.startswith("Foglio Indicatori, cella D14: ")
    assert sentence.endswith(".")
    assert not re.search(r"[{}?]|\.\.", sentence), sentence
    assert issue_title(code)


def test_a_file_without_a_place_still_gets_a_sentence() -> None:
    issue = Issue("no_recognised_sheet", SEVERITIES["no_recognised_sheet"], "file.xlsx")
    assert issue_place(issue) == ""
    assert issue_sentence(issue).startswith("Nessun foglio contiene")
