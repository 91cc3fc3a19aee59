-- What came of attempts to reach debtors.

-- name: outcome_insert
-- exec
-- in: debtor_id int, account_id int, outcome_id int, number int, made_ms int, actor_id int, code text, channel text, at_day int, at_minute int?, person text, call_back_day int?, note text
INSERT INTO outcome (debtor_id, account_id, outcome_id, number, made_ms, actor_id, code, channel, at_day,
                     at_minute, person, call_back_day, note, creditor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
        (SELECT a.creditor_id FROM account a WHERE a.debtor_id = $1 AND a.account_id = $2));

-- name: outcome_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, outcome_id int, number int, made_ms int, actor_id int, code text, channel text, at_day int, at_minute int?, person text, call_back_day int?, note text
SELECT debtor_id, account_id, outcome_id, number, made_ms, actor_id, code, channel, at_day,
       at_minute, person, call_back_day, note
FROM outcome WHERE debtor_id = $1 AND account_id = $2 ORDER BY outcome_id;

-- The same columns as outcome_by_account, every account.
-- name: outcome_scan
-- many stream
-- out: debtor_id int, account_id int, outcome_id int, number int, made_ms int, actor_id int, code text, channel text, at_day int, at_minute int?, person text, call_back_day int?, note text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, outcome_id, number, made_ms, actor_id, code, channel, at_day,
       at_minute, person, call_back_day, note
FROM outcome ORDER BY debtor_id, account_id, outcome_id;
