-- The next day decides on accounts whose rows may have changed by themselves, and on those of
-- debtors of whom something became known since the run before.

-- Debtors who wait to be decided on again, since there is a run at all; times: how often something
-- became known of them, so that a run takes away what it has seen and nothing else.
-- citus: distributed debtor_id
CREATE TABLE work_touched (
    debtor_id {int} NOT NULL PRIMARY KEY,
    times {int} NOT NULL
){rowless};

-- ground: as books, without what imports and entries by hand add, for they touch debtors. whole: 1
-- every account is decided on; 0 those that may have changed; NULL: before there was a choice.
ALTER TABLE run ADD COLUMN ground {int};
ALTER TABLE run ADD COLUMN whole {int};
