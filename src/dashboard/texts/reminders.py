"""What a reminder says: what is awaited, by when, what exactly is missing, where the sheet lies.

A reminder is a letter to a colleague: courteous, short, and complete enough to act on at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.domain.cycle import ReminderChannel
from dashboard.domain.deliveries import (
    Contact,
    DeliveryCell,
    DeliveryGap,
    DeliveryState,
    GapKind,
)
from dashboard.domain.model import DocumentKind
from dashboard.texts.deliveries import (
    PARTS,
    STATES,
    detail,
    document_name,
    owner_name,
    reminded,
    short_content,
)
from dashboard.texts.formats import counted, italian_date, listed
from dashboard.texts.quality import sentence
from dashboard.texts.registry import CYCLE_EVENTS

# What a letter lists of one kind; the sheet and the page Consegne have them all.
_MOST_LISTED = 12
OFFICE = "Ufficio programmazione"

HEADING = "Solleciti"
INTRODUCTION = (
    "Qui sono elencati i documenti per cui c’è ancora qualcosa da chiedere. Scegliendone uno si "
    "legge il testo pronto, da correggere e inviare. Il programma ricorda ciò che parte."
)
NOTHING_OPEN = "Con questi filtri non c’è nulla da sollecitare."
CHOOSE_ALL, UNCHOOSE = "Scegli tutti ({count})", "Togli la scelta"
CHOSEN_HEADING = "Testi pronti: {count}"
SUBJECT, BODY, RECIPIENTS = "Oggetto", "Testo", "Destinatari"
RECIPIENTS_HINT = "nome@comune.it; più indirizzi separati da una virgola"
COPY_LABEL = "Vedi il testo da copiare"
COPY_NOTE = "Il testo si copia con il simbolo in alto a destra del riquadro."
OPEN_MAIL = "Apri nel programma di posta"
SHORTENED_NOTE = (
    "Il testo è troppo lungo per aprirlo intero nel programma di posta: lì arriva accorciato. "
    "Copiarlo da qui, oppure allegare il documento."
)
DOWNLOAD_ONE = "Scarica come documento (.docx)"
DOWNLOAD_ALL = "Scarica tutti i documenti (.zip)"
ARCHIVE_NAME = "Solleciti {year}.zip"
SENT_BY_MISSING = "Scrivere chi sollecita: resta accanto al sollecito."
CHANNEL = "Come sono partiti"
REMEMBER = "Ricorda come inviati ({count})"
SEND = "Invia per posta ({count})"
MAIL_IS_OFF = (
    "L’invio diretto è spento: il programma non manda messaggi da solo. Per accenderlo, chi "
    "gestisce il computer imposta CRUSCOTTO_SMTP_HOST e CRUSCOTTO_SMTP_FROM, come spiegato in "
    "docs/solleciti.md, e riavvia il programma."
)
MAIL_IS_ON = "L’invio diretto è acceso: i messaggi partono da {sender} attraverso {host}."
ONLY_TODAY = "I solleciti si preparano sulla situazione di oggi: tornare a oggi per scriverli."
SENT_HEADING = "Solleciti inviati"
NONE_SENT = "Nessun sollecito è ancora stato inviato."
SENT_FILE = "Solleciti inviati"
SENT_COLUMNS = {
    "moment_words": "Quando",
    "owner_words": "Settore o indirizzo",
    "document_words": "Documento",
    "channel_words": "Come",
    "recipient": "A chi",
    "stated_by": "Da chi",
    "subject": "Oggetto",
}
SENT_DOWNLOAD_COLUMNS = {**SENT_COLUMNS, "body": "Testo"}
CHANNELS: Mapping[ReminderChannel, str] = {
    ReminderChannel.COPIED: "copiato in un messaggio",
    ReminderChannel.MAIL_PROGRAM: "con il programma di posta",
    ReminderChannel.DOCUMENT: "come documento",
    ReminderChannel.SMTP: "inviato dal programma",
}
# What a person can say; the last one only the program itself knows.
CHANNEL_CHOICES = tuple(one for one in CHANNELS if one is not ReminderChannel.SMTP)

_LACKS: Mapping[GapKind, tuple[str, str]] = {
    GapKind.RESULT: ("indicatore senza risultato", "indicatori senza risultato"),
    GapKind.REASON: ("scostamento senza motivazione", "scostamenti senza motivazione"),
    GapKind.TARGET: ("indicatore senza risultato atteso", "indicatori senza risultato atteso"),
    GapKind.OBJECTIVE: ("azione senza obiettivo operativo", "azioni senza obiettivo operativo"),
    GapKind.STATUS: (
        "intervento senza stato di attuazione",
        "interventi senza stato di attuazione",
    ),
    GapKind.VALUE: (
        "misura dell’attività ordinaria senza il valore dell’anno",
        "misure dell’attività ordinaria senza il valore dell’anno",
    ),
}
_TO_FILL: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "lo stato di attuazione di ogni intervento, con in rosso le proposte",
    DocumentKind.PEG_ACTIONS: "l’elenco aggiornato delle azioni, con obiettivo operativo e risorse",
    DocumentKind.PIAO_SHEET: (
        "le azioni da valutare, con base-line, indicatori, fonti e risultati attesi"
    ),
    DocumentKind.INTERMEDIATE_REPORT: "i risultati al 30/06 e le eventuali proposte di variazione",
    DocumentKind.FINAL_REPORT: "i risultati dell’anno e le motivazioni degli scostamenti",
}


def subject(cell: DeliveryCell) -> str:
    """Gives the subject line: which document, whose, what is asked."""
    name = document_name(cell.kind, cell.slot.reference_year)
    if cell.facts.received_on is None or cell.state is DeliveryState.NEVER_OPENED:
        asked = "consegna"
        if cell.facts.deadline is not None:
            asked = f"consegna attesa entro il {italian_date(cell.facts.deadline)}"
    else:
        asked = "richiesta di completamento"
    return f"{name}, {owner_name(cell)}: {asked}"


def body(
    cell: DeliveryCell,
    today: date,
    entity_name: str,
    folder: str | None,
    office: Sequence[Contact] = (),
) -> str:
    """Gives the text of a reminder.

    `folder`: where the sheet lies on the shared drive, None where nobody knows. `office`: whom to
    ask, by the anagrafica.
    """
    paragraphs = [
        _greeting(cell.recipients),
        _what(cell),
        _missing(cell),
        _by_when(cell, today),
        _where(cell, folder),
        _whom_to_ask(office),
        "Se nel frattempo la scheda è già stata inviata, non occorre fare altro.",
        f"Grazie per la collaborazione.\n\n{OFFICE}\n{entity_name}",
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def choice_label(cell: DeliveryCell) -> str:
    """Gives what a document to be asked for is called in the list to choose from."""
    return f"{owner_name(cell)} – {document_name(cell.kind, cell.slot.reference_year)}"


def file_stem(cell: DeliveryCell) -> str:
    """Gives the name of a reminder's document, without ending."""
    return f"Sollecito {document_name(cell.kind, cell.slot.reference_year)} - {owner_name(cell)}"


