-- How persons said that sheets with titles of their own are read, and which uploads were read so.
CREATE TABLE sheet_mapping (
    mapping_id BIGINT PRIMARY KEY,
    fingerprint VARCHAR NOT NULL,
    mapping_name VARCHAR NOT NULL,
    document_kind VARCHAR NOT NULL,
    mapping_json VARCHAR NOT NULL,
    saved_by VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL
);

CREATE TABLE sheet_mapping_removal (
    mapping_id BIGINT PRIMARY KEY,
    removed_by VARCHAR NOT NULL,
    removed_at TIMESTAMP NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE mapping_use (
    upload_id BIGINT NOT NULL,
    entity_code VARCHAR NOT NULL,
    sheet_name VARCHAR NOT NULL,
    mapping_id BIGINT NOT NULL
);
