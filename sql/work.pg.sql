-- A row sent to the client costs more than the comparisons.
-- name: run_fact
SELECT debtor_id, account_id, kind, value, on_day FROM fact
WHERE debtor_id >= $1 AND debtor_id <= $2 AND standing = 1
    AND kind <> 'name' AND kind <> 'city' AND kind <> 'ledger_name' AND kind <> 'type'
    AND kind <> 'postcode'
ORDER BY debtor_id, fact_id;
