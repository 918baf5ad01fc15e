"""The codes of everything that can be wrong with a file, and how grave each is.

Sentences (what was expected, what was found, how to mend it) are in `dashboard.texts.issues`,
keyed by these codes; a test holds the two lists equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.domain.model import Issue, Severity

SEVERITIES: dict[str, Severity] = {
    # the file
    "no_recognised_sheet": Severity.BLOCKING,
    "sheet_not_recognised": Severity.WARNING,  # other sheets of the file were
    "required_column_missing": Severity.BLOCKING,
    "duplicated_column": Severity.BLOCKING,
    "read_with_mapping": Severity.INFO,
    "mapping_year_used": Severity.WARNING,  # the file does not say it: next year it may be wrong
    "mapping_period_left_out": Severity.INFO,  # first and third quarter
    "mapping_period_unknown": Severity.BLOCKING,  # nobody said which period the word is
    "mapping_period_blank": Severity.WARNING,
    "unknown_column": Severity.WARNING,  # read, kept, not understood
    "year_missing": Severity.BLOCKING,
    "period_missing": Severity.BLOCKING,
    "sector_missing": Severity.BLOCKING,
    "direction_missing": Severity.BLOCKING,
    "near_name": Severity.WARNING,  # stored under a code of its own unless a person says otherwise
    "code_with_other_name": Severity.WARNING,  # the code counts
    "contradictory_statement": Severity.WARNING,  # title says 2024, file name 2023
    "empty_table": Severity.BLOCKING,
    "template_of_another": Severity.BLOCKING,  # whose it is, only a person can say
    "template_mark_damaged": Severity.INFO,  # read by its titles instead
    "template_title_edited": Severity.INFO,
    "template_key_overtyped": Severity.WARNING,
    "template_part_empty": Severity.INFO,  # there was nothing to say
    "template_of_other_slot": Severity.WARNING,
    "template_outdated": Severity.WARNING,  # it may say what is no longer so
    "template_unchanged": Severity.INFO,
    "hidden_rows_loaded": Severity.WARNING,
    "hidden_columns_loaded": Severity.WARNING,
    "hidden_rows_left_out": Severity.INFO,  # as was asked for
    "hidden_columns_left_out": Severity.INFO,
    "macros_ignored": Severity.INFO,
    "format_without_ink": Severity.WARNING,  # .csv and .xlsb: red ink cannot be read
    "hidden_sheet_left_out": Severity.WARNING,
    "text_outside_table": Severity.INFO,  # a note or a signature below the rows
    # the row
    "action_code_missing": Severity.INFO,  # identified by its name
    "action_name_missing": Severity.WARNING,
    "indicator_name_missing": Severity.WARNING,  # the row is left out, and said so
    "duplicated_row": Severity.BLOCKING,  # same action and indicator twice in a document
    "row_not_named": Severity.WARNING,  # of a further part: the row is left out, and said so
    "total_row_left_out": Severity.INFO,
    # the cell
    "cell_error_value": Severity.WARNING,
    "formula_not_calculated": Severity.WARNING,
    "number_unreadable": Severity.WARNING,
    "date_unreadable": Severity.WARNING,
    "boolean_unreadable": Severity.WARNING,
    "status_unknown": Severity.WARNING,
    "measure_kind_unknown": Severity.WARNING,
    "nature_unknown": Severity.WARNING,
    "percent_out_of_range": Severity.WARNING,
    "several_targets_in_cell": Severity.WARNING,
    "result_is_threshold": Severity.WARNING,
    "sentinel_taken_as_missing": Severity.WARNING,  # 9999, -1
    "stacked_indicators": Severity.WARNING,  # a list in one cell whose values are not a list
    "stacked_indicators_split": Severity.INFO,
    "zero_in_all_periods": Severity.WARNING,
    "target_missing": Severity.WARNING,
    "target_needs_baseline": Severity.WARNING,
    "target_relative_to_event": Severity.WARNING,
    "target_qualitative": Severity.INFO,
    "result_missing": Severity.WARNING,
    "result_kind_differs_from_target": Severity.WARNING,
    "reason_missing": Severity.WARNING,
    "declared_percent_differs": Severity.WARNING,
    "target_differs_from_plan": Severity.WARNING,
    "indicator_not_in_plan": Severity.WARNING,
    "source_missing": Severity.INFO,
    "status_percent_contradiction": Severity.WARNING,
    "money_exceeds": Severity.WARNING,  # more committed than allocated, more paid than committed
    "activity_value_missing": Severity.WARNING,
    "activity_value_in_words": Severity.WARNING,
    "cases_exceed": Severity.WARNING,
    "innovation_area_unknown": Severity.WARNING,
    "clarification_number_missing": Severity.WARNING,  # the answer is left out, and said so
    "clarification_unknown": Severity.WARNING,
    "clarification_of_another_sector": Severity.WARNING,
    "clarification_question_changed": Severity.WARNING,
    "clarification_closed": Severity.INFO,  # kept beside it; only the Nucleo opens again
    "action_not_in_peg": Severity.WARNING,
    "red_ink_found": Severity.INFO,
    "comment_to_read": Severity.INFO,
    "other_ink_to_read": Severity.INFO,  # blue, green…: typed by a person, and no proposal
    # the anagrafica
    "registry_value_unreadable": Severity.BLOCKING,  # it would give wrong figures
    "registry_value_left_out": Severity.WARNING,
    "registry_value_missing": Severity.BLOCKING,  # a required cell of a row that moves figures
    "registry_row_left_out": Severity.WARNING,  # the same where no figure moves
    "registry_row_repeated": Severity.BLOCKING,
    "registry_days_reversed": Severity.BLOCKING,
    "registry_days_overlap": Severity.BLOCKING,
    "registry_sector_unknown": Severity.WARNING,
    "registry_method_not_allowed": Severity.BLOCKING,
    "registry_second_default": Severity.BLOCKING,
    "registry_cap_below_floor": Severity.BLOCKING,
    "registry_number_out_of_range": Severity.BLOCKING,
    "registry_bands_missing": Severity.BLOCKING,
    "registry_bands_unknown": Severity.BLOCKING,
    "registry_bands_wrong": Severity.BLOCKING,
    "registry_rule_unknown": Severity.BLOCKING,
    "registry_assignment_of_nothing": Severity.BLOCKING,
    "registry_level_without_sum": Severity.BLOCKING,
    "registry_weight_negative": Severity.BLOCKING,
    "registry_excludes_everything": Severity.BLOCKING,
    "registry_day_and_event": Severity.BLOCKING,  # which of the two holds, nobody can tell
    "registry_event_without_days": Severity.BLOCKING,
    "registry_days_without_event": Severity.BLOCKING,
    "registry_days_negative": Severity.BLOCKING,
    "registry_cycle_incomplete": Severity.BLOCKING,
    "registry_deadline_without_day": Severity.WARNING,
    "registry_sectors_after_giunta": Severity.WARNING,  # a directive may contradict itself
    "registry_clause_unknown": Severity.WARNING,
    # against what is in force
    "undeclared_change": Severity.WARNING,  # in black, where the rules ask for red
    "undeclared_new_row": Severity.WARNING,
    "undeclared_removed_row": Severity.WARNING,
    "accepted_text_undone": Severity.WARNING,  # a later decision may stand behind it
    "rejected_text_stated": Severity.WARNING,
    "accepted_row_gone": Severity.WARNING,
    "removed_row_back": Severity.WARNING,
}

# What tells, of a stored upload, that it was read without its hidden rows and columns.
HIDDEN_LINES_LEFT_OUT = ("hidden_rows_left_out", "hidden_columns_left_out")
# What tells that a file has hidden rows or columns at all.
HIDDEN_LINES = (*HIDDEN_LINES_LEFT_OUT, "hidden_rows_loaded", "hidden_columns_loaded")


@dataclass(slots=True)
class IssueList:
    """Collects the issues of one file; nothing is raised, so that all are reported at once."""

    file_name: str
    issues: list[Issue] = field(default_factory=list)

    def add(
        self,
        code: str,
        sheet_name: str | None = None,
        cell: str | None = None,
        *,
        expected: str | None = None,
        found: str | None = None,
        **params: str,
    ) -> None:
        """Adds an issue with the severity that belongs to its code."""
        self.issues.append(
            Issue(
                code=code,
                severity=SEVERITIES[code],
                file_name=self.file_name,
                sheet_name=sheet_name,
                cell=cell,
                expected=expected,
                found=found,
                params=params,
            )
        )
