"""Serve the app on this machine: compression, security headers, a health answer, no tracebacks."""

from __future__ import annotations

import gc
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from dashboard import settings
from dashboard.ingest import load_samples_if_empty
from dashboard.texts import server as texts
from dashboard.ui.data import store
from dashboard.ui.lighter_runs import lighter_runs
from dashboard.ui.shared_folder import start_watch
from dashboard.ui.shell import SERVED_VARIABLE
from dashboard.ui.web import (
    GatheredMessages,
    KnownPages,
    OwnPage,
    SecurityHeaders,
    StaticCompression,
)
from dashboard.watch import WatchRules

_OVERVIEW_FILE = "quadro"
_HEALTH_PATH = "healthz"
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
_LOGGER = logging.getLogger("cruscotto")


def serve(
    port: int,
    db_path: Path,
    *,
    with_samples: bool = True,
    watch_rules: WatchRules | None = None,
) -> None:
    """Serves until stopped, on localhost only.

    Opens the store first, so that a busy or damaged file is said on the terminal (StoreBusyError,
    StoreUnusableError) instead of on every page; fills an empty store with the sample data.
    `watch_rules`: a folder to watch as long as the app is served.
    """
    os.environ[settings.DB_PATH_VARIABLE] = str(db_path)
    os.environ[SERVED_VARIABLE] = "1"
    # Streamlit lists a folder named pages by itself until st.navigation has run once: the first
    # visitor of a new server would get a bare page if the visit began at any other than the home.
    PagesManager.uses_pages_directory = False
    opened = store()
    if with_samples:
        loaded = load_samples_if_empty(opened)
        if loaded:
            print(texts.samples_loaded(loaded))  # noqa: T201 - the terminal is the place to say it
    print(texts.serving(f"http://localhost:{port}"))  # noqa: T201 - as above
    app = st.App(
        settings.PROJECT_FOLDER / "app.py",
        routes=[Route(f"/{_HEALTH_PATH}", _health)],
        middleware=[
            Middleware(GatheredMessages),
            Middleware(SecurityHeaders),
            Middleware(KnownPages, url_paths={_HEALTH_PATH, *page_url_paths()}),
            Middleware(OwnPage),
            Middleware(StaticCompression),
        ],
        on_script_error=_log_script_error,
    )
    # Our own line, in Italian, has already said where: Streamlit need not.
    config = {"server.port": port, "server.address": "localhost", "logger.hideWelcomeMessage": True}
    # A service manager's stop ends like Ctrl+C, so that the store is closed in both cases: only
    # then is everything in the one file that people copy to keep it safe.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    end_watch = None if watch_rules is None else start_watch(watch_rules)
    try:
        with _garbage_collected_rarely(), lighter_runs():
            app.run(config=config)
    except KeyboardInterrupt:
        print(texts.CLOSED)  # noqa: T201 - as above
    finally:
        if end_watch is not None:
            end_watch()
        opened.close()


@contextmanager
def _garbage_collected_rarely() -> Iterator[None]:
    """Leaves what was there at the start out of the search for garbage, and searches less often.

    Python searches after every 700 new objects, fewer than a page makes. With fifty people that
    took a quarter of a click's processor time; seldom, it takes some 10 MiB of memory more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
    try:
        yield
    finally:
        gc.unfreeze()  # what ends with the process ends in its order


def page_url_paths() -> set[str]:
    """Gives the last part of every page's address; the overview has none."""
    files = (settings.PROJECT_FOLDER / "pages").glob("*.py")
    return {file.stem.replace("_", "-") for file in files} - {_OVERVIEW_FILE}


def _health(request: Request) -> JSONResponse:
    del request
    return JSONResponse({"status": "ok", "store_version": store().version()})


def _log_script_error(error: Exception) -> bool:
    """Keeps an error of the app script itself off the screen; pages have their own net."""
    _LOGGER.error("app script failed", exc_info=error)
    return True
