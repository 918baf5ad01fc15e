"""What each check says: its rule with its thresholds, why it matters, and each finding in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.model import DocumentKind
from dashboard.domain.plausibility import CHECKS
from dashboard.domain.plausibility.model import CheckCode, Figure, Finding, Place, Subject
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.domain.plausibility.wording import (
    DELAY_PHRASES,
    ORDINARY_PHRASES,
    REACHED_PHRASES,
    REMOVED_THINGS,
    REMOVED_WORDS,
)
from dashboard.texts.fields import field_label
from dashboard.texts.formats import (
    counted,
    italian_date,
    number,
    period_end,
    readable_name,
)
from dashboard.texts.issues import place_words
from dashboard.texts.labels import DOCUMENT_KINDS, severity_words

ENTITY = "Tutto l’ente"

_Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class CheckText:
    """`title` heads a list; `rule` has blanks named after the check's thresholds."""

    title: str
    rule: str
    why: str


CHECK_TEXTS: Mapping[CheckCode, CheckText] = {
    CheckCode.RESULT_JUMP: CheckText(
        "Risultato che salta di 10, 100 o 1.000 volte",
        "Il risultato è circa 10, 100 o 1.000 volte (o un decimo, un centesimo, un millesimo) il "
        "target, il valore dell’anno prima, la base-line o il risultato dell’altro periodo, con "
        "uno scarto fino al {tolerance_pct} %. Non scatta se è vicino (fino a {near_factor} volte) "
        "a uno qualsiasi di questi valori.",
        "Di solito è una virgola spostata, o una percentuale scritta come quota: un solo caso "
        "cambia la media di un settore.",
    ),
    CheckCode.REASON_CONTRADICTED: CheckText(
        "Motivazione che contraddice il risultato",
        "La motivazione contiene parole di raggiungimento ({reached}, senza un «non» o un «solo» "
        "vicino, né un numero diverso da 100 subito dopo) ma il risultato manca il target; oppure "
        "parole di ritardo ({delay}) ma il target è raggiunto. A metà anno conta solo un target "
        "proprio di metà anno.",
        "La validazione chiede che per ogni indicatore scostamento e motivazione siano coerenti.",
    ),
    CheckCode.TARGET_CHANGED_AFTER_RESULT: CheckText(
        "Target cambiato quando il risultato era noto",
        "Un piano caricato, o una decisione presa, dopo il report del periodo dà un target diverso "
        "da quello che valeva prima.",
        "Un target scelto conoscendo il risultato non misura più nulla (D.Lgs. 150/2009, art. 6: "
        "le modifiche in corso d’anno sono valutate in sede di validazione).",
    ),
    CheckCode.REPORT_TARGET_DIFFERS: CheckText(
        "Target del report diverso dal piano",
        "Il report in vigore riporta un target diverso da quello del piano in vigore. Nei calcoli "
        "vale il piano.",
        "Chi legge il solo report vede un altro obiettivo; se il cambiamento è voluto, serve una "
        "variazione.",
    ),
    CheckCode.TARGET_LOWERED: CheckText(
        "Target abbassato durante l’anno",
        "Tra un piano e il successivo, o con una decisione, il target chiede di meno: un numero "
        "meno impegnativo, una data più lontana, un intervallo più largo.",
        "È lecito, ma va detto nella Relazione (D.Lgs. 150/2009, art. 6).",
    ),
    CheckCode.TARGET_EQUAL_TO_BASELINE: CheckText(
        "Target uguale alla base-line",
        "Il target è lo stesso numero della base-line. Non scatta per il massimo possibile (100 %, "
        "o zero dove meno è meglio), che si può solo mantenere.",
        "Chiede ciò che c’è già: gli obiettivi devono portare un miglioramento (D.Lgs. 150/2009, "
        "art. 5).",
    ),
    CheckCode.UNIT_CHANGED: CheckText(
        "Unità di misura che cambia",
        "I documenti in vigore dell’anno, o l’anno prima, danno all’indicatore un’altra unità. "
        "Scritture della stessa unità (n., numero) sono la stessa.",
        "Risultati in unità diverse non si possono confrontare.",
    ),
    CheckCode.REMOVED_IN_TITLE: CheckText(
        "Titolo che dice «eliminato»",
        "Il nome di un’azione o di un indicatore ancora contato dice che è stato tolto: una di "
        "queste parole ({removed}) all’inizio, o dopo «{things}».",
        "Lo stato scritto nel titolo non toglie nulla dal conto: serve lo stato «eliminato con "
        "atto», con il numero dell’atto.",
    ),
    CheckCode.EXACT_HUNDREDS: CheckText(
        "Quasi tutto a 100 % esatto",
        "Almeno il {from_pct} % dei gradi di raggiungimento contati è esattamente 100, con almeno "
        "{from_count} indicatori contati; per settore e per l’ente.",
        "Dove tutti stanno in cima, il grado di raggiungimento non distingue più: di solito i "
        "target sono prudenti.",
    ),
    CheckCode.APPROVED_LATE: CheckText(
        "Piano arrivato tardi",
        "Il primo piano di un settore è stato caricato dopo il 30 giugno del suo anno. Conta il "
        "giorno del caricamento: la data dell’atto non è scritta nei file.",
        "A metà anno parte del risultato è già nota. Il PIAO va adottato entro il 31 gennaio.",
    ),
    CheckCode.WEIGHTS_OFF_HUNDRED: CheckText(
        "Pesi che non fanno 100",
        "I pesi scritti degli indicatori di un’azione, o delle azioni di un settore, non sommano a "
        "100 (scarto ammesso {tolerance}).",
        "Nelle medie pesate il programma li riporta a 100, quindi ogni peso conta diversamente da "
        "come è scritto.",
    ),
    CheckCode.TARGET_ABSENT: CheckText(
        "Indicatore senza target",
        "L’indicatore non ha un risultato atteso per l’anno. Se manca a tutto un settore, il "
        "controllo scatta una volta sola.",
        "Senza target non c’è grado di raggiungimento: gli obiettivi devono essere misurabili "
        "(D.Lgs. 150/2009, art. 5).",
    ),
    CheckCode.OBJECTIVE_WITHOUT_ACTIONS: CheckText(
        "Obiettivo senza azioni",
        "Nessuna azione dell’anno è legata a un obiettivo operativo del DUP in vigore per l’anno.",
        "Un impegno del DUP che nessuno ha in carico non avrà risultati.",
    ),
    CheckCode.ACTION_WITHOUT_OBJECTIVE: CheckText(
        "Azione senza obiettivo",
        "L’azione non indica né un obiettivo operativo né uno strategico. Se manca a tutto un "
        "settore, il controllo scatta una volta sola.",
        "Le azioni del PEG e del PIAO devono derivare dal DUP; senza legame restano fuori dalle "
        "medie per indirizzo.",
    ),
    CheckCode.TARGET_MET_AT_MID_YEAR: CheckText(
        "Target dell’anno già raggiunto a metà anno",
        "Il risultato al 30/6 raggiunge già il target dell’anno. Dove meno è meglio scatta solo se "
        "il risultato supera il {from_pct} % del target, perché mezzo anno porta circa la metà. "
        "Date e sì/no non sono guardati.",
        "Può essere merito o un target prudente: vale la pena chiederlo prima di fine anno.",
    ),
    CheckCode.SAME_RESULT_EVERY_YEAR: CheckText(
        "Stesso risultato ogni anno",
        "Il risultato finale è lo stesso numero in tutti gli anni conosciuti (almeno {years}), in "
        "un’azione che non è attività ordinaria. 100 % e zero non sono guardati.",
        "Un valore che non si muove è di solito attività ordinaria presentata come miglioramento.",
    ),
    CheckCode.ORDINARY_WORDS: CheckText(
        "Attività ordinaria presentata come miglioramento",
        "Un’azione di miglioramento usa, nel nome, nella descrizione o in un target a parole, "
        "termini dell’attività ordinaria: {ordinary}.",
        "L’attività ordinaria si rendiconta a parte: tra i miglioramenti alza la media senza un "
        "miglioramento.",
    ),
    CheckCode.SOURCE_ABSENT: CheckText(
        "Indicatore senza fonte",
        "L’indicatore non dice da dove vengono i suoi dati. Se manca a tutto un settore, il "
        "controllo scatta una volta sola.",
        "Senza fonte il risultato non si può verificare (Linee guida DFP 2/2017).",
    ),
    CheckCode.BASELINE_ABSENT: CheckText(
        "Indicatore senza base-line",
        "Un indicatore misurato con un numero non dice da quale valore si parte. Se manca a tutto "
        "un settore, il controllo scatta una volta sola.",
        "Senza valore di partenza non si vede se il target è un miglioramento (D.Lgs. 150/2009, "
        "art. 5).",
    ),
    CheckCode.WEIGHTS_EMPTY: CheckText(
        "Pesi non scritti",
        "Alcuni indicatori di un’azione, o alcune azioni di un settore, non hanno un peso; oppure "
        "nessuno ce l’ha. Contano solo le azioni con indicatori.",
        "Un peso vuoto non è zero: nelle medie pesate conta in parti uguali, ed è bene saperlo.",
    ),
}


