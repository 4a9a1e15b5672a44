# SPDX-License-Identifier: GPL-3.0-or-later
"""Another server that is told of events: checks each signature on its own, and misbehaves.

webhook-peer.py PORT SECRET LOG MODE: prints the port it listens on (PORT 0: a free one).
Every delivery is a line of JSON in LOG. The file MODE says how to answer: ok, fail, redirect,
or endless (200, and a body without an end).
"""
import hashlib
import hmac
import http.server
import json
import sys
import time

PORT, SECRET, LOG, MODE = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3], sys.argv[4]


class Peer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def is_signed(self, body):
        timestamp = self.headers["Gridward-Timestamp"]
        digest = hmac.new(SECRET, timestamp.encode() + b"." + body, hashlib.sha256)
        fresh = abs(time.time() - int(timestamp)) < 300
        given = self.headers["Gridward-Signature"]
        return fresh and hmac.compare_digest(given, "sha256=" + digest.hexdigest())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(MODE, encoding="utf-8") as file:
            mode = file.read().strip()
        signed = self.is_signed(body)
        status = {"fail": 503, "redirect": 302}.get(mode, 200) if signed else 401
        event = json.loads(body)
        line = {"path": self.path, "signed": signed, "status": status,
                "type": self.headers["Content-Type"],
                "delivery": int(self.headers["Gridward-Delivery"]),
                "attempt": int(self.headers["Gridward-Attempt"]),
                "seq": event["seq"], "action": event["action"], "case": event["case"]}
        with open(LOG, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(1 << 40) if mode == "endless" else "2")
        self.end_headers()
        try:
            self.wfile.write(b"ok")
            while mode == "endless":
                self.wfile.write(b"x" * 65536)
        except OSError:
            self.close_connection = True

    def log_message(self, *arguments):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Peer) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
