# SPDX-License-Identifier: GPL-3.0-or-later
"""Another city's hotline system, written apart: hands cases over, is told how they go on.

exchange-peer.py PORT SECRET STATE CITY TOKEN: prints the port it listens on (PORT 0: a free
one), then takes orders from its standard input, one a line, and answers each with a line of
JSON. STATE is a file that outlives it: what it has been told, by its own numbers.

  mode ok|fail|slow   how it answers deliveries
  send NUMBER CLASS   hands a case over; send-lost NUMBER CLASS hangs up before the answer
  visit NUMBER SATISFACTION SOLVED [KEY]
  show NUMBER         asks how far it is
  known NUMBER        the statuses that it was told, in order
  compare             posts all it was told last, and what NUMBER=STATUS adds
"""
import hashlib
import hmac
import http.client
import http.server
import json
import os
import socket
import sys
import threading

PORT, SECRET, STATE = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3]
CITY, TOKEN = int(sys.argv[4]), sys.argv[5]
lock = threading.Lock()
mode = "ok"


def load():
    if not os.path.exists(STATE):
        return {"deliveries": [], "cases": {}, "seq": 0, "faults": [], "refused": 0}
    with open(STATE, encoding="utf-8") as file:
        return json.load(file)


def save(state):
    with open(STATE + ".new", "w", encoding="utf-8") as file:
        json.dump(state, file)
    os.replace(STATE + ".new", STATE)


class Peer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def is_signed(self, body):
        digest = hmac.new(SECRET, self.headers["Gridward-Timestamp"].encode() + b"." + body,
                          hashlib.sha256)
        return hmac.compare_digest(self.headers["Gridward-Signature"],
                                   "sha256=" + digest.hexdigest())

    def take(self, body, delivery):
        state = load()
        told = json.loads(body)
        if mode == "fail":
            state["refused"] += 1
            save(state)
            return 503
        if delivery in state["deliveries"]:
            return 200
        if told["seq"] <= state["seq"]:
            state["faults"].append("out of order: %d" % told["seq"])
        state["deliveries"].append(delivery)
        state["seq"] = told["seq"]
        state["cases"].setdefault(told["external_number"], []).append(told["status"])
        save(state)
        return 200

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = 401
        if self.is_signed(body):
            with lock:
                status = self.take(body, int(self.headers["Gridward-Delivery"]))
        if mode == "slow":
            # It has taken it, and the answer is lost.
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def case_of(number, name):
    return {"external_number": number, "class": name, "description": "垃圾无人清运",
            "caller": {"name": "李先生", "phone": "0763-3361234"},
            "location": {"lon": 113.0005, "lat": 23.7005}}


def call(method, path, body=None, key=None, lose=False):
    headers = {"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    connection = http.client.HTTPConnection("127.0.0.1", CITY, timeout=30)
    text = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    connection.request(method, "/api/v1/exchange/" + path, text, headers)
    if lose:
        connection.sock.shutdown(socket.SHUT_WR)
        connection.close()
        return {"status": 0}
    response = connection.getresponse()
    answer = json.loads(response.read() or b"null")
    connection.close()
    return {"status": response.status, "answer": answer}


def obey(words):
    global mode
    order = words[0]
    if order == "mode":
        mode = words[1]
        return {}
    if order in ("send", "send-lost"):
        return call("POST", "cases", case_of(words[1], words[2]), lose=order == "send-lost")
    if order == "visit":
        said = {"satisfaction": words[2]}
        if words[3] != "-":
            said["solved"] = words[3] == "yes"
        return call("POST", "cases/" + words[1] + "/visit", said,
                    words[4] if len(words) > 4 else None)
    if order == "show":
        return call("GET", "cases/" + words[1])
    with lock:
        state = load()
    if order == "known":
        return {"statuses": state["cases"].get(words[1], []), "faults": state["faults"],
                "refused": state["refused"]}
    if order == "compare":
        cases = {number: told[-1] for number, told in state["cases"].items()}
        cases.update(word.split("=") for word in words[1:])
        return call("POST", "differences",
                    {"cases": [{"external_number": number, "status": status}
                               for number, status in cases.items() if status != "-"]})
    return {"status": -1}


with http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Peer) as server:
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    for line in sys.stdin:
        print(json.dumps(obey(line.split())), flush=True)
