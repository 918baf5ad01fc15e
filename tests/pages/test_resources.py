"""The page PEG e risorse: what was put in is what is shown, and what is not stated is no zero."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.store import open_store
from dashboard.texts import resources as texts
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.store.builders import YEAR, upload
from tests.store.planned_actions import finances, peg_list, staff

SPACE = "\u00a0"


@pytest.fixture
def funded_db(tmp_path: Path) -> Path:
    """Two sectors: A1 broken down, A2 as a whole, A3 with nothing, B1 with people alone."""
    path = tmp_path / "risorse.duckdb"
    store = open_store(path)
    store.append(
        upload(
            peg_list(
                {
                    "action_code": "A1",
                    "allocated_eur": 1000.0,
                    "mission_programme": "12.03",
                    "planned_years": f"{YEAR}-{YEAR + 1}",
                },
                {"action_code": "A2", "allocated_eur": 500.0, "committed_eur": 600.0},
                {"action_code": "A3"},
            ),
            finances(
                {
                    "action_code": "A1",
                    "cost_centre": "101",
                    "production_factor": "Beni",
                    "allocated_eur": 300.0,
                    "committed_eur": 90.0,
                },
                {"action_code": "A1", "cost_centre": "102", "allocated_eur": 600.0},
            ),
            file_name="PEG S1.xlsx",
        )
    )
    store.append(
        upload(
            peg_list({"action_code": "B1"}, sector_code="S2"),
            staff(
                {
                    "action_code": "B1",
                    "staff_category": "Istruttori",
                    "head_count": 3.0,
                    "time_share_pct": 50.0,
                },
                sector_code="S2",
            ),
            file_name="PEG S2.xlsx",
        )
    )
    store.close()
    return path


def test_the_headline_counts_the_sums_and_the_actions_without_resources(
    open_page: OpenPage, funded_db: Path
) -> None:
    page = open_page("peg_risorse", funded_db)

    assert not page.exception
    assert headings(page) == [
        f"Anno {YEAR}: 1.400{SPACE}€ stanziati per 4 azioni; 1 azione è senza risorse."
    ]
    assert [row[0] for row in table_rows(page, texts.WITHOUT_FILE_NAME)] == ["A3 Azione A3"]


def test_a_breakdown_is_chosen_in_the_address_and_adds_up(
    open_page: OpenPage, funded_db: Path
) -> None:
    page = open_page("peg_risorse", funded_db, per="Centro di costo")

    rows = table_rows(page, f"{texts.FILE_NAME} per centro di costo")
    assert [(row[0], row[2]) for row in rows] == [
        ("102", "600 €"),
        ("101", "300 €"),
        ("Centro di costo non indicato", "500 €"),
    ]
    assert [row[6] for row in rows] == [
        "impegnato in 1 su 1 riga; pagato in 1 su 1 riga",
        "pagato in 1 su 1 riga",
        "pagato in 1 su 1 riga",
    ]


def test_missions_have_their_official_names(open_page: OpenPage, funded_db: Path) -> None:
    page = open_page("peg_risorse", funded_db, per="Missione di bilancio")

    rows = table_rows(page, f"{texts.FILE_NAME} per missione di bilancio")
    assert [row[0] for row in rows] == [
        "12 Diritti sociali, politiche sociali e famiglia",
        "Missione non indicata",
    ]


def test_sums_that_stand_out_and_sums_stated_in_two_ways_are_listed(
    open_page: OpenPage, funded_db: Path
) -> None:
    page = open_page("peg_risorse", funded_db)

    odd = {row[0]: row[6] for row in table_rows(page, texts.ODD_FILE_NAME)}
    assert odd == {
        "A1 Azione A1": "impegnato meno del 50 % dello stanziato",
        "A2 Azione A2": "impegnato più dello stanziato",
    }
    different = table_rows(page, texts.DIFFERENT_FILE_NAME)
    assert different == [["A1 Azione A1", "Settore S1", "stanziato", "1.000 €", "900 €"]]


def test_people_are_full_time_equivalents_with_their_head_count(
    open_page: OpenPage, funded_db: Path
) -> None:
    page = open_page("peg_risorse", funded_db)

    assert "Personale: 1,5 equivalenti a tempo pieno (3 unità) in 1 categoria" in shown(page)
    assert table_rows(page, texts.STAFF_FILE_NAME) == [["Istruttori", "1", "3", "1,5", "0"]]


def test_the_years_of_the_cycle_say_whose_peg_is_not_there(
    open_page: OpenPage, funded_db: Path
) -> None:
    page = open_page("peg_risorse", funded_db)

    rows = table_rows(page, texts.YEARS_FILE_NAME)
    assert [row[:4] for row in rows] == [
        [str(YEAR), "caricato", "1", "1.400 €"],
        [str(YEAR + 1), "non ancora caricato", "1", "—"],
        [str(YEAR + 2), "non ancora caricato", "0", "—"],
    ]


def test_the_sector_filter_leaves_the_others_out(open_page: OpenPage, funded_db: Path) -> None:
    page = open_page("peg_risorse", funded_db, settore="S2 Settore S2")

    assert headings(page) == [
        f"Anno {YEAR}: per 1 azione lo stanziamento non è indicato; nessuna azione è senza risorse."
    ]


def test_an_actions_own_page_shows_its_money_with_the_cells(
    open_page: OpenPage, funded_db: Path
) -> None:
    page = open_page("azione", funded_db, azione="A1", cod_settore="S1")

    rows = table_rows(page, texts.OF_ACTION_MONEY)
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("101", "Beni", "300 €"),
        ("102", "—", "600 €"),
    ]
    assert rows[0][7] == "PEG S1.xlsx, foglio Foglio1, A2"
    assert texts.TO_RESOURCES in shown(page)


def test_the_sample_shows_what_its_sheets_plan(open_page: OpenPage, good_db: Path) -> None:
    page = open_page("peg_risorse", good_db, anno="2024")

    assert not page.exception
    in_words = headings(page)[0]
    planned = sum(
        float(row[2].removesuffix("€").strip().replace(".", "").replace(",", "."))
        for row in table_rows(page, f"{texts.FILE_NAME} per settore")
    )
    assert f"{planned:,.0f}".replace(",", ".") in in_words
