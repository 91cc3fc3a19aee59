#!/bin/sh
# sqlgen refuses what SQLite, PostgreSQL and Citus do not share, says where, and makes the same
# code twice. TAP. Argument: the sqlgen program.
set -u
sqlgen=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/sql/schema" "$work/out"
cd "$work" || exit 3
count=0

verdict() { # 0 or not, name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        sed 's/^/# /' "$work/said"
    fi
}

schema() {
    cat >sql/schema/0001_a.sql
}

good_schema() {
    schema <<'END'
-- A person.
-- citus: distributed debtor_id
CREATE TABLE debtor (
    debtor_id {int} NOT NULL PRIMARY KEY, -- who
    name {text} NOT NULL CHECK (name <> ''),
    due {int}
){rowless};
-- citus: distributed debtor_id
CREATE TABLE item (
    debtor_id {int} NOT NULL REFERENCES debtor (debtor_id),
    item_id {int} NOT NULL,
    amount {int} NOT NULL,
    due {int},
    PRIMARY KEY (debtor_id, item_id)
){rowless};
CREATE INDEX item_by_due ON item (due, debtor_id) WHERE due IS NOT NULL;
-- append: only
-- citus: distributed debtor_id
CREATE TABLE fact (debtor_id {int} NOT NULL, n {int} NOT NULL, PRIMARY KEY (debtor_id, n)){rowless};
-- citus: reference
CREATE TABLE rate (day {int} NOT NULL PRIMARY KEY, value {text} NOT NULL){table};
-- citus: local
CREATE TABLE job (job_id {int} NOT NULL PRIMARY KEY){table};
END
}

run_sqlgen() {
    "$sqlgen" out sql/schema/0001_a.sql sql/t.sql "$@" >said 2>&1
}

# The statement read from stdin (header lines and body) is accepted.
accepted() { # name
    { echo "-- name: q"; cat; } >sql/t.sql
    run_sqlgen
    verdict $? "accepts $1"
}

# The statement is refused with a message that holds the pattern and a place in sql/t.sql.
refused() { # pattern, name
    { echo "-- name: q"; cat; } >sql/t.sql
    if run_sqlgen; then
        verdict 1 "refuses $2"
    else
        grep -Eq "^sql/[a-z0-9_/]*t?\.sql:[0-9]+: .*$1" said
        verdict $? "refuses $2"
    fi
}

good_schema
accepted 'a statement pinned to one debtor' <<'END'
-- many
-- in: debtor_id int, due int?
-- out: item_id int, amount int
SELECT item_id, amount FROM item WHERE debtor_id = $1 AND due > $2 ORDER BY item_id;
END
accepted 'a join over the key' <<'END'
-- many
-- in: debtor_id int
-- out: amount int
SELECT i.amount FROM item i JOIN debtor d ON d.debtor_id = i.debtor_id WHERE i.debtor_id = $1;
END
accepted 'a reference table beside it' <<'END'
-- one
-- in: debtor_id int
-- out: amount int, value text
SELECT i.amount, r.value FROM item i JOIN rate r ON r.day = i.due WHERE i.debtor_id = $1;
END
accepted 'a parameter used twice' <<'END'
-- one
-- in: debtor_id int, a int
-- out: total int
SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM item
WHERE debtor_id = $1 AND (amount > $2 OR item_id = $2);
END
accepted 'a common table' <<'END'
-- many
-- in: debtor_id int
-- out: amount int
WITH open AS (SELECT amount FROM item WHERE debtor_id = $1) SELECT amount FROM open;
END
accepted 'a reason to touch many debtors' <<'END'
-- many stream
-- out: debtor_id int
-- crossshard: the nightly run
SELECT debtor_id FROM debtor ORDER BY debtor_id;
END
accepted 'an upsert on the key' <<'END'
-- exec
-- in: debtor_id int, item_id int, amount int
INSERT INTO item (debtor_id, item_id, amount) VALUES ($1, $2, $3)
ON CONFLICT (debtor_id, item_id) DO UPDATE SET amount = excluded.amount;
END
grep -q 'VALUES (?1, ?2, ?3)' out/t_sql.c
verdict $? 'SQLite gets numbered parameters'
accepted 'bulk' <<'END'
-- bulk
-- in: debtor_id int, item_id int, amount int, due int?
INSERT INTO item (debtor_id, item_id, amount, due) VALUES ($1, $2, $3, $4);
END
grep -q 'COPY item(debtor_id, item_id, amount, due) FROM STDIN (FORMAT binary)' out/t_sql.c
verdict $? 'bulk becomes COPY'
grep -q 'INSERT OR FAIL INTO item (debtor_id, item_id, amount, due) SELECT c0, c1, c2, c3 FROM' out/t_sql.c
verdict $? 'bulk takes many rows at once in SQLite'
accepted 'each row to a function' <<'END'
-- each
-- in: from_debtor int, more int, to_debtor int
-- out: debtor_id int, due int?
-- crossshard: the nightly run
SELECT debtor_id, due FROM item WHERE debtor_id >= $1 AND amount > $2 AND debtor_id <= $3
ORDER BY debtor_id, item_id;
END
grep -q 'SELECT relance_each(debtor_id, due) FROM item WHERE debtor_id >= ?1 AND amount > ?2 "' out/t_sql.c
verdict $? 'SQLite stops by itself'
grep -q 'FROM relance_rows CROSS JOIN item WHERE debtor_id = c0 AND ?1 IS NOT NULL AND amount > ?2 "' out/t_sql.c
verdict $? 'SQLite looks for some'
grep -q 'postgres = "SELECT debtor_id, due FROM item .* AND debtor_id <= $3 ORDER BY' out/t_sql.c
verdict $? 'PostgreSQL takes each statement as it stands'
grep -q 'copy_out = "COPY (SELECT debtor_id, due FROM item .*) TO STDOUT (FORMAT binary)"' out/t_sql.c
verdict $? 'each becomes COPY'
printf -- '-- name: q\nSELECT debtor_id, 7 FROM item WHERE debtor_id >= $1 AND amount > $2 AND debtor_id <= $3;\n' \
    >sql/t.pg.sql
