"""`cruscotto reconcile` says which way of counting gives a published percentage."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dashboard.cli import main
from tests.filled_once import filled_once


@pytest.fixture(scope="module")
def izsler_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    filled = filled_once(tmp_path_factory, "izsler_2020", "izsler_2022")
    return Path(shutil.copy(filled, tmp_path_factory.mktemp("izsler")))


def run(*words: object) -> int:
    return main(["reconcile", *map(str, words)])


def test_the_way_is_said_in_words(izsler_db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("97,2", "--level", "entity", "--year", 2022, "--period", "final")

    assert run(*command, "--db", izsler_db) == 0

    said = capsys.readouterr().out
    assert "97,2\u00a0% si ottiene in 1 modo." in said
    assert "arrotondando prima all’unità ciascun indirizzo strategico" in said
    assert "355 indicatori contati su 620" in said


def test_json_tells_each_departure(izsler_db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("81,5", "--year", 2022, "--format", "json", "--db", izsler_db) == 0

    found = json.loads(capsys.readouterr().out)
    (fit,) = found["fits"]
    assert [one["kind"] for one in fit["departures"]] == ["nothing_left_out", "other_mean"]
    assert (fit["counted_count"], fit["row_count"]) == (618, 620)
    assert round(found["as_configured"]["value_pct"], 2) == 97.10


def test_one_objective_is_named_by_its_code(
    izsler_db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("87,2", "--level", "direction", "--code", 4, "--year", 2020, "--db", izsler_db) == 0

    assert "87,2\u00a0% è quello che danno le regole in vigore" in capsys.readouterr().out


def test_a_mean_without_its_rows_needs_no_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = ("--mean", "88,90", "--rows", 282)

    assert run("90", "--year", 2020, *known, "--db", tmp_path / "nessuna.duckdb") == 0

    said = capsys.readouterr().out
    assert "90\u00a0% non si ottiene in nessuno dei modi provati" in said
    assert "1,10 punti di differenza" in said
    assert not (tmp_path / "nessuna.duckdb").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("circa 97", "--year", 2022), "non è una percentuale che si possa leggere"),
        (("97", "--year", 2022, "--level", "direction"), "vuole il suo codice con --code"),
    ],
)
def test_what_cannot_be_asked_is_said(
    izsler_db: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[object, ...],
    sentence: str,
) -> None:
    assert run(*words, "--db", izsler_db) == 2

    assert sentence in capsys.readouterr().err
