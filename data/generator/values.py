"""Type a value into a cell the way each sector does: as a number, as text, with its operator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.content import Habit, Indicator, plain_value

CellContent = float | int | str | date | None
DATE_FORMAT = "dd/mm/yyyy"
SYMBOLS = {"crescente": "≥", "decrescente": "≤", "intervallo": "tra", "data": "entro"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What goes into a cell, and the number format that shows it."""

    content: CellContent
    number_format: str = "General"


EMPTY = Typed(None)


def typed_target(text: str, indicator: Indicator, habit: Habit) -> Typed:
    """Gives a target (or a baseline of the same nature) in the sector's way."""
    if indicator.kind == "intervallo" and ".." in text:
        low, high = text.split("..")
        joined = f"tra {low} e {high}" if habit.operator != "colonna" else f"{low}-{high}"
        return Typed(joined + ("%" if indicator.unit == "%" else ""))
    if indicator.kind == "data" and text:
        day = date.fromisoformat(text)
        if habit.dates == "testo":
            return Typed(f"entro il {day:%d/%m/%Y}")
        return Typed(f"{day:%d.%m.%Y}") if habit.dates == "punti" else Typed(day, DATE_FORMAT)
    symbol = SYMBOLS.get(indicator.kind)
    if habit.operator == "testo" and text and symbol in ("≥", "≤"):
        return Typed(f"{symbol} {italian(text)}{_percent_sign(indicator)}")
    return typed_number(text, indicator, habit)


def typed_number(text: str, indicator: Indicator, habit: Habit) -> Typed:
    """Gives a result or a baseline in the sector's way."""
    value = plain_value(text, indicator.kind)
    if value is None:
        return EMPTY
    if isinstance(value, date):
        return Typed(f"{value:%d.%m.%Y}") if habit.dates == "punti" else Typed(value, DATE_FORMAT)
    if isinstance(value, str):
        return Typed(value)
    if indicator.unit == "%":
        if habit.percent == "formato":
            return Typed(round(value / 100, 6), "0.0%")
        if habit.percent == "testo":
            return Typed(f"{italian(text)}%")
    return Typed(value, "#,##0" if value >= 1000 and isinstance(value, int) else "General")


def typed_operator(indicator: Indicator) -> Typed:
    """Gives the sign that goes into an operator column."""
    return Typed(SYMBOLS.get(indicator.kind, "="))


def _percent_sign(indicator: Indicator) -> str:
    return "%" if indicator.unit == "%" else ""


def italian(text: str) -> str:
    """Gives "20000" as "20.000", keeping decimals as they are typed."""
    whole, comma, decimals = text.partition(",")
    return f"{int(whole):,}".replace(",", ".") + comma + decimals
