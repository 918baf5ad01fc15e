"""The screens' parts: the only layer that knows Streamlit."""
