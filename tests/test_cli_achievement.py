"""`cruscotto query achievement` at every level, through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from tests.sheets import final_report

Asked = Callable[..., list[dict[str, Any]]]

# Action 3.1: 2.4 of 4 is 60 %, 3 of 3 is 100 %. Action 3.2: 93.5 of 90 is 100 %.
ROWS = (
    ("3.1", "Piste ciclabili", "Km completati", "≥ 4,0", 2.4, "Esproprio sospeso dal TAR"),
    ("3.1", "Piste ciclabili", "Cantieri aperti", 3, 3, None),
    ("3.2", "Asfaltature", "Quota di strade rifatte", "≥ 90%", "93,5 %", None),
)


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    inbox = tmp_path / "F_PIAO 2024_2026"
    inbox.mkdir()
    (inbox / "report.xlsx").write_bytes(final_report(*ROWS))
    path = tmp_path / "prova.duckdb"
    assert main(["load", str(inbox), "--db", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def asked(db: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    def ask(*arguments: str) -> list[dict[str, Any]]:
        common = ("--year", "2024", "--period", "final", "--format", "json", "--db", str(db))
        assert main(["query", "achievement", *arguments, *common]) == 0
        return list(json.loads(capsys.readouterr().out))

    return ask


def test_the_entity_comes_with_method_counts_coverage_and_range(asked: Asked) -> None:
    (entity,) = asked("--level", "entity")

    assert entity["achievement_pct"] == pytest.approx(260 / 3)
    assert (entity["method"], entity["code"]) == ("mean_of_indicators", entity["entity_code"])
    assert (entity["counted_count"], entity["reported_count"], entity["indicator_count"]) == (
        3,
        3,
        3,
    )
    assert (entity["coverage_pct"], entity["not_linked_count"]) == (100.0, 0)
    assert (entity["min_achievement_pct"], entity["max_achievement_pct"]) == (80.0, 100.0)


def test_a_method_that_is_asked_for_takes_the_place_of_the_one_in_force(asked: Asked) -> None:
    (entity,) = asked("--level", "entity", "--method", "mean_of_actions")

    assert (entity["achievement_pct"], entity["method"]) == (90.0, "mean_of_actions")


def test_actions_and_indicators_are_levels_as_well(asked: Asked) -> None:
    actions = {row["code"]: row["achievement_pct"] for row in asked("--level", "action")}
    indicators = [row["achievement_pct"] for row in asked("--level", "indicator")]

    assert actions == {"3.1": 80.0, "3.2": 100.0}
    assert sorted(indicators) == [60.0, 100.0, 100.0]


def test_a_sector_is_the_mean_of_its_indicators(asked: Asked) -> None:
    (sector,) = asked("--level", "sector")

    assert sector["achievement_pct"] == pytest.approx(260 / 3)
    assert asked("--level", "sector", "--sector", "nessuno") == []


def test_a_tag_restricts_only_what_carries_tags(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["query", "achievement", "--level", "direction", "--tag", "PNRR", "--db", str(db)]

    assert main(arguments) == 2
    assert "Con --tag serve --level tag" in capsys.readouterr().err


@pytest.mark.parametrize("option", [("--level", "regione"), ("--method", "mediana")])
def test_an_unknown_level_or_method_is_refused(db: Path, option: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["query", "achievement", *option, "--db", str(db)])

    assert stopped.value.code == 2
