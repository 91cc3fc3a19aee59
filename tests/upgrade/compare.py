#!/usr/bin/env python3
"""Whether figures are what they were: compare.py STORED.json KEY NOW.json

Every row of the stored document must be there with the same words; keys that came later are no
difference. Rules decide who is on the list of the day, and rules change: of the queue, the amounts
and ages of the files that are on both lists are compared. Of the documents that wait: which, how
sure, about what."""
import json
import sys

WORDS = {"ageing": "key", "ageing_by_creditor": "key", "ageing_strict": "key", "queue": "ref",
         "documents": "id"}
QUEUE = ("ref", "creditor", "amount", "currency", "oldest_days")


def rows(document, name):
    if name == "documents":
        return [{"id": row["id"], "currency": "", "state": row["state"], "file": row["file"],
                 "items": [item["number"] for item in row["items"]]} for row in document[name]]
    if name != "queue":
        return document["rows"]
    return [{word: row[word] for word in QUEUE} for row in document["items"]]


def main(stored, name, now):
    word = WORDS[name]
    before = {(r[word], r["currency"]): r for r in rows(json.load(open(stored))[name], name)}
    after = {(r[word], r["currency"]): r for r in rows(json.load(open(now)), name)}
    assert before, "nothing to compare"
    different = [key for key in before.keys() ^ after.keys() if name != "queue"]
    assert before.keys() & after.keys(), "nothing in common"
    for key in before.keys() & after.keys():
        for field, value in before[key].items():
            if after[key].get(field) != value:
                different.append((key, field, value, after[key].get(field)))
    for what in different:
        print("differs:", what)
    return 1 if different else 0


sys.exit(main(*sys.argv[1:]))
