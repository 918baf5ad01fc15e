"""What an upload would change: the rows of its documents against those that are current.

A row is followed by what identifies it (intervention, or action and indicator; in an anagrafica
the code of its section), never by its place in the sheet, so that a moved row is not a change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.model import DocumentKind, SheetRow
from dashboard.domain.names import comparable_code, normalised_name
from dashboard.domain.registry_sections import (
    KEY_FIELDS,
    LABEL_FIELDS,
    SECTION,
    RegistrySection,
)
from dashboard.domain.word_differences import TextRun, word_differences

# The things whose code or name a row states, and what tells it from others about the same thing.
_STEMS_OF_INDICATORS = ("action", "indicator")
_STEMS = {
    DocumentKind.DUP_STATUS: ("intervention",),
    DocumentKind.ACTION_FINANCES: ("action",),
    DocumentKind.ACTION_STAFF: ("action",),
    DocumentKind.ORDINARY_ACTIVITY: ("measure",),
    DocumentKind.QUALITY_CONTROLS: ("control",),
    DocumentKind.INNOVATIONS: ("innovation",),
    DocumentKind.CLARIFICATIONS: ("clarification",),
}
_TELLING_APART = {
    DocumentKind.ACTION_FINANCES: (
        "cost_centre",
        "production_factor",
        "budget_chapter",
        "mission_programme",
    ),
    DocumentKind.ACTION_STAFF: ("staff_category",),
    DocumentKind.QUALITY_CONTROLS: ("control_date",),
    # The number alone would do, and would tell nobody what was asked.
    DocumentKind.CLARIFICATIONS: ("indicator_name",),
}
# Without a code of its own a thing is known by these together.
_NAMES_WITHOUT_CODE = {
    "measure": ("activity_name", "measure_name", "service_name"),
    "control": ("control_name", "service_name"),
    "innovation": ("innovation_name", "service_name"),
}

RowTexts = Mapping[str, str]
"""One row as text: canonical field name to what a person sees in the cell."""

NumberReader = Callable[[str, str], float | None]
"""Gives the number that the text of a field states (field name, text), or None."""


class RowChange(StrEnum):
    """What became of a row."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a changed row, before and after; an absent field is empty text.

    The numbers, in the field's own unit, are set where both texts state one. `cell` is where the
    later text stands, None where the field is gone.
    """

    field_name: str
    before: str
    after: str
    before_number: float | None = None
    after_number: float | None = None
    cell: str | None = None

    @property
    def number_change(self) -> float | None:
        """Gives the later number minus the earlier one, or None where these are words."""
        if self.before_number is None or self.after_number is None:
            return None
        return self.after_number - self.before_number

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """Gives the change word by word."""
        return word_differences(self.before, self.after)


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that is new, changed or gone, named by its code and title."""

    change: RowChange
    row_label: str
    sheet_name: str | None
    row_number: int | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """All differences of one document, with the count of rows that stay as they are."""

    differences: tuple[RowDifference, ...]
    unchanged_count: int
    replaces_a_document: bool

    def count(self, change: RowChange) -> int:
        """Gives how many rows are new, changed or gone."""
        return sum(1 for row in self.differences if row.change is change)


def document_difference(
    kind: DocumentKind,
    rows: tuple[SheetRow, ...],
    current_rows: tuple[RowTexts, ...],
    number_in: NumberReader | None = None,
) -> DocumentDifference:
    """Gives the differences of a document's rows against the rows current in its slot.

    Without `number_in` changes are told as texts only.
    """
    current = {row_key(kind, texts): texts for texts in current_rows}
    differences: list[RowDifference] = []
    seen: set[str] = set()
    unchanged_count = 0
    for row in rows:
        texts = texts_of(row)
        key = row_key(kind, texts)
        if not key or key in seen:
            continue
        seen.add(key)
        before = current.get(key)
        if before is None:
            differences.append(_difference(RowChange.NEW, kind, texts, row))
        elif changes := _field_changes(before, row, number_in):
            differences.append(_difference(RowChange.CHANGED, kind, texts, row, changes))
        else:
            unchanged_count += 1
    differences += [
        RowDifference(RowChange.GONE, row_label(kind, texts), None, None)
        for key, texts in current.items()
        if key and key not in seen
    ]
    return DocumentDifference(tuple(differences), unchanged_count, bool(current_rows))


