-- Files taken in.

-- name: import_insert
-- exec
-- in: import_id int, number int, creditor_id int, seq int, at_ms int, actor_id int, file text, file_digest blob, format text, mode text, as_of int?, from_day int?, known_day int?, last_day int?, state text, counts text
INSERT INTO import (import_id, number, creditor_id, seq, at_ms, actor_id, file, file_digest, format,
                    mode, as_of, from_day, known_day, last_day, state, counts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: import_set_counts
-- exec
-- in: counts text, import_id int
UPDATE import SET counts = $1 WHERE import_id = $2;

-- name: import_undo
-- exec
-- in: import_id int
UPDATE import SET state = 'undone' WHERE import_id = $1 AND state = 'done';

-- name: import_by_number
-- one
-- in: number int
-- out: import_id int, creditor_id int, seq int, file text, format text, mode text, state text, counts text
SELECT import_id, creditor_id, seq, file, format, mode, state, counts FROM import WHERE number = $1;

-- name: import_list
-- many
-- out: import_id int, number int, creditor_id int, seq int, at_ms int, file text, format text, mode text, as_of int?, last_day int?, state text, counts text
SELECT import_id, number, creditor_id, seq, at_ms, file, format, mode, as_of,
       COALESCE(last_day, known_day), state, counts
FROM import ORDER BY creditor_id, seq;

-- Imports that said something of one account or, for its creditor, of its debtor, the newest first.
-- What a person told of the debtor is in the debtor's journal.
-- name: import_of_account
-- many
-- in: debtor_id int, account_id int, creditor_id int, before_number int, how_many int
-- out: import_id int, number int, at_ms int, actor_id int, file text, format text, state text, lines int, vanished int, facts int, pieces int, pieces_gone int
SELECT i.import_id, i.number, i.at_ms, i.actor_id, i.file, i.format, i.state, g.lines, g.vanished,
       CASE WHEN i.format = 'hand' THEN 0 ELSE g.facts END, g.pieces, g.pieces_gone
FROM (SELECT s.import_id, COUNT(CASE WHEN s.what = 0 THEN 1 END) AS lines,
             COUNT(CASE WHEN s.what = 1 THEN 1 END) AS vanished,
             COUNT(CASE WHEN s.what = 2 THEN 1 END) AS facts,
             COUNT(CASE WHEN s.what = 4 THEN 1 END) AS pieces,
             COUNT(CASE WHEN s.what = 5 THEN 1 END) AS pieces_gone,
             COUNT(CASE WHEN s.what <> 2 THEN 1 END) AS others
      FROM (SELECT import_id, vanished AS what FROM line_sighting
            WHERE debtor_id = $1 AND account_id = $2
            UNION ALL
            SELECT import_id, 2 AS what FROM fact
            WHERE debtor_id = $1 AND (account_id = $2 OR account_id IS NULL)
            UNION ALL
            SELECT import_id, 3 AS what FROM cost
            WHERE debtor_id = $1 AND account_id = $2
            UNION ALL
            SELECT import_id, 4 AS what FROM told_item
            WHERE debtor_id = $1 AND account_id = $2
            UNION ALL
            SELECT import_id, 4 + gone AS what FROM told_word
            WHERE debtor_id = $1 AND account_id = $2) s
      GROUP BY s.import_id) g
JOIN import i ON i.import_id = g.import_id
WHERE i.creditor_id = $3 AND i.number < $4 AND (g.others > 0 OR i.format <> 'hand')
ORDER BY i.number DESC LIMIT $5;

-- Accounts an import has said something about.
-- name: import_accounts
-- many stream
-- in: import_id int
-- out: debtor_id int, account_id int
-- crossshard: an import touches accounts of many debtors
SELECT DISTINCT debtor_id, account_id FROM line_sighting WHERE import_id = $1
ORDER BY debtor_id, account_id;

-- How many of a creditor's imports are entries by hand.
-- name: import_entries
-- one
-- in: creditor_id int, from_seq int, before_seq int
-- out: entries int
SELECT COUNT(*) FROM import
WHERE creditor_id = $1 AND seq >= $2 AND seq < $3 AND format = 'hand';

-- Taking back piece by piece.
-- name: undo_begin
-- exec
-- in: import_id int, creditor_id int
INSERT INTO import_undo (import_id, creditor_id, after_debtor, withdrawn, altered, finished)
VALUES ($1, $2, 0, 0, 0, 0);

-- Imports of one creditor (0: of any) whose taking back is not finished.
-- name: undo_open_list
-- many
-- in: creditor_id int
-- out: number int
SELECT i.number FROM import_undo u JOIN import i ON i.import_id = u.import_id
WHERE u.finished = 0 AND (u.creditor_id = $1 OR $1 = 0) ORDER BY i.number;

-- Those that are, but whose documents are still to be taken away.
-- name: undo_documents_list
-- many
-- out: number int
-- crossshard: an import brings documents of many debtors
SELECT i.number FROM import_undo u JOIN import i ON i.import_id = u.import_id
WHERE u.finished = 1
    AND (EXISTS (SELECT 1 FROM document_sighting d WHERE d.import_id = u.import_id)
        OR EXISTS (SELECT 1 FROM inbox_sighting b WHERE b.import_id = u.import_id))
ORDER BY i.number LIMIT 100;

-- How far one is; documents: still to be taken away.
-- name: undo_progress
-- one
-- in: number int
-- out: withdrawn int, altered int, finished int, documents int
-- crossshard: an import brings documents of many debtors
SELECT u.withdrawn, u.altered, u.finished,
    (SELECT COUNT(*) FROM document_sighting d WHERE d.import_id = i.import_id)
        + (SELECT COUNT(*) FROM inbox_sighting b WHERE b.import_id = i.import_id)
FROM import_undo u JOIN import i ON i.import_id = u.import_id
WHERE i.number = $1;

-- Whether an import holds documents.
-- name: undo_documents
-- one
-- in: import_id int
-- out: import_id int
-- crossshard: an import brings documents of many debtors
SELECT i.import_id FROM import i
WHERE i.import_id = $1
    AND (EXISTS (SELECT 1 FROM document_sighting d WHERE d.import_id = i.import_id)
        OR EXISTS (SELECT 1 FROM inbox_sighting b WHERE b.import_id = i.import_id));

-- Takes the lock of its next piece at once.
-- name: undo_take
-- one
-- in: import_id int
-- out: after_debtor int, withdrawn int, altered int, finished int
UPDATE import_undo SET finished = finished WHERE import_id = $1
RETURNING after_debtor, withdrawn, altered, finished;

-- name: undo_move
-- exec
-- in: after_debtor int, withdrawn int, altered int, finished int, import_id int
UPDATE import_undo SET after_debtor = $1, withdrawn = withdrawn + $2, altered = altered + $3,
    finished = $4
WHERE import_id = $5;

-- Making a long import count piece by piece.
-- name: publish_begin
-- exec
-- in: import_id int, creditor_id int
INSERT INTO import_publish (import_id, creditor_id, after_debtor) VALUES ($1, $2, 0);

-- Imports of one creditor (0: of any) whose items have not all come.
-- name: publish_open_list
-- many
-- in: creditor_id int
-- out: import_id int, number int, creditor_id int, seq int, actor_id int, format text, mode text, counts text
SELECT i.import_id, i.number, i.creditor_id, i.seq, i.actor_id, i.format, i.mode, i.counts
FROM import_publish p JOIN import i ON i.import_id = p.import_id
WHERE p.creditor_id = $1 OR $1 = 0 ORDER BY i.number;

-- Takes the lock of its next piece at once.
-- name: publish_take
-- one
-- in: import_id int
-- out: after_debtor int
UPDATE import_publish SET after_debtor = after_debtor WHERE import_id = $1 RETURNING after_debtor;

-- name: publish_move
-- exec
-- in: after_debtor int, import_id int
UPDATE import_publish SET after_debtor = $1 WHERE import_id = $2;

-- name: publish_end
-- exec
-- in: import_id int
DELETE FROM import_publish WHERE import_id = $1;
