"""The page Riconcilia says which way gives a published figure, or how near one comes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.filled_once import filled_once
from tests.pages.conftest import OpenPage, headings, shown


@pytest.fixture(scope="module")
def published_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with both years of the real body, loaded once."""
    return filled_once(tmp_path_factory, "izsler_2020", "izsler_2022")


@pytest.fixture
def izsler_db(published_db: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(published_db, tmp_path / "izsler.duckdb"))


def test_without_a_figure_the_page_says_what_to_type(open_page: OpenPage, izsler_db: Path) -> None:
    app = open_page("riconcilia", izsler_db)

    assert headings(app) == ["Come si arriva a una percentuale pubblicata?"]
    assert "con i suoi decimali" in shown(app)


def test_the_published_headline_is_found_with_its_rounding(
    open_page: OpenPage, izsler_db: Path
) -> None:
    app = open_page("riconcilia", izsler_db, valore="97,2")

    assert headings(app) == ["97,2\u00a0% si ottiene in 1 modo"]
    said = shown(app)
    assert "arrotondando prima all’unità ciascun indirizzo strategico" in said
    assert "Media degli indirizzi strategici, ciascuno media degli indicatori: 97,0964" in said
    assert "Provati" in said


def test_a_way_that_can_be_tried_leads_there(open_page: OpenPage, izsler_db: Path) -> None:
    app = open_page("riconcilia", izsler_db, valore="81,5")

    tables = " ".join(element.proto.body for element in app.get("html"))
    assert "cosa-succede-se?" in tables
    assert "senza_esclusioni=true" in tables
    assert "metodo_entity=media+degli+indicatori" in tables


def test_what_the_rules_in_force_give_is_said_so(open_page: OpenPage, izsler_db: Path) -> None:
    app = open_page("riconcilia", izsler_db, valore="83,5", anno="2020")

    assert headings(app) == ["83,5\u00a0% è quello che danno le regole in vigore"]


def test_what_no_way_gives_is_reported_with_the_nearest(
    open_page: OpenPage, izsler_db: Path
) -> None:
    app = open_page("riconcilia", izsler_db, valore="12,34", anno="2020")

    assert headings(app) == ["12,34\u00a0% non si ottiene in nessuno dei modi provati"]
    assert "I valori più vicini" in shown(app)


def test_a_figure_without_its_rows_is_tried_by_roundings_alone(
    open_page: OpenPage, izsler_db: Path
) -> None:
    app = open_page("riconcilia", izsler_db, valore="90", anno="2020", media="88,90", righe="282")

    assert headings(app) == ["90\u00a0% non si ottiene in nessuno dei modi provati"]
    assert "88,9000\u00a0%, 1,10 punti di differenza; 282 indicatori contati su 282" in shown(app)


def test_one_part_can_be_asked_about(open_page: OpenPage, izsler_db: Path) -> None:
    app = open_page("riconcilia", izsler_db, valore="87,2", anno="2020")
    (choice,) = [box for box in app.selectbox if box.key == "voce"]

    choice.select(next(one for one in choice.options if one.startswith("Obiettivo strategico 4")))
    app.run()

    assert headings(app) == ["87,2\u00a0% è quello che danno le regole in vigore"]
    assert "13" in shown(app)


def test_what_is_no_percentage_is_said_to_be_none(open_page: OpenPage, izsler_db: Path) -> None:
    app = open_page("riconcilia", izsler_db, valore="circa 97")

    assert "«circa 97» non è una percentuale che si possa leggere" in shown(app)
    assert headings(app) == ["Come si arriva a una percentuale pubblicata?"]
