"""Hand the store's frames to the pages, kept until something new is loaded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import reduce, wraps
from operator import and_
from pathlib import Path
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from dashboard import rule_effects, searching, settings
from dashboard.domain.cycles import ClosingAndPlanned
from dashboard.domain.explanation import Scope
from dashboard.domain.minutes import MinutesFacts
from dashboard.domain.model import Period
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.domain.registry_in_force import RegistryInForce
from dashboard.domain.rule_movements import RuleEffect
from dashboard.domain.search_index import SearchIndex
from dashboard.examining import findings_of_files, findings_of_year
from dashboard.history import DocumentChange, changes_of_upload, effect_of_revoking
from dashboard.ingest import CheckedFile
from dashboard.kept import KeptAnswers
from dashboard.minutes import minutes_facts
from dashboard.reasoning import ReasonFindings, reason_findings_of_year
from dashboard.registry_out import registry_in_force
from dashboard.scheduling import closing_and_planned_of
from dashboard.signals import SignalsOfYear, signals_of_year
from dashboard.store import Store, open_store
from dashboard.store.queries import (
    finer_query,
    row_filters,
    scope_filters,
    taken_params,
    tells_talk,
)

# Of what a page shows: more choices of filters than are looked at within an hour, of some ten
# thousands of bytes each.
KEPT_VIEWS = 256
_KEPT_FRAMES = 512
_KEPT_CHANGES = 64
_KEPT_FINDINGS = 16
_KEPT_MINUTES = 16
_KEPT_REGISTRIES = 32
_KEPT_EFFECTS = 8
_KEPT_CYCLES = 64
_KEPT_INDEXES = 4

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")

_opening = Lock()
_opened: dict[Path, Store] = {}


def store() -> Store:
    """Gives the one store of this process. Raises StoreBusyError or StoreUnusableError."""
    path = settings.db_path()
    with _opening:
        if path not in _opened:
            _opened[path] = open_store(path)
        return _opened[path]


def close_store(path: Path) -> None:
    """Closes a store that this process has opened; the next question opens it anew."""
    with _opening:
        opened = _opened.pop(path, None)
    if opened is not None:
        opened.close()


def kept(
    at_most: int, by: Callable[..., Hashable] | None = None, *, of_facts: bool = False
) -> Callable[[Callable[_Given, _Found]], Callable[_Given, _Found]]:
    """Keeps what a function finds in the store, for all sessions, until anything new is stored.

    At most so many answers; one that was found is handed to every caller as it is, so nobody may
    change it. Answers go by the arguments, which can be hashed; where they cannot, by what `by`
    makes of them. `of_facts`: what is only said about results (reviews, clarifications, sessions)
    has no part in the answer, so that it outlives a case that is read or noted.
    """

    def keeping(find: Callable[_Given, _Found]) -> Callable[_Given, _Found]:
        answers: KeptAnswers[_Found] = KeptAnswers(at_most)

        @wraps(find)
        def found(*args: _Given.args, **named: _Given.kwargs) -> _Found:
            opened = store()
            question = by(*args, **named) if by else (args, tuple(sorted(named.items())))
            # Another store is another version too: its numbers begin anew.
            version = opened, opened.facts_version() if of_facts else opened.version()
            return answers.of(version, question, lambda: find(*args, **named))

        return found

    return keeping


def query(name: str, **params: Any) -> pd.DataFrame:
    """Gives a named query's frame. What one session loads, all sessions see at once.

    `as_of`, among the parameters, asks it of the store as it was at the end of that day. Changing
    the frame changes nobody else's: pandas copies what is written to.
    """
    asked = _queried_talk if tells_talk(name) else _queried
    return asked(name, **taken_params(name, params)).copy(deep=False)


class KeptQueries:
    """Answers named queries as `query` does, for use cases that would ask the store itself."""

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        """Gives a named query's frame."""
        return query(name, **params)


@kept(_KEPT_FRAMES)
def _queried_talk(name: str, **params: Any) -> pd.DataFrame:
    return _with_plain_words(store().query(name, **params))


@kept(_KEPT_FRAMES, of_facts=True)
def _queried(name: str, **params: Any) -> pd.DataFrame:
    """Asks the store once for all sectors, directions and actions and picks the rows of one.

    Each filter chosen anew was a question of 10 to 50 ms; picking takes one or two.
    """
    finer = finer_query(name, params)
    if finer is not None:
        finer_name, beside = finer
        return _queried(finer_name, **params).drop(columns=beside)
    if scope_filters(name) and "every_scope" not in params:
        return _of_scope(name, **params)
    picking = row_filters(name)
    codes = {one: params[one] for one in picking if params.get(one) is not None}
    if not codes:
        return _with_plain_words(store().query(name, **params))
    frame = _queried(name, **{**params, **dict.fromkeys(codes)})
    # All at once: each picking goes through every column, and there are up to ninety.
    is_asked: pd.Series[bool] = reduce(
        and_, (frame[picking[one]] == code for one, code in codes.items())
    )
    return frame[is_asked].reset_index(drop=True)


