-- Costs of recovery charged to a debtor, where the law lets the creditor claim them.

-- One cost, told by a person: why and by which paper it is justified. item_id: the invoice paid late
-- that it belongs to; NULL: the account. It counts while its import does; taking the import back
-- reverses it.
-- citus: distributed debtor_id
CREATE TABLE cost (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    cost_id {int} NOT NULL,
    import_id {int} NOT NULL,
    item_id {int},
    kind {text} NOT NULL CHECK (kind IN ('complement', 'legal_act', 'enforcement')),
    on_day {int} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    why {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, cost_id)
){rowless};
