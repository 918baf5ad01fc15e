"""The same use cases as the pages, without a browser.

Exit codes: 0 done; 1 a file has blocking issues and was not stored; 2 a file cannot be read, or
the command is not understood.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

import pandas as pd

from dashboard import settings
from dashboard.clean_copies import clean_copy_of
from dashboard.cli_arguments import TAGGED_LEVELS, UNUSABLE, command_parser
from dashboard.delivering import delivery_matrix
from dashboard.directive import coherence_of
from dashboard.domain.cycle import CycleEvent, CycleEventKind, ReminderChannel
from dashboard.domain.deadlines import due_days, due_state, next_due
from dashboard.domain.deliveries import DeliveryCell
from dashboard.domain.explanation import Node, Scope
from dashboard.domain.model import DocumentKind, Period, Severity
from dashboard.domain.reconciling import Reconciliation
from dashboard.domain.rules import Level
from dashboard.domain.templates import TemplateSlot
from dashboard.errors import DashboardError, FileExistsAlreadyError, OutputNotWrittenError
from dashboard.examining import findings_of_files, findings_of_year
from dashboard.explaining import explained
from dashboard.history import plain_records, revoke_upload
from dashboard.incoming import incoming_files
from dashboard.ingest import (
    CheckedFile,
    check_files,
    confirm_all,
    mapping_from_file,
    unused_answers,
)
from dashboard.mail import mail_settings
from dashboard.rebuild import rebuild_database
from dashboard.reconciliation import figure_of, reconcile_figure, reconcile_value
from dashboard.registry_out import registry_in_force, registry_workbook
from dashboard.reminding import (
    ReminderDraft,
    SendOutcome,
    asks_for_something,
    remember,
    reminder_drafts,
    reminder_file,
    send_reminders,
)
from dashboard.reports.check_json import check_as_json
from dashboard.reports.findings_json import findings_as_json, findings_table
from dashboard.reports.icalendar import calendar_ics
from dashboard.reports.proposals_json import proposals_as_json
from dashboard.reports.reconciliation_json import reconciliation_as_json
from dashboard.reports.synoptic import synoptic_docx, synoptic_xlsx, year_table
from dashboard.reports.tables import frame_as_text
from dashboard.roll_over import RollOver
from dashboard.roll_over import roll_over as rolled_over
from dashboard.rule_effects import effect_of_accepting
from dashboard.scheduling import deadlines_of, state_event
from dashboard.store import Store, open_store
from dashboard.templates import hand_out_one, template_slots, write_archive
from dashboard.texts import cli as texts
from dashboard.texts import coherence as coherence_texts
from dashboard.texts import deadlines as deadline_texts
from dashboard.texts import templates as template_texts
from dashboard.texts.drive import WATCH_ENDED, watching
from dashboard.texts.errors import error_sentence
from dashboard.texts.explanation import text_tree
from dashboard.texts.issues import issue_sentence
from dashboard.texts.navigation import short_entity_name
from dashboard.texts.plausibility import finding_line
from dashboard.texts.reconciling import reconciliation_lines
from dashboard.texts.registry_page import holding_sentence
from dashboard.texts.reminders import (
    MAIL_IS_OFF,
    NOTHING_OPEN,
    delivery_line,
    refused,
    sent,
)
from dashboard.texts.rule_effects import effect_sentences
from dashboard.texts.variations import NO_PROPOSALS, clean_copy_sentence
from dashboard.variations import standings_by_key
from dashboard.watch import Watch, WatchRules

DONE, BLOCKED = 0, 1
DEBUG_VARIABLE = "CRUSCOTTO_DEBUG"
_UNFINISHED = ".in-corso"
_XLSX, _ZIP = ".xlsx", ".zip"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    parser = command_parser(_COMMANDS)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return UNUSABLE
    try:
        return int(options.run(options))
    except DashboardError as error:
        _complain(error_sentence(error))
        return UNUSABLE
    except BrokenPipeError:
        # Who reads has seen enough ("| head"). What Python would still write at its end goes
        # nowhere, as its documentation advises.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:
        # The last net: a person gets a sentence; who looks for the cause asks for the traceback.
        if DEBUG_VARIABLE in os.environ:
            raise
        _complain(texts.unexpected(DEBUG_VARIABLE))
        return UNUSABLE


def load(options: argparse.Namespace) -> int:
    """Checks files together and stores each that has no blocking issue."""
    store = open_store(options.db)
    try:
        checked_files = _checked(store, options)
        if checked_files is None:
            return UNUSABLE
        return _stored(store, checked_files, options.user)
    finally:
        store.close()


def check(options: argparse.Namespace) -> int:
    """Says what files contain; writes nothing, and needs no database."""
    store = open_store(options.db) if options.db.exists() else None
    try:
        checked_files = _checked(store, options)
        standings = {} if store is None else standings_by_key(store)
        found = findings_of_files(store, checked_files or [])
        effects = [effect_of_accepting(store, one) for one in checked_files or []]
    finally:
        if store is not None:
            store.close()
    if checked_files is None:
        return UNUSABLE
    if options.json:
        report = check_as_json(checked_files, standings, found, effects)
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for checked, findings_of_file, effect in zip(checked_files, found, effects, strict=True):
            _say_checked(checked)
            for one in findings_of_file:
                print(f"  {finding_line(one)}")
            for sentence in [] if effect is None else effect_sentences(effect):
                print(f"  {sentence}")
    return _exit_code(checked_files)


def findings(options: argparse.Namespace) -> int:
    """Lists what the checks of plausibility find in a year, and how each finding stands."""
    store = open_store(options.db)
    try:
        entities = [str(code) for code in store.query("entities")["entity_code"]]
        if options.entity not in (None, *entities):
            _complain(texts.entity_needed(entities))
            return UNUSABLE
        found = [
            one
            for entity_code in entities
            if options.entity in (None, entity_code)
            for one in findings_of_year(store, entity_code, options.year, options.as_of)
            if options.sector in (None, one.finding.subject.sector_code)
        ]
    finally:
        store.close()
    if options.format == "json":
        print(json.dumps(findings_as_json(found), ensure_ascii=False, indent=2))
        return DONE
    print(frame_as_text(findings_table(found), options.format), end="")
    if not found and options.format == "table":
        _complain(texts.NO_ROWS)
    return DONE


def query(options: argparse.Namespace) -> int:
    """Prints a named query as table, CSV or JSON."""
    if not options.list and options.name is None:
        _complain(texts.QUERY_NAME_NEEDED)
        return UNUSABLE
    if options.tag is not None and options.level not in TAGGED_LEVELS:
        _complain(texts.TAG_LEVEL_NEEDED)
        return UNUSABLE
    store = open_store(options.db)
    try:
        frame = store.query_catalogue() if options.list else _queried(store, options)
    finally:
        store.close()
    print(frame_as_text(frame, options.format), end="")
    if frame.empty and options.format == "table":
        _complain(texts.NO_ROWS)
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
        _complain(texts.NO_ROWS)
    return DONE


def explain(options: argparse.Namespace) -> int:
    """Prints how a percentage comes about, down to the cells, as text."""
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity, options.year)
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


def revoke(options: argparse.Namespace) -> int:
    """Takes an upload out of force; what it replaced counts again."""
    store = open_store(options.db)
    try:
        revoke_upload(store, options.upload_id, options.user, options.reason)
        file_name, _ = store.original(options.upload_id)
    finally:
        store.close()
    print(texts.revoked(options.upload_id, file_name))
    return DONE


def synoptic(options: argparse.Namespace) -> int:
    """Writes the synoptic table of a year's proposals."""
    write = _SYNOPTIC_WRITERS.get(options.output.suffix.lower())
    if write is None:
        _complain(texts.unknown_format(options.output.suffix))
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
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
        _complain(NO_PROPOSALS)
        return UNUSABLE
    _write_new(options.output, write(table))
    print(texts.written(str(options.output)))
    return DONE


