-- Debtors, their contacts and accounts.

-- name: debtor_insert
-- bulk
-- in: debtor_id int, number int, kind text, name text, name_folded text
INSERT INTO debtor (debtor_id, number, kind, name, name_folded) VALUES ($1, $2, $3, $4, $5);

-- name: debtor_get
-- one
-- in: debtor_id int
-- out: number int, kind text, name text
SELECT number, kind, name FROM debtor WHERE debtor_id = $1;

-- name: debtor_identify
-- exec
-- in: kind text, name text, name_folded text, debtor_id int
UPDATE debtor SET kind = $1, name = $2, name_folded = $3 WHERE debtor_id = $4;

-- name: account_insert
-- bulk
-- in: debtor_id int, account_id int, number int, creditor_id int, ledger_number text, currency text, capacity text, terms text?
INSERT INTO account (debtor_id, account_id, number, creditor_id, ledger_number, currency, capacity,
                     terms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: account_get
-- one
-- in: debtor_id int, account_id int
-- out: number int, creditor_id int, ledger_number text, currency text, capacity text, terms text?
SELECT number, creditor_id, ledger_number, currency, capacity, terms
FROM account WHERE debtor_id = $1 AND account_id = $2;

-- A creditor's accounts of one currency whose debtor is called so.
-- name: account_by_name
-- many
-- in: name_folded text, creditor_id int, currency text
-- out: debtor_id int, account_id int
-- crossshard: a list that names customers without a number may mean any
SELECT a.debtor_id, a.account_id
FROM debtor d JOIN account a ON a.debtor_id = d.debtor_id
WHERE d.name_folded = $1 AND a.creditor_id = $2 AND a.currency = $3
ORDER BY a.debtor_id, a.account_id;

-- name: account_set_terms
-- exec
-- in: terms text?, debtor_id int, account_id int
UPDATE account SET terms = $1 WHERE debtor_id = $2 AND account_id = $3;

-- name: account_by_debtor
-- many
-- in: debtor_id int
-- out: account_id int, number int, creditor_id int, ledger_number text
SELECT account_id, number, creditor_id, ledger_number FROM account WHERE debtor_id = $1
ORDER BY account_id;

-- name: account_scan
-- many stream
-- out: debtor_id int, account_id int, number int, debtor_number int, creditor_id int, ledger_number text, currency text, capacity text, terms text?, kind text, name text
-- crossshard: every account, for ageing, queue and export
SELECT a.debtor_id, a.account_id, a.number, d.number, a.creditor_id, a.ledger_number, a.currency,
       a.capacity, a.terms, d.kind, d.name
FROM account a JOIN debtor d ON d.debtor_id = a.debtor_id
ORDER BY a.debtor_id, a.account_id;

-- name: fact_insert
-- bulk
-- in: debtor_id int, fact_id int, account_id int?, kind text, value text, import_id int, on_day int, standing int
INSERT INTO fact (debtor_id, fact_id, account_id, kind, value, import_id, on_day, standing)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: fact_stand
-- exec
-- in: standing int, debtor_id int, fact_id int
UPDATE fact SET standing = $1 WHERE debtor_id = $2 AND fact_id = $3;

-- name: fact_seen_insert
-- bulk
-- in: debtor_id int, fact_id int, import_id int
INSERT INTO fact_sighting (debtor_id, fact_id, import_id) VALUES ($1, $2, $3);

-- Facts whose import does not count, with those that do and have seen them.
-- name: fact_seen_elsewhere
-- many
-- in: debtor_id int
-- out: fact_id int, import_id int
SELECT s.fact_id, s.import_id
FROM fact_sighting s
JOIN fact f ON f.debtor_id = s.debtor_id AND f.fact_id = s.fact_id
JOIN import t ON t.import_id = f.import_id
JOIN import i ON i.import_id = s.import_id
WHERE s.debtor_id = $1 AND t.state <> 'done' AND i.state = 'done'
ORDER BY s.fact_id, i.seq;

-- name: fact_move
-- exec
-- in: import_id int, debtor_id int, fact_id int
UPDATE fact SET import_id = $1 WHERE debtor_id = $2 AND fact_id = $3;

-- name: fact_seen_delete
-- exec
-- in: debtor_id int, fact_id int, import_id int
DELETE FROM fact_sighting WHERE debtor_id = $1 AND fact_id = $2 AND import_id = $3;

-- Everything a debtor's facts ever said, oldest first, with the state of the import behind it.
-- name: fact_by_debtor
-- many
-- in: debtor_id int
-- out: fact_id int, account_id int?, kind text, value text, import_id int, on_day int, standing int, state text, import_number int, file text
SELECT f.fact_id, f.account_id, f.kind, f.value, f.import_id, f.on_day, f.standing, i.state,
       i.number, i.file
FROM fact f JOIN import i ON i.import_id = f.import_id
WHERE f.debtor_id = $1 ORDER BY i.seq, f.fact_id;

-- What stands of a debtor.
-- name: fact_standing
-- many
-- in: debtor_id int
-- out: account_id int?, kind text, value text
SELECT account_id, kind, value FROM fact WHERE debtor_id = $1 AND standing = 1 ORDER BY fact_id;

-- name: fact_debtors_of_import
-- many stream
-- in: import_id int
-- out: debtor_id int
-- crossshard: an import speaks of many debtors
SELECT DISTINCT debtor_id FROM fact WHERE import_id = $1 ORDER BY debtor_id;

-- name: phone_scan
-- many stream
-- out: debtor_id int, value text
-- crossshard: the telephone numbers of every debtor, for the queue
SELECT f.debtor_id, f.value FROM fact f JOIN import i ON i.import_id = f.import_id
WHERE f.kind IN ('phone', 'mobile') AND f.standing = 1
ORDER BY f.debtor_id, i.seq, f.fact_id;

-- name: fact_scan
-- many stream
-- out: debtor_id int, fact_id int, account_id int?, kind text, value text, import_id int, on_day int, standing int
-- crossshard: every fact, for export
SELECT debtor_id, fact_id, account_id, kind, value, import_id, on_day, standing
FROM fact ORDER BY debtor_id, fact_id;

-- name: number_scan
-- many stream
-- out: debtor_id int, value text
-- crossshard: the numbers by which a debtor may be looked for
SELECT debtor_id, value FROM fact
WHERE kind IN ('siren', 'siret', 'phone', 'mobile') AND standing = 1
ORDER BY debtor_id, fact_id;
