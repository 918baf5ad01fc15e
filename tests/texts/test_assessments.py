"""Words for states and overrides: every choice has them, and nothing is said twice or left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard.domain.assessments import AssessmentKind, OverrideState
from dashboard.domain.roles import Role
from dashboard.texts import assessments as texts
from dashboard.texts.action import formula
from dashboard.texts.registry import ROLES
from dashboard.texts.tables import cell_text

NOTHING: dict[str, Any] = {
    "measure_kind": "increasing",
    "measured_achievement_pct": 40.0,
    "achievement_pct": 40.0,
    "achievement_basis": "measured",
    "left_out_reason": None,
    "state": None,
    "state_reason": None,
    "state_stated_by": None,
    "state_deed_number": None,
    "state_deed_date": None,
    "override_state": None,
    "requested_pct": None,
    "requested_by": None,
    "request_reason": None,
    "granted_pct": None,
    "granted_by": None,
    "grant_reason": None,
}
REQUESTED = NOTHING | {
    "override_state": "requested",
    "requested_pct": 90.0,
    "requested_by": "Anna",
    "request_reason": "lavori fermi",
}
GRANTED = REQUESTED | {
    "override_state": "granted",
    "achievement_pct": 70.0,
    "achievement_basis": "granted",
    "granted_pct": 70.0,
    "granted_by": "Ugo",
    "grant_reason": "in parte",
}
REFUSED = REQUESTED | {"override_state": "refused", "granted_by": "Ugo", "grant_reason": "no"}
ELIMINATED = NOTHING | {
    "achievement_pct": None,
    "left_out_reason": "eliminated",
    "state": "eliminated",
    "state_reason": "fondi revocati",
    "state_stated_by": "Anna",
    "state_deed_number": "GC 195",
    "state_deed_date": date(2024, 7, 18),
}
STERILISED_IN_THE_SHEET = ELIMINATED | {
    "left_out_reason": "sterilised",
    "state": "sterilised",
    "state_reason": "Sterilizzato",
    "state_stated_by": None,
    "state_deed_number": None,
}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (NOTHING, ""),
        (REQUESTED, "misurata 40,0 %, richiesta 90,0 % (Anna: lavori fermi), in attesa del Nucleo"),
        (
            GRANTED,
            "misurata 40,0 %, richiesta 90,0 % (Anna: lavori fermi), "
            "riconosciuta 70,0 % (Ugo: in parte)",
        ),
        (
            REFUSED,
            "misurata 40,0 %, richiesta 90,0 % (Anna: lavori fermi), richiesta respinta (Ugo: no)",
        ),
        (ELIMINATED, "eliminato con atto, GC 195 del 18/07/2024 (Anna: fondi revocati)"),
        (STERILISED_IN_THE_SHEET, "sterilizzato, come scritto nel foglio («Sterilizzato»)"),
    ],
)
def test_what_is_stated_is_said_with_names_reasons_and_deed(
    row: dict[str, Any], sentence: str
) -> None:
    assert texts.standing_sentence(row).replace("\u00a0", " ") == sentence


def test_a_granted_percentage_says_whose_it_is_and_what_was_measured() -> None:
    words = formula(GRANTED).replace("\u00a0", " ")

    assert words.startswith("riconosciuto dal Nucleo; misurata 40,0 %")


def test_what_does_not_count_says_by_which_deed() -> None:
    assert formula(ELIMINATED) == (
        "non conta: eliminato con atto, GC 195 del 18/07/2024 (Anna: fondi revocati)"
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ((84.0, 3), (91.0, 2), "L’azione passa da 84,0 % (3 contati) a 91,0 % (2 contati)."),
        ((84.0, 1), (84.0, 1), "L’azione resta a 84,0 % (1 contato)."),
        (
            (84.0, 1),
            (None, 0),
            "L’azione passa da 84,0 % (1 contato) a nessuna percentuale (nessun indicatore "
            "contato).",
        ),
    ],
)
def test_the_effect_says_the_mean_and_of_how_many(
    before: tuple[float, int], after: tuple[float | None, int], sentence: str
) -> None:
    assert texts.effect_sentence("L’azione", before, after).replace("\u00a0", " ") == sentence


def test_every_code_has_a_word_in_tables() -> None:
    codes = {
        "assessment_kind": AssessmentKind,
        "override_state": OverrideState,
        "stated_role": Role,
    }

    for column, kinds in codes.items():
        assert [kind for kind in kinds if cell_text(column, str(kind)) == str(kind)] == []
    assert set(texts.KIND_HINTS) == set(AssessmentKind)
    assert set(ROLES) == set(Role)
