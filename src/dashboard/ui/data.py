"""Hand the store's frames to the pages, kept until something new is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import rule_effects, settings
from dashboard.domain.cycles import ClosingAndPlanned
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.domain.registry_in_force import RegistryInForce
from dashboard.domain.rule_movements import RuleEffect
from dashboard.examining import findings_of_files, findings_of_year
from dashboard.history import DocumentChange, changes_of_upload, effect_of_revoking
from dashboard.ingest import CheckedFile
from dashboard.registry_out import registry_in_force
from dashboard.scheduling import closing_and_planned_of
from dashboard.store import Store, open_store

_KEPT_FRAMES = 512
_KEPT_CHANGES = 64
_KEPT_FINDINGS = 16
_CHANGES = {"made": changes_of_upload, "undone": effect_of_revoking}
_KEPT_REGISTRIES = 32
_KEPT_EFFECTS = 8
_KEPT_CYCLES = 64
_RegistryKey = tuple[str, str, int, date | None]
_Params = tuple[tuple[str, Any], ...]


def store() -> Store:
    """Gives the one store of this process. Raises StoreBusyError or StoreUnusableError."""
    return _opened(settings.db_path())


def query(name: str, **params: Any) -> pd.DataFrame:
    """Gives a named query's frame. What one session loads, all sessions see at once.

    `as_of`, among the parameters, asks it of the store as it was at the end of that day. The
    frame is a copy of the caller's own: changing it changes nobody else's.
    """
    version = store().version()
    return _keeper()(str(settings.db_path()), version, name, tuple(sorted(params.items())))


def changes_made(upload_id: int) -> tuple[DocumentChange, ...]:
    """Gives what an upload changed when it was stored. Raises UnknownUploadError."""
    return _change_keeper()(str(settings.db_path()), store().version(), "made", upload_id)


def changes_undone(upload_id: int) -> tuple[DocumentChange, ...]:
    """Gives what revoking an upload would change now. Raises UnknownUploadError."""
    return _change_keeper()(str(settings.db_path()), store().version(), "undone", upload_id)


def standing_findings(
    entity_code: str, reference_year: int, as_of: date | None = None
) -> tuple[StandingFinding, ...]:
    """Gives what the checks find in an entity's year, with what was said of each finding."""
    version = store().version()
    return _finding_keeper()(str(settings.db_path()), version, entity_code, reference_year, as_of)


def findings_of_checked(
    checked_files: Sequence[CheckedFile],
) -> list[tuple[StandingFinding, ...]]:
    """Gives, file by file, what the checks would find in files once all of them were stored."""
    digests = tuple(checked.file_sha256 for checked in checked_files)
    return _preview_keeper()(str(settings.db_path()), store().version(), digests, checked_files)


def registry(
    entity_code: str, entity_name: str, reference_year: int, as_of: date | None
) -> RegistryInForce:
    """Gives the rules and names that hold of an entity in a year."""
    version = store().version()
    key = (entity_code, entity_name, reference_year, as_of)
    return _registry_keeper()(str(settings.db_path()), version, key)


def closing_and_planned(
    entity_code: str, today: date, as_of: date | None
) -> ClosingAndPlanned | None:
    """Gives the year that closes and the one that is planned; None where nothing is loaded."""
    version = store().version()
    return _cycle_keeper()(str(settings.db_path()), version, entity_code, today, as_of)


def effect_accepted(checked: CheckedFile) -> RuleEffect | None:
    """Gives what a checked anagrafica would move; None for other files."""
    digest = checked.file_sha256
    return _effect_keeper()(str(settings.db_path()), store().version(), digest, checked)


def effect_undone(upload_id: int) -> RuleEffect | None:
    """Gives what taking an anagrafica back would move; None for other uploads."""
    return _undone_keeper()(str(settings.db_path()), store().version(), upload_id)


@st.cache_resource(show_spinner=False)
def _opened(path: Path) -> Store:
    return open_store(path)


@cache
def _keeper() -> Callable[[str, int, str, _Params], pd.DataFrame]:
    # Made at the first question: Streamlit complains about a cache made before it has started.
    return st.cache_data(show_spinner=False, max_entries=_KEPT_FRAMES)(_queried)


def _queried(path: str, version: int, name: str, params: _Params) -> pd.DataFrame:
    # `path` and `version` are part of the key: another file or a new upload is another frame.
    del path, version
    return store().query(name, **dict(params))


@cache
def _change_keeper() -> Callable[[str, int, str, int], tuple[DocumentChange, ...]]:
    return st.cache_data(show_spinner=False, max_entries=_KEPT_CHANGES)(_compared)


def _compared(path: str, version: int, which: str, upload_id: int) -> tuple[DocumentChange, ...]:
    del path, version
    return _CHANGES[which](store(), upload_id)


@cache
def _finding_keeper() -> Callable[[str, int, str, int, date | None], tuple[StandingFinding, ...]]:
    return st.cache_data(show_spinner=False, max_entries=_KEPT_FINDINGS)(_examined)


@cache
def _preview_keeper() -> Callable[
    [str, int, tuple[str, ...], Sequence[CheckedFile]], list[tuple[StandingFinding, ...]]
]:
    return st.cache_data(show_spinner=False, max_entries=_KEPT_FINDINGS)(_previewed)


def _previewed(
    path: str, version: int, digests: tuple[str, ...], _checked_files: Sequence[CheckedFile]
) -> list[tuple[StandingFinding, ...]]:
    # The digests tell files apart; the files, after their underscore, are not looked through.
    del path, version, digests
    return findings_of_files(store(), _checked_files)


def _examined(
    path: str, version: int, entity_code: str, reference_year: int, as_of: date | None
) -> tuple[StandingFinding, ...]:
    del path, version
    return findings_of_year(store(), entity_code, reference_year, as_of)


@cache
def _registry_keeper() -> Callable[[str, int, _RegistryKey], RegistryInForce]:
    return st.cache_data(show_spinner=False, max_entries=_KEPT_REGISTRIES)(_registry)


def _registry(path: str, version: int, key: _RegistryKey) -> RegistryInForce:
    del path, version
    return registry_in_force(store(), *key)


@cache
def _cycle_keeper() -> Callable[[str, int, str, date, date | None], ClosingAndPlanned | None]:
    return st.cache_data(show_spinner=False, max_entries=_KEPT_CYCLES)(_cycles)


def _cycles(
    path: str, version: int, entity_code: str, today: date, as_of: date | None
) -> ClosingAndPlanned | None:
    del path, version
    return closing_and_planned_of(store(), entity_code, today, as_of)


@cache
def _effect_keeper() -> Callable[[str, int, str, CheckedFile], RuleEffect | None]:
    return st.cache_data(show_spinner=False, max_entries=_KEPT_EFFECTS)(_accepted)


def _accepted(path: str, version: int, digest: str, _checked: CheckedFile) -> RuleEffect | None:
    # The digest tells files apart; the file, after its underscore, is not looked through.
    del path, version, digest
    return rule_effects.effect_of_accepting(store(), _checked)


@cache
def _undone_keeper() -> Callable[[str, int, int], RuleEffect | None]:
    return st.cache_data(show_spinner=False, max_entries=_KEPT_EFFECTS)(_undone)


def _undone(path: str, version: int, upload_id: int) -> RuleEffect | None:
    del path, version
    return rule_effects.effect_of_revoking(store(), upload_id)
