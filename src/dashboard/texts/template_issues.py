"""What is said of a sheet that was handed out and came back: see `dashboard.texts.issues`."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.texts.issue_text import IssueText

TEMPLATE_ISSUE_TEXTS: Mapping[str, IssueText] = {
    "template_of_another": IssueText(
        "Scheda di un altro",
        "per {subject_label} la scheda è stata distribuita con «{expected}», ma sopra la tabella "
        "c’è scritto «{found}»: così com’è non si sa di chi sono i dati",
        "Se i dati sono di «{expected}», riscriverlo sopra la tabella; se sono di «{found}», "
        "farsi dare la scheda giusta dalla pagina Modelli e copiarvi le righe.",
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
        "Se la riga parla della stessa cosa, rimettere «{expected}»; se è una cosa nuova, "
        "scriverla in una riga nuova.",
    ),
    "template_part_empty": IssueText(
        "Foglio lasciato vuoto",
        "nel foglio non c’è nessuna riga: nulla è stato dichiarato",
        "Se qualcosa c’è stato, compilarlo e caricare di nuovo il file.",
    ),
}
