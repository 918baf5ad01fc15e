"""What is found, in which order, and what is offered where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from dashboard.domain.search_index import ItemKind, SearchIndex, SearchItem
from dashboard.searching import stem


def action(
    title: str, text: str = "", code: str = "", year: int = 2024, **more: bool
) -> SearchItem:
    return SearchItem(
        ItemKind.ACTION,
        title,
        codes=(code,) if code else (),
        texts=(("description", text),) if text else (),
        reference_year=year,
        **more,
    )


def everything(item: SearchItem) -> bool:
    del item
    return True


def titles(
    items: Iterable[SearchItem],
    typed: str,
    is_wanted: Callable[[SearchItem], bool] = everything,
) -> list[str]:
    index = SearchIndex(items, stem)
    return [index.items[number].title for number in index.find(typed, is_wanted).in_order]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("asili", "Un asilo nuovo"),
        ("asilo", "Gli asili del comune"),
        ("cittadino", "per le cittadine"),
        ("realizzare", "opere realizzate"),
        ("realizzazione", "è stato realizzato"),
        ("biblioteche", "La biblioteca"),
        ("attività", "attivita’ ordinaria"),
        ("citta'", "La CITTÀ"),
        ("acqua", "la rete dell’acqua"),
        ("dell'acqua", "acqua potabile"),
        ("digital", "Servizi digitalizzati"),
        ("267/2000", "art. 169 del D.Lgs. n. 267/2000"),
    ],
)
def test_a_word_is_found_in_its_other_forms(typed: str, text: str) -> None:
    assert titles([action("Azione", text)], typed) == ["Azione"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("vie", "la via"),  # too short to have an ending cut off
        ("str", "strade"),  # too short for a beginning
        ('"asili"', "un asilo"),
        ('"nido asilo"', "asilo nido"),
        ("2024", "20240"),
        ("nido ponte", "un nido"),
    ],
)
def test_what_is_not_meant_is_not_found(typed: str, text: str) -> None:
    assert titles([action("Azione", text)], typed) == []


def test_all_words_may_stand_in_different_texts_of_one_item() -> None:
    assert titles([action("Asilo nido", "nuovi posti")], "posti nido") == ["Asilo nido"]


def test_words_of_two_items_are_found_in_neither() -> None:
    assert titles([action("Asilo"), action("Ponte")], "asilo ponte") == []


def test_a_code_comes_before_a_title_and_a_title_before_a_text() -> None:
    items = [
        action("Altro", "come l’azione 3.1"),
        action("Fase 3.1 dei lavori"),
        action("Strade", code="3.1"),
    ]
    assert titles(items, "3.1") == ["Strade", "Fase 3.1 dei lavori", "Altro"]


def test_a_code_is_found_with_those_below_it_and_not_with_longer_numbers() -> None:
    items = [action("A", code="3.1"), action("B", code="03.1.2"), action("C", code="3.12")]
    assert titles(items, "3.01") == ["A", "B"]


def test_the_newest_year_comes_first() -> None:
    items = [action("Nido", year=2023), action("Nidi", year=2025), action("nido", year=2024)]
    assert titles(items, "nido") == ["Nidi", "nido", "Nido"]


def test_as_typed_comes_before_other_forms_of_one_year() -> None:
    assert titles([action("Nidi"), action("Nido")], "nido") == ["Nido", "Nidi"]


def test_only_what_is_wanted_is_found_and_counted() -> None:
    index = SearchIndex([action("Nido", year=2023), action("Nido", year=2024)], stem)
    finds = index.find("nido", lambda item: item.reference_year == 2023)
    assert finds.in_order == (0,)
    assert finds.counts[ItemKind.ACTION] == 1


def test_a_title_that_names_another_is_shown_but_not_searched() -> None:
    item = action("Posti nido", "in ritardo", has_own_title=False)
    assert titles([item], "nido") == []
    assert titles([item], "ritardo") == ["Posti nido"]


def test_found_words_are_marked_in_title_and_text() -> None:
    index = SearchIndex([action("Asili nido", "Un asilo per tutti")], stem)
    (find,) = index.shown(index.find("asilo", everything), [0])
    assert [piece.text for piece in find.title if piece.is_found] == ["Asili"]
    ((name, pieces),) = find.excerpts
    assert name == "description"
    assert [piece.text for piece in pieces if piece.is_found] == ["asilo"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("asillo", "asilo"), ("bibliotca", "biblioteca"), ("nuovo asillo", "nuovo asilo")],
)
def test_a_slip_of_the_pen_is_answered_with_the_nearest_word(typed: str, meant: str) -> None:
    index = SearchIndex([action("Nuovo asilo"), action("Biblioteca")], stem)
    assert next(index.near_words(typed)) == meant


def test_what_resembles_nothing_is_answered_with_nothing() -> None:
    index = SearchIndex([action("Nuovo asilo")], stem)
    assert list(index.near_words("xyzzy")) == []
    assert list(index.near_words("asilo")) == []


KNOWN = [
    action("Nuovo asilo", "posti per le famiglie", code="3.1"),
    action("Ponte", "posti auto", code="3.2"),
]
SAID = [
    action("Ponte", "perché l’asilo ritarda?", has_own_title=False),
    action("Appalto", "posti per le famiglie", code="3.1.4"),
    action("Appalti", "il ponte nuovo", code="3.2"),
]


@pytest.mark.parametrize(
    "typed",
    ["asili", "posti", "ponte", "appalto", "3.1", "3.2", "famiglia posti", '"nuovo asilo"', "rit"],
)
def test_what_is_added_is_found_as_if_all_had_come_at_once(typed: str) -> None:
    at_once = SearchIndex([*KNOWN, *SAID], stem)
    joined = SearchIndex(KNOWN, stem).with_more(SAID)
    assert joined.items == at_once.items
    assert joined.word_count == at_once.word_count
    finds = joined.find(typed, everything)
    assert finds == at_once.find(typed, everything)
    numbers = range(len(joined.items))
    assert joined.shown(finds, numbers) == at_once.shown(finds, numbers)


def test_an_index_stays_as_it_is_when_another_is_made_of_it() -> None:
    known = SearchIndex(KNOWN, stem)
    known.with_more(SAID)
    assert known.find("appalto", everything).in_order == ()
    assert known.find("posti", everything).in_order == (0, 1)
    assert known.find("3.2", everything).in_order == (1,)
    assert list(known.near_words("appallto")) == []


def test_a_word_that_was_added_is_offered_for_a_slip_of_the_pen() -> None:
    joined = SearchIndex(KNOWN, stem).with_more(SAID)
    assert next(joined.near_words("appallto")) == "appalto"


@pytest.mark.parametrize(
    "typed",
    ["'; DROP TABLE upload; --", "%", "*", "(((", "<script>alert(1)</script>", "\\", "$1", "\x00"],
)
def test_signs_of_other_languages_are_only_signs(typed: str) -> None:
    assert titles([action("Nuovo asilo")], typed) == []
