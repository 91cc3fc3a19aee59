-- Facts that are said again: an import that tells what stands already adds no fact, it has seen the
-- one that stands. Undoing the import that told it first does not lose it: it then is of the
-- earliest import that has seen it and counts.
-- citus: distributed debtor_id
CREATE TABLE fact_sighting (
    debtor_id {int} NOT NULL,
    fact_id {int} NOT NULL,
    import_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, fact_id, import_id),
    FOREIGN KEY (debtor_id, fact_id) REFERENCES fact (debtor_id, fact_id)
){rowless};
