"""The use case of this program: bytes -> rows and issues -> preview -> store.

`check_files` reads, compares and writes nothing; `confirm_all` appends checked files in one
transaction. Both serve the upload page and the command line, so that neither can know more
than the other.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.domain.checks import (
    PlanIndex,
    declared_percent_issues,
    drop_issues_settled_by_plan,
    plan_issues,
)
from dashboard.domain.contradicted import contradicted_decision_issues
from dashboard.domain.differences import DocumentDifference, document_difference
from dashboard.domain.facts import facts_from, report_period
from dashboard.domain.issues import HIDDEN_LINES_LEFT_OUT, IssueList
from dashboard.domain.known_names import KnownName, days_of
from dashboard.domain.mapping import MappingProblem, MappingUse, SheetMapping
from dashboard.domain.mapping_json import MappingFileError, mapping_from_json
from dashboard.domain.model import (
    DocumentKind,
    DocumentToStore,
    Facts,
    Issue,
    Lineage,
    ParsedDocument,
    ParsedWorkbook,
    Period,
    Proposal,
    Severity,
    TargetFact,
    UploadToStore,
)
from dashboard.domain.name_questions import (
    NameAnswer,
    NamedDocument,
    NameQuestion,
    known_names_from,
    learn_names,
    named_documents,
    near_name_issues,
    other_name_issues,
    questions_about,
)
from dashboard.domain.names import code_from_name
from dashboard.domain.placing import PlacedProposal, place_proposals
from dashboard.domain.proposals import NO_DECISIONS, InkDecisions
from dashboard.domain.registry import EntityRegistry
from dashboard.domain.standing import Weighed, weighed_against_current
from dashboard.domain.undeclared import undeclared_change_issues
from dashboard.errors import BlockedLoadError, DashboardError, UnusableMappingError
from dashboard.history import SLOT, CurrentSlot, current_slot, number_in, row_texts, slot_rows
from dashboard.settings import DEFAULT_ENTITY_CODE, SAMPLE_FOLDERS
from dashboard.store import Store
from dashboard.texts.annotations import annotated_file_name
from dashboard.workbook import (
    WORKER_COUNT,
    AnnotatedWorkbook,
    annotated_workbook,
    problems_of,
    read_workbook_isolated,
    reworded,
)

SPREADSHEET_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".csv"}
_LOCK_FILE_PREFIX = "~$"
_MARKABLE_SUFFIXES = {".xlsx", ".xlsm"}
_KINDS_WITH_DIRECTION = {DocumentKind.DUP_STATUS}


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as it was handed in; `folder_name` is the path above it, as far as known.

    `leaves_out_hidden` is the choice not to read its hidden rows and columns.
    `ink_decisions` settle its ink; a stored file that is read again for them says by
    `revised_upload_id` which one it is.
    """

    file_name: str
    content: bytes
    folder_name: str = ""
    leaves_out_hidden: bool = False
    ink_decisions: InkDecisions = field(default_factory=lambda: NO_DECISIONS)
    revised_upload_id: int | None = None


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


def incoming_files(paths: Sequence[Path]) -> Iterator[IncomingFile]:
    """Gives the spreadsheets named, and those below the folders named, in order of path.

    Inside a folder only spreadsheets are taken, and never the lock files of an open Excel; a
    file named outright is taken whatever it is, so that its own error can be reported.
    """
    for path in paths:
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.is_file() and is_spreadsheet_name(found.name):
                    yield IncomingFile(found.name, found.read_bytes(), os.fspath(found.parent))
        else:
            yield IncomingFile(path.name, path.read_bytes(), os.fspath(path.parent))


def incoming_again(store: Store, upload: Mapping[str, Any]) -> IncomingFile:
    """Gives a stored file as it was handed in, to be read again as it was read then.

    `upload` is a row of the query `uploads`. That hidden lines were left out is told by the
    upload's own issues; where it had none the choice made no difference.
    """
    upload_id = int(upload["upload_id"])
    file_name, content = store.original(upload_id)
    issues = store.query("upload_issues", upload_id=upload_id)
    return IncomingFile(
        file_name,
        content,
        str(upload["folder_name"]),
        leaves_out_hidden=bool(issues["issue_code"].isin(HIDDEN_LINES_LEFT_OUT).any()),
    )


