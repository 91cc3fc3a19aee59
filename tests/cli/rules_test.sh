#!/bin/sh
# rules as an administrator uses them, on both engines: shipped, checked, compared, loaded as
# versions that never change, written out again, carried by verify and the journal. TAP.
# usage: pg_server.sh rules_test.sh RELANCE SOURCE_ROOT. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
rules=$(realpath "$2")/rules
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3

exits() { # code, arguments
    want=$1
    shift
    "$relance" --today 2027-01-05 "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}

# ---- without a database: what is shipped ----

exits 0 --json rules list && holds '[r["name"] for r in d["rules"]] ==
 ["b2b", "b2c", "public", "mandate", "factor", "priority"]
 and all(r["origin"] == "shipped" and r["version"] is None for r in d["rules"])'
verdict $? 'five scenarios and the priorities are shipped'
exits 0 --json rules check "$rules"/scenario/*.yaml "$rules/priority.yaml" &&
    holds 'd["ok"] and all(f["changes"] == [] and f["faults"] == [] for f in d["files"])'
verdict $? 'the files beside the program are the shipped ones'
exits 0 rules export b2b && cmp -s out "$rules/scenario/b2b.yaml"
verdict $? 'written out byte for byte'
exits 1 --json rules export nobody && holds 'd["error"]["code"] == "unknown_rules"'
verdict $? 'unknown rules are said to be'

# ---- faults ----

sed 's/days: 10, action/days: 2, action/; s/approval: manager/approval: agent/' \
    "$rules/scenario/b2b.yaml" >wrong.yaml
exits 1 --json rules check wrong.yaml && holds '[(f["code"], f["line"]) for f in
 d["files"][0]["faults"]] == [("days", 19), ("approval", 22)] and d["error"]["line"] == 19
 and d["error"]["code"] == "rules_invalid"'
verdict $? 'all faults are told, each with its line'
sed 's/company, trader, unknown/company, trader/' "$rules/scenario/b2b.yaml" >hole.yaml
exits 1 --json rules check hole.yaml && holds '[f["code"] for f in d["together"]] == ["uncovered"]'
verdict $? 'a person nobody has a scenario for'
sed 's/name: b2b/name: second/' "$rules/scenario/b2b.yaml" >second.yaml
exits 1 --json rules check second.yaml && holds 'len(d["together"]) == 3
 and all(f["code"] == "overlap" for f in d["together"])'
verdict $? 'two scenarios for the same persons'
sed 's/^hours/hourz/' "$rules/scenario/b2b.yaml" >key.yaml
exits 1 --json rules check key.yaml && holds 'd["error"]["code"] == "key_missing"'
verdict $? 'a key that is missing'
exits 3 --json rules check absent.yaml && holds 'd["error"]["code"] == "file_not_found"'
verdict $? 'a file that is missing'
head -c 1200000 /dev/zero | tr '\0' '#' >large.yaml
exits 1 --json rules check large.yaml && holds 'd["error"]["code"] == "file_too_large"'
verdict $? 'a file that is too large'
exits 2 rules check
verdict $? 'no file is a usage error'

# ---- in a database ----

sed 's/{days: 45/{days: 44/' "$rules/scenario/b2b.yaml" >mine.yaml
sed 's/draw: 8/draw: 5/' "$rules/priority.yaml" >draw.yaml
engines=sqlite
[ -z "${RELANCE_TEST_PG:-}" ] || engines='sqlite postgresql'
for engine in $engines; do
    new_url $engine rules
    in_db() { want=$1; shift; exits "$want" --db "$url" --json "$@"; }
    in_db 0 init >/dev/null 2>&1
    exits 0 --db "$url" rules diff mine.yaml && [ "$(grep -c '^[-+]' out)" = 2 ] &&
        grep -q '^+   - {days: 44' out
    verdict $? "$engine: what a file would change, line by line"
    in_db 1 rules load mine.yaml wrong.yaml && holds 'not any(f["written"] for f in d["files"][1:])
 and d["error"]["code"] == "rules_invalid"' && in_db 0 rules list &&
        holds 'all(r["version"] is None for r in d["rules"])'
    verdict $? "$engine: one wrong file, nothing is loaded"
    in_db 0 rules load mine.yaml draw.yaml && holds '[(f["version"], f["written"], len(f["changes"]))
 for f in d["files"]] == [(1, True, 2), (1, True, 2)]'
    verdict $? "$engine: loaded as the first version"
    in_db 0 rules load mine.yaml && holds 'd["files"][0]["version"] == 1
 and not d["files"][0]["written"]'
    verdict $? "$engine: the same text again changes nothing"
    in_db 0 rules load "$rules/scenario/b2b.yaml" && holds 'd["files"][0]["version"] == 2'
    verdict $? "$engine: back to the shipped text is a version too"
    in_db 0 rules list && holds '[(r["name"], r["origin"], r["version"]) for r in d["rules"]
 if r["origin"] == "loaded"] == [("b2b", "loaded", 2), ("priority", "loaded", 1)]
 and d["rules"][0]["loaded_on"] is not None'
    verdict $? "$engine: what is in force"
    exits 0 --db "$url" rules export b2b --edition 1 && cmp -s out mine.yaml
    verdict $? "$engine: an earlier version is still there"
    in_db 0 rules export b2b --out written.yaml && cmp -s written.yaml "$rules/scenario/b2b.yaml" &&
        holds 'd["name"] == "b2b"'
    verdict $? "$engine: written into a file"
    in_db 1 rules export b2b --edition 9 && holds 'd["error"]["code"] == "unknown_rules"'
    verdict $? "$engine: a version that is not there"
    in_db 0 verify && holds '[(c["ok"], c["count"]) for c in d["checks"] if c["name"] == "rules"]
 == [(True, 3)]'
    verdict $? "$engine: verify looks at every version"
    if [ $engine = sqlite ]; then
        python3 -c "import sqlite3; c = sqlite3.connect('rules.db')
c.execute('DROP TRIGGER IF EXISTS rule_set_append_update')
for (n,) in c.execute(\"SELECT name FROM sqlite_master WHERE type='trigger'\").fetchall(): c.execute('DROP TRIGGER ' + n)
c.execute(\"UPDATE rule_set SET body = body || '#' WHERE version = 1\"); c.commit()" 2>>err
        in_db 1 verify && holds '[c["name"] for c in d["checks"] if not c["ok"]] == ["rules"]'
        verdict $? "$engine: a text changed behind its digest is found"
        in_db 3 rules export priority && holds 'd["error"]["code"] == "db_damaged"'
        verdict $? "$engine: and decides nothing"
    fi
done
echo "1..$count"
