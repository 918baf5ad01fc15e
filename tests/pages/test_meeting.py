"""The page Modalità riunione: its screens in order, the way between them, and the way out."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.texts import meeting as texts
from tests.pages.conftest import OpenPage, headings, shown

SCREENS = 6  # four directions between the first and the last


def test_the_first_screen_says_how_all_of_it_goes(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("riunione", loaded_db)
    assert headings(app) == ["Comune di Borgo Esempio"]
    said = shown(app)
    assert "111 indicatori su 152 hanno raggiunto il risultato atteso" in said
    assert "Manca: Polizia locale." in said
    assert texts.position(1, SCREENS) in said


def test_each_direction_has_its_counts_travel_concerns_and_dup(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("riunione", loaded_db, schermo="4")
    assert headings(app) == ["Indirizzo 3 – La città da vivere"]
    said = shown(app)
    assert "22 raggiunti" in said
    assert "6 non raggiunti" in said
    assert "meglio, +16,9" in said
    assert "5 scostamenti su 13, i non motivati per primi" in said
    assert "→ Chiedere la motivazione · Responsabile della cultura" in said
    assert "15 interventi" in said


def test_the_last_screen_says_what_stays_open(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("riunione", loaded_db, schermo=str(SCREENS))
    assert headings(app) == [texts.CLOSING_TITLE]
    assert "Manca Polizia locale: scadenza 28/02/2025" in shown(app)
    assert "9: 1 in «1 La città che cresce»" in shown(app)


def test_the_buttons_move_and_the_address_keeps_the_place(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("riunione", loaded_db)
    assert _press(app, "next") == "2"
    assert _press(app, "last") == "6"
    assert app.button(key="meeting-next").disabled
    assert _press(app, "previous") == "5"
    assert _press(app, "first") == "1"
    assert app.button(key="meeting-previous").disabled


def test_an_address_that_names_no_screen_opens_the_nearest(
    open_page: OpenPage, loaded_db: Path
) -> None:
    for stated, number in [("99", 6), ("0", 1), ("²", 1), ("due", 1), ("-3", 1)]:
        app = open_page("riunione", loaded_db, schermo=stated)
        assert texts.position(number, SCREENS) in shown(app)


def test_leaving_opens_the_overview_of_the_same_year(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("riunione", loaded_db, anno="2024", periodo="Intermedio (30/6)")
    app.button(key="meeting-leave").click().run()
    assert not app.exception
    assert headings(app)[0].startswith("Al 30/06/2024")


def test_an_empty_store_says_what_to_load(open_page: OpenPage, empty_db: Path) -> None:
    app = open_page("riunione", empty_db)
    assert not app.exception
    assert "Caricamento" in shown(app)


def _press(app: AppTest, name: str) -> str:
    app.button(key=f"meeting-{name}").click().run()
    assert not app.exception
    (place,) = app.query_params["schermo"]
    return str(place)
