#!/bin/sh
# The draw by lot and what is learnt from noted calls, from the command line, on both engines. TAP.
# usage: pg_server.sh sh learn_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
count=0
today=2026-11-23

verdict() { # 0 or not, name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $engine: $2"
    else
        echo "not ok $count - $engine: $2"
        sed 's/^/# /' out err 2>/dev/null | cut -c1-2000
    fi
}

run() { "$relance" --db "$url" --today "$today" --json "$@" >out 2>err; }

# A condition in Python on the JSON document of the last run, d.
holds() { python3 -c "import json; d = json.load(open('out')); assert ($1), d" 2>>err; }

sql() { # what no command adds in bulk
    if [ "$engine" = sqlite ]; then
        python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.stdin.read()); c.commit()' \
            "${url#sqlite:}" 2>>err
    else
        psql -qX -v ON_ERROR_STOP=1 "$url" >/dev/null 2>>err
    fi
}

rules() { # minutes of a day, percent drawn
    "$relance" rules export priority | sed "s/^minutes: .*/minutes: $1/; s/^draw: .*/draw: $2/" >priority.yaml
    run rules load priority.yaml
}

# Forty files of like amounts, one more that is old, and one whose calls were noted.
files() {
    python3 - <<'END'
customers, items = ['compte;nom;téléphone'], ['compte;nom;facture;date;échéance;montant']
for n in range(1, 41):
    customers.append(f'C{n};Atelier {n};01445{n:05d}')
    items.append(f'C{n};Atelier {n};F{n};01/10/2026;10/11/2026;{1000 - n},00')
customers.append('C90;Fonderie Vieille;0144599990')
items.append('C90;Fonderie Vieille;F90;01/01/2026;01/02/2026;900,00')
customers.append('C99;Atelier Petit;0144599999')
items.append('C99;Atelier Petit;F99;01/01/2026;01/02/2026;5,00')
open('customers.csv', 'w').write('\n'.join(customers) + '\n')
open('items.csv', 'w').write('\n'.join(items) + '\n')
END
    run init && run import customers.csv --creditor OWN && run import items.csv --creditor OWN
    verdict $? 'files to call'
}

list() { run queue --limit 100 && cp out "$1"; }

draws() {
    rules 24 0 && run run && list plain.json &&
        holds "all(i['propensity_permil'] is None for i in d['items'])"
    verdict $? 'without a draw nothing is left to chance'
    rules 24 20 && run run && list drawn.json && python3 - <<'END' 2>>err
import json
plain, drawn = (json.load(open(f + '.json'))['items'] for f in ('plain', 'drawn'))
codes = lambda row: [r['code'] for r in row['reasons']]
lots = [row for row in drawn if 'drawn_by_lot' in codes(row)]
known = [row for row in drawn if row['propensity_permil'] is not None]
assert {row['ref'] for row in plain} == {row['ref'] for row in drawn}
assert 2 <= len(lots) <= 20, len(lots)
assert all(0 < row['propensity_permil'] < 1000 for row in known)
assert all(row in known for row in lots)
# as many are expected among the places as there are places
inside = sum(row['propensity_permil'] for row in known) / 1000
assert abs(inside - round(inside)) < 0.05 and inside > 1, inside
# who was not drawn stands where he stood among those like him
stay = [row['ref'] for row in drawn if row not in lots and 'reserved_place' not in codes(row)]
assert stay == [row['ref'] for row in plain if row['ref'] in stay]
assert [row['ref'] for row in plain] != [row['ref'] for row in drawn]
END
    verdict $? 'some files change places by lot, with the chance that each had'
    run run && holds "d['changed'] == 0" && list again.json && cmp -s drawn.json again.json
    verdict $? 'the same day the same lots'
    today=2026-11-24
    run run && list tomorrow.json && python3 - <<'END' 2>>err
import json
lots = lambda f: {i['ref'] for i in json.load(open(f))['items']
                  if 'drawn_by_lot' in [r['code'] for r in i['reasons']]}
assert lots('tomorrow.json') and lots('tomorrow.json') != lots('drawn.json')
END
    verdict $? 'another day others'
    today=2026-11-23
    rules 240 0
}

# The account and debtor of C99, and 299 calls that reached nobody, noted long ago.
calls() {
    cat <<'END'
INSERT INTO outcome (debtor_id, account_id, outcome_id, number, made_ms, actor_id, code, channel,
                     at_day, at_minute, person, call_back_day, note)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
SELECT a.debtor_id, a.account_id, n.i, n.i, 0, 0, 'no_answer', 'phone', 20500, NULL, '', NULL, ''
FROM account a, n WHERE a.ledger_number LIKE '%C99';
INSERT INTO outcome_context (debtor_id, account_id, outcome_id, on_day, reached, days_late, net_minor)
SELECT debtor_id, account_id, outcome_id, at_day, 0, 200, 500 FROM outcome;
END
}