def _phrases(phrases: Sequence[str]) -> str:
    """Gives phrases as a reader meets them: what stands for all endings ends in "…"."""
    return ", ".join(f"«{one.replace('*', '…')}»" for one in phrases)


_WORDS = {
    "reached": _phrases(REACHED_PHRASES),
    "delay": _phrases(DELAY_PHRASES),
    "ordinary": _phrases(ORDINARY_PHRASES),
    "removed": _phrases(REMOVED_WORDS),
    "things": "», «".join(REMOVED_THINGS),
}
_THRESHOLDS = {check.code: check.thresholds for check in CHECKS}
_COMPARED_WITH = {
    "target": "il target",
    "target_upper": "il limite superiore del target",
    "year_before": "il risultato dell’anno prima",
    "baseline": "la base-line",
    "intermediate_result": "il risultato al 30/6",
    "final_result": "il risultato al 31/12",
}
_FRACTIONS = {10: "decimo", 100: "centesimo", 1000: "millesimo"}
_CHANGED_BY = {"upload": "con un nuovo caricamento", "decision": "con una decisione"}
_ALL_LACK = {
    CheckCode.SOURCE_ABSENT: "Nessuno dei {count} indicatori del settore indica la fonte.",
    CheckCode.BASELINE_ABSENT: (
        "Nessuno dei {count} indicatori misurati con un numero indica la base-line."
    ),
    CheckCode.TARGET_ABSENT: "Nessuno dei {count} indicatori del settore ha un target per l’anno.",
    CheckCode.ACTION_WITHOUT_OBJECTIVE: (
        "Nessuna delle {count} azioni del settore è legata a un obiettivo del DUP."
    ),
}
_ONE_LACKS = {
    CheckCode.SOURCE_ABSENT: "La fonte dei dati non è indicata.",
    CheckCode.BASELINE_ABSENT: "La base-line non è indicata.",
    CheckCode.TARGET_ABSENT: "Non c’è un target per l’anno.",
    CheckCode.ACTION_WITHOUT_OBJECTIVE: "L’azione non è legata a un obiettivo del DUP.",
}