run_sqlgen sql/t.pg.sql && grep -q 'copy_out = "COPY (SELECT debtor_id, 7 ' out/t_sql.c
verdict $? 'PostgreSQL copies its own text'
printf -- '-- name: q\nSELECT debtor_id, 7 FROM item WHERE amount > $1 AND debtor_id >= $2 AND debtor_id <= $3;\n' \
    >sql/t.pg.sql
! run_sqlgen sql/t.pg.sql && grep -q 'each must say WHERE debtor_id >= ' said
verdict $? 'its own text begins with the same bound'
accepted 'bulk again' <<'END'
-- bulk
-- in: debtor_id int, item_id int, amount int, due int?
INSERT INTO item (debtor_id, item_id, amount, due) VALUES ($1, $2, $3, $4);
END
cp out/t_sql.c first.c
touch -d '2001-01-01' out/t_sql.c
run_sqlgen && cmp -s first.c out/t_sql.c && [ "$(date -r out/t_sql.c +%Y)" = 2001 ]
verdict $? 'writes nothing when nothing changed'

# ---- fragments ----
# The same file written out, and with what its statements share standing once: the same code but for
# the lines that statements stand on.
cat >sql/t.sql <<'END'
-- name: first
-- many
-- in: debtor_id int, due int
-- out: item_id int, amount int
SELECT i.item_id, i.amount FROM item i WHERE i.debtor_id = $1 AND i.due > $2 ORDER BY i.item_id;
-- name: last
-- many
-- in: debtor_id int, due int, most int
-- out: item_id int, amount int
SELECT i.item_id, i.amount FROM item i WHERE i.debtor_id = $1 AND i.due > $2
ORDER BY i.item_id DESC LIMIT $3;
END
run_sqlgen
verdict $? 'accepts two statements that share much'
for file in out/t_sql.[ch]; do sed 's/, line [0-9]*//' "$file"; done >written_out
cat >sql/t.sql <<'END'
-- fragment: shown
-- in: debtor_id int
-- out: item_id int, amount int
SELECT i.item_id, i.amount FROM item i;
-- fragment: wanted
AND i.due > $2;
-- fragment: one_debtor
-- use: shown
WHERE i.debtor_id = $1;
-- name: first
-- many
-- use: one_debtor
-- in: due int
-- use: wanted
ORDER BY i.item_id;
-- name: last
-- many
-- use: shown
-- in: due int, most int
WHERE i.debtor_id = $1
-- use: wanted
ORDER BY i.item_id DESC LIMIT $3;
END
run_sqlgen && for file in out/t_sql.[ch]; do sed 's/, line [0-9]*//' "$file"; done >put_together &&
    cmp written_out put_together >>said
verdict $? 'fragments make the code of the statements written out'

