"""The same use cases as the pages, without a browser.

Exit codes: 0 done; 1 a file has blocking issues and was not stored; 2 a file cannot be read, or
the command is not understood.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Event
from typing import Any, NoReturn

import pandas as pd

from dashboard import settings
from dashboard.clean_copies import clean_copy_of
from dashboard.domain.decisions import ProposalState
from dashboard.domain.model import Severity
from dashboard.domain.name_questions import NameAnswer
from dashboard.errors import DashboardError, FileExistsAlreadyError, OutputNotWrittenError
from dashboard.history import plain_records, revoke_upload
from dashboard.ingest import (
    CheckedFile,
    check_files,
    confirm_all,
    incoming_files,
    mapping_from_file,
    unused_answers,
)
from dashboard.rebuild import rebuild_database
from dashboard.reports.check_json import check_as_json
from dashboard.reports.proposals_json import proposals_as_json
from dashboard.reports.synoptic import synoptic_docx, synoptic_xlsx, year_table
from dashboard.reports.tables import frame_as_text
from dashboard.store import Store, open_store
from dashboard.texts import cli as texts
from dashboard.texts.drive import USER as WATCH_USER
from dashboard.texts.drive import WATCH_ENDED, watching
from dashboard.texts.errors import error_sentence
from dashboard.texts.issues import issue_sentence
from dashboard.texts.variations import NO_PROPOSALS, clean_copy_sentence
from dashboard.variations import standings_by_key
from dashboard.watch import INTERVAL_SECONDS, Watch, WatchRules

DONE, BLOCKED, UNUSABLE = 0, 1, 2
DEBUG_VARIABLE = "CRUSCOTTO_DEBUG"
_UNFINISHED = ".in-corso"
_PERIODS = ("intermediate", "final")
_FORMATS = ("table", "csv", "json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    options = _parser().parse_args(arguments)
    if options.command is None:
        _parser().print_help()
        return UNUSABLE
    try:
        return int(options.run(options))
    except DashboardError as error:
        _complain(error_sentence(error))
        return UNUSABLE
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
    finally:
        if store is not None:
            store.close()
    if checked_files is None:
        return UNUSABLE
    if options.json:
        print(json.dumps(check_as_json(checked_files, standings), ensure_ascii=False, indent=2))
    else:
        for checked in checked_files:
            _say_checked(checked)
    return _exit_code(checked_files)


def query(options: argparse.Namespace) -> int:
    """Prints a named query as table, CSV or JSON."""
    if not options.list and options.name is None:
        _complain(texts.QUERY_NAME_NEEDED)
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
        entities = store.query("entities")
        if options.entity is not None:
            entities = entities[entities["entity_code"] == options.entity]
        if len(entities) != 1:
            _complain(texts.entity_needed(list(store.query("entities")["entity_code"])))
            return UNUSABLE
        entity = entities.iloc[0]
        table = year_table(
            store,
            str(entity["entity_name"]),
            datetime.now().astimezone().date(),
            entity_code=str(entity["entity_code"]),
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


def _write_new(path: Path, content: bytes) -> None:
    """Writes a document in one step; raises FileExistsAlreadyError, OutputNotWrittenError."""
    if path.exists():
        raise FileExistsAlreadyError(reason="output", path=str(path))
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise OutputNotWrittenError(path=str(path)) from error


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


class _ItalianParser(argparse.ArgumentParser):
    """argparse speaks English only; titles are ours, and so is the sentence of a wrong command."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.arguments = self.add_argument_group(texts.ARGUMENTS_TITLE)
        self.options = self.add_argument_group(texts.HELP_TITLE)
        self.options.add_argument("-h", "--help", action="help", help=texts.HELP)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", texts.USAGE_PREFIX, 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", texts.USAGE_PREFIX, 1)

    def error(self, message: str) -> NoReturn:
        _complain(self.format_usage().rstrip())
        _complain(texts.bad_arguments(sys.argv[1:]))
        raise SystemExit(UNUSABLE)


def _parser() -> _ItalianParser:
    parser = _ItalianParser(prog="cruscotto", description=texts.DESCRIPTION)
    commands = parser.add_subparsers(dest="command", title=texts.COMMANDS_TITLE, metavar="")
    for name, run in _COMMANDS.items():
        command = commands.add_parser(
            name, help=texts.COMMANDS[name], description=texts.COMMANDS[name]
        )
        command.set_defaults(run=run)
        command.options.add_argument(
            "--db", type=Path, default=settings.db_path(), metavar="FILE", help=texts.OPTIONS["db"]
        )
        _ADD_ARGUMENTS[name](command)
    return parser


def _path_arguments(command: _ItalianParser) -> None:
    command.arguments.add_argument(
        "paths", nargs="+", type=Path, metavar="PERCORSO", help=texts.OPTIONS["paths"]
    )
    add = command.options.add_argument
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add(
        "--mapping",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=texts.OPTIONS["mapping"],
    )
    add("--without-hidden", action="store_true", help=texts.OPTIONS["without_hidden"])
    add(
        "--same-as",
        action="append",
        type=_name_answer,
        default=[],
        metavar="NOME=CODICE",
        help=texts.OPTIONS["same_as"],
    )


def _name_answer(typed: str) -> NameAnswer:
    """Reads "Lavori publici=03"; ValueError without both parts."""
    name, _, code = (part.strip() for part in typed.rpartition("="))
    if not (name and code):
        raise ValueError(typed)
    return NameAnswer(name, code)


