-- Disputes.

-- name: dispute_insert
-- exec
-- in: debtor_id int, account_id int, dispute_id int, number int, state text, made_day int, made_ms int, actor_id int, reason text, department text, owner text, deadline_day int, accepted_minor int, note text
INSERT INTO dispute (debtor_id, account_id, dispute_id, number, state, made_day, made_ms, actor_id, reason,
                     department, owner, deadline_day, accepted_minor, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: dispute_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, dispute_id int, number int, state text, made_day int, made_ms int, actor_id int, reason text, department text, owner text, deadline_day int, accepted_minor int, note text
SELECT debtor_id, account_id, dispute_id, number, state, made_day, made_ms, actor_id, reason,
       department, owner, deadline_day, accepted_minor, note
FROM dispute WHERE debtor_id = $1 AND account_id = $2 ORDER BY dispute_id;

-- The same columns as dispute_by_account, every account.
-- name: dispute_scan
-- many stream
-- out: debtor_id int, account_id int, dispute_id int, number int, state text, made_day int, made_ms int, actor_id int, reason text, department text, owner text, deadline_day int, accepted_minor int, note text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, dispute_id, number, state, made_day, made_ms, actor_id, reason,
       department, owner, deadline_day, accepted_minor, note
FROM dispute ORDER BY debtor_id, account_id, dispute_id;

-- name: dispute_set_state
-- exec
-- in: state text, accepted_minor int, debtor_id int, account_id int, dispute_id int
UPDATE dispute SET state = $1, accepted_minor = $2
WHERE debtor_id = $3 AND account_id = $4 AND dispute_id = $5;
