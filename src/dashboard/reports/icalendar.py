"""Write deadlines as an iCalendar file (RFC 5545) that every calendar program takes in.

Each deadline is an event of a whole day with an identifier that stays the same, so that a file
downloaded again moves what a calendar already holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from dashboard.domain.deadlines import DueDay
from dashboard.domain.names import code_from_name
from dashboard.texts import deadlines as texts

_LINE_OCTETS = 75
_PRODUCT = "-//Cruscotto PIAO//Scadenzario//IT"
_ONE_DAY = timedelta(days=1)


def calendar_ics(
    days: Iterable[DueDay], entity_code: str, entity_name: str, written_at: datetime
) -> bytes:
    """Gives the deadlines that have a day; those that wait for an event are left out.

    `written_at` is in UTC without zone.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(texts.calendar_name(entity_name))}",
    ]
    seen: Counter[str] = Counter()
    for due in days:
        if due.day is not None:
            identifier = _identifier(due, entity_code)
            seen[identifier] += 1
            lines += _event(due, f"{identifier}-{seen[identifier]}", written_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(due: DueDay, identifier: str, written_at: datetime) -> list[str]:
    if due.day is None:
        raise AssertionError("only a deadline with a day is an event")
    return [
        "BEGIN:VEVENT",
        f"UID:{identifier}@cruscotto-piao",
        f"DTSTAMP:{written_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due.day + _ONE_DAY:%Y%m%d}",
        f"SUMMARY:{_escaped(texts.lead_in_ics(due))}",
        f"DESCRIPTION:{_escaped(texts.ics_description(due))}",
        f"CATEGORIES:{_escaped(texts.LANES[due.addressee])}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _identifier(due: DueDay, entity_code: str) -> str:
    """Gives what a deadline keeps when its day moves: entity, year, document, whose it is."""
    one = due.deadline
    document = code_from_name(one.document)
    return f"{code_from_name(entity_code)}-{one.reference_year}-{document}-{due.addressee}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Gives a line in pieces of at most 75 octets, no letter torn; the next begin blank."""
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    yield piece
