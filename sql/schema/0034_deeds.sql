-- What was done is found by day and id, the last first, whoever did it: lists of it go by key
-- (listing_deeds). All that is asked of a source stands in its index.
DROP INDEX outcome_by_day;
DROP INDEX letter_by_day;
CREATE INDEX outcome_by_day ON outcome (at_day, outcome_id, actor_id, debtor_id, account_id);
CREATE INDEX letter_by_day ON letter (made_day, letter_id, actor_id, debtor_id, account_id, by_mail);
CREATE INDEX mail_by_day ON mail (made_day, mail_id, actor_id, debtor_id, account_id);
CREATE INDEX object_event_by_day
    ON object_event (on_day, event_id, actor_id, debtor_id, account_id, object_id, kind)
WHERE kind <> 'outcome';
