"""The parts of the page Segnali: the signals in brief, each with its cases, and the spread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from dashboard.domain.distribution import Distribution, distribution
from dashboard.domain.signals import CountedResult, Signal
from dashboard.figures.histogram import histogram
from dashboard.figures.strips import Strip, strips
from dashboard.signals import SignalsOfYear, YearSignals
from dashboard.texts import signals as texts
from dashboard.texts.plausibility import sector_words
from dashboard.ui.components import finding, note, render_figure, way
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.links import ACTION_LINK, page_address, with_action_links
from dashboard.ui.reasons import render_reason_rules
from dashboard.ui.tables import render_table, table_twin

_DEVIATIONS_PAGE, _DEADLINES_PAGE = "scostamenti", "scadenzario"


def spread_of(results: Sequence[CountedResult]) -> Distribution | None:
    """Gives how the percentages of results are spread; None without any."""
    return distribution([one.achievement_pct for one in results])


def render_summary(found: SignalsOfYear) -> None:
    """Draws one row for each signal: how many, of how many, the share, the year before."""
    rows = [_summary_row(one, found.year_before) for one in found.year.signals]
    finding(texts.SUMMARY_FINDING)
    note(texts.INTRODUCTION)
    if found.year_before is None:
        note(texts.no_year_before(found.year.reference_year))
    render_table(
        pd.DataFrame(rows),
        texts.summary_columns(_year_of(found.year_before)),
        key="signals-summary",
        file_name=texts.SUMMARY_FILE,
    )


def render_distribution(year: YearSignals, before: YearSignals | None) -> None:
    """Draws the results by classes of ten points, and median and quartiles beside the mean."""
    spread = spread_of(year.results)
    if spread is None:
        finding(texts.DISTRIBUTION_TITLE)
        note(texts.NOTHING_COUNTED)
        return
    spread_before = None if before is None else spread_of(before.results)
    finding(texts.distribution_sentence(spread))
    note(texts.DISTRIBUTION_NOTE)
    figure = histogram(spread.classes)
    if figure is not None:
        render_figure(figure, key="signals-histogram", alt=texts.distribution_alt(spread))
    table_twin(
        _class_frame(spread, spread_before),
        texts.distribution_columns(_year_of(before)),
        key="signals-classes",
        file_name=texts.DISTRIBUTION_TITLE,
    )
    years = [(year.reference_year, spread)]
    if before is not None and spread_before is not None:
        years.append((before.reference_year, spread_before))
    render_table(
        pd.DataFrame([{"year_words": str(name)} | _spread_row(one) for name, one in years]),
        texts.SPREAD_COLUMNS,
        key="signals-spread",
        file_name=texts.SPREAD_FILE,
        stacks=True,
    )


def render_sectors(year: YearSignals) -> None:
    """Draws every result on a strip of its sector, in the order of the sectors' codes."""
    by_sector: dict[str, list[CountedResult]] = {}
    for one in year.results:
        by_sector.setdefault(sector_words(one.subject), []).append(one)
    spreads = {
        name: spread
        for name, results in by_sector.items()
        if (spread := spread_of(results)) is not None
    }
    figure = strips([_strip(name, by_sector[name], spread) for name, spread in spreads.items()])
    if figure is None:
        return
    finding(texts.SECTORS_FINDING)
    note(texts.SECTORS_NOTE)
    render_figure(figure, key="signals-strips", alt=texts.sectors_alt(spreads))
    table_twin(
        pd.DataFrame([_sector_row(name, one) for name, one in spreads.items()]),
        texts.SECTOR_COLUMNS,
        key="signals-sectors",
        file_name=texts.SECTORS_FILE,
    )


def render_signal(signal: Signal, found: SignalsOfYear, filters: Filters) -> None:
    """Draws one signal: its sentence, its rule, the year before, and its cases folded away."""
    before = found.year_before
    words = texts.SIGNAL_TEXTS[signal.kind]
    finding(texts.signal_sentence(signal).removesuffix("."))
    if before is not None:
        note(texts.before_sentence(before.signal(signal.kind), before.reference_year))
    note(f"{texts.RULE_LABEL}: {words.rule} {texts.WHY_LABEL}: {words.why}")
    if signal.cases:
        key = f"signal-{signal.kind}"
        label = texts.cases_label(signal)
        folded(label, partial(_render_cases, signal, filters, key), key=key)


