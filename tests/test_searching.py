"""What of an entity can be found, where it stands, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.clarifying import answer, ask
from dashboard.domain.clarifications import AskedOf
from dashboard.domain.model import DupStatus, Period
from dashboard.domain.reviews import Review, ReviewKind
from dashboard.domain.roles import NOBODY, Person, Role
from dashboard.domain.search_index import ItemKind, Origin, SearchIndex, SearchItem
from dashboard.searching import (
    facts_index,
    may_read,
    search_index,
    stem,
    suggestion,
    with_statements,
)
from dashboard.store import Store, open_store
from dashboard.texts.search import field_words, place_words
from tests.store.builders import ENTITY, YEAR, Line, dup, plan, report, upload

NUCLEO = Person("Anna Rossi", Role.NUCLEO)
OFFICE = Person("Carla Bruni", Role.OFFICE)
GIUNTA = Person("Ugo Neri", Role.GIUNTA)
HEAD = Person("Bruno Verdi", Role.SECTOR, "S1", entity_code=ENTITY)
RESULT = (ENTITY, YEAR, Period.FINAL, "S1", "A1", "I1")
HEAD_OF_ANOTHER = replace(HEAD, sector_code="S2")
HEAD_ELSEWHERE = replace(HEAD, entity_code="altrove")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two sectors with a plan, one reported on, and a DUP; what the Nucleo noted and asked."""
    opened = open_store(tmp_path_factory.mktemp("cerca") / "prova.duckdb")
    line = Line(
        "I1",
        target=10,
        result=4,
        reason="Il fornitore è fallito",
        action_name="Asili nido",
        description="Più posti per le famiglie",
    )
    other = Line("I9", target=1, action_code="A9", action_name="Citta\u0300 piu\u0300 verde")
    opened.append(upload(plan([line]), file_name="Scheda dell'anno.xlsx"))
    opened.append(upload(report([line]), file_name="Report.xlsx"))
    opened.append(upload(dup([("1.1.1.a", DupStatus.STARTED)]), file_name="DUP.xlsx"))
    opened.append(upload(plan([other], sector_code="S9"), file_name="altro.xlsx"))
    number = ask(opened, AskedOf(*RESULT), "Perché?", NUCLEO)
    answer(opened, ENTITY, number, "Appalto annullato dal tribunale", HEAD)
    note = "Giustificazione inconsistente"
    about = (ReviewKind.NOTE, "impronta", NUCLEO.person_name, NUCLEO.role)
    opened.state(Review(*RESULT, *about, note=note))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def index(store: Store) -> SearchIndex:
    return search_index(store, ENTITY)


def found(index: SearchIndex, typed: str, person: Person = NOBODY) -> list[SearchItem]:
    finds = index.find(typed, lambda item: may_read(person, item, ENTITY))
    return [index.items[number] for number in finds.in_order]


def kinds(index: SearchIndex, typed: str, person: Person = NOBODY) -> set[ItemKind]:
    return {item.kind for item in found(index, typed, person)}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("asilo", ItemKind.ACTION),
        ("famiglia", ItemKind.ACTION),
        ("fornitori falliti", ItemKind.REPORTED),
        ("intervento", ItemKind.INTERVENTION),
        ("1.1.1.a", ItemKind.INTERVENTION),
        ("indirizzo", ItemKind.DIRECTION),
        ("S1", ItemKind.SECTOR),
        ("I1", ItemKind.INDICATOR),
        ("scheda", ItemKind.FILE),
    ],
)
def test_every_text_of_plans_and_reports_is_found(
    index: SearchIndex, typed: str, kind: ItemKind
) -> None:
    assert kind in kinds(index, typed)


def test_what_a_report_says_leads_to_its_file_sheet_and_cell(index: SearchIndex) -> None:
    (item,) = found(index, "fornitore")
    assert (item.reference_year, item.period) == (YEAR, "final")
    assert item.origin is not None
    assert item.origin.file_name == "Report.xlsx"
    assert (item.origin.sheet_name, item.origin.cell) == ("Foglio1", "D2")


def test_an_indicator_hangs_below_its_direction_and_action(index: SearchIndex) -> None:
    (item,) = found(index, "fornitore")
    assert item.place.direction[0] == "1"
    assert item.place.action == ("A1", "Asili nido")
    assert "Azione A1 Asili nido" in place_words(item.place, item.kind)


