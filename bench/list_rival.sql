-- What importing an open-items list costs in plain SQL: the sqlite3 shell's own import of the same
-- file, a typed copy that refuses what is no number or date, one row a customer, and the indexes
-- that unique invoices, a work list and a search by name need. Durable as the product is.
PRAGMA journal_mode = wal;
PRAGMA synchronous = full;
PRAGMA cache_size = -262144;
PRAGMA temp_store = memory;
CREATE TABLE stage (
    debtor_id TEXT, siren TEXT, name TEXT, kind TEXT, invoice_no TEXT, issue_date TEXT,
    due_date TEXT, amount_cents TEXT, paid_cents TEXT, currency TEXT);
.mode csv
.import --skip 1 FILE stage
BEGIN;
CREATE TABLE debtor (
    debtor_id INTEGER PRIMARY KEY, siren TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL
        CHECK (kind IN ('B2B', 'B2C'))) STRICT;
INSERT INTO debtor
SELECT CAST(debtor_id AS INTEGER), siren, name, kind FROM stage WHERE true ON CONFLICT DO NOTHING;
CREATE TABLE invoice (
    invoice_id INTEGER PRIMARY KEY, debtor_id INTEGER NOT NULL, number TEXT NOT NULL,
    issued INTEGER NOT NULL, due INTEGER NOT NULL, amount INTEGER NOT NULL,
    paid INTEGER NOT NULL, currency TEXT NOT NULL CHECK (length(currency) = 3)) STRICT;
INSERT INTO invoice
SELECT rowid, CAST(debtor_id AS INTEGER), invoice_no, unixepoch(issue_date) / 86400,
    unixepoch(due_date) / 86400, amount_cents, paid_cents, currency FROM stage;
CREATE UNIQUE INDEX invoice_by_number ON invoice (debtor_id, number);
CREATE INDEX invoice_by_due ON invoice (debtor_id, due, amount, paid);
CREATE INDEX debtor_by_name ON debtor (name);
COMMIT;
DROP TABLE stage;
SELECT count(*), sum(amount), sum(paid) FROM invoice;
