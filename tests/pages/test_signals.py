"""The page Segnali on the invented municipality: sentences, tables, cases with their links."""

from __future__ import annotations

from pathlib import Path

from dashboard.domain.reasons import ReasonFlaw
from dashboard.domain.signals import SignalKind
from dashboard.texts import reasons as reason_texts
from dashboard.texts import signals as texts
from tests.pages.conftest import OpenPage, headings, shown, table_rows


def test_the_signals_of_the_sample_year_with_cases_and_rules(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("segnali", loaded_db, anno="2024")

    assert not page.exception
    [heading] = headings(page)
    assert heading.replace("\u00a0", " ") == (
        "Segnali al 31/12/2024: 138 risultati contati, 111 a 100 % esatto; mediana 100,0 %, media "
        "94,4 %."
    )
    summary = {row[0]: row[1:4] for row in table_rows(page, texts.SUMMARY_FILE)}
    assert summary["Attività ordinaria fra gli obiettivi"] == ["15", "60", "25,0 %"]
    # In the order of codes, not of results.
    sectors = [row[0] for row in table_rows(page, texts.SECTORS_FILE)]
    assert sectors == sorted(sectors)
    flaws = {row[0]: row[1] for row in table_rows(page, texts.REASONS_FILE)}
    assert flaws[reason_texts.flaw_title(ReasonFlaw.MISSING)] == "22"
    assert "2023 non è caricato" in shown(page)

    page.session_state["signal-source_absent-folded"] = True
    page.run()
    cases = texts.cases_file(SignalKind.SOURCE_ABSENT, 2024)
    [row] = table_rows(page, cases)
    assert row[0] == "05 Lavori pubblici"
    [table] = [
        one.proto.body for one in page.get("html") if f'aria-label="{cases}"' in one.proto.body
    ]
    assert 'href="azione?' in table


def test_the_planned_year_has_the_closing_one_beside_it_and_nothing_counted(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("segnali", loaded_db, anno="2025")

    assert not page.exception
    assert "nessun risultato ancora contato" in headings(page)[0]
    assert texts.NOTHING_COUNTED in shown(page)
    assert "Nel 2024: 111 su 138" in shown(page)