# The file is refused with a message that holds the pattern and names the line.
refused_at() { # line, pattern, name, file
    printf '%s\n' "$4" >sql/t.sql
    ! run_sqlgen && grep -q "^sql/t.sql:$1: .*$2" said
    verdict $? "refuses $3"
}
fragment='-- fragment: of_day
WHERE day = $1;'
statement='-- name: q
-- exec
-- in: day int
DELETE FROM rate'
use='-- use: of_day
;'
refused_at 5 'no fragment' 'a fragment that is not there' "$statement
$use"
refused_at 5 'no fragment' 'a fragment below its use' "$statement
$use
$fragment"
refused_at 1 'nothing uses' 'a fragment that nothing uses' "$fragment
$statement WHERE day = \$1;"
refused_at 3 'is already in' 'a fragment twice' "$fragment
$fragment
$statement
$use"
refused_at 8 'there twice' 'a field that the fragment brings, too' "-- fragment: of_day
-- in: day int
WHERE day = \$1;
$statement
$use"
refused_at 2 'not understood' 'a kind of a fragment' "-- fragment: of_day
-- exec
WHERE day = \$1;
$statement
$use"
refused_at 2 'neither given nor joined' 'what a fragment does to every debtor' '-- fragment: all
UPDATE item SET amount = $1;
-- name: q
-- exec
-- in: amount int
-- use: all
;'

# ---- placeholders and headers ----
refused 'comes before' 'parameters out of order' <<'END'
-- one
-- in: debtor_id int, a int
-- out: amount int
SELECT amount FROM item WHERE item_id = $2 AND debtor_id = $1;
END
refused 'declared' 'a parameter that is not declared' <<'END'
-- one
-- in: debtor_id int
-- out: amount int
SELECT amount FROM item WHERE debtor_id = $1 AND item_id = $2;
END
refused 'each must say AND debtor_id <= ' 'each without an end' <<'END'
-- each
-- in: from_debtor int, more int
-- out: debtor_id int
-- crossshard: the nightly run
SELECT debtor_id FROM item WHERE debtor_id >= $1 AND amount > $2 ORDER BY debtor_id, item_id;
END
refused 'each takes numbers' 'each with a text given' <<'END'
-- each
-- in: from_debtor int, named text, to_debtor int
-- out: debtor_id int
-- crossshard: the nightly run
SELECT debtor_id FROM debtor WHERE debtor_id >= $1 AND name = $2 AND debtor_id <= $3
ORDER BY debtor_id;
END
refused 'each must be SELECT' 'each without an order' <<'END'
-- each
-- in: from_debtor int, to_debtor int
-- out: debtor_id int
-- crossshard: the nightly run
SELECT debtor_id FROM item WHERE debtor_id >= $1 AND debtor_id <= $2;
END
refused 'each cannot have LIMIT' 'each with a limit' <<'END'
-- each
-- in: from_debtor int, to_debtor int
-- out: debtor_id int
-- crossshard: the nightly run
SELECT debtor_id FROM item WHERE debtor_id >= $1 AND debtor_id <= $2
ORDER BY debtor_id, item_id LIMIT 5;
END
refused 'in a literal' 'a dollar in a literal' <<'END'
-- one
-- in: debtor_id int
-- out: amount int
SELECT amount FROM item WHERE debtor_id = $1 AND due = '$2';
END
refused 'behind the end' 'trailing text' <<'END'
-- one
-- in: debtor_id int
-- out: amount int
SELECT amount FROM item WHERE debtor_id = $1; SELECT 1;
END
refused "does not end" 'a statement without an end' <<'END'
-- one
-- in: debtor_id int
-- out: amount int
SELECT amount FROM item WHERE debtor_id = $1
END
refused 'is already in' 'a name twice' <<'END'
-- exec
-- in: day int
DELETE FROM rate WHERE day = $1;
-- name: q
-- exec
-- in: day int
DELETE FROM rate WHERE day = $1;
END
refused 'not understood' 'a header line it does not know' <<'END'
-- one
-- in: debtor_id int
-- outs: amount int
SELECT amount FROM item WHERE debtor_id = $1;
END
refused 'is not int, text or blob' 'an unknown type' <<'END'
-- one
-- in: debtor_id bigint
-- out: amount int
SELECT amount FROM item WHERE debtor_id = $1;
END
refused 'cannot be a name' 'a keyword of C as a field' <<'END'
-- one
-- in: debtor_id int
-- out: default int
SELECT amount FROM item WHERE debtor_id = $1;
END
refused 'have an out line' 'rows without an out line' <<'END'
-- many
-- in: debtor_id int
SELECT amount FROM item WHERE debtor_id = $1;
END
refused 'nothing may follow' 'bulk with ON CONFLICT' <<'END'
-- bulk
-- in: day int, value text
INSERT INTO rate (day, value) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING;
END
refused 'bulk' 'bulk with a constant' <<'END'
-- bulk
-- in: day int
INSERT INTO rate (day, value) VALUES ($1, 'x');
END

