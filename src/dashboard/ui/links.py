"""Addresses of other pages that keep what the person is looking at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.texts.formats import is_absent
from dashboard.ui.filters import Filters, address_params

ACTION_PAGE = "azione"
ACTION_KEY, ACTION_SECTOR_KEY = "azione", "cod_settore"
ACTION_LINK = "action_address"
"""The column that `with_action_links` adds."""

# These need no encoding after "?", and plotly would encode them a second time.
_PLAIN_IN_A_QUERY = "/:,;@$?"

Addresser = Callable[[Mapping[Any, Any]], str | None]


def page_address(url_path: str, filters: Filters, **more: str) -> str:
    """Gives a page's address with the filters in it, relative to the program's own address."""
    return f"{url_path}?{_written({**address_params(filters), **more})}"


def action_addresser(filters: Filters) -> Addresser:
    """Gives what turns a row (`action_code`, `sector_code`) into the address of its action.

    None for a row without an action. The filters' part is written once: looking their names up
    for every row of a table took half of a page's time.
    """
    start = page_address(ACTION_PAGE, filters)

    def address(row: Mapping[Any, Any]) -> str | None:
        if is_absent(row["action_code"]):
            return None
        sector = "" if is_absent(row["sector_code"]) else str(row["sector_code"])
        action = {ACTION_KEY: str(row["action_code"]), ACTION_SECTOR_KEY: sector}
        return f"{start}&{_written(action)}"

    return address


def with_action_links(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Gives the frame with `action_address`, for `render_table(..., links={...})`."""
    address = action_addresser(filters)
    rows = frame[["action_code", "sector_code"]].to_dict("records")
    addresses = pd.Series([address(row) for row in rows], index=frame.index, dtype=object)
    return frame.assign(**{ACTION_LINK: addresses})


def _written(params: Mapping[str, str]) -> str:
    return urlencode(params, safe=_PLAIN_IN_A_QUERY)
