#!/usr/bin/env python3
"""The description of the JSON interface, and whether the server does what it says.

  api_walk.py URL ROUTES TOKEN REF ITEM OTHER

ROUTES: method, pattern, name, scope, who (route_list.c), every address of programs is described and no
other. TOKEN may do everything; REF: a file with items of numbers ITEM and OTHER, of which a letter can be written. Every address is asked, every
answer has the keys that were declared and no others. TAP."""
import http.client
import json
import re
import sys
import urllib.parse

count, failed = 0, False


def ok(good, name, why=()):
    global count, failed
    count += 1
    print("%s %d - %s" % ("ok" if good else "not ok", count, name))
    for line in list(why)[:12]:
        print("#   " + str(line)[:300])
    failed = failed or not good


def faults(value, schema, whole, at="$"):
    """What of the value is not as the schema says: the part of JSON Schema that the description uses."""
    if "$ref" in schema:
        return faults(value, resolve(whole, schema["$ref"]), whole, at)
    if "oneOf" in schema:
        tries = [faults(value, s, whole, at) for s in schema["oneOf"]]
        return [] if sum(not t for t in tries) == 1 else min(tries, key=len)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    types = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}
    if type(value) not in [types[k] for k in kinds]:
        return ["%s: %r is no %s" % (at, value, kinds)]
    out = []
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        out.append("%s: %r is not %s" % (at, value, schema["pattern"]))
    if "enum" in schema and value not in schema["enum"]:
        out.append("%s: %r is none of %s" % (at, value, schema["enum"]))
    if isinstance(value, list):
        for n, one in enumerate(value):
            out += faults(one, schema["items"], whole, "%s[%d]" % (at, n))
    if isinstance(value, dict):
        out += ["%s: %s is missing" % (at, k) for k in schema["required"] if k not in value]
        out += ["%s: %s is not declared" % (at, k) for k in value if k not in schema["properties"]]
        for key in value.keys() & schema["properties"].keys():
            out += faults(value[key], schema["properties"][key], whole, "%s.%s" % (at, key))
    return out


def resolve(whole, reference):
    place = whole
    for part in reference.removeprefix("#/").split("/"):
        place = place[part]
    return place


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def structure(doc):
    """OpenAPI 3.1 as far as the description uses it."""
    if not re.fullmatch(r"3\.1\.\d+", doc["openapi"]) or not doc["info"]["title"] or not doc["info"]["version"]:
        yield "no version, no title"
    names = set()
    for path, operations in doc["paths"].items():
        for method, op in operations.items():
            where = "%s %s" % (method, path)
            if method not in ("get", "post") or op["operationId"] in names or not op["summary"]:
                yield where + ": method, operationId or summary"
            names.add(op["operationId"])
            told = {p["name"] for p in op["parameters"] if p["in"] == "path" and p["required"]}
            if told != set(re.findall("{([a-z]+)}", path)):
                yield where + ": its path parameters"
            if len({(p["in"], p["name"]) for p in op["parameters"]}) != len(op["parameters"]):
                yield where + ": a parameter twice"
            if not all(p["schema"]["type"] in ("string", "integer", "boolean") for p in op["parameters"]):
                yield where + ": a parameter without a type"
            codes = set(op["responses"])
            if "default" not in codes or len(codes) != 2 or not all(r["description"] for r in op["responses"].values()):
                yield where + ": its responses"
            if (method == "post") != ("requestBody" in op):
                yield where + ": what is sent"
            for scheme in op["security"]:
                if not scheme.keys() <= doc["components"]["securitySchemes"].keys():
                    yield where + ": its security"
    for reference in references(doc):
        try:
            resolve(doc, reference)
        except KeyError:
            yield reference + " leads nowhere"


class Program:
    def __init__(self, url, token):
        self.host, self.token = urllib.parse.urlparse(url).netloc, token

    def ask(self, method, path, body=None, kind="application/json"):
        headers = {"Authorization": "Bearer " + self.token} if self.token else {}
        if body is not None:
            headers["Content-Type"] = kind
            body = json.dumps(body) if kind == "application/json" else body
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        answer = response.status, json.loads(response.read())
        connection.close()
        return answer


