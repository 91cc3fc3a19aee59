#!/bin/sh
# law update as an administrator runs it, on both engines: a newer table makes figures possible, a
# bad file changes nothing, and what was loaded is kept, told and carried by a backup. TAP.
# usage: pg_server.sh law_update_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3
today=2027-01-05

# Runs relance on the database; succeeds when the exit code is the one expected.
exits() { # code, arguments
    want=$1
    shift
    "$relance" --db "$url" --today $today "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}

tables() { exits 0 --json law tables && cat out; }

for table in ecb legal-interest rules limitation payment-terms holidays contact-hours; do
    "$relance" law tables $table --csv >$table.csv
done
{
    cat ecb.csv
    echo '2026-09-10,2027-01-01,2.40,C. com. L441-10 II,invented for this test,2027-01-04,M'
} >ecb-2027.csv
{
    cat legal-interest.csv
    echo '2027-01-01,2027-06-30,6.90,2.80,M,CMF L313-2,invented for this test,2027-01-04,M'
} >legal-2027.csv
interest='law interest --debtor business --creditor professional --principal 10000
    --due 2026-09-30 --until 2027-03-31'
consumer='law interest --debtor consumer --creditor professional --principal 10000
    --formal-notice 2026-12-31 --until 2027-03-31'

# A file that must be refused: nothing is changed, and the error says where.
refused() { # name, exit, condition on the document d, arguments
    name=$1 code=$2 condition=$3
    shift 3
    before=$(tables)
    exits "$code" --json law update "$@" && holds "$condition"
    good=$?
    cp out refusal
    [ "$before" = "$(tables)" ] || good=1
    mv refusal out
    verdict $good "$engine: refused: $name"
}

bad_files() {
    refused 'no such file' 3 'd["error"]["code"] == "file_not_found"' absent.csv
    refused 'a folder' 3 'd["error"]["code"] == "file_not_regular"' .
    refused 'an empty file' 1 'd["error"]["code"] == "file_empty"' empty.csv
    head -c 1048577 /dev/zero | tr '\0' 'x' >large.csv
    refused 'more than a mebibyte' 1 'd["error"]["code"] == "file_too_large"' large.csv
    { cat ecb.csv; printf '2026-09-10,2027-01-01,2.40,\351,s,2027-01-04,M\n'; } >latin.csv
    refused 'not UTF-8' 1 'd["error"]["code"] == "file_encoding" and d["error"]["line"] == 40' \
        latin.csv
    { cat ecb.csv; printf '\000\n'; } >zero.csv
    refused 'a zero byte' 1 'd["error"]["code"] == "file_binary" and d["error"]["line"] == 40' \
        zero.csv
    sed '7s/2.00/two/' ecb-2027.csv >rate.csv
    refused 'a rate in letters' 1 'd["error"]["code"] == "table_invalid" and d["error"]["line"] == 7
 and d["error"]["column"] == "rate_percent" and d["error"]["file"] == "rate.csv"' rate.csv
    sed 's/^2026-09-10/2026-09-11/' ecb-2027.csv >gap.csv
    refused 'a day without a rate' 1 'd["error"]["line"] == 40 and d["error"]["column"] == "from"' \
        gap.csv
    sed 's/^2026-09-10/2026-09-09/' ecb-2027.csv >overlap.csv
    refused 'a day with two rates' 1 'd["error"]["line"] == 40 and d["error"]["column"] == "from"' \
        overlap.csv
    sed 's/,2027-01-01,/,2026-09-01,/' ecb-2027.csv >back.csv
    refused 'an end before its beginning' 1 'd["error"]["column"] == "to"' back.csv
    echo 'from;to' >other.csv
    refused 'no law table' 1 'd["error"]["code"] == "table_invalid" and d["error"]["line"] == 1' \
        other.csv
    refused 'a table nobody knows' 2 'd["error"]["code"] == "unknown_kind"' --table taxes ecb.csv
    refused 'the header of another table' 1 'd["error"]["line"] == 1' --table rules ecb.csv
    sed '/^2008-12-10/d;/^2009-01-21/s/^2009-01-21/2008-12-10/' ecb-2027.csv >removed.csv
    refused 'a published row left out' 1 'd["error"]["code"] == "table_row_removed"
 and [c["row"] for c in d["changes"] if c["kind"] == "removed"] == ["2009-01-21"]' removed.csv
    sed '/^b2b_margin/d' rules.csv >rules-less.csv
    refused 'a rule left out' 1 'd["error"]["code"] == "table_row_removed"' rules-less.csv
    sed '/^2009-01-21/s/2.00/2.01/' ecb-2027.csv >changed.csv
    refused 'a published rate changed' 1 'd["error"]["code"] == "table_figure_changed"
 and [(c["row"], c["before"], c["after"]) for c in d["changes"] if c["figure"]]
 == [("2009-01-21", "2.00", "2.01")]' changed.csv
}

round() { # engine
    engine=$1
    new_url "$engine" law
    : >empty.csv
    exits 3 --json law update ecb-2027.csv && holds 'd["error"]["code"] == "db_not_initialised"'
    verdict $? "$engine: no database, no update"
    exits 0 init --demo
    verdict $? "$engine: a new database"
    exits 1 --json $interest && holds 'd["error"]["code"] == "rate_missing"'
    verdict $? "$engine: no interest into 2027 with the compiled tables"
    exits 0 --json law tables && holds 'all(t["origin"] == "compiled" and t["version"] is None
 for t in d["tables"]) and [w["code"] for w in d["warnings"]] == ["figures_end"] * 2'
    verdict $? "$engine: the tables are the compiled ones, and end"
    exits 0 --json law update ecb.csv && holds 'not d["written"] and d["version"] is None'
    verdict $? "$engine: the table in force again changes nothing"
    bad_files
    before=$(tables)
    exits 0 --json law update --preview ecb-2027.csv &&
        holds 'd["preview"] and not d["written"] and d["added"] == 1' &&
        [ "$before" = "$(tables)" ]
    verdict $? "$engine: a preview shows the new row and writes nothing"
    exits 0 --json law update ecb-2027.csv && holds 'd["written"] and d["version"] == 1
 and d["digest"] == "'"$(b2sum -l 256 ecb-2027.csv | cut -d' ' -f1)"'"
 and d["changes"] == [{"kind": "added", "row": "2026-09-10", "after": "2.40", "figure": False}]'
    verdict $? "$engine: the rate of the central bank is loaded"
    exits 0 --json $interest && holds 'd["interest"] == "618.30"' && exits 1 --json $consumer &&
        holds 'd["error"]["code"] == "rate_missing" and d["error"]["column"] == "legal-interest"'
    verdict $? "$engine: between businesses that is enough, for a consumer it is not"
    printf '\357\273\277' | cat - legal-2027.csv | sed 's/$/\r/' >legal-windows.csv
    exits 0 --json law update legal-windows.csv && holds 'd["version"] == 1 and d["added"] == 1'
    verdict $? "$engine: a file from Windows is loaded"
    exits 0 --json $interest && holds 'd["days"] == 182 and d["interest"] == "618.30"' &&
        exits 0 --json $consumer && holds 'd["interest"] == "69.04"'
    verdict $? "$engine: interest into 2027"
    RELANCE_DB=$url "$relance" --today $today --json $interest >out 2>err &&
        holds 'd["interest"] == "618.30"'
    verdict $? "$engine: the same by RELANCE_DB"
    "$relance" --today $today --json $interest >out 2>err
    [ $? -eq 1 ] && holds 'd["error"]["code"] == "rate_missing"'
    verdict $? "$engine: not without the database"
    exits 0 --json law update legal-2027.csv && holds 'not d["written"] and d["version"] == 1'
    verdict $? "$engine: the same rows in another file change nothing"
    sed '/^2009-01-21/s/2.00/2.01/' ecb-2027.csv >changed.csv
    exits 0 --json law update --confirm changed.csv && holds 'd["version"] == 2'
    verdict $? "$engine: a correction, confirmed, is version 2"
    today=2027-06-10
    exits 0 --json law tables && holds '[(t["name"], t["version"], t["to"], t["days_left"])
 for t in d["tables"] if t["origin"] == "loaded"] == [("ecb", 2, "2027-06-30", 20),
 ("legal-interest", 1, "2027-06-30", 20)] and len(d["warnings"]) == 2'
    verdict $? "$engine: law tables tells versions and warns 30 days ahead"
    exits 0 law tables && grep -q 'version 2, ' out && grep -q 'compilée' out &&
        exits 0 --lang en law tables && grep -q 'compiled in' out
    verdict $? "$engine: law tables on paper, in both languages"
    today=2027-01-05
    exits 0 law tables ecb --csv && cmp -s out changed.csv
    verdict $? "$engine: the loaded table comes out as its file"
    exits 0 --json verify && holds 'd["ok"] and [c["count"] for c in d["checks"]
 if c["name"] == "law_tables"] == [3] and d["checks"][0]["count"] >= 4'
    verdict $? "$engine: verify counts three versions and their journal entries"
    in_force=$(tables)
    exits 0 backup "$engine.relance"
    verdict $? "$engine: a backup"
    for to in sqlite ${RELANCE_TEST_PG:+postgresql}; do
        new_url "$to" "from_$engine"
        exits 0 restore "$engine.relance" && [ "$in_force" = "$(tables)" ] && exits 0 verify &&
            exits 0 --json $interest && holds 'd["interest"] == "618.30"'
        verdict $? "$engine: restored into $to, the law is the same"
    done
}

