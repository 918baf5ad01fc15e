"""What would the figures be with another method, weight, threshold or exclusion? On screen only."""

import streamlit as st

from dashboard.domain.trial import Trial
from dashboard.texts import what_if as texts
from dashboard.ui import what_if as parts
from dashboard.ui.components import headline, note
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.what_if import tried

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

found = parts.ground(filters)
title = st.container(gap="xxsmall")
if not found.rows:
    with title:
        headline(texts.TITLE)
        note(texts.NOTHING_TO_TRY)
    st.stop()

trial = parts.ask(found, filters)
if trial == Trial():
    with title:
        headline(texts.TITLE)
        note(texts.INTRODUCTION)
    st.stop()

effect = tried(found.rows, found.settings, trial, found.bands, found.period_rule)
with title:
    is_narrowed = (filters.sector_code, filters.strategic_direction_code) != (None, None)
    headline(texts.headline(effect, is_narrowed=is_narrowed))
    note(texts.counts(effect))
    note(texts.NOTHING_STORED)
    parts.reset_button()
parts.render_effect(effect, filters)