learns() {
    run run && list before.json && holds "d['items'][0]['debtor'] == 'Fonderie Vieille'
 and all('prior_estimate' in [r['code'] for r in i['reasons']] for i in d['items'])" && calls | sql &&
        run run && list few.json && cmp -s before.json few.json
    verdict $? 'below 300 noted calls the prior of the age speaks'
    run add outcome C99 --code no_answer --at 2026-11-20 && list same.json && cmp -s before.json same.json &&
        run run && list after.json && holds "d['items'][0]['debtor'] == 'Atelier 1'
 and [i['rank'] for i in d['items'] if i['debtor'] == 'Fonderie Vieille'] == [10]
 and 'reserved_place' in [r['code'] for r in d['items'][9]['reasons']]
 and all({'learnt_from', 'prior_effect'} <= {r['code'] for r in i['reasons']} for i in d['items'])
 and not any('prior_estimate' in [r['code'] for r in i['reasons']] for i in d['items'])
 and 'estimation sur 300 appels notés' in [r['text'] for r in d['items'][0]['reasons']]"
    verdict $? 'the next run after the 300th learns that old debtors are not reached: order and reasons change'
    run run && holds "d['changed'] == 0" && list again.json && cmp -s after.json again.json &&
        run why C90 && holds "'learnt_from' in [r['code'] for r in d['reasons']]"
    verdict $? 'and keeps to it'
    run add outcome C99 --code no_answer --at 2026-11-21 && run run && list week.json && cmp -s after.json week.json
    verdict $? 'for a week, whatever is noted meanwhile'
    today=2026-12-01
    run run && list later.json && holds "'estimation sur 301 appels notés' in [r['text'] for r in d['items'][0]['reasons']]"
    verdict $? 'then it learns anew'
    today=2026-11-23
    rules 240 1 && list other.json && holds "all('prior_estimate' in [r['code'] for r in i['reasons']] for i in d['items'])"
    verdict $? 'under other rules what was learnt before does not count'
}

# Draws of long ago, every other one called; who was called paid the next day, the others did not.
past() {
    cat <<'END'
INSERT INTO file_draw (debtor_id, account_id, run, on_day, until_day, explored, place_value,
                       place_amount, propensity_ppm, net_minor, days_late, person, broken, kept, attempts)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
SELECT a.debtor_id, a.account_id, 1000 + n.i, 10000 + 3 * n.i, 10001 + 3 * n.i, 1, -1, -90000, 500000,
       90000, 20, 'unknown', 0, 0, 0
FROM account a, n WHERE a.ledger_number LIKE '%C99';
INSERT INTO outcome (debtor_id, account_id, outcome_id, number, made_ms, actor_id, code, channel,
                     at_day, at_minute, person, call_back_day, note)
SELECT debtor_id, account_id, 1000 + run, 1000 + run, 0, 0, 'no_answer', 'phone', on_day, NULL, '',
       NULL, '' FROM file_draw WHERE on_day < 20000 AND run % 2 = 0;
INSERT INTO item (debtor_id, account_id, item_id, line_id, standing, kind, role, on_day, issued_day,
                  due_day, due_source, amount_minor, open_minor, currency, piece, label, letter_unbalanced)
SELECT debtor_id, account_id, 1000 + run, NULL, 1, 'payment', 'customer', on_day + 1, on_day, on_day,
       'stated', -90000, 0, 'EUR', '', '', 0 FROM file_draw WHERE on_day < 20000 AND run % 2 = 0;
END
}

effect() {
    run run && list before.json && past | sql && rules 240 2 && run run && list stale.json && holds "not any('learnt_effect' in [r['code'] for r in i['reasons']] for i in d['items'])"
    verdict $? 'who has not paid by books that do not reach so far teaches nothing'
    # the books of every day since
    echo 'UPDATE import SET known_day = 20779;' | sql && rules 240 3 && run run && list after.json && python3 - <<'END' 2>>err
import json
def of(f, debtor):
    row = next(i for i in json.load(open(f))['items'] if i['debtor'] == debtor)
    return {r['code']: r['text'] for r in row['reasons']}
def euros(text):
    return float(text.split(' ')[0].split('\u00a0')[0].replace('\u202f', '').replace(',', '.'))
before, after = of('before.json', 'Atelier 1'), of('after.json', 'Atelier 1')
assert after['learnt_effect'] == 'effet d’un appel mesuré sur 400 tirages au sort', after
assert 'prior_effect' not in after
assert euros(after['value_per_minute']) > 2 * euros(before['value_per_minute']), (before, after)
END
    verdict $? 'calls that bring cash where they were drawn by lot are worth more'
}

play() {
    files
    draws
    learns
    effect
}

engine=sqlite
url=sqlite:$work/day.db
play
if [ -n "${RELANCE_TEST_PG-}" ]; then
    engine=postgresql
    psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA learn_$$" >/dev/null
    url="$RELANCE_TEST_PG?options=-csearch_path%3Dlearn_$$"
    play
fi
echo "1..$count"