# ---- the shared subset ----
pinned() { # pattern, name, body
    printf -- '-- many\n-- in: debtor_id int\n-- out: amount int\n%s;\n' "$3" >pinned
    refused "$1" "$2" <pinned
}
where='FROM item WHERE debtor_id = $1'
pinned 'CAST' 'a double colon' "SELECT amount::bigint $where"
pinned 'inside CAST' 'a bare sum' "SELECT sum(amount) $where"
pinned 'parameter' 'now()' "SELECT amount $where AND due < now()"
pinned 'parameter' 'CURRENT_DATE' "SELECT amount $where AND due < CURRENT_DATE"
pinned 'shared' 'ILIKE' "SELECT amount $where AND due ILIKE 'x'"
pinned 'like:' 'LIKE without a reason' "SELECT amount $where AND due LIKE 'x'"
pinned 'key' 'OFFSET' "SELECT amount $where ORDER BY item_id LIMIT 5 OFFSET 5"
pinned 'FOR UPDATE' 'FOR UPDATE' "SELECT amount $where FOR UPDATE"
pinned 'DISTINCT ON' 'DISTINCT ON' "SELECT DISTINCT ON (amount) amount $where"
pinned 'shared' 'a recursive common table' "WITH RECURSIVE x AS (SELECT 1) SELECT amount $where"
pinned 'NULLS' 'an unsaid order of NULLs' "SELECT amount $where ORDER BY due DESC, item_id"
pinned 'no table' 'an unknown table' 'SELECT a FROM nowhere WHERE b = $1'
pinned 'subset' 'a question mark' "SELECT amount $where AND due = ?"
pinned 'subset' 'a quoted name' "SELECT \"amount\" $where"
pinned 'JOIN' 'a comma between tables' \
    'SELECT i.amount FROM item i, debtor d WHERE i.debtor_id = $1 AND d.debtor_id = i.debtor_id'
pinned 'neither given nor joined' 'a join on something else' \
    'SELECT i.amount FROM item i JOIN debtor d ON d.due = i.due WHERE i.debtor_id = $1'
refused 'neither given nor joined' 'a statement over all debtors' <<'END'
-- many
-- out: amount int
SELECT amount FROM item ORDER BY amount;
END
refused 'neither given nor joined' 'an update over all debtors' <<'END'
-- exec
-- in: amount int
UPDATE item SET amount = $1;
END
refused 'never changes' 'a change of the key' <<'END'
-- exec
-- in: a int, b int
UPDATE item SET debtor_id = $1 WHERE debtor_id = $2;
END
refused 'first column' 'an insert without the key' <<'END'
-- exec
-- in: a int, b int
INSERT INTO item (item_id, amount) VALUES ($1, $2);
END
refused 'begins with debtor_id' 'a conflict target without the key' <<'END'
-- exec
-- in: debtor_id int, item_id int
INSERT INTO item (debtor_id, item_id, amount) VALUES ($1, $2, 0) ON CONFLICT (item_id) DO NOTHING;
END

for change in 'UPDATE fact SET n = 1 WHERE debtor_id = $1' 'DELETE FROM fact WHERE debtor_id = $1' \
    'INSERT INTO fact (debtor_id, n) VALUES ($1, 0) ON CONFLICT (debtor_id, n) DO UPDATE SET n = 1'; do
    printf -- '-- exec\n-- in: debtor_id int\n%s;\n' "$change" >pinned
    refused 'append-only' "${change%% *} of a table of facts" <pinned
done
accepted 'an insert of a fact' <<'END'
-- exec
-- in: debtor_id int, n int
INSERT INTO fact (debtor_id, n) VALUES ($1, $2) ON CONFLICT (debtor_id, n) DO NOTHING;
END

