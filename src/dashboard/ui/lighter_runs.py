"""Spares the server what Streamlit does anew at every run of every session, to no effect here.

Each of the two is put back when the server ends; without them everything shows the same, later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.state import SafeSessionState

_COPIED_STATE = SafeSessionState.filtered_state
_WRITE_THEME = app_session._populate_theme_msg


class SessionLookups(Mapping[str, Any]):
    """What a session remembers by the keys that pages gave; copied only by who wants all of it.

    Streamlit copies it for each selectbox, radio and field, only to see whether that one was
    emptied (told in its pull request 8529). A visitor who has been on all pages has some 70 values
    remembered, and every page has six such widgets around it: 15 % of a click's processor time.
    """

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> Any:
        """Gives the value of a key. Raises KeyError where none is remembered."""
        return self._state[key]

    def __contains__(self, key: object) -> bool:
        """Says whether a value is remembered for a key."""
        return isinstance(key, str) and key in self._state

    def __iter__(self) -> Iterator[str]:
        """Gives all keys, of a copy."""
        return iter(_COPIED_STATE.__get__(self._state))

    def __len__(self) -> int:
        """Counts all keys, of a copy."""
        return len(_COPIED_STATE.__get__(self._state))


class WrittenThemes:
    """The theme's parts as they are sent with every run, each written once.

    The settings are those of a file that nobody watches. Reading the six parts took 6 % of a short
    page's processor time, and writing them into a message 2 % more.
    """

    def __init__(self) -> None:
        self._written: dict[str, CustomThemeConfig] = {}

    def write(self, msg: CustomThemeConfig, section: str = "theme") -> None:
        """Writes a part of the theme into a message that is about to be sent."""
        if section not in self._written:
            self._written[section] = CustomThemeConfig()
            _WRITE_THEME(self._written[section], section)
        written = self._written[section]
        # A part without settings stays absent, as Streamlit leaves it.
        if written.ByteSize():
            msg.MergeFrom(written)


@contextmanager
def lighter_runs() -> Iterator[None]:
    """Looks up what a session remembers key by key, and writes the theme once.

    Holds for all sessions of this process until the block ends.
    """
    # The types are ignored: a property of a class is given another getter, which no type allows.
    SafeSessionState.filtered_state = property(SessionLookups)  # type: ignore[assignment, method-assign]
    app_session._populate_theme_msg = WrittenThemes().write
    try:
        yield
    finally:
        SafeSessionState.filtered_state = _COPIED_STATE  # type: ignore[method-assign]
        app_session._populate_theme_msg = _WRITE_THEME
