"""The rules and names that hold of an entity, each with who states it: tables of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain.registry_in_force import RegistryInForce
from dashboard.domain.registry_model import RegistryFacts, RuleAssignmentFact
from dashboard.domain.registry_rows import section_rows
from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.rules import Level
from dashboard.registry_out import registry_workbook
from dashboard.texts import registry_page as texts
from dashboard.texts.labels import LEVELS, MEASURE_KINDS
from dashboard.texts.navigation import GO_TO_UPLOAD
from dashboard.texts.registry import (
    CHOICES,
    ROLLUP_METHODS,
    ROUNDINGS,
    SECTION_LABELS,
    choice_word,
)
from dashboard.texts.registry_workbook import file_name
from dashboard.ui.components import note
from dashboard.ui.data import KEPT_VIEWS, kept, registry
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.parts import Folded, Part, finding_part, headline_part, note_part, way_part
from dashboard.ui.tables import Table
from dashboard.workbook.registry_layout import registry_columns

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Siblings are what a weight is weighed against; those of other levels hang on the chain.
_WEIGHED = {
    Level.DIRECTION: ("directions", "strategic_direction_code", "strategic_direction_name"),
    Level.SECTOR: ("sectors", "sector_code", "sector_name"),
}
_GROUPS = {RegistrySection.ENTITY: "entities"}
_KNOWN_FROM_SHEETS = frozenset(
    {
        RegistrySection.SECTORS,
        RegistrySection.SERVICES,
        RegistrySection.COST_CENTRES,
        RegistrySection.DIRECTIONS,
    }
)


@dataclass(frozen=True, slots=True)
class RegistryView:
    """What holds in a year: said above the workbook to change it with, and listed below."""

    in_force: RegistryInForce
    above: Sequence[Part]
    below: Sequence[Part]


@kept(KEPT_VIEWS, of_facts=True)
def registry_view(filters: Filters) -> RegistryView:
    """Gives whose rules hold and where that is written; below, everything that holds."""
    in_force = registry(
        filters.entity_code, filters.entity_name, filters.reference_year, filters.as_of
    )
    upload, facts = in_force.upload, in_force.facts
    to_upload = "" if upload is None else upload_addresser(filters)(upload.upload_id)
    return RegistryView(
        in_force,
        [
            headline_part(texts.holding_sentence(in_force)),
            note_part(texts.file_sentence(in_force)),
            *([way_part(texts.TO_STORICO, to_upload)] if to_upload else []),
        ],
        [
            *_rule_parts(facts),
            *_rollup_parts(facts),
            finding_part(texts.PERIODS_HEADING),
            *_section_parts(facts, RegistrySection.PERIODS),
            finding_part(texts.OTHERS_HEADING),
            *(_folded_section(facts, section) for section in texts.OTHER_SECTIONS),
        ],
    )


def render_workbook(in_force: RegistryInForce) -> None:
    """Draws the workbook to change what holds with, and the way to load it."""
    st.download_button(
        texts.DOWNLOAD,
        # A function: the file is only written when somebody asks for it.
        lambda: registry_workbook(in_force),
        file_name=f"{file_name(in_force.entity_name, in_force.reference_year)}.xlsx",
        mime=_XLSX,
        key="registry-download",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )
    note(texts.DOWNLOAD_NOTE)
    st.page_link("pages/caricamento.py", label=GO_TO_UPLOAD, icon=":material/upload_file:")


def _rule_parts(facts: RegistryFacts) -> Sequence[Part]:
    """Gives the measurement rules, and the bands that they look percentages up in."""
    frame = rules_frame(facts)
    own_count = int((frame["stated_words"] != texts.PROGRAM).sum())
    return [
        finding_part(texts.RULES_HEADING),
        note_part(texts.rules_sentence(own_count, len(frame) - own_count)),
        _table(frame, texts.RULE_COLUMNS, "registry-rules", texts.RULES_HEADING),
        *([_folded_section(facts, RegistrySection.BANDS)] if facts.bands else []),
    ]


def _rollup_parts(facts: RegistryFacts) -> Sequence[Part]:
    """Gives how every level adds up, what weighs how much, and what is left out."""
    return [
        finding_part(texts.ROLLUP_HEADING),
        _table(rollup_frame(facts), texts.ROLLUP_COLUMNS, "registry-rollup", texts.ROLLUP_HEADING),
        note_part(weights_sentence(facts)),
        *_weight_parts(facts),
        finding_part(texts.EXCLUSIONS_HEADING),
        *(
            _section_parts(facts, RegistrySection.EXCLUSIONS)
            if facts.exclusions
            else [note_part(texts.NO_EXCLUSIONS)]
        ),
    ]


def _weight_parts(facts: RegistryFacts) -> Sequence[Part]:
    if not facts.weights:
        return []
    heading = texts.section_heading(texts.WEIGHTS_HEADING, len(facts.weights))
    table = _table(weights_frame(facts), texts.WEIGHT_COLUMNS, "registry-weights", heading)
    return [Folded(heading, lambda: [table], key="registry-weights")]


def rules_frame(facts: RegistryFacts) -> pd.DataFrame:
    """Gives one row per rule, by measure kind, with the columns of `texts.RULE_COLUMNS`."""
    order = list(MEASURE_KINDS)
    rows = [
        {
            "measure_kind": MEASURE_KINDS[rule.measure_kind],
            "rule_name": rule.rule_name,
            "formula_words": texts.formula_words(rule),
            "limits_words": texts.limits_words(rule.cap_pct, rule.floor_pct),
            "special_words": texts.special_words(rule),
            "applies_words": texts.applies_words(
                _assigned(facts.assignments, rule.rule_code), is_default=rule.is_default
            ),
            "source": rule.source,
            "stated_words": texts.place_words(rule.lineage),
        }
        for rule in sorted(
            facts.rules, key=lambda rule: (order.index(rule.measure_kind), not rule.is_default)
        )
    ]
    return pd.DataFrame(rows, columns=list(texts.RULE_COLUMNS))


def rollup_frame(facts: RegistryFacts) -> pd.DataFrame:
    """Gives one row per level, the entity first, with the columns of `texts.ROLLUP_COLUMNS`."""
    order = list(LEVELS)
    rows = [
        {
            "level": LEVELS[rule.level],
            "rollup_method": ROLLUP_METHODS[rule.method],
            "rounding_words": texts.rounding_words(
                rule.rounding_digits, ROUNDINGS[rule.rounding_direction]
            ),
            "stated_words": texts.place_words(rule.lineage),
        }
        for rule in sorted(facts.rollup_rules, key=lambda rule: order.index(rule.level))
    ]
    return pd.DataFrame(rows, columns=list(texts.ROLLUP_COLUMNS))


def weights_sentence(facts: RegistryFacts) -> str:
    """Gives the sum of the weights of each level, and the levels whose means look at them."""
    totals: dict[Level, float] = {}
    for one in facts.weights:
        totals[one.level] = totals.get(one.level, 0.0) + one.weight
    weighted = [rule.level for rule in facts.rollup_rules if texts.uses_weights(rule.method)]
    return texts.weights_sentence(weighted, totals)


def weights_frame(facts: RegistryFacts) -> pd.DataFrame:
    """Gives one row per thing with a weight, and per sibling without, with what it comes to.

    Sectors and directions are weighed against each other, so that what their weights come to out
    of 100 is known here; that of an action depends on the objective that it hangs on.
    """
    stated = {(one.level, one.code): one for one in facts.weights}
    rows: list[dict[str, Any]] = []
    for level, columns in _WEIGHED.items():
        if any(one.level is level for one in facts.weights):
            rows += _weighed_siblings(facts, level, *columns)
    rows += [
        {
            "level": LEVELS[one.level],
            "code": one.code,
            "weight": one.weight,
            "stated_words": texts.place_words(one.lineage),
        }
        for one in stated.values()
        if one.level not in _WEIGHED
    ]
    return pd.DataFrame(rows, columns=list(texts.WEIGHT_COLUMNS))


def _weighed_siblings(
    facts: RegistryFacts, level: Level, group: str, code_field: str, name_field: str
) -> list[dict[str, Any]]:
    stated = {one.code: one for one in facts.weights if one.level is level}
    names = {getattr(one, code_field): getattr(one, name_field) for one in getattr(facts, group)}
    names |= {code: None for code in stated if code not in names}
    mean = sum(one.weight for one in stated.values()) / len(stated)
    weights = {code: stated[code].weight if code in stated else mean for code in names}
    total = sum(weights.values())
    return [
        {
            "level": LEVELS[level],
            "code": code,
            "node_name": name,
            "weight": stated[code].weight if code in stated else None,
            "normalised_pct": 100 * weights[code] / total if total else None,
            "weight_words": texts.weight_note(
                stated[code].weight if code in stated else None, mean
            ),
            "stated_words": texts.place_words(stated[code].lineage) if code in stated else None,
        }
        for code, name in names.items()
    ]


def section_frame(facts: RegistryFacts, section: RegistrySection) -> pd.DataFrame:
    """Gives a section's rows under the names of its fields, choices by their words.

    Columns in which nothing is stated are left out; `stated_words` says who states each row.
    """
    stated = getattr(facts, _GROUPS.get(section, str(section)))
    nowhere = texts.SHEETS_KNOWN if section in _KNOWN_FROM_SHEETS else texts.PROGRAM
    rows = [
        {name: _word(name, value) for name, value in row.items()}
        | {"stated_words": texts.place_words(fact.lineage, nowhere)}
        for row, fact in zip(section_rows(facts)[section], stated, strict=True)
    ]
    return pd.DataFrame(rows).dropna(axis="columns", how="all")


def _folded_section(facts: RegistryFacts, section: RegistrySection) -> Part:
    count = len(getattr(facts, _GROUPS.get(section, str(section))))
    heading = texts.section_heading(SECTION_LABELS[section], count)
    return Folded(heading, partial(_section_parts, facts, section), key=f"registry-{section}")


def _section_parts(facts: RegistryFacts, section: RegistrySection) -> Sequence[Part]:
    frame = section_frame(facts, section)
    if frame.empty:
        return [note_part(texts.NOTHING_STATED)]
    titles = {column.field_name: column.titles[0] for column in registry_columns()[section]}
    labels = titles | {"stated_words": texts.STATED_COLUMN}
    columns = {name: label for name, label in labels.items() if name in frame.columns}
    return [_table(frame, columns, f"registry-{section}", SECTION_LABELS[section])]


def _table(frame: pd.DataFrame, columns: Mapping[str, str], key: str, title: str) -> Table:
    return Table(frame, columns, key=f"{key}-table", file_name=title)


def _assigned(assignments: Iterable[RuleAssignmentFact], rule_code: str) -> Sequence[str]:
    return [
        texts.assigned_words(one.sector_code, one.action_code, one.indicator_code)
        for one in assignments
        if one.rule_code == rule_code
    ]


def _word(field_name: str, value: Any) -> Any:
    is_choice = field_name in CHOICES and value is not None
    return choice_word(field_name, str(value)) if is_choice else value
