"""What the command line says."""

from __future__ import annotations

from dashboard.domain.decisions import ProposalState
from dashboard.domain.model import ProposalKind
from dashboard.texts.formats import Record, number
from dashboard.texts.labels import PROPOSAL_KINDS, PROPOSAL_STATES, result_status_label

DESCRIPTION = "Cruscotto PIAO: dai fogli dei settori ai risultati, senza browser."
HELP_TITLE = "opzioni"
ARGUMENTS_TITLE = "argomenti"
COMMANDS_TITLE = "comandi"
HELP = "mostra questo aiuto"
USAGE_PREFIX = "Uso: "

COMMANDS = {
    "load": "carica file o cartelle nella base dati",
    "check": "legge file o cartelle e dice che cosa capisce, senza scrivere nulla",
    "proposals": "elenca le proposte scritte in rosso e come sono state decise",
    "findings": "elenca che cosa trovano i controlli di plausibilità in un anno",
    "query": "esegue una delle interrogazioni usate dalle pagine",
    "explain": "dice come si arriva a una percentuale, fino alle celle dei fogli",
    "reconcile": "cerca come può essere stata contata una percentuale pubblicata",
    "revoke": "annulla un caricamento: torna in vigore quello di prima",
    "rebuild": "rilegge tutti i file conservati e scrive una nuova base dati",
    "synoptic": "scrive la tavola sinottica delle proposte di variazione (.docx o .xlsx)",
    "clean-copy": "scrive la copia pulita di un file: rosso accolto in nero, rosso respinto tolto",
    "registry": "scrive l'anagrafica di un ente, già compilata, da correggere e caricare",
    "template": "scrive le schede da distribuire, già compilate con ciò che è in vigore",
    "roll-over": "scrive le schede dell'anno dopo, partendo da quelle in vigore",
    "reminders": "elenca che cosa sollecitare ai settori, scrive i testi o li invia",
    "deadlines": "elenca le scadenze e dice la prossima; con --ics le scrive per il calendario",
    "event": "inserisce, corregge o toglie un evento da cui dipendono le scadenze",
    "coherence": "dice dove la direttiva si contraddice, con i due passi a confronto",
    "serve": "avvia il cruscotto nel browser di questo computer",
    "watch": "sorveglia una cartella: carica i file in ordine, lascia le segnalazioni sugli altri",
}

