"""Words of the page Coerenza: each rule, what it found, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.domain.coherence import CoherenceCode, CoherenceFinding, Gravity, Passage
from dashboard.domain.cycle import Addressee
from dashboard.domain.model import DocumentKind
from dashboard.texts.formats import counted, italian_date
from dashboard.texts.labels import DOCUMENT_KINDS, StatusLabel
from dashboard.texts.registry import ADDRESSEES

TITLE = "Coerenza"
GRAVITIES: Mapping[Gravity, StatusLabel] = {
    Gravity.CONTRADICTION: StatusLabel("contraddizione", "contraddizioni", "■"),
    Gravity.DOUBT: StatusLabel("da chiarire", "da chiarire", "▲"),
}
NOTHING_STATED = "Non c’è ancora una direttiva da controllare."
GO_TO_REGISTRY = "Vai ad Anagrafica"
NOTHING_STATED_BODY = (
    "Scadenze e clausole stanno nell’anagrafica, nei fogli «Scadenze» e «Clausole della "
    "direttiva»: scaricare l’anagrafica, scrivere una riga per frase e caricarla."
)
INTRODUCTION = (
    "Ogni riscontro mette accanto i due passi che non stanno insieme. Il programma non decide "
    "quale dei due è giusto."
)
DO_LABEL = "Che cosa fare"
HEADING_ALL = "Riscontri, da scaricare"
FILE = "Coerenza della direttiva"
COLUMNS = {
    "gravity_words": "Gravità",
    "title_text": "Riscontro",
    "first_text": "Un passo",
    "second_text": "L’altro passo",
    "remedy_text": "Che cosa fare",
}
RULES_HEADING = "Che cosa si controlla"


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule: its name, what it found (with blanks), and what to do."""

    title: str
    found: str
    remedy: str


RULES: Mapping[CoherenceCode, RuleText] = {
    CoherenceCode.DUE_BEFORE_ITS_PERIOD_ENDS: RuleText(
        "Scadenza prima della fine del periodo",
        "«{document}» riguarda la situazione al {about}, ma ai settori è chiesto entro il {due}.",
        "Correggere la scadenza dei settori: una data dopo il {about}.",
    ),
    CoherenceCode.OTHER_REPORT_NAMED: RuleText(
        "Un report chiamato con il nome dell’altro",
        "La clausola riguarda il {own}, ma chiede il {other}.",
        "Chiarire ai settori quale dei due report si aspetta, e correggere il nome.",
    ),
    CoherenceCode.OTHER_CYCLE_NAMED: RuleText(
        "Un triennio diverso da quello del ciclo",
        "Il ciclo è {cycle}, ma la clausola parla del {named}.",
        "Confermare ai settori il triennio a cui le azioni si riferiscono.",
    ),
    CoherenceCode.OTHER_YEAR_SPOKEN_OF: RuleText(
        "Dati di un altro anno",
        "«{document}» riguarda il {own}, ma la clausola chiede i dati del {named}.",
        "Dire ai settori di quale anno sono i dati da scrivere in questo documento.",
    ),
    CoherenceCode.TWO_DAYS_FOR_ONE_DOCUMENT: RuleText(
        "Lo stesso documento in due date",
        "«{document}» è dovuto il {first} secondo un passo, il {second} secondo l’altro.",
        "Stabilire quale data vale e, se i documenti sono di due anni diversi, scriverne l’anno.",
    ),
    CoherenceCode.FOLDER_OF_OTHER_CYCLE: RuleText(
        "Cartella di un altro ciclo",
        "Il ciclo è {cycle}, ma il file va messo nella cartella «{folder}».",
        "Indicare la cartella del ciclo {cycle}, prima che i file finiscano in quella sbagliata.",
    ),
    CoherenceCode.SECTORS_AFTER_GIUNTA: RuleText(
        "Settori dopo la Giunta",
        "Per «{document}» i settori consegnano il {sectors}, dopo la Giunta ({giunta}).",
        "Anticipare la scadenza dei settori, oppure spostare quella della Giunta.",
    ),
    CoherenceCode.NO_TIME_FOR_GIUNTA: RuleText(
        "Nessun giorno tra settori e Giunta",
        "Per «{document}» settori e Giunta hanno lo stesso giorno, il {sectors}: non resta tempo "
        "per esaminare ciò che arriva.",
        "Se non è voluto, anticipare la scadenza dei settori.",
    ),
}
_IN_SENTENCE = {
    DocumentKind.INTERMEDIATE_REPORT: "report intermedio",
    DocumentKind.FINAL_REPORT: "report finale",
}


