"""What the pages count on the sample, against what its generator says it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dashboard.texts import quality, upload
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, headings, table_rows

Expected = dict[str, Any]


def test_the_overview_counts_what_was_reached_and_what_lacks_a_reason(
    open_page: OpenPage, loaded_db: Path, expected: Expected
) -> None:
    page = open_page("quadro", loaded_db)

    [sentence] = headings(page)
    counts = expected["final"]["status_counts"]
    assert f"{counts['achieved']} indicatori su {counts['total']}" in sentence
    assert f"{len(expected['final']['unexplained_deviations'])} " in sentence


def test_deviations_without_reason_are_counted_in_the_headline(
    open_page: OpenPage, loaded_db: Path, expected: Expected
) -> None:
    page = open_page("scostamenti", loaded_db)

    [sentence] = headings(page)
    assert f"{len(expected['final']['unexplained_deviations'])} sono senza motivazione" in sentence


def test_the_dup_page_counts_interventions_without_those_only_proposed_in_red(
    open_page: OpenPage, loaded_db: Path, expected: Expected
) -> None:
    page = open_page("dup", loaded_db)

    in_force = expected["intervention_count"] - expected["proposals"]["new_row"]
    assert f"interventi su {in_force} " in headings(page)[0]


def test_quality_lists_every_issue_of_the_year_and_every_missing_report(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page(
        "qualita",
        loaded_db,
        anno="2024",
        periodo="Finale (31/12)",
        scheda_qualita=quality.ISSUES_TAB,
    )

    issues = store().query("data_quality_issues", reference_year=2024)
    warnings = issues[issues["severity"] != "info"]
    [sentence] = headings(page)
    assert sentence.startswith(f"{len(warnings)} avvisi in {warnings['upload_id'].nunique()} file")
    assert "1 report manca" in sentence
    rules = table_rows(page, quality.TITLE)
    assert sum(int(row[2]) for row in rules) == len(issues)
    assert [row[0] for row in table_rows(page, quality.MISSING_FINDING)] == ["08 Polizia locale"]


def test_quality_shows_one_rule_when_one_is_chosen(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page(
        "qualita",
        loaded_db,
        anno="2024",
        regola="Risultato mancante",
        scheda_qualita=quality.ISSUES_TAB,
    )

    rows = table_rows(page, quality.file_name(2024))
    issues = store().query("data_quality_issues", reference_year=2024)
    assert len(rows) == (issues["issue_code"] == "result_missing").sum()
    assert {row[1] for row in rows} == {"Risultato mancante"}
    assert all("Scrivere il valore ottenuto" in row[2] for row in rows)


def test_quality_follows_the_sector(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page(
        "qualita",
        loaded_db,
        anno="2024",
        settore="08 Polizia locale",
        scheda_qualita=quality.ISSUES_TAB,
    )

    rows = table_rows(page, quality.file_name(2024))
    issues = store().query("data_quality_issues", reference_year=2024, sector_code="08")
    assert sorted(row[3] for row in rows) == sorted(issues["file_name"])
    assert all("08" in codes.split(", ") for codes in issues["sector_code"])
    assert [row[0] for row in table_rows(page, quality.MISSING_FINDING)] == ["08 Polizia locale"]


def test_the_upload_page_lists_the_last_files_and_leads_to_all_of_them(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("caricamento", loaded_db)

    uploads = store().query("uploads")
    last = table_rows(page, upload.HISTORY_HEADING)
    assert [row[1] for row in last] == uploads["file_name"].head(5).tolist()
    [link] = page.main.get("page_link")
    assert link.proto.page == "storico"
    assert f"{len(uploads)} file" in link.proto.label
