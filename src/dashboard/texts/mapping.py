"""What the mapping of an unrecognised sheet says: fields, meanings, guesses, problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dashboard.domain.mapping import (
    LEFT_OUT_FIELD,
    LEFT_OUT_PERIOD,
    PERIOD_FIELD,
    PERIOD_TARGET_FIELD,
    YEAR_FIELD,
    MappingProblem,
)
from dashboard.domain.model import ActionKind, DupStatus, MeasureKind, Period
from dashboard.texts.fields import field_label
from dashboard.texts.labels import (
    ACTION_KINDS,
    DOCUMENT_KINDS,
    DUP_STATUSES,
    MEASURE_KINDS,
    PERIODS,
)

_MAPPING_FIELD_LABELS: Mapping[str, str] = {
    LEFT_OUT_FIELD: "Non caricare",
    PERIOD_FIELD: "Periodo della riga",
    YEAR_FIELD: "Anno di riferimento",
    PERIOD_TARGET_FIELD: "Target del periodo della riga",
}
_MEANING_LABELS: Mapping[str, str] = {
    LEFT_OUT_PERIOD: "non caricare",
    "yes": "sì",
    "no": "no",
    "missing": "dato mancante",
    "not_due": "non dovuto nel periodo",
    "not_assessable": "non valutabile",
    "sterilised": "sterilizzato",
    "eliminated": "eliminato con atto",
    "achieved": "raggiunto",
    "partial": "raggiunto in parte",
    "not_achieved": "non raggiunto",
}

_LOOK_LABELS: Mapping[str, str] = {
    "code": "codici",
    "code_and_name": "codici seguiti da un nome",
    "short_text": "testi brevi",
    "long_text": "testi lunghi",
    "number": "numeri",
    "percent": "percentuali",
    "money": "importi",
    "threshold": "soglie, come ≥ 80",
    "date": "date",
    "yes_no": "sì e no",
    "status": "stati di avanzamento",
    "measure_kind": "versi di un indicatore",
    "action_kind": "tipi di azione",
    "operator": "operatori, come ≥",
    "unit": "unità di misura",
    "period": "periodi dell’anno",
    "ordinal": "numeri da 1 a 12",
    "year": "anni",
}

MAPPING_PROBLEMS: Mapping[str, str] = {
    # the file
    "not_json": "Il file non è in formato JSON: l’errore è alla riga {line}. Esportare di nuovo la "
    "mappatura, oppure correggere il file.",
    "not_a_mapping": "Il file non è una mappatura del cruscotto: manca «format» con il valore "
    "«cruscotto-piao/mapping». Scegliere un file esportato dalla pagina delle mappature.",
    "version_unknown": "La versione {found} del formato non è conosciuta; questo programma legge "
    "la versione 1.",
    "key_unknown": "La voce «{key}» non fa parte di una mappatura. Controllare come è scritta, "
    "o toglierla.",
    "kind_unknown": "In «kind» serve uno di questi valori: {known}; c’è scritto {found}.",
    "columns_missing": "In «columns» serve l’elenco delle colonne, con almeno una colonna.",
    "column_unreadable": "La colonna numero {place} di «columns» deve avere «title» e «field»; c’è "
    "scritto {found}.",
    "part_unreadable": "La voce «{key}» non si può leggere: c’è scritto {found}.",
    # the mapping
    "name_missing": "Manca il nome della mappatura: serve per riconoscerla nell’elenco.",
    "decimal_sign_unknown": "Il segno dei decimali può essere la virgola o il punto; c’è scritto "
    "«{found}».",
    "year_out_of_range": "L’anno di riferimento deve stare tra il 2000 e il 2099; c’è scritto "
    "{found}.",
    "unknown_field": "Il dato «{field_name}», dato alla colonna «{title}», non esiste.",
    "field_on_several_columns": "«{field_label}» è assegnato a più colonne ({titles}): lasciarlo "
    "a una sola.",
    "share_of_no_number": "La colonna «{title}» è indicata come quota da 0 a 1, ma «{field_label}» "
    "non è una percentuale: togliere l’indicazione, oppure scegliere un altro dato.",
    "target_twice": "Sono assegnati sia «Target» sia «Target del periodo della riga»: sceglierne "
    "uno.",
    "period_target_without_period": "«Target del periodo della riga» serve solo con una colonna "
    "del periodo: assegnare «Periodo della riga», oppure usare «Target».",
    "required_field_missing": "Per «{kind_label}» serve una colonna per {field_choice}.",
    "words_without_column": "Sono indicate parole per «{field_label}», ma nessuna colonna è "
    "assegnata a quel dato.",
    "meaning_unknown": "Per «{field_label}» il significato «{found}» della parola «{word}» non è "
    "ammesso.",
    "period_words_missing": "Dire quale testo della colonna del periodo vale per il 30/6 o per il "
    "31/12: senza, nessuna riga potrebbe essere caricata.",
}


def mapping_field_label(field_name: str) -> str:
    """Gives the Italian name of a field of a mapping, those that only mappings have too."""
    return _MAPPING_FIELD_LABELS.get(field_name) or field_label(field_name)


def meaning_label(field_name: str, meaning: str) -> str:
    """Gives the Italian word for what a text may mean in a column of a field."""
    if field_name == "status":
        return DUP_STATUSES[DupStatus(meaning)].word
    if field_name == "measure_kind":
        return MEASURE_KINDS[MeasureKind(meaning)]
    if field_name == "action_kind":
        return ACTION_KINDS[ActionKind(meaning)]
    if field_name == PERIOD_FIELD and meaning != LEFT_OUT_PERIOD:
        return PERIODS[Period(meaning)]
    return _MEANING_LABELS[meaning]


def guess_reason(code: str, detail: str) -> str:
    """Gives why a field was guessed: the known title it is near to, or what the values look like.

    `code` is `title` (with a known title) or `values` (with a look).
    """
    if code == "title":
        return f"il titolo somiglia a «{detail}»"
    return f"i valori sembrano {_LOOK_LABELS[detail]}"


def problem_sentence(problem: MappingProblem) -> str:
    """Gives the sentence of one problem of a mapping: what is wrong and how to mend it."""
    params = problem.params
    blanks: defaultdict[str, str] = defaultdict(lambda: "?", params)
    blanks["field_label"] = mapping_field_label(params.get("field_name", ""))
    kinds = {str(kind): label for kind, label in DOCUMENT_KINDS.items()}
    blanks["kind_label"] = kinds.get(params.get("kind", ""), "")
    blanks["field_choice"] = _choice(params.get("field_names", "").split())
    return MAPPING_PROBLEMS[problem.code].format_map(blanks)


def _choice(field_names: list[str]) -> str:
    """Gives «Azione» o «Codice azione» for fields of which any one will do."""
    labels = [f"«{mapping_field_label(name)}»" for name in field_names]
    return " o ".join(labels)
