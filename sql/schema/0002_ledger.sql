-- Who owes what: creditors, debtors, accounts, and what their ledgers say.
-- Amounts are minor units, days count from 1970-01-01, instants are milliseconds UTC.

-- A company whose claims are collected: ours, a client's of the agency, an adherent's of the factor.
-- citus: reference
CREATE TABLE creditor (
    creditor_id {int} NOT NULL PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    currency {text} NOT NULL,
    capacity {text} NOT NULL CHECK (capacity IN ('own', 'mandate', 'factor')),
    terms {text},
    import_seq {int} NOT NULL
){table};

-- The account plan of a creditor: longest prefix wins.
-- citus: reference
CREATE TABLE plan_row (
    creditor_id {int} NOT NULL REFERENCES creditor (creditor_id),
    prefix {text} NOT NULL,
    role {text} NOT NULL,
    PRIMARY KEY (creditor_id, prefix)
){rowless};

-- One file taken in. state: 'done' or 'undone'. Counts as CONTRACT.md import.
-- citus: reference
CREATE TABLE import (
    import_id {int} NOT NULL PRIMARY KEY,
    number {int} NOT NULL UNIQUE,
    creditor_id {int} NOT NULL REFERENCES creditor (creditor_id),
    seq {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    file {text} NOT NULL,
    file_digest {blob} NOT NULL,
    format {text} NOT NULL,
    mode {text} NOT NULL CHECK (mode IN ('new', 'period', 'state')),
    as_of {int},
    from_day {int},
    known_day {int},
    state {text} NOT NULL CHECK (state IN ('done', 'undone')),
    counts {text} NOT NULL,
    UNIQUE (creditor_id, seq)
){table};

-- The person who owes. kind and name are the standing facts, kept here for lists and search.
-- citus: distributed debtor_id
CREATE TABLE debtor (
    debtor_id {int} NOT NULL PRIMARY KEY,
    number {int} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('unknown', 'company', 'trader', 'public', 'consumer')),
    name {text} NOT NULL,
    name_folded {text} NOT NULL
){rowless};
CREATE INDEX debtor_by_name ON debtor (name_folded, debtor_id);

-- One thing we were told about a debtor, by whom and when: name, type, siren, phone, e-mail, terms...
-- account_id is set when it holds for one account only. standing 1: the last word of its kind.
-- citus: distributed debtor_id
CREATE TABLE fact (
    debtor_id {int} NOT NULL REFERENCES debtor (debtor_id),
    fact_id {int} NOT NULL,
    account_id {int},
    kind {text} NOT NULL,
    value {text} NOT NULL,
    import_id {int} NOT NULL,
    on_day {int} NOT NULL,
    standing {int} NOT NULL CHECK (standing IN (0, 1)),
    PRIMARY KEY (debtor_id, fact_id)
){rowless};

-- The working unit (dossier): debtor x creditor x mandate.
-- citus: distributed debtor_id
CREATE TABLE account (
    debtor_id {int} NOT NULL REFERENCES debtor (debtor_id),
    account_id {int} NOT NULL,
    number {int} NOT NULL,
    creditor_id {int} NOT NULL,
    ledger_number {text} NOT NULL,
    currency {text} NOT NULL,
    capacity {text} NOT NULL CHECK (capacity IN ('own', 'mandate', 'factor')),
    terms {text},
    PRIMARY KEY (debtor_id, account_id)
){rowless};
CREATE INDEX account_by_creditor ON account (creditor_id, debtor_id, account_id);

-- A ledger line as a fact that never changes; its id comes from its fingerprint.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE ledger_line (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    line_id {int} NOT NULL,
    role {text} NOT NULL,
    ledger_account {text} NOT NULL,
    journal {text} NOT NULL,
    entry_day {int} NOT NULL,
    piece {text} NOT NULL,
    piece_day {int},
    label {text} NOT NULL,
    debit_minor {int} NOT NULL,
    credit_minor {int} NOT NULL,
    currency {text} NOT NULL,
    fingerprint {blob} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, line_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- What one import said of one line: seen with this lettering and number, or vanished.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE line_sighting (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    line_id {int} NOT NULL,
    import_id {int} NOT NULL,
    vanished {int} NOT NULL CHECK (vanished IN (0, 1)),
    letter {text} NOT NULL,
    letter_day {int},
    valid_day {int},
    opening_day {int},
    entry_number {text} NOT NULL,
    position {int} NOT NULL,
    journal_use {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, line_id, import_id)
){rowless};

-- What is owed or in the customer's favour. Rows are never deleted: standing 0 = withdrawn.
-- open_minor is a cache of amount_minor less all allocations; verify recomputes it.
-- citus: distributed debtor_id
CREATE TABLE item (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    item_id {int} NOT NULL,
    line_id {int},
    standing {int} NOT NULL CHECK (standing IN (0, 1)),
    kind {text} NOT NULL,
    role {text} NOT NULL,
    on_day {int} NOT NULL,
    issued_day {int} NOT NULL,
    due_day {int} NOT NULL,
    due_source {text} NOT NULL CHECK (due_source IN ('stated', 'computed', 'assumed')),
    amount_minor {int} NOT NULL,
    open_minor {int} NOT NULL,
    currency {text} NOT NULL,
    piece {text} NOT NULL,
    label {text} NOT NULL,
    letter_unbalanced {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, item_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- A credit item set against a debit item. Append-only: a decision is undone by its opposite.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE allocation (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    allocation_id {int} NOT NULL,
    credit_item {int} NOT NULL,
    debit_item {int} NOT NULL,
    amount_minor {int} NOT NULL,
    on_day {int} NOT NULL,
    source {text} NOT NULL,
    letter {text} NOT NULL,
    reverses {int},
    import_id {int},
    PRIMARY KEY (debtor_id, account_id, allocation_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};
