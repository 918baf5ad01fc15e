"""What the mark of a handed-out anagrafica says of its sections: titles, rows, signs of cells.

No name and no address of a person is part of a mark: of the section of roles only signs are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.domain.model import DocumentKind
from dashboard.domain.registry_model import RegistryFacts
from dashboard.domain.registry_rows import RegistryRow, RegistryValue, section_rows
from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.templates import MarkedSheet
from dashboard.texts import registry_workbook as texts
from dashboard.texts.registry import CHOICES, NO_LIMIT, SECTION_LABELS, choice_word
from dashboard.workbook.registry_layout import RegistryColumn, registry_columns
from dashboard.workbook.template_mark import KEY_SEPARATOR, comparable_text, digest_of

HEADING_ROW = 5
# A field without a value that has a word for it: an empty cell would mean the program's own.
_NO_LIMIT_FIELDS = frozenset({"cap_pct", "floor_pct"})
_OF_PERSONS = frozenset({"email", "person_name", "political_referent"})


def registry_marked_sheets(facts: RegistryFacts) -> tuple[MarkedSheet, ...]:
    """Gives what the mark of an anagrafica keeps of each section, as it is written."""
    return tuple(_marked_sheets(facts))


def registry_key_fields(fields: Sequence[str]) -> frozenset[str]:
    """Gives the fields by which the rows of a section are paired: the first that is no person's."""
    return frozenset(next(([name] for name in fields if name not in _OF_PERSONS), []))


def shown_rows(
    columns: Sequence[RegistryColumn], rows: Sequence[RegistryRow]
) -> list[list[RegistryValue]]:
    """Gives what the cells of rows hold: choices by their words, yes and no as such."""
    return [[_shown(column, row.get(column.field_name)) for column in columns] for row in rows]


def _shown(column: RegistryColumn, value: RegistryValue) -> RegistryValue:
    if value is None:
        return NO_LIMIT if column.field_name in _NO_LIMIT_FIELDS else None
    if isinstance(value, bool):
        return texts.YES_NO[0 if value else 1]
    if column.field_name in CHOICES:
        return choice_word(column.field_name, str(value))
    return value


def _marked_sheets(facts: RegistryFacts) -> Iterator[MarkedSheet]:
    rows: Mapping[RegistrySection, list[RegistryRow]] = section_rows(facts)
    for section, columns in registry_columns().items():
        fields = tuple(column.field_name for column in columns)
        keys = registry_key_fields(fields)
        shown = shown_rows(columns, rows[section])
        yield MarkedSheet(
            sheet_name=SECTION_LABELS[section],
            kind=DocumentKind.REGISTRY,
            heading_row=HEADING_ROW,
            fields=fields,
            titles=tuple(column.titles[0] for column in columns),
            row_keys=tuple(
                KEY_SEPARATOR.join(
                    comparable_text(value)
                    for name, value in zip(fields, row, strict=True)
                    if name in keys
                )
                for row in shown
            ),
            digests=tuple("".join(map(digest_of, row)) for row in shown),
        )
