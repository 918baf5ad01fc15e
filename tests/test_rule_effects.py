"""What an anagrafica is said to move is what moves once it is accepted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.model import MeasureKind, Period
from dashboard.domain.registry_in_force import NOWHERE
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryFacts,
    RegistryPeriodFact,
    RollupExclusionFact,
    RollupRuleFact,
)
from dashboard.domain.rule_movements import Movement, RuleEffect
from dashboard.domain.rules import Level, RollupMethod, RuleMethod
from dashboard.history import plain_records, revoke_upload
from dashboard.ingest import CheckedFile, check_file, confirm
from dashboard.registry_out import registry_in_force, registry_workbook
from dashboard.rule_effects import effect_of_accepting, effect_of_revoking
from dashboard.store import Store, open_store
from tests.sheets import final_report, piao_sheet
from tests.store.builders import registry

ENTITY_NAME, ENTITY, YEAR = "Comune di Prova", "comune-di-prova", 2024
ABOVE_INDICATOR = tuple(level for level in Level if level is not Level.INDICATOR)
# Less is better, target 10, result 15: 100 · 10 / 15 by one method, 100 · (20 − 15) / 10 by this.
MIRRORED = MeasurementRuleFact(
    "GZ", "Doppio", MeasureKind.DECREASING, RuleMethod.MIRRORED_RATIO, NOWHERE, is_default=True
)
PLAN = piao_sheet(
    ["1 Città", "1.1", "Cantieri", "Ufficio", 20, "Giorni di attesa", "Registro", "<= 10"],
    ["1 Città", "1.2", "Strade", "Ufficio", 2, "Chilometri", "Registro", ">= 8"],
)
REPORT = final_report(
    ["1.1", "Cantieri", "Giorni di attesa", "<= 10", 15, "ritardi"],
    ["1.2", "Strade", "Chilometri", ">= 8", 8, ""],
)


@pytest.fixture(scope="module")
def filled_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a plan and its report, read once."""
    path = tmp_path_factory.mktemp("effetto") / "prova.duckdb"
    filled = open_store(path)
    for name, content in (("scheda.xlsx", PLAN), ("report.xlsx", REPORT)):
        confirm(filled, check_file(filled, name, content), "prova")
    filled.close()
    return path


@pytest.fixture
def store(filled_db: Path, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Path(shutil.copy(filled_db, tmp_path)))
    yield opened
    opened.close()


def anagrafica(year: int = YEAR, **facts: Any) -> CheckedFile:
    """A checked anagrafica that states these facts and nothing else."""
    document = registry(RegistryFacts(**facts), year, ENTITY)
    content = repr(document).encode()
    return CheckedFile(
        file_name=f"anagrafica {year}.xlsx",
        folder_name="",
        content=content,
        file_sha256=sha256(content).hexdigest(),
        entity_code=ENTITY,
        documents=(document,),
    )


def announced(store: Store, checked: CheckedFile) -> RuleEffect:
    effect = effect_of_accepting(store, checked)
    assert effect is not None, checked.issues
    return effect


def moved(effect: RuleEffect, level: Level, period: Period = Period.FINAL) -> list[Movement]:
    return [one for one in effect.movements if one.level is level and one.period is period]


Figures = dict[tuple[str, str | None], float | None]


def shown(store: Store) -> Figures:
    """What the pages show: every node of every level, and every indicator, with a percentage."""
    found: Figures = {
        ("indicator", f"{one['action_code']} / {one['indicator_code']}"): one["achievement_pct"]
        for one in plain_records(store.query("indicator_results", entity_code=ENTITY))
    }
    for level in ABOVE_INDICATOR:
        rows = plain_records(store.query("achievement", entity_code=ENTITY, level=str(level)))
        for one in rows:
            code = None if level is Level.ENTITY else one["code"]
            found[str(level), code] = one["achievement_pct"]
    return {key: pct for key, pct in found.items() if pct is not None}


def differing(before: Figures, after: Figures) -> set[tuple[str, str | None, Any, Any]]:
    """What stands differently, to a millionth of a point."""
    return {
        (*key, rounded(before.get(key)), rounded(after.get(key)))
        for key in before.keys() | after.keys()
        if rounded(before.get(key)) != rounded(after.get(key))
    }


