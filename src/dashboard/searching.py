"""Search all texts of an entity: gather them from the store, and say who may read which."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

from dashboard.clarifying import clarifications_of
from dashboard.domain.clarifications import Clarification
from dashboard.domain.roles import ROLES_BY_PAGE, Person, Role
from dashboard.domain.search_index import ItemKind, Origin, Place, SearchIndex, SearchItem
from dashboard.history import plain_records
from dashboard.store import Store

_Row = Mapping[str, Any]
_Level = tuple[str | None, str | None]

_KEPT_STEMS = 65_536
_CELL = ("upload_id", "file_name", "sheet_name", "cell")
_STEMMER = snowballstemmer.stemmer("italian")
_STEMMING = Lock()


@dataclass(frozen=True, slots=True)
class _Source:
    """Which columns of a named query make items of a kind, and where their cell stands."""

    kind: ItemKind
    query_name: str
    title: str
    codes: tuple[str, ...]
    texts: tuple[str, ...]
    origin: tuple[str, str, str] | None = ("file_name", "sheet_name", "cell")
    has_own_title: bool = True


_SOURCES = (
    _Source(
        ItemKind.INTERVENTION,
        "dup_interventions",
        "intervention_name",
        ("intervention_code",),
        ("status_text",),
    ),
    _Source(
        ItemKind.ACTION,
        "actions",
        "action_name",
        ("action_code",),
        (
            "description",
            "qualitative_expected_result",
            "qualitative_result",
            "internal_subjects",
            "external_subjects",
            "responsible_role",
            "political_referent",
            "service_name",
            "other_services",
            "human_resources",
            "cost_centre",
            "mission_programme",
            "budget_chapter",
            "piao_section",
            "tags",
        ),
    ),
    _Source(
        ItemKind.INDICATOR,
        "indicator_texts",
        "indicator_name",
        ("indicator_code",),
        ("target_text", "baseline_text", "source", "unit"),
        ("target_file_name", "target_sheet_name", "target_cell"),
    ),
    _Source(
        ItemKind.REPORTED,
        "indicator_texts",
        "indicator_name",
        (),
        (
            "reason",
            "note",
            "result_text",
            "not_assessable_reason",
            "state_reason",
            "request_reason",
            "grant_reason",
            "exclusion_reason",
        ),
        ("result_file_name", "result_sheet_name", "result_cell"),
        has_own_title=False,
    ),
    _Source(ItemKind.SECTOR, "sectors", "sector_name", ("sector_code",), (), None),
    _Source(
        ItemKind.ORDINARY_ACTIVITY,
        "ordinary_activities",
        "measure_name",
        ("measure_code",),
        ("service_name", "note"),
    ),
    _Source(
        ItemKind.QUALITY_CONTROL,
        "quality_controls",
        "control_name",
        ("control_code",),
        ("control_method", "outcome", "corrective_action", "service_name", "note"),
    ),
    _Source(
        ItemKind.INNOVATION,
        "innovations",
        "innovation_name",
        ("innovation_code",),
        ("description", "beneficiaries", "benefit", "service_name", "note"),
    ),
    _Source(ItemKind.FILE, "uploads", "file_name", (), ("folder_name",), ("file_name", "", "")),
)
# Of a kind not named here everybody reads everything.
_READERS: Mapping[ItemKind, frozenset[Role]] = {
    ItemKind.CLARIFICATION: ROLES_BY_PAGE["chiarimenti"],
    ItemKind.REVIEW_NOTE: frozenset({Role.NUCLEO}),
}


@dataclass(frozen=True, slots=True)
class FactsIndex:
    """All texts of an entity but what is only said about results, and where each indicator hangs.

    `indicators`: (year, codes of sector, action and indicator) -> its name and place.
    """

    index: SearchIndex
    indicators: Mapping[tuple[Any, ...], tuple[str | None, Place]]


def search_index(store: Store, entity_code: str, as_of: date | None = None) -> SearchIndex:
    """Gives the index of all texts of an entity, of all years, as the store was at a date.

    It holds what not everybody may read: ask it with `may_read`.
    """
    return with_statements(store, facts_index(store, entity_code, as_of), entity_code, as_of)


def facts_index(store: Store, entity_code: str, as_of: date | None = None) -> FactsIndex:
    """Gives what of an entity's texts no review and no request for clarification changes."""
    asked: dict[str, Any] = {"entity_code": entity_code, "as_of": as_of}
    rows_by_query = {
        name: plain_records(store.query(name, **asked))
        for name in dict.fromkeys(source.query_name for source in _SOURCES)
    }
    places = plain_records(store.query("action_places", **asked))
    _add_action_cells(rows_by_query["actions"], places)
    _add_years_of_files(rows_by_query["uploads"])
    measures = rows_by_query["ordinary_activities"]
    rows_by_query["ordinary_activities"] = list(
        {_measure_key(row): row for row in measures}.values()
    )
    objectives = plain_records(store.query("chain_objectives", **asked))
    items = [*_chain_items([*objectives, *rows_by_query["actions"]])]
    for source in _SOURCES:
        items += _once(_items(source, rows_by_query[source.query_name]))
    indicators = {
        _indicator_key(row): (_text(row, "indicator_name"), _place(row))
        for row in rows_by_query["indicator_texts"]
    }
    return FactsIndex(SearchIndex(items, stem), indicators)


