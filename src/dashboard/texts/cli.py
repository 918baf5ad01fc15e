"""What the command line says."""

from __future__ import annotations

DESCRIPTION = "Cruscotto PIAO: dai fogli dei settori ai risultati, senza browser."
HELP_TITLE = "opzioni"
ARGUMENTS_TITLE = "argomenti"
COMMANDS_TITLE = "comandi"
HELP = "mostra questo aiuto"
USAGE_PREFIX = "Uso: "

COMMANDS = {
    "load": "carica file o cartelle nella base dati",
    "check": "legge file o cartelle e dice che cosa capisce, senza scrivere nulla",
    "query": "esegue una delle interrogazioni usate dalle pagine",
    "revoke": "annulla un caricamento: torna in vigore quello di prima",
    "serve": "avvia il cruscotto nel browser di questo computer",
}

OPTIONS = {
    "db": "file della base dati (di norma quello del programma)",
    "paths": "file o cartelle; nelle cartelle si leggono tutti i fogli di calcolo",
    "entity": "codice dell'ente, quando i fogli non lo dicono o la base dati ne contiene più d'uno",
    "user": "chi carica, come comparirà nello storico",
    "json": "risposta in JSON",
    "name": "nome dell'interrogazione",
    "list": "elenca le interrogazioni disponibili",
    "year": "anno di riferimento",
    "period": "intermediate (30/6) oppure final (31/12)",
    "sector": "codice del settore",
    "direction": "codice dell'indirizzo strategico",
    "action": "codice dell'azione",
    "format": "csv, json oppure table (di norma table)",
    "upload": "numero del caricamento",
    "as_of": "giorno del passato a cui guardare, per esempio 2024-06-30",
    "upload_id": "numero del caricamento da annullare (si legge con: query history)",
    "reason": "perché si annulla, come comparirà nello storico",
    "port": "porta (di norma 8501)",
    "without_samples": "non caricare i dati di esempio quando la base dati è vuota",
}

USER = "riga di comando"
NO_FILES = "Nessun foglio di calcolo trovato in: {paths}."
PATH_MISSING = "Il percorso non esiste: {path}."
QUERY_NAME_NEEDED = "Indicare il nome di un'interrogazione, oppure --list per vederle tutte."
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


def path_missing(path: str) -> str:
    """Gives the sentence for a path that is not there."""
    return PATH_MISSING.format(path=path)


def no_files(paths: list[str]) -> str:
    """Gives the sentence for folders without spreadsheets."""
    return NO_FILES.format(paths=", ".join(paths))


def outcome_line(file_name: str, outcome: str, row_count: int, warning_count: int) -> str:
    """Gives one file's line of `load` and `check`: what it is, how much was read, how clean."""
    rows = "1 riga" if row_count == 1 else f"{row_count} righe"
    warnings = {0: "nessun avviso", 1: "1 avviso"}.get(warning_count, f"{warning_count} avvisi")
    return f"{file_name}: {outcome}, {rows}, {warnings}"


def revoked(upload_id: int, file_name: str) -> str:
    """Gives the sentence for an upload taken out of force."""
    return (
        f"Annullato il caricamento {upload_id} («{file_name}»): vale di nuovo quello che c'era "
        "prima. Il file resta nello storico."
    )


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
