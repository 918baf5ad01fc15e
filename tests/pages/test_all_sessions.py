"""What one session stores, every other session shows with its next click."""

from __future__ import annotations

from pathlib import Path

from dashboard.texts import navigation
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, headings
from tests.pages.test_upload import REPORT, confirmed, file_of, offered
from tests.sheets import final_report, piao_sheet

ENTITY = "Comune di Valprova"
PLAN = piao_sheet(
    ("1 Città", "7.1", "Nuove alberature", "Ambiente", 0, "Alberi messi a dimora", "SIT", 400),
    sector="07 Ambiente",
    entity=ENTITY,
    year=2023,
)


def _report(planted: int) -> bytes:
    return final_report(
        ("7.1", "Nuove alberature", "Alberi messi a dimora", 400, planted, "Siccità in estate"),
        sector="07 Ambiente",
        entity=ENTITY,
        year=2023,
    )


def _load(open_page: OpenPage, db_path: Path, **files: bytes) -> None:
    page = open_page("caricamento", db_path)
    page = offered(page, *((f"{name}.xlsx", content) for name, content in files.items()))
    confirmed(page)


def test_an_empty_page_of_another_session_fills_with_its_next_click(
    open_page: OpenPage, empty_db: Path
) -> None:
    others = open_page("risultati", empty_db)
    assert headings(others) == [navigation.EMPTY_TITLE]

    confirmed(offered(open_page("caricamento", empty_db), file_of(REPORT)))

    assert headings(others.run()) != [navigation.EMPTY_TITLE]


def test_tables_and_figures_of_all_sessions_follow_a_corrected_upload(
    open_page: OpenPage, empty_db: Path
) -> None:
    _load(open_page, empty_db, piao=PLAN, report=_report(257))
    sessions = [open_page("risultati", empty_db, anno="2023") for _ in range(2)]
    assert all("257 su 400" in _drawn(session) for session in sessions)

    _load(open_page, empty_db, corretto=_report(310))

    for session in sessions:
        seen = _drawn(session.run())
        assert "310 su 400" in seen
        assert "257 su 400" not in seen


def test_an_upload_taken_back_is_gone_in_all_sessions(open_page: OpenPage, empty_db: Path) -> None:
    _load(open_page, empty_db, piao=PLAN, report=_report(257))
    _load(open_page, empty_db, corretto=_report(310))
    session = open_page("risultati", empty_db, anno="2023")
    newest = int(store().query("uploads")["upload_id"].max())

    store().revoke(newest, "Ufficio programmazione", "caricato per errore")

    assert "257 su 400" in _drawn(session.run())


def _drawn(page: object) -> str:
    """Gives all that a page draws: its HTML and what its figures are made of."""
    html = [element.proto.body for element in page.get("html")]  # type: ignore[attr-defined]
    figures = [element.proto.spec for element in page.get("plotly_chart")]  # type: ignore[attr-defined]
    return " ".join([*html, *figures])
