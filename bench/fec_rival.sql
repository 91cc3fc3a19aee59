-- What importing a ledger costs in plain SQL: the sqlite3 shell's own import of the same file, a
-- typed copy of the customer lines, and the indexes a work list needs. Durable as the product is.
PRAGMA journal_mode = wal;
PRAGMA synchronous = full;
CREATE TABLE stage (
    journal, journal_name, number, day, account, account_name, aux, aux_name, piece, piece_day,
    label, debit, credit, letter, letter_day, valid_day, foreign_amount, foreign_currency);
.mode ascii
.separator "\t" "\n"
.import --skip 1 FILE stage
CREATE TABLE line (
    aux TEXT NOT NULL, line INTEGER NOT NULL, account TEXT NOT NULL, journal TEXT NOT NULL,
    number TEXT NOT NULL, day INTEGER NOT NULL, piece TEXT NOT NULL, piece_day INTEGER,
    label TEXT NOT NULL, debit INTEGER NOT NULL, credit INTEGER NOT NULL, letter TEXT NOT NULL,
    PRIMARY KEY (aux, line)) STRICT, WITHOUT ROWID;
INSERT INTO line
SELECT aux, rowid, account, journal, number,
    CAST(julianday(substr(day, 1, 4) || '-' || substr(day, 5, 2) || '-' || substr(day, 7, 2)) - 2440587.5 AS INTEGER),
    piece,
    CAST(julianday(substr(piece_day, 1, 4) || '-' || substr(piece_day, 5, 2) || '-' || substr(piece_day, 7, 2)) - 2440587.5 AS INTEGER),
    label, CAST(replace(debit, ',', '') AS INTEGER), CAST(replace(credit, ',', '') AS INTEGER), letter
FROM stage WHERE account LIKE '411%' OR account LIKE '413%' OR account LIKE '416%' OR account LIKE '419%';
CREATE INDEX line_by_piece ON line (piece);
CREATE INDEX line_by_day ON line (day);
SELECT count(*), sum(debit), sum(credit) FROM line;
