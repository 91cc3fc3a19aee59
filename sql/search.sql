-- What the search finds by, and what of it is still to be written.

-- ---- finding ----

-- name: search_word_range
-- many
-- in: creditor_id int, low text, high text, most int
-- out: debtor_id int, account_id int, item_id int
SELECT debtor_id, account_id, item_id FROM search_word
WHERE creditor_id = $1 AND word >= $2 AND word < $3
ORDER BY creditor_id, word, debtor_id, account_id, item_id LIMIT $4;

-- name: search_near_find
-- many
-- in: near_key int
-- out: word text
SELECT word FROM search_near WHERE near_key = $1 ORDER BY word;

-- Customer numbers that begin so.
-- name: search_ledger_range
-- many
-- in: kind text, scope_id int, low text, high text, most int
-- out: debtor_id int, account_id int?
SELECT debtor_id, account_id FROM directory_key
WHERE kind = $1 AND scope_id = $2 AND value >= $3 AND value < $4
ORDER BY kind, scope_id, value LIMIT $5;

-- Accounts of a creditor that nothing finds yet.
-- name: search_missing
-- many stream
-- in: creditor_id int
-- out: debtor_id int, account_id int, name_folded text
-- crossshard: a creditor has many debtors
SELECT a.debtor_id, a.account_id, d.name_folded
FROM account a JOIN debtor d ON d.debtor_id = a.debtor_id
WHERE a.creditor_id = $1 AND NOT EXISTS (
    SELECT 1 FROM search_account s WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id)
ORDER BY a.debtor_id, a.account_id;

-- name: search_account_row
-- one
-- in: debtor_id int, account_id int
-- out: number int, creditor_id int, ledger_number text, currency text, debtor_number int, name text, name_folded text
SELECT a.number, a.creditor_id, a.ledger_number, a.currency, d.number, d.name, d.name_folded
FROM account a JOIN debtor d ON d.debtor_id = a.debtor_id
WHERE a.debtor_id = $1 AND a.account_id = $2;

-- name: search_item
-- many
-- in: debtor_id int, account_id int
-- out: item_id int, role text, amount_minor int, open_minor int, piece text
SELECT item_id, role, amount_minor, open_minor, piece
FROM item WHERE debtor_id = $1 AND account_id = $2 AND standing = 1 ORDER BY item_id;

-- name: search_item_get
-- one
-- in: debtor_id int, account_id int, item_id int
-- out: kind text, due_day int, amount_minor int, open_minor int, piece text
SELECT kind, due_day, amount_minor, open_minor, piece
FROM item WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3 AND standing = 1;

-- The documents an item has, as long as nobody refused that.
-- name: search_item_document
-- many
-- in: debtor_id int, account_id int, item_id int
-- out: document_id int
SELECT document_id FROM document_item
WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3 AND state <> 'refused'
ORDER BY document_id;

-- ---- writing ----

-- Locks: of creditor 0, one writer of words at a time; of another one, nobody says meanwhile that
-- all of his accounts changed.
-- name: search_lock
-- exec
-- in: creditor_id int
UPDATE search_walk SET at_debtor_id = at_debtor_id WHERE creditor_id = $1;

-- name: search_word_any
-- one
-- in: creditor_id int, word text
-- out: debtor_id int
SELECT debtor_id FROM search_word WHERE creditor_id = $1 AND word = $2
ORDER BY creditor_id, word, debtor_id LIMIT 1;

-- name: search_word_load
-- bulk
-- in: creditor_id int, word text, debtor_id int, account_id int, item_id int
INSERT INTO search_word (creditor_id, word, debtor_id, account_id, item_id)
VALUES ($1, $2, $3, $4, $5);

-- name: search_word_add
-- exec
-- in: creditor_id int, word text, debtor_id int, account_id int, item_id int
INSERT INTO search_word (creditor_id, word, debtor_id, account_id, item_id)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (creditor_id, word, debtor_id, account_id, item_id) DO NOTHING;

-- name: search_word_drop
-- exec
-- in: creditor_id int, word text, debtor_id int, account_id int, item_id int
DELETE FROM search_word WHERE creditor_id = $1 AND word = $2 AND debtor_id = $3
    AND account_id = $4 AND item_id = $5;

-- name: search_near_load
-- bulk
-- in: near_key int, word text
INSERT INTO search_near (near_key, word) VALUES ($1, $2);

-- name: search_near_drop
-- exec
-- in: near_key int, word text
DELETE FROM search_near WHERE near_key = $1 AND word = $2;

-- name: search_account_get
-- one
-- in: debtor_id int, account_id int
-- out: words text, items int
SELECT words, items FROM search_account WHERE debtor_id = $1 AND account_id = $2;

-- name: search_account_put
-- exec
-- in: debtor_id int, account_id int, words text, items int
INSERT INTO search_account (debtor_id, account_id, words, items) VALUES ($1, $2, $3, $4)
ON CONFLICT (debtor_id, account_id) DO UPDATE SET words = excluded.words, items = excluded.items;

-- ---- what is to be written ----

-- name: search_touch
-- exec
-- in: debtor_id int, account_id int
INSERT INTO search_touched (debtor_id, account_id, times) VALUES ($1, $2, 1)
ON CONFLICT (debtor_id, account_id) DO UPDATE SET times = search_touched.times + 1;

-- name: search_touched_list
-- many
-- in: most int
-- out: debtor_id int, account_id int
-- crossshard: what is to be written of any debtor
SELECT debtor_id, account_id FROM search_touched ORDER BY debtor_id, account_id LIMIT $1;

-- name: search_touched_done
-- exec
-- in: debtor_id int, account_id int
DELETE FROM search_touched WHERE debtor_id = $1 AND account_id = $2;

-- name: search_walk_begin
-- exec
-- in: creditor_id int
INSERT INTO search_walk (creditor_id, at_debtor_id) VALUES ($1, 0)
ON CONFLICT (creditor_id) DO UPDATE SET at_debtor_id = 0;

-- name: search_walk_list
-- many
-- out: creditor_id int
SELECT creditor_id FROM search_walk WHERE creditor_id <> 0 ORDER BY creditor_id;

-- name: search_walk_get
-- one
-- in: creditor_id int
-- out: at_debtor_id int
SELECT at_debtor_id FROM search_walk WHERE creditor_id = $1;

-- name: search_walk_move
-- exec
-- in: at_debtor_id int, creditor_id int
UPDATE search_walk SET at_debtor_id = $1 WHERE creditor_id = $2;

-- What a new database begins with gives way to what another one says.
-- name: search_walk_delete_all
-- exec
DELETE FROM search_walk;

-- name: search_walk_end
-- exec
-- in: creditor_id int
DELETE FROM search_walk WHERE creditor_id = $1;

-- name: search_accounts_after
-- many
-- in: creditor_id int, debtor_id int, most int
-- out: debtor_id int, account_id int
-- crossshard: a creditor has many debtors
SELECT debtor_id, account_id FROM account WHERE creditor_id = $1 AND debtor_id > $2
ORDER BY debtor_id, account_id LIMIT $3;
