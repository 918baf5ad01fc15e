"""The Italian name of every canonical field, as a person would title its column."""

from __future__ import annotations

from dashboard.texts.registry import REGISTRY_FIELD_LABELS

FIELD_LABELS: dict[str, str] = {
    "strategic_direction": "Indirizzo strategico",
    "strategic_direction_code": "Codice indirizzo strategico",
    "strategic_direction_name": "Denominazione indirizzo strategico",
    "strategic_objective": "Obiettivo strategico",
    "strategic_objective_code": "Codice obiettivo strategico",
    "strategic_objective_name": "Denominazione obiettivo strategico",
    "operational_objective": "Obiettivo operativo",
    "operational_objective_code": "Codice obiettivo operativo",
    "operational_objective_name": "Denominazione obiettivo operativo",
    "intervention": "Intervento",
    "intervention_code": "Codice intervento",
    "intervention_name": "Denominazione intervento",
    "action": "Azione",
    "action_code": "Codice azione",
    "action_name": "Denominazione azione",
    "indicator": "Indicatore",
    "indicator_code": "Codice indicatore",
    "indicator_name": "Denominazione indicatore",
    "sector": "Settore",
    "sector_code": "Codice settore",
    "sector_name": "Denominazione settore",
    "service_name": "Servizio",
    "cost_centre": "Centro di costo",
    "responsible_role": "Responsabile",
    "political_referent": "Referente politico",
    "internal_subjects": "Soggetti interni coinvolti",
    "external_subjects": "Soggetti esterni coinvolti",
    "action_kind": "Tipo di azione",
    "description": "Descrizione",
    "piao_section": "Sezione PIAO",
    "tags": "Etichette",
    "weight": "Peso",
    "start_date": "Data di inizio",
    "end_date": "Data di fine",
    "planned_years": "Annualità",
    "human_resources": "Risorse umane",
    "mission_programme": "Missione e programma",
    "budget_chapter": "Capitolo di bilancio",
    "allocated_eur": "Risorse stanziate",
    "committed_eur": "Risorse impegnate",
    "paid_eur": "Risorse pagate",
    "other_services": "Altri servizi coinvolti",
    "is_agreed_with_other_services": "Concordata con gli altri servizi",
    "measure_kind": "Tipo di indicatore",
    "operator": "Operatore",
    "unit": "Unità di misura",
    "baseline": "Baseline",
    "source": "Fonte",
    "indicator_weight": "Peso dell’indicatore",
    "indicator_nature": "Andamento nell’anno",
    "target": "Target",
    "target_intermediate": "Target al 30/6",
    "target_next_year": "Target dell’anno successivo",
    "target_year_after_next": "Target del terzo anno",
    "qualitative_expected_result": "Risultato atteso qualitativo",
    "result": "Risultato",
    "result_intermediate": "Risultato al 30/6",
    "numerator": "Numeratore",
    "denominator": "Denominatore",
    "qualitative_result": "Risultato qualitativo",
    "reason": "Motivazione dello scostamento",
    "note": "Note",
    "percent": "% di raggiungimento",
    "is_not_assessable": "Non valutabile",
    "not_assessable_reason": "Motivo dell’esclusione",
    "status": "Stato",
    "status_text": "Stato di attuazione",
    "as_of_date": "Data di rilevazione",
    "production_factor": "Fattore produttivo",
    "staff_category": "Categoria di personale",
    "head_count": "Numero di addetti",
    "time_share_pct": "% di tempo dedicato",
    "activity_name": "Attività",
    "measure": "Misura",
    "measure_code": "Codice misura",
    "measure_name": "Denominazione misura",
    "activity_value": "Valore dell’anno",
    "activity_value_1_year_before": "Valore dell’anno precedente",
    "activity_value_2_years_before": "Valore di due anni prima",
    "activity_value_3_years_before": "Valore di tre anni prima",
    "control": "Controllo di qualità",
    "control_code": "Codice controllo",
    "control_name": "Denominazione controllo",
    "control_method": "Modalità di controllo",
    "control_date": "Data del controllo",
    "checked_count": "Casi controllati",
    "non_compliant_count": "Casi non conformi",
    "outcome": "Esito",
    "corrective_action": "Azioni correttive",
    "innovation": "Innovazione",
    "innovation_code": "Codice innovazione",
    "innovation_name": "Denominazione innovazione",
    "innovation_area": "Ambito dell’innovazione",
    "beneficiaries": "Beneficiari",
    "benefit": "Benefici",
}


# The DUP says how far an intervention is, reports how much of a target was reached.
_LABELS_OF_KIND = {
    "dup_status": {"percent": "% di attuazione"},
    "registry": {"status": "Significa", "reason": "Motivo"},
}


def field_label(field_name: str, document_kind: str | None = None) -> str:
    """Gives the Italian name of a field; a column not understood goes by its own title.

    In a document of some kinds a field goes by a name of its own.
    """
    of_kind = _LABELS_OF_KIND.get(document_kind or "", {})
    known = {**REGISTRY_FIELD_LABELS, **FIELD_LABELS}
    plain = known.get(field_name, field_name.removeprefix("other:"))
    return of_kind.get(field_name, plain)