def delivery_line(cell: DeliveryCell, today: date) -> str:
    """Gives in one line a document to be asked for, how it stands, what it lacks, and since when.

    The same in the list on screen and in that of the command line.
    """
    label = STATES[cell.state]
    more = (detail(cell, today), short_content(cell), reminded(cell))
    parts = [f"{choice_label(cell)}: {label.shape} {label.word}", *more]
    return "; ".join(part for part in parts if part)


def shortened(text: str, longest: int) -> str:
    """Gives as many whole lines of a text as fit, and says that there is more."""
    ending = "[Il testo continua nel documento allegato.]\n"
    kept = ""
    for line in text.splitlines(keepends=True):
        if len(kept) + len(line) + len(ending) > longest:
            break
        kept += line
    return kept + ending


def remembered(count: int) -> str:
    """Gives what was remembered."""
    return f"{counted(count, 'sollecito', 'solleciti')}: il programma ricorda che è partito."


def sent(count: int) -> str:
    """Gives how many messages the server took."""
    taken = "messaggio preso" if count == 1 else "messaggi presi"
    return f"{count} {taken} in carico dal server di posta."


def refused(subject_line: str, addresses: Iterable[str]) -> str:
    """Gives which addresses of a message that was sent the server did not take."""
    return f"«{subject_line}» non è arrivato a: {', '.join(addresses)}. Controllare l’indirizzo."


