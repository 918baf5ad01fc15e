"""The search finds the simplest ways that give a published figure, and claims no more."""

from __future__ import annotations

import pytest

from dashboard.domain.counting import Chain, Row, Step
from dashboard.domain.departures import (
    Basis,
    CountedAsZero,
    NothingLeftOut,
    OnBasis,
    OtherMean,
    PutBack,
    ResultRounded,
    RowsAdded,
    TakenOut,
    UnitsRounded,
    Way,
    cost_of,
)
from dashboard.domain.published import published_figure
from dashboard.domain.reconciling import (
    MAX_COST,
    MAX_WAYS,
    NEAREST_COUNT,
    Question,
    Reconciliation,
    reconcile,
)
from dashboard.domain.rules import Level, Rounding

OF_INDICATORS: Chain = (Step(Level.INDICATOR),)
OF_AREAS: Chain = (Step(Level.DIRECTION), Step(Level.INDICATOR))


def row(
    area: str,
    indicator: str,
    pct: float | None,
    left_out: str = "",
    *,
    measured: float | None = None,
    weight: float | None = None,
) -> Row:
    """A row of one area; `left_out`: its families, separated by "; "."""
    families = tuple(part for part in left_out.split("; ") if part)
    is_missing = pct is None and measured is None
    return Row(
        {Level.DIRECTION: (area,), Level.INDICATOR: ("S1", area, indicator)},
        pct,
        measured_pct=measured,
        declared_pct=pct,
        left_out_reason="missing" if is_missing else "not_assessable" if families else None,
        families=families,
        weight=weight,
        names={Level.INDICATOR: indicator, Level.DIRECTION: area},
    )


# area A: 100, 80 -> 90; area B: 60.4; mean of areas 75.2, of indicators 80.13
ROWS = (row("A", "a1", 100), row("A", "a2", 80), row("B", "b1", 60.4))


def search(
    printed: str,
    rows: tuple[Row, ...] = ROWS,
    chain: Chain = OF_AREAS,
    *,
    is_exhaustive: bool = False,
) -> Reconciliation:
    figure = published_figure(printed)
    assert figure is not None
    return reconcile(Question(figure, rows, chain, is_exhaustive=is_exhaustive))


def ways(found: Reconciliation) -> list[Way]:
    return [fit.way for fit in found.fits]


@pytest.mark.parametrize(
    ("printed", "way"),
    [
        ("75,2", ()),
        ("80,1", (OtherMean(()),)),
        ("75,0", (UnitsRounded(0, Rounding.HALF_UP),)),
        ("75,20", ()),
        ("75,5", (UnitsRounded(0, Rounding.UP),)),
        ("76", (ResultRounded(0, Rounding.UP),)),
    ],
)
def test_the_simplest_way_is_found(printed: str, way: Way) -> None:
    found = search(printed)

    assert way in ways(found)
    assert {cost_of(fit) for fit in ways(found)} == {cost_of(way)}


def test_a_figure_with_a_zero_added_is_found_at_its_shorter_precision() -> None:
    rows = (row("A", "a1", 87.18), row("A", "a2", 87.18))

    found = search("87,20", rows, OF_INDICATORS)

    assert (ResultRounded(1, Rounding.HALF_UP),) in ways(found)


def test_a_family_left_out_is_put_back_alone_or_with_everything() -> None:
    rows = (
        row("A", "a1", 100),
        row("A", "a2", 40, "famiglia X"),
        row("A", "a3", 10, "non rendicontato"),
    )

    assert (PutBack(("famiglia X",)),) in ways(search("70", rows, OF_INDICATORS))
    assert (NothingLeftOut(),) in ways(search("50", rows, OF_INDICATORS))


def test_a_row_left_out_for_two_families_comes_back_only_with_both() -> None:
    rows = (
        row("A", "a1", 100),
        row("A", "a2", 40, "famiglia X"),
        row("A", "a3", 10, "famiglia X; famiglia Y"),
        row("A", "a4", 5, "famiglia Z"),
    )
    both = search("50,0", rows, OF_INDICATORS)

    assert (PutBack(("famiglia X",)),) in ways(search("70,0", rows, OF_INDICATORS))
    assert (PutBack(("famiglia X", "famiglia Y")),) in ways(both)


def test_a_missing_result_can_have_been_counted_as_zero() -> None:
    rows = (row("A", "a1", 100), row("A", "a2", 50), row("A", "a3", None))

    found = search("50,0", rows, OF_INDICATORS)

    assert ways(found) == [(CountedAsZero("missing"),)]
    assert found.fits[0].counted_count == 3