OPTIONS = {
    "db": "file della base dati (di norma quello del programma)",
    "paths": "file o cartelle; nelle cartelle si leggono tutti i fogli di calcolo",
    "entity": "codice dell'ente, quando i fogli non lo dicono o la base dati ne contiene più d'uno",
    "without_hidden": "non leggere le righe e le colonne nascoste delle tabelle",
    "same_as": (
        "dice che un nome scritto nei fogli è il settore o l'indirizzo con quel codice, per "
        'esempio "Lavori publici=03" (si può ripetere; sarà ricordato); un nome simile a uno '
        "conosciuto, per cui non si dice nulla, è caricato come un altro"
    ),
    "user": "chi carica, come comparirà nello storico",
    "json": "risposta in JSON",
    "mapping": "mappatura (.json) con cui leggere i fogli che hanno quei titoli; si può ripetere",
    "name": "nome dell'interrogazione",
    "list": "elenca le interrogazioni disponibili",
    "year": "anno di riferimento",
    "period": "intermediate (30/6) oppure final (31/12)",
    "sector": "codice del settore",
    "direction": "codice dell'indirizzo strategico",
    "action": "codice dell'azione",
    "query_level": (
        "livello dell'interrogazione achievement: entity (ente), direction (indirizzo), "
        "strategic_objective, operational_objective, sector (settore), service (servizio), action "
        "(azione), indicator (indicatore), tag (etichetta)"
    ),
    "method": (
        "metodo al posto di quello in vigore, senza arrotondamenti: mean_of_children (media dei "
        "componenti), weighted_mean (media ponderata), mean_of_indicators (media degli "
        "indicatori), mean_of_actions (media delle azioni)"
    ),
    "tag": "solo le azioni con questa etichetta; con --level tag, action o indicator",
    "code": (
        "codice di azione, indicatore (anche AZIONE/INDICATORE), obiettivo, indirizzo, settore o "
        "ente; di un servizio, il nome"
    ),
    "explain_level": (
        "di che cosa è il codice, se ne indica più d'una: entity, direction, strategic_objective, "
        "operational_objective, action, indicator, sector oppure service"
    ),
    "explain_sector": "solo quello che è di questo settore",
    "figure": "percentuale come è stata pubblicata, con i suoi decimali, per esempio 97,2",
    "reconcile_level": (
        "di che cosa è il valore: entity (di norma), direction, strategic_objective, "
        "operational_objective, action, sector oppure service"
    ),
    "reconcile_code": "codice di ciò di cui è il valore; dell'ente non serve",
    "reconcile_all": "continua anche dopo il primo grado di complicazione che dà il valore",
    "mean": "media ricalcolata altrove, quando le righe non sono nella base dati",
    "rows": "di quante righe è la media ricalcolata altrove (con --mean)",
    "text_format": "json oppure table (di norma table)",
    "format": "csv, json oppure table (di norma table)",
    "upload": "numero del caricamento",
    "as_of": "giorno del passato a cui guardare, per esempio 2024-06-30",
    "upload_id": "numero del caricamento da annullare (si legge con: query history)",
    "clean_upload_id": "numero del caricamento (si legge con: query history)",
    "output": "file da scrivere (non deve esistere)",
    "synoptic_output": "file da scrivere, .docx oppure .xlsx (non deve esistere)",
    "registry_output": "file .xlsx da scrivere (non deve esistere)",
    "template_kind": (
        "che scheda: dup_status (stato del DUP, con --direction), peg_actions, piao_sheet, "
        "intermediate_report, final_report (con --sector) oppure registry (anagrafica)"
    ),
    "template_all": "tutte le schede dell'anno (con --kind: tutte quelle di un tipo), in uno .zip",
    "template_year": "anno delle schede (di norma quello in corso)",
    "template_output": "file da scrivere: .xlsx per una scheda, .zip per tutte (non deve esistere)",
    "template_user": "chi distribuisce le schede, come resterà scritto",
    "roll_over_year": "anno da cui si parte: si scrivono le schede dell'anno dopo",
    "roll_over_output": "file .zip da scrivere (non deve esistere)",
    "registry_year": "anno da cui l'anagrafica vale (di norma quello in corso)",
    "reminder_kind": (
        "solo questo documento: peg_actions, piao_sheet, intermediate_report, final_report oppure "
        "dup_status"
    ),
    "reminder_output": "cartella in cui scrivere un file per ogni sollecito",
    "reminder_format": "docx oppure txt, con --output (di norma docx)",
    "reminder_remember": "con --output: ricorda i solleciti scritti come inviati",
    "reminder_send": "invia i solleciti con il server di posta indicato in CRUSCOTTO_SMTP_HOST",
    "reminder_user": "chi sollecita, come resterà accanto al sollecito",
    "ics": "file .ics da scrivere (non deve esistere)",
    "today": "giorno da cui guardare le scadenze, per esempio 2024-06-18 (di norma oggi)",
    "event_kind": (
        "dup_approved, budget_drafted (schema in Giunta), budget_approved, budget_deferred "
        "(differimento), peg_approved oppure piao_approved"
    ),
    "event_cycle": "primo anno del ciclo, per esempio 2024 per il 2024-2026",
    "event_date": "giorno dell'evento, per esempio 2023-12-28",
    "event_remove": "toglie l'evento inserito per sbaglio",
    "event_note": "atto o protocollo",
    "event_user": "chi inserisce l'evento, come resterà scritto",
    "coherence_year": "anno di riferimento (di norma quello in corso)",
    "new_db": "nuova base dati da scrivere (il file non deve esistere)",
    "reason": "perché si annulla, come comparirà nello storico",
    "port": "porta (di norma 8501)",
    "folder": "cartella condivisa da mostrare nella pagina Caricamento",
    "watch": "cartella condivisa da mostrare e da sorvegliare mentre il cruscotto è acceso",
    "watch_folder": "cartella da sorvegliare, con tutte le sue sottocartelle",
    "once": "controlla una volta sola e termina",
    "interval": "secondi tra un’occhiata e l’altra (di norma 10)",
    "reports": "cartella dove lasciare le segnalazioni (di norma accanto a ogni file)",
    "state": "solo le proposte in questo stato: pending, accepted, rejected o returned",
    "without_samples": "non caricare i dati di esempio quando la base dati è vuota",
}

