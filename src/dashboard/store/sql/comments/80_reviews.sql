-- What the Nucleo says of results, asks the sectors and puts on record; as whom statements are made.

COMMENT ON COLUMN upload.uploaded_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN upload_revocation.revoked_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN sheet_mapping.saved_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN sheet_mapping_removal.removed_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN known_name.stated_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN known_name_removal.removed_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN proposal_decision.decided_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN check_acceptance.accepted_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN cycle_event.stated_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN template_issue.stated_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';
COMMENT ON COLUMN reminder.stated_role IS 'As whom (dashboard.domain.roles.Role); NULL where nobody stated it.';

COMMENT ON TABLE review IS 'One row per statement of the Nucleo on a result; notes all stay, of the others the newest counts.';
COMMENT ON COLUMN review.review_id IS 'Key of the statement.';
COMMENT ON COLUMN review.review_kind IS 'read, note, cause or outcome (dashboard.domain.reviews.ReviewKind).';
COMMENT ON COLUMN review.result_fingerprint IS 'Short sign of the result, target and reason that were looked at.';
COMMENT ON COLUMN review.outcome IS 'How the result is left (dashboard.domain.reviews.ReviewOutcome); NULL for other statements.';
COMMENT ON COLUMN review.cause_class IS 'Cause confirmed by a person (dashboard.domain.reviews.CauseClass); NULL for other statements.';
COMMENT ON COLUMN review.note IS 'What is written; NULL where nothing is.';
COMMENT ON COLUMN review.assessment_id IS 'Statement on the percentage that goes with the outcome; NULL where none does.';

COMMENT ON TABLE clarification IS 'One row per step of a request for clarification.';
COMMENT ON COLUMN clarification.clarification_id IS 'Key of the step.';
COMMENT ON COLUMN clarification.clarification_number IS 'Number of the request within the entity; all its steps carry it.';
COMMENT ON COLUMN clarification.step IS 'asked, answered, closed or reopened (dashboard.domain.clarifications.ClarificationStep).';
COMMENT ON COLUMN clarification.text IS 'The question, the answer, or why it is closed or opened again.';
COMMENT ON COLUMN clarification.due_date IS 'Until when an answer is asked for; NULL where no day is set.';

COMMENT ON TABLE clarification_answer IS 'One row per answer that came in a sheet.';
COMMENT ON COLUMN clarification_answer.clarification_number IS 'Number of the request that is answered.';
COMMENT ON COLUMN clarification_answer.answer_text IS 'The answer as typed.';

COMMENT ON TABLE review_session IS 'One row per statement of a session of the Nucleo; of one session the newest counts.';
COMMENT ON COLUMN review_session.review_session_id IS 'Key of the statement.';
COMMENT ON COLUMN review_session.session_number IS 'Number of the session within the entity.';
COMMENT ON COLUMN review_session.session_date IS 'Day of the session.';
COMMENT ON COLUMN review_session.place IS 'Where it took place.';
COMMENT ON COLUMN review_session.members IS 'Who sat in it, one a line.';
COMMENT ON COLUMN review_session.criteria IS 'Criteria of validation, as stated.';
COMMENT ON COLUMN review_session.findings IS 'What was found, beside what the record works out.';
COMMENT ON COLUMN review_session.open_points IS 'What stays open, beside what the record works out.';