def test_an_area_or_an_indicator_can_have_been_left_out() -> None:
    rows = (*ROWS, row("B", "b2", 0), row("C", "c1", 10), row("C", "c2", 30))
    #  areas: A 90, B 30.2, C 20

    found = search("60,1", rows)
    without_one = search("56,8", rows)  # (90 + 60.4 + 20) / 3

    assert ways(found) == [(TakenOut(Level.DIRECTION, ("C",), "C"),)]
    assert ways(without_one) == [(TakenOut(Level.INDICATOR, ("S1", "B", "b2"), "b2"),)]


def test_an_indicator_that_sums_up_the_others_is_the_first_to_be_left_out() -> None:
    rows = (row("A", "a1", 90), row("A", "a2", 80), row("A", "Livello sintetico di ente", 100))

    found = search("85,0", rows, OF_INDICATORS)

    assert [(one.name, one.is_self_referring) for (one,) in ways(found)] == [
        ("Livello sintetico di ente", True)
    ]


def test_the_measured_percentages_may_have_been_used() -> None:
    rows = (row("A", "a1", 100, measured=70), row("A", "a2", 100, measured=60))

    assert ways(search("65", rows, OF_INDICATORS)) == [(OnBasis(Basis.MEASURED),)]


def test_rows_that_nobody_has_are_tried_last_and_only_where_they_belong_to_no_unit() -> None:
    full = [row("4", f"4.1.{number}", 100) for number in range(1, 10)]
    printed = (*full, row("4", "4.1.10", 83.33))

    found = search("87,2", printed, OF_INDICATORS)

    assert ways(found) == [(RowsAdded(3, 50.0),)]
    assert found.fits[0].value_pct == pytest.approx((983.33 + 150) / 13)
    assert found.fits[0].counted_count == 10


def test_an_assumption_beside_an_unusual_rounding_is_never_offered() -> None:
    """88.9 of 282 rows with three more at 100 is 89.02, which rounded up would be 90."""
    rows = tuple(Row({}, 88.9) for _ in range(282))

    found = search("90", rows, OF_INDICATORS)

    assert found.fits == ()
    assert found.nearest[0].way == (RowsAdded(5, 100.0),)
    assert found.nearest[0].shown_pct == 89
    assert found.searched_cost == MAX_COST


def test_the_weights_may_have_been_used() -> None:
    rows = (row("A", "a1", 100, weight=3), row("A", "a2", 60, weight=1))

    found = search("90", rows, OF_INDICATORS)

    assert ways(found) == [(OtherMean((), is_weighted=True),)]


def test_ways_that_average_the_same_numbers_are_told_together() -> None:
    found = search("75,0")

    (units,) = [fit for fit in found.fits if isinstance(fit.way[0], UnitsRounded)]
    assert units.alike == (
        (UnitsRounded(0, Rounding.HALF_EVEN),),
        (UnitsRounded(0, Rounding.DOWN),),
    )


def test_what_only_adds_to_a_way_already_found_is_not_another_way() -> None:
    found = search("75,2", is_exhaustive=True)

    assert ways(found)[0] == ()
    assert len(found.fits) == 1
    assert found.searched_cost == MAX_COST


def test_without_a_way_the_nearest_are_told_each_with_another_value() -> None:
    found = search("12,3", (row("A", "a1", 80), row("A", "a2", 70)), OF_INDICATORS)

    assert found.fits == ()
    values = [round(one.value_pct, 6) for one in found.nearest]
    assert values == sorted(set(values), key=lambda value: abs(value - 12.3))
    assert len(values) == NEAREST_COUNT
    # The 70 alone with five rows more at zero.
    assert values[0] == pytest.approx(70 / 6)


def test_the_search_is_bounded_and_says_so() -> None:
    rows = tuple(
        row(area, f"{area}{number}", 7.0 * number, measured=5.0 * number)
        for area in "ABCDEF"
        for number in range(1, 7)
    )
    left_out = tuple(row("A", family, 3.0, family) for family in ("X", "Y", "Z"))

    found = search("99,1234", (*rows, *left_out))

    assert found.is_cut
    assert found.tried_count == MAX_WAYS


def test_the_same_question_always_gets_the_same_answer() -> None:
    assert search("12,3") == search("12,3")


def test_with_nothing_to_count_nothing_is_claimed() -> None:
    found = search("97,2", (row("A", "a1", None),))

    assert (found.as_configured, found.fits) == (None, ())
