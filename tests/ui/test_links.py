"""Addresses of actions: the filters stay, codes are quoted, no action means no link."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from dashboard.ui import links
from dashboard.ui.filters import Filters

FILTERS = Filters("comune", "Comune", 2024, "final")


@pytest.fixture(autouse=True)
def known_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def address_params(filters: Filters) -> Mapping[str, str]:
        return {"anno": str(filters.reference_year)}

    monkeypatch.setattr(links, "address_params", address_params)


def test_a_code_typed_with_any_sign_reaches_the_page_whole() -> None:
    address = links.action_addresser(FILTERS)({"action_code": "A&B 1/2", "sector_code": "05"})
    assert address == "azione?anno=2024&azione=A%26B+1/2&cod_settore=05"


def test_a_row_without_action_has_no_link_and_one_without_sector_has() -> None:
    frame = pd.DataFrame({"action_code": [None, "LP.2"], "sector_code": ["05", None]}, index=[7, 9])
    linked = links.with_action_links(frame, FILTERS)
    assert linked[links.ACTION_LINK].tolist() == [
        None,
        "azione?anno=2024&azione=LP.2&cod_settore=",
    ]
