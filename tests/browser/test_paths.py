"""What people do, from start to end, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import opened
from tests.sheets import final_report, piao_sheet
from tools.served_app import ServedApp, plain_streamlit

ENTITY = "Comune di Valprova"
PLAN = piao_sheet(
    ("1 Città", "7.1", "Nuove alberature", "Ambiente", 0, "Alberi messi a dimora", "SIT", 400),
    sector="07 Ambiente",
    entity=ENTITY,
    year=2023,
)
REPORT = final_report(
    ("7.1", "Nuove alberature", "Alberi messi a dimora", 400, 257, "Siccità prolungata in estate"),
    sector="07 Ambiente",
    entity=ENTITY,
    year=2023,
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(page: Page, **files: bytes) -> None:
    """Hands files to the uploader of the page Caricamento."""
    page.locator('[data-testid="stFileUploaderDropzone"] input').first.set_input_files(
        [
            {"name": f"{name}.xlsx", "mimeType": XLSX, "buffer": content}
            for name, content in files.items()
        ]
    )


@pytest.mark.browser
def test_an_uploaded_workbook_is_confirmed_and_its_number_stands_on_risultati(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "caricamento")

    sent(page, piao=PLAN, report=REPORT)
    confirm = page.get_by_role("button", name=re.compile("^Conferma"))
    expect(confirm).to_be_enabled()
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Report finale")
    confirm.click()
    expect(main).to_contain_text("Esito del caricamento")

    opened(page, app, f"risultati?ente={ENTITY.replace(' ', '+')}&anno=2023")
    expect(main).to_contain_text("Alberi messi a dimora")
    expect(main).to_contain_text("257 su 400")
    expect(main).to_contain_text("64,3")


@pytest.mark.browser
def test_a_broken_file_is_explained_and_nothing_can_be_confirmed(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "caricamento")

    sent(page, rotto=REPORT[: len(REPORT) // 2])

    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("è incompleto")
    expect(page.get_by_role("button", name=re.compile("^Conferma"))).to_be_disabled()


@pytest.mark.browser
def test_a_link_with_filters_reopens_the_same_view(page: Page, app: ServedApp) -> None:
    opened(page, app, "risultati?periodo=Intermedio+(30/6)&settore=05+Lavori+pubblici")

    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Al 30/06/2024")
    expect(main).to_contain_text("05 Lavori pubblici")
    expect(main).not_to_contain_text("07 Ambiente")


@pytest.mark.browser
def test_an_unknown_filter_in_the_address_falls_back_without_an_error(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "scostamenti?anno=1789&settore=Inesistente")

    expect(page.get_by_test_id("stMain")).to_contain_text("scostamenti")
    assert page.get_by_test_id("stAlert").count() == 0


@pytest.mark.browser
def test_from_a_deviation_one_click_opens_the_action_with_its_cells(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "scostamenti?vista=Figura+e+tabella")

    page.get_by_role("link", name="Giornate di apertura del teatro").first.click()
    page.wait_for_url(re.compile("/azione"))

    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Giornate di apertura del teatro")
    expect(main).to_contain_text("Report finale 2024 - 11 Cultura e sport.xlsx")
    expect(main).to_contain_text("La città da vivere")


@pytest.mark.browser
def test_plain_streamlit_run_opens_a_page_by_its_own_address_on_the_very_first_visit(
    page: Page, tmp_path: Path
) -> None:
    with plain_streamlit(tmp_path / "vuoto.duckdb") as app:
        opened(page, app, "scostamenti")

        expect(page.get_by_test_id("stSidebarNav")).to_contain_text("Qualità dei dati")
        expect(page.get_by_test_id("stMain")).to_contain_text("Caricamento")
        expect(page.locator("html")).to_have_attribute("lang", "it")