def check_title(check_code: CheckCode) -> str:
    """Gives the short heading of a check."""
    return CHECK_TEXTS[check_code].title


def rule_sentence(check_code: CheckCode) -> str:
    """Gives the rule with its thresholds and words, as it is applied."""
    thresholds = {name: number(value) for name, value in _THRESHOLDS[check_code].items()}
    return CHECK_TEXTS[check_code].rule.format(**_WORDS, **thresholds)


def why_sentence(check_code: CheckCode) -> str:
    """Gives why a check matters."""
    return CHECK_TEXTS[check_code].why


def finding_sentence(finding: Finding) -> str:
    """Gives what was found, with the figures that made the check fire."""
    sentence = _SENTENCES[finding.check_code](finding)
    if finding.period is None:
        return sentence
    day = period_end(finding.reference_year, finding.period)
    return f"Al {day}: {sentence[0].lower()}{sentence[1:]}"


def subject_words(subject: Subject) -> str:
    """Gives what a finding is about: indicator, action, objective, sector or the whole entity."""
    if subject.objective_code is not None:
        return readable_name(subject.objective_code, subject.objective_name)
    if subject.indicator_name is not None:
        return subject.indicator_name
    if subject.action_code is not None:
        return readable_name(subject.action_code, subject.action_name)
    return sector_words(subject)


