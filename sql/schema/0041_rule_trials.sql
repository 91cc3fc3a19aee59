-- Trials of rules asked for by page, done by a server.

-- The last one that a person asked for; asked again, another takes its place. file: how the text is
-- called. claim: of the thread that does it, 0: of none; alive_ms: when that one last said so.
-- looked: accounts decided on so far. error: why it failed, '' otherwise. The counts: under these
-- rules, once it is done.
-- citus: reference
CREATE TABLE rule_trial (
    actor_id {int} NOT NULL PRIMARY KEY,
    trial_id {int} NOT NULL UNIQUE,
    file {text} NOT NULL,
    body {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    made_ms {int} NOT NULL,
    ended_ms {int} NOT NULL,
    claim {int} NOT NULL,
    alive_ms {int} NOT NULL,
    looked {int} NOT NULL,
    error {text} NOT NULL,
    accounts {int} NOT NULL,
    changed {int} NOT NULL
){table};

-- Accounts by what is to be done on them, under the rules in force and under these.
-- citus: reference
CREATE TABLE rule_trial_action (
    trial_id {int} NOT NULL,
    action {text} NOT NULL,
    before {int} NOT NULL,
    after {int} NOT NULL,
    PRIMARY KEY (trial_id, action)
){rowless};

-- The largest of those that change.
-- citus: reference
CREATE TABLE rule_trial_change (
    trial_id {int} NOT NULL,
    place_no {int} NOT NULL,
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    open_minor {int} NOT NULL,
    action_before {text} NOT NULL,
    level_before {int} NOT NULL,
    action_after {text} NOT NULL,
    level_after {int} NOT NULL,
    PRIMARY KEY (trial_id, place_no)
){rowless};
