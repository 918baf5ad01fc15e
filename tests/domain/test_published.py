"""A published percentage is read as it was printed, with its precision."""

from __future__ import annotations

import pytest

from dashboard.domain.published import PublishedFigure, published_figure


@pytest.mark.parametrize(
    ("printed", "figure"),
    [
        ("97,2", PublishedFigure(97.2, 1)),
        (" 97.20 % ", PublishedFigure(97.2, 2)),
        ("100", PublishedFigure(100.0, 0)),
        ("0,5%", PublishedFigure(0.5, 1)),
        ("", None),
        ("circa 97", None),
        ("1.234,5", None),
        ("-3", None),
        ("97,", None),
    ],
)
def test_a_printed_percentage_is_read_with_its_precision(
    printed: str, figure: PublishedFigure | None
) -> None:
    assert published_figure(printed) == figure


@pytest.mark.parametrize(
    ("printed", "digits"),
    [("97,2", (1,)), ("97,20", (2, 1)), ("98,00", (2, 1, 0)), ("90", (0,)), ("0,0", (1, 0))],
)
def test_zeros_at_the_end_may_have_been_added_after_rounding(
    printed: str, digits: tuple[int, ...]
) -> None:
    figure = published_figure(printed)

    assert figure is not None
    assert figure.possible_digits == digits
