"""What is said above a case: which outcome stands, by whom, and why."""

from __future__ import annotations

from datetime import datetime

import pytest

from dashboard.domain.model import Period
from dashboard.domain.reviews import Review, ReviewKind, ReviewOutcome, ReviewStanding
from dashboard.domain.roles import Role
from dashboard.texts.review_card import outcome_sentence


def standing(note: str | None) -> ReviewStanding:
    outcome = Review(
        entity_code="ente",
        reference_year=2024,
        period=Period.FINAL,
        sector_code="03",
        action_code="3.1",
        indicator_code="3.1.1",
        review_kind=ReviewKind.OUTCOME,
        result_fingerprint="a1",
        stated_by="Bruno Neri",
        stated_role=Role.NUCLEO,
        outcome=ReviewOutcome.CLARIFICATION_ASKED,
        note=note,
        stated_at=datetime(2025, 3, 10, 9),  # noqa: DTZ001 - stored in UTC without zone
        review_id=1,
    )
    return ReviewStanding("a1", outcome=outcome)


@pytest.mark.parametrize(
    ("note", "end"),
    [
        ("Perché?", ": Perché?"),
        ("Motivo chiaro.", ": Motivo chiaro."),
        ("motivo chiaro", ": motivo chiaro."),
    ],
)
def test_a_reason_ends_its_sentence_once(note: str, end: str) -> None:
    assert outcome_sentence(standing(note)).endswith(end)


def test_an_outcome_without_a_reason_ends_with_its_moment() -> None:
    assert outcome_sentence(standing(None)).endswith(":00.")


def test_who_recorded_an_outcome_is_told_with_the_role() -> None:
    said = outcome_sentence(standing(None))

    assert "registrato da Bruno Neri, Nucleo di valutazione, il " in said