def render_approvals(found: SignalsOfYear, filters: Filters) -> None:
    """Draws when PEG and PIAO were due from the Giunta and when they were approved."""
    finding(texts.approvals_sentence(found.approvals))
    note(texts.APPROVALS_RULE)
    note(texts.late_plans_sentence(found.year.late_plans, found.year.reference_year))
    render_table(
        pd.DataFrame([texts.approval_row(one) for one in found.approvals]),
        texts.APPROVAL_COLUMNS,
        key="signals-approvals",
        file_name=texts.APPROVALS_TITLE,
        stacks=True,
    )
    if any(one.approved_on is None for one in found.approvals):
        way(texts.GO_TO_DEADLINES, page_address(_DEADLINES_PAGE, filters))


def render_reasons(found: SignalsOfYear, filters: Filters) -> None:
    """Draws how many reasons have each flaw, the year before beside, and the rules."""
    reasons, before = found.year.reasons, found.year_before
    finding(texts.reasons_sentence(reasons.flawed_count, reasons.judged_count))
    note(texts.REASONS_RULE)
    render_table(
        pd.DataFrame(
            texts.reason_rows(reasons.by_flaw, None if before is None else before.reasons.by_flaw)
        ),
        texts.reason_columns(_year_of(before)),
        key="signals-reasons",
        file_name=texts.REASONS_FILE,
    )
    way(texts.GO_TO_DEVIATIONS, page_address(_DEVIATIONS_PAGE, filters))
    render_reason_rules("signals")


def _year_of(year: YearSignals | None) -> int | None:
    return None if year is None else year.reference_year


def _render_cases(signal: Signal, filters: Filters, key: str) -> None:
    frame = with_action_links(
        pd.DataFrame([texts.case_row(case) for case in signal.cases]), filters
    )
    render_table(
        frame,
        texts.case_columns(signal.kind),
        key=f"{key}-cases",
        file_name=texts.cases_file(signal.kind, filters.reference_year),
        links={"action_words": ACTION_LINK},
        stacks=True,
    )


def _summary_row(signal: Signal, before: YearSignals | None) -> dict[str, object]:
    return {
        "title": texts.signal_title(signal.kind),
        "signal_count": signal.count,
        "of_count": signal.of_count,
        "share_pct": signal.share_pct,
        "before_pct": None if before is None else before.signal(signal.kind).share_pct,
        "unknown_count": signal.unknown_count or None,
    }


def _spread_row(spread: Distribution) -> dict[str, object]:
    """Gives the figures of a spread; of few results only how many they are."""
    if spread.is_small:
        return {"result_count": spread.count}
    return {
        "result_count": spread.count,
        "lower_quartile_pct": spread.lower_quartile_pct,
        "median_pct": spread.median_pct,
        "upper_quartile_pct": spread.upper_quartile_pct,
        "mean_pct": spread.mean_pct,
    }


def _class_frame(spread: Distribution, before: Distribution | None) -> pd.DataFrame:
    counts_before = (
        {} if before is None else {texts.class_words(one): one.count for one in before.classes}
    )
    return pd.DataFrame(
        [
            {
                "class_words": texts.class_words(one),
                "result_count": one.count,
                "before_count": counts_before.get(texts.class_words(one)),
            }
            for one in spread.classes
        ]
    )


def _strip(name: str, results: Sequence[CountedResult], spread: Distribution) -> Strip:
    return Strip(
        label=name,
        note=texts.sector_note(spread),
        dots=[(one.subject.indicator_name or "", one.achievement_pct) for one in results],
        median_pct=None if spread.is_small else spread.median_pct,
        end_note=texts.full_note(spread),
    )


def _sector_row(name: str, spread: Distribution) -> dict[str, object]:
    return _spread_row(spread) | {
        "sector_words": name,
        "full_count": spread.full_count,
        "note_text": texts.FEW_RESULTS if spread.is_small else None,
    }