def with_statements(
    store: Store, facts: FactsIndex, entity_code: str, as_of: date | None = None
) -> SearchIndex:
    """Gives the index with what the Nucleo noted, and what was asked and answered, beside it."""
    reviews = plain_records(store.query("reviews", entity_code=entity_code, as_of=as_of))
    notes = [_review_note(row, text, facts) for row in reviews if (text := _text(row, "note"))]
    requests = clarifications_of(store, entity_code, as_of=as_of)
    return facts.index.with_more([*_once(notes), *(_clarification(one, facts) for one in requests)])


def for_everybody(item: SearchItem) -> bool:
    """Says whether everybody may read an item, whoever it is; see `may_read`."""
    return item.kind not in _READERS


def may_read(person: Person, item: SearchItem, entity_code: str) -> bool:
    """Says whether a person may read an item of an entity.

    Of what is not for everybody a sector's head reads that of the own sector, and nobody anything
    before a profile is chosen.
    """
    readers = _READERS.get(item.kind)
    if readers is None:
        return True
    if not person.person_name or person.role not in readers:
        return False
    is_own = item.place.sector[0] == person.sector_code
    is_here = person.entity_code in (None, entity_code)
    return person.role is not Role.SECTOR or (is_own and is_here)


def suggestion(
    index: SearchIndex, typed: str, is_wanted: Callable[[SearchItem], bool]
) -> str | None:
    """Gives what may have been meant where nothing was found; only what finds something."""
    near = index.near_words(typed)
    return next((words for words in near if index.find(words, is_wanted).in_order), None)


@lru_cache(maxsize=_KEPT_STEMS)
def stem(word: str) -> str:
    """Gives what the forms of an Italian word have in common, by Snowball's rules.

    >>> stem("realizzate") == stem("realizzare")
    True
    """
    # The stemmer holds the word it works on, and several sessions ask at one time.
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


def _add_action_cells(actions: Sequence[dict[str, Any]], places: Iterable[_Row]) -> None:
    by_action = {_action_key(row): row for row in places}
    for row in actions:
        found = by_action.get(_action_key(row), {})
        row.update({name: found.get(name) for name in _CELL})


def _add_years_of_files(uploads: Iterable[dict[str, Any]]) -> None:
    """Gives files of one year that year; others belong to none."""
    for row in uploads:
        years = str(row["reference_years"] or "")
        row["reference_year"] = int(years) if years.isdigit() else None


def _action_key(row: _Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("reference_year", "sector_code", "action_code"))


def _measure_key(row: _Row) -> tuple[Any, ...]:
    """Gives what the rows of a measure's several years have in common; the newest comes last."""
    return tuple(row[name] for name in ("reference_year", "sector_code", "measure_code"))


def _indicator_key(row: _Row) -> tuple[Any, ...]:
    return (*_action_key(row), row["indicator_code"])


