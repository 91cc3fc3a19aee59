-- Letters: what was written to whom about which items, what became of it on its way, and who
-- writes. Days count from 1970-01-01, instants are milliseconds UTC, amounts are minor units.

-- One letter, kept as sent in document. number: the small number among those of the account; with
-- the account it is the reference printed on it. claim_minor: what was still to be asked for of its
-- items, principal net of credits, when it was made: if that has changed it is not sent any more.
-- tracking: the number of the registered letter; ''. why: of a letter brought back.
-- state and days change as it goes; letter_event says who said what when.
-- citus: distributed debtor_id
CREATE TABLE letter (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    letter_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    creditor_id {int} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('releve', 'relance-1', 'relance-2', 'mise-en-demeure',
                                         'premiere-lettre')),
    state {text} NOT NULL CHECK (state IN ('to_print', 'printed', 'sent', 'presented', 'received',
                                           'returned', 'cancelled')),
    registered {int} NOT NULL CHECK (registered IN (0, 1)),
    approval {text} NOT NULL CHECK (approval IN ('automatic', 'agent', 'manager')),
    document_id {int} NOT NULL,
    document_number {int} NOT NULL,
    payee_id {int} NOT NULL,
    claim_minor {int} NOT NULL,
    asked_minor {int} NOT NULL,
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    batch {int} NOT NULL,
    printed_day {int},
    sent_day {int},
    presented_day {int},
    received_day {int},
    returned_day {int},
    tracking {text} NOT NULL,
    why {text} CHECK (why IN ('unclaimed', 'refused', 'unknown', 'bad_address')),
    PRIMARY KEY (debtor_id, account_id, letter_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id),
    FOREIGN KEY (debtor_id, document_id) REFERENCES document (debtor_id, document_id),
    CHECK ((returned_day IS NULL) = (why IS NULL))
){rowless};
CREATE INDEX letter_by_state ON letter (state, made_ms, debtor_id, account_id, letter_id);
CREATE INDEX letter_by_batch ON letter (batch, document_number, debtor_id) WHERE batch <> 0;

-- The items a letter asks for. level: of the scenario that is done for the item once the letter has
-- left; 0: the item is only named.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE letter_item (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    letter_id {int} NOT NULL,
    item_id {int} NOT NULL,
    level {int} NOT NULL,
    amount_minor {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, letter_id, item_id),
    FOREIGN KEY (debtor_id, account_id, letter_id)
        REFERENCES letter (debtor_id, account_id, letter_id)
){rowless};

-- citus: distributed debtor_id
-- append: only
CREATE TABLE letter_event (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    letter_id {int} NOT NULL,
    event_id {int} NOT NULL,
    state {text} NOT NULL,
    on_day {int} NOT NULL,
    tracking {text} NOT NULL,
    why {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, letter_id, event_id),
    FOREIGN KEY (debtor_id, account_id, letter_id)
        REFERENCES letter (debtor_id, account_id, letter_id)
){rowless};

-- Who writes: what stands at the head and the foot of letters. owner_id: a creditor; 0: the house,
-- which writes for those whose claims it collects. Words are never changed: of each field the last
-- one holds.
-- citus: reference
-- append: only
CREATE TABLE sender_word (
    owner_id {int} NOT NULL,
    word_id {int} NOT NULL,
    field {text} NOT NULL,
    value {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (owner_id, word_id)
){rowless};
