-- Taking back a long import, debtor by debtor, in short transactions.

-- The import is undone from the first of them on; the figures of its debtors follow in the order of
-- their ids. after_debtor: how far that came, so that whoever takes the next import of the creditor
-- or says the same again goes on from there. withdrawn, altered: items so far.
-- citus: local
CREATE TABLE import_undo (
    import_id {int} NOT NULL PRIMARY KEY,
    creditor_id {int} NOT NULL,
    after_debtor {int} NOT NULL,
    withdrawn {int} NOT NULL,
    altered {int} NOT NULL,
    finished {int} NOT NULL CHECK (finished IN (0, 1))
){table};
CREATE INDEX import_undo_open ON import_undo (creditor_id) WHERE finished = 0;

-- Nothing ever looked for the keys of a debtor; it was half the cost of each.
DROP INDEX directory_key_by_debtor;
