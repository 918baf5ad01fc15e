"""Read what people type as a target, a baseline, a result or a weight.

The same words mean different things by role: "70%" is a threshold as a target and a plain
number as a result; "≥95%" is a good target and no result at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from dashboard.domain.model import Quantity, QuantityKind
from dashboard.domain.names import normalised_name
from dashboard.workbook.numbers import NUMBER_PATTERN, dates_in, number_from_text
from dashboard.workbook.vocabulary import meanings


class Role(StrEnum):
    """What the cell is for."""

    TARGET = "target"
    BASELINE = "baseline"
    RESULT = "result"
    WEIGHT = "weight"
    SCORE = "score"


NOT_ASSESSABLE = "not_assessable"
ELIMINATED = "eliminated"
SENTINELS = frozenset({-1.0, -9.0, -99.0, -999.0, 9999.0, 99999.0, 999999.0})
_ABSENCES = meanings("absence")
_OUTCOMES = {word: float(reached) for word, reached in meanings("outcome").items()}
_ANSWERS = meanings("answer")
_OPERATORS = meanings("operator")
_UNITS = meanings("unit")
_NUMBER_WORDS = meanings("number")
# "Obiettivo eliminato in sede di variazione PEG GC 195": the deed is in the same breath.
_ELIMINATED = re.compile(
    r"(?:obiettiv\w+ |azion\w+ |indicator\w+ )?eliminat[oa] (?:con|da|dal|dalla|in sede) "
)
_ERRORS = re.compile(
    r"^#(?:RIF|REF|DIV/0|VALORE|VALUE|N/D|N/A|NOME\?|NAME\?|NUM|NULLO|NULL)", re.IGNORECASE
)
# How the text of an error begins; it may stand behind spaces.
ERROR_SIGNS = frozenset("#Ee \t\r\n\xa0")
_WHOLE_ERROR = re.compile(
    r"#(?:RIF!|REF!|DIV/0!|VALORE!|VALUE!|N/D|N/A|NOME\?|NAME\?|NUM!|NULLO!|NULL!)|Err:\d{3}",
    re.IGNORECASE,
)
_OPERATOR_PATTERN = "|".join(
    re.escape(sign) + (r"\b" if sign[-1].isalpha() else "")
    for sign in sorted(_OPERATORS, key=len, reverse=True)
)
_WORD_PATTERN = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_N = rf"(?:{NUMBER_PATTERN}|(?:{_WORD_PATTERN})\b)"
_FLAGS = re.IGNORECASE | re.DOTALL

_LABEL = re.compile(r"^(?:peso|target|valore atteso|punteggio|risultato)\b[^:\d]*:\s*", _FLAGS)
_LEADING = re.compile(
    rf"^(?:il |lo |la )?(?P<operator>{_OPERATOR_PATTERN})?\s*(?:il |al |a |n\. ?)?"
    rf"(?P<currency>€|euro )?\s*(?P<number>{_N})\s*(?P<percent>%|per cento\b)?(?P<rest>.*)$",
    _FLAGS,
)
_RANGE = re.compile(
    rf"^(?:compres[oa] )?(?P<between>tra|fra)?\s*(?P<low>{NUMBER_PATTERN})\s*(?P<low_percent>%)?\s*"
    r"(?P<join>e|-|–|—|÷)\s*(?P<high>\d[\d.,]*)\s*(?P<percent>%)?(?P<rest>[^\d]*)$",
    _FLAGS,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ABOUT = re.compile(r"^(?:circa|ca\.?|quasi|~|intorno ai?|più o meno)\s*\d", re.IGNORECASE)
_OUT_OF = re.compile(r"^\s*(?:su|/)\s*\d", re.IGNORECASE)
_RISE = r"incremento|aumento|crescita|miglioramento|ulteriori|ulteriore|\+"
_FALL = r"riduzione|diminuzione|decremento|calo|abbattimento|contenimento"
_DELTA = re.compile(
    rf"^(?:(?P<up>{_RISE})|(?P<down>{_FALL}))\s*(?:di|del|dello|dell'|pari al?)?\s*"
    rf"(?P<operator>{_OPERATOR_PATTERN})?\s*(?:di|del|il|al)?\s*"
    rf"(?P<number>{_N})\s*(?P<unit>%|per cento\b|punti percentuali|p\.?p\.?)?(?P<rest>.*)$",
    _FLAGS,
)
_MIDDLE_FLOOR = re.compile(
    rf"\b(?P<operator>almeno|non meno di|minimo|massimo|al massimo|non più di|non oltre)\s+"
    rf"(?:il |l'|n\. ?)?(?P<number>{_N})\s*(?P<percent>%)?(?P<rest>.*)$",
    _FLAGS,
)
_RELATIVE = re.compile(
    rf"entro\s+(?P<number>{_N})\s*(?P<unit>gg\.?|giorni|giorno|mesi|mese|settimane)\s*"
    r"(?:lavorativi |naturali |consecutivi )?(?:dal|dalla|dall['’]|dallo|dopo|successivi)\s*"
    r"(?:al|alla|all['’]|il|la|l['’])?\s*(?P<event>.+)$",
    _FLAGS,
)
_WORKING = re.compile(
    rf"^\s*\(\s*(?P<top>{NUMBER_PATTERN})\s*/\s*(?P<bottom>{NUMBER_PATTERN})\s*\)\s*$"
)
_OTHER_NUMBER = re.compile(rf"(?<![\w.,/]){NUMBER_PATTERN}\s*(?:%|[a-zà-ù€])", re.IGNORECASE)
_PARTITIVE = re.compile(r"^\s*(?:dei|degli|delle|del|della|dell['’]|di|sul|sui|sulle)\b", re.I)


@lru_cache(maxsize=4096)
def quantity_from_text(text: str, role: Role) -> Quantity:
    """Gives the quantity that a text states in its role. Pure; never raises.

    Percentages are out of 100. `kind` is UNREADABLE where a number is plainly meant but cannot
    be taken without guessing (a result "circa 20" or "≥95%").
    """
    plain = " ".join(text.split()).removeprefix("'")
    if role is Role.RESULT and _answer(plain) == "either":
        return Quantity(QuantityKind.MISSING, text)
    for read in (_absent, _yes_or_no, _outcome):
        found = read(plain, text)
        if found is not None:
            return found
    body = _LABEL.sub("", plain)
    if body in ("", "%"):
        return Quantity(QuantityKind.MISSING, text, unit="%" if "%" in plain else None)
    return _worded(body, text, role)


def quantity_from_number(number: float, text: str, role: Role, *, is_percent: bool) -> Quantity:
    """Gives the quantity of a cell that holds a number; a share shown as percent is out of 100."""
    if number in SENTINELS and not is_percent:
        return Quantity(QuantityKind.MISSING, text)
    return Quantity(
        QuantityKind.NUMBER,
        text,
        operator="=" if role is Role.TARGET else None,
        number=round(number * 100, 10) if is_percent else number,
        unit="%" if is_percent else None,
    )


def quantity_from_date(day: date, text: str, role: Role) -> Quantity:
    """Gives the quantity of a cell that holds a date: as a target, "by that day"."""
    operator = "<=" if role is Role.TARGET else None
    return Quantity(QuantityKind.DATE, text, operator=operator, date=day)


def is_threshold(text: str) -> bool:
    """Says whether a text only bounds a number ("≥95%", "oltre 20") instead of stating it."""
    found = _LEADING.match(" ".join(text.split()))
    return found is not None and found["operator"] not in (None, "=")


def is_error_text(text: str) -> bool:
    """Says whether a text is the error of a formula, pasted as a value ("#RIF!")."""
    return text[:1] in ERROR_SIGNS and _WHOLE_ERROR.fullmatch(text.strip()) is not None


def is_sentinel(quantity: Quantity) -> bool:
    """Says whether a number was taken for a missing value (-1, 9999)."""
    if quantity.kind is not QuantityKind.MISSING:
        return False
    number = number_from_text(quantity.raw_text)
    return number is not None and number in SENTINELS


def operator_from_text(text: str) -> str | None:
    """Gives `>=`, `<=`… for "≥", "almeno", "non superiore a"; None when it is no operator."""
    return _OPERATORS.get(" ".join(text.split()).casefold())


def _absent(plain: str, raw: str) -> Quantity | None:
    if not plain or not plain.strip("-–—_./ "):
        return Quantity(QuantityKind.MISSING, raw)
    if _ERRORS.match(plain):
        return Quantity(QuantityKind.ERROR, raw)
    words = normalised_name(plain)
    absence = _ABSENCES.get(words)
    if absence is not None:
        event = None if absence == QuantityKind.MISSING else absence
        return Quantity(QuantityKind.MISSING, raw, event=event)
    if _ELIMINATED.match(words):
        return Quantity(QuantityKind.MISSING, raw, event=ELIMINATED)
    number = number_from_text(plain)
    if number is not None and number in SENTINELS:
        return Quantity(QuantityKind.MISSING, raw)
    return None


def boolean_from_text(text: str) -> bool | None:
    """Gives yes or no for "sì", "SI", "x", "✓", "no"; None for anything else."""
    answer = _answer(text)
    return None if answer is None else answer != "no"


def _answer(text: str) -> str | None:
    """Gives yes, no, or either ("sì/no", left as printed: as a target it asks for a yes)."""
    return _ANSWERS.get(text.strip()) or _ANSWERS.get(normalised_name(text))


def _yes_or_no(plain: str, raw: str) -> Quantity | None:
    answer = boolean_from_text(plain)
    return None if answer is None else Quantity(QuantityKind.BOOLEAN, raw, boolean=answer)


def _outcome(plain: str, raw: str) -> Quantity | None:
    reached = _OUTCOMES.get(normalised_name(plain))
    if reached is None:
        return None
    return Quantity(QuantityKind.QUALITATIVE, raw, number=reached)


def _worded(body: str, raw: str, role: Role) -> Quantity:
    readers = (_dated, _relative, _delta, _ranged, _numbered, _floored)
    for read in readers:
        found = read(body, raw, role)
        if found is not None:
            return found
    if role in (Role.TARGET, Role.RESULT):
        return Quantity(QuantityKind.QUALITATIVE, raw)
    return Quantity(QuantityKind.UNREADABLE, raw)


def _dated(body: str, raw: str, role: Role) -> Quantity | None:
    days = dates_in(body)
    if not days:
        return None
    if len(days) > 1:
        parts = tuple(quantity_from_date(day, raw, role) for day in days)
        return Quantity(QuantityKind.SEVERAL, raw, operator=_by_day(role), parts=parts)
    return quantity_from_date(days[0], raw, role)


def _by_day(role: Role) -> str | None:
    return "<=" if role is Role.TARGET else None


def _relative(body: str, raw: str, role: Role) -> Quantity | None:
    found = _RELATIVE.search(body)
    if found is None:
        return None
    unit = found["unit"].lower().rstrip(".")
    days_each = {"mesi": 30, "mese": 30, "settimane": 7}.get(unit, 1)
    if days_each != 1:
        return Quantity(QuantityKind.QUALITATIVE, raw)
    return Quantity(
        QuantityKind.RELATIVE_DATE,
        raw,
        operator=_by_day(role),
        number=_number(found["number"]),
        unit="giorni",
        event=found["event"].strip(" ."),
    )


def _delta(body: str, raw: str, role: Role) -> Quantity | None:
    """Reads a change on the baseline: +30 %, aumento di 80, riduzione del 5 %."""
    found = _DELTA.match(body)
    if found is None or role is not Role.TARGET:
        return None
    number = _number(found["number"])
    sign = -1.0 if found["down"] else 1.0
    unit = (found["unit"] or "").lower()
    operator = "<=" if found["down"] else ">="
    if unit in ("%", "per cento"):
        share = round(1 + sign * number / 100, 10)
        return Quantity(
            QuantityKind.NUMBER, raw, operator, share, unit="x", baseline_relation="times"
        )
    kind_of_unit = "pp" if unit else _unit(found["rest"])
    if found["up"] == "+" and kind_of_unit is None:
        return Quantity(QuantityKind.UNREADABLE, raw)
    return Quantity(
        QuantityKind.NUMBER,
        raw,
        operator,
        sign * number,
        unit=kind_of_unit,
        baseline_relation="plus",
    )


def _ranged(body: str, raw: str, role: Role) -> Quantity | None:
    found = _RANGE.match(body)
    if found is None or (found["join"] == "e") != (found["between"] is not None):
        return None
    low, high = number_from_text(found["low"]), number_from_text(found["high"])
    if low is None or high is None or low > high:
        return None
    if _YEAR.fullmatch(found["low"]) and _YEAR.fullmatch(found["high"]):
        return Quantity(QuantityKind.QUALITATIVE, raw)
    if role is Role.RESULT:
        return Quantity(QuantityKind.UNREADABLE, raw)
    unit = "%" if found["percent"] or found["low_percent"] else _unit(found["rest"])
    return Quantity(QuantityKind.NUMBER, raw, "between", low, high, unit)


def _numbered(body: str, raw: str, role: Role) -> Quantity | None:
    if _ABOUT.match(body):
        return Quantity(QuantityKind.UNREADABLE, raw)
    found = _LEADING.match(body)
    if found is None:
        return None
    number, rest = _number(found["number"]), found["rest"]
    unit = "%" if found["percent"] else "€" if found["currency"] else _unit(rest)
    operator = _OPERATORS.get((found["operator"] or "").casefold())
    if found["number"].lower() in ("un", "una", "uno") and operator is None:
        return None
    working = _WORKING.match(rest)
    if working is None and _OTHER_NUMBER.search(rest):
        return _several(body, raw, role, unit)
    if _OUT_OF.match(rest):
        return Quantity(QuantityKind.UNREADABLE, raw)
    if role in (Role.RESULT, Role.BASELINE, Role.WEIGHT, Role.SCORE):
        return _plain(raw, role, number, unit, operator, working)
    if operator is None:
        is_share = unit == "%" and number < 100 and _PARTITIVE.match(rest)
        operator = ">=" if is_share else "="
    return Quantity(QuantityKind.NUMBER, raw, operator, number, unit=unit)


def _plain(
    raw: str,
    role: Role,
    number: float,
    unit: str | None,
    operator: str | None,
    working: re.Match[str] | None,
) -> Quantity:
    """Reads a stated amount: an operator before it means that nothing was measured."""
    if operator not in (None, "="):
        return Quantity(QuantityKind.UNREADABLE, raw, unit=unit)
    if role is Role.SCORE and unit is None:
        unit = "punti"
    quantity = Quantity(QuantityKind.NUMBER, raw, number=number, unit=unit)
    if working is None:
        return quantity
    return replace(
        quantity,
        numerator=number_from_text(working["top"]),
        denominator=number_from_text(working["bottom"]),
    )


def _several(body: str, raw: str, role: Role, unit: str | None) -> Quantity:
    numbers = re.findall(rf"(?<![\w.,/])({NUMBER_PATTERN})\s*(%)?", body)
    parts = tuple(
        Quantity(
            QuantityKind.NUMBER,
            raw,
            number=number_from_text(number),
            unit="%" if percent else None,
        )
        for number, percent in numbers
    )
    operator = ">=" if role is Role.TARGET else None
    return Quantity(QuantityKind.SEVERAL, raw, operator, unit=unit, parts=parts)


def _floored(body: str, raw: str, role: Role) -> Quantity | None:
    """Reads "attivazione di almeno 3 sportelli": a threshold in the middle of a sentence."""
    found = _MIDDLE_FLOOR.search(body)
    if found is None or role is not Role.TARGET:
        return None
    operator = _OPERATORS[found["operator"].casefold()]
    unit = "%" if found["percent"] else _unit(found["rest"])
    if _OTHER_NUMBER.search(found["rest"]):
        return _several(body, raw, role, unit)
    return Quantity(QuantityKind.NUMBER, raw, operator, _number(found["number"]), unit=unit)


def _number(text: str) -> float:
    word = _NUMBER_WORDS.get(text.lower())
    if word is not None:
        return float(word)
    number = number_from_text(text)
    return 0.0 if number is None else number


def _unit(rest: str) -> str | None:
    """Gives the unit named after a number; "n" where it counts things; None where none is."""
    if rest.lstrip().startswith("("):
        return None
    words = re.findall(r"€|%|[^\W\d_]+", rest.casefold())
    if not words:
        return None
    return _UNITS.get(words[0], "n")
