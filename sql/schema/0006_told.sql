-- What lists and people tell of single items, and what people decide about them.
-- Amounts are minor units, days count from 1970-01-01, instants are milliseconds UTC.

-- A row of an open-items list or an entry made by hand, as a fact that never changes, with the
-- first word said of it: the import, what was open (signed), the whole amount, the due date.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE told_item (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    told_id {int} NOT NULL,
    origin {text} NOT NULL CHECK (origin IN ('list', 'hand')),
    kind {text} NOT NULL,
    role {text} NOT NULL,
    piece {text} NOT NULL,
    label {text} NOT NULL,
    issued_day {int},
    band_from {int},
    import_id {int} NOT NULL,
    open_minor {int} NOT NULL,
    original_minor {int},
    due_day {int},
    position {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, told_id)
){rowless};

-- What another import says of a told item, where that changes something.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE told_word (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    told_id {int} NOT NULL,
    import_id {int} NOT NULL,
    gone {int} NOT NULL CHECK (gone IN (0, 1)),
    open_minor {int} NOT NULL,
    original_minor {int},
    due_day {int},
    position {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, told_id, import_id)
){rowless};

-- A credit set against a debit by a person, or by us with his consent. Undone by its opposite.
-- batch_id: what was decided in one go can be taken back in one go.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE pairing (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    pairing_id {int} NOT NULL,
    batch_id {int} NOT NULL,
    credit_item {int} NOT NULL,
    debit_item {int} NOT NULL,
    amount_minor {int} NOT NULL,
    on_day {int} NOT NULL,
    entered_day {int} NOT NULL,
    source {text} NOT NULL CHECK (source IN ('person', 'proposal')),
    reverses {int},
    actor_id {int} NOT NULL,
    at_ms {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, pairing_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

CREATE INDEX pairing_by_batch ON pairing (batch_id, debtor_id);

-- An import in progress: its row in `import` says 'undone' until all of it is written, so that
-- whatever was written before a crash does not count. One at a time for a creditor.
-- citus: reference
CREATE TABLE import_lease (
    creditor_id {int} NOT NULL PRIMARY KEY,
    import_id {int} NOT NULL,
    until_ms {int} NOT NULL
){rowless};

-- An import that was never finished. Its number stays taken; nothing of it counts.
-- citus: reference
CREATE TABLE import_broken (
    import_id {int} NOT NULL PRIMARY KEY,
    found_ms {int} NOT NULL
){rowless};

-- The last entry of a ledger: how far it speaks for the books. (known_day may be later: lettering
-- and validation.) NULL: of an import before this column, where known_day stands for it.
ALTER TABLE import ADD COLUMN last_day {int};
