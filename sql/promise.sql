-- Promises to pay.

-- name: promise_insert
-- exec
-- in: debtor_id int, account_id int, promise_id int, number int, state text, made_day int, made_ms int, actor_id int, on_day int?, amount_minor int?, means text?, person text?, to_creditor int, loose_minor int, word_day int?, word_minor int?, replaces int?, note text
INSERT INTO promise (debtor_id, account_id, promise_id, number, state, made_day, made_ms, actor_id, on_day,
                     amount_minor, means, person, to_creditor, loose_minor, word_day,
                     word_minor, replaces, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- name: promise_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, promise_id int, number int, state text, made_day int, made_ms int, actor_id int, on_day int?, amount_minor int?, means text?, person text?, to_creditor int, loose_minor int, word_day int?, word_minor int?, replaces int?, note text
SELECT debtor_id, account_id, promise_id, number, state, made_day, made_ms, actor_id, on_day,
       amount_minor, means, person, to_creditor, loose_minor, word_day, word_minor,
       replaces, note
FROM promise WHERE debtor_id = $1 AND account_id = $2 ORDER BY promise_id;

-- The same columns as promise_by_account, every account.
-- name: promise_scan
-- many stream
-- out: debtor_id int, account_id int, promise_id int, number int, state text, made_day int, made_ms int, actor_id int, on_day int?, amount_minor int?, means text?, person text?, to_creditor int, loose_minor int, word_day int?, word_minor int?, replaces int?, note text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, promise_id, number, state, made_day, made_ms, actor_id, on_day,
       amount_minor, means, person, to_creditor, loose_minor, word_day, word_minor,
       replaces, note
FROM promise ORDER BY debtor_id, account_id, promise_id;

-- name: promise_set_state
-- exec
-- in: state text, debtor_id int, account_id int, promise_id int
UPDATE promise SET state = $1 WHERE debtor_id = $2 AND account_id = $3 AND promise_id = $4;

-- What the creditor says he received.
-- name: promise_set_word
-- exec
-- in: word_day int?, word_minor int?, debtor_id int, account_id int, promise_id int
UPDATE promise SET word_day = $1, word_minor = $2
WHERE debtor_id = $3 AND account_id = $4 AND promise_id = $5;
