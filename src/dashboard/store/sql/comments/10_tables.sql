-- What each table and column holds. The first sentence on a column is carried over to every relation
-- with a column of that name, unless that relation has one of its own (dashboard.store.comments).

COMMENT ON TABLE entity IS 'One row per entity (a municipality, or another body) whose cycle is kept.';
COMMENT ON COLUMN entity.entity_code
    IS 'Short key of the entity; on every fact, so that one file can serve several.';
COMMENT ON COLUMN entity.entity_name IS 'Name of the entity, as its sheets write it.';
COMMENT ON COLUMN entity.first_seen_at IS 'When the entity first appeared, in UTC.';

COMMENT ON TABLE upload IS 'One row per file received, with its bytes. Never changed, never deleted.';
COMMENT ON COLUMN upload.upload_id IS 'Number of the upload, growing with time.';
COMMENT ON COLUMN upload.file_name IS 'Name of the file as it was received.';
COMMENT ON COLUMN upload.folder_name IS 'Folder it came from, as far as known.';
COMMENT ON COLUMN upload.file_sha256 IS 'SHA-256 of the bytes; the same bytes in force are not stored twice.';
COMMENT ON COLUMN upload.file_bytes IS 'The file, byte for byte.';
COMMENT ON COLUMN upload.byte_count IS 'Size of the file in bytes.';
COMMENT ON COLUMN upload.last_editor
    IS 'Who last saved the file, as the file itself says. NULL where it does not.';
COMMENT ON COLUMN upload.uploaded_by IS 'Who handed the file in.';
COMMENT ON COLUMN upload.uploaded_at IS 'When the file was stored, in UTC.';
COMMENT ON COLUMN upload.reader_version IS 'Version of the program that read the file.';

COMMENT ON TABLE source_cell IS 'One row per cell that was understood as a field: the text as it was typed, beside every fact made of it.';
COMMENT ON COLUMN source_cell.sheet_name IS 'Sheet of the workbook.';
COMMENT ON COLUMN source_cell.row_number IS 'Row of the sheet, as the spreadsheet numbers it.';
COMMENT ON COLUMN source_cell.field_name IS 'Name of the field, as in docs/GLOSSARY.md.';
COMMENT ON COLUMN source_cell.cell IS 'Address of the cell, such as D14; the first cell of a merged range.';
COMMENT ON COLUMN source_cell.raw_text IS 'What a person sees in the cell.';

COMMENT ON TABLE sector IS 'One row per sector that a document names.';
COMMENT ON COLUMN sector.cell IS 'Cell that names the sector.';
COMMENT ON COLUMN sector.sector_code IS 'Short key of the sector (settore).';
COMMENT ON COLUMN sector.sector_name IS 'Name of the sector (settore).';

COMMENT ON TABLE strategic_direction IS 'One row per strategic direction that a document names.';
COMMENT ON COLUMN strategic_direction.cell IS 'Cell that names the strategic direction.';
COMMENT ON COLUMN strategic_direction.strategic_direction_code
    IS 'Key of the strategic direction (indirizzo strategico).';
COMMENT ON COLUMN strategic_direction.strategic_direction_name
    IS 'Name of the strategic direction (indirizzo strategico).';

COMMENT ON TABLE result IS 'One row per indicator of a report, also where the result cell is empty.';
COMMENT ON COLUMN result.cell IS 'Cell of the result.';
COMMENT ON COLUMN result.result_year IS 'Year that the result is of.';
COMMENT ON COLUMN result.period IS 'intermediate (at 30/6) or final (at 31/12).';
COMMENT ON COLUMN result.result_text
    IS 'Result as typed. NULL where nothing was, or where it says that there is none.';
