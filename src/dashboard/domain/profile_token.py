"""Write who is here as a short text that a browser can keep, and read it back.

It is no proof: whoever can change it could as well choose another profile. What cannot be read, or
says more or less than a profile does, is nobody.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, fields
from typing import Any

from dashboard.domain.roles import NOBODY, Person, Role

HIGHEST_NAME_LENGTH = 120
_HIGHEST_TOKEN_LENGTH = 2_000
_NAMES = frozenset(one.name for one in fields(Person))


def token_of(person: Person) -> str:
    """Gives a person as letters, digits, `-` and `_`; nobody is the empty text."""
    if person == NOBODY:
        return ""
    written = json.dumps(asdict(person), ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(written.encode()).decode().rstrip("=")


def person_of(token: str) -> Person:
    """Gives the person of a text made by `token_of`; NOBODY for any other text."""
    if not token or len(token) > _HIGHEST_TOKEN_LENGTH:
        return NOBODY
    padding = "=" * (-len(token) % 4)
    try:
        found = json.loads(urlsafe_b64decode(token + padding))
        return _person(found)
    except (ValueError, TypeError, RecursionError):
        # Not base64, not text, not JSON, not the fields of a profile, or an unknown role.
        return NOBODY


def _person(found: dict[str, Any]) -> Person:
    if not isinstance(found, dict) or found.keys() != _NAMES:
        raise ValueError(found)
    person = Person(**found | {"role": Role(found["role"])})
    texts = (person.person_name, person.sector_code, person.entity_code, person.email)
    if not all(one is None or _is_plain(one) for one in texts) or not person.person_name:
        raise ValueError(found)
    if (person.sector_code is None) is (person.role is Role.SECTOR):
        raise ValueError(found)
    return person


def _is_plain(text: object) -> bool:
    """Says whether this is a text as a profile holds it: short, on one line, without margins."""
    return (
        isinstance(text, str)
        and len(text) <= HIGHEST_NAME_LENGTH
        and text.isprintable()
        and text == text.strip()
    )
