"""The missions of the budget: the first level of spending in D.Lgs. 118/2011, allegato 14."""

from __future__ import annotations

from dashboard.texts.formats import is_absent

MISSIONS: dict[str, str] = {
    "01": "Servizi istituzionali, generali e di gestione",
    "02": "Giustizia",
    "03": "Ordine pubblico e sicurezza",
    "04": "Istruzione e diritto allo studio",
    "05": "Tutela e valorizzazione dei beni e attività culturali",
    "06": "Politiche giovanili, sport e tempo libero",
    "07": "Turismo",
    "08": "Assetto del territorio ed edilizia abitativa",
    "09": "Sviluppo sostenibile e tutela del territorio e dell’ambiente",
    "10": "Trasporti e diritto alla mobilità",
    "11": "Soccorso civile",
    "12": "Diritti sociali, politiche sociali e famiglia",
    "13": "Tutela della salute",
    "14": "Sviluppo economico e competitività",
    "15": "Politiche per il lavoro e la formazione professionale",
    "16": "Agricoltura, politiche agroalimentari e pesca",
    "17": "Energia e diversificazione delle fonti energetiche",
    "18": "Relazioni con le altre autonomie territoriali e locali",
    "19": "Relazioni internazionali",
    "20": "Fondi e accantonamenti",
    "50": "Debito pubblico",
    "60": "Anticipazioni finanziarie",
    "99": "Servizi per conto terzi",
}


def mission_label(code_or_words: str, written: object) -> str:
    """Gives "12 Diritti sociali, politiche sociali e famiglia".

    A number that is no mission says so; what is no number stands as it was `written`.
    """
    if code_or_words in MISSIONS:
        return f"{code_or_words} {MISSIONS[code_or_words]}"
    if len(code_or_words) == 2 and code_or_words.isdigit():
        return f"{code_or_words} (non è una missione del D.Lgs. 118/2011)"
    return code_or_words if is_absent(written) else str(written).strip()