USER = "riga di comando"
NO_FILES = "Nessun foglio di calcolo trovato in: {paths}."
PATH_MISSING = "Il percorso non esiste: {path}."
CODE_NEEDED = (
    "Un livello diverso da entity vuole il suo codice con --code, per esempio --level direction "
    "--code 4; dell'ente non serve."
)
QUERY_NAME_NEEDED = "Indicare il nome di un'interrogazione, oppure --list per vederle tutte."
OUTPUT_NEEDED_TO_REMEMBER = (
    "Con --remember serve anche --output: si ricordano i solleciti scritti nella cartella. Nulla è "
    "stato scritto."
)
TAG_LEVEL_NEEDED = (
    "Con --tag serve --level tag, --level action oppure --level indicator: gli altri livelli "
    "contano anche azioni senza l'etichetta."
)
NO_ROWS = "Nessun dato per questa richiesta."
CHOICES = "{option}: «{value}» non è ammesso; valori ammessi: {choices}."
BAD_ARGUMENTS = "Comando non compreso: {typed}. Per l'aiuto: cruscotto --help"


def bad_arguments(typed: list[str]) -> str:
    """Gives the sentence for a command line that cannot be understood."""
    return BAD_ARGUMENTS.format(typed=" ".join(["cruscotto", *typed]))


def unexpected(debug_variable: str) -> str:
    """Gives the sentence for a failure that nobody foresaw."""
    return (
        "Qualcosa non ha funzionato e il comando è stato interrotto. I dati già caricati non sono "
        f"stati toccati. Per vedere la causa: {debug_variable}=1 cruscotto …"
    )


TEMPLATE_KIND_NEEDED = (
    "Indicare quale scheda con --kind, oppure --all per averle tutte in uno .zip."
)
TEMPLATE_OWNER_NEEDED = (
    "Indicare di chi è la scheda: --sector CODICE, oppure --direction CODICE per lo stato del DUP. "
    "Con --all si scrivono tutte."
)
TEMPLATE_ALL_OWNED = "Con --all si scrivono le schede di tutti: togliere --sector e --direction."


def template_format(suffix: str, expected: str) -> str:
    """Gives the sentence for a file of sheets with an ending that is not theirs."""
    return f"Qui si scrive un file {expected}, non «{suffix or 'senza estensione'}»."


def path_missing(path: str) -> str:
    """Gives the sentence for a path that is not there."""
    return PATH_MISSING.format(path=path)


def mapping_unused(name: str) -> str:
    """Gives the sentence for a mapping that none of the files was read with."""
    return (
        f"La mappatura «{name}» non è servita: nessuna tabella dei file indicati ha proprio quei "
        "titoli."
    )


def name_not_found(names: list[str]) -> str:
    """Gives the sentence for names in --same-as that no file writes."""
    written = ", ".join(f"«{name}»" for name in names)
    return (
        f"Con --same-as è indicato {written}, ma nessun file ha un settore o un indirizzo scritto "
        "così: non è stato scritto nulla. Copiare il nome come si legge nella segnalazione."
    )


def written(path: str) -> str:
    """Gives the sentence for a file that a command has written."""
    return f"Scritto «{path}»."


def entity_needed(codes: list[str]) -> str:
    """Gives the sentence for a command that must know which entity it is about."""
    return (
        f"Indicare un ente con --entity; nella base dati ci sono: {', '.join(codes) or 'nessuno'}."
    )


def unknown_format(ending: str) -> str:
    """Gives the sentence for a synoptic table asked for in a format that is not written."""
    return f"La tavola sinottica si scrive in .docx o .xlsx, non in «{ending}»: cambiare --output."


