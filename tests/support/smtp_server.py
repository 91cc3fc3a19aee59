#!/usr/bin/env python3
"""smtp_server.py FOLDER [--tls CERT KEY] [--implicit] [--user NAME --password P | --token FILE]

A mail server for tests, on a port of 127.0.0.1 that it writes to FOLDER/port. What it accepts it
writes whole to FOLDER/taken/N.eml before it says so. FOLDER/script, read at each connection, says
what goes wrong there, as STEP ACTION:
  STEP    connect ehlo starttls auth mail rcpt data body dot after
          (body: in the middle of the message; dot: all of it read, not answered; after: answered)
  ACTION  close      the connection ends
          silent     no answer for as long as the client waits
          CODE TEXT  this answer instead
  for dot: taken-close and taken-silent keep the message first, as a server that dies after writing
FOLDER/said receives one line per command, without secrets.
"""
import argparse
import base64
import os
import socket
import ssl
import sys
import threading
import time


class Gone(Exception):
    pass


class Session:
    def __init__(self, server, sock):
        self.server, self.sock, self.file = server, sock, sock.makefile("rb")
        self.secure = False
        self.step, self.action = server.script()

    def note(self, text):
        with self.server.lock, open(os.path.join(self.server.folder, "said"), "a") as out:
            out.write(text + "\n")

    def say(self, text):
        self.sock.sendall((text + "\r\n").encode())

    def read(self):
        line = self.file.readline(70000)
        if not line:
            raise Gone
        return line.rstrip(b"\r\n").decode("ascii", "replace")

    def trouble(self, step):
        """Whether an answer was given instead of the usual one."""
        if step != self.step:
            return False
        if self.action == "close":
            raise Gone
        if self.action == "silent":
            time.sleep(60)
            raise Gone
        self.say(self.action)
        return True

    def wrap(self):
        self.sock = self.server.tls.wrap_socket(self.sock, server_side=True)
        self.file = self.sock.makefile("rb")
        self.secure = True

    def run(self):
        if self.server.implicit:
            self.wrap()
        if self.trouble("connect"):
            return
        self.say("220 mail.example ready")
        self.authorised = not (self.server.user or self.server.token)
        while True:
            line = self.read()
            verb = line.split(" ")[0].upper()
            self.note(verb if verb == "AUTH" else line)
            if verb == "QUIT":
                self.say("221 bye")
                return
            handler = getattr(self, "do_" + verb.lower(), None)
            if handler is None:
                self.say("502 unknown")
            else:
                handler(line)

    def do_ehlo(self, line):
        if self.trouble("ehlo"):
            return
        lines = ["mail.example", "8BITMIME", "SIZE 30000000"]
        if self.server.tls and not self.secure:
            lines.append("STARTTLS")
        elif self.server.token:
            lines.append("AUTH XOAUTH2")
        elif self.server.user:
            lines.append("AUTH PLAIN LOGIN")
        for i, text in enumerate(lines):
            self.say("250%s%s" % ("-" if i + 1 < len(lines) else " ", text))

    do_helo = do_ehlo

    def do_starttls(self, line):
        if self.trouble("starttls"):
            return
        self.say("220 go on")
        self.wrap()

    def do_auth(self, line):
        words = line.split(" ")
        if self.trouble("auth"):
            return
        if len(words) < 3:
            self.say("334 ")
            words.append(self.read())
        given = base64.b64decode(words[2]).decode()
        if words[1] == "PLAIN":
            good = given == "\0%s\0%s" % (self.server.user, self.server.password)
        else:
            with open(self.server.token) as f:
                token = f.read().strip()
            good = given == "user=%s\1auth=Bearer %s\1\1" % (self.server.user, token)
        if not good and words[1] == "XOAUTH2":
            self.say("334 " + base64.b64encode(b'{"status":"401"}').decode())
            self.read()
        self.authorised = good
        self.say("235 2.7.0 welcome" if good else "535 5.7.8 not you")

    def do_mail(self, line):
        if self.trouble("mail"):
            return
        self.say("250 2.1.0 ok" if self.authorised else "530 5.7.0 who are you")

    def do_rcpt(self, line):
        if not self.trouble("rcpt"):
            self.say("250 2.1.5 ok")

    def do_data(self, line):
        if self.trouble("data"):
            return
        self.say("354 go on")
        lines = []
        while True:
            text = self.file.readline(70000)
            if not text:
                raise Gone
            if text == b".\r\n":
                break
            lines.append(text[1:] if text.startswith(b".") else text)
            if len(lines) == 5:
                self.trouble("body")
        if self.step == "dot" and self.action in ("taken-close", "taken-silent"):
            self.server.keep(lines)
            self.action = self.action[6:]
        if self.trouble("dot"):
            return
        self.server.keep(lines)
        self.say("250 2.0.0 taken")
        self.note("TAKEN")
        self.trouble("after")


class Server:
    def __init__(self, options):
        self.folder, self.lock, self.taken = options.folder, threading.Lock(), 0
        self.implicit, self.user = options.implicit, options.user
        self.password, self.token = options.password, options.token
        self.tls = None
        if options.tls:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*options.tls)
        os.makedirs(os.path.join(self.folder, "taken"), exist_ok=True)

    def script(self):
        try:
            with open(os.path.join(self.folder, "script")) as f:
                words = f.read().strip().split(" ", 1)
            return (words[0], words[1]) if len(words) == 2 else (None, None)
        except FileNotFoundError:
            return None, None

    def keep(self, lines):
        with self.lock:
            self.taken += 1
            name = os.path.join(self.folder, "taken", "%d.eml" % self.taken)
            with open(name + ".new", "wb") as f:
                f.write(b"".join(lines))
                f.flush()
                os.fsync(f.fileno())
            os.rename(name + ".new", name)

    def serve(self, sock):
        try:
            Session(self, sock).run()
        except (Gone, OSError, ValueError):
            pass
        finally:
            try:
                sock.close()
            except OSError:
                pass

    def run(self):
        listener = socket.create_server(("127.0.0.1", 0))
        name = os.path.join(self.folder, "port")
        with open(name + ".new", "w") as f:
            f.write(str(listener.getsockname()[1]))
        os.rename(name + ".new", name)
        while True:
            sock, _ = listener.accept()
            threading.Thread(target=self.serve, args=(sock,), daemon=True).start()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--implicit", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--token")
    Server(parser.parse_args()).run()


if __name__ == "__main__":
    sys.exit(main())
