#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every figure and indicator in every dimension, also crossed, as the server tells it and as a
slow count of the journal has it; and every figure is as long as the list of what it counts.

Takes random-lives, gridward-server, the indicators, the number of cases and a seed."""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import tables  # noqa: E402
from comparison import Comparison, Test  # noqa: E402
from journal import local  # noqa: E402

PATIENCE_S = 120


class Server:
    def __init__(self, program, database, clock):
        self.process = subprocess.Popen(
            [program, "--db", database, "--listen", "127.0.0.1:0", "--clock-file", clock],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line, "the server did not start"
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", int(re.search(r":(\d+)$", line.strip()).group(1)), timeout=PATIENCE_S)
        self.token = None
        self.token = self.call("POST", "/api/v1/sessions", {
            "login": "manager", "password": "password-of-manager"})["token"]

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} if body else {}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        try:
            self.connection.request(method, path, body and json.dumps(body), headers)
            response = self.connection.getresponse()
        except ConnectionError:
            # Counting took longer than the server keeps a silent connection.
            self.connection.request(method, path, body and json.dumps(body), headers)
            response = self.connection.getresponse()
        answer = json.loads(response.read())
        assert response.status in (200, 201), (path, response.status, answer)
        return answer

    def stop(self):
        self.process.terminate()
        status = self.process.wait(PATIENCE_S)
        assert status == 0, f"the server ended with {status}"


def tap(number, name, comparison, run):
    comparison.n, comparison.faults = 0, []
    run()
    for fault in comparison.faults[:30]:
        print("#", fault)
    state = "not ok" if comparison.faults or comparison.n == 0 else "ok"
    print(f"{state} {number} {name} # {comparison.n} numbers", flush=True)
    return state == "ok"


def main():
    lives, program, indicators, n_cases, seed = sys.argv[1:6]
    good = True
    with tempfile.TemporaryDirectory(prefix="gridward-oracle-") as directory:
        database = os.path.join(directory, "city.db")
        clock = os.path.join(directory, "clock")
        made = subprocess.run([lives, database, n_cases, seed], check=True, text=True,
                              stdout=subprocess.PIPE).stdout.split()
        end = int(made[0])
        print(f"# {n_cases} cases, {made[1]} actions, {made[2]} refused")
        with open(clock, "w") as file:
            file.write(local(end).isoformat() + "\n")
        oracle = tables.Oracle(database)
        begin = min(thing.at for thing, _ in oracle.things)
        server = Server(program, database, clock)
        try:
            comparison = Comparison(server, oracle, tables.read_indicators(indicators))
            test = Test(comparison, begin, end)
            for number, name in enumerate(("single", "compared", "crossed", "periods", "lists",
                                           "sums", "times", "recurring"), 1):
                good &= tap(number, name, comparison, getattr(test, name))
            server.stop()
        finally:
            server.process.kill()
    print("1..8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
