"""What holds on every page: on an empty, a good, a damaged and a locked store."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.settings import PROJECT_FOLDER
from dashboard.texts import navigation, quality
from dashboard.texts.tables import TABLE_TWIN
from tests.pages.conftest import OpenPage, headings, shown

PAGES = sorted(path.stem for path in (PROJECT_FOLDER / "pages").glob("*.py"))
# These have work to do before anything is loaded.
OF_AN_EMPTY_STORE = ("caricamento", "mappature", "profilo")
OF_WHAT_WAS_LOADED = [page for page in PAGES if page not in OF_AN_EMPTY_STORE]
LEAKED = (" nan", "None", "NaT", "<NA>", "Traceback", "strategic_direction", "not_achieved")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_on_the_sample_speaks_and_complains_of_nothing(
    open_page: OpenPage, loaded_db: Path, page: str
) -> None:
    app = open_page(page, loaded_db)

    assert not app.exception
    assert [error.value for error in app.error] == []
    assert len(headings(app)) == 1
    assert [word for word in LEAKED if word in shown(app)] == []
    # Who cannot see a figure has its finding in words, and a table.
    figures = app.get("plotly_chart")
    assert all(figure.proto.alt for figure in figures)
    has_table = any("<table" in element.proto.body for element in app.get("html"))
    assert not figures or has_table or TABLE_TWIN in [one.label for one in app.expander]


@pytest.mark.parametrize("page", OF_WHAT_WAS_LOADED)
def test_a_page_on_an_empty_store_says_what_to_load_and_where(
    open_page: OpenPage, empty_db: Path, page: str
) -> None:
    app = open_page(page, empty_db)

    assert not app.exception
    assert not app.error
    assert headings(app) == [navigation.EMPTY_TITLE]
    assert navigation.EMPTY_BODY in shown(app)
    assert [link.proto.page for link in app.main.get("page_link")] == ["caricamento"]


def test_the_upload_page_works_on_an_empty_store(open_page: OpenPage, empty_db: Path) -> None:
    app = open_page("caricamento", empty_db)

    assert not app.exception
    assert len(app.file_uploader) == 1
    assert "Non è ancora stato caricato nessun file." in shown(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_on_a_damaged_store_says_that_nothing_was_touched(
    open_page: OpenPage, damaged_db: Path, page: str
) -> None:
    before = damaged_db.read_bytes()

    app = open_page(page, damaged_db)

    assert not app.exception
    assert len(app.error) == 1
    assert f"«{damaged_db}» non è una base dati leggibile" in app.error[0].value
    assert "Traceback" not in shown(app)
    assert damaged_db.read_bytes() == before


@pytest.mark.parametrize("page", PAGES)
def test_a_page_on_a_store_held_by_another_process_says_who_must_let_go(
    open_page: OpenPage, locked_db: Path, page: str
) -> None:
    app = open_page(page, locked_db)

    assert not app.exception
    assert len(app.error) == 1
    assert "è già aperta da un altro programma" in app.error[0].value


def test_a_failure_nobody_foresaw_is_a_sentence_with_a_number_found_in_the_log(
    open_page: OpenPage,
    good_db: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("guasto di prova")

    # On a store of its own: what was once worked out of a store is kept.
    monkeypatch.setattr(quality, "headline", broken)

    app = open_page("qualita", good_db)

    assert not app.exception
    assert len(app.error) == 1
    assert "non può essere mostrata" in app.error[0].value
    assert "guasto" not in app.error[0].value
    incident = app.error[0].value.rstrip(".").rsplit(" ", 1)[-1]
    logged = [record for record in caplog.records if incident in record.getMessage()]
    assert len(logged) == 1
    assert logged[0].exc_info is not None
