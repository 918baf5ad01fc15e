"""The sentences of the page Segnali."""

from __future__ import annotations

from datetime import date

from dashboard.domain.distribution import distribution
from dashboard.domain.model import DocumentKind
from dashboard.domain.plausibility.model import Fault, Subject
from dashboard.domain.signals import Approval, Signal, SignalCase, SignalKind
from dashboard.texts import signals as texts


def signal(kind: SignalKind, count: int, of_count: int, unknown: int = 0) -> Signal:
    return Signal(kind, (SignalCase(Subject()),) * count, of_count, unknown)


def sentence(kind: SignalKind, count: int, of_count: int, unknown: int = 0) -> str:
    return texts.signal_sentence(signal(kind, count, of_count, unknown)).replace("\u00a0", " ")


def test_every_signal_has_its_words() -> None:
    assert set(texts.SIGNAL_TEXTS) == set(SignalKind)


def test_a_signal_says_how_many_of_how_many() -> None:
    assert sentence(SignalKind.SOURCE_ABSENT, 3, 12) == (
        "3 indicatori su 12 (25,0 %) sono senza fonte."
    )
    assert sentence(SignalKind.ORDINARY_ACTIVITY, 1, 4) == (
        "1 azione valutata su 4 (25,0 %) è attività ordinaria."
    )


def test_no_case_is_said_as_such() -> None:
    assert sentence(SignalKind.ORDINARY_ACTIVITY, 0, 60) == (
        "Nessuna azione valutata, su 60, è attività ordinaria."
    )
    assert sentence(SignalKind.EXACT_HUNDRED, 0, 0) == (
        "Risultati a 100 % esatto: niente da contare nel periodo."
    )


def test_what_cannot_be_told_is_counted_apart() -> None:
    assert sentence(SignalKind.ORDINARY_ACTIVITY, 2, 8, 3) == (
        "2 azioni valutate su 8 (25,0 %) sono attività ordinaria; di altre 3 la tipologia non è "
        "indicata."
    )
    assert sentence(SignalKind.ORDINARY_ACTIVITY, 0, 0, 405) == (
        "Attività ordinaria fra gli obiettivi: di 405 azioni valutate la tipologia non è indicata."
    )


def test_the_middle_half_stands_beside_median_and_mean() -> None:
    spread = distribution([0, 60, 80, 100, 100])
    assert spread is not None
    assert texts.distribution_sentence(spread).replace("\u00a0", " ") == (
        "Di 5 risultati la metà centrale sta fra 60,0 % e 100,0 %: mediana 80,0 %, media 68,0 %"
    )


def test_few_results_have_no_median() -> None:
    spread = distribution([0, 100])
    assert spread is not None
    assert "troppo pochi" in texts.distribution_sentence(spread)
    assert texts.sector_note(spread) == "2 risultati · pochi risultati: niente mediana"


def test_approvals_say_what_is_late_and_what_is_not_known() -> None:
    late = Approval(DocumentKind.PIAO_SHEET, date(2024, 1, 31), date(2024, 2, 15))
    unknown = Approval(DocumentKind.PEG_ACTIONS, None, None)

    assert texts.approvals_sentence([unknown, late]) == (
        "1 documento approvato dopo la scadenza, su 1 con i giorni noti"
    )
    assert texts.approvals_sentence([unknown]).startswith("Non si sa")
    assert texts.approval_row(late)["late_words"] == "▲ 15 giorni dopo la scadenza"
    assert texts.approval_row(unknown)["late_words"] == "giorno di approvazione non inserito"


def test_plans_that_came_late_are_told_apart_from_archives() -> None:
    late = Fault(Subject(), {"late_count": 5, "in_year_count": 1, "plan_count": 12})
    assert texts.late_plans_sentence(late, 2024) == (
        "1 scheda PIAO su 12 è arrivata fra il 30/06 e il 31/12/2024. 4 schede PIAO su 12 sono "
        "arrivate ad anno chiuso: del giorno di approvazione non dicono nulla."
    )
    assert texts.late_plans_sentence(None, 2024) == ""
