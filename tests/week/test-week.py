#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A week of the demo city, over HTTP, by the people of the city alone: two thousand cases and
every exception at least twenty times, with a holiday and a make-up day, by a stepped clock.

Takes gridwardctl, gridward-server and the number of cases as arguments."""

import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "oracle"))
INDICATORS = os.path.join(HERE, "..", "..", "data", "statistics", "indicators.csv")

import comparison  # noqa: E402
import explain  # noqa: E402
import faults  # noqa: E402
import lives  # noqa: E402
import tables  # noqa: E402
from city import City, places_of_cells  # noqa: E402
from record import Record  # noqa: E402
from week import Week, all_steps  # noqa: E402

AT_LEAST = 20
# What the oracle asks of the week: not everything by everything, which its own test does.
DIMENSIONS = ["district", "department", "class_middle", "source", "person", "post", "shift",
              "weekday"]
SOME = {"crossed": [DIMENSIONS], "times": [DIMENSIONS], "lists": [150],
        "recurring": [600]}
N_FAULTS = 5


class Tap:
    def __init__(self):
        self.n = 0
        self.failed = 0

    def run(self, name, test):
        self.n += 1
        begin = time.monotonic()
        try:
            test()
            print(f"ok {self.n} {name}", flush=True)
        except Exception:
            self.failed += 1
            print(f"not ok {self.n} {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("#", line)
        print(f"# {name}: {time.monotonic() - begin:.1f} s", flush=True)

    def end(self):
        print(f"1..{self.n}")
        return 1 if self.failed else 0


class AsManager:
    def __init__(self, server):
        self.server = server

    def call(self, method, path):
        return self.server.expect(200, "manager", method, path)


class Test:
    def __init__(self, city, n_cases):
        self.city = city
        self.n_cases = n_cases
        self.week = None
        self.record = None
        self.oracle = None

    def set_up(self):
        for department in lives.DEPARTMENTS:
            self.city.add_handler(department)
        self.city.start()
        self.week = Week(self.city, places_of_cells(self.city.server, 200, 1), self.n_cases)

    def clock(self):
        """Only forward, and only to what can be read."""
        now = self.city.now
        for text in ("tomorrow", "2026-09-27T08:00:00+08:00", ""):
            self.city.try_clock(text)
        self.city.step(now)

    def play(self):
        self.week.play()
        for fault in self.week.faults[:20]:
            print("#", fault)
        assert not self.week.faults
        assert self.week.audited == [0], "the audit beside people who act"
        assert len(self.week.numbers) >= self.n_cases
        print(f"# {len(self.week.numbers)} cases, {self.week.server.n_requests} requests")

    def journal(self):
        self.record = Record(self.city.server, self.city.now)
        assert len(self.record.cases) == len(self.week.numbers)
        print(f"# {self.record.check_journal()} events")

    def clocks(self):
        counted = self.record.check_clocks()
        self.week.counts.update(counted)
        print(f"# {counted['dues']} clocks counted minute by minute")

    def exceptions(self):
        for name in lives.WANTED:
            print(f"# {name}: {self.week.counts[name]}")
        rare = [name for name in lives.WANTED if self.week.counts[name] < AT_LEAST]
        assert not rare, rare

    def statistics(self):
        print(f"# {self.record.check_statistics()} figures")

    def figures(self, kind):
        """What the oracle (tests/oracle) makes of the week's journal."""
        if self.oracle is None:
            self.oracle = tables.Oracle(self.city.database)
        compared = comparison.Comparison(AsManager(self.city.server), self.oracle,
                                         tables.read_indicators(INDICATORS))
        begin = min(thing.at for thing, _ in compared.oracle.things)
        test = comparison.Test(compared, begin, int(self.city.now.timestamp() * 1000))
        getattr(test, kind)(*SOME.get(kind, []))
        print(f"# {compared.n} numbers")
        assert compared.n > 0 and not compared.faults, compared.faults[:20]

    def why_department(self):
        counted = explain.check_department(self.city.server, self.record)
        print("#", dict(counted))
        assert counted["rule"] > 0 and counted["chosen"] > 0

    def why_deadline(self):
        counted = explain.check_deadline(self.record)
        print("#", dict(counted))
        assert counted["due"] > 0 and counted["holiday"] > 0

    def what_next(self):
        counted = explain.check_next(self.city.server, self.record)
        print("#", dict(counted))
        assert counted["refused"] > 0 and counted["needs"] > 0

    def audit(self):
        done = self.city.run("--db", self.city.database, "audit")
        print("#", done.stdout[:500].strip().replace("\n", "; "))
        assert done.returncode == 0, done.stderr
        assert f"{len(self.record.cases)} cases, " in done.stdout
        assert done.stdout.endswith(" 0 differences\n")

    def audit_stopped(self):
        self.city.stop()
        self.audit()

    def planted(self):
        copy = self.city.database + ".copy"
        shutil.copyfile(self.city.database, copy)
        seed = secrets.randbits(32)
        print(f"# seed {seed}")
        lines = faults.plant(copy, seed, N_FAULTS)
        done = self.city.run("--db", copy, "audit")
        missing = [line for line in lines if line not in done.stdout]
        assert done.returncode == 1 and not missing, (missing, done.stdout[:2000])


    def real_city(self):
        """Nobody plays with the time of a city that is one."""
        copy = self.city.database + ".copy"
        database = sqlite3.connect(copy)
        database.execute("UPDATE city SET synthetic = 0")
        database.commit()
        database.close()
        done = subprocess.run(
            [self.city.program, "--db", copy, "--listen", "127.0.0.1:0", "--clock-file",
             self.city.clock], capture_output=True, text=True, timeout=60)
        assert done.returncode == 1 and "synthetic" in done.stderr, done


def main():
    ctl, program, n_cases = sys.argv[1], sys.argv[2], int(sys.argv[3])
    # So that the server does not outlive a test that took too long.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="gridward-week-") as directory:
        city = City(directory, ctl, program, all_steps()[0][0].replace(hour=8, minute=0))
        test = Test(city, n_cases)
        try:
            tap.run("set-up", test.set_up)
            tap.run("clock", test.clock)
            tap.run("play", test.play)
            tap.run("journal", test.journal)
            tap.run("clocks", test.clocks)
            tap.run("exceptions", test.exceptions)
            tap.run("statistics", test.statistics)
            for kind in ("single", "crossed", "periods", "lists", "times", "recurring"):
                tap.run("figures-" + kind, lambda: test.figures(kind))
            tap.run("why-department", test.why_department)
            tap.run("why-deadline", test.why_deadline)
            tap.run("what-next", test.what_next)
            tap.run("audit-beside-server", test.audit)
            tap.run("audit-after-stop", test.audit_stopped)
            tap.run("planted-faults", test.planted)
            tap.run("real-city", test.real_city)
        finally:
            city.kill()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
