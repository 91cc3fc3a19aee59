-- The ground every other table stands on: what the database is, where identities are unique, and
-- the journal. Instants are milliseconds UTC; hashes and digests are BLAKE2b-256.

-- What this database is, and settings of the database itself.
-- citus: local
CREATE TABLE meta (
    key {text} NOT NULL PRIMARY KEY,
    value {text} NOT NULL
){rowless};
INSERT INTO meta (key, value) VALUES ('application', 'relance');

-- The migrations applied, with the hash of the file each one was.
-- citus: local
CREATE TABLE migration (
    number {int} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    hash {blob} NOT NULL,
    at_ms {int} NOT NULL
){rowless};

-- The next small number of each kind people read in a reference (C-000042-K). The row is locked
-- by the transaction that takes numbers, so there are no holes but those of a rollback.
-- citus: local
CREATE TABLE counter (
    name {text} NOT NULL PRIMARY KEY,
    next_number {int} NOT NULL CHECK (next_number > 0)
){rowless};

-- The only place where something is unique outside one debtor.
-- citus: local
CREATE TABLE directory_key (
    kind {text} NOT NULL,
    scope_id {int} NOT NULL,
    value {text} NOT NULL,
    debtor_id {int} NOT NULL,
    account_id {int},
    PRIMARY KEY (kind, scope_id, value)
){rowless};
CREATE INDEX directory_key_by_debtor ON directory_key (debtor_id);

-- What several debtors may share (SIREN, IBAN, telephone, e-mail): proposes, never decides.
-- citus: distributed debtor_id
CREATE TABLE clue (
    debtor_id {int} NOT NULL,
    kind {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (debtor_id, kind, value)
){rowless};
CREATE INDEX clue_by_value ON clue (kind, value, debtor_id);

-- One chain per subject. For a debtor subject_id is the debtor_id, so the chain lies with the file.
-- hash covers the hash before it and every column but itself.
-- append: only
-- citus: distributed subject_id
CREATE TABLE journal (
    subject_id {int} NOT NULL,
    subject_kind {text} NOT NULL
        CHECK (subject_kind IN ('debtor', 'creditor', 'statement', 'training', 'system')),
    seq {int} NOT NULL CHECK (seq > 0),
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    kind {text} NOT NULL,
    digest {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (subject_id, subject_kind, seq)
){rowless};

-- What the digest of an entry was made from. Erased: salt and body gone, the reason kept.
-- citus: distributed subject_id
CREATE TABLE journal_body (
    subject_id {int} NOT NULL,
    subject_kind {text} NOT NULL,
    seq {int} NOT NULL,
    salt {blob},
    body {text},
    erased_why {text},
    PRIMARY KEY (subject_id, subject_kind, seq),
    FOREIGN KEY (subject_id, subject_kind, seq)
        REFERENCES journal (subject_id, subject_kind, seq),
    CHECK ((salt IS NULL) = (body IS NULL)),
    CHECK ((body IS NULL) = (erased_why IS NOT NULL))
){rowless};

-- The last entry of each chain. Writers update this row first, which is the lock.
-- citus: distributed subject_id
CREATE TABLE journal_head (
    subject_id {int} NOT NULL,
    subject_kind {text} NOT NULL,
    seq {int} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (subject_id, subject_kind)
){rowless};
