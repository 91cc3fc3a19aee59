-- One person known by several names, numbers or creditors: debtors of whom somebody said that they
-- are the same. Nothing is re-keyed: each keeps his accounts, facts and journal.
-- Days count from 1970-01-01, instants are milliseconds UTC.

-- Debtors with one canonical_id are one person for the gate: what protects him and how often he was
-- contacted are looked at together. The last word of each debtor holds; alone under a canonical_id,
-- he is on his own again.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE debtor_same (
    debtor_id {int} NOT NULL REFERENCES debtor (debtor_id),
    word_id {int} NOT NULL,
    canonical_id {int} NOT NULL,
    why {text} NOT NULL,
    on_day {int} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, word_id)
){rowless};
CREATE INDEX debtor_same_by_canonical ON debtor_same (canonical_id, debtor_id);
