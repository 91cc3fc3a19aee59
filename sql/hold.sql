-- Holds.

-- name: hold_insert
-- exec
-- in: debtor_id int, account_id int, hold_id int, number int, state text, made_day int, made_ms int, actor_id int, scope text, item_id int?, amount_minor int?, reason text, from_day int, through_day int, note text
INSERT INTO hold (debtor_id, account_id, hold_id, number, state, made_day, made_ms, actor_id, scope,
                  item_id, amount_minor, reason, from_day, through_day, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- The same columns as hold_by_debtor, every account.
-- name: hold_scan
-- many stream
-- out: debtor_id int, account_id int, hold_id int, number int, state text, made_day int, made_ms int, actor_id int, scope text, item_id int?, amount_minor int?, reason text, from_day int, through_day int, note text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, hold_id, number, state, made_day, made_ms, actor_id, scope,
       item_id, amount_minor, reason, from_day, through_day, note
FROM hold ORDER BY debtor_id, account_id, hold_id;

-- name: hold_set_state
-- exec
-- in: state text, debtor_id int, account_id int, hold_id int
UPDATE hold SET state = $1 WHERE debtor_id = $2 AND account_id = $3 AND hold_id = $4;

-- A hold on the person binds every account: so all of a debtor's.
-- name: hold_by_debtor
-- many
-- in: debtor_id int
-- out: debtor_id int, account_id int, hold_id int, number int, state text, made_day int, made_ms int, actor_id int, scope text, item_id int?, amount_minor int?, reason text, from_day int, through_day int, note text
SELECT debtor_id, account_id, hold_id, number, state, made_day, made_ms, actor_id, scope,
       item_id, amount_minor, reason, from_day, through_day, note
FROM hold WHERE debtor_id = $1 ORDER BY account_id, hold_id;
