"""The page list. Start with `cruscotto serve`, or `streamlit run app.py`."""

import streamlit as st

from dashboard.texts import navigation as texts
from dashboard.ui.person import person_here
from dashboard.ui.shell import pages_for, run_page, set_up_shell

set_up_shell()
listed = pages_for(person_here())

page = st.navigation(
    {
        texts.GROUP_TRENDS: [
            listed("quadro"),
            listed("delega"),
            listed("risultati"),
            listed("dup"),
            listed("azione"),
            listed("confronto"),
            listed("riunione"),
            listed("cerca"),
        ],
        texts.GROUP_REVIEW: [
            listed("scostamenti"),
            listed("chiarimenti"),
            listed("segnali"),
            listed("verbale"),
            listed("come_si_calcola"),
            listed("riconcilia"),
            listed("cosa_succede_se"),
            listed("proposte"),
            listed("variazioni"),
            listed("qualita"),
        ],
        texts.GROUP_ACTIVITY: [
            listed("peg_risorse"),
            listed("catena"),
            listed("attivita_ordinaria"),
            listed("controlli_qualita"),
            listed("innovazioni"),
        ],
        texts.GROUP_CYCLE: [
            listed("scadenzario"),
            listed("consegne"),
            listed("modelli"),
            listed("coerenza"),
        ],
        texts.GROUP_INTAKE: [
            listed("caricamento"),
            listed("anagrafica"),
            listed("mappature"),
            listed("storico"),
            listed("profilo"),
        ],
    },
    expanded=True,  # folded, Streamlit names the rest in English
)

run_page(page)
