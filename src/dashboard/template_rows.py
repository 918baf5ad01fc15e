"""Make the rows of handed-out sheets, kind by kind, from what the store answers.

What a year has no document of its own for is carried over from an earlier one: the codes and the
words stay, what each year decides anew (money, agreements, mid-year targets) is left to be filled
in, since a row that nobody touches is loaded as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from dashboard.domain.clarifications import Clarification
from dashboard.domain.model import DocumentKind, Scalar
from dashboard.domain.templates import TemplateRow
from dashboard.template_values import (
    Record,
    action_times,
    chain_values,
    code_with_name,
    measured,
    numbered_keys,
    targeted,
    template_row,
)
from dashboard.texts.clarifications import question_words, report_words
from dashboard.texts.formats import local_day
from dashboard.workbook.quantities import Role

# What is decided anew each year; last year's would be taken for this year's.
_YEARLY_OF_ACTION = frozenset(
    {"allocated_eur", "committed_eur", "paid_eur", "is_agreed_with_other_services"}
)
_TARGETS_BY_YEARS_AHEAD = ("target", "target_next_year", "target_year_after_next")
_YEARS_BESIDE = 3


def intervention_rows(records: Iterable[Record], status_words: Record) -> tuple[TemplateRow, ...]:
    """Gives the interventions of a strategic direction. `status_words`: the word of each status."""
    return _keyed(
        DocumentKind.DUP_STATUS,
        (
            (
                record["intervention_code"],
                {
                    **record,
                    **chain_values(record),
                    "sector": code_with_name(record["sector_code"], record["sector_name"]),
                    "status": status_words.get(record["status"]),
                },
            )
            for record in records
        ),
    )


def peg_action_rows(records: Iterable[Record], reference_year: int) -> tuple[TemplateRow, ...]:
    """Gives the actions of the PEG of a year; `records` may be of an earlier one."""
    return _keyed(
        DocumentKind.PEG_ACTIONS,
        (
            (
                record["action_code"],
                _of_year(record, reference_year)
                | _dates_in(record, reference_year)
                | chain_values(record),
            )
            for record in records
        ),
    )


def finance_rows(
    records: Iterable[Record], action_names: Record, reference_year: int
) -> tuple[TemplateRow, ...]:
    """Gives what actions may spend, by cost centre and factor of production.

    `action_names`: the name of each action of the same workbook; rows of others are left out.
    """
    named = _named(records, action_names)
    return _keyed(
        DocumentKind.ACTION_FINANCES,
        (
            (
                _joined(record, "action_code", "cost_centre", "production_factor"),
                _of_year(record, reference_year),
            )
            for record in named
        ),
    )


def staff_rows(records: Iterable[Record], action_names: Record) -> tuple[TemplateRow, ...]:
    """Gives which categories of staff work on which actions; see `finance_rows`."""
    return _keyed(
        DocumentKind.ACTION_STAFF,
        (
            (_joined(record, "action_code", "staff_category"), record)
            for record in _named(records, action_names)
        ),
    )


def piao_rows(records: Iterable[Record], reference_year: int) -> tuple[TemplateRow, ...]:
    """Gives the indicators of the PIAO sheet of a year.

    Of `records` of an earlier year, what was stated as the target of this one is the target, and
    a baseline that is empty is the last final result.
    """
    return _keyed(
        DocumentKind.PIAO_SHEET,
        (
            (_indicator_key(one), _piao_values(one, reference_year - int(one["reference_year"])))
            for one in records
        ),
    )


def intermediate_rows(records: Iterable[Record]) -> tuple[TemplateRow, ...]:
    """Gives the indicators of an intermediate report, with what was already reported at 30/6."""
    return _keyed(
        DocumentKind.INTERMEDIATE_REPORT,
        (
            (
                _indicator_key(record),
                _report_values(record, "result_intermediate")
                | {"target_intermediate": targeted(record, "target_intermediate")},
            )
            for record in records
        ),
    )


def final_rows(records: Iterable[Record]) -> tuple[TemplateRow, ...]:
    """Gives the indicators of a final report, with the results at 30/6 recalled."""
    return _keyed(
        DocumentKind.FINAL_REPORT,
        (
            (
                _indicator_key(record),
                _report_values(record, "result")
                | {
                    "result_intermediate": _result(record, "result_intermediate"),
                    "qualitative_result": record["qualitative_result"],
                },
            )
            for record in records
        ),
    )


def activity_rows(records: Iterable[Record], reference_year: int) -> tuple[TemplateRow, ...]:
    """Gives the measures of ordinary activity, the values of the three years before beside.

    `records`: one per measure and year of value, those of a measure one after the other.
    """
    by_measure = groupby(records, key=lambda record: record["measure_code"])
    return _keyed(
        DocumentKind.ORDINARY_ACTIVITY,
        ((code, _activity_values(list(values), reference_year)) for code, values in by_measure),
    )


def register_rows(kind: DocumentKind, records: Iterable[Record]) -> tuple[TemplateRow, ...]:
    """Gives the controls or innovations that the sector has told of for this very year.

    Those of the year before are not carried over: untouched, they would be told of twice.
    """
    stem = "control" if kind is DocumentKind.QUALITY_CONTROLS else "innovation"
    return _keyed(kind, ((record[f"{stem}_code"], record) for record in records))


def clarification_rows(clarifications: Iterable[Clarification]) -> tuple[TemplateRow, ...]:
    """Gives requests for clarification that wait for their answer, which is left to be written."""
    return _keyed(
        DocumentKind.CLARIFICATIONS,
        (
            (
                str(one.number),
                {
                    "clarification_code": str(one.number),
                    "indicator_name": one.asked_of.indicator_name or one.asked_of.indicator_code,
                    "action_code": one.asked_of.action_code,
                    "asked_of_report": report_words(one.asked_of),
                    "question": question_words(one),
                    "asked_date": local_day(one.asked_at),
                    "due_date": one.due_date,
                },
            )
            for one in clarifications
        ),
    )


def _keyed(kind: DocumentKind, rows: Iterable[tuple[str, Record]]) -> tuple[TemplateRow, ...]:
    taken = list(rows)
    keys = numbered_keys(key for key, _ in taken)
    return tuple(
        template_row(kind, key, values) for key, (_, values) in zip(keys, taken, strict=True)
    )


def _of_year(record: Record, reference_year: int) -> dict[str, Scalar]:
    """Gives a record without what its own year decided alone, where that is another year."""
    is_own = record["reference_year"] == reference_year
    left_out = frozenset[str]() if is_own else _YEARLY_OF_ACTION
    return {name: value for name, value in record.items() if name not in left_out}


def _dates_in(record: Record, reference_year: int) -> dict[str, Scalar]:
    times = action_times(record).in_year(reference_year)
    return {"start_date": times.start_date, "end_date": times.end_date}


def _named(records: Iterable[Record], action_names: Record) -> list[Record]:
    return [
        {**record, "action_name": action_names[record["action_code"]]}
        for record in records
        if record["action_code"] in action_names
    ]


def _joined(record: Record, *names: str) -> str:
    return " / ".join(str(record[name]) for name in names if record[name] is not None)


def _indicator_key(record: Record) -> str:
    return _joined(record, "action_code", "indicator_code")


def _indicator_values(record: Record) -> dict[str, Scalar]:
    """Gives what plan and reports say alike of an indicator and its action."""
    return {
        **record,
        **chain_values(record),
        "weight": record["action_weight"],
        "indicator_nature": record["nature"],
        "baseline": measured(record["baseline_text"], record["unit"], Role.BASELINE),
    }


def _piao_values(record: Record, years_ahead: int) -> dict[str, Scalar]:
    stated = [targeted(record, name) for name in _TARGETS_BY_YEARS_AHEAD]
    carried = [*stated[years_ahead:], *[None] * years_ahead]
    values = _indicator_values(record)
    values |= dict(zip(_TARGETS_BY_YEARS_AHEAD, carried, strict=False))
    if years_ahead == 0:
        values["target_intermediate"] = targeted(record, "target_intermediate")
    elif values["baseline"] is None:
        values["baseline"] = _result(record, "result")
    return values


def _report_values(record: Record, result: str) -> dict[str, Scalar]:
    """Gives the values of a report; `result` begins the names of what its own result says."""
    return {
        **_indicator_values(record),
        "target": targeted(record, "target"),
        "result": _result(record, result),
        "numerator": record[f"{result}_numerator"],
        "denominator": record[f"{result}_denominator"],
        "reason": record[f"{result}_reason"],
        "note": record[f"{result}_note"],
        "percent": record[f"{result}_declared_achievement_pct"],
        # An empty cell means no; "no" on every row would only be noise.
        "is_not_assessable": record[f"{result}_is_not_assessable"] or None,
        "not_assessable_reason": record[f"{result}_not_assessable_reason"],
        # Of other sheets: a report recalls its own year and period only.
        "result_intermediate": None,
        "qualitative_result": None,
    }


def _result(record: Record, name: str) -> Scalar:
    return measured(record[f"{name}_text"], record["unit"], Role.RESULT)


def _activity_values(values: Sequence[Record], reference_year: int) -> dict[str, Scalar]:
    newest = max(values, key=lambda one: int(one["value_year"]))
    by_year = {
        int(one["value_year"]): measured(one["value_text"], one["unit"], Role.RESULT)
        for one in values
    }
    before = {
        f"activity_value_{count}_year{'' if count == 1 else 's'}_before": by_year.get(
            reference_year - count
        )
        for count in range(1, _YEARS_BESIDE + 1)
    }
    own_note = newest["note"] if newest["value_year"] == reference_year else None
    return {**newest, **before, "activity_value": by_year.get(reference_year), "note": own_note}
