"""Every failure that a person is meant to read. Pages and the command line catch only these.

A `DashboardError` carries a code and parameters; `dashboard.texts.errors` turns them into an
Italian sentence, so the wording never lives beside the logic.
"""

from __future__ import annotations


class DashboardError(Exception):
    """Raised when something a person did, or a file they sent, cannot be carried out.

    `code` names the sentence in `dashboard.texts.errors`; `params` fill its blanks.
    """

    code = "unexpected"

    def __init__(self, **params: object) -> None:
        self.params: dict[str, object] = params
        super().__init__(f"{self.code}: {params}")


class UnreadableWorkbookError(DashboardError):
    """Raised if a file is not a spreadsheet that can be opened; `params["reason"]` says why."""

    code = "unreadable_workbook"


class WorkbookTooLargeError(DashboardError):
    """Raised if a file is larger, expands further, or takes longer than the limits allow."""

    code = "workbook_too_large"


class CleanCopyError(DashboardError):
    """Raised if a workbook cannot be given back clean; `params["reason"]` says why."""

    code = "clean_copy"


class StoreBusyError(DashboardError):
    """Raised if another process holds the database file."""

    code = "store_busy"


class StoreUnusableError(DashboardError):
    """Raised if the database file is damaged, or was written by a newer program."""

    code = "store_unusable"


class UnknownQueryError(DashboardError):
    """Raised if a named query does not exist; `params["known"]` lists those that do."""

    code = "unknown_query"


class UnusableMappingError(DashboardError):
    """Raised if a mapping cannot be used; `params["problems"]` holds all that is wrong with it."""

    code = "unusable_mapping"


class UnknownUploadError(DashboardError):
    """Raised if an upload is asked for that does not exist."""

    code = "unknown_upload"


class ReasonMissingError(DashboardError):
    """Raised if something is to be taken out of force and nobody says why.

    Without `params["reason"]` it is an upload; `mapping`: a mapping.
    """

    code = "reason_missing"


class FileExistsAlreadyError(DashboardError):
    """Raised if something new is to be written where a file already is.

    Without `params["reason"]` it is a database; `output`: a document.
    """

    code = "file_exists_already"


class OutputNotWrittenError(DashboardError):
    """Raised if a document cannot be written where a person wants it."""

    code = "output_not_written"


class BlockedLoadError(DashboardError):
    """Raised if a workbook with blocking issues is asked to be stored."""

    code = "blocked_load"


class FolderUnavailableError(DashboardError):
    """Raised if a shared folder cannot be listed; `params["reason"]`: `missing` or `refused`."""

    code = "folder_unavailable"


class FileUnavailableError(DashboardError):
    """Raised if a file of a shared folder cannot be read; `params["reason"]` says why."""

    code = "file_unavailable"


class ReportNotWrittenError(DashboardError):
    """Raised if the report on a file cannot be left in its folder."""

    code = "report_not_written"


class UnknownProposalError(DashboardError):
    """Raised if a proposal is to be decided that no file in the store asks for."""

    code = "unknown_proposal"


class DecisionReasonMissingError(DashboardError):
    """Raised if a proposal is to be decided and nobody says who decides, or why."""

    code = "decision_reason_missing"


class ContradictoryDecisionsError(DashboardError):
    """Raised if an accepted text would leave another one standing for the same cell."""

    code = "contradictory_decisions"


class ProposalOutOfPlaceError(DashboardError):
    """Raised if the file in force no longer has the row or cell that a proposal is about."""

    code = "proposal_out_of_place"


class RevisionUnreadableError(DashboardError):
    """Raised if a file could not be stored as it would read after a decision."""

    code = "revision_unreadable"


class AssessmentRefusedError(DashboardError):
    """Raised if something cannot be stated of a result; `params["reason"]` says why."""

    code = "assessment_refused"


class NotPermittedError(DashboardError):
    """Raised if a person may not do something; `params` hold person and permission."""

    code = "not_permitted"


class AcceptanceReasonMissingError(DashboardError):
    """Raised if a finding is to be accepted, or questioned again, and nobody says who and why."""

    code = "acceptance_reason_missing"


class StoreChangedError(DashboardError):
    """Raised if others kept changing the store while something was worked out from it."""

    code = "store_changed"


class UnknownNodeError(DashboardError):
    """Raised if a figure is to be explained that the year does not have."""

    code = "unknown_node"


class AmbiguousNodeError(DashboardError):
    """Raised if a code names several things; `params["nodes"]` holds all of them."""

    code = "ambiguous_node"


class UnreadableFigureError(DashboardError):
    """Raised if what was typed as a published figure is not a percentage."""

    code = "unreadable_figure"


class RollupError(DashboardError):
    """Raised if results cannot be added up as asked; `params["reason"]` says why."""

    code = "rollup"


class MailSettingsError(DashboardError):
    """Raised if a mail server is named in the environment and cannot be used as it stands there."""

    code = "mail_settings"


class MailNotSentError(DashboardError):
    """Raised if the mail server did not take a message; `params["reason"]` says why."""

    code = "mail_not_sent"


class UnknownTemplateError(DashboardError):
    """Raised if a sheet is to be handed out that there is not; `params["reason"]` says why.

    `entity`: nothing is known of the entity; `slot`: no such sector or direction in the year;
    `no_slot`: no sheet of the kind in the year; `nothing`: no sheet at all.
    """

    code = "unknown_template"


class ReminderAuthorMissingError(DashboardError):
    """Raised if a reminder is to be remembered and nobody says who sent it."""

    code = "reminder_author_missing"


class ClarificationRefusedError(DashboardError):
    """Raised if a step of a request for clarification cannot be taken; `params["reason"]` says why.

    `question_empty`, `answer_empty`, `closing_empty`, `reopening_empty`: nothing is written;
    `due_date_past`: the day for the answer is over; `unknown_result`: there is no such result;
    `unknown`: there is no such request; `closed`: it is closed; `still_open`: no answer came yet.
    """

    code = "clarification_refused"


class ReviewRefusedError(DashboardError):
    """Raised if the Nucleo's word on a result cannot be kept; `params["reason"]` says why.

    `note_empty`, `reopening_empty`: nothing is written; `nothing_to_reopen`: there is no outcome;
    `result_changed`: the sector has sent another result; `overtaken`: somebody else spoke
    meanwhile, `params["review"]` holds the statement.
    """

    code = "review_refused"


class SessionRefusedError(DashboardError):
    """Raised if a session cannot be put on record; `params["reason"]` says why.

    `nobody_there`: it names nobody who sat in it; `overtaken`: somebody else put it down anew
    meanwhile, `params["stated_by"]` says who.
    """

    code = "session_refused"
