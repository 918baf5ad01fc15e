import streamlit as st
from dashboard.ui.filters import page_filters
st.write(page_filters())