def _greeting(recipients: Sequence[Contact]) -> str:
    names = [one.name for one in recipients if one.name]
    return f"Gentile {listed(names)}," if names else "Gentile collega,"


def _what(cell: DeliveryCell) -> str:
    name = document_name(cell.kind, cell.slot.reference_year)
    whose = (
        f"del settore {owner_name(cell)}"
        if cell.slot.sector_code is not None
        else f"dell’indirizzo {owner_name(cell)}"
    )
    filled = _TO_FILL[cell.kind]
    if cell.facts.received_on is None:
        return f"ti chiediamo la scheda «{name}» {whose}: {filled}."
    day = italian_date(cell.facts.received_on)
    if cell.state is DeliveryState.NEVER_OPENED:
        return (
            f"la scheda «{name}» {whose}, arrivata il {day}, è ancora come era stata messa a "
            f"disposizione. Vi vanno scritti {filled}."
        )
    return f"grazie per la scheda «{name}» {whose}, arrivata il {day}. Resta qualcosa da sistemare."


def _missing(cell: DeliveryCell) -> str:
    """Gives what is missing in a sheet, kind by kind; of one that has not come all of it is."""
    blocks = []
    by_kind: dict[GapKind, list[DeliveryGap]] = {}
    for gap in cell.gaps:
        by_kind.setdefault(gap.kind, []).append(gap)
    for kind, gaps in by_kind.items():
        lines = [_gap_line(gap) for gap in gaps]
        blocks.append(_listed(counted(len(gaps), *_LACKS[kind]), lines))
    if cell.errors:
        count = counted(len(cell.errors), "valore da correggere", "valori da correggere")
        blocks.append(_listed(count, [sentence(dict(error)) for error in cell.errors]))
    missing_parts = [PARTS[part.kind] for part in cell.parts if not part.is_there]
    if missing_parts:
        blocks.append(
            f"Non sono ancora arrivate le parti su: {listed(missing_parts)}. Se per quest’anno non "
            "c’è nulla da dire, basta scriverlo nella risposta."
        )
    if not blocks:
        return ""
    return "Manca:\n" + "\n".join(blocks)


def _listed(heading: str, lines: Sequence[str]) -> str:
    shown = [f"    {line}" for line in lines[:_MOST_LISTED]]
    more = len(lines) - len(shown)
    if more:
        shown.append(f"    e altri {more}")
    return "\n".join([f"- {heading}:", *shown])


def _gap_line(gap: DeliveryGap) -> str:
    code = gap.item_code or ""
    name = gap.item_name if gap.item_name and gap.item_name != code else ""
    is_named_alone = gap.action_code is None or code.startswith(gap.action_code)
    codes = code if is_named_alone else f"{gap.action_code}, {code}"
    return f"{codes} {name}".strip()


def _by_when(cell: DeliveryCell, today: date) -> str:
    facts = cell.facts
    if facts.deadline is None:
        if facts.waits_for is None:
            return "Ti chiediamo di provvedere appena possibile."
        return f"La scadenza si conterà da: {CYCLE_EVENTS[facts.waits_for]}."
    day = italian_date(facts.deadline)
    days = (facts.deadline - today).days
    if days < 0:
        return f"La scadenza era il {day}: ti chiediamo di provvedere appena possibile."
    distance = "oggi" if days == 0 else f"tra {counted(days, 'giorno', 'giorni')}"
    return f"La scadenza è il {day} ({distance})."


def _where(cell: DeliveryCell, folder: str | None) -> str:
    parts = []
    if cell.file_name is not None:
        parts.append(f"Il file arrivato si chiama «{cell.file_name}».")
    if folder is not None:
        parts.append(f"La scheda si trova nella cartella condivisa, in «{folder}».")
    parts.append("Basta completarla lì, oppure rispondere allegandola.")
    return " ".join(parts)


def _whom_to_ask(office: Sequence[Contact]) -> str:
    people = [one.email if one.name is None else f"{one.name} ({one.email})" for one in office]
    return f"Per ogni dubbio: {listed(people) if people else OFFICE}."
