"""What the issues of an anagrafica say, and the blanks that only they have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.domain.bands import BandProblemCode
from dashboard.domain.model import Issue
from dashboard.texts.formats import italian_date
from dashboard.texts.issue_text import IssueText
from dashboard.texts.registry import CHOICES, allowed_values

REGISTRY_ISSUE_TEXTS: Mapping[str, IssueText] = {
    "registry_value_unreadable": IssueText(
        "Valore dell’anagrafica non compreso",
        "in {field_label} serve {allowed}; c’è scritto «{found}»",
        "Correggere la cella: le regole decidono tutte le percentuali, perciò niente è indovinato.",
    ),
    "registry_value_left_out": IssueText(
        "Valore dell’anagrafica lasciato fuori",
        "in {field_label} serve {allowed}; c’è scritto «{found}»: la cella conta come vuota",
        "Correggere la cella e caricare di nuovo il file.",
    ),
    "registry_value_missing": IssueText(
        "Cella obbligatoria vuota",
        "nella riga manca {field_label}: senza, la riga non si può applicare",
        "Compilare la cella, oppure togliere la riga.",
    ),
    "registry_row_left_out": IssueText(
        "Riga incompleta",
        "nella riga manca {field_label}: la riga non è stata caricata",
        "Compilare la cella, oppure togliere la riga.",
    ),
    "registry_row_repeated": IssueText(
        "Riga ripetuta",
        "«{found}» è già in un’altra riga ({first_cell}): non si può sapere quale delle due vale",
        "Lasciare una sola delle due righe.",
    ),
    "registry_days_reversed": IssueText(
        "Date invertite",
        "per «{found}» l’ultimo giorno viene prima del primo",
        "Correggere una delle due date.",
    ),
    "registry_days_overlap": IssueText(
        "Periodi di validità sovrapposti",
        "«{found}» vale negli stessi giorni anche in un’altra riga ({first_cell})",
        "Scrivere nella riga più vecchia l’ultimo giorno, in quella nuova il primo.",
    ),
    "registry_sector_unknown": IssueText(
        "Settore non elencato",
        "il settore «{found}» non è nel foglio dei settori, che elenca: {expected}",
        "Correggere il codice, oppure aggiungere il settore.",
    ),
    "registry_method_not_allowed": IssueText(
        "Metodo non adatto al tipo di indicatore",
        "per gli indicatori «{kind_words}» il metodo «{found_method}» non si può usare; si può: "
        "{expected_methods}",
        "Scegliere uno dei metodi elencati, oppure cambiare il tipo.",
    ),
    "registry_second_default": IssueText(
        "Due regole che valgono per tutti",
        "la regola «{found}» vale per tutti gli indicatori del suo tipo, ma c’è già quella in "
        "{first_cell}",
        "Scrivere «no» in una delle due, nella colonna «Vale per tutti».",
    ),
    "registry_cap_below_floor": IssueText(
        "Tetto non superiore al minimo",
        "il tetto ({found}) deve essere maggiore del minimo ({expected})",
        "Correggere uno dei due.",
    ),
    "registry_number_out_of_range": IssueText(
        "Numero fuori scala",
        "in {field_label} serve un numero tra 0 e {expected}; c’è scritto {found}",
        "Correggere la cella.",
    ),
    "registry_bands_missing": IssueText(
        "Manca la tabella di fasce",
        "il metodo «{found_method}» ha bisogno di una tabella di fasce, e la riga non la indica",
        "Scrivere il nome di una tabella del foglio Fasce.",
    ),
    "registry_bands_unknown": IssueText(
        "Tabella di fasce inesistente",
        "la tabella «{found}» non è nel foglio Fasce; le tabelle scritte lì sono: {expected_list}",
        "Correggere il nome, oppure aggiungere la tabella.",
    ),
    "registry_bands_wrong": IssueText(
        "Tabella di fasce sbagliata",
        "nella tabella «{found}» {band_problem}",
        "Correggere i limiti, in modo che ogni valore cada in una fascia sola.",
    ),
    "registry_rule_unknown": IssueText(
        "Regola inesistente",
        "la regola «{found}» non è nel foglio delle regole; quelle scritte lì sono: "
        "{expected_list}",
        "Correggere il codice, oppure aggiungere la regola.",
    ),
    "registry_assignment_of_nothing": IssueText(
        "Assegnazione senza destinatario",
        "la riga non dice a quale settore, azione o indicatore si applica la regola «{found}»",
        "Scrivere almeno un codice; per farla valere per tutti, usare la colonna «Vale per tutti» "
        "del foglio delle regole.",
    ),
    "registry_level_without_sum": IssueText(
        "Livello che non si aggrega",
        "un indicatore non è una media: il suo valore viene dalle regole di misurazione",
        "Togliere la riga.",
    ),
    "registry_weight_negative": IssueText(
        "Peso negativo",
        "il peso di «{weighed}» è {found}: un peso non può essere minore di zero",
        "Correggere il peso; per lasciare fuori una voce, usare il foglio Esclusioni.",
    ),
    "registry_excludes_everything": IssueText(
        "Esclusione dell’ente intero",
        "escludere l’ente vorrebbe dire non calcolare più nulla",
        "Indicare un livello più basso, oppure togliere la riga.",
    ),
    "registry_day_and_event": IssueText(
        "Scadenza con data e con evento",
        "per «{document}» la riga ha sia una data ({found_day}) sia un evento "
        "({expected_event}): non si può sapere quale dei due vale",
        "Lasciare la data oppure l’evento. Se la data vale salvo un evento (per esempio il "
        "differimento del bilancio), scrivere l’evento nella colonna «Salvo l’evento».",
    ),
    "registry_event_without_days": IssueText(
        "Evento senza giorni",
        "per «{document}» la scadenza segue un evento ({found_event}), ma non è scritto dopo "
        "quanti giorni",
        "Scrivere quanti giorni dopo l’evento (0 per lo stesso giorno).",
    ),
    "registry_days_without_event": IssueText(
        "Giorni senza evento",
        "per «{document}» sono scritti dei giorni ({found}), ma non dopo quale evento",
        "Scegliere l’evento dall’elenco, oppure togliere i giorni.",
    ),
    "registry_days_negative": IssueText(
        "Giorni negativi",
        "per «{document}» serve un numero di giorni da 0 in su; c’è scritto {found}",
        "Correggere il numero.",
    ),
    "registry_cycle_incomplete": IssueText(
        "Ciclo non compreso",
        "servono il primo e l’ultimo anno del ciclo, per esempio 2024 e 2026; c’è scritto "
        "«{found}»",
        "Scrivere entrambi gli anni, il primo non dopo l’ultimo.",
    ),
    "registry_deadline_without_day": IssueText(
        "Scadenza senza giorno",
        "per «{found}» non è scritto né un giorno né un evento: la riga non dà scadenze",
        "Scrivere la data, oppure l’evento e i giorni.",
    ),
    "registry_sectors_after_giunta": IssueText(
        "Settori dopo la Giunta",
        "per «{document}» i settori consegnano il {found_day}, dopo la Giunta ({expected_day})",
        "Controllare le due date; la pagina Coerenza mostra le clausole.",
    ),
    "registry_clause_unknown": IssueText(
        "Clausola non elencata",
        "la clausola «{found}» non è nel foglio delle clausole, che elenca: {expected}",
        "Correggere il numero, oppure aggiungere la clausola.",
    ),
}
# {first_cell} is the other row; where one row alone is wrong it is not named.
_BAND_PROBLEMS: Mapping[str, str] = {
    BandProblemCode.GAP: "tra questa fascia e quella in {first_cell} resta un vuoto",
    BandProblemCode.OVERLAP: "questa fascia si sovrappone a quella in {first_cell}",
    BandProblemCode.BOUNDS_DESCENDING: "il limite superiore non è maggiore di quello inferiore",
    BandProblemCode.NO_BOUND_AND_NO_WORD: "la riga non ha né limiti né parola",
    BandProblemCode.END_WITHOUT_BOUNDS: "la riga ha una percentuale alla fine, ma le manca un "
    "limite",
    BandProblemCode.WORD_TWICE: "la parola è già nella riga in {first_cell}",
    BandProblemCode.WORDS_AND_BOUNDS: "ci sono insieme parole e limiti (l’altra riga è in "
    "{first_cell})",
}
_NONE_LISTED = "nessuna"


def registry_blanks(issue: Issue) -> dict[str, str]:
    """Gives what fills the blanks that only issues of an anagrafica have."""
    params, methods = issue.params, CHOICES["method"]
    allowed = [methods.get(name, name) for name in (issue.expected or "").split()]
    problem = _BAND_PROBLEMS.get(params.get("problem", ""), "c’è un errore")
    return {
        "allowed": allowed_values(params.get("field_name", "")),
        "kind_words": CHOICES["measure_kind"].get(params.get("measure_kind", ""), ""),
        "found_method": methods.get(issue.found or "", issue.found or ""),
        "expected_methods": ", ".join(f"«{word}»" for word in allowed),
        "expected_list": issue.expected or _NONE_LISTED,
        "document": params.get("document", ""),
        "found_day": _day_words(issue.found),
        "expected_day": _day_words(issue.expected),
        "found_event": CHOICES["event"].get(issue.found or "", ""),
        "expected_event": CHOICES["event"].get(issue.expected or "", ""),
        "band_problem": problem.format(first_cell=params.get("first_cell", "")),
    }


def _day_words(iso_day: str | None) -> str:
    """Gives "31/05/2025"; a text that is no day as it is."""
    try:
        return italian_date(date.fromisoformat(iso_day or ""))
    except ValueError:
        return iso_day or ""
