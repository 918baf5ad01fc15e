"""The Giunta's pages: what the Quadro and a delegation hold, and where a mark leads."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dashboard.domain.delegations import Delegation
from dashboard.domain.roles import Person, Role
from dashboard.settings import DB_PATH_VARIABLE
from dashboard.texts import delegation as texts
from dashboard.texts import overview as overview_texts
from dashboard.texts import picture as picture_texts
from dashboard.ui.data import query
from dashboard.ui.delegation import delegation_in_view
from dashboard.ui.filters import Filters
from dashboard.ui.parts import Drawing
from tests.pages.conftest import OpenPage, headings, shown, table_rows


def test_the_quadro_says_who_is_to_do_what_next(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("quadro", loaded_db)

    said = shown(page)
    assert not page.exception
    assert "Chiedere la motivazione" in said
    assert "risponde: Responsabile dell’ambiente (Ambiente)" in said
    assert "Manca Polizia locale: scadenza 28/02/2025" in said
    marks = table_rows(page, picture_texts.TRAVEL_FILE_NAME)
    assert [row[0][0] for row in marks] == ["1", "2", "3", "4"]
    assert all("meglio" in row[1] and "non confrontabile" in row[2] for row in marks)


def test_a_direction_has_a_page_with_nothing_of_the_others(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("delega", loaded_db, cod_indirizzo="3")

    assert not page.exception
    assert headings(page)[0].startswith("3 La città da vivere. Al 31/12/2024: 22 indicatori su 35")
    objectives = table_rows(page, f"{texts.OBJECTIVES_FILE_NAME} 3")
    assert {row[0].split()[0] for row in objectives} == {
        "3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.3.1", "3.3.2", "3.3.3",
    }  # fmt: skip
    assert "La città che cresce" not in shown(page)


def test_who_follows_directions_by_the_anagrafica_finds_them_open(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("delega", loaded_db, person=Person("Bice Prova", Role.GIUNTA))

    assert headings(page)[0].startswith("Assessora Bice Prova. Al 31/12/2024:")
    said = shown(page)
    assert "1 La città che cresce" in said
    assert "3 La città da vivere" in said
    assert "La città che si prende cura" not in said


def test_an_unknown_direction_in_the_address_is_said(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page("delega", loaded_db, cod_indirizzo="99")

    assert page.warning[0].value == texts.UNKNOWN.format(year=2024, named="99")
    assert headings(page) == [texts.TITLE]


def test_a_clicked_mark_leads_to_its_page_and_the_filters_stay(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("quadro", loaded_db, anno="2024", periodo="Intermedio (30/6)")
    page.session_state["clicked-address"] = "delega?anno=2024&cod_indirizzo=3"

    page.run()

    assert headings(page)[0].startswith("3 La città da vivere. Al 30/06/2024")


def test_the_table_behind_a_figure_is_there_once_its_button_is_pressed(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("quadro", loaded_db)
    with pytest.raises(AssertionError, match="no table"):
        table_rows(page, overview_texts.STATUS_FILE_NAME)

    for key in ("status-beside", "methods-beside", "dumbbell-beside"):
        page.session_state[key] = True
    page.run()

    directions = table_rows(page, overview_texts.STATUS_FILE_NAME)
    assert directions[0][0].startswith("1 ")
    assert len(table_rows(page, overview_texts.DUMBBELL_FILE_NAME)) == len(directions)
    assert len(table_rows(page, overview_texts.METHODS_FILE_NAME)) > 1
    assert overview_texts.METHODS_TITLE in shown(page)


@pytest.mark.parametrize(
    ("codes", "addresses"),
    [
        # one direction alone: to the actions below it; one of several: to its own page
        (("3",), [r"^catena\?.*&indirizzo=3"]),
        (("1", "3"), [r"^delega\?.*&cod_indirizzo=1$", r"^delega\?.*&cod_indirizzo=3$"]),
    ],
)
def test_a_bar_of_a_delegation_leads_one_step_down(
    loaded_db: Path,
    monkeypatch: pytest.MonkeyPatch,
    codes: tuple[str, ...],
    addresses: list[str],
) -> None:
    monkeypatch.setenv(DB_PATH_VARIABLE, str(loaded_db))
    code, name = query("entities").iloc[0][["entity_code", "entity_name"]]
    filters = Filters(code, name, 2024, "final")

    view = delegation_in_view(Delegation(None, codes), filters, date(2025, 3, 1))

    (bars,) = [part for part in view.head if isinstance(part, Drawing) and part.addresses]
    assert isinstance(bars.addresses, list)
    for found, expected in zip(bars.addresses, addresses, strict=True):
        assert re.search(expected, str(found))
