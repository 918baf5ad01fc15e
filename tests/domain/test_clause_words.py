"""What is read out of the words of a directive, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.clause_words import (
    due_days_in,
    due_from,
    reports_named_in,
    subject_years_in,
    year_spans_in,
)
from dashboard.domain.cycle import Addressee
from dashboard.domain.model import DocumentKind

DUE_DAYS = [
    ("Scadenza 5.10.2023", [date(2023, 10, 5)]),
    ("Scadenza: 05/10/2023", [date(2023, 10, 5)]),
    ("da approvarsi entro il 31/05/2024.", [date(2024, 5, 31)]),
    ("entro e non oltre il 28 - 2 - 2025", [date(2025, 2, 28)]),
    ("Entro il 31 gennaio 2024, oppure entro trenta giorni", [date(2024, 1, 31)]),
    ("entro il 1° febbraio 2024", [date(2024, 2, 1)]),
    ("entro il\n31.01.2024 e comunque entro il 28.02.2024", [date(2024, 1, 31), date(2024, 2, 28)]),
    ("entro il 15 novembre prossimo", []),  # of which year, the words do not say
    ("entro il 31.02.2024", []),  # no calendar has it
    ("delibera n. 216 del 20.09.2023", []),  # a day, but nothing is due
]
SPANS = [
    ("per il triennio 2024 - 2026", [((2024, 2026), None)]),
    ("triennio 2024–2026", [((2024, 2026), None)]),
    ("triennio 2024/2026", [((2024, 2026), None)]),
    (r"File R:\11_Programmazione e controllo\D_DUP 2024_2026", [((2024, 2026), "D_DUP 2024_2026")]),
    (
        r"\C_PEG 2022-2024. Il triennio 2023-2025",
        [((2022, 2024), "C_PEG 2022-2024"), ((2023, 2025), None)],
    ),
    ("in /piani/F_PIAO 2024-2026/1 Schede", [((2024, 2026), "F_PIAO 2024-2026")]),
    ("l'elenco delle azioni del precedente PEG 2023-2025", []),  # of an earlier plan, and says so
    ("entro il 31/05/2024", []),
    ("delibera 216/2023", []),
    ("2026-2024", []),
]
SUBJECTS = [
    ("l'aggiornamento dei dati relativi al 2023 sull'attività", [2023]),
    ("i risultati riferiti all'anno 2023", [2023]),
    ("valutazione della performance 2023", [2023]),
    ("l'attività dell’anno 2024", [2024]),
    ("performance 2024-2026", []),  # a span of years
    ("il PIAO, che dal 2021 ha assorbito", []),
    ("Direttiva n. 4 del 20 settembre 2023", []),
    ("a confronto con quelli dello scorso anno, relativi al 2022", []),
]
INTERMEDIATE, FINAL = DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT
REPORTS = [
    ("I Responsabili redigono il report finale", {FINAL}),
    ("Report  intermedio e variazioni", {INTERMEDIATE}),
    ("la relazione semestrale e quella di fine anno", {INTERMEDIATE}),
    ("report intermedio e report finale", {INTERMEDIATE, FINAL}),
    ("Relazione della Performance", set()),
]
ADDRESSEES = [
    ("la Giunta approva il PIAO", Addressee.ENTITY),
    ("da approvarsi entro il 31/05/2024", Addressee.ENTITY),
    ("I Responsabili di Settore consegnano entro il 15.01.2024", Addressee.SECTORS),
    ("Scadenza 15.01.2024", None),
    ("I Responsabili di Settore propongono alla Giunta", None),
]


@pytest.mark.parametrize(("text", "days"), DUE_DAYS)
def test_a_day_is_due_where_the_words_say_so_and_name_its_year(text: str, days: list[date]) -> None:
    assert list(due_days_in(text)) == days


@pytest.mark.parametrize(("text", "spans"), SPANS)
def test_spans_of_years_are_read_with_their_folder(
    text: str, spans: list[tuple[tuple[int, int], str | None]]
) -> None:
    assert [(one.years, one.folder) for one in year_spans_in(text)] == spans


@pytest.mark.parametrize(("text", "years"), SUBJECTS)
def test_a_year_counts_where_something_is_about_it(text: str, years: list[int]) -> None:
    assert list(subject_years_in(text)) == years


@pytest.mark.parametrize(("text", "reports"), REPORTS)
def test_the_two_reports_of_a_year_are_told_apart(text: str, reports: set[DocumentKind]) -> None:
    assert reports_named_in(text) == reports


@pytest.mark.parametrize(("text", "addressee"), ADDRESSEES)
def test_the_words_say_whose_day_it_is_or_nothing(text: str, addressee: Addressee | None) -> None:
    assert due_from(text) is addressee
