"""Every figure that IZSLER published, for 2020 and 2022, is searched for in the rows it stands on.

The oracle is `data/sources/izsler_totali_pubblicati.csv`: what was printed, beside what somebody
else recomputed by hand.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.domain.counting import Row, Step
from dashboard.domain.departures import (
    NothingLeftOut,
    OtherMean,
    ResultRounded,
    RowsAdded,
    TakenOut,
    UnitsRounded,
    Way,
)
from dashboard.domain.explanation import Node, Scope
from dashboard.domain.model import Period
from dashboard.domain.reconciling import MAX_COST, Question, Reconciliation, reconcile
from dashboard.domain.rules import Level, Rounding
from dashboard.errors import UnreadableFigureError
from dashboard.reconciliation import figure_of, reconcile_figure, reconcile_value, rows_of
from dashboard.settings import DATA_FOLDER
from dashboard.store import Store, open_store
from tests.filled_once import filled_once

PUBLISHED = DATA_FOLDER / "sources" / "izsler_totali_pubblicati.csv"
ENTITY_CODE = "izsler"
# 90.125 was printed as 90.12: the institute's program rounds halves to the even neighbour.
ON_THE_HALF = "DIPARTIMENTO SICUREZZA ALIMENTARE / AS2"
HALVES_TO_EVEN: Way = (ResultRounded(2, Rounding.HALF_EVEN),)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    filled = filled_once(tmp_path_factory, "izsler_2020", "izsler_2022")
    found = open_store(Path(shutil.copy(filled, tmp_path_factory.mktemp("izsler"))))
    yield found
    found.close()


def scope(year: int, **filters: str) -> Scope:
    return Scope(ENTITY_CODE, year, Period.FINAL, **filters)


def published(year: int, *levels: str) -> list[tuple[str, str]]:
    """What was printed, with an Italian comma, by what it was printed of."""
    with PUBLISHED.open(encoding="utf-8", newline="") as source:
        return [
            (row["voce"], row["valore_pubblicato"].replace(".", ","))
            for row in csv.DictReader(source)
            if int(row["anno"]) == year and row["livello"] in levels
        ]


def sector_codes(store: Store) -> dict[str, str]:
    sectors = store.query("sectors", entity_code=ENTITY_CODE)
    names = (str(name).upper() for name in sectors["sector_name"])
    return dict(zip(names, sectors["sector_code"], strict=True))


def ways(found: Reconciliation) -> list[Way]:
    return [fit.way for fit in found.fits]


def search(rows: tuple[Row, ...], printed: str) -> Reconciliation:
    """As a plain mean of indicators, which is how a direction counts."""
    return reconcile(Question(figure_of(printed), rows, (Step(Level.INDICATOR),)))


def counted(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same rows with none left out."""
    return tuple(replace(row, left_out_reason=None, families=()) for row in rows)


def test_there_are_as_many_published_figures_as_the_source_has() -> None:
    assert len(published(2020, "obiettivo strategico")) == 6
    assert len(published(2020, "ente")) == 2
    assert len(published(2022, "area strategica")) == 5
    assert len(published(2022, "dipartimento x area")) == 22
    assert len(published(2022, "ente")) == 1


@pytest.mark.parametrize(("area", "printed"), published(2022, "area strategica"))
def test_each_area_of_2022_is_as_configured(store: Store, area: str, printed: str) -> None:
    found = reconcile_figure(store, printed, scope(2022), Node(Level.DIRECTION, area.split()[0]))

    assert ways(found) == [()]


@pytest.mark.parametrize(("cell", "printed"), published(2022, "dipartimento x area"))
def test_each_cell_of_2022_is_as_configured(store: Store, cell: str, printed: str) -> None:
    department, area = cell.split(" / ")
    filters = {"sector_code": sector_codes(store)[department], "strategic_direction_code": area}

    found = reconcile_figure(store, printed, scope(2022, **filters), Node())

    assert ways(found) == [HALVES_TO_EVEN if cell == ON_THE_HALF else ()]
    assert found.as_configured is not None
    assert cell != ON_THE_HALF or found.as_configured.value_pct == pytest.approx(90.125)


