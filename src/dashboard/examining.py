"""The use case of the checks: a year of the store, or of files not stored yet, looked at by all.

One formula in one place: a file before its confirmation is examined in the store as it would be
with it, by the same questions. A finding that a person accepts is kept with who, why and when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from dashboard.domain.model import ActionKind, DocumentKind, MeasureKind, Period
from dashboard.domain.plausibility import findings
from dashboard.domain.plausibility.model import (
    Examined,
    ExaminedAction,
    ExaminedIndicator,
    ExaminedObjective,
    Finding,
    PastResult,
    Place,
    PlanArrival,
    Reported,
    Subject,
    TargetStatement,
    Value,
)
from dashboard.domain.plausibility.standing import Acceptance, StandingFinding
from dashboard.domain.roles import Role, role_of
from dashboard.errors import AcceptanceReasonMissingError
from dashboard.history import plain_records
from dashboard.ingest import CheckedFile, upload_of
from dashboard.store import Store, open_store
from dashboard.store.asked import Asked

# A plan speaks of three years; before them nobody compares.
_YEARS_LOOKED_BACK = 2
_SET_ASIDE = frozenset({"not_assessable", "sterilised", "eliminated"})

Record = dict[str, Any]
_IndicatorKey = tuple[Any, Any, Any]


def findings_of_year(
    store: Store, entity_code: str, reference_year: int, as_of: date | None = None
) -> tuple[StandingFinding, ...]:
    """Gives what the checks find in an entity's year, with what was said of each finding."""
    found = findings(examined_at(store, entity_code, reference_year, as_of))
    said = _newest_by_key(store.query("check_acceptances", as_of=as_of, entity_code=entity_code))
    return tuple(StandingFinding(one, said.get(one.finding_key)) for one in found)


def findings_of_files(
    store: Store | None, checked_files: Sequence[CheckedFile]
) -> list[tuple[StandingFinding, ...]]:
    """Gives, file by file, what the checks would find in it once all of them were stored.

    Found in the store (None: an empty one) as it would be with the files together, so that a
    report is compared with the plan beside it; kept where a cell of the file takes part. Nothing
    for a file that would not be stored, or is in force already.
    """
    by_entity: defaultdict[str, dict[str, CheckedFile]] = defaultdict(dict)
    for checked in checked_files:
        if checked.is_new and checked.documents:
            by_entity[checked.entity_code].setdefault(checked.file_sha256, checked)
    if not by_entity:
        return [() for _ in checked_files]
    found: dict[str, tuple[StandingFinding, ...]] = {}
    with _store_or_empty(store) as base:
        for entity_code, new_files in by_entity.items():
            found |= _findings_of_entity(base, entity_code, new_files)
    return [found.get(checked.file_sha256, ()) for checked in checked_files]


def accept_finding(
    store: Store, finding: Finding, reason: str, accepted_by: str, accepted_role: Role | None = None
) -> int:
    """Silences a finding, as long as its figures are these; gives the statement's number.

    Raises AcceptanceReasonMissingError unless somebody says why.
    """
    return _say(store, finding, reason, accepted_by, accepted_role, is_accepted=True)


def question_again(
    store: Store,
    finding: Finding,
    reason: str,
    questioned_by: str,
    questioned_role: Role | None = None,
) -> int:
    """Lets an accepted finding count again. Raises AcceptanceReasonMissingError."""
    return _say(store, finding, reason, questioned_by, questioned_role, is_accepted=False)


def examined_at(
    store: Store, entity_code: str, reference_year: int, as_of: date | None
) -> Examined:
    """Gives one entity's year as the store stated it at the end of a day; None: as it is."""
    return examined_year(_AtDate(store, as_of), entity_code, reference_year)


def examined_year(asked: Asked, entity_code: str, reference_year: int) -> Examined:
    """Gives one entity's year as the documents in force state it."""
    of_year = {"entity_code": entity_code, "reference_year": reference_year}
    statements = plain_records(asked.query("target_statements", **of_year))
    places = plain_records(asked.query("action_places", **of_year))
    return Examined(
        entity_code=entity_code,
        reference_year=reference_year,
        indicators=_indicators(
            plain_records(asked.query("indicator_results", **of_year)),
            statements,
            _past_results(asked, entity_code, reference_year),
        ),
        actions=_actions(plain_records(asked.query("actions", **of_year)), places),
        objectives=tuple(map(_objective, plain_records(asked.query("dup_objectives", **of_year)))),
        plans=tuple(map(_plan, plain_records(asked.query("plan_arrivals", **of_year)))),
    )


