"""Who is here, and what each role may do. The one place that says so.

A local installation believes the name and the role that are chosen: it is no security. Whoever
asks, page or use case, asks `require`; a real login only has to give another `Person`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.errors import NotPermittedError


class Role(StrEnum):
    """As whom a person is here."""

    GIUNTA = "giunta"
    NUCLEO = "nucleo"
    OFFICE = "office"
    SECTOR = "sector"
    READER = "reader"


def role_of(word: str | None) -> Role | None:
    """Gives the role of a stored word; None where nobody stated one."""
    return None if word is None else Role(word)


class Permission(StrEnum):
    """What a person does to the store or takes out of it in its name. Looking needs none."""

    LOAD_FILES = "load_files"
    REVOKE_UPLOAD = "revoke_upload"
    STATE_NAME = "state_name"  # what a name in a sheet means
    SAVE_MAPPING = "save_mapping"
    DECIDE_PROPOSAL = "decide_proposal"
    ACCEPT_CHECK = "accept_check"
    STATE_RESULT = "state_result"  # which statements, says domain.assessments.KINDS_BY_ROLE
    REVIEW_RESULT = "review_result"
    ASK_CLARIFICATION = "ask_clarification"
    ANSWER_CLARIFICATION = "answer_clarification"
    RECORD_SESSION = "record_session"
    ENTER_EVENT = "enter_event"
    HAND_OUT_SHEETS = "hand_out_sheets"
    SEND_REMINDER = "send_reminder"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is here.

    `sector_code`: of a sector's head, the sector, and `entity_code` whose sector it is; None for
    all others. `email`: as the anagrafica lists the person, where it does.
    """

    person_name: str
    role: Role
    sector_code: str | None = None
    email: str | None = None
    entity_code: str | None = None


NOBODY = Person("", Role.READER)
"""Who is here before anybody said so: looks, and changes nothing."""

_OF_THE_OFFICE = frozenset(Permission) - {
    Permission.REVIEW_RESULT,
    Permission.ASK_CLARIFICATION,
    Permission.RECORD_SESSION,
}
PERMISSIONS_BY_ROLE: Mapping[Role, frozenset[Permission]] = {
    Role.GIUNTA: frozenset(),
    Role.NUCLEO: frozenset(
        {
            Permission.ACCEPT_CHECK,
            Permission.STATE_RESULT,
            Permission.REVIEW_RESULT,
            Permission.ASK_CLARIFICATION,
            Permission.RECORD_SESSION,
        }
    ),
    Role.OFFICE: frozenset(_OF_THE_OFFICE),
    Role.SECTOR: frozenset(
        {Permission.LOAD_FILES, Permission.STATE_RESULT, Permission.ANSWER_CLARIFICATION}
    ),
    Role.READER: frozenset(),
}
"""The office runs the cycle and never judges; the Nucleo judges and never loads or decides."""


def may(
    person: Person,
    permission: Permission,
    sector_code: str | None = None,
    entity_code: str | None = None,
) -> bool:
    """Says whether a person may do this, to the sheets or results of `sector_code` if it is given.

    A sector's head acts for the own sector only (of the own entity, where both are known), and
    nobody acts without a name.
    """
    if not person.person_name or permission not in PERMISSIONS_BY_ROLE[person.role]:
        return False
    return person.role is not Role.SECTOR or (
        sector_code in (None, person.sector_code)
        and (None in (entity_code, person.entity_code) or entity_code == person.entity_code)
    )


def require(
    person: Person,
    permission: Permission,
    sector_code: str | None = None,
    entity_code: str | None = None,
) -> None:
    """Raises NotPermittedError where a person may not do this; see `may`."""
    if not may(person, permission, sector_code, entity_code):
        raise NotPermittedError(person=person, permission=permission)


_EVERYBODY = frozenset(Role)
_WHO_RUNS_THE_CYCLE = frozenset({Role.OFFICE})
_WHO_HANDS_IN = frozenset({Role.OFFICE, Role.SECTOR})
_WHO_JUDGES = frozenset({Role.OFFICE, Role.NUCLEO})
_WHO_ASKS_AND_ANSWERS = frozenset({Role.OFFICE, Role.NUCLEO, Role.SECTOR})
_WHO_WATCHES = frozenset({Role.OFFICE, Role.NUCLEO, Role.GIUNTA})
ROLES_BY_PAGE: Mapping[str, frozenset[Role]] = {
    "": _EVERYBODY,
    "delega": _EVERYBODY,
    "risultati": _EVERYBODY,
    "dup": _EVERYBODY,
    "azione": _EVERYBODY,
    "confronto": _EVERYBODY,
    "riunione": _EVERYBODY,
    "cerca": _EVERYBODY,
    "scostamenti": _EVERYBODY,
    "chiarimenti": _WHO_ASKS_AND_ANSWERS,
    "segnali": _WHO_WATCHES,
    "verbale": _WHO_JUDGES,
    "come-si-calcola": _EVERYBODY,
    "riconcilia": _EVERYBODY,
    "cosa-succede-se": _EVERYBODY,
    "proposte": _EVERYBODY,
    "variazioni": _EVERYBODY,
    "qualita": _EVERYBODY,
    "peg-risorse": _EVERYBODY,
    "catena": _EVERYBODY,
    "attivita-ordinaria": _EVERYBODY,
    "controlli-qualita": _EVERYBODY,
    "innovazioni": _EVERYBODY,
    "scadenzario": _EVERYBODY,
    "consegne": _EVERYBODY,
    "modelli": _WHO_RUNS_THE_CYCLE,
    "coerenza": _EVERYBODY,
    "caricamento": _WHO_HANDS_IN,
    "anagrafica": _WHO_JUDGES,  # names persons with their addresses
    "mappature": _WHO_RUNS_THE_CYCLE,
    "storico": _EVERYBODY,  # every number is followed home to its file
    "profilo": _EVERYBODY,
}
"""Who opens which page, by the last part of its address. Results are for all to look at."""


def may_open(person: Person, url_path: str) -> bool:
    """Says whether a page is for this person; nobody yet may look at all of them.

    Raises KeyError for a page of which nobody said whose it is.
    """
    return person.role in ROLES_BY_PAGE[url_path] or person == NOBODY
