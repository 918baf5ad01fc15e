-- One row per band of an anagrafica whose rules hold in some year, with what looking a figure up
-- needs: the word as it is compared, and whether the band is the first or the last of its table.
WITH ruling_registry AS (
    SELECT DISTINCT registry_document_id
    FROM registry_in_force
    WHERE registry_document_id IS NOT NULL
)
SELECT
    rule_band.entity_code,
    rule_band.document_id,
    rule_band.band_table,
    rule_band.lower_number,
    rule_band.upper_number,
    rule_band.pct,
    rule_band.upper_pct,
    rule_band.word,
    plain_word(rule_band.word) AS plain_word,
    row_number() OVER (
        PARTITION BY rule_band.document_id, rule_band.band_table
        ORDER BY
            CASE WHEN rule_band.lower_number IS NULL THEN 0 ELSE 1 END,
            rule_band.lower_number
    ) = 1 AS is_first,
    row_number() OVER (
        PARTITION BY rule_band.document_id, rule_band.band_table
        ORDER BY
            CASE WHEN rule_band.lower_number IS NULL THEN 1 ELSE 0 END,
            rule_band.lower_number DESC
    ) = 1 AS is_last,
    rule_band.sheet_name,
    rule_band.cell
FROM ruling_registry
INNER JOIN rule_band
    ON ruling_registry.registry_document_id = rule_band.document_id
