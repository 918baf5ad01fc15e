"""Decide on the changes proposed in red, and let what is accepted count from that moment.

What a decision makes of a document is read from the very file that proposes: its bytes are read
again with the ink settled, so that an accepted number, date or row is understood by the same rules
as one typed in black.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pandas as pd

from dashboard.domain.achievement import measured_achievement, measured_of, rule_of
from dashboard.domain.decisions import (
    Decision,
    Deed,
    Grounds,
    ProposalStanding,
    ProposalState,
    Verdict,
    contradictions,
    state_after,
)
from dashboard.domain.model import (
    DocumentKind,
    DocumentToStore,
    FieldValue,
    MeasureKind,
    Period,
    Proposal,
    ProposalKind,
    Severity,
    SheetRow,
)
from dashboard.domain.proposals import (
    DecidedText,
    InkDecision,
    InkPlace,
    ProposalSlot,
    ink_place,
    subject_key,
)
from dashboard.domain.roles import role_of
from dashboard.domain.rules import Band
from dashboard.errors import (
    ContradictoryDecisionsError,
    DashboardError,
    DecisionReasonMissingError,
    ProposalOutOfPlaceError,
    RevisionUnreadableError,
    StoreChangedError,
    UnknownProposalError,
)
from dashboard.history import SLOT, number_in, plain_records, sheet_rows
from dashboard.incoming import incoming_again
from dashboard.ingest import check_files
from dashboard.store import Store
from dashboard.store.decisions import DecisionsToStore, KeyedDecision
from dashboard.texts.issues import issue_sentence

_ATTEMPTS = 5
SETTLED_INK = {
    ProposalState.ACCEPTED: InkDecision.ACCEPTED,
    ProposalState.REJECTED: InkDecision.REJECTED,
}
"""What a decision makes of red ink; that of proposals in any other state stays as it is."""

# Where a target is written, as a proposal and a result name it.
_PLACE = ("file_name", "sheet_name", "cell")
_ONE_NUMBER_KINDS = (MeasureKind.INCREASING, MeasureKind.DECREASING)

Record = dict[str, Any]
States = Mapping[str, ProposalState]
"""How proposals stand, by key, once the decisions at hand are taken."""


@dataclass(frozen=True, slots=True)
class AchievementEffect:
    """What a varied target makes of an indicator's percentage in a period, out of 100."""

    indicator_name: str
    reference_year: int
    period: Period
    before_pct: float
    after_pct: float


def decide(store: Store, decisions: Sequence[Decision], grounds: Grounds) -> tuple[int, ...]:
    """Takes decisions together, all or none; gives their numbers.

    Raises UnknownProposalError, DecisionReasonMissingError (nobody, or no reason, is named),
    ContradictoryDecisionsError (two texts for one cell), ProposalOutOfPlaceError (the newest file
    has no such row or cell), RevisionUnreadableError (what is decided keeps the file from being
    read), StoreChangedError (others kept writing meanwhile).
    """
    if not all(_has_words(text) for text in (grounds.reason, grounds.decided_by)):
        raise DecisionReasonMissingError
    for _ in range(_ATTEMPTS):
        version = store.version()
        proposals = _proposals(store)
        _refuse(decisions, proposals)
        decided = DecisionsToStore(
            decisions=tuple(_keyed(one, proposals[one.proposal_id]) for one in decisions),
            grounds=grounds,
            revisions=_revisions(store, decisions, proposals),
            store_version=version,
        )
        numbers = store.decide(decided)
        if numbers is not None:
            return numbers
    raise StoreChangedError


def decide_again(store: Store, decided: Record) -> None:
    """Takes a decision of another store (a row of the query `decisions`), at its own time.

    It is kept also where no file that stands asks for the proposal any more, or where today's
    reader can make nothing of it: then the text before it counts.
    """
    deed_number, deed_date = decided["deed_number"], decided["deed_date"]
    deed = None if deed_number is None else Deed(str(deed_number), deed_date.date())
    proposals = _proposals(store)
    key = str(decided["proposal_key"])
    proposal_id = next(
        (number for number, one in proposals.items() if one["proposal_key"] == key), None
    )
    verdict = Verdict(decided["verdict"])
    standing = [] if proposal_id is None else [Decision(proposal_id, verdict)]
    number = int(decided["proposal_id"]) if proposal_id is None else proposal_id
    try:
        revisions = _revisions(store, standing, proposals)
    except DashboardError:
        # A rebuild goes on, and reports the figures that come out different.
        revisions = {}
    store.decide(
        DecisionsToStore(
            decisions=(KeyedDecision(number, str(decided["entity_code"]), key, verdict),),
            grounds=Grounds(
                str(decided["reason"]),
                str(decided["decided_by"]),
                deed,
                role_of(decided["decided_role"]),
            ),
            revisions=revisions,
            store_version=store.version(),
        ),
        decided["decided_at"].to_pydatetime(),
    )


