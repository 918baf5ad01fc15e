"""Addresses of other pages that keep what the person is looking at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.texts.formats import is_absent
from dashboard.ui.filters import Filters, address_params

ACTION_KEY, ACTION_SECTOR_KEY = "azione", "cod_settore"
# These need no encoding after "?", and plotly would encode them a second time.
_PLAIN_IN_A_QUERY = "/:,;@$?"
ACTION_LINK = "action_address"
"""The column that `with_action_links` adds."""


def page_address(url_path: str, filters: Filters, **more: str) -> str:
    """Gives a page's address with the filters in it, relative to the program's own address."""
    params = urlencode({**address_params(filters), **more}, safe=_PLAIN_IN_A_QUERY)
    return f"{url_path}?{params}"


def action_address(filters: Filters, row: Mapping[Any, Any]) -> str | None:
    """Gives the address of the Scheda azione of a row (`action_code`, `sector_code`)."""
    if is_absent(row["action_code"]):
        return None
    sector = "" if is_absent(row["sector_code"]) else str(row["sector_code"])
    return page_address(
        "azione", filters, **{ACTION_KEY: str(row["action_code"]), ACTION_SECTOR_KEY: sector}
    )


def with_action_links(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Gives the frame with `action_address`, for `render_table(..., links={...})`."""
    addresses = [action_address(filters, row) for row in frame.to_dict("records")]
    return frame.assign(**{ACTION_LINK: pd.Series(addresses, index=frame.index, dtype=object)})
