-- What was assigned to whom.

-- name: assignment_insert
-- exec
-- in: debtor_id int, account_id int, assignment_id int, number int, state text, made_day int, made_ms int, actor_id int, payee_id int, capacity text, assigned_day int, all_items int, since_day int?, disclosed int, notified_day int?, proof text, note text
INSERT INTO assignment (debtor_id, account_id, assignment_id, number, state, made_day, made_ms,
                        actor_id, payee_id, capacity, assigned_day, all_items, since_day, disclosed,
                        notified_day, proof, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- name: assignment_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, assignment_id int, number int, state text, made_day int, made_ms int, actor_id int, payee_id int, capacity text, assigned_day int, all_items int, since_day int?, disclosed int, notified_day int?, proof text, note text
SELECT debtor_id, account_id, assignment_id, number, state, made_day, made_ms, actor_id, payee_id,
       capacity, assigned_day, all_items, since_day, disclosed, notified_day, proof, note
FROM assignment WHERE debtor_id = $1 AND account_id = $2 ORDER BY assignment_id;

-- The same columns as assignment_by_account, every account.
-- name: assignment_scan
-- many stream
-- out: debtor_id int, account_id int, assignment_id int, number int, state text, made_day int, made_ms int, actor_id int, payee_id int, capacity text, assigned_day int, all_items int, since_day int?, disclosed int, notified_day int?, proof text, note text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, assignment_id, number, state, made_day, made_ms, actor_id, payee_id,
       capacity, assigned_day, all_items, since_day, disclosed, notified_day, proof, note
FROM assignment ORDER BY debtor_id, account_id, assignment_id;

-- name: assignment_set_state
-- exec
-- in: state text, debtor_id int, account_id int, assignment_id int
UPDATE assignment SET state = $1
WHERE debtor_id = $2 AND account_id = $3 AND assignment_id = $4;
