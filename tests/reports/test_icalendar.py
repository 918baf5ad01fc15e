"""The calendar file, read back by the rules of RFC 5545."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from dashboard.domain.cycle import CycleEventKind
from dashboard.domain.deadlines import due_days, resolved_deadlines
from dashboard.domain.model import DocumentKind, Lineage
from dashboard.domain.registry_model import RegistryDeadlineFact
from dashboard.reports.icalendar import calendar_ics

WRITTEN = datetime.fromisoformat("2024-06-18T09:30:00")
LONG_NAME = "Verifica dello stato di attuazione; città, servizi \\ attività – " + "è" * 60
ROWS = [
    RegistryDeadlineFact(
        "Report finale",
        Lineage("Scadenze", 6, "A6"),
        date(2025, 2, 14),
        date(2025, 2, 28),
        document_kind=DocumentKind.FINAL_REPORT,
        reference_year=2024,
    ),
    RegistryDeadlineFact(
        LONG_NAME, Lineage("Scadenze", 7, "A7"), date(2024, 12, 31), reference_year=2024
    ),
    RegistryDeadlineFact(
        "PEG",
        Lineage("Scadenze", 8, "A8"),
        event=CycleEventKind.BUDGET_APPROVED,
        days_after_event=20,
    ),
]


def written(rows: list[RegistryDeadlineFact]) -> bytes:
    return calendar_ics(
        due_days(resolved_deadlines(rows, [], 2024)), "comune-di-prova", "Prova; Comune", WRITTEN
    )


def events(content: bytes) -> list[dict[str, str]]:
    """Reads the events strictly: every line ends in CRLF and has at most 75 octets."""
    *lines, last = content.split(b"\r\n")
    assert last == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in unfolded[1:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            assert name not in found[-1]
            found[-1][name] = value
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == len(found)
    return found


def unescaped(value: str) -> str:
    out, letters = "", iter(value)
    for letter in letters:
        if letter == "\\":
            letter = next(letters)
            letter = "\n" if letter in "nN" else letter
        else:
            assert letter not in ";,"
        out += letter
    return out


def test_every_day_is_an_event_of_a_whole_day_and_what_waits_is_none() -> None:
    found = events(written(ROWS))

    assert [one["DTSTART;VALUE=DATE"] for one in found] == ["20241231", "20250214", "20250228"]
    for one in found:
        first = datetime.strptime(one["DTSTART;VALUE=DATE"], "%Y%m%d")  # noqa: DTZ007 - a day
        last = datetime.strptime(one["DTEND;VALUE=DATE"], "%Y%m%d")  # noqa: DTZ007 - a day
        assert last - first == timedelta(days=1)
        assert one["DTSTAMP"] == "20240618T093000Z"
    assert unescaped(found[1]["SUMMARY"]) == "Report finale 2024 – consegna dei settori"


def test_long_texts_and_signs_come_back_as_they_were() -> None:
    assert LONG_NAME in unescaped(events(written(ROWS))[0]["SUMMARY"])


def test_an_event_keeps_its_identifier_when_its_day_moves() -> None:
    moved = [replace(ROWS[0], sectors_deadline=date(2025, 2, 20)), *ROWS[1:]]
    before = {one["UID"] for one in events(written(ROWS))}

    assert {one["UID"] for one in events(written(moved))} == before
    assert len(before) == 3


def test_two_rows_of_the_same_document_stay_two_events() -> None:
    twice = [ROWS[0], replace(ROWS[0], entity_deadline=None)]
    assert len({one["UID"] for one in events(written(twice))}) == 3