COMMENT ON COLUMN result.result_number IS 'Result as a number, in the unit; for words 100, 50 or 0.';
COMMENT ON COLUMN result.result_date IS 'Result as a day.';
COMMENT ON COLUMN result.result_boolean IS 'Result as yes or no.';
COMMENT ON COLUMN result.reason IS 'Reason given for the deviation (motivazione). NULL where none.';
COMMENT ON COLUMN result.reason_cell IS 'Cell of the reason.';
COMMENT ON COLUMN result.note IS 'Note beside the result.';
COMMENT ON COLUMN result.declared_achievement_pct
    IS 'Percentage of achievement that the sheet declares, out of 100.';
COMMENT ON COLUMN result.is_not_assessable IS 'Whether the sheet leaves the row out of the count.';
COMMENT ON COLUMN result.is_not_due IS 'Whether the sheet says that nothing is due in the period.';
COMMENT ON COLUMN result.not_assessable_reason IS 'Why the row is left out of the count, as typed.';

COMMENT ON TABLE action IS 'One row per action that a document states: PEG, PIAO sheet or report.';
COMMENT ON COLUMN action.cell IS 'Cell that names the action.';
COMMENT ON COLUMN action.sector_code IS 'Sector responsible for the action.';
COMMENT ON COLUMN action.action_code IS 'Key of the action (azione) within its sector.';
COMMENT ON COLUMN action.action_name IS 'Name of the action (azione).';
COMMENT ON COLUMN action.action_kind
    IS 'ordinary (consolidata) or improvement (miglioramento). NULL where not stated.';
COMMENT ON COLUMN action.description IS 'What the action is for (descrizione, finalità).';
COMMENT ON COLUMN action.strategic_direction_code
    IS 'Strategic direction the action is linked to. NULL where not stated.';
COMMENT ON COLUMN action.strategic_objective_code
    IS 'Strategic objective the action is linked to. NULL where not stated.';
COMMENT ON COLUMN action.operational_objective_code
    IS 'Operational objective the action is linked to. NULL where not stated.';
COMMENT ON COLUMN action.service_name IS 'Part of the sector (servizio).';
COMMENT ON COLUMN action.cost_centre IS 'Unit that resources are charged to (centro di costo).';
COMMENT ON COLUMN action.responsible_role
    IS 'Role, never person, that answers for the action (responsabile).';
COMMENT ON COLUMN action.political_referent IS 'Delegation of the Giunta that follows the action.';
COMMENT ON COLUMN action.internal_subjects IS 'Who takes part inside the entity (soggetti interni).';
COMMENT ON COLUMN action.external_subjects IS 'Who takes part outside the entity (soggetti esterni).';
COMMENT ON COLUMN action.qualitative_expected_result IS 'Expected result in words.';
COMMENT ON COLUMN action.qualitative_result IS 'Result reached, in words.';
COMMENT ON COLUMN action.piao_section IS 'Section of the PIAO the action belongs to.';
COMMENT ON COLUMN action.weight IS 'Relative importance of the action. NULL is not zero.';
COMMENT ON COLUMN action.start_date IS 'Day the action begins.';
COMMENT ON COLUMN action.end_date IS 'Day the action ends.';
COMMENT ON COLUMN action.human_resources IS 'People by category and share of time.';
COMMENT ON COLUMN action.mission_programme IS 'Mission and programme of the budget.';
COMMENT ON COLUMN action.budget_chapter IS 'Chapter of the budget.';
COMMENT ON COLUMN action.allocated_eur IS 'Money allocated (stanziato), in euro.';
COMMENT ON COLUMN action.committed_eur IS 'Money committed (impegnato), in euro.';
COMMENT ON COLUMN action.paid_eur IS 'Money paid (pagato), in euro.';
COMMENT ON COLUMN action.other_services IS 'Services of other sectors involved.';
COMMENT ON COLUMN action.is_agreed_with_other_services IS 'Whether those services agreed.';
COMMENT ON COLUMN action.planned_years IS 'Years in which the action runs, as typed.';

