"""From a sheet that nobody knows to a chart, in a real browser; the next one asks nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import opened, settled
from tests.browser.test_paths import sent
from tests.sheets import Cell, workbook_bytes
from tools.served_app import ServedApp

pytestmark = pytest.mark.browser

ENTITY = "Comune di Valmappata"
TITLES = (
    "Struttura di riferimento",
    "Rif.",
    "Iniziativa",
    "KPI",
    "U.M.",
    "Trim.",
    "Traguardo",
    "Valore del periodo",
    "Appunti interni",
)
INDICATOR = "Chilometri di sentieri ripuliti"


def extract(year: int, *values: Cell) -> bytes:
    """Gives an extract with odd titles: one row per indicator and quarter, its target beside."""
    rows: list[Sequence[Cell]] = [
        (
            "08 Ambiente",
            "8.2",
            "Sentieri puliti",
            INDICATOR,
            "km",
            f"{n}° trimestre",
            n * 10,
            value,
            "x",
        )
        for n, value in enumerate(values, start=1)
    ]
    head: list[Sequence[Cell]] = [[f"Ente: {ENTITY}"], [f"Estrazione - anno {year}"], []]
    return workbook_bytes({"Export": [*head, TITLES, *rows]})


def test_an_unknown_extract_is_mapped_once_drawn_as_a_chart_and_the_next_one_is_read_by_itself(
    page: Page, app: ServedApp
) -> None:
    main = page.get_by_test_id("stMain")
    confirm = page.get_by_role("button", name=re.compile("^Conferma"))
    opened(page, app, "caricamento")
    sent(page, estratto=extract(2023, 4, 17, 21, 33))
    page.get_by_role("button", name="Associa le colonne del foglio «Export»").click()

    expect(main).to_contain_text("4 · titoli")
    given(page, "Colonna A, «Struttura di riferimento»: che cosa contiene", "Settore")
    given(page, "Colonna G, «Traguardo»: che cosa contiene", "Target del periodo della riga")
    given(page, "Colonna I, «Appunti interni»: che cosa contiene", "Non caricare")
    page.get_by_label("Nome della mappatura").fill("Estratto dei sentieri")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Prova", exact=True).click()
    expect(main).to_contain_text("Report intermedio: 1 riga")
    page.get_by_role("button", name="Salva e usa").click()

    expect(main).to_contain_text("La mappatura «Estratto dei sentieri» è salvata")
    expect(confirm).to_be_enabled()
    confirm.click()
    expect(main).to_contain_text("Esito del caricamento")
    expect_chart(page, app, year=2023, shown="33 su 40")

    opened(page, app, "caricamento")
    sent(page, nuovo=extract(2024, 2, 12, 28, 39))
    expect(confirm).to_be_enabled()
    expect(page.get_by_role("button", name=re.compile("^Associa le colonne"))).to_have_count(0)
    confirm.click()
    expect(main).to_contain_text("Esito del caricamento")
    expect_chart(page, app, year=2024, shown="39 su 40")

    opened(page, app, "mappature")
    row = page.get_by_role("region", name="Mappature").get_by_role("row").nth(1)
    expect(row).to_contain_text("Estratto dei sentieri")
    expect(row.get_by_role("cell").last).to_have_text("2")


def given(page: Page, label: str, option: str) -> None:
    """Chooses a field for a column with the keyboard, as in any list that can be searched."""
    settled(page)
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=re.compile(rf"^{option}( \(probabile\))?$")).click()
    settled(page)


def expect_chart(page: Page, app: ServedApp, *, year: int, shown: str) -> None:
    """Expects the figure of Risultati PIAO to draw the indicator with its number."""
    opened(page, app, f"risultati?ente={ENTITY.replace(' ', '+')}&anno={year}")
    expect(page.get_by_test_id("stMain")).to_contain_text(shown)
    figure = page.get_by_test_id("stPlotlyChart").first
    expect(figure).to_contain_text(re.compile("Chilometri di.*sentieri ripuliti"))