def registry_format(ending: str) -> str:
    """Gives the sentence for an anagrafica asked for in a format that is not written."""
    return f"L'anagrafica si scrive in .xlsx, non in «{ending}»: cambiare --output."


def no_files(paths: list[str]) -> str:
    """Gives the sentence for folders without spreadsheets."""
    return NO_FILES.format(paths=", ".join(paths))


def outcome_line(file_name: str, outcome: str, row_count: int, warning_count: int) -> str:
    """Gives one file's line of `load` and `check`: what it is, how much was read, how clean."""
    rows = "1 riga" if row_count == 1 else f"{row_count} righe"
    warnings = {0: "nessun avviso", 1: "1 avviso"}.get(warning_count, f"{warning_count} avvisi")
    return f"{file_name}: {outcome}, {rows}, {warnings}"


def proposal_line(proposal: Record) -> str:
    """Gives one proposal's line: number, state, kind, place, both texts."""
    state = PROPOSAL_STATES[ProposalState(proposal["state"])].word
    kind = PROPOSAL_KINDS[ProposalKind(proposal["proposal_kind"])]
    place = f"{proposal['file_name']}, foglio {proposal['sheet_name']}, {proposal['cell']}"
    before, after = (" ".join(str(proposal[f"{end}_text"]).split()) for end in ("before", "after"))
    return f"{proposal['proposal_id']}: {state}, {kind}; {place}: «{before}» → «{after}»"


def revoked(upload_id: int, file_name: str) -> str:
    """Gives the sentence for an upload taken out of force."""
    return (
        f"Annullato il caricamento {upload_id} («{file_name}»): vale di nuovo quello che c'era "
        "prima. Il file resta nello storico."
    )


def rebuild_lines(upload_count: int, figure_count: int) -> list[str]:
    """Gives the head of what a rebuild says."""
    files = "Riletto 1 file" if upload_count == 1 else f"Riletti {upload_count} file"
    if not figure_count:
        return [f"{files}: nessun numero è cambiato."]
    numbers = (
        "un numero è cambiato" if figure_count == 1 else f"{figure_count} numeri sono cambiati"
    )
    return [f"{files}: {numbers}."]


def rebuilt_line(
    upload_id: int, file_name: str, is_blocked: bool, error: str | None, changed_count: int
) -> str:
    """Gives the line of an upload that reads differently now."""
    start = f"  Caricamento {upload_id} («{file_name}»)"
    if error is not None:
        return f"{start}: oggi non si legge. {error}"
    if is_blocked:
        return f"{start}: oggi ha segnalazioni che ne impediscono il caricamento; conta come vuoto."
    return f"{start}: righe lette diversamente: {changed_count}."


def figure_line(indicator: tuple[object, ...], figure: str, before: object, after: object) -> str:
    """Gives the line of a figure that comes out different; None is shown as a dash."""
    name = " / ".join(str(part) for part in indicator)
    shown = [_shown(value) for value in (before, after)]
    return f"  {name}: {FIGURES[figure]} {shown[0]} → {shown[1]}"


def _shown(value: object) -> str:
    if value is None:
        return "—"
    return number(value) if isinstance(value, float) else result_status_label(str(value)).word


FIGURES = {
    "target_number": "target",
    "result_number": "risultato",
    "achievement_pct": "% di raggiungimento",
    "status": "stato",
}
OUTCOME_LOADED = "caricato"
OUTCOME_ALREADY = "già presente, nulla da scrivere"
OUTCOME_BLOCKED = "NON caricato"
OUTCOME_READABLE = "leggibile"
OUTCOME_HAS_BLOCKING = "da correggere prima del caricamento"


def summary(loaded: int, already: int, blocked: int, unreadable: int) -> str:
    """Gives the last line of `load`."""
    parts = [
        f"caricati {loaded}",
        f"già presenti {already}",
        f"da correggere {blocked}",
        f"illeggibili {unreadable}",
    ]
    return "File: " + ", ".join(parts) + "."