COMMENT ON TABLE indicator IS 'One row per indicator that a document states.';
COMMENT ON COLUMN indicator.cell IS 'Cell that names the indicator.';
COMMENT ON COLUMN indicator.indicator_code IS 'Key of the indicator within its action.';
COMMENT ON COLUMN indicator.indicator_name IS 'Name of the indicator.';
COMMENT ON COLUMN indicator.measure_kind
    IS 'How results are compared: increasing, decreasing, range, boolean, date or qualitative.';
COMMENT ON COLUMN indicator.unit IS 'Unit of target, baseline and result; % means out of 100.';
COMMENT ON COLUMN indicator.baseline_number IS 'Starting value as a number, in the unit.';
COMMENT ON COLUMN indicator.baseline_text IS 'Starting value as typed.';
COMMENT ON COLUMN indicator.baseline_cell IS 'Cell of the starting value.';
COMMENT ON COLUMN indicator.source IS 'Where the figure is taken from (fonte).';
COMMENT ON COLUMN indicator.weight IS 'Relative importance of the indicator. NULL is not zero.';

COMMENT ON TABLE target IS 'One row per target that a document states: for a year, or for its middle.';
COMMENT ON COLUMN target.cell IS 'Cell of the target.';
COMMENT ON COLUMN target.target_year IS 'Year that the target is for.';
COMMENT ON COLUMN target.period IS 'final: for the year; intermediate: a target of its own for 30/6.';
COMMENT ON COLUMN target.target_text IS 'Target as typed.';
COMMENT ON COLUMN target.operator IS '>=, >, <=, <, = or between. NULL where none is written or implied.';
COMMENT ON COLUMN target.target_number
    IS 'Target as a number, in the unit; for a range its lower bound. A target relative to the baseline is already added up.';
COMMENT ON COLUMN target.target_upper_number IS 'Upper bound of a range, in the unit.';
COMMENT ON COLUMN target.target_date IS 'Day by which, for dates.';
COMMENT ON COLUMN target.target_boolean IS 'Expected answer, for yes/no.';

COMMENT ON TABLE objective IS 'One row per strategic or operational objective that a document names.';
COMMENT ON COLUMN objective.cell IS 'Cell that names the objective.';
COMMENT ON COLUMN objective.objective_level
    IS 'strategic (obiettivo strategico) or operational (obiettivo operativo).';
COMMENT ON COLUMN objective.objective_code IS 'Key of the objective within its level.';
COMMENT ON COLUMN objective.objective_name IS 'Name of the objective.';
COMMENT ON COLUMN objective.strategic_direction_code
    IS 'Strategic direction above the objective. NULL where not stated.';
COMMENT ON COLUMN objective.strategic_objective_code
    IS 'Strategic objective above an operational one. NULL where not stated.';

COMMENT ON TABLE dup_status IS 'One row per DUP intervention of a status sheet: text, status, percent and date are four separate facts.';
COMMENT ON COLUMN dup_status.cell IS 'Cell of the status.';
COMMENT ON COLUMN dup_status.strategic_direction_code IS 'Strategic direction of the intervention.';
COMMENT ON COLUMN dup_status.strategic_objective_code
    IS 'Strategic objective of the intervention. NULL where not stated.';
COMMENT ON COLUMN dup_status.operational_objective_code
    IS 'Operational objective of the intervention. NULL where not stated.';
COMMENT ON COLUMN dup_status.intervention_code IS 'Key of the intervention (intervento).';
COMMENT ON COLUMN dup_status.intervention_name IS 'Name of the intervention (intervento).';
COMMENT ON COLUMN dup_status.sector_code IS 'Sector in charge. NULL where not stated.';
COMMENT ON COLUMN dup_status.status_text IS 'Status in the words of the sheet.';
COMMENT ON COLUMN dup_status.status
    IS 'not_started, started, in_progress, completed, suspended, postponed or removed. NULL where the words say none of these.';
