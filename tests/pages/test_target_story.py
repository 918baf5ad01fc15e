"""The page of an action whose target was varied says which version its percentages used."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.texts import target_story as texts
from dashboard.variations import decide
from tests.pages.conftest import OpenPage, shown, table_rows
from tests.sheets import final_report, piao_sheet

STRUCK, RED = InlineFont(color="FFFF0000", strike=True), InlineFont(color="FFFF0000")
DEED = Deed("112", date(2024, 7, 18))
ACTION = {"azione": "7.1", "cod_settore": "03"}


def plan_with_target_in_red() -> bytes:
    """Gives a PIAO sheet whose target of 400 trees is struck and 300 written beside it in red."""
    row = ("1 Città", "7.1", "Alberature", "Ambiente", 0, "Alberi piantati", "SIT", 400)
    book = load_workbook(BytesIO(piao_sheet(row)))
    book.worksheets[0]["H6"].value = CellRichText(TextBlock(STRUCK, "400"), TextBlock(RED, "300"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def varied_db(tmp_path: Path) -> Path:
    path = tmp_path / "variato.duckdb"
    store = open_store(path)
    report = final_report(("7.1", "Alberature", "Alberi piantati", None, 240, "Siccità"))
    for name, content in (("piao.xlsx", plan_with_target_in_red()), ("finale.xlsx", report)):
        confirm(store, check_file(store, name, content), "Anna")
    store.close()
    return path


def vary(path: Path, deed: Deed | None = DEED) -> None:
    store = open_store(path)
    decide(store, [Decision(1, Verdict.ACCEPTED)], Grounds("meno fondi", "Giunta", deed))
    store.close()


def test_the_percentage_says_its_target_and_what_the_first_one_would_give(
    open_page: OpenPage, varied_db: Path
) -> None:
    vary(varied_db)

    page = open_page("azione", varied_db, **ACTION)

    assert not page.exception
    assert (
        "Al 31/12/2024: 80,0\u00a0%, rispetto al target variato con atto n. 112 del 18/07/2024; "
        "con il target originario sarebbe 60,0\u00a0%."
    ) in shown(page)
    assert len(page.get("plotly_chart")) == 2


def test_both_versions_stand_in_the_tables_with_deed_and_cell(
    open_page: OpenPage, varied_db: Path
) -> None:
    vary(varied_db)

    page = open_page("azione", varied_db, **ACTION)

    cell = "piao.xlsx, foglio Scheda PIAO, H6"
    assert table_rows(page, f"{texts.HEADING} - Alberi piantati") == [
        ["originario", "almeno 400", "dall’inizio", "—", cell],
        ["variato", "almeno 300", "dal 18/07/2024", "n. 112 del 18/07/2024", cell],
    ]
    assert table_rows(page, f"{texts.EFFECT_FILE} - Alberi piantati") == [
        ["Finale (31/12)", "240", "60,0 %", "80,0 %", "+20"]
    ]


def test_a_decision_without_deed_says_so(open_page: OpenPage, varied_db: Path) -> None:
    vary(varied_db, deed=None)

    assert "senza indicazione dell’atto" in shown(open_page("azione", varied_db, **ACTION))


def test_an_action_whose_target_was_not_varied_has_no_such_story(
    open_page: OpenPage, varied_db: Path
) -> None:
    assert "target originario" not in shown(open_page("azione", varied_db, **ACTION))


def test_before_a_target_is_varied_the_page_says_what_it_does_to_the_percentage(
    open_page: OpenPage, varied_db: Path
) -> None:
    page = open_page("proposte", varied_db)
    page.checkbox[0].check().run()

    effect = "al 31/12/2024: il raggiungimento passa da 60,0\u00a0% a 80,0\u00a0%"
    assert effect in shown(page)
    page.radio(key="verdict").set_value("Respingi").run()
    assert effect not in shown(page)


def test_an_action_leads_to_the_proposals_on_its_rows(open_page: OpenPage, varied_db: Path) -> None:
    page = open_page("azione", varied_db, **ACTION)

    html = " ".join(element.proto.body for element in page.get("html"))
    assert "1 proposta di variazione da decidere" in html
    assert "cerca=7.1+Alberature" in html


def test_the_register_leads_from_a_moved_percentage_to_how_it_comes_about(
    open_page: OpenPage, varied_db: Path
) -> None:
    vary(varied_db)

    page = open_page("variazioni", varied_db)

    written = " ".join(element.proto.body for element in page.get("html"))
    (address,) = re.findall(r'href="([^"]*come-si-calcola[^"]+)"', written)
    asked = parse_qs(urlsplit(unescape(address)).query)
    assert asked["livello"] == ["indicator"]
    assert asked["azione"] == ["7.1"]
