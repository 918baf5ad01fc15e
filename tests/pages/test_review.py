"""Scostamenti as the Nucleo's workplace: the queue, the case beside it, what is said of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.model import Period
from dashboard.domain.reviews import CauseClass, Review, ReviewKind, ReviewOutcome
from dashboard.domain.roles import Person, Role
from dashboard.reviewing import Said, record, review_of, reviews_of
from dashboard.store import open_store
from dashboard.texts import review_card as texts
from dashboard.texts import review_queue as queue_texts
from dashboard.texts.reviews import OF_ANOTHER_TEXT
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, head_of, shown
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

ANNA, LUCA = Person("Anna Rossi", Role.NUCLEO), Person("Luca Bianchi", Role.NUCLEO)
LINES = [
    Line("I1", target=10, result=8, reason="Gara deserta: l’impresa ha rinunciato"),
    Line("I2", target=10, result=4),
    Line("I3", target=10, result=1),
    Line("I4", target=10, result=12),
]
WORST, NEXT, EXPLAINED = "S1~A1~I3", "S1~A1~I2", "S1~A1~I1"


@pytest.fixture
def three_behind(tmp_path: Path) -> Path:
    """Three results behind their target, at 10, 40 and (with a reason) 80 %, and one beyond it."""
    path = tmp_path / "tre.duckdb"
    filled = open_store(path)
    filled.append_again(upload(plan(LINES), report(LINES)), ENTITY, 1, datetime(2025, 2, 28))  # noqa: DTZ001 - UTC
    filled.close()
    return path


@pytest.fixture
def page(open_page: OpenPage, three_behind: Path) -> AppTest:
    return open_page("scostamenti", three_behind, person=ANNA)


def said() -> list[Review]:
    """Gives what was said so far, readings left out."""
    everything = reviews_of(store(), ENTITY, YEAR, Period.FINAL)
    return [one for one in everything if one.review_kind is not ReviewKind.READ]


def listed(page: AppTest) -> list[str]:
    (cases,) = [one for one in page.radio if one.label == queue_texts.QUEUE_LABEL]
    return [option.split(" · ")[-1] for option in cases.options]


def open_case(page: AppTest, case_id: str) -> AppTest:
    (cases,) = [one for one in page.radio if one.label == queue_texts.QUEUE_LABEL]
    return cases.set_value(case_id).run()


def click(page: AppTest, label: str) -> AppTest:
    (button,) = [one for one in page.button if one.label == label]
    return button.click().run()


def record_outcome(page: AppTest, case_id: str, outcome: ReviewOutcome, words: str = "") -> AppTest:
    page.radio(key=f"review-outcome-{case_id}").set_value(outcome).run()
    if words:
        page.text_area(key=f"review-words-{outcome}-{case_id}").set_value(words)
    return click(page, texts.RECORD)


def test_the_worst_without_a_reason_stands_first_and_is_open(page: AppTest) -> None:
    assert not page.exception
    assert listed(page) == ["I3 Indicatore I3", "I2 Indicatore I2", "I1 Indicatore I1"]
    assert "Esaminati 0 di 3: 3 da esaminare." in shown(page)
    assert "La motivazione manca." in shown(page)


def test_opening_a_case_reads_it_for_that_member_alone(page: AppTest) -> None:
    open_case(page, NEXT)
    click(page, queue_texts.PREVIOUS)

    (cases,) = [one for one in page.radio if one.label == queue_texts.QUEUE_LABEL]
    marks = [queue_texts.UNREAD in caption for caption in cases.proto.captions]
    assert marks == [False, False, True]
    readings = [(one.stated_by, one.indicator_code) for one in reviews_of(store(), ENTITY, YEAR)]
    assert readings == [("Anna Rossi", "I3"), ("Anna Rossi", "I2")]


def test_who_only_looks_reads_nothing_and_is_offered_nothing(
    open_page: OpenPage, three_behind: Path
) -> None:
    page = open_page("scostamenti", three_behind, person=head_of("S1"))

    assert listed(page)
    assert not [one for one in page.button if one.label in (texts.RECORD, texts.ADD_NOTE)]
    assert not page.pills
    assert reviews_of(store(), ENTITY, YEAR) == ()


def test_an_outcome_is_kept_at_the_click_and_the_case_stays_open_while_it_sinks(
    page: AppTest,
) -> None:
    record_outcome(page, WORST, ReviewOutcome.AS_IS)

    assert [(one.outcome, one.stated_by) for one in said()] == [(ReviewOutcome.AS_IS, "Anna Rossi")]
    assert listed(page)[-1] == "I3 Indicatore I3"
    assert page.query_params["caso"] == WORST
    assert texts.RECORDED in shown(page)
    click(page, queue_texts.NEXT_TO_EXAMINE)
    assert page.query_params["caso"] == NEXT


def test_a_reviewer_grants_a_percentage_beside_the_measured_one(page: AppTest) -> None:
    page.radio(key=f"review-outcome-{WORST}").set_value(ReviewOutcome.ADJUSTED).run()
    page.number_input(key=f"review-pct-{WORST}").set_value(60.0)
    page.text_area(key=f"review-words-adjusted-{WORST}").set_value("Ricorso documentato")
    click(page, texts.RECORD)

    row = store().query("indicator_results").set_index("indicator_code").loc["I3"]
    assert (row["measured_achievement_pct"], row["achievement_pct"]) == (10, 60)
    words = shown(page).replace("\u00a0", " ")
    assert "riconosciuta 60,0 % (Anna Rossi: Ricorso documentato)" in words


def test_a_percentage_without_a_reason_is_refused_and_what_was_typed_stays(page: AppTest) -> None:
    page.radio(key=f"review-outcome-{WORST}").set_value(ReviewOutcome.ADJUSTED).run()
    page.number_input(key=f"review-pct-{WORST}").set_value(60.0)
    click(page, texts.RECORD)

    assert len(page.error) == 1
    assert page.number_input(key=f"review-pct-{WORST}").value == 60.0
    assert said() == []


def test_what_the_reasons_words_suggest_is_confirmed_with_one_click(page: AppTest) -> None:
    open_case(page, EXPLAINED)
    (causes,) = [one for one in page.pills if one.label == texts.CAUSE_CHOICE]
    assert "Altri soggetti (suggerita)" in causes.options
    assert "Programmazione" in causes.options  # offered, though no word of the reason suggests it
    causes.set_value(CauseClass.THIRD_PARTIES).run()

    assert [one.cause_class for one in said()] == [CauseClass.THIRD_PARTIES]
    assert texts.CAUSE_CONFIRMED in shown(page)


def test_a_note_is_read_by_the_nucleo_alone(
    page: AppTest, open_page: OpenPage, three_behind: Path
) -> None:
    page.text_area(key=f"review-note-{WORST}").set_value("Chiedere il collaudo")
    click(page, texts.ADD_NOTE)
    assert "Chiedere il collaudo" in shown(page)
    assert page.text_area(key=f"review-note-{WORST}").value == ""

    office = open_page("scostamenti", three_behind, caso=WORST)
    assert "Chiedere il collaudo" not in shown(office)


def test_a_question_makes_the_case_wait_and_only_its_stage_lists_it(page: AppTest) -> None:
    record_outcome(page, WORST, ReviewOutcome.CLARIFICATION_ASKED, "Quando è finita la gara?")
    assert "2 da esaminare, 1 con chiarimento aperto" in shown(page)

    page.segmented_control(key="coda").set_value("Chiarimento aperto").run()
    assert listed(page) == ["I3 Indicatore I3"]


def test_a_case_found_not_assessable_stays_in_the_queue_and_can_be_reopened(page: AppTest) -> None:
    record_outcome(page, WORST, ReviewOutcome.NOT_ASSESSABLE, "Dati non attendibili")
    assert len(listed(page)) == 3
    page.text_area(key=f"review-words-reopened-{WORST}").set_value("Dati arrivati")
    click(page, texts.REOPEN)

    assert [one.outcome for one in said()] == [
        ReviewOutcome.NOT_ASSESSABLE,
        ReviewOutcome.REOPENED,
    ]
    assert "Esaminati 0 di 3" in shown(page)


def test_what_another_member_decided_meanwhile_is_told_before_anything_is_kept(
    page: AppTest,
) -> None:
    page.radio(key=f"review-outcome-{WORST}").set_value(ReviewOutcome.AS_IS).run()
    (row,) = (
        one
        for one in store().query("deviations").to_dict("records")
        if one["indicator_code"] == "I3"
    )
    as_shown = {str(name): value for name, value in row.items()}
    record(store(), as_shown, Said(ReviewKind.CAUSE, cause_class=CauseClass.LAW), LUCA, None)
    click(page, texts.RECORD)

    (error,) = page.error
    assert error.value.startswith(
        "Luca Bianchi, Nucleo di valutazione, ha confermato la causa «Norme o contenzioso» il "
    )
    assert [one.stated_by for one in said()] == ["Luca Bianchi"]
    click(page, texts.RECORD)
    assert [one.stated_by for one in said()] == ["Luca Bianchi", "Anna Rossi"]


def test_what_the_sector_writes_anew_is_to_be_examined_again_and_says_why(page: AppTest) -> None:
    record_outcome(page, WORST, ReviewOutcome.AS_IS)
    changed = [*LINES[:2], Line("I3", target=10, result=2), LINES[3]]
    store().append(upload(report(changed)))
    page.run()

    assert OF_ANOTHER_TEXT in shown(page)
    assert "Esaminati 0 di 3" in shown(page)
    (row,) = (
        one
        for one in store().query("deviations").to_dict("records")
        if one["indicator_code"] == "I3"
    )
    as_now = {str(name): value for name, value in row.items()}
    assert review_of(store(), as_now).is_read_by("Anna Rossi")  # read again, as it is now


def test_a_link_to_a_case_that_is_gone_says_so(open_page: OpenPage, three_behind: Path) -> None:
    page = open_page("scostamenti", three_behind, person=ANNA, caso="S9~A9~I9")

    assert [one.value for one in page.warning] == [queue_texts.NOT_IN_QUEUE]
    assert listed(page)


def test_at_a_past_date_the_case_is_shown_and_nothing_can_be_said(
    open_page: OpenPage, three_behind: Path
) -> None:
    page = open_page("scostamenti", three_behind, person=ANNA, al="2025-03-01")

    assert texts.PAST_NOTE in shown(page)
    assert not [one for one in page.button if one.label == texts.ADD_NOTE]
    assert reviews_of(store(), ENTITY, YEAR) == ()


def test_words_narrow_the_queue(page: AppTest) -> None:
    page.text_input(key="review-search").set_value("impresa RINUNCIATO").run()
    assert listed(page) == ["I1 Indicatore I1"]
    page.text_input(key="review-search").set_value("nulla di simile").run()
    assert queue_texts.NOTHING_HERE in shown(page)


def test_without_deviations_the_queue_says_what_to_do(open_page: OpenPage, tmp_path: Path) -> None:
    path = tmp_path / "raggiunti.duckdb"
    filled = open_store(path)
    filled.append(upload(plan(LINES[3:]), report(LINES[3:])))
    filled.close()

    assert queue_texts.EMPTY_QUEUE in shown(open_page("scostamenti", path, person=ANNA))


def test_a_long_queue_is_cut_into_pages_and_the_address_opens_the_right_one(
    open_page: OpenPage, tmp_path: Path
) -> None:
    path = tmp_path / "molti.duckdb"
    filled = open_store(path)
    lines = [Line(f"I{number}", target=100, result=number) for number in range(1, 26)]
    filled.append(upload(plan(lines), report(lines)))
    filled.close()

    page = open_page("scostamenti", path, person=ANNA, caso="S1~A1~I23")
    assert listed(page) == [f"I{number} Indicatore I{number}" for number in range(21, 26)]
    assert "Caso 23 di 25" in shown(page)
    open_case(page, "S1~A1~I21")
    click(page, queue_texts.PREVIOUS)
    assert listed(page)[-1] == "I20 Indicatore I20"


@pytest.fixture
def three_pages(tmp_path: Path) -> Path:
    """Forty-five results behind their target, the worst first: three pages of the list."""
    lines = [Line(f"I{number}", target=100, result=number) for number in range(10, 55)]
    path = tmp_path / "molti.duckdb"
    filled = open_store(path)
    filled.append_again(upload(plan(lines), report(lines)), ENTITY, 1, datetime(2025, 2, 28))  # noqa: DTZ001 - UTC
    filled.close()
    return path


def test_the_page_of_the_list_is_that_of_the_open_case(
    open_page: OpenPage, three_pages: Path
) -> None:
    page = open_page("scostamenti", three_pages, person=ANNA, caso="S1~A1~I30")

    assert not page.exception
    assert listed(page)[0] == "I30 Indicatore I30"
    assert listed(click(page, queue_texts.PREVIOUS))[-1] == "I29 Indicatore I29"
    assert len(listed(page)) == 20


def test_leafing_through_the_list_leaves_the_open_case_open(
    open_page: OpenPage, three_pages: Path
) -> None:
    page = open_page("scostamenti", three_pages, person=ANNA, caso="S1~A1~I30")
    (leaves,) = page.pagination
    leaves.set_value(3).run()

    assert listed(page)[0] == "I50 Indicatore I50"
    assert "Indicatore I30" in shown(page)
    assert listed(click(page, queue_texts.NEXT))[1] == "I31 Indicatore I31"
