"""An afternoon of the Nucleo: ten cases, a clarification, a record, and a colleague beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.domain.roles import Person, Role
from dashboard.texts import clarifications as clarification_texts
from dashboard.texts import minutes as minutes_texts
from dashboard.texts import review_card as texts
from dashboard.texts import review_queue as queue_texts
from tests.browser.conftest import NUCLEO, new_visit
from tests.browser.test_every_page import all_drawn, opened, settled, violations_on
from tools.served_app import ServedApp

pytestmark = pytest.mark.browser

ANNA, LUCA = NUCLEO, Person("Luca Bianchi", Role.NUCLEO)
CASES = 10
# Of its results the second case is one.
HEAD_OF_SECTOR = Person("Carla Verdi", Role.SECTOR, sector_code="07")
QUESTION = "Quando è finita la gara?"


@pytest.fixture
def anna(browser: Browser, app: ServedApp) -> Iterator[Page]:
    context = new_visit(browser, app, ANNA)
    yield context.new_page()
    context.close()


@pytest.fixture
def luca(browser: Browser, app: ServedApp) -> Iterator[Page]:
    context = new_visit(browser, app, LUCA)
    yield context.new_page()
    context.close()


@pytest.fixture
def carla(browser: Browser, app: ServedApp) -> Iterator[Page]:
    context = new_visit(browser, app, HEAD_OF_SECTOR)
    yield context.new_page()
    context.close()


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def outcome_choice(page: Page, label: str) -> Locator:
    return page.locator(".st-key-review-outcome").get_by_text(label, exact=True)


def record(page: Page) -> None:
    page.get_by_role("button", name=texts.RECORD).click()
    expect(main(page)).to_contain_text(texts.RECORDED)


def go_to_the_next(page: Page) -> None:
    """Leaves the case by its key; the next one is there once its name is another."""
    name = page.locator(".st-key-review-card h2").inner_text()
    page.keyboard.press("Alt+n")
    expect(page.locator(".st-key-review-card h2")).not_to_have_text(name)
    # Until the script has ended, the choice that is seen is still that of the case before.
    settled(page)


_AS_IS, _ASKED, *_ = texts.OUTCOME_LABELS


def test_ten_cases_are_reviewed_with_one_clarification_and_go_on_record(
    anna: Page, luca: Page, carla: Page, app: ServedApp, tmp_path: Path
) -> None:
    opened(anna, app, "scostamenti?anno=2024")
    expect(main(anna)).to_contain_text(re.compile(r"Esaminati 0 di \d+"))
    # A first visit writes the filters into the address, and runs once more.
    anna.wait_for_url(re.compile("ente="))
    settled(anna)
    for number in range(CASES):
        if number == 1:
            outcome_choice(anna, texts.OUTCOME_LABELS[_ASKED]).click()
            anna.get_by_label("Che cosa si chiede al settore").fill(QUESTION)
        else:
            outcome_choice(anna, texts.OUTCOME_LABELS[_AS_IS]).click()
        record(anna)
        if number < CASES - 1:
            go_to_the_next(anna)
    done = re.compile(r"Esaminati 9 di \d+: \d+ da esaminare, 1 con chiarimento aperto\.")
    expect(main(anna)).to_contain_text(done)

    # What one member has done, the other sees when opening the same queue.
    opened(luca, app, "scostamenti?anno=2024&coda=Chiarimento+aperto")
    expect(main(luca)).to_contain_text(done)
    expect(main(luca)).to_contain_text(QUESTION)
    expect(main(luca)).to_contain_text(
        re.compile(r"Letto da Anna Rossi, Nucleo .* \(.*Luca Bianchi, Nucleo")
    )

    # Only now is there anything for the sector to answer.
    opened(carla, app, "chiarimenti?anno=2024")
    all_drawn(carla, "chiarimenti")
    expect(carla.get_by_label(clarification_texts.ANSWER, exact=True)).to_be_visible()
    assert violations_on(carla) == set()

    opened(anna, app, "verbale?anno=2024")
    anna.locator("summary").filter(has_text=minutes_texts.FORM_NEW).click()
    anna.get_by_label(minutes_texts.MEMBERS).fill("Anna Rossi, presidente\nLuca Bianchi")
    anna.get_by_role("button", name=minutes_texts.RECORD).click()
    with anna.expect_download() as downloading:
        anna.get_by_role("button", name=minutes_texts.DOWNLOAD).click()
    path = tmp_path / "verbale.docx"
    downloading.value.save_as(path)
    with ZipFile(BytesIO(path.read_bytes())) as document:
        assert minutes_texts.EXAMINED_PART in document.read("word/document.xml").decode()


def test_two_members_on_one_case_are_told_of_each_other(
    anna: Page, luca: Page, app: ServedApp
) -> None:
    for page in (anna, luca):
        opened(page, app, "scostamenti?anno=2024&periodo=Intermedio+(30/6)")
        outcome_choice(page, texts.OUTCOME_LABELS[_AS_IS]).click()
        expect(page.get_by_role("button", name=texts.RECORD)).to_be_visible()
    record(luca)

    anna.get_by_role("button", name=texts.RECORD).click()
    alert = anna.get_by_test_id("stAlert")
    expect(alert).to_contain_text(
        "Luca Bianchi, Nucleo di valutazione, ha registrato «presa così com’è» il "
    )
    expect(main(anna)).to_contain_text(re.compile(r"Esaminati 1 di \d+"))
    expect(main(anna)).to_contain_text(texts.REOPENING_NOTE)


def test_on_a_phone_the_queue_comes_first_and_the_case_after_it(anna: Page, app: ServedApp) -> None:
    anna.set_viewport_size({"width": 390, "height": 844})
    opened(anna, app, "scostamenti?anno=2024")
    queue, card = anna.locator(".st-key-review-list"), anna.locator(".st-key-review-card")
    expect(card.get_by_role("heading").first).to_be_visible()
    queue_box, card_box = queue.bounding_box(), card.bounding_box()
    assert queue_box is not None
    assert card_box is not None
    assert queue_box["y"] + queue_box["height"] <= card_box["y"]
    assert max(box["x"] + box["width"] for box in (queue_box, card_box)) <= 390
    expect(queue.get_by_role("radio").first).to_be_attached()
    assert queue_texts.QUEUE_LABEL in queue.inner_text()
