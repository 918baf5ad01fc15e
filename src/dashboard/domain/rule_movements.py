"""What a change of rules moves: from what to what, thing by thing."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.model import Period
from dashboard.domain.rules import Level


@dataclass(frozen=True, slots=True)
class Standing:
    """How one thing stands: its percentage, and its status or why it is left out.

    `state` is None above the indicator.
    """

    name: str
    achievement_pct: float | None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing that stands differently. `before` or `after` is None where it is not there."""

    reference_year: int
    period: Period
    level: Level
    code: str | None
    sector_code: str | None
    before: Standing | None
    after: Standing | None

    @property
    def name(self) -> str:
        """Gives the name that will hold, or the one that held."""
        known = self.after or self.before
        return "" if known is None else known.name

    @property
    def before_pct(self) -> float | None:
        """Gives the percentage that holds now."""
        return None if self.before is None else self.before.achievement_pct

    @property
    def after_pct(self) -> float | None:
        """Gives the percentage that would hold."""
        return None if self.after is None else self.after.achievement_pct

    @property
    def points(self) -> float | None:
        """Gives after minus before, in percentage points; None where one of them is missing."""
        if self.before_pct is None or self.after_pct is None:
            return None
        return self.after_pct - self.before_pct


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """Everything that would move, the widest first; `totals` of the entity moved or not."""

    movements: tuple[Movement, ...]
    totals: tuple[Movement, ...]

    def count(self, level: Level) -> int:
        """Gives how many things of a level move: a thing counts once, whatever the periods."""
        return len({(one.sector_code, one.code) for one in self.movements if one.level is level})
