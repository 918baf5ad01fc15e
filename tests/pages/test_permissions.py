"""What a page offers to whom, and that a forged offer changes nothing.

`forged` makes every page offer everything to everybody, as if a browser sent the press of a button
that was never drawn: what holds then is the question asked where the store is changed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.mapping_json import mapping_to_json
from dashboard.domain.roles import NOBODY, Permission, Person, Role
from dashboard.texts import deadlines, deliveries, mapping_form, names, people, upload
from dashboard.texts.navigation import PAGE_TITLES
from dashboard.ui import person as person_module
from dashboard.ui.data import store
from tests.pages.conftest import NUCLEO, OFFICE, OpenPage, head_of, headings, shown, table_rows
from tests.pages.test_mapping import FIRST, mapping_of, pressed
from tests.pages.test_upload import REPORT, confirmed, file_of, offered

READER = Person("Dario Verdi", Role.READER)
GIUNTA = Person("Elena Gialli", Role.GIUNTA)
NOTHING_CHANGED = "Non è stato modificato nulla."


@pytest.fixture
def forged(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not `may_here` itself: a module first imported meanwhile would keep what stands in its place.
    monkeypatch.setattr(person_module, "may", lambda *_: True)


def assert_refused(page: AppTest, version_before: int) -> None:
    assert not page.exception
    assert page.error
    assert all(NOTHING_CHANGED in error.value for error in page.error)
    assert store().version() == version_before


@pytest.mark.usefixtures("forged")
def test_a_reader_takes_no_upload_back(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("storico", loaded_db, person=READER, caricamento="1")
    page.session_state["history-revoke-folded"] = True
    page.run()
    page.text_area(key="revoke-reason").set_value("file sbagliato")
    before = store().version()

    button = next(one for one in page.button if one.label.startswith("Annulla il caricamento"))
    assert_refused(button.click().run(), before)


@pytest.mark.usefixtures("forged")
def test_nobody_yet_says_what_a_name_means(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("caricamento", loaded_db, person=NOBODY)
    page.text_input(key="known-name-text").set_value("Infrastrutture")
    before = store().version()

    assert_refused(pressed(page, names.ADD), before)


@pytest.mark.usefixtures("forged")
def test_nobody_yet_saves_a_mapping(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("mappature", loaded_db, person=NOBODY)
    content = mapping_to_json(mapping_of(FIRST)).encode()
    page.file_uploader[0].set_value([("mappatura.json", content, "application/json")]).run()
    before = store().version()

    assert_refused(pressed(page, mapping_form.SAVE_UPLOADED), before)


@pytest.mark.usefixtures("forged")
def test_the_giunta_registers_no_event(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("scadenzario", loaded_db, person=GIUNTA)
    page.date_input("cycle-event-day").set_value(date(2023, 12, 28))
    before = store().version()

    assert_refused(pressed(page, deadlines.SAVE), before)


@pytest.mark.usefixtures("forged")
def test_nobody_yet_hands_out_sheets(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("modelli", loaded_db, person=NOBODY)
    before = store().version()

    assert_refused(page.button(key="templates-all-prepare").click().run(), before)


@pytest.mark.usefixtures("forged")
def test_a_reader_decides_no_proposal(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("proposte", loaded_db, person=READER)
    page = page.button(key="choose-all").click().run()
    page.radio(key="verdict").set_value("Respingi").run()
    page.text_area(key="decision-reason").set_value("lo chiede la Giunta")
    before = store().version()

    (button,) = [one for one in page.button if one.label.endswith("proposte")]
    assert_refused(button.click().run(), before)


@pytest.mark.usefixtures("forged")
def test_a_reader_accepts_no_finding(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("qualita", loaded_db, person=READER)
    page.selectbox(key="check-chosen").select_index(0).run()
    page.text_area[0].set_value("va bene così")
    before = store().version()

    assert_refused(page.button[-1].click().run(), before)


@pytest.mark.usefixtures("forged")
def test_the_nucleo_sends_no_reminder(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("consegne", loaded_db, person=NUCLEO, scheda=deliveries.REMINDERS_TAB)
    page.button(key="reminders-all").click().run()
    before = store().version()

    assert_refused(page.button(key="reminders-remember").click().run(), before)


@pytest.mark.usefixtures("forged")
@pytest.mark.parametrize(
    ("person", "is_stored"),
    [(OFFICE, True), (head_of("03"), True), (head_of("05"), False), (NOBODY, False)],
)
def test_a_report_is_handed_in_by_the_office_or_by_its_own_sectors_head(
    open_page: OpenPage, empty_db: Path, person: Person, is_stored: bool
) -> None:
    page = offered(open_page("caricamento", empty_db, person=person), file_of(REPORT))

    page = confirmed(page)

    assert not page.exception
    assert store().is_empty() is not is_stored
    if is_stored:
        (row,) = store().query("uploads").to_dict("records")
        assert (row["uploaded_by"], row["uploaded_role"]) == (person.person_name, person.role)
    else:
        assert NOTHING_CHANGED in shown(page)


def test_a_page_that_is_for_others_says_for_whom(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("caricamento", loaded_db, person=READER)

    assert not page.exception
    assert not page.error
    assert headings(page) == [people.not_your_page(PAGE_TITLES["caricamento"])]
    assert people.whose_page("caricamento") in shown(page)
    assert not page.file_uploader


@pytest.mark.parametrize("person", [NOBODY, READER])
def test_where_an_action_would_be_it_is_said_whose_it_is(
    open_page: OpenPage, loaded_db: Path, person: Person
) -> None:
    page = open_page("scadenzario", loaded_db, person=person)

    assert people.not_offered(Permission.ENTER_EVENT) in shown(page)
    assert deadlines.SAVE not in {one.label for one in page.button}


def test_a_sectors_head_begins_with_the_own_sector(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("risultati", loaded_db, person=head_of("05"))

    assert page.session_state["chosen-filters"].sector_code == "05"


def test_an_address_has_the_last_word_on_the_sector(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("risultati", loaded_db, person=head_of("05"), anno="2024")

    assert page.session_state["chosen-filters"].sector_code is None


def test_the_history_says_who_took_a_file_in_and_as_whom(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = confirmed(offered(open_page("caricamento", empty_db), file_of(REPORT)))
    assert upload.stored_sentence(22) in shown(page)

    history = open_page("storico", empty_db)

    (row,) = table_rows(history, PAGE_TITLES["storico"])
    assert "Anna Rossi, Ufficio programmazione" in row
