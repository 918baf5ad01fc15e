"""The IZSLER workbooks reproduce what the institute published, read here with pandas alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

HEADING_ROW_INDEX = 7
AREA_MEANS = {"AS1": 99.30, "AS2": 88.51, "AS3": 100.0, "AS4": 100.0, "AS5": 97.67}


def read_reports(folder: Path, prefix: str) -> pd.DataFrame:
    """One row per indicator of a half-year, with its department and area code."""
    frames = []
    for path in sorted(folder.glob(f"{prefix}*.xlsx")):
        for area_code, block in pd.read_excel(
            path, sheet_name=None, header=None, engine="openpyxl"
        ).items():
            rows = block.iloc[HEADING_ROW_INDEX + 1 :].copy()
            rows.columns = block.iloc[HEADING_ROW_INDEX]
            rows["area_code"] = area_code
            rows["department"] = str(block.iloc[2, 0]).removeprefix("Settore: ")
            frames.append(rows)
    reports = pd.concat(frames, ignore_index=True)
    reports["declared"] = pd.to_numeric(reports["% di raggiungimento"])
    return reports


@pytest.fixture(scope="module")
def final(data_folder: Path) -> pd.DataFrame:
    return read_reports(data_folder / "izsler_2022", "Report finale")


@pytest.fixture(scope="module")
def intermediate(data_folder: Path) -> pd.DataFrame:
    return read_reports(data_folder / "izsler_2022", "Report intermedio")


@pytest.fixture(scope="module")
def counted(final: pd.DataFrame) -> pd.DataFrame:
    return final[final["Escluso dal calcolo"] == "no"]


def test_each_half_year_has_620_indicators_of_seven_departments(
    final: pd.DataFrame, intermediate: pd.DataFrame
) -> None:
    for reports in (final, intermediate):
        assert len(reports) == 620
        assert reports["department"].nunique() == 7
        assert reports["Obiettivo generale"].isna().sum() == 20


def test_an_indicator_is_unique_inside_its_action(
    final: pd.DataFrame, intermediate: pd.DataFrame
) -> None:
    for reports in (final, intermediate):
        assert not reports.duplicated(["department", "Azione", "Codice indicatore"]).any()


def test_both_half_years_speak_of_the_same_indicators(
    final: pd.DataFrame, intermediate: pd.DataFrame
) -> None:
    keys = ["department", "area_code", "Azione", "Codice indicatore", "Target"]
    assert set(final[keys].itertuples(index=False, name=None)) == set(
        intermediate[keys].itertuples(index=False, name=None)
    )


def test_the_means_by_area_are_the_published_ones(counted: pd.DataFrame) -> None:
    assert len(counted) == 355
    assert counted.groupby("area_code")["declared"].mean().round(2).to_dict() == AREA_MEANS


def test_every_published_department_by_area_mean_comes_out(
    counted: pd.DataFrame, data_folder: Path
) -> None:
    totals = pd.read_csv(data_folder / "sources" / "izsler_totali_pubblicati.csv")
    cells = totals[totals["livello"] == "dipartimento x area"]
    published = dict(zip(cells["voce"], cells["valore_pubblicato"], strict=True))
    means = counted.groupby(["department", "area_code"])["declared"].mean().round(2)
    found = {f"{department} / {area}": mean for (department, area), mean in means.items()}
    assert len(published) == 22
    assert {voice: found[voice] for voice in published} == published


def test_the_four_headlines_come_from_four_methods(
    final: pd.DataFrame, counted: pd.DataFrame
) -> None:
    areas = counted.groupby("area_code")["declared"].mean()
    assert round(areas.mean(), 2) == 97.10
    assert round(areas.round(0).mean(), 2) == 97.2
    assert round(counted["declared"].mean(), 2) == 96.26
    assert final["declared"].count() == 618
    assert round(final["declared"].mean(), 2) == 81.53


def test_not_reported_is_minus_one_and_absent_is_empty(
    final: pd.DataFrame, intermediate: pd.DataFrame
) -> None:
    #  half-year     -1   empty
    cases = [
        (final, 94, 2),
        (intermediate, 173, 10),
    ]
    for reports, minus_one_count, empty_count in cases:
        assert (reports["Risultato"] == -1).sum() == minus_one_count
        assert reports["Risultato"].isna().sum() == empty_count


def test_the_half_year_leaves_out_by_its_own_values(intermediate: pd.DataFrame) -> None:
    excluded = intermediate["Escluso dal calcolo"] == "sì"
    assert excluded[intermediate["Risultato"] == -1].all()
    assert intermediate.loc[excluded, "Motivo esclusione"].notna().all()
    assert intermediate.loc[~excluded, "Motivo esclusione"].isna().all()


def test_the_workbooks_are_what_the_script_writes(
    run_generator, assert_same_workbooks, data_folder: Path, tmp_path: Path
) -> None:
    run_generator("build_izsler.py", "--into", tmp_path)
    assert_same_workbooks(data_folder / "izsler_2022", tmp_path)
