"""The anagrafica on the command line: given out filled in, and checked with its effect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.domain.model import MeasureKind
from dashboard.domain.registry_in_force import NOWHERE, RegistryInForce
from dashboard.domain.registry_model import MeasurementRuleFact, RegistryFacts
from dashboard.domain.rules import RuleMethod
from dashboard.ingest import check_file, confirm
from dashboard.registry_out import registry_workbook
from dashboard.store import open_store
from dashboard.texts.rule_effects import NOTHING
from tests.sheets import final_report, piao_sheet

ENTITY_NAME, ENTITY = "Comune di Prova", "comune-di-prova"
PLAN = piao_sheet(["1 Città", "1.1", "Cantieri", "Ufficio", 20, "Giorni", "Registro", "<= 10"])
REPORT = final_report(["1.1", "Cantieri", "Giorni", "<= 10", 15, "ritardi"])
DOUBLE = MeasurementRuleFact(
    "D", "Doppio", MeasureKind.DECREASING, RuleMethod.MIRRORED_RATIO, NOWHERE, is_default=True
)


@pytest.fixture(scope="module")
def filled_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "prova.duckdb"
    store = open_store(path)
    for name, content in (("scheda.xlsx", PLAN), ("report.xlsx", REPORT)):
        confirm(store, check_file(store, name, content), "prova")
    store.close()
    return path


def run(db: Path, *arguments: object) -> int:
    command, *rest = map(str, arguments)
    return main([command, "--db", str(db), *rest])


def test_what_is_given_out_can_be_loaded_and_moves_nothing(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "anagrafica.xlsx"
    assert run(filled_db, "registry", "--output", target, "--year", 2024) == 0
    said = capsys.readouterr().out
    assert "Per il 2024 valgono le regole del programma: nessuna anagrafica caricata." in said

    assert run(filled_db, "check", target) == 0
    assert NOTHING in capsys.readouterr().out


def test_checking_an_anagrafica_says_what_it_would_move(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "anagrafica.xlsx"
    facts = RegistryFacts(rules=(DOUBLE,))
    target.write_bytes(registry_workbook(RegistryInForce(ENTITY, ENTITY_NAME, 2024, None, facts)))
    assert run(filled_db, "check", "--json", target) == 0
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    (total,) = entry["effect"]["totals"]

    assert entry["kind"] == "registry"
    assert (total["before_pct"], total["after_pct"]) == (pytest.approx(200 / 3), 50)
    assert "66,7\xa0% → 50,0\xa0% (−16,7 punti)" in entry["effect"]["message"]
    assert {one["level"] for one in entry["effect"]["movements"]} >= {"indicator", "sector"}


def test_other_files_have_no_effect_of_rules(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(REPORT)
    run(filled_db, "check", "--json", target)

    assert json.loads(capsys.readouterr().out)["files"][0]["effect"] is None


def test_a_file_that_is_there_already_is_not_written_over(
    filled_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "anagrafica.xlsx"
    target.write_bytes(b"di qualcuno")

    assert run(filled_db, "registry", "--output", target) == 2
    assert target.read_bytes() == b"di qualcuno"


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("anagrafica.pdf", [], "L'anagrafica si scrive in .xlsx, non in «.pdf»"),
        ("anagrafica.xlsx", ["--entity", "altro"], "Indicare un ente con --entity"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_left(
    filled_db: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    options: list[str],
    said: str,
) -> None:
    assert run(filled_db, "registry", "--output", tmp_path / name, *options) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
