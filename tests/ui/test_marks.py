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


@pytest.mark.parametrize(
    ("node_id", "remembered"), [("/1", ADDRESSES[0]), ("/1/1.1", None), ("/none", None)]
)
def test_a_click_in_a_tree_is_remembered_by_the_id_of_its_box(monkeypatch, node_id, remembered):
    points = [{"id": node_id, "parent": "", "point_number": 0, "curve_number": 0}]
    session = {"tree": {"selection": {"points": points}}}
    monkeypatch.setattr(st, "session_state", session)

    follow_click("tree", {"/1": ADDRESSES[0], "/1/1.1": None})()

    assert session.get("clicked-address") == remembered
