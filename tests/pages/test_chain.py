"""The page Catena: links both ways with their cells, and everything that hangs in the air."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.store import open_store
from dashboard.texts import chain as texts
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.store.builders import YEAR, upload
from tests.store.planned_actions import dup_with, peg_list, piao_list

UP = {
    "strategic_direction_code": "1",
    "strategic_objective_code": "1.1",
    "operational_objective_code": "1.1.1",
}


@pytest.fixture
def chained_db(tmp_path: Path) -> Path:
    """A DUP with two objectives, one served; a PEG and a PIAO that share two of five actions."""
    path = tmp_path / "catena.duckdb"
    store = open_store(path)
    store.append(upload(dup_with("1.1.1", "1.1.2"), file_name="DUP 1.xlsx"))
    in_both = (
        {"action_code": "A1", **UP},
        {
            "action_code": "A2",
            **UP,
            "other_services": "Ambiente",
            "is_agreed_with_other_services": False,
        },
    )
    store.append(
        upload(
            peg_list(
                *in_both,
                {"action_code": "A3", **UP, "other_services": "Tributi"},
                {"action_code": "A4", "operational_objective_code": "7.7.7"},
            ),
            file_name="PEG S1.xlsx",
        )
    )
    store.append(upload(piao_list(*in_both, {"action_code": "A5"}), file_name="PIAO S1.xlsx"))
    agreed = {"other_services": "Ambiente", "is_agreed_with_other_services": True}
    store.append(
        upload(
            peg_list({"action_code": "B1", **UP, **agreed}, sector_code="S2"), file_name="S2.xlsx"
        )
    )
    store.close()
    return path


def test_the_headline_counts_linked_actions_and_objectives_without_any(
    open_page: OpenPage, chained_db: Path
) -> None:
    page = open_page("catena", chained_db)

    assert not page.exception
    assert headings(page) == [
        f"Anno {YEAR}: 4 azioni su 6 servono un obiettivo operativo del DUP; "
        "1 obiettivo è senza azioni."
    ]
    assert "Senza PIAO: S2 Settore S2." in shown(page)
    orphans = table_rows(page, texts.OBJECTIVES_FILE_NAME)
    assert orphans == [["1.1.2 OO 1.1.2", "1 Indirizzo 1", "DUP 1.xlsx, foglio Foglio1, A4"]]


def test_actions_that_serve_nothing_say_why(open_page: OpenPage, chained_db: Path) -> None:
    page = open_page("catena", chained_db)

    rows = table_rows(page, texts.UNLINKED_FILE_NAME)
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("A4 Azione A4", "obiettivo non presente nel DUP", "7.7.7"),
        ("A5 Azione A5", "nessun obiettivo indicato", "—"),
    ]


def test_what_only_the_piao_has_is_listed_with_its_cell(
    open_page: OpenPage, chained_db: Path
) -> None:
    page = open_page("catena", chained_db)

    rows = table_rows(page, texts.NOT_IN_PEG_FILE_NAME)
    assert [(row[0], row[3]) for row in rows] == [
        ("A5 Azione A5", "PIAO S1.xlsx, foglio Foglio1, A4")
    ]
    folded = [one.label for one in page.expander]
    # B1 is not among them: its sector has no PIAO yet.
    assert "2 azioni del PEG non scelte per il PIAO" in folded


def test_a_missing_agreement_is_told_from_one_that_nobody_stated(
    open_page: OpenPage, chained_db: Path
) -> None:
    page = open_page("catena", chained_db)

    rows = table_rows(page, texts.AGREEMENT_FILE_NAME)
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("A2 Azione A2", "Ambiente", "no"),
        ("A3 Azione A3", "Tributi", "non indicato"),
    ]
    assert "Senza l’accordo di altri servizi: 2 su 3 azioni" in shown(page)


def test_linkage_is_shown_by_sector(open_page: OpenPage, chained_db: Path) -> None:
    page = open_page("catena", chained_db)

    rows = table_rows(page, texts.LINKAGE_FILE_NAME)
    assert [row[:4] for row in rows] == [
        ["Settore S1", "60,0 %", "3", "5"],
        ["Settore S2", "100,0 %", "1", "1"],
    ]
    assert "La direttiva lo chiede" not in shown(page), "none was entered"


def test_the_passages_of_the_entity_s_own_directive_are_cited(
    open_page: OpenPage, good_db: Path
) -> None:
    said = shown(open_page("catena", good_db, anno="2024"))

    assert "collegamento tra obiettivi operativi e obiettivi strategici.» (clausola 3.4," in said
    assert "modalità e tempi di realizzazione.» (clausola 2.6," in said


def test_an_action_shows_its_links_up_and_down_with_the_cells(
    open_page: OpenPage, chained_db: Path
) -> None:
    page = open_page("catena", chained_db, azione="A1", cod_settore="S1")

    chain = next(e.proto.body for e in page.get("html") if "cp-chain" in e.proto.body)
    steps = ["1 Indirizzo 1", "1.1 OS 1.1", "1.1.1 OO 1.1.1", texts.PEG, texts.PIAO]
    assert [chain.index(step) for step in steps] == sorted(chain.index(step) for step in steps)
    for place in ("DUP 1.xlsx, foglio Foglio1, A3", "PEG S1.xlsx, foglio Foglio1, A2"):
        assert place in chain
    assert texts.TO_ACTION in shown(page)
    assert texts.TO_DUP in shown(page)


def test_an_action_that_was_not_chosen_says_so(open_page: OpenPage, chained_db: Path) -> None:
    page = open_page("catena", chained_db, azione="A4", cod_settore="S1")

    said = shown(page)
    assert "Questa azione non è collegata al DUP: obiettivo non presente nel DUP." in said
    assert "non scelta per il PIAO" in said


def test_a_sector_without_a_piao_is_no_choice(open_page: OpenPage, chained_db: Path) -> None:
    page = open_page("catena", chained_db, azione="B1", cod_settore="S2")

    assert "il PIAO del settore non è ancora caricato" in shown(page)


def test_an_objective_shows_the_actions_that_serve_it(
    open_page: OpenPage, chained_db: Path
) -> None:
    page = open_page("catena", chained_db, obiettivo="1.1.1")

    rows = table_rows(page, texts.SERVED_FILE_NAME)
    assert [row[0] for row in rows] == [
        f"{code} Azione {code}" for code in ("A1", "A2", "A3", "B1")
    ]
    assert rows[0][2:] == ["PEG S1.xlsx, foglio Foglio1, A2", "PIAO S1.xlsx, foglio Foglio1, A2"]


def test_a_choice_is_written_into_the_address(open_page: OpenPage, chained_db: Path) -> None:
    page = open_page("catena", chained_db, azione="A1", cod_settore="S1")
    box = page.selectbox(key="chain-choice")

    box.set_value(next(one for one in box.options if "1.1.2" in one)).run()

    assert page.query_params["obiettivo"] == "1.1.2"
    assert "azione" not in page.query_params
    assert "Nessuna azione del PEG o del PIAO serve questo obiettivo" in shown(page)


def test_a_link_to_what_the_year_does_not_have_says_so(
    open_page: OpenPage, chained_db: Path
) -> None:
    page = open_page("catena", chained_db, obiettivo="9.9.9")

    assert [one.value for one in page.warning] == [texts.missing_choice("9.9.9", YEAR)]


def test_the_matrix_leads_to_the_actions_of_a_cell(open_page: OpenPage, chained_db: Path) -> None:
    page = open_page("catena", chained_db)

    rows = table_rows(page, texts.MATRIX_FILE_NAME)
    assert rows == [
        ["S1 Settore S1", "1 Indirizzo 1", "3", "2"],
        ["S1 Settore S1", "Senza un indirizzo strategico", "2", "1"],
        ["S2 Settore S2", "1 Indirizzo 1", "1", "0"],
    ]
    html = next(
        e.proto.body
        for e in page.get("html")
        if f'aria-label="{texts.MATRIX_FILE_NAME}"' in e.proto.body
    )
    assert "settore=S2+Settore+S2&amp;indirizzo=1+Indirizzo+1" in html


def test_without_a_dup_nothing_is_called_unlinked_that_names_an_objective(
    open_page: OpenPage, tmp_path: Path
) -> None:
    path = tmp_path / "senza.duckdb"
    store = open_store(path)
    store.append(upload(peg_list({"action_code": "A1", **UP}, {"action_code": "A2"})))
    store.close()

    page = open_page("catena", path)

    assert headings(page) == [
        f"Anno {YEAR}: 1 azione su 2 indica un obiettivo operativo; "
        "il DUP dell’anno non è caricato."
    ]
    assert texts.NO_DUP_NOTE in shown(page)
    assert [row[0] for row in table_rows(page, texts.UNLINKED_FILE_NAME)] == ["A2 Azione A2"]


def test_the_sample_counts_every_action_once(open_page: OpenPage, good_db: Path) -> None:
    page = open_page("catena", good_db, anno="2024")

    assert not page.exception
    rows = table_rows(page, texts.FLOW_FILE_NAME)
    to_documents = (texts.IN_BOTH, texts.ONLY_PEG, texts.ONLY_PIAO)
    arriving = sum(int(row[2]) for row in rows if row[1] in to_documents)
    counted = sum(int(row[2]) for row in table_rows(page, texts.MATRIX_FILE_NAME))
    assert arriving == counted
    assert f" su {counted} " in headings(page)[0]
    assert len(rows) <= 40
