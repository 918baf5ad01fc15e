"""Reminders on screen: choose what to ask for, read and correct the texts, let them go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.domain.cycle import Reminder
from dashboard.domain.deliveries import DeliveryCell
from dashboard.domain.roles import Permission, Role
from dashboard.domain.templates import TemplateSlot
from dashboard.errors import DashboardError
from dashboard.mail import MailSettings, mail_settings
from dashboard.reminding import (
    ReminderDraft,
    SendOutcome,
    addresses_in,
    asks_for_something,
    mail_link,
    remember,
    reminder_archive,
    reminder_document,
    reminder_drafts,
    send_reminders,
)
from dashboard.texts import deliveries as delivery_texts
from dashboard.texts import reminders as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import local_moment
from dashboard.texts.navigation import short_entity_name
from dashboard.texts.people import who
from dashboard.ui.components import finding, note, plain_markdown, way
from dashboard.ui.data import store
from dashboard.ui.deliveries import Cells, day_looked_at
from dashboard.ui.filters import Filters
from dashboard.ui.paging import page_of
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import render_table

_CHOSEN, _EDITED, _OUTCOME, _SENT_BY = (
    "chosen-reminders",
    "edited-reminders",
    "reminder-outcome",
    "reminder-author",
)
_CHOICES_ON_A_PAGE, _TEXTS_ON_A_PAGE = 20, 5
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_reminders(cells: Cells, filters: Filters) -> None:
    """Draws the list of what can be asked for, the texts of what is chosen, and what was sent."""
    _render_outcome()
    finding(texts.HEADING)
    if filters.as_of is not None:
        note(texts.ONLY_TODAY)
    else:
        _render_writing([cell for cell in cells if asks_for_something(cell)], filters)
    _render_sent(cells)


def _render_writing(cells: Cells, filters: Filters) -> None:
    if not cells:
        note(texts.NOTHING_OPEN)
        return
    note(texts.INTRODUCTION)
    chosen = _render_choice(cells, day_looked_at(filters))
    if not chosen:
        return
    day = day_looked_at(filters)
    entity_name = short_entity_name(filters.entity_name)
    edited: dict[TemplateSlot, ReminderDraft] = st.session_state.setdefault(_EDITED, {})
    written = reminder_drafts(store(), chosen, entity_name, day)
    drafts = [edited.get(draft.slot, draft) for draft in written]
    finding(texts.CHOSEN_HEADING.format(count=len(drafts)))
    positions = pd.DataFrame({"position": range(len(drafts))})
    for position in page_of(positions, _TEXTS_ON_A_PAGE, key="reminders")["position"]:
        cell, draft = chosen[position], drafts[position]
        with st.expander(plain_markdown(texts.choice_label(cell)), expanded=True):
            drafts[position] = edited[draft.slot] = render_draft(draft, day)
    _render_ways_out(drafts, filters, day)


def _render_choice(cells: Cells, day: date) -> list[DeliveryCell]:
    """Draws a box for each document, and gives the documents that are chosen."""
    by_key = {_key(cell.slot): cell for cell in cells}
    st.session_state[_CHOSEN] = _chosen() & by_key.keys()
    with st.container(horizontal=True):
        st.button(
            texts.CHOOSE_ALL.format(count=len(cells)),
            key="reminders-all",
            on_click=_choose,
            args=(set(by_key),),
        )
        st.button(
            texts.UNCHOOSE, key="reminders-none", type="tertiary", on_click=_choose, args=(set(),)
        )
    listed = pd.DataFrame({"key": list(by_key)})
    for key in page_of(listed, _CHOICES_ON_A_PAGE, key="reminder-choice")["key"]:
        cell = by_key[key]
        # Assigned at every run: "all" and "none" choose what other pages of the list show, too.
        st.session_state[f"remind-{key}"] = key in _chosen()
        st.checkbox(
            plain_markdown(texts.delivery_line(cell, day)),
            key=f"remind-{key}",
            on_change=_toggle,
            args=(key,),
        )
    return [cell for key, cell in by_key.items() if key in _chosen()]


def render_draft(draft: ReminderDraft, day: date) -> ReminderDraft:
    """Draws one text to read, correct and take away; gives it as it then stands."""
    key = _key(draft.slot)
    recipients = st.text_input(
        texts.RECIPIENTS,
        ", ".join(draft.recipients),
        key=f"to-{key}",
        placeholder=texts.RECIPIENTS_HINT,
    )
    subject = st.text_input(texts.SUBJECT, draft.subject, key=f"subject-{key}")
    body = st.text_area(texts.BODY, draft.body, key=f"body-{key}", height=280)
    draft = replace(
        draft, recipients=addresses_in(recipients), subject=subject or "", body=body or ""
    )
    with st.expander(texts.COPY_LABEL):
        note(texts.COPY_NOTE)
        st.code(f"{draft.subject}\n\n{draft.body}", language=None, wrap_lines=True)
    link = mail_link(draft)
    way(texts.OPEN_MAIL, link.address)
    if link.is_shortened:
        note(texts.SHORTENED_NOTE)
    file_name = f"{draft.file_stem}.docx"
    st.download_button(
        texts.DOWNLOAD_ONE,
        # A function: the document is only written when somebody asks for it.
        lambda: reminder_document(draft, day)[1],
        file_name=file_name,
        mime=_DOCX,
        key=f"docx-{key}",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
    return draft


def _render_ways_out(drafts: Sequence[ReminderDraft], filters: Filters, day: date) -> None:
    """Draws what is done with all chosen texts: taken as documents, remembered, or sent."""
    st.download_button(
        texts.DOWNLOAD_ALL,
        lambda: reminder_archive(drafts, day),
        file_name=texts.ARCHIVE_NAME.format(year=filters.reference_year),
        mime="application/zip",
        key="reminders-zip",
        icon=":material/download:",
        on_click="ignore",
    )
    if not offers(Permission.SEND_REMINDER):
        return
    words = {texts.CHANNELS[channel]: channel for channel in texts.CHANNEL_CHOICES}
    word = st.radio(texts.CHANNEL, list(words), key="reminder-channel", horizontal=True)
    settings = _settings()
    with st.container(horizontal=True):
        if st.button(texts.REMEMBER.format(count=len(drafts)), key="reminders-remember"):
            _carry_out(lambda by: _remembered(remember(store(), drafts, words[word], *by)))
        if settings is not None and st.button(
            texts.SEND.format(count=len(drafts)), key="reminders-send", type="primary"
        ):
            _carry_out(lambda by: _sent(send_reminders(store(), settings, drafts, *by)))
    if settings is not None:
        note(texts.MAIL_IS_ON.format(sender=settings.sender, host=settings.host))


def _settings() -> MailSettings | None:
    """Gives how messages are sent from here; says why where they are not."""
    try:
        settings = mail_settings()
    except DashboardError as error:
        st.warning(error_sentence(error))
        return None
    if settings is None:
        note(texts.MAIL_IS_OFF)
    return settings


Outcome = tuple[list[str], list[str]]
"""What to say once: what went well, what did not."""


def _carry_out(act: Callable[[tuple[str, Role]], Outcome]) -> None:
    """Does what was clicked and keeps what to say of it for after the page is drawn anew."""
    try:
        person = acting(Permission.SEND_REMINDER)
        outcome = act((person.person_name, person.role))
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    st.session_state[_OUTCOME] = outcome
    st.session_state[_CHOSEN] = set()
    st.session_state.pop(_EDITED, None)
    st.rerun()


def _remembered(count: int) -> Outcome:
    return [texts.remembered(count)], []


def _sent(outcomes: Sequence[SendOutcome]) -> Outcome:
    taken = [one for one in outcomes if one.error is None]
    failures = [
        f"{one.draft.subject}: {error_sentence(one.error)}"
        for one in outcomes
        if one.error is not None
    ]
    partly = [texts.refused(one.draft.subject, one.refused) for one in taken if one.refused]
    return ([texts.sent(len(taken))] if taken else []), [*failures, *partly]


def _render_outcome() -> None:
    done: Outcome | None = st.session_state.pop(_OUTCOME, None)
    for sentence in [] if done is None else done[0]:
        st.success(plain_markdown(sentence))
    for sentence in [] if done is None else done[1]:
        st.error(plain_markdown(sentence))


def _render_sent(cells: Cells) -> None:
    """Draws what was sent so far about these documents, the newest first, word for word."""
    finding(texts.SENT_HEADING)
    pairs = [(cell, one) for cell in cells for one in cell.reminders]
    if not pairs:
        note(texts.NONE_SENT)
        return
    pairs.sort(key=lambda pair: pair[1].reminder_id or 0, reverse=True)
    render_table(
        pd.DataFrame([_sent_row(*pair) for pair in pairs]),
        texts.SENT_COLUMNS,
        key="reminders-sent",
        file_name=texts.SENT_FILE,
        download=texts.SENT_DOWNLOAD_COLUMNS,
        stacks=True,
    )


def _sent_row(cell: DeliveryCell, reminder: Reminder) -> dict[str, object]:
    return {
        "moment_words": local_moment(reminder.stated_at),
        "owner_words": delivery_texts.owner_name(cell),
        "document_words": delivery_texts.document_name(cell.kind, cell.slot.reference_year),
        "channel_words": texts.CHANNELS[reminder.channel],
        "recipient": reminder.recipient,
        "stated_by": who(reminder.stated_by, reminder.stated_role),
        "subject": reminder.subject,
        "body": reminder.body,
    }


def _key(slot: TemplateSlot) -> str:
    owner = slot.sector_code or slot.strategic_direction_code
    return f"{slot.entity_code}-{slot.kind}-{slot.reference_year}-{owner}"


def _chosen() -> set[str]:
    found: set[str] = st.session_state.get(_CHOSEN, set())
    return found


def _choose(keys: set[str]) -> None:
    st.session_state[_CHOSEN] = keys


def _toggle(key: str) -> None:
    is_chosen = st.session_state[f"remind-{key}"]
    st.session_state[_CHOSEN] = _chosen() | {key} if is_chosen else _chosen() - {key}
