"""Narrow a list by words: every one of them, wherever it stands, however it is written."""

from __future__ import annotations

import pytest

from dashboard.ui.narrowing import holds_all

TEXT = "Attività ordinaria · Servizi demografici"


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("", True),
        ("   ", True),
        ("ATTIVITA", True),
        ("demografici ordinaria", True),
        ("demo", True),
        ("demografici tributi", False),
    ],
)
def test_a_text_is_found_by_all_the_words_that_are_looked_for(words: str, is_found: bool) -> None:
    assert holds_all(TEXT, words) is is_found
