-- The anagrafica: the rules and names of an entity, each row with its cell, as for every document;
-- what is stated of results beside what was measured; checks that a person accepted.

ALTER TABLE indicator ADD COLUMN nature VARCHAR;
ALTER TABLE action ADD COLUMN tags VARCHAR;
ALTER TABLE result ADD COLUMN numerator DOUBLE PRECISION;
ALTER TABLE result ADD COLUMN denominator DOUBLE PRECISION;
ALTER TABLE result ADD COLUMN stated_state VARCHAR;

CREATE TABLE registry_entity (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    entity_name VARCHAR NOT NULL,
    istat_code VARCHAR,
    mandate_start DATE,
    mandate_end DATE,
    achievement_basis VARCHAR
);

CREATE TABLE registry_sector (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    sector_name VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    previous_name VARCHAR
);

CREATE TABLE registry_service (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    service_name VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    service_code VARCHAR,
    valid_from DATE,
    valid_to DATE
);

CREATE TABLE registry_cost_centre (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    cost_centre_code VARCHAR NOT NULL,
    cost_centre_name VARCHAR NOT NULL,
    sector_code VARCHAR,
    service_name VARCHAR
);

CREATE TABLE registry_direction (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    strategic_direction_code VARCHAR NOT NULL,
    strategic_direction_name VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    political_referent VARCHAR
);

CREATE TABLE registry_status_word (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    status VARCHAR NOT NULL
);

CREATE TABLE measurement_rule (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    rule_code VARCHAR NOT NULL,
    rule_name VARCHAR NOT NULL,
    measure_kind VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    cap_pct DOUBLE PRECISION,
    floor_pct DOUBLE PRECISION,
    target_zero VARCHAR NOT NULL,
    missing_result VARCHAR NOT NULL,
    rounding_digits INTEGER,
    rounding_direction VARCHAR NOT NULL,
    band_table VARCHAR,
    nature VARCHAR,
    formula_words VARCHAR,
    source VARCHAR,
    is_default BOOLEAN NOT NULL
);

CREATE TABLE rule_assignment (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    rule_code VARCHAR NOT NULL,
    sector_code VARCHAR,
    action_code VARCHAR,
    indicator_code VARCHAR
);

CREATE TABLE rule_band (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    band_table VARCHAR NOT NULL,
    pct DOUBLE PRECISION NOT NULL,
    lower_number DOUBLE PRECISION,
    upper_number DOUBLE PRECISION,
    upper_pct DOUBLE PRECISION,
    word VARCHAR
);

CREATE TABLE rollup_rule (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    rounding_digits INTEGER,
    rounding_direction VARCHAR NOT NULL
);

CREATE TABLE rollup_weight (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    weight DOUBLE PRECISION NOT NULL
);

CREATE TABLE rollup_exclusion (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    sector_code VARCHAR
);

CREATE TABLE registry_period (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    expected_share_pct DOUBLE PRECISION NOT NULL,
    partial_from_pct DOUBLE PRECISION NOT NULL
);

CREATE TABLE registry_deadline (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    document_name VARCHAR NOT NULL,
    sectors_deadline DATE,
    entity_deadline DATE,
    event VARCHAR,
    days_after_event INTEGER,
    note VARCHAR
);

CREATE TABLE registry_role (
    document_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    upload_id BIGINT NOT NULL,
    sheet_name VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    cell VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    person_name VARCHAR,
    sector_code VARCHAR
);

CREATE TABLE assessment (
    assessment_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    reference_year INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    sector_code VARCHAR NOT NULL,
    action_code VARCHAR NOT NULL,
    indicator_code VARCHAR,
    assessment_kind VARCHAR NOT NULL,
    pct DOUBLE PRECISION,
    reason VARCHAR NOT NULL,
    deed_number VARCHAR,
    deed_date DATE,
    stated_by VARCHAR NOT NULL,
    stated_role VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL
);

CREATE TABLE check_acceptance (
    acceptance_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    finding_key VARCHAR NOT NULL,
    check_code VARCHAR NOT NULL,
    is_accepted BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL,
    accepted_by VARCHAR NOT NULL,
    accepted_at TIMESTAMP NOT NULL
);
