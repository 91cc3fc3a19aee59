-- Alerts.

-- name: alert_insert
-- exec
-- in: debtor_id int, account_id int, alert_id int, number int, state text, made_day int, made_ms int, actor_id int, kind text, department text, amount_minor int, answer_day int, note text, proposal text
INSERT INTO alert (debtor_id, account_id, alert_id, number, state, made_day, made_ms, actor_id, kind,
                   department, amount_minor, answer_day, note, proposal)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: alert_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, alert_id int, number int, state text, made_day int, made_ms int, actor_id int, kind text, department text, amount_minor int, answer_day int, note text, proposal text
SELECT debtor_id, account_id, alert_id, number, state, made_day, made_ms, actor_id, kind,
       department, amount_minor, answer_day, note, proposal
FROM alert WHERE debtor_id = $1 AND account_id = $2 ORDER BY alert_id;

-- The same columns as alert_by_account, every account.
-- name: alert_scan
-- many stream
-- out: debtor_id int, account_id int, alert_id int, number int, state text, made_day int, made_ms int, actor_id int, kind text, department text, amount_minor int, answer_day int, note text, proposal text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, alert_id, number, state, made_day, made_ms, actor_id, kind,
       department, amount_minor, answer_day, note, proposal
FROM alert ORDER BY debtor_id, account_id, alert_id;

-- name: alert_set_state
-- exec
-- in: state text, debtor_id int, account_id int, alert_id int
UPDATE alert SET state = $1 WHERE debtor_id = $2 AND account_id = $3 AND alert_id = $4;
