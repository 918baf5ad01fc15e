"""The published figures of a real body come out of the same path as any upload."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.settings import DATA_FOLDER
from dashboard.store import Store, open_store
from tests.filled_once import filled_once

PUBLISHED = DATA_FOLDER / "sources" / "izsler_totali_pubblicati.csv"


def published(level: str, year: str = "2022") -> list[tuple[str, float]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as source:
        return [
            (row["voce"], float(row["valore_pubblicato"]))
            for row in csv.DictReader(source)
            if row["anno"] == year and row["livello"] == level
        ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    filled = filled_once(tmp_path_factory, "izsler_2020", "izsler_2022")
    found = open_store(Path(shutil.copy(filled, tmp_path_factory.mktemp("izsler"))))
    yield found
    found.close()


def final(store: Store, query: str, year: int = 2022) -> list[dict[str, object]]:
    frame = store.query(query, reference_year=year, period="final")
    return frame.to_dict("records")  # type: ignore[return-value]


def test_all_620_indicators_of_both_half_years_are_loaded(store: Store) -> None:
    periods = store.query("periods").to_dict("records")

    assert {
        (row["period"], row["indicator_count"]) for row in periods if row["reference_year"] == 2022
    } == {("intermediate", 620), ("final", 620)}


@pytest.mark.parametrize(("area", "value"), published("area strategica"))
def test_each_published_area_mean_is_shown(store: Store, area: str, value: float) -> None:
    means = {
        row["strategic_direction_code"]: row["achievement_pct"]
        for row in final(store, "achievement_by_direction")
    }

    assert value == round(float(str(means[area.split()[0]])), 2)


@pytest.mark.parametrize(("cell", "value"), published("dipartimento x area"))
def test_each_published_department_by_area_mean_is_shown(
    store: Store, cell: str, value: float
) -> None:
    department, area = cell.split(" / ")
    means = {
        (str(row["sector_name"]).upper(), row["strategic_direction_code"]): row["achievement_pct"]
        for row in final(store, "achievement_by_sector_and_direction")
    }

    assert value == round(float(str(means[department, area])), 2)


# method -> the honest answer of that method, from the data's own notes
ENTITY_MEANS = {
    "mean_of_directions": 97.10,
    "mean_of_rounded_directions": 97.20,
    "mean_of_indicators": 96.26,
    "mean_of_all_indicators": 81.53,
}


@pytest.mark.parametrize(("method", "value"), ENTITY_MEANS.items())
def test_one_year_has_four_honest_totals_and_each_is_named(
    store: Store, method: str, value: float
) -> None:
    means = {row["method"]: row["achievement_pct"] for row in final(store, "achievement_by_entity")}

    assert value == round(float(str(means[method])), 2)


def test_the_total_without_exclusions_counts_618_rows(store: Store) -> None:
    counts = {row["method"]: row["counted_count"] for row in final(store, "achievement_by_entity")}

    assert counts["mean_of_all_indicators"] == 618
    assert counts["mean_of_indicators"] == 355


@pytest.mark.parametrize(("objective", "value"), published("obiettivo strategico", "2020"))
def test_each_published_objective_of_2020_is_shown(
    store: Store, objective: str, value: float
) -> None:
    means = {
        row["strategic_direction_code"]: row["achievement_pct"]
        for row in final(store, "achievement_by_direction", 2020)
    }

    assert value == round(float(str(means[objective.split()[0]])), 1)


def test_the_entity_of_2020_is_the_published_mean_of_its_six_objectives(store: Store) -> None:
    ((_, value), _) = published("ente", "2020")
    (headline,) = [row for row in final(store, "achievement_by_entity", 2020) if row["is_headline"]]

    assert value == round(float(str(headline["achievement_pct"])), 1)
    assert headline["counted_count"] == 34


def test_a_year_of_objectives_alone_leaves_the_newest_year_first(store: Store) -> None:
    periods = store.query("periods").to_dict("records")

    assert [row["reference_year"] for row in periods] == [2022, 2022, 2020]
