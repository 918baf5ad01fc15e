"""The parts of the page Segnali: the signals in brief, each with its cases, and the spread."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.domain.distribution import Distribution, distribution
from dashboard.domain.signals import CountedResult, Signal, SignalKind
from dashboard.figures.histogram import histogram
from dashboard.figures.strips import Strip, strips
from dashboard.signals import SignalsOfYear, YearSignals
from dashboard.texts import signals as texts
from dashboard.texts.plausibility import sector_words
from dashboard.ui.components import way_html
from dashboard.ui.data import KEPT_VIEWS, kept, year_signals
from dashboard.ui.filters import Filters
from dashboard.ui.links import ACTION_LINK, page_address, with_action_links
from dashboard.ui.parts import (
    Drawing,
    Folded,
    Part,
    Twin,
    Words,
    finding_part,
    headline_part,
    note_part,
)
from dashboard.ui.tables import Table

_KEPT_CASES = 64
_DEVIATIONS_PAGE, _DEADLINES_PAGE = "scostamenti", "scadenzario"


@kept(KEPT_VIEWS, of_facts=True)
def signals_in_view(filters: Filters) -> tuple[Part, ...]:
    """Gives what the page shows of the year and period looked at; () where the year has nothing."""
    found = year_signals(filters.entity_code, filters.reference_year, filters.period, filters.as_of)
    if found is None:
        return ()
    year = found.year
    hundreds = year.signal(SignalKind.EXACT_HUNDRED)
    return (
        headline_part(
            texts.headline(
                _spread_of(year.results), hundreds, filters.reference_year, filters.period
            ),
            texts.emphasis(hundreds),
        ),
        *_summary(found),
        *_distribution(year, found.year_before),
        *_sectors(year),
        *(part for one in year.signals for part in _signal(one, found, filters)),
        *_approvals(found, filters),
        *_reasons(found, filters),
    )


def _spread_of(results: Sequence[CountedResult]) -> Distribution | None:
    """Gives how the percentages of results are spread; None without any."""
    return distribution([one.achievement_pct for one in results])


def _summary(found: SignalsOfYear) -> list[Part]:
    """Gives one row for each signal: how many, of how many, the share, the year before."""
    parts = [finding_part(texts.SUMMARY_FINDING), note_part(texts.INTRODUCTION)]
    if found.year_before is None:
        parts.append(note_part(texts.no_year_before(found.year.reference_year)))
    table = Table(
        pd.DataFrame([_summary_row(one, found.year_before) for one in found.year.signals]),
        texts.summary_columns(_year_of(found.year_before)),
        key="signals-summary",
        file_name=texts.SUMMARY_FILE,
    )
    return [*parts, table]


def _distribution(year: YearSignals, before: YearSignals | None) -> list[Part]:
    """Gives the results by classes of ten points, and median and quartiles beside the mean."""
    spread = _spread_of(year.results)
    if spread is None:
        return [finding_part(texts.DISTRIBUTION_TITLE), note_part(texts.NOTHING_COUNTED)]
    spread_before = None if before is None else _spread_of(before.results)
    classes = Table(
        _class_frame(spread, spread_before),
        texts.distribution_columns(_year_of(before)),
        key="signals-classes",
        file_name=texts.DISTRIBUTION_TITLE,
    )
    years = [(year.reference_year, spread)]
    if before is not None and spread_before is not None:
        years.append((before.reference_year, spread_before))
    spreads = Table(
        pd.DataFrame([{"year_words": str(name)} | _spread_row(one) for name, one in years]),
        texts.SPREAD_COLUMNS,
        key="signals-spread",
        file_name=texts.SPREAD_FILE,
        stacks=True,
    )
    return [
        finding_part(texts.distribution_sentence(spread)),
        note_part(texts.DISTRIBUTION_NOTE),
        Drawing(
            histogram(spread.classes), key="signals-histogram", alt=texts.distribution_alt(spread)
        ),
        Twin(classes),
        spreads,
    ]


def _sectors(year: YearSignals) -> list[Part]:
    """Gives every result on a strip of its sector, in the order of the sectors' codes."""
    by_sector: dict[str, list[CountedResult]] = {}
    for one in year.results:
        by_sector.setdefault(sector_words(one.subject), []).append(one)
    spreads = {
        name: spread
        for name, results in by_sector.items()
        if (spread := _spread_of(results)) is not None
    }
    figure = strips([_strip(name, by_sector[name], spread) for name, spread in spreads.items()])
    if figure is None:
        return []
    table = Table(
        pd.DataFrame([_sector_row(name, one) for name, one in spreads.items()]),
        texts.SECTOR_COLUMNS,
        key="signals-sectors",
        file_name=texts.SECTORS_FILE,
    )
    return [
        finding_part(texts.SECTORS_FINDING),
        note_part(texts.SECTORS_NOTE),
        Drawing(figure, key="signals-strips", alt=texts.sectors_alt(spreads)),
        Twin(table),
    ]


