-- Figures for whoever watches over the server: how many, of nobody.

-- name: measure_jobs
-- many
-- out: state text, jobs int
SELECT state, count(*) FROM job GROUP BY state ORDER BY state;

-- name: measure_mails
-- many
-- crossshard: the outbox is of every debtor
-- out: state text, mails int
SELECT state, count(*) FROM mail GROUP BY state ORDER BY state;