def headline(findings: Iterable[CoherenceFinding]) -> str:
    """Gives how often the directive contradicts itself, in words."""
    found = list(findings)
    if not found:
        return "La direttiva non si contraddice in nessuno dei controlli."
    contradictions = sum(one.gravity is Gravity.CONTRADICTION for one in found)
    doubts = len(found) - contradictions
    if not contradictions:
        return f"La direttiva ha {counted(doubts, 'punto', 'punti')} da chiarire."
    points = f" e ha {counted(doubts, 'punto', 'punti')} da chiarire" if doubts else ""
    return f"La direttiva si contraddice {_times(contradictions)}{points}."


def scope_sentence(clause_count: int, deadline_count: int, registry_year: int) -> str:
    """Gives what was looked at: the rows of one year's anagrafica."""
    return (
        f"Controllate {counted(clause_count, 'clausola', 'clausole')} e "
        f"{counted(deadline_count, 'scadenza', 'scadenze')} dell’anagrafica {registry_year}."
    )


def preview_sentence(findings: Iterable[CoherenceFinding]) -> str:
    """Gives what the preview of an anagrafica says; "" where there is nothing to say."""
    found = list(findings)
    if not found:
        return ""
    return f"{headline(found)} Dopo il caricamento, i passi sono nella pagina Coerenza."


def title(finding: CoherenceFinding) -> str:
    """Gives the name of the rule that a finding is of."""
    return RULES[finding.code].title


def found_sentence(finding: CoherenceFinding) -> str:
    """Gives what was found, in words."""
    return RULES[finding.code].found.format_map(_blanks(finding))


def remedy(finding: CoherenceFinding) -> str:
    """Gives what to do."""
    return RULES[finding.code].remedy.format_map(_blanks(finding))


def gravity_words(finding: CoherenceFinding) -> str:
    """Gives "■ contraddizione"."""
    label = GRAVITIES[finding.gravity]
    return f"{label.shape} {label.word}"


def passage_words(passage: Passage) -> str:
    """Gives what stands there: the words of the clause, or the day of the row."""
    if passage.clause_text is not None:
        return f"«{passage.clause_text}»"
    if passage.due_day is not None and passage.addressee is not None:
        whose = ADDRESSEES[passage.addressee]
        whose = whose if passage.addressee is Addressee.ENTITY else f"ai {whose}"
        return f"{passage.document_name}: {whose}, {italian_date(passage.due_day)}"
    return passage.document_name or ""


def passage_place(passage: Passage) -> str:
    """Gives the number of the clause, where it stands in the act, and its cell."""
    parts = []
    if passage.clause_code is not None:
        parts.append(f"clausola {passage.clause_code}")
    if passage.source is not None:
        parts.append(passage.source)
    if passage.lineage is not None:
        parts.append(f"foglio {passage.lineage.sheet_name}, cella {passage.lineage.cell}")
    return "; ".join(parts)


def lines(finding: CoherenceFinding) -> list[str]:
    """Gives a finding as lines of plain text."""
    return [
        f"{gravity_words(finding)}: {title(finding)}",
        f"  {found_sentence(finding)}",
        *(
            f"  {passage_words(one)} [{passage_place(one)}]"
            for one in (finding.first, finding.second)
        ),
        f"  {DO_LABEL}: {remedy(finding)}",
    ]


def rule_list() -> list[str]:
    """Gives every rule's name, in the order of the findings."""
    return [rule.title for rule in RULES.values()]


def _times(count: int) -> str:
    return "una volta" if count == 1 else f"{count} volte"


def _blanks(finding: CoherenceFinding) -> dict[str, str]:
    """Gives the params as they are read: days as days, kinds by their names."""
    return {name: _read(value) for name, value in finding.params.items()}


def _read(value: str) -> str:
    try:
        return italian_date(date.fromisoformat(value))
    except ValueError:
        pass
    try:
        kind = DocumentKind(value)
    except ValueError:
        return value
    return _IN_SENTENCE.get(kind, DOCUMENT_KINDS[kind])
