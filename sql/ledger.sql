-- Ledger lines and what imports said of them.

-- name: line_insert
-- bulk
-- in: debtor_id int, account_id int, line_id int, role text, ledger_account text, journal text, entry_day int, piece text, piece_day int?, label text, debit_minor int, credit_minor int, currency text, fingerprint blob
INSERT INTO ledger_line (debtor_id, account_id, line_id, role, ledger_account, journal, entry_day,
                         piece, piece_day, label, debit_minor, credit_minor, currency, fingerprint)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: sighting_insert
-- bulk
-- in: debtor_id int, account_id int, line_id int, import_id int, vanished int, letter text, letter_day int?, valid_day int?, opening_day int?, entry_number text, position int, journal_use int
INSERT INTO line_sighting (debtor_id, account_id, line_id, import_id, vanished, letter, letter_day,
                           valid_day, opening_day, entry_number, position, journal_use)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: line_by_account
-- many
-- in: debtor_id int, account_id int
-- out: line_id int, role text, ledger_account text, journal text, entry_day int, piece text, piece_day int?, label text, debit_minor int, credit_minor int, fingerprint blob
SELECT line_id, role, ledger_account, journal, entry_day, piece, piece_day, label, debit_minor,
       credit_minor, fingerprint
FROM ledger_line WHERE debtor_id = $1 AND account_id = $2 ORDER BY line_id;

-- name: sighting_by_account
-- many
-- in: debtor_id int, account_id int
-- out: line_id int, import_seq int, known_day int?, state text, vanished int, letter text, letter_day int?, valid_day int?, opening_day int?, entry_number text, position int, journal_use int
SELECT s.line_id, i.seq, i.known_day, i.state, s.vanished, s.letter, s.letter_day, s.valid_day,
       s.opening_day, s.entry_number, s.position, s.journal_use
FROM line_sighting s JOIN import i ON i.import_id = s.import_id
WHERE s.debtor_id = $1 AND s.account_id = $2 ORDER BY s.line_id, i.seq;

-- name: item_put
-- exec
-- in: debtor_id int, account_id int, item_id int, line_id int?, standing int, kind text, role text, on_day int, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, currency text, piece text, label text, letter_unbalanced int, dates_before text?
INSERT INTO item (debtor_id, account_id, item_id, line_id, standing, kind, role, on_day, issued_day,
                  due_day, due_source, amount_minor, open_minor, currency, piece, label,
                  letter_unbalanced, dates_before)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
ON CONFLICT (debtor_id, account_id, item_id) DO UPDATE SET
    line_id = excluded.line_id, standing = excluded.standing, kind = excluded.kind,
    role = excluded.role, on_day = excluded.on_day, issued_day = excluded.issued_day,
    due_day = excluded.due_day, due_source = excluded.due_source,
    amount_minor = excluded.amount_minor, open_minor = excluded.open_minor,
    piece = excluded.piece, label = excluded.label,
    letter_unbalanced = excluded.letter_unbalanced, dates_before = excluded.dates_before;

-- name: item_withdraw
-- exec
-- in: debtor_id int, account_id int, item_id int
UPDATE item SET standing = 0, open_minor = amount_minor
WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3;

-- name: item_add
-- bulk
-- in: debtor_id int, account_id int, item_id int, line_id int?, standing int, kind text, role text, on_day int, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, currency text, piece text, label text, letter_unbalanced int, dates_before text?
INSERT INTO item (debtor_id, account_id, item_id, line_id, standing, kind, role, on_day, issued_day,
                  due_day, due_source, amount_minor, open_minor, currency, piece, label,
                  letter_unbalanced, dates_before)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- name: item_by_account
-- many
-- in: debtor_id int, account_id int
-- out: item_id int, line_id int?, standing int, kind text, role text, on_day int, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, currency text, piece text, label text, letter_unbalanced int, dates_before text?
SELECT item_id, line_id, standing, kind, role, on_day, issued_day, due_day, due_source, amount_minor,
       open_minor, currency, piece, label, letter_unbalanced, dates_before
FROM item WHERE debtor_id = $1 AND account_id = $2 ORDER BY item_id;

-- name: item_scan
-- many stream
-- out: debtor_id int, account_id int, item_id int, line_id int?, standing int, kind text, role text, on_day int, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, currency text, piece text, label text, letter_unbalanced int, dates_before text?
-- crossshard: every item, for ageing, queue, export and verify
SELECT debtor_id, account_id, item_id, line_id, standing, kind, role, on_day, issued_day, due_day,
       due_source, amount_minor, open_minor, currency, piece, label, letter_unbalanced, dates_before
FROM item ORDER BY debtor_id, account_id, item_id;

-- name: allocation_insert
-- bulk
-- in: debtor_id int, account_id int, allocation_id int, credit_item int, debit_item int, amount_minor int, on_day int, source text, letter text, reverses int?, import_id int?
INSERT INTO allocation (debtor_id, account_id, allocation_id, credit_item, debit_item, amount_minor,
                        on_day, source, letter, reverses, import_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: allocation_by_account
-- many
-- in: debtor_id int, account_id int
-- out: allocation_id int, credit_item int, debit_item int, amount_minor int, on_day int, source text, letter text, reverses int?
SELECT allocation_id, credit_item, debit_item, amount_minor, on_day, source, letter, reverses
FROM allocation WHERE debtor_id = $1 AND account_id = $2 ORDER BY allocation_id;

-- name: allocation_scan
-- many stream
-- out: debtor_id int, account_id int, allocation_id int, credit_item int, debit_item int, amount_minor int, on_day int, source text, letter text, reverses int?
-- crossshard: every allocation, for ageing, export and verify
SELECT debtor_id, account_id, allocation_id, credit_item, debit_item, amount_minor, on_day, source,
       letter, reverses
FROM allocation ORDER BY debtor_id, account_id, allocation_id;

-- Lines of a creditor dated inside a period, to find those a new file no longer holds.
-- name: line_of_period
-- many stream
-- in: creditor_id int, from_day int, to_day int
-- out: debtor_id int, account_id int, line_id int
-- crossshard: one creditor's accounts lie with many debtors
SELECT l.debtor_id, l.account_id, l.line_id
FROM account a JOIN ledger_line l ON l.debtor_id = a.debtor_id AND l.account_id = a.account_id
WHERE a.creditor_id = $1 AND l.entry_day >= $2 AND l.entry_day <= $3
ORDER BY l.debtor_id, l.account_id, l.line_id;
