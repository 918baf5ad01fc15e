-- The yearly cycle: further parts of documents, deadlines, sheets handed out, reminders.

COMMENT ON COLUMN action.production_factor IS 'What the money is spent on (fattore produttivo); NULL where not stated.';

COMMENT ON TABLE action_finance IS 'One row per cost centre and factor of production of an action in a PEG sheet.';
COMMENT ON TABLE action_staff IS 'One row per category of staff that works on an action.';
COMMENT ON COLUMN action_staff.staff_category IS 'Category or area of the contract; never a person.';
COMMENT ON COLUMN action_staff.head_count IS 'How many people of the category.';
COMMENT ON COLUMN action_staff.time_share_pct IS 'Share of their time, in percent.';

COMMENT ON TABLE ordinary_activity IS 'One row per measure and year of a service''s ordinary activity.';
COMMENT ON COLUMN ordinary_activity.measure_code IS 'Key of the measure within the sector.';
COMMENT ON COLUMN ordinary_activity.measure_name IS 'What is counted.';
COMMENT ON COLUMN ordinary_activity.value_year IS 'Year that the value is of.';
COMMENT ON COLUMN ordinary_activity.value_number IS 'The value in the unit; NULL where it is no number.';
COMMENT ON COLUMN ordinary_activity.value_text IS 'The value as typed.';

COMMENT ON TABLE quality_control IS 'One row per control of quality that a sector started by itself.';
COMMENT ON COLUMN quality_control.control_code IS 'Key of the control within the sector and year.';
COMMENT ON COLUMN quality_control.control_name IS 'What was controlled.';
COMMENT ON COLUMN quality_control.control_method IS 'How it was controlled.';
COMMENT ON COLUMN quality_control.control_date IS 'When it was controlled.';
COMMENT ON COLUMN quality_control.checked_count IS 'Cases that were looked at.';
COMMENT ON COLUMN quality_control.non_compliant_count IS 'Cases that did not comply.';
COMMENT ON COLUMN quality_control.outcome IS 'What was found.';
COMMENT ON COLUMN quality_control.corrective_action IS 'What was changed after it.';

COMMENT ON TABLE innovation IS 'One row per innovation in a work process or a service.';
COMMENT ON COLUMN innovation.innovation_code IS 'Key of the innovation within the sector and year.';
COMMENT ON COLUMN innovation.innovation_name IS 'What is new.';
COMMENT ON COLUMN innovation.innovation_area IS 'process, service or both; NULL where not stated.';
COMMENT ON COLUMN innovation.beneficiaries IS 'For whom it is.';
COMMENT ON COLUMN innovation.benefit IS 'To what good.';

COMMENT ON COLUMN registry_deadline.document_kind IS 'Kind of document that is due; NULL for a deed of another kind.';
COMMENT ON COLUMN registry_deadline.reference_year IS 'Year that the document is about.';
COMMENT ON COLUMN registry_deadline.cycle_start_year IS 'First year of the cycle.';
COMMENT ON COLUMN registry_deadline.cycle_end_year IS 'Last year of the cycle.';
COMMENT ON COLUMN registry_deadline.counts_for IS 'Whose deadline is counted from the event: sectors or entity.';
COMMENT ON COLUMN registry_deadline.is_in_working_days IS 'Whether the days after the event are days of work.';
COMMENT ON COLUMN registry_deadline.unless_event IS 'Event that moves the deadline, such as the budget put off.';
COMMENT ON COLUMN registry_deadline.days_after_unless_event IS 'Days after the budget''s approval where that event happened.';
COMMENT ON COLUMN registry_deadline.together_with IS 'Event on the day of which it is due, at the latest on the day stated.';
COMMENT ON COLUMN registry_deadline.holiday_rule IS 'What becomes of a day on which nobody works: stays, next_working_day or previous_working_day.';
COMMENT ON COLUMN registry_deadline.clause_code IS 'Clause of the directive that states it.';

COMMENT ON TABLE registry_clause IS 'One row per sentence of the directive on programming.';
COMMENT ON COLUMN registry_clause.clause_code IS 'Number of the clause in the directive.';
COMMENT ON COLUMN registry_clause.clause_text IS 'What the clause says.';
COMMENT ON COLUMN registry_clause.source IS 'Act and place in it where the clause stands.';
COMMENT ON COLUMN registry_clause.document_name IS 'Document that the clause is about, as the directive calls it.';

COMMENT ON TABLE cycle_event IS 'One row per statement of when something happened that deadlines are counted from; the newest counts.';
COMMENT ON COLUMN cycle_event.cycle_event_id IS 'Key of the statement.';
COMMENT ON COLUMN cycle_event.event_kind IS 'What happened (dashboard.domain.cycle.CycleEventKind).';
COMMENT ON COLUMN cycle_event.first_year IS 'First year of the cycle that it belongs to.';
COMMENT ON COLUMN cycle_event.event_date IS 'When it happened; NULL takes the statement back.';

COMMENT ON TABLE template_issue IS 'One row per sheet handed out.';
COMMENT ON COLUMN template_issue.template_issue_id IS 'Key of the handing out.';
COMMENT ON COLUMN template_issue.template_version IS 'Short sign of what the handed-out sheet said.';

COMMENT ON TABLE upload_template IS 'One row per upload that is a handed-out sheet coming back.';
COMMENT ON COLUMN upload_template.issued_at IS 'When the sheet was handed out, in UTC.';
COMMENT ON COLUMN upload_template.is_outdated IS 'Whether something else would have been handed out when it came back.';
COMMENT ON COLUMN upload_template.changed_cell_count IS 'Cells that differ from what was handed out.';

COMMENT ON TABLE reminder IS 'One row per reminder (sollecito) sent, word for word.';
COMMENT ON COLUMN reminder.reminder_id IS 'Key of the reminder.';
COMMENT ON COLUMN reminder.channel IS 'How it left: copied, mail_program, document or smtp.';
COMMENT ON COLUMN reminder.recipient IS 'To whom, where it is known.';
COMMENT ON COLUMN reminder.subject IS 'Subject line.';
COMMENT ON COLUMN reminder.body IS 'Text.';
