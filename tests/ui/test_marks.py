"""A clicked mark is remembered by its row; one that leads nowhere, or no mark at all, is not."""

import pytest
import streamlit as st

from dashboard.ui.marks import follow_click

ADDRESSES = ["delega?anno=2024&cod_indirizzo=1", None]


@pytest.mark.parametrize(
    ("points", "remembered"),
    [
        ([{"point_index": 0}], ADDRESSES[0]),
        ([{"point_index": 1}], None),
        ([], None),
    ],
)
def test_a_click_is_remembered_by_the_row_of_its_mark(monkeypatch, points, remembered):
    session = {"bars": {"selection": {"points": points}}}
    monkeypatch.setattr(st, "session_state", session)

    follow_click("bars", ADDRESSES)()

    assert session.get("clicked-address") == remembered
