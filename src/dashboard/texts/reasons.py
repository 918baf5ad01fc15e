"""How the reason of a deviation is judged, in words: the rules with their limits, each finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.domain.causes import CauseSuggestion
from dashboard.domain.phrases import GAP, MOST_WORDS_IN_A_GAP
from dashboard.domain.plausibility.wording import DELAY_PHRASES, REACHED_PHRASES
from dashboard.domain.reason_words import CONNECTIVES, FIGURE_WORDS, SAYS_NOTHING, reason_words
from dashboard.domain.reasons import (
    COPIED_FROM_PCT,
    FEWEST_WORDS,
    ReasonedResult,
    ReasonFinding,
    ReasonFlaw,
)
from dashboard.domain.reviews import CauseClass
from dashboard.texts.formats import (
    code_and_name,
    counted,
    number,
    percent,
    period_end,
    readable_name,
    shortened,
)

RULES_LABEL = "Come si giudica una motivazione"
RULES_NOTE = (
    "Il programma segnala, non giudica: ogni segnalazione dice quale regola è scattata e su quali "
    "parole, e decide una persona. Si guardano i risultati dal lato sbagliato del target e quelli "
    "mancanti; delle altre motivazioni si guarda solo se contraddicono il dato. Accenti, maiuscole "
    "e punteggiatura non contano."
)
RULE_COLUMNS: dict[str, str] = {
    "title": "Segnalazione",
    "rule": "Quando scatta",
    "limit": "Che cosa non vede",
}
CAUSES_FINDING = "Da quali parole si suggerisce la causa"
CAUSES_NOTE = (
    "Una causa è suggerita se la motivazione contiene almeno una delle sue parole; possono essere "
    "più d’una, o nessuna. Una causa negata («non è dovuto a…», «senza…») non conta. L’asterisco "
    f"sta per qualsiasi finale di parola, «{GAP}» per al più {MOST_WORDS_IN_A_GAP} parole in mezzo."
)
CAUSE_COLUMNS: dict[str, str] = {"title": "Elenco", "words": "Parole cercate"}
RULES_FILE, CAUSES_FILE = "regole delle motivazioni", "parole delle motivazioni"
NO_FLAW = "Le regole non segnalano nulla nella motivazione."
NO_CAUSE_SUGGESTED = "Nessuna causa suggerita: la motivazione non contiene parole degli elenchi."

_LONGEST_EVIDENCE = 90

CAUSE_LABELS: Mapping[CauseClass, str] = {
    CauseClass.EXTERNAL: "Causa esterna",
    CauseClass.INTERNAL: "Causa interna",
    CauseClass.ILL_BUILT_INDICATOR: "Indicatore mal costruito",
    CauseClass.RESOURCES: "Risorse",
    CauseClass.LAW: "Norme o contenzioso",
    CauseClass.THIRD_PARTIES: "Altri soggetti",
    CauseClass.PLANNING: "Programmazione",
}
CAUSE_MEANINGS: Mapping[CauseClass, str] = {
    CauseClass.EXTERNAL: "maltempo, mercato, domanda, emergenze",
    CauseClass.INTERNAL: "organizzazione, strumenti, arretrati, altri uffici dell’ente",
    CauseClass.ILL_BUILT_INDICATOR: "non misura ciò che doveva, o non si può rilevare",
    CauseClass.RESOURCES: "personale, fondi, mezzi",
    CauseClass.LAW: "norme cambiate o attese, ricorsi, sentenze",
    CauseClass.THIRD_PARTIES: "imprese, altri enti, pareri, gare senza esito",
    CauseClass.PLANNING: "tempi o valori stimati male, attività rinviate",
}
_OTHER_LISTS: Mapping[str, str] = {
    CONNECTIVES: "Annunciano una causa, qualunque sia",
    FIGURE_WORDS: "Parlano solo del dato",
    SAYS_NOTHING: "Testi interi che valgono come nessuna motivazione",
}


@dataclass(frozen=True, slots=True)
class FlawText:
    """`title` heads a list; `rule` says when it is found, `limit` what it does not see."""

    title: str
    rule: str
    limit: str


FLAW_TEXTS: Mapping[ReasonFlaw, FlawText] = {
    ReasonFlaw.MISSING: FlawText(
        "Manca",
        "La cella è vuota, o contiene soltanto un segno o una formula come «n.d.» o «vedi "
        "relazione».",
        "Una spiegazione scritta altrove, nelle note o in un documento allegato.",
    ),
    ReasonFlaw.TOO_SHORT: FlawText(
        "Troppo breve",
        f"Ha meno di {FEWEST_WORDS} parole.",
        "Due parole possono bastare («Gara deserta»): qui si segnala che dicono poco.",
    ),
    ReasonFlaw.COPIED_FROM_ANOTHER: FlawText(
        "Uguale a un’altra",
        f"Ha in comune almeno il {number(COPIED_FROM_PCT)} % delle coppie di parole vicine con la "
        "motivazione di un altro indicatore dello stesso periodo; i numeri non contano.",
        "Una causa sola può davvero valere per più indicatori: allora non è un difetto.",
    ),
    ReasonFlaw.COPIED_FROM_LAST_YEAR: FlawText(
        "Uguale a una precedente",
        f"Ha in comune almeno il {number(COPIED_FROM_PCT)} % delle coppie di parole vicine con la "
        "motivazione dello stesso indicatore nel report precedente o nell’anno prima; i numeri "
        "non contano.",
        "Una causa può durare: allora interessa che cosa si è fatto nel frattempo. Un indicatore "
        "che ha cambiato codice non si riconosce.",
    ),
    ReasonFlaw.RESTATES_FIGURE: FlawText(
        "Ripete il dato",
        "Tolti i numeri, le parole che parlano solo del dato («raggiunto», «rispetto al target») "
        "e quelle del nome dell’indicatore e dell’azione, non resta nulla.",
        "Una parola in più basta perché non scatti.",
    ),
    ReasonFlaw.CONTRADICTS_FIGURE: FlawText(
        "Contraddice il dato",
        f"Dice che il target è raggiunto ({', '.join(REACHED_PHRASES)}, senza un «non» o un «solo» "
        "vicino, né un numero diverso da 100 subito dopo) e il risultato lo manca; o parla di "
        f"ritardi ({', '.join(DELAY_PHRASES)}) e il target è raggiunto; o scrive «raggiunto il…», "
        "«risultato pari a…» con un numero che non è né il risultato né la percentuale, neppure "
        "arrotondati.",
        "Le altre contraddizioni, e i numeri di cui il testo non dice che siano il risultato.",
    ),
    ReasonFlaw.NAMES_NO_CAUSE: FlawText(
        "Non nomina una causa",
        "Non contiene nessuna parola degli elenchi delle cause, né parole che ne annuncino una "
        "(«perché», «a causa», «difficoltà»…).",
        "Una causa detta con parole che non sono negli elenchi qui sotto.",
    ),
}


def flaw_title(flaw: ReasonFlaw) -> str:
    """Gives the few words that name a flaw."""
    return FLAW_TEXTS[flaw].title


def finding_sentence(found: ReasonFinding) -> str:
    """Gives what was found in a reason, with its evidence, as one or two sentences."""
    return _SENTENCES[found.flaw](found)


def suggestion_words(suggested: CauseSuggestion) -> str:
    """Gives "Causa suggerita, da confermare: Altri soggetti («gara deserta»)"."""
    found = ", ".join(_quoted(words) for words in suggested.words_found)
    return f"Causa suggerita, da confermare: {CAUSE_LABELS[suggested.cause_class]} ({found})"


def rule_rows() -> list[dict[str, str]]:
    """Gives the rules as rows of a table, see RULE_COLUMNS."""
    return [
        {"title": one.title, "rule": one.rule, "limit": one.limit} for one in FLAW_TEXTS.values()
    ]


def word_rows() -> list[dict[str, str]]:
    """Gives the lists of words as rows of a table, see CAUSE_COLUMNS."""
    titles: dict[str, str] = {
        **{one: f"{CAUSE_LABELS[one]} ({CAUSE_MEANINGS[one]})" for one in CauseClass},
        **_OTHER_LISTS,
    }
    lists = reason_words()
    return [{"title": title, "words": ", ".join(lists[name])} for name, title in titles.items()]


def _missing(found: ReasonFinding) -> str:
    if not found.evidence:
        return "La motivazione manca."
    return f"La motivazione manca: c’è scritto soltanto {_quoted(found.evidence)}."


def _too_short(found: ReasonFinding) -> str:
    count = counted(len(found.evidence.split()), "parola", "parole")
    return f"È molto breve: {count}; sotto {FEWEST_WORDS} si segnala."


def _copied(found: ReasonFinding) -> str:
    others = found.other_count - 1
    more = f" e ad {'altre ' + number(others) if others > 1 else 'un’altra'}" if others else ""
    return f"{_alike(found)} a quella di {_indicator_words(found.other)}{more}."


def _copied_from_earlier(found: ReasonFinding) -> str:
    before = found.other
    when = "" if before is None else period_end(before.reference_year, before.period)
    return f"{_alike(found)} a quella dello stesso indicatore al {when}."


def _alike(found: ReasonFinding) -> str:
    if found.shared_pct is None or found.shared_pct >= 100:
        return "È uguale"
    return f"È simile ({percent(found.shared_pct, 0)} delle coppie di parole)"


def _indicator_words(other: ReasonedResult | None) -> str:
    if other is None:
        return "un altro indicatore"
    code, name = other.indicator_code, other.indicator_name
    shown = readable_name(code, name) if "-" in code else code_and_name(code, name)
    return f"{_quoted(shown)} (settore {other.sector_code})"


def _restates(found: ReasonFinding) -> str:
    return f"Ripete soltanto il dato: {_quoted(found.evidence)}."


def _contradicts(found: ReasonFinding) -> str:
    return f"Contraddice il dato: dice {_quoted(found.evidence)}."


def _names_no_cause(_found: ReasonFinding) -> str:
    return "Non nomina una causa: non contiene nessuna delle parole cercate."


def _quoted(words: str) -> str:
    return f"«{shortened(' '.join(words.split()), _LONGEST_EVIDENCE)}»"


_SENTENCES: Mapping[ReasonFlaw, Callable[[ReasonFinding], str]] = {
    ReasonFlaw.MISSING: _missing,
    ReasonFlaw.TOO_SHORT: _too_short,
    ReasonFlaw.COPIED_FROM_ANOTHER: _copied,
    ReasonFlaw.COPIED_FROM_LAST_YEAR: _copied_from_earlier,
    ReasonFlaw.RESTATES_FIGURE: _restates,
    ReasonFlaw.CONTRADICTS_FIGURE: _contradicts,
    ReasonFlaw.NAMES_NO_CAUSE: _names_no_cause,
}
