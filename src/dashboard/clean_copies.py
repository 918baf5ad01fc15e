"""Give a received file back as it was decided: accepted red in black, rejected red gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dashboard.domain.decisions import ProposalState
from dashboard.errors import UnknownUploadError
from dashboard.history import plain_records
from dashboard.store import Store
from dashboard.texts.variations import CLEAN_COPY_ENDING
from dashboard.variations import SETTLED_INK, stored_ink_place
from dashboard.workbook import clean_copy


@dataclass(frozen=True, slots=True)
class InkCounts:
    """How many of a file's proposals are settled, and how many still wait, returned or not."""

    accepted: int
    rejected: int
    pending: int

    @property
    def total(self) -> int:
        """Gives how many proposals the file makes."""
        return self.accepted + self.rejected + self.pending


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A file given back clean, with what became of its proposals."""

    file_name: str
    content: bytes
    counts: InkCounts


def ink_counts(store: Store, upload_id: int) -> InkCounts:
    """Gives how the proposals of an upload stand; all zero where it makes none, or is unknown."""
    states = Counter(store.query("upload_proposals", upload_id=upload_id)["state"])
    accepted, rejected = states[ProposalState.ACCEPTED], states[ProposalState.REJECTED]
    return InkCounts(accepted, rejected, states.total() - accepted - rejected)


def clean_copy_of(store: Store, upload_id: int) -> CleanCopy:
    """Gives an upload's file with its decided ink settled; see `workbook.clean_copy`.

    Raises UnknownUploadError, and what `workbook.clean_copy` raises.
    """
    try:
        file_name, content = store.original(upload_id)
    except KeyError as error:
        raise UnknownUploadError(upload_id=upload_id) from error
    proposals = plain_records(store.query("upload_proposals", upload_id=upload_id))
    decided = {
        stored_ink_place(one): SETTLED_INK[state]
        for one in proposals
        if (state := ProposalState(one["state"])) in SETTLED_INK
    }
    return CleanCopy(
        clean_copy_name(file_name),
        clean_copy(file_name, content, decided),
        ink_counts(store, upload_id),
    )


def clean_copy_name(file_name: str) -> str:
    """Gives "x - copia pulita.xlsx" for "x.xlsx"."""
    path = Path(file_name)
    return f"{path.stem}{CLEAN_COPY_ENDING}{path.suffix}"