def clean_copy(options: argparse.Namespace) -> int:
    """Writes the clean copy of an upload and says what is in it."""
    store = open_store(options.db)
    try:
        copy = clean_copy_of(store, options.upload_id)
    finally:
        store.close()
    _write_new(options.output, copy.content)
    print(texts.written(str(options.output)))
    counts = copy.counts
    print(clean_copy_sentence(counts.accepted, counts.rejected, counts.pending))
    return DONE


def registry(options: argparse.Namespace) -> int:
    """Writes the anagrafica of an entity, filled in with what holds in a year."""
    if options.output.suffix.lower() != _XLSX:
        _complain(texts.registry_format(options.output.suffix))
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        year = options.year or settings.today().year
        in_force = registry_in_force(store, *entity, year)
    finally:
        store.close()
    _write_new(options.output, registry_workbook(in_force))
    print(texts.written(str(options.output)))
    print(holding_sentence(in_force))
    return DONE


def template(options: argparse.Namespace) -> int:
    """Hands out one sheet, or all of a year in one archive, and remembers it."""
    expected = _ZIP if options.all else _XLSX
    wrong = _wrong_template_options(options, expected)
    if wrong is not None:
        _complain(wrong)
        return UNUSABLE
    kind = None if options.kind is None else DocumentKind(options.kind)
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        year = options.year or settings.today().year
        if kind is not None and not options.all:
            slot = TemplateSlot(entity[0], kind, year, options.sector, options.direction)
            _write_one_sheet(store, slot, options)
        else:
            _write_sheets(store, template_slots(store, entity[0], year, kind), options)
    finally:
        store.close()
    return DONE


