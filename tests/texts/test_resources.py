"""Sentences of PEG e risorse: one and many, nothing stated, official names."""

from __future__ import annotations

import pytest

from dashboard.texts import missions
from dashboard.texts import resources as texts

IN_ALL = {
    "allocated_eur": 1000.0,
    "committed_eur": 250.0,
    "paid_eur": None,
    "committed_pct": 25.0,
    "compared_count": 1,
    "row_count": 3,
    "action_count": 2,
    "no_allocated_count": 0,
    "no_committed_count": 2,
    "no_paid_count": 3,
}


def action(**stated: object) -> dict[str, object]:
    return {
        "reference_year": 2024,
        "allocated_eur": None,
        "committed_eur": None,
        "paid_eur": None,
        "is_in_peg": True,
        **stated,
    }


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "nessuna azione è senza risorse"),
        (1, "1 azione è senza risorse"),
        (2, "2 azioni sono senza risorse"),
    ],
)
def test_actions_without_resources_are_counted_in_words(count: int, words: str) -> None:
    assert texts.emphasis(count) == words
    assert words in texts.headline([action()], None, count)


def test_sums_that_nobody_states_are_said_to_be_missing() -> None:
    assert "lo stanziamento non è indicato" in texts.headline([action()], None, 0)
    assert texts.tile_values(IN_ALL)[2] == ("Pagato", "—", "non indicato")
    assert texts.completeness([action(allocated_eur=0.0), action(is_in_peg=False)]) == (
        "Su 2 azioni: stanziato per 1, impegnato per nessuna e pagato per nessuna. Ciò che non è "
        "indicato non conta come zero. 1 azione non è nell’elenco del PEG."
    )


def test_the_committed_share_says_over_how_many_actions() -> None:
    assert texts.committed_note(IN_ALL) == (
        "Impegnato il 25,0\u00a0% dello stanziato, contando 1 azione che indica entrambi, su 2."
    )
    assert "non si può calcolare" in texts.committed_note({**IN_ALL, "committed_pct": None})


def test_the_missions_are_the_23_of_the_decree() -> None:
    assert len(missions.MISSIONS) == 23
    assert missions.MISSIONS["12"] == "Diritti sociali, politiche sociali e famiglia"


@pytest.mark.parametrize(
    ("key", "written", "label"),
    [
        ("01", "01.11", "01 Servizi istituzionali, generali e di gestione"),
        ("37", "37.01", "37 (non è una missione del D.Lgs. 118/2011)"),
        ("fondo sociale", "Fondo sociale ", "Fondo sociale"),
    ],
)
def test_a_mission_has_its_official_name_or_says_that_it_is_none(
    key: str, written: str, label: str
) -> None:
    assert missions.mission_label(key, written) == label


def test_an_action_with_zero_euro_is_told_from_one_that_states_nothing() -> None:
    assert texts.missing_words(action()) == "né denaro né personale indicati"
    assert texts.missing_words(action(allocated_eur=0.0)).startswith("0 €")
