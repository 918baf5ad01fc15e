"""A click on a figure's mark goes where its row leads. Who has no pointer takes the row's link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from dashboard.ui.filters import FILTER_KEYS

Addresses = Sequence[str | None] | Mapping[str, str | None]
"""Where a figure's marks lead: by their place in each trace, or by their id in a tree."""

_NEXT = "clicked-address"
_OVERVIEW_PAGE = "quadro"


def follow_click(key: str, addresses: Addresses) -> partial[None]:
    """Gives what a figure calls when one of its marks is clicked.

    An address that is None leads nowhere. By place: the figure has one mark per row in every trace
    that can be clicked.
    """
    return partial(_remember, key, addresses)


def go_where_clicked() -> None:
    """Goes to the page of the mark that was clicked, if one was. Before any page is drawn."""
    address = st.session_state.pop(_NEXT, None)
    if address is not None:
        page, params = _page_and_params(address)
        st.switch_page(page, query_params=params)


def _remember(key: str, addresses: Addresses) -> None:
    points: Sequence[dict[str, Any]] = st.session_state[key]["selection"]["points"]
    if points and (address := _address_of(points[0], addresses)) is not None:
        # Kept for the run that follows: a page cannot be left from within a callback.
        st.session_state[_NEXT] = address


def _address_of(point: Mapping[str, Any], addresses: Addresses) -> str | None:
    if isinstance(addresses, Mapping):
        return addresses.get(str(point["id"]))
    place: int = point["point_index"]
    return addresses[place]


def _page_and_params(address: str) -> tuple[str, dict[str, str]]:
    """Gives the file of an address's page and what it asks of that page alone.

    The filters stay as they are chosen: they are tied to the address by themselves.
    """
    found = urlsplit(address)
    name = found.path.strip("./").replace("-", "_") or _OVERVIEW_PAGE
    params = {key: word for key, word in parse_qsl(found.query) if key not in FILTER_KEYS}
    return f"pages/{name}.py", params
