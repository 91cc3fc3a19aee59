-- Making a long import count, debtor by debtor, in short transactions.

-- The import is done from the first of them on; the items of its debtors follow in the order of their
-- ids. after_debtor: how far that came, so that whoever comes next goes on from there. The row goes
-- with the last debtor.
-- citus: local
CREATE TABLE import_publish (
    import_id {int} NOT NULL PRIMARY KEY,
    creditor_id {int} NOT NULL,
    after_debtor {int} NOT NULL
){table};
