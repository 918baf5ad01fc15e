"""What the anagrafica given out says about itself: instructions, sections, hints, warnings."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.rules import METHODS_BY_KIND
from dashboard.texts.labels import MEASURE_KINDS
from dashboard.texts.registry import RULE_METHODS, SECTION_LABELS

INSTRUCTIONS_SHEET = "Istruzioni"
WORDS_SHEET = "Valori ammessi"
# A title that began with the word itself would announce a table to read.
INSTRUCTIONS_TITLE = "Come si compila l’anagrafica"
WORDS_TITLE = "Le parole che l’anagrafica ammette"
YES_NO = ("sì", "no")

_PURPOSES: Mapping[RegistrySection, str] = {
    RegistrySection.ENTITY: "Il nome dell’ente e il mandato. Una sola riga.",
    RegistrySection.SECTORS: (
        "I settori con il loro codice. Un settore che cambia nome ha due righe: la prima con "
        "«Valido al», la seconda con «Valido dal» e la denominazione precedente."
    ),
    RegistrySection.SERVICES: "I servizi e il settore cui appartengono.",
    RegistrySection.COST_CENTRES: "I centri di costo.",
    RegistrySection.DIRECTIONS: "Gli indirizzi strategici del mandato.",
    RegistrySection.STATUS_WORDS: (
        "Le parole che i settori usano per lo stato di attuazione del DUP, e che cosa significano."
    ),
    RegistrySection.RULES: (
        "Come un risultato diventa una percentuale. Una regola «Vale per tutti» per ogni tipo di "
        "indicatore; le altre valgono solo dove il foglio di assegnazione lo dice."
    ),
    RegistrySection.ASSIGNMENTS: (
        "A chi si applica una regola che non vale per tutti: a un settore, a un’azione o a un "
        "indicatore. Vince la riga più precisa."
    ),
    RegistrySection.BANDS: (
        "Le tabelle di fasce usate dalle regole. Una fascia comprende il valore «Da» e non il "
        "valore «A». Senza buchi e senza sovrapposizioni."
    ),
    RegistrySection.ROLLUP_RULES: "Come si calcola la percentuale di ogni livello.",
    RegistrySection.WEIGHTS: (
        "I pesi di obiettivi, azioni e indicatori, usati dalla media ponderata. Non serve che "
        "facciano 100: contano le proporzioni."
    ),
    RegistrySection.EXCLUSIONS: "Che cosa resta fuori da ogni media, e perché.",
    RegistrySection.PERIODS: (
        "Quanto del target dell’anno è atteso al 30/6 e al 31/12, e da quale percentuale un "
        "risultato conta come raggiunto in parte."
    ),
    RegistrySection.DEADLINES: (
        "Quando sono dovuti i documenti, ai settori e alla Giunta: un giorno, oppure tanti giorni "
        "dopo un evento. Gli eventi si scrivono nella pagina Scadenzario."
    ),
    RegistrySection.CLAUSES: (
        "Le frasi della direttiva, con il loro numero: la pagina Coerenza dice dove si "
        "contraddicono."
    ),
    RegistrySection.ROLES: "Chi fa che cosa, riconosciuto dall’indirizzo e-mail.",
}

_INTRODUCTION = (
    "Questa cartella di lavoro descrive l’ente: settori, indirizzi, e le regole con cui un "
    "risultato diventa una percentuale. È già compilata con ciò che vale oggi.",
    "1. Correggere o aggiungere righe nei fogli. I fogli che non servono si possono lasciare come "
    "sono, o cancellare: per quelli che mancano valgono le impostazioni del programma.",
    "2. Salvare e caricare il file dalla pagina Caricamento. Prima di accettarlo si vede che cosa "
    "cambia: quali righe, e quali percentuali di azioni, settori e ente.",
    "3. L’anagrafica vale dall’anno di riferimento scritto sopra ogni tabella in poi, finché non "
    "se ne carica una di un anno successivo. Un errore si annulla dallo Storico dei caricamenti.",
    "Le intestazioni scure sono obbligatorie, quelle chiare facoltative. Scegliendo una cella "
    "compare che cosa scriverci; dove c’è una freccia, le parole ammesse sono nell’elenco.",
    "I codici si scrivono come nelle schede: 01 non è 1.",
)
INSTRUCTION_HEADINGS = ("Foglio", "A che cosa serve")
METHODS_HEADINGS = ("Tipo di indicatore", "Metodi che ammette")
METHODS_TITLE = "Quali metodi ammette ogni tipo di indicatore"


def sheet_title(section: RegistrySection) -> str:
    """Gives the title above a section's table, by which the sheet is recognised."""
    return f"Anagrafica – {SECTION_LABELS[section]}"


def entity_line(entity_name: str) -> str:
    """Gives the line that says whose anagrafica it is."""
    return f"Ente: {entity_name}"


def year_line(reference_year: int) -> str:
    """Gives the line that says from which year on it holds."""
    return f"Anno di riferimento: {reference_year}"


def file_name(entity_name: str, reference_year: int) -> str:
    """Gives the name of the file to give out, without its ending."""
    return f"Anagrafica {entity_name} {reference_year}"


def introduction() -> tuple[str, ...]:
    """Gives the paragraphs above the list of sheets."""
    return _INTRODUCTION


def purposes() -> list[tuple[str, str]]:
    """Gives every sheet with what it is for."""
    return [(SECTION_LABELS[section], words) for section, words in _PURPOSES.items()]


def methods_by_kind() -> list[tuple[str, str]]:
    """Gives every kind of indicator with the methods that it takes, the program's own first."""
    return [
        (MEASURE_KINDS[kind], "; ".join(RULE_METHODS[method] for method in methods))
        for kind, methods in METHODS_BY_KIND.items()
    ]


def hint(words: str, *, is_required: bool) -> str:
    """Gives what is shown beside a chosen cell: whether it is needed, and what to write."""
    need = "Obbligatorio." if is_required else "Facoltativo."
    return f"{need} {words}".strip()


OTHER_WORD_TITLE = "Parola non prevista"
OTHER_WORD = "Sceglierne una dall’elenco. Il programma capisce anche alcuni sinonimi."
