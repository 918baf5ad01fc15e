"""What stands out in an action's sums; what is not stated never stands out."""

from __future__ import annotations

import pytest

from dashboard.domain.planned_years import planned_years
from dashboard.domain.spending import SpendingOddity, has_no_resources, spending_oddities

CASES = [
    # planned committed paid   stands out
    (100.0, 100.0, 100.0, []),
    (100.0, 50.0, 0.0, []),  # half is enough
    (100.0, 49.9, 0.0, ["little_committed"]),
    (100.0, 0.0, 0.0, ["nothing_committed"]),
    (0.0, 0.0, 0.0, []),  # nothing planned, nothing spent
    (0.0, 1.0, 0.0, ["over_committed"]),
    (100.0, 120.0, 130.0, ["over_committed", "over_paid"]),
    (100.0, None, 130.0, []),  # nobody can tell
    (None, 10.0, 20.0, ["over_paid"]),
    (None, None, None, []),
]


@pytest.mark.parametrize(("allocated", "committed", "paid", "expected"), CASES)
def test_what_stands_out(
    allocated: float | None, committed: float | None, paid: float | None, expected: list[str]
) -> None:
    assert spending_oddities(allocated, committed, paid) == tuple(map(SpendingOddity, expected))


NOTHING = {
    "allocated_eur": None,
    "committed_eur": None,
    "paid_eur": None,
    "category_count": 0,
    "human_resources": None,
}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, True),
        ({"allocated_eur": 0.0}, True),  # zero euro is stated, and is no money
        ({"allocated_eur": 0.01}, False),
        ({"paid_eur": 5.0}, False),
        ({"category_count": 1}, False),
        ({"human_resources": "1 istruttore"}, False),
    ],
)
def test_an_action_without_money_and_people_has_no_resources(
    stated: dict[str, object], expected: bool
) -> None:
    assert has_no_resources({**NOTHING, **stated}) is expected


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2024-2026", (2024, 2025, 2026)),
        ("2024/26", (2024, 2025, 2026)),
        ("2024, 2025", (2024, 2025)),
        ("2024 e 2026", (2024, 2026)),
        ("dal 2025", (2025,)),
        ("2024-2025; 2027", (2024, 2025, 2027)),
        ("tutto il triennio", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_years_are_read_as_people_write_them(written: str | None, years: tuple[int, ...]) -> None:
    assert planned_years(written) == years
