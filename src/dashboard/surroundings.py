"""What is known around the files at hand: entities, names, rules, plans; stored, or beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard.domain.checks import PegIndex, PlanIndex
from dashboard.domain.issues import IssueList
from dashboard.domain.known_names import KnownName, days_of
from dashboard.domain.model import (
    AchievementBasis,
    DocumentKind,
    DocumentToStore,
    Lineage,
    ParsedDocument,
    Period,
    TargetFact,
)
from dashboard.domain.name_questions import (
    NameAnswer,
    NamedDocument,
    NameQuestion,
    known_names_from,
    learn_names,
    questions_about,
)
from dashboard.domain.names import code_from_name
from dashboard.domain.registry import EntityRegistry
from dashboard.domain.registry_facts import registry_facts, teach_registry
from dashboard.domain.registry_model import RegistryFacts
from dashboard.history import CurrentSlot, current_slot
from dashboard.settings import DEFAULT_ENTITY_CODE
from dashboard.store import Store


@dataclass(frozen=True, slots=True)
class AskedNames:
    """What is asked about a file's names; what was answered, with the entity it is true of."""

    questions: tuple[NameQuestion, ...]
    known_names: Mapping[KnownName, str]


@dataclass(slots=True)
class Surroundings:
    """What is known around the files: entities with their names and rules, and their plan.

    Nothing of an entity is asked of the store before `learn` has heard every file at hand: an
    anagrafica among them takes the place of the stored one of its year.
    """

    store: Store | None
    default_entity_code: str | None
    plan: PlanIndex = field(default_factory=PlanIndex)
    peg: PegIndex = field(default_factory=PegIndex)
    entity_names: dict[str, str] = field(default_factory=dict)
    _registries: dict[str, EntityRegistry] = field(default_factory=dict)
    _stated: dict[str, dict[int, RegistryFacts]] = field(default_factory=dict)
    _handed_in: dict[str, list[ParsedDocument]] = field(default_factory=dict)
    _slots: dict[tuple[object, ...], CurrentSlot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.store is not None:
            for row in self.store.query("entities").to_dict("records"):
                self.entity_names[str(row["entity_code"])] = str(row["entity_name"])

    def learn(self, documents: Iterable[ParsedDocument], named: Iterable[NamedDocument]) -> None:
        """Remembers what all files state of entities, and the codes and names that they pair."""
        for document in documents:
            if document.kind is DocumentKind.REGISTRY and document.reference_year is not None:
                self._handed_in.setdefault(self.entity_code(document), []).append(document)
        for one in named:
            learn_names(one, self.registry(self.entity_code(one.document)))

    def names_of(self, named: Iterable[NamedDocument], answers: Sequence[NameAnswer]) -> AskedNames:
        """Gives the questions that a file's names raise, and the answers that are about it."""
        questions: list[NameQuestion] = []
        known_names: dict[KnownName, str] = {}
        for one in named:
            entity_code = self.entity_code(one.document)
            questions += questions_about(one, self.registry(entity_code), answers)
            known_names |= dict.fromkeys(known_names_from(one, answers), entity_code)
        return AskedNames(tuple(dict.fromkeys(questions)), known_names)

    def state(self, names: AskedNames) -> None:
        """Takes the answers that are about a file."""
        for known, entity_code in names.known_names.items():
            self.registry(entity_code).state([known])

    def entity_code(self, document: ParsedDocument) -> str:
        """Gives the entity a document names; else the one asked for; else the only one known."""
        if document.entity_name:
            code = _entity_code_of(document.entity_name)
            self.entity_names.setdefault(code, document.entity_name)
            return code
        if self.default_entity_code is not None:
            return self.default_entity_code
        return next(iter(self.entity_names)) if len(self.entity_names) == 1 else DEFAULT_ENTITY_CODE

    def slot(self, document: DocumentToStore) -> CurrentSlot:
        """Gives what is in force in the slot that a document would take; asks for it once."""
        key = (
            document.entity_code,
            document.kind,
            document.reference_year,
            document.period,
            document.sector_code,
            document.strategic_direction_code,
        )
        if key not in self._slots:
            self._slots[key] = current_slot(self.store, document)
        return self._slots[key]

    def registry(self, entity_code: str) -> EntityRegistry:
        """Gives the names and words of an entity."""
        if entity_code not in self._registries:
            self._registries[entity_code] = self._new_registry(entity_code)
        return self._registries[entity_code]

    def rules_stated(self, entity_code: str, year: int) -> RegistryFacts | None:
        """Gives what the anagrafica in force in a year states; None where there is none."""
        self.registry(entity_code)
        stated = self._stated[entity_code]
        years = [known for known in stated if known <= year]
        return stated[max(years)] if years else None

    def achievement_basis(self, entity_code: str, document: ParsedDocument) -> AchievementBasis:
        """Gives whose percentage counts: as the document says, else the anagrafica of its year."""
        is_stated = "achievement_basis" in document.stated
        year = document.reference_year
        rules = None if is_stated or year is None else self.rules_stated(entity_code, year)
        bases = [one.achievement_basis for one in rules.entities] if rules is not None else []
        return next((basis for basis in bases if basis is not None), document.achievement_basis)

    def learn_stored_plans(self, entity_codes: Iterable[str]) -> None:
        """Adds the targets and PEG actions in the store, for the entities of the files at hand."""
        if self.store is None:
            return
        for entity_code in entity_codes:
            self.plan.learn_stored(entity_code, _stored_plan(self.store, entity_code))
            actions = self.store.query("peg_actions", entity_code=entity_code)
            self.peg.learn_stored(
                entity_code,
                actions[["sector_code", "reference_year", "action_code"]].itertuples(index=False),
            )

    def _new_registry(self, entity_code: str) -> EntityRegistry:
        registry = EntityRegistry()
        stated = self._stated[entity_code] = {}
        if self.store is not None:
            _learn_stored_names(self.store, entity_code, registry)
            stated |= _stored_rules(self.store, entity_code)
        for document in self._handed_in.get(entity_code, ()):
            year = document.reference_year
            if year is not None:
                # What is wrong in it is said when its facts are made for good.
                quiet = IssueList("")
                stated[year] = registry_facts(document.rows, registry, days_of(year), quiet)
        for year, facts in sorted(stated.items()):
            teach_registry(facts, year, registry)
        if self.store is not None:
            # A person's word on a name counts more than the anagrafica's of the same days.
            registry.state(self.store.known_names(entity_code))
        return registry


def _learn_stored_names(store: Store, entity_code: str, registry: EntityRegistry) -> None:
    for row in store.query("sectors", entity_code=entity_code).to_dict("records"):
        registry.sectors.learn(str(row["sector_code"]), str(row["sector_name"]))
    directions = store.query("strategic_directions", entity_code=entity_code)
    for row in directions.to_dict("records"):
        registry.strategic_directions.learn(
            str(row["strategic_direction_code"]), str(row["strategic_direction_name"])
        )


def _stored_rules(store: Store, entity_code: str) -> dict[int, RegistryFacts]:
    """Gives what every anagrafica in force states, by its year."""
    documents = store.query("registries_in_force", entity_code=entity_code)
    known = documents.dropna(subset="registry_document_id").drop_duplicates("registry_year")
    return {
        int(row["registry_year"]): store.registry_facts(int(row["registry_document_id"]))
        for row in known.to_dict("records")
    }


def _stored_plan(store: Store, entity_code: str) -> list[TargetFact]:
    """Gives the targets of the entity's current PIAO sheets."""
    return [
        TargetFact(
            sector_code=str(row["sector_code"]),
            action_code=str(row["action_code"]),
            indicator_code=str(row["indicator_code"]),
            target_year=int(row["target_year"]),
            period=Period(row["period"]),
            target_text=str(row["target_text"]),
            lineage=Lineage(str(row["sheet_name"]), int(row["row_number"]), str(row["cell"])),
            operator=_or_none(row["operator"]),
            target_number=_or_none(row["target_number"]),
            target_upper_number=_or_none(row["target_upper_number"]),
            target_date=_date_or_none(row["target_date"]),
            target_boolean=_or_none(row["target_boolean"]),
        )
        for row in store.query("plan_targets", entity_code=entity_code).to_dict("records")
    ]


def _or_none(value: Any) -> Any:
    """Gives None for the several ways in which pandas says that nothing is there."""
    return None if value is None or pd.isna(value) else value


def _date_or_none(value: Any) -> date | None:
    found = _or_none(value)
    return None if found is None else pd.Timestamp(found).date()


def _entity_code_of(entity_name: str) -> str:
    """Gives a short code: "IZSLER – Istituto Zooprofilattico…" is `izsler`.

    What follows a dash or stands in brackets explains the name; it does not identify it.
    """
    short = entity_name.split("(")[0]
    for dash in (" – ", " — ", " - "):
        short = short.split(dash)[0]
    return code_from_name(short) or DEFAULT_ENTITY_CODE
