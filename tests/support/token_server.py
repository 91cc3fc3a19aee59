#!/usr/bin/env python3
"""token_server.py FOLDER: a token endpoint for tests, on a port of 127.0.0.1 that it writes to
FOLDER/port. It takes the refresh token that stands in FOLDER/refresh (client "relance", secret
"s3cr3t+&") and gives the access token it writes to FOLDER/access, and a new refresh token, which
replaces the one that was used. FOLDER/mode: ok, refuse (invalid_grant), broken (no JSON), down
(503), short (a token of no use after a minute)."""
import http.server
import json
import os
import sys
import urllib.parse

folder = sys.argv[1]
count = 0


def read(name, otherwise=""):
    try:
        with open(os.path.join(folder, name)) as f:
            return f.read().strip()
    except FileNotFoundError:
        return otherwise


def write(name, text):
    path = os.path.join(folder, name)
    with open(path + ".new", "w") as f:
        f.write(text)
    os.rename(path + ".new", path)


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        global count
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        mode = read("mode", "ok")
        given = {k: v[0] for k, v in form.items()}
        wanted = {"grant_type": "refresh_token", "client_id": "relance",
                  "client_secret": "s3cr3t+&", "refresh_token": read("refresh"),
                  "scope": "mail.send offline"}
        if mode == "down":
            self.answer(503, b"later")
        elif mode == "broken":
            self.answer(200, b"<html>")
        elif mode == "refuse" or given != wanted:
            self.answer(400, json.dumps({"error": "invalid_grant",
                                         "error_description": "no"}).encode())
        else:
            count += 1
            write("access", "access-%d" % count)
            write("refresh", "refresh-%d" % count)
            write("count", str(count))
            self.answer(200, json.dumps({
                "token_type": "Bearer", "scope": "mail.send", "ext_expires_in": 3599,
                "expires_in": 30 if mode == "short" else 3599,
                "access_token": "access-%d" % count, "refresh_token": "refresh-%d" % count,
                "other": {"nested": [1, "}"]}}).encode())

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
write("port", str(server.server_address[1]))
server.serve_forever()
