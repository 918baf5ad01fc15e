-- Proposals in red, what was decided on them, and what became of the documents.

COMMENT ON TABLE proposal_decision
    IS 'One row per verdict on a proposal. Only appended: the newest one counts, the others are its history.';
COMMENT ON COLUMN proposal_decision.decision_id IS 'Number of the decision, growing with time.';
COMMENT ON COLUMN proposal_decision.proposal_id IS 'Proposal that was decided on, as it then stood.';
COMMENT ON COLUMN proposal_decision.proposal_key
    IS 'What was decided on, whatever file asks for it: the same text of the same field of the same row.';
COMMENT ON COLUMN proposal_decision.verdict
    IS 'accepted, rejected, returned (given back to its sector) or reopened (the decision before is taken back).';
COMMENT ON COLUMN proposal_decision.reason IS 'Why it was decided so.';
COMMENT ON COLUMN proposal_decision.decided_by IS 'Who decided.';
COMMENT ON COLUMN proposal_decision.decided_at IS 'When it was decided, in UTC.';
COMMENT ON COLUMN proposal_decision.deed_number IS 'Number of the deed that the decision rests on. NULL where none was named.';
COMMENT ON COLUMN proposal_decision.deed_date IS 'Day of the deed that the decision rests on.';

COMMENT ON COLUMN document.revision_number
    IS '0 for a document as its file stated it; then one more each time that decisions changed how it reads.';
COMMENT ON COLUMN document.revised_at IS 'When the decisions were taken that made this revision, in UTC. NULL for revision 0.';

COMMENT ON COLUMN proposal.proposal_key IS 'What is asked for, whatever file asks: the same text of the same field of the same row.';
COMMENT ON COLUMN proposal.subject_key IS 'The field and row that it is about, whatever is asked for.';
COMMENT ON COLUMN proposal.document_kind IS 'Kind of the document that it is about.';
COMMENT ON COLUMN proposal.reference_year IS 'Year of the document that it is about.';
COMMENT ON COLUMN proposal.period IS 'Period of the report that it stands in; NULL for plans and DUP status.';
COMMENT ON COLUMN proposal.sector_code IS 'Sector of the document that it is about. NULL where it is by direction.';
COMMENT ON COLUMN proposal.strategic_direction_code IS 'Strategic direction of the DUP document that it is about.';
COMMENT ON COLUMN proposal.row_sector_code IS 'Sector that the row belongs to.';
COMMENT ON COLUMN proposal.row_label IS 'What the row is called: its codes and titles.';
COMMENT ON COLUMN proposal.motivation IS 'Why the sector asks for it, from the cells beside it. NULL where they do not say.';
COMMENT ON COLUMN proposal.comment_author IS 'Who wrote the comment on the cell, as the file says.';
COMMENT ON COLUMN proposal.comment_text IS 'The comment on the cell.';

COMMENT ON COLUMN proposal_standing.upload_id IS 'Newest upload, not revoked, that asks for it.';
COMMENT ON COLUMN proposal_standing.first_proposed_at IS 'When the first file that asks for it was stored, in UTC.';
COMMENT ON COLUMN proposal_standing.is_in_force
    IS 'Whether that upload is in force; where not, a newer file of the same slot does not repeat the proposal.';
COMMENT ON COLUMN proposal_standing.state IS 'pending, accepted, rejected or returned, by the newest decision.';
COMMENT ON COLUMN proposal_standing.decision_reason IS 'Why the newest decision was taken.';

COMMENT ON COLUMN target_in_force.decision_id IS 'Decision that varied the target. NULL for a target as planned.';

COMMENT ON COLUMN varied_target.first_decision_id IS 'Decision that varied the target for the first time.';
COMMENT ON COLUMN varied_target.original_target_text IS 'Target as typed before the first variation.';
COMMENT ON COLUMN varied_target.original_operator IS 'Operator of the target before the first variation.';
COMMENT ON COLUMN varied_target.original_target_number IS 'Target before the first variation, in the unit.';
COMMENT ON COLUMN varied_target.original_target_upper_number IS 'Upper bound of a range before the first variation.';
COMMENT ON COLUMN varied_target.original_target_date IS 'Day of the target before the first variation.';
COMMENT ON COLUMN varied_target.original_target_boolean IS 'Yes or no, before the first variation.';
COMMENT ON COLUMN varied_target.original_achievement_pct
    IS 'How far the result went towards the target as it first was, out of 100.';
