-- Policies of accounts and creditors, and stages: words, only ever added.

-- name: account_policy_insert
-- exec
-- in: debtor_id int, account_id int, policy_id int, from_day int, penalty text?, imputation text?, payment_order text?, rate_micro int?, act text?, why text, at_ms int, actor_id int
INSERT INTO account_policy (debtor_id, account_id, policy_id, from_day, penalty, imputation,
                            payment_order, rate_micro, act, why, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: account_policy_by_account
-- many
-- in: debtor_id int, account_id int
-- out: policy_id int, from_day int, penalty text?, imputation text?, payment_order text?, rate_micro int?, act text?, why text, at_ms int, actor_id int
SELECT policy_id, from_day, penalty, imputation, payment_order, rate_micro, act, why, at_ms, actor_id
FROM account_policy WHERE debtor_id = $1 AND account_id = $2 ORDER BY policy_id;

-- name: creditor_policy_insert
-- exec
-- in: creditor_id int, policy_id int, from_day int, penalty text?, imputation text?, payment_order text?, rate_micro int?, why text, at_ms int, actor_id int
INSERT INTO creditor_policy (creditor_id, policy_id, from_day, penalty, imputation, payment_order,
                             rate_micro, why, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: creditor_policy_by_creditor
-- many
-- in: creditor_id int
-- out: policy_id int, from_day int, penalty text?, imputation text?, payment_order text?, rate_micro int?, why text, at_ms int, actor_id int
SELECT policy_id, from_day, penalty, imputation, payment_order, rate_micro, why, at_ms, actor_id
FROM creditor_policy WHERE creditor_id = $1 ORDER BY policy_id;

-- name: account_stage_insert
-- exec
-- in: debtor_id int, account_id int, stage_id int, from_day int, stage text?, why text, at_ms int, actor_id int
INSERT INTO account_stage (debtor_id, account_id, stage_id, from_day, stage, why, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: account_stage_by_account
-- many
-- in: debtor_id int, account_id int
-- out: stage_id int, from_day int, stage text?, why text, at_ms int, actor_id int
SELECT stage_id, from_day, stage, why, at_ms, actor_id
FROM account_stage WHERE debtor_id = $1 AND account_id = $2 ORDER BY stage_id;
