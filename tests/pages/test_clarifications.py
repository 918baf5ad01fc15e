"""Chiarimenti: what waits and for whom, who may answer and close, and the texts for sectors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.clarifying import answer, asking, clarifications_of, close
from dashboard.domain.clarifications import AskedOf, ClarificationState
from dashboard.domain.model import Period
from dashboard.domain.roles import Person, Role
from dashboard.settings import TODAY_VARIABLE
from dashboard.store import Store, open_store
from dashboard.texts import clarifications as texts
from dashboard.ui.data import store
from tests.pages.conftest import OFFICE, OpenPage, as_person, head_of, headings, shown
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

NUCLEO = Person("Bruno Neri", Role.NUCLEO)
ASKED_AT = datetime(2025, 3, 3, 9, 0)  # noqa: DTZ001 - as the store holds it


@pytest.fixture
def asked_db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two sectors; on 3 March two questions, one answered and one closed; today is 20 March."""
    path = tmp_path / "chieste.duckdb"
    filled = open_store(path)
    monkeypatch.setenv(TODAY_VARIABLE, "2025-03-03")
    for number, sector_code in enumerate(("S1", "S2"), start=1):
        lines = [Line(f"I{one}", 10, 4, sector_code=sector_code) for one in (1, 2)]
        documents = plan(lines, sector_code=sector_code), report(lines, sector_code=sector_code)
        filled.append_again(upload(*documents), ENTITY, number, datetime(2025, 2, 28))  # noqa: DTZ001 - UTC
    question(filled, "Perché 4 su 10?", "S1", due_date=date(2025, 3, 10))
    question(filled, "E voi?", "S2")
    question(filled, "Quando si riparte?", "S1", "I2")
    answer(filled, ENTITY, 3, "A <maggio>", OFFICE)
    question(filled, "Chi decide?", "S2", "I2")
    close(filled, ENTITY, 4, "Chiarito a voce", NUCLEO)
    filled.close()
    monkeypatch.setenv(TODAY_VARIABLE, "2025-03-20")
    return path


def question(
    filled: Store, words: str, sector_code: str, code: str = "I1", due_date: date | None = None
) -> None:
    asked_of = AskedOf(ENTITY, YEAR, Period.FINAL, sector_code, "A1", code)
    asked = asking(filled, asked_of, words, NUCLEO, due_date)
    filled.state(replace(asked, stated_at=ASKED_AT))


def requests(page: AppTest) -> list[str]:
    """The requests listed, as their folded lines name them."""
    labels = [one.label.replace("\\", "") for one in page.expander]
    return [" · ".join(one.split(" · ")[:2]) for one in labels if "· n. " in one]


def told(page: AppTest) -> str:
    """What became of the last click, as it reads."""
    return " ".join(one.value for one in [*page.success, *page.error]).replace("\\", "")


def unfold(page: AppTest, key: str) -> AppTest:
    page.session_state[f"{key}-folded"] = True
    return page.run()


def states() -> dict[int, str]:
    return {one.number: str(one.state) for one in clarifications_of(store(), ENTITY)}


def write(page: AppTest, label: str, words: str) -> None:
    (field,) = [one for one in page.text_area if one.label == label]
    field.input(words)


def click(page: AppTest, label: str) -> AppTest:
    (button,) = [one for one in page.button if one.label == label]
    return button.click().run()


def test_what_waits_comes_first_and_the_headline_counts_it(
    open_page: OpenPage, asked_db: Path
) -> None:
    page = open_page("chiarimenti", asked_db)

    assert headings(page) == [
        "Chiarimenti sul 2024: 2 richieste aspettano risposta, 1 oltre il termine; "
        "1 risposta da guardare."
    ]
    assert requests(page) == [
        "▲ oltre il termine · n. 1",
        "○ aspetta risposta · n. 2",
        "◐ risposta da guardare · n. 3",
        "● chiusa · n. 4",
    ]
    assert "4 richieste in tutto, 1 chiusa." in shown(page)


def test_the_nucleo_sees_the_answer_and_closes_or_asks_again(
    open_page: OpenPage, asked_db: Path
) -> None:
    page = unfold(open_page("chiarimenti", asked_db, person=NUCLEO), "clarification-3")
    assert "A <maggio>" in shown(page)

    write(page, texts.WORDS_TO_CLOSE_OR_ASK, "Di quale anno?")
    page = click(page, texts.REOPEN)

    assert states()[3] == ClarificationState.OPEN
    assert told(page) == texts.TOLD_REOPENED.format(number=3)
    write(page, texts.WORDS_TO_CLOSE, "Detto a voce: del 2025")
    page = click(page, texts.CLOSE)
    assert states()[3] == ClarificationState.CLOSED


