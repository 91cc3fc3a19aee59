-- Whose list a file is on, and what is learnt from the calls that were made.

-- A file may be a team's instead of a person's.
ALTER TABLE account_owner ADD COLUMN team_id {int};

-- What was known when an attempt to reach the debtor was noted: the overdue sum net of credits and
-- the days of the oldest overdue item, on the day of the attempt. reached: somebody who can pay.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE outcome_context (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    outcome_id {int} NOT NULL,
    on_day {int} NOT NULL,
    reached {int} NOT NULL CHECK (reached IN (0, 1)),
    days_late {int} NOT NULL,
    net_minor {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, outcome_id),
    FOREIGN KEY (debtor_id, account_id, outcome_id)
        REFERENCES outcome (debtor_id, account_id, outcome_id)
){rowless};

-- A draw by lot among files of like amounts (src/strategy/queue.h): one row per file that might have
-- changed places. place_value: where it stands now (as in work); propensity_ppm: its chance to be
-- among the places of the day before the draw, in millionths. The rest is what was known of it.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE file_draw (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    run {int} NOT NULL,
    on_day {int} NOT NULL,
    until_day {int} NOT NULL,
    explored {int} NOT NULL CHECK (explored IN (0, 1)),
    place_value {int} NOT NULL,
    place_amount {int} NOT NULL,
    propensity_ppm {int} NOT NULL CHECK (propensity_ppm BETWEEN 0 AND 1000000),
    net_minor {int} NOT NULL,
    days_late {int} NOT NULL,
    person {text} NOT NULL,
    broken {int} NOT NULL,
    kept {int} NOT NULL,
    attempts {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, run)
){rowless};
CREATE INDEX file_draw_by_run ON file_draw (run);

-- What was learnt, version by version: a run names the one it used. outcomes: noted attempts;
-- draws: files drawn by lot whose horizon has passed. body: every figure, as JSON.
-- citus: reference
-- append: only
CREATE TABLE value_model (
    number {int} NOT NULL PRIMARY KEY CHECK (number > 0),
    on_day {int} NOT NULL,
    rules_version {int} NOT NULL,
    outcomes {int} NOT NULL,
    draws {int} NOT NULL,
    body {text} NOT NULL,
    at_ms {int} NOT NULL
){table};
