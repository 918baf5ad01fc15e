"""The record of a session (verbale): its sections, for the screen and for the printed document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.minutes import MinutesFacts, PublishedTables, published_tables
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.suppression import Suppression, suppression
from dashboard.reports.word import ReportDocument
from dashboard.texts import minutes as texts
from dashboard.texts.reasons import flaw_title

_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinutesTable:
    """A table of a section. `shares`: how wide each column is, beside the others."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[_Row, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MinutesSection:
    """A part of the record: what it says, then its tables. `signers` sign below it."""

    title: str
    sentences: tuple[str, ...]
    tables: tuple[MinutesTable, ...] = ()
    signers: tuple[str, ...] = ()
    starts_page: bool = False


def minutes_sections(
    facts: MinutesFacts, session: ReviewSession | None, *, is_public: bool
) -> tuple[MinutesSection, ...]:
    """Gives all parts in their order; `session` None: what will be there once one is recorded.

    In a copy for the public no single case, no file name, and no small group can be read.
    """
    shown = published_tables(facts) if is_public else _all_of(facts)
    parts = [
        MinutesSection(texts.SESSION_PART, tuple(texts.session_sentences(session, facts))),
        _documents(facts),
        _results(facts, shown),
        _method(facts, shown),
        _deviations(facts, is_public=is_public),
        _examined(facts, is_public=is_public),
        _clarifications(facts, is_public=is_public),
        _targets(facts, is_public=is_public),
        *_written(session),
        _signatures(session, is_public=is_public),
    ]
    return tuple(parts) if is_public else (*parts, _annex(facts))


def minutes_docx(facts: MinutesFacts, session: ReviewSession, *, is_public: bool) -> bytes:
    """Gives the record as .docx, A4 upright, a heading for each part."""
    title, subtitle = texts.session_name(session), texts.subtitle(facts)
    document = ReportDocument(f"{title} – {texts.NUCLEO}", texts.running_title(facts, session))
    document.add_title(title)
    for line in (texts.PUBLIC_MARK, subtitle) if is_public else (subtitle,):
        document.add_text(line)
    for section in minutes_sections(facts, session, is_public=is_public):
        _add(document, section)
    return document.as_bytes()


def _add(document: ReportDocument, section: MinutesSection) -> None:
    document.add_heading(section.title, starts_page=section.starts_page)
    for sentence in section.sentences:
        document.add_text(sentence)
    for table in section.tables:
        if table.title != section.title:
            document.add_caption(table.title)
        widths = [document.TEXT_WIDTH_CM * share / sum(table.shares) for share in table.shares]
        document.add_table(table.title, table.columns, table.rows, widths)
        document.keep_table_whole()
    for name in section.signers:
        document.add_signature(name)


def _all_of(facts: MinutesFacts) -> PublishedTables:
    """Gives that everything may be read: nothing is smaller than nothing."""

    def whole(count: int) -> Suppression:
        return suppression([0] * count)

    return PublishedTables(whole(len(facts.sectors)), whole(len(facts.directions)))


def _documents(facts: MinutesFacts) -> MinutesSection:
    rows = texts.kind_rows(facts.documents)
    table = MinutesTable(texts.DOCUMENTS_PART, texts.KIND_COLUMNS, tuple(rows), (8, 2.4, 3, 3))
    return MinutesSection(
        texts.DOCUMENTS_PART, tuple(texts.document_sentences(facts)), (table,) if rows else ()
    )


def _annex(facts: MinutesFacts) -> MinutesSection:
    rows = texts.document_rows(facts)
    table = MinutesTable(texts.ANNEX_PART, texts.DOCUMENT_COLUMNS, tuple(rows), (4, 4.6, 6, 3))
    return MinutesSection(texts.ANNEX_PART, (), (table,), starts_page=True)


def _results(facts: MinutesFacts, shown: PublishedTables) -> MinutesSection:
    directions = [
        texts.pair_row(pair, row)
        for pair, row in zip(facts.directions, shown.directions.rows, strict=True)
    ]
    sectors = [
        texts.pair_row(pair, row)
        for pair, row in zip(facts.sectors, shown.sectors.rows, strict=True)
    ]
    sentences = tuple(texts.result_sentences(facts, is_whole_shown=shown.is_whole_shown))
    if not shown.is_whole_shown:
        return MinutesSection(texts.RESULTS_PART, sentences)
    shares = (5.2, 2.8, 3.4, 3.2, 3.2)
    return MinutesSection(
        texts.RESULTS_PART,
        sentences,
        (
            MinutesTable(
                texts.STATUS_TABLE,
                texts.STATUS_COLUMNS,
                tuple(texts.status_rows(facts.results)),
                (6, 2),
            ),
            MinutesTable(
                texts.DIRECTIONS_TABLE,
                (texts.DIRECTION_HEADING, *texts.MEAN_COLUMNS),
                (*directions, texts.whole_row(facts.whole)),
                shares,
            ),
            MinutesTable(
                texts.SECTORS_TABLE,
                (texts.SECTOR_HEADING, *texts.MEAN_COLUMNS),
                tuple(sectors),
                shares,
            ),
        ),
    )


