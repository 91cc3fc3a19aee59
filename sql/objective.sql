-- What is to come in by month.

-- name: objective_insert
-- exec
-- in: creditor_id int, word_id int, month_day int, currency text, amount_minor int, at_ms int, actor_id int
INSERT INTO objective (creditor_id, word_id, month_day, currency, amount_minor, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- The words said on months from a day on, the last first.
-- name: objective_list
-- many
-- in: from_day int
-- out: creditor_id int, word_id int, month_day int, currency text, amount_minor int, at_ms int, actor_id int
SELECT creditor_id, word_id, month_day, currency, amount_minor, at_ms, actor_id FROM objective
WHERE month_day >= $1 ORDER BY month_day DESC, word_id DESC, creditor_id;
