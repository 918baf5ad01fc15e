"""What is said of a sheet that was handed out and came back: see `dashboard.texts.issues`."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.texts.issue_text import IssueText

TEMPLATE_ISSUE_TEXTS: Mapping[str, IssueText] = {
    "template_of_another": IssueText(
        "Scheda di un altro",
        "per {subject_label} la scheda è stata distribuita con «{expected}», ma sopra la tabella "
        "c’è scritto «{found}»: così com’è non si sa di chi sono i dati",
        "Se la scheda è quella giusta, rimettere sopra la tabella ciò che c’era; altrimenti "
        "prendere dalla pagina Modelli la scheda giusta e copiarvi le righe.",
    ),
    "template_mark_damaged": IssueText(
        "Contrassegno della scheda illeggibile",
        "il foglio nascosto con cui la scheda si riconosce è stato cambiato: la scheda è letta "
        "dai titoli delle colonne",
        "Controllare che anno, settore e colonne siano quelli giusti.",
    ),
    "template_title_edited": IssueText(
        "Titolo di colonna cambiato",
        "il titolo «{found}» sta dove la scheda distribuita aveva «{expected}»: la colonna è "
        "letta come {field_label}",
        "Se contiene altro, rimettere la colonna di prima e spostare i dati in una colonna nuova.",
    ),
    "template_key_overtyped": IssueText(
        "Codice cambiato",
        "nella scheda distribuita {field_label} di questa riga era «{expected}»; {found_text}",
        "Se la riga parla della stessa cosa, rimettere il codice di prima; se è una cosa nuova, "
        "scriverla in una riga nuova.",
    ),
    "template_part_empty": IssueText(
        "Foglio lasciato vuoto",
        "nel foglio non c’è nessuna riga: nulla è stato dichiarato",
        "Se qualcosa c’è stato, compilarlo e caricare di nuovo il file.",
    ),
    "template_of_other_slot": IssueText(
        "Scheda preparata per altro",
        "la scheda è stata distribuita per «{expected}», ma è caricata come «{found}»",
        "Se è giusto così, per esempio perché il settore ha cambiato codice, si può caricare; "
        "altrimenti controllare l’ente scelto e le righe sopra la tabella.",
    ),
    "template_outdated": IssueText(
        "Scheda superata",
        "la scheda è stata distribuita il {issued_at} e da allora è cambiato ciò che riprende; "
        "righe che oggi sarebbero diverse: {count} ({found})",
        "Il file si può caricare. Se i valori ripresi non sono più quelli giusti, farsi dare la "
        "scheda aggiornata dalla pagina Modelli e riportarvi ciò che è stato scritto.",
    ),
    "template_unchanged": IssueText(
        "Scheda tornata com’era",
        "la scheda è tornata come è stata distribuita il {issued_at}: non vi è stato scritto nulla",
        "Se c’era da compilarla, chiedere al settore il file compilato.",
    ),
}
