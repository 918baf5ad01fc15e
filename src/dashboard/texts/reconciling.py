"""Say how a published percentage may have been counted, and what a search for it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard.domain.counting import Chain
from dashboard.domain.departures import (
    Basis,
    CountedAsZero,
    Departure,
    NothingLeftOut,
    OnBasis,
    OtherMean,
    PutBack,
    ResultRounded,
    RowsAdded,
    TakenOut,
    UnitsRounded,
    Way,
)
from dashboard.domain.published import PublishedFigure
from dashboard.domain.reconciling import MAX_WAYS, Reconciliation, Tried
from dashboard.domain.rules import Level, Rounding
from dashboard.texts.formats import code_and_name, counted, listed, number, percent
from dashboard.texts.labels import LEFT_OUT_REASONS, LEVELS
from dashboard.texts.nodes import NOUNS

TITLE = "Come si arriva a una percentuale pubblicata?"
INTRODUCTION = (
    "Scrivere il valore com’è stato pubblicato, con i suoi decimali. Il programma prova i modi di "
    "contare che conosce, dal più semplice, e dice quali lo danno. Nei dati non cambia nulla."
)
PRINTED = "Valore pubblicato (%)"
PRINTED_HELP = "Per esempio 97,2. I decimali dicono con quale precisione è stato pubblicato."
OF_WHAT = "Di che cosa"
EVERYTHING = "Tutto quello che i filtri mostrano"
EXHAUSTIVE = "Cerca anche i modi più complicati"
SEARCHING = "Provo i modi di contare…"
NOTHING_TO_COUNT = "Per questa scelta non c’è nessun indicatore con una percentuale da contare."
FITS_FINDING = "I modi che lo danno"
NEAREST_FINDING = "I valori più vicini tra quelli provati"
CAUTION = (
    "Che un modo dia lo stesso numero non prova che sia stato usato quello: va chiesto a chi lo ha "
    "pubblicato. Un’ipotesi su righe che il programma non ha non è un dato."
)
SEE_TREE = "Vedi come si calcola con le regole in vigore"
FILE_NAME = "Riconciliazione"
ELSEWHERE = "Le righe non sono nel programma?"
ELSEWHERE_NOTE = (
    "Se si conosce solo la media ricalcolata altrove, si possono provare gli arrotondamenti e "
    "poche righe in più. Con questi due campi compilati le righe del programma non contano."
)
ELSEWHERE_MEAN = "Media ricalcolata (%)"
ELSEWHERE_COUNT = "Di quante righe"
COLUMNS = {
    "way_words": "Come",
    "exact_words": "Valore non arrotondato",
    "shown_words": "Come si scrive",
    "counted_count": "Indicatori contati",
    "row_count": "su",
}
NEAREST_COLUMNS = {
    "way_words": "Come",
    "exact_words": "Valore non arrotondato",
    "distance_words": "Distanza, in punti",
    "counted_count": "Indicatori contati",
    "row_count": "su",
}

_OF = {
    Level.INDICATOR: "degli indicatori",
    Level.ACTION: "delle azioni",
    Level.OPERATIONAL_OBJECTIVE: "degli obiettivi operativi",
    Level.STRATEGIC_OBJECTIVE: "degli obiettivi strategici",
    Level.DIRECTION: "degli indirizzi strategici",
    Level.SERVICE: "dei servizi",
    Level.SECTOR: "dei settori",
}
_WITHOUT = {
    Level.INDICATOR: "senza l’indicatore",
    Level.ACTION: "senza l’azione",
    Level.OPERATIONAL_OBJECTIVE: "senza l’obiettivo operativo",
    Level.STRATEGIC_OBJECTIVE: "senza l’obiettivo strategico",
    Level.DIRECTION: "senza l’indirizzo strategico",
    Level.SERVICE: "senza il servizio",
    Level.SECTOR: "senza il settore",
}
_FEMININE = {Level.ACTION}
_DIGITS = {
    0: "all’unità",
    1: "a un decimale",
    2: "a due decimali",
    3: "a tre decimali",
    4: "a quattro decimali",
}
_DIRECTIONS = {
    Rounding.HALF_UP: "",
    Rounding.HALF_EVEN: " (le metà alla cifra pari)",
    Rounding.DOWN: "",
    Rounding.UP: " per eccesso",
}
_BASES = {
    Basis.MEASURED: "con il grado misurato da target e risultato",
    Basis.DECLARED: "con il grado dichiarato nelle schede",
}
_ZERO = {
    "missing": "contando zero i risultati mancanti",
    "not_due": "contando zero i risultati non dovuti nel periodo",
}


def headline(found: Reconciliation) -> str:
    """Gives the answer in one sentence."""
    printed = printed_words(found.figure)
    if found.as_configured is None:
        return NOTHING_TO_COUNT
    if any(not fit.way for fit in found.fits):
        return f"{printed} è quello che danno le regole in vigore"
    if found.fits:
        return f"{printed} si ottiene in {counted(len(found.fits), 'modo', 'modi')}"
    return f"{printed} non si ottiene in nessuno dei modi provati"


def against_rules(found: Reconciliation) -> str:
    """Gives what comes out as it is counted now, where it is not the published figure; else ""."""
    usual = found.as_configured
    if usual is None or any(not fit.way for fit in found.fits):
        return ""
    return (
        f"{_capital(chain_words(found.chain))}: {_exact(usual.value_pct)}, "
        f"{distance_words(usual, found.figure)} punti di differenza; "
        f"{counted(usual.counted_count, 'indicatore contato', 'indicatori contati')} "
        f"su {number(usual.row_count, 0)}."
    )


def extent(found: Reconciliation) -> str:
    """Gives how much was tried, and why the search ended."""
    tried = f"Provati {counted(found.tried_count, 'modo', 'modi')}, dal più semplice"
    if found.is_cut:
        return (
            f"{tried}: è il massimo di una ricerca ({number(MAX_WAYS, 0)}); ne restano di più "
            "complicati."
        )
    if found.fits:
        return f"{tried}: la ricerca finisce al primo grado di complicazione che dà il valore."
    return f"{tried}: sono tutti quelli che il programma conosce."


def reconciliation_lines(found: Reconciliation) -> list[str]:
    """Gives the whole answer as lines of text, for a terminal."""
    lines = [f"{headline(found)}."]
    if found.as_configured is None:
        return lines
    if against := against_rules(found):
        lines.append(against)
    tried = found.fits or found.nearest
    if not found.fits:
        lines.append(f"{NEAREST_FINDING}:")
    for number_of, one in enumerate(tried, start=1):
        lines.append(f"{number_of}. {way_words(one.way, found.chain)}: {_result_words(one, found)}")
        if alike := alike_words(one, found.chain):
            lines.append(f"   {alike}")
    return [*lines, extent(found), CAUTION]


def _result_words(tried: Tried, found: Reconciliation) -> str:
    counts = (
        f"{counted(tried.counted_count, 'indicatore contato', 'indicatori contati')} "
        f"su {number(tried.row_count, 0)}"
    )
    if found.fits:
        return f"{exact_words(tried)}, {counts}."
    return f"{exact_words(tried)}, a {distance_words(tried, found.figure)} punti, {counts}."


def way_words(way: Way, chain: Chain) -> str:
    """Gives a way in words: "Media degli indirizzi strategici; arrotondando prima all’unità …"."""
    mean = next((one.chain for one in way if isinstance(one, OtherMean)), chain)
    if any(isinstance(one, UnitsRounded) for one in way):
        # The way says itself how its units are rounded.
        mean = (replace(mean[0], rounding_digits=None), *mean[1:])
    said = chain_words(mean)
    words = [_words(one, mean[0].level) for one in way if not isinstance(one, OtherMean)]
    return "; ".join([_capital(said), *words])


def alike_words(tried: Tried, chain: Chain) -> str:
    """Gives the other ways that average the very same numbers; "" where there are none."""
    if not tried.alike:
        return ""
    others = [f"«{way_words(way, chain)}»" for way in tried.alike]
    return f"Con gli stessi numeri, e quindi indistinguibile: {listed(others)}."


def chain_words(chain: Chain) -> str:
    """Gives "media degli indirizzi strategici, ciascuno media dei suoi indicatori"."""
    first = chain[0]
    kind = "media ponderata" if first.is_weighted else "media"
    rounded_first = ""
    if first.rounding_digits is not None:
        rounding = UnitsRounded(first.rounding_digits, first.rounding_direction)
        rounded_first = f", {_units_rounded(rounding, first.level)}"
    words = f"{kind} {_OF[first.level]}{rounded_first}"
    for outer, inner in pairwise(chain):
        each = "ciascuna" if outer.level in _FEMININE else "ciascuno"
        weighted = " ponderata" if inner.is_weighted else ""
        words += f", {each} media{weighted} {_OF[inner.level]}"
    return words


def node_label(level: Level, code: str, name: str, sector_name: str) -> str:
    """Gives "Azione 1.1 Piste ciclabili – Lavori pubblici", as it is offered in the choice."""
    label = f"{LEVELS[level]} {code_and_name(code, name)}"
    return f"{label} – {sector_name}" if sector_name else label


def printed_words(figure: PublishedFigure) -> str:
    """Gives the published figure as it was printed."""
    return f"{number(figure.value_pct, figure.digits)}\u00a0%"


def shown_words(tried: Tried, figure: PublishedFigure) -> str:
    """Gives a value as it would be printed; unlike elsewhere, 99,97 may be written 100."""
    return f"{number(tried.shown_pct, figure.digits)}\u00a0%"


def distance_words(tried: Tried, figure: PublishedFigure) -> str:
    """Gives how far a value is from the published one, in points, without a sign."""
    return number(abs(tried.value_pct - figure.value_pct), 2)


def exact_words(tried: Tried) -> str:
    """Gives a value with four decimals: enough to see what a rounding does to it."""
    return _exact(tried.value_pct)


def _exact(pct: float) -> str:
    return percent(pct, 4)


def _words(departure: Departure, outermost: Level) -> str:
    match departure:
        case UnitsRounded():
            return _units_rounded(departure, outermost)
        case OnBasis():
            return _BASES[departure.basis]
        case NothingLeftOut():
            return "senza alcuna esclusione"
        case PutBack():
            return f"contando anche le righe escluse per {_families(departure.families)}"
        case CountedAsZero():
            return _ZERO[departure.reason]
        case TakenOut():
            return _taken_out(departure)
        case RowsAdded():
            return _rows_added(departure)
        case ResultRounded():
            return _result_rounded(departure)
        case OtherMean():
            return chain_words(departure.chain)


def _units_rounded(departure: UnitsRounded, level: Level) -> str:
    each = f"{'ciascuna' if level in _FEMININE else 'ciascun'} {NOUNS[level][0]}"
    if departure.digits is None:
        return f"senza arrotondare prima {each}"
    rounded_to = f"{_DIGITS[departure.digits]}{_DIRECTIONS[departure.direction]}"
    return f"{_how(departure.direction)} prima {rounded_to} {each}"


def _how(direction: Rounding) -> str:
    return "troncando" if direction is Rounding.DOWN else "arrotondando"


def _families(families: Sequence[str]) -> str:
    return listed([f"«{LEFT_OUT_REASONS.get(name, name)}»" for name in families])


def _taken_out(departure: TakenOut) -> str:
    code = departure.code[-1]
    name = "" if departure.name == code else f" «{departure.name}»"
    words = f"{_WITHOUT[departure.level]} {code}{name}"
    if departure.level is Level.INDICATOR:
        sector, action = departure.code[:2]
        words += f" dell’azione {action}, settore {sector}"
    if departure.is_self_referring:
        words += ", che dal nome misura l’insieme di cui fa parte"
    return words


def _rows_added(departure: RowsAdded) -> str:
    rows = "una riga" if departure.count == 1 else f"{number(departure.count, 0)} righe"
    missing = "manca" if departure.count == 1 else "mancano"
    return f"ipotesi: {missing} {rows} al {percent(departure.pct, 0)}"


def _result_rounded(departure: ResultRounded) -> str:
    rounded_to = f"{_DIGITS[departure.digits]}{_DIRECTIONS[departure.direction]}"
    return f"{_how(departure.direction)} il risultato {rounded_to}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
