-- What was agreed, asked or said about an account: promises, payment plans, disputes, holds, cover,
-- alerts and outcomes. A row says what was said when it was made and never changes but in its
-- state; every change of state is an object_event with its author, its instant and its reason.
-- Whether a promise or a plan was kept is never stored: money decides, on reading.
-- number is the small number of the object among those of its kind in the account.

-- How long after the debtor acts money is looked for, where a creditor departs from the shipped
-- figures: working days of grace, days in which the money may be taken back.
-- citus: reference
CREATE TABLE creditor_means (
    creditor_id {int} NOT NULL REFERENCES creditor (creditor_id),
    means {text} NOT NULL,
    grace_days {int} NOT NULL CHECK (grace_days >= 0),
    return_days {int} NOT NULL CHECK (return_days >= 0),
    PRIMARY KEY (creditor_id, means)
){rowless};

-- on_day: the day the debtor acts. NULL parts were not said. loose_minor: credits of made_day or
-- later that nobody had allocated when it was made. word: what the creditor of a mandate says he
-- received (0: nothing) up to a day.
-- citus: distributed debtor_id
CREATE TABLE promise (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    promise_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    state {text} NOT NULL CHECK (state IN ('standing', 'cancelled', 'superseded')),
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    on_day {int},
    amount_minor {int} CHECK (amount_minor > 0),
    means {text},
    person {text},
    to_creditor {int} NOT NULL CHECK (to_creditor IN (0, 1)),
    loose_minor {int} NOT NULL,
    word_day {int},
    word_minor {int},
    replaces {int},
    note {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, promise_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- A payment plan (échéancier) and its lines. charges: agreed beside the items (never on a
-- consumer); remainder: of the items, left out on purpose. agreed_day: of the last agreement.
-- citus: distributed debtor_id
CREATE TABLE instalments (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    instalments_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    state {text} NOT NULL CHECK (state IN ('draft', 'proposed', 'agreed', 'ended')),
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    means {text} NOT NULL,
    person {text} NOT NULL,
    acceleration {int} NOT NULL CHECK (acceleration IN (0, 1)),
    to_creditor {int} NOT NULL CHECK (to_creditor IN (0, 1)),
    charges_minor {int} NOT NULL CHECK (charges_minor >= 0),
    remainder_minor {int} NOT NULL CHECK (remainder_minor >= 0),
    loose_minor {int} NOT NULL,
    consent {text} NOT NULL,
    note {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, instalments_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- citus: distributed debtor_id
-- append: only
CREATE TABLE instalment (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    instalments_id {int} NOT NULL,
    position {int} NOT NULL CHECK (position > 0),
    due_day {int} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (debtor_id, account_id, instalments_id, position),
    FOREIGN KEY (debtor_id, account_id, instalments_id)
        REFERENCES instalments (debtor_id, account_id, instalments_id)
){rowless};

-- accepted_minor: what the customer was right about, once that is known.
-- citus: distributed debtor_id
CREATE TABLE dispute (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    dispute_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    state {text} NOT NULL CHECK (state IN ('open', 'answered', 'founded', 'unfounded', 'partly',
                                           'withdrawn')),
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    reason {text} NOT NULL,
    department {text} NOT NULL,
    owner {text} NOT NULL,
    deadline_day {int} NOT NULL,
    accepted_minor {int} NOT NULL CHECK (accepted_minor >= 0),
    note {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, dispute_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- What a promise, a plan or a dispute is about: the part of each item, and what was allocated to it
-- at that moment, so that only what came since counts as evidence.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE object_item (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    object_id {int} NOT NULL,
    item_id {int} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    paid_before_minor {int} NOT NULL,
    credited_before_minor {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, object_id, item_id)
){rowless};

-- scope debtor binds every account of the person; the account it was placed on is still named.
-- citus: distributed debtor_id
CREATE TABLE hold (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    hold_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    state {text} NOT NULL CHECK (state IN ('placed', 'lifted')),
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    scope {text} NOT NULL CHECK (scope IN ('debtor', 'account', 'item', 'part')),
    item_id {int},
    amount_minor {int} CHECK (amount_minor > 0),
    reason {text} NOT NULL,
    from_day {int} NOT NULL,
    through_day {int} NOT NULL,
    note {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, hold_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id),
    CHECK (through_day >= from_day),
    CHECK ((item_id IS NULL) = (scope IN ('debtor', 'account'))),
    CHECK ((amount_minor IS NULL) = (scope <> 'part'))
){rowless};

-- Credit insurance or a factor's agreement. share: hundredths of a percent.
-- citus: distributed debtor_id
CREATE TABLE cover (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    cover_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    state {text} NOT NULL CHECK (state IN ('in_force', 'ended')),
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('insurer', 'factor')),
    company {text} NOT NULL,
    policy {text} NOT NULL,
    named {int} NOT NULL CHECK (named IN (0, 1)),
    limit_minor {int} NOT NULL CHECK (limit_minor >= 0),
    share {int} NOT NULL CHECK (share > 0 AND share <= 10000),
    from_day {int} NOT NULL,
    to_day {int},
    credit_days {int} NOT NULL CHECK (credit_days >= 0),
    extension_days {int} NOT NULL CHECK (extension_days >= 0),
    declare_days {int} NOT NULL CHECK (declare_days >= 0),
    note {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, cover_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- What an agent tells the manager or a department.
-- citus: distributed debtor_id
CREATE TABLE alert (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    alert_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    state {text} NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    kind {text} NOT NULL,
    department {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
    answer_day {int} NOT NULL,
    note {text} NOT NULL,
    proposal {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, alert_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- What came of an attempt to reach the debtor: the civil day in France and the minute of that day
-- (NULL when only the day was told).
-- citus: distributed debtor_id
-- append: only
CREATE TABLE outcome (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    outcome_id {int} NOT NULL,
    number {int} NOT NULL CHECK (number > 0),
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    code {text} NOT NULL,
    channel {text} NOT NULL,
    at_day {int} NOT NULL,
    at_minute {int},
    person {text} NOT NULL,
    call_back_day {int},
    note {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, outcome_id),
    UNIQUE (debtor_id, account_id, number),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- The history: what happened to an object, who did it, when, and why. The first one is its making.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE object_event (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    object_id {int} NOT NULL,
    event_id {int} NOT NULL,
    kind {text} NOT NULL,
    state {text} NOT NULL,
    on_day {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    why {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, object_id, event_id)
){rowless};
