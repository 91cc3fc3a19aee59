-- Documents of debtors and the items they are about.

-- name: document_insert
-- exec
-- in: debtor_id int, document_id int, number int, account_id int?, kind text, as_sent int, file text, mime text, bytes int, hash blob, made_day int, at_ms int, actor_id int, import_id int?, body blob
INSERT INTO document (debtor_id, document_id, number, account_id, kind, state, as_sent, file, mime,
                      bytes, hash, made_day, at_ms, actor_id, import_id, body)
VALUES ($1, $2, $3, $4, $5, 'standing', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- Of the debtor as a whole and of every account, with numbers in a range; the oldest first. held: imports that count and
-- hold it; kept: items for which it is confirmed.
-- name: document_by_debtor
-- many
-- in: debtor_id int, first_number int, last_number int
-- out: document_id int, number int, account_id int?, kind text, state text, as_sent int, file text, mime text, bytes int, hash blob, made_day int, at_ms int, actor_id int, import_id int?, held int, kept int
SELECT d.document_id, d.number, d.account_id, d.kind, d.state, d.as_sent, d.file, d.mime, d.bytes,
       d.hash, d.made_day, d.at_ms, d.actor_id, d.import_id,
       (SELECT COUNT(*) FROM document_sighting s JOIN import m ON m.import_id = s.import_id
        WHERE s.debtor_id = d.debtor_id AND s.document_id = d.document_id AND m.state = 'done'),
       (SELECT COUNT(*) FROM document_item l
        WHERE l.debtor_id = d.debtor_id AND l.document_id = d.document_id
            AND l.state = 'confirmed')
FROM document d WHERE d.debtor_id = $1 AND d.number >= $2 AND d.number <= $3
ORDER BY d.document_id;

-- name: document_body
-- one
-- in: debtor_id int, document_id int
-- out: hash blob, body blob
SELECT hash, body FROM document WHERE debtor_id = $1 AND document_id = $2;

-- Also those whose import does not count: not yet, or no longer. held: imports that count.
-- name: document_same
-- many
-- in: creditor_id int, hash blob
-- out: debtor_id int, document_id int, number int, account_id int, held int
-- crossshard: the same file may have been attached to any debtor of the creditor
SELECT d.debtor_id, d.document_id, d.number, a.account_id,
       (SELECT COUNT(*) FROM document_sighting s JOIN import m ON m.import_id = s.import_id
        WHERE s.debtor_id = d.debtor_id AND s.document_id = d.document_id AND m.state = 'done')
FROM document d JOIN account a ON a.debtor_id = d.debtor_id AND a.account_id = d.account_id
WHERE a.creditor_id = $1 AND d.hash = $2 AND d.state = 'standing'
ORDER BY d.debtor_id, d.document_id;

-- name: document_delete
-- exec
-- in: debtor_id int, document_id int
DELETE FROM document WHERE debtor_id = $1 AND document_id = $2;

-- name: document_sighting_add
-- exec
-- in: debtor_id int, document_id int, import_id int
INSERT INTO document_sighting (debtor_id, document_id, import_id) VALUES ($1, $2, $3)
ON CONFLICT (debtor_id, document_id, import_id) DO NOTHING;

-- name: document_sighting_list
-- many
-- in: debtor_id int, document_id int
-- out: import_id int
SELECT import_id FROM document_sighting WHERE debtor_id = $1 AND document_id = $2
ORDER BY import_id;

-- name: document_sighting_delete
-- exec
-- in: debtor_id int, document_id int, import_id int
DELETE FROM document_sighting WHERE debtor_id = $1 AND document_id = $2 AND import_id = $3;

-- name: document_sighting_delete_all
-- exec
-- in: debtor_id int, document_id int
DELETE FROM document_sighting WHERE debtor_id = $1 AND document_id = $2;

-- What imports that do not count have left, by import; those under way are to be excluded before
-- (import_lease).
-- name: document_sighting_left
-- many
-- in: creditor_id int, most int
-- out: debtor_id int, document_id int, import_id int
-- crossshard: an import brings documents of many debtors
SELECT s.debtor_id, s.document_id, s.import_id
FROM import m JOIN document_sighting s ON s.import_id = m.import_id
WHERE m.creditor_id = $1 AND m.state = 'undone'
ORDER BY s.import_id, s.debtor_id, s.document_id LIMIT $2;

-- Why a document may have to stay: imports, of whatever state, and items for which it is confirmed.
-- name: document_reasons
-- one
-- in: debtor_id int, document_id int
-- out: number int, held int, kept int
SELECT d.number,
       (SELECT COUNT(*) FROM document_sighting s
        WHERE s.debtor_id = d.debtor_id AND s.document_id = d.document_id),
       (SELECT COUNT(*) FROM document_item l
        WHERE l.debtor_id = d.debtor_id AND l.document_id = d.document_id
            AND l.state = 'confirmed')
FROM document d WHERE d.debtor_id = $1 AND d.document_id = $2;

-- name: document_scan
-- many stream wide
-- out: debtor_id int, document_id int, bytes int, hash blob, body blob
-- crossshard: verify recomputes every hash
SELECT debtor_id, document_id, bytes, hash, body FROM document ORDER BY debtor_id, document_id;

-- name: document_item_add
-- exec
-- in: debtor_id int, document_id int, account_id int, item_id int, state text, how text, at_ms int, actor_id int
INSERT INTO document_item (debtor_id, document_id, account_id, item_id, state, how, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (debtor_id, document_id, account_id, item_id) DO NOTHING;

-- name: document_item_decide
-- exec
-- in: state text, at_ms int, actor_id int, debtor_id int, document_id int, account_id int, item_id int
UPDATE document_item SET state = $1, at_ms = $2, actor_id = $3
WHERE debtor_id = $4 AND document_id = $5 AND account_id = $6 AND item_id = $7;

-- name: document_item_delete_all
-- exec
-- in: debtor_id int, document_id int
DELETE FROM document_item WHERE debtor_id = $1 AND document_id = $2;

-- name: document_item_by_debtor
-- many
-- in: debtor_id int, first_id int, last_id int
-- out: document_id int, account_id int, item_id int, state text, how text, at_ms int, actor_id int
SELECT document_id, account_id, item_id, state, how, at_ms, actor_id FROM document_item
WHERE debtor_id = $1 AND document_id >= $2 AND document_id <= $3
ORDER BY document_id, account_id, item_id;

-- What waits for a person to confirm it, in the order of the references. import_number: the first
-- import that counts and holds it; NULL: there is none, so it does not wait.
-- name: document_proposed
-- many stream
-- out: number int, kind text, file text, bytes int, import_number int?, debtor_id int, account_id int, item_id int, how text, account_number int, creditor_id int, debtor_name text, piece text, due_day int, amount_minor int, currency text
-- crossshard: proposals of all debtors, for the list
SELECT d.number, d.kind, d.file, d.bytes,
       (SELECT MIN(m.number) FROM document_sighting s JOIN import m ON m.import_id = s.import_id
        WHERE s.debtor_id = d.debtor_id AND s.document_id = d.document_id AND m.state = 'done'),
       l.debtor_id, l.account_id, l.item_id, l.how, a.number, a.creditor_id, p.name, i.piece,
       i.due_day, i.amount_minor, i.currency
FROM document_item l
JOIN document d ON d.debtor_id = l.debtor_id AND d.document_id = l.document_id
JOIN item i ON i.debtor_id = l.debtor_id AND i.account_id = l.account_id AND i.item_id = l.item_id
JOIN account a ON a.debtor_id = l.debtor_id AND a.account_id = l.account_id
JOIN debtor p ON p.debtor_id = l.debtor_id
WHERE l.state = 'proposed' AND d.state = 'standing'
ORDER BY d.number, l.item_id;

-- What may have a copy: the numbered items of a creditor, settled ones too.
-- name: copy_item_scan
-- many stream
-- in: creditor_id int
-- out: debtor_id int, account_id int, item_id int, piece text, amount_minor int, currency text
-- crossshard: a file may be about any debtor of the creditor
SELECT i.debtor_id, i.account_id, i.item_id, i.piece, i.amount_minor, i.currency
FROM item i JOIN account a ON a.debtor_id = i.debtor_id AND a.account_id = i.account_id
WHERE a.creditor_id = $1 AND i.standing = 1 AND i.piece <> ''
    AND i.kind IN ('invoice', 'credit_note', 'opening', 'bill', 'deposit', 'retention')
ORDER BY i.debtor_id, i.account_id, i.item_id;

-- An item as a list of documents shows it.
-- name: document_item_about
-- one
-- in: debtor_id int, account_id int, item_id int
-- out: account_number int, debtor_name text, piece text, due_day int, amount_minor int, currency text, standing int
SELECT a.number, p.name, i.piece, i.due_day, i.amount_minor, i.currency, i.standing
FROM item i
JOIN account a ON a.debtor_id = i.debtor_id AND a.account_id = i.account_id
JOIN debtor p ON p.debtor_id = i.debtor_id
WHERE i.debtor_id = $1 AND i.account_id = $2 AND i.item_id = $3;
