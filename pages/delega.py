"""How do the directions stand that one member of the Giunta answers for?"""

import streamlit as st

from dashboard import settings
from dashboard.domain.delegations import delegations
from dashboard.texts import delegation as texts
from dashboard.ui.breadcrumbs import render_breadcrumbs, way_to_direction
from dashboard.ui.components import headline, note
from dashboard.ui.delegation import chosen_delegation, delegation_in_view, direction_names
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.one_page import render_print
from dashboard.ui.parts import draw_parts
from dashboard.ui.picture import picture_in_view, travel_part

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

names = direction_names(filters)
if not names:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

whole = picture_in_view(filters)
chosen = chosen_delegation(delegations(whole.referents, names), names, filters)
if chosen is None:
    headline(texts.TITLE)
    note(texts.CHOOSE if whole.referents else texts.NO_REFERENTS)
    travel_part(filters).draw()
    st.stop()

codes = chosen.direction_codes
delegation = delegation_in_view(chosen, filters, filters.as_of or settings.today())
if chosen.referent is None:
    render_breadcrumbs(way_to_direction(codes[0], names[codes[0]], filters))
draw_parts(delegation.head)
for parts in delegation.directions:
    with st.container(border=len(codes) > 1):
        draw_parts(parts)
draw_parts(delegation.trust)
render_print(
    texts.print_title(chosen, names),
    delegation.sentence,
    delegation.picture,
    delegation.deliveries,
    filters,
    direction_codes=codes,
)