def standings(store: Store) -> dict[int, ProposalStanding]:
    """Gives how every proposal stands, by its number."""
    return {number: _standing(one) for number, one in _proposals(store).items()}


def standings_by_key(store: Store) -> dict[tuple[str, str], ProposalStanding]:
    """Gives how every proposal stands, by its entity and the key that outlives its file."""
    return {
        (str(one["entity_code"]), str(one["proposal_key"])): _standing(one)
        for one in _proposals(store).values()
    }


def effects_on_achievement(
    proposals: Iterable[Record], results: Iterable[Record], bands: Sequence[Band] = ()
) -> tuple[AchievementEffect, ...]:
    """Gives what accepting proposals would do to the percentages that can be measured now.

    Only of targets that are a number to reach or not to exceed, with a number as their result.
    `proposals` and `results`: rows of the queries `proposals` and `indicator_results` on one
    entity; `bands`: those of the rules in force for it.
    """
    by_cell: dict[tuple[object, ...], list[Record]] = {}
    for result in results:
        place = tuple(result[f"target_{name}"] for name in _PLACE)
        by_cell.setdefault((result["reference_year"], *place), []).append(result)
    return tuple(
        effect
        for proposal in proposals
        for result in by_cell.get(
            (proposal["reference_year"], *(proposal[name] for name in _PLACE)), ()
        )
        if (effect := _effect_on(proposal, result, bands)) is not None
    )


def _effect_on(proposal: Record, result: Record, bands: Sequence[Band]) -> AchievementEffect | None:
    target = number_in(str(proposal["field_name"]), str(proposal["after_text"]))
    before_pct = result["measured_achievement_pct"]
    is_one_number = result["measure_kind"] in _ONE_NUMBER_KINDS
    if not is_one_number or target is None or before_pct is None:
        return None
    varied = replace(measured_of(result), target_number=target)
    after_pct = measured_achievement(rule_of(result), varied, bands).achievement_pct
    if after_pct is None:
        return None
    return AchievementEffect(
        str(result["indicator_name"]),
        int(result["reference_year"]),
        Period(result["period"]),
        before_pct,
        after_pct,
    )


def _proposals(store: Store) -> dict[int, Record]:
    """Gives every proposal with how it stands, by its number."""
    return {int(one["proposal_id"]): one for one in plain_records(store.query("proposals"))}


def _keyed(decision: Decision, proposal: Record) -> KeyedDecision:
    return KeyedDecision(
        decision.proposal_id,
        str(proposal["entity_code"]),
        str(proposal["proposal_key"]),
        decision.verdict,
    )


def _refuse(decisions: Sequence[Decision], proposals: Mapping[int, Record]) -> None:
    unknown = [one.proposal_id for one in decisions if one.proposal_id not in proposals]
    if unknown:
        raise UnknownProposalError(proposal_id=unknown[0])
    rivals = contradictions(decisions, [_standing(one) for one in proposals.values()])
    if rivals:
        texts = ", ".join(f"«{rival.after_text}»" for rival in rivals)
        label = proposals[rivals[0].proposal_id]["row_label"]
        raise ContradictoryDecisionsError(row_label=label, texts=texts)


def _revisions(
    store: Store, decisions: Sequence[Decision], proposals: Mapping[int, Record]
) -> dict[int, tuple[DocumentToStore, ...]]:
    """Gives the documents of the uploads in force that the decisions change, as they then read."""
    states = {str(one["proposal_key"]): ProposalState(one["state"]) for one in proposals.values()}
    for decision in decisions:
        key = str(proposals[decision.proposal_id]["proposal_key"])
        states[key] = state_after(decision.verdict)
    decided = [proposals[decision.proposal_id] for decision in decisions]
    uploads = dict.fromkeys(_upload_in_force(store, proposal) for proposal in decided)
    return {
        upload_id: _revised(store, upload_id, states, proposals.values())
        for upload_id in uploads
        if upload_id is not None
    }


def _upload_in_force(store: Store, proposal: Record) -> int | None:
    """Gives the upload that a decision on a proposal changes; None where its slot is empty.

    It is the upload that proposes, or the newer one that took its place without repeating it.
    """
    if proposal["is_in_force"]:
        return int(proposal["upload_id"])
    cells = _current_cells(store, proposal)
    return None if cells.empty else int(cells["upload_id"].iloc[0])


def _revised(
    store: Store, upload_id: int, states: States, proposals: Iterable[Record]
) -> tuple[DocumentToStore, ...]:
    uploads = plain_records(store.query("uploads"))
    upload = next(one for one in uploads if one["upload_id"] == upload_id)
    stored_ink = plain_records(store.query("upload_proposals", upload_id=upload_id))
    ink: dict[InkPlace, InkDecision | DecidedText] = {
        stored_ink_place(one): settled
        for one in stored_ink
        if (settled := SETTLED_INK.get(states[str(one["proposal_key"])])) is not None
    }
    ink |= _texts_from_other_files(store, upload, states, proposals)
    again = incoming_again(store, upload)
    incoming = replace(again, ink_decisions=ink, revised_upload_id=upload_id)
    # As it was read then: a mapping may have been changed or removed since.
    used = store.mappings_used(upload_id)
    (checked,) = check_files(store, [incoming], str(upload["entity_code"]), mappings=used)
    if checked.error is not None:
        raise checked.error
    blocking = next((one for one in checked.issues if one.severity is Severity.BLOCKING), None)
    if blocking is not None:
        problem = issue_sentence(blocking)
        raise RevisionUnreadableError(file_name=checked.file_name, problem=problem)
    return checked.documents


