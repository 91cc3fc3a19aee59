-- What was done is found by creditor, too: who may see few creditors reads what is theirs and no more.
-- creditor_id: of the account, which never changes it; said where it happens.
ALTER TABLE outcome ADD COLUMN creditor_id {int};
ALTER TABLE object_event ADD COLUMN creditor_id {int};
UPDATE outcome SET creditor_id =
    (SELECT a.creditor_id FROM account a
     WHERE a.debtor_id = outcome.debtor_id AND a.account_id = outcome.account_id);
UPDATE object_event SET creditor_id =
    (SELECT a.creditor_id FROM account a
     WHERE a.debtor_id = object_event.debtor_id AND a.account_id = object_event.account_id);
CREATE INDEX outcome_by_creditor ON outcome (creditor_id, at_day, outcome_id, actor_id, debtor_id, account_id);
CREATE INDEX letter_by_creditor
    ON letter (creditor_id, made_day, letter_id, actor_id, debtor_id, account_id, by_mail);
CREATE INDEX mail_by_creditor ON mail (creditor_id, made_day, mail_id, actor_id, debtor_id, account_id);
CREATE INDEX object_event_by_creditor
    ON object_event (creditor_id, on_day, event_id, actor_id, debtor_id, account_id, object_id, kind)
WHERE kind <> 'outcome';
