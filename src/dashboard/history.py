"""What changed, and how to take it back: an upload against what was in force before it.

The preview of a file, the history of one that was stored and the preview of a revocation are the
same comparison of rows, against different states of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.domain import roles
from dashboard.domain.contradicted import DecidedProposal
from dashboard.domain.decisions import ProposalState
from dashboard.domain.differences import (
    DocumentDifference,
    RowTexts,
    document_difference,
    texts_of,
)
from dashboard.domain.fields import FieldType, field_type
from dashboard.domain.model import (
    DocumentKind,
    DocumentToStore,
    FieldValue,
    Period,
    ProposalKind,
    SheetRow,
)
from dashboard.errors import ReasonMissingError, UnknownUploadError
from dashboard.store import Store
from dashboard.texts.quality import stored_issue
from dashboard.workbook import AnnotatedWorkbook, annotated_workbook
from dashboard.workbook.quantities import Role, quantity_from_text

# What a newer document takes the place of, beside its entity.
SLOT = ("document_kind", "reference_year", "period", "sector_code", "strategic_direction_code")
_NUMBER_TYPES = (
    FieldType.QUANTITY,
    FieldType.PERCENT,
    FieldType.MONEY,
    FieldType.NUMBER,
    FieldType.COUNT,
    FieldType.INTEGER,
    FieldType.LIMIT,
)
_DECIDED = (ProposalState.ACCEPTED, ProposalState.REJECTED)
_ROLES = {"target": Role.TARGET, "baseline": Role.BASELINE, "weight": Role.WEIGHT}


@dataclass(frozen=True, slots=True)
class CurrentSlot:
    """What is in force in a document's slot: its rows, and the texts its red ink asks for.

    `decided`: what was accepted or rejected in the slot, whichever of its files proposed it.
    """

    rows: tuple[RowTexts, ...] = ()
    proposed_texts: frozenset[str] = frozenset()
    decided: tuple[DecidedProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What one stored document changed. `other_upload_id` is the upload it is compared with."""

    kind: DocumentKind
    reference_year: int
    period: Period | None
    sector_code: str | None
    sector_name: str | None
    strategic_direction_code: str | None
    strategic_direction_name: str | None
    other_upload_id: int | None
    other_file_name: str | None
    difference: DocumentDifference


def current_slot(store: Store | None, document: DocumentToStore) -> CurrentSlot:
    """Gives what is in force in the slot that a document would take."""
    if store is None:
        return CurrentSlot()
    slot: dict[str, Any] = {
        "document_kind": str(document.kind),
        "reference_year": document.reference_year,
        "period": None if document.period is None else str(document.period),
        "sector_code": document.sector_code,
        "strategic_direction_code": document.strategic_direction_code,
    }
    cells = store.query("current_slot_cells", entity_code=document.entity_code, **slot)
    if cells.empty:
        return CurrentSlot()
    upload_id = int(cells["upload_id"].iloc[0])
    proposals = plain_records(store.query("proposals", entity_code=document.entity_code))
    return CurrentSlot(
        rows=row_texts(sheet_rows(cells)),
        proposed_texts=frozenset(
            _proposed_text(one) for one in proposals if one["upload_id"] == upload_id
        ),
        decided=tuple(
            _decided(one)
            for one in proposals
            if one["state"] in _DECIDED and all(one[name] == slot[name] for name in SLOT)
        ),
    )


def number_in(field_name: str, text: str) -> float | None:
    """Gives the number that a field's text states ("≥ 4,0 km" is 4), or None for words."""
    if field_type(field_name) not in _NUMBER_TYPES or not text.strip():
        return None
    role = _ROLES.get(field_name.split("_")[0], Role.RESULT)
    return quantity_from_text(text, role).number


def changes_of_upload(store: Store, upload_id: int) -> tuple[DocumentChange, ...]:
    """Gives what an upload changed when it was stored, document by document.

    What happened does not change any more, so that the answer can be kept. Raises
    UnknownUploadError.
    """
    documents = _documents(store, upload_id)
    return tuple(_change(store, one, upload_id, "replaced") for one in documents)


def effect_of_revoking(store: Store, upload_id: int) -> tuple[DocumentChange, ...]:
    """Gives what revoking an upload would change now; nothing for documents not in force.

    In each difference the later state is what would count again: a new row comes back, a row
    that is gone goes. Raises UnknownUploadError.
    """
    documents = [one for one in _documents(store, upload_id) if one["is_current"]]
    return tuple(_change(store, one, upload_id, "earlier", is_reversed=True) for one in documents)


def revoke_upload(
    store: Store,
    upload_id: int,
    revoked_by: str,
    reason: str,
    revoked_role: roles.Role | None = None,
) -> None:
    """Takes an upload out of force for a reason; what it replaced counts again.

    Raises UnknownUploadError, and ReasonMissingError for a reason without words.
    """
    if not any(sign.isalnum() for sign in reason):
        raise ReasonMissingError(upload_id=upload_id)
    try:
        store.revoke(upload_id, revoked_by, " ".join(reason.split()), revoked_role=revoked_role)
    except KeyError as error:
        raise UnknownUploadError(upload_id=upload_id) from error