def texts_of(row: SheetRow) -> dict[str, str]:
    """Gives a row as text, field by field, as it is kept in the store's `source_cell`."""
    return {name: value.raw_text for name, value in row.values.items()}


def _difference(
    change: RowChange,
    kind: DocumentKind,
    texts: RowTexts,
    row: SheetRow,
    fields: tuple[FieldChange, ...] = (),
) -> RowDifference:
    return RowDifference(change, row_label(kind, texts), row.sheet_name, row.row_number, fields)


def _field_changes(
    before: RowTexts, row: SheetRow, number_in: NumberReader | None
) -> tuple[FieldChange, ...]:
    after = texts_of(row)
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        _field_change(name, before.get(name, ""), row, number_in)
        for name in names
        if before.get(name, "").split() != after.get(name, "").split()
    )


def _field_change(
    name: str, before: str, row: SheetRow, number_in: NumberReader | None
) -> FieldChange:
    value = row.values.get(name)
    after = "" if value is None else value.raw_text
    numbers: tuple[float | None, float | None] = (None, None)
    if number_in is not None:
        numbers = (number_in(name, before), number_in(name, after))
    if None in numbers:
        numbers = (None, None)
    return FieldChange(name, before, after, *numbers, None if value is None else value.cell)


def row_key(kind: DocumentKind, texts: RowTexts) -> str:
    """Gives what names a row of a document in every file; "" for a row that names nothing."""
    if kind is DocumentKind.REGISTRY:
        return _registry_key(texts)
    parts = [_identity(texts, stem) for stem in _STEMS.get(kind, _STEMS_OF_INDICATORS)]
    if any(parts):
        parts += [normalised_name(texts.get(name, "")) for name in _TELLING_APART.get(kind, ())]
    sector = _identity(texts, "sector") if kind is not DocumentKind.DUP_STATUS else ""
    return "|".join([sector, *parts]) if any(parts) else ""


def _identity(texts: RowTexts, stem: str) -> str:
    code = texts.get(f"{stem}_code", "").strip()
    if code:
        return comparable_code(code)
    names = _NAMES_WITHOUT_CODE.get(stem, (f"{stem}_name",))
    return normalised_name(" ".join(texts.get(name, "") for name in names))


def row_label(kind: DocumentKind, texts: RowTexts) -> str:
    """Gives what a row is called: the codes and titles that identify it."""
    if kind is DocumentKind.REGISTRY:
        return _registry_label(texts)
    stems = _STEMS.get(kind, _STEMS_OF_INDICATORS)
    named = [
        *(f"{texts.get(f'{stem}_code', '')} {_name_of(texts, stem)}" for stem in stems),
        *(texts.get(name, "") for name in _TELLING_APART.get(kind, ())),
    ]
    labels = (" ".join(label.split()) for label in named)
    return " · ".join(label for label in labels if label)


def _name_of(texts: RowTexts, stem: str) -> str:
    return texts.get(f"{stem}_name") or (
        texts.get("activity_name", "") if stem == "measure" else ""
    )


def _registry_key(texts: RowTexts) -> str:
    """Gives the section and what tells its rows apart; a row of a section without both is none."""
    section = _section(texts)
    if section is None:
        return ""
    names = (texts.get(name, "") for name in KEY_FIELDS[section])
    return "|".join([section, *(comparable_code(" ".join(name.split())) for name in names)])


def _registry_label(texts: RowTexts) -> str:
    section = _section(texts)
    names = () if section is None else LABEL_FIELDS[section]
    labels = (" ".join(texts.get(name, "").split()) for name in names)
    return " · ".join(label for label in labels if label)


def _section(texts: RowTexts) -> RegistrySection | None:
    return RegistrySection(texts[SECTION]) if SECTION in texts else None
