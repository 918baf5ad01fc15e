"""What the page Attività ordinaria says of a measure."""

from __future__ import annotations

import pytest

from dashboard.domain.ordinary_activity import (
    ActivityMeasure,
    YearValue,
    compared_with_years_before,
)
from dashboard.texts import ordinary_activity as texts


def measure(
    *numbers: float | None, unit: str | None = "pratiche", code: str = "M1"
) -> ActivityMeasure:
    """Gives a measure whose values end with 2024."""
    values = tuple(
        YearValue(2024 - len(numbers) + 1 + at, number, unit=unit)
        for at, number in enumerate(numbers)
    )
    return ActivityMeasure(
        sector_code="02",
        sector_name="Servizi demografici",
        service_name="Anagrafe",
        measure_code=code,
        measure_name=f"Misura {code}",
        reference_year=2024,
        values=values,
        comparison=compared_with_years_before(values, 2024),
    )


def words(shown: str) -> str:
    return shown.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((90, 100, 110, 150), "+50 % sulla media di 3 anni (100 pratiche)"),
        ((100, 110, 105), "0 % sulla media di 2 anni (105 pratiche)"),
        ((110, 105), "dei 3 anni prima uno solo ha un numero confrontabile"),
        ((105,), "dei 3 anni prima nessuno ha un numero confrontabile"),
        ((0, 0, 0, 5), "variazione non calcolata: la media di 3 anni (0 pratiche) è zero"),
        ((90, 100, 110, None), "nessun valore per il 2024"),
    ],
)
def test_the_change_is_told_with_its_mean_or_why_there_is_none(
    numbers: tuple[float | None, ...], expected: str
) -> None:
    assert words(texts.change_words(measure(*numbers))) == expected


@pytest.mark.parametrize(
    ("numbers", "bounds"),
    [
        ((90, 100, 110, 150), ["insolito sotto 70 o sopra 130"]),
        ((10, 50, 60, 500), ["insolito sopra 110"]),  # below zero nothing is counted
        ((90, 100, 110, 120), []),
    ],
)
def test_an_unusual_value_is_told_with_its_bounds(
    numbers: tuple[float, ...], bounds: list[str]
) -> None:
    assert texts.remarks(measure(*numbers)) == bounds


def test_the_finding_names_the_unusual_measure_that_moved_most() -> None:
    shown = [measure(90, 100, 110, 150, code="A"), measure(90, 100, 110, 10, code="B")]

    assert words(texts.figure_finding(shown)) == (
        "Si muove più di tutte: Misura B, −90 % sulla media degli anni prima"
    )
    assert "Nessuna di queste misure" in texts.figure_finding([measure(90, 100, 110, 100)])


def test_the_headline_without_anything_unusual_says_so() -> None:
    assert texts.headline([measure(90, 100, 110, 100)], 2024) == (
        "Attività ordinaria 2024: 1 misura di 1 settore, nessun valore insolito."
    )


def test_who_cannot_see_the_panel_hears_every_year_and_the_comparison() -> None:
    said = words(texts.panel_alt(measure(90, 100, None, 150, unit=None)))

    assert said == (
        "Misura M1. 2021: 90, 2022: 100, 2023: nessun valore, 2024: 150. "
        "pochi anni prima: +58 % sulla media di 2 anni (95)."
    )


def test_other_units_are_told() -> None:
    values = (YearValue(2023, 60, unit="minuti"), YearValue(2024, 1, unit="ore"))
    mixed = ActivityMeasure(
        sector_code="02",
        sector_name=None,
        service_name=None,
        measure_code="M1",
        measure_name="Durata",
        reference_year=2024,
        values=values,
        comparison=compared_with_years_before(values, 2024),
    )

    assert texts.remarks(mixed) == [
        "1 anno prima fuori dal confronto: l’unità di misura è un’altra"
    ]
    assert texts.place_words(mixed) == "02 · ore"
