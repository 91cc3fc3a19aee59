-- Debtors, their contacts and accounts.

-- name: debtor_insert
-- bulk
-- in: debtor_id int, number int, kind text, name text, name_folded text
INSERT INTO debtor (debtor_id, number, kind, name, name_folded) VALUES ($1, $2, $3, $4, $5);

-- name: debtor_get
-- one
-- in: debtor_id int
-- out: number int, kind text, name text, siren text?, siret text?, public_body text?, address text?, postcode text?, city text?, country text?
SELECT number, kind, name, siren, siret, public_body, address, postcode, city, country
FROM debtor WHERE debtor_id = $1;

-- name: debtor_identify
-- exec
-- in: kind text, name text, name_folded text, siren text?, siret text?, public_body text?, address text?, postcode text?, city text?, country text?, debtor_id int
UPDATE debtor SET kind = $1, name = $2, name_folded = $3, siren = $4, siret = $5, public_body = $6,
                  address = $7, postcode = $8, city = $9, country = $10
WHERE debtor_id = $11;

-- name: account_insert
-- bulk
-- in: debtor_id int, account_id int, number int, creditor_id int, ledger_number text, currency text, capacity text, terms text?, terms_source text?
INSERT INTO account (debtor_id, account_id, number, creditor_id, ledger_number, currency, capacity,
                     terms, terms_source)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: account_get
-- one
-- in: debtor_id int, account_id int
-- out: number int, creditor_id int, ledger_number text, currency text, capacity text, terms text?, terms_source text?
SELECT number, creditor_id, ledger_number, currency, capacity, terms, terms_source
FROM account WHERE debtor_id = $1 AND account_id = $2;

-- name: account_set_terms
-- exec
-- in: terms text?, terms_source text?, debtor_id int, account_id int
UPDATE account SET terms = $1, terms_source = $2 WHERE debtor_id = $3 AND account_id = $4;

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

-- name: contact_insert
-- exec
-- in: debtor_id int, contact_id int, kind text, value text, person text?, role text?, source_import int?, since_day int
INSERT INTO contact (debtor_id, contact_id, kind, value, person, role, source_import, since_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: contact_by_debtor
-- many
-- in: debtor_id int
-- out: contact_id int, kind text, value text, person text?, role text?, source_import int?, since_day int
SELECT contact_id, kind, value, person, role, source_import, since_day
FROM contact WHERE debtor_id = $1 ORDER BY contact_id;

-- name: contact_delete_of_import
-- exec
-- in: source_import int
-- crossshard: undoing an import
DELETE FROM contact WHERE source_import = $1;

-- name: contact_scan
-- many stream
-- out: debtor_id int, kind text, value text
-- crossshard: the first telephone number of every debtor, for the queue
SELECT debtor_id, kind, value FROM contact WHERE kind IN ('phone', 'mobile')
ORDER BY debtor_id, contact_id;
