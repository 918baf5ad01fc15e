"""Make a new database from the kept originals with today's reader; say what comes out different.

Numbers, times and names of the uploads stay; what the files state is read anew. A file that
today's reader refuses is kept without documents: its bytes are never lost.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from dashboard.assessing import state_again
from dashboard.domain.differences import DocumentDifference, document_difference
from dashboard.domain.model import DocumentKind, TemplateUse, UploadToStore
from dashboard.domain.roles import role_of
from dashboard.errors import DashboardError, FileExistsAlreadyError
from dashboard.history import SLOT, number_in, plain_records, row_texts, slot_rows
from dashboard.incoming import incoming_again
from dashboard.ingest import CheckedFile, check_files
from dashboard.returned_templates import stored_use
from dashboard.store import Store, open_store
from dashboard.variations import decide_again

# Files confirmed together were read together, and are again: a report may need the plan beside it.
_SAME_BATCH = timedelta(seconds=10)
_UNFINISHED = ".in-corso"

_INDICATOR = (
    "entity_code",
    "reference_year",
    "period",
    "sector_code",
    "action_code",
    "indicator_code",
)
_FIGURES = ("target_number", "result_number", "achievement_pct", "status")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RebuiltUpload:
    """An upload that reads differently now: refused (`error` or blocked), or with other cells."""

    upload_id: int
    file_name: str
    error: DashboardError | None
    is_blocked: bool
    differences: tuple[DocumentDifference, ...]


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure of an indicator before and after; None where there was, or is, none."""

    indicator: tuple[Any, ...]
    figure: str
    before: float | str | None
    after: float | str | None


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild read, and everything that differs from the database it started from."""

    upload_count: int
    uploads: tuple[RebuiltUpload, ...]
    figures: tuple[FigureDifference, ...]

    @property
    def refused_count(self) -> int:
        """Gives how many files today's reader refuses."""
        return sum(one.is_blocked for one in self.uploads)


def rebuild_database(source: Store, path: Path) -> RebuildReport:
    """Writes a new database file from the originals of an open store.

    The file gets its name only when it is whole. Raises FileExistsAlreadyError.
    """
    unfinished = path.with_name(path.name + _UNFINISHED)
    if path.exists():
        raise FileExistsAlreadyError(path=str(path))
    unfinished.unlink(missing_ok=True)
    target = open_store(unfinished)
    try:
        report = rebuild_store(source, target)
    except BaseException:
        target.close()
        unfinished.unlink()
        raise
    target.close()
    unfinished.rename(path)
    return report


def rebuild_store(source: Store, target: Store) -> RebuildReport:
    """Fills an empty store with all uploads and revocations of another, read anew."""
    uploads = plain_records(source.query("uploads").sort_values("upload_id"))
    history = plain_records(source.query("history"))
    revocations = {row["upload_id"]: row for row in history if row["event"] == "revocation"}
    statements = _StatementsToCopy(source, target)
    read_again: list[CheckedFile] = []
    for batch in _batches(uploads):
        # What names and titles meant then is what a file was read with.
        statements.copy_until(batch[-1]["uploaded_at"].to_pydatetime())
        read_again += _rebuild_batch(source, target, batch, revocations)
    statements.copy_until(None)
    # Asked once all is stored: every change of a store makes its next answer dear.
    rebuilt = [
        _rebuilt(source, target, int(upload["upload_id"]), checked)
        for upload, checked in zip(uploads, read_again, strict=True)
    ]
    return RebuildReport(
        upload_count=len(uploads),
        uploads=tuple(one for one in rebuilt if one.is_blocked or one.differences),
        figures=tuple(_figure_differences(source, target)),
    )


class _StatementsToCopy:
    """What persons said and decided, handed to another store when and as it was said."""

    def __init__(self, source: Store, target: Store) -> None:
        names = source.name_statements()
        self._events: list[tuple[datetime, Callable[[], object]]] = [
            *((one.stated_at, partial(target.state_name_again, one)) for one in names),
            *(
                (one.removed_at, partial(target.remove_name_again, one))
                for one in names
                if one.removed_at is not None
            ),
            *(
                (one.saved_at, partial(target.save_mapping_again, one))
                for one in reversed(source.saved_mappings())
            ),
            *(
                (one.removed_at, partial(target.remove_mapping_again, one))
                for one in source.mapping_removals()
            ),
            *(
                (one["decided_at"].to_pydatetime(), partial(decide_again, target, one))
                for one in reversed(plain_records(source.query("decisions")))
            ),
            *(
                (one["stated_at"].to_pydatetime(), partial(state_again, target, one))
                for one in reversed(plain_records(source.query("assessments")))
            ),
            *(
                (one.accepted_at, partial(target.say_of_finding, one))
                for one in source.acceptances()
                if one.accepted_at is not None
            ),
            *(
                (one.stated_at, partial(target.state, one))
                for one in source.all_statements()
                if one.stated_at is not None
            ),
        ]
        # Of one moment, what is said comes before what is taken back: the order of the list.
        self._events.sort(key=itemgetter(0))

    def copy_until(self, moment: datetime | None) -> None:
        """Copies what was said up to a moment (UTC without zone), or all that is left (None)."""
        while self._events and (moment is None or self._events[0][0] <= moment):
            _, copy = self._events.pop(0)
            copy()


