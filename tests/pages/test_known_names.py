"""Known names on Caricamento: listed in words, added with dates, taken away, never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.texts import names as texts
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, shown, table_rows
from tests.sheets import final_report

KNOWN = final_report(("3.1", "Piste ciclabili", "Km completati", 4, 4, None))


@pytest.fixture
def known_db(tmp_path: Path) -> Path:
    """A store that knows the sector 03 Lavori pubblici."""
    path = tmp_path / "nota.duckdb"
    filled = open_store(path)
    confirm(filled, check_file(filled, "noto.xlsx", KNOWN), "prova")
    filled.close()
    return path


def entity_code() -> str:
    return str(store().query("entities")["entity_code"][0])


def add(page: AppTest, name: str, first: date | None = None, last: date | None = None) -> AppTest:
    """Fills the form and sends it."""
    page.text_input(key="known-name-text").set_value(name)
    page.date_input(key="known-name-from").set_value(first)
    page.date_input(key="known-name-to").set_value(last)
    return next(one for one in page.button if one.label == texts.ADD).click().run()


def test_a_renaming_is_added_with_its_day_and_listed(open_page: OpenPage, known_db: Path) -> None:
    page = open_page("caricamento", known_db)
    assert texts.NO_KNOWN in shown(page)

    page = add(page, "Infrastrutture", date(2023, 1, 1))

    assert not page.exception
    [row] = table_rows(page, texts.KNOWN_HEADING)
    assert row[:5] == ["settore", "Infrastrutture", "03 Lavori pubblici", "01/01/2023", "—"]
    assert store().known_names(entity_code()) == (
        KnownName(NameSubject.SECTOR, "03", "Infrastrutture", date(2023, 1, 1)),
    )


@pytest.mark.parametrize(
    ("name", "first", "last", "sentence"),
    [
        (" - ", None, None, texts.NAME_MISSING),
        ("Opere", date(2024, 1, 1), date(2023, 1, 1), texts.DATES_REVERSED),
    ],
)
def test_what_would_mean_nothing_is_not_added(
    open_page: OpenPage,
    known_db: Path,
    name: str,
    first: date | None,
    last: date | None,
    sentence: str,
) -> None:
    page = add(open_page("caricamento", known_db), name, first, last)

    assert [one.value for one in page.error] == [sentence]
    assert store().known_names(entity_code()) == ()


def test_a_name_taken_away_counts_no_more_and_stays_in_the_store(
    open_page: OpenPage, known_db: Path
) -> None:
    page = add(open_page("caricamento", known_db), "Opere pubbliche")

    page = next(one for one in page.button if one.label == texts.REMOVE).click().run()

    assert not page.exception
    assert texts.NO_KNOWN in shown(page)
    assert store().known_names(entity_code()) == ()
    assert len(store().name_statements()) == 1