def rounded(pct: float | None) -> float | None:
    return None if pct is None else round(pct, 6)


def test_the_published_example_of_the_two_ways_for_less_is_better(store: Store) -> None:
    effect = announced(store, anagrafica(rules=(MIRRORED,)))

    (indicator,) = moved(effect, Level.INDICATOR)
    assert indicator.before_pct == pytest.approx(100 * 10 / 15)
    assert indicator.after_pct == pytest.approx(50)
    assert indicator.points == pytest.approx(50 - 100 * 10 / 15)
    assert [one.code for one in moved(effect, Level.ACTION)] == ["1.1"]
    assert [one.code for one in moved(effect, Level.SECTOR)] == ["03"]
    (total,) = moved(effect, Level.ENTITY)
    assert (total.before_pct, total.after_pct) == (
        pytest.approx((100 * 10 / 15 + 100) / 2),
        pytest.approx(75),
    )


CHANGES: dict[str, dict[str, Any]] = {
    "another method": {"rules": (MIRRORED,)},
    "an exclusion": {
        "exclusions": (RollupExclusionFact(Level.ACTION, "1.1", "sospesa", NOWHERE, "03"),)
    },
    "a roll-up method": {
        "rollup_rules": (
            RollupRuleFact(Level.DIRECTION, RollupMethod.MEAN_OF_ACTIONS, NOWHERE),
            RollupRuleFact(Level.ENTITY, RollupMethod.MEAN_OF_INDICATORS, NOWHERE, 0),
        )
    },
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_accepting_the_pages_show_what_was_announced(
    store: Store, change: dict[str, Any]
) -> None:
    before = shown(store)
    checked = anagrafica(**change)
    effect = announced(store, checked)
    confirm(store, checked, "prova")
    after = shown(store)

    assert differing(before, after) == {
        (str(one.level), one.code, rounded(one.before_pct), rounded(one.after_pct))
        for one in effect.movements
    }


def test_the_programs_own_rules_written_out_move_nothing(store: Store) -> None:
    in_force = registry_in_force(store, ENTITY, ENTITY_NAME, YEAR)
    effect = announced(store, check_file(store, "anagrafica.xlsx", registry_workbook(in_force)))

    assert effect.movements == ()
    (total,) = effect.totals
    assert total.before_pct == total.after_pct


def test_an_anagrafica_of_a_later_year_moves_no_year_before_it(store: Store) -> None:
    assert announced(store, anagrafica(YEAR + 1, rules=(MIRRORED,))).movements == ()


def test_a_status_that_changes_without_its_percentage_is_announced(store: Store) -> None:
    low = RegistryPeriodFact(Period.FINAL, 100.0, 10.0, NOWHERE)
    high = RegistryPeriodFact(Period.FINAL, 100.0, 90.0, NOWHERE)
    confirm(store, anagrafica(periods=(low,)), "prova")
    effect = announced(store, anagrafica(periods=(high,)))

    (indicator,) = effect.movements
    assert indicator.before is not None
    assert indicator.after is not None
    assert (indicator.before.state, indicator.after.state) == ("partial", "not_achieved")
    assert indicator.points == 0


def test_taking_an_anagrafica_back_moves_what_accepting_it_moved_the_other_way(
    store: Store,
) -> None:
    before = shown(store)
    checked = anagrafica(rules=(MIRRORED,))
    accepting = announced(store, checked)
    upload_id = confirm(store, checked, "prova")
    revoking = effect_of_revoking(store, upload_id)
    assert revoking is not None
    revoke_upload(store, upload_id, "prova", "regola sbagliata")

    assert [
        (one.level, one.code, one.after_pct, one.before_pct) for one in accepting.movements
    ] == [(one.level, one.code, one.before_pct, one.after_pct) for one in revoking.movements]
    assert shown(store) == before


def test_other_files_and_their_revocation_have_no_effect_of_rules(store: Store) -> None:
    assert effect_of_accepting(store, check_file(store, "report.xlsx", REPORT)) is None
    assert effect_of_revoking(store, 1) is None
