"""What is missing is named with its deadline; what waits is counted; lists say what is left out."""

from datetime import date

import pandas as pd
import pytest

from dashboard.domain.model import Period
from dashboard.domain.travel import Moment
from dashboard.texts import picture

DUE = date(2025, 2, 28)


@pytest.mark.parametrize(
    ("names", "deadline", "today", "words"),
    [
        ((), DUE, DUE, "Hanno consegnato tutti i settori."),
        (
            ("Polizia locale",),
            DUE,
            date(2025, 3, 10),
            "Manca Polizia locale: scadenza 28/02/2025, passata da 10 giorni.",
        ),
        (
            ("Ambiente", "Cultura"),
            DUE,
            date(2025, 2, 27),
            "Mancano Ambiente e Cultura: scadenza 28/02/2025, fra 1 giorno.",
        ),
        (("Ambiente",), DUE, DUE, "Manca Ambiente: scadenza oggi, 28/02/2025."),
        (("Ambiente",), None, DUE, "Manca Ambiente: nessuna scadenza nell’anagrafica."),
    ],
)
def test_who_has_not_delivered_is_named_with_the_deadline(names, deadline, today, words):
    assert picture.undelivered_words(names, deadline, today) == words


def test_of_many_sectors_the_first_are_named_and_the_others_counted():
    words = picture.undelivered_words([f"S{i}" for i in range(14)], DUE, DUE)

    assert words == "Mancano S0, S1, S2, S3, S4, S5 e altri 8: scadenza oggi, 28/02/2025."


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "Nessuna richiesta di chiarimento e nessuna proposta in attesa."),
        ((1, 0, 0), "In attesa: 1 chiarimento senza risposta."),
        (
            (3, 1, 48),
            "In attesa: 3 chiarimenti senza risposta, 1 oltre il termine; "
            "48 proposte di variazione da decidere.",
        ),
    ],
)
def test_what_waits_is_counted(counts, words):
    assert picture.open_words(*counts) == words


def delivery(*, is_delivered, day="2025-02-24"):
    at = pd.Timestamp(day) if is_delivered else pd.NaT
    return {"is_delivered": is_delivered, "delivered_at": at}


def test_trust_begins_with_how_many_delivered_and_when():
    here, absent = delivery(is_delivered=True), delivery(is_delivered=False)

    assert picture.trust_finding([here, absent]) == (
        "Dati di 1 settore su 2, aggiornati al 24/02/2025"
    )
    assert picture.trust_finding([absent]) == "Nessun report ancora, su 1 settore"
    assert picture.trust_finding([]) == "Nessun settore deve ancora un report"


def test_a_list_says_what_it_leaves_out():
    assert picture.shortened_list(5, 27) == (
        "Mostrati 5 scostamenti su 27, i non motivati per primi."
    )
    assert picture.shortened_list(5, 5) == ""


def test_a_reason_is_cut_and_its_absence_is_said():
    long = picture.short_reason({"has_reason": True, "reason": "parola " * 30})

    assert long.endswith("…")
    assert len(long) <= 74
    assert picture.short_reason({"has_reason": False, "reason": None}) == "Nessuna motivazione"


def test_marks_stand_under_the_two_moments_they_compare_with():
    titles = picture.travel_columns(Moment(2024, Period.INTERMEDIATE)).values()

    assert list(titles) == ["Indirizzo", "Da dicembre 2023", "Da giugno 2023"]


def test_referents_are_named_where_stated():
    assert picture.referents_words(("Anna Rossi", "Luca Verdi")) == (
        "Segue: Anna Rossi e Luca Verdi"
    )
    assert picture.referents_words(()) == ""
