#!/bin/sh
# mail_kill_test.sh RELANCE SEEDS: sending is killed at moments drawn from a seed, and the mail server
# falls silent, closes or refuses at a step drawn from it. In the end every e-mail is in one state,
# nothing was delivered twice, what is accepted was delivered, and what was delivered is accepted or
# uncertain. Prints TAP.
set -u
relance=$1
seeds=$2
work=$(mktemp -d)
. "$(dirname -- "$0")/../support/mail_servers.sh"
trap 'stop_servers; rm -rf "$work"' EXIT
unset RELANCE_DB RELANCE_KEY
db=sqlite:$work/relance.db
today=2026-11-23
relance() { "$relance" --db "$db" --today "$today" "$@"; }

start "$work/smtp" smtp_server.py
relance init >/dev/null 2>&1
relance user add anne --role accountant >/dev/null
awk -v n="$seeds" 'BEGIN { print "Client;Nom;Adresse;Code postal;Ville;Type;E-mail"
    for (i = 1; i <= n; i++) printf "K%d;Client fictif %d;%d, rue des Essais;44000;Nantes;société;k%d@client.example\n", i, i, i, i }' \
    >"$work/customers.csv"
awk -v n="$seeds" 'BEGIN { print "Client;Nom;Facture;Date facture;Échéance;Montant;Reste dû"
    for (i = 1; i <= n; i++) printf "K%d;Client fictif %d;F%d;2026-10-01;2026-11-18;%d,50;%d,50\n", i, i, i, 100 + i, 100 + i }' \
    >"$work/items.csv"
relance import "$work/items.csv" --creditor OWN >/dev/null
relance import "$work/customers.csv" --creditor OWN >/dev/null
relance letterhead OWN --name 'Maison fictive' --address '3, rue du Port, 56100 Lorient' \
    --legal 'SAS, RCS Lorient 000 000 018' --contact 'Claire Fictive' --phone '02 61 91 40 12' >/dev/null
relance payee add HOUSE --creditor OWN --kind creditor --name 'Maison fictive' \
    --iban FR7630006000011000000000102 --by anne >/dev/null
relance mail server --host 127.0.0.1 --port "$port" --security plain --login none \
    --from compta@maison.example >/dev/null

python3 - "$relance" "$db" "$today" "$work/smtp" "$seeds" <<'PY'
import email, glob, json, random, subprocess, sys, time
relance, db, today, smtp, seeds = sys.argv[1:5] + [int(sys.argv[5])]
base = [relance, "--db", db, "--today", today, "--json"]
STEPS = ["connect", "ehlo", "mail", "rcpt", "data", "body", "dot", "after"]
STATES = ["queued", "claimed", "accepted", "refused", "uncertain", "stopped"]
count = 0


def ok(good, name, detail=""):
    global count
    count += 1
    print("%s %d - %s" % ("ok" if good else "not ok", count, name))
    if not good:
        print("# %s" % (detail,))


def said(*words):
    done = subprocess.run(base + list(words), capture_output=True, text=True)
    return json.loads(done.stdout) if done.stdout else {}


def script(text):
    with open(smtp + "/script", "w") as f:
        f.write(text)


def states():
    return {m["message_id"]: s for s in STATES for m in said("mail", "list", "--state", s)["mails"]}


def send_one(draw):
    step = draw.choice(STEPS)
    actions = ["close", "close", "421 4.3.2 later", "silent"]
    if step in ("mail", "rcpt", "data"):
        actions.append("554 5.7.1 no")
    if step == "dot":
        actions += ["taken-close", "taken-silent", "554 5.6.0 no"]
    script(draw.choice(["", "%s %s" % (step, draw.choice(actions))]))
    child = subprocess.Popen(base + ["send", "--now", "--limit", "1", "--seconds", "1"],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if draw.random() < 0.5:
        time.sleep(draw.random() * 0.6)
        child.kill()
    child.wait()


made = [said("mail", "K%d" % i, "relance-1", "--creditor", "OWN").get("message_id")
        for i in range(1, seeds + 1)]
ok(None not in made and len(set(made)) == seeds, "every e-mail is queued", made)
for seed in range(seeds):
    send_one(random.Random(seed))
script("")
time.sleep(2.2)  # claims of killed programs are over
for _ in range(20):
    report = said("send", "--now", "--seconds", "20")
    if not said("mail", "list")["mails"]:
        break
found = states()
taken = [email.message_from_bytes(open(f, "rb").read())["message-id"].strip("<>")
         for f in glob.glob(smtp + "/taken/*.eml")]
kinds = {s: sum(1 for v in found.values() if v == s) for s in STATES}
print("# %s, delivered %d" % (kinds, len(taken)))
ok(sorted(found) == sorted(made), "every e-mail is in one state", kinds)
ok(len(taken) == len(set(taken)), "nothing was delivered twice",
   [i for i in taken if taken.count(i) > 1])
ok(all(i in taken for i, s in found.items() if s == "accepted"), "what is accepted was delivered")
ok(all(found[i] in ("accepted", "uncertain") for i in taken),
   "what was delivered is accepted or uncertain", [found[i] for i in taken])
ok(kinds["queued"] == 0 and kinds["claimed"] == 0, "nothing is left half-way", kinds)
ok(said("verify").get("ok") is True, "verify")
print("1..%d" % count)
PY
