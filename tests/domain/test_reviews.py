"""What the Nucleo has said of a result, and whether it was of what the sector says now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain.model import Period
from dashboard.domain.reviews import (
    CauseClass,
    Review,
    ReviewKind,
    ReviewOutcome,
    by_result,
    result_fingerprint,
    review_standing,
)
from dashboard.domain.roles import Role

NOW, BEFORE = "impronta di ora", "impronta di prima"
READ = Review(
    entity_code="comune-esempio",
    reference_year=2024,
    period=Period.FINAL,
    sector_code="03",
    action_code="A1",
    indicator_code="I1",
    review_kind=ReviewKind.READ,
    result_fingerprint=NOW,
    stated_by="Anna Rossi",
    stated_role=Role.NUCLEO,
)
NOTE = replace(READ, review_kind=ReviewKind.NOTE, note="Chiedere il verbale di collaudo")
CAUSE = replace(READ, review_kind=ReviewKind.CAUSE, cause_class=CauseClass.LAW)
AS_IS = replace(READ, review_kind=ReviewKind.OUTCOME, outcome=ReviewOutcome.AS_IS)
ASKED = replace(AS_IS, outcome=ReviewOutcome.CLARIFICATION_ASKED)
REOPENED = replace(AS_IS, outcome=ReviewOutcome.REOPENED)
WRITTEN: dict[str, Any] = {"target_text": "≥ 70 %", "result_text": "55", "reason": "Ricorso al TAR"}


@pytest.mark.parametrize("changed", ["target_text", "result_text", "reason"])
def test_another_target_result_or_reason_is_another_result_to_look_at(changed: str) -> None:
    assert result_fingerprint({**WRITTEN, changed: "altro"}) != result_fingerprint(WRITTEN)


def test_spaces_rules_and_granted_percentages_leave_the_fingerprint() -> None:
    as_judged = {**WRITTEN, "reason": " Ricorso  al TAR\n", "granted_pct": 80.0, "status": "late"}
    assert result_fingerprint(as_judged) == result_fingerprint(WRITTEN)


def test_an_empty_cell_has_one_fingerprint_however_the_store_gives_it() -> None:
    prints = {
        result_fingerprint({**WRITTEN, "reason": empty}) for empty in (None, float("nan"), "")
    }
    assert len(prints) == 1


def test_nothing_said_is_neither_read_nor_closed() -> None:
    standing = review_standing([], NOW)
    assert not standing.is_closed
    assert not standing.is_read_by("Anna Rossi")
    assert (standing.outcome, standing.cause, standing.said, standing.newest) == (
        None,
        None,
        (),
        None,
    )


def test_a_result_is_read_person_by_person() -> None:
    standing = review_standing([READ, READ], NOW)
    assert standing.is_read_by("Anna Rossi")
    assert not standing.is_read_by("Luca Bianchi")
    assert len(standing.reads) == 1
    assert standing.newest is None  # reading says nothing of the result


def test_what_was_read_of_another_text_is_unread_again() -> None:
    assert not review_standing([replace(READ, result_fingerprint=BEFORE)], NOW).is_read_by(
        "Anna Rossi"
    )


def test_the_newest_outcome_and_cause_hold_and_every_note_stays() -> None:
    other_note, other_cause = (
        replace(NOTE, note="Visto"),
        replace(CAUSE, cause_class=CauseClass.PLANNING),
    )
    standing = review_standing([NOTE, ASKED, CAUSE, other_note, other_cause, AS_IS], NOW)
    assert standing.outcome is AS_IS
    assert standing.cause is other_cause
    assert standing.said == (NOTE, ASKED, CAUSE, other_note, other_cause, AS_IS)
    assert standing.newest is AS_IS
    assert standing.is_closed


@pytest.mark.parametrize(
    ("outcome", "is_closed"),
    [
        (ReviewOutcome.AS_IS, True),
        (ReviewOutcome.ADJUSTED, True),
        (ReviewOutcome.NOT_ASSESSABLE, True),
        (ReviewOutcome.CLARIFICATION_ASKED, False),
        (ReviewOutcome.REOPENED, False),
    ],
)
def test_a_question_asked_closes_nothing(outcome: ReviewOutcome, is_closed: bool) -> None:
    assert review_standing([replace(AS_IS, outcome=outcome)], NOW).is_closed is is_closed


def test_reopening_takes_the_outcome_back() -> None:
    standing = review_standing([AS_IS, REOPENED], NOW)
    assert standing.outcome is None
    assert standing.newest is REOPENED


def test_an_outcome_of_another_text_is_shown_and_closes_nothing() -> None:
    standing = review_standing([replace(AS_IS, result_fingerprint=BEFORE)], NOW)
    assert standing.outcome is not None
    assert standing.is_outcome_of_another_text
    assert not standing.is_closed


def test_statements_are_told_apart_by_their_result() -> None:
    other = replace(NOTE, indicator_code="I2")
    assert by_result([NOTE, other, AS_IS]) == {
        ("03", "A1", "I1"): [NOTE, AS_IS],
        ("03", "A1", "I2"): [other],
    }
