"""What is said of requests: whose turn it is, since when, how far the day is, and the letter."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.domain.clarifications import (
    AskedOf,
    Clarification,
    ClarificationEvent,
    ClarificationStep,
    SheetPlace,
)
from dashboard.domain.deliveries import Contact
from dashboard.domain.model import Period
from dashboard.domain.roles import Role
from dashboard.texts import clarifications as texts

ASKED_AT = datetime(2025, 3, 3, 11, 0)  # noqa: DTZ001 - as the store holds it
LOWER = AskedOf("comune", 2024, Period.FINAL, "S1", "A1", "I1", "Lavori", "Strade", "Buche chiuse")


def request(
    *steps: ClarificationStep,
    number: int = 1,
    due_date: date | None = None,
    text: str = "Perché?",
    place: SheetPlace | None = None,
) -> Clarification:
    """A request asked on 3 March 2025, each later step a day after the one before."""
    kinds = (ClarificationStep.ASKED, *steps)
    events = tuple(
        ClarificationEvent(
            kind,
            text if day == 0 else f"Testo {day}",
            ASKED_AT.replace(day=3 + day),
            "Anna Rossi",
            Role.NUCLEO,
            due_date if day == 0 else None,
            place if kind is ClarificationStep.ANSWERED else None,
        )
        for day, kind in enumerate(kinds)
    )
    return Clarification(number, LOWER, events)


ANSWERED, CLOSED, REOPENED = (
    ClarificationStep.ANSWERED,
    ClarificationStep.CLOSED,
    ClarificationStep.REOPENED,
)
LATE = request(due_date=date(2025, 3, 10), number=2)

#    requests, headline, its emphasis; on 15 March
HEADLINES = [
    ([], "Chiarimenti sul 2024: nessuna richiesta aspetta risposta.", ""),
    ([request()], "Chiarimenti sul 2024: 1 richiesta aspetta risposta.", ""),
    (
        [LATE],
        "Chiarimenti sul 2024: 1 richiesta aspetta risposta, oltre il termine.",
        "oltre il termine",
    ),
    (
        [request(), LATE, request(ANSWERED)],
        "Chiarimenti sul 2024: 2 richieste aspettano risposta, 1 oltre il termine; "
        "1 risposta da guardare.",
        "1 oltre il termine",
    ),
    ([request(CLOSED)], "Chiarimenti sul 2024: nessuna richiesta aspetta risposta.", ""),
]


@pytest.mark.parametrize(("requests", "sentence", "emphasis"), HEADLINES)
def test_the_headline_counts_what_waits_and_underlines_what_is_late(
    requests: list[Clarification], sentence: str, emphasis: str
) -> None:
    assert texts.headline(requests, 2024, date(2025, 3, 15)) == (sentence, emphasis)


#    day set            on                    words
DUE = [
    (None, date(2025, 3, 15), "senza un termine"),
    (date(2025, 3, 15), date(2025, 3, 15), "il termine è oggi, 15/03/2025"),
    (date(2025, 3, 16), date(2025, 3, 15), "il termine è il 16/03/2025, tra 1 giorno"),
    (date(2025, 3, 10), date(2025, 3, 15), "il termine era il 10/03/2025, 5 giorni fa"),
]


@pytest.mark.parametrize(("due_date", "today", "words"), DUE)
def test_the_day_set_is_told_with_its_distance(
    due_date: date | None, today: date, words: str
) -> None:
    assert texts.due_words(request(due_date=due_date), today) == words


def test_each_state_says_since_when() -> None:
    today = date(2025, 3, 15)

    assert (
        texts.waiting_words(request(), today) == "Aspetta risposta da 12 giorni; senza un termine."
    )
    assert texts.waiting_words(request(ANSWERED), today) == "La risposta c’è da 11 giorni."
    assert texts.waiting_words(request(ANSWERED, CLOSED), today) == "Chiusa il 05/03/2025."
    assert texts.waiting_words(request(), date(2025, 3, 3)).startswith("Aspetta risposta da oggi")


def test_an_answer_in_a_sheet_says_its_file_and_cell() -> None:
    place = SheetPlace(7, "Report.xlsx", "Chiarimenti", "I7")
    told = texts.told_words(request(ANSWERED, place=place).events[-1])

    assert told.endswith("; file «Report.xlsx», foglio Chiarimenti, cella I7")
    assert told.startswith("Anna Rossi, Nucleo di valutazione, 04/03/2025")


def test_what_is_asked_again_follows_the_question() -> None:
    again = request(ANSWERED, REOPENED)

    assert texts.question_words(again) == "Perché?\n\nSi chiede ancora, il 05/03/2025: Testo 2"


def test_requests_of_other_years_that_wait_are_named_by_year() -> None:
    assert texts.scope([request(CLOSED), request()], []) == "2 richieste in tutto, 1 chiusa."
    assert texts.scope([request()], [LATE]) == (
        "1 richiesta in tutto, nessuna chiusa. Di altri anni (2024) 1 è aperta."
    )


def test_a_letter_has_every_question_with_its_number_and_greets_by_name() -> None:
    contacts = [Contact("a@comune.it", "Bruno Verdi"), Contact("b@comune.it", None)]
    letter = texts.body([request(), LATE], contacts, date(2025, 3, 9), "Comune di Prova")

    assert letter.startswith("Gentile Bruno Verdi,\n\nil Nucleo di valutazione chiede chiarimenti")
    assert "Richiesta n. 1 – Report finale 2024, azione A1 Strade: Buche chiuse" in letter
    assert "Richiesta n. 2 –" in letter
    assert "(il termine è il 10/03/2025, tra 1 giorno)\nPerché?" in letter
    assert letter.endswith("Comune di Prova\n")
    assert texts.subject([LATE]) == "Nucleo di valutazione, S1 Lavori: 1 richiesta di chiarimento"


def test_nobody_known_is_greeted_as_a_colleague() -> None:
    letter = texts.body([LATE], [], date(2025, 3, 9), "Comune di Prova")

    assert letter.startswith("Gentile collega,\n\nil Nucleo di valutazione chiede un chiarimento")