def _signal(signal: Signal, found: SignalsOfYear, filters: Filters) -> list[Part]:
    """Gives one signal: its sentence, its rule, the year before, and its cases folded away."""
    before = found.year_before
    words = texts.SIGNAL_TEXTS[signal.kind]
    parts: list[Part] = [finding_part(texts.signal_sentence(signal).removesuffix("."))]
    if before is not None:
        sentence = texts.before_sentence(before.signal(signal.kind), before.reference_year)
        parts.append(note_part(sentence))
    rule = f"{texts.RULE_LABEL}: {words.rule} {texts.WHY_LABEL}: {words.why}"
    parts.append(note_part(rule))
    if signal.cases:
        label, key = texts.cases_label(signal), f"signal-{signal.kind}"
        parts.append(Folded(label, lambda: (_cases(signal.kind, filters),), key))
    return parts


def _approvals(found: SignalsOfYear, filters: Filters) -> list[Part]:
    """Gives when PEG and PIAO were due from the Giunta and when they were approved."""
    table = Table(
        pd.DataFrame([texts.approval_row(one) for one in found.approvals]),
        texts.APPROVAL_COLUMNS,
        key="signals-approvals",
        file_name=texts.APPROVALS_TITLE,
        stacks=True,
    )
    late_plans = texts.late_plans_sentence(found.year.late_plans, found.year.reference_year)
    parts: list[Part] = [
        finding_part(texts.approvals_sentence(found.approvals)),
        note_part(texts.APPROVALS_RULE),
        note_part(late_plans),
        table,
    ]
    if any(one.approved_on is None for one in found.approvals):
        address = page_address(_DEADLINES_PAGE, filters)
        parts.append(Words(way_html(texts.GO_TO_DEADLINES, address)))
    return parts


def _reasons(found: SignalsOfYear, filters: Filters) -> list[Part]:
    """Gives how many reasons have each flaw, the year before beside, and the way to them."""
    reasons, before = found.year.reasons, found.year_before
    rows = texts.reason_rows(reasons.by_flaw, None if before is None else before.reasons.by_flaw)
    table = Table(
        pd.DataFrame(rows),
        texts.reason_columns(_year_of(before)),
        key="signals-reasons",
        file_name=texts.REASONS_FILE,
    )
    return [
        finding_part(texts.reasons_sentence(reasons.flawed_count, reasons.judged_count)),
        note_part(texts.REASONS_RULE),
        table,
        Words(way_html(texts.GO_TO_DEVIATIONS, page_address(_DEVIATIONS_PAGE, filters))),
    ]


def _year_of(year: YearSignals | None) -> int | None:
    return None if year is None else year.reference_year


@kept(_KEPT_CASES, of_facts=True)
def _cases(kind: SignalKind, filters: Filters) -> Table:
    """Gives the cases of a signal, each leading to its action."""
    found = year_signals(filters.entity_code, filters.reference_year, filters.period, filters.as_of)
    cases = () if found is None else found.year.signal(kind).cases
    frame = with_action_links(pd.DataFrame([texts.case_row(case) for case in cases]), filters)
    return Table(
        frame,
        texts.case_columns(kind),
        key=f"signal-{kind}-cases",
        file_name=texts.cases_file(kind, filters.reference_year),
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
