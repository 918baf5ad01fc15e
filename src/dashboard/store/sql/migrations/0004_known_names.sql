-- Names that a person has given a meaning: other spellings, and renamings with their dates.
CREATE TABLE known_name (
    known_name_id BIGINT PRIMARY KEY,
    entity_code VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    stated_by VARCHAR NOT NULL,
    stated_at TIMESTAMP NOT NULL,
    upload_id BIGINT
);

CREATE TABLE known_name_removal (
    known_name_id BIGINT PRIMARY KEY,
    removed_by VARCHAR NOT NULL,
    removed_at TIMESTAMP NOT NULL
);
