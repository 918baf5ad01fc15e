"""What each issue says to the person who has to mend it: where, expected, found, remedy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from dashboard.domain.model import Issue
from dashboard.texts.fields import field_label
from dashboard.texts.formats import italian_date, percent
from dashboard.texts.issue_text import IssueText
from dashboard.texts.registry_issues import REGISTRY_ISSUE_TEXTS, registry_blanks
from dashboard.texts.template_issues import TEMPLATE_ISSUE_TEXTS

ISSUE_TEXTS: Mapping[str, IssueText] = {
    **REGISTRY_ISSUE_TEXTS,
    **TEMPLATE_ISSUE_TEXTS,
    "no_recognised_sheet": IssueText(
        "Nessuna tabella riconosciuta",
        "nessun foglio contiene una tabella riconoscibile come stato di attuazione del DUP, "
        "azioni PEG, scheda PIAO, report intermedio, report finale o anagrafica",
        "Controllare che la riga dei titoli ci sia ancora e che i titoli siano quelli della "
        "scheda ricevuta; se il foglio viene da un altro programma, associarne le colonne in "
        "Caricamento.",
    ),
    "sheet_not_recognised": IssueText(
        "Foglio non riconosciuto",
        "il foglio non contiene una tabella riconoscibile e non è stato letto",
        "Se contiene dati, riportare i titoli delle colonne della scheda ricevuta, oppure "
        "associarne le colonne in Caricamento.",
    ),
    "required_column_missing": IssueText(
        "Colonna obbligatoria mancante",
        "in {kind_label} serve la colonna {expected_columns}; le colonne trovate sono: {found}",
        "Aggiungere la colonna, o ridarle il titolo della scheda ricevuta.",
    ),
    "duplicated_column": IssueText(
        "Colonna ripetuta",
        "la colonna «{found}» ripete {field_label}, già presente in un’altra colonna",
        "Lasciare un solo titolo per ciascun dato.",
    ),
    "read_with_mapping": IssueText(
        "Letto con una mappatura",
        "i titoli sono quelli della mappatura «{mapping}»: la tabella è letta come dice",
    ),
    "mapping_year_used": IssueText(
        "Anno preso dalla mappatura",
        "il file non dice l’anno di riferimento: vale {found}, indicato nella mappatura "
        "«{mapping}»",
        "Se il file è di un altro anno, scrivere l’anno sopra la tabella, oppure cambiare la "
        "mappatura.",
    ),
    "mapping_period_left_out": IssueText(
        "Periodi non caricati",
        "le righe di {found} ({count}) non sono caricate: la mappatura le lascia fuori",
    ),
    "mapping_period_unknown": IssueText(
        "Periodo non previsto dalla mappatura",
        "la mappatura «{mapping}» non dice a quale periodo corrisponde «{found}» (righe: {count})",
        "Aggiungere quel testo ai periodi della mappatura, oppure correggere la cella.",
    ),
    "mapping_period_blank": IssueText(
        "Righe senza periodo",
        "la colonna del periodo è vuota (righe: {count}): le righe non sono caricate",
        "Scrivere il periodo su ogni riga.",
    ),
    "unknown_column": IssueText(
        "Colonna non riconosciuta",
        "il titolo «{found}» non è tra quelli conosciuti: la colonna è conservata, ma non entra "
        "nei calcoli",
        "Se serve, cambiare il titolo con quello della scheda ricevuta.",
    ),
    "year_missing": IssueText(
        "Anno non indicato",
        "manca l’anno di riferimento: non è scritto sopra la tabella, né nel nome del foglio, del "
        "file o della cartella",
        "Scrivere sopra la tabella, per esempio, «Anno 2024».",
    ),
    "period_missing": IssueText(
        "Periodo non indicato",
        "non si capisce se è il report intermedio o quello finale",
        "Scrivere sopra la tabella «Report intermedio al 30/06/2024» o «Report finale al "
        "31/12/2024».",
    ),
    "sector_missing": IssueText(
        "Settore non indicato",
        "manca il settore: non è scritto sopra la tabella, né in una colonna",
        "Scrivere sopra la tabella, per esempio, «Settore: 03 Lavori pubblici».",
    ),
    "direction_missing": IssueText(
        "Indirizzo strategico non indicato",
        "manca l’indirizzo strategico: non è scritto sopra la tabella, né in una colonna",
        "Scrivere sopra la tabella, per esempio, «Indirizzo strategico 2 – La città che cresce».",
    ),
    "near_name": IssueText(
        "Nome simile a uno conosciuto",
        "{subject_label} «{found}» non è tra quelli conosciuti. Forse è «{expected}»",
        "Correggere il nome, oppure dire al caricamento se è lo stesso o un altro.",
    ),
    "code_with_other_name": IssueText(
        "Codice con un altro nome",
        "si legge «{found}», ma con quel codice si conosce «{expected}»; vale il codice",
        "Correggere il codice o il nome; se il nome è cambiato, aggiungerlo ai nomi conosciuti "
        "nella pagina Caricamento.",
    ),
    "contradictory_statement": IssueText(
        "Indicazioni in contrasto",
        "per {subject_label} {trusted_label} dice «{expected}», ma {source_label} dice «{found}»; "
        "vale «{expected}»",
        "Correggere l’indicazione sbagliata.",
    ),
    "empty_table": IssueText(
        "Tabella vuota",
        "ci sono i titoli delle colonne, ma sotto non c’è nessuna riga compilata",
        "Compilare almeno una riga.",
    ),
    "hidden_rows_loaded": IssueText(
        "Righe nascoste lette",
        "la tabella ha righe nascoste ({count}{places_clause}): sono state lette come le altre",
        "Se non devono contare, chiedere al caricamento di lasciarle fuori, oppure cancellarle.",
    ),
    "hidden_columns_loaded": IssueText(
        "Colonne nascoste lette",
        "la tabella ha colonne nascoste ({count}{places_clause}): sono state lette come le altre",
        "Se non devono contare, chiedere al caricamento di lasciarle fuori, oppure cancellarle.",
    ),
    "hidden_rows_left_out": IssueText(
        "Righe nascoste lasciate fuori",
        "la tabella ha righe nascoste ({count}{places_clause}): come è stato chiesto, non sono "
        "state lette",
    ),
    "hidden_columns_left_out": IssueText(
        "Colonne nascoste lasciate fuori",
        "la tabella ha colonne nascoste ({count}{places_clause}): come è stato chiesto, non sono "
        "state lette",
    ),
    "hidden_sheet_left_out": IssueText(
        "Foglio nascosto non letto",
        "il foglio è nascosto e non è stato letto, anche se contiene una tabella riconoscibile",
        "Se deve contare, renderlo visibile e caricare di nuovo il file.",
    ),
    "macros_ignored": IssueText(
        "Macro ignorate",
        "il file contiene macro: non sono state eseguite né conservate nei dati",
    ),
    "format_without_ink": IssueText(
        "Formato senza colori",
        "il file è in formato {found}: i valori sono stati letti, ma le proposte scritte in rosso "
        "non si possono riconoscere",
        "Se ci sono proposte in rosso, salvarlo come .xlsx o .ods e caricarlo di nuovo.",
    ),
    "text_outside_table": IssueText(
        "Testo fuori dalla tabella",
        "«{found}» sta da solo sulla riga: è stato preso per una nota e non caricato",
        "Se è un dato, compilare anche le altre colonne della riga.",
    ),
    "action_code_missing": IssueText(
        "Azione senza codice",
        "l’azione «{found}» non ha un codice: sarà riconosciuta dal nome",
        "Aggiungere il codice, così un nome corretto non la farà sembrare un’altra azione.",
    ),
    "action_name_missing": IssueText(
        "Azione mancante",
        "la riga non dice a quale azione appartiene (si legge «{found}»)",
        "Scrivere il codice o il nome dell’azione su ogni riga, oppure unire le celle.",
    ),
    "indicator_name_missing": IssueText(
        "Indicatore senza nome",
        "c’è un valore («{found}»), ma manca il nome dell’indicatore: la riga non è stata caricata",
        "Scrivere il nome dell’indicatore.",
    ),
    "duplicated_row": IssueText(
        "Riga ripetuta",
        "«{found}» compare più volte (la prima in {first_cell})",
        "Lasciare una sola riga, o dare agli indicatori codici diversi.",
    ),
    "row_not_named": IssueText(
        "Riga senza nome",
        "la riga che comincia con «{found}» non ha {field_label}: non è stata letta",
        "Scrivere di che cosa parla la riga, o cancellarla.",
    ),
    "total_row_left_out": IssueText(
        "Riga di totale",
        "«{found}» è una riga di riepilogo: non è stata caricata, perché i totali si ricalcolano",
    ),
    "cell_error_value": IssueText(
        "Errore di calcolo nella cella",
        "la cella contiene l’errore «{found}»",
        "Correggere la formula, o scrivere il valore.",
    ),
    "formula_not_calculated": IssueText(
        "Formula mai calcolata",
        "c’è una formula di cui il file non contiene il risultato",
        "Aprire il file con Excel o LibreOffice e salvarlo di nuovo.",
    ),
    "number_unreadable": IssueText(
        "Numero illeggibile",
        "in {field_label} serve un numero; c’è scritto «{found}»",
        "Scrivere solo il numero, per esempio 20.",
    ),
    "date_unreadable": IssueText(
        "Data illeggibile",
        "in {field_label} serve una data; c’è scritto «{found}»",
        "Scrivere giorno, mese e anno, per esempio 30/06/2024.",
    ),
    "boolean_unreadable": IssueText(
        "Sì o no illeggibile",
        "in {field_label} serve sì o no; c’è scritto «{found}»",
        "Scrivere soltanto sì oppure no.",
    ),
    "status_unknown": IssueText(
        "Stato non riconosciuto",
        "lo stato «{found}» non è tra quelli conosciuti",
        "Usare: non avviato, avviato, in corso, concluso, sospeso, rinviato, eliminato.",
    ),
    "measure_kind_unknown": IssueText(
        "Tipo di indicatore non riconosciuto",
        "il tipo «{found}» non è tra quelli conosciuti",
        "Usare: crescente, decrescente, intervallo, sì/no, data, qualitativo.",
    ),
    "nature_unknown": IssueText(
        "Andamento non riconosciuto",
        "l’andamento «{found}» non è tra quelli conosciuti: vale quello del tipo di indicatore",
        "Usare: cumulativo, livello, solo a fine anno. Se è il verso, usare la colonna Tipo.",
    ),
    "percent_out_of_range": IssueText(
        "Percentuale fuori scala",
        "in {field_label} serve una percentuale tra 0 e 100; c’è scritto «{found}»",
        "Controllare il valore.",
    ),
    "several_targets_in_cell": IssueText(
        "Più valori nella stessa cella",
        "«{found}» contiene più di un valore: nessuno dei due è stato scelto",
        "Dividere l’indicatore in più righe, una per valore.",
    ),
    "result_is_threshold": IssueText(
        "Il risultato è scritto come soglia",
        "«{found}» dice un limite, non quanto è stato raggiunto",
        "Scrivere il valore ottenuto, per esempio 96,5%.",
    ),
    "sentinel_taken_as_missing": IssueText(
        "Numero preso per dato mancante",
        "in {field_label} c’è scritto «{found}», che di solito sta per un dato mancante: non è "
        "stato preso come numero",
        "Lasciare vuota la cella; se è un valore vero, scriverlo con l’unità di misura.",
    ),
    "stacked_indicators": IssueText(
        "Più indicatori nella stessa cella",
        "la cella elenca {count} indicatori, ma target e risultati non sono divisi allo stesso "
        "modo: la riga è stata letta come un solo indicatore",
        "Scrivere un indicatore per riga.",
    ),
    "stacked_indicators_split": IssueText(
        "Indicatori separati",
        "la cella elenca {count} indicatori con altrettanti valori: sono stati letti come "
        "{count} righe",
    ),
    "zero_in_all_periods": IssueText(
        "Zero in tutti i periodi",
        "per l’indicatore «{indicator}» il risultato è 0 in tutti i periodi: può essere una "
        "misura, o un dato non rilevato",
        "Se il dato manca, lasciare vuota la cella.",
    ),
    "target_missing": IssueText(
        "Target mancante",
        "l’indicatore «{indicator}» non ha un target{found_clause}",
        "Scrivere il valore atteso, per esempio ≥ 90%.",
    ),
    "target_needs_baseline": IssueText(
        "Il target si appoggia a una baseline che manca",
        "«{found}» si calcola sulla baseline, ma sulla riga non c’è una baseline in numeri",
        "Scrivere la baseline come numero, o il target come valore da raggiungere.",
    ),
    "target_relative_to_event": IssueText(
        "Scadenza legata a un evento",
        "«{found}» dipende dalla data di un evento ({event}), che il file non riporta",
        "Scrivere la data entro cui il risultato è dovuto.",
    ),
    "target_qualitative": IssueText(
        "Target a parole",
        "«{found}» non è un numero né una data: il risultato sarà valutato come raggiunto, "
        "parzialmente raggiunto o non raggiunto",
    ),
    "result_missing": IssueText(
        "Risultato mancante",
        "l’indicatore «{indicator}» non ha un risultato{found_clause}",
        "Scrivere il valore ottenuto; se non è ancora dovuto, scrivere «non dovuto».",
    ),
    "result_kind_differs_from_target": IssueText(
        "Risultato e target non confrontabili",
        "il target è «{expected}», il risultato è «{found}»: non si possono confrontare",
        "Scrivere il risultato nella stessa forma del target.",
    ),
    "reason_missing": IssueText(
        "Scostamento senza motivazione",
        "il risultato «{found}» è peggiore del target «{expected}» e manca la motivazione",
        "Scrivere il motivo nella colonna della motivazione.",
    ),
    "declared_percent_differs": IssueText(
        "Percentuale dichiarata diversa da quella calcolata",
        "è dichiarato {found_percent}; da target «{target_text}» e risultato «{result_text}» si "
        "ottiene {expected_percent}",
        "Correggere la percentuale, oppure il target o il risultato.",
    ),
    "target_differs_from_plan": IssueText(
        "Target diverso da quello del piano",
        "il report riporta il target «{found}», ma la scheda PIAO dice «{expected}»; vale quello "
        "del piano",
        "Riportare il target approvato, o caricare la scheda PIAO aggiornata.",
    ),
    "indicator_not_in_plan": IssueText(
        "Indicatore non previsto dal piano",
        "«{found}» non è nella scheda PIAO dell’anno",
        "Controllare i codici di azione e indicatore, o caricare la scheda PIAO aggiornata.",
    ),
    "source_missing": IssueText(
        "Fonte mancante",
        "l’indicatore «{indicator}» non dice da dove viene il dato",
        "Scrivere la fonte, per esempio «gestionale tributi».",
    ),
    "status_percent_contradiction": IssueText(
        "Stato e percentuale in contrasto",
        "lo stato è «{expected}», ma la percentuale è {found}",
        "Correggere uno dei due.",
    ),
    "money_exceeds": IssueText(
        "Importi in contrasto",
        "{field_label} è {found}, più di {limit_label} che è {expected}",
        "Controllare i due importi e correggere quello sbagliato.",
    ),
    "activity_value_missing": IssueText(
        "Valore dell’anno mancante",
        "per «{measure}» manca il valore dell’anno di riferimento",
        "Scrivere quanto è stato fatto nell’anno; 0 se non si è fatto nulla.",
    ),
    "activity_value_in_words": IssueText(
        "Valore a parole",
        "per «{measure}» in {field_label} serve un numero; c’è scritto «{found}»",
        "Scrivere solo il numero, e il resto nelle note.",
    ),
    "cases_exceed": IssueText(
        "Più casi non conformi che casi controllati",
        "{field_label} è {found}, più di {limit_label} che è {expected}",
        "Controllare i due numeri e correggere quello sbagliato.",
    ),
    "clarification_number_missing": IssueText(
        "Risposta senza il numero della richiesta",
        "«{found}» non dice a quale richiesta di chiarimento risponde: serve il suo numero, uno "
        "solo; la risposta non conta",
        "Scrivere il numero che la richiesta ha nella pagina Chiarimenti e ricaricare il file.",
    ),
    "clarification_unknown": IssueText(
        "Richiesta di chiarimento inesistente",
        "la risposta è alla richiesta n. {found}, che il Nucleo non ha mai fatto; quelle fatte al "
        "settore sono: {expected}. La risposta è conservata con il file, ma non conta",
        "Correggere il numero della richiesta e ricaricare il file.",
    ),
    "clarification_of_another_sector": IssueText(
        "Richiesta di chiarimento fatta a un altro settore",
        "la richiesta n. {found} è stata fatta al settore {expected}: la risposta è conservata "
        "con il file, ma non conta",
        "Se il numero è sbagliato, correggerlo; altrimenti far rispondere il settore a cui è "
        "stato chiesto.",
    ),
    "clarification_question_changed": IssueText(
        "Domanda del Nucleo cambiata",
        "il Nucleo ha chiesto «{expected}», ma nel foglio la domanda "
        "è diventata «{found}»; conta la domanda del Nucleo, e la risposta vale per quella",
        "Controllare che la risposta sia alla domanda fatta davvero.",
    ),
    "clarification_closed": IssueText(
        "Richiesta di chiarimento già chiusa",
        "la richiesta n. {found} è chiusa: la risposta è conservata accanto, ma non la riapre",
    ),
    "innovation_area_unknown": IssueText(
        "Ambito dell’innovazione non riconosciuto",
        "«{found}» non dice se l’innovazione riguarda un processo di lavoro o un servizio",
        "Scrivere «processo di lavoro», «servizio» oppure «processo e servizio».",
    ),
    "action_not_in_peg": IssueText(
        "Azione non prevista dal PEG",
        "«{found}» non è tra le azioni PEG del settore e dell’anno",
        "Controllare il codice dell’azione, o caricare l’elenco delle azioni PEG aggiornato.",
    ),
    "red_ink_found": IssueText(
        "Proposte in rosso",
        "nel file ci sono {count} proposte di modifica scritte in rosso: sono state raccolte, e "
        "fino alla decisione vale il testo di prima",
    ),
    "comment_to_read": IssueText(
        "Commento da leggere",
        "un commento{of_author} dice: «{found}»",
        "I commenti non entrano nei calcoli: se chiedono una modifica, scriverla in rosso nella "
        "cella.",
    ),
    "other_ink_to_read": IssueText(
        "Testo in un altro colore, da leggere",
        "una parte del testo è in {colour_label}: «{found}»; vale come se fosse in nero",
        "Se è una proposta di modifica, scriverla in rosso.",
    ),
    "undeclared_change": IssueText(
        "Modifica non dichiarata",
        "in {field_label} {expected_clause}, ora in nero {found_text}: la modifica non è "
        "dichiarata in rosso",
        "Rimettere in nero il testo in vigore e scrivere in rosso quello proposto.",
    ),
    "undeclared_new_row": IssueText(
        "Riga nuova non dichiarata",
        "la riga «{found}» non è tra quelle in vigore e non è scritta in rosso",
        "Se è una proposta, scrivere tutta la riga in rosso.",
    ),
    "undeclared_removed_row": IssueText(
        "Riga tolta senza dichiararlo",
        "la riga «{expected}» è in vigore e nel file non c’è più",
        "Se si propone di toglierla, rimetterla e barrarla.",
    ),
    "accepted_text_undone": IssueText(
        "Contraddice una proposta accolta",
        "in {field_label} {expected_clause}, come accolto {of_decision}; ora in nero "
        "{found_text}: il file contraddice la decisione",
        "Rimettere in nero il testo accolto e scrivere in rosso la nuova proposta, oppure "
        "confermare se una decisione successiva lo ha cambiato.",
    ),
    "rejected_text_stated": IssueText(
        "Contraddice una proposta respinta",
        "in {field_label} {found_text}, scritto in nero: era una proposta, respinta "
        "{of_decision}; in vigore c’è «{expected}»",
        "Rimettere il testo in vigore; per riproporre la modifica, scriverla in rosso.",
    ),
    "accepted_row_gone": IssueText(
        "Manca una riga accolta",
        "la riga «{found}» nel file non c’è: era una proposta, accolta {of_decision}",
        "Rimettere la riga in nero; se si propone di toglierla, barrarla.",
    ),
    "removed_row_back": IssueText(
        "Torna una riga tolta con decisione",
        "la riga «{found}» è di nuovo nel file, in nero: è stato accolto di toglierla "
        "{of_decision}",
        "Toglierla dal file; per riproporla, scrivere tutta la riga in rosso.",
    ),
}

_KIND_LABELS = {
    "dup_status": "uno stato di attuazione del DUP",
    "peg_actions": "un elenco di azioni PEG",
    "piao_sheet": "una scheda PIAO",
    "intermediate_report": "un report intermedio",
    "final_report": "un report finale",
    "registry": "questo foglio dell’anagrafica",
    "action_finances": "un elenco di risorse delle azioni",
    "action_staff": "un elenco di personale delle azioni",
    "ordinary_activity": "un elenco di attività ordinarie",
    "quality_controls": "un elenco di controlli di qualità",
    "innovations": "un elenco di innovazioni",
    "clarifications": "un elenco di richieste di chiarimento",
}
_SUBJECT_LABELS = {
    "entity_name": "l’ente",
    "sector": "il settore",
    "strategic_direction": "l’indirizzo strategico",
    "reference_year": "l’anno di riferimento",
    "cycle": "il triennio",
    "period": "il periodo",
}
_SOURCE_LABELS = {
    "title": "l’intestazione del foglio",
    "sheet_name": "il nome del foglio",
    "file_name": "il nome del file",
    "folder_name": "il nome della cartella",
    "column": "una colonna",
    "choice": "la scelta fatta al caricamento",
    "mapping": "la mappatura",
    "mark": "la scheda distribuita",
}
_COLOUR_LABELS = {
    "pink": "rosa",
    "orange": "arancione",
    "yellow": "giallo",
    "green": "verde",
    "light_blue": "azzurro",
    "blue": "blu",
    "purple": "viola",
}
_VALUE_LABELS = {"intermediate": "intermedio", "final": "finale"}


def issue_title(code: str) -> str:
    """Gives the short heading of an issue code."""
    return ISSUE_TEXTS[code].title


def issue_sentence(issue: Issue) -> str:
    """Gives the whole sentence: place, what was expected and found, and how to mend it."""
    text = ISSUE_TEXTS[issue.code]
    sentence = text.sentence.format_map(_blanks(issue))
    place = issue_place(issue)
    sentence = f"{place}: {sentence}." if place else f"{sentence[0].upper()}{sentence[1:]}."
    return f"{sentence} {text.remedy}".strip()


def issue_place(issue: Issue) -> str:
    """Gives "Foglio Indicatori, cella D14", as much of it as is known."""
    return place_words(issue.sheet_name, issue.cell)


def place_words(sheet_name: str | None, cell: str | None) -> str:
    """Gives the same for a place that is not in an Issue."""
    parts = []
    if sheet_name:
        parts.append(f"Foglio {sheet_name}")
    if cell:
        parts.append(f"{'cella' if parts else 'Cella'} {cell}")
    return ", ".join(parts)


def _blanks(issue: Issue) -> Mapping[str, str]:
    params = issue.params
    blanks: defaultdict[str, str] = defaultdict(lambda: "?", params)
    blanks["expected"] = _VALUE_LABELS.get(issue.expected or "", issue.expected or "")
    blanks["found"] = _VALUE_LABELS.get(issue.found or "", issue.found or "")
    blanks["expected_percent"] = _percent_text(issue.expected)
    blanks["found_percent"] = _percent_text(issue.found)
    blanks["found_clause"] = f" (c’è scritto «{issue.found}»)" if issue.found else ""
    blanks["colour_label"] = _COLOUR_LABELS.get(params.get("colour", ""), "un altro colore")
    blanks["of_author"] = f" di {blanks['author']}" if blanks.get("author") else ""
    blanks["found_text"] = f"si legge «{issue.found}»" if issue.found else "non c’è più nulla"
    blanks["expected_clause"] = f"era «{issue.expected}»" if issue.expected else "non c’era nulla"
    blanks["of_decision"] = _of_decision(params)
    blanks["places_clause"] = f": {params['places']}" if "places" in params else ""
    label = field_label(params.get("field_name", ""), params.get("kind"))
    blanks["field_label"] = f"«{label}»"
    blanks["limit_label"] = f"«{field_label(params.get('limit_field', ''))}»"
    blanks.update(registry_blanks(issue))
    blanks["expected_columns"] = _columns(issue.expected or "", params.get("kind"))
    blanks["kind_label"] = _KIND_LABELS.get(params.get("kind", ""), "questo documento")
    subject = params.get("subject", "")
    blanks["subject_label"] = _SUBJECT_LABELS.get(subject, subject)
    blanks["source_label"] = _SOURCE_LABELS.get(params.get("source", ""), "un’altra indicazione")
    trusted = params.get("trusted_source", "")
    blanks["trusted_label"] = _SOURCE_LABELS.get(trusted, "una prima indicazione")
    return blanks


def _percent_text(number_text: str | None) -> str:
    """Gives "97.68" as "97,68 %"; the domain knows no Italian commas."""
    try:
        return percent(float(number_text or ""), decimals=2)
    except ValueError:
        return number_text or ""


def _of_decision(params: Mapping[str, str]) -> str:
    """Gives "il 18/07/2024 da Anna Bo (atto n. 112)", as much of it as is known."""
    decided_on = params.get("decided_on")
    day = f"il {italian_date(date.fromisoformat(decided_on))}" if decided_on else ""
    person = f"da {params['decided_by']}" if params.get("decided_by") else ""
    deed = f"(atto n. {params['deed_number']})" if params.get("deed_number") else ""
    return " ".join(part for part in (day, person, deed) if part)


def _columns(field_names: str, document_kind: str | None) -> str:
    """Gives «Indicatore» for the several fields of which any one would do."""
    names = field_names.split()
    plain = [name for name in names if not name.endswith(("_code", "_name"))] or names
    return " o ".join(f"«{field_label(name, document_kind)}»" for name in plain[:3])
