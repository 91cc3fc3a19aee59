-- Whose file it is.

-- name: account_owner_insert
-- exec
-- in: debtor_id int, account_id int, owner_id int, from_day int, user_id int?, team_id int?, why text, at_ms int, actor_id int
INSERT INTO account_owner (debtor_id, account_id, owner_id, from_day, user_id, team_id, why, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: account_owner_by_account
-- many
-- in: debtor_id int, account_id int
-- out: owner_id int, from_day int, user_id int?, team_id int?, why text, at_ms int, actor_id int
SELECT owner_id, from_day, user_id, team_id, why, at_ms, actor_id FROM account_owner
WHERE debtor_id = $1 AND account_id = $2 ORDER BY owner_id;

-- name: account_owner_scan
-- many stream
-- in: from_debtor int
-- out: debtor_id int, account_id int, owner_id int, from_day int, user_id int?, team_id int?
-- crossshard: every account with its agent, for the list and the aged balance
SELECT debtor_id, account_id, owner_id, from_day, user_id, team_id FROM account_owner
WHERE debtor_id >= $1 ORDER BY debtor_id, account_id, owner_id;
