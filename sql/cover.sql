-- Credit insurance and factor agreements.

-- name: cover_insert
-- exec
-- in: debtor_id int, account_id int, cover_id int, number int, state text, made_day int, made_ms int, actor_id int, kind text, company text, policy text, named int, limit_minor int, share int, from_day int, to_day int?, credit_days int, extension_days int, declare_days int, note text
INSERT INTO cover (debtor_id, account_id, cover_id, number, state, made_day, made_ms, actor_id, kind,
                   company, policy, named, limit_minor, share, from_day, to_day,
                   credit_days, extension_days, declare_days, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: cover_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, cover_id int, number int, state text, made_day int, made_ms int, actor_id int, kind text, company text, policy text, named int, limit_minor int, share int, from_day int, to_day int?, credit_days int, extension_days int, declare_days int, note text
SELECT debtor_id, account_id, cover_id, number, state, made_day, made_ms, actor_id, kind,
       company, policy, named, limit_minor, share, from_day, to_day, credit_days,
       extension_days, declare_days, note
FROM cover WHERE debtor_id = $1 AND account_id = $2 ORDER BY cover_id;

-- The same columns as cover_by_account, every account.
-- name: cover_scan
-- many stream
-- out: debtor_id int, account_id int, cover_id int, number int, state text, made_day int, made_ms int, actor_id int, kind text, company text, policy text, named int, limit_minor int, share int, from_day int, to_day int?, credit_days int, extension_days int, declare_days int, note text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, cover_id, number, state, made_day, made_ms, actor_id, kind,
       company, policy, named, limit_minor, share, from_day, to_day, credit_days,
       extension_days, declare_days, note
FROM cover ORDER BY debtor_id, account_id, cover_id;

-- name: cover_set_state
-- exec
-- in: state text, debtor_id int, account_id int, cover_id int
UPDATE cover SET state = $1 WHERE debtor_id = $2 AND account_id = $3 AND cover_id = $4;
