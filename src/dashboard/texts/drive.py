"""What is said of the shared folder: states of its files, reports left beside them, the watch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard.domain.model import Issue, Severity
from dashboard.texts.formats import counted, listed
from dashboard.texts.issues import issue_sentence
from dashboard.texts.labels import SEVERITIES

REPORT_ENDING = " - segnalazioni"
REPORT_START = "Cruscotto PIAO: segnalazioni sul file «"
_CHECKED_START = "Controllo del "
SOURCE_CODE = "Codice del file controllato: "
MARKED_CODE = "Codice del file con le segnalazioni: "
_NO_MARKED_FILE = "nessuno"

# A hard space: the mark stays beside its word in a narrow column.
STATES = {
    "new": "●\u00a0nuovo",
    "changed": "◐\u00a0modificato dopo il caricamento",
    "unchanged": "○\u00a0già in vigore",
    "superseded": "○\u00a0caricato, poi superato",
    "revoked": "◇\u00a0caricato, poi annullato",
    "waiting": "▲\u00a0in attesa",
    "unreadable": "■\u00a0illeggibile",
}
REMARKS = {
    "new": "Non è mai stato caricato.",
    "changed": "Un file con questo nome è stato caricato da questa cartella, con altro contenuto.",
    "unchanged": "È identico a quello in vigore.",
    "superseded": "È già stato caricato; poi lo ha sostituito un altro file.",
    "revoked": "È già stato caricato e poi annullato: per rimetterlo in vigore, sceglierlo a mano.",
}
WAITS = {
    "locked": (
        "È aperto in Excel o LibreOffice. Chiuderlo; se non lo ha aperto nessuno, cancellare il "
        "file «{lock_name}» rimasto accanto."
    ),
    "changing": "Qualcuno lo sta ancora salvando o copiando: guardare di nuovo fra poco.",
}

CHOICE = "Cartella condivisa"
TABLE = "File della cartella condivisa"
STATE_FILTER = "Mostra solo"
LOOK_AGAIN = "Guarda di nuovo la cartella"
NO_FILES = "Nella cartella non ci sono fogli di calcolo."
NOTHING_TO_CHECK = "Nella cartella non c’è niente di nuovo né di modificato."
NOT_CONFIGURED = (
    "Nessuna cartella condivisa è stata indicata. Chi avvia il cruscotto può indicarla così: "
    "`cruscotto serve --folder CARTELLA`, oppure con la variabile `CRUSCOTTO_CARTELLA`. Da quel "
    "momento qui compare lo stato di ogni file della cartella."
)
COLUMNS = {
    "file_name": "File",
    "place": "Sottocartella",
    "state": "Stato",
    "modified": "Modificato il",
    "remark": "Che cosa vuol dire",
}

USER = "cartella condivisa"
OUTCOME_STORED = "caricato"
OUTCOME_RETURNED = "NON caricato, segnalazioni lasciate in «{folder}»"
OUTCOME_AGAIN = "NON caricato, segnalazioni invariate"
WAITING_OUTCOME = "in attesa: {reason}"
WATCH_ENDED = "Sorveglianza della cartella terminata."
SERVE_INSTEAD = (
    "Se la base dati è aperta dal cruscotto, la cartella si sorveglia da lì: "
    "cruscotto serve --watch CARTELLA. Altrimenti si riprova da soli al prossimo giro."
)
WORKING_AGAIN = "Il controllo della cartella è ripreso."
UNEXPECTED = (
    "Un giro di controllo si è interrotto per un errore imprevisto; quello che era già caricato "
    "resta. Si riprova al prossimo giro."
)


def check_label(file_count: int) -> str:
    """Gives the words on the button that checks what is new and what was changed."""
    if not file_count:
        return "Controlla i nuovi e i modificati"
    return f"Controlla i nuovi e i modificati ({file_count})"


def counts_sentence(counts: dict[str, int]) -> str:
    """Gives how many files are in each state, in the order of the states."""
    words = {
        "new": ("nuovo", "nuovi"),
        "changed": ("modificato dopo il caricamento", "modificati dopo il caricamento"),
        "unchanged": ("già in vigore", "già in vigore"),
        "superseded": ("superato", "superati"),
        "revoked": ("annullato", "annullati"),
        "waiting": ("in attesa", "in attesa"),
        "unreadable": ("illeggibile", "illeggibili"),
    }
    parts = [counted(counts[state], *pair) for state, pair in words.items() if counts.get(state)]
    total = counted(sum(counts.values()), "foglio di calcolo", "fogli di calcolo")
    return f"{total}: {listed(parts)}."


def left_aside(hidden: int, others: int, links: int, reports: int) -> str:
    """Gives what of the folder is not listed, and why; empty where everything is."""
    parts = [
        counted(others, "file che non è un foglio di calcolo", "file che non sono fogli di calcolo")
        if others
        else "",
        counted(hidden, "elemento nascosto", "elementi nascosti") if hidden else "",
        counted(links, "collegamento ad altri posti", "collegamenti ad altri posti")
        if links
        else "",
        counted(
            reports, "file con segnalazioni del programma", "file con segnalazioni del programma"
        )
        if reports
        else "",
    ]
    found = [part for part in parts if part]
    return f"Lasciati da parte: {listed(found)}." if found else ""


def refused_folders(names: Sequence[str]) -> str:
    """Gives the warning for folders within the shared one that cannot be listed."""
    shown = listed([f"«{name}»" for name in names])
    return (
        f"Non si riesce a leggere {shown}: i file che contiene non sono nell’elenco. Chiedere il "
        "permesso di lettura a chi gestisce il disco di rete."
    )


def folder_line(folder: str) -> str:
    """Gives which folder is shown."""
    return f"Cartella: {folder}"


def watched_line(folder: str, looked_at: datetime | None, stored: int, returned: int) -> str:
    """Gives that a folder is watched, when it was last looked at, and what came of it so far."""
    if looked_at is None:
        return f"La cartella «{folder}» è sorvegliata; il primo controllo sta per cominciare."
    done = (
        f"{counted(stored, 'file caricato', 'file caricati')} e "
        f"{counted(returned, 'file rimandato', 'file rimandati')} con segnalazioni"
    )
    return (
        f"La cartella «{folder}» è sorvegliata: ultimo controllo il {looked_at:%d/%m/%Y} alle "
        f"{looked_at:%H:%M:%S}; dall’avvio {done}."
    )


def last_stored_line(file_names: Sequence[str]) -> str:
    """Gives the names of the files that the watch stored last."""
    return f"Caricati per ultimi: {listed([f'«{name}»' for name in file_names])}."


def watching(folder: str, interval_seconds: float) -> str:
    """Gives the first line of a watch."""
    return (
        f"Sorveglio la cartella «{folder}», un’occhiata ogni {interval_seconds:g} secondi "
        "(Ctrl+C per terminare)."
    )


def log_line(moment: datetime, sentence: str) -> str:
    """Gives a line of the watch with its time on this machine's clock."""
    return f"{moment:%d/%m/%Y %H:%M:%S}  {sentence}"


