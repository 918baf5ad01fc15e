"""How do the directions stand that one member of the Giunta answers for?"""

import streamlit as st

from dashboard.domain.delegations import delegations
from dashboard.figures.records import records_of
from dashboard.figures.status_bars import status_bars
from dashboard.texts import delegation as texts
from dashboard.texts import overview as overview_texts
from dashboard.texts.formats import readable_name
from dashboard.texts.travel import travel_finding
from dashboard.ui.breadcrumbs import render_breadcrumbs, way_to_direction
from dashboard.ui.components import finding, headline, note, render_figure
from dashboard.ui.data import query
from dashboard.ui.delegation import chosen_delegation, render_direction, render_standing
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.keys import result_key
from dashboard.ui.one_page import render_print
from dashboard.ui.overview import render_status_finding
from dashboard.ui.picture import (
    deliveries_of_directions,
    picture_in_view,
    picture_of_directions,
    render_travel,
    render_trust,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

directions = query(
    "strategic_directions",
    entity_code=filters.entity_code,
    reference_year=filters.reference_year,
    as_of=filters.as_of,
)
if directions.empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

names = dict(
    zip(directions["strategic_direction_code"], directions["strategic_direction_name"], strict=True)
)
whole = picture_in_view(filters)
chosen = chosen_delegation(delegations(whole.referents, names), names, filters)
if chosen is None:
    headline(texts.TITLE)
    note(texts.CHOOSE if whole.referents else texts.NO_REFERENTS)
    render_travel(whole.ways, whole.moment, whole.referents, filters)
    st.stop()

codes = chosen.direction_codes
picture = picture_of_directions(codes, filters)
deliveries = deliveries_of_directions(codes, filters)
statuses = query("status_by_direction", **filters.as_params())
means = query("achievement_by_direction", **filters.as_params())
own_statuses = statuses[statuses["strategic_direction_code"].isin(codes)]
own_means = means[means["strategic_direction_code"].isin(codes)]
status_rows, mean_rows = records_of(own_statuses), records_of(own_means)
if chosen.referent is None:
    render_breadcrumbs(way_to_direction(codes[0], names[codes[0]], filters))
sentence = overview_texts.headline(status_rows, filters.reference_year, filters.period)
headline(texts.headline(chosen, names, sentence), overview_texts.emphasis(status_rows))
if chosen.referent is not None:
    note(texts.directions_words(chosen, names))

bars = status_bars(own_statuses, own_means)
if bars is not None:
    words = (status_rows, mean_rows, filters.period)
    render_status_finding(texts.BARS, own_statuses, own_means, filters)
    render_figure(bars, key="delegation-status", alt=overview_texts.status_alt(*words))
    result_key(set(own_statuses["status"]))
    note(overview_texts.BARS_NOTE)
if picture.ways:
    finding(
        travel_finding(
            picture.moment,
            [way.from_report for way in picture.ways],
            [way.from_year for way in picture.ways],
        )
    )
    render_travel(picture.ways, picture.moment, picture.referents, filters)

mean_by_code = {row["strategic_direction_code"]: row for row in mean_rows}
for code in codes:
    with st.container(border=len(codes) > 1):
        if len(codes) > 1:
            finding(readable_name(code, names[code]))
        render_standing(code, picture, mean_by_code.get(code))
        render_direction(code, picture, filters)
render_trust(picture, deliveries, [], filters)
render_print(
    texts.print_title(chosen, names), sentence, picture, deliveries, filters, direction_codes=codes
)
