"""Before and after in a real browser: what changed, how it is taken back, how it once was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import opened, settled
from tests.browser.test_paths import sent
from tests.pages.test_past_date import EARLY, LATE, stored
from tests.sheets import final_report
from tools.served_app import ServedApp, served_app

pytestmark = pytest.mark.browser

ENTITY = "Comune di Valprova"
SEEN = f"ente={ENTITY.replace(' ', '+')}&anno=2023"


def report(result: float, reason: str) -> bytes:
    row = ("7.1", "Nuove alberature", "Alberi messi a dimora", 400, result, reason)
    return final_report(row, sector="07 Ambiente", entity=ENTITY, year=2023)


FIRST = report(257, "Siccità prolungata in estate")
SECOND = report(391, "Siccità breve in estate")


@pytest.fixture(scope="module")
def grown_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """Serves a store that received files in 2024 and in 2025."""
    path: Path = tmp_path_factory.mktemp("cresciuta") / "prova.duckdb"
    with served_app(stored(path, [*EARLY, *LATE]), with_samples=False) as served:
        yield served


def test_a_changed_file_is_compared_confirmed_and_taken_back_for_a_reason(
    page: Page, grown_app: ServedApp
) -> None:
    main = page.get_by_test_id("stMain")
    confirm = page.get_by_role("button", name=re.compile("^Conferma"))

    def loaded(name: str, content: bytes) -> None:
        opened(page, grown_app, "caricamento")
        sent(page, **{name: content})
        expect(confirm).to_be_enabled()

    def expect_result(shown: str) -> None:
        opened(page, grown_app, f"risultati?{SEEN}")
        expect(main).to_contain_text(shown)

    loaded("prima", FIRST)
    confirm.click()
    expect(main).to_contain_text("Esito del caricamento")
    loaded("seconda", SECOND)
    changes = page.get_by_role("region", name="Differenze")
    expect(changes.locator("del").nth(1)).to_have_text("prolungata")
    expect(changes.locator("ins").nth(1)).to_have_text("breve")
    expect(changes).to_contain_text("+134")
    confirm.click()
    expect(main).to_contain_text("Esito del caricamento")
    expect_result("391 su 400")

    opened(page, grown_app, f"storico?{SEEN}")
    main.get_by_role("link", name="seconda.xlsx").click()
    page.wait_for_url(re.compile("caricamento="))
    main.get_by_text("Annulla caricamento").click()
    expect(main).to_contain_text("torna in vigore «prima.xlsx»")
    page.get_by_label("Motivo").fill("file del settore sbagliato")
    page.get_by_role("button", name=re.compile("^Annulla il caricamento")).click()
    expect(main).to_contain_text("è stato annullato")
    expect(main).to_contain_text("Motivo: file del settore sbagliato")

    expect_result("257 su 400")
    opened(page, grown_app, f"storico?{SEEN}")
    expect(main).to_contain_text("motivo: file del settore sbagliato")


def test_a_past_date_shows_the_earlier_state_on_every_page_until_today_is_chosen_again(
    page: Page, grown_app: ServedApp
) -> None:
    main = page.get_by_test_id("stMain")
    opened(page, grown_app, "storico?ente=Comune+di+Prova&anno=2024")
    expect(main).to_contain_text("5 caricamenti")

    day = page.locator(".st-key-al").get_by_role("spinbutton").first
    day.click()
    page.keyboard.type("01092024")
    page.keyboard.press("Escape")  # closes the calendar

    expect(main).to_contain_text("Stai guardando i dati com’erano il 01/09/2024")
    expect(main).to_contain_text("2 caricamenti")
    expect(page).to_have_url(re.compile("al=2024-09-01"))
    settled(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Risultati PIAO").click()
    expect(main).to_contain_text("Al 30/06/2024")
    expect(page).to_have_url(re.compile("/risultati.*al=2024-09-01"))

    page.get_by_role("button", name="Torna a oggi").click()
    expect(main).not_to_contain_text("Stai guardando")
    expect(page).not_to_have_url(re.compile("al="))
