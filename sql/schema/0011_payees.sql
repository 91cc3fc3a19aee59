-- Who is to be paid: payees of a creditor with their bank accounts, and what was assigned to whom.
-- Words about payees are never changed or dropped (src/claim/payee.h).

-- What a ledger books against these accounts is an assignment: creditors of before learn it too.
INSERT INTO plan_row (creditor_id, prefix, role)
SELECT c.creditor_id, '467', 'factor' FROM creditor c
WHERE NOT EXISTS
    (SELECT 1 FROM plan_row p WHERE p.creditor_id = c.creditor_id AND p.prefix = '467');

-- citus: reference
CREATE TABLE payee (
    payee_id {int} NOT NULL PRIMARY KEY,
    creditor_id {int} NOT NULL REFERENCES creditor (creditor_id),
    code {text} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('creditor', 'factor', 'agency')),
    UNIQUE (creditor_id, code)
){table};

-- What one person said of a payee: his bank account (name of the holder, IBAN, BIC: empty in the
-- other kinds), that he is the one normally paid, that he is paid no longer.
-- citus: reference
-- append: only
CREATE TABLE payee_word (
    payee_id {int} NOT NULL REFERENCES payee (payee_id),
    word_id {int} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('account', 'default', 'closed')),
    name {text} NOT NULL,
    iban {text} NOT NULL,
    bic {text} NOT NULL,
    from_day {int} NOT NULL,
    said_day {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (payee_id, word_id)
){rowless};

-- A second person, never the one who said it, confirms a word.
-- citus: reference
-- append: only
CREATE TABLE payee_confirmation (
    payee_id {int} NOT NULL,
    word_id {int} NOT NULL,
    on_day {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (payee_id, word_id),
    FOREIGN KEY (payee_id, word_id) REFERENCES payee_word (payee_id, word_id)
){rowless};

-- Items assigned to a payee: all of an account (since_day: only those issued from that day), or
-- those of object_item. notified_day with its proof: the debtor was told.
-- citus: distributed debtor_id
CREATE TABLE assignment (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    assignment_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    state {text} NOT NULL CHECK (state IN ('standing', 'reversed')),
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    payee_id {int} NOT NULL,
    capacity {text} NOT NULL CHECK (capacity IN ('own', 'mandate', 'factor')),
    assigned_day {int} NOT NULL,
    all_items {int} NOT NULL CHECK (all_items IN (0, 1)),
    since_day {int},
    disclosed {int} NOT NULL CHECK (disclosed IN (0, 1)),
    notified_day {int},
    proof {text} NOT NULL,
    note {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, assignment_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id),
    CHECK (since_day IS NULL OR all_items = 1),
    CHECK (notified_day IS NULL OR (disclosed = 1 AND proof <> ''))
){rowless};
