"""Who and what an entity already knows: sectors and strategic directions by code and by name.

Sheets write "03 Lavori pubblici", "3", or only "Lavori Pubblici". One sector must come out of
the three, but a near miss is never assumed: only equal codes, equal normalised names and names
that a person has stated match. What is merely near is proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.domain.known_names import Days, KnownName, NameSubject, in_force
from dashboard.domain.model import DupStatus
from dashboard.domain.names import code_from_name, comparable_code, normalised_name
from dashboard.domain.near_names import are_near, are_unlike, nearness

_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A sector or strategic direction: its code, and the name it is best known by."""

    code: str
    name: str

    @property
    def text(self) -> str:
        """Gives "03 Lavori pubblici"; the code alone where it has no name of its own."""
        return self.code if self.name == self.code else f"{self.code} {self.name}"


@dataclass(slots=True)
class NameRegistry:
    """Codes by comparable code and by normalised name, for one entity and one kind of thing.

    `statements` are names that a person has given a meaning; they come before what was learnt,
    and a name with statements is known only on the days of one of them.
    """

    _code_by_comparable: dict[str, str] = field(default_factory=dict)
    _code_by_name: dict[str, str] = field(default_factory=dict)
    _name_by_code: dict[str, str] = field(default_factory=dict)
    _statements: dict[str, list[KnownName]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, code: str | None, name: str | None) -> None:
        """Remembers a code with its name; the first spelling of a code is the one kept."""
        if code is None:
            return
        kept = self._code_by_comparable.setdefault(comparable_code(code), code)
        if name:
            self._code_by_name.setdefault(normalised_name(name), kept)
            self._name_by_code.setdefault(kept, name)

    def state(self, known: KnownName) -> None:
        """Takes a person's statement on a name or a code."""
        self._statements[normalised_name(known.name)].append(known)

    def code_of(self, code: str | None, name: str | None, days: Days) -> str | None:
        """Gives the one code for a code or name as typed in a document that speaks of these days.

        None when neither is there.
        """
        if code is not None:
            return self._known_by_code(code, days) or self._stated(name, days) or code
        if not name:
            return None
        return self._known_by_name(name, days) or code_from_name(name)

    def code_written(self, written: str, days: Days) -> str:
        """Gives the code for what stands in a column of codes: "3", "03 Lavori pubblici", a name.

        What nothing is known of is a code as it is written.
        """
        first_word = written.split()[0] if written.strip() else written
        known = (
            self._known_by_code(written, days)
            or self._known_by_name(written, days)
            or self._known_by_code(first_word, days)
        )
        return known or written

    def title_of(self, code: str, written: str | None, days: Days) -> str:
        """Gives the name to show for a code that a document writes as `written`.

        That is the name as written; where a person has said that it only is another spelling of
        a known one (a statement without dates), that known one.
        """
        known = self._name_by_code.get(code)
        statement = self._statement(written, days)
        is_spelling = statement is not None and not statement.has_dates
        if written is None or (is_spelling and known is not None):
            return known or code
        return written

    def candidates(self, code: str | None, name: str | None, days: Days) -> tuple[KnownThing, ...]:
        """Gives what a name that matches nothing may mean, the likeliest first; else nothing.

        A code that is not known with a name that is counts as no match: sectors are renumbered.
        """
        if not name or self._is_settled(code, name, days):
            return ()
        near = [
            KnownThing(found, known)
            for found, known in self._name_by_code.items()
            if are_near(name, known) and found not in (code, code_from_name(name))
        ]
        near.sort(key=lambda thing: nearness(name, thing.name), reverse=True)
        expired = self._expired(name)
        return tuple(dict.fromkeys([*expired, *near]))[:_MOST_CANDIDATES]

    def other_name_of(self, code: str | None, name: str | None, days: Days) -> KnownThing | None:
        """Gives what a known code stands for, when it is written beside a quite different name."""
        if code is None or not name or self._stated(code, days) is not None:
            return None
        found = self._code_by_comparable.get(comparable_code(code))
        known = None if found is None else self._name_by_code.get(found)
        if found is None or known is None or self._stated(name, days) == found:
            return None
        return KnownThing(found, known) if are_unlike(name, known) else None

    def _expired(self, name: str) -> list[KnownThing]:
        """Gives what a name has meant on other days than those asked about."""
        codes = (known.code for known in self._statements.get(normalised_name(name), ()))
        return [KnownThing(code, self._name_by_code.get(code, code)) for code in codes]

    def _is_settled(self, code: str | None, name: str, days: Days) -> bool:
        if code is not None and self._known_by_code(code, days) is not None:
            return True
        if code is not None:
            return self._stated(name, days) is not None
        return self._known_by_name(name, days) is not None

    def _known_by_code(self, code: str, days: Days) -> str | None:
        return self._stated(code, days) or self._code_by_comparable.get(comparable_code(code))

    def _known_by_name(self, name: str, days: Days) -> str | None:
        stated = self._stated(name, days)
        if stated is not None:
            return stated
        plain = normalised_name(name)
        # A renaming of other years is no reason to take the name for known in this one.
        learnt = None if plain in self._statements else self._code_by_name.get(plain)
        return learnt or self._code_by_comparable.get(comparable_code(name))

    def _stated(self, written: str | None, days: Days) -> str | None:
        found = self._statement(written, days)
        return None if found is None else found.code

    def _statement(self, written: str | None, days: Days) -> KnownName | None:
        if written is None or not self._statements:
            return None
        return in_force(self._statements.get(normalised_name(written), ()), days)


@dataclass(slots=True)
class EntityRegistry:
    """The sectors and the strategic directions of one entity, and its words for statuses.

    `status_words` are those of its anagrafiche by the year of each, by normalised word.
    """

    sectors: NameRegistry = field(default_factory=NameRegistry)
    strategic_directions: NameRegistry = field(default_factory=NameRegistry)
    status_words: dict[int, dict[str, DupStatus]] = field(default_factory=dict)

    def of(self, subject: NameSubject) -> NameRegistry:
        """Gives the registry of one kind of thing."""
        return self.sectors if subject is NameSubject.SECTOR else self.strategic_directions

    def state(self, known_names: Iterable[KnownName]) -> None:
        """Takes a person's statements, in the order in which they were made."""
        for known in known_names:
            self.of(known.subject).state(known)

    def status_of(self, written: str, year: int) -> DupStatus | None:
        """Gives the status that a word stands for by the anagrafica in force in a year."""
        years = [known for known in self.status_words if known <= year]
        return self.status_words[max(years)].get(normalised_name(written)) if years else None
