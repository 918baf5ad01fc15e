"""What the pages say of names that look alike, of known names, and of hidden rows and columns."""

from __future__ import annotations

from datetime import date

from dashboard.domain.known_names import NameSubject
from dashboard.domain.name_questions import NameQuestion
from dashboard.domain.registry import KnownThing
from dashboard.texts.formats import counted, italian_date

TO_CLARIFY = "▲ nomi da chiarire"
QUESTIONS_HEADING = "Nomi da chiarire"
QUESTIONS_NOTE = (
    "Questi nomi non sono tra quelli conosciuti, ma ci somigliano. Il programma non decide da "
    "solo: finché manca la risposta, i file che li contengono non si possono confermare. La "
    "risposta sarà ricordata tra i nomi conosciuti."
)
APPLY = "Applica le risposte e ricontrolla"

HIDDEN_CHOICE = "Carica anche righe e colonne nascoste"
HIDDEN_HELP = (
    "Senza il segno di spunta le righe e le colonne nascoste delle tabelle restano fuori, e la "
    "scelta resta scritta tra le segnalazioni del file."
)

KNOWN_HEADING = "Nomi conosciuti"
KNOWN_NOTE = (
    "Che cosa significano i nomi scritti in un altro modo, o cambiati nel tempo. Un nome con le "
    "date vale solo per i documenti di quel periodo."
)
NO_KNOWN = "Nessun nome aggiunto: valgono i codici e i nomi dei documenti in vigore."
ADD_HEADING = "Aggiungere un nome"
REMOVE_CHOICE = "Nome da togliere"
REMOVE = "Togli il nome"
ADD = "Aggiungi il nome"
SUBJECT_FIELD = "Di che cosa è il nome"
NAME_FIELD = "Nome, o codice, come è scritto nei fogli"
MEANS_FIELD = "Che cosa significa"
FROM_FIELD = "Vale dal (vuoto: da sempre)"
TO_FIELD = "Vale fino al (vuoto: per sempre)"
NAME_MISSING = "Scrivere il nome come si legge nei fogli: il campo è vuoto."
DATES_REVERSED = "La prima data è dopo l’ultima: il nome non varrebbe in nessun giorno."
KNOWN_COLUMNS = {
    "subject_words": "Di che cosa",
    "name": "Nome scritto",
    "meaning": "Significa",
    "valid_from_date": "Dal",
    "valid_to_date": "Fino al",
    "stated_by": "Detto da",
    "origin": "Con il file",
}
SUBJECTS = {
    NameSubject.SECTOR: "settore",
    NameSubject.STRATEGIC_DIRECTION: "indirizzo strategico",
}
_ANOTHER = {
    NameSubject.SECTOR: "È un altro settore",
    NameSubject.STRATEGIC_DIRECTION: "È un altro indirizzo strategico",
}


def question(asked: NameQuestion) -> str:
    """Gives the question about one name, with the file's own words."""
    return f"{SUBJECTS[asked.written.subject].capitalize()} «{asked.written.text}»: che cos’è?"


def same_as(thing: KnownThing) -> str:
    """Gives the answer that a name is a known one."""
    return f"È «{thing.text}»"


def another(asked: NameQuestion) -> str:
    """Gives the answer that a name is nothing known, with the code that it gets."""
    return f"{_ANOTHER[asked.written.subject]} (codice {asked.written.own_code})"


def unclear_sentence(file_name: str, count: int) -> str:
    """Gives what is said of a file that waits for answers."""
    names = counted(count, "nome da chiarire", "nomi da chiarire")
    return f"«{file_name}» ha {names}: non è stato scritto nulla."


def meaning(code: str, name: str | None) -> str:
    """Gives what a known name stands for."""
    return code if name is None or name == code else f"{code} {name}"


def removal_choice(subject: str, name: str, code: str) -> str:
    """Gives a known name as it is chosen among others."""
    return f"{SUBJECTS[NameSubject(subject)]} «{name}» = {code}"


def added(name: str, code: str, valid_from: date | None, valid_to: date | None) -> str:
    """Gives the sentence for a name that was added."""
    since = f", dal {italian_date(valid_from)}" if valid_from else ""
    until = f", fino al {italian_date(valid_to)}" if valid_to else ""
    return f"Da ora «{name}» significa {code}{since}{until}. I file già caricati non cambiano."


def removed(name: str) -> str:
    """Gives the sentence for a name that was removed."""
    return f"Il nome «{name}» non vale più. I file già caricati non cambiano."
