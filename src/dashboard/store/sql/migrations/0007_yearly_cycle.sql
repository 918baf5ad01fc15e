-- The yearly cycle: the further parts of PEG and final report, deadlines with their clauses and
-- events, sheets handed out and what came back on them, reminders.

ALTER TABLE action ADD COLUMN production_factor VARCHAR;

CREATE TABLE action_finance (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    cost_centre VARCHAR,
    production_factor VARCHAR,
    budget_chapter VARCHAR,
    mission_programme VARCHAR,
    allocated_eur DOUBLE PRECISION,
    committed_eur DOUBLE PRECISION,
    paid_eur DOUBLE PRECISION,
    note VARCHAR
);

CREATE TABLE action_staff (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    staff_category VARCHAR NOT NULL,
    head_count DOUBLE PRECISION,
    time_share_pct DOUBLE PRECISION,
    note VARCHAR
);

CREATE TABLE ordinary_activity (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    measure_code VARCHAR NOT NULL,
    measure_name VARCHAR NOT NULL,
    value_year INTEGER NOT NULL,
    service_name VARCHAR,
    unit VARCHAR,
    value_number DOUBLE PRECISION,
    value_text VARCHAR,
    note VARCHAR
);

CREATE TABLE quality_control (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    control_code VARCHAR NOT NULL,
    control_name VARCHAR NOT NULL,
    service_name VARCHAR,
    control_method VARCHAR,
    control_date DATE,
    checked_count DOUBLE PRECISION,
    non_compliant_count DOUBLE PRECISION,
    outcome VARCHAR,
    corrective_action VARCHAR,
    note VARCHAR
);

CREATE TABLE innovation (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    innovation_code VARCHAR NOT NULL,
    innovation_name VARCHAR NOT NULL,
    service_name VARCHAR,
    innovation_area VARCHAR,
    description VARCHAR,
    start_date DATE,
    beneficiaries VARCHAR,
    benefit VARCHAR,
    note VARCHAR
);

-- A deadline is a day, or so many days (of work, where it says so) after an event. One that falls
-- on another day when something is put off names that event and the days after it.
ALTER TABLE registry_deadline ADD COLUMN document_kind VARCHAR;
ALTER TABLE registry_deadline ADD COLUMN reference_year INTEGER;
ALTER TABLE registry_deadline ADD COLUMN cycle_start_year INTEGER;
ALTER TABLE registry_deadline ADD COLUMN cycle_end_year INTEGER;
ALTER TABLE registry_deadline ADD COLUMN counts_for VARCHAR;
ALTER TABLE registry_deadline ADD COLUMN is_in_working_days BOOLEAN;
ALTER TABLE registry_deadline ADD COLUMN unless_event VARCHAR;
ALTER TABLE registry_deadline ADD COLUMN days_after_unless_event INTEGER;
ALTER TABLE registry_deadline ADD COLUMN together_with VARCHAR;
ALTER TABLE registry_deadline ADD COLUMN holiday_rule VARCHAR;
ALTER TABLE registry_deadline ADD COLUMN clause_code VARCHAR;

-- Events were free words, and are codes now: the words stay readable in the note.
UPDATE registry_deadline
SET
    note = concat_ws('; ', note, event),
    event = NULL
WHERE event IS NOT NULL;

CREATE TABLE registry_clause (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    clause_code VARCHAR NOT NULL,
    clause_text VARCHAR NOT NULL,
    source VARCHAR,
    document_kind VARCHAR,
    document_name VARCHAR,
    reference_year INTEGER,
    cycle_start_year INTEGER,
    cycle_end_year INTEGER
);

CREATE TABLE cycle_event (
    cycle_event_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    event_kind VARCHAR NOT NULL,
    first_year INTEGER NOT NULL,
    event_date DATE,
    note VARCHAR,
    stated_by VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL
);

CREATE TABLE template_issue (
    template_issue_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    document_kind VARCHAR NOT NULL,
    reference_year INTEGER NOT NULL,
    sector_code VARCHAR,
    strategic_direction_code VARCHAR,
    template_version VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    row_count INTEGER NOT NULL,
    stated_by VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL
);

CREATE TABLE upload_template (
    upload_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    template_version VARCHAR NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    is_outdated BOOLEAN NOT NULL,
    changed_cell_count INTEGER NOT NULL
);

CREATE TABLE reminder (
    reminder_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    document_kind VARCHAR NOT NULL,
    reference_year INTEGER NOT NULL,
    sector_code VARCHAR,
    strategic_direction_code VARCHAR,
    channel VARCHAR NOT NULL,
    recipient VARCHAR,
    subject VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    stated_by VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL
);
