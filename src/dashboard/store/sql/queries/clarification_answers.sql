-- Every answer to a request for clarification in a sheet that was not revoked, oldest first; a newer sheet with other requests leaves it standing. One row per upload and answered number.
SELECT
    clarification_answer.entity_code,
    clarification_answer.sector_code,
    clarification_answer.clarification_number,
    clarification_answer.answer_text,
    clarification_answer.upload_id,
    upload.file_name,
    upload.uploaded_by,
    upload.uploaded_role,
    upload.uploaded_at,
    clarification_answer.sheet_name,
    clarification_answer.cell
FROM clarification_answer
INNER JOIN received_document
    ON clarification_answer.document_id = received_document.document_id
INNER JOIN upload
    ON clarification_answer.upload_id = upload.upload_id
WHERE NOT EXISTS (
    SELECT 1
    FROM upload_revocation
    WHERE upload_revocation.upload_id = clarification_answer.upload_id
)
    AND (CAST($entity_code AS VARCHAR) IS NULL OR clarification_answer.entity_code = $entity_code)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR clarification_answer.sector_code = $sector_code)
ORDER BY
    clarification_answer.upload_id,
    clarification_answer.clarification_number,
    clarification_answer.row_number