# ---- the schema ----
printf -- '-- name: q\n-- exec\nDELETE FROM t;\n' >sql/t.sql
schema_refused() { # pattern, name, text
    printf '%s\n' "$3" | schema
    if run_sqlgen; then
        verdict 1 "schema: refuses $2"
    else
        grep -Eq "^sql/schema/0001_a.sql:[0-9]+: .*$1" said
        verdict $? "schema: refuses $2"
    fi
}
table='CREATE TABLE t'
schema_refused 'citus' 'a table without a place' "$table (a {int} NOT NULL PRIMARY KEY){table};"
schema_refused 'primary key' 'a table without a key' "-- citus: local
$table (a {int}){table};"
schema_refused 'int}' 'a type that is none of ours' "-- citus: local
$table (a BIGINT PRIMARY KEY){table};"
schema_refused 'begin with debtor_id' 'a key that does not begin with the distribution column' \
    "-- citus: distributed debtor_id
$table (a {int} NOT NULL, debtor_id {int} NOT NULL, PRIMARY KEY (a, debtor_id)){rowless};"
schema_refused 'unique key' 'a unique key without the distribution column' \
    "-- citus: distributed debtor_id
$table (debtor_id {int} NOT NULL PRIMARY KEY, a {int} UNIQUE){rowless};"
schema_refused 'unique key' 'a unique index without the distribution column' \
    "-- citus: distributed debtor_id
$table (debtor_id {int} NOT NULL PRIMARY KEY, a {int}){rowless};
CREATE UNIQUE INDEX u ON t (a);"
schema_refused 'no column' 'a distribution column that is not there' \
    "-- citus: distributed debtor_id
$table (a {int} NOT NULL PRIMARY KEY){rowless};"
schema_refused 'CASCADE' 'ON DELETE SET NULL' "-- citus: local
$table (a {int} NOT NULL PRIMARY KEY, b {int} REFERENCES t (a) ON DELETE SET NULL){table};"
schema_refused 'not on one shard' 'a reference from a reference table to a distributed one' \
    "-- citus: distributed debtor_id
CREATE TABLE d (debtor_id {int} NOT NULL PRIMARY KEY){rowless};
-- citus: reference
$table (a {int} NOT NULL PRIMARY KEY, b {int} REFERENCES d (debtor_id)){table};"
schema_refused 'every engine' 'a unique index of one engine' "-- citus: local
$table (a {int} NOT NULL PRIMARY KEY, b {int}){table};
CREATE UNIQUE INDEX u ON t (b) {server};"
schema_refused 'TRIGGER' 'a trigger' 'CREATE TRIGGER x;'
schema_refused 'shared' 'another statement' 'VACUUM;'
schema_refused 'no column' 'an index on nothing' "-- citus: local
$table (a {int} NOT NULL PRIMARY KEY){table};
CREATE INDEX i ON t (b);"

# ---- one engine ----
good_schema
cat >>sql/schema/0001_a.sql <<'END'
CREATE INDEX item_of_server ON item (debtor_id) WHERE amount > 0 {server};
CREATE INDEX item_of_both ON item (debtor_id, amount);
END
printf -- '-- name: q\n-- exec\n-- in: day int\nDELETE FROM rate WHERE day = $1;\n' >sql/t.sql
run_sqlgen && [ "$(grep -c 'CREATE INDEX item_of_server ON item' out/schema_sql.c)" = 1 ] &&
    grep -A99 'postgres_1\[\]' out/schema_sql.c | grep -q 'ON item (debtor_id) WHERE amount > 0 *;' &&
    [ "$(grep -c 'CREATE INDEX item_of_both' out/schema_sql.c)" = 2 ]
verdict $? 'an index of the server is PostgreSQL alone'

# ---- overrides ----
good_schema
printf -- '-- name: q\n-- exec\n-- in: day int\nDELETE FROM rate WHERE day = $1;\n' >sql/t.sql
printf -- '-- name: q\nDELETE FROM ONLY rate WHERE day = $1;\n' >sql/t.pg.sql
run_sqlgen sql/t.pg.sql && grep -q 'postgres = "DELETE FROM ONLY' out/t_sql.c &&
    grep -q 'sqlite = "DELETE FROM rate' out/t_sql.c
verdict $? 'an override changes PostgreSQL alone'
printf -- '-- name: other\nDELETE FROM rate WHERE day = $1;\n' >sql/t.pg.sql
! run_sqlgen sql/t.pg.sql && grep -q 'cannot\|not a statement' said
verdict $? 'refuses an override of nothing'
echo "1..$count"