def _batches(uploads: list[Record]) -> Iterator[list[Record]]:
    """Gives runs of uploads of one entity, by one person, that follow each other closely."""
    batch: list[Record] = []
    for upload in uploads:
        if batch and not _is_same_batch(batch[-1], upload):
            yield batch
            batch = []
        batch.append(upload)
    if batch:
        yield batch


def _is_same_batch(earlier: Record, later: Record) -> bool:
    same = all(earlier[name] == later[name] for name in ("entity_code", "uploaded_by"))
    return same and bool(later["uploaded_at"] - earlier["uploaded_at"] <= _SAME_BATCH)


def _rebuild_batch(
    source: Store, target: Store, batch: list[Record], revocations: dict[int, Record]
) -> list[CheckedFile]:
    files = [incoming_again(source, upload) for upload in batch]
    checked_files = check_files(target, files, str(batch[0]["entity_code"]))
    for upload, checked in zip(batch, checked_files, strict=True):
        # What a sheet was held against is what was in force when it came.
        use = stored_use(source, int(upload["upload_id"])) or checked.template_use
        _append_again(target, upload, checked, use)
        upload_id = int(upload["upload_id"])
        if upload_id in revocations:
            revocation = revocations[upload_id]
            revoked_at = revocation["happened_at"].to_pydatetime()
            target.revoke(
                upload_id,
                revocation["done_by"],
                revocation["reason"],
                revoked_at,
                role_of(revocation["done_role"]),
            )
    return checked_files


def _rebuilt(source: Store, target: Store, upload_id: int, checked: CheckedFile) -> RebuiltUpload:
    return RebuiltUpload(
        upload_id=upload_id,
        file_name=checked.file_name,
        error=checked.error,
        is_blocked=checked.is_blocked,
        differences=tuple(_cell_differences(source, target, upload_id)),
    )


def _append_again(
    target: Store, upload: Record, checked: CheckedFile, template_use: TemplateUse | None
) -> None:
    target.append_again(
        UploadToStore(
            file_name=checked.file_name,
            folder_name=checked.folder_name,
            file_sha256=checked.file_sha256,
            file_bytes=checked.content,
            uploaded_by=str(upload["uploaded_by"]),
            documents=() if checked.is_blocked else checked.documents,
            issues=checked.issues,
            proposals=checked.proposals,
            last_editor=None if checked.parsed is None else checked.parsed.last_editor,
            mapping_uses=checked.mapping_uses,
            template_use=template_use,
            uploaded_role=role_of(upload["uploaded_role"]),
        ),
        entity_code=str(upload["entity_code"]),
        upload_id=int(upload["upload_id"]),
        uploaded_at=upload["uploaded_at"].to_pydatetime(),
    )


def _cell_differences(source: Store, target: Store, upload_id: int) -> Iterator[DocumentDifference]:
    slots = {
        tuple(row[name] for name in SLOT): {name: row[name] for name in SLOT}
        for store in (source, target)
        for row in plain_records(store.query("upload_documents", upload_id=upload_id))
    }
    for slot in slots.values():
        before = slot_rows(source, upload_id, slot)
        after = slot_rows(target, upload_id, slot)
        kind = DocumentKind(slot["document_kind"])
        difference = document_difference(kind, after, row_texts(before), number_in)
        if difference.differences:
            yield difference


def _figure_differences(source: Store, target: Store) -> Iterator[FigureDifference]:
    before, after = _figures(source), _figures(target)
    for indicator in dict.fromkeys([*before, *after]):
        for figure in _FIGURES:
            old = before.get(indicator, {}).get(figure)
            new = after.get(indicator, {}).get(figure)
            if not _is_same(old, new):
                yield FigureDifference(indicator, figure, old, new)


def _figures(store: Store) -> dict[tuple[Any, ...], Record]:
    rows = plain_records(store.query("indicator_results"))
    return {tuple(row[name] for name in _INDICATOR): row for row in rows}


def _is_same(before: Any, after: Any) -> bool:
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=1e-12)
    return bool(before == after)