def roll_over(options: argparse.Namespace) -> int:
    """Hands out the plans of the next year, filled in from this one; says what does not go on."""
    if options.output.suffix.lower() != _ZIP:
        _complain(texts.template_format(options.output.suffix, _ZIP))
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        found = rolled_over(store, entity[0], options.year)
        _write_sheets(store, found.slots, options)
    finally:
        store.close()
    for line in _roll_over_lines(found):
        print(line)
    return DONE


def deadlines(options: argparse.Namespace) -> int:
    """Lists what is due, the next first in words; with --ics writes it for calendars."""
    today = options.today or settings.today()
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        days = due_days(deadlines_of(store, entity[0]))
    finally:
        store.close()
    if not days:
        _complain(f"{deadline_texts.NO_DEADLINES} {deadline_texts.NO_DEADLINES_BODY}")
        return UNUSABLE
    coming = next_due(days, today)
    print(deadline_texts.headline(coming, days, today))
    for sentence in deadline_texts.waiting_sentences(days):
        print(sentence)
    for one in days:
        print(deadline_texts.due_line(one, due_state(one, coming, today), today))
    if options.ics is not None:
        written_at = datetime.now(UTC).replace(tzinfo=None)
        _write_new(options.ics, calendar_ics(days, *entity, written_at))
        print(texts.written(str(options.ics)))
    return DONE


def event(options: argparse.Namespace) -> int:
    """Enters when an event of the cycle happened, or takes it back; says what it moves."""
    kind = CycleEventKind(options.kind)
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        stated = CycleEvent(
            entity[0], kind, options.cycle, options.date, options.user, options.note
        )
        moved_count = state_event(store, stated)
    finally:
        store.close()
    if options.date is None:
        print(deadline_texts.event_removed(kind, moved_count))
    else:
        print(deadline_texts.event_saved(kind, options.date, moved_count))
    return DONE


def coherence(options: argparse.Namespace) -> int:
    """Says where the directive contradicts itself, with both passages of each finding."""
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        year = options.year or settings.today().year
        checked = coherence_of(store, entity[0], year)
    finally:
        store.close()
    if checked is None:
        _complain(f"{coherence_texts.NOTHING_STATED} {coherence_texts.NOTHING_STATED_BODY}")
        return UNUSABLE
    print(coherence_texts.headline(checked.findings))
    for one in checked.findings:
        print("\n".join(("", *coherence_texts.lines(one))))
    return DONE


