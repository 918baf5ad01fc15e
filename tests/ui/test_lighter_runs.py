"""What runs are spared changes nothing of what widgets show, and ends with the server."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.state import SafeSessionState
from streamlit.testing.v1 import AppTest

from dashboard.ui.lighter_runs import SessionLookups, lighter_runs

Shown = list[tuple[str, object]]


def page() -> None:
    """Draws each kind of widget that looks itself up: remembered, emptied and untouched ones."""
    import streamlit as st

    for key, value in (("settore", "due"), ("regola", None), ("testo", None), ("numero", None)):
        st.session_state.setdefault(key, value)
    st.session_state["visite"] = st.session_state.get("visite", 0) + 1
    st.selectbox("Settore", ["uno", "due"], key="settore")
    st.selectbox("Regola", ["uno", "due"], key="regola")
    st.radio("Vista", ["uno", "due"], key="vista")
    st.text_input("Testo", "prima", key="testo")
    st.text_area("Nota", "prima", key="nota")
    st.number_input("Numero", value=3, key="numero")
    st.date_input("Giorno", value=None, key="giorno")


def shown(app: AppTest) -> Shown:
    widgets = [
        *app.selectbox,
        *app.radio,
        *app.text_input,
        *app.text_area,
        *app.number_input,
        *app.date_input,
    ]
    return [(widget.label, widget.value) for widget in widgets]


def visit(way: AbstractContextManager[None]) -> list[Shown]:
    with way:
        app = AppTest.from_function(page).run()
        first = shown(app)
        app.selectbox(key="regola").select("due")
        app.radio(key="vista").set_value("due")
        second = shown(app.run())
        app.session_state["nota"] = None
        app.session_state["settore"] = None
        third = shown(app.run())
        assert not app.exception
        assert app.session_state["visite"] == 3
    return [first, second, third]


def test_widgets_show_the_same_whichever_way_they_look_themselves_up() -> None:
    one_by_one = visit(lighter_runs())

    assert one_by_one == visit(nullcontext())
    assert one_by_one[0][:2] == [("Settore", "due"), ("Regola", None)]
    assert one_by_one[1][1:3] == [("Regola", "due"), ("Vista", "due")]


def test_who_wants_all_keys_gets_those_that_the_page_gave() -> None:
    with lighter_runs():
        app = AppTest.from_function(page).run()
        state = app.session_state._state  # as the runner's page sees it
        lookups = SessionLookups(SafeSessionState(state, lambda: None))

        assert set(lookups) == set(state.filtered_state)
        assert len(lookups) == len(state.filtered_state)
        assert all(lookups[key] == value for key, value in state.filtered_state.items())
        assert "visite" in lookups
        assert "mai-visto" not in lookups
        with pytest.raises(KeyError):
            lookups["mai-visto"]


def test_after_the_server_has_ended_streamlit_is_as_it_was() -> None:
    before = SafeSessionState.filtered_state
    with lighter_runs():
        assert SafeSessionState.filtered_state is not before

    assert SafeSessionState.filtered_state is before


def test_the_theme_sent_is_the_one_that_the_settings_say() -> None:
    def sent(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        app_session._populate_theme_msg(message, section)
        return message

    sections = ("theme", "theme.sidebar", "theme.dark")
    read_anew = [sent(section) for section in sections]
    with lighter_runs():
        once, again = ([sent(section) for section in sections] for _ in range(2))

    assert once == again == read_anew
    assert read_anew[0].primary_color == "#0066CC"
    assert not read_anew[2].ByteSize()


def test_a_part_of_the_theme_without_settings_stays_absent() -> None:
    message = CustomThemeConfig()
    with lighter_runs():
        app_session._populate_theme_msg(message)
        app_session._populate_theme_msg(message.dark, "theme.dark")

    assert not message.HasField("dark")
