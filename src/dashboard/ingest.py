"""The use case of this program: bytes -> rows and issues -> preview -> store.

`check_files` reads, compares and writes nothing; `confirm_all` appends checked files in one
transaction. Both serve the upload page and the command line, so that neither can know more
than the other.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from dashboard.clarifying import clarifications_of
from dashboard.domain.checks import (
    declared_percent_issues,
    drop_issues_settled_by_plan,
    peg_issues,
    plan_issues,
)
from dashboard.domain.clarification_checks import clarification_issues
from dashboard.domain.clarifications import Clarification
from dashboard.domain.contradicted import contradicted_decision_issues
from dashboard.domain.differences import DocumentDifference, document_difference
from dashboard.domain.facts import facts_from, report_period
from dashboard.domain.issues import IssueList
from dashboard.domain.known_names import KnownName, days_of
from dashboard.domain.mapping import MappingProblem, MappingUse, SheetMapping
from dashboard.domain.mapping_json import MappingFileError, mapping_from_json
from dashboard.domain.model import (
    DocumentKind,
    DocumentToStore,
    Facts,
    Issue,
    ParsedDocument,
    ParsedWorkbook,
    Proposal,
    Severity,
    TemplateUse,
    UploadToStore,
)
from dashboard.domain.name_questions import (
    NameAnswer,
    NamedDocument,
    NameQuestion,
    named_documents,
    near_name_issues,
    other_name_issues,
)
from dashboard.domain.placing import PlacedProposal, place_proposals
from dashboard.domain.roles import Role
from dashboard.domain.rule_book import rule_book_of
from dashboard.domain.services import placed_by_service
from dashboard.domain.standing import Weighed, weighed_against_current
from dashboard.domain.undeclared import undeclared_change_issues
from dashboard.errors import BlockedLoadError, DashboardError, UnusableMappingError
from dashboard.history import SLOT, number_in, row_texts, slot_rows
from dashboard.incoming import IncomingFile, incoming_files
from dashboard.returned_templates import ReturnedTemplates
from dashboard.settings import DEFAULT_ENTITY_CODE, SAMPLE_FOLDERS
from dashboard.store import Store
from dashboard.surroundings import AskedNames, Surroundings
from dashboard.texts.annotations import annotated_file_name
from dashboard.workbook import (
    WORKER_COUNT,
    AnnotatedWorkbook,
    annotated_workbook,
    problems_of,
    read_workbook_isolated,
    reworded,
)

_MARKABLE_SUFFIXES = {".xlsx", ".xlsm"}
_KINDS_WITH_DIRECTION = {DocumentKind.DUP_STATUS}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What one file says, what is wrong with it, and what storing it would change."""

    file_name: str
    folder_name: str
    content: bytes
    file_sha256: str
    error: DashboardError | None = None
    parsed: ParsedWorkbook | None = None
    entity_code: str = DEFAULT_ENTITY_CODE
    documents: tuple[DocumentToStore, ...] = ()
    issues: tuple[Issue, ...] = ()
    differences: tuple[DocumentDifference, ...] = ()
    already_stored_upload_id: int | None = None
    name_questions: tuple[NameQuestion, ...] = ()
    known_names: tuple[KnownName, ...] = ()
    template_use: TemplateUse | None = None

    @property
    def open_questions(self) -> tuple[NameQuestion, ...]:
        """Gives the near misses that nobody has answered for; stored so, each is a new thing."""
        return tuple(one for one in self.name_questions if one.answered_code is None)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Gives the changes proposed in red ink."""
        return () if self.parsed is None else self.parsed.proposals

    @property
    def placed_proposals(self) -> tuple[PlacedProposal, ...]:
        """Gives the same with what each is about; none of a file that holds no document."""
        return place_proposals(self.documents, self.proposals)

    @property
    def mapping_uses(self) -> tuple[MappingUse, ...]:
        """Gives the sheets that were read with a mapping."""
        return () if self.parsed is None else self.parsed.mapping_uses

    @property
    def is_blocked(self) -> bool:
        """Says whether the file cannot be stored: unreadable, or with a blocking issue."""
        if self.error is not None:
            return True
        return any(issue.severity is Severity.BLOCKING for issue in self.issues)

    @property
    def is_new(self) -> bool:
        """Says whether the file can be stored and is not, as it is, in force already."""
        return not self.is_blocked and self.already_stored_upload_id is None


def mapping_from_file(file_name: str, content: bytes) -> SheetMapping:
    """Gives the mapping that a file holds. Raises UnusableMappingError with all that is wrong."""
    try:
        mapping = mapping_from_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problems = (MappingProblem("not_json", {"line": "1"}),)
        raise UnusableMappingError(file_name=file_name, problems=problems) from error
    except MappingFileError as error:
        raise UnusableMappingError(file_name=file_name, problems=error.problems) from error
    found = problems_of(mapping)
    if found:
        raise UnusableMappingError(file_name=file_name, problems=found)
    return mapping


def check_file(
    store: Store | None,
    file_name: str,
    content: bytes,
    folder_name: str = "",
    default_entity_code: str | None = None,
) -> CheckedFile:
    """Reads one file and compares it with the store; writes nothing. See `check_files`."""
    incoming = IncomingFile(file_name, content, folder_name)
    return check_files(store, [incoming], default_entity_code)[0]


def check_files(
    store: Store | None,
    files: Iterable[IncomingFile],
    default_entity_code: str | None = None,
    on_read: Callable[[int], None] | None = None,
    answers: Sequence[NameAnswer] = (),
    mappings: Sequence[SheetMapping] = (),
) -> list[CheckedFile]:
    """Reads files together and compares them with the store (None: with nothing).

    Together, because a report may name a sector that only the plan beside it numbers, and is
    compared with the targets of that plan. Never raises for what is in a file: an unreadable
    one carries its `error`. `on_read` is told, in the caller's thread, how many are read so far.
    `answers` say what near misses stand for; confirming a file that needs one remembers it.
    So it is with `mappings`, which come before those of the store: what a file was read with is
    saved when it is confirmed.
    """
    with _cycle_search_at_rest():
        return _checked(store, files, default_entity_code, on_read, answers, mappings)


def _checked(
    store: Store | None,
    files: Iterable[IncomingFile],
    default_entity_code: str | None,
    on_read: Callable[[int], None] | None,
    answers: Sequence[NameAnswer],
    mappings: Sequence[SheetMapping],
) -> list[CheckedFile]:
    read_files: list[_Read] = []
    stored = () if store is None else store.mappings()
    known_mappings = (*mappings, *(saved.mapping for saved in stored))
    with ThreadPoolExecutor(max_workers=WORKER_COUNT) as threads:
        for read in threads.map(partial(_read, mappings=known_mappings), files):
            read_files.append(read)
            if on_read is not None:
                on_read(len(read_files))
    context = Surroundings(store, default_entity_code)
    context.learn(
        [one for read in read_files if read.parsed for one in read.parsed.documents],
        [one for read in read_files for one in read.named_documents],
    )
    # What a name may mean is asked before any answer, so that an answer can still be changed.
    names = [context.names_of(read.named_documents, answers) for read in read_files]
    for found in names:
        context.state(found)
    assembled = [
        _assemble(read, found, context) for read, found in zip(read_files, names, strict=True)
    ]
    for one in assembled:
        context.plan.learn(one.documents)
        context.peg.learn(one.documents)
    context.learn_stored_plans({one.entity_code for one in assembled if one.documents})
    returned = ReturnedTemplates(store)
    return [_completed(one, context, returned) for one in assembled]


@contextmanager
def _cycle_search_at_rest() -> Iterator[None]:
    """Lets Python not look for cycles of garbage while many lasting values are made.

    What files say are hundreds of thousands of small values without any cycle; looking through
    them again and again took a third of the processor time of checking 40 reports.
    """
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.enable()


def unused_answers(
    checked_files: Iterable[CheckedFile], answers: Sequence[NameAnswer]
) -> list[NameAnswer]:
    """Gives the answers about names that none of the files writes."""
    written = [
        name
        for checked in checked_files
        if checked.parsed is not None
        for one in named_documents(checked.parsed.documents)
        for name in one.written
    ]
    return [answer for answer in answers if not any(map(answer.fits, written))]


def confirm(store: Store, checked: CheckedFile, uploaded_by: str) -> int:
    """Appends a checked file in one transaction and gives its upload id; see `confirm_all`."""
    (upload_id,) = confirm_all(store, [checked], uploaded_by)
    return upload_id


def confirm_all(
    store: Store,
    checked_files: Sequence[CheckedFile],
    uploaded_by: str,
    uploaded_role: Role | None = None,
) -> list[int]:
    """Appends checked files in one transaction and gives their upload ids.

    All of them are stored or, on any error, none; together they take a third of the time. For a
    file whose very same bytes are already current nothing is written and the id of that earlier
    upload is given. Raises the own error of the first file that cannot be stored, or
    BlockedLoadError.
    """
    for checked in checked_files:
        if checked.error is not None:
            raise checked.error
        if checked.is_blocked:
            raise BlockedLoadError(file_name=checked.file_name)
    return store.append_all(
        (upload_of(checked, uploaded_by, uploaded_role), checked.known_names)
        for checked in checked_files
    )


def upload_of(
    checked: CheckedFile, uploaded_by: str, uploaded_role: Role | None = None
) -> UploadToStore:
    """Gives a checked file as the store takes it."""
    return UploadToStore(
        file_name=checked.file_name,
        folder_name=checked.folder_name,
        file_sha256=checked.file_sha256,
        file_bytes=checked.content,
        uploaded_by=uploaded_by,
        documents=checked.documents,
        issues=checked.issues,
        proposals=checked.proposals,
        last_editor=None if checked.parsed is None else checked.parsed.last_editor,
        mapping_uses=checked.mapping_uses,
        template_use=checked.template_use,
        uploaded_role=uploaded_role,
    )


def marked_file(checked: CheckedFile) -> AnnotatedWorkbook:
    """Gives the file that was sent, with its issues marked in it, to hand back to its sector.

    Of formats that cannot be marked it gives a list of the issues. Raises the file's own error
    for one that cannot be opened.
    """
    if checked.error is not None:
        raise checked.error
    now = datetime.now().astimezone()
    return annotated_workbook(checked.file_name, checked.content, checked.issues, now)


def marked_file_name(file_name: str) -> str:
    """Gives the name of the file that `marked_file` makes, before it is made."""
    is_own_file = Path(file_name).suffix.casefold() in _MARKABLE_SUFFIXES
    return annotated_file_name(file_name, is_own_file=is_own_file)


def load_samples_if_empty(store: Store) -> int:
    """Fills an empty store with the sample municipality and the real figures; gives the count."""
    if not store.is_empty():
        return 0
    loaded = 0
    for folder in SAMPLE_FOLDERS:
        checked_files = check_files(store, incoming_files([folder]))
        loaded += len(confirm_all(store, checked_files, uploaded_by="dati di esempio"))
    return loaded


@dataclass(frozen=True, slots=True)
class _Read:
    incoming: IncomingFile
    file_sha256: str
    parsed: ParsedWorkbook | None
    error: DashboardError | None
    named_documents: tuple[NamedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class _Assembled:
    read: _Read
    names: AskedNames
    entity_code: str
    documents: tuple[DocumentToStore, ...]
    issues: IssueList


def _read(incoming: IncomingFile, mappings: Sequence[SheetMapping]) -> _Read:
    digest = sha256(incoming.content).hexdigest()
    try:
        parsed = read_workbook_isolated(
            incoming.file_name,
            incoming.content,
            folder_name=incoming.folder_name,
            leaves_out_hidden=incoming.leaves_out_hidden,
            mappings=mappings,
            ink_decisions=incoming.ink_decisions,
        )
    except DashboardError as error:
        return _Read(incoming, digest, None, error)
    return _Read(incoming, digest, parsed, None, named_documents(parsed.documents))


def _assemble(read: _Read, names: AskedNames, context: Surroundings) -> _Assembled:
    issues = IssueList(read.incoming.file_name)
    fallback = context.default_entity_code or DEFAULT_ENTITY_CODE
    if read.parsed is None:
        return _Assembled(read, names, fallback, (), issues)
    issues.issues.extend(read.parsed.issues)
    near_name_issues(names.questions, issues)
    for one in read.named_documents:
        other_name_issues(one, context.registry(context.entity_code(one.document)), issues)
    documents: list[DocumentToStore] = []
    proposals = read.parsed.proposals
    for document in _placed(read.parsed.documents, context, issues):
        stored = _document_to_store(document, context)
        if stored is not None:
            weighed = _weighed(stored, proposals, read.incoming, context)
            proposals = weighed.proposals
            documents.append(
                _with_facts(stored, replace(document, rows=weighed.rows), context, issues)
            )
    if len(proposals) != len(read.parsed.proposals):
        _recount_proposals(proposals, issues)
    read = replace(read, parsed=replace(read.parsed, proposals=proposals))
    codes = [document.entity_code for document in documents]
    return _Assembled(read, names, codes[0] if codes else fallback, tuple(documents), issues)


def _placed(
    documents: Iterable[ParsedDocument], context: Surroundings, issues: IssueList
) -> Iterator[ParsedDocument]:
    """Gives the documents, those that only name services by the sectors that these belong to."""
    for document in documents:
        year = document.reference_year
        if year is None:
            yield document
            continue
        rules = context.rules_stated(context.entity_code(document), year)
        days = days_of(year, report_period(document))
        yield from placed_by_service(document, rules, days, issues)


def _weighed(
    document: DocumentToStore,
    proposals: tuple[Proposal, ...],
    incoming: IncomingFile,
    context: Surroundings,
) -> Weighed:
    """Gives what the red ink asks of what is in force, and the rows that stand meanwhile.

    A file that is read again weighs on what it said itself when it came: what is in force may be
    what an earlier decision made of it.
    """
    if not proposals:
        return Weighed((), document.rows)
    if context.store is None or incoming.revised_upload_id is None:
        in_force = context.slot(document).rows
    else:
        slot = {name: getattr(document, name) for name in SLOT if name != "document_kind"}
        rows = slot_rows(
            context.store, incoming.revised_upload_id, slot | {"document_kind": document.kind}
        )
        in_force = row_texts(rows)
    return weighed_against_current(
        document.kind, document.rows, proposals, in_force, number_in, reworded
    )


def _recount_proposals(proposals: Sequence[Proposal], issues: IssueList) -> None:
    """Says how many proposals are left, once those that are in force already are taken out."""
    issues.issues[:] = [issue for issue in issues.issues if issue.code != "red_ink_found"]
    if proposals:
        issues.add("red_ink_found", proposals[0].sheet_name, count=str(len(proposals)))


def _document_to_store(document: ParsedDocument, context: Surroundings) -> DocumentToStore | None:
    """Gives a document with its identity settled, without facts; None for an unknown year.

    The reader has already reported a missing year as blocking, so nothing is dropped silently.
    """
    if document.reference_year is None:
        return None
    entity_code = context.entity_code(document)
    registry = context.registry(entity_code)
    directions = registry.strategic_directions
    period = report_period(document)
    days = days_of(document.reference_year, period)
    return DocumentToStore(
        entity_code=entity_code,
        entity_name=context.entity_names.get(entity_code, entity_code),
        kind=document.kind,
        reference_year=document.reference_year,
        cycle_start_year=document.cycle_start_year,
        cycle_end_year=document.cycle_end_year,
        period=period,
        sector_code=(
            None
            if document.kind in _KINDS_WITH_DIRECTION
            else registry.sectors.code_of(document.sector_code, document.sector_name, days)
        ),
        strategic_direction_code=(
            directions.code_of(
                document.strategic_direction_code, document.strategic_direction_name, days
            )
            if document.kind in _KINDS_WITH_DIRECTION
            else None
        ),
        achievement_basis=context.achievement_basis(entity_code, document),
        recognition=document.recognition,
        rows=document.rows,
        facts=Facts(),
    )


def _with_facts(
    stored: DocumentToStore, document: ParsedDocument, context: Surroundings, issues: IssueList
) -> DocumentToStore:
    """Gives a document with what its rows state."""
    registry = context.registry(stored.entity_code)
    facts = facts_from(document, registry, stored.reference_year, issues)
    return replace(stored, rows=document.rows, facts=facts)


def _completed(one: _Assembled, context: Surroundings, returned: ReturnedTemplates) -> CheckedFile:
    """Gives the checked file, with the issues that need other documents and the differences."""
    read, store = one.read, context.store
    for document in one.documents:
        plan_issues(document, context.plan, one.issues)
        peg_issues(document, context.peg, one.issues)
        drop_issues_settled_by_plan(document, context.plan, one.issues)
        rules = context.rules_stated(document.entity_code, document.reference_year)
        clarification_issues(document, _asked_of(document, store), one.issues)
        declared_percent_issues(document, context.plan, one.issues, rule_book_of(rules))
    differences = tuple(_difference(context, document, one.issues) for document in one.documents)
    uses = () if read.parsed is None else read.parsed.mapping_uses
    known = None if store is None else store.find_upload(one.entity_code, read.file_sha256, uses)
    mark = None if read.parsed is None else read.parsed.template_mark
    use = None if mark is None else returned.use(mark, one.documents, one.issues)
    return CheckedFile(
        file_name=read.incoming.file_name,
        folder_name=read.incoming.folder_name,
        content=read.incoming.content,
        file_sha256=read.file_sha256,
        error=read.error,
        parsed=read.parsed,
        entity_code=one.entity_code,
        documents=one.documents,
        issues=tuple(one.issues.issues),
        differences=differences,
        already_stored_upload_id=known,
        name_questions=one.names.questions,
        known_names=tuple(one.names.known_names),
        template_use=use,
    )


def _asked_of(document: DocumentToStore, store: Store | None) -> Mapping[int, Clarification]:
    """Gives the requests that a sheet of answers may answer, by their number."""
    if store is None or document.kind is not DocumentKind.CLARIFICATIONS:
        return {}
    return {one.number: one for one in clarifications_of(store, document.entity_code)}


def _difference(
    context: Surroundings, document: DocumentToStore, issues: IssueList
) -> DocumentDifference:
    """Gives the differences from what is in force; says those against a decision or not in red."""
    slot = context.slot(document)
    difference = document_difference(document.kind, document.rows, slot.rows, number_in)
    undecided = contradicted_decision_issues(difference, slot.decided, issues)
    undeclared_change_issues(document.kind, undecided, slot.proposed_texts, issues)
    return difference
