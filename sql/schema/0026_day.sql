-- What was done and promised on a day, and the money dated that day, are found by the day: nothing
-- is kept about how long anybody took.
CREATE INDEX outcome_by_day ON outcome (at_day, actor_id, debtor_id, account_id);
CREATE INDEX promise_by_day ON promise (made_day, actor_id, debtor_id, account_id);
CREATE INDEX letter_by_day ON letter (made_day, actor_id, debtor_id, account_id);
CREATE INDEX item_cash_by_day ON item (on_day, debtor_id, account_id)
WHERE kind = 'payment' AND standing = 1;
