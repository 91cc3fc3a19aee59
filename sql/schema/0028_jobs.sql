-- What the server does beside answering: files taken in by page.

-- One file of a form on its way in. It lies in the spool, in a folder named by job_id, while kept is
-- 1. step: what is to be done, 'look' (say the effects, write nothing) or 'take'. state 'waiting': a
-- person is to say how it goes on. claim: of the thread that does it, 0: of none; alive_ms: when
-- that one last said so. creditor: the code asked for, '' the only one. rows, phase: how far it is.
-- error: why it failed as a whole, '' otherwise.
-- citus: reference
CREATE TABLE job (
    job_id {int} NOT NULL PRIMARY KEY,
    number {int} NOT NULL UNIQUE,
    creditor_id {int} NOT NULL,
    creditor {text} NOT NULL,
    actor_id {int} NOT NULL,
    file {text} NOT NULL,
    digest {blob} NOT NULL,
    bytes {int} NOT NULL,
    mode {text} NOT NULL CHECK (mode IN ('new', 'period', 'state')),
    as_of {int},
    terms {text} NOT NULL,
    confirm {int} NOT NULL CHECK (confirm IN (0, 1)),
    accept_partial {int} NOT NULL CHECK (accept_partial IN (0, 1)),
    step {text} NOT NULL CHECK (step IN ('look', 'take')),
    state {text} NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'done', 'failed',
                                           'cancelled')),
    made_ms {int} NOT NULL,
    begun_ms {int} NOT NULL,
    ended_ms {int} NOT NULL,
    claim {int} NOT NULL,
    alive_ms {int} NOT NULL,
    next_ms {int} NOT NULL,
    tries {int} NOT NULL,
    phase {int} NOT NULL,
    rows {int} NOT NULL,
    error {text} NOT NULL,
    kept {int} NOT NULL CHECK (kept IN (0, 1))
){table};
CREATE INDEX job_by_state ON job (state, job_id);

-- An import that a job made: written with the row of the import, so that a job whose server died is
-- never done twice. part: which of the files of the job, from 1; a file alone is one.
-- append: only
-- citus: reference
CREATE TABLE job_import (
    import_id {int} NOT NULL PRIMARY KEY REFERENCES import (import_id),
    job_id {int} NOT NULL,
    part {int} NOT NULL
){table};
CREATE INDEX job_import_by_job ON job_import (job_id, part);

-- What was found out about each file of a job when it was last looked at or taken. import_number: 0
-- when nothing was taken. error, place and value: why it was refused, error '' when it was not.
-- stated_day: what a list says of itself. warnings: codes and counts, one a line.
-- citus: reference
CREATE TABLE job_part (
    job_id {int} NOT NULL,
    part {int} NOT NULL,
    file {text} NOT NULL,
    skipped {int} NOT NULL CHECK (skipped IN (0, 1)),
    import_number {int} NOT NULL,
    kind {text} NOT NULL,
    format {text} NOT NULL,
    error {text} NOT NULL,
    line {int} NOT NULL,
    place {int} NOT NULL,
    field {text} NOT NULL,
    value {text} NOT NULL,
    read_rows {int} NOT NULL,
    accepted {int} NOT NULL,
    rejected {int} NOT NULL,
    duplicates {int} NOT NULL,
    updated {int} NOT NULL,
    ignored {int} NOT NULL,
    vanished {int} NOT NULL,
    debtors {int} NOT NULL,
    items {int} NOT NULL,
    payments {int} NOT NULL,
    credits {int} NOT NULL,
    facts {int} NOT NULL,
    stated_day {int},
    mapping {text} NOT NULL,
    warnings {text} NOT NULL,
    PRIMARY KEY (job_id, part)
){table};

-- What a list changes of what was known to be open, per currency.
-- citus: reference
CREATE TABLE job_effect (
    job_id {int} NOT NULL,
    part {int} NOT NULL,
    currency {text} NOT NULL,
    before_minor {int} NOT NULL,
    closed {int} NOT NULL,
    closed_minor {int} NOT NULL,
    changed {int} NOT NULL,
    changed_minor {int} NOT NULL,
    added {int} NOT NULL,
    added_minor {int} NOT NULL,
    PRIMARY KEY (job_id, part, currency)
){table};

-- A row that was not taken, and why; account and name: of the customer, where the row told them.
-- citus: reference
CREATE TABLE job_reject (
    job_id {int} NOT NULL,
    part {int} NOT NULL,
    place_no {int} NOT NULL,
    line {int} NOT NULL,
    place {int} NOT NULL,
    field {text} NOT NULL,
    error {text} NOT NULL,
    value {text} NOT NULL,
    account {text} NOT NULL,
    name {text} NOT NULL,
    PRIMARY KEY (job_id, part, place_no)
){table};