def sector_words(subject: Subject) -> str:
    """Gives the sector of a finding, or that it concerns the whole entity."""
    if subject.sector_code is None:
        return ENTITY
    return readable_name(subject.sector_code, subject.sector_name)


def finding_line(one: StandingFinding) -> str:
    """Gives a finding in one line, for the command line: what, on what, what was found."""
    finding = one.finding
    title = f"{severity_words(finding.severity)}: {check_title(finding.check_code)}"
    return f"{title}. {subject_words(finding.subject)}. {finding_sentence(finding)}"


def place_sentence(place: Place) -> str:
    """Gives file, sheet and cell in words."""
    return f"{place.file_name}, {place_words(place.sheet_name, place.cell)}"


def _jump(finding: Finding) -> str:
    figures = finding.figures
    factor = _float(figures["factor"])
    times = f"{number(factor)} volte"
    if factor < 1:
        times = f"un {_FRACTIONS[round(1 / factor)]} di questo valore:"
    compared = _COMPARED_WITH[str(figures["compared_with"])]
    return (
        f"Il risultato «{figures['result']}» è circa {times} {compared} "
        f"({number(_float(figures['compared_number']))})."
    )


def _contradiction(finding: Finding) -> str:
    figures = finding.figures
    told = "manca" if figures["says"] == "reached" else "raggiunge"
    return (
        f"La motivazione dice «{figures['words']}», ma il risultato «{figures['result']}» {told} "
        f"il target «{figures['target']}»."
    )


def _changed_after(finding: Finding) -> str:
    figures = finding.figures
    known = f"quando il risultato «{figures['result']}» era già stato consegnato"
    return f"{_change(figures)}, {known}."


def _change(figures: _Figures) -> str:
    by = _CHANGED_BY[str(figures["by"])]
    return (
        f"Il target è passato da «{figures['before']}» a «{figures['after']}» il "
        f"{_day(figures['changed_on'])} {by}"
    )


def _differs(finding: Finding) -> str:
    figures = finding.figures
    kind = DOCUMENT_KINDS[DocumentKind(str(figures["document_kind"]))].lower()
    told = f"Il {kind} riporta il target «{figures['reported']}»"
    return f"{told}; il piano dice «{figures['planned']}»."


def _same_as_baseline(finding: Finding) -> str:
    figures = finding.figures
    return f"Il target «{figures['target']}» è uguale alla base-line «{figures['baseline']}»."


def _unit(finding: Finding) -> str:
    figures = finding.figures
    if "year_before" in figures:
        return (
            f"L’unità è «{figures['after']}»; nel {figures['year_before']} era "
            f"«{figures['before']}»."
        )
    first, last = (
        DOCUMENT_KINDS[DocumentKind(str(figures[name]))].lower()
        for name in ("before_document", "after_document")
    )
    return f"L’unità è «{figures['before']}» in {first} e «{figures['after']}» in {last}."


def _removed(finding: Finding) -> str:
    return f"Il titolo dice «{finding.figures['words']}», ma i suoi valori contano ancora."


def _hundreds(finding: Finding) -> str:
    figures = finding.figures
    return (
        f"{number(_float(figures['full_count']))} indicatori contati su "
        f"{number(_float(figures['counted_count']))} sono a 100 % esatto."
    )


def _late(finding: Finding) -> str:
    figures = finding.figures
    late, total = int(_float(figures["late_count"])), int(_float(figures["plan_count"]))
    first, last = _day(figures["first_on"]), _day(figures["last_on"])
    loaded = "risulta caricato" if late == 1 else "risultano caricati"
    when = f"il {first}" if first == last else f"tra il {first} e il {last}"
    sentence = (
        f"{counted(late, 'piano', 'piani')} su {total} {loaded} {when}, "
        f"dopo il 30/06/{finding.reference_year}."
    )
    if not figures["in_year_count"]:
        sentence += (
            " L’anno era già finito: probabilmente è un archivio caricato in seguito, e il giorno "
            "dell’approvazione va verificato sull’atto."
        )
    return sentence