COMMENT ON COLUMN dup_status.percent IS 'Percentage of implementation stated, out of 100.';
COMMENT ON COLUMN dup_status.as_of_date IS 'Day that the status refers to.';

COMMENT ON TABLE document IS 'One row per document of an upload: one kind, one year and period, one sector or strategic direction (its slot).';
COMMENT ON COLUMN document.document_id IS 'Number of the document, growing with time.';
COMMENT ON COLUMN document.document_kind
    IS 'dup_status, peg_actions, piao_sheet, intermediate_report or final_report.';
COMMENT ON COLUMN document.reference_year
    IS 'Year that the document plans or reports on, four digits; not the year it was written in.';
COMMENT ON COLUMN document.cycle_start_year
    IS 'First year of the three-year cycle. NULL where the file does not say.';
COMMENT ON COLUMN document.cycle_end_year
    IS 'Last year of the three-year cycle. NULL where the file does not say.';
COMMENT ON COLUMN document.period
    IS 'intermediate (30/6) or final (31/12) for reports; NULL for plans and DUP status.';
COMMENT ON COLUMN document.sector_code
    IS 'Sector that the document belongs to. NULL where it spans several, or is by direction.';
COMMENT ON COLUMN document.strategic_direction_code
    IS 'Strategic direction that a DUP document belongs to. NULL for the others.';
COMMENT ON COLUMN document.achievement_basis
    IS 'measured: our percentage counts; declared: the one that the document states counts.';
COMMENT ON COLUMN document.matched_title_count IS 'Column titles recognised.';
COMMENT ON COLUMN document.expected_title_count IS 'Column titles that this kind of document asks for.';
COMMENT ON COLUMN document.row_count IS 'Rows read.';

COMMENT ON TABLE issue IS 'One row per thing wrong, or worth knowing, in an upload.';
COMMENT ON COLUMN issue.issue_code IS 'What is wrong: a code of dashboard.domain.issues.';
COMMENT ON COLUMN issue.severity
    IS 'blocking, warning or info. An upload with a blocking issue is never stored.';
COMMENT ON COLUMN issue.sheet_name IS 'Sheet concerned. NULL where it is the whole file.';
COMMENT ON COLUMN issue.cell IS 'Cell concerned. NULL where it is the whole sheet or file.';
COMMENT ON COLUMN issue.expected IS 'What was expected there.';
COMMENT ON COLUMN issue.found IS 'What was found there.';
COMMENT ON COLUMN issue.params_json IS 'Further blanks of the sentence, as a JSON object.';

COMMENT ON TABLE proposal IS 'One row per change typed in red ink in an upload.';
COMMENT ON COLUMN proposal.proposal_id IS 'Number of the proposal, growing with time.';
COMMENT ON COLUMN proposal.proposal_kind IS 'insertion, deletion, replacement, new_row or removed_row.';
COMMENT ON COLUMN proposal.cell IS 'Cell with red ink; for a whole row, its first cell.';
COMMENT ON COLUMN proposal.row_number IS 'Row of the sheet. NULL where outside the table.';
COMMENT ON COLUMN proposal.field_name IS 'Field of the cell. NULL where outside the columns understood.';
COMMENT ON COLUMN proposal.before_text IS 'Text without the red and with the struck text.';
COMMENT ON COLUMN proposal.after_text IS 'Text with the red and without the struck text.';
COMMENT ON COLUMN proposal.runs_json
    IS 'Stretches of text with one ink: a JSON list of text, is_red, is_struck.';

COMMENT ON TABLE period_rule IS 'One row per period: what is expected by then. Defaults of the program.';
COMMENT ON COLUMN period_rule.period IS 'intermediate (at 30/6) or final (at 31/12).';
COMMENT ON COLUMN period_rule.expected_share_pct
    IS 'Share of the year’s target expected by then, out of 100.';
