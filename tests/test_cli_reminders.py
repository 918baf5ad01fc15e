"""`cruscotto reminders`: list, write, remember and send what is to be asked for."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import BLOCKED, DONE, UNUSABLE, main
from dashboard.domain.cycle import Reminder, ReminderChannel
from dashboard.store import open_store
from tests.delivering import anagrafica, receive
from tests.mail.smtp_server import Behaviour, local_smtp
from tests.store.builders import YEAR, Line, plan, report

DAY = date(2023, 9, 1)
Output = pytest.CaptureFixture[str]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """S1 planned and reported with a result missing; nobody else planned. All is overdue."""
    monkeypatch.delenv("CRUSCOTTO_SMTP_HOST", raising=False)
    path = tmp_path / "solleciti.duckdb"
    store = open_store(path)
    receive(store, DAY, anagrafica())
    lines = [Line("I1", target=10, result=10), Line("I2", target=10)]
    receive(store, DAY, plan(lines), report(lines))
    store.close()
    return path


def run(db: Path, *options: str) -> int:
    return main(["reminders", "--db", str(db), "--year", str(YEAR), *options])


def remembered(db: Path) -> list[Reminder]:
    store = open_store(db)
    found = store.statements(Reminder)
    store.close()
    return found


def test_it_lists_what_is_missing_and_writes_nothing(db: Path, capsys: Output) -> None:
    assert run(db, "--sector", "S1") == DONE

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(";")[0] for line in lines] == [
        "S1 Lavori pubblici – PEG 2024: ▼ in ritardo",
        "S1 Lavori pubblici – Report intermedio 2024: ▼ in ritardo",
        "S1 Lavori pubblici – Report finale 2024: ◧ incompleto",
    ]
    assert remembered(db) == []


def test_texts_are_written_and_remembered_only_when_asked(
    db: Path, tmp_path: Path, capsys: Output
) -> None:
    folder = tmp_path / "da inviare" / "oggi"
    chosen = ("--sector", "S1", "--kind", "final_report", "--output", str(folder))

    assert run(db, *chosen) == DONE
    (document,) = folder.iterdir()
    assert document.name == "Sollecito Report finale 2024 - S1 Lavori pubblici.docx"
    assert zipfile.is_zipfile(document)
    assert remembered(db) == []

    assert run(db, *chosen, "--format", "txt", "--remember", "--user", "Ugo Neri") == DONE
    text = document.with_suffix(".txt").read_text(encoding="utf-8-sig")
    (kept,) = remembered(db)
    assert text == f"{kept.subject}\n\n{kept.body}"
    assert (kept.channel, kept.stated_by) == (ReminderChannel.DOCUMENT, "Ugo Neri")

    # A file that is there is never written over.
    assert run(db, *chosen) == UNUSABLE
    assert document.name in capsys.readouterr().err
    assert len(remembered(db)) == 1


def test_sending_is_off_until_a_server_is_named(db: Path, capsys: Output) -> None:
    assert run(db, "--send") == UNUSABLE
    assert "L’invio diretto è spento" in capsys.readouterr().err


def test_nothing_is_remembered_without_being_written(db: Path, capsys: Output) -> None:
    assert run(db, "--remember") == UNUSABLE
    assert "--output" in capsys.readouterr().err
    assert remembered(db) == []


def test_messages_leave_through_the_named_server_and_are_remembered(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with local_smtp(Behaviour()) as server:
        use_server(monkeypatch, server.port)
        # Of S2 the anagrafica names nobody to write to.
        codes = [
            run(db, "--send", "--kind", "peg_actions", "--sector", sector)
            for sector in ("S1", "S2")
        ]

    assert codes == [DONE, BLOCKED]
    said = capsys.readouterr()
    assert "1 messaggio preso in carico dal server di posta." in said.out
    assert "manca il destinatario" in said.err
    assert [one.recipients for one in server.taken] == [["lavori@comune.example"]]
    assert [(one.channel, one.sector_code) for one in remembered(db)] == [
        (ReminderChannel.SMTP, "S1")
    ]


def test_a_server_that_is_not_there_is_said_and_nothing_is_remembered(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with local_smtp(Behaviour()) as server:
        gone_port = server.port
    use_server(monkeypatch, gone_port)

    assert run(db, "--sector", "S1", "--send") == BLOCKED
    assert "ha rifiutato il collegamento" in capsys.readouterr().err
    assert remembered(db) == []


def use_server(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv("CRUSCOTTO_SMTP_HOST", "localhost")
    monkeypatch.setenv("CRUSCOTTO_SMTP_PORT", str(port))
    monkeypatch.setenv("CRUSCOTTO_SMTP_FROM", "ufficio@comune.example")
    monkeypatch.setenv("CRUSCOTTO_SMTP_SECURITY", "none")
