"""Start the real app with the command of `make run`, and a browser that may not leave here."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import Browser, Playwright

from dashboard.settings import DB_PATH_VARIABLE, PROJECT_FOLDER
from dashboard.ui.server import page_url_paths

CHROMIUM_NEEDED = (
    "Chromium is needed and was not found. As root: apt-get install chromium. "
    "Or run: sh tools/ensure_chromium.sh"
)
_CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_START_SECONDS = 90


def page_paths() -> list[str]:
    """Gives the path of every page; that of the overview is empty."""
    return ["", *sorted(page_url_paths())]


@dataclass(frozen=True)
class ServedApp:
    """A running server: where it answers, how long it took to, its log and its process."""

    address: str
    start_seconds: float
    log_path: Path
    process_id: int

    def log(self) -> str:
        """Gives what the server has written so far."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")


@contextmanager
def served_app(db_path: Path, *, with_samples: bool = True) -> Iterator[ServedApp]:
    """Serves the app on a free port until the block ends, as `make run` does."""
    port = _free_port()
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
    command += ["--db", str(db_path), *([] if with_samples else ["--senza-esempi"])]
    with _running(command, port, "healthz", db_path) as app:
        yield app


@contextmanager
def plain_streamlit(db_path: Path) -> Iterator[ServedApp]:
    """Runs `streamlit run app.py` on a free port until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with _running(command, port, "_stcore/health", db_path) as app:
        yield app


@contextmanager
def _running(command: list[str], port: int, health: str, db_path: Path) -> Iterator[ServedApp]:
    log_path = db_path.with_suffix(".log")
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", DB_PATH_VARIABLE: str(db_path)}
    started = perf_counter()
    with log_path.open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment, cwd=PROJECT_FOLDER
        )
        try:
            _wait_until_healthy(server, f"http://localhost:{port}/{health}", log_path)
            started_in = perf_counter() - started
            yield ServedApp(f"http://localhost:{port}", started_in, log_path, server.pid)
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def launch_chromium(playwright: Playwright) -> Browser:
    """Starts Debian's Chromium; exits with a sentence that says what to install if absent."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise SystemExit(CHROMIUM_NEEDED)
    return playwright.chromium.launch(executable_path=path, args=_CHROMIUM_ARGUMENTS)


def _wait_until_healthy(server: subprocess.Popen[bytes], address: str, log_path: Path) -> None:
    deadline = perf_counter() + _START_SECONDS
    while perf_counter() < deadline:
        if server.poll() is not None:
            raise RuntimeError(log_path.read_text(encoding="utf-8"))
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            sleep(0.05)
    raise TimeoutError(log_path.read_text(encoding="utf-8"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
