"""The page Cosa succede se moves figures on the screen, and nothing anywhere else."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.store import open_store
from tests.pages.conftest import OpenPage, headings, shown

TITLE = "Cosa succede se si conta in un altro modo?"


def chosen(app: AppTest, key: str, label: str) -> AppTest:
    (box,) = [one for one in app.selectbox if one.key == key]
    box.select(label)
    return app.run()


def test_at_first_nothing_is_moved(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("cosa_succede_se", loaded_db)

    assert headings(app) == [TITLE]
    assert not app.exception


def test_another_method_shows_before_and_after(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("cosa_succede_se", loaded_db)

    chosen(app, "metodo_entity", "media degli indicatori")

    (headline,) = headings(app)
    assert headline.startswith("L’ente passerebbe da ")
    said = shown(app)
    assert "nei dati e nell’anagrafica non è cambiato nulla" in said
    assert "Per indirizzo strategico" in said
    assert "Nessun indicatore cambia stato" in said


def test_the_address_carries_the_trial(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("cosa_succede_se", loaded_db, soglia="95")

    (headline,) = headings(app)
    assert headline.startswith("L’ente resterebbe a ")
    assert "cambiano stato" in shown(app)


def test_nothing_is_written(open_page: OpenPage, loaded_db: Path) -> None:
    before = loaded_db.read_bytes()

    app = open_page("cosa_succede_se", loaded_db, tetto="nessuno", senza_esclusioni="true")

    assert "passerebbe" in headings(app)[0]
    store = open_store(loaded_db)
    try:
        assert len(store.query("uploads")) > 0
    finally:
        store.close()
    assert loaded_db.read_bytes() == before


def test_the_trial_can_be_taken_back_at_once(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("cosa_succede_se", loaded_db, tetto="nessuno", soglia="95")
    assert "passerebbe" in headings(app)[0]

    app.button(key="what-if-reset").click().run()

    assert headings(app) == [TITLE]


def test_a_direction_can_be_left_out(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("cosa_succede_se", loaded_db)
    (without,) = [one for one in app.multiselect if one.key == "senza"]

    without.select(without.options[0])
    app.run()

    assert "passerebbe" in headings(app)[0]


def test_an_empty_store_says_what_to_load(open_page: OpenPage, empty_db: Path) -> None:
    app = open_page("cosa_succede_se", empty_db)

    assert "Non c’è ancora nulla da mostrare." in shown(app)
