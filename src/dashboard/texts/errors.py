"""What each failure says: what happened, what became of the data, what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.domain.model import DocumentKind
from dashboard.domain.reviews import Review
from dashboard.domain.roles import Permission, Person
from dashboard.errors import DashboardError
from dashboard.texts.assessments import refusal_words
from dashboard.texts.formats import italian_date
from dashboard.texts.labels import DOCUMENT_KINDS
from dashboard.texts.mapping import problem_sentence
from dashboard.texts.nodes import node_words
from dashboard.texts.people import refusal
from dashboard.texts.reviews import said_words

_MEBIBYTE = 1024 * 1024

_UNREADABLE: Mapping[str, str] = {
    "empty": ("il file «{file_name}» è vuoto. Rimandarlo dopo averlo salvato di nuovo con i dati."),
    "encrypted": (
        "il file «{file_name}» è protetto da password e non può essere letto. Aprirlo, togliere "
        "la password (File, Informazioni, Proteggi cartella di lavoro) e caricarlo di nuovo."
    ),
    "image": "il file «{file_name}» è un’immagine, non un foglio di calcolo.",
    "pdf": (
        "il file «{file_name}» è un PDF. Caricare il foglio di calcolo da cui è stato stampato."
    ),
    "html": (
        "il file «{file_name}» è una pagina web salvata con il nome di un foglio di calcolo. "
        "Aprirlo con Excel o LibreOffice e salvarlo come .xlsx o .ods."
    ),
    "xml": (
        "il file «{file_name}» è in un formato XML che non si può leggere. Aprirlo con Excel o "
        "LibreOffice e salvarlo come .xlsx o .ods."
    ),
    "text": (
        "il file «{file_name}» contiene testo senza colonne, non una tabella. Se viene da un "
        "gestionale, esportarlo come foglio di calcolo o come .csv."
    ),
    "numbers": (
        "il file «{file_name}» è di Numbers. Aprirlo e scegliere Esporta in Excel (.xlsx)."
    ),
    "archive": (
        "il file «{file_name}» è un archivio compresso. Estrarre i fogli di calcolo che contiene e "
        "caricare quelli."
    ),
    "word": (
        "il file «{file_name}» è un documento di testo. Caricare il foglio di calcolo, oppure "
        "copiare la tabella in un foglio e salvarlo come .xlsx."
    ),
    "slides": "il file «{file_name}» è una presentazione, non un foglio di calcolo.",
    "not_a_workbook": (
        "il file «{file_name}» non è un foglio di calcolo, qualunque sia il suo nome. Caricare il "
        "file che si apre con Excel o LibreOffice."
    ),
    "truncated": (
        "il file «{file_name}» è incompleto: la copia o lo scaricamento si è interrotto. Copiarlo "
        "o scaricarlo di nuovo per intero."
    ),
    "damaged": (
        "il file «{file_name}» è rovinato. Aprirlo con Excel o LibreOffice, salvarlo "
        "di nuovo e ricaricarlo; se non si apre, chiederne un’altra copia."
    ),
    "entities": (
        "il file «{file_name}» contiene riferimenti ad altri file o definizioni nascoste, che un "
        "foglio di calcolo non ha: per sicurezza non è stato letto. Salvarlo di nuovo come .xlsx."
    ),
    "columns": (
        "un foglio del file «{file_name}» ha dati fino a una colonna lontanissima: per sicurezza "
        "non è stato letto. Cancellare le celle usate per errore in fondo a destra e salvare."
    ),
    "reader_failed": (
        "il file «{file_name}» ha interrotto la lettura. Aprirlo con Excel o LibreOffice, "
        "salvarlo di nuovo come .xlsx e ricaricarlo."
    ),
}

_TOO_LARGE: Mapping[str, str] = {
    "file_bytes": "il file «{file_name}» supera {limit_mib} MB",
    "expanded_bytes": "il file «{file_name}», una volta aperto, supera {limit_mib} MB",
    "ratio": "il file «{file_name}» si espande in modo anomalo quando viene aperto",
    "members": "il file «{file_name}» contiene troppe parti",
    "cells": "il file «{file_name}» contiene troppe celle",
    "columns": "il file «{file_name}» usa troppe colonne",
    "time": "la lettura del file «{file_name}» ha superato {limit} secondi",
    "memory": "la lettura del file «{file_name}» richiede troppa memoria",
}
_TOO_LARGE_REMEDY = (
    " e non è stato letto. Togliere i fogli e le immagini che non servono, cancellare righe e "
    "colonne vuote ma formattate, salvare e ricaricare."
)

_SENTENCES: Mapping[str, str] = {
    "store_busy": (
        "La base dati «{path}» è già aperta da un altro programma. Non è stato modificato nulla. "
        "Chiudere il cruscotto (o l’altro comando) che la sta usando e riprovare."
    ),
    "store_unusable.damaged": (
        "Il file «{path}» non è una base dati leggibile. Non è stato modificato nulla. Rimettere "
        "al suo posto l’ultima copia di riserva, oppure indicare un altro file con --db."
    ),
    "store_unusable.newer": (
        "La base dati «{path}» è stata creata da una versione più recente del programma. Non è "
        "stato modificato nulla. Aggiornare il programma."
    ),
    "unknown_query": "L’interrogazione «{name}» non esiste. Quelle disponibili sono: {known}.",
    "unusable_mapping": (
        "La mappatura «{file_name}» non si può usare e non è stato scritto nulla. "
        "{problem_sentences}"
    ),
    "unknown_upload": (
        "Il caricamento {upload_id} non esiste. Non è stato modificato nulla. I numeri si leggono "
        "nello storico dei caricamenti."
    ),
    "reason_missing": (
        "Per annullare un caricamento serve il motivo: resta scritto nello storico. Non è stato "
        "modificato nulla."
    ),
    "unknown_proposal": (
        "La proposta {proposal_id} non c’è, oppure il suo file è stato annullato. Non è stato "
        "deciso nulla. Aggiornare la pagina delle proposte."
    ),
    "decision_reason_missing": (
        "Per decidere servono il nome di chi decide e il motivo: restano scritti accanto alla "
        "proposta. Non è stato deciso nulla."
    ),
    "not_permitted": "{refusal}",
    "session_refused.nobody_there": (
        "Nel verbale serve almeno un presente: scrivere i nomi in «Presenti», uno per riga. Non è "
        "stato registrato nulla."
    ),
    "session_refused.overtaken": (
        "Nel frattempo {stated_by} ha registrato di nuovo questa seduta. Per non coprire quello "
        "che ha scritto, qui non è stato registrato nulla: leggerlo nella storia della seduta qui "
        "sotto; premendo di nuovo vale il testo di questo modulo."
    ),
    "acceptance_reason_missing": (
        "Servono il motivo e il nome di chi lo scrive: restano accanto al controllo. Non è stato "
        "modificato nulla."
    ),
    "contradictory_decisions": (
        "Per «{row_label}» ci sono testi diversi: {texts}. Se ne può accogliere uno solo: decidere "
        "insieme anche sugli altri (respingerli o restituirli). Non è stato deciso nulla."
    ),
    "proposal_out_of_place": (
        "La proposta su «{row_label}» viene dal file «{file_name}», che un caricamento più recente "
        "ha sostituito; lì quella riga o quella cella non c’è. Respingerla, o chiedere al settore "
        "di riscriverla nel file aggiornato. Non è stato deciso nulla."
    ),
    "revision_unreadable": (
        "Con questa decisione il file «{file_name}» non si potrebbe più leggere. {problem} Non è "
        "stato deciso nulla: restituire la proposta al settore, che la riscriva."
    ),
    "assessment_refused.words_missing": (
        "Per dichiarare qualcosa di un risultato servono il nome di chi lo dichiara e il motivo: "
        "restano scritti accanto al risultato. Non è stato registrato nulla."
    ),
    "assessment_refused.role": (
        "Nel ruolo «{role_words}» non si può registrare «{kind_words}»: {allowed_words}. Non è "
        "stato registrato nulla."
    ),
    "assessment_refused.role_not_listed": (
        "L’anagrafica in vigore non elenca «{email}» nel ruolo «{role_words}» per il settore "
        "{sector_code}. Usare l’indirizzo scritto nel foglio Ruoli, oppure correggere l’anagrafica "
        "e ricaricarla. Non è stato registrato nulla."
    ),
    "assessment_refused.unknown_result": (
        "Per questo periodo non c’è un indicatore con quel codice nell’azione. Non è stato "
        "registrato nulla: aggiornare la pagina e sceglierlo dall’elenco."
    ),
    "assessment_refused.pct": (
        "La percentuale deve andare {range_words}; qui c’è: {pct_words}. Non è stato "
        "registrato nulla."
    ),
    "assessment_refused.pct_not_asked": (
        "Con «{kind_words}» non si indica una percentuale; qui c’è: {pct_words}. Toglierla, oppure "
        "scegliere la richiesta o il riconoscimento di una percentuale. Non è stato registrato "
        "nulla."
    ),
    "assessment_refused.deed_missing": (
        "L’eliminazione si registra con il suo atto: servono il numero e la data. Non è stato "
        "registrato nulla."
    ),
    "assessment_refused.half_a_deed": (
        "Dell’atto servono sia il numero sia la data, oppure nessuno dei due. Non è stato "
        "registrato nulla."
    ),
    "assessment_refused.nothing_standing": (
        "Non c’è nulla a cui «{kind_words}» possa riferirsi: qualcun altro l’ha già tolto, oppure "
        "è stato dichiarato per l’azione intera e non per questo indicatore (o viceversa). Non è "
        "stato registrato nulla: aggiornare la pagina."
    ),
    "assessment_refused.decided": (
        "Il Nucleo ha già deciso su questa percentuale: solo il Nucleo può ritirarla. Si può però "
        "presentare una nuova richiesta. Non è stato registrato nulla."
    ),
    "clarification_refused.question_empty": (
        "Scrivere che cosa si chiede al settore. La richiesta non è stata registrata."
    ),
    "clarification_refused.answer_empty": (
        "Scrivere la risposta. Non è stato registrato nulla: la richiesta aspetta ancora."
    ),
    "clarification_refused.closing_empty": (
        "Scrivere perché la richiesta si chiude: per esempio «il chiarimento basta». Non è stato "
        "registrato nulla."
    ),
    "clarification_refused.reopening_empty": (
        "Scrivere che cosa si chiede ancora. La richiesta non è stata riaperta."
    ),
    "clarification_refused.due_date_past": (
        "Il giorno entro cui si chiede la risposta deve essere oggi ({today}) o dopo; qui c’è "
        "{due_date}. Non è stato registrato nulla: scegliere un altro giorno, o nessuno."
    ),
    "clarification_refused.unknown_result": (
        "Nel periodo scelto l’azione {action_code} non ha un indicatore {indicator_code}. La "
        "richiesta non è stata registrata: aggiornare la pagina e sceglierlo dall’elenco."
    ),
    "clarification_refused.unknown": (
        "Non c’è una richiesta di chiarimento n. {number}. Non è stato registrato nulla: "
        "aggiornare la pagina e sceglierla dall’elenco."
    ),
    "clarification_refused.closed": (
        "La richiesta n. {number} è chiusa. Non è stato registrato nulla: se serve altro, il "
        "Nucleo può riaprirla."
    ),
    "clarification_refused.still_open": (
        "La richiesta n. {number} è già aperta e aspetta la risposta del settore. Non è stato "
        "registrato nulla."
    ),
    "review_refused.note_empty": "Scrivere la nota. Non è stato registrato nulla.",
    "review_refused.reopening_empty": (
        "Scrivere perché il caso si riapre: resta accanto all’esito di prima. Non è stato "
        "registrato nulla."
    ),
    "review_refused.nothing_to_reopen": (
        "Questo caso non ha un esito da riaprire. Non è stato registrato nulla."
    ),
    "review_refused.result_changed": (
        "Nel frattempo il settore ha cambiato risultato, target o motivazione, oppure il file è "
        "stato annullato. Non è stato registrato nulla: rileggere il caso come sta ora e "
        "registrare di nuovo."
    ),
    "review_refused.overtaken": (
        "{said_words}. Perché nulla si perda, qui non è stato registrato nulla: rileggere il caso "
        "e, se serve ancora, registrare di nuovo."
    ),
    "store_changed": (
        "Mentre si decideva altri hanno continuato a caricare o a decidere. Non è stato deciso "
        "nulla: riprovare."
    ),
    "reason_missing.mapping": (
        "Per togliere una mappatura serve il motivo: resta scritto nell’elenco. Non è stato "
        "modificato nulla."
    ),
    "file_exists_already": (
        "Il file «{path}» esiste già e non è stato toccato. Indicare un altro nome per la nuova "
        "base dati."
    ),
    "file_exists_already.output": (
        "Il file «{path}» esiste già e non è stato toccato. Indicare un altro nome con --output."
    ),
    "output_not_written": (
        "Il file «{path}» non si è potuto scrivere: la cartella non c’è, oppure non è permesso "
        "scriverci. Indicare un’altra cartella con --output."
    ),
    "clean_copy.format": (
        "La copia pulita si fa solo dei file .xlsx e .xlsm; «{file_name}» è in formato {found}. Il "
        "file non è stato toccato. Aprirlo con Excel o LibreOffice, salvarlo come .xlsx, caricarlo "
        "e decidere le proposte su quello."
    ),
    "clean_copy.shared_formula": (
        "La copia pulita di «{file_name}» non si può fare: nel foglio {sheet_name} la cella {cell} "
        "andrebbe svuotata, ma contiene la formula da cui dipendono altre celle che restano. Il "
        "file non è stato toccato. Riscrivere la formula in quelle celle, salvare e ricaricare."
    ),
    "folder_unavailable.missing": (
        "La cartella condivisa «{path}» non si trova: il disco di rete è staccato, oppure la "
        "cartella ha cambiato nome o posto. Non è stato modificato nulla. Ricollegare il disco o "
        "indicare la cartella giusta."
    ),
    "folder_unavailable.refused": (
        "La cartella «{path}» non si lascia leggere. Non è stato modificato nulla. Chiedere a chi "
        "gestisce il disco di rete il permesso di lettura per questo computer."
    ),
    "file_unavailable.refused": (
        "Il file «{file_name}» non si lascia leggere: manca il permesso. Chiederlo a chi gestisce "
        "il disco di rete."
    ),
    "file_unavailable.vanished": (
        "Il file «{file_name}» è sparito mentre si leggeva la cartella: è stato spostato o "
        "cancellato, oppure il disco di rete si è staccato. Guardare di nuovo la cartella."
    ),
    "file_unavailable.device": (
        "Il file «{file_name}» non si è potuto leggere dal disco di rete. Riprovare; se si "
        "ripete, copiarlo di nuovo nella cartella."
    ),
    "report_not_written": (
        "Le segnalazioni su «{file_name}» non si sono potute scrivere in «{folder}». Dare a questo "
        "computer il permesso di scrittura, chiudere il file delle segnalazioni se è aperto in "
        "Excel, oppure indicare un’altra cartella con --reports."
    ),
    "blocked_load": (
        "Il file «{file_name}» ha segnalazioni che ne impediscono il caricamento: non è stato "
        "scritto nulla. Correggere le celle indicate e ricaricarlo."
    ),
    "unreadable_figure": (
        "«{text}» non è una percentuale che si possa leggere. Scriverla come è stata pubblicata, "
        "per esempio 97,2 oppure 98,00: i decimali dicono con quale precisione."
    ),
    "unknown_node": (
        "Nel {reference_year} non c’è nulla con il codice «{code}» per la scelta fatta. I codici "
        "sono quelli delle schede; un indicatore si può indicare con la sua azione, per esempio "
        "«3.1/2», un servizio con il suo nome, l’ente con il codice di --entity."
    ),
    "ambiguous_node": (
        "Il codice «{code}» indica più cose: {choices}. Dire quale: da riga di comando con --level "
        "e --sector (un indicatore con la sua azione, per esempio «3.1/2»); nelle pagine con il "
        "collegamento «Come si calcola» accanto al numero."
    ),
    "unknown_template.entity": (
        "Dell’ente «{entity_code}» non è stato caricato nulla: non c’è una scheda da preparare. "
        "Caricare prima la sua anagrafica, o il suo PEG."
    ),
    "unknown_template.slot": (
        "Per il {year} non c’è una scheda «{kind_label}» con il codice «{code}». I codici per cui "
        "c’è sono: {known}. Non è stato scritto nulla."
    ),
    "unknown_template.no_slot": (
        "Per il {year} non c’è nessuna scheda «{kind_label}» da preparare: mancano i settori, gli "
        "indirizzi o gli indicatori dell’anno. Caricare prima l’anagrafica, il PEG o le schede "
        "PIAO. Non è stato scritto nulla."
    ),
    "unknown_template.nothing": (
        "Non c’è nessuna scheda da preparare: per quell’anno non si conoscono settori né "
        "indirizzi. Caricare prima l’anagrafica, o i documenti dell’anno prima."
    ),
    "rollup.negative_weight": (
        "Il peso di «{code}» è {weight}: un peso non può essere negativo e la media non si può "
        "fare. I dati caricati non sono stati toccati. Correggere il peso nel file da cui viene."
    ),
    "rollup.entity_excluded": (
        "L’esclusione indica l’intero ente: non resterebbe nulla da contare. I dati caricati non "
        "sono stati toccati. Indicare un indirizzo, un settore, un’azione o un indicatore."
    ),
    "rollup.counted_twice": (
        "L’indicatore {indicator_code} dell’azione {action_code}, settore {sector_code}, compare "
        "due volte nella stessa media e conterebbe doppio. I dati caricati non sono stati toccati. "
        "Scegliere un solo anno e un solo periodo."
    ),
    "mail_settings.security": (
        "La posta non è impostata bene: {variable} vale «{value}», ma può valere starttls, ssl o "
        "none. Nessun sollecito è stato inviato. Correggere e riavviare il programma."
    ),
    "mail_settings.sender": (
        "La posta non è impostata bene: in {variable} serve l’indirizzo da cui partono i "
        "messaggi, per esempio programmazione@comune.it; c’è «{value}». Nessun sollecito è stato "
        "inviato. Correggere e riavviare il programma."
    ),
    "mail_settings.password": (
        "La posta non è impostata bene: {variable} e {other} vanno indicati insieme, oppure "
        "nessuno dei due. Nessun sollecito è stato inviato. Correggere e riavviare il programma."
    ),
    "mail_settings.unprotected": (
        "La posta non è impostata bene: con {variable}=none nome e password viaggerebbero in "
        "chiaro. Nessun sollecito è stato inviato. Usare starttls o ssl, oppure togliere nome e "
        "password, e riavviare il programma."
    ),
    "mail_settings.port": (
        "La posta non è impostata bene: in {variable} serve un numero da 1 a 65535; c’è "
        "«{value}». Nessun sollecito è stato inviato. Correggere e riavviare il programma."
    ),
    "mail_not_sent.no_recipient": (
        "Il messaggio non è partito: manca il destinatario. Scrivere l’indirizzo, oppure "
        "indicarlo nel foglio Ruoli dell’anagrafica."
    ),
    "mail_not_sent.recipients": (
        "Il messaggio non è partito: l’indirizzo {recipients} non è stato accettato. Controllare "
        "come è scritto, qui e nel foglio Ruoli dell’anagrafica, e riprovare."
    ),
    "mail_not_sent.sender": (
        "Il messaggio non è partito: il server {host} non accetta messaggi da {sender}. "
        "Controllare CRUSCOTTO_SMTP_FROM con chi gestisce la posta."
    ),
    "mail_not_sent.login": (
        "Il messaggio non è partito: il server {host} non ha accettato nome e password. "
        "Controllare CRUSCOTTO_SMTP_USER e CRUSCOTTO_SMTP_PASSWORD con chi gestisce la posta."
    ),
    "mail_not_sent.unsupported": (
        "Il messaggio non è partito: il server {host}, porta {port}, non offre quello che le "
        "impostazioni chiedono (collegamento protetto o accesso con nome e password). Controllare "
        "CRUSCOTTO_SMTP_SECURITY e CRUSCOTTO_SMTP_PORT con chi gestisce la posta."
    ),
    "mail_not_sent.content": (
        "Il messaggio non è partito: il server {host} ha rifiutato il testo. Copiarlo e inviarlo "
        "con il programma di posta."
    ),
    "mail_not_sent.server": (
        "Il messaggio non è partito: il server {host}, porta {port}, ha interrotto la "
        "conversazione. Riprovare; se il problema si ripete, sentire chi gestisce la posta."
    ),
    "mail_not_sent.certificate": (
        "Il messaggio non è partito: il collegamento protetto con {host}, porta {port}, non è "
        "riuscito. Il certificato del server non è riconosciuto, oppure la porta è un’altra: "
        "sentire chi gestisce la posta."
    ),
    "mail_not_sent.timeout": (
        "Il messaggio non è partito: il server {host}, porta {port}, non ha risposto in tempo. "
        "Controllare la rete e CRUSCOTTO_SMTP_HOST, poi riprovare."
    ),
    "mail_not_sent.refused": (
        "Il messaggio non è partito: {host} ha rifiutato il collegamento sulla porta {port}. "
        "Controllare CRUSCOTTO_SMTP_HOST e CRUSCOTTO_SMTP_PORT."
    ),
    "mail_not_sent.unreachable": (
        "Il messaggio non è partito: il server {host} non si trova o non è raggiungibile. "
        "Controllare la rete e CRUSCOTTO_SMTP_HOST."
    ),
    "reminder_author_missing": (
        "Il sollecito non è stato registrato: scrivere chi sollecita, perché resta accanto al "
        "testo inviato."
    ),
    "unexpected": (
        "Qualcosa non ha funzionato e l’operazione è stata interrotta. I dati già caricati non "
        "sono stati toccati."
    ),
}

UNEXPECTED_ERROR = (
    "Qualcosa non ha funzionato e questa pagina non può essere mostrata. I dati già caricati non "
    "sono stati toccati. Ricaricare la pagina; se il problema si ripete, riferire all’ufficio "
    "programmazione il codice {incident}."
)


def error_sentence(error: DashboardError) -> str:
    """Gives the Italian sentence of a failure: what happened, the data's state, the remedy."""
    reason = str(error.params.get("reason", ""))
    if error.code == "unreadable_workbook":
        return _capitalised(_UNREADABLE.get(reason, _UNREADABLE["damaged"]), error)
    if error.code == "workbook_too_large":
        template = _TOO_LARGE.get(reason, _TOO_LARGE["memory"]) + _TOO_LARGE_REMEDY
        return _capitalised(template, error)
    key = f"{error.code}.{reason}" if reason else error.code
    return _filled(_SENTENCES.get(key, _SENTENCES["unexpected"]), error)


