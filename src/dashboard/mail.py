"""Hand a message to the office's own mail server, where one is set up; off by default.

Set up by environment variables alone, so that neither server nor password is ever stored:
CRUSCOTTO_SMTP_HOST, CRUSCOTTO_SMTP_FROM, and where needed CRUSCOTTO_SMTP_PORT, CRUSCOTTO_SMTP_USER,
CRUSCOTTO_SMTP_PASSWORD, CRUSCOTTO_SMTP_SECURITY (starttls, the default, ssl or none).
"""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from enum import StrEnum

from dashboard.errors import MailNotSentError, MailSettingsError

PREFIX = "CRUSCOTTO_SMTP_"
HOST, PORT, USER, PASSWORD, FROM, SECURITY = (
    f"{PREFIX}{name}" for name in ("HOST", "PORT", "USER", "PASSWORD", "FROM", "SECURITY")
)
# A server on the office's own network answers at once; a wrong address must not stop the page.
TIMEOUT_SECONDS = 15


class MailSecurity(StrEnum):
    """How what is sent is kept from being read on its way."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


# SMTP allows no longer line. Folding a subject with accents, Python 3.11 misplaces its spaces.
_UNFOLDED = SMTP.clone(max_line_length=998)
_USUAL_PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.SSL: 465, MailSecurity.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server to use, and as whom. The password is never written out."""

    host: str
    port: int
    sender: str
    security: MailSecurity = MailSecurity.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout_seconds: float = TIMEOUT_SECONDS


@dataclass(frozen=True, slots=True)
class Message:
    """A message in plain text, to one or more addresses."""

    recipients: tuple[str, ...]
    subject: str
    body: str


def mail_settings(environment: Mapping[str, str] = os.environ) -> MailSettings | None:
    """Gives how messages are sent; None where no server is named, which is the default.

    Raises MailSettingsError where a server is named and the rest makes no sense.
    """

    def stated(name: str) -> str | None:
        return environment.get(name, "").strip() or None

    host = stated(HOST)
    if host is None:
        return None
    security_word = (stated(SECURITY) or MailSecurity.STARTTLS).casefold()
    if security_word not in set(MailSecurity):
        raise MailSettingsError(reason="security", variable=SECURITY, value=security_word)
    security = MailSecurity(security_word)
    sender = stated(FROM)
    if sender is None or not is_address(sender):
        raise MailSettingsError(reason="sender", variable=FROM, value=sender or "")
    user, password = stated(USER), stated(PASSWORD)
    if (user is None) != (password is None):
        raise MailSettingsError(reason="password", variable=PASSWORD, other=USER)
    if user is not None and security is MailSecurity.NONE:
        raise MailSettingsError(reason="unprotected", variable=SECURITY)
    port = _port(stated(PORT), _USUAL_PORTS[security])
    return MailSettings(host, port, sender, security, user, password)


def is_address(text: str) -> bool:
    """Says whether a text can be an address to write to: one name, one "@", one domain."""
    name, _, domain = text.rpartition("@")
    if not name or "." not in domain.strip("."):
        return False
    try:
        Address(addr_spec=text)
    except (ValueError, IndexError):
        return False
    return text.isascii() and not any(sign in text for sign in " ,;<>\r\n")


def send(settings: MailSettings, message: Message) -> tuple[str, ...]:
    """Sends a message and gives the addresses that the server did not take; at least one it did.

    Raises MailNotSentError, whose `params["reason"]` says why, where nobody got the message.
    """
    if not message.recipients:
        raise _not_sent(settings, "no_recipient")
    wrong = [one for one in message.recipients if not is_address(one)]
    if wrong:
        raise _not_sent(settings, "recipients", wrong)
    with _in_italian(settings), _connected(settings) as server:
        return tuple(server.send_message(_written(settings, message)))


@contextmanager
def _connected(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    place = (settings.host, settings.port)
    if settings.security is MailSecurity.SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            *place, timeout=settings.timeout_seconds, context=context
        )
    else:
        server = smtplib.SMTP(*place, timeout=settings.timeout_seconds)
    with server:
        if settings.security is MailSecurity.STARTTLS:
            server.starttls(context=context)
        if settings.user is not None and settings.password is not None:
            server.login(settings.user, settings.password)
        yield server


# smtplib's errors, the narrower ones first, and the reason that a person is told.
_REASONS: Sequence[tuple[type[Exception], str]] = (
    (smtplib.SMTPRecipientsRefused, "recipients"),
    (smtplib.SMTPSenderRefused, "sender"),
    (smtplib.SMTPAuthenticationError, "login"),
    (smtplib.SMTPNotSupportedError, "unsupported"),
    (smtplib.SMTPDataError, "content"),
    (smtplib.SMTPException, "server"),
    (ssl.SSLError, "certificate"),
    (TimeoutError, "timeout"),
    (ConnectionRefusedError, "refused"),
    (OSError, "unreachable"),
)


@contextmanager
def _in_italian(settings: MailSettings) -> Iterator[None]:
    """Turns whatever can go wrong on the way into the one error that a person can read."""
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        # A server that falls silent is reported as one that hung up.
        cause = error.__context__ if isinstance(error.__context__, TimeoutError) else error
        reason = next(word for kind, word in _REASONS if isinstance(cause, kind))
        names = error.recipients if isinstance(error, smtplib.SMTPRecipientsRefused) else ()
        raise _not_sent(settings, reason, names) from error


def _not_sent(
    settings: MailSettings, reason: str, recipients: Iterable[str] = ()
) -> MailNotSentError:
    return MailNotSentError(
        reason=reason,
        host=settings.host,
        port=settings.port,
        sender=settings.sender,
        recipients=", ".join(recipients),
    )


def _written(settings: MailSettings, message: Message) -> EmailMessage:
    written = EmailMessage(policy=_UNFOLDED)
    written["From"] = settings.sender
    written["To"] = ", ".join(message.recipients)
    # What is typed in a line must not begin another header.
    written["Subject"] = " ".join(message.subject.split())
    written["Date"] = formatdate(localtime=True)
    written["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    written.set_content(message.body)
    return written


def _port(stated: str | None, usual: int) -> int:
    if stated is None:
        return usual
    if not (stated.isdecimal() and 0 < int(stated) < 65536):
        raise MailSettingsError(reason="port", variable=PORT, value=stated)
    return int(stated)
