"""Every role against every permission and every page; what a kept profile may say."""

from __future__ import annotations

import base64
import json

import pytest

from dashboard.domain.assessments import KINDS_BY_ROLE
from dashboard.domain.profile_token import person_of, token_of
from dashboard.domain.roles import (
    NOBODY,
    PERMISSIONS_BY_ROLE,
    ROLES_BY_PAGE,
    Permission,
    Person,
    Role,
    may,
    may_open,
    require,
)
from dashboard.errors import NotPermittedError
from dashboard.texts.errors import error_sentence
from dashboard.texts.people import PERMISSIONS, ROLE_HINTS

P = Permission
MAY = {
    Role.GIUNTA: set(),
    Role.NUCLEO: {
        P.ACCEPT_CHECK,
        P.STATE_RESULT,
        P.REVIEW_RESULT,
        P.ASK_CLARIFICATION,
        P.RECORD_SESSION,
    },
    Role.OFFICE: set(P) - {P.REVIEW_RESULT, P.ASK_CLARIFICATION, P.RECORD_SESSION},
    Role.SECTOR: {P.LOAD_FILES, P.STATE_RESULT, P.ANSWER_CLARIFICATION},
    Role.READER: set(),
}
OF_SOME = {
    "chiarimenti": {Role.OFFICE, Role.NUCLEO, Role.SECTOR},
    "segnali": {Role.OFFICE, Role.NUCLEO, Role.GIUNTA},
    "verbale": {Role.OFFICE, Role.NUCLEO},
    "modelli": {Role.OFFICE},
    "caricamento": {Role.OFFICE, Role.SECTOR},
    "anagrafica": {Role.OFFICE, Role.NUCLEO},
    "mappature": {Role.OFFICE},
}
HEAD = Person("Carla Bianchi", Role.SECTOR, "05", entity_code="esempio")


def person(role: Role) -> Person:
    return HEAD if role is Role.SECTOR else Person("Anna Rossi", role)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_this_and_no_more(role: Role, permission: Permission) -> None:
    is_allowed = permission in MAY[role]

    assert may(person(role), permission, "05", "esempio") is is_allowed
    if is_allowed:
        require(person(role), permission, "05", "esempio")
    else:
        with pytest.raises(NotPermittedError):
            require(person(role), permission, "05", "esempio")


@pytest.mark.parametrize("url_path", ROLES_BY_PAGE)
@pytest.mark.parametrize("role", Role)
def test_a_role_opens_this_page_or_not(role: Role, url_path: str) -> None:
    assert may_open(person(role), url_path) is (role in OF_SOME.get(url_path, set(Role)))


@pytest.mark.parametrize("url_path", ROLES_BY_PAGE)
def test_nobody_yet_may_look_at_every_page(url_path: str) -> None:
    assert may_open(NOBODY, url_path)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_nobody_acts_without_a_name(role: Role, permission: Permission) -> None:
    assert not may(Person("", role, "05"), permission)


@pytest.mark.parametrize(
    ("sector_code", "entity_code", "is_own"),
    [
        ("05", "esempio", True),
        ("05", None, True),
        (None, "esempio", True),
        ("06", "esempio", False),
        ("05", "altro comune", False),
        ("", "esempio", False),  # a document of no sector
    ],
)
def test_a_sectors_head_acts_within_the_own_sector_and_entity(
    sector_code: str | None, entity_code: str | None, is_own: bool
) -> None:
    assert may(HEAD, Permission.LOAD_FILES, sector_code, entity_code) is is_own


def test_only_who_states_something_of_results_may_state_results() -> None:
    stating = {role for role, kinds in KINDS_BY_ROLE.items() if kinds}
    assert stating == {
        role for role, found in PERMISSIONS_BY_ROLE.items() if Permission.STATE_RESULT in found
    }


def test_every_role_and_permission_has_its_words() -> None:
    assert set(ROLE_HINTS) == set(Role)
    assert set(PERMISSIONS) == set(Permission)


@pytest.mark.parametrize(
    ("here", "sentence"),
    [
        (
            NOBODY,
            "Per caricare schede e report bisogna prima dire chi si è, nella pagina «Chi sei». "
            "Non è stato modificato nulla.",
        ),
        (
            Person("Dario Verdi", Role.READER),
            "Con il profilo «Sola lettura» non si può caricare schede e report. Può farlo: Ufficio "
            "programmazione e Responsabile di settore. Non è stato modificato nulla.",
        ),
        (
            HEAD,
            "Con il profilo di responsabile si può caricare schede e report solo per il proprio "
            "settore. Non è stato modificato nulla.",
        ),
    ],
)
def test_a_refusal_says_why_and_who_may(here: Person, sentence: str) -> None:
    with pytest.raises(NotPermittedError) as refused:
        require(here, Permission.LOAD_FILES, "06")

    assert error_sentence(refused.value) == sentence


@pytest.mark.parametrize("role", Role)
def test_a_profile_is_read_back_as_it_was_written(role: Role) -> None:
    assert person_of(token_of(person(role))) == person(role)


def test_nobody_is_the_empty_text() -> None:
    assert token_of(NOBODY) == ""
    assert person_of("") == NOBODY


def written(**changes: object) -> str:
    profile = {
        "person_name": "Anna Rossi",
        "role": "office",
        "sector_code": None,
        "email": None,
        "entity_code": None,
    }
    text = json.dumps(profile | changes)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [
        written(role="sindaco"),
        written(person_name=""),
        written(person_name=" Anna"),
        written(person_name="Anna\nRossi"),
        written(person_name="A" * 121),
        written(person_name=7),
        written(sector_code="05"),  # of no head of a sector
        written(role="sector"),  # of a sector that is not said
        written(is_admin=True),
        base64.urlsafe_b64encode(b"[]").decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        "A" * 2_001,
        "à",
    ],
)
def test_what_no_profile_says_is_nobody(token: str) -> None:
    assert person_of(written()) != NOBODY
    assert person_of(token) == NOBODY