def test_what_a_plan_says_is_found_once_and_not_for_each_period(index: SearchIndex) -> None:
    of_kind = [one for one in index.items if one.kind is ItemKind.INDICATOR]
    assert [one.codes for one in of_kind] == [("I1",), ("I9",)]


def test_what_is_loaded_later_is_not_found_before(store: Store) -> None:
    early = search_index(store, ENTITY, date(2020, 1, 1))
    assert found(early, "asilo") == []


def test_another_entity_finds_nothing_of_this_one(store: Store) -> None:
    assert search_index(store, "altrove").items == ()


@pytest.mark.parametrize(
    ("person", "reads"),
    [(NUCLEO, True), (OFFICE, False), (GIUNTA, False), (HEAD, False), (NOBODY, False)],
)
def test_the_nucleos_notes_are_found_by_the_nucleo_alone(
    index: SearchIndex, person: Person, reads: bool
) -> None:
    assert (ItemKind.REVIEW_NOTE in kinds(index, "inconsistenti", person)) is reads


@pytest.mark.parametrize(
    ("person", "reads"),
    [
        (NUCLEO, True),
        (OFFICE, True),
        (HEAD, True),
        (HEAD_OF_ANOTHER, False),
        (HEAD_ELSEWHERE, False),
        (GIUNTA, False),
        (NOBODY, False),
    ],
)
def test_questions_and_answers_are_found_by_who_asks_and_who_answers(
    index: SearchIndex, person: Person, reads: bool
) -> None:
    assert (kinds(index, "tribunale", person) == {ItemKind.CLARIFICATION}) is reads


def test_no_word_is_suggested_that_only_others_may_read(index: SearchIndex) -> None:
    def suggested(person: Person) -> str | None:
        return suggestion(index, "inconsistante", lambda item: may_read(person, item, ENTITY))

    assert suggested(NUCLEO) == "inconsistente"
    assert suggested(GIUNTA) is None


def test_a_later_note_is_found_beside_facts_gathered_before_it(
    tmp_path: Path,
) -> None:
    with closing(open_store(tmp_path / "note.duckdb")) as store:
        line = Line("I1", target=10, result=4, action_name="Asili nido")
        store.append(upload(plan([line]), file_name="Scheda.xlsx"))
        facts = facts_index(store, ENTITY)
        about = (ReviewKind.NOTE, "impronta", NUCLEO.person_name, NUCLEO.role)
        store.state(Review(*RESULT, *about, note="Giustificazione inconsistente"))
        ask(store, AskedOf(*RESULT), "Quale tribunale?", NUCLEO)

        later = with_statements(store, facts, ENTITY)

    assert kinds(later, "inconsistente", NUCLEO) == {ItemKind.REVIEW_NOTE}
    (asked,) = found(later, "tribunale", NUCLEO)
    assert asked.place.action == ("A1", "Asili nido")
    assert later.items == search_index_of(tmp_path / "note.duckdb").items


def search_index_of(path: Path) -> SearchIndex:
    with closing(open_store(path)) as store:
        return search_index(store, ENTITY)


def test_every_text_that_is_searched_has_an_italian_name(index: SearchIndex) -> None:
    for item in index.items:
        assert all(field_words(name) for name, _ in item.texts)


def test_letters_typed_as_a_letter_and_an_accent_are_found(index: SearchIndex) -> None:
    (item,) = [one for one in found(index, "città") if one.codes == ("A9",)]
    assert item.title == "Città più verde"


def test_sessions_that_ask_at_one_time_get_each_its_own_stem() -> None:
    words = [f"{start}{ending}" for start in ("verific", "nid") for ending in ("are", "ato", "i")]
    alone = {word: stem(word) for word in words}
    stem.cache_clear()
    with ThreadPoolExecutor(8) as sessions:
        together = list(sessions.map(stem, words * 50))
    assert together == [alone[word] for word in words * 50]


@pytest.mark.parametrize(("one", "other"), [("realizzate", "realizzare"), ("nido", "nidi")])
def test_forms_of_a_word_have_a_stem_in_common(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_cell_that_is_not_known_makes_no_origin(index: SearchIndex) -> None:
    sectors = [one for one in index.items if one.kind is ItemKind.SECTOR]
    files = [one for one in index.items if one.kind is ItemKind.FILE]
    assert [one.origin for one in sectors] == [None] * len(sectors)
    assert Origin("DUP.xlsx", upload_id=3) in [one.origin for one in files]