def unexpected_sentence(incident: str) -> str:
    """Gives the sentence for a failure that nobody foresaw; `incident` finds it in the log."""
    return UNEXPECTED_ERROR.format(incident=incident)


def _capitalised(template: str, error: DashboardError) -> str:
    sentence = _filled(template, error)
    return sentence[0].upper() + sentence[1:]


def _filled(template: str, error: DashboardError) -> str:
    limit = error.params.get("limit")
    limit_mib = limit // _MEBIBYTE if isinstance(limit, int) else limit
    blanks = {"limit_mib": limit_mib, **error.params}
    blanks |= {name: italian_date(day) for name, day in error.params.items() if type(day) is date}
    if error.code == "assessment_refused":
        blanks |= refusal_words(error.params)
    if isinstance(review := error.params.get("review"), Review):
        blanks["said_words"] = said_words(review)
    person, permission = error.params.get("person"), error.params.get("permission")
    if isinstance(person, Person) and isinstance(permission, Permission):
        blanks["refusal"] = refusal(person, permission)
    if isinstance(kind := error.params.get("kind"), DocumentKind):
        blanks["kind_label"] = DOCUMENT_KINDS[kind]
    problems = error.params.get("problems")
    if isinstance(problems, tuple):
        blanks["problem_sentences"] = " ".join(map(problem_sentence, problems))
    nodes = error.params.get("nodes")
    if isinstance(nodes, tuple):
        blanks["choices"] = "; ".join(map(node_words, nodes))
    return template.format_map(blanks)
