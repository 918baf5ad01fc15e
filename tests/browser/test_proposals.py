"""Three proposals of the sample decided in a real browser, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import opened
from tools.served_app import ServedApp, served_app

YEAR = "anno=2024"
ACCEPTED = "Moduli guidati attivi per 14 procedimenti su 22, altri 4 entro novembre"
REJECTED = "Sportello aperto due giorni a settimana in sede provvisoria"
DEED = "112"


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[ServedApp]:
    """The app on a store of its own: other tests count what waits for a decision."""
    with served_app(tmp_path / "decisioni.duckdb") as served:
        yield served


def decide(page: Page, labels: list[str], verdict: str, reason: str) -> None:
    main = page.get_by_test_id("stMain")
    for label in labels:
        page.get_by_text(label, exact=True).click()
    count = "1 proposta scelta." if len(labels) == 1 else f"{len(labels)} proposte scelte."
    expect(main).to_contain_text(count)
    page.get_by_test_id("stRadio").get_by_text(verdict, exact=True).click()
    button = page.get_by_role("button", name=re.compile(f"^{verdict.split()[0]} "))
    expect(button).to_be_visible()
    page.get_by_label(re.compile("^(Motivo|Nota per il settore)")).fill(reason)
    button.click()
    expect(page.get_by_test_id("stAlert")).to_contain_text(re.compile("accolt|respint"))


@pytest.mark.browser
def test_decided_texts_stand_on_the_dup_page_and_in_the_synoptic_table(
    page: Page, own_app: ServedApp, tmp_path: Path
) -> None:
    opened(page, own_app, f"proposte?{YEAR}")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("48 proposte di variazione: 48 in attesa.")

    first, second = "Stato di attuazione, proposta n. 1", "Intervento, proposta n. 2"
    decide(page, [first, second], "Accogli", "lo chiede la Giunta")
    decide(page, ["Stato di attuazione, proposta n. 3"], "Respingi", "sede non disponibile")
    expect(main).to_contain_text("45 in attesa, 2 accolte e 1 respinta")

    opened(page, own_app, f"dup?{YEAR}")
    expect(main).to_contain_text(ACCEPTED)
    expect(main).to_contain_text("Accordo con la Camera di commercio per i controlli formali")
    expect(main).to_contain_text(REJECTED)

    opened(page, own_app, f"variazioni?{YEAR}")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(r"tavola \(\.xlsx\)")).click()
    path = tmp_path / "tavola.xlsx"
    download.value.save_as(path)
    rows = [
        " ".join(str(cell) for cell in row if cell is not None)
        for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)
    ]
    (accepted,) = [row for row in rows if ACCEPTED in row and "lo chiede la Giunta" in row]
    assert "Accolta" in accepted
    (rejected,) = [row for row in rows if "sede non disponibile" in row]
    assert REJECTED in rejected
    assert "Respinta" in rejected
