"""Judge the reason of a deviation by rules that a person can read and repeat by hand.

A finding is a hint with its evidence, never a mark: the Nucleo decides what it means. Rules and
limits in words: `dashboard.texts.reasons` and docs/motivazioni.md.

Source: D.Lgs. 150/2009, art. 10 (the report gives deviations and their causes); Linee guida DFP
2/2017 and 3/2018 (causes named, in words of their own).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.causes import cause_words_in
from dashboard.domain.model import Period
from dashboard.domain.names import normalised_name
from dashboard.domain.phrases import fits
from dashboard.domain.plausibility.wording import says_delay, says_reached
from dashboard.domain.reason_words import FIGURE_WORDS, SAYS_NOTHING, reason_words
from dashboard.domain.reviews import ResultKey
from dashboard.domain.similar_texts import TextPool, shared_pct

FEWEST_WORDS = 4
COPIED_FROM_PCT = 70.0


class ReasonFlaw(StrEnum):
    """What may be weak in a reason, in the order in which it is said."""

    MISSING = "missing"
    TOO_SHORT = "too_short"
    COPIED_FROM_ANOTHER = "copied_from_another"
    COPIED_FROM_LAST_YEAR = "copied_from_last_year"
    RESTATES_FIGURE = "restates_figure"
    CONTRADICTS_FIGURE = "contradicts_figure"
    NAMES_NO_CAUSE = "names_no_cause"


@dataclass(frozen=True, slots=True)
class ReasonedResult:
    """A result with the reason beside it.

    `needs_reason`: on the wrong side of the target, or not reported. `is_reached`: the target of
    the period is met in full. `percentages` are what a percentage in the text may speak of,
    `figures` what any other number may.
    """

    reference_year: int
    period: Period
    sector_code: str
    action_code: str
    indicator_code: str
    indicator_name: str
    action_name: str | None = None
    reason: str | None = None
    needs_reason: bool = True
    is_reached: bool = False
    has_result: bool = True
    percentages: tuple[float, ...] = ()
    figures: tuple[float, ...] = ()

    @property
    def key(self) -> ResultKey:
        """Gives the codes that tell this result from the others of its period."""
        return self.sector_code, self.action_code, self.indicator_code


@dataclass(frozen=True, slots=True)
class ReasonFinding:
    """A flaw with its evidence: the words that show it, or "" where nothing is written.

    Of a copy, `other` is the likest result, `shared_pct` how much the two texts share, and
    `other_count` how many there are.
    """

    flaw: ReasonFlaw
    evidence: str
    other: ReasonedResult | None = None
    shared_pct: float | None = None
    other_count: int = 0


class ReasonPool:
    """The reasons of one year and period, made ready to be compared with one another."""

    def __init__(self, results: Sequence[ReasonedResult]) -> None:
        """Takes the results of the period; those without a reason copy nothing."""
        self._by_key = {one.key: one for one in results if one.reason}
        self._texts = TextPool([(key, one.reason or "") for key, one in self._by_key.items()])

    def likest(self, result: ReasonedResult) -> tuple[ReasonedResult, float, int] | None:
        """Gives the other result with the likest reason, how much it shares, how many are alike."""
        found = self._texts.likest(result.reason or "", COPIED_FROM_PCT, result.key)
        return (
            None
            if found is None
            else (self._by_key[found.name], found.shared_pct, found.alike_count)
        )


def reason_findings(
    result: ReasonedResult, others: ReasonPool, earlier: Sequence[ReasonedResult] = ()
) -> tuple[ReasonFinding, ...]:
    """Gives what may be weak in a result's reason, in the order of `ReasonFlaw`.

    `earlier`: the same indicator in the periods before, the nearest first. A reason that nobody
    asked for is only looked at for a contradiction.
    """
    said = " ".join((result.reason or "").split())
    if not result.needs_reason:
        return tuple(_contradictions(result, said))
    if says_nothing(said):
        return (ReasonFinding(ReasonFlaw.MISSING, said),)
    return (
        *_brevity(said),
        *_copies(result, others),
        *_copies_of_earlier(said, earlier),
        *_restatement(result, said),
        *_contradictions(result, said),
        *_absence_of_a_cause(result, said),
    )


def says_nothing(reason: str) -> bool:
    """Says whether a text stands for none: empty, a dash, "n.d.", "vedi relazione"."""
    plain = normalised_name(reason)
    return not plain or plain in reason_words()[SAYS_NOTHING]


def _brevity(said: str) -> Iterator[ReasonFinding]:
    if len(normalised_name(said).split()) < FEWEST_WORDS:
        yield ReasonFinding(ReasonFlaw.TOO_SHORT, said)


def _copies(result: ReasonedResult, others: ReasonPool) -> Iterator[ReasonFinding]:
    found = others.likest(result)
    if found is not None:
        other, pct, count = found
        yield ReasonFinding(ReasonFlaw.COPIED_FROM_ANOTHER, other.reason or "", other, pct, count)


def _copies_of_earlier(said: str, earlier: Sequence[ReasonedResult]) -> Iterator[ReasonFinding]:
    for before in earlier:
        pct = shared_pct(said, before.reason or "")
        if pct >= COPIED_FROM_PCT:
            yield ReasonFinding(
                ReasonFlaw.COPIED_FROM_LAST_YEAR, before.reason or "", before, pct, 1
            )
            return


def _restatement(result: ReasonedResult, said: str) -> Iterator[ReasonFinding]:
    if _only_restates(result, said):
        yield ReasonFinding(ReasonFlaw.RESTATES_FIGURE, said)


def _only_restates(result: ReasonedResult, said: str) -> bool:
    """Says whether a text holds only numbers, words of figures, and the indicator's own words."""
    own = set(normalised_name(f"{result.indicator_name} {result.action_name or ''}").split())
    figure_words = reason_words()[FIGURE_WORDS]
    return all(
        word.isdigit() or word in own or any(fits(word, one) for one in figure_words)
        for word in normalised_name(said).split()
    )


