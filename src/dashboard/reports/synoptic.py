"""The synoptic table of proposals, to be attached to an act: in force, proposed, why, decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.history import plain_records
from dashboard.reports.variation_register import (
    PRINTED_WIDTHS,
    RegisterSection,
    marked_texts,
    register_section,
    variations,
)
from dashboard.reports.word import LandscapeDocument
from dashboard.store import Store
from dashboard.texts import variations as texts
from dashboard.texts.formats import Record
from dashboard.workbook import TableValue, write_table_xlsx

_WIDTHS_CM = (4.6, 6.6, 6.6, 4.2, 4.7)
_REGISTER_WIDTHS_CM = (4.6, 5.6, 5.6, 3.8, 3.6, 3.5)
_WIDTHS = (30, 44, 44, 28, 30, 34)

_Row = tuple[TableValue, ...]


@dataclass(frozen=True, slots=True)
class SynopticTable:
    """What a synoptic table tells. `proposals`: rows of the query `proposals`, those to be shown.

    `day`: how they stood when. `register`: the register of the same year, its last part.
    """

    entity_name: str
    reference_year: int
    day: date
    proposals: Sequence[Record]
    register: RegisterSection

    @property
    def subtitle(self) -> str:
        """Gives whose proposals they are, of which year, as they stood when."""
        return texts.place_and_day(self.entity_name, self.reference_year, self.day)

    def groups(self) -> dict[str, list[Record]]:
        """Gives the proposals by strategic direction (else sector), in the order of their files.

        Those that ask for different texts of one thing stand one after the other.
        """
        by_title: dict[str, dict[str, list[Record]]] = {}
        for proposal in self.proposals:
            subjects = by_title.setdefault(texts.group_title(proposal), {})
            subjects.setdefault(str(proposal["subject_key"]), []).append(proposal)
        return {
            title: [proposal for rivals in by_title[title].values() for proposal in rivals]
            for title in sorted(by_title, key=_order)
        }


def year_table(store: Store, entity_name: str, day: date, **filters: Any) -> SynopticTable:
    """Gives the table of all proposals that the filters leave, with their register.

    `filters`: those of the query `proposals`, with `entity_code` and `reference_year`.
    """
    proposals, steps, varied = (
        plain_records(store.query(name, **filters))
        for name in ("proposals", "target_steps", "varied_targets")
    )
    year = int(filters["reference_year"])
    register = register_section(proposals, variations(proposals, steps, varied), year)
    return SynopticTable(entity_name, year, day, proposals, register)


def synoptic_docx(table: SynopticTable) -> bytes:
    """Gives the table as .docx, A4 landscape, a heading per direction, the register at its end."""
    document = LandscapeDocument(
        f"{texts.SYNOPTIC_TITLE} {table.reference_year}",
        f"{texts.SYNOPTIC_TITLE} – {table.subtitle}",
    )
    document.add_title(texts.SYNOPTIC_TITLE)
    for line in (texts.DEED_PLACE, table.subtitle, texts.counts_sentence(table.proposals)):
        document.add_paragraph(line)
    document.add_paragraph(texts.LEGEND)
    for title, proposals in table.groups().items():
        document.add_heading(title)
        document.add_paragraph(texts.counts_sentence(proposals))
        rows = [_row(proposal) for proposal in proposals]
        document.add_table(title, texts.SYNOPTIC_COLUMNS, rows, _WIDTHS_CM)
    _add_register(document, table.register)
    return document.as_bytes()


def synoptic_xlsx(table: SynopticTable) -> bytes:
    """Gives the table as .xlsx: a sheet per direction, then the register."""
    sheets: dict[str, list[_Row]] = {
        title: [
            (*texts.SYNOPTIC_COLUMNS, texts.SOURCE_COLUMN),
            *((*_row(proposal), texts.source(proposal)) for proposal in proposals),
        ]
        for title, proposals in table.groups().items()
    }
    widths = dict.fromkeys(sheets, _WIDTHS)
    register = table.register
    sheets[register.title] = [register.columns, *register.rows]
    widths[register.title] = PRINTED_WIDTHS
    return write_table_xlsx(sheets, f"{texts.SYNOPTIC_TITLE} – {table.subtitle}", widths)


def _row(proposal: Record) -> _Row:
    return (
        texts.what(proposal),
        *marked_texts(proposal),
        texts.motivation(proposal),
        texts.decision(proposal),
    )


def _add_register(document: LandscapeDocument, register: RegisterSection) -> None:
    document.add_heading(register.title, starts_page=True)
    for sentence in register.sentences:
        document.add_paragraph(sentence)
    if register.rows:
        document.add_table(register.title, register.columns, register.rows, _REGISTER_WIDTHS_CM)


def _order(title: str) -> tuple[object, ...]:
    """Gives what titles are sorted by: 10 comes after 2."""
    return tuple((0, int(word), "") if word.isdigit() else (1, 0, word) for word in title.split())
