# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays lives of cases step by step, by many people at a time."""

import binascii
import collections
import queue
import random
import struct
import threading
import traceback
import zlib

import lives
from client import Case
from city import instant

WORKERS = 8
INSPECTORS = ["inspector", "inspector02", "inspector03", "inspector04"]
WORKING_DAYS = ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09",
                "2026-10-10"]  # the last is a Saturday that is worked
HOLIDAYS = ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05",
            "2026-10-06", "2026-10-07"]
SUNDAY = "2026-10-11"
AUDITED = [6]  # steps at which an audit reads the file while people act


def all_steps():
    """(instant, whether people act at it). On a holiday only time goes on, but for its first
    day, when there is a shift that takes urgent things."""
    steps = [(f"{day} {time}", True) for day in WORKING_DAYS
             for time in ("08:30", "10:30", "14:30", "16:30")]
    steps += [("2026-10-01 10:00", True), ("2026-10-01 18:00", True)]
    steps += [(f"{day} 12:00", False) for day in HOLIDAYS + [SUNDAY]]
    steps += [("2026-10-01 22:00", False), ("2026-10-11 23:00", False)]
    return [(instant(text), acts) for text, acts in sorted(steps)]


def png(shade):
    """A picture of one grey pixel, no two alike."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", binascii.crc32(kind + data)))
    head = struct.pack(">IIBBBBB", 1, 1, 16, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
            chunk(b"IDAT", zlib.compress(b"\0" + struct.pack(">H", shade % 65536))) +
            chunk(b"IEND", b""))


class Life:
    """What a life sees of the week, with a chance of its own, so that the threads' order
    changes nothing."""

    def __init__(self, week, number, play, first_step):
        self.week = week
        self.random = random.Random(number)
        self.play = play
        self.first_step = first_step
        self.number = number
        self.wake_at = None
        self.steps = play(self)

    @property
    def now(self):
        return self.week.city.now

    def count(self, name):
        with self.week.lock:
            self.week.counts[name] += 1

    def turn(self, name):
        """0, 1, 2, ... over all lives."""
        with self.week.lock:
            self.week.turns[name] += 1
            return self.week.turns[name]

    def inspector(self, *but):
        return self.random.choice([i for i in INSPECTORS if i not in but])

    def report(self, classes, place=None, source="inspector", urgent=False):
        login = "acceptor" if source == "hotline" else self.inspector()
        if place is None:
            _, lon, lat = self.random.choice(self.week.places)
            place = {"lon": lon, "lat": lat}
        body = {"kind": "matter", "class": self.random.choice(classes), "location": place,
                "description": f"第{self.number}件", "source": source, "urgent": urgent}
        case = Case(self.week.server,
                    self.week.server.expect(201, login, "POST", "/api/v1/reports",
                                            body)["case"])
        with self.week.lock:
            self.week.numbers.append(case.number)
        return case

    def find(self, number):
        with self.week.lock:
            self.week.numbers.append(number)
        return Case(self.week.server,
                    self.week.server.get("manager", "/api/v1/cases/" + number)["case"])

    def photo(self, login):
        answer = self.week.server.expect(201, login, "POST", "/api/v1/attachments",
                                         png(self.turn("photo")), kind="image/png")
        return answer["id"]


class Week:
    def __init__(self, city, places, n_cases):
        self.city = city
        self.server = city.server
        self.places = places
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        self.turns = collections.Counter()
        self.numbers = []
        self.faults = []
        self.audited = []
        self.waiting = self.make_lives(n_cases)

    def make_lives(self, n_cases):
        """Exceptions begin early enough to come to their ends; several take two cases."""
        plays = [play for play, often in lives.EXCEPTIONS for _ in range(often)]
        n_exceptions = len(plays)
        plays += [lives.plain] * (n_cases - n_exceptions)
        acting = [number for number, (_, acts) in enumerate(all_steps()) if acts]
        early = acting[:9]
        return [Life(self, number, play, early[number % len(early)]
                     if number < n_exceptions else acting[number % (len(acting) - 1)])
                for number, play in enumerate(plays)]

    def live_on(self, life):
        """Until the life waits again; TRUE when it goes on later."""
        try:
            life.wake_at = next(life.steps)
            return True
        except StopIteration:
            return False
        except Exception as error:  # told with the life it was of
            with self.lock:
                line = [f.lineno for f in traceback.extract_tb(error.__traceback__)
                        if f.filename == lives.__file__][-1]
                self.faults.append(f"{life.play.__name__} {life.number}, line {line}: "
                                   f"{type(error).__name__} {error}")
            return False

    def work(self, ready, waiting):
        while True:
            try:
                life = ready.get_nowait()
            except queue.Empty:
                return
            if self.live_on(life):
                with self.lock:
                    waiting.append(life)

    def act(self, number):
        """Everyone who has something to do now does it, on connections side by side."""
        ready = queue.Queue()
        waiting = []
        for life in self.waiting:
            due = life.wake_at is None or life.wake_at <= self.city.now
            if due and life.first_step <= number:
                ready.put(life)
            else:
                waiting.append(life)
        workers = [threading.Thread(target=self.work, args=(ready, waiting), daemon=True)
                   for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.waiting = sorted(waiting, key=lambda life: life.number)

    def play(self):
        day = None
        for number, (now, acts) in enumerate(all_steps()):
            if day != now.date():
                self.server.forget_tokens()
                day = now.date()
            self.city.step(now)
            audit = self.city.begin_audit() if number in AUDITED else None
            if acts:
                self.act(number)
            if audit:
                self.audited.append(audit.wait())
            if len(self.faults) > 20:
                return