def is_spreadsheet_name(file_name: str) -> bool:
    """Says whether a file found in a folder is a sheet to read, and no lock or hidden file."""
    hidden = file_name.startswith((_LOCK_FILE_PREFIX, "."))
    return not hidden and Path(file_name).suffix.casefold() in SPREADSHEET_SUFFIXES


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
    context = _Context(store, default_entity_code)
    for read in read_files:
        context.learn(read)
    # What a name may mean is asked before any answer, so that an answer can still be changed.
    names = [context.names_of(read, answers) for read in read_files]
    for found in names:
        context.state(found)
    assembled = [
        _assemble(read, found, context) for read, found in zip(read_files, names, strict=True)
    ]
    for one in assembled:
        context.plan.learn(one.documents)
    context.learn_stored_plans(assembled)
    return [_completed(one, context) for one in assembled]


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


def confirm_all(store: Store, checked_files: Sequence[CheckedFile], uploaded_by: str) -> list[int]:
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
        (_upload_of(checked, uploaded_by), checked.known_names) for checked in checked_files
    )


def _upload_of(checked: CheckedFile, uploaded_by: str) -> UploadToStore:
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


@dataclass(slots=True)
class _Context:
    """What is known around the files: entities, their sectors and directions, their plan."""

    store: Store | None
    default_entity_code: str | None
    plan: PlanIndex = field(default_factory=PlanIndex)
    registries: dict[str, EntityRegistry] = field(default_factory=dict)
    entity_names: dict[str, str] = field(default_factory=dict)
    slots: dict[tuple[object, ...], CurrentSlot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.store is not None:
            for row in self.store.query("entities").to_dict("records"):
                self.entity_names[str(row["entity_code"])] = str(row["entity_name"])

    def learn(self, read: _Read) -> None:
        """Remembers the codes and names that a file pairs, for the files beside it."""
        for one in read.named_documents:
            learn_names(one, self.registry(self.entity_code(one.document)))

    def names_of(self, read: _Read, answers: Sequence[NameAnswer]) -> _Names:
        """Gives the questions that a file's names raise, and the answers that are about it."""
        questions: list[NameQuestion] = []
        known_names: dict[KnownName, str] = {}
        for one in read.named_documents:
            entity_code = self.entity_code(one.document)
            questions += questions_about(one, self.registry(entity_code), answers)
            known_names |= dict.fromkeys(known_names_from(one, answers), entity_code)
        return _Names(tuple(dict.fromkeys(questions)), known_names)

    def state(self, names: _Names) -> None:
        """Takes the answers that are about a file."""
        for known, entity_code in names.known_names.items():
            self.registry(entity_code).state([known])

    def entity_code(self, document: ParsedDocument) -> str:
        """Gives the entity a document names; else the one asked for; else the only one known."""
        if document.entity_name:
            code = _entity_code_of(document.entity_name)
            self.entity_names.setdefault(code, document.entity_name)
            return code
        if self.default_entity_code is not None:
            return self.default_entity_code
        return next(iter(self.entity_names)) if len(self.entity_names) == 1 else DEFAULT_ENTITY_CODE

    def slot(self, document: DocumentToStore) -> CurrentSlot:
        """Gives what is in force in the slot that a document would take; asks for it once."""
        key = (
            document.entity_code,
            document.kind,
            document.reference_year,
            document.period,
            document.sector_code,
            document.strategic_direction_code,
        )
        if key not in self.slots:
            self.slots[key] = current_slot(self.store, document)
        return self.slots[key]

    def registry(self, entity_code: str) -> EntityRegistry:
        if entity_code not in self.registries:
            self.registries[entity_code] = self._stored_registry(entity_code)
        return self.registries[entity_code]

    def learn_stored_plans(self, assembled: Iterable[_Assembled]) -> None:
        """Adds the targets already in the store, for the entities of the files at hand."""
        if self.store is None:
            return
        for entity_code in {one.entity_code for one in assembled if one.documents}:
            self.plan.learn_stored(entity_code, _stored_plan(self.store, entity_code))

    def _stored_registry(self, entity_code: str) -> EntityRegistry:
        registry = EntityRegistry()
        if self.store is None:
            return registry
        registry.state(self.store.known_names(entity_code))
        for row in self.store.query("sectors", entity_code=entity_code).to_dict("records"):
            registry.sectors.learn(str(row["sector_code"]), str(row["sector_name"]))
        directions = self.store.query("strategic_directions", entity_code=entity_code)
        for row in directions.to_dict("records"):
            registry.strategic_directions.learn(
                str(row["strategic_direction_code"]), str(row["strategic_direction_name"])
            )
        return registry


@dataclass(frozen=True, slots=True)
class _Read:
    incoming: IncomingFile
    file_sha256: str
    parsed: ParsedWorkbook | None
    error: DashboardError | None
    named_documents: tuple[NamedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class _Names:
    """What is asked about a file's names; what was answered, with the entity it is true of."""

    questions: tuple[NameQuestion, ...]
    known_names: Mapping[KnownName, str]


@dataclass(frozen=True, slots=True)
class _Assembled:
    read: _Read
    names: _Names
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


def _assemble(read: _Read, names: _Names, context: _Context) -> _Assembled:
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
    for document in read.parsed.documents:
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


def _weighed(
    document: DocumentToStore,
    proposals: tuple[Proposal, ...],
    incoming: IncomingFile,
    context: _Context,
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


def _document_to_store(document: ParsedDocument, context: _Context) -> DocumentToStore | None:
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
        achievement_basis=document.achievement_basis,
        recognition=document.recognition,
        rows=document.rows,
        facts=Facts(),
    )


def _with_facts(
    stored: DocumentToStore, document: ParsedDocument, context: _Context, issues: IssueList
) -> DocumentToStore:
    """Gives a document with what its rows state."""
    registry = context.registry(stored.entity_code)
    facts = facts_from(document, registry, stored.reference_year, issues)
    return replace(stored, rows=document.rows, facts=facts)


def _completed(one: _Assembled, context: _Context) -> CheckedFile:
    """Gives the checked file, with the issues that need other documents and the differences."""
    read, store = one.read, context.store
    for document in one.documents:
        plan_issues(document, context.plan, one.issues)
        drop_issues_settled_by_plan(document, context.plan, one.issues)
        declared_percent_issues(document, context.plan, one.issues)
    differences = tuple(_difference(context, document, one.issues) for document in one.documents)
    uses = () if read.parsed is None else read.parsed.mapping_uses
    known = None if store is None else store.find_upload(one.entity_code, read.file_sha256, uses)
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
    )


def _difference(
    context: _Context, document: DocumentToStore, issues: IssueList
) -> DocumentDifference:
    """Gives the differences from what is in force; says those against a decision or not in red."""
    slot = context.slot(document)
    difference = document_difference(document.kind, document.rows, slot.rows, number_in)
    undecided = contradicted_decision_issues(difference, slot.decided, issues)
    undeclared_change_issues(document.kind, undecided, slot.proposed_texts, issues)
    return difference


def _stored_plan(store: Store, entity_code: str) -> list[TargetFact]:
    """Gives the targets of the entity's current PIAO sheets."""
    return [
        TargetFact(
            sector_code=str(row["sector_code"]),
            action_code=str(row["action_code"]),
            indicator_code=str(row["indicator_code"]),
            target_year=int(row["target_year"]),
            period=Period(row["period"]),
            target_text=str(row["target_text"]),
            lineage=Lineage(str(row["sheet_name"]), int(row["row_number"]), str(row["cell"])),
            operator=_or_none(row["operator"]),
            target_number=_or_none(row["target_number"]),
            target_upper_number=_or_none(row["target_upper_number"]),
            target_date=_date_or_none(row["target_date"]),
            target_boolean=_or_none(row["target_boolean"]),
        )
        for row in store.query("plan_targets", entity_code=entity_code).to_dict("records")
    ]


def _or_none(value: Any) -> Any:
    """Gives None for the several ways in which pandas says that nothing is there."""
    return None if value is None or pd.isna(value) else value


def _date_or_none(value: Any) -> date | None:
    found = _or_none(value)
    return None if found is None else pd.Timestamp(found).date()


def _entity_code_of(entity_name: str) -> str:
    """Gives a short code: "IZSLER – Istituto Zooprofilattico…" is `izsler`.

    What follows a dash or stands in brackets explains the name; it does not identify it.
    """
    short = entity_name.split("(")[0]
    for dash in (" – ", " — ", " - "):
        short = short.split(dash)[0]
    return code_from_name(short) or DEFAULT_ENTITY_CODE