def rebuild(options: argparse.Namespace) -> int:
    """Writes a new database from the kept originals and says what comes out different."""
    source = open_store(options.db)
    try:
        report = rebuild_database(source, options.new_db)
    finally:
        source.close()
    for line in texts.rebuild_lines(report.upload_count, len(report.figures)):
        print(line)
    for one in report.uploads:
        said = None if one.error is None else error_sentence(one.error)
        changed = sum(len(difference.differences) for difference in one.differences)
        print(texts.rebuilt_line(one.upload_id, one.file_name, one.is_blocked, said, changed))
    for figure in report.figures:
        print(texts.figure_line(figure.indicator, figure.figure, figure.before, figure.after))
    return BLOCKED if report.refused_count else DONE


def reminders(options: argparse.Namespace) -> int:
    """Lists what is still to be asked for in a year; writes the texts, or sends them."""
    settings_of_mail = mail_settings() if options.send else None
    if options.send and settings_of_mail is None:
        _complain(MAIL_IS_OFF)
        return UNUSABLE
    if options.remember and options.output is None:
        _complain(texts.OUTPUT_NEEDED_TO_REMEMBER)
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        today = settings.today()
        cells = _cells_to_ask_for(store, entity[0], today, options)
        drafts = reminder_drafts(store, cells, short_entity_name(entity[1]), today)
        if options.output is not None:
            _write_reminders(drafts, today, options)
            if options.remember:
                remember(store, drafts, ReminderChannel.DOCUMENT, options.user)
        if settings_of_mail is not None:
            return _say_sent(send_reminders(store, settings_of_mail, drafts, options.user))
    finally:
        store.close()
    return DONE


def _cells_to_ask_for(
    store: Store, entity_code: str, today: date, options: argparse.Namespace
) -> list[DeliveryCell]:
    """Gives, and prints, the documents of which something is missing."""
    cells = [
        cell
        for cell in delivery_matrix(store, entity_code, today, options.year)
        if asks_for_something(cell)
        and options.kind in (None, cell.kind)
        and options.sector in (None, cell.slot.sector_code)
    ]
    for cell in cells:
        print(delivery_line(cell, today))
    if not cells:
        _complain(NOTHING_OPEN)
    return cells


def _write_reminders(
    drafts: Sequence[ReminderDraft], today: date, options: argparse.Namespace
) -> None:
    """Writes each text as a file of its own into a folder, which is made where it is missing."""
    folder: Path = options.output
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWrittenError(path=str(folder)) from error
    for draft in drafts:
        name, content = reminder_file(draft, options.format, today)
        _write_new(folder / name, content)
        print(texts.written(str(folder / name)))


def _say_sent(outcomes: Sequence[SendOutcome]) -> int:
    """Prints what became of messages; the exit code says whether all of them left."""
    taken = [one for one in outcomes if one.error is None]
    print(sent(len(taken)))
    for one in outcomes:
        if one.error is not None:
            _complain(f"{one.draft.subject}: {error_sentence(one.error)}")
        elif one.refused:
            _complain(refused(one.draft.subject, one.refused))
    return DONE if len(taken) == len(outcomes) else BLOCKED


def serve(options: argparse.Namespace) -> int:
    """Serves the app on this machine until it is stopped."""
    # Imported here: the other commands must start without Streamlit.
    from dashboard.ui.server import serve as serve_app

    folder = options.folder or options.watch
    if folder is not None:
        os.environ[settings.SHARED_FOLDER_VARIABLE] = str(folder)
    rules = None if options.watch is None else WatchRules(options.watch)
    serve_app(
        port=options.port,
        db_path=options.db,
        with_samples=not options.without_samples,
        watch_rules=rules,
    )
    return DONE


def watch(options: argparse.Namespace) -> int:
    """Stores the clean files of a folder and hands back the others, until stopped or once."""
    rules = WatchRules(
        options.folder, options.user, options.reports, options.interval, options.entity
    )

    @contextmanager
    def lend_store() -> Iterator[Store]:
        # Held only while there is work, so that other commands can use the file in between.
        store = open_store(options.db)
        try:
            yield store
        finally:
            store.close()

    watched = Watch(rules, lend_store, _say_at_once)
    with _told_to_stop(watched.stop):
        if options.once:
            watched.run_once()
        else:
            _say_at_once(watching(str(options.folder), options.interval))
            watched.run()
            _say_at_once(WATCH_ENDED)
    if watched.tally.failure is not None:
        return UNUSABLE
    return BLOCKED if watched.handed_back_count else DONE


