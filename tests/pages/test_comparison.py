"""The page Anni a confronto: years side by side, the DUP then and now, what moved in words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.domain.model import DocumentToStore, DupStatus, Period
from dashboard.domain.roles import NOBODY
from dashboard.store import open_store
from dashboard.texts import comparison as texts
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.store.builders import Line, dup, plan, report, upload

D = DupStatus
#                     indicator target result
BEFORE = [Line("1", 100.0, 100.0), Line("2", 100.0, 70.0), Line("3", 100.0, 50.0)]
AFTER = [Line("1", 100.0, 40.0), Line("2", 100.0, 90.0), Line("4", 100.0, 100.0)]


def written(document: DocumentToStore, texts_by_code: dict[str, str]) -> DocumentToStore:
    """Gives a DUP whose interventions say something of their status."""
    statuses = tuple(
        replace(fact, status_text=texts_by_code.get(fact.intervention_code))
        for fact in document.facts.dup_statuses
    )
    return replace(document, facts=replace(document.facts, dup_statuses=statuses))


@pytest.fixture(scope="module")
def two_years_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("confronto") / "due-anni.duckdb"
    store = open_store(path)
    for year, lines in ((2023, BEFORE), (2024, AFTER)):
        store.append(upload(plan(lines, year), file_name=f"scheda {year}.xlsx"))
        store.append(upload(report(lines, year=year), file_name=f"report {year}.xlsx"))
    then = dup([("a", D.IN_PROGRESS), ("b", D.STARTED), ("c", D.COMPLETED)], year=2023)
    now = dup([("a", D.SUSPENDED), ("b", D.STARTED), ("d", D.STARTED)], year=2024)
    store.append(upload(written(then, {"b": "Gara bandita"}), file_name="dup 2023.xlsx"))
    store.append(upload(written(now, {"b": "Gara deserta"}), file_name="dup 2024.xlsx"))
    store.close()
    return path


def test_what_moved_since_the_report_before_is_counted_and_told_word_by_word(
    open_page: OpenPage, two_years_db: Path
) -> None:
    page = open_page("confronto", two_years_db, person=NOBODY)

    assert headings(page) == [
        "Al 31/12/2024, rispetto al report finale 2023: 1 peggiora, 1 si ferma, 1 migliora, "
        "2 entrano, 2 escono e 1 cambia testo."
    ]
    sentences = {row[2]: row[4] for row in table_rows(page, texts.MOVED_FILE)}
    assert sentences["1 Indicatore 1"] == "da «raggiunto» a «non raggiunto»; 40 su 100"
    assert sentences["2 Indicatore 2"].startswith(
        "sempre «raggiunto in parte», da 70,0 % a 90,0 % (+20 punti)"
    )
    assert sentences["a Intervento a"] == "da «in corso» a «sospeso»"
    assert sentences["c Intervento c"] == "non c’è più; era «concluso»"
    html = " ".join(element.proto.body for element in page.get("html"))
    assert 'Gara <del class="cp-word">bandita</del><ins class="cp-word">deserta</ins>' in html


def test_dup_and_years_stand_side_by_side_with_their_counts_and_what_makes_them_differ(
    open_page: OpenPage, two_years_db: Path
) -> None:
    page = open_page("confronto", two_years_db)

    rows = {tuple(row[:2]): row[2:] for row in table_rows(page, texts.TRANSITION_FILE)}
    assert rows == {
        ("◐ in corso", "▼ sospeso"): ["1", "a Intervento a"],
        ("◔ avviato", "◔ avviato"): ["1", "b Intervento b"],
        ("● concluso", texts.LEFT): ["1", "c Intervento c"],
        (texts.ENTERED, "◔ avviato"): ["1", "d Intervento d"],
    }
    years = table_rows(page, texts.YEARS_FILE)
    assert [row[:4] for row in years] == [
        ["1 Indirizzo 1", "2023", "73,3 %", "3"],
        ["1 Indirizzo 1", "2024", "76,7 %", "3"],
    ]
    assert "1 di 3 indicatori nel 2024 è nuovo; 1 di 3 indicatori del 2023 non c’è più" in shown(
        page
    )


def test_the_same_report_today_and_today_is_no_comparison(
    open_page: OpenPage, two_years_db: Path
) -> None:
    page = open_page("confronto", two_years_db)
    choice = next(box for box in page.selectbox if box.label == texts.COMPARE_WITH)
    choice.select("Report finale 2024").run()

    assert texts.SAME_LOOK in shown(page)
    assert headings(page) == ["Al 31/12/2024: scegliere con che cosa confrontare."]


def test_a_day_before_everything_was_loaded_lets_everything_enter(
    open_page: OpenPage, two_years_db: Path
) -> None:
    page = open_page("confronto", two_years_db)
    choice = next(box for box in page.selectbox if box.label == texts.COMPARE_WITH)
    choice.select("Report finale 2024").run()
    day = date.today() - timedelta(days=2)  # noqa: DTZ011 - as the page's own clock
    next(box for box in page.date_input if box.label == texts.COMPARE_AS_OF).set_value(day).run()

    assert f"com’era il {day:%d/%m/%Y}: 6 entrano." in headings(page)[0]
    assert texts.NO_DUP in shown(page)


def test_the_address_reopens_what_was_compared_with(
    open_page: OpenPage, two_years_db: Path
) -> None:
    chosen = {"confronta_con-comune-2024-final": "Report finale 2024"}

    same = open_page("confronto", two_years_db, **chosen)
    dated = open_page("confronto", two_years_db, **chosen, com_era_il="2024-01-01")

    assert texts.SAME_LOOK in shown(same)
    assert "com’era il 01/01/2024: 6 entrano." in headings(dated)[0]


def test_a_year_with_one_report_says_what_to_load(open_page: OpenPage, tmp_path: Path) -> None:
    path = tmp_path / "un-anno.duckdb"
    store = open_store(path)
    store.append(upload(report(AFTER, Period.INTERMEDIATE)))
    store.close()

    page = open_page("confronto", path)

    assert texts.ONE_YEAR_ONLY in shown(page)
    assert not page.exception


def test_a_year_that_is_only_planned_says_that_no_results_came_yet(
    open_page: OpenPage, two_years_db: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(two_years_db, tmp_path / "piano.duckdb"))
    store = open_store(path)
    store.append(upload(plan(AFTER, 2025), file_name="scheda 2025.xlsx"))
    store.close()

    page = open_page("confronto", path, anno="2025")

    assert texts.NO_RESULTS_YET in shown(page)
    assert "si fermano" not in headings(page)[0]