@dataclass(frozen=True, slots=True)
class _AtDate:
    """The store as it was at the end of a day; None: as it is."""

    store: Store
    as_of: date | None

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        return self.store.query(name, as_of=self.as_of, **params)


@contextmanager
def _store_or_empty(store: Store | None) -> Iterator[Store]:
    if store is not None:
        yield store
        return
    with TemporaryDirectory() as folder:
        empty = open_store(Path(folder) / "vuota.duckdb")
        try:
            yield empty
        finally:
            empty.close()


def _findings_of_entity(
    store: Store, entity_code: str, new_files: Mapping[str, CheckedFile]
) -> dict[str, tuple[StandingFinding, ...]]:
    """Gives what would be found in new files of one entity, by the digest of their bytes."""
    known_ids = store.query("uploads")["upload_id"]
    first_id = int(known_ids.max()) + 1 if len(known_ids) else 1
    uploads = [upload_of(checked, uploaded_by="") for checked in new_files.values()]
    years = {one.reference_year for checked in new_files.values() for one in checked.documents}
    with store.supposing_appended(*uploads) as supposed:
        said = _newest_by_key(supposed.query("check_acceptances", entity_code=entity_code))
        found = [
            StandingFinding(one, said.get(one.finding_key))
            for year in sorted(years)
            for one in findings(examined_year(supposed, entity_code, year))
        ]
    return {
        digest: tuple(
            one
            for one in found
            if any(place.upload_id == upload_id for place in one.finding.places)
        )
        for upload_id, digest in enumerate(new_files, start=first_id)
    }


def _say(
    store: Store,
    finding: Finding,
    reason: str,
    said_by: str,
    said_role: Role | None,
    *,
    is_accepted: bool,
) -> int:
    reason, said_by = " ".join(reason.split()), " ".join(said_by.split())
    if not (any(sign.isalnum() for sign in reason) and said_by):
        raise AcceptanceReasonMissingError
    return store.say_of_finding(
        Acceptance(
            entity_code=finding.entity_code,
            finding_key=finding.finding_key,
            check_code=str(finding.check_code),
            is_accepted=is_accepted,
            reason=reason,
            accepted_by=said_by,
            accepted_role=said_role,
        )
    )


def _newest_by_key(frame: pd.DataFrame) -> dict[str, Acceptance]:
    return {
        row["finding_key"]: Acceptance(
            entity_code=row["entity_code"],
            finding_key=row["finding_key"],
            check_code=row["check_code"],
            is_accepted=bool(row["is_accepted"]),
            reason=row["reason"],
            accepted_by=row["accepted_by"],
            accepted_at=row["accepted_at"].to_pydatetime(),
            acceptance_id=int(row["acceptance_id"]),
            accepted_role=role_of(row["accepted_role"]),
        )
        for row in plain_records(frame)
    }


def _indicators(
    rows: Sequence[Record],
    statements: Iterable[Record],
    past: Mapping[_IndicatorKey, tuple[PastResult, ...]],
) -> tuple[ExaminedIndicator, ...]:
    by_indicator: defaultdict[_IndicatorKey, list[Record]] = defaultdict(list)
    for row in rows:
        by_indicator[_key(row)].append(row)
    stated: defaultdict[_IndicatorKey, list[Record]] = defaultdict(list)
    for row in statements:
        stated[_key(row)].append(row)
    return tuple(
        _indicator(periods, _of_the_newest_plan(stated[key]), past.get(key, ()))
        for key, periods in by_indicator.items()
        # What a deed took out of the plan is asked nothing any more.
        if any(row["left_out_reason"] != "eliminated" for row in periods)
    )


def _of_the_newest_plan(statements: Sequence[Record]) -> list[Record]:
    """Leaves out what earlier years' plans foresaw where the year has a plan of its own."""
    plan_years = [row["document_year"] for row in statements if _is_planned(row)]
    return [
        row for row in statements if not _is_planned(row) or row["document_year"] == max(plan_years)
    ]


def _is_planned(row: Record) -> bool:
    return bool(row["document_kind"] == DocumentKind.PIAO_SHEET)


def _indicator(
    periods: Sequence[Record], statements: Sequence[Record], past: tuple[PastResult, ...]
) -> ExaminedIndicator:
    of_the_year = [row for row in periods if row["target_period"] == Period.FINAL]
    row = next((one for one in of_the_year if one["period"] == Period.FINAL), periods[0])
    target = next(iter(of_the_year), None)
    return ExaminedIndicator(
        subject=_subject(row),
        measure_kind=MeasureKind(row["measure_kind"]),
        unit=row["unit"],
        nature=row["nature"],
        baseline=Value(row["baseline_text"], row["baseline_number"]),
        source=row["source"],
        weight=row["weight"],
        target=Value() if target is None else _target(target),
        reported=tuple(_reported(one) for one in periods),
        statements=tuple(_statement(one) for one in statements if one["target_text"]),
        past=past,
        place=_first_place(statements),
    )


