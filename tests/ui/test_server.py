"""The server as a process: what it says, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path

from dashboard.texts import server as texts
from tools.served_app import served_app


def test_a_stopped_server_leaves_one_whole_file_and_no_traceback(tmp_path: Path) -> None:
    db_path = tmp_path / "prova.duckdb"

    with served_app(db_path, with_samples=False) as app:
        address = app.address

    assert [file.name for file in tmp_path.glob("*.duckdb*")] == ["prova.duckdb"]
    said = app.log_path.read_text(encoding="utf-8").split("\n")
    assert [line for line in said if line] == [texts.serving(address), texts.CLOSED]
