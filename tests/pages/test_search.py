"""The page Cerca: what is found, how it is shown, and what is said where nothing is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

from dashboard.texts import search as texts
from tests.pages.conftest import OpenPage, headings, shown

INJECTION = "<script>alert(1)</script>'; DROP TABLE upload; --"


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_before_anything_is_typed_the_page_says_what_can_be_found(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("cerca", loaded_db)
    assert texts.NOTHING_TYPED in headings(app)
    assert "Si cerca in" in shown(app)
    assert "2025, 2024" in shown(app)


def test_words_in_the_address_are_found_and_marked_with_their_place(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("cerca", loaded_db, parole="asili nido")
    assert headings(app)[-1].endswith("«asili nido»")
    assert "<mark>asilo</mark> <mark>nido</mark>" in html(app)
    assert "Obiettivo operativo 2.2.1 Servizi per la prima infanzia" in shown(app)
    assert "foglio Ob. 2.2.1" in shown(app)


def test_each_find_leads_to_its_own_action_in_its_own_year(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("cerca", loaded_db, parole="asilo nido")
    assert "azione=II.01" in html(app)
    assert "anno=2025" in html(app)
    assert "anno=2024" in html(app)


def test_a_strategic_objective_leads_to_how_its_percentage_comes_about(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("cerca", loaded_db, parole="crescere", tipo="Obiettivi strategici")
    address = re.search(r'href="(/?come-si-calcola\?[^"]+)"', html(app))
    assert address, html(app)
    named = dict(parse_qsl(urlsplit(unescape(address[1])).query))
    assert named["livello"] == "strategic_objective"
    assert named["codice"]
    explained = open_page("come_si_calcola", loaded_db, **named)
    assert any(heading.startswith("Obiettivo strategico") for heading in headings(explained))


def test_a_kind_and_a_year_narrow_what_is_found(open_page: OpenPage, loaded_db: Path) -> None:
    whole = open_page("cerca", loaded_db, parole="servizio")
    kinds = [texts.kind_choice(kind) for kind in texts.ItemKind]
    assert sum(f"{kind}:" in shown(whole) for kind in kinds) > 1
    app = open_page("cerca", loaded_db, parole="servizio", tipo="Azioni", anno_cercato="2024")
    assert [kind for kind in kinds if f"{kind}:" in shown(app)] == ["Azioni"]
    assert "anno=2025&" not in html(app).split("cp-finds")[1]


def test_more_than_a_page_is_cut_into_pages(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("cerca", loaded_db, parole="servizio", tipo="Azioni")
    assert html(app).split("cp-finds")[1].count("<li>") == 20
    assert "Azioni: 38 risultati" in shown(app)


def test_a_slip_of_the_pen_is_answered_with_the_word_that_was_meant(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("cerca", loaded_db, parole="bibliotca")
    assert texts.PERHAPS in shown(app)
    assert "parole=biblioteca" in html(app)


def test_words_that_never_meet_are_counted_one_by_one(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("cerca", loaded_db, parole="ritardi fornitore")
    assert headings(app)[-1] == texts.TITLE_NOTHING_FOUND.format(typed="ritardi fornitore")
    assert "«fornitore»:" in shown(app)
    assert texts.REMEDIES in shown(app)


def test_what_is_typed_never_becomes_markup_nor_a_command(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("cerca", loaded_db, parole=INJECTION)
    assert not app.exception
    assert "<script>alert" not in html(app)
    assert "&lt;script&gt;" in html(app)


def test_the_field_above_a_page_leads_to_what_it_finds(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("risultati", loaded_db)
    app.text_input(key="search-everywhere").set_value("  asilo nido ").run()
    assert not app.exception
    assert headings(app)[-1].endswith("«asilo nido»")


def test_an_empty_store_says_what_to_load(open_page: OpenPage, empty_db: Path) -> None:
    app = open_page("cerca", empty_db, parole="nido")
    assert not app.exception
    assert "Caricamento" in shown(app)
