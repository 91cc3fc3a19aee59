-- A row of the run holds the decision and its place; amounts, reasons and sentences are computed on
-- reading. Rows that stood are gone: until the next run the list is computed on reading (no run of
-- before stands on these books).

-- What a run decided on one account. It holds from run from_run on, until the run until_run decides
-- otherwise (2147483647: it still holds). An account whose values stay the same is not written again.
-- place_*: the order of work, smallest first: tier, euros before other currencies, value of a
-- minute, amount (overdue net of credits; of a file without work what is open), the latter two
-- negative. A place_tier of 9: no work today. action, block (the one to be told first) and the bits
-- of blocks are places in strategy/codes.def; oldest_day: due date of the oldest overdue item;
-- next_change_day: the first day on which any of this may change by itself, the day of the run where
-- any run may change it; items: how many are open. marks: 1 somebody called or wrote, 2 a promise
-- was broken or kept in part.
DROP TABLE work;
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
    action {int} NOT NULL,
    level {int} NOT NULL,
    block {int},
    blocks {int} NOT NULL,
    oldest_day {int},
    next_change_day {int},
    items {int} NOT NULL,
    marks {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, from_run)
){rowless};
CREATE INDEX work_by_place ON work (place_tier, place_currency, place_value, place_amount,
                                    account_id, agent_id, creditor_id);
UPDATE run SET books = -1;
