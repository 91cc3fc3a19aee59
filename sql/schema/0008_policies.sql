-- What a house decided about penalties and imputation, and how far a file has come. Words are never
-- changed or dropped: of each thing the last word holds (src/claim/policy.h, src/claim/stage.h).

-- NULL: the word says nothing about it. rate_micro: millionths of a percent a year, 0 = the law's
-- rate. act: an explicit decision about interest and indemnity, with its reason in why.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE account_policy (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    policy_id {int} NOT NULL,
    from_day {int} NOT NULL,
    penalty {text} CHECK (penalty IN ('computed', 'reminded', 'claimed', 'invoiced')),
    imputation {text} CHECK (imputation IN ('ledger', 'legal', 'contract')),
    payment_order {text} CHECK (payment_order IN ('interest-first', 'principal-first')),
    rate_micro {int} CHECK (rate_micro >= 0),
    act {text} CHECK (act IN ('claim_rest', 'waive_interest', 'waive_indemnity', 'waive_all')),
    why {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, policy_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- The defaults of a creditor's accounts.
-- citus: reference
-- append: only
CREATE TABLE creditor_policy (
    creditor_id {int} NOT NULL REFERENCES creditor (creditor_id),
    policy_id {int} NOT NULL,
    from_day {int} NOT NULL,
    penalty {text} CHECK (penalty IN ('computed', 'reminded', 'claimed', 'invoiced')),
    imputation {text} CHECK (imputation IN ('ledger', 'legal', 'contract')),
    payment_order {text} CHECK (payment_order IN ('interest-first', 'principal-first')),
    rate_micro {int} CHECK (rate_micro >= 0),
    why {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (creditor_id, policy_id)
){rowless};

-- The stage of a file as a person set it. stage NULL: back to what the facts say.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE account_stage (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    stage_id {int} NOT NULL,
    from_day {int} NOT NULL,
    stage {text} CHECK (stage IN ('not_due', 'reminder', 'dispute', 'plan', 'pre_litigation',
        'litigation', 'insolvency', 'irrecoverable', 'closed')),
    why {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, stage_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};
