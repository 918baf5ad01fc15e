"""The page list. Start with `cruscotto serve`, or `streamlit run app.py`."""

import streamlit as st

from dashboard.texts import navigation as texts
from dashboard.ui.shell import run_page, set_up_shell

set_up_shell()

page = st.navigation(
    {
        texts.GROUP_TRENDS: [
            st.Page("pages/quadro.py", title=texts.OVERVIEW, default=True),
            st.Page("pages/delega.py", title=texts.DELEGATION, url_path="delega"),
            st.Page("pages/risultati.py", title=texts.RESULTS, url_path="risultati"),
            st.Page("pages/dup.py", title=texts.DUP, url_path="dup"),
            st.Page("pages/azione.py", title=texts.ACTION, url_path="azione"),
            st.Page("pages/confronto.py", title=texts.COMPARISON, url_path="confronto"),
            st.Page("pages/riunione.py", title=texts.MEETING, url_path="riunione"),
            st.Page("pages/cerca.py", title=texts.SEARCH, url_path="cerca"),
        ],
        texts.GROUP_REVIEW: [
            st.Page("pages/scostamenti.py", title=texts.DEVIATIONS, url_path="scostamenti"),
            st.Page("pages/chiarimenti.py", title=texts.CLARIFICATIONS, url_path="chiarimenti"),
            st.Page("pages/segnali.py", title=texts.SIGNALS, url_path="segnali"),
            st.Page("pages/verbale.py", title=texts.MINUTES, url_path="verbale"),
            st.Page(
                "pages/come_si_calcola.py", title=texts.EXPLANATION, url_path="come-si-calcola"
            ),
            st.Page("pages/riconcilia.py", title=texts.RECONCILIATION, url_path="riconcilia"),
            st.Page("pages/cosa_succede_se.py", title=texts.WHAT_IF, url_path="cosa-succede-se"),
            st.Page("pages/proposte.py", title=texts.PROPOSALS, url_path="proposte"),
            st.Page("pages/variazioni.py", title=texts.VARIATIONS, url_path="variazioni"),
            st.Page("pages/qualita.py", title=texts.QUALITY, url_path="qualita"),
        ],
        texts.GROUP_ACTIVITY: [
            st.Page("pages/peg_risorse.py", title=texts.RESOURCES, url_path="peg-risorse"),
            st.Page("pages/catena.py", title=texts.CHAIN, url_path="catena"),
            st.Page(
                "pages/attivita_ordinaria.py",
                title=texts.ORDINARY_ACTIVITY,
                url_path="attivita-ordinaria",
            ),
            st.Page(
                "pages/controlli_qualita.py",
                title=texts.QUALITY_CONTROLS,
                url_path="controlli-qualita",
            ),
            st.Page("pages/innovazioni.py", title=texts.INNOVATIONS, url_path="innovazioni"),
        ],
        texts.GROUP_CYCLE: [
            st.Page("pages/scadenzario.py", title=texts.DEADLINES, url_path="scadenzario"),
            st.Page("pages/consegne.py", title=texts.DELIVERIES, url_path="consegne"),
            st.Page("pages/modelli.py", title=texts.TEMPLATES, url_path="modelli"),
            st.Page("pages/coerenza.py", title=texts.COHERENCE, url_path="coerenza"),
        ],
        texts.GROUP_INTAKE: [
            st.Page("pages/caricamento.py", title=texts.UPLOAD, url_path="caricamento"),
            st.Page("pages/anagrafica.py", title=texts.REGISTRY, url_path="anagrafica"),
            st.Page("pages/mappature.py", title=texts.MAPPINGS, url_path="mappature"),
            st.Page("pages/storico.py", title=texts.HISTORY, url_path="storico"),
            st.Page("pages/profilo.py", title=texts.PROFILE, url_path="profilo"),
        ],
    },
    expanded=True,  # folded, Streamlit names the rest in English
)

run_page(page)
