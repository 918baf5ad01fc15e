"""The command line: one command, one exit code, and a net under errors."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from dashboard import settings
from dashboard.cli import asking, cycle, intake
from dashboard.cli.arguments import UNUSABLE, command_parser
from dashboard.cli.output import DONE, complain
from dashboard.errors import DashboardError
from dashboard.texts import cli as texts
from dashboard.texts.errors import error_sentence
from dashboard.watch import WatchRules

DEBUG_VARIABLE = "CRUSCOTTO_DEBUG"


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
        complain(error_sentence(error))
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
        complain(texts.unexpected(DEBUG_VARIABLE))
        return UNUSABLE


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


_COMMANDS = {
    "load": intake.load,
    "check": intake.check,
    "findings": intake.findings,
    "query": asking.query,
    "explain": asking.explain,
    "reconcile": asking.reconcile,
    "proposals": asking.proposals,
    "revoke": intake.revoke,
    "rebuild": intake.rebuild,
    "synoptic": asking.synoptic,
    "clean-copy": intake.clean_copy,
    "registry": asking.registry,
    "reminders": cycle.reminders,
    "template": cycle.template,
    "roll-over": cycle.roll_over,
    "deadlines": cycle.deadlines,
    "event": cycle.event,
    "coherence": cycle.coherence,
    "serve": serve,
    "watch": intake.watch,
}
