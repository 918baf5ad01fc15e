"""Whether the percentages of two years tell the same thing: what was measured, how, and added up.

Nothing is corrected: a reader is told what changed and decides what a comparison is worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.domain.movements import Key, Record, is_another

_RULE_COLUMNS = (
    "measure_kind",
    "rule_method",
    "cap_pct",
    "floor_pct",
    "target_zero",
    "missing_result",
    "rounding_digits",
    "rounding_direction",
    "band_table",
    "achievement_basis",
)


@dataclass(frozen=True, slots=True)
class Comparability:
    """How two years differ in what their percentages are made of.

    `common_count`: indicators that both have; of these `changed_rule_count` are measured another
    way and `changed_unit_count` in another unit. `method_before` and `method_after`: how the
    entity adds up, None where nothing is counted.
    """

    year_before: int
    year_after: int
    common_count: int
    only_before_count: int
    only_after_count: int
    changed_rule_count: int
    changed_unit_count: int
    method_before: str | None
    method_after: str | None

    @property
    def is_same(self) -> bool:
        """Says whether nothing speaks against comparing both years."""
        return (
            self.method_before == self.method_after
            and not self.only_before_count
            and not self.only_after_count
            and not self.changed_rule_count
            and not self.changed_unit_count
        )


def comparability(
    before: Iterable[Record],
    after: Iterable[Record],
    method_before: str | None,
    method_after: str | None,
) -> Comparability:
    """Compares what two years measure; rows of `indicator_results`, at least one of each year."""
    old_rows, new_rows = _by_key(before), _by_key(after)
    common = [
        (old_rows[key], row)
        for key, row in new_rows.items()
        if key in old_rows
        and not is_another(old_rows[key]["indicator_name"], row["indicator_name"])
    ]
    return Comparability(
        year_before=_year(old_rows),
        year_after=_year(new_rows),
        common_count=len(common),
        only_before_count=len(old_rows) - len(common),
        only_after_count=len(new_rows) - len(common),
        changed_rule_count=sum(
            any(old[name] != new[name] for name in _RULE_COLUMNS) for old, new in common
        ),
        changed_unit_count=sum(_unit(old) != _unit(new) for old, new in common),
        method_before=method_before,
        method_after=method_after,
    )


def _by_key(rows: Iterable[Record]) -> dict[Key, Record]:
    return {
        (str(row["sector_code"]), str(row["action_code"]), str(row["indicator_code"])): row
        for row in rows
    }


def _year(rows: Mapping[Key, Mapping[str, Any]]) -> int:
    return int(next(iter(rows.values()))["reference_year"])


def _unit(row: Record) -> str:
    return " ".join(str(row["unit"] or "").casefold().split())
