# SPDX-License-Identifier: GPL-3.0-or-later
"""The slow, obvious count: what happened, from the journal's actions and states alone.

A thing is one event that counts as a figure. It is of its day and of all that stood at the event,
and it may be taken back on a later day. The product's own counters, and what it noted that an
event counts as, are never read."""

import collections
import datetime
import json
import sqlite3

ZONE = datetime.timezone(datetime.timedelta(hours=8))
NEVER = 99999999

ACTIONS = dict(enumerate("""none report file reject dispatch accept handle check rework close
return void register request_verification verify accept_task cancel_task request_check amend
redispatch assign revoke request_extension request_suspension request_deferral appeal approve
refuse withdraw resume supervise end_supervision force_close reopen link merge split self_handle
visit card recalculate offer_task explain_card revoke_card escalate""".split()))
STATES = dict(enumerate("""none reported filed dispatched handling handled checked closed rejected
voided merged""".split()))
ASSIGNED = {"dispatched", "handling", "handled", "checked", "closed"}
DONE = {"handled", "checked", "closed"}
STAGE_ACCEPT, STAGE_FILE, STAGE_DISPATCH, STAGE_HANDLE = 0, 2, 3, 4
STAGE_CHECK, STAGE_CLOSE, STAGE_TOTAL = 5, 6, 7
# The clocks besides the handling's that a closure in time has kept; each but the total, which runs
# until the case ends, is over when its state is left.
CLOSING_STAGES = {STAGE_CHECK: "handled", STAGE_CLOSE: "checked", STAGE_TOTAL: None}
# Of these sets an event is the member, until the case leaves.
SETS = ["dispatched", "dispatched_in_time", "handled", "handled_in_time", "closed",
        "closed_in_time", "deferred"]

# Whose an action is; the others hang on the state before.
POSTS = {
    "inspector": {"self_handle", "rework", "check"},
    "acceptor": {"merge"},
    "leader": {"file", "reject", "void", "close", "reopen"},
    "dispatcher": {"dispatch", "redispatch"},
    "department": {"accept", "handle"},
    "admin": {"force_close"},
}

Thing = collections.namedtuple("Thing", "figure seq case at day hour weekday cell duty_grid kind "
                                        "class_code department source person post")


def local(at):
    return datetime.datetime.fromtimestamp(at / 1000, ZONE)


def day_of(at):
    when = local(at)
    return when.year * 10000 + when.month * 100 + when.day


class Journal:
    """Every event with what it happened to; ids are replaced by codes."""

    def __init__(self, path):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row
        self.cells = self.table("SELECT id, code, community_id, duty_grid_id FROM cell")
        self.areas = self.table("SELECT id, code, parent_id, level FROM area")
        self.duty_grids = self.table("SELECT id, code FROM duty_grid")
        self.departments = self.table("SELECT id, code FROM department")
        self.people = self.table("SELECT id, login FROM person")
        self.classes = self.table("SELECT id, kind, code FROM catalogue_class")
        self.files = self.table("SELECT id, class_id, source, lon, lat FROM case_file")
        self.events = collections.defaultdict(list)
        for row in self.db.execute(
                "SELECT seq, case_id, action, from_state, to_state, at, actor_id, department_id,"
                " cell_id, data FROM case_event ORDER BY seq"):
            self.events[row["case_id"]].append(row)

    def table(self, query):
        return {row["id"]: row for row in self.db.execute(query)}

    def areas_of(self, cell):
        """The codes of the areas that hold the cell, by level."""
        area = self.areas[next(c for c in self.cells.values()
                               if c["code"] == cell)["community_id"]]
        codes = {}
        while area is not None:
            codes[area["level"]] = area["code"]
            area = self.areas.get(area["parent_id"])
        return codes

    def case_number(self, case):
        return f"{case // 10**7}-{case % 10**7:06}"