def _contradictions(result: ReasonedResult, said: str) -> Iterator[ReasonFinding]:
    """Finds one contradiction at most: in words before in numbers."""
    if not said or not result.has_result:
        return
    words = None
    if result.is_reached:
        words = says_delay(said)
    elif result.needs_reason:
        words = says_reached(said)
    words = words or next(_numbers_that_differ(result, said), None)
    if words is not None:
        yield ReasonFinding(ReasonFlaw.CONTRADICTS_FIGURE, words)


def _absence_of_a_cause(result: ReasonedResult, said: str) -> Iterator[ReasonFinding]:
    # What only restates the figure names no cause either: said once.
    if not _only_restates(result, said) and cause_words_in(said) is None:
        yield ReasonFinding(ReasonFlaw.NAMES_NO_CAUSE, said)


# Only where the text says that a number is the result: "raggiunto il 62 %", "risultato pari a 40".
# Any other number may speak of anything.
_BETWEEN = (
    r"(?:\s+(?:finale|ottenuto|conseguito|raggiunto|è|stato|stata|di|del|a|al|il|lo|la|pari|circa"
    r"|solo|soltanto|complessivo|annuo))*\s*(?:[:=]\s*)?(?:(?:de|a)?l+['’])?"
)
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_FINAL_VALUE = r"(?:valore|percentuale)\s+(?:finale|raggiunt[oa]|ottenut[oa]|conseguit[oa])"
_STATED_PERCENTAGE = re.compile(
    rf"\b(?:raggiunt[oaie]|conseguit[oaie]|realizzat[oaie]|risultato|consuntivo|{_FINAL_VALUE})"
    rf"{_BETWEEN}\s*{_NUMBER}\s*(?:%|per\s*cento)",
    re.IGNORECASE,
)
_STATED_RESULT = re.compile(
    rf"\b(?:risultato|consuntivo|{_FINAL_VALUE}){_BETWEEN}\s*{_NUMBER}"
    r"(?![\d/]|[.,]\d|\s*(?:%|per\s*cento))",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:atteso|previsto|anno precedente|(?:non|mai)(?:\s+\w+){0,2})\W*$",
    re.IGNORECASE,
)


def _numbers_that_differ(result: ReasonedResult, said: str) -> Iterator[str]:
    """Gives the statements of a result whose number is none of those known of it, as written."""
    for pattern, known in (
        (_STATED_PERCENTAGE, result.percentages),
        (_STATED_RESULT, result.figures),
    ):
        for match in pattern.finditer(said) if known else ():
            if not _OF_SOMETHING_ELSE.search(said[: match.start()]) and not _is_among(
                match["number"], known
            ):
                yield match[0]


def _is_among(written: str, known: Sequence[float]) -> bool:
    """Says whether a written number is one of those known, rounded or cut as it is written."""
    is_grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written) is not None
    plain = (written.replace(".", "") if is_grouped else written).replace(",", ".")
    one_in_the_last_place = 10.0 ** -len(plain.partition(".")[2])
    return any(abs(float(plain) - abs(one)) < one_in_the_last_place for one in known)
