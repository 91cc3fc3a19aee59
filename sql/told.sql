-- What lists and people tell of single items, and their choices.

-- name: told_insert
-- bulk
-- in: debtor_id int, account_id int, told_id int, origin text, kind text, role text, piece text, label text, issued_day int?, band_from int?, import_id int, open_minor int, original_minor int?, due_day int?, position int
INSERT INTO told_item (debtor_id, account_id, told_id, origin, kind, role, piece, label, issued_day,
                       band_from, import_id, open_minor, original_minor, due_day, position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- name: told_by_account
-- many
-- in: debtor_id int, account_id int
-- out: told_id int, origin text, kind text, role text, piece text, label text, issued_day int?, band_from int?, import_id int, import_seq int, as_of int?, state text, open_minor int, original_minor int?, due_day int?, position int
SELECT t.told_id, t.origin, t.kind, t.role, t.piece, t.label, t.issued_day, t.band_from, t.import_id,
       i.seq, i.as_of, i.state, t.open_minor, t.original_minor, t.due_day, t.position
FROM told_item t JOIN import i ON i.import_id = t.import_id
WHERE t.debtor_id = $1 AND t.account_id = $2 ORDER BY t.told_id;

-- name: word_insert
-- bulk
-- in: debtor_id int, account_id int, told_id int, import_id int, gone int, open_minor int, original_minor int?, due_day int?, position int, issued_day int?
INSERT INTO told_word (debtor_id, account_id, told_id, import_id, gone, open_minor, original_minor,
                       due_day, position, issued_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: word_by_account
-- many
-- in: debtor_id int, account_id int
-- out: told_id int, import_id int, import_seq int, as_of int?, state text, gone int, open_minor int, original_minor int?, due_day int?, position int, issued_day int?
SELECT w.told_id, w.import_id, i.seq, i.as_of, i.state, w.gone, w.open_minor, w.original_minor,
       w.due_day, w.position, w.issued_day
FROM told_word w JOIN import i ON i.import_id = w.import_id
WHERE w.debtor_id = $1 AND w.account_id = $2 ORDER BY w.told_id, i.seq;

-- name: pairing_insert
-- bulk
-- in: debtor_id int, account_id int, pairing_id int, batch_id int, credit_item int, debit_item int, amount_minor int, on_day int, entered_day int, source text, reverses int?, actor_id int, at_ms int
INSERT INTO pairing (debtor_id, account_id, pairing_id, batch_id, credit_item, debit_item,
                     amount_minor, on_day, entered_day, source, reverses, actor_id, at_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: pairing_by_account
-- many
-- in: debtor_id int, account_id int
-- out: pairing_id int, batch_id int, credit_item int, debit_item int, amount_minor int, on_day int, entered_day int, source text, reverses int?
SELECT pairing_id, batch_id, credit_item, debit_item, amount_minor, on_day, entered_day, source,
       reverses
FROM pairing WHERE debtor_id = $1 AND account_id = $2 ORDER BY entered_day, pairing_id;

-- What of one batch still stands.
-- name: pairing_by_batch
-- many
-- in: batch_id int
-- out: debtor_id int, account_id int, pairing_id int, batch_id int, credit_item int, debit_item int, amount_minor int, on_day int
-- crossshard: a batch may have been accepted for many debtors
SELECT p.debtor_id, p.account_id, p.pairing_id, p.batch_id, p.credit_item, p.debit_item,
       p.amount_minor, p.on_day
FROM pairing p LEFT JOIN pairing r ON r.debtor_id = p.debtor_id AND r.account_id = p.account_id
                                  AND r.reverses = p.pairing_id
WHERE p.batch_id = $1 AND p.reverses IS NULL AND r.pairing_id IS NULL
ORDER BY p.debtor_id, p.account_id, p.pairing_id;

-- Imports that speak for a creditor's books as a whole: ledgers and complete lists; also one that is
-- not done yet.
-- name: book_list
-- many
-- in: counted_id int
-- out: creditor_id int, import_id int, seq int, format text, as_of int?, last_day int?
SELECT creditor_id, import_id, seq, format, as_of, COALESCE(last_day, known_day) FROM import
WHERE (state = 'done' OR import_id = $1) AND (format = 'fec' OR mode = 'state') ORDER BY creditor_id, seq;

-- Accounts a list or an entry has said something about, also by being silent in between.
-- name: told_accounts_of_import
-- many stream
-- in: import_id int
-- out: debtor_id int, account_id int
-- crossshard: an import touches accounts of many debtors
SELECT debtor_id, account_id FROM told_item WHERE import_id = $1
UNION
SELECT debtor_id, account_id FROM told_word WHERE import_id = $1
ORDER BY debtor_id, account_id;

-- Accounts of a creditor of which lists or people have told something.
-- name: told_accounts_of_creditor
-- many stream
-- in: creditor_id int
-- out: debtor_id int, account_id int
-- crossshard: one creditor's accounts lie with many debtors
SELECT DISTINCT t.debtor_id, t.account_id
FROM account a JOIN told_item t ON t.debtor_id = a.debtor_id AND t.account_id = a.account_id
WHERE a.creditor_id = $1 ORDER BY t.debtor_id, t.account_id;

-- name: account_keys_of_creditor
-- many stream
-- in: creditor_id int
-- out: debtor_id int, account_id int, currency text
-- crossshard: one creditor's accounts lie with many debtors
SELECT debtor_id, account_id, currency FROM account WHERE creditor_id = $1 ORDER BY debtor_id, account_id;

-- name: lease_get
-- one
-- in: creditor_id int
-- out: import_id int, until_ms int
SELECT import_id, until_ms FROM import_lease WHERE creditor_id = $1;

-- name: lease_put
-- exec
-- in: creditor_id int, import_id int, until_ms int
INSERT INTO import_lease (creditor_id, import_id, until_ms) VALUES ($1, $2, $3)
ON CONFLICT (creditor_id) DO UPDATE SET import_id = excluded.import_id,
    until_ms = excluded.until_ms;

-- name: lease_drop
-- exec
-- in: creditor_id int, import_id int
DELETE FROM import_lease WHERE creditor_id = $1 AND import_id = $2;

-- name: import_broken_add
-- exec
-- in: import_id int, found_ms int
INSERT INTO import_broken (import_id, found_ms) VALUES ($1, $2)
ON CONFLICT (import_id) DO NOTHING;

-- name: import_publish
-- exec
-- in: import_id int
UPDATE import SET state = 'done' WHERE import_id = $1;
