"""Causes suggested from the words of a reason: their evidence, and how often they are right."""

from __future__ import annotations

import pytest

from dashboard.domain.causes import suggested_causes
from dashboard.domain.reason_words import reason_words
from dashboard.domain.reasons import ReasonFlaw, ReasonPool, reason_findings
from dashboard.domain.reviews import CauseClass
from tests.domain.labelled_reasons import LABELLED
from tests.domain.reasoned import reasoned

FEWEST_PRECISE_SHARE = 0.95
FEWEST_FOUND_SHARE = 0.9


def classes(reason: str) -> list[CauseClass]:
    return [one.cause_class for one in suggested_causes(reason)]


def words(reason: str) -> list[str]:
    return [word for one in suggested_causes(reason) for word in one.words_found]


def test_suggestions_on_labelled_reasons_are_nearly_all_right_and_nearly_all_there() -> None:
    right = wrong = missed = 0
    for reason, labelled in LABELLED:
        suggested = set(classes(reason))
        right += len(suggested & labelled)
        wrong += len(suggested - labelled)
        missed += len(labelled - suggested)

    assert right / (right + wrong) >= FEWEST_PRECISE_SHARE
    assert right / (right + missed) >= FEWEST_FOUND_SHARE


def test_every_class_has_labelled_reasons_and_words() -> None:
    labelled = {one for _, labels in LABELLED for one in labels}
    assert labelled == set(CauseClass)
    assert all(reason_words()[one] for one in CauseClass)


def test_the_words_found_are_the_evidence_with_most_words_first() -> None:
    found = suggested_causes("Gara DESERTA, e poi il parere della Regione; maltempo")
    assert [(one.cause_class, one.words_found) for one in found] == [
        (CauseClass.THIRD_PARTIES, ("gara deserta", "parere", "regione")),
        (CauseClass.EXTERNAL, ("maltempo",)),
    ]


def test_accents_apostrophes_and_word_forms_are_forgiven() -> None:
    assert classes("MATERNITA' di un'addetta") == [CauseClass.RESOURCES]
    assert classes("siccità") == classes("siccita") == [CauseClass.EXTERNAL]
    assert classes("carenze croniche di personale") == [CauseClass.RESOURCES]


@pytest.mark.parametrize(
    "denied",
    [
        "non è dovuto al maltempo",
        "non per maltempo",
        "senza maltempo",
        "nessun problema di maltempo",
        "non è stato causato dal maltempo",
    ],
)
def test_a_cause_that_is_denied_is_not_suggested(denied: str) -> None:
    assert classes(denied) == []


def test_what_was_not_done_denies_no_cause() -> None:
    assert classes("la Regione non ha risposto") == [CauseClass.THIRD_PARTIES]
    assert classes("non solo per il maltempo") == [CauseClass.EXTERNAL]


def test_the_longer_phrase_wins_over_the_shorter_within_it() -> None:
    # "fondi regionali non" speaks of money; "regionali" within it is not a second cause.
    assert words("fondi regionali non assegnati") == ["fondi regionali non"]


def test_none_is_an_answer_too() -> None:
    assert suggested_causes("Attività svolta con regolarità") == ()
    assert suggested_causes("") == ()


def test_a_reason_with_a_labelled_cause_is_rarely_said_to_name_none() -> None:
    with_cause = [reason for reason, labelled in LABELLED if labelled]
    accused = [
        reason
        for reason in with_cause
        if ReasonFlaw.NAMES_NO_CAUSE
        in {one.flaw for one in reason_findings(reasoned(reason), ReasonPool([]))}
    ]
    assert len(accused) <= 0.05 * len(with_cause)
