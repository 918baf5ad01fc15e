"""Scheda azione: what is stated of a result tells its effect first, and is kept in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.assessments import AssessmentKind
from dashboard.domain.roles import Person
from dashboard.store import open_store
from dashboard.texts import assessments as texts
from dashboard.ui import person as person_module
from dashboard.ui.data import store
from tests.pages.conftest import NUCLEO, OFFICE, OpenPage, as_person, head_of, shown, table_rows
from tests.store.builders import ENTITY, Line, plan, report, upload

ADDRESS = {"azione": "A1", "cod_settore": "S1", "anno": "2024"}
HEAD = head_of("S1", ENTITY)
SUBJECT = "assessment-subject-S1-A1"
FIRST, SECOND, WHOLE_ACTION = range(3)


@pytest.fixture
def two_results(tmp_path: Path) -> Path:
    """An action with results of 80 % and 40 % at the end of the year."""
    path = tmp_path / "due.duckdb"
    filled = open_store(path)
    lines = [Line("I1", target=10, result=8), Line("I2", target=10, result=4)]
    filled.append_again(upload(plan(lines), report(lines)), ENTITY, 1, datetime(2025, 2, 28))  # noqa: DTZ001 - UTC
    filled.close()
    return path


@pytest.fixture
def page(open_page: OpenPage, two_results: Path) -> AppTest:
    opened = open_page("azione", two_results, person=NUCLEO, **ADDRESS)
    opened.session_state["assessing-folded"] = True
    return opened.run()


def choose(page: AppTest, subject: int, kind: AssessmentKind) -> AppTest:
    page.selectbox(key=SUBJECT).set_value(subject).run()
    (radio,) = [one for one in page.radio if one.label == texts.KIND]
    return radio.set_value(kind).run()


def confirm(page: AppTest, *, reason: str) -> AppTest:
    page.text_area(key="assessment-reason").set_value(reason)
    (button,) = [one for one in page.button if one.label == texts.CONFIRM]
    return button.click().run()


def test_nothing_is_stated_at_first_and_the_page_says_so(page: AppTest) -> None:
    assert not page.exception
    assert texts.NOTHING_STATED in shown(page)
    assert not page.get("form")


def test_what_it_moves_is_told_before_it_is_confirmed(page: AppTest) -> None:
    choose(page, SECOND, AssessmentKind.STERILISED)

    words = shown(page).replace("\u00a0", " ")
    assert "L’azione passa da 60,0 % (2 contati) a 80,0 % (1 contato)." in words
    assert "Il settore passa da 60,0 % (2 contati) a 80,0 % (1 contato)." in words
    assert store().query("assessments").empty


def test_what_the_nucleo_grants_stands_beside_what_was_measured(page: AppTest) -> None:
    choose(page, SECOND, AssessmentKind.OVERRIDE_GRANTED)
    page.number_input(key="assessment-pct").set_value(70.0).run()
    confirm(page, reason="ricorso documentato")

    assert not page.error
    assert texts.RECORDED in shown(page)
    (row,) = table_rows(page, texts.STANDING_FILE)
    assert row == [
        "I2 Indicatore I2",
        "40,0 %",
        "—",
        "70,0 % (Bruno Neri: ricorso documentato)",
        "—",
        "70,0 %, riconosciuto dal Nucleo",
    ]
    (statement,) = store().query("assessments").to_dict("records")
    assert (statement["stated_role"], statement["pct"]) == ("nucleo", 70)


@pytest.mark.parametrize(("person", "is_offered"), [(NUCLEO, True), (OFFICE, False), (HEAD, False)])
def test_only_the_nucleo_is_offered_to_grant(
    page: AppTest, person: Person, is_offered: bool
) -> None:
    as_person(page, person).run()

    (radio,) = [one for one in page.radio if one.label == texts.KIND]
    granting = texts.KIND_LABELS[AssessmentKind.OVERRIDE_GRANTED].capitalize()
    assert (granting in radio.options) is is_offered


def test_a_request_says_what_granting_it_would_move(page: AppTest) -> None:
    as_person(page, HEAD).run()
    choose(page, SECOND, AssessmentKind.OVERRIDE_REQUESTED)
    page.number_input(key="assessment-pct").set_value(90.0).run()
    words = shown(page).replace("\u00a0", " ")
    assert texts.REQUEST_MOVES_NOTHING in words
    assert "Se riconosciuta così: L’azione passa da 60,0 %" in words

    confirm(page, reason="lavori fermi")

    (row,) = table_rows(page, texts.STANDING_FILE)
    assert row[2:4] == ["90,0 % (Carla Bianchi: lavori fermi)", "da decidere"]
    assert row[5] == "40,0 %, misurato da target e risultato"
    (statement,) = table_rows(page, texts.HISTORY_FILE)
    assert statement[3:] == [
        "percentuale richiesta",
        "90,0 %",
        "lavori fermi",
        "—",
        "Carla Bianchi",
        "Responsabile di settore",
    ]


def test_an_elimination_without_its_deed_is_refused_in_words(page: AppTest) -> None:
    choose(page, WHOLE_ACTION, AssessmentKind.ELIMINATED)
    confirm(page, reason="variazione di PEG")

    (error,) = page.error
    assert "il numero e la data" in error.value
    assert store().query("assessments").empty


def test_a_state_of_the_whole_action_holds_for_all_and_is_taken_back(page: AppTest) -> None:
    choose(page, WHOLE_ACTION, AssessmentKind.NOT_ASSESSABLE)
    confirm(page, reason="dati non attendibili")
    rows = table_rows(page, texts.STANDING_FILE)
    assert [row[5] for row in rows] == ["non conta: non valutabile"] * 2

    choose(page, WHOLE_ACTION, AssessmentKind.ASSESSABLE_AGAIN)
    confirm(page, reason="dati corretti")

    assert texts.NOTHING_STATED in shown(page)
    kinds = [row[3] for row in table_rows(page, texts.HISTORY_FILE)]
    assert kinds == ["di nuovo valutabile", "non valutabile"]


def test_at_a_past_date_nothing_can_be_stated(open_page: OpenPage, two_results: Path) -> None:
    page = open_page("azione", two_results, **ADDRESS, al="2025-06-01")

    assert texts.PAST_NOTE in shown(page)


def test_a_forged_offer_lets_no_sectors_head_state_of_another_sector(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_module, "may", lambda *_: True)
    as_person(page, head_of("S2", ENTITY)).run()
    choose(page, SECOND, AssessmentKind.OVERRIDE_REQUESTED)
    page.number_input(key="assessment-pct").set_value(90.0).run()

    confirm(page, reason="lavori fermi")

    (error,) = page.error
    assert "solo per il proprio settore. Non è stato modificato nulla." in error.value
    assert store().query("assessments").empty
