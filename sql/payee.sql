-- Payees of creditors and what was said of them.

-- name: payee_insert
-- exec
-- in: payee_id int, creditor_id int, code text, kind text
INSERT INTO payee (payee_id, creditor_id, code, kind) VALUES ($1, $2, $3, $4);

-- name: payee_list
-- many
-- out: payee_id int, creditor_id int, code text, kind text
SELECT payee_id, creditor_id, code, kind FROM payee ORDER BY creditor_id, code;

-- name: payee_word_insert
-- exec
-- in: payee_id int, word_id int, kind text, name text, iban text, bic text, from_day int, said_day int, at_ms int, actor_id int
INSERT INTO payee_word (payee_id, word_id, kind, name, iban, bic, from_day, said_day, at_ms,
                        actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- In the order they were said.
-- name: payee_word_list
-- many
-- out: payee_id int, creditor_id int, word_id int, kind text, name text, iban text, bic text, from_day int, said_day int, actor_id int, second_id int?, confirmed_day int?
SELECT w.payee_id, p.creditor_id, w.word_id, w.kind, w.name, w.iban, w.bic, w.from_day, w.said_day,
       w.actor_id, c.actor_id, c.on_day
FROM payee_word w
JOIN payee p ON p.payee_id = w.payee_id
LEFT JOIN payee_confirmation c ON c.payee_id = w.payee_id AND c.word_id = w.word_id
ORDER BY p.creditor_id, w.word_id;

-- name: payee_confirmation_insert
-- exec
-- in: payee_id int, word_id int, on_day int, at_ms int, actor_id int
INSERT INTO payee_confirmation (payee_id, word_id, on_day, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5);
