"""The page Scheda azione: the address names the action, every value names its cell."""

from __future__ import annotations

from pathlib import Path

from dashboard.texts import action as texts
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, headings, shown, table_rows

# "Carta d'identità elettronica senza attese" of the sample: three indicators, all reached.
CODE, SECTOR, YEAR = "SD.01", "03", 2024
ADDRESS = {"azione": CODE, "cod_settore": SECTOR, "anno": str(YEAR)}


def test_without_an_action_all_of_the_year_are_listed_with_links(
    open_page: OpenPage, good_db: Path, expected: dict[str, int]
) -> None:
    page = open_page("azione", good_db)

    assert headings(page) == [texts.TITLE]
    assert len(page.selectbox(key="action-choice").options) == expected["action_count"]
    table = next(e.proto.body for e in page.get("html") if "cp-table" in e.proto.body)
    assert f"azione={CODE}&amp;cod_settore={SECTOR}" in table


def test_an_address_opens_its_action_with_its_chain(open_page: OpenPage, good_db: Path) -> None:
    page = open_page("azione", good_db, **ADDRESS)

    assert not page.exception
    assert headings(page) == ["SD.01 Carta d’identità elettronica senza attese"]
    chain = next(e.proto.body for e in page.get("html") if 'class="cp-crumbs"' in e.proto.body)
    words = ("Quadro", "Indirizzo", "Obiettivo strategico", "operativo", "Azione SD.01")
    steps = [chain.index(step) for step in words]
    assert steps == sorted(steps)
    assert "4.2.1 Anagrafe e sportello polifunzionale" in chain
    assert 'aria-current="page">Azione' in chain


def test_an_address_with_an_indicator_opens_its_part_down_to_the_cells(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("azione", good_db, **ADDRESS, indicatore="SD.01.1")

    said = shown(page)
    assert "Indicatore SD.01.1" in said
    assert "«Scheda PIAO 2024 - 03 Demografici.xlsx», foglio" in said
    assert "«Report finale 2024 - 03 Demografici.xlsx», foglio" in said
    assert any('class="cp-here"' in e.proto.body for e in page.get("html"))


def test_every_result_names_the_file_the_sheet_and_the_cell_it_was_typed_in(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("azione", good_db, **ADDRESS)

    rows = table_rows(page, f"Azione {CODE} {YEAR}")
    final = next(row for row in rows if row[0].startswith("SD.01.1") and "Finale" in row[1])
    assert final[2].startswith("al massimo 15 giorni Scheda PIAO 2024 - 03 Demografici.xlsx, ")
    assert final[3] == "13 giorni Report finale 2024 - 03 Demografici.xlsx, foglio Report, I4"
    assert final[4].startswith("● raggiunto")
    assert final[5].startswith("100,0 % 100 × target / risultato, tetto 100 %")


def test_choosing_an_action_writes_it_into_the_address(open_page: OpenPage, good_db: Path) -> None:
    page = open_page("azione", good_db)

    page.selectbox(key="action-choice").set_value((SECTOR, CODE)).run()

    assert headings(page) == ["SD.01 Carta d’identità elettronica senza attese"]
    assert page.query_params["azione"] == CODE
    assert page.query_params["cod_settore"] == SECTOR


def test_a_link_opens_its_action_also_where_the_filters_leave_it_out(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("azione", good_db, settore="07 Ambiente", **ADDRESS)

    assert page.selectbox(key="settore").value == "07 Ambiente"
    assert headings(page) == ["SD.01 Carta d’identità elettronica senza attese"]


def test_a_link_to_an_action_that_the_year_does_not_have_says_so(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("azione", good_db, azione="XX.99", anno="2024")

    assert not page.exception
    assert [one.value for one in page.warning] == [texts.missing_action("XX.99", 2024)]


def test_history_and_cells_tell_all_that_was_written(open_page: OpenPage, good_db: Path) -> None:
    page = open_page("azione", good_db, **ADDRESS)

    action = {"sector_code": SECTOR, "action_code": CODE}
    history = store().query("action_history", **action)
    cells = store().query("action_cells", reference_year=YEAR, **action)
    assert len(history) > 0
    assert len(table_rows(page, texts.HISTORY_FILE)) == min(len(history), 50)
    assert f"Storia: {len(history)} valori scritti, 0 superati" in [
        one.label for one in page.expander
    ]
    assert f"Tutte le celle lette per questa azione ({len(cells)})" in [
        one.label for one in page.expander
    ]


def test_a_superseded_value_stays_in_the_history(open_page: OpenPage, good_db: Path) -> None:
    page = open_page("azione", good_db, **ADDRESS)
    uploads = store().query("uploads")
    report = uploads[uploads["file_name"].str.startswith("Report finale 2024 - 03")].iloc[0]
    store().revoke(int(report["upload_id"]), "prova", "prova")

    page.run()

    history = store().query("action_history", sector_code=SECTOR, action_code=CODE)
    superseded = int((~history["is_current"].astype(bool)).sum())
    assert superseded > 0
    assert any(f"{superseded} superati" in one.label for one in page.expander)
    rows = table_rows(page, f"Azione {CODE} {YEAR}")
    assert all("Finale" not in row[1] or "nessun dato" in row[3] for row in rows)
    assert "no, superato" in shown(page)