def _weights(finding: Finding) -> str:
    figures = finding.figures
    whose = _WHOSE[str(figures["children"])]
    weighed, children = int(_float(figures["weighed_count"])), int(_float(figures["child_count"]))
    sentence = f"I pesi {whose} sommano a {number(_float(figures['weight_sum']))}, non a 100"
    if weighed < children:
        sentence += f" ({weighed} pesi scritti su {children})"
    return sentence + "."


def _no_weights(finding: Finding) -> str:
    figures = finding.figures
    is_of_actions = figures["children"] == "actions"
    empty = int(_float(figures["empty_count"]))
    if "child_count" not in figures:
        what = "Nessuna delle {} azioni" if is_of_actions else "Nessuno dei {} indicatori"
        return f"{what.format(number(empty))} ha un peso: contano in parti uguali."
    words = ("azione", "azioni") if is_of_actions else ("indicatore", "indicatori")
    return (
        f"{counted(empty, *words)} su {number(_float(figures['child_count']))} "
        f"{'è' if empty == 1 else 'sono'} senza peso."
    )


def _absent(finding: Finding) -> str:
    count = finding.figures.get("absent_count")
    if count is None:
        return _ONE_LACKS[finding.check_code]
    return _ALL_LACK[finding.check_code].format(count=number(_float(count)))


def _met(finding: Finding) -> str:
    figures = finding.figures
    return (
        f"Il risultato «{figures['result']}» raggiunge già il target dell’anno "
        f"«{figures['target']}»."
    )


def _same_every_year(finding: Finding) -> str:
    figures = finding.figures
    years = number(_float(figures["year_count"]))
    return f"Il risultato «{figures['result']}» è lo stesso in {years} anni su {years}."


def _ordinary(finding: Finding) -> str:
    figures = finding.figures
    field = field_label(str(figures["field_name"])).lower()
    told = f"Azione di miglioramento; in «{field}» c’è «{figures['words']}»"
    return f"{told}: {figures['text']}"


def _float(figure: Figure) -> float:
    """Gives a figure as a number. Raises TypeError for one that is none."""
    if not isinstance(figure, int | float):
        raise TypeError(figure)
    return float(figure)


def _day(figure: Figure) -> str:
    return italian_date(figure) if isinstance(figure, date) else str(figure)


_WHOSE = {"indicators": "degli indicatori", "actions": "delle azioni"}
_SENTENCES: Mapping[CheckCode, Callable[[Finding], str]] = {
    CheckCode.RESULT_JUMP: _jump,
    CheckCode.REASON_CONTRADICTED: _contradiction,
    CheckCode.TARGET_CHANGED_AFTER_RESULT: _changed_after,
    CheckCode.REPORT_TARGET_DIFFERS: _differs,
    CheckCode.TARGET_LOWERED: lambda finding: f"{_change(finding.figures)}.",
    CheckCode.TARGET_EQUAL_TO_BASELINE: _same_as_baseline,
    CheckCode.UNIT_CHANGED: _unit,
    CheckCode.REMOVED_IN_TITLE: _removed,
    CheckCode.EXACT_HUNDREDS: _hundreds,
    CheckCode.APPROVED_LATE: _late,
    CheckCode.WEIGHTS_OFF_HUNDRED: _weights,
    CheckCode.TARGET_ABSENT: _absent,
    CheckCode.OBJECTIVE_WITHOUT_ACTIONS: lambda _: "Nessuna azione dell’anno è legata a esso.",
    CheckCode.ACTION_WITHOUT_OBJECTIVE: _absent,
    CheckCode.TARGET_MET_AT_MID_YEAR: _met,
    CheckCode.SAME_RESULT_EVERY_YEAR: _same_every_year,
    CheckCode.ORDINARY_WORDS: _ordinary,
    CheckCode.SOURCE_ABSENT: _absent,
    CheckCode.BASELINE_ABSENT: _absent,
    CheckCode.WEIGHTS_EMPTY: _no_weights,
}
