"""The page Come si calcola: any figure opens its tree, down to the cells of the sheets."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from dashboard.texts import deviations, overview, results
from dashboard.texts import explanation as texts
from dashboard.texts.formats import percent
from dashboard.texts.review_queue import FIGURES_TAB
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, headings, shown, table_rows

PAGE = "come_si_calcola"
ENTITY_NAME = "Comune di Borgo Esempio (dati inventati)"
FINAL: dict[str, Any] = {"reference_year": 2024, "period": "final"}


def addresses(app: AppTest, within: str = "") -> list[str]:
    """Gives where a page's links to explanations lead; only of the table of that name."""
    html = [element.proto.body for element in app.get("html") if within in element.proto.body]
    return [
        unescape(address)
        for address in re.findall(r'href="(come-si-calcola[^"]*)"', " ".join(html))
    ]


def spaced(words: str) -> str:
    """Gives words with plain spaces, as the tables of a page are read back here."""
    return words.replace("\u00a0", " ")


def followed(open_page: OpenPage, db: Path, address: str) -> AppTest:
    """Opens the page at an address that a page gave."""
    named = parse_qs(urlsplit(address).query)
    return open_page(PAGE, db, **{key: values[0] for key, values in named.items()})


def test_the_entity_is_the_mean_of_its_directions_each_with_its_cost(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page(PAGE, loaded_db)

    methods = store().query("achievement_by_entity", **FINAL)
    [value] = methods.loc[methods["is_headline"], "achievement_pct"]
    assert headings(page) == [f"{ENTITY_NAME}: {percent(value)}"]
    means = store().query("achievement_by_direction", **FINAL)
    rows = table_rows(page, f"{texts.TITLE} - {ENTITY_NAME}")
    assert [row[1] for row in rows] == [spaced(percent(mean)) for mean in means["achievement_pct"]]
    costs = [float(row[3].split()[0].replace("−", "-").replace(",", ".")) for row in rows]
    assert 100 + sum(costs) == pytest.approx(value, abs=0.03)
    assert len(page.get("plotly_chart")) == 1


def test_step_by_step_down_one_arrives_at_the_cells_and_up_again(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page(PAGE, loaded_db)
    levels: list[str] = []
    while texts.OWN_TARGET not in shown(page):
        assert len(levels) < 6
        page = followed(open_page, loaded_db, addresses(page, within="<tbody>")[0])
        assert not page.exception
        levels.append(page.query_params["livello"])

    assert levels == [
        "direction",
        "strategic_objective",
        "operational_objective",
        "action",
        "indicator",
    ]
    upwards = addresses(page, within="<nav")
    assert [parse_qs(urlsplit(one).query).get("livello") for one in upwards] == [
        None,
        *([level] for level in levels[:-1]),
    ]


def test_an_indicator_shows_the_cells_of_target_and_result_as_typed(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page(
        PAGE, loaded_db, livello="indicator", codice="AP.01.1", azione="AP.01", cod_settore="12"
    )

    assert "33,6 con un massimo di 30 giorni: 89,3 %" in spaced(shown(page))
    marked = re.findall(
        r'<td class="cp-here">(.*?)</td>',
        " ".join(element.proto.body for element in page.get("html")),
        re.S,
    )
    assert [re.sub(r"<[^>]+>|►", "", cell).strip() for cell in marked] == ["30", "33,6"]


def test_the_text_to_copy_is_what_the_command_line_prints(
    open_page: OpenPage, loaded_db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("3", "--level", "direction", "--year", "2024", "--period", "final")
    assert main(["explain", *arguments, "--db", str(loaded_db)]) == 0
    printed = capsys.readouterr().out

    page = open_page(PAGE, loaded_db, livello="direction", codice="3")
    page.session_state["explanation-text-folded"] = True
    page.run()

    assert [block.value.strip() for block in page.code] == [printed.strip()]


def test_the_sector_filter_narrows_what_is_explained(open_page: OpenPage, loaded_db: Path) -> None:
    page = open_page(PAGE, loaded_db, settore="05 Lavori pubblici", livello="direction", codice="3")

    chosen = {**FINAL, "sector_code": "05", "strategic_direction_code": "3"}
    [mean] = store().query("achievement_by_sector_and_direction", **chosen)["achievement_pct"]
    assert headings(page)[0].endswith(f": {percent(mean)}")
    assert "solo settore 05" in shown(page)


def test_what_the_filters_leave_nothing_of_is_told_with_a_way_out(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page(PAGE, loaded_db, livello="action", codice="ZZ.99")

    assert not page.error
    assert texts.UNKNOWN_NODE in shown(page)
    assert len(addresses(page)) == 1
    assert headings(followed(open_page, loaded_db, addresses(page)[0]))[0].startswith(ENTITY_NAME)


@pytest.mark.parametrize(
    ("name", "address", "table", "level"),
    [
        ("quadro", {}, overview.STATUS_FILE_NAME, "direction"),
        ("quadro", {}, overview.DUMBBELL_FILE_NAME, "direction"),
        (
            "scostamenti",
            {"vista": FIGURES_TAB},
            deviations.file_name(2024, "final"),
            "indicator",
        ),
    ],
)
def test_from_the_percentages_of_a_table_one_step_opens_their_trees(
    open_page: OpenPage,
    loaded_db: Path,
    name: str,
    address: dict[str, str],
    table: str,
    level: str,
) -> None:
    page = open_page(name, loaded_db, **address)
    for key in ("status-beside", "dumbbell-beside"):  # the Quadro's tables wait behind buttons
        page.session_state[key] = True
    page.run()

    found = addresses(page, within=f'aria-label="{table}"')
    assert len(found) >= len(table_rows(page, table))
    assert {parse_qs(urlsplit(one).query)["livello"][0] for one in found} == {level}
    opened = followed(open_page, loaded_db, found[0])
    assert not opened.error
    assert texts.CALCULATION in shown(opened)


def test_the_headline_figure_of_the_overview_leads_to_its_tree(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("quadro", loaded_db)

    [address] = addresses(page, within="cp-tiles")
    shown_value = next(
        re.search(r'href="come-si-calcola[^"]*"[^>]*>([^<]*)<', element.proto.body)
        for element in page.get("html")
        if "cp-tiles" in element.proto.body
    )
    assert shown_value is not None
    assert headings(followed(open_page, loaded_db, address)) == [
        f"{ENTITY_NAME}: {unescape(shown_value.group(1))}"
    ]


def test_a_cell_of_sector_and_direction_opens_the_tree_of_both(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("risultati", loaded_db)
    page.session_state["sectors-folded"] = True
    page.run()

    name = results.SECTORS_FILE_NAME
    rows, found = table_rows(page, name), addresses(page, within=f'aria-label="{name}"')
    column = list(results.SECTOR_COLUMNS).index("shown_pct")
    assert len(found) == len([row for row in rows if "%" in row[column]])
    opened = followed(open_page, loaded_db, found[0])
    value = float(rows[0][column].split()[0].replace(",", "."))
    assert spaced(headings(opened)[0]).endswith(f": {spaced(percent(value))}")
    assert "solo settore" in shown(opened)


def test_an_action_leads_to_its_own_value_and_each_indicator_to_its(
    open_page: OpenPage, loaded_db: Path
) -> None:
    page = open_page("azione", loaded_db, azione="AP.01", cod_settore="12")

    # Of the chain above the action, the strategic objective has a value too.
    objective, whole, *parts = addresses(page)
    assert parse_qs(urlsplit(objective).query)["livello"] == ["strategic_objective"]
    assert parse_qs(urlsplit(whole).query)["livello"] == ["action"]
    assert {parse_qs(urlsplit(one).query)["livello"][0] for one in parts} == {"indicator"}
    assert headings(followed(open_page, loaded_db, whole))[0].startswith("Azione AP.01")
