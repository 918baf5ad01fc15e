"""The published figures of a real body come out of the same path as any upload."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.incoming import incoming_files
from dashboard.ingest import check_files, confirm
from dashboard.settings import DATA_FOLDER
from dashboard.store import Store, open_store

PUBLISHED = DATA_FOLDER / "sources" / "izsler_totali_pubblicati.csv"


def published(level: str) -> list[tuple[str, float]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as source:
        return [
            (row["voce"], float(row["valore_pubblicato"]))
            for row in csv.DictReader(source)
            if row["anno"] == "2022" and row["livello"] == level
        ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = open_store(Path(tmp_path_factory.mktemp("izsler")) / "izsler.duckdb")
    for checked in check_files(found, incoming_files([DATA_FOLDER / "izsler_2022"])):
        confirm(found, checked, uploaded_by="prova")
    yield found
    found.close()


def final(store: Store, query: str) -> list[dict[str, object]]:
    frame = store.query(query, reference_year=2022, period="final")
    return frame.to_dict("records")  # type: ignore[return-value]


def test_all_620_indicators_of_both_half_years_are_loaded(store: Store) -> None:
    periods = store.query("periods").to_dict("records")

    assert {(row["period"], row["indicator_count"]) for row in periods} == {
        ("intermediate", 620),
        ("final", 620),
    }


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
