"""Ask for what is missing: ready texts, their way out, and the memory of what was sent.

The program sends nothing by itself. A person copies a text, opens it in the mail program or takes
it as a document, and says so; where the office has named a mail server it can be sent from here,
and is remembered only once that server took it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from dashboard.delivering import office_contacts, sector_contacts
from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.cycle import Reminder, ReminderChannel
from dashboard.domain.deliveries import OPEN_STATES, DeliveryCell, DeliveryState
from dashboard.domain.model import DocumentKind
from dashboard.domain.roles import Role
from dashboard.domain.rollup import natural_key
from dashboard.domain.templates import TemplateSlot
from dashboard.errors import DashboardError, ReminderAuthorMissingError
from dashboard.mail import MailSettings, Message, send
from dashboard.reports.reminder import archive, reminder_docx
from dashboard.store import Store
from dashboard.templates import template_folder
from dashboard.texts import clarifications as clarification_texts
from dashboard.texts import reminders as texts

# Windows hands a mail program no longer address than this.
LONGEST_MAIL_LINK = 2000
# The years of a triennium, where no deadline names the cycle of a document.
_YEARS_AFTER_FIRST = 2
_NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_STEM = 100
# With its mark, so that every editor on Windows reads the accents.
_TEXT_ENCODING = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """A reminder ready to be sent; a person may change every part of it but the document."""

    slot: TemplateSlot
    recipients: tuple[str, ...]
    subject: str
    body: str
    file_stem: str


@dataclass(frozen=True, slots=True)
class MailLink:
    """An address that opens a message in the mail program, and whether its text is cut short."""

    address: str
    is_shortened: bool


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """What became of one message. `refused`: the addresses that did not get a message sent."""

    draft: ReminderDraft
    refused: tuple[str, ...] = ()
    error: DashboardError | None = None


def asks_for_something(cell: DeliveryCell) -> bool:
    """Says whether there is a reason to write: something is missing, or a part did not come."""
    if cell.state in OPEN_STATES:
        return True
    came = cell.state in (DeliveryState.DELIVERED, DeliveryState.DELIVERED_LATE)
    return came and any(not part.is_there for part in cell.parts)


class _Author(NamedTuple):
    """Who sends, and as whom."""

    name: str
    role: Role | None


def reminder_drafts(
    store: Store, cells: Iterable[DeliveryCell], entity_name: str, today: date
) -> tuple[ReminderDraft, ...]:
    """Gives a ready text for each document."""
    return tuple(_draft(store, cell, entity_name, today) for cell in cells)


def clarification_drafts(
    store: Store,
    entity_code: str,
    clarifications: Iterable[Clarification],
    entity_name: str,
    today: date,
) -> tuple[ReminderDraft, ...]:
    """Gives for each sector a ready text with what it still has to answer; by sector code."""
    waiting: dict[str, list[Clarification]] = {}
    for one in clarifications:
        if one.state is ClarificationState.OPEN:
            waiting.setdefault(one.asked_of.sector_code, []).append(one)
    return tuple(
        _clarification_draft(store, entity_code, waiting[sector_code], entity_name, today)
        for sector_code in sorted(waiting, key=natural_key)
    )


def mail_link(draft: ReminderDraft) -> MailLink:
    """Gives the address that opens a draft in the mail program, cut to what programs take."""
    address = _mail_address(draft, draft.body)
    if len(address) <= LONGEST_MAIL_LINK:
        return MailLink(address, is_shortened=False)
    # Accents and spaces take three signs and more each, so the room is found by trying.
    longest = len(draft.body)
    while len(address) > LONGEST_MAIL_LINK and longest > 0:
        longest = longest * 9 // 10
        address = _mail_address(draft, texts.shortened(draft.body, longest))
    return MailLink(address, is_shortened=True)


def reminder_document(draft: ReminderDraft, day: date) -> tuple[str, bytes]:
    """Gives the name and the bytes of a draft as .docx."""
    return f"{draft.file_stem}.docx", reminder_docx(draft.subject, draft.body, day)


def reminder_file(draft: ReminderDraft, ending: str, day: date) -> tuple[str, bytes]:
    """Gives the name and the bytes of a draft as "docx" or as "txt"."""
    if ending == "docx":
        return reminder_document(draft, day)
    text = f"{draft.subject}\n\n{draft.body}"
    return f"{draft.file_stem}.{ending}", text.encode(_TEXT_ENCODING)


def reminder_archive(drafts: Iterable[ReminderDraft], day: date) -> bytes:
    """Gives drafts as .docx, all in one .zip."""
    return archive(dict(reminder_document(draft, day) for draft in drafts))


def remember(
    store: Store,
    drafts: Sequence[ReminderDraft],
    channel: ReminderChannel,
    stated_by: str,
    stated_role: Role | None = None,
) -> int:
    """Remembers that drafts were sent, word for word; gives how many.

    Raises ReminderAuthorMissingError, with nothing written, where nobody says who sent them.
    """
    author = _author(stated_by, stated_role)
    for draft in drafts:
        store.state(_statement(draft, channel, author))
    return len(drafts)


def send_reminders(
    store: Store,
    settings: MailSettings,
    drafts: Iterable[ReminderDraft],
    stated_by: str,
    stated_role: Role | None = None,
) -> tuple[SendOutcome, ...]:
    """Sends drafts one by one, and remembers each as soon as the server took it.

    One that fails keeps none of the others from leaving. Raises ReminderAuthorMissingError.
    """
    author = _author(stated_by, stated_role)
    return tuple(_sent(store, settings, draft, author) for draft in drafts)


def addresses_in(typed: str | None) -> tuple[str, ...]:
    """Gives the addresses that a person typed, divided by commas or semicolons."""
    parts = re.split(r"[,;]", typed or "")
    return tuple(part.strip() for part in parts if part.strip())


def _draft(store: Store, cell: DeliveryCell, entity_name: str, today: date) -> ReminderDraft:
    year = cell.slot.reference_year
    folder = template_folder(cell.slot, cell.cycle or (year, year + _YEARS_AFTER_FIRST))
    office = office_contacts(store, cell.slot.entity_code, year)
    return ReminderDraft(
        slot=cell.slot,
        recipients=tuple(dict.fromkeys(one.email for one in cell.recipients)),
        subject=texts.subject(cell),
        body=texts.body(cell, today, entity_name, folder, office),
        file_stem=_file_stem(texts.file_stem(cell)),
    )


def _clarification_draft(
    store: Store,
    entity_code: str,
    asked: Sequence[Clarification],
    entity_name: str,
    today: date,
) -> ReminderDraft:
    """`asked`: what waits for one sector, at least one request."""
    sector_code = asked[0].asked_of.sector_code
    year = max(one.asked_of.reference_year for one in asked)
    recipients = sector_contacts(store, entity_code, year, sector_code)
    return ReminderDraft(
        slot=TemplateSlot(entity_code, DocumentKind.CLARIFICATIONS, year, sector_code),
        recipients=tuple(dict.fromkeys(one.email for one in recipients)),
        subject=clarification_texts.subject(asked),
        body=clarification_texts.body(asked, recipients, today, entity_name),
        file_stem=_file_stem(clarification_texts.file_stem(asked)),
    )


def _file_stem(words: str) -> str:
    stem = " ".join(_NOT_IN_A_FILE_NAME.sub(" ", words).split())
    return stem[:_LONGEST_STEM].rstrip(" .")


def _sent(
    store: Store, settings: MailSettings, draft: ReminderDraft, author: _Author
) -> SendOutcome:
    try:
        refused = send(settings, Message(draft.recipients, draft.subject, draft.body))
    except DashboardError as error:
        return SendOutcome(draft, error=error)
    taken = replace(draft, recipients=tuple(one for one in draft.recipients if one not in refused))
    store.state(_statement(taken, ReminderChannel.SMTP, author))
    return SendOutcome(draft, refused)


def _statement(draft: ReminderDraft, channel: ReminderChannel, author: _Author) -> Reminder:
    return Reminder(
        entity_code=draft.slot.entity_code,
        document_kind=draft.slot.kind,
        reference_year=draft.slot.reference_year,
        sector_code=draft.slot.sector_code,
        strategic_direction_code=draft.slot.strategic_direction_code,
        channel=channel,
        recipient=", ".join(draft.recipients) or None,
        subject=draft.subject,
        body=draft.body,
        stated_by=author.name,
        stated_role=author.role,
    )


def _author(stated_by: str, stated_role: Role | None) -> _Author:
    name = " ".join(stated_by.split())
    if not name:
        raise ReminderAuthorMissingError
    return _Author(name, stated_role)


def _mail_address(draft: ReminderDraft, body: str) -> str:
    # Mail programs take "+" for itself, so a space is "%20"; a line ends as in a message.
    to = ",".join(quote(one, safe="@") for one in draft.recipients)
    written = quote(body.replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
    return f"mailto:{to}?subject={quote(draft.subject, safe='')}&body={written}"
