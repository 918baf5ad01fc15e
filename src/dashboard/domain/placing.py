"""Say where a proposal in red belongs: the document, the row, its sector and its motivation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain.differences import row_label, texts_of
from dashboard.domain.model import DocumentToStore, Proposal, SheetRow
from dashboard.domain.proposals import ProposalSlot, proposal_key, subject_key

# Where a sector says why it asks for a change, the most explicit first.
_MOTIVATIONS = ("change_reason", "note", "reason")
_SHOWN_LENGTH = 120


@dataclass(frozen=True, slots=True)
class PlacedProposal:
    """A proposal with the document and row that it is about.

    `subject_key` is the same for all proposals on one field of one row; `proposal_key` also tells
    apart what they ask for.
    """

    proposal: Proposal
    document: DocumentToStore
    proposal_key: str
    subject_key: str
    row_sector_code: str | None
    row_label: str
    motivation: str | None


def place_proposals(
    documents: Sequence[DocumentToStore], proposals: Iterable[Proposal]
) -> tuple[PlacedProposal, ...]:
    """Gives each proposal of a file with its place among the file's documents.

    There are none of a file without documents, which is not stored.
    """
    places = _Places(documents)
    return tuple(_placed(proposal, places) for proposal in proposals) if documents else ()


class _Places:
    """The rows of a file by sheet and row number, and the documents of its sheets."""

    def __init__(self, documents: Sequence[DocumentToStore]) -> None:
        self._documents = documents
        self._rows: dict[tuple[str, int], tuple[DocumentToStore, SheetRow]] = {}
        self._of_sheet: dict[str, list[tuple[int, DocumentToStore]]] = {}
        for document in documents:
            for row in document.rows:
                self._rows.setdefault((row.sheet_name, row.row_number), (document, row))
                numbered = self._of_sheet.setdefault(row.sheet_name, [])
                numbered.append((row.row_number, document))

    def place(self, proposal: Proposal) -> tuple[DocumentToStore, SheetRow | None]:
        """Gives the document that a proposal belongs to, with the row it stands in, if any."""
        number = proposal.row_number or 0
        found = self._rows.get((proposal.sheet_name, number))
        return (self._nearest(proposal.sheet_name, number), None) if found is None else found

    def _nearest(self, sheet_name: str, row_number: int) -> DocumentToStore:
        """Gives the document of the closest row above (else below): where a new row belongs."""
        numbered = self._of_sheet.get(sheet_name)
        if not numbered:
            return self._documents[0]
        return min(numbered, key=lambda one: (one[0] > row_number, abs(one[0] - row_number)))[1]


def _placed(proposal: Proposal, places: _Places) -> PlacedProposal:
    document, stated_row = places.place(proposal)
    row = proposal.row or stated_row
    texts = {} if row is None else texts_of(row)
    slot = ProposalSlot(
        document.entity_code,
        document.kind,
        document.reference_year,
        document.period,
        document.sector_code,
        document.strategic_direction_code,
    )
    label = row_label(document.kind, texts) or " ".join((proposal.after or proposal.before).split())
    rows = () if row is None else (row,)
    return PlacedProposal(
        proposal=proposal,
        document=document,
        proposal_key=proposal_key(slot, proposal, rows),
        subject_key=subject_key(slot, proposal, rows),
        row_sector_code=_sector_code(document, row),
        row_label=label if len(label) <= _SHOWN_LENGTH else label[: _SHOWN_LENGTH - 1] + "…",
        motivation=next((texts[name] for name in _MOTIVATIONS if texts.get(name)), None),
    )


def _sector_code(document: DocumentToStore, row: SheetRow | None) -> str | None:
    """Gives the sector whose row it is: of the intervention made of it, else the document's."""
    if row is None:
        return document.sector_code
    place = (row.sheet_name, row.row_number)
    of_intervention = (
        status.sector_code
        for status in document.facts.dup_statuses
        if (status.lineage.sheet_name, status.lineage.row_number) == place
    )
    return next(of_intervention, document.sector_code or row.text("sector_code"))