def _load_arguments(command: _ItalianParser) -> None:
    _path_arguments(command)
    _user_argument(command)


def _user_argument(command: _ItalianParser) -> None:
    command.options.add_argument(
        "--user", default=texts.USER, metavar="NOME", help=texts.OPTIONS["user"]
    )


def _revoke_arguments(command: _ItalianParser) -> None:
    command.arguments.add_argument(
        "upload_id", type=int, metavar="NUMERO", help=texts.OPTIONS["upload_id"]
    )
    command.options.add_argument(
        "--reason", required=True, metavar="MOTIVO", help=texts.OPTIONS["reason"]
    )
    _user_argument(command)


def _synoptic_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    add("--year", type=int, required=True, metavar="ANNO", help=texts.OPTIONS["year"])
    add("--direction", metavar="CODICE", help=texts.OPTIONS["direction"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    output_help = texts.OPTIONS["synoptic_output"]
    add("--output", type=Path, required=True, metavar="FILE", help=output_help)


def _clean_copy_arguments(command: _ItalianParser) -> None:
    command.arguments.add_argument(
        "upload_id", type=int, metavar="NUMERO", help=texts.OPTIONS["clean_upload_id"]
    )
    command.options.add_argument(
        "--output", type=Path, required=True, metavar="FILE", help=texts.OPTIONS["output"]
    )


def _check_arguments(command: _ItalianParser) -> None:
    _path_arguments(command)
    command.options.add_argument("--json", action="store_true", help=texts.OPTIONS["json"])


def _rebuild_arguments(command: _ItalianParser) -> None:
    command.arguments.add_argument(
        "new_db", type=Path, metavar="NUOVO_FILE", help=texts.OPTIONS["new_db"]
    )


def _query_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    command.arguments.add_argument("name", nargs="?", metavar="NOME", help=texts.OPTIONS["name"])
    add("--list", action="store_true", help=texts.OPTIONS["list"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--year", type=int, metavar="ANNO", help=texts.OPTIONS["year"])
    add("--period", choices=_PERIODS, metavar="PERIODO", help=texts.OPTIONS["period"])
    add("--sector", metavar="CODICE", help=texts.OPTIONS["sector"])
    add("--direction", metavar="CODICE", help=texts.OPTIONS["direction"])
    add("--action", metavar="CODICE", help=texts.OPTIONS["action"])
    add("--upload", type=int, metavar="NUMERO", help=texts.OPTIONS["upload"])
    add("--as-of", type=date.fromisoformat, metavar="DATA", help=texts.OPTIONS["as_of"])
    add(
        "--format",
        choices=_FORMATS,
        default="table",
        metavar="FORMATO",
        help=texts.OPTIONS["format"],
    )


def _proposals_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    add("--json", action="store_true", help=texts.OPTIONS["json"])
    add(
        "--state",
        choices=[state.value for state in ProposalState],
        metavar="STATO",
        help=texts.OPTIONS["state"],
    )
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--year", type=int, metavar="ANNO", help=texts.OPTIONS["year"])
    add("--direction", metavar="CODICE", help=texts.OPTIONS["direction"])


def _serve_arguments(command: _ItalianParser) -> None:
    command.options.add_argument(
        "--port", type=int, default=8501, metavar="PORTA", help=texts.OPTIONS["port"]
    )
    command.options.add_argument(
        "--senza-esempi",
        dest="without_samples",
        action="store_true",
        help=texts.OPTIONS["without_samples"],
    )
    for option in ("--folder", "--watch"):
        command.options.add_argument(
            option, type=Path, metavar="CARTELLA", help=texts.OPTIONS[option.removeprefix("--")]
        )


def _watch_arguments(command: _ItalianParser) -> None:
    command.arguments.add_argument(
        "folder", type=Path, metavar="CARTELLA", help=texts.OPTIONS["watch_folder"]
    )
    add = command.options.add_argument
    add("--once", action="store_true", help=texts.OPTIONS["once"])
    add(
        "--interval",
        type=_seconds,
        default=INTERVAL_SECONDS,
        metavar="SECONDI",
        help=texts.OPTIONS["interval"],
    )
    add("--reports", type=Path, metavar="CARTELLA", help=texts.OPTIONS["reports"])
    add("--user", default=WATCH_USER, metavar="NOME", help=texts.OPTIONS["user"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])


def _seconds(typed: str) -> float:
    """Reads a time to wait; ValueError unless it is more than zero and finite."""
    seconds = float(typed.replace(",", "."))
    if not 0 < seconds < math.inf:
        raise ValueError(typed)
    return seconds


_SYNOPTIC_WRITERS = {".docx": synoptic_docx, ".xlsx": synoptic_xlsx}
_COMMANDS = {
    "load": load,
    "check": check,
    "query": query,
    "proposals": proposals,
    "revoke": revoke,
    "rebuild": rebuild,
    "synoptic": synoptic,
    "clean-copy": clean_copy,
    "serve": serve,
    "watch": watch,
}
_ADD_ARGUMENTS = {
    "load": _load_arguments,
    "check": _check_arguments,
    "query": _query_arguments,
    "proposals": _proposals_arguments,
    "revoke": _revoke_arguments,
    "rebuild": _rebuild_arguments,
    "synoptic": _synoptic_arguments,
    "clean-copy": _clean_copy_arguments,
    "serve": _serve_arguments,
    "watch": _watch_arguments,
}

if __name__ == "__main__":
    sys.exit(main())
