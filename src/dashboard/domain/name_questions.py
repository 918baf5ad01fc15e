"""Ask about names that are written like a known one: is it the same, or another?

Nothing is assumed: until a person answers, what such a name stands for is a thing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.domain.facts import report_period
from dashboard.domain.issues import IssueList
from dashboard.domain.known_names import Days, KnownName, NameSubject, days_of
from dashboard.domain.model import DocumentKind, ParsedDocument, SheetRow
from dashboard.domain.names import code_from_name, normalised_name
from dashboard.domain.registry import EntityRegistry, KnownThing


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A sector or strategic direction as a file writes it, with the first cell that does.

    Code or name may be None, never both. Without a cell it is stated by the name of the file or
    of a folder.
    """

    subject: NameSubject
    code: str | None
    name: str | None
    sheet_name: str | None = None
    cell: str | None = None

    @property
    def text(self) -> str:
        """Gives code and name as one reads them: "33 Lavori publici"."""
        return " ".join(part for part in (self.code, self.name) if part)

    @property
    def own_code(self) -> str:
        """Gives the code that it stands for when it is nothing known."""
        return self.code or code_from_name(self.name or "")

    def is_called(self, text: str) -> bool:
        """Says whether a person means this one by a text: its name, its code, or both."""
        names = (self.text, self.name, self.code)
        return normalised_name(text) in {normalised_name(name) for name in names if name}


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """A person's word that what is written so stands for a code; of any subject where None."""

    text: str
    code: str
    subject: NameSubject | None = None

    def fits(self, written: WrittenName) -> bool:
        """Says whether the answer is about this name."""
        return self.subject in (None, written.subject) and written.is_called(self.text)

    def as_known_name(self, written: WrittenName) -> KnownName:
        """Gives the answer as a statement to keep, for the name and not for a code beside it."""
        return KnownName(written.subject, self.code, written.name or written.own_code)


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A name that may be one of the `candidates`, the likeliest first; with the answer given.

    `answered_code` is the code of a candidate, another code, or None where nobody answered yet.
    """

    written: WrittenName
    candidates: tuple[KnownThing, ...]
    answered_code: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document with the days it speaks of and every sector and direction it names, in order."""

    document: ParsedDocument
    days: Days
    written: tuple[WrittenName, ...]


def named_documents(documents: Iterable[ParsedDocument]) -> tuple[NamedDocument, ...]:
    """Gives the documents that say their year, with the names in them.

    Not an anagrafica: what it says of names is stated, and not asked about.
    """
    return tuple(
        NamedDocument(
            document,
            days_of(document.reference_year, report_period(document)),
            _written_names(document),
        )
        for document in documents
        if document.reference_year is not None and document.kind is not DocumentKind.REGISTRY
    )


def learn_names(one: NamedDocument, registry: EntityRegistry) -> None:
    """Lets a registry learn the codes and names that a document pairs.

    Not those that look like a known one: what is asked about must not be known meanwhile.
    """
    for written in one.written:
        known = registry.of(written.subject)
        if written.code and not known.candidates(written.code, written.name, one.days):
            known.learn(known.code_of(written.code, written.name, one.days), written.name)


def questions_about(
    one: NamedDocument, registry: EntityRegistry, answers: Sequence[NameAnswer]
) -> Iterator[NameQuestion]:
    """Gives the questions that the names of a document raise, each with the last fitting answer."""
    for written in one.written:
        candidates = registry.of(written.subject).candidates(written.code, written.name, one.days)
        if candidates:
            codes = [answer.code for answer in answers if answer.fits(written)]
            yield NameQuestion(written, candidates, codes[-1] if codes else None)


def known_names_from(one: NamedDocument, answers: Iterable[NameAnswer]) -> Iterator[KnownName]:
    """Gives the answers about a document's names as statements to keep."""
    for answer in answers:
        for written in one.written:
            if answer.fits(written):
                yield answer.as_known_name(written)


def near_name_issues(questions: Iterable[NameQuestion], issues: IssueList) -> None:
    """Says which names look like a known one, where nobody has answered for them."""
    for question in questions:
        if question.answered_code is None:
            _add("near_name", question.written, question.candidates[0], issues)


def other_name_issues(one: NamedDocument, registry: EntityRegistry, issues: IssueList) -> None:
    """Says where the code of one thing stands beside the name of quite another."""
    for written in one.written:
        known = registry.of(written.subject).other_name_of(written.code, written.name, one.days)
        if known is not None:
            _add("code_with_other_name", written, known, issues)


def _written_names(document: ParsedDocument) -> tuple[WrittenName, ...]:
    found: dict[tuple[NameSubject, str | None, str | None], WrittenName] = {}
    for subject in NameSubject:
        # A report is kept by sector, a DUP by direction; the rows may name the other one.
        if subject is _subject_of(document):
            written = _of_document(document, subject)
            if written is not None:
                found[subject, written.code, written.name] = written
        for row in document.rows:
            code, name = row.text(f"{subject}_code"), row.text(f"{subject}_name")
            if (subject, code, name) not in found and (code or name):
                found[subject, code, name] = _of_row(row, subject, code, name)
    return tuple(found.values())


def _add(code: str, written: WrittenName, known: KnownThing, issues: IssueList) -> None:
    issues.add(
        code,
        written.sheet_name,
        written.cell,
        expected=known.text,
        found=written.text,
        subject=str(written.subject),
    )


def _subject_of(document: ParsedDocument) -> NameSubject:
    is_dup = document.kind is DocumentKind.DUP_STATUS
    return NameSubject.STRATEGIC_DIRECTION if is_dup else NameSubject.SECTOR


def _of_document(document: ParsedDocument, subject: NameSubject) -> WrittenName | None:
    if subject is NameSubject.SECTOR:
        code, name = document.sector_code, document.sector_name
    else:
        code, name = document.strategic_direction_code, document.strategic_direction_name
    if not (code or name):
        return None
    stated = document.stated.get(str(subject))
    if stated is None:
        return WrittenName(subject, code, name)
    return WrittenName(subject, code, name, stated.sheet_name, stated.cell)


def _of_row(row: SheetRow, subject: NameSubject, code: str | None, name: str | None) -> WrittenName:
    value = row.values.get(f"{subject}_name") or row.values[f"{subject}_code"]
    return WrittenName(subject, code, name, row.sheet_name, value.cell)
