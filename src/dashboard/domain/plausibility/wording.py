"""The words by which the checks read a reason or a title. The page shows them with the rule.

Words are compared without accents, case and punctuation; one ending in an asterisk stands for all
words that begin so.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.names import normalised_name

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


def says_reached(reason: str) -> str | None:
    """Gives the words by which a reason says that the target was reached; None if it does not.

    "Non raggiunto", "raggiunto solo in parte" and the like do not say so.
    """
    words = normalised_name(reason).split()
    for phrase in REACHED_PHRASES:
        for start in _starts(words, phrase):
            end = start + len(phrase.split())
            around = words[max(0, start - _WORDS_OF_DOUBT_BEFORE) : start]
            around += words[end : end + _WORDS_OF_DOUBT_AFTER]
            if not set(around) & set(DOUBT_WORDS):
                return " ".join(words[start:end])
    return None


def says_delay(reason: str) -> str | None:
    """Gives the words by which a reason speaks of delay; None if it does not, or it was made good.

    A reason beside a target that was reached should not need them.
    """
    if first_phrase(reason, MADE_GOOD_PHRASES) is not None:
        return None
    return first_phrase(reason, DELAY_PHRASES)


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
    return first if is_singular and any(_fits(first, one) for one in REMOVED_WORDS) else None


def first_phrase(text: str, phrases: Sequence[str]) -> str | None:
    """Gives the first of the phrases that a text holds, as it is written there (plain)."""
    words = normalised_name(text).split()
    for phrase in phrases:
        for start in _starts(words, phrase):
            return " ".join(words[start : start + len(phrase.split())])
    return None


def _starts(words: Sequence[str], phrase: str) -> list[int]:
    wanted = phrase.split()
    last = len(words) - len(wanted)
    return [
        start
        for start in range(last + 1)
        if all(_fits(words[start + i], one) for i, one in enumerate(wanted))
    ]


def _fits(word: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word == wanted
