# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left of the week, read over HTTP and counted again slowly."""

import collections
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from city import ZONE, parse

MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)
SLOTS = [(8 * 60, 12 * 60), (14 * 60, 18 * 60)]
MINUTES_PER_DAY = 8 * 60
MAKE_UP_DAYS = {"2026-09-20", "2026-10-10"}
HOLIDAYS = {f"2026-10-0{day}" for day in range(1, 8)} | {
    "2026-09-25", "2026-09-26", "2026-09-27"}
TERMINAL = {"closed", "rejected", "voided", "merged"}


class Record:
    """Every case of the week with its journal, as the manager sees them."""

    def __init__(self, server, end):
        self.server = server
        self.end = end
        numbers = [row["number"] for row in
                   server.pages("manager", "/api/v1/cases?limit=1000", "cases")]
        with ThreadPoolExecutor(8) as pool:
            self.cases = dict(zip(numbers, pool.map(self.read, numbers)))
        self.own = {number: [e for e in case["events"] if e["case"] == number]
                    for number, case in self.cases.items()}

    def read(self, number):
        path = "/api/v1/cases/" + number
        case = self.server.get("manager", path)["case"]
        case["events"] = self.server.get("manager", path + "/events")["events"]
        return case

    # --- the journal ---------------------------------------------------------------------

    def check_journal(self):
        """Without a gap, in the order of time, each event where the one before it ended."""
        events = sorted((e for own in self.own.values() for e in own), key=lambda e: e["seq"])
        assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
        for before, event in zip(events, events[1:]):
            assert before["at"] <= event["at"], (before, event)
        for number, own in self.own.items():
            state = None
            for event in own:
                assert event["from"] == state, (number, event)
                state = event["to"]
            assert state == self.cases[number]["state"], number
        return len(events)

    # --- clocks --------------------------------------------------------------------------

    def check_clocks(self):
        """Each due is where counting minute by minute leads to; none runs where it must not;
        at each warning that was reached, and after each due, there is a card."""
        counted = collections.Counter()
        for number, case in self.cases.items():
            cards = {parse(e["at"]) for e in self.own[number] if e["action"] == "card"}
            for clock in case["clocks"]:
                end = parse(clock["stopped_at"]) or self.end
                assert clock["stopped_at"] or case["state"] not in TERMINAL, number
                if clock["due"] is None:
                    continue
                due = self.expected_due(case, clock)
                if due is not None:
                    assert parse(clock["due"]) == due, (number, clock, due)
                    counted["dues"] += 1
                # Between a handling and its rework nothing can be late.
                if case["suspensions"] or case["reworks"] and clock["stage"] == "handle":
                    continue
                for kind, at in (("yellow_card", parse(clock["warn_at"])),
                                 ("red_card", parse(clock["due"]) + MILLISECOND)):
                    if at <= end:
                        assert at in cards, (number, kind, clock)
                        counted[kind] += 1
        return counted

    def expected_due(self, case, clock):
        """By the city's calendar; None when another one counts, or a date was granted."""
        handles = clock["stage"] == "handle"
        start, limit = parse(clock["started_at"]), dict(clock["limit"])
        if handles and (self.has_own_calendar(case) or case["deferrals"]):
            return None
        if handles:
            limit["value"] *= 1 + case["extensions"]
        pause = self.pause_of(case) if clock["stage"] in ("handle", "total") else None
        if pause is None or pause[0] < start:
            return add(start, limit)
        if limit["unit"] not in ("work_day", "work_hour"):
            return add(start, limit) + (pause[1] - pause[0])
        left = minutes_of(limit) - working_minutes(start, pause[0])
        return add_minutes(pause[1], left)

    def pause_of(self, case):
        """From the last approval of a suspension until time took the case up again."""
        events = self.own[case["number"]]
        for i, event in enumerate(events):
            if event["action"] == "resume":
                approval = [e for e in events[:i] if e["action"] == "approve"][-1]
                return parse(approval["at"]), parse(event["at"])
        return None

    @staticmethod
    def has_own_calendar(case):
        return case["department"] is not None and case["department"]["code"] == "hw"

    # --- statistics ----------------------------------------------------------------------

    def figures(self, key, first=None, last=None):
        """What happened between two local days and was not taken back by the end of the last
        of them, by what key (case, event) says."""
        figures = collections.defaultdict(collections.Counter)
        for number, case in self.cases.items():
            standing = {}
            for event, counts in Counting().of(self.own[number]):
                day = parse(event["at"]).astimezone(ZONE).date().isoformat()
                if first is not None and day > last:
                    break
                place = key(case, event) if first is None or day >= first else None
                for name, left in Counting.LEFT.items():
                    if counts[left] and standing.get(name):
                        figures[standing[name]][name] -= 1
                    if counts[name]:
                        standing[name] = place
                if place:
                    figures[place].update(counts)
        return figures

    def check_statistics(self):
        def cell(case, event):
            return case["cell"]

        def department(case, event):
            return event["department"] and event["department"]["code"]

        n = 0
        for of, key in (("cells", cell), ("departments", department)):
            for first, last in ((None, None), ("2026-09-29", "2026-10-08")):
                period = f"&from={first}&to={last}" if first else ""
                wanted = self.figures(key, first, last)
                for row in self.server.pages(
                        "manager", f"/api/v1/statistics/{of}?limit=1000{period}", of):
                    for name in Counting.NAMES:
                        n += 1
                        assert row[name] == wanted[row["code"]][name], (of, first, name, row,
                                                                        wanted[row["code"]])
        return n


