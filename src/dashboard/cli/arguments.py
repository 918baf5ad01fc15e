"""What every command takes, and how a command that is not understood is answered in Italian."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from dashboard import settings
from dashboard.domain.cycle import CycleEventKind
from dashboard.domain.decisions import ProposalState
from dashboard.domain.deliveries import DIRECTION_DOCUMENTS, SECTOR_DOCUMENTS
from dashboard.domain.model import HANDED_OUT_KINDS
from dashboard.domain.name_questions import NameAnswer
from dashboard.domain.rules import Level, RollupMethod
from dashboard.texts import cli as texts
from dashboard.texts.drive import USER as WATCH_USER
from dashboard.watch import INTERVAL_SECONDS

UNUSABLE = 2
"""The exit code of a command that is not understood, or of a file that cannot be read."""

_PERIODS = ("intermediate", "final")
TAG_LEVEL = "tag"
TAGGED_LEVELS = (TAG_LEVEL, "action", "indicator")
_LEVELS = tuple(str(level) for level in Level)
_FORMATS = ("table", "csv", "json")


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
        self.print_usage(sys.stderr)
        self.exit(UNUSABLE, f"{texts.bad_arguments(sys.argv[1:])}\n")


def command_parser(
    commands: Mapping[str, Callable[[argparse.Namespace], int]],
) -> argparse.ArgumentParser:
    """Gives the parser of all commands; what runs a chosen one stands in its `run`."""
    parser = _ItalianParser(prog="cruscotto", description=texts.DESCRIPTION)
    found = parser.add_subparsers(dest="command", title=texts.COMMANDS_TITLE, metavar="")
    for name, run in commands.items():
        command = found.add_parser(
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


def _registry_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    output_help = texts.OPTIONS["registry_output"]
    add("--output", type=Path, required=True, metavar="FILE", help=output_help)
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--year", type=int, metavar="ANNO", help=texts.OPTIONS["registry_year"])


def _template_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    kinds = tuple(map(str, HANDED_OUT_KINDS))
    add("--kind", choices=kinds, metavar="TIPO", help=texts.OPTIONS["template_kind"])
    add("--sector", metavar="CODICE", help=texts.OPTIONS["sector"])
    add("--direction", metavar="CODICE", help=texts.OPTIONS["direction"])
    add("--all", action="store_true", help=texts.OPTIONS["template_all"])
    add("--year", type=int, metavar="ANNO", help=texts.OPTIONS["template_year"])
    output_help = texts.OPTIONS["template_output"]
    add("--output", type=Path, required=True, metavar="FILE", help=output_help)
    _handing_out_arguments(command)


def _roll_over_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    year_help = texts.OPTIONS["roll_over_year"]
    add("--year", type=int, required=True, metavar="ANNO", help=year_help)
    output_help = texts.OPTIONS["roll_over_output"]
    add("--output", type=Path, required=True, metavar="FILE", help=output_help)
    _handing_out_arguments(command)


def _handing_out_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--user", default=texts.USER, metavar="NOME", help=texts.OPTIONS["template_user"])


def _deadlines_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    add("--ics", type=Path, metavar="FILE", help=texts.OPTIONS["ics"])
    add("--today", type=date.fromisoformat, metavar="DATA", help=texts.OPTIONS["today"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])


def _event_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    kinds = [kind.value for kind in CycleEventKind]
    kind_help = texts.OPTIONS["event_kind"]
    add("--kind", choices=kinds, required=True, metavar="EVENTO", help=kind_help)
    add("--cycle", type=int, required=True, metavar="ANNO", help=texts.OPTIONS["event_cycle"])
    day = command.options.add_mutually_exclusive_group(required=True)
    day_help = texts.OPTIONS["event_date"]
    day.add_argument("--date", type=date.fromisoformat, metavar="DATA", help=day_help)
    day.add_argument("--remove", action="store_true", help=texts.OPTIONS["event_remove"])
    add("--note", metavar="TESTO", help=texts.OPTIONS["event_note"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--user", default=texts.USER, metavar="NOME", help=texts.OPTIONS["event_user"])


def _coherence_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    add("--year", type=int, metavar="ANNO", help=texts.OPTIONS["coherence_year"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])


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
    levels = (*_LEVELS, TAG_LEVEL)
    add("--level", choices=levels, metavar="LIVELLO", help=texts.OPTIONS["query_level"])
    methods = tuple(map(str, RollupMethod))
    add("--method", choices=methods, metavar="METODO", help=texts.OPTIONS["method"])
    add("--tag", metavar="ETICHETTA", help=texts.OPTIONS["tag"])
    add("--upload", type=int, metavar="NUMERO", help=texts.OPTIONS["upload"])
    add("--as-of", type=date.fromisoformat, metavar="DATA", help=texts.OPTIONS["as_of"])
    _format_argument(command)


def _format_argument(command: _ItalianParser) -> None:
    command.options.add_argument(
        "--format",
        choices=_FORMATS,
        default="table",
        metavar="FORMATO",
        help=texts.OPTIONS["format"],
    )


def _findings_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    add("--year", type=int, required=True, metavar="ANNO", help=texts.OPTIONS["year"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--sector", metavar="CODICE", help=texts.OPTIONS["sector"])
    add("--as-of", type=date.fromisoformat, metavar="DATA", help=texts.OPTIONS["as_of"])
    _format_argument(command)


def _explain_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    command.arguments.add_argument("code", metavar="CODICE", help=texts.OPTIONS["code"])
    add("--year", type=int, required=True, metavar="ANNO", help=texts.OPTIONS["year"])
    period = texts.OPTIONS["period"]
    add("--period", choices=_PERIODS, required=True, metavar="PERIODO", help=period)
    add("--level", choices=_LEVELS, metavar="LIVELLO", help=texts.OPTIONS["explain_level"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--sector", metavar="CODICE", help=texts.OPTIONS["explain_sector"])
    add("--as-of", type=date.fromisoformat, metavar="DATA", help=texts.OPTIONS["as_of"])


def _reconcile_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    command.arguments.add_argument("figure", metavar="VALORE", help=texts.OPTIONS["figure"])
    level = texts.OPTIONS["reconcile_level"]
    add("--level", choices=_LEVELS, default="entity", metavar="LIVELLO", help=level)
    add("--code", metavar="CODICE", help=texts.OPTIONS["reconcile_code"])
    add("--year", type=int, required=True, metavar="ANNO", help=texts.OPTIONS["year"])
    period = texts.OPTIONS["period"]
    add("--period", choices=_PERIODS, default="final", metavar="PERIODO", help=period)
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--sector", metavar="CODICE", help=texts.OPTIONS["sector"])
    add("--direction", metavar="CODICE", help=texts.OPTIONS["direction"])
    add("--as-of", type=date.fromisoformat, metavar="DATA", help=texts.OPTIONS["as_of"])
    add("--all", action="store_true", help=texts.OPTIONS["reconcile_all"])
    add("--mean", metavar="MEDIA", help=texts.OPTIONS["mean"])
    add("--rows", type=_row_count, default=1, metavar="NUMERO", help=texts.OPTIONS["rows"])
    formats = ("table", "json")
    add(
        "--format",
        choices=formats,
        default="table",
        metavar="FORMATO",
        help=texts.OPTIONS["text_format"],
    )


def _row_count(typed: str) -> int:
    """Reads a number of rows; ValueError unless there is at least one."""
    count = int(typed)
    if count < 1:
        raise ValueError(typed)
    return count


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


def _reminders_arguments(command: _ItalianParser) -> None:
    add = command.options.add_argument
    add("--year", type=int, required=True, metavar="ANNO", help=texts.OPTIONS["year"])
    kinds = [kind.value for kind in (*SECTOR_DOCUMENTS, *DIRECTION_DOCUMENTS)]
    add("--kind", choices=kinds, metavar="DOCUMENTO", help=texts.OPTIONS["reminder_kind"])
    add("--sector", metavar="CODICE", help=texts.OPTIONS["sector"])
    add("--entity", metavar="CODICE", help=texts.OPTIONS["entity"])
    add("--output", type=Path, metavar="CARTELLA", help=texts.OPTIONS["reminder_output"])
    add(
        "--format",
        choices=("docx", "txt"),
        default="docx",
        metavar="FORMATO",
        help=texts.OPTIONS["reminder_format"],
    )
    add("--remember", action="store_true", help=texts.OPTIONS["reminder_remember"])
    add("--send", action="store_true", help=texts.OPTIONS["reminder_send"])
    add("--user", default=texts.USER, metavar="NOME", help=texts.OPTIONS["reminder_user"])


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


_ADD_ARGUMENTS = {
    "load": _load_arguments,
    "check": _check_arguments,
    "findings": _findings_arguments,
    "query": _query_arguments,
    "explain": _explain_arguments,
    "reconcile": _reconcile_arguments,
    "proposals": _proposals_arguments,
    "revoke": _revoke_arguments,
    "rebuild": _rebuild_arguments,
    "synoptic": _synoptic_arguments,
    "clean-copy": _clean_copy_arguments,
    "registry": _registry_arguments,
    "reminders": _reminders_arguments,
    "template": _template_arguments,
    "roll-over": _roll_over_arguments,
    "deadlines": _deadlines_arguments,
    "event": _event_arguments,
    "coherence": _coherence_arguments,
    "serve": _serve_arguments,
    "watch": _watch_arguments,
}
