"""The register of a year’s variations: what was changed, why, by which deed, to what effect."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain.decisions import ProposalState
from dashboard.domain.model import InkRun, Period
from dashboard.domain.word_differences import TextChange, TextRun, word_differences
from dashboard.texts import variations as texts
from dashboard.texts.formats import MISSING, Record, is_absent
from dashboard.workbook import TableValue, after_pieces, before_pieces, write_table_xlsx

MarkedText = tuple[TextRun, ...]

_Target = tuple[object, ...]
_NOTHING: MarkedText = (TextRun(TextChange.EQUAL, MISSING),)
_KEY = ("reference_year", "sector_code", "action_code", "indicator_code")
PRINTED_WIDTHS = (30, 38, 38, 30, 24, 30)
_DATA_WIDTHS = (26, 34, 20, 40, 40, 30, 30, 10, 12, 12, 12, 20, 36, 10, 30, 14, 8)


@dataclass(frozen=True, slots=True)
class Variation:
    """An accepted proposal with what it does to percentages.

    `proposal`: a row of the query `proposals`. `effects`: the rows of the query `varied_targets`
    that measure the targets it changed; none as long as nothing is reported on them.
    """

    proposal: Record
    changes_target: bool
    effects: tuple[Record, ...]

    @property
    def effect_words(self) -> str:
        """Gives the effect as a person reads it."""
        return texts.effect(changes_target=self.changes_target, measured=self.effects)


@dataclass(frozen=True, slots=True)
class RegisterSection:
    """The register as a part of a document: a title, sentences, and a table with its headings."""

    title: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[TableValue, ...], ...]


def variations(
    proposals: Iterable[Record], target_steps: Sequence[Record], varied_targets: Sequence[Record]
) -> tuple[Variation, ...]:
    """Gives the accepted ones of the proposals, in their order, with their effects.

    All are rows of the queries of those names, of one entity.
    """
    return tuple(
        _variation(proposal, target_steps, varied_targets)
        for proposal in proposals
        if proposal["state"] == ProposalState.ACCEPTED
    )


def register_section(
    proposals: Sequence[Record], found: Sequence[Variation], reference_year: int
) -> RegisterSection:
    """Gives the register of a year; `proposals` are all of the year, decided or not."""
    changing_count = sum(one.changes_target for one in found)
    return RegisterSection(
        title=texts.TITLE,
        sentences=(
            *texts.register_sentences(proposals, reference_year, changing_count),
            texts.REGISTER_NOTE,
        ),
        columns=texts.REGISTER_COLUMNS,
        rows=tuple(_row(one) for one in found),
    )


def register_xlsx(found: Sequence[Variation], title: str) -> bytes:
    """Gives the register as an .xlsx: a sheet to print, and one with a column for every fact."""
    sheets = {
        texts.TITLE: [texts.REGISTER_COLUMNS, *map(_row, found)],
        texts.DATA_SHEET: [texts.REGISTER_SHEET_COLUMNS, *map(_sheet_row, found)],
    }
    widths = {texts.TITLE: PRINTED_WIDTHS, texts.DATA_SHEET: _DATA_WIDTHS}
    return write_table_xlsx(sheets, title, widths)


def marked_texts(proposal: Record) -> tuple[MarkedText, MarkedText]:
    """Gives the text before with what goes marked in it, and the text after with what comes.

    Marked is what was typed in red or struck; where the two texts say more than the ink of one
    cell (whole rows), the words that differ.
    """
    before_text, after_text = texts.before_and_after(proposal)
    ink = [InkRun(**run) for run in json.loads(proposal["runs_json"])]
    before = _joined(
        (TextChange.DELETED if run.is_struck else TextChange.EQUAL, piece)
        for run, piece in zip(ink, before_pieces(ink), strict=True)
    )
    after = _joined(
        (TextChange.INSERTED if run.is_red else TextChange.EQUAL, piece)
        for run, piece in zip(ink, after_pieces(ink), strict=True)
    )
    if (_text(before), _text(after)) != (before_text, after_text):
        runs = word_differences(before_text, after_text)
        before = tuple(run for run in runs if run.change is not TextChange.INSERTED)
        after = tuple(run for run in runs if run.change is not TextChange.DELETED)
    return before or _NOTHING, after or _NOTHING


def _joined(marked: Iterable[tuple[TextChange, str]]) -> MarkedText:
    return tuple(TextRun(change, piece) for change, piece in marked if piece)


def _text(marked: MarkedText) -> str:
    return "".join(run.text for run in marked)


def _variation(
    proposal: Record, target_steps: Iterable[Record], varied_targets: Iterable[Record]
) -> Variation:
    mine: set[_Target] = set()
    others: set[_Target] = set()
    for step in target_steps:
        accepted_by = step["proposal_id"]  # absent for what the sheets themselves stated
        is_mine = not is_absent(accepted_by) and accepted_by == proposal["proposal_id"]
        (mine if is_mine else others).add(_target(step, step["target_period"]))
    effects = tuple(row for row in varied_targets if _is_measured(row, mine, others))
    return Variation(proposal, bool(mine), effects)


def _is_measured(row: Record, mine: Collection[_Target], others: Collection[_Target]) -> bool:
    """Says whether a result is measured by one of the targets that a variation changed.

    A half-year result without a target of its own is measured by that of the year.
    """
    own = _target(row, row["period"])
    return own in mine or (own not in others and _target(row, Period.FINAL) in mine)


def _target(row: Record, period: object) -> _Target:
    return (*(row[name] for name in _KEY), period)


def _row(one: Variation) -> tuple[TableValue, ...]:
    proposal = one.proposal
    return (
        texts.what(proposal),
        *marked_texts(proposal),
        texts.reasons(proposal),
        texts.deed_and_days(proposal),
        one.effect_words,
    )


def _sheet_row(one: Variation) -> tuple[TableValue, ...]:
    proposal = one.proposal
    measured = [row["effect_points"] for row in one.effects if not is_absent(row["effect_points"])]
    has_deed_date = not is_absent(proposal["deed_date"])
    return (
        texts.group_title(proposal),
        str(proposal["row_label"]),
        texts.field_words(proposal),
        *marked_texts(proposal),
        texts.motivation(proposal),
        str(proposal["decision_reason"]),
        None if is_absent(proposal["deed_number"]) else str(proposal["deed_number"]),
        proposal["deed_date"].date() if has_deed_date else None,
        texts.local_date(proposal["first_proposed_at"]),
        texts.local_date(proposal["decided_at"]),
        str(proposal["decided_by"]),
        one.effect_words,
        # With several periods each stands in words; one number could only be one of them.
        measured[0] if len(measured) == 1 else None,
        str(proposal["file_name"]),
        str(proposal["sheet_name"]),
        str(proposal["cell"]),
    )