class Counting:
    """What the events of one case count as: the sets that it comes into and leaves."""

    NAMES = ["reported", "filed", "rejected", "voided", "dispatched", "handled", "closed",
             "reworks", "returns", "merged", "redispatches", "reopened", "deferred",
             "extensions", "exempt"]
    LEFT = {"dispatched": "withdrawn_dispatched", "handled": "withdrawn_handled",
            "closed": "reopened"}
    ASSIGNED = ["dispatched", "handling", "handled", "checked", "closed"]

    def __init__(self):
        self.sets = set()
        self.filed = False
        self.request = None
        self.approvals = 0
        self.extensions = 0
        self.deferred = False

    def of(self, events):
        return [(event, self.count(event)) for event in events]

    def granted(self, event):
        """The kind of request that this event has granted, if it has."""
        action = event["action"]
        if action.startswith("request_") or action == "appeal":
            self.request, self.approvals = action, 0
        if action in ("refuse", "withdraw") or event["from"] != event["to"]:
            self.request = None
        if action != "approve":
            return None
        self.approvals += 1
        wanted = 1 if self.request == "request_extension" and not self.extensions else 2
        return self.request if self.approvals == wanted else None

    def count(self, event):
        counts = collections.Counter()
        action, state, granted = event["action"], event["to"], self.granted(event)
        for name, counted in (("report", "reported"), ("reject", "rejected"),
                              ("void", "voided"), ("merge", "merged"),
                              ("rework", "reworks"), ("redispatch", "redispatches")):
            counts[counted] += action == name
        counts["returns"] += action == "return" and event["from"] != state
        counts["extensions"] += granted == "request_extension"
        self.extensions += granted == "request_extension"
        counts["exempt"] += granted == "appeal"
        self.deferred |= granted == "request_deferral"
        if state in ("reported", "filed"):
            self.deferred = False
        if not self.filed and state in ["filed", *self.ASSIGNED]:
            self.filed = True
            counts["filed"] += 1
        self.move(counts, self.sets_in(state))
        return counts

    def sets_in(self, state):
        now = set()
        if state in self.ASSIGNED:
            now.add("dispatched")
            done = state in ("handled", "checked", "closed")
            if done or "handled" in self.sets and not self.deferred:
                now.add("handled")
            if not done and self.deferred:
                now.add("deferred")
        if state == "closed":
            now.add("closed")
        return now

    def move(self, counts, now):
        for name in now - self.sets:
            counts[name] += 1
        for name in self.sets - now:
            if name in self.LEFT:
                counts[self.LEFT[name]] += 1
        self.sets = now


# --- working time, minute by minute --------------------------------------------------------

memory = {}


def is_working(day):
    date = day.date().isoformat()
    return date in MAKE_UP_DAYS or day.weekday() < 5 and date not in HOLIDAYS


def add(start, limit):
    """By the city's calendar. Starts of the week are whole minutes."""
    key = (start, limit["value"], limit["unit"])
    if key not in memory:
        memory[key] = add_slowly(start, **limit)
    return memory[key]


def add_slowly(start, value, unit):
    if unit == "urgent_hour":
        return start + timedelta(hours=value)
    if unit == "natural_day":
        return start + timedelta(days=value)
    return add_minutes(start, minutes_of({"value": value, "unit": unit}))


def minutes_of(limit):
    return limit["value"] * (60 if limit["unit"] == "work_hour" else MINUTES_PER_DAY)


def counts(now):
    minute = now.hour * 60 + now.minute
    return is_working(now) and any(begin <= minute < end for begin, end in SLOTS)


def add_minutes(start, left):
    now = start.astimezone(ZONE)
    while left > 0:
        left -= counts(now)
        now += MINUTE
    return now


def working_minutes(start, end):
    now = start.astimezone(ZONE)
    total = 0
    while now < end:
        total += counts(now)
        now += MINUTE
    return total