COMMENT ON COLUMN period_rule.partial_from_pct
    IS 'From this percentage on, a target that was not reached is partly reached.';

COMMENT ON TABLE upload_revocation IS 'One row per upload taken out of force. The upload itself stays.';
COMMENT ON COLUMN upload_revocation.revoked_by IS 'Who took the upload out of force.';
COMMENT ON COLUMN upload_revocation.revoked_at IS 'When, in UTC.';
COMMENT ON COLUMN upload_revocation.reason IS 'Why the upload was taken out of force.';

COMMENT ON TABLE sheet_mapping
    IS 'One row per mapping: how a person said that sheets with certain titles are read.';
COMMENT ON COLUMN sheet_mapping.mapping_id IS 'Number of the mapping, growing with time.';
COMMENT ON COLUMN sheet_mapping.fingerprint
    IS 'SHA-256 of the titles of its heading, whatever their order, case and years.';
COMMENT ON COLUMN sheet_mapping.mapping_name IS 'Name that the person gave it.';
COMMENT ON COLUMN sheet_mapping.document_kind IS 'Kind of document that its sheets are read as.';
COMMENT ON COLUMN sheet_mapping.mapping_json
    IS 'The whole mapping, in the format of docs/mapping-json.md.';
COMMENT ON COLUMN sheet_mapping.saved_by IS 'Who saved it.';
COMMENT ON COLUMN sheet_mapping.saved_at IS 'When, in UTC.';

COMMENT ON TABLE sheet_mapping_removal
    IS 'One row per mapping that counts no more. The mapping itself stays.';
COMMENT ON COLUMN sheet_mapping_removal.removed_by IS 'Who removed it.';
COMMENT ON COLUMN sheet_mapping_removal.removed_at IS 'When, in UTC.';
COMMENT ON COLUMN sheet_mapping_removal.reason IS 'Why the mapping was removed.';

COMMENT ON TABLE mapping_use IS 'One row per sheet of an upload that was read with a mapping.';

COMMENT ON TABLE schema_migration IS 'One row per migration that this file has been through.';
COMMENT ON COLUMN schema_migration.migration_number IS 'Number of the migration.';
COMMENT ON COLUMN schema_migration.migration_name IS 'File name of the migration.';
COMMENT ON COLUMN schema_migration.applied_at IS 'When it was run.';

COMMENT ON TABLE schema_definition IS 'One row: which text of views, macros and comments this file holds.';
COMMENT ON COLUMN schema_definition.definition_sha256
    IS 'SHA-256 of that text; when the program’s differs, it is written anew.';

COMMENT ON TABLE known_name IS 'One row per name of a sector or strategic direction that a person has given a meaning.';
COMMENT ON COLUMN known_name.known_name_id IS 'Number of the statement, growing with time.';
COMMENT ON COLUMN known_name.entity_code IS 'Entity whose name it is.';
COMMENT ON COLUMN known_name.subject IS 'sector or strategic_direction.';
COMMENT ON COLUMN known_name.code IS 'Key of the sector or direction that the name stands for.';
COMMENT ON COLUMN known_name.name IS 'Name, or code, as sheets write it.';
COMMENT ON COLUMN known_name.valid_from IS 'First day on which it stands for that. NULL: since ever.';
COMMENT ON COLUMN known_name.valid_to IS 'Last day on which it stands for that. NULL: for ever.';
COMMENT ON COLUMN known_name.stated_by IS 'Who said so.';
COMMENT ON COLUMN known_name.stated_at IS 'When, in UTC.';
COMMENT ON COLUMN known_name.upload_id IS 'Upload with which it was said. NULL where said on its own.';

COMMENT ON TABLE known_name_removal IS 'One row per known name that counts no more. The statement itself stays.';
COMMENT ON COLUMN known_name_removal.removed_by IS 'Who removed it.';
COMMENT ON COLUMN known_name_removal.removed_at IS 'When, in UTC.';