def test_a_refusal_is_said_and_keeps_what_was_typed(open_page: OpenPage, asked_db: Path) -> None:
    page = unfold(open_page("chiarimenti", asked_db, person=NUCLEO), "clarification-3")

    page = click(page, texts.CLOSE)

    assert "Scrivere perché la richiesta si chiude" in told(page)
    assert states()[3] == ClarificationState.ANSWERED


def test_a_head_sees_and_answers_the_own_requests_only(open_page: OpenPage, asked_db: Path) -> None:
    page = unfold(open_page("chiarimenti", asked_db, person=head_of("S1")), "clarification-1")
    assert requests(page) == ["▲ oltre il termine · n. 1", "◐ risposta da guardare · n. 3"]
    assert texts.CLOSE not in [one.label for one in page.button]
    assert texts.LETTERS_FINDING not in shown(page)

    write(page, texts.ANSWER, "Il gestore è fallito")
    click(page, texts.SEND_ANSWER)

    assert states()[1] == ClarificationState.ANSWERED
    given = clarifications_of(store(), ENTITY)[0].answer
    assert given is not None
    assert (given.told_by, given.role) == ("Carla Bianchi", Role.SECTOR)


def test_who_may_not_answer_any_more_is_refused_at_the_click(
    open_page: OpenPage, asked_db: Path
) -> None:
    page = unfold(open_page("chiarimenti", asked_db), "clarification-2")
    write(page, texts.ANSWER, "Per conto del settore")
    (button,) = [one for one in page.button if one.label == texts.SEND_ANSWER]
    as_person(page, Person("Eva", Role.GIUNTA))

    button.click().run()

    assert states()[2] == ClarificationState.OPEN


def test_the_nucleo_asks_about_any_result_from_here(open_page: OpenPage, asked_db: Path) -> None:
    page = open_page("chiarimenti", asked_db, person=NUCLEO, settore="S2 Settore S2")
    page = unfold(page, "clarification-new")
    (result,) = [one for one in page.selectbox if one.label == texts.RESULT]
    result.select("Report finale 2024 · A1 · Indicatore I2")
    write(page, texts.QUESTION, "Qual è la fonte?")

    page = click(page, texts.ASK)

    assert told(page) == texts.TOLD_ASKED.format(number=5)
    newest = clarifications_of(store(), ENTITY)[-1]
    assert newest.asked_of.result_key == ("S2", "A1", "I2")
    assert newest.question == "Qual è la fonte?"


def test_only_the_nucleo_is_offered_to_ask(open_page: OpenPage, asked_db: Path) -> None:
    assert texts.NEW_LABEL not in [one.label for one in open_page("chiarimenti", asked_db).expander]


def test_the_office_finds_a_text_for_each_sector_that_owes_an_answer(
    open_page: OpenPage, asked_db: Path
) -> None:
    page = unfold(open_page("chiarimenti", asked_db), "clarification-letter-S1")

    (body,) = [one for one in page.text_area if one.label == "Testo"]
    assert "Richiesta n. 1 – Report finale 2024, azione A1" in body.value
    assert "Perché 4 su 10?" in body.value
    assert "il termine era il 10/03/2025, 10 giorni fa" in body.value
    assert "Quando si riparte?" not in body.value
    labels = [one.label.replace("\\", "") for one in page.expander]
    assert [one for one in labels if "1 richiesta" in one and "Settore" in one] == [
        "S1 Settore S1: 1 richiesta",
        "S2 Settore S2: 1 richiesta",
    ]


def test_a_past_day_is_for_looking_only(open_page: OpenPage, asked_db: Path) -> None:
    page = open_page("chiarimenti", asked_db, person=NUCLEO, al="2025-03-04")

    page = unfold(page, "clarification-3")

    assert "○ aspetta risposta · n. 3" in requests(page)
    assert texts.READ_ONLY in shown(page)
    assert texts.CLOSE not in [one.label for one in page.button]


def test_without_any_request_the_page_says_how_one_begins(
    open_page: OpenPage, tmp_path: Path
) -> None:
    path = tmp_path / "senza.duckdb"
    filled = open_store(path)
    filled.append(upload(plan([Line("I1", 10, 4)]), report([Line("I1", 10, 4)])))
    filled.close()

    page = open_page("chiarimenti", path, person=NUCLEO)

    assert headings(page) == [texts.EMPTY_TITLE]
    assert texts.EMPTY_BODY in shown(page)


def test_consegne_tells_what_waits_and_leads_to_it(open_page: OpenPage, asked_db: Path) -> None:
    page = open_page("consegne", asked_db)

    words = "2 richieste di chiarimento aspettano risposta da 2 settori, 1 oltre il termine"
    assert words in shown(page)
    assert any('href="chiarimenti?' in one.proto.body for one in page.get("html"))
