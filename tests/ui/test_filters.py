"""The filters shared by all pages, on a store with two entities and three years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.model import DocumentToStore, Period
from dashboard.settings import DB_PATH_VARIABLE
from dashboard.store import open_store
from dashboard.ui.filters import LEFT_OUT_FILTERS
from tests.store.builders import Line, plan, report, upload

CITY, HEALTH = "Comune di Prova", "Ente Sanitario"
SECTOR = "S2 Settore S2"


def named(document: DocumentToStore, name: str) -> DocumentToStore:
    return replace(document, entity_name=name)


#   entity   year   stated
#   comune   2025   plan only
#   comune   2024   plan, 30/6 and 31/12, sectors S1 and S2
#   ente     2022   31/12, sector S9
DOCUMENTS = [
    named(plan([Line("I1", target=10.0)], year=2025), CITY),
    named(plan([Line("I1", target=10.0), Line("I2", target=1.0, sector_code="S2")]), CITY),
    named(report([Line("I1", result=4.0)], Period.INTERMEDIATE), CITY),
    named(report([Line("I1", result=9.0)]), CITY),
    named(
        report([Line("I9", result=1.0, sector_code="S9")], year=2022, entity="ente"),
        HEALTH,
    ),
]


@pytest.fixture(scope="module")
def filled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filtri") / "prova.duckdb"
    store = open_store(path)
    for document in DOCUMENTS:
        store.append(upload(document))
    store.close()
    return path


@pytest.fixture
def filled(filled_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DB_PATH_VARIABLE, str(filled_path))
    return filled_path


@pytest.fixture
def store_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "prova.duckdb"
    monkeypatch.setenv(DB_PATH_VARIABLE, str(path))
    return path


def page(url_path: str) -> None:
    import streamlit as st

    from dashboard.ui.filters import address_params, draw_filters, page_filters

    draw_filters(url_path)
    filters = page_filters()
    st.session_state["chosen"] = filters
    st.session_state["address"] = None if filters is None else address_params(filters)


def opened(address: dict[str, str] | None = None, url_path: str = "") -> AppTest:
    app = AppTest.from_function(page, args=(url_path,), default_timeout=30)
    for key, value in (address or {}).items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def chosen(app: AppTest) -> tuple[str, int, str, str | None, str | None]:
    filters = app.session_state["chosen"]
    return (
        filters.entity_code,
        filters.reference_year,
        filters.period,
        filters.sector_code,
        filters.strategic_direction_code,
    )


def test_an_empty_store_has_nothing_to_choose(store_path: Path) -> None:
    open_store(store_path).close()

    app = opened()

    assert app.session_state["chosen"] is None
    assert not app.selectbox


@pytest.mark.usefixtures("filled")
def test_the_first_view_is_the_newest_year_with_results() -> None:
    assert chosen(opened()) == ("comune", 2024, "final", None, None)


@pytest.mark.usefixtures("filled")
def test_the_address_reopens_the_same_view() -> None:
    address = {
        "ente": CITY,
        "anno": "2024",
        "periodo": "Intermedio (30/6)",
        "settore": SECTOR,
        "indirizzo": "1 Indirizzo 1",
    }

    app = opened(address)

    assert chosen(app) == ("comune", 2024, "intermediate", "S2", "1")
    assert app.session_state["address"] == address


@pytest.mark.usefixtures("filled")
def test_a_link_names_every_choice_so_that_newer_data_cannot_change_it() -> None:
    app = opened()

    assert app.query_params == {"ente": CITY, "anno": "2024", "periodo": "Finale (31/12)"}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "address", [{"anno": "1999"}, {"periodo": "boh"}, {"settore": "Altrove"}, {"ente": "Nessuno"}]
)
def test_an_unknown_value_falls_back_to_the_first_view(address: dict[str, str]) -> None:
    assert chosen(opened(address)) == ("comune", 2024, "final", None, None)


@pytest.mark.usefixtures("filled")
def test_another_entity_offers_its_own_years_and_sectors() -> None:
    app = opened()
    app.selectbox(key="settore").select_index(1).run()

    app.selectbox(key="ente").select(HEALTH).run()

    assert chosen(app) == ("ente", 2022, "final", None, None)
    assert app.selectbox(key="anno").options == ["2022"]


@pytest.mark.usefixtures("filled")
def test_a_year_with_only_a_plan_offers_only_the_final_period() -> None:
    app = opened()

    app.selectbox(key="anno").select("2025").run()

    assert chosen(app)[1:3] == (2025, "final")


@pytest.mark.usefixtures("filled")
def test_a_page_leaves_out_the_filters_that_its_numbers_cannot_follow() -> None:
    address = {"ente": CITY, "anno": "2024", "periodo": "Intermedio (30/6)", "settore": SECTOR}
    address["indirizzo"] = "1 Indirizzo 1"

    assert chosen(opened(address, "qualita"))[2:] == ("intermediate", "S2", None)


@pytest.mark.usefixtures("filled")
def test_links_from_a_page_without_periods_keep_the_period() -> None:
    app = opened({"anno": "2024", "periodo": "Intermedio (30/6)"}, "dup")

    assert app.session_state["address"]["periodo"] == "Intermedio (30/6)"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("url_path", ["", *LEFT_OUT_FILTERS])
def test_what_a_page_leaves_out_stays_in_the_address(url_path: str) -> None:
    address = {"ente": CITY, "anno": "2024", "periodo": "Intermedio (30/6)", "settore": SECTOR}

    app = opened(address, url_path)

    assert app.query_params == address


@pytest.mark.usefixtures("filled")
def test_links_carry_sector_and_direction() -> None:
    app = opened()

    app.selectbox(key="settore").select_index(2).run()

    assert chosen(app)[3] == "S2"
    assert app.session_state["address"]["settore"] == SECTOR


def test_two_entities_of_one_name_are_told_apart(store_path: Path) -> None:
    store = open_store(store_path)
    store.append(upload(report([Line("I1", result=1.0)])))
    store.append(upload(report([Line("I1", result=2.0)], entity="altro")))
    store.close()

    options = opened().selectbox(key="ente").options

    assert sorted(options) == [f"{CITY} (altro)", f"{CITY} (comune)"]


def moment(year: int, month: int, day: int) -> datetime:
    """Gives noon of a day, in UTC without zone, as the store holds it."""
    return datetime(year, month, day, 12)  # noqa: DTZ001


#   uploaded     entity   stated
#   10/01/2024   comune   plan 2024, sector S1
#   10/06/2024   comune   plan 2025, sector S2
#   10/06/2024   ente     report 2022
PAST = [
    (moment(2024, 1, 10), plan([Line("I1", target=10.0)])),
    (moment(2024, 6, 10), plan([Line("I2", target=1.0, sector_code="S2")], year=2025)),
    (
        moment(2024, 6, 10),
        report([Line("I9", result=1.0, sector_code="S9")], year=2022, entity="ente"),
    ),
]


@pytest.fixture
def grown(store_path: Path) -> Path:
    """A store that grew on two days of 2024."""
    store = open_store(store_path)
    for number, (uploaded_at, document) in enumerate(PAST, start=1):
        store.append_again(upload(document), document.entity_code, number, uploaded_at)
    store.close()
    return store_path


COMUNE = "Comune di Prova (comune)"


@pytest.mark.usefixtures("grown")
def test_at_a_past_date_what_there_was_is_offered() -> None:
    app = opened({"ente": COMUNE, "al": "2024-03-01"})

    filters = app.session_state["chosen"]
    assert (filters.as_of, filters.reference_year) == (date(2024, 3, 1), 2024)
    assert app.selectbox(key="anno").options == ["2024"]
    assert SECTOR not in app.selectbox(key="settore").options
    assert app.session_state["address"]["al"] == "2024-03-01"


@pytest.mark.usefixtures("grown")
def test_a_date_goes_into_the_address_when_chosen_and_out_of_it_when_emptied() -> None:
    app = opened({"ente": COMUNE})
    assert app.session_state["chosen"].as_of is None

    app.date_input(key="al").set_value(date(2024, 3, 1)).run()
    assert app.session_state["chosen"].as_of == date(2024, 3, 1)
    assert app.query_params["al"] == "2024-03-01"

    app.date_input(key="al").set_value(None).run()
    assert app.session_state["chosen"].as_of is None
    assert "al" not in app.query_params


@pytest.mark.usefixtures("grown")
@pytest.mark.parametrize(
    "stated", ["boh", "1999-12-31", str(datetime.now(UTC).date() + timedelta(days=400))]
)
def test_an_impossible_date_in_the_address_is_today(stated: str) -> None:
    assert opened({"ente": COMUNE, "al": stated}).session_state["chosen"].as_of is None


@pytest.mark.usefixtures("grown")
def test_before_the_first_upload_of_an_entity_nothing_is_chosen_and_the_way_back_is_kept() -> None:
    address = {"ente": "Comune di Prova (ente)", "anno": "2022", "al": "2024-03-01"}

    app = opened(address)

    assert app.session_state["chosen"] is None
    assert app.session_state["empty-past"].entity_code == "ente"
    assert app.query_params == {**address, "periodo": "Finale (31/12)"}


@pytest.mark.usefixtures("grown")
def test_the_upload_page_always_shows_today() -> None:
    app = opened({"ente": COMUNE, "al": "2024-03-01"}, "caricamento")

    assert app.session_state["chosen"].as_of is None
    assert app.query_params["al"] == "2024-03-01"


CLOSING, PLANNED = "In chiusura 2024", "In programmazione 2025"


@pytest.mark.usefixtures("filled")
def test_the_switch_goes_from_the_closing_year_to_the_planned_one_and_into_the_address() -> None:
    app = opened()
    assert app.segmented_control(key="ciclo").options == [CLOSING, PLANNED]
    assert app.segmented_control(key="ciclo").value == CLOSING

    app.segmented_control(key="ciclo").set_value(PLANNED).run()
    assert chosen(app)[1] == 2025
    assert app.query_params["anno"] == "2025"
    assert "ciclo" not in app.query_params

    app.segmented_control(key="ciclo").set_value(CLOSING).run()
    assert chosen(app)[1] == 2024


@pytest.mark.usefixtures("filled")
def test_the_switch_follows_the_year_and_pressed_again_it_stays() -> None:
    app = opened({"anno": "2025"})
    assert app.segmented_control(key="ciclo").value == PLANNED

    app.segmented_control(key="ciclo").set_value(None).run()

    assert chosen(app)[1] == 2025
    assert app.segmented_control(key="ciclo").value == PLANNED


@pytest.mark.usefixtures("filled")
def test_there_is_no_switch_without_a_planned_year_nor_where_a_page_has_no_year() -> None:
    assert not opened({"ente": HEALTH}).segmented_control
    assert not opened(url_path="caricamento").segmented_control


@pytest.mark.usefixtures("grown")
def test_at_a_past_date_there_is_no_switch_to_what_was_loaded_later() -> None:
    assert opened({"ente": COMUNE}).segmented_control
    assert not opened({"ente": COMUNE, "al": "2024-03-01"}).segmented_control


def test_a_year_that_is_neither_has_neither_side_pressed(store_path: Path) -> None:
    store = open_store(store_path)
    for year in (2022, 2023, 2024, 2025):
        store.append(upload(plan([Line("I1", target=1.0)], year=year)))
    store.close()

    app = opened({"anno": "2022"})

    assert app.segmented_control(key="ciclo").value is None
    assert chosen(app)[1] == 2022


@pytest.mark.parametrize(
    ("reported_year", "options"),
    [
        (None, ["In chiusura 2025", "In programmazione 2026"]),
        (2025, []),  # 2026 closes; of 2027 there is nothing yet
    ],
)
def test_once_the_closing_year_is_reported_the_planned_one_closes(
    store_path: Path, reported_year: int | None, options: list[str]
) -> None:
    store = open_store(store_path)
    for year in (2024, 2025, 2026):
        store.append(upload(plan([Line("I1", target=1.0)], year=year)))
    if reported_year is not None:
        store.append(upload(report([Line("I1", target=1.0, result=1.0)], year=reported_year)))
    store.close()

    assert [option for one in opened().segmented_control for option in one.options] == options


def looked_at(app: AppTest) -> str:
    """Gives the line that stands for the folded filters of a phone: its classes and its words."""
    return next(one.body for one in app.get("html") if "cp-looked-at" in one.body)


@pytest.mark.usefixtures("filled")
def test_one_line_says_what_is_looked_at() -> None:
    address = {"ente": CITY, "settore": SECTOR, "indirizzo": "1 Indirizzo 1"}

    assert f"{CITY} · 2024 · Finale (31/12) · tutti i settori · tutti gli indirizzi" in looked_at(
        opened()
    )
    assert f"{CITY} · 2024 · Finale (31/12) · {SECTOR} · 1 Indirizzo 1" in looked_at(
        opened(address)
    )


@pytest.mark.usefixtures("filled")
def test_the_line_leaves_out_what_the_page_cannot_follow() -> None:
    found = looked_at(opened(url_path="scadenzario"))

    assert f">{CITY} · 2024</p>" in found
    assert "cp-without-choice" not in found


@pytest.mark.usefixtures("grown")
def test_the_line_names_a_past_date() -> None:
    assert " · al 01/03/2024</p>" in looked_at(opened({"ente": COMUNE, "al": "2024-03-01"}))


def test_a_page_without_a_choice_has_nothing_to_unfold(store_path: Path) -> None:
    store = open_store(store_path)
    store.append(upload(plan([Line("I1", target=10.0)])))
    store.close()

    assert "cp-without-choice" in looked_at(opened(url_path="profilo"))
