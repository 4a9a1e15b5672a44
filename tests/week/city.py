# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo city on a server of its own, whose clock goes on when the week says so."""

import datetime
import os
import random
import re
import secrets
import signal
import subprocess
import time

from client import Server

ZONE = datetime.timezone(datetime.timedelta(hours=8))
PATIENCE_S = 60


def instant(text):
    """Local time of the city: "2026-09-28 08:30"."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def parse(text):
    """An instant of the wire, or None."""
    return datetime.datetime.fromisoformat(text) if text else None


class City:
    def __init__(self, directory, ctl, program, begin):
        self.ctl_program = ctl
        self.program = program
        self.database = os.path.join(directory, "city.db")
        self.clock = os.path.join(directory, "clock")
        self.accounts = os.path.join(directory, "accounts")
        self.errors = open(os.path.join(directory, "errors"), "w")
        self.process = None
        self.ctl("demo", "--size", "0.3", "--accounts", self.accounts)
        with open(self.accounts) as lines:
            self.passwords = dict(line.split() for line in lines)
        self.set_time(begin)

    def run(self, *arguments, **more):
        return subprocess.run([self.ctl_program, *arguments], capture_output=True, text=True,
                              **more)

    def ctl(self, *arguments, **more):
        done = self.run("--db", self.database, *arguments, **more)
        assert done.returncode == 0, f"gridwardctl {arguments}: {done.stderr}"
        return done.stdout

    def begin_audit(self):
        return subprocess.Popen([self.ctl_program, "--db", self.database, "audit"],
                                stdout=subprocess.DEVNULL, stderr=self.errors)

    def add_handler(self, department):
        """The demo city has officers of departments; the week needs their handlers, too."""
        login = "handler-" + department
        password = secrets.token_urlsafe(12)
        self.ctl("user", "add", login, "--roles", "handler", "--department", department,
                 input=password + "\n")
        self.passwords[login] = password

    def write_clock(self, text):
        """Whole or not at all: the server may read at any moment."""
        with open(self.clock + ".new", "w") as file:
            file.write(text + "\n")
        os.replace(self.clock + ".new", self.clock)

    def set_time(self, now):
        self.now = now
        self.write_clock(now.isoformat())

    def try_clock(self, text):
        """The server must complain, and its clock stay as it is."""
        said = len(self.complaints())
        self.write_clock(text)
        self.process.send_signal(signal.SIGUSR1)
        end = time.monotonic() + PATIENCE_S
        while "the clock stays as it is" not in self.complaints()[said:]:
            assert time.monotonic() < end, f"clock {text!r} was taken"
            time.sleep(0.01)
        assert parse(self.server.get(None, "/healthz")["time"]) == self.now

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--db", self.database, "--listen", "127.0.0.1:0",
             "--clock-file", self.clock], stdout=subprocess.PIPE, stderr=self.errors, text=True)
        line = self.process.stdout.readline()
        assert line, "the server did not start: " + self.complaints()
        self.server = Server(int(re.search(r":(\d+)$", line.strip()).group(1)), self.passwords)
        return self.server

    def step(self, now):
        """Sets the clock forward and waits until time has done all that it does by itself."""
        self.set_time(now)
        self.process.send_signal(signal.SIGUSR1)
        end = time.monotonic() + PATIENCE_S
        while True:
            health = self.server.get(None, "/healthz")
            settled = parse(health["settled_until"])
            if settled == now:
                return
            assert settled is None or settled < now, health
            assert time.monotonic() < end, f"{now}: {health}"
            time.sleep(0.002)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE_S)
        assert status == 0, f"the server ended with {status}: {self.complaints()}"

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def complaints(self):
        with open(self.errors.name) as file:
            return file.read()


def places_of_cells(server, count, seed):
    """Points inside cells, as (cell code, lon, lat): a vertex is no place, a middle may not
    lie inside; so each is asked for."""
    shuffled = random.Random(seed)
    cells = list(server.pages("manager", "/api/v1/cells?limit=1000", "features"))
    shuffled.shuffle(cells)
    places = []
    for cell in cells:
        polygons = cell["geometry"]["coordinates"]
        ring = polygons[0][0] if cell["geometry"]["type"] == "MultiPolygon" else polygons[0]
        lon = sum(p[0] for p in ring[:-1]) / (len(ring) - 1)
        lat = sum(p[1] for p in ring[:-1]) / (len(ring) - 1)
        status, found = server.call(
            "manager", "GET", f"/api/v1/locate?lon={lon:.7f}&lat={lat:.7f}")
        if status == 200 and found["cell"]["code"] == cell["id"]:
            places.append((cell["id"], round(lon, 7), round(lat, 7)))
        if len(places) == count:
            break
    return places