@pytest.mark.parametrize(
    ("printed", "way", "counted_count"),
    [
        ("97,2", (UnitsRounded(0, Rounding.HALF_UP),), 355),
        ("97,1", (), 355),
        ("96,3", (OtherMean(()),), 355),
        ("81,5", (NothingLeftOut(), OtherMean(())), 618),
    ],
)
def test_one_year_has_four_honest_totals_and_each_is_explained(
    store: Store, printed: str, way: Way, counted_count: int
) -> None:
    found = reconcile_figure(store, printed, scope(2022), Node())

    assert [(fit.way, fit.counted_count, fit.row_count) for fit in found.fits] == [
        (way, counted_count, 620)
    ]


@pytest.mark.parametrize(("objective", "printed"), published(2020, "obiettivo strategico"))
def test_each_objective_of_2020_is_as_configured(
    store: Store, objective: str, printed: str
) -> None:
    code = objective.split()[0]

    for level in (Level.DIRECTION, Level.STRATEGIC_OBJECTIVE):
        assert ways(reconcile_figure(store, printed, scope(2020), Node(level, code))) == [()]


def test_the_entity_of_2020_is_the_mean_of_its_objectives(store: Store) -> None:
    ((_, printed), *_) = published(2020, "ente")

    found = reconcile_figure(store, printed, scope(2020), Node())

    assert (printed, ways(found)) == ("83,5", [()])
    assert ways(reconcile_figure(store, "86,45", scope(2020), Node())) == [(OtherMean(()),)]


def test_objective_4_of_2020_needs_the_self_referring_indicator_left_out(store: Store) -> None:
    found = reconcile_figure(store, "88,10", scope(2020), Node(Level.DIRECTION, "4"))

    assert (NothingLeftOut(),) in ways(found)
    assert found.fits[0].counted_count == 14


def test_from_the_printed_table_objective_4_needs_three_rows_more_and_one_less(
    store: Store,
) -> None:
    """The table as printed, and the entity's own total counted among its indicators."""
    unprinted = {"4.1.x2", "4.1.x3a", "4.1.x3b"}
    every = rows_of(store, scope(2020), Node(Level.DIRECTION, "4"))
    rows = tuple(row for row in every if row.codes[Level.INDICATOR][-1] not in unprinted)

    without_it = search(rows, "87,2")
    with_it = search(counted(rows), "87,2")

    assert len([row for row in rows if row.left_out_reason is None]) == 10
    assert ways(search(rows, "98,33")) == [()]
    assert ways(without_it) == [(RowsAdded(3, 50.0),)]
    (leaving_it_out,) = [
        way for way in ways(with_it) if any(isinstance(one, TakenOut) for one in way)
    ]
    left_out, added = leaving_it_out
    assert isinstance(left_out, TakenOut)
    assert (left_out.code[-1], left_out.is_self_referring) == ("4.1.x1", True)
    assert added == RowsAdded(3, 50.0)


def test_the_figure_of_2020_that_does_not_reconcile_is_reported_so() -> None:
    """Its 282 rows are not public: 88.90 is all there is, and nothing known makes 90 of it."""
    (_, (voice, printed)) = published(2020, "ente")

    found = reconcile_value(printed.removesuffix(",0"), 88.9, 282)

    assert voice == "Obiettivi operativi delle strutture"
    assert found.fits == ()
    assert (found.searched_cost, found.is_cut) == (MAX_COST, False)
    assert found.as_configured is not None
    assert round(found.figure.value_pct - found.as_configured.value_pct, 2) == 1.1


def test_a_percentage_of_what_the_year_does_not_have_claims_nothing(store: Store) -> None:
    found = reconcile_figure(store, "90", scope(2020), Node(Level.DIRECTION, "99"))

    assert (found.as_configured, found.fits, found.tried_count) == (None, (), 0)


def test_what_is_no_percentage_is_refused(store: Store) -> None:
    with pytest.raises(UnreadableFigureError):
        reconcile_figure(store, "circa 97", scope(2022), Node())
