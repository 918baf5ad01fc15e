"""The pages Scadenzario and Coerenza, with the deadlines of the sample and without any."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.ingest import check_file, confirm
from dashboard.settings import DATA_FOLDER, TODAY_VARIABLE
from dashboard.store import open_store
from dashboard.texts import coherence, deadlines
from dashboard.texts.navigation import EMPTY_TITLE
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.pages.test_upload import file_of, offered


@pytest.fixture(autouse=True)
def _june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, "2024-06-18")


@pytest.fixture
def bare_db(good_db: Path) -> Path:
    """The municipality without its anagrafica."""
    store = open_store(good_db)
    uploads = store.query("uploads")
    (upload_id,) = uploads.loc[uploads["file_name"] == "Anagrafica 2024.xlsx", "upload_id"]
    store.revoke(int(upload_id), "prova", "prova")
    store.close()
    return good_db


def test_what_is_next_is_said_in_words(open_page: OpenPage, good_db: Path) -> None:
    app = open_page("scadenzario", good_db, anno="2024")

    assert not app.exception
    assert headings(app) == ["Fra 12 giorni, il 30/06/2024: Report intermedio 2024 in Giunta."]
    words = shown(app)
    assert "cade di domenica e resta quel giorno" in words
    assert "Ciclo 2024-2026: 6 scadenze passate su 11" in words
    assert "Ciclo 2025-2027: 0 scadenze passate su 11" in words
    assert "approvazione del bilancio (ciclo dal 2024): PEG 2024 in Giunta" in words


def test_every_deadline_is_in_the_table(open_page: OpenPage, good_db: Path) -> None:
    rows = table_rows(open_page("scadenzario", good_db, anno="2024"), deadlines.TABLE_FILE)

    # Six documents in each of two cycles; the Relazione is not asked of the sectors.
    assert len(rows) == 22
    days = [row[0] for row in rows if row[0] != "—"]
    assert days == sorted(days, key=lambda day: day.split("/")[::-1])
    assert sum(row[0] == "—" for row in rows) == 2


def test_an_event_entered_on_the_page_moves_its_deadline_and_can_be_taken_back(
    open_page: OpenPage, good_db: Path
) -> None:
    app = open_page("scadenzario", good_db, anno="2024")
    app.selectbox("cycle-event-kind").select_index(2)
    app.date_input("cycle-event-day").set_value(date(2023, 12, 28))
    button = next(one for one in app.button if one.label == deadlines.SAVE)
    button.click().run()

    assert not app.exception
    assert "Approvazione del bilancio, 28/12/2023: salvato. 1 scadenza è cambiata." in shown(app)
    rows = table_rows(app, deadlines.TABLE_FILE)
    assert ["17/01/2024", "Giunta"] in [row[:2] for row in rows]
    assert "20 giorni dopo l’approvazione del bilancio del 28/12/2023" in shown(app)

    button = next(one for one in app.button if one.label == deadlines.REMOVE)
    button.click().run()

    assert "Approvazione del bilancio: tolto. 1 scadenza è cambiata." in shown(app)
    assert sum(row[0] == "—" for row in table_rows(app, deadlines.TABLE_FILE)) == 2


def test_an_event_without_day_is_not_kept(open_page: OpenPage, good_db: Path) -> None:
    app = open_page("scadenzario", good_db, anno="2024")
    next(one for one in app.button if one.label == deadlines.SAVE).click().run()

    assert deadlines.DAY_MISSING in shown(app)
    assert deadlines.NO_EVENTS in shown(app)


def test_without_deadlines_the_page_says_where_to_write_them(
    open_page: OpenPage, bare_db: Path
) -> None:
    app = open_page("scadenzario", bare_db, anno="2024")
    assert headings(app) == [deadlines.NO_DEADLINES]
    assert deadlines.NO_DEADLINES_BODY in shown(app)


def test_the_contradictions_stand_side_by_side(open_page: OpenPage, good_db: Path) -> None:
    app = open_page("coerenza", good_db, anno="2024")

    assert not app.exception
    assert headings(app) == ["La direttiva si contraddice 6 volte e ha 1 punto da chiarire."]
    words = shown(app)
    assert "clausola 4.2; paragrafo 4, scadenza" in words
    assert "clausola T4; tabella iniziale, riga 4" in words
    for title in coherence.rule_list():
        assert title in words


def test_without_a_directive_there_is_nothing_to_check(open_page: OpenPage, bare_db: Path) -> None:
    app = open_page("coerenza", bare_db, anno="2024")
    assert headings(app) == [coherence.NOTHING_STATED]


@pytest.fixture
def registry_db(tmp_path: Path) -> Path:
    """A store that the office has begun with its anagrafica."""
    path = tmp_path / "anagrafica.duckdb"
    store = open_store(path)
    registry = DATA_FOLDER / "esempio" / "Anagrafica 2024.xlsx"
    confirm(store, check_file(store, registry.name, registry.read_bytes()), "prova")
    store.close()
    return path


def test_an_anagrafica_alone_is_enough_to_begin_the_year(
    open_page: OpenPage, registry_db: Path
) -> None:
    app = open_page("scadenzario", registry_db)
    assert headings(app) == ["Fra 12 giorni, il 30/06/2024: Report intermedio 2024 in Giunta."]
    assert deadlines.SAVE in [one.label for one in app.button]

    app = open_page("coerenza", registry_db)
    assert headings(app) == ["La direttiva si contraddice 6 volte e ha 1 punto da chiarire."]


def test_an_empty_store_says_what_to_load(open_page: OpenPage, empty_db: Path) -> None:
    for name in ("scadenzario", "coerenza"):
        assert headings(open_page(name, empty_db)) == [EMPTY_TITLE]


def test_the_preview_of_an_anagrafica_says_where_it_contradicts_itself(
    open_page: OpenPage, empty_db: Path
) -> None:
    registry = DATA_FOLDER / "esempio" / "Anagrafica 2024.xlsx"
    page = offered(open_page("caricamento", empty_db), file_of(registry))
    assert "La direttiva si contraddice 6 volte e ha 1 punto da chiarire." in shown(page)
