"""Which strategic directions a member of the Giunta follows, as anagrafica or actions state it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delegation:
    """What one looks at: the directions of a referent, or one direction (`referent` None)."""

    referent: str | None
    direction_codes: tuple[str, ...]


def delegations(
    referents: Mapping[str, Sequence[str]], direction_codes: Iterable[str]
) -> tuple[Delegation, ...]:
    """Gives the referents in the order of their names, each with its directions, then every
    direction by itself. `referents`: by direction code.
    """
    codes = list(direction_codes)
    names = sorted({name for code in codes for name in referents.get(code, ())}, key=str.casefold)
    of_people = [
        Delegation(name, tuple(code for code in codes if name in referents.get(code, ())))
        for name in names
    ]
    return (*of_people, *(Delegation(None, (code,)) for code in codes))


def own_delegation(found: Iterable[Delegation], person_name: str) -> Delegation | None:
    """Gives the delegation of a person; None where the name is nobody's, or of several.

    A referent may be written with the office ("Assessora Anna Rossi"): all words of the person's
    name must be among those of the referent, and one word alone must be the whole of it.
    """
    own = _words(person_name)
    mine = [
        one
        for one in found
        if one.referent is not None
        and own
        and (own == _words(one.referent) or (len(own) > 1 and own <= _words(one.referent)))
    ]
    return mine[0] if len(mine) == 1 else None


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())