def _method(facts: MinutesFacts, shown: PublishedTables) -> MinutesSection:
    rows = tuple(texts.rule_row(rule, count) for rule, count in facts.rules)
    sentences = texts.method_sentences(facts, with_extremes=shown.is_every_direction_shown)
    return MinutesSection(
        texts.RULES_PART,
        tuple(sentences) if shown.is_whole_shown else (),
        (MinutesTable(texts.RULES_TABLE, texts.RULE_COLUMNS, rows, (2.4, 14)),),
    )


def _deviations(facts: MinutesFacts, *, is_public: bool) -> MinutesSection:
    tables = []
    flaws = tuple(
        (flaw_title(flaw), str(count)) for flaw, count in facts.reason_flaws.items() if count
    )
    if flaws:
        tables.append(MinutesTable(texts.FLAW_TABLE, texts.FLAW_COLUMNS, flaws, (8, 2.4)))
    if facts.deviations and not is_public:
        rows = tuple(texts.deviation_rows(facts))
        tables.append(
            MinutesTable(texts.BY_DIRECTION_TABLE, texts.BY_DIRECTION_COLUMNS, rows, (6, 2.4, 3.2))
        )
    return MinutesSection(
        texts.DEVIATIONS_PART, tuple(texts.deviation_sentences(facts)), tuple(tables)
    )


def _examined(facts: MinutesFacts, *, is_public: bool) -> MinutesSection:
    sentences = [
        *texts.examined_sentences(facts),
        texts.adjusted_sentence(facts),
        texts.not_assessable_sentence(facts),
    ]
    tables = _tables(
        MinutesTable(
            texts.OUTCOME_TABLE, texts.OUTCOME_COLUMNS, tuple(texts.outcome_rows(facts)), (8, 2.4)
        )
    )
    cases = _tables(
        MinutesTable(
            texts.ADJUSTED_TABLE,
            texts.ADJUSTED_COLUMNS,
            tuple(texts.adjusted_rows(facts)),
            (6, 2.2, 2.2, 6),
        ),
        MinutesTable(
            texts.NOT_ASSESSABLE_TABLE,
            texts.NOT_ASSESSABLE_COLUMNS,
            tuple(texts.not_assessable_rows(facts)),
            (7, 8),
        ),
    )
    return _with_cases(texts.EXAMINED_PART, sentences, tables, cases, is_public=is_public)


def _clarifications(facts: MinutesFacts, *, is_public: bool) -> MinutesSection:
    cases = _tables(
        MinutesTable(
            texts.CLARIFICATIONS_PART,
            texts.CLARIFICATION_COLUMNS,
            tuple(texts.clarification_rows(facts.clarifications)),
            (1.2, 5, 3, 3, 3, 3),
        )
    )
    sentences = [texts.clarification_sentence(facts.clarifications)]
    return _with_cases(texts.CLARIFICATIONS_PART, sentences, (), cases, is_public=is_public)


def _targets(facts: MinutesFacts, *, is_public: bool) -> MinutesSection:
    cases = _tables(
        MinutesTable(
            texts.TARGETS_PART,
            texts.TARGET_COLUMNS,
            tuple(texts.varied_rows(facts)),
            (7, 3.2, 3.2, 2.2),
        )
    )
    sentences = [texts.varied_sentence(facts)]
    return _with_cases(texts.TARGETS_PART, sentences, (), cases, is_public=is_public)


def _with_cases(
    title: str,
    sentences: Sequence[str],
    tables: tuple[MinutesTable, ...],
    cases: tuple[MinutesTable, ...],
    *,
    is_public: bool,
) -> MinutesSection:
    """Gives a part with its single cases; to the public only that they are on file."""
    if is_public and cases:
        return MinutesSection(title, (*sentences, texts.CASES_ON_FILE), tables)
    return MinutesSection(title, tuple(sentences), (*tables, *cases))


def _tables(*tables: MinutesTable) -> tuple[MinutesTable, ...]:
    """Gives those that have rows."""
    return tuple(table for table in tables if table.rows)


def _written(session: ReviewSession | None) -> list[MinutesSection]:
    """Gives what the Nucleo wrote itself."""
    written = (
        (texts.FINDINGS_PART, None if session is None else session.findings),
        (texts.CRITERIA_PART, None if session is None else session.criteria),
        (texts.OPEN_PART, None if session is None else session.open_points),
    )
    return [MinutesSection(title, tuple(texts.put_down(words))) for title, words in written]


def _signatures(session: ReviewSession | None, *, is_public: bool) -> MinutesSection:
    if session is None:
        return MinutesSection(texts.SIGNATURES_PART, (texts.NOBODY_SIGNS_YET,))
    if is_public:
        return MinutesSection(texts.SIGNATURES_PART, (texts.SIGNED_ORIGINAL,))
    return MinutesSection(texts.SIGNATURES_PART, (), signers=tuple(session.members.splitlines()))
