#!/bin/sh
# Mappings kept in the database, on both engines: a list read with one is found again by its header,
# versions are kept, the creditor's own comes before that of all, a forgotten one serves no more.
# TAP. usage: pg_server.sh map_kept_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$(realpath "$1")
golden=$(CDPATH='' cd -- "$(dirname -- "$0")/../golden/mapping" && pwd)
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3

exits() { # code, arguments
    want=$1
    shift
    "$relance" --db "$url" --today 2026-11-23 "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}

# A condition in Python on the JSON document of the last run, d; f is its first file.
holds() {
    python3 -c "import json; d = json.load(open('out')); f = d.get('files', [None])[0]
assert ($1), d" 2>>err
}

warned() { holds "any(w['code'] == 'mapping_used' for w in f['warnings'])"; }

by_file() {
    exits 1 --json import headers.csv --creditor US --capacity own &&
        holds "f['errors'][0]['code'] == 'file_unknown_format' and 'mapping' not in f" &&
        exits 0 --json import headers.csv --creditor US --capacity own --map headers.yaml &&
        holds "f['accepted'] == 3 and f['mapping'] == {'name': 'headers', 'version': 1}" &&
        ! warned
}
verdict_by_file='a mapping from a file is kept with the import'

by_header() {
    sed 's/D-3/D-4/' headers.csv >next.csv
    exits 0 --json import next.csv --creditor US &&
        holds "f['accepted'] == 1 and f['mapping'] == {'name': 'headers', 'version': 1}" && warned &&
        exits 0 --json import next.csv --creditor US && holds "f['duplicates'] == 3"
}

other_case() { # the header is the same whatever its case and accents
    sed 's/Tiers codifié/TIERS CODIFIE/' headers.csv >upper.csv
    exits 0 --json import upper.csv --creditor US && warned
}

versions() {
    { cat headers.yaml; echo 'currency: EUR'; } >two/headers.yaml
    exits 0 --json import headers.csv --creditor US --map two/headers.yaml &&
        holds "f['mapping'] == {'name': 'headers', 'version': 2}" &&
        exits 0 --json import headers.csv --creditor US --map two/headers.yaml &&
        holds "f['mapping']['version'] == 2" &&
        exits 0 --json import next.csv --creditor US && holds "f['mapping']['version'] == 2" &&
        exits 0 --json map show headers --creditor US &&
        holds "d['yaml'].endswith('currency: EUR\n') and [v['version'] for v in d['versions']] == [2, 1]" &&
        exits 0 --json map show headers 1 --creditor US &&
        holds "'currency' not in d['yaml'] and d['version'] == 1" &&
        exits 1 map show headers 3 --creditor US && exits 1 map show headers
}

preview() {
    exits 0 --json import third.csv --creditor US --map signs.yaml --preview &&
        exits 0 --json map list && holds "[m['name'] for m in d['mappings']] == ['headers']"
}

saved() {
    exits 0 --json map save signs signs.yaml --example signs.csv &&
        holds "d == {'name': 'signs', 'version': 1, 'written': True}" &&
        exits 0 --json map save signs signs.yaml && holds "not d['written']" &&
        exits 0 --json import signs.csv --creditor US &&
        holds "f['mapping'] == {'name': 'signs', 'version': 1}" && warned &&
        exits 0 --json map list &&
        holds "[(m['name'], m['creditor'], m['headers']) for m in d['mappings']] == [('signs', '', 1), ('headers', 'US', 1)]"
}

by_name() {
    exits 0 --json import signs.csv --creditor US --map signs && ! warned &&
        holds "f['mapping']['name'] == 'signs'" &&
        exits 1 import signs.csv --creditor US --map nobody && grep -q nobody err &&
        exits 3 import signs.csv --creditor US --map nobody.yaml
}

own_first() { # the creditor's own mapping of a header comes before that of all
    exits 0 map save ours signs.yaml --creditor US --example signs.csv &&
        exits 0 --json import signs.csv --creditor US && holds "f['mapping']['name'] == 'ours'" &&
        exits 0 --json import signs.csv --creditor THEM --capacity own &&
        holds "f['mapping']['name'] == 'signs'"
}

forgotten() {
    exits 0 --json map forget ours --creditor US && holds "d['forgotten']" &&
        exits 1 map show ours --creditor US && exits 0 map show ours 1 --creditor US &&
        exits 0 --json import signs.csv --creditor US && holds "f['mapping']['name'] == 'signs'" &&
        exits 1 map forget ours --creditor US &&
        exits 0 --json map save ours signs.yaml --creditor US && holds "d['version'] == 3"
}

refused() {
    printf 'list: open-items\ncolumns: {acount: A}\n' >bad.yaml
    exits 1 --json map save bad bad.yaml && holds "d['error']['code'] == 'key_unknown' and d['error']['line'] == 2 and d['error']['file'] == 'bad.yaml'" &&
        exits 1 map save ../bad signs.yaml && exits 1 map save signs signs.yaml --creditor NOBODY &&
        exits 1 map save signs signs.yaml --example headers.csv && grep -q columns err &&
        exits 1 --json import signs.csv --creditor US --map bad.yaml &&
        holds "d['error']['file'] == 'bad.yaml'" &&
        exits 1 --json import signs.csv --creditor US --map headers.yaml &&
        holds "f['errors'][0]['code'] == 'column_missing'"
}

# Each import names the version that read it; one without a mapping names none.
noted() {
    statement="SELECT i.number, m.name, m.version FROM import i LEFT JOIN import_mapping m
        ON m.import_id = i.import_id ORDER BY i.number LIMIT 5"
    if [ "$1" = sqlite ]; then
        sqlite3 map.db "$statement" >out
    else
        psql -qXAt "$url" -c "$statement" >out
    fi
    printf '1|headers|1\n2|headers|1\n3|headers|1\n4|headers|1\n5|headers|2\n' >wanted
    cmp -s out wanted
}

whole() {
    exits 0 --json verify && holds "d['ok']" &&
        python3 "$auditor" "$relance" "$url" 2026-11-23 >out 2>err
}

mkdir two
cp "$golden"/headers.* "$golden"/signs.* .
sed 's/R-1/R-9/' signs.csv >third.csv
engines=sqlite
[ -z "${RELANCE_TEST_PG:-}" ] || engines="sqlite postgresql"
for engine in $engines; do
    if [ "$engine" = sqlite ]; then
        url="sqlite:$work/map.db"
    else
        psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA map_$$" >/dev/null
        url="$RELANCE_TEST_PG?options=-csearch_path%3Dmap_$$"
    fi
    exits 0 init
    by_file; verdict $? "$engine: $verdict_by_file"
    by_header; verdict $? "$engine: the next list is read with it by its header, and it is said"
    other_case; verdict $? "$engine: case and accents of a header do not matter"
    versions; verdict $? "$engine: another text is another version, the same one is none"
    preview; verdict $? "$engine: a preview keeps no mapping"
    saved; verdict $? "$engine: one that is saved with an example serves every creditor"
    by_name; verdict $? "$engine: --map takes the name of one that is kept"
    own_first; verdict $? "$engine: the creditor's own comes before that of all"
    forgotten; verdict $? "$engine: a forgotten one serves no more, its versions stay"
    refused; verdict $? "$engine: what is wrong is refused with its place"
    noted "$engine"; verdict $? "$engine: every import names the version that read it"
    whole; verdict $? "$engine: the database verifies, the auditor finds the same figures"
done
echo "1..$count"
