"""What an anagrafica would move before it is accepted: indicators, actions, sectors and totals.

The store is asked twice, as it is and as it would be; nothing is worked out here that is not worked
out so once the anagrafica is in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isclose
from typing import Any

from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.rollup import Aggregate, Outcome, RollupSettings, roll_up
from dashboard.domain.rule_movements import Movement, RuleEffect, Standing
from dashboard.domain.rules import CHAIN, DEFAULT_ROLLUP, ORGANISATION, Level
from dashboard.errors import UnknownUploadError
from dashboard.history import plain_records
from dashboard.ingest import CheckedFile, upload_of
from dashboard.measuring import outcomes_of, settings_of
from dashboard.store import Store
from dashboard.store.supposed import SupposedStore

# Percentages are sums of the same numbers in another order; what nobody can see did not move.
_SAME_PCT = 1e-9

_Key = tuple[int, str, Level, str | None, str | None]
"""Year, period and level; the sector, where a code alone does not tell; the code."""


def effect_of_accepting(store: Store | None, checked: CheckedFile) -> RuleEffect | None:
    """Gives what a checked anagrafica would move.

    None for other files and for blocked ones, and without a store, in which nothing can move.
    """
    is_registry = any(one.kind is DocumentKind.REGISTRY for one in checked.documents)
    if store is None or checked.is_blocked or not is_registry:
        return None
    upload = upload_of(checked, uploaded_by="")
    with store.supposing_appended(upload) as supposed:
        return _effect(store, supposed, checked.entity_code)


def effect_of_revoking(store: Store, upload_id: int) -> RuleEffect | None:
    """Gives what taking an anagrafica back would move; None for uploads of other documents.

    Raises UnknownUploadError.
    """
    documents = plain_records(store.query("upload_documents", upload_id=upload_id))
    entity_codes = {
        str(one["entity_code"])
        for one in documents
        if one["document_kind"] == DocumentKind.REGISTRY
    }
    if not entity_codes:
        return None
    try:
        with store.supposing_revoked(upload_id) as supposed:
            return _effect(store, supposed, *entity_codes)
    except KeyError as error:
        raise UnknownUploadError(upload_id=upload_id) from error


def _effect(store: Store, supposed: SupposedStore, entity_code: str) -> RuleEffect:
    before, after = _standings(store, entity_code), _standings(supposed, entity_code)
    compared = [
        Movement(
            reference_year=year,
            period=Period(period),
            level=level,
            code=code,
            sector_code=sector_code,
            before=before.get((year, period, level, sector_code, code)),
            after=after.get((year, period, level, sector_code, code)),
        )
        for year, period, level, sector_code, code in sorted(
            before.keys() | after.keys(), key=_widest_first
        )
    ]
    return RuleEffect(
        movements=tuple(one for one in compared if _has_moved(one)),
        totals=tuple(one for one in compared if one.level is Level.ENTITY),
    )


def _widest_first(key: _Key) -> tuple[int, int, str, str, str]:
    year, period, level, sector_code, code = key
    return list(Level)[::-1].index(level), -year, period, sector_code or "", code or ""


def _has_moved(one: Movement) -> bool:
    if one.before is None or one.after is None:
        return True
    if one.before.state != one.after.state:
        return True
    before_pct, after_pct = one.before_pct, one.after_pct
    if before_pct is None or after_pct is None:
        return before_pct != after_pct
    return not isclose(before_pct, after_pct, rel_tol=0, abs_tol=_SAME_PCT)


def _standings(asked: Store | SupposedStore, entity_code: str) -> dict[_Key, Standing]:
    """Gives how everything of an entity stands, in every year and period."""
    settings = _settings_by_year(asked, entity_code)
    rows_of: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in plain_records(asked.query("indicator_results", entity_code=entity_code)):
        rows_of.setdefault((int(row["reference_year"]), str(row["period"])), []).append(row)
    found: dict[_Key, Standing] = {}
    for (year, period), rows in rows_of.items():
        statuses = {_identity(row): str(row["status"]) for row in rows}
        outcomes = outcomes_of(rows)
        for chain in (ORGANISATION, CHAIN):  # the entity stands at the top of the second one
            root = roll_up(outcomes, settings[year], chain)
            for node, sector_code, code in _nodes(root):
                found[year, period, node.level, sector_code, code] = _standing(node, statuses)
    return found


def _settings_by_year(asked: Store | SupposedStore, entity_code: str) -> dict[int, RollupSettings]:
    rows = plain_records(asked.query("registries_in_force", entity_code=entity_code))
    return {
        int(row["reference_year"]): RollupSettings(DEFAULT_ROLLUP)
        if row["registry_document_id"] is None
        else settings_of(asked.registry_facts(int(row["registry_document_id"])))
        for row in rows
    }


def _nodes(node: Aggregate) -> Iterator[tuple[Aggregate, str | None, str | None]]:
    """Gives every node with the sector that its code belongs to, and its code."""
    outcome = _first_outcome(node)
    if node.level is Level.INDICATOR and outcome is not None:
        yield node, outcome.sector_code, f"{outcome.action_code} / {outcome.indicator_code}"
    elif node.level in (Level.ACTION, Level.SERVICE) and outcome is not None:
        yield node, outcome.sector_code, node.code
    else:
        yield node, None, node.code
    for child in node.children:
        yield from _nodes(child)


def _first_outcome(node: Aggregate) -> Outcome | None:
    while node.children:
        node = node.children[0]
    return node.outcome


def _standing(node: Aggregate, statuses: Mapping[tuple[str, str, str], str]) -> Standing:
    one = node.outcome
    if one is None:
        return Standing(node.name, node.value_pct)
    status = statuses[one.sector_code, one.action_code, one.indicator_code]
    return Standing(node.name, node.value_pct, one.left_out_reason or status)


def _identity(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["sector_code"], row["action_code"], row["indicator_code"]
