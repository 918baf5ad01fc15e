"""Commands that take files in, take them back, or read them anew."""

from __future__ import annotations

import argparse
import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

from dashboard.clean_copies import clean_copy_of
from dashboard.cli.arguments import UNUSABLE
from dashboard.cli.output import BLOCKED, DONE, complain, write_new
from dashboard.domain.model import Severity
from dashboard.examining import findings_of_files, findings_of_year
from dashboard.history import revoke_upload
from dashboard.incoming import incoming_files
from dashboard.ingest import (
    CheckedFile,
    check_files,
    confirm_all,
    mapping_from_file,
    unused_answers,
)
from dashboard.rebuild import rebuild_database
from dashboard.reports.check_json import check_as_json
from dashboard.reports.findings_json import findings_as_json, findings_table
from dashboard.reports.tables import frame_as_text
from dashboard.rule_effects import effect_of_accepting
from dashboard.store import Store, open_store
from dashboard.texts import cli as texts
from dashboard.texts.drive import WATCH_ENDED, watching
from dashboard.texts.errors import error_sentence
from dashboard.texts.issues import issue_sentence
from dashboard.texts.plausibility import finding_line
from dashboard.texts.rule_effects import effect_sentences
from dashboard.texts.variations import clean_copy_sentence
from dashboard.variations import standings_by_key
from dashboard.watch import Watch, WatchRules


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
            complain(texts.entity_needed(entities))
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
        complain(texts.NO_ROWS)
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


def clean_copy(options: argparse.Namespace) -> int:
    """Writes the clean copy of an upload and says what is in it."""
    store = open_store(options.db)
    try:
        copy = clean_copy_of(store, options.upload_id)
    finally:
        store.close()
    write_new(options.output, copy.content)
    print(texts.written(str(options.output)))
    counts = copy.counts
    print(clean_copy_sentence(counts.accepted, counts.rejected, counts.pending))
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


def _checked(store: Store | None, options: argparse.Namespace) -> list[CheckedFile] | None:
    """Gives the checked files; None, with a sentence, where there is nothing to check."""
    for path in (*options.paths, *options.mapping):
        if not path.exists():
            complain(texts.path_missing(str(path)))
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
        complain(texts.no_files([str(path) for path in options.paths]))
        return None
    unused = unused_answers(checked_files, options.same_as)
    if unused:
        complain(texts.name_not_found([answer.text for answer in unused]))
        return None
    used = [use.mapping for checked in checked_files for use in checked.mapping_uses]
    for mapping in mappings:
        if mapping not in used:
            complain(texts.mapping_unused(mapping.name))
    return checked_files


def _stored(store: Store, checked_files: list[CheckedFile], user: str) -> int:
    counts = dict.fromkeys(("loaded", "already", "blocked", "unreadable"), 0)
    new_files = [checked for checked in checked_files if checked.is_new]
    confirm_all(store, new_files, uploaded_by=user)
    for checked in checked_files:
        if checked.error is not None:
            counts["unreadable"] += 1
            complain(error_sentence(checked.error))
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


def _exit_code(checked_files: list[CheckedFile]) -> int:
    if any(checked.error is not None for checked in checked_files):
        return UNUSABLE
    return BLOCKED if any(checked.is_blocked for checked in checked_files) else DONE


def _say_checked(checked: CheckedFile) -> None:
    if checked.error is not None:
        complain(error_sentence(checked.error))
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
