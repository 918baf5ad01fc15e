"""Turn the rows under a heading into `SheetRow`s, each value with its cell; collect proposals."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, FieldValue, Proposal, ProposalKind, SheetRow
from dashboard.workbook.cells import BLACK, Cell, Grid, column_letters
from dashboard.workbook.context import split_code_and_name
from dashboard.workbook.headings import Heading
from dashboard.workbook.hidden import rows_left_out
from dashboard.workbook.mapped_values import read_as_mapped, repeats_heading
from dashboard.workbook.quantities import ERROR_SIGNS, NOT_ASSESSABLE, is_error_text
from dashboard.workbook.recognise import Mapped
from dashboard.workbook.redink import (
    after_text,
    before_text,
    cell_proposal,
    in_black,
    is_all_red,
    is_all_struck,
    is_inked,
    row_proposal,
)
from dashboard.workbook.stacked import stacked_rows
from dashboard.workbook.titles import is_title, is_year
from dashboard.workbook.values import (
    code_text,
    is_plain_text_field,
    read_value,
)

OTHER = "other:"
_REGISTRY_TOTAL = re.compile(r"^(?:totale|totali)\b", re.IGNORECASE)
_NOTE_LENGTH = 80
_TOTAL = re.compile(r"^(?:totale|totali|subtotale|sub-totale|tot\.|media|somma)\b", re.IGNORECASE)
_SECTIONS = re.compile(
    r"^(?:(?P<strategic_direction>indirizzo strategico|linea strategica|linea di mandato|"
    r"area strategica)|(?P<strategic_objective>obiettivo strategico)|"
    r"(?P<operational_objective>obiettivo operativo)|(?P<sector>settore))"
    r"\s*(?:n\.?)?\s*[:\-–]?\s*(?P<value>.*\w.*)$",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"legenda\b|n\.?\s?b\.?(?:\s|:|$)|(?:testo |testi |scritte? )?in rosso\b|rosso\s*[:=]",
    re.IGNORECASE,
)
_INDICATOR_NAMES = ("indicator", "indicator_name")
# A row of a further part may say no more than what it is about.
_NAMES_OF_PARTS = frozenset(
    f"{stem}{ending}"
    for stem in ("measure", "control", "innovation", "clarification")
    for ending in ("", "_code", "_name")
)
# An answer changes nothing that is in force: whatever its colour, it is no proposal.
_KINDS_OF_ANY_COLOUR = (DocumentKind.CLARIFICATIONS,)
# How the cells of a column are read.
_TEXT, _CODE_AND_NAME, _BY_FIELD = range(3)
# Half the time of `FieldValue(...)`, which reaches this by a function of its own.
_new_tuple = tuple.__new__
_LEVELS = {"strategic_direction": 0, "strategic_objective": 1, "operational_objective": 2}


@dataclass(slots=True)
class Table:
    """The rows of one sheet, in order, and the changes asked for in red."""

    rows: list[SheetRow] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


def read_table(
    grid: Grid,
    heading: Heading,
    mapped: Mapped,
    issues: IssueList,
    left_out_rows: Collection[int] = (),
) -> Table:
    """Gives the rows below the heading. Blank rows are skipped; totals are left out and said so.

    Of the `left_out_rows` nothing is read, but what is merged from them into others counts.
    """
    return _TableReader(grid, heading, mapped, issues).read(left_out_rows)


class _TableReader:
    """Walks down a table, carrying what section rows state."""

    def __init__(self, grid: Grid, heading: Heading, mapped: Mapped, issues: IssueList) -> None:
        self._grid = _as_meant(grid) if mapped.kind in _KINDS_OF_ANY_COLOUR else grid
        self._heading = heading
        self._mapping = mapped.mapping
        # In an anagrafica nothing opens a block, and names may be titles elsewhere.
        self._is_registry = mapped.kind is DocumentKind.REGISTRY
        self._total = _REGISTRY_TOTAL if self._is_registry else _TOTAL
        self._issues = issues
        self._columns = _columns(heading, mapped)
        self._fields = frozenset(self._columns.values())
        self._plan = [
            (number, column_letters(number), name, self._reading_of(name))
            for number, name in self._columns.items()
        ]
        named = (number for number, name in self._columns.items() if name in _INDICATOR_NAMES)
        self._name_column = next(named, 0)
        self._sections: dict[str, FieldValue] = {}
        self._table = Table()

    def read(self, left_out_rows: Collection[int]) -> Table:
        left_out = {*rows_left_out(self._grid), *left_out_rows}
        for row in self._grid.filled_rows():
            if row > self._heading.last_row and row not in left_out:
                self._row(row)
        return self._table

    def _row(self, row: int) -> None:
        own = self._grid.rows[row]
        cells = [cell for number, cell in sorted(own.items()) if number in self._columns]
        if not cells:
            return
        if self._is_heading_again(cells) or self._is_section(row, cells):
            return
        if self._total.match(cells[0].text.strip()):
            self._issues.add(
                "total_row_left_out",
                self._grid.sheet_name,
                cells[0].address,
                found=cells[0].text.strip(),
            )
            return
        if self._grid.has_ink and self._take_row_ink(row, cells):
            return
        is_hidden = row in self._grid.hidden_rows
        for stated in self._stated(own):
            values = self._values(row, stated)
            if values:
                self._table.rows.append(SheetRow(self._grid.sheet_name, row, values, is_hidden))

    def _stated(self, own: dict[int, Cell]) -> Sequence[dict[int, Cell]]:
        """Gives the cells of a row, or of each of the indicators that are stacked in it."""
        name = own.get(self._name_column)
        if name is None or "\n" not in name.text or is_inked(name):
            return (own,)
        stack = stacked_rows(own, self._columns, self._name_column)
        if stack is None:
            return (own,)
        code = "stacked_indicators_split" if stack.rows else "stacked_indicators"
        count = str(stack.item_count)
        self._issues.add(code, self._grid.sheet_name, name.address, count=count)
        return stack.rows or (own,)

    def _is_heading_again(self, cells: list[Cell]) -> bool:
        if self._is_registry:
            return repeats_heading(self._heading, cells)
        in_words = [cell for cell in cells if not is_year(cell.text)]
        if len(in_words) < 3:
            return False
        if all(isinstance(cell.value, str) and is_title(cell.text) for cell in in_words):
            return True
        return (
            self._mapping is not None
            and all(isinstance(cell.value, str) for cell in cells)
            and repeats_heading(self._heading, cells)
        )

    def _is_section(self, row: int, cells: list[Cell]) -> bool:
        """Takes a labelled row over a block ("Obiettivo strategico 2.1 - …"); False otherwise."""
        if len(cells) != 1 or self._is_continued(row):
            return False
        if self._is_registry:
            return self._is_note(cells[0]) and self._is_outside_text(cells[0])
        text = " ".join(self._standing_text(cells[0], cells[0].text).split())
        found = _SECTIONS.match(text or after_text(cells[0]))
        if found is not None:
            name = next(name for name, part in found.groupdict().items() if part)
            if is_inked(cells[0]):
                self._propose(cell_proposal(self._grid.sheet_name, cells[0], name), cells)
            # What is proposed whole opens a section too: its rows belong to nothing else.
            self._open_section(name, found["value"], cells[0])
            return True
        return self._is_outside_text(cells[0])

    def _is_continued(self, row: int) -> bool:
        """Says whether a range merged from a row above reaches into this one."""
        return any(anchor[0] != row for anchor in self._grid.anchors.get(row, {}).values())

    def _open_section(self, name: str, text: str, cell: Cell) -> None:
        level = _LEVELS.get(name)
        if level is not None:
            below = [other for other, depth in _LEVELS.items() if depth > level]
            for key in [k for k in self._sections if k.rpartition("_")[0] in below]:
                del self._sections[key]
        self._add_code_and_name(self._sections, name, text, cell.address)

    def _is_note(self, cell: Cell) -> bool:
        """Says whether a lone text is a sentence, and not a row that is not filled in yet."""
        text = cell.text.strip()
        return _LEGEND.match(text) is not None or len(text) > _NOTE_LENGTH or text.endswith(".")

    def _is_outside_text(self, cell: Cell) -> bool:
        """Leaves out a lone text that is no identifying field (a note, a signature), saying so."""
        field_name = self._columns[cell.column]
        is_legend = _LEGEND.match(cell.text.strip()) is not None
        is_identifying = field_name in _NAMES_OF_PARTS or field_name.startswith(
            ("action", "intervention", "indicator")
        )
        if is_identifying and not is_legend:
            return False
        self._issues.add(
            "text_outside_table",
            self._grid.sheet_name,
            cell.address,
            found=_shortened(cell.text),
        )
        return True

    def _take_row_ink(self, row: int, cells: list[Cell]) -> bool:
        """Collects the proposals of a row; True when the whole row is one (and states nothing)."""
        inked = [cell for cell in cells if is_inked(cell)]
        if not inked:
            return False
        sheet_name = self._grid.sheet_name
        # Only a row whose every cell has ink can be proposed whole.
        is_whole = len(inked) == len(cells) > 1
        if is_whole and all(is_all_red(cell) for cell in cells):
            proposed = self._proposed_row(row)
            new = row_proposal(ProposalKind.NEW_ROW, sheet_name, cells, proposed)
            self._propose(new, cells)
            return True
        if is_whole and all(is_all_struck(cell) for cell in cells):
            proposed = self._proposed_row(row)
            gone = row_proposal(ProposalKind.REMOVED_ROW, sheet_name, cells, proposed)
            self._propose(gone, cells)
            return False
        for cell in inked:
            field_name = self._columns[cell.column]
            self._propose(cell_proposal(sheet_name, cell, field_name), (cell,))
        return False

    def _propose(self, proposal: Proposal, cells: Sequence[Cell]) -> None:
        """Takes a proposal with the first comment that stands beside its cells."""
        comments = self._grid.comments
        places = ((cell.row, cell.column) for cell in cells) if comments else ()
        comment = next((comments[place] for place in places if place in comments), None)
        if comment is not None:
            proposal = replace(proposal, comment_author=comment.author, comment_text=comment.text)
        self._table.proposals.append(proposal)

    def _proposed_row(self, row: int) -> SheetRow:
        """Gives what a row proposed whole states, as if it were written in black.

        What is odd in it is said when it is accepted, not while it only is proposed.
        """
        plain = {number: in_black(cell) for number, cell in self._grid.rows[row].items()}
        quiet = copy(self)
        quiet._issues = IssueList(self._issues.file_name)
        is_hidden = row in self._grid.hidden_rows
        return SheetRow(self._grid.sheet_name, row, quiet._values(row, plain), is_hidden)

    def _values(self, row: int, own: dict[int, Cell]) -> dict[str, FieldValue]:
        values = dict(self._sections)
        is_merged = row in self._grid.anchors
        sheet_name = self._grid.sheet_name
        for number, letters, field_name, reading in self._plan:
            cell = own.get(number)
            if cell is not None:
                address = f"{letters}{row}"
            else:
                cell = self._grid.at(row, number) if is_merged else None
                if cell is None:
                    continue
                address = cell.address
            # What most cells are, a text in black, is read here: a call for each costs as much.
            _, _, value, text, _, _, _, ink, runs = cell
            is_plain = value is text and ink is BLACK and not runs and text[0] not in ERROR_SIGNS
            if is_plain and reading is _TEXT:
                plain = (field_name, text.strip(), text, sheet_name, address, None)
                values[field_name] = _new_tuple(FieldValue, plain)
            elif reading is _CODE_AND_NAME and (is_plain or _is_plain(cell)):
                if not is_plain:
                    text = self._standing_text(cell, _chain_text(cell))
                self._add_code_and_name(values, field_name, text, address)
            else:
                values[field_name] = self._read(field_name, cell, address)
        return _with_exclusion(values)

    def _reading_of(self, field_name: str) -> int:
        if self._mapping is None and is_plain_text_field(field_name):
            return _TEXT
        is_chain = FIELD_TYPES.get(field_name) is FieldType.CODE_AND_NAME
        return _CODE_AND_NAME if is_chain else _BY_FIELD

    def _standing_text(self, cell: Cell, text: str) -> str:
        """Gives the text that counts until a proposal in the cell is decided."""
        if not cell.runs and cell.ink is BLACK:
            return text
        return before_text(cell) if is_inked(cell) else text

    def _read(self, field_name: str, cell: Cell, address: str) -> FieldValue:
        raw_text = cell.text
        if cell.runs or cell.ink is not BLACK:
            raw_text = self._standing_text(cell, raw_text)
        if self._mapping is None or not _is_plain(cell):
            read = read_value(field_name, cell, raw_text)
        else:
            read = read_as_mapped(self._mapping, field_name, cell, raw_text)
        value, quantity, issue_codes = read
        sheet_name = self._grid.sheet_name
        for code in issue_codes:
            found = _shortened(raw_text)
            self._issues.add(code, sheet_name, address, found=found, field_name=field_name)
        return _new_tuple(FieldValue, (field_name, value, raw_text, sheet_name, address, quantity))

    def _add_code_and_name(
        self, values: dict[str, FieldValue], name: str, text: str, address: str
    ) -> None:
        code, title = split_code_and_name(text)
        code_field, name_field = f"{name}_code", f"{name}_name"
        if code_field in self._fields:
            # The code has a column of its own: what is written here is all name.
            code, title = None, " ".join(text.split())
        sheet_name = self._grid.sheet_name
        if code:
            values[code_field] = FieldValue(code_field, code, text, sheet_name, address)
        if title:
            values[name_field] = FieldValue(name_field, title, text, sheet_name, address)


def _as_meant(grid: Grid) -> Grid:
    """Gives a sheet with the red in its texts in black, and what is struck through gone."""
    rows = {
        row: {
            number: _plain_text(cell) if is_inked(cell) else cell for number, cell in cells.items()
        }
        for row, cells in grid.rows.items()
    }
    return replace(grid, rows=rows)


def _plain_text(cell: Cell) -> Cell:
    text = after_text(cell)
    return in_black(cell)._replace(
        text=text, value=text if isinstance(cell.value, str) else cell.value
    )


def _with_exclusion(values: dict[str, FieldValue]) -> dict[str, FieldValue]:
    """Adds "not assessable" where the result cell itself says so instead of a column."""
    result = values.get("result")
    if result is None or result.quantity is None or result.quantity.event != NOT_ASSESSABLE:
        return values
    name = "is_not_assessable"
    stated = values.get(name)
    if stated is None or stated.value is None:
        values[name] = result._replace(field_name=name, value=True, quantity=None)
    return values


def _columns(heading: Heading, mapped: Mapped) -> dict[int, str]:
    """Gives the field of every titled column; those not understood are kept under their title."""
    columns = dict(mapped.field_by_column)
    for column in heading.columns:
        if column.number not in columns:
            columns[column.number] = f"{OTHER}{column.title}"
    return dict(sorted(columns.items()))


def _is_plain(cell: Cell) -> bool:
    return not (cell.error or cell.is_never_calculated or is_error_text(cell.text))


def _chain_text(cell: Cell) -> str:
    return cell.text if isinstance(cell.value, str) else code_text(cell)


def _shortened(text: str, length: int = 80) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"
