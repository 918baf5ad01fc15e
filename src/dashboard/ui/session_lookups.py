"""Lets widgets look up one key of a session, where Streamlit copies all that the session remembers.

It does so for each selectbox, radio and field, only to see whether that one was emptied (told in
its pull request 8529). A visitor who has been on all pages has some 70 values remembered, and every
page has six such widgets around it: the copies took 15 % of the server's processor time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from streamlit.runtime.state import SafeSessionState

_COPIED = SafeSessionState.filtered_state


class SessionLookups(Mapping[str, Any]):
    """What a session remembers by the keys that pages gave; copied only by who wants all of it."""

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
        return iter(_COPIED.__get__(self._state))

    def __len__(self) -> int:
        """Counts all keys, of a copy."""
        return len(_COPIED.__get__(self._state))


@contextmanager
def looked_up_one_by_one() -> Iterator[None]:
    """Looks keys up one by one until the block ends, in all sessions of this process."""
    SafeSessionState.filtered_state = property(SessionLookups)  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        SafeSessionState.filtered_state = _COPIED  # type: ignore[method-assign]