def _one_entity(
    store: Store, entity_code: str | None, year: int | None = None
) -> tuple[str, str] | None:
    """Gives code and name of the entity asked for; None, with a sentence.

    Where none is asked for it is the only one, or the only one with figures of the year.
    """
    entities = store.query("entities")
    known = dict(zip(entities["entity_code"], entities["entity_name"], strict=True))
    possible = list(known)
    if len(known) > 1 and year is not None:
        periods = store.query("periods")
        possible = list(periods.loc[periods["reference_year"] == year, "entity_code"].unique())
    code = possible[0] if entity_code is None and len(possible) == 1 else entity_code
    if code not in known:
        _complain(texts.entity_needed(list(known)))
        return None
    return str(code), str(known[code])


def _reconciled(options: argparse.Namespace) -> Reconciliation | None:
    """Gives what a search found; None, with a sentence, where it is not clear of what."""
    if options.mean is not None:
        mean_pct = figure_of(options.mean).value_pct
        return reconcile_value(options.figure, mean_pct, options.rows)
    level = Level(options.level)
    if (level is Level.ENTITY) != (options.code is None):
        _complain(texts.CODE_NEEDED)
        return None
    store = open_store(options.db)
    try:
        entity = _one_entity(store, options.entity, options.year)
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


def _wrong_template_options(options: argparse.Namespace, expected_suffix: str) -> str | None:
    """Gives what is wrong with what is asked of `template`; None where nothing is."""
    if options.output.suffix.lower() != expected_suffix:
        return texts.template_format(options.output.suffix, expected_suffix)
    has_owner = options.sector is not None or options.direction is not None
    if options.all:
        return texts.TEMPLATE_ALL_OWNED if has_owner else None
    if options.kind is None:
        return texts.TEMPLATE_KIND_NEEDED
    is_owned = options.kind != DocumentKind.REGISTRY
    return texts.TEMPLATE_OWNER_NEEDED if is_owned and not has_owner else None


def _write_one_sheet(store: Store, slot: TemplateSlot, options: argparse.Namespace) -> None:
    with _new_file(options.output) as out:
        out.write(hand_out_one(store, slot, options.user).content)
    print(texts.written(str(options.output)))


def _write_sheets(store: Store, slots: Sequence[TemplateSlot], options: argparse.Namespace) -> None:
    def say(done: int, total: int) -> None:
        # Only a person who waits wants to see it; a log would hold every step.
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            print(
                f"\r{template_texts.progress_words(done, total)}",
                end=end,
                file=sys.stderr,
                flush=True,
            )

    with _new_file(options.output) as out:
        write_archive(store, slots, options.user, out, say)
    print(template_texts.written_archive(str(options.output), len(slots)))


def _roll_over_lines(found: RollOver) -> Iterator[str]:
    yield template_texts.roll_over_sentence(
        found.earlier_year, found.carried_count, len(found.closings)
    )
    for one in found.closings:
        yield f"  {template_texts.closing_line(one.document_kind, one.code, one.name, one.reason)}"
    for change in found.name_changes:
        later = change.succession.later
        yield "  " + template_texts.name_change_line(
            change.subject,
            change.succession.earlier.words,
            None if later is None else later.words,
            change.left_count,
        )


