-- Which imports hold a document, and the text of what waits.

-- An import of documents that was seen to hold this one. A document that an import brought stands
-- as long as one import that counts (`import.state` 'done') holds it. One that a person confirmed
-- and that no such import holds is withdrawn: kept, no longer shown. Any other is not there yet
-- (its import is still being written) or no longer, and swept away.
-- citus: distributed debtor_id
CREATE TABLE document_sighting (
    debtor_id {int} NOT NULL,
    document_id {int} NOT NULL,
    import_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, document_id, import_id),
    FOREIGN KEY (debtor_id, document_id) REFERENCES document (debtor_id, document_id)
){rowless};
CREATE INDEX document_sighting_by_import ON document_sighting (import_id, debtor_id, document_id);

INSERT INTO document_sighting (debtor_id, document_id, import_id)
SELECT debtor_id, document_id, import_id FROM document
WHERE import_id IS NOT NULL AND state = 'standing';

-- The same of what waits.
-- citus: local
CREATE TABLE inbox_sighting (
    inbox_id {int} NOT NULL REFERENCES inbox_document (inbox_id),
    import_id {int} NOT NULL,
    PRIMARY KEY (inbox_id, import_id)
){rowless};
CREATE INDEX inbox_sighting_by_import ON inbox_sighting (import_id, inbox_id);

INSERT INTO inbox_sighting (inbox_id, import_id) SELECT inbox_id, import_id FROM inbox_document;

-- The beginning of the text of what waits, in which the numbers of later invoices are looked for.
-- No row: it had none, or nothing here could read it.
-- citus: local
CREATE TABLE inbox_text (
    inbox_id {int} NOT NULL PRIMARY KEY REFERENCES inbox_document (inbox_id),
    text {text} NOT NULL
){table};
