"""Know a handed-out sheet that comes back: for what it was, and whether it still says what is so.

A sheet is outdated where another one would be handed out by now, leaving aside what it brings
itself: the sheet that was loaded with it, and is sent again corrected, is as good as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from dashboard.domain.issues import IssueList
from dashboard.domain.model import PARTS_OF, DocumentKind, DocumentToStore, TemplateUse
from dashboard.domain.registry_in_force import RegistryInForce
from dashboard.domain.templates import TemplateMark, TemplateSlot, TemplateTable
from dashboard.errors import UnknownTemplateError
from dashboard.history import plain_records
from dashboard.store import Store
from dashboard.templates import YearTemplates
from dashboard.texts.formats import local_moment
from dashboard.texts.templates import row_words, slot_words
from dashboard.workbook import marked_rows, registry_marked_sheets


class ReturnedTemplates:
    """Weighs handed-out sheets against a store; asks it once for what the files share."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._years: dict[tuple[str, int], YearTemplates | None] = {}

    def use(
        self, mark: TemplateMark, documents: Sequence[DocumentToStore], issues: IssueList
    ) -> TemplateUse:
        """Gives how a file stands to the sheet that it came on, and says what a person must know.

        Nothing of it forbids to store the file.
        """
        _say_other_slot(mark.slot, documents, issues)
        if mark.changed_cell_count == 0:
            issues.add("template_unchanged", issued_at=local_moment(mark.issued_at))
        changed_keys = self._changed_keys(mark)
        if changed_keys:
            issues.add(
                "template_outdated",
                found=row_words(changed_keys),
                issued_at=local_moment(mark.issued_at),
                count=str(len(changed_keys)),
            )
        return TemplateUse(
            mark.version, mark.issued_at, bool(changed_keys), mark.changed_cell_count
        )

    def _changed_keys(self, mark: TemplateMark) -> list[str]:
        """Gives the rows that a sheet handed out now would have, not have, or have otherwise."""
        year = self._year(mark.slot)
        if self._store is None or year is None:
            return []
        uses = plain_records(self._store.query("template_uses", entity_code=mark.slot.entity_code))
        own = [
            int(one["upload_id"])
            for one in uses
            if one["template_version"] == mark.version and not one["is_revoked"]
        ]
        if mark.slot.kind is DocumentKind.REGISTRY:
            return _changed_rows(mark, year.names.registry, own)
        if not own:
            return _differing_keys(mark, year.contents.tables(mark.slot))
        with self._store.supposing_revoked(*own) as supposed:
            return _differing_keys(mark, year.tables(mark.slot, supposed))

    def _year(self, slot: TemplateSlot) -> YearTemplates | None:
        """Gives the sheets of a slot's year; None for an entity that the store does not know."""
        key = (slot.entity_code, slot.reference_year)
        if key not in self._years and self._store is not None:
            try:
                self._years[key] = YearTemplates(self._store, *key)
            except UnknownTemplateError:
                self._years[key] = None
        return self._years.get(key)


def stored_use(store: Store, upload_id: int) -> TemplateUse | None:
    """Gives how an upload stood to its sheet when it came; None for one that came on none."""
    for one in plain_records(store.query("template_uses", upload_id=upload_id)):
        return TemplateUse(
            template_version=one["template_version"],
            issued_at=one["issued_at"].to_pydatetime(),
            is_outdated=bool(one["is_outdated"]),
            changed_cell_count=int(one["changed_cell_count"]),
        )
    return None


def _differing_keys(mark: TemplateMark, tables: Iterable[TemplateTable]) -> list[str]:
    """Gives the keys of the rows in which two sheets differ, in the order of the newer one."""
    then = Counter(
        (sheet.kind, row)
        for sheet in mark.sheets
        for row in zip(sheet.row_keys, sheet.digests, strict=True)
    )
    now = Counter((table.kind, row) for table in tables for row in marked_rows(table))
    changed = [*(now - then), *(then - now)]
    return list(dict.fromkeys(key for _, (key, _) in changed))


def _changed_rows(mark: TemplateMark, in_force: RegistryInForce, own: Collection[int]) -> list[str]:
    """Gives the rows of an anagrafica that would be handed out otherwise now.

    None where what holds is what this sheet brought: it was loaded, and is sent again corrected.
    """
    if in_force.upload is not None and in_force.upload.upload_id in own:
        return []
    then, now = (
        Counter(
            (f"{sheet.sheet_name} {key}", digests)
            for sheet in sheets
            for key, digests in zip(sheet.row_keys, sheet.digests, strict=True)
        )
        for sheets in (mark.sheets, registry_marked_sheets(in_force.facts))
    )
    return list(dict.fromkeys(key for key, _ in [*(now - then), *(then - now)]))


def _say_other_slot(
    slot: TemplateSlot, documents: Iterable[DocumentToStore], issues: IssueList
) -> None:
    """Says, once, that a sheet handed out for one thing is about to be stored as another."""
    for document in documents:
        found = _slot_of(document, slot)
        if found != slot:
            issues.add("template_of_other_slot", expected=slot_words(slot), found=slot_words(found))
            return


def _slot_of(document: DocumentToStore, slot: TemplateSlot) -> TemplateSlot:
    """Gives the slot of a document; a further part stands for the whole that it belongs to."""
    is_part = document.kind in PARTS_OF.get(slot.kind, ())
    return TemplateSlot(
        document.entity_code,
        slot.kind if is_part else document.kind,
        document.reference_year,
        document.sector_code,
        document.strategic_direction_code,
    )