def _write_new(path: Path, content: bytes) -> None:
    """Writes a document in one step; raises FileExistsAlreadyError, OutputNotWrittenError."""
    with _new_file(path) as out:
        out.write(content)


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """Lends a file that gets its name once it is whole, and is gone where anything fails.

    Raises FileExistsAlreadyError, OutputNotWrittenError.
    """
    if path.exists():
        raise FileExistsAlreadyError(reason="output", path=str(path))
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        with unfinished.open("wb") as out:
            yield out
        unfinished.replace(path)
    except OSError as error:
        raise OutputNotWrittenError(path=str(path)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _checked(store: Store | None, options: argparse.Namespace) -> list[CheckedFile] | None:
    """Gives the checked files; None, with a sentence, where there is nothing to check."""
    for path in (*options.paths, *options.mapping):
        if not path.exists():
            _complain(texts.path_missing(str(path)))
            return None
    mappings = [mapping_from_file(path.name, path.read_bytes()) for path in options.mapping]
    files = (
        replace(file, leaves_out_hidden=options.without_hidden)
        for file in incoming_files(options.paths)
    )
    checked_files = check_files(
        store, files, options.entity, answers=options.same_as, mappings=mappings
    )
    if not checked_files:
        _complain(texts.no_files([str(path) for path in options.paths]))
        return None
    unused = unused_answers(checked_files, options.same_as)
    if unused:
        _complain(texts.name_not_found([answer.text for answer in unused]))
        return None
    used = [use.mapping for checked in checked_files for use in checked.mapping_uses]
    for mapping in mappings:
        if mapping not in used:
            _complain(texts.mapping_unused(mapping.name))
    return checked_files


def _stored(store: Store, checked_files: list[CheckedFile], user: str) -> int:
    counts = dict.fromkeys(("loaded", "already", "blocked", "unreadable"), 0)
    new_files = [checked for checked in checked_files if checked.is_new]
    confirm_all(store, new_files, uploaded_by=user)
    for checked in checked_files:
        if checked.error is not None:
            counts["unreadable"] += 1
            _complain(error_sentence(checked.error))
        elif checked.is_blocked:
            counts["blocked"] += 1
            _say(checked, texts.OUTCOME_BLOCKED)
        elif checked.already_stored_upload_id is not None:
            counts["already"] += 1
            _say(checked, texts.OUTCOME_ALREADY)
        else:
            counts["loaded"] += 1
            _say(checked, texts.OUTCOME_LOADED)
    print(texts.summary(**counts))
    return _exit_code(checked_files)


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


def _exit_code(checked_files: list[CheckedFile]) -> int:
    if any(checked.error is not None for checked in checked_files):
        return UNUSABLE
    return BLOCKED if any(checked.is_blocked for checked in checked_files) else DONE


def _say_checked(checked: CheckedFile) -> None:
    if checked.error is not None:
        _complain(error_sentence(checked.error))
        return
    _say(checked, texts.OUTCOME_HAS_BLOCKING if checked.is_blocked else texts.OUTCOME_READABLE)


def _say(checked: CheckedFile, outcome: str) -> None:
    """Prints a file's outcome, then each of its issues, the grave ones first."""
    order = list(Severity)
    row_count = sum(len(document.rows) for document in checked.documents)
    graver = [issue for issue in checked.issues if issue.severity is not Severity.INFO]
    print(texts.outcome_line(checked.file_name, outcome, row_count, len(graver)))
    for issue in sorted(graver, key=lambda issue: order.index(issue.severity)):
        print(f"  {issue_sentence(issue)}")


def _say_at_once(sentence: str) -> None:
    # Whoever reads the log of a watch reads it while it runs.
    print(sentence, flush=True)


@contextmanager
def _told_to_stop(stop: Event) -> Iterator[None]:
    """Turns Ctrl+C and a service manager's stop into a wish, so that no file is left half done."""
    wishes = (signal.SIGINT, signal.SIGTERM)
    earlier = [signal.signal(wish, lambda *_: stop.set()) for wish in wishes]
    try:
        yield
    finally:
        for wish, handler in zip(wishes, earlier, strict=True):
            signal.signal(wish, handler)


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


_SYNOPTIC_WRITERS = {".docx": synoptic_docx, _XLSX: synoptic_xlsx}
_COMMANDS = {
    "load": load,
    "check": check,
    "findings": findings,
    "query": query,
    "explain": explain,
    "reconcile": reconcile,
    "proposals": proposals,
    "revoke": revoke,
    "rebuild": rebuild,
    "synoptic": synoptic,
    "clean-copy": clean_copy,
    "registry": registry,
    "reminders": reminders,
    "template": template,
    "roll-over": roll_over,
    "deadlines": deadlines,
    "event": event,
    "coherence": coherence,
    "serve": serve,
    "watch": watch,
}

if __name__ == "__main__":
    sys.exit(main())
