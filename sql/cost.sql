-- Costs of recovery charged to debtors.

-- name: cost_insert
-- exec
-- in: debtor_id int, account_id int, cost_id int, import_id int, item_id int?, kind text, on_day int, amount_minor int, why text
INSERT INTO cost (debtor_id, account_id, cost_id, import_id, item_id, kind, on_day, amount_minor, why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- Whether or not the import that told them was taken back.
-- name: cost_by_account
-- many
-- in: debtor_id int, account_id int
-- out: cost_id int, import_id int, import_number int, state text, item_id int?, kind text, on_day int, amount_minor int, why text
SELECT c.cost_id, c.import_id, i.number, i.state, c.item_id, c.kind, c.on_day, c.amount_minor, c.why
FROM cost c JOIN import i ON i.import_id = c.import_id
WHERE c.debtor_id = $1 AND c.account_id = $2 ORDER BY c.on_day, c.cost_id;
