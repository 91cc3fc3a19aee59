-- The daily run wants a third of what is known of people: what nearly everybody has decides nothing
-- (sql/work.pg.sql, run_fact). A server looks into every row for it; SQLite reads them all faster
-- than it would find a third of them.
CREATE INDEX fact_deciding ON fact (debtor_id, fact_id)
    WHERE standing = 1 AND kind <> 'name' AND kind <> 'city' AND kind <> 'ledger_name'
        AND kind <> 'type' AND kind <> 'postcode' {server};
