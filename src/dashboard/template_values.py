"""Turn what the store knows of a row into what the cells of a handed-out sheet say.

Whatever is written here reads back as what it was: a number stays a number, a date a date, and
words that say more than a number ("≥ 20", "entro giugno") stay the words that somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dashboard.domain.carrying import ActionTimes
from dashboard.domain.model import DocumentKind, QuantityKind, Scalar
from dashboard.domain.templates import TemplateRow
from dashboard.texts.formats import code_and_name
from dashboard.workbook.quantities import Role, quantity_from_text
from dashboard.workbook.template_layout import template_fields

Record = Mapping[str, Any]

# A bare number is meant exactly; "tra 20 e 22" has its operator in its words.
_OPERATOR_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}
# A text that is a number and nothing else; what stands before or after it would be lost.
_BARE_NUMBER = re.compile(r"-?[\d.,'\s]*\d\s*%?")
_BARE_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?: 00:00(?::00)?)?")


def template_row(kind: DocumentKind, key: str, values: Mapping[str, Any]) -> TemplateRow:
    """Gives a row with those of the values that a sheet of the kind has a column for."""
    known = {name: _scalar(values.get(name)) for name in template_fields(kind)}
    return TemplateRow(key, {name: value for name, value in known.items() if value is not None})


def numbered_keys(keys: Iterable[str]) -> list[str]:
    """Gives the same keys; one that comes again has its count behind it, so that all differ."""
    counts: dict[str, int] = {}
    found = []
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
        found.append(key if counts[key] == 1 else f"{key} #{counts[key]}")
    return found


def chain_values(record: Record) -> dict[str, Scalar]:
    """Gives direction and objectives of a row, each as "1.2 Città digitale"."""
    return {
        stem: code_with_name(record[f"{stem}_code"], record[f"{stem}_name"])
        for stem in ("strategic_direction", "strategic_objective", "operational_objective")
    }


def code_with_name(code: str | None, name: str | None) -> str | None:
    """Gives "1.2 Città digitale"; the code alone where it has no name of its own."""
    return None if code is None else code_and_name(code, name)


def action_times(record: Record) -> ActionTimes:
    """Gives when an action runs, as the row of a year's sheet says."""
    return ActionTimes(
        int(record["reference_year"]),
        _day(record["start_date"]),
        _day(record["end_date"]),
        record["planned_years"],
    )


def measured(text: str | None, unit: str | None, role: Role) -> Scalar:
    """Gives what a cell said, as a number or a date where it said nothing else; else its words.

    A percentage becomes a number only where the unit says so too.
    """
    if text is None or not text.strip():
        return None
    plain = text.strip()
    if _BARE_DATE.fullmatch(plain):
        return quantity_from_text(plain, role).date or text
    has_sign = plain.endswith("%")
    if not _BARE_NUMBER.fullmatch(plain) or (has_sign and unit != "%"):
        return text
    quantity = quantity_from_text(plain, role)
    if quantity.kind is not QuantityKind.NUMBER or quantity.number is None:
        return text
    return whole(quantity.number)


def targeted(record: Record, name: str) -> Scalar:
    """Gives a target as one cell says it, with its operator where that is not in its words.

    `record` holds `<name>_text` and `<name>_operator`, and the `unit`.
    """
    text, operator = record[f"{name}_text"], record[f"{name}_operator"]
    sign = _OPERATOR_SIGNS.get(operator or "")
    if text is not None and sign is not None and _BARE_NUMBER.fullmatch(text.strip()):
        return f"{sign} {text.strip()}"
    return measured(text, record["unit"], Role.TARGET)


def whole(number: float) -> float | int:
    """Gives 20 for 20.0, so that a cell does not show decimals that nobody typed."""
    return int(number) if float(number).is_integer() else float(number)


def _day(value: datetime | None) -> date | None:
    return None if value is None else value.date()


def _scalar(value: Any) -> Scalar:
    """Gives what the store answered as a plain value; None for an empty text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | date):
        return value
    if isinstance(value, float | int):
        return whole(value)
    return None if value is None or not str(value).strip() else str(value)
