"""The screens' parts: the only layer that knows Streamlit."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

# Streamlit lists a folder named pages by itself until st.navigation has run once, so the first
# visit by a page's own address would run that file without app.py: no icon, no titles, no net
# under errors. `cruscotto serve` settles this before it serves; under plain `streamlit run` the
# first import does, and starts the run again.
if PagesManager.uses_pages_directory:
    PagesManager.uses_pages_directory = False
    st.rerun()
