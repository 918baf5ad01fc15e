-- What the Nucleo says of results, asks the sectors and puts on record; as whom each statement was
-- made. A role is NULL where nobody stated one: before this version, and on the command line.

ALTER TABLE upload ADD COLUMN uploaded_role VARCHAR;
ALTER TABLE upload_revocation ADD COLUMN revoked_role VARCHAR;
ALTER TABLE sheet_mapping ADD COLUMN saved_role VARCHAR;
ALTER TABLE sheet_mapping_removal ADD COLUMN removed_role VARCHAR;
ALTER TABLE known_name ADD COLUMN stated_role VARCHAR;
ALTER TABLE known_name_removal ADD COLUMN removed_role VARCHAR;
ALTER TABLE proposal_decision ADD COLUMN decided_role VARCHAR;
ALTER TABLE check_acceptance ADD COLUMN accepted_role VARCHAR;
ALTER TABLE cycle_event ADD COLUMN stated_role VARCHAR;
ALTER TABLE template_issue ADD COLUMN stated_role VARCHAR;
ALTER TABLE reminder ADD COLUMN stated_role VARCHAR;

CREATE TABLE review (
    review_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    reference_year INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    indicator_code VARCHAR NOT NULL,
    review_kind VARCHAR NOT NULL,
    result_fingerprint VARCHAR NOT NULL,
    outcome VARCHAR,
    cause_class VARCHAR,
    note VARCHAR,
    assessment_id BIGINT,
    stated_by VARCHAR NOT NULL,
    stated_role VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL
);

CREATE TABLE clarification (
    clarification_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    clarification_number INTEGER NOT NULL,
    reference_year INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    indicator_code VARCHAR NOT NULL,
    step VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    due_date DATE,
    stated_by VARCHAR NOT NULL,
    stated_role VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL
);

-- Answers that came in sheets, each with its cell.
CREATE TABLE clarification_answer (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    clarification_number INTEGER NOT NULL,
    answer_text VARCHAR NOT NULL
);

CREATE TABLE review_session (
    review_session_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    session_number INTEGER NOT NULL,
    reference_year INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    session_date DATE NOT NULL,
    place VARCHAR,
    members VARCHAR NOT NULL,
    criteria VARCHAR,
    findings VARCHAR,
    open_points VARCHAR,
    stated_by VARCHAR NOT NULL,
    stated_role VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL
);