def _texts_from_other_files(
    store: Store, upload: Record, states: States, proposals: Iterable[Record]
) -> dict[InkPlace, DecidedText]:
    """Gives the texts that decisions on an earlier file's proposals give to cells of this one.

    Only what is decided while this file is in force: it stands for itself on what was decided
    before it came. What was accepted before and is not any more gives way to the text before.
    """
    found: dict[InkPlace, DecidedText] = {}
    for proposal in proposals:
        state = states[str(proposal["proposal_key"])]
        is_new = state is not ProposalState(proposal["state"])
        if proposal["is_in_force"] or not (is_new or _is_newer(proposal, upload)):
            continue
        if _upload_in_force(store, proposal) != upload["upload_id"]:
            continue
        there = _place_in_force(store, proposal)
        if state is ProposalState.ACCEPTED:
            if there is None:
                label, file_name = proposal["row_label"], proposal["file_name"]
                raise ProposalOutOfPlaceError(row_label=label, file_name=file_name)
            found[there.place] = DecidedText(str(proposal["after_text"]))
        elif there is not None and _is_taken_back(proposal, there.text, is_new=is_new):
            found[there.place] = DecidedText(str(proposal["before_text"]))
    return found


def _is_taken_back(proposal: Record, text: str, *, is_new: bool) -> bool:
    """Says whether a cell has to go back to, or stay at, the text before a proposal."""
    was_accepted = is_new and proposal["state"] == ProposalState.ACCEPTED
    counted_text = proposal["after_text"] if was_accepted else proposal["before_text"]
    return text.split() == str(counted_text).split()


class _CellInForce(NamedTuple):
    """A cell of the file in force, with the text that counts there."""

    place: InkPlace
    text: str


def _place_in_force(store: Store, proposal: Record) -> _CellInForce | None:
    """Gives the cell, in the file in force, of the field that an earlier file's proposal is about.

    None for a proposed row, which has no such cell, and where the row or the field is gone.
    """
    field_name = proposal["field_name"]
    rows = sheet_rows(_current_cells(store, proposal))
    for row in rows if field_name else ():
        value = _value_of(row, field_name)
        if value is not None and _subject(proposal, row, value.cell) == proposal["subject_key"]:
            return _CellInForce(InkPlace(row.sheet_name, value.cell), value.raw_text)
    return None


def _subject(proposal: Record, row: SheetRow, cell: str) -> str:
    """Gives the subject that a proposal would have if it stood in a row."""
    slot = ProposalSlot(
        str(proposal["entity_code"]),
        DocumentKind(proposal["document_kind"]),
        int(proposal["reference_year"]),
        None if proposal["period"] is None else Period(proposal["period"]),
        proposal["sector_code"],
        proposal["strategic_direction_code"],
    )
    kind = ProposalKind(proposal["proposal_kind"])
    field_name = str(proposal["field_name"])
    there = Proposal(kind, row.sheet_name, cell, "", "", field_name, row.row_number)
    return subject_key(slot, there, (row,))


def _value_of(row: SheetRow, field_name: str) -> FieldValue | None:
    """Gives the value of a field; code and name of one thing may stand in one cell."""
    names = (field_name, f"{field_name}_name", f"{field_name}_code")
    return next((row.values[name] for name in names if name in row.values), None)


def _current_cells(store: Store, proposal: Record) -> pd.DataFrame:
    slot = {name: proposal[name] for name in SLOT}
    return store.query("current_slot_cells", entity_code=proposal["entity_code"], **slot)


def _is_newer(proposal: Record, upload: Record) -> bool:
    """Says whether a proposal was decided after an upload came."""
    decided_at = proposal["decided_at"]
    return decided_at is not None and bool(decided_at > upload["uploaded_at"])


def _standing(proposal: Record) -> ProposalStanding:
    return ProposalStanding(
        int(proposal["proposal_id"]),
        str(proposal["subject_key"]),
        str(proposal["after_text"]),
        ProposalState(proposal["state"]),
    )


def stored_ink_place(proposal: Record) -> InkPlace:
    """Gives where the ink of a stored proposal stands in its file."""
    row_number = None if proposal["row_number"] is None else int(proposal["row_number"])
    return ink_place(
        Proposal(
            ProposalKind(proposal["proposal_kind"]),
            str(proposal["sheet_name"]),
            str(proposal["cell"]),
            before="",
            after="",
            row_number=row_number,
        )
    )


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