def _chain_items(rows: Iterable[_Row]) -> Iterator[SearchItem]:
    """Gives directions and objectives, each under each of its names once, of its newest year."""
    kinds = {
        "strategic_direction": ItemKind.DIRECTION,
        "strategic_objective": ItemKind.STRATEGIC_OBJECTIVE,
        "operational_objective": ItemKind.OPERATIONAL_OBJECTIVE,
    }
    newest: dict[tuple[ItemKind, _Level], SearchItem] = {}
    for row in rows:
        place = _place(row)
        for at, (level, kind) in enumerate(kinds.items()):
            code, name = _level(row, level)
            if code is None and name is None:
                continue
            above = Place(*(_level(row, upper) for upper in [*kinds][:at]))
            item = SearchItem(
                kind,
                name or str(code),
                codes=() if code is None else (code,),
                place=above,
                reference_year=row["reference_year"],
                origin=_origin(row, ("file_name", "sheet_name", "cell"))
                if level == "operational_objective" and place.action == (None, None)
                else None,
            )
            known = newest.get((kind, (code, name)))
            if known is None or (item.reference_year or 0) > (known.reference_year or 0):
                newest[kind, (code, name)] = item
    order = list(kinds.values())
    yield from sorted(newest.values(), key=lambda one: order.index(one.kind))


def _items(source: _Source, rows: Iterable[_Row]) -> Iterator[SearchItem]:
    for row in rows:
        texts = tuple((name, text) for name in source.texts if (text := _text(row, name)))
        if not source.has_own_title and not texts:
            continue
        codes = tuple(code for name in source.codes if (code := _text(row, name)))
        year = row.get("reference_year")
        yield SearchItem(
            source.kind,
            _text(row, source.title) or "".join(codes[:1]),
            codes=codes,
            texts=texts,
            place=_place(row),
            reference_year=None if year is None else int(year),
            period=row.get("period") if source.kind not in _WITHOUT_PERIOD else None,
            origin=None if source.origin is None else _origin(row, source.origin),
            has_own_title=source.has_own_title,
        )


def _review_note(row: _Row, text: str, facts: FactsIndex) -> SearchItem:
    unknown = None, Place(action=_level(row, "action"), sector=_level(row, "sector"))
    name, place = facts.indicators.get(_indicator_key(row), unknown)
    return SearchItem(
        ItemKind.REVIEW_NOTE,
        name or row["indicator_code"],
        texts=(("review_note", text),),
        place=place,
        reference_year=row["reference_year"],
        period=row["period"],
        has_own_title=False,
    )


def _clarification(found: Clarification, facts: FactsIndex) -> SearchItem:
    about = found.asked_of
    key = (about.reference_year, about.sector_code, about.action_code, about.indicator_code)
    unknown = None, Place(sector=(about.sector_code, about.sector_name))
    _, place = facts.indicators.get(key, unknown)
    at = next((one.place for one in found.events if one.place is not None), None)
    return SearchItem(
        ItemKind.CLARIFICATION,
        about.indicator_name or about.indicator_code,
        texts=tuple((str(event.step), event.text) for event in found.events if event.text),
        place=place,
        reference_year=about.reference_year,
        period=str(about.period),
        origin=None if at is None else Origin(at.file_name, at.sheet_name, at.cell, at.upload_id),
        has_own_title=False,
    )


# What a plan says of an indicator is the same at 30/6 and at 31/12.
_WITHOUT_PERIOD = frozenset({ItemKind.INDICATOR})


def _once(items: Iterable[SearchItem]) -> list[SearchItem]:
    """Gives each item once: some rows differ only in what is not searched."""
    return list(dict.fromkeys(items))


def _place(row: _Row) -> Place:
    return Place(
        direction=_level(row, "strategic_direction"),
        strategic_objective=_level(row, "strategic_objective"),
        operational_objective=_level(row, "operational_objective"),
        action=_level(row, "action"),
        sector=_level(row, "sector"),
    )


def _level(row: _Row, level: str) -> _Level:
    return _text(row, f"{level}_code"), _text(row, f"{level}_name")


def _origin(row: _Row, columns: tuple[str, str, str]) -> Origin | None:
    file_name, sheet_name, cell = (_text(row, name) for name in columns)
    upload_id = row.get("upload_id")
    if file_name is None:
        return None
    number = None if upload_id is None else int(upload_id)
    return Origin(file_name, sheet_name, cell, number)


def _text(row: _Row, name: str) -> str | None:
    """Gives a text with its letters whole, accents in them; None for nothing or blanks."""
    value = row.get(name)
    return (unicodedata.normalize("NFC", str(value)).strip() or None) if value is not None else None
