"""The IZSLER 2020 workbooks say what was published and what was not, read with pandas alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

HEADING_ROW_INDEX = 6
PUBLISHED_PCT = {"OB1": 96.7, "OB2": 82.3, "OB3": 98.0, "OB4": 87.2, "OB5": 99.5, "OB6": 37.5}


def read_sheets(path: Path) -> pd.DataFrame:
    """One row per indicator of a workbook, with the name of its sheet in `objective`."""
    frames = []
    book = pd.read_excel(path, sheet_name=None, header=None, dtype=object, engine="openpyxl")
    for name, block in book.items():
        rows = block.iloc[HEADING_ROW_INDEX + 1 :].copy()
        rows.columns = block.iloc[HEADING_ROW_INDEX]
        frames.append(rows.assign(objective=name))
    return pd.concat(frames, ignore_index=True)


@pytest.fixture(scope="module")
def report(data_folder: Path) -> pd.DataFrame:
    found = read_sheets(
        data_folder / "izsler_2020" / "Report finale 31.12.2020 - obiettivi strategici.xlsx"
    )
    return found.assign(pct=pd.to_numeric(found["% di raggiungimento"]))


def test_plan_and_report_speak_of_the_same_35_indicators(
    report: pd.DataFrame, data_folder: Path
) -> None:
    plan = read_sheets(data_folder / "izsler_2020" / "Scheda obiettivi strategici 2020.xlsx")
    keys = ["Struttura", "Azione", "Codice indicatore", "Target"]

    assert len(report) == 35
    assert list(plan[keys].itertuples(index=False)) == list(report[keys].itertuples(index=False))


def test_targets_and_results_stand_as_they_were_printed(report: pd.DataFrame) -> None:
    by_code = report.set_index("Codice indicatore")
    #  indicator  target     result
    cases = [
        ("1.1.2", "≥1", "0,93 (12,21/13,06)"),
        ("3.1.2", "≤ 0,5%", "0%"),
        ("3.1.5", "≥95%", "≥95%"),
    ]
    for code, target, result in cases:
        assert (by_code.loc[code, "Target"], by_code.loc[code, "Risultato"]) == (target, result)


def test_the_counted_rows_give_the_published_objectives(report: pd.DataFrame) -> None:
    means = report[report["Escluso dal calcolo"] == "no"].groupby("objective")["pct"].mean()

    assert means.round(1).to_dict() == PUBLISHED_PCT
    assert round(means.mean(), 1) == 83.5


def test_objective_4_says_which_rows_were_not_printed_and_which_is_not_counted(
    report: pd.DataFrame,
) -> None:
    fourth = report[report["objective"] == "OB4"]
    unprinted = fourth[fourth["Note"].str.contains("Riga assente dalla tabella pubblicata")]

    assert list(unprinted["Codice indicatore"]) == ["4.1.x1", "4.1.x2", "4.1.x3a", "4.1.x3b"]
    assert list(unprinted["pct"]) == [100, 50, 50, 50]
    assert list(unprinted["Escluso dal calcolo"]) == ["sì", "no", "no", "no"]
    assert "autoreferenziale" in unprinted["Motivo esclusione"].iloc[0]
    assert round(fourth.drop(unprinted.index)["pct"].mean(), 2) == 98.33
    assert round(fourth["pct"].mean(), 2) == 88.10


def test_the_workbooks_are_what_the_script_writes(
    run_generator, assert_same_workbooks, data_folder: Path, tmp_path: Path
) -> None:
    run_generator("build_izsler_2020.py", "--into", tmp_path)
    assert_same_workbooks(data_folder / "izsler_2020", tmp_path)
