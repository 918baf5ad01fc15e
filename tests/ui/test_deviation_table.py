"""The page's own filters: with or without a reason, and every word searched for."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.ui.deviation_table import matching

DEVIATIONS = pd.DataFrame(
    {
        "indicator_code": ["CU.1", "LP.2", "IS.3"],
        "indicator_name": ["Giornate di teatro", "Piste ciclabili (km)", "Posti nido"],
        "action_name": ["Riapertura del teatro", "Mobilità dolce", None],
        "sector_name": ["Cultura", "Lavori pubblici", "Istruzione"],
        "reason": [None, "Gara deserta", "Gara ripubblicata"],
        "has_reason": [False, True, True],
    }
)
CASES = [
    # choice   words               codes kept
    ("Tutte", "", ["CU.1", "LP.2", "IS.3"]),
    ("Manca", "", ["CU.1"]),
    ("C’è", "", ["LP.2", "IS.3"]),
    ("Tutte", "gara", ["LP.2", "IS.3"]),
    ("Tutte", "GARA lavori", ["LP.2"]),
    ("Manca", "gara", []),
    ("Tutte", "(km", ["LP.2"]),  # not a pattern
    ("Tutte", "none", []),  # a missing reason is not the word "None"
]


@pytest.mark.parametrize(("choice", "words", "codes"), CASES)
def test_rows_kept(choice: str, words: str, codes: list[str]) -> None:
    assert list(matching(DEVIATIONS, choice, words)["indicator_code"]) == codes
