"""Who and what an entity already knows: sectors and strategic directions by code and by name.

Sheets write "03 Lavori pubblici", "3", or only "Lavori Pubblici". One sector must come out of
the three, but a near miss is never assumed: only equal codes or equal normalised names match.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.domain.names import code_from_name, comparable_code, normalised_name


@dataclass(slots=True)
class NameRegistry:
    """Codes by comparable code and by normalised name, for one entity and one kind of thing."""

    _code_by_comparable: dict[str, str] = field(default_factory=dict)
    _code_by_name: dict[str, str] = field(default_factory=dict)
    _name_by_code: dict[str, str] = field(default_factory=dict)

    def learn(self, code: str | None, name: str | None) -> None:
        """Remembers a code with its name; the first spelling of a code is the one kept."""
        if code is None:
            return
        kept = self._code_by_comparable.setdefault(comparable_code(code), code)
        if name:
            self._code_by_name.setdefault(normalised_name(name), kept)
            self._name_by_code.setdefault(kept, name)

    def code_of(self, code: str | None, name: str | None) -> str | None:
        """Gives the one code for a code or name as typed; None when neither is there."""
        if code is not None:
            return self._code_by_comparable.get(comparable_code(code), code)
        if not name:
            return None
        return (
            self._code_by_name.get(normalised_name(name))
            or self._code_by_comparable.get(comparable_code(name))
            or code_from_name(name)
        )

    def name_of(self, code: str) -> str | None:
        """Gives the name learnt for a code, if any."""
        return self._name_by_code.get(code)


@dataclass(slots=True)
class EntityRegistry:
    """The sectors and the strategic directions of one entity."""

    sectors: NameRegistry = field(default_factory=NameRegistry)
    strategic_directions: NameRegistry = field(default_factory=NameRegistry)