def conforms(doc, path, op, answer):
    status, value = answer
    told = op["responses"].get(str(status))
    if told is None:
        return ["%s: %d %s" % (path, status, json.dumps(value))]
    return faults(value, told["content"]["application/json"]["schema"], doc)


QUERIES = {"/api/v1/search": ["?q=atelier", "?q=F1", "?q=1200.00&limit=1"],
           "/api/v1/files": ["", "?limit=1", "?creditor=AAA&age=over_90&order=work&count=all", "?text=Atelier"],
           "/api/v1/queue": ["", "?limit=1", "?creditor=AAA&after=1"],
           "/api/v1/ageing": ["", "?by=creditor&strict_due=true", "?by=agent", "?limit=1&creditor=AAA"],
           "/api/v1/promises": ["", "?status=open", "?limit=1&creditor=AAA"],
           "/api/v1/plans": ["", "?status=ended", "?limit=1&creditor=AAA"],
           "/api/v1/letters": ["", "?state=cancelled&limit=1", "?batch=1"],
           "/api/v1/files/{ref}/statement": ["", "?on=2026-10-01"]}


def main(url, routes_path, token, ref, item, other):
    stranger, program = Program(url, None), Program(url, token)
    status, doc = stranger.ask("GET", "/api/openapi.json")
    ok(status == 200, "the description is there for everybody")
    wrong = list(structure(doc))
    ok(not wrong, "it is an OpenAPI 3.1 document, every reference leads somewhere", wrong)
    rows = [line.rstrip("\n").split("\t") for line in open(routes_path)]
    routes = {(row[0].lower(), row[1]) for row in rows if row[4] == "programs"}
    told = {(m, re.sub("{[a-z]+}", "{}", p)) for p, ops in doc["paths"].items() for m in ops}
    ok(routes == told and len(routes) > 15, "every address of programs is described, and no other", routes ^ told)

    bodies = {
        "/api/v1/files/{ref}/promises": {"on": "2026-11-27", "amount": "100.00", "means": "transfer", "items": [item],
                                         "person": "Mme Été"},
        "/api/v1/files/{ref}/disputes": {"reason": "goods", "items": [item], "amount": "10.00", "note": "deux colis"},
        "/api/v1/files/{ref}/holds": {"until": "2026-12-04", "reason": "document_awaited", "items": [item]},
        "/api/v1/files/{ref}/plans": {"items": [other], "means": "transfer", "first": "2026-12-28", "count": 3, "every": "week",
                                      "state": "draft", "person": "Mme Été"},
        "/api/v1/files/{ref}/letters": {"kind": "releve", "deadline": "2026-12-15"},
        "/api/v1/files/{ref}/outcomes": {"code": "voicemail", "at": "2026-11-23T10:15", "call_back": "2026-11-25"},
    }
    for path, body in bodies.items():
        op = doc["paths"][path]["post"]
        wrong = faults(body, op["requestBody"]["content"]["application/json"]["schema"], doc)
        wrong += conforms(doc, path, op, program.ask("POST", path.replace("{ref}", ref), body))
        ok(not wrong, "POST %s: what is sent and what comes back are as described" % path, wrong)
    # A plan on its way, and a letter.
    def goes_on(path, place, body, key, wanted):
        op = doc["paths"][path]["post"]
        status, value = answer = program.ask("POST", re.sub("{[a-z]+}", place, path), body)
        wrong = faults(body, op["requestBody"]["content"]["application/json"]["schema"], doc)
        wrong += conforms(doc, path, op, answer) + ([] if value.get(key) == wanted else [value])
        ok(not wrong, "POST %s: %s" % (path, wanted), wrong)

    plans = "/api/v1/files/{ref}/plans"
    plan = program.ask("GET", "/api/v1/plans?ref=" + ref)[1]["plans"][0]
    ok(plan["status"] == "draft" and [line["due"] for line in plan["lines"]] == ["2026-12-28", "2027-01-04", "2027-01-11"],
       "a plan spread over weeks", [plan])
    goes_on(plans + "/propose", ref, {"id": plan["id"], "why": "par lettre"}, "status", "proposed")
    goes_on(plans + "/agree", ref, {"id": str(plan["number"])}, "status", "agreed")
    status, value = program.ask("POST", plans.replace("{ref}", ref), {"items": [other], "means": "transfer", "lines": ["2026-12-28:300.00"]})
    ok(status == 422 and value["error"]["code"] == "item_committed", "not a second one about the same item", [value])
    goes_on(plans + "/end", ref, {"id": plan["id"], "why": "essai"}, "status", "ended")
    for sent, field in (({"lines": ["demain:1"]}, "lines"), ({}, "lines"), ({"first": "2026-12-28", "count": 3, "every": "year"}, "every"),
                        ({"lines": ["2026-12-28:1.00"], "first": "2026-12-28"}, "first"), ({"first": "2026-12-28", "count": 1000}, "count")):
        status, value = program.ask("POST", plans.replace("{ref}", ref), {"items": [other], "means": "transfer", **sent})
        ok((status, value["error"].get("field")) == (422, field), "lines of a plan: %s" % field, [sent, status, value])
    letter = next(l for l in program.ask("GET", "/api/v1/letters")[1]["letters"] if l["ref"] == ref)
    ok((letter["ref"], letter["kind"], letter["state"]) == (ref, "releve", "to_print"), "a letter waits to be printed", [letter])
    goes_on("/api/v1/letters/{document}/say", letter["document"], {"state": "cancelled", "why": "essai"}, "state", "cancelled")
    say = "/api/v1/letters/%s/say" % letter["document"]
    for sent, field in (({"state": "printed"}, "state"), ({"state": "sent", "reason": "refused"}, "reason"), ({"state": "returned"}, "reason")):
        status, value = program.ask("POST", say, sent)
        ok((status, value["error"].get("field")) == (422, field), "what is said of a letter: %s" % field, [sent, status, value])
    # Each code of a closed list is one that the address takes, and another is not.
    wrong = []
    for path, operations in doc["paths"].items():
        for p in operations.get("get", {}).get("parameters", []):
            for code in p["schema"].get("enum", []):
                at = "%s?%s=%s" % (path.replace("{ref}", ref), p["name"], code)
                wrong += [at] if program.ask("GET", at)[0] != 200 else []
            at = "%s?%s=nothing" % (path.replace("{ref}", ref), p["name"])
            if "enum" in p["schema"] and program.ask("GET", at)[0] != 422:
                wrong.append(at)
    for path in bodies:
        for name, of in doc["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"].items():
            if "enum" in of:
                status, value = program.ask("POST", path.replace("{ref}", ref), {**bodies[path], name: "nothing"})
                wrong += ["%s %s" % (path, name)] if (status, value["error"].get("field")) != (422, name) else []
    ok(not wrong, "closed lists are told, and hold", wrong)
    sent = program.ask("POST", "/api/v1/imports?name=clients.csv&creditor=AAA", "compte;nom\nC1;Atelier Neuf\n", "text/csv")
    wrong = conforms(doc, "imports", doc["paths"]["/api/v1/imports"]["post"], sent)
    ok(not wrong, "POST /api/v1/imports: a file", wrong)
    job = sent[1].get("id", "0")
    for path, operations in doc["paths"].items():
        if "get" not in operations:
            continue
        wrong = []
        for query in QUERIES.get(path, [""]):
            at = path.replace("{ref}", ref).replace("{id}", job) + query
            wrong += conforms(doc, at, operations["get"], program.ask("GET", at))
        ok(not wrong, "GET %s answers as described" % path, wrong)
    error = {"$ref": "#/components/schemas/error"}
    wrong = []
    for path, operations in doc["paths"].items():
        for method in operations:
            at = path.replace("{ref}", ref).replace("{id}", job).replace("{document}", letter["document"])
            kind = "text/csv" if method == "post" and path == "/api/v1/imports" else "application/json"
            body = "x" if kind == "text/csv" else {} if method == "post" else None
            status, value = stranger.ask(method.upper(), at + "?name=x" * (kind == "text/csv"), body, kind)
            wrong += ["%s %s: %d" % (method, path, status)] if status != 401 else faults(value, error, doc)
    ok(not wrong, "without a token every address refuses, with an error as described", wrong)
    print("1..%d" % count)
    return 1 if failed else 0


sys.exit(main(*sys.argv[1:]))
