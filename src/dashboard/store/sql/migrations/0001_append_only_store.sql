-- Everything that was ever received, and what it states. Rows are only appended.
-- Types are those that DuckDB and PostgreSQL share.

CREATE TABLE entity (
    entity_code VARCHAR PRIMARY KEY,
    entity_name VARCHAR NOT NULL,
    first_seen_at TIMESTAMP NOT NULL
);

CREATE TABLE upload (
    upload_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    folder_name VARCHAR NOT NULL,
    file_sha256 VARCHAR NOT NULL,
    file_bytes BYTEA NOT NULL,
    byte_count BIGINT NOT NULL,
    last_editor VARCHAR,
    uploaded_by VARCHAR NOT NULL,
    uploaded_at TIMESTAMP NOT NULL,
    reader_version VARCHAR NOT NULL
);

CREATE TABLE upload_revocation (
    upload_id BIGINT NOT NULL,
    revoked_by VARCHAR NOT NULL,
    revoked_at TIMESTAMP NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE document (
    document_id BIGINT PRIMARY KEY,
    upload_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    document_kind VARCHAR NOT NULL,
    reference_year INTEGER NOT NULL,
    cycle_start_year INTEGER,
    cycle_end_year INTEGER,
    period VARCHAR,
    sector_code VARCHAR,
    strategic_direction_code VARCHAR,
    achievement_basis VARCHAR NOT NULL,
    matched_title_count INTEGER NOT NULL,
    expected_title_count INTEGER NOT NULL,
    row_count INTEGER NOT NULL
);

CREATE TABLE source_cell (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    field_name VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    raw_text VARCHAR NOT NULL
);

CREATE TABLE sector (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    sector_name VARCHAR NOT NULL
);

CREATE TABLE strategic_direction (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    strategic_direction_code VARCHAR NOT NULL,
    strategic_direction_name VARCHAR NOT NULL
);

CREATE TABLE objective (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    objective_level VARCHAR NOT NULL,
    objective_code VARCHAR NOT NULL,
    objective_name VARCHAR NOT NULL,
    strategic_direction_code VARCHAR,
    strategic_objective_code VARCHAR
);

CREATE TABLE action (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    action_name VARCHAR NOT NULL,
    action_kind VARCHAR,
    description VARCHAR,
    strategic_direction_code VARCHAR,
    strategic_objective_code VARCHAR,
    operational_objective_code VARCHAR,
    service_name VARCHAR,
    cost_centre VARCHAR,
    responsible_role VARCHAR,
    political_referent VARCHAR,
    internal_subjects VARCHAR,
    external_subjects VARCHAR,
    qualitative_expected_result VARCHAR,
    qualitative_result VARCHAR,
    piao_section VARCHAR,
    weight DOUBLE PRECISION,
    start_date DATE,
    end_date DATE,
    human_resources VARCHAR,
    mission_programme VARCHAR,
    budget_chapter VARCHAR,
    allocated_eur DOUBLE PRECISION,
    committed_eur DOUBLE PRECISION,
    paid_eur DOUBLE PRECISION,
    other_services VARCHAR,
    is_agreed_with_other_services BOOLEAN,
    planned_years VARCHAR
);

CREATE TABLE indicator (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    indicator_code VARCHAR NOT NULL,
    indicator_name VARCHAR NOT NULL,
    measure_kind VARCHAR NOT NULL,
    unit VARCHAR,
    baseline_number DOUBLE PRECISION,
    baseline_text VARCHAR,
    baseline_cell VARCHAR,
    source VARCHAR,
    weight DOUBLE PRECISION
);

CREATE TABLE target (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    indicator_code VARCHAR NOT NULL,
    target_year INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    target_text VARCHAR NOT NULL,
    operator VARCHAR,
    target_number DOUBLE PRECISION,
    target_upper_number DOUBLE PRECISION,
    target_date DATE,
    target_boolean BOOLEAN
);

CREATE TABLE result (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    indicator_code VARCHAR NOT NULL,
    result_year INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    result_text VARCHAR,
    result_number DOUBLE PRECISION,
    result_date DATE,
    result_boolean BOOLEAN,
    reason VARCHAR,
    reason_cell VARCHAR,
    note VARCHAR,
    declared_achievement_pct DOUBLE PRECISION,
    is_not_assessable BOOLEAN NOT NULL,
    is_not_due BOOLEAN NOT NULL,
    not_assessable_reason VARCHAR
);

CREATE TABLE dup_status (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    strategic_direction_code VARCHAR NOT NULL,
    strategic_objective_code VARCHAR,
    operational_objective_code VARCHAR,
    intervention_code VARCHAR NOT NULL,
    intervention_name VARCHAR NOT NULL,
    sector_code VARCHAR,
    status_text VARCHAR,
    status VARCHAR,
    percent DOUBLE PRECISION,
    as_of_date DATE
);

CREATE TABLE issue (
    upload_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    issue_code VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    sheet_name VARCHAR,
    cell VARCHAR,
    expected VARCHAR,
    found VARCHAR,
    params_json VARCHAR NOT NULL
);

CREATE TABLE proposal (
    proposal_id BIGINT PRIMARY KEY,
    upload_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    proposal_kind VARCHAR NOT NULL,
    sheet_name VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    row_number INTEGER,
    field_name VARCHAR,
    before_text VARCHAR NOT NULL,
    after_text VARCHAR NOT NULL,
    runs_json VARCHAR NOT NULL
);

-- Rules of the entity, with the program's defaults; later issues let a workbook replace them.
CREATE TABLE period_rule (
    period VARCHAR PRIMARY KEY,
    expected_share_pct DOUBLE PRECISION NOT NULL,
    partial_from_pct DOUBLE PRECISION NOT NULL
);
