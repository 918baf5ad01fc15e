"""Weigh the red ink of a file against what is in force: what is asked anew, what stands meanwhile.

A file says what its red ink asks for, but not always what it would change. A figure retyped in
red leaves no black behind, a row painted red may be one that exists, and red that was accepted
earlier often is sent again in red. Only what is in force tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from dashboard.domain.differences import NumberReader, RowTexts, row_key, texts_of
from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.model import (
    DocumentKind,
    FieldValue,
    InkRun,
    Proposal,
    ProposalKind,
    SheetRow,
)

Reword = Callable[[FieldValue, str], FieldValue]
"""Gives a field as if its cell said something else."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is left to decide, and the rows as they count until it is decided."""

    proposals: tuple[Proposal, ...]
    rows: tuple[SheetRow, ...]


def weighed_against_current(
    kind: DocumentKind,
    rows: Iterable[SheetRow],
    proposals: Iterable[Proposal],
    current_rows: Iterable[RowTexts],
    number_in: NumberReader,
    reword: Reword,
) -> Weighed:
    """Gives the proposals of one document that ask for something new, and its standing rows.

    - Red text that is in force already was accepted earlier: it counts, and is not proposed.
    - A cell all struck of which nothing is in force was emptied earlier, and asks for nothing.
    - A cell all in red over a text in force proposes to change that text, which stands.
    - A row all in red that exists proposes the fields in which it differs, and stands. So does
      one of which only some cells were painted, its code among them.
    - A row all struck that is not in force was removed earlier: it neither counts nor asks.

    `proposals` may be those of other documents too: they are passed on as they are. Fields whose
    cell holds a code and a name together are left as the file has them.
    """
    current = {row_key(kind, texts): texts for texts in current_rows}
    current.pop("", None)
    every = tuple(proposals)
    if not current:
        return Weighed(every, tuple(rows))
    weighing = _Weighing(kind, current, list(rows), _retyped(every), number_in, reword)
    for proposal in every:
        weighing.take(proposal)
    return Weighed(tuple(weighing.proposals), tuple(weighing.rows))


_Place = tuple[str, int | None]


@dataclass(slots=True)
class _Weighing:
    kind: DocumentKind
    current: Mapping[str, RowTexts]
    rows: list[SheetRow]
    retyped: Mapping[_Place, RowTexts]
    number_in: NumberReader
    reword: Reword
    proposals: list[Proposal] = field(default_factory=list)

    def take(self, proposal: Proposal) -> None:
        if proposal.kind is ProposalKind.NEW_ROW and proposal.row is not None:
            texts = self.current.get(row_key(self.kind, texts_of(proposal.row)))
            if texts is not None:
                self._take_existing_row(proposal.row, texts)
                return
        elif proposal.kind is ProposalKind.REMOVED_ROW:
            if self._is_removed(proposal):
                self.rows = [row for row in self.rows if not _is_in(proposal, row)]
                return
        elif self._take_cell(proposal):
            return
        self.proposals.append(proposal)

    def _take_cell(self, proposal: Proposal) -> bool:
        """Settles the proposal of a cell; False where what is in force says nothing of it."""
        place = next((p for p, row in enumerate(self.rows) if _is_in(proposal, row)), None)
        if place is None:
            return False
        row = self.rows[place]
        name = _name_field(proposal.field_name or "")
        # A name all in red is no field of its row until it is read as what is in force.
        absent = FieldValue(name, None, "", row.sheet_name, proposal.cell)
        value = row.values.get(name, absent)
        texts = self._in_force(row)
        if texts is None or _is_shared_cell(row, value) or _is_pair(texts, name):
            return False
        in_force = texts.get(value.field_name, "")
        if not in_force.strip() and proposal.after.strip():
            return False
        is_accepted = _plain(in_force) == _plain(proposal.after)
        if not is_accepted and proposal.before:
            return False
        self.rows[place] = _with_value(row, self.reword(value, in_force))
        if not is_accepted:
            kind = self._kind(value.field_name, in_force, proposal.after)
            self.proposals.append(replace(proposal, kind=kind, before=in_force))
        return True

    def _in_force(self, row: SheetRow) -> RowTexts | None:
        """Gives the row in force that a row is about, by its name, in black or all in red."""
        texts = texts_of(row)
        found = self.current.get(row_key(self.kind, texts))
        if found is not None:
            return found
        named = {**texts, **self.retyped.get((row.sheet_name, row.row_number), {})}
        return self.current.get(row_key(self.kind, named))

    def _is_removed(self, proposal: Proposal) -> bool:
        """Says whether a struck row of this document is one that is not in force any more."""
        own = next((row for row in self.rows if _is_in(proposal, row)), None)
        key = "" if own is None else row_key(self.kind, texts_of(own))
        return bool(self.current) and bool(key) and key not in self.current

    def _take_existing_row(self, row: SheetRow, texts: RowTexts) -> None:
        standing = row
        for name, value in row.values.items():
            before, after = texts.get(name, ""), value.raw_text
            # Fields of merged cells and of rows above a block are not part of the red row.
            if not value.cell.endswith(str(row.row_number)) or _plain(before) == _plain(after):
                continue
            standing = _with_value(standing, self.reword(value, before))
            self.proposals.append(
                Proposal(
                    self._kind(name, before, after),
                    row.sheet_name,
                    value.cell,
                    before,
                    after,
                    name,
                    row.row_number,
                    (InkRun(after, is_red=True, is_struck=False),),
                )
            )
        places = [(one.sheet_name, one.row_number) for one in self.rows]
        below = [p for p, place in enumerate(places) if place > (row.sheet_name, row.row_number)]
        self.rows.insert(below[0] if below else len(self.rows), standing)

    def _kind(self, field_name: str, before: str, after: str) -> ProposalKind:
        if not before.strip():
            return ProposalKind.INSERTION
        if not after.strip():
            return ProposalKind.DELETION
        numbers = (self.number_in(field_name, before), self.number_in(field_name, after))
        return ProposalKind.REPLACEMENT if None in numbers else ProposalKind.NUMBER_CHANGED


def _retyped(proposals: Iterable[Proposal]) -> dict[_Place, dict[str, str]]:
    """Gives the texts of the cells all in red, by row and field."""
    texts: dict[_Place, dict[str, str]] = defaultdict(dict)
    for proposal in proposals:
        if proposal.field_name is not None and not proposal.before:
            place = (proposal.sheet_name, proposal.row_number)
            texts[place][_name_field(proposal.field_name)] = proposal.after
    return texts


def _name_field(field_name: str) -> str:
    """Gives the field that a column fills: of a code and a name together, the name."""
    is_pair = FIELD_TYPES.get(field_name) is FieldType.CODE_AND_NAME
    return f"{field_name}_name" if is_pair else field_name


def _is_shared_cell(row: SheetRow, value: FieldValue) -> bool:
    """Says whether a cell holds more than one field of its row."""
    return sum(other.cell == value.cell for other in row.values.values()) > 1


def _is_pair(texts: RowTexts, name_field: str) -> bool:
    """Says whether the row in force has the code and the name of something in one cell."""
    code_field = f"{name_field.removesuffix('_name')}_code"
    return name_field.endswith("_name") and texts.get(code_field) == texts.get(name_field)


def _with_value(row: SheetRow, value: FieldValue) -> SheetRow:
    return replace(row, values={**row.values, value.field_name: value})


def _is_in(proposal: Proposal, row: SheetRow) -> bool:
    return (proposal.sheet_name, proposal.row_number) == (row.sheet_name, row.row_number)


def _plain(text: str) -> str:
    return " ".join(text.split())
