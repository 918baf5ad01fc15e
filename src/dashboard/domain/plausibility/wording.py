"""The words by which the checks read a reason or a title. The page shows them with the rule.

Words are compared without accents, case and punctuation; one ending in an asterisk stands for all
words that begin so.
"""

from __future__ import annotations

from dashboard.domain.names import normalised_name
from dashboard.domain.phrases import first_phrase, fits, spans

REACHED_PHRASES = (
    "nessuno scostamento",
    "nessun scostamento",
    "senza scostamento",
    "raggiunt*",
    "conseguit*",
    "rispettat*",
)
DELAY_PHRASES = (
    "ritard*",
    "slittat*",
    "slittament*",
    "rinviat*",
    "rinvio",
    "sospes*",
    "non raggiunt*",
    "non conseguit*",
    "non rispettat*",
    "mancato raggiungimento",
)
# Near a word of the first list these turn it round or make it a part.
DOUBT_WORDS = (
    "non",
    "parzialmente",
    "parziale",
    "parte",
    "solo",
    "quasi",
    "mai",
    "mancato",
    "saranno",
    "sara",
)
# A delay that was made good contradicts nothing.
MADE_GOOD_PHRASES = ("nonostante", "malgrado", "recuperat*", "senza ritard*", "nessun ritardo")
ORDINARY_PHRASES = (
    "attivita ordinaria",
    "gestione ordinaria",
    "ordinaria amministrazione",
    "mantenimento",
    "mantenere",
    "consolidat*",
    "gestione corrente",
    "regolare svolgimento",
    "regolare funzionamento",
    "continuare",
    "proseguire",
    "proseguimento",
    "rispetto degli adempimenti",
    "rispetto delle scadenze",
    "garantire il servizio",
    "assicurare il servizio",
)
# Said of the thing itself: "barriere eliminate" is a result to be proud of.
REMOVED_THINGS = ("obiettivo", "azione", "indicatore", "attivita", "intervento", "progetto")
REMOVED_WORDS = ("eliminat*", "soppress*", "annullat*", "stralciat*", "revocat*")
_WORDS_OF_DOUBT_BEFORE, _WORDS_OF_DOUBT_AFTER = 4, 2
_THE_WHOLE = "100"  # in percent


def says_reached(reason: str) -> str | None:
    """Gives the words by which a reason says that the target was reached; None if it does not.

    "Non raggiunto", "raggiunto solo in parte" and "raggiunto il 62 %" do not say so.
    """
    plain = normalised_name(reason)
    for phrase in REACHED_PHRASES:
        for start, end in spans(plain, phrase):
            around = plain[:start].split()[-_WORDS_OF_DOUBT_BEFORE:]
            after = plain[end:].split()[:_WORDS_OF_DOUBT_AFTER]
            if not set(around + after) & set(DOUBT_WORDS) and not any(map(_is_a_part, after)):
                return plain[start:end]
    return None


def says_delay(reason: str) -> str | None:
    """Gives the words by which a reason speaks of delay; None if it does not, or it was made good.

    A reason beside a target that was reached should not need them.
    """
    if first_phrase(reason, MADE_GOOD_PHRASES) is not None:
        return None
    return first_phrase(reason, DELAY_PHRASES)


def _is_a_part(word: str) -> bool:
    """Says whether a word is a number other than that of the whole."""
    return word.isdigit() and word != _THE_WHOLE


def says_removed(title: str) -> str | None:
    """Gives the words by which a title says that what it names was removed; None if it does not.

    "Obiettivo eliminato con variazione…", or such a word in the singular as the very first one.
    """
    phrases = [f"{thing} {word}" for thing in REMOVED_THINGS for word in REMOVED_WORDS]
    said = first_phrase(title, phrases)
    if said is not None:
        return said
    first = next(iter(normalised_name(title).split()), "")
    is_singular = first.endswith(("o", "a"))
    return first if is_singular and any(fits(first, one) for one in REMOVED_WORDS) else None
