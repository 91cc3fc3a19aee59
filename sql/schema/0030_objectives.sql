-- What the manager's page needs: what is to come in by month, and the days by which promises, plan
-- lines and disputes are found.

-- How much of a creditor's money is to come in within a month, as a manager said it; the last word on a
-- month holds. month_day: its first day.
-- citus: reference
-- append: only
CREATE TABLE objective (
    creditor_id {int} NOT NULL REFERENCES creditor (creditor_id),
    word_id {int} NOT NULL,
    month_day {int} NOT NULL,
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (creditor_id, word_id)
){rowless};

CREATE INDEX promise_by_promised_day ON promise (on_day, debtor_id, account_id)
WHERE state = 'standing';
CREATE INDEX instalment_by_due ON instalment (due_day, debtor_id, account_id, instalments_id);
CREATE INDEX dispute_by_made ON dispute (state, made_day, debtor_id, account_id);
