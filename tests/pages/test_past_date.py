"""Any page at a past date: what it would have shown then, said on the page, with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.domain.model import DocumentToStore, DupStatus, Period
from dashboard.store import open_store
from dashboard.texts import navigation as texts
from dashboard.texts.assessments import PAST_NOTE
from tests.pages.conftest import OpenPage, headings, shown
from tests.store.builders import Line, dup, plan, report, upload

PAGES = ["quadro", "risultati", "dup", "azione", "scostamenti", "qualita", "storico"]
ACTION = {"azione": "A1", "cod_settore": "S1"}
BANNER_START = "Stai guardando i dati com’erano il 01/09/2024"
IN_SHORT = " · al 01/09/2024"  # in the line of the folded filters


def moment(year: int, month: int, day: int) -> datetime:
    """Gives noon of a day, in UTC without zone, as the store holds it."""
    return datetime(year, month, day, 12)  # noqa: DTZ001


#   uploaded     stated
#   10/01/2024   plan 2024: two targets
#   10/07/2024   results at 30/6
#   10/02/2025   results at 31/12, one of them short of its target; the DUP's interventions
EARLY = [
    (
        moment(2024, 1, 10),
        plan([Line("I1", target=10.0), Line("I2", target=5.0, sector_code="S2")]),
    ),
    (moment(2024, 7, 10), report([Line("I1", result=4.0)], Period.INTERMEDIATE)),
]
LATE = [
    (moment(2025, 2, 10), report([Line("I1", result=3.0)])),
    (moment(2025, 2, 10), report([Line("I2", result=5.0, sector_code="S2")], sector_code="S2")),
    (moment(2025, 2, 10), dup([("1.1", DupStatus.COMPLETED)])),
]


def stored(path: Path, dated: Sequence[tuple[datetime, DocumentToStore]]) -> Path:
    store = open_store(path)
    for number, (uploaded_at, document) in enumerate(dated, start=1):
        store.append_again(upload(document), document.entity_code, number, uploaded_at)
    store.close()
    return path


@pytest.fixture(scope="module")
def grown_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("oggi") / "oggi.duckdb", [*EARLY, *LATE])


@pytest.fixture(scope="module")
def early_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("allora") / "allora.duckdb", EARLY)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_at_a_past_date_shows_what_it_showed_then(
    open_page: OpenPage, grown_db: Path, early_db: Path, page: str
) -> None:
    address = ACTION if page == "azione" else {}
    then = shown(open_page(page, early_db, **address))
    today = shown(open_page(page, grown_db, **address))

    looked_back = open_page(page, grown_db, **address, al="2024-09-01")

    assert not looked_back.exception
    [banner] = [one.value for one in looked_back.warning if one.value.startswith(BANNER_START)]
    # What only a look back says: that it is one, and that nothing can be stated from there.
    without_notes = shown(looked_back)
    for said in (banner, PAST_NOTE, IN_SHORT):
        without_notes = without_notes.replace(said, "")
    assert without_notes.split() == then.split()
    assert today.split() != then.split()


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_upload_a_page_says_since_when_there_is_something(
    open_page: OpenPage, grown_db: Path, page: str
) -> None:
    app = open_page(page, grown_db, al="2023-12-31")

    assert not app.exception
    assert headings(app) == ["Il 31/12/2023 non era ancora stato caricato nulla."]
    assert "Il primo caricamento di Comune di Prova è del 10/01/2024" in shown(app)


def test_one_button_leads_back_to_today(open_page: OpenPage, grown_db: Path) -> None:
    app = open_page("quadro", grown_db, al="2023-12-31", anno="2024")

    next(one for one in app.button if one.label == texts.BACK_TO_TODAY).click().run()

    assert headings(app) == headings(open_page("quadro", grown_db, anno="2024"))
    assert not app.warning
    assert "al" not in app.query_params


def test_the_upload_page_has_no_past(open_page: OpenPage, grown_db: Path) -> None:
    app = open_page("caricamento", grown_db, al="2024-09-01")

    assert not app.exception
    assert not app.warning
