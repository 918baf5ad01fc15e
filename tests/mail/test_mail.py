"""Messages handed to a real server over real sockets, and every way in which that fails."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from dashboard.errors import DashboardError, MailNotSentError, MailSettingsError
from dashboard.mail import (
    MailSecurity,
    MailSettings,
    Message,
    is_address,
    mail_settings,
    send,
)
from dashboard.texts.errors import error_sentence
from tests.mail.smtp_server import CERTIFICATE, Behaviour, local_smtp

MESSAGE = Message(
    ("lavori@comune.example", "verde@comune.example"),
    "Report intermedio 2024: scheda attesa entro il 30/06/2024 – Qualità",
    "Gentile collega,\n.\nmancano 2 risultati: però c’è tempo.\n",
)


def settings(port: int, security: MailSecurity = MailSecurity.NONE) -> MailSettings:
    return MailSettings("localhost", port, "ufficio@comune.example", security, timeout_seconds=5)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the system trust the server's certificate, as an office's own is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def failure(behaviour: Behaviour, security: MailSecurity = MailSecurity.NONE) -> DashboardError:
    with local_smtp(behaviour) as server, pytest.raises(MailNotSentError) as caught:
        send(settings(server.port, security), MESSAGE)
    assert server.taken == []
    return caught.value


def test_a_message_arrives_word_for_word() -> None:
    with local_smtp() as server:
        refused = send(settings(server.port), MESSAGE)

    (taken,) = server.taken
    assert refused == ()
    assert taken.sender == "ufficio@comune.example"
    assert taken.recipients == list(MESSAGE.recipients)
    assert taken.message["Subject"] == MESSAGE.subject
    assert taken.message["To"] == "lavori@comune.example, verde@comune.example"
    assert taken.message["Date"] is not None
    assert taken.message.get_content().replace("\r\n", "\n") == MESSAGE.body


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("behaviour", "security"),
    [
        (Behaviour(offers_starttls=True, password="segreta"), MailSecurity.STARTTLS),  # noqa: S106
        (Behaviour(is_ssl=True, password="segreta"), MailSecurity.SSL),  # noqa: S106
    ],
)
def test_name_and_password_travel_encrypted(behaviour: Behaviour, security: MailSecurity) -> None:
    with local_smtp(behaviour) as server:
        known = replace(settings(server.port, security), user="ufficio", password="segreta")  # noqa: S106
        send(known, MESSAGE)

    (taken,) = server.taken
    assert taken.was_encrypted
    assert taken.user == "ufficio"


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_said() -> None:
    with local_smtp(Behaviour(offers_starttls=True, password="segreta")) as server:  # noqa: S106
        known = settings(server.port, MailSecurity.STARTTLS)
        wrong = replace(known, user="ufficio", password="sbagliata")  # noqa: S106
        with pytest.raises(MailNotSentError) as caught:
            send(wrong, MESSAGE)

    assert caught.value.params["reason"] == "login"
    assert "nome e password" in error_sentence(caught.value)
    assert "sbagliata" not in str(caught.value)


def test_a_certificate_that_nobody_trusts_is_said() -> None:
    error = failure(Behaviour(offers_starttls=True), MailSecurity.STARTTLS)

    assert error.params["reason"] == "certificate"
    assert "certificato" in error_sentence(error)


@pytest.mark.parametrize(
    ("behaviour", "security", "reason"),
    [
        (Behaviour(), MailSecurity.STARTTLS, "unsupported"),
        (Behaviour(refuses_sender=True), MailSecurity.NONE, "sender"),
        (Behaviour(refuses_content=True), MailSecurity.NONE, "content"),
        (Behaviour(hangs_up=True), MailSecurity.NONE, "server"),
        (
            Behaviour(refused_recipients=frozenset(MESSAGE.recipients)),
            MailSecurity.NONE,
            "recipients",
        ),
    ],
)
def test_whatever_the_server_refuses_is_said_in_italian(
    behaviour: Behaviour, security: MailSecurity, reason: str
) -> None:
    error = failure(behaviour, security)

    assert error.params["reason"] == reason
    assert error_sentence(error).startswith("Il messaggio non è partito:")


def test_a_silent_server_is_given_up() -> None:
    with local_smtp(Behaviour(is_silent=True)) as server, pytest.raises(MailNotSentError) as caught:
        send(replace(settings(server.port), timeout_seconds=0.2), MESSAGE)

    assert caught.value.params["reason"] == "timeout"


def test_a_closed_port_is_said() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        closed_port = held.getsockname()[1]
        with pytest.raises(MailNotSentError) as caught:
            send(settings(closed_port), MESSAGE)

    assert caught.value.params["reason"] == "refused"
    assert f"porta {closed_port}" in error_sentence(caught.value)


def test_one_refused_address_keeps_the_message_from_nobody_else() -> None:
    behaviour = Behaviour(refused_recipients=frozenset({"verde@comune.example"}))
    with local_smtp(behaviour) as server:
        refused = send(settings(server.port), MESSAGE)

    assert refused == ("verde@comune.example",)
    assert server.taken[0].recipients == ["lavori@comune.example"]


@pytest.mark.parametrize("recipients", [(), ("lavori",), ("a@b.example", "c d@e.example")])
def test_addresses_that_can_be_none_never_reach_the_server(recipients: tuple[str, ...]) -> None:
    with local_smtp() as server, pytest.raises(MailNotSentError):
        send(settings(server.port), replace(MESSAGE, recipients=recipients))
    assert server.taken == []


def test_a_subject_cannot_add_a_header() -> None:
    with local_smtp() as server:
        sneaky = replace(MESSAGE, subject="Sollecito\r\nBcc: altri@comune.example")
        send(settings(server.port), sneaky)

    assert server.taken[0].message["Bcc"] is None


def test_mail_is_off_unless_a_server_is_named() -> None:
    assert mail_settings({}) is None
    assert mail_settings({"CRUSCOTTO_SMTP_HOST": " "}) is None


def test_the_usual_ports_follow_from_how_the_connection_is_protected() -> None:
    named = {"CRUSCOTTO_SMTP_HOST": "posta", "CRUSCOTTO_SMTP_FROM": "a@b.example"}
    ports = {}
    for word in ("", "STARTTLS", "ssl", "none"):
        found = mail_settings({**named, "CRUSCOTTO_SMTP_SECURITY": word})
        assert found is not None
        ports[word] = found.port
    assert ports == {"": 587, "STARTTLS": 587, "ssl": 465, "none": 25}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"CRUSCOTTO_SMTP_FROM": "ufficio"}, "sender"),
        ({"CRUSCOTTO_SMTP_FROM": ""}, "sender"),
        ({"CRUSCOTTO_SMTP_SECURITY": "tls"}, "security"),
        ({"CRUSCOTTO_SMTP_PORT": "25a"}, "port"),
        ({"CRUSCOTTO_SMTP_PORT": "70000"}, "port"),
        ({"CRUSCOTTO_SMTP_USER": "ufficio"}, "password"),
        (
            {
                "CRUSCOTTO_SMTP_USER": "ufficio",
                "CRUSCOTTO_SMTP_PASSWORD": "segreta",
                "CRUSCOTTO_SMTP_SECURITY": "none",
            },
            "unprotected",
        ),
    ],
)
def test_settings_that_make_no_sense_are_said_before_anything_is_sent(
    more: dict[str, str], reason: str
) -> None:
    named = {"CRUSCOTTO_SMTP_HOST": "posta", "CRUSCOTTO_SMTP_FROM": "a@b.example"}
    with pytest.raises(MailSettingsError) as caught:
        mail_settings(named | more)
    assert caught.value.params["reason"] == reason
    assert "Nessun sollecito è stato inviato" in error_sentence(caught.value)


def test_the_password_is_never_written_out() -> None:
    known = MailSettings("posta", 587, "a@b.example", user="a", password="segreta")  # noqa: S106
    assert "segreta" not in repr(known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nome.cognome@comune.example", True),
        ("ufficio@comune", False),
        ("comune.example", False),
        ("a@b.example, c@d.example", False),
        ("a@b.example\nBcc: x@y.example", False),
    ],
)
def test_what_can_be_an_address(text: str, expected: bool) -> None:
    assert is_address(text) is expected
