"""Find the sector of a row that only names its service, by the anagrafica in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.domain.issues import IssueList
from dashboard.domain.known_names import Days
from dashboard.domain.model import DocumentKind, ParsedDocument, SheetRow
from dashboard.domain.names import normalised_name
from dashboard.domain.registry_model import RegistryFacts

_KINDS_WITHOUT_SECTOR = (DocumentKind.DUP_STATUS, DocumentKind.REGISTRY)


def placed_by_service(
    document: ParsedDocument, facts: RegistryFacts | None, days: Days, issues: IssueList
) -> tuple[ParsedDocument, ...]:
    """Gives a document that states no sector as one for each sector of its rows' services.

    Rows of services that are not known stay together without a sector, as they came; where none
    is left the issue that the sector is missing is taken back. A service that several sectors
    have on these days tells none of them. Any other document is given as it is.
    """
    if facts is None or document.kind in _KINDS_WITHOUT_SECTOR:
        return (document,)
    if document.sector_code is not None or document.sector_name is not None:
        return (document,)
    sector_of = _sectors_by_service(facts, days)
    rows_by_sector: dict[str | None, list[SheetRow]] = {}
    for row in document.rows:
        sector_code = sector_of.get(normalised_name(row.text("service_name") or ""))
        rows_by_sector.setdefault(sector_code, []).append(row)
    _take_back(document.rows, rows_by_sector.get(None, ()), issues)
    return tuple(
        replace(document, sector_code=sector_code, rows=tuple(rows))
        for sector_code, rows in rows_by_sector.items()
    )


def _sectors_by_service(facts: RegistryFacts, days: Days) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for one in facts.services:
        has_begun = one.valid_from is None or one.valid_from <= days.last
        if has_begun and (one.valid_to is None or one.valid_to >= days.first):
            found.setdefault(normalised_name(one.service_name), set()).add(one.sector_code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _take_back(rows: Iterable[SheetRow], left: Iterable[SheetRow], issues: IssueList) -> None:
    sheets = {row.sheet_name for row in rows} - {row.sheet_name for row in left}
    issues.issues[:] = [
        issue
        for issue in issues.issues
        if issue.code != "sector_missing" or issue.sheet_name not in sheets
    ]
