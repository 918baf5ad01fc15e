-- What is decided on the changes proposed in red, and the documents as they read afterwards.
-- Decisions and revisions are appended; what a file said when it came stays as it was.

ALTER TABLE document ADD COLUMN revision_number INTEGER DEFAULT 0;
ALTER TABLE document ADD COLUMN revised_at TIMESTAMP;

-- What a proposal is about, worked out when its file is stored.
ALTER TABLE proposal ADD COLUMN proposal_key VARCHAR;
ALTER TABLE proposal ADD COLUMN subject_key VARCHAR;
ALTER TABLE proposal ADD COLUMN document_kind VARCHAR;
ALTER TABLE proposal ADD COLUMN reference_year INTEGER;
ALTER TABLE proposal ADD COLUMN period VARCHAR;
ALTER TABLE proposal ADD COLUMN sector_code VARCHAR;
ALTER TABLE proposal ADD COLUMN strategic_direction_code VARCHAR;
ALTER TABLE proposal ADD COLUMN row_sector_code VARCHAR;
ALTER TABLE proposal ADD COLUMN row_label VARCHAR;
ALTER TABLE proposal ADD COLUMN motivation VARCHAR;
ALTER TABLE proposal ADD COLUMN comment_author VARCHAR;
ALTER TABLE proposal ADD COLUMN comment_text VARCHAR;

CREATE TABLE proposal_decision (
    decision_id BIGINT PRIMARY KEY,
    proposal_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    proposal_key VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    deed_number VARCHAR,
    deed_date DATE
);