def marked_original(store: Store, upload_id: int, made_at: datetime) -> AnnotatedWorkbook:
    """Gives a received file with the issues that it had, marked in it. Raises UnknownUploadError.

    Of formats that cannot be marked it gives a list of the issues. `made_at` is local time.
    """
    try:
        file_name, content = store.original(upload_id)
    except KeyError as error:
        raise UnknownUploadError(upload_id=upload_id) from error
    rows = store.query("upload_issues", upload_id=upload_id).to_dict("records")
    issues = [stored_issue({str(name): value for name, value in row.items()}) for row in rows]
    return annotated_workbook(file_name, content, issues, made_at)


def slot_rows(store: Store, upload_id: int, slot: Mapping[str, Any]) -> tuple[SheetRow, ...]:
    """Gives the rows that an upload states in one slot, named by the columns of SLOT."""
    cells = store.query("upload_cells", upload_id=upload_id)
    is_of_slot = pd.Series(data=True, index=cells.index)
    for name in SLOT:
        wanted = slot[name]
        is_of_slot &= cells[name].isna() if wanted is None else cells[name] == wanted
    return tuple(sheet_rows(cells[is_of_slot]))


def row_texts(rows: Iterable[SheetRow]) -> tuple[RowTexts, ...]:
    """Gives rows as texts, as the comparison takes the earlier state."""
    return tuple(texts_of(row) for row in rows)


def _documents(store: Store, upload_id: int) -> list[dict[str, Any]]:
    uploads = store.query("uploads")
    if upload_id not in set(uploads["upload_id"]):
        raise UnknownUploadError(upload_id=upload_id)
    frame = store.query("upload_documents", upload_id=upload_id)
    # Two sheets of one file may speak of one slot; together they are what took its place.
    return list(
        {tuple(record[name] for name in SLOT): record for record in plain_records(frame)}.values()
    )


def _change(
    store: Store,
    document: dict[str, Any],
    upload_id: int,
    compared_with: str,
    *,
    is_reversed: bool = False,
) -> DocumentChange:
    other_id = document[f"{compared_with}_upload_id"]
    rows = slot_rows(store, upload_id, document)
    other_rows = () if other_id is None else slot_rows(store, int(other_id), document)
    before, after = (rows, other_rows) if is_reversed else (other_rows, rows)
    kind = DocumentKind(document["document_kind"])
    period = document["period"]
    return DocumentChange(
        kind=kind,
        reference_year=int(document["reference_year"]),
        period=None if period is None else Period(period),
        sector_code=document["sector_code"],
        sector_name=document["sector_name"],
        strategic_direction_code=document["strategic_direction_code"],
        strategic_direction_name=document["strategic_direction_name"],
        other_upload_id=None if other_id is None else int(other_id),
        other_file_name=document[f"{compared_with}_file_name"],
        difference=document_difference(kind, after, row_texts(before), number_in),
    )


def sheet_rows(cells: pd.DataFrame) -> Iterable[SheetRow]:
    """Gives stored cells as rows again, each field with the text that a person saw."""
    rows: dict[tuple[str, int], dict[str, FieldValue]] = {}
    for cell in cells.to_dict("records"):
        sheet_name, name, text = (
            str(cell["sheet_name"]),
            str(cell["field_name"]),
            str(cell["raw_text"]),
        )
        values = rows.setdefault((sheet_name, int(cell["row_number"])), {})
        values[name] = FieldValue(name, text, text, sheet_name, str(cell["cell"]))
    return (SheetRow(sheet, number, values) for (sheet, number), values in rows.items())


def _decided(proposal: dict[str, Any]) -> DecidedProposal:
    return DecidedProposal(
        kind=ProposalKind(proposal["proposal_kind"]),
        state=ProposalState(proposal["state"]),
        row_label=str(proposal["row_label"]),
        field_name=proposal["field_name"],
        after_text=str(proposal["after_text"]),
        decided_by=str(proposal["decided_by"]),
        decided_on=proposal["decided_at"].date(),
        deed_number=proposal["deed_number"],
    )


def _proposed_text(proposal: dict[Any, Any]) -> str:
    is_removal = proposal["proposal_kind"] == ProposalKind.REMOVED_ROW
    return str(proposal["before_text"] if is_removal else proposal["after_text"])


def plain_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Gives the rows of a frame, with None where it has a missing value of any kind.

    Column by column, and without asking pandas of every value or column whether one is missing:
    that took several times as long, for many rows and for few.
    """
    names = [str(name) for name in frame.columns]
    columns = [_plain_values(column) for _, column in frame.items()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain_values(column: pd.Series[Any]) -> list[Any]:
    # NaN and NaT are the only values that differ from themselves.
    return [
        None if value is None or value is pd.NA or value != value else value
        for value in column.tolist()
    ]