def report_text(
    file_name: str, findings: Sequence[str], marked_name: str | None, checked_at: datetime
) -> str:
    """Gives the report left beside a file that was not stored, but for its codes."""
    remedy = [
        "Che cosa fare: correggere il file e salvarlo al suo posto, con lo stesso nome. Viene",
        "riletto da solo e, quando va bene, questo avviso sparisce.",
    ]
    marked = (
        [f"Le stesse segnalazioni, cella per cella, sono nel file «{marked_name}».", ""]
        if marked_name
        else []
    )
    lines = [
        f"{REPORT_START}{file_name}»",
        f"{_CHECKED_START}{checked_at:%d/%m/%Y} alle {checked_at:%H:%M}. "
        "Il file NON è stato caricato.",
        "",
        *[f"{place}. {one}" for place, one in enumerate(findings, start=1)],
        "",
        *marked,
        *remedy,
    ]
    return "\n".join(lines)


def report_codes(source_code: str, marked_code: str | None) -> str:
    """Gives the last lines of a report: by them the program knows its own files again."""
    return f"\n\n{SOURCE_CODE}{source_code}\n{MARKED_CODE}{marked_code or _NO_MARKED_FILE}\n"


def lasting_lines(report: str) -> list[str]:
    """Gives the lines of a report that say something: not its time, not the marked file's code."""
    passing = (_CHECKED_START, MARKED_CODE)
    return [line for line in report.splitlines() if not line.startswith(passing)]


def marked_left_alone(marked_name: str) -> str:
    """Gives that an earlier marked file stays because a person has worked on it."""
    return (
        f"Il file «{marked_name}» è stato modificato a mano: non è stato sostituito e viene letto "
        "come un foglio qualsiasi."
    )


def issue_finding(issue: Issue) -> str:
    """Gives one issue in a line, its severity first."""
    severity: Severity = issue.severity
    return f"{SEVERITIES[severity].word.capitalize()}. {issue_sentence(issue)}"


NEEDS_A_PERSON = (
    "Il file contiene un nome simile a uno già noto, e solo una persona può dire se è lo stesso: "
    "correggere il nome, oppure caricare il file dalla pagina Caricamento e rispondere alla "
    "domanda."
)


def changing_now(file_name: str) -> str:
    """Gives the warning for a file that was written while it was being read."""
    return f"«{file_name}» è cambiato mentre lo si leggeva ed è rimasto fuori dal controllo."
