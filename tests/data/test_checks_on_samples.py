"""What the checks find on the samples, against what their sources say they hold.

The municipality's figures come from the generator's own tables, the institute's from the published
extract: neither was read by the program.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.domain.plausibility.model import CheckCode, Finding
from dashboard.examining import findings_of_year
from dashboard.store import Store, open_store
from tests.filled_once import filled_once

MUNICIPALITY, INSTITUTE = "comune-di-borgo-esempio", "izsler"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with both samples."""
    filled = filled_once(tmp_path_factory, "esempio", "izsler_2022")
    opened = open_store(Path(shutil.copy(filled, tmp_path_factory.mktemp("campioni"))))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def generated(data_folder: Path) -> list[dict[str, str]]:
    """The indicators as the generator's table has them, before any sheet is written."""
    path = data_folder / "generator" / "content" / "indicatori.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def published(data_folder: Path) -> list[dict[str, str]]:
    """The rows of the institute's extract."""
    csv.field_size_limit(sys.maxsize)
    path = data_folder / "sources" / "izsler_2022_indicatori_semestrali.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def found(store: Store, entity_code: str, year: int, check_code: CheckCode) -> list[Finding]:
    everything = findings_of_year(store, entity_code, year)
    return [one.finding for one in everything if one.finding.check_code is check_code]


def number(typed: str) -> float | None:
    """Reads "1.234,5"; None for what is no number."""
    try:
        return float(typed.replace(".", "").replace(",", "."))
    except ValueError:
        return None


def test_targets_of_2025_equal_to_the_baseline_they_start_from(
    store: Store, generated: list[dict[str, str]]
) -> None:
    # The plan of 2025 starts from the results of 2024 where there are any.
    expected = {
        row["nome"]
        for row in generated
        if row["tipo"] in ("crescente", "decrescente")
        and (target := number(row["atteso_2025"])) is not None
        and target == number(row["dicembre"] or row["base"])
        and not (row["tipo"] == "crescente" and row["unita"] == "%" and target == 100)
        and not (row["tipo"] == "decrescente" and target == 0)
    }

    equal = found(store, MUNICIPALITY, 2025, CheckCode.TARGET_EQUAL_TO_BASELINE)
    assert expected
    assert {one.subject.indicator_name for one in equal} == expected


def test_targets_of_2024_met_in_june(store: Store, generated: list[dict[str, str]]) -> None:
    def is_met(row: dict[str, str]) -> bool:
        target, june = number(row["atteso_2024"]), number(row["giugno"])
        if target is None or june is None:
            return False
        if row["tipo"] == "crescente":
            return june >= target
        return row["tipo"] == "decrescente" and 0.6 * target < june <= target

    expected = {row["nome"] for row in generated if is_met(row)}

    met = found(store, MUNICIPALITY, 2024, CheckCode.TARGET_MET_AT_MID_YEAR)
    assert expected
    assert {one.subject.indicator_name for one in met} == expected


def test_indicators_without_baseline(store: Store, generated: list[dict[str, str]]) -> None:
    expected = {
        row["nome"]
        for row in generated
        if row["tipo"] in ("crescente", "decrescente", "intervallo")
        and row["atteso_2024"]
        and not row["base"]
    }

    absent = found(store, MUNICIPALITY, 2024, CheckCode.BASELINE_ABSENT)
    assert expected
    assert {one.subject.indicator_name for one in absent} == expected


def test_a_source_that_is_an_error_of_excel_is_no_source(
    store: Store, generated: list[dict[str, str]], data_folder: Path
) -> None:
    names = {row["codice"]: row["nome"] for row in generated}
    path = data_folder / "generator" / "content" / "digitati.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        typed = list(csv.DictReader(lines, delimiter=";", quoting=csv.QUOTE_NONE))
    expected = {
        names[row["codice"]]
        for row in typed
        if (row["documento"], row["campo"], row["testo"]) == ("piao", "fonte", "#RIF!")
    }

    absent = found(store, MUNICIPALITY, 2024, CheckCode.SOURCE_ABSENT)
    assert expected
    assert {one.subject.indicator_name for one in absent} == expected


def test_what_the_institute_lacks_is_one_finding_per_department(
    store: Store, published: list[dict[str, str]]
) -> None:
    counts = Counter(row["dipartimento"] for row in published)
    absent = found(store, INSTITUTE, 2022, CheckCode.SOURCE_ABSENT)

    assert {one.subject.sector_name: one.figures["absent_count"] for one in absent} == counts


def test_the_institute_is_at_exactly_a_hundred_as_its_extract_says(
    store: Store, published: list[dict[str, str]]
) -> None:
    counted = [row for row in published if row["escluso_dal_report"] == "no"]
    full = [row for row in counted if float(row["avanzamento_finale"]) == 1]

    [whole] = [
        one
        for one in found(store, INSTITUTE, 2022, CheckCode.EXACT_HUNDREDS)
        if one.subject.sector_code is None
    ]
    assert whole.figures == {"full_count": len(full), "counted_count": len(counted)}


def test_results_of_100_against_a_target_of_1_are_found_in_the_extract(
    store: Store, published: list[dict[str, str]]
) -> None:
    expected = {
        (f"{row['obiettivo_operativo_cod'].rstrip('.')}-{row['struttura_cod']}")
        for row in published
        if row["escluso_dal_report"] == "no"
        and (row["target"], row["risultato_finale"]) == ("1.0", "100.0")
        and row["risultato_intermedio"] != "100.0"
    }

    jumps = {
        one.subject.action_code
        for one in found(store, INSTITUTE, 2022, CheckCode.RESULT_JUMP)
        if (one.figures["factor"], one.period) == (100.0, "final")
    }
    assert expected
    assert jumps == expected
