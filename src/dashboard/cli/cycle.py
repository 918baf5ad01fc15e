"""Commands of the yearly cycle: sheets, deadlines, events, coherence, reminders."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard import settings
from dashboard.cli.arguments import UNUSABLE
from dashboard.cli.output import BLOCKED, DONE, complain, new_file, one_entity, write_new
from dashboard.delivering import delivery_matrix
from dashboard.directive import coherence_of
from dashboard.domain.cycle import CycleEvent, CycleEventKind, ReminderChannel
from dashboard.domain.deadlines import due_days, due_state, next_due
from dashboard.domain.deliveries import DeliveryCell
from dashboard.domain.model import DocumentKind
from dashboard.domain.templates import TemplateSlot
from dashboard.errors import OutputNotWrittenError
from dashboard.mail import mail_settings
from dashboard.reminding import (
    ReminderDraft,
    SendOutcome,
    asks_for_something,
    remember,
    reminder_drafts,
    reminder_file,
    send_reminders,
)
from dashboard.reports.icalendar import calendar_ics
from dashboard.roll_over import RollOver
from dashboard.roll_over import roll_over as rolled_over
from dashboard.scheduling import deadlines_of, state_event
from dashboard.store import Store, open_store
from dashboard.templates import hand_out_one, template_slots, write_archive
from dashboard.texts import cli as texts
from dashboard.texts import coherence as coherence_texts
from dashboard.texts import deadlines as deadline_texts
from dashboard.texts import templates as template_texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.navigation import short_entity_name
from dashboard.texts.reminders import (
    MAIL_IS_OFF,
    NOTHING_OPEN,
    delivery_line,
    refused,
    sent,
)

_XLSX, _ZIP = ".xlsx", ".zip"


def template(options: argparse.Namespace) -> int:
    """Hands out one sheet, or all of a year in one archive, and remembers it."""
    expected = _ZIP if options.all else _XLSX
    wrong = _wrong_template_options(options, expected)
    if wrong is not None:
        complain(wrong)
        return UNUSABLE
    kind = None if options.kind is None else DocumentKind(options.kind)
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        year = options.year or settings.today().year
        if kind is not None and not options.all:
            slot = TemplateSlot(entity[0], kind, year, options.sector, options.direction)
            _write_one_sheet(store, slot, options)
        else:
            _write_sheets(store, template_slots(store, entity[0], year, kind), options)
    finally:
        store.close()
    return DONE


def roll_over(options: argparse.Namespace) -> int:
    """Hands out the plans of the next year, filled in from this one; says what does not go on."""
    if options.output.suffix.lower() != _ZIP:
        complain(texts.template_format(options.output.suffix, _ZIP))
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        found = rolled_over(store, entity[0], options.year)
        _write_sheets(store, found.slots, options)
    finally:
        store.close()
    for line in _roll_over_lines(found):
        print(line)
    return DONE


def deadlines(options: argparse.Namespace) -> int:
    """Lists what is due, the next first in words; with --ics writes it for calendars."""
    today = options.today or settings.today()
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        days = due_days(deadlines_of(store, entity[0]))
    finally:
        store.close()
    if not days:
        complain(f"{deadline_texts.NO_DEADLINES} {deadline_texts.NO_DEADLINES_BODY}")
        return UNUSABLE
    coming = next_due(days, today)
    print(deadline_texts.headline(coming, days, today))
    for sentence in deadline_texts.waiting_sentences(days):
        print(sentence)
    for one in days:
        print(deadline_texts.due_line(one, due_state(one, coming, today), today))
    if options.ics is not None:
        written_at = datetime.now(UTC).replace(tzinfo=None)
        write_new(options.ics, calendar_ics(days, *entity, written_at))
        print(texts.written(str(options.ics)))
    return DONE


def event(options: argparse.Namespace) -> int:
    """Enters when an event of the cycle happened, or takes it back; says what it moves."""
    kind = CycleEventKind(options.kind)
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        stated = CycleEvent(
            entity[0], kind, options.cycle, options.date, options.user, options.note
        )
        moved_count = state_event(store, stated)
    finally:
        store.close()
    if options.date is None:
        print(deadline_texts.event_removed(kind, moved_count))
    else:
        print(deadline_texts.event_saved(kind, options.date, moved_count))
    return DONE


def coherence(options: argparse.Namespace) -> int:
    """Says where the directive contradicts itself, with both passages of each finding."""
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        year = options.year or settings.today().year
        checked = coherence_of(store, entity[0], year)
    finally:
        store.close()
    if checked is None:
        complain(f"{coherence_texts.NOTHING_STATED} {coherence_texts.NOTHING_STATED_BODY}")
        return UNUSABLE
    print(coherence_texts.headline(checked.findings))
    for one in checked.findings:
        print("\n".join(("", *coherence_texts.lines(one))))
    return DONE


def reminders(options: argparse.Namespace) -> int:
    """Lists what is still to be asked for in a year; writes the texts, or sends them."""
    settings_of_mail = mail_settings() if options.send else None
    if options.send and settings_of_mail is None:
        complain(MAIL_IS_OFF)
        return UNUSABLE
    if options.remember and options.output is None:
        complain(texts.OUTPUT_NEEDED_TO_REMEMBER)
        return UNUSABLE
    store = open_store(options.db)
    try:
        entity = one_entity(store, options.entity)
        if entity is None:
            return UNUSABLE
        today = settings.today()
        cells = _cells_to_ask_for(store, entity[0], today, options)
        drafts = reminder_drafts(store, cells, short_entity_name(entity[1]), today)
        if options.output is not None:
            _write_reminders(drafts, today, options)
            if options.remember:
                remember(store, drafts, ReminderChannel.DOCUMENT, options.user)
        if settings_of_mail is not None:
            return _say_sent(send_reminders(store, settings_of_mail, drafts, options.user))
    finally:
        store.close()
    return DONE


def _cells_to_ask_for(
    store: Store, entity_code: str, today: date, options: argparse.Namespace
) -> list[DeliveryCell]:
    """Gives, and prints, the documents of which something is missing."""
    cells = [
        cell
        for cell in delivery_matrix(store, entity_code, today, options.year)
        if asks_for_something(cell)
        and options.kind in (None, cell.kind)
        and options.sector in (None, cell.slot.sector_code)
    ]
    for cell in cells:
        print(delivery_line(cell, today))
    if not cells:
        complain(NOTHING_OPEN)
    return cells


def _write_reminders(
    drafts: Sequence[ReminderDraft], today: date, options: argparse.Namespace
) -> None:
    """Writes each text as a file of its own into a folder, which is made where it is missing."""
    folder: Path = options.output
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWrittenError(path=str(folder)) from error
    for draft in drafts:
        name, content = reminder_file(draft, options.format, today)
        write_new(folder / name, content)
        print(texts.written(str(folder / name)))


def _say_sent(outcomes: Sequence[SendOutcome]) -> int:
    """Prints what became of messages; the exit code says whether all of them left."""
    taken = [one for one in outcomes if one.error is None]
    print(sent(len(taken)))
    for one in outcomes:
        if one.error is not None:
            complain(f"{one.draft.subject}: {error_sentence(one.error)}")
        elif one.refused:
            complain(refused(one.draft.subject, one.refused))
    return DONE if len(taken) == len(outcomes) else BLOCKED


def _wrong_template_options(options: argparse.Namespace, expected_suffix: str) -> str | None:
    """Gives what is wrong with what is asked of `template`; None where nothing is."""
    if options.output.suffix.lower() != expected_suffix:
        return texts.template_format(options.output.suffix, expected_suffix)
    has_owner = options.sector is not None or options.direction is not None
    if options.all:
        return texts.TEMPLATE_ALL_OWNED if has_owner else None
    if options.kind is None:
        return texts.TEMPLATE_KIND_NEEDED
    is_owned = options.kind != DocumentKind.REGISTRY
    return texts.TEMPLATE_OWNER_NEEDED if is_owned and not has_owner else None


def _write_one_sheet(store: Store, slot: TemplateSlot, options: argparse.Namespace) -> None:
    with new_file(options.output) as out:
        out.write(hand_out_one(store, slot, options.user).content)
    print(texts.written(str(options.output)))


def _write_sheets(store: Store, slots: Sequence[TemplateSlot], options: argparse.Namespace) -> None:
    def say(done: int, total: int) -> None:
        # Only a person who waits wants to see it; a log would hold every step.
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            print(
                f"\r{template_texts.progress_words(done, total)}",
                end=end,
                file=sys.stderr,
                flush=True,
            )

    with new_file(options.output) as out:
        write_archive(store, slots, options.user, out, say)
    print(template_texts.written_archive(str(options.output), len(slots)))


def _roll_over_lines(found: RollOver) -> Iterator[str]:
    yield template_texts.roll_over_sentence(
        found.earlier_year, found.carried_count, len(found.closings)
    )
    for one in found.closings:
        yield f"  {template_texts.closing_line(one.document_kind, one.code, one.name, one.reason)}"
    for change in found.name_changes:
        later = change.succession.later
        yield "  " + template_texts.name_change_line(
            change.subject,
            change.succession.earlier.words,
            None if later is None else later.words,
            change.left_count,
        )
