"""How are we doing, which direction is behind, what needs us, and can the numbers be trusted."""

import streamlit as st

from dashboard.figures.dumbbell import dumbbell
from dashboard.figures.records import records_of
from dashboard.figures.status_bars import status_bars
from dashboard.texts import one_page as one_page_texts
from dashboard.texts import overview as texts
from dashboard.texts import picture as picture_texts
from dashboard.texts.travel import travel_finding
from dashboard.ui import overview as parts
from dashboard.ui.check_findings import open_checks_link
from dashboard.ui.components import finding, headline, note, render_figure, tiles
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.keys import result_key
from dashboard.ui.one_page import render_print
from dashboard.ui.picture import picture_in_view, render_concerns, render_travel, render_trust
from dashboard.ui.proposals import pending_link

SHOWN_CONCERNS = 5

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

chosen = filters.as_params()
statuses = records_of(query("status_by_entity", **chosen))
deliveries = records_of(query("deliveries", **chosen))
methods = query("achievement_by_entity", **chosen)
direction_statuses = query("status_by_direction", **chosen)
direction_means = query("achievement_by_direction", **chosen)
half_years = query("intermediate_to_final_by_direction", **chosen)
picture = picture_in_view(filters)
shown = picture.concerns[:SHOWN_CONCERNS]

with st.container(gap="xxsmall"):
    headline(
        texts.headline(statuses, filters.reference_year, filters.period), texts.emphasis(statuses)
    )
    parts.render_methods(texts.completeness(deliveries), methods, filters)
    words = texts.tiles(
        statuses,
        deliveries,
        records_of(methods),
        direction_means["achievement_pct"].count(),
        filters.period,
    )
    tiles([parts.tile(tile, filters) for tile in words])

left, right = st.columns([1.12, 1], gap="large")
with left, st.container(gap="xxsmall"):
    status_words = (records_of(direction_statuses), records_of(direction_means), filters.period)
    parts.render_status_finding(
        texts.status_finding(*status_words), direction_statuses, direction_means, filters
    )
    bars = status_bars(direction_statuses, direction_means)
    if bars is not None:
        render_figure(
            bars,
            key="status-figure",
            alt=texts.status_alt(*status_words),
            addresses=parts.direction_addresses(direction_statuses, filters),
        )
        result_key(set(direction_statuses["status"]))
        note(texts.BARS_NOTE)
    if picture.ways:
        finding(
            travel_finding(
                picture.moment,
                [way.from_report for way in picture.ways],
                [way.from_year for way in picture.ways],
            )
        )
        render_travel(picture.ways, picture.moment, picture.referents, filters)
with right, st.container(gap="xxsmall"):
    finding(texts.deviations_finding(len(shown), len(picture.concerns), statuses))
    if shown:
        render_concerns(shown, filters)
        parts.render_all_deviations(len(picture.concerns), filters)
    render_trust(picture, deliveries, [pending_link(filters), open_checks_link(filters)], filters)
    render_print(
        one_page_texts.TITLE,
        texts.headline(statuses, filters.reference_year, filters.period),
        picture,
        deliveries,
        filters,
    )

half_year_words = records_of(half_years)
dots = dumbbell(half_years)
if dots is None:
    finding(texts.dumbbell_finding(half_year_words))
else:
    parts.render_dumbbell_finding(texts.dumbbell_finding(half_year_words), half_years, filters)
    render_figure(
        dots,
        key="dumbbell-figure",
        alt=texts.dumbbell_alt(half_year_words),
        addresses=parts.dumbbell_addresses(half_years, filters),
    )
note(picture_texts.TRAVEL_NOTE)
