"""Fill in the sheets to hand out of an entity and year with what the store holds.

The same questions serve all sectors of a year, and are asked once. What a sheet says follows from
the documents in force alone, so that the same store gives the same sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dashboard.clarifying import clarifications_of
from dashboard.cycle_names import CycleNames
from dashboard.domain.carrying import (
    EndReason,
    end_reason_of_action,
    end_reason_of_intervention,
)
from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.known_names import NameSubject
from dashboard.domain.model import DocumentKind, Period, ResultStatus
from dashboard.domain.templates import TemplateSlot, TemplateTable
from dashboard.history import plain_records
from dashboard.store.asked import Asked
from dashboard.template_rows import (
    activity_rows,
    clarification_rows,
    final_rows,
    finance_rows,
    intermediate_rows,
    intervention_rows,
    peg_action_rows,
    piao_rows,
    register_rows,
    staff_rows,
)
from dashboard.template_values import Record, action_times

# A plan states targets for itself and the two years after it; nothing older is carried over.
_YEARS_BACK = 2
_YEARS_BESIDE_ACTIVITY = 3
# In the order of the year.
_PERIODS = (Period.INTERMEDIATE, Period.FINAL)


class TemplateContents:
    """What the sheets of one entity and year say, sheet by sheet."""

    def __init__(self, asked: Asked, names: CycleNames) -> None:
        self._asked = asked
        self._names = names
        self._entity_code = names.entity_code
        self._year = names.reference_year
        self._clarifications: tuple[Clarification, ...] | None = None
        self._answers: dict[tuple[str, int | None], list[dict[str, Any]]] = {}

    def tables(self, slot: TemplateSlot) -> tuple[TemplateTable, ...]:
        """Gives the filled-in tables of a sheet, in the order of its workbook."""
        makers: Mapping[DocumentKind, Callable[[str], tuple[TemplateTable, ...]]] = {
            DocumentKind.DUP_STATUS: self._dup_status,
            DocumentKind.PEG_ACTIONS: self._peg,
            DocumentKind.PIAO_SHEET: self._piao,
            DocumentKind.INTERMEDIATE_REPORT: self._intermediate_report,
            DocumentKind.FINAL_REPORT: self._final_report,
        }
        code = slot.strategic_direction_code or slot.sector_code or ""
        return makers[slot.kind](code)

    def reporting_sectors(self) -> frozenset[str]:
        """Gives the sectors with indicators to report on in the year."""
        return frozenset(str(one["sector_code"]) for one in self._of("template_indicators"))

    def interventions(self, direction_code: str) -> list[dict[str, Any]]:
        """Gives the interventions that go into a direction's sheet, before any is left out."""
        rows = self._of("dup_interventions")
        if any(row["strategic_direction_code"] == direction_code for row in rows):
            return [row for row in rows if row["strategic_direction_code"] == direction_code]
        earlier = self._names.earlier_directions(direction_code)
        return self._latest("dup_interventions", "strategic_direction_code", earlier)

    def peg_actions(self, sector_code: str) -> list[dict[str, Any]]:
        """Gives the actions that go into a sector's PEG, before any is left out."""
        own = self._of_sector("template_actions", sector_code)
        return own or self._latest(
            "template_actions", "sector_code", self._names.earlier_sectors(sector_code)
        )

    def planned_indicators(self, sector_code: str) -> list[dict[str, Any]]:
        """Gives the indicators that go into a sector's PIAO sheet, before any is left out."""
        own = self._of_sector("template_indicators", sector_code)
        if any(row["has_own_plan"] for row in own):
            return own
        carried_over = self._latest(
            "template_indicators",
            "sector_code",
            self._names.earlier_sectors(sector_code),
            lambda row: bool(row["has_own_plan"]),
        )
        return carried_over or own

    def source_records(self, slot: TemplateSlot) -> list[dict[str, Any]]:
        """Gives what a plan's sheet is made from, before what has ended is left out."""
        sources: Mapping[DocumentKind, Callable[[str], list[dict[str, Any]]]] = {
            DocumentKind.DUP_STATUS: self.interventions,
            DocumentKind.PEG_ACTIONS: self.peg_actions,
            DocumentKind.PIAO_SHEET: self.planned_indicators,
        }
        return sources[slot.kind](slot.strategic_direction_code or slot.sector_code or "")

    def count_of(self, subject: NameSubject, code: str, year: int) -> int:
        """Gives how many actions a sector, or interventions a direction, had in a year."""
        if subject is NameSubject.STRATEGIC_DIRECTION:
            rows = self._of("dup_interventions", year)
            return sum(one["strategic_direction_code"] == code for one in rows)
        rows = [*self._of("template_actions", year), *self._of("template_indicators", year)]
        return len({one["action_code"] for one in rows if one["sector_code"] == code})

    def end_reason(self, record: Record) -> EndReason | None:
        """Gives why an action or intervention of an earlier year is not carried over."""
        if int(record["reference_year"]) == self._year:
            return None
        if "intervention_code" in record:
            return end_reason_of_intervention(record["status"])
        removed = self._removed_actions(int(record["reference_year"]))
        return end_reason_of_action(
            action_times(record),
            self._year,
            is_removed=(record["sector_code"], record["action_code"]) in removed,
        )

    def _dup_status(self, direction_code: str) -> tuple[TemplateTable, ...]:
        going_on = self._going_on(self.interventions(direction_code))
        rows = intervention_rows(self._settled(going_on), self._names.status_words)
        return (TemplateTable(DocumentKind.DUP_STATUS, rows),)

    def _peg(self, sector_code: str) -> tuple[TemplateTable, ...]:
        actions = self._going_on(self.peg_actions(sector_code))
        years = {int(one["reference_year"]) for one in actions} or {self._year}
        source_year, names = max(years), {one["action_code"]: one["action_name"] for one in actions}
        sectors = {one["sector_code"] for one in actions}

        # A carried-over list takes the tables beside it from the last year that has them.
        earliest = source_year if source_year == self._year else source_year - 1

        def beside(query: str) -> list[dict[str, Any]]:
            for year in range(source_year, earliest - 1, -1):
                found = [row for row in self._of(query, year) if row["sector_code"] in sectors]
                if found:
                    return found
            return []

        finances = [row for row in beside("action_resources") if row["is_broken_down"]]
        return (
            TemplateTable(
                DocumentKind.PEG_ACTIONS,
                peg_action_rows(self._settled(actions), self._year),
            ),
            TemplateTable(DocumentKind.ACTION_FINANCES, finance_rows(finances, names, self._year)),
            TemplateTable(DocumentKind.ACTION_STAFF, staff_rows(beside("action_staff"), names)),
        )

    def _piao(self, sector_code: str) -> tuple[TemplateTable, ...]:
        indicators = self._going_on(self.planned_indicators(sector_code))
        rows = piao_rows(self._settled(indicators), self._year)
        return (TemplateTable(DocumentKind.PIAO_SHEET, rows),)

    def _intermediate_report(self, sector_code: str) -> tuple[TemplateTable, ...]:
        rows = intermediate_rows(self._of_sector("template_indicators", sector_code))
        report = TemplateTable(DocumentKind.INTERMEDIATE_REPORT, rows)
        return (report, *self._open_requests(sector_code, Period.INTERMEDIATE))

    def _final_report(self, sector_code: str) -> tuple[TemplateTable, ...]:
        rows = final_rows(self._of_sector("template_indicators", sector_code))
        # Of a sector without indicators the other parts are still asked for.
        report = (TemplateTable(DocumentKind.FINAL_REPORT, rows),) if rows else ()
        return (
            *report,
            self._ordinary_activity(sector_code),
            self._register(DocumentKind.QUALITY_CONTROLS, sector_code),
            self._register(DocumentKind.INNOVATIONS, sector_code),
            *self._open_requests(sector_code, Period.FINAL),
        )

    def _open_requests(self, sector_code: str, period: Period) -> tuple[TemplateTable, ...]:
        """Gives what the sector still has to answer, of this report and of those before it.

        Nothing to answer, no sheet.
        """
        last = (self._year, _PERIODS.index(period))
        if self._clarifications is None:
            self._clarifications = clarifications_of(self._asked, self._entity_code)
        waiting = [
            one
            for one in self._clarifications
            if one.state is ClarificationState.OPEN
            and one.asked_of.sector_code == sector_code
            and (one.asked_of.reference_year, _PERIODS.index(one.asked_of.period)) <= last
        ]
        rows = clarification_rows(waiting)
        return (TemplateTable(DocumentKind.CLARIFICATIONS, rows),) if rows else ()

    def _ordinary_activity(self, sector_code: str) -> TemplateTable:
        first, last = self._year - _YEARS_BESIDE_ACTIVITY, self._year
        known = [one for one in self._all("ordinary_activities") if one["reference_year"] <= last]
        newest = max((int(one["reference_year"]) for one in known), default=last)
        sectors = {sector_code, *self._names.earlier_sectors(sector_code)}
        rows = [
            one
            for one in known
            if one["reference_year"] == newest
            and one["sector_code"] in sectors
            and first <= int(one["value_year"]) <= last
        ]
        return TemplateTable(
            DocumentKind.ORDINARY_ACTIVITY,
            activity_rows(rows, self._year),
            years=tuple(range(first, last + 1)),
        )

    def _register(self, kind: DocumentKind, sector_code: str) -> TemplateTable:
        return TemplateTable(kind, register_rows(kind, self._of_sector(str(kind), sector_code)))

    def _settled(self, records: Iterable[Record]) -> list[dict[str, Any]]:
        """Gives the records with the sectors and directions of the year in their places."""
        return [self._names.settled(record) for record in records]

    def _going_on(self, records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return [one for one in records if self.end_reason(one) is None]

    def _latest(
        self,
        query: str,
        code_name: str,
        codes: Iterable[str],
        counts: Callable[[Record], bool] = lambda _: True,
    ) -> list[dict[str, Any]]:
        """Gives the rows of the latest of the years before that has any for one of the codes."""
        wanted = frozenset(codes)
        for year in range(self._year - 1, self._year - 1 - _YEARS_BACK, -1):
            rows = [one for one in self._of(query, year) if one[code_name] in wanted]
            if any(map(counts, rows)):
                return rows
        return []

    def _removed_actions(self, year: int) -> frozenset[tuple[str, str]]:
        """Gives the actions of a year of which every indicator was eliminated with a deed."""
        by_action: dict[tuple[str, str], set[str]] = {}
        for row in self._of("indicator_results", year):
            key = (row["sector_code"], row["action_code"])
            by_action.setdefault(key, set()).add(str(row["status"]))
        return frozenset(
            key for key, statuses in by_action.items() if statuses == {ResultStatus.ELIMINATED}
        )

    def _of_sector(self, query: str, sector_code: str) -> list[dict[str, Any]]:
        return [row for row in self._of(query) if row["sector_code"] == sector_code]

    def _of(self, query: str, year: int | None = None) -> list[dict[str, Any]]:
        return self._answer(query, self._year if year is None else year)

    def _all(self, query: str) -> list[dict[str, Any]]:
        return self._answer(query, None)

    def _answer(self, query: str, year: int | None) -> list[dict[str, Any]]:
        if (query, year) not in self._answers:
            frame = self._asked.query(query, entity_code=self._entity_code, reference_year=year)
            self._answers[query, year] = plain_records(frame)
        return self._answers[query, year]
