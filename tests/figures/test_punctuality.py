"""The signs of punctuality: a row per sector, a column per document, a shape per outcome."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.deliveries import (
    DeliveryCell,
    DeliveryFacts,
    DeliveryState,
    Punctuality,
    delivery_state,
    punctuality,
)
from dashboard.domain.model import DocumentKind
from dashboard.domain.templates import TemplateSlot
from dashboard.figures import theme
from dashboard.figures.punctuality import (
    DELIVERY_COLOURS,
    PUNCTUALITY_COLOURS,
    punctuality_signs,
)
from dashboard.texts.deliveries import PUNCTUALITIES, STATES

TODAY = date(2025, 3, 1)
DUE = date(2025, 2, 1)


def cell(
    sector: str, kind: DocumentKind, received_on: date | None, year: int = 2024
) -> DeliveryCell:
    facts = DeliveryFacts(deadline=DUE, received_on=received_on)
    slot = TemplateSlot("ente", kind, year, sector_code=sector)
    return DeliveryCell(
        slot, f"Settore & {sector}", facts, delivery_state(facts, TODAY), punctuality(facts, TODAY)
    )


CELLS = [
    cell("S1", DocumentKind.FINAL_REPORT, DUE),
    cell("S1", DocumentKind.PEG_ACTIONS, date(2025, 2, 4)),
    cell("S2", DocumentKind.PEG_ACTIONS, None),
]


def test_each_outcome_has_a_shape_of_its_own_where_sector_and_document_meet() -> None:
    figure = punctuality_signs(CELLS)

    assert figure is not None
    signs = {trace.name: trace for trace in figure.data if trace.mode == "markers"}
    placed = {
        name: [(x, words) for x, words in zip(trace.x, trace.customdata, strict=True)]
        for name, trace in signs.items()
        if len(trace.x)
    }
    assert placed == {
        "in tempo": [(1, "Report finale 2024: arrivato il 01/02/2025, atteso entro il 01/02/2025")],
        "in ritardo": [
            (
                0,
                "PEG 2024: arrivato il 04/02/2025, 3 giorni dopo la scadenza, atteso entro il "
                "01/02/2025",
            )
        ],
        "mai arrivato": [(0, "PEG 2024: mai arrivato, era atteso entro il 01/02/2025")],
    }
    shapes = [trace.marker.symbol for trace in signs.values()]
    assert len(set(shapes)) == len(shapes)
    assert list(figure.layout.xaxis.ticktext) == ["PEG<br><b>2024</b>", "31/12"]


def test_only_the_newest_documents_are_drawn_where_more_do_not_fit() -> None:
    years = range(2010, 2025)
    figure = punctuality_signs(
        [cell("S1", DocumentKind.PEG_ACTIONS, DUE, year=year) for year in years]
    )

    assert figure is not None
    assert len(figure.layout.xaxis.ticktext) == 12
    assert "2024" in figure.layout.xaxis.ticktext[-1]


def test_without_a_passed_deadline_there_is_nothing_to_draw() -> None:
    assert punctuality_signs([]) is None


@pytest.mark.parametrize("colour", [*DELIVERY_COLOURS.values(), *PUNCTUALITY_COLOURS.values()])
def test_every_sign_can_be_seen_on_white(colour: str) -> None:
    assert theme.contrast(colour, theme.PAPER) >= 3


def test_every_state_has_its_own_shape_and_its_colour() -> None:
    assert STATES.keys() == DELIVERY_COLOURS.keys() == set(DeliveryState)
    assert PUNCTUALITIES.keys() == set(Punctuality) - {Punctuality.OPEN}
    shapes = [label.shape for label in STATES.values()]
    assert len(set(shapes)) == len(shapes)
