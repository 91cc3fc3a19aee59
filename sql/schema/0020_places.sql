-- The order of work, for whichever run: a row that another replaces stays where it is until it is
-- swept away, so that a change costs one new entry and no more.
DROP INDEX work_by_place;
CREATE INDEX work_by_place ON work (place_tier, place_currency, place_value, place_amount,
                                    account_id, agent_id, creditor_id);

-- What a run decided, counted: kept as its batches are written and as files change afterwards, so
-- that no list is read to its end to say how long it is. files: with this action (of none: that owe
-- something); owing: of these, that owe something; net_minor: overdue net of credits.
-- citus: local
CREATE TABLE run_total (
    number {int} NOT NULL,
    creditor_id {int} NOT NULL,
    agent_id {int} NOT NULL,
    action {text} NOT NULL,
    currency {int} NOT NULL,
    files {int} NOT NULL,
    owing {int} NOT NULL,
    net_minor {int} NOT NULL,
    PRIMARY KEY (number, creditor_id, agent_id, action, currency)
){rowless};
-- 4543826: euros, as struct currency holds them; places have 0 for them.
INSERT INTO run_total (number, creditor_id, agent_id, action, currency, files, owing, net_minor)
SELECT r.number, w.creditor_id, w.agent_id, w.action,
       CASE w.place_currency WHEN 0 THEN 4543826 ELSE w.place_currency END, COUNT(*),
       SUM(CASE WHEN w.open_minor > 0 THEN 1 ELSE 0 END), SUM(w.net_minor)
FROM run r JOIN work w ON w.from_run <= r.number AND w.until_run > r.number
WHERE (w.open_minor > 0 OR w.place_tier <> 9)
    AND (r.number = (SELECT MAX(p.number) FROM run p WHERE p.state = 'published')
         OR (r.state = 'running' AND (w.debtor_id < r.at_debtor_id
             OR (w.debtor_id = r.at_debtor_id AND w.account_id <= r.at_account_id))))
GROUP BY r.number, w.creditor_id, w.agent_id, w.action, w.place_currency;