def _reported(row: Record) -> Reported:
    return Reported(
        period=Period(row["period"]),
        value=Value(
            row["result_text"],
            row["result_number"],
            day=_day(row["result_date"]),
            is_yes=row["result_boolean"],
        ),
        target=_target(row),
        has_own_target=row["target_period"] == row["period"],
        reason=row["reason"],
        achievement_pct=row["achievement_pct"],
        is_set_aside=row["left_out_reason"] in _SET_ASIDE,
        known_at=_moment(row["uploaded_at"]),
        place=None
        if row["result_cell"] is None
        else Place(
            row["result_file_name"],
            row["result_sheet_name"],
            row["result_cell"],
            int(row["result_upload_id"]),
        ),
    )


def _statement(row: Record) -> TargetStatement:
    return TargetStatement(
        document_kind=DocumentKind(row["document_kind"]),
        target_period=Period(row["target_period"]),
        value=_target(row),
        stated_at=row["stated_at"].to_pydatetime(),
        place=_place(row),
        unit=row["unit"],
        decision_id=None if row["decision_id"] is None else int(row["decision_id"]),
        is_in_force=bool(row["is_in_force"]),
    )


def _actions(rows: Iterable[Record], places: Iterable[Record]) -> tuple[ExaminedAction, ...]:
    place_of = {(row["sector_code"], row["action_code"]): _place(row) for row in places}
    return tuple(
        ExaminedAction(
            subject=_subject(row),
            action_kind=None if row["action_kind"] is None else ActionKind(row["action_kind"]),
            description=row["description"],
            weight=row["weight"],
            strategic_objective_code=row["strategic_objective_code"],
            operational_objective_code=row["operational_objective_code"],
            place=place_of.get((row["sector_code"], row["action_code"])),
        )
        for row in rows
    )


def _objective(row: Record) -> ExaminedObjective:
    subject = Subject(objective_code=row["objective_code"], objective_name=row["objective_name"])
    return ExaminedObjective(subject, _place(row))


def _plan(row: Record) -> PlanArrival:
    # The store holds UTC; a person thinks of the day on this machine's clock.
    received_on = row["received_at"].tz_localize("UTC").to_pydatetime().astimezone().date()
    return PlanArrival(row["sector_name"], received_on, _place(row))


def _past_results(
    asked: Asked, entity_code: str, reference_year: int
) -> dict[_IndicatorKey, tuple[PastResult, ...]]:
    """Gives the final results of the years before, newest first, by indicator."""
    past: defaultdict[_IndicatorKey, list[PastResult]] = defaultdict(list)
    for year in range(reference_year - 1, reference_year - 1 - _YEARS_LOOKED_BACK, -1):
        of_year = {"entity_code": entity_code, "reference_year": year, "period": "final"}
        for row in plain_records(asked.query("indicator_results", **of_year)):
            past[_key(row)].append(PastResult(year, row["result_number"], row["unit"]))
    return {key: tuple(results) for key, results in past.items()}


def _subject(row: Record) -> Subject:
    return Subject(
        sector_code=row["sector_code"],
        action_code=row["action_code"],
        indicator_code=row.get("indicator_code"),
        sector_name=row["sector_name"],
        action_name=row["action_name"],
        indicator_name=row.get("indicator_name"),
    )


def _target(row: Record) -> Value:
    return Value(
        row["target_text"],
        row["target_number"],
        row["target_upper_number"],
        _day(row["target_date"]),
        row["target_boolean"],
    )


def _key(row: Record) -> _IndicatorKey:
    return row["sector_code"], row["action_code"], row["indicator_code"]


def _place(row: Record) -> Place:
    return Place(row["file_name"], row["sheet_name"], row["cell"], int(row["upload_id"]))


def _first_place(statements: Sequence[Record]) -> Place | None:
    """Gives where an indicator is stated in force, in its plan before the reports."""
    in_force = [row for row in statements if row["is_in_force"]]
    planned = [row for row in in_force if _is_planned(row)]
    return next((_place(row) for row in planned or in_force), None)


def _day(value: Any) -> date | None:
    return None if value is None else pd.Timestamp(value).date()


def _moment(value: Any) -> datetime | None:
    return None if value is None else pd.Timestamp(value).to_pydatetime()
