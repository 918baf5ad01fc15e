"""The invented municipality's workbooks are whole, repeatable, and as untidy as intended."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

MAX_DATA_BYTES = 2 * 1024 * 1024


@pytest.fixture(scope="module")
def sheets(data_folder: Path) -> dict[str, list[Worksheet]]:
    """Every sheet of the sample by file name, with the values that formulas were stored with."""
    return {
        path.name: openpyxl.load_workbook(path, rich_text=True).worksheets
        for path in sorted((data_folder / "esempio").rglob("*.xlsx"))
    }


def texts(chosen: list[Worksheet]) -> list[str]:
    return [
        str(cell.value)
        for sheet in chosen
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_the_workbooks_are_what_the_script_writes(
    run_generator, assert_same_workbooks, data_folder: Path, tmp_path: Path
) -> None:
    rebuilt_expectations = tmp_path / "expected.json"
    run_generator("build_esempio.py", "--into", tmp_path, "--expected", rebuilt_expectations)
    kept_expectations = Path(__file__).with_name("esempio_expected.json")
    assert rebuilt_expectations.read_bytes() == kept_expectations.read_bytes()
    for folder in ("esempio", "esempio_errori"):
        assert_same_workbooks(data_folder / folder, tmp_path / folder)


def test_every_document_of_the_year_is_there_but_one(sheets: dict[str, list[Worksheet]]) -> None:
    kinds = Counter(re.match(r"\D+(?:\d{4})?", name)[0].strip(" -") for name in sheets)
    assert kinds == {
        "Anagrafica 2024": 1,
        "DUP stato di attuazione - Indirizzo": 4,
        "PEG 2024": 12,
        "PEG 2025": 12,
        "Scheda PIAO 2024": 12,
        "Scheda PIAO 2025": 12,
        "Report intermedio 2024": 12,
        "Report finale 2024": 11,
    }
    assert not [name for name in sheets if "finale" in name and "Polizia" in name]


def test_every_file_says_that_its_data_are_invented(sheets: dict[str, list[Worksheet]]) -> None:
    silent = [
        name for name, chosen in sheets.items() if "(dati inventati)" not in " ".join(texts(chosen))
    ]
    assert silent == []


def test_the_plan_is_as_large_as_a_small_town_needs(expected: dict[str, Any]) -> None:
    assert expected["piao_action_count"] >= 60
    assert expected["planned_2024_count"] >= 150
    assert expected["intervention_count"] >= 40
    assert expected["proposals"]["total"] >= 40


def test_every_kind_of_measure_is_planned(expected: dict[str, Any]) -> None:
    assert set(expected["kinds_2024"]) == {
        "crescente",
        "data",
        "decrescente",
        "intervallo",
        "qualitativo",
        "sì/no",
    }


def test_an_indicator_can_be_found_by_sector_and_name(expected: dict[str, Any]) -> None:
    names = [(item["sector_code"], item["name"]) for item in expected["final"]["indicators"]]
    assert len(set(names)) == len(names) == expected["planned_2024_count"]


#    code        target        result       achievement_pct
BY_HAND = [
    ("LP.02.1", "4", "2,2", 55.0),
    ("CS.01.1", "100", "38", 38.0),
    ("AP.01.1", "30", "33,6", 100 * 30 / 33.6),  # less is better
    ("FT.03.2", "0", "0", 100.0),  # nothing owed, as planned
    ("LP.04.3", "20..22", "21,2", 100.0),  # inside the range
    ("LP.02.2", "2024-10-31", "2024-12-20", 0.0),  # late
    ("AM.04.1", "sì", "no", 0.0),
    ("SS.05.3", "continuità dei percorsi avviati", "parzialmente raggiunto", 50.0),
]


@pytest.mark.parametrize(("code", "target", "result", "achievement_pct"), BY_HAND)
def test_the_expected_achievement_can_be_checked_by_hand(
    data_folder: Path,
    expected: dict[str, Any],
    code: str,
    target: str,
    result: str,
    achievement_pct: float,
) -> None:
    table = data_folder / "generator" / "content" / "indicatori.csv"
    lines = [line.split(";") for line in table.read_text(encoding="utf-8").splitlines()]
    row = next(line for line in lines if line[0] == code)
    assert (row[6], row[10]) == (target, result)
    found = next(item for item in expected["final"]["indicators"] if item["code"] == code)
    assert found["achievement_pct"] == pytest.approx(achievement_pct)


def test_red_ink_comes_in_cells_runs_and_strikes(sheets: dict[str, list[Worksheet]]) -> None:
    reds: Counter[str] = Counter()
    for name, chosen in sheets.items():
        for cell in (cell for sheet in chosen for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, CellRichText):
                reds["runs"] += 1
            elif name.startswith("DUP") and cell.row > 8 and cell.font.color is not None:
                reds["struck" if cell.font.strike else "whole"] += 1
    assert reds["runs"] >= 25
    assert reds["whole"] >= 40  # the cells of six new rows
    assert reds["struck"] >= 20  # those of four rows to be removed


def test_the_accidents_of_office_life_are_all_there(sheets: dict[str, list[Worksheet]]) -> None:
    every_sheet = [sheet for chosen in sheets.values() for sheet in chosen]
    written = set(texts(every_sheet))
    assert {
        "#RIF!",
        "#REF!",
        "n.d.",
        "almeno due",
        "1.101",
        "+30% rispetto alla baseline",
    } <= written
    assert any(sheet.merged_cells.ranges for sheet in every_sheet)
    assert any(row.hidden for sheet in every_sheet for row in sheet.row_dimensions.values())


def test_one_formula_alone_was_never_calculated(
    data_folder: Path, sheets: dict[str, list[Worksheet]]
) -> None:
    missing = []
    for path in sorted((data_folder / "esempio").rglob("*.xlsx")):
        formulas = [
            (sheet.title, cell.coordinate)
            for sheet in sheets[path.name]
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        if formulas:
            stored = openpyxl.load_workbook(path, data_only=True)
            missing += [path.name for name, at in formulas if stored[name][at].value is None]
    assert missing == ["Report finale 2024 - 02 Finanze e tributi.xlsx"]


def test_the_samples_stay_small(data_folder: Path) -> None:
    folders = (
        "esempio",
        "esempio_errori",
        "izsler_2020",
        "izsler_2022",
        "sources",
        "generator",
    )
    files = (path for folder in folders for path in (data_folder / folder).rglob("*"))
    kept = (path for path in files if path.is_file() and path.suffix != ".pyc")
    assert sum(path.stat().st_size for path in kept) < MAX_DATA_BYTES
