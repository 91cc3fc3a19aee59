-- Payment plans and their lines.

-- name: instalments_insert
-- exec
-- in: debtor_id int, account_id int, instalments_id int, number int, state text, made_day int, made_ms int, actor_id int, means text, person text, acceleration int, to_creditor int, charges_minor int, remainder_minor int, loose_minor int, consent text, note text
INSERT INTO instalments (debtor_id, account_id, instalments_id, number, state, made_day, made_ms, actor_id, means,
                         person, acceleration, to_creditor, charges_minor,
                         remainder_minor, loose_minor, consent, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- name: instalments_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, instalments_id int, number int, state text, made_day int, made_ms int, actor_id int, means text, person text, acceleration int, to_creditor int, charges_minor int, remainder_minor int, loose_minor int, consent text, note text
SELECT debtor_id, account_id, instalments_id, number, state, made_day, made_ms, actor_id, means,
       person, acceleration, to_creditor, charges_minor, remainder_minor, loose_minor,
       consent, note
FROM instalments WHERE debtor_id = $1 AND account_id = $2 ORDER BY instalments_id;

-- The same columns as instalments_by_account, every account.
-- name: instalments_scan
-- many stream
-- out: debtor_id int, account_id int, instalments_id int, number int, state text, made_day int, made_ms int, actor_id int, means text, person text, acceleration int, to_creditor int, charges_minor int, remainder_minor int, loose_minor int, consent text, note text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, instalments_id, number, state, made_day, made_ms, actor_id, means,
       person, acceleration, to_creditor, charges_minor, remainder_minor, loose_minor,
       consent, note
FROM instalments ORDER BY debtor_id, account_id, instalments_id;

-- name: instalments_set_state
-- exec
-- in: state text, debtor_id int, account_id int, instalments_id int
UPDATE instalments SET state = $1 WHERE debtor_id = $2 AND account_id = $3 AND instalments_id = $4;

-- name: instalment_insert
-- exec
-- in: debtor_id int, account_id int, instalments_id int, position int, due_day int, amount_minor int
INSERT INTO instalment (debtor_id, account_id, instalments_id, position, due_day, amount_minor)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: instalment_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, instalments_id int, position int, due_day int, amount_minor int
SELECT debtor_id, account_id, instalments_id, position, due_day, amount_minor
FROM instalment WHERE debtor_id = $1 AND account_id = $2 ORDER BY instalments_id, position;

-- The same columns as instalment_by_account, every account.
-- name: instalment_scan
-- many stream
-- out: debtor_id int, account_id int, instalments_id int, position int, due_day int, amount_minor int
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, instalments_id, position, due_day, amount_minor
FROM instalment ORDER BY debtor_id, account_id, instalments_id, position;
