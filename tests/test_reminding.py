"""Reminders: what they say, how they go out, and what is remembered of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from docx import Document

from dashboard.delivering import delivery_matrix
from dashboard.domain.cycle import Reminder, ReminderChannel
from dashboard.domain.deliveries import DeliveryCell
from dashboard.domain.model import DocumentKind, Issue, Severity
from dashboard.errors import MailNotSentError, ReminderAuthorMissingError
from dashboard.mail import MailSecurity, MailSettings
from dashboard.reminding import (
    LONGEST_MAIL_LINK,
    ReminderDraft,
    addresses_in,
    asks_for_something,
    mail_link,
    remember,
    reminder_archive,
    reminder_document,
    reminder_drafts,
    send_reminders,
)
from dashboard.store import Store, open_store
from tests.delivering import anagrafica, receive
from tests.mail.smtp_server import Behaviour, local_smtp
from tests.store.builders import ENTITY, SHEET, YEAR, Line, plan, report

TODAY = date(2025, 2, 20)
NAME = "Comune di Prova"
PLANNED = [Line(f"I{number}", target=10) for number in range(1, 5)]
REPORTED = [
    Line("I1", target=10, result=10),
    Line("I2", target=10, result=5, reason="Gara deserta"),
    Line("I3", target=10, result=5),
    Line("I4", target=10),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """S1 reported with a gap, a reason missing and an error; S2 has planned and not reported."""
    opened = open_store(tmp_path / "solleciti.duckdb")
    receive(opened, date(2023, 9, 1), anagrafica())
    other = [Line("B1", target=3, sector_code="S2", action_code="B")]
    receive(opened, date(2024, 1, 10), plan(PLANNED), plan(other, sector_code="S2"))
    issue = Issue(
        "number_unreadable", Severity.WARNING, "file.xlsx", SHEET, "D14", found="circa 20"
    )
    receive(opened, date(2025, 2, 18), report(REPORTED), issues=(issue,))
    yield opened
    opened.close()


def cell(
    store: Store, owner: str = "S1", kind: DocumentKind = DocumentKind.FINAL_REPORT
) -> DeliveryCell:
    (found,) = [
        one
        for one in delivery_matrix(store, ENTITY, TODAY, YEAR)
        if one.owner_code == owner and one.kind is kind
    ]
    return found


def draft(store: Store, owner: str = "S1", today: date = TODAY) -> ReminderDraft:
    (found,) = reminder_drafts(store, [cell(store, owner)], NAME, today)
    return found


def remembered(store: Store) -> list[Reminder]:
    return store.statements(Reminder)


def test_a_reminder_says_what_is_missing_by_when_where_and_whom_to_ask(store: Store) -> None:
    found = draft(store)

    assert found.recipients == ("lavori@comune.example",)
    assert found.subject == "Report finale 2024, S1 Lavori pubblici: richiesta di completamento"
    for expected in (
        "Gentile Anna Verdi,",
        "arrivata il 18/02/2025",
        "- 1 indicatore senza risultato:\n    A1, I4 Indicatore I4",
        "- 1 scostamento senza motivazione:\n    A1, I3 Indicatore I3",
        "- 1 valore da correggere:\n    Foglio Foglio1, cella D14:",
        "attività ordinaria, controlli di qualità e innovazioni",
        "La scadenza è il 28/02/2025 (tra 8 giorni).",
        "in «F_PIAO 2024-2026/3 Report finale 31.12»",
        "Per ogni dubbio: Ugo Neri (ufficio@comune.example).",
        "Ufficio programmazione\nComune di Prova",
    ):
        assert expected in found.body


def test_a_reminder_of_what_never_came_asks_for_all_of_it(store: Store) -> None:
    found = draft(store, "S2", today=date(2025, 3, 3))

    assert found.recipients == ()
    assert found.subject == (
        "Report finale 2024, S2 Polizia locale: consegna attesa entro il 28/02/2025"
    )
    assert "Gentile collega,\n\nti chiediamo la scheda «Report finale 2024»" in found.body
    assert "La scadenza era il 28/02/2025" in found.body
    assert "B, B1" not in found.body
    assert "arrivat" not in found.body.split("Manca:")[0]


def test_a_long_list_is_cut_with_its_count(store: Store) -> None:
    many = [Line(f"I{number}", target=10) for number in range(1, 21)]
    receive(store, date(2025, 2, 19), plan(many), report(many))

    body = draft(store).body
    assert "- 20 indicatori senza risultato:" in body
    assert "    e altri 8\n" in body


@pytest.mark.parametrize(
    ("owner", "kind", "expected"),
    [
        ("S1", DocumentKind.FINAL_REPORT, True),
        ("S1", DocumentKind.PIAO_SHEET, False),  # it came, whole
        ("S2", DocumentKind.FINAL_REPORT, True),  # due in eight days
        ("S10", DocumentKind.FINAL_REPORT, False),  # nothing planned
    ],
)
def test_only_where_something_is_missing_is_there_a_reason_to_write(
    store: Store, owner: str, kind: DocumentKind, expected: bool
) -> None:
    assert asks_for_something(cell(store, owner, kind)) is expected


def test_a_whole_report_without_its_parts_is_a_reason_to_write(store: Store) -> None:
    done = [Line(one.indicator_code, target=10, result=10) for one in REPORTED]
    receive(store, date(2025, 2, 19), report(done))

    assert asks_for_something(cell(store))
    assert "Non sono ancora arrivate le parti su" in draft(store).body


def test_the_mail_program_gets_every_sign_as_it_was_written(store: Store) -> None:
    written = replace(
        draft(store),
        recipients=("a+b@comune.example", "c@comune.example"),
        subject="50% & più? #1",
        body="Riga 1 + àèìòù\nRiga 2 & fine\n",
    )
    link = mail_link(written)

    parts = urlsplit(link.address)
    assert not link.is_shortened
    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "a+b@comune.example,c@comune.example"
    assert " " not in link.address
    assert "+" not in parts.query
    # As mail programs read it: no sign stands for another.
    assert parse_qs(parts.query) == {
        "subject": [written.subject],
        "body": ["Riga 1 + àèìòù\r\nRiga 2 & fine\r\n"],
    }


def test_a_text_too_long_for_an_address_is_cut_at_a_line_and_says_so(store: Store) -> None:
    long = replace(draft(store), body="Una riga con accenti: àèìòù\n" * 200)
    link = mail_link(long)

    assert link.is_shortened
    assert len(link.address) <= LONGEST_MAIL_LINK
    lines = parse_qs(urlsplit(link.address).query)["body"][0].splitlines()
    assert set(lines[:-1]) == {"Una riga con accenti: àèìòù"}
    assert lines[-1] == "[Il testo continua nel documento allegato.]"


def test_a_reminder_as_a_document_has_its_subject_its_day_and_its_text(store: Store) -> None:
    name, content = reminder_document(draft(store), TODAY)

    assert name == "Sollecito Report finale 2024 - S1 Lavori pubblici.docx"
    document = Document(io.BytesIO(content))
    paragraphs = [one.text for one in document.paragraphs]
    assert paragraphs[0] == "Report finale 2024, S1 Lavori pubblici: richiesta di completamento"
    assert paragraphs[1] == "20/02/2025"
    assert "\n\n".join(paragraphs[2:]) == draft(store).body.strip()
    section = document.sections[0]
    assert section.page_height > section.page_width
    assert document.core_properties.language == "it-IT"


def test_several_reminders_come_in_one_archive(store: Store) -> None:
    drafts = [draft(store), draft(store, "S2")]

    with zipfile.ZipFile(io.BytesIO(reminder_archive(drafts, TODAY))) as archived:
        assert archived.namelist() == [f"{one.file_stem}.docx" for one in drafts]
        assert archived.read(archived.namelist()[0])[:2] == b"PK"


def test_what_was_sent_is_remembered_word_for_word_and_told_on_the_document(store: Store) -> None:
    assert remember(store, [draft(store)], ReminderChannel.COPIED, "  Ugo   Neri ") == 1

    (kept,) = remembered(store)
    assert (kept.subject, kept.body) == (draft(store).subject, draft(store).body)
    assert (kept.stated_by, kept.recipient) == ("Ugo Neri", "lavori@comune.example")
    assert cell(store).reminders == (kept,)
    assert cell(store, "S2").reminders == ()


def test_nothing_is_remembered_of_nobody(store: Store) -> None:
    with pytest.raises(ReminderAuthorMissingError):
        remember(store, [draft(store)], ReminderChannel.COPIED, " ")
    assert remembered(store) == []


def test_only_what_the_server_took_is_remembered(store: Store) -> None:
    drafts = [
        replace(draft(store, "S2"), recipients=("ignoto@comune.example",)),
        replace(draft(store), recipients=("lavori@comune.example", "ignoto@comune.example")),
    ]
    behaviour = Behaviour(refused_recipients=frozenset({"ignoto@comune.example"}))
    with local_smtp(behaviour) as server:
        settings = MailSettings("localhost", server.port, "u@comune.example", MailSecurity.NONE)
        failed, taken = send_reminders(store, settings, drafts, "Ugo")

    assert isinstance(failed.error, MailNotSentError)
    assert (taken.error, taken.refused) == (None, ("ignoto@comune.example",))
    assert [one.message["Subject"] for one in server.taken] == [drafts[1].subject]
    (kept,) = remembered(store)
    assert (kept.channel, kept.recipient) == (ReminderChannel.SMTP, "lavori@comune.example")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (None, ()),
        (" ; ", ()),
        ("a@b.example; c@d.example,e@f.example ", ("a@b.example", "c@d.example", "e@f.example")),
    ],
)
def test_addresses_are_divided_by_commas_and_semicolons(
    typed: str | None, expected: tuple[str, ...]
) -> None:
    assert addresses_in(typed) == expected
