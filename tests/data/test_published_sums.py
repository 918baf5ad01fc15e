"""Sums that real bodies published, made again by the roll-up. Each row names its source.

`comuni_totali_pubblicati.csv` and `ater_potenza_2015_pesi.csv` hold published figures as printed.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dashboard.domain.rollup import Aggregate, Outcome, RollupSettings, find, roll_up
from dashboard.domain.rules import DEFAULT_ROLLUP, ORGANISATION, Level, RollupMethod, RollupRule

FOLDER = Path(__file__).parent


def published(entity: str, year: str, level: str, subject: str = "") -> dict[str, float]:
    """Gives the figures of a body by what they are of."""
    with (FOLDER / "comuni_totali_pubblicati.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if entity in row["ente"]]
    key = "voce" if level == "settore" else "metrica"
    return {
        row[key]: float(row["valore_pubblicato"])
        for row in rows
        if (row["anno"], row["livello"]) == (year, level) and subject in row["voce"]
    }


def whole(outcomes: list[Outcome], **methods: RollupMethod) -> Aggregate:
    rules = {Level(level): RollupRule(Level(level), method) for level, method in methods.items()}
    return roll_up(outcomes, RollupSettings({**DEFAULT_ROLLUP, **rules}), ORGANISATION)


def of_sectors(percentages: dict[str, float]) -> list[Outcome]:
    return [Outcome(name, "A", "I", pct, None, True) for name, pct in percentages.items()]


def counted_as(counts: dict[str, float], pct_of: dict[str, float | None]) -> list[Outcome]:
    """Gives one outcome for each thing counted; None is one that could not be measured."""
    return [
        Outcome("S", f"{word}-{number}", "I", pct_of[word], None, True)
        for word in pct_of
        for number in range(int(counts[word]))
    ]


def test_marano_s_eight_sectors_have_the_mean_that_nobody_published() -> None:
    root = whole(of_sectors(published("Marano", "2021", "settore")))

    assert len(root.children) == 8
    assert root.value_pct == 89.375
    assert (root.min_pct, root.max_pct) == (87.5, 90.0)


def test_the_142_objectives_of_a_local_body_add_up_to_its_percentages() -> None:
    counts = published("non identificato", "", "ente", "Obiettivi PEG")
    in_line, above = (
        "amministrativi in linea con le previsioni",
        "amministrativi superiori alle attese",
    )
    below = "amministrativi inferiori alla previsione"
    groups = (in_line, above, below, "tecnici in linea", "tecnici inferiori")

    shares = {}
    for group in groups:
        pct_of: dict[str, float | None] = {word: 100.0 if word == group else 0.0 for word in groups}
        root = whole(counted_as(counts, pct_of), entity=RollupMethod.MEAN_OF_INDICATORS)
        assert root.indicator_count == counts["risultati misurati (totale)"] == 142
        assert root.value_pct is not None
        shares[group] = round(root.value_pct, 1)

    assert list(shares.values()) == [60.6, 12.0, 21.8, 2.1, 3.5]


def test_cremona_s_shares_of_full_and_partial_leave_nothing_out() -> None:
    shares = published("Cremona", "2014", "ente")
    full = shares["quota obiettivi pienamente raggiunti"]
    partial = shares["quota obiettivi raggiunti solo in parte"]
    outcomes = [
        Outcome("S", "A", "pieni", 100.0, None, True, weight=full),
        Outcome("S", "A", "parziali", 0.0, None, True, weight=partial),
    ]

    action = find(whole(outcomes, action=RollupMethod.WEIGHTED_MEAN), Level.ACTION, "A")

    assert action is not None
    assert action.weight_sum == pytest.approx(100.0)
    assert action.value_pct == pytest.approx(57.75)


@pytest.mark.parametrize(("year", "total", "unexplained"), [("2022", 190, 0), ("2023", 202, 9)])
def test_civitanova_s_people_add_up_in_one_year_and_not_in_the_other(
    year: str, total: int, unexplained: int
) -> None:
    counts = published("Civitanova", year, "ente", "Valutazione individuale")
    bands: dict[str, float | None] = dict.fromkeys(("eccellente", "buono", "discreto"), 100.0)
    stated = counts["dipendenti valutati" if year == "2022" else "dipendenti in organico"]

    counted_count = whole(counted_as(counts, bands)).counted_count

    assert stated == total
    assert stated - counted_count == unexplained


def ater_rows() -> dict[str, list[float]]:
    """Gives the weights of ATER Potenza 2015 by row, one figure for each of three people."""
    with (FOLDER / "ater_potenza_2015_pesi.csv").open(encoding="utf-8") as file:
        return {
            row["n"]: [float(row[f"peso_dirigente_{person}"]) for person in "ABC"]
            for row in csv.DictReader(file)
        }


@pytest.mark.parametrize("person", range(3))
def test_ater_s_weights_are_normalised_over_their_sum(person: int) -> None:
    rows = ater_rows()
    weights = {n: row[person] for n, row in rows.items() if n.isdecimal()}
    outcomes = [
        Outcome("S", "A", n, 100.0 if n == "3" else 0.0, None, True, weight=weight)
        for n, weight in weights.items()
    ]

    action = find(whole(outcomes, action=RollupMethod.WEIGHTED_MEAN), Level.ACTION, "A")

    assert action is not None
    assert action.weight_sum == pytest.approx(rows["tot"][person])
    shares = [child.normalised_weight_pct for child in action.children]
    assert sum(share or 0.0 for share in shares) == pytest.approx(100.0)
    # Its own factor of conversion leads from the raw weight to the one in force: 10, 40, 40.
    in_force = rows["eff"][person]
    converted = weights["3"] * rows["k"][person]
    assert (action.value_pct or 0.0) * in_force / 100 == pytest.approx(converted, abs=0.005)
