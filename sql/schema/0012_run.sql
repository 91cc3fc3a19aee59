-- The daily run: what is to be done on every account, decided once a day, kept as long as it holds.
-- Days count from 1970-01-01, instants are milliseconds UTC, amounts are minor units.

-- One run. Its batches are durable and invisible: readers see the rows of the last published run.
-- at_*: how far its batches came, to go on from there. rules: names and versions, as text; law:
-- BLAKE2b-256 of the digests of the tables it used; books: how many entries the journals of the
-- creditors and of the system had when it began, those of people and runs aside. digest: BLAKE2b-256
-- of the rows it wrote, each batch hashed after the digest before.
-- citus: local
CREATE TABLE run (
    number {int} NOT NULL PRIMARY KEY CHECK (number > 0),
    day {int} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('running', 'published', 'abandoned')),
    started_ms {int} NOT NULL,
    ended_ms {int},
    rules {text} NOT NULL,
    law {blob} NOT NULL,
    books {int} NOT NULL,
    at_debtor_id {int} NOT NULL,
    at_account_id {int} NOT NULL,
    accounts {int} NOT NULL,
    items {int} NOT NULL,
    actions {int} NOT NULL,
    queue {int} NOT NULL,
    blocked {int} NOT NULL,
    changed {int} NOT NULL,
    digest {blob} NOT NULL
){table};

-- What a run decided on one account. It holds from run from_run on, until the run until_run decides
-- otherwise (the greatest number there is: it still holds). An account whose values stay the same
-- is not written again; whatever grows by itself (days late, interest, sentences) is not here.
-- place_*: the order of work, smallest first: tier, euros before other currencies, value of a
-- minute, amount. A place_tier of 9: no work today. value_*: figures that reasons name.
-- citus: distributed debtor_id
CREATE TABLE work (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    from_run {int} NOT NULL,
    until_run {int} NOT NULL,
    creditor_id {int} NOT NULL,
    agent_id {int} NOT NULL,
    place_tier {int} NOT NULL,
    place_currency {int} NOT NULL,
    place_value {int} NOT NULL,
    place_amount {int} NOT NULL,
    action {text} NOT NULL,
    approval {text} NOT NULL,
    level {int} NOT NULL,
    blocks {text} NOT NULL,
    reasons {text} NOT NULL,
    open_minor {int} NOT NULL,
    overdue_minor {int} NOT NULL,
    net_minor {int} NOT NULL,
    credit_minor {int} NOT NULL,
    oldest_day {int},
    next_change_day {int},
    explored {int} NOT NULL CHECK (explored IN (0, 1)),
    propensity_permil {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, from_run)
){rowless};
CREATE INDEX work_by_place ON work (until_run, place_tier, place_currency, place_value,
                                    place_amount, account_id, agent_id, creditor_id);

-- A person puts a file first, or off until a day, with a reason. The last word holds.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE work_word (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    word_id {int} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('pin', 'postpone', 'release', 'match_override',
                                         'sales_told')),
    through_day {int},
    why {text} NOT NULL,
    on_day {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, word_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- What an agent does about an item, for the levels of the scenario: one row per item of a contact
-- that was really made (spoken or sent).
-- citus: distributed debtor_id
-- append: only
CREATE TABLE item_contact (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    item_id {int} NOT NULL,
    contact_id {int} NOT NULL,
    level {int} NOT NULL,
    pre_due {int} NOT NULL CHECK (pre_due IN (0, 1)),
    on_day {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, item_id, contact_id)
){rowless};

-- The written agreement by which one collects for a creditor (C. proc. civ. exec. R124-3), and
-- whether the agency made its declaration, insured itself and opened its account (R124-2). The last
-- word of a creditor holds.
-- citus: reference
-- append: only
CREATE TABLE creditor_mandate (
    creditor_id {int} NOT NULL REFERENCES creditor (creditor_id),
    word_id {int} NOT NULL,
    from_day {int} NOT NULL,
    until_day {int},
    declared {int} NOT NULL CHECK (declared IN (0, 1)),
    proof {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (creditor_id, word_id)
){rowless};
