"""The pages of what a final report tells beside its results."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.store import open_store
from dashboard.texts import innovations as innovation_texts
from dashboard.texts import navigation
from dashboard.texts import ordinary_activity as activity_texts
from dashboard.texts import quality_controls as control_texts
from dashboard.texts.registers import ALL_YEARS, sectors_file_name
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.store.builders import Line, plan, report, upload
from tests.store.further_parts import Measure, activity, controls, innovations

PAGES = ["attivita_ordinaria", "controlli_qualita", "innovazioni"]


@pytest.fixture
def further_db(tmp_path: Path) -> Path:
    """Two sectors that report on 2024, S1 with its further parts; some of them in 2023, too."""
    path = tmp_path / "parti.duckdb"
    store = open_store(path)
    for sector_code in ("S1", "S2"):
        line = Line("I1", 10.0, 9.0, sector_code=sector_code)
        store.append(upload(plan([line], sector_code=sector_code)))
        store.append(upload(report([line], sector_code=sector_code)))
    store.append(upload(activity([Measure("M1", {2022: 90.0, 2023: 100.0})], year=2023)))
    store.append(
        upload(
            activity(
                [
                    Measure("M1", {2021: 95.0, 2022: 90.0, 2023: 104.0, 2024: 100.0}),
                    Measure("M2", {2021: 90.0, 2022: 100.0, 2023: 110.0, 2024: 200.0}),
                    Measure("M3", {2023: 5.0}, service_name=None),
                    Measure("M4", {2022: 5.0, 2023: 7.0, 2024: "circa 9"}),
                ]
            ),
            file_name="Report finale 2024.xlsx",
        )
    )
    for year, failed in ((2023, 0.0), (2024, 6.0)):
        numbers = {"checked_count": 80.0, "non_compliant_count": failed}
        named = {"control_name": "Qualità dell’archivio", "outcome": f"Esito {year}"}
        store.append(upload(controls({"control_code": "C1", **named, **numbers}, year=year)))
    store.append(
        upload(
            innovations(
                {"innovation_code": "N1", "innovation_area": "service"},
                {"innovation_code": "N2"},
            )
        )
    )
    store.close()
    return path


@pytest.mark.parametrize("page", PAGES)
def test_a_page_whose_sheet_nobody_handed_in_leads_to_the_sheets_and_to_the_upload(
    open_page: OpenPage, tmp_path: Path, page: str
) -> None:
    path = tmp_path / "senza.duckdb"
    store = open_store(path)
    store.append(upload(plan([Line("I1", 10.0)])))
    store.close()

    app = open_page(page, path)

    assert not app.exception
    assert not app.error
    assert "Nessun settore ha ancora indicato" in headings(app)[0]
    links = [link.proto.page for link in app.main.get("page_link")]
    assert links == ["modelli", "caricamento"]
    assert navigation.GO_TO_TEMPLATES in [link.proto.label for link in app.get("page_link")]


def test_the_headline_counts_measures_and_what_is_unusual_missing_or_in_words(
    open_page: OpenPage, further_db: Path
) -> None:
    app = open_page("attivita_ordinaria", further_db, anno="2024")

    assert not app.exception
    assert headings(app) == [
        "Attività ordinaria 2024: 4 misure di 1 settore; "
        "1 valore insolito, 1 senza dato, 1 scritto a parole."
    ]
    assert "Un valore già rendicontato cambia da un report all’altro" in shown(app)
    assert "* 2023: 104; nel report 2023 era 100" in shown(app)
    assert len(app.get("plotly_chart")) == 4


def test_the_table_has_a_column_per_year_and_tells_missing_words_and_figures_apart(
    open_page: OpenPage, further_db: Path
) -> None:
    app = open_page("attivita_ordinaria", further_db, anno="2024")

    rows = {row[0].split()[1]: row[1:] for row in table_rows(app, activity_texts.file_name(2024))}

    assert list(rows) == ["M2", "M1", "M3", "M4"]
    assert rows["M2"] == ["90", "100", "110", "200", "100", "3", "+100 %", "▲ insolito"]
    assert rows["M3"] == ["—", "—", "5", "—", "—", "1", "—", "◇ senza dato"]
    assert rows["M4"] == ["—", "5", "7", "circa 9", "6", "2", "—", "□ scritto a parole"]


def test_measures_are_found_by_state_service_and_words_without_case_or_accents(
    open_page: OpenPage, further_db: Path
) -> None:
    def names(**address: str) -> list[str]:
        app = open_page("attivita_ordinaria", further_db, anno="2024", **address)
        return [row[0].split()[1] for row in table_rows(app, activity_texts.file_name(2024))]

    assert names(confronto="insolito") == ["M2"]
    assert names(servizio=activity_texts.NO_SERVICE) == ["M3"]
    assert names(cerca="MISURA m4") == ["M4"]


def test_a_closed_year_shows_what_its_own_report_said(
    open_page: OpenPage, further_db: Path
) -> None:
    app = open_page("attivita_ordinaria", further_db, anno="2023")

    [row] = table_rows(app, activity_texts.file_name(2023))

    assert row[1:5] == ["—", "—", "90", "100"]


def test_the_register_of_controls_shows_one_year_or_all(
    open_page: OpenPage, further_db: Path
) -> None:
    one = open_page("controlli_qualita", further_db, anno="2024")
    every = open_page("controlli_qualita", further_db, anno="2024", anni=ALL_YEARS)

    assert headings(one) == [
        "Controlli di qualità, 2024: 1, da 1 settore; 1 con casi non conformi."
    ]
    [row] = table_rows(one, control_texts.file_name(2024, has_all_years=False))
    assert row[:3] == [
        "Qualità dell’archivio S1 Settore S1",
        "▲ 6 su 80 (7,5 %)",
        "Esito 2024",
    ]
    rows = table_rows(every, control_texts.file_name(2024, has_all_years=True))
    assert [row[2] for row in rows] == ["Esito 2024", "Esito 2023"]
    assert rows[1][1] == "● 0 su 80 (0,0 %)"


def test_the_sectors_that_state_no_control_are_named(open_page: OpenPage, further_db: Path) -> None:
    app = open_page("controlli_qualita", further_db, anno="2024")

    assert table_rows(app, sectors_file_name(control_texts.TITLE)) == [
        ["S1 Settore S1", "1", "1", "80", "6", "7,5 %"]
    ]
    assert "Settori che non indicano nulla: S2 Settore S2." in shown(app)


def test_a_register_is_searched_without_accents_and_says_when_nothing_is_found(
    open_page: OpenPage, further_db: Path
) -> None:
    found = open_page("controlli_qualita", further_db, anno="2024", cerca="QUALITA archivio")
    nothing = open_page("controlli_qualita", further_db, anno="2024", cerca="mensa")

    assert len(table_rows(found, control_texts.file_name(2024, has_all_years=False))) == 1
    assert "Il registro: 0 su 1 riga" in shown(nothing)
    assert "Nessuna riga corrisponde ai filtri scelti." in shown(nothing)


def test_innovations_are_told_and_chosen_by_area(open_page: OpenPage, further_db: Path) -> None:
    everything = open_page("innovazioni", further_db, anno="2024")
    chosen = open_page("innovazioni", further_db, anno="2024", ambito=innovation_texts.NO_AREA)

    assert headings(everything) == ["Innovazioni, 2024: 2, da 1 settore."]
    assert "Per ambito: servizio 1 e ambito non indicato 1." in shown(everything)
    name = innovation_texts.file_name(2024, has_all_years=False)
    assert [row[1] for row in table_rows(everything, name)] == ["servizio", "—"]
    assert [row[0].split()[1] for row in table_rows(chosen, name)] == ["N2"]


def test_a_year_without_entries_says_so_beside_the_way_to_all_years(
    open_page: OpenPage, further_db: Path
) -> None:
    app = open_page("innovazioni", further_db, anno="2023")

    assert not app.exception
    assert headings(app) == ["Innovazioni, 2023: nessuna indicata."]
