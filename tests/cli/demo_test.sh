#!/bin/sh
# What script/demo shows: every reason not to ask for money at least once, two creditors with one
# debtor, mandate, factor, consumers and public buyers. TAP. Arguments: the program, the generator.
set -u
relance=$(realpath "$1")
demogen=$(realpath "$2")
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
count=0

ok() { # status name
    if [ "$1" -eq 0 ]; then verdict=ok; else verdict='not ok'; fi
    count=$((count + 1))
    echo "$verdict $count - $2"
    [ "$1" -eq 0 ] || head -n 30 out err | cut -c1-400 | sed 's/^/# /'
}

run() { "$relance" --db "sqlite:$work/demo.db" --today 2026-11-23 --json "$@" >out 2>err; }
holds() { python3 -c "import json; d = json.load(open('out')); assert ($1), str(d)[:400]" 2>>err; }

RELANCE=$relance DEMOGEN=$demogen "$root/script/demo" --in "$work" --no-serve >out 2>err
ok $? 'the demo is loaded'
run verify && holds "d['ok']"
ok $? 'and verifies'
run queue --limit 100000 && python3 - 2>>err <<'END'
import json
rows = json.load(open('out'))['items']
names = {r['creditor'] for r in rows}
assert {'Négoce Armorique', 'Panneaux de l’Ouest', 'Textiles du Val'} <= names, names
want = {'call', 'email', 'first_letter', 'tell_sales', 'declare_claim', 'notify_assignment',
        'match_credits', 'find_number', 'find_address', 'confirm_terms', 'pre_due_call'}
assert want <= {r['action'] for r in rows}, want - {r['action'] for r in rows}
END
ok $? 'calls, letters and tasks of every kind are on the list'
run same list && holds "len(d['groups']) >= 20 and all(g['linked'] for g in d['groups'])"
ok $? 'firms that two creditors know are one person'

# The database says where to look; what is seen is what the product says. One file for each block of
# a contact and for each sort of item, those of whom something was noted, and the first of all.
python3 - "$work/demo.db" >files 2>>err <<'END'
import glob, re, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
refs = {}
for number, blocks in db.execute('SELECT a.number, w.blocks FROM work w JOIN account a'
                                 ' ON a.debtor_id = w.debtor_id AND a.account_id = w.account_id'):
    for bit in range(63):
        if blocks >> bit & 1:
            refs.setdefault(bit, number)
for kind in ('role', 'kind'):
    for word, number in db.execute(f'SELECT i.{kind}, min(a.number) FROM item i JOIN account a ON a.debtor_id ='
                                   f' i.debtor_id AND a.account_id = i.account_id GROUP BY i.{kind}'):
        refs[kind + word] = number
print('\n'.join(str(n) for n in sorted(set(refs.values()))))
for path in glob.glob('portfolio/*/life.sh'):
    for who in re.findall(r'(\w+) --creditor (\w+)', open(path).read()):
        print(*who)
kinds = {k for (k,) in db.execute('SELECT DISTINCT kind FROM debtor')}
assert {'company', 'trader', 'public', 'consumer'} <= kinds, kinds
END
ok $? 'companies, traders, consumers and public buyers'
: >told
sort -u files | while read -r ref creditor; do
    run why "$ref" ${creditor:+--creditor "$creditor"} && cat out >>told
done
first=$(head -n 1 files)
for at in 2026-11-23T21:30 2026-12-25T10:00; do
    run why "$first" --channel phone --at $at && cat out >>told
done
# no_scenario: rules load lets nobody without one
"$relance" --lang en help --codes | sed -n '/^## Blocks/,/^## Scopes/s/^| `\([a-z_]*\)`.*/\1/p' |
    grep -v '^no_scenario$' >codes
while read -r code; do
    grep -q "\"code\":\"$code\"" told || echo "$code: nowhere in the demo"
done <codes >out
[ -s codes ] && [ ! -s out ]
ok $? 'every reason not to ask for money is there'
cp "$work/demo.db" "$work/letters.db" # what is written stays out of what is asked of the demo itself
"$relance" --db "sqlite:$work/letters.db" --today 2026-11-23 --json letter day >out 2>err &&
    holds "'premiere-lettre' in {k['kind'] for k in d.get('letters', d.get('written', []))}"
ok $? 'the letters of the day can be written'
# Of the factor's late buyers: one who was told to whom to pay, one of whom no assignment is known.
grep -o '^on .* assign A[0-9]* .*--all' portfolio/FAC/life.sh | sed 's/.* assign \(A[0-9]*\) .*/\1/' | sort >assigned
sqlite3 demo.db "SELECT a.ledger_number FROM account a JOIN creditor c ON c.creditor_id = a.creditor_id JOIN work w
    ON w.debtor_id = a.debtor_id AND w.account_id = a.account_id WHERE c.code = 'FAC' AND w.oldest_day IS NOT NULL
    AND w.level > 0 ORDER BY 1" | sort -u >late
told=$(comm -12 late assigned | wc -l)
untold=$(comm -23 late assigned | wc -l)
factor_letter() { # customer
    "$relance" --db "sqlite:$work/letters.db" --today 2026-11-23 --json letter "$1" relance-1 --creditor FAC \
        --preview --out f.pdf >out 2>err
}
[ "$untold" -gt 0 ] && [ "$told" -gt "$((3 * untold))" ] && factor_letter "$(comm -12 late assigned | head -n 1)" &&
    holds "not d['missing']"
ok $? 'most of the late buyers of the factor can be written to'
! factor_letter "$(comm -23 late assigned | tail -n 1)" && grep -q 'assignment_date\|"field":"assign' out err
ok $? 'not those of whom no assignment is known'
"$relance" --db "sqlite:$work/demo.db" --today 2026-11-23 --json run >out 2>err && holds "d['changed'] == 0"
ok $? 'a second run finds nothing else'
echo "1..$count"
