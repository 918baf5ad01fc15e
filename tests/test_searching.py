"""What of an entity can be found, where it stands, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
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
from dashboard.searching import may_read, search_index, stem, suggestion
from dashboard.settings import TODAY_VARIABLE
from dashboard.store import Store, open_store
from dashboard.texts.search import field_words, place_words
from tests.store.builders import ENTITY, YEAR, Line, dup, plan, report, upload

NUCLEO = Person("Anna Rossi", Role.NUCLEO)
OFFICE = Person("Carla Bruni", Role.OFFICE)
GIUNTA = Person("Ugo Neri", Role.GIUNTA)
HEAD = Person("Bruno Verdi", Role.SECTOR, "S1", entity_code=ENTITY)
HEAD_OF_ANOTHER = replace(HEAD, sector_code="S2")
HEAD_ELSEWHERE = replace(HEAD, entity_code="altrove")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A sector with a plan and a final report, and a DUP; looked at on 3 March 2025."""
    monkeypatch.setenv(TODAY_VARIABLE, "2025-03-03")
    opened = open_store(tmp_path / "prova.duckdb")
    line = Line(
        "I1",
        target=10,
        result=4,
        reason="Il fornitore è fallito",
        action_name="Asili nido",
        description="Più posti per le famiglie",
    )
    opened.append(upload(plan([line]), file_name="Scheda dell'anno.xlsx"))
    opened.append(upload(report([line]), file_name="Report.xlsx"))
    opened.append(upload(dup([("1.1.1.a", DupStatus.STARTED)]), file_name="DUP.xlsx"))
    yield opened
    opened.close()


def found(index: SearchIndex, typed: str, person: Person = NOBODY) -> list[SearchItem]:
    finds = index.find(typed, lambda item: may_read(person, item, ENTITY))
    return [index.items[number] for number in finds.in_order]


def kinds(store: Store, typed: str, person: Person = NOBODY) -> set[ItemKind]:
    return {item.kind for item in found(search_index(store, ENTITY), typed, person)}


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
def test_every_text_of_plans_and_reports_is_found(store: Store, typed: str, kind: ItemKind) -> None:
    assert kind in kinds(store, typed)


def test_what_a_report_says_leads_to_its_file_sheet_and_cell(store: Store) -> None:
    (item,) = found(search_index(store, ENTITY), "fornitore")
    assert (item.reference_year, item.period) == (YEAR, "final")
    assert item.origin is not None
    assert item.origin.file_name == "Report.xlsx"
    assert (item.origin.sheet_name, item.origin.cell) == ("Foglio1", "D2")


def test_an_indicator_hangs_below_its_direction_and_action(store: Store) -> None:
    (item,) = found(search_index(store, ENTITY), "fornitore")
    assert item.place.direction[0] == "1"
    assert item.place.action == ("A1", "Asili nido")
    assert "Azione A1 Asili nido" in place_words(item.place, item.kind)


def test_what_a_plan_says_is_found_once_and_not_for_each_period(store: Store) -> None:
    of_kind = [one for one in search_index(store, ENTITY).items if one.kind is ItemKind.INDICATOR]
    assert len(of_kind) == 1


def test_what_is_loaded_later_is_not_found_before(store: Store) -> None:
    early = search_index(store, ENTITY, date(2020, 1, 1))
    assert found(early, "asilo") == []


def test_another_entity_finds_nothing_of_this_one(store: Store) -> None:
    assert search_index(store, "altrove").items == ()


def note_of_the_nucleo(store: Store, words: str) -> None:
    store.state(
        Review(
            ENTITY,
            YEAR,
            Period.FINAL,
            "S1",
            "A1",
            "I1",
            ReviewKind.NOTE,
            "impronta",
            NUCLEO.person_name,
            NUCLEO.role,
            note=words,
        )
    )


@pytest.mark.parametrize(
    ("person", "reads"),
    [(NUCLEO, True), (OFFICE, False), (GIUNTA, False), (HEAD, False), (NOBODY, False)],
)
def test_the_nucleos_notes_are_found_by_the_nucleo_alone(
    store: Store, person: Person, reads: bool
) -> None:
    note_of_the_nucleo(store, "Giustificazione inconsistente")
    assert (ItemKind.REVIEW_NOTE in kinds(store, "inconsistenti", person)) is reads


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
    store: Store, person: Person, reads: bool
) -> None:
    number = ask(store, AskedOf(ENTITY, YEAR, Period.FINAL, "S1", "A1", "I1"), "Perché?", NUCLEO)
    answer(store, ENTITY, number, "Appalto annullato dal tribunale", HEAD)
    assert (kinds(store, "tribunale", person) == {ItemKind.CLARIFICATION}) is reads


def test_no_word_is_suggested_that_only_others_may_read(store: Store) -> None:
    note_of_the_nucleo(store, "Giustificazione inconsistente")
    index = search_index(store, ENTITY)

    def suggested(person: Person) -> str | None:
        return suggestion(index, "inconsistante", lambda item: may_read(person, item, ENTITY))

    assert suggested(NUCLEO) == "inconsistente"
    assert suggested(GIUNTA) is None


def test_every_text_that_is_searched_has_an_italian_name(store: Store) -> None:
    number = ask(store, AskedOf(ENTITY, YEAR, Period.FINAL, "S1", "A1", "I1"), "Perché?", NUCLEO)
    answer(store, ENTITY, number, "Gara deserta", HEAD)
    note_of_the_nucleo(store, "Da rivedere")
    for item in search_index(store, ENTITY).items:
        assert all(field_words(name) for name, _ in item.texts)


def test_letters_typed_as_a_letter_and_an_accent_are_found(store: Store) -> None:
    line = Line("I9", target=1, action_code="A9", action_name="Citta\u0300 piu\u0300 verde")
    store.append(upload(plan([line], sector_code="S9"), file_name="altro.xlsx"))
    (item,) = [one for one in found(search_index(store, ENTITY), "città") if one.codes == ("A9",)]
    assert item.title == "Città più verde"


@pytest.mark.parametrize(("one", "other"), [("realizzate", "realizzare"), ("nido", "nidi")])
def test_forms_of_a_word_have_a_stem_in_common(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_cell_that_is_not_known_makes_no_origin(store: Store) -> None:
    sectors = [one for one in search_index(store, ENTITY).items if one.kind is ItemKind.SECTOR]
    files = [one for one in search_index(store, ENTITY).items if one.kind is ItemKind.FILE]
    assert [one.origin for one in sectors] == [None] * len(sectors)
    assert Origin("DUP.xlsx", upload_id=3) in [one.origin for one in files]