class Life:
    """One case, event by event."""

    def __init__(self, journal, case):
        self.journal = journal
        self.case = case
        self.inside = {}        # set -> the thing that stands in it
        self.things = []        # (thing, the day on which it was taken back)
        self.waits = []         # (figure, thing, from day, up to but not with this day)
        self.waiting = {}       # figure -> (thing, since day)
        self.dues = {}
        self.registered_at = None
        self.handled_at = None
        self.stopped = {}       # stage -> the instant by which its clock is judged
        self.filed = False
        self.is_deferred = False
        self.exempt = False
        self.request = None
        self.late = False
        self.class_id = self.first_class()
        for event in journal.events[case]:
            self.follow(event)
        for figure, (thing, since) in self.waiting.items():
            self.waits.append((figure, thing, since, NEVER))

    def first_class(self):
        for event in self.journal.events[self.case]:
            data = json.loads(event["data"] or "{}")
            if ACTIONS[event["action"]] == "amend" and "class" in data:
                return data["class"][0]
        return self.journal.files[self.case]["class_id"]

    # --- one event -------------------------------------------------------------------------

    def follow(self, event):
        action, state = ACTIONS[event["action"]], STATES[event["to_state"]]
        before = STATES[event["from_state"]] if event["from_state"] else "none"
        data = json.loads(event["data"] or "{}")
        self.day = day_of(event["at"])
        if "class" in data:
            self.class_id = data["class"][1]
        granted = self.granted(action, before, state, data)
        self.follow_clocks(action, before, state, event["at"], data)
        self.count_once(event, action, before, state, granted)
        self.count_sets(event, before, state)
        if "place" in data and data["place"][0] != data["place"][3]:
            self.move(event)
        self.follow_waits()

    def granted(self, action, before, state, data):
        """The request that this event has granted, or None."""
        if action in ("request_extension", "request_suspension", "request_deferral", "appeal"):
            self.request = action
        granted = self.request if action == "approve" and data.get("confirmed") else None
        if granted or action in ("refuse", "withdraw") or before != state:
            self.request = None
        return granted

    def follow_clocks(self, action, before, state, at, data):
        for due in data.get("dues", []):
            self.dues[due[0]] = due[3]
            if due[0] == STAGE_HANDLE:
                self.late = len(due) > 5 and due[5] == 3
        for stage, lamp in data.get("cards", []):
            if stage == STAGE_HANDLE:
                self.late = lamp == 3
        if self.registered_at is None and action in ("register", "request_verification", "file"):
            self.registered_at = at
        if before != state and state not in DONE:
            self.handled_at = None
        if before in ASSIGNED and state in ("reported", "filed"):
            self.dues[STAGE_HANDLE] = 0  # nobody's any more
        if action in ("handle", "self_handle"):
            self.handled_at = at
        for stage, during in CLOSING_STAGES.items():
            if during and before != state and state == during:
                self.stopped.pop(stage, None)
            if during and before != state and before == during:
                self.stopped[stage] = at

    def is_in_time(self, at):
        due = self.dues.get(STAGE_HANDLE, 0)
        return due == 0 or (self.handled_at or at) <= due

    def is_closed_in_time(self, at):
        return self.is_in_time(at) and all(
            self.dues.get(stage, 0) == 0 or self.stopped.get(stage, at) <= self.dues[stage]
            for stage in CLOSING_STAGES)

    def is_filed_in_time(self, at):
        accept, file = self.dues.get(STAGE_ACCEPT, 0), self.dues.get(STAGE_FILE, 0)
        return ((accept == 0 or (self.registered_at or at) <= accept) and
                (file == 0 or at <= file))

    def is_dispatched_in_time(self, before, at):
        """What did not wait for a dispatcher has not waited too long."""
        due = self.dues.get(STAGE_DISPATCH, 0)
        return before != "filed" or due == 0 or at <= due

    # --- things ----------------------------------------------------------------------------

    def thing(self, figure, event):
        journal, when = self.journal, local(event["at"])
        cell = journal.cells[event["cell_id"]]
        duty = journal.duty_grids.get(cell["duty_grid_id"])
        department = journal.departments.get(event["department_id"])
        of_class = journal.classes[self.class_id]
        person = journal.people.get(event["actor_id"])  # none: time did it
        return Thing(figure, event["seq"], self.case, event["at"], self.day, when.hour,
                     when.isoweekday(), cell["code"], duty and duty["code"], of_class["kind"],
                     of_class["code"], department and department["code"],
                     journal.files[self.case]["source"],
                     person and person["login"], self.post(event))

    def post(self, event):
        """The one that the action belongs to, whoever did it."""
        action = ACTIONS[event["action"]]
        before = STATES[event["from_state"]] if event["from_state"] else "none"
        if event["actor_id"] == 0:
            return "system"
        if action == "report":
            source = self.journal.files[self.case]["source"]
            return "inspector" if source == "inspector" else "acceptor"
        if action == "return":
            return {"filed": "dispatcher", "checked": "leader"}.get(before, "department")
        if action == "approve":
            return "acceptor" if before == "closed" else "dispatcher"
        if action == "amend":
            return "acceptor" if before == "reported" else "dispatcher"
        return next(post for post, actions in POSTS.items() if action in actions)

    def add(self, figure, event):
        thing = self.thing(figure, event)
        self.things.append([thing, NEVER])
        return thing

    def count_once(self, event, action, before, state, granted):
        for name, figure in (("report", "reported"), ("reject", "rejected"),
                             ("void", "voided"), ("merge", "merged"), ("rework", "reworked"),
                             ("redispatch", "redispatched"), ("reopen", "reopened")):
            if action == name:
                self.add(figure, event)
        if action == "return" and before != state:
            self.add("returned", event)
        if granted == "request_extension":
            self.add("extended", event)
        if granted == "appeal":
            self.add("exempt", event)
            self.exempt = True
        if granted == "request_deferral":
            self.is_deferred = True
        if state in ("reported", "filed"):
            self.is_deferred = False
            self.exempt = False
        if not self.filed and (state == "filed" or state in ASSIGNED):
            self.filed = True
            self.add("filed", event)
            if action == "file" and self.is_filed_in_time(event["at"]):
                self.add("filed_in_time", event)

    def sets_in(self, before, state, at):
        now = set()
        if state not in ASSIGNED:
            return now
        now.add("dispatched")
        if ("dispatched_in_time" in self.inside if "dispatched" in self.inside
                else self.is_dispatched_in_time(before, at)):
            now.add("dispatched_in_time")
        if state in DONE:
            now.add("handled")
            if "handled" not in self.inside:
                if self.is_in_time(at):
                    now.add("handled_in_time")
            elif "handled_in_time" in self.inside:
                now.add("handled_in_time")
        elif self.is_deferred:
            now.add("deferred")
        else:
            now |= {"handled", "handled_in_time"} & self.inside.keys()
        if state == "closed":
            now.add("closed")
            if ("closed_in_time" in self.inside if "closed" in self.inside
                    else self.is_closed_in_time(at)):
                now.add("closed_in_time")
            if self.exempt:
                now |= {"handled_in_time", "closed_in_time"}
        return now

    def count_sets(self, event, before, state):
        now = self.sets_in(before, state, event["at"])
        for name in [name for name in SETS if name in self.inside and name not in now]:
            thing = self.inside.pop(name)
            if name != "deferred":
                self.take_back(thing)
        for name in SETS:
            if name in now and name not in self.inside:
                self.inside[name] = self.add(name, event)

    def take_back(self, thing):
        for entry in self.things:
            if entry[0] == thing:
                entry[1] = self.day

    def move(self, event):
        """The case was in another cell all along: what it stands in counts there from now."""
        for name, thing in list(self.inside.items()):
            self.take_back(thing)
            self.inside[name] = self.add(name, event)

    # --- what waits ------------------------------------------------------------------------

    def follow_waits(self):
        inside = self.inside
        now = {}
        if "dispatched" in inside and not {"handled", "deferred"} & inside.keys():
            now["to_handle"] = inside["dispatched"]
            if self.late:
                now["overdue_to_handle"] = inside["dispatched"]
        if "handled" in inside and "closed" not in inside:
            now["to_close"] = inside["handled"]
        for figure in list(self.waiting):
            thing, since = self.waiting[figure]
            if now.get(figure) != thing:
                self.waits.append((figure, thing, since, self.day))
                del self.waiting[figure]
        for figure, thing in now.items():
            self.waiting.setdefault(figure, (thing, self.day))
