"""The page Anagrafica, and what the preview of an anagrafica announces."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.domain.model import MeasureKind
from dashboard.domain.registry_in_force import NOWHERE, RegistryInForce
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryFacts,
    RegistrySectorFact,
    RollupExclusionFact,
    RollupRuleFact,
    RollupWeightFact,
)
from dashboard.domain.rules import Level, RollupMethod, RuleMethod
from dashboard.ingest import check_file, confirm
from dashboard.registry_out import registry_workbook
from dashboard.store import open_store
from dashboard.texts import registry_page as texts
from dashboard.texts import rule_effects
from dashboard.texts.upload import HISTORY_HEADING
from dashboard.ui.registry import weights_frame
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.pages.test_upload import offered
from tests.sheets import final_report, piao_sheet

ENTITY_NAME, ENTITY, YEAR = "Comune di Prova", "comune-di-prova", 2024
PLAN = piao_sheet(["1 Città", "1.1", "Cantieri", "Ufficio", 20, "Giorni", "Registro", "<= 10"])
REPORT = final_report(["1.1", "Cantieri", "Giorni", "<= 10", 15, "ritardi"])
FACTS = RegistryFacts(
    sectors=(
        RegistrySectorFact("03", "Lavori pubblici", NOWHERE),
        RegistrySectorFact("04", "Ambiente", NOWHERE),
    ),
    rules=(
        MeasurementRuleFact(
            "D", "Doppio", MeasureKind.DECREASING, RuleMethod.MIRRORED_RATIO, NOWHERE,
            cap_pct=None, is_default=True, source="SMVP, art. 7",
        ),
    ),
    rollup_rules=(RollupRuleFact(Level.ENTITY, RollupMethod.WEIGHTED_MEAN, NOWHERE),),
    weights=(RollupWeightFact(Level.SECTOR, "03", 30.0, NOWHERE),),
    exclusions=(RollupExclusionFact(Level.ACTION, "9.9", "sospesa con delibera", NOWHERE, "04"),),
)  # fmt: skip


@pytest.fixture
def filled_db(tmp_path: Path) -> Path:
    path = tmp_path / "prova.duckdb"
    store = open_store(path)
    for name, content in (("scheda.xlsx", PLAN), ("report.xlsx", REPORT)):
        confirm(store, check_file(store, name, content), "prova")
    store.close()
    return path


def anagrafica() -> bytes:
    return registry_workbook(RegistryInForce(ENTITY, ENTITY_NAME, YEAR, None, FACTS))


def load_anagrafica(path: Path) -> int:
    store = open_store(path)
    upload_id = confirm(store, check_file(store, "anagrafica.xlsx", anagrafica()), "Ufficio")
    store.close()
    return upload_id


def test_an_anagrafica_loaded_before_any_plan_stands_among_the_last_files(
    empty_db: Path, open_page: OpenPage
) -> None:
    load_anagrafica(empty_db)
    page = open_page("caricamento", empty_db)

    assert [row[1] for row in table_rows(page, HISTORY_HEADING)] == ["anagrafica.xlsx"]


def test_without_an_anagrafica_the_page_says_that_the_programs_rules_hold(
    filled_db: Path, open_page: OpenPage
) -> None:
    page = open_page("anagrafica", filled_db)

    assert headings(page) == [
        "Per il 2024 valgono le regole del programma: nessuna anagrafica caricata."
    ]
    assert texts.DOWNLOAD_NOTE in shown(page)
    assert "Tutte le regole sono quelle del programma." in shown(page)


def test_a_stated_rule_stands_with_its_cell_beside_the_programs_own(
    filled_db: Path, open_page: OpenPage
) -> None:
    load_anagrafica(filled_db)
    page = open_page("anagrafica", filled_db)
    by_name = {
        row["rule_name"]: row
        for row in (
            dict(zip(texts.RULE_COLUMNS, cells, strict=True))
            for cells in table_rows(page, texts.RULES_HEADING)
        )
    }

    assert headings(page)[0].startswith("Per il 2024 valgono le regole dell’anagrafica caricata il")
    assert "1 regola dell’ente; 5 del programma." in shown(page)
    assert by_name["Doppio"]["limits_words"].startswith("senza tetto")
    assert by_name["Doppio"]["source"] == "SMVP, art. 7"
    assert by_name["Doppio"]["stated_words"] == "anagrafica, foglio Regole di misurazione, cella A6"
    assert by_name["Sì/no: come atteso"]["stated_words"] == texts.PROGRAM


def test_weights_and_exclusions_are_said_with_sum_and_reason(
    filled_db: Path, open_page: OpenPage
) -> None:
    load_anagrafica(filled_db)
    page = open_page("anagrafica", filled_db)

    assert "Somma dei pesi: settore 30. Contano nella media ponderata di: ente." in shown(page)
    assert table_rows(page, "Esclusioni")[0][:4] == ["Azione", "9.9", "04", "sospesa con delibera"]


def test_an_empty_weight_counts_as_the_mean_of_the_others_and_this_is_said() -> None:
    weights = weights_frame(FACTS).to_dict("records")

    assert [(one["code"], one["normalised_pct"]) for one in weights] == [("03", 50), ("04", 50)]
    assert weights[1]["weight_words"] == "vuoto: conta come la media degli altri (30)"


def test_the_preview_of_an_anagrafica_says_what_it_would_move(
    filled_db: Path, open_page: OpenPage
) -> None:
    page = offered(open_page("caricamento", filled_db), ("anagrafica.xlsx", anagrafica()))

    assert rule_effects.HEADING in shown(page)
    assert "66,7\xa0% → 50,0\xa0% (−16,7 punti)." in shown(page)
    levels = [row[2] for row in table_rows(page, rule_effects.FILE)]
    assert levels[0] == "Ente"
    assert levels[-1] == "Indicatore"


def test_before_an_anagrafica_is_taken_back_its_effect_is_shown(
    filled_db: Path, open_page: OpenPage
) -> None:
    upload_id = load_anagrafica(filled_db)
    page = open_page("storico", filled_db, caricamento=str(upload_id))
    page.session_state["history-revoke-folded"] = True
    page.run()

    assert rule_effects.UNDO_HEADING in shown(page)
    assert "50,0\xa0% → 66,7\xa0% (+16,7 punti)." in shown(page)
