"""What `cruscotto check --json` prints. The shape is a contract, written in docs/check-json.md.

A file gives one entry; a workbook that holds documents of several kinds, years or periods gives
one entry for each, with the same `file`. Issues and proposals go with the entry whose sheets
they are in, and with the first entry where they concern the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from dashboard.domain.decisions import ProposalStanding, ProposalState
from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.model import (
    DocumentKind,
    Issue,
    ParsedDocument,
    ParsedWorkbook,
    Proposal,
    Scalar,
    Severity,
    SheetRow,
)
from dashboard.domain.placing import PlacedProposal
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.domain.proposals import InkPlace, ink_place
from dashboard.domain.rule_movements import RuleEffect
from dashboard.errors import DashboardError
from dashboard.reports.findings_json import finding_entry
from dashboard.reports.rule_effect_json import effect_entry
from dashboard.texts.errors import error_sentence
from dashboard.texts.issues import issue_sentence

_MEASURES = frozenset(
    name for name, field_type in FIELD_TYPES.items() if field_type is FieldType.QUANTITY
)


class Checked(Protocol):
    """What this report needs of a checked file."""

    @property
    def file_name(self) -> str: ...
    @property
    def error(self) -> DashboardError | None: ...
    @property
    def parsed(self) -> ParsedWorkbook | None: ...
    @property
    def issues(self) -> tuple[Issue, ...]: ...
    @property
    def proposals(self) -> tuple[Proposal, ...]: ...
    @property
    def placed_proposals(self) -> tuple[PlacedProposal, ...]: ...


Standings = Mapping[tuple[str, str], ProposalStanding]
"""How stored proposals stand, by entity code and proposal key."""


def check_as_json(
    checked_files: Iterable[Checked],
    standings: Standings,
    findings: Iterable[Sequence[StandingFinding]],
    effects: Iterable[RuleEffect | None],
) -> dict[str, Any]:
    """Gives `{"files": [...]}` with values that `json.dumps` takes as they are.

    `findings`: what the checks of plausibility find in each file, in the order of the files;
    `effects`: what each would move if it is an anagrafica, None for the others.
    """
    return {
        "files": [
            entry
            for checked, found, effect in zip(checked_files, findings, effects, strict=True)
            for entry in _entries(checked, standings, found, effect)
        ]
    }


def _entries(
    checked: Checked,
    standings: Standings,
    found: Sequence[StandingFinding],
    effect: RuleEffect | None,
) -> list[dict[str, Any]]:
    known = _known(checked, standings)
    documents = () if checked.parsed is None else checked.parsed.documents
    if not documents:
        issues = [_issue(issue) for issue in checked.issues]
        if checked.error is not None:
            issues.insert(0, _error_as_issue(checked.error))
        proposals = [_proposal(proposal, known) for proposal in checked.proposals]
        return [_entry(checked.file_name, (), issues, proposals, [])]
    groups: dict[tuple[Any, ...], list[ParsedDocument]] = {}
    for document in documents:
        key = (document.kind, document.reference_year, document.period)
        groups.setdefault(key, []).append(document)
    entries, claimed = [], set[str]()
    for position, group in enumerate(groups.values()):
        sheets = {row.sheet_name for document in group for row in document.rows} - claimed
        claimed |= sheets
        is_first = position == 0
        others = _sheets_of(documents) - sheets
        entries.append(
            _entry(
                checked.file_name,
                group,
                [
                    _issue(i)
                    for i in checked.issues
                    if _belongs(i.sheet_name, sheets, others, is_first)
                ],
                [
                    _proposal(p, known)
                    for p in checked.proposals
                    if _belongs(p.sheet_name, sheets, others, is_first)
                ],
                [
                    finding_entry(one)
                    for one in found
                    if _belongs(_own_sheet(one, checked.file_name), sheets, others, is_first)
                ],
                effect if group[0].kind is DocumentKind.REGISTRY else None,
            )
        )
    return entries


def _entry(
    file_name: str,
    documents: Sequence[ParsedDocument],
    issues: list[dict[str, Any]],
    proposals: list[dict[str, Any]],
    findings: list[dict[str, Any]],
    effect: RuleEffect | None = None,
) -> dict[str, Any]:
    rows = [_row(row, document) for document in documents for row in document.rows]
    first = documents[0] if documents else None
    return {
        "file": file_name,
        "kind": None if first is None else str(first.kind),
        "year": None if first is None else first.reference_year,
        "period": None if first is None or first.period is None else str(first.period),
        "sector": _common(_named(d.sector_code, d.sector_name) for d in documents),
        "direction": _common(
            _named(d.strategic_direction_code, d.strategic_direction_name) for d in documents
        ),
        "row_count": len(rows),
        "rows": rows,
        "issues": issues,
        "proposals": proposals,
        "findings": findings,
        "effect": None if effect is None else effect_entry(effect),
    }


def _row(row: SheetRow, document: ParsedDocument) -> dict[str, Any]:
    """Gives a row's fields; a measure also gives its text as typed, as `<field>_text`."""
    fields: dict[str, Any] = {}
    for name, found in row.values.items():
        fields[name] = _plain(found.value)
        if name in _MEASURES:
            fields[f"{name}_text"] = found.raw_text
    return {**fields, "sheet": row.sheet_name, "row": row.row_number}


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "severity": str(issue.severity),
        "sheet": issue.sheet_name,
        "cell": issue.cell,
        "message": issue_sentence(issue),
    }


def _error_as_issue(error: DashboardError) -> dict[str, Any]:
    return {
        "code": error.code,
        "severity": str(Severity.BLOCKING),
        "sheet": None,
        "cell": None,
        "message": error_sentence(error),
    }


def _known(checked: Checked, standings: Standings) -> dict[InkPlace, ProposalStanding]:
    """Gives how those proposals of a file stand that came before, by where they are in it."""
    known: dict[InkPlace, ProposalStanding] = {}
    for placed in checked.placed_proposals:
        found = standings.get((placed.document.entity_code, placed.proposal_key))
        if found is not None:
            known[ink_place(placed.proposal)] = found
    return known


def _proposal(proposal: Proposal, known: Mapping[InkPlace, ProposalStanding]) -> dict[str, Any]:
    standing = known.get(ink_place(proposal))
    return {
        "id": None if standing is None else standing.proposal_id,
        "kind": str(proposal.kind),
        "sheet": proposal.sheet_name,
        "cell": proposal.cell,
        "before": proposal.before,
        "after": proposal.after,
        "state": str(ProposalState.PENDING if standing is None else standing.state),
    }


def _belongs(sheet_name: str | None, mine: set[str], others: set[str], is_first: bool) -> bool:
    """Says whether something on a sheet (None: on the file) goes with the entry of these sheets."""
    if sheet_name in mine:
        return True
    return is_first and sheet_name not in others


def _own_sheet(one: StandingFinding, file_name: str) -> str | None:
    """Gives the sheet of the file that a finding rests on; it may rest on other files as well."""
    places = one.finding.places
    return next((place.sheet_name for place in places if place.file_name == file_name), None)


def _sheets_of(documents: Iterable[ParsedDocument]) -> set[str]:
    return {row.sheet_name for document in documents for row in document.rows}


def _named(code: str | None, name: str | None) -> str | None:
    return " ".join(part for part in (code, name) if part) or None


def _common(values: Iterable[str | None]) -> str | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _plain(value: Scalar) -> str | float | int | bool | None:
    return value.isoformat() if isinstance(value, date) else value