def _with_plain_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Gives the frame with its words as plain objects, which lie together and not by column.

    Of frames with up to 91 columns rows are picked and written out for every filter: so that takes
    a third and a sixth of the time.
    """
    words = [name for name, dtype in frame.dtypes.items() if isinstance(dtype, pd.StringDtype)]
    if not words:
        return frame
    plain = pd.DataFrame(
        frame[words].to_numpy(dtype=object), columns=words, index=frame.index, dtype=object
    )
    return pd.concat([plain, frame.drop(columns=words)], axis="columns")[list(frame.columns)].copy()


def _of_scope(name: str, **params: Any) -> pd.DataFrame:
    scopes = scope_filters(name)
    frame = _queried(name, every_scope=True, **{**params, **dict.fromkeys(scopes)})
    is_asked: pd.Series[bool] = reduce(
        and_,
        (
            frame[column].isna() if params.get(one) is None else frame[column] == params[one]
            for one, column in scopes.items()
        ),
    )
    return frame[is_asked].reset_index(drop=True)


@kept(_KEPT_CHANGES)
def changes_made(upload_id: int) -> tuple[DocumentChange, ...]:
    """Gives what an upload changed when it was stored. Raises UnknownUploadError."""
    return changes_of_upload(store(), upload_id)


@kept(_KEPT_CHANGES)
def changes_undone(upload_id: int) -> tuple[DocumentChange, ...]:
    """Gives what revoking an upload would change now. Raises UnknownUploadError."""
    return effect_of_revoking(store(), upload_id)


@kept(_KEPT_FINDINGS, of_facts=True)
def standing_findings(
    entity_code: str, reference_year: int, as_of: date | None = None
) -> tuple[StandingFinding, ...]:
    """Gives what the checks find in an entity's year, with what was said of each finding."""
    return findings_of_year(store(), entity_code, reference_year, as_of)


@kept(_KEPT_FINDINGS, of_facts=True)
def reason_findings(
    entity_code: str, reference_year: int, period: str, as_of: date | None = None
) -> ReasonFindings:
    """Gives what may be weak in the reasons of a year's deviations."""
    return reason_findings_of_year(store(), entity_code, reference_year, Period(period), as_of)


def _reason_findings_of(
    asked: Store, entity_code: str, reference_year: int, period: Period, as_of: date | None
) -> ReasonFindings:
    """Gives the kept ones, to who else works with them. `asked` is the one store there is."""
    del asked
    return reason_findings(entity_code, reference_year, str(period), as_of)


@kept(_KEPT_MINUTES)
def minutes_facts_of(
    entity_code: str, reference_year: int, period: Period, as_of: date | None, day: date
) -> MinutesFacts:
    """Gives what a record of an entity's year and period draws on. Raises UnknownNodeError.

    `day`: the one at whose end the store is looked at, today where `as_of` is None.
    """
    scope = Scope(entity_code, reference_year, period, as_of=as_of)
    return minutes_facts(store(), scope, day, _reason_findings_of)


@kept(_KEPT_FINDINGS, of_facts=True)
def year_signals(
    entity_code: str, reference_year: int, period: str, as_of: date | None = None
) -> SignalsOfYear | None:
    """Gives the signals over a year and the one before; None where the year has no indicator."""
    return signals_of_year(
        store(), entity_code, reference_year, Period(period), as_of, _reason_findings_of
    )


def _by_content(checked_files: Sequence[CheckedFile]) -> Hashable:
    return tuple(checked.file_sha256 for checked in checked_files)


@kept(_KEPT_FINDINGS, by=_by_content)
def findings_of_checked(
    checked_files: Sequence[CheckedFile],
) -> list[tuple[StandingFinding, ...]]:
    """Gives, file by file, what the checks would find in files once all of them were stored."""
    return findings_of_files(store(), checked_files)


@kept(_KEPT_REGISTRIES, of_facts=True)
def registry(
    entity_code: str, entity_name: str, reference_year: int, as_of: date | None
) -> RegistryInForce:
    """Gives the rules and names that hold of an entity in a year."""
    return registry_in_force(store(), entity_code, entity_name, reference_year, as_of)


@kept(_KEPT_CYCLES, of_facts=True)
def closing_and_planned(
    entity_code: str, today: date, as_of: date | None
) -> ClosingAndPlanned | None:
    """Gives the year that closes and the one that is planned; None where nothing is loaded."""
    return closing_and_planned_of(store(), entity_code, today, as_of)


@kept(_KEPT_INDEXES)
def search_index(entity_code: str, as_of: date | None) -> SearchIndex:
    """Gives the index of all texts of an entity; what of it who may read says `may_read`."""
    facts = _facts_index(entity_code, as_of)
    return searching.with_statements(store(), facts, entity_code, as_of)


@kept(_KEPT_INDEXES, of_facts=True)
def _facts_index(entity_code: str, as_of: date | None) -> searching.FactsIndex:
    return searching.facts_index(store(), entity_code, as_of)


@kept(_KEPT_EFFECTS, by=lambda checked: checked.file_sha256)
def effect_accepted(checked: CheckedFile) -> RuleEffect | None:
    """Gives what a checked anagrafica would move; None for other files."""
    return rule_effects.effect_of_accepting(store(), checked)


@kept(_KEPT_EFFECTS)
def effect_undone(upload_id: int) -> RuleEffect | None:
    """Gives what taking an anagrafica back would move; None for other uploads."""
    return rule_effects.effect_of_revoking(store(), upload_id)
