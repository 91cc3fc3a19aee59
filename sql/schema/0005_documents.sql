-- Documents as they are: every letter and statement as sent, every copy of an invoice, delivery
-- note or order, every exhibit. hash: BLAKE2b-256 of body. Bodies stand last in their row, so that
-- a list does not read them.

-- as_sent 1: what left the house, never changed. state 'withdrawn': its import was undone; kept,
-- as somebody may have sent it. number: of the reference P-...
-- citus: distributed debtor_id
-- rows: wide
CREATE TABLE document (
    debtor_id {int} NOT NULL REFERENCES debtor (debtor_id),
    document_id {int} NOT NULL,
    number {int} NOT NULL,
    account_id {int},
    kind {text} NOT NULL
        CHECK (kind IN ('letter', 'statement', 'invoice_copy', 'delivery_note', 'order', 'exhibit')),
    state {text} NOT NULL CHECK (state IN ('standing', 'withdrawn')),
    as_sent {int} NOT NULL CHECK (as_sent IN (0, 1)),
    file {text} NOT NULL,
    mime {text} NOT NULL,
    bytes {int} NOT NULL CHECK (bytes > 0),
    hash {blob} NOT NULL,
    made_day {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    import_id {int},
    body {blob} NOT NULL,
    PRIMARY KEY (debtor_id, document_id)
){table};
CREATE UNIQUE INDEX document_by_number ON document (debtor_id, number);
CREATE INDEX document_by_hash ON document (hash, debtor_id);
CREATE INDEX document_by_import ON document (import_id, debtor_id) WHERE import_id IS NOT NULL;

-- The items a document is about. Nothing becomes confirmed but by a person.
-- citus: distributed debtor_id
CREATE TABLE document_item (
    debtor_id {int} NOT NULL,
    document_id {int} NOT NULL,
    account_id {int} NOT NULL,
    item_id {int} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused')),
    how {text} NOT NULL CHECK (how IN ('file_name', 'text', 'person')),
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, document_id, account_id, item_id),
    FOREIGN KEY (debtor_id, document_id) REFERENCES document (debtor_id, document_id),
    FOREIGN KEY (debtor_id, account_id, item_id) REFERENCES item (debtor_id, account_id, item_id)
){rowless};
CREATE INDEX document_item_by_item ON document_item (debtor_id, account_id, item_id);
CREATE INDEX document_item_proposed ON document_item (debtor_id, document_id)
    WHERE state = 'proposed';

-- A file that belongs to no debtor yet: its number is unknown or in doubt. It leaves this table
-- for `document` when somebody says whose it is.
-- citus: local
-- rows: wide
CREATE TABLE inbox_document (
    inbox_id {int} NOT NULL PRIMARY KEY,
    number {int} NOT NULL UNIQUE,
    creditor_id {int} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('invoice_copy', 'delivery_note', 'order', 'exhibit')),
    state {text} NOT NULL CHECK (state IN ('waiting', 'refused')),
    file {text} NOT NULL,
    mime {text} NOT NULL,
    bytes {int} NOT NULL CHECK (bytes > 0),
    hash {blob} NOT NULL,
    made_day {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    import_id {int} NOT NULL,
    body {blob} NOT NULL,
    UNIQUE (creditor_id, hash)
){table};
CREATE INDEX inbox_document_by_import ON inbox_document (import_id);

-- The items it might be about.
-- citus: local
CREATE TABLE inbox_candidate (
    inbox_id {int} NOT NULL REFERENCES inbox_document (inbox_id),
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    item_id {int} NOT NULL,
    how {text} NOT NULL CHECK (how IN ('file_name', 'text', 'person')),
    PRIMARY KEY (inbox_id, debtor_id, account_id, item_id)
){rowless};