# Straight in the table: what is stored is what the journal says, and a changed body is found.
inside() {
    url="sqlite:$work/law.db"
    python3 - "$work/law.db" >out 2>err <<'P'
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
notes = [json.loads(b) for (b,) in db.execute(
    "SELECT b.body FROM journal j JOIN journal_body b USING (subject_id, subject_kind, seq)"
    " WHERE j.subject_kind = 'system' AND j.kind = 'law_update' ORDER BY j.seq")]
kept = [(n, v, d.hex()) for n, v, d in db.execute("SELECT name, version, digest FROM law_table")]
assert len(notes) == 3, notes
assert sorted((n["table"], n["version"], n["digest"]) for n in notes) == sorted(kept), notes
assert [n["figures"] for n in notes] == [0, 0, 1], notes
db.execute("UPDATE law_table SET body = replace(body, '2.80', '1.80') WHERE name != 'ecb'")
db.commit()
P
    verdict $? 'the journal of the system tells every version with its digest'
    exits 1 --json verify && holds '[c["name"] for c in d["checks"] if not c["ok"]] == ["law_tables"]'
    verdict $? 'verify finds a body that was changed'
    exits 3 --json $interest && holds 'd["error"]["code"] == "db_damaged"'
    verdict $? 'no figure is made from it'
}

round sqlite
inside
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    round postgresql
else
    echo "ok $((count = count + 1)) - postgresql: # SKIP no PostgreSQL server"
fi
echo "1..$count"
