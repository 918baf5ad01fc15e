"""Commands that ask the store, and those that write what it holds as a document."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard import settings
from dashboard.cli.arguments import TAGGED_LEVELS, UNUSABLE
from dashboard.cli.output import DONE, complain, one_entity, write_new
from dashboard.domain.explanation import Node, Scope
from dashboard.domain.model import Period
from dashboard.domain.reconciling import Reconciliation
from dashboard.domain.rules import Level
from dashboard.explaining import explained
from dashboard.history import plain_records
from dashboard.reconciliation import figure_of, reconcile_figure, reconcile_value
from dashboard.registry_out import registry_in_force, registry_workbook
from dashboard.reports.proposals_json import proposals_as_json
from dashboard.reports.reconciliation_json import reconciliation_as_json
from dashboard.reports.synoptic import synoptic_docx, synoptic_xlsx, year_table
from dashboard.reports.tables import frame_as_text
from dashboard.store import Store, open_store
from dashboard.texts import cli as texts
from dashboard.texts.explanation import text_tree
from dashboard.texts.reconciling import reconciliation_lines
from dashboard.texts.registry_page import holding_sentence
from dashboard.texts.variations import NO_PROPOSALS

_SYNOPTIC_WRITERS = {".docx": synoptic_docx, ".xlsx": synoptic_xlsx}


def query(options: argparse.Namespace) -> int:
    """Prints a named query as table, CSV or JSON."""
    if not options.list and options.name is None:
        complain(texts.QUERY_NAME_NEEDED)
        return UNUSABLE
    if options.tag is not None and options.level not in TAGGED_LEVELS:
        complain(texts.TAG_LEVEL_NEEDED)
        return UNUSABLE
    store = open_store(options.db)
    try:
        frame = store.query_catalogue() if options.list else _queried(store, options)
    finally:
        store.close()
    print(frame_as_text(frame, options.format), end="")
    if frame.empty and options.format == "table":
        complain(texts.NO_ROWS)
    return DONE


def proposals(options: argparse.Namespace) -> int:
    """Lists the changes typed in red, with how each stands."""
    store = open_store(options.db)
    try:
        frame = store.query(
            "proposals",
            entity_code=options.entity,
            reference_year=options.year,
            strategic_direction_code=options.direction,
        )
    finally:
        store.close()
    found = [
        one
        for one in plain_records(frame)
        if options.state is None or one["state"] == options.state
    ]
    if options.json:
        print(json.dumps(proposals_as_json(found), ensure_ascii=False, indent=2))
        return DONE
    for one in found:
        print(texts.proposal_line(one))
    if not found:
        complain(texts.NO_ROWS)
    return DONE


def explain(options: argparse.Namespace) -> int:
    """Prints how a percentage comes about, down to the cells, as text."""
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity, options.year)
        if entity is None:
            return UNUSABLE
        entity_code, _ = entity
        scope = Scope(
            entity_code,
            options.year,
            Period(options.period),
            sector_code=options.sector,
            as_of=options.as_of,
        )
        level = None if options.level is None else Level(options.level)
        explanation = explained(store, scope).named(options.code, level)
    finally:
        store.close()
    print(text_tree(explanation), end="")
    return DONE


def reconcile(options: argparse.Namespace) -> int:
    """Says how a published percentage may have been counted."""
    found = _reconciled(options)
    if found is None:
        return UNUSABLE
    if options.format == "json":
        print(json.dumps(reconciliation_as_json(found), ensure_ascii=False, indent=2))
        return DONE
    for line in reconciliation_lines(found):
        print(line)
    return DONE


def synoptic(options: argparse.Namespace) -> int:
    """Writes the synoptic table of a year's proposals."""
    write = _SYNOPTIC_WRITERS.get(options.output.suffix.lower())
    if write is None:
        complain(texts.unknown_format(options.output.suffix))
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        entity_code, entity_name = entity
        table = year_table(
            store,
            entity_name,
            datetime.now().astimezone().date(),
            entity_code=entity_code,
            reference_year=options.year,
            strategic_direction_code=options.direction,
        )
    finally:
        store.close()
    if not table.proposals:
        complain(NO_PROPOSALS)
        return UNUSABLE
    write_new(options.output, write(table))
    print(texts.written(str(options.output)))
    return DONE


def registry(options: argparse.Namespace) -> int:
    """Writes the anagrafica of an entity, filled in with what holds in a year."""
    if options.output.suffix.lower() != ".xlsx":
        complain(texts.registry_format(options.output.suffix))
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        year = options.year or settings.today().year
        in_force = registry_in_force(store, *entity, year)
    finally:
        store.close()
    write_new(options.output, registry_workbook(in_force))
    print(texts.written(str(options.output)))
    print(holding_sentence(in_force))
    return DONE


def _reconciled(options: argparse.Namespace) -> Reconciliation | None:
    """Gives what a search found; None, with a sentence, where it is not clear of what."""
    if options.mean is not None:
        mean_pct = figure_of(options.mean).value_pct
        return reconcile_value(options.figure, mean_pct, options.rows)
    level = Level(options.level)
    if (level is Level.ENTITY) != (options.code is None):
        complain(texts.CODE_NEEDED)
        return None
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity, options.year)
        if entity is None:
            return None
        entity_code, _ = entity
        scope = Scope(
            entity_code,
            options.year,
            Period(options.period),
            sector_code=options.sector,
            strategic_direction_code=options.direction,
            as_of=options.as_of,
        )
        node = Node(level, options.code)
        return reconcile_figure(store, options.figure, scope, node, is_exhaustive=options.all)
    finally:
        store.close()


def _queried(store: Store, options: argparse.Namespace) -> pd.DataFrame:
    params: dict[str, Any] = {
        "entity_code": options.entity,
        "reference_year": options.year,
        "period": options.period,
        "sector_code": options.sector,
        "strategic_direction_code": options.direction,
        "action_code": options.action,
        "level": options.level,
        "method": options.method,
        "tag": options.tag,
        "upload_id": options.upload,
    }
    return store.query(options.name, as_of=options.as_of, **params)
