# SPDX-License-Identifier: GPL-3.0-or-later
"""What cases go through in the week: each life is acted by the people of the city.

A life is a generator: it acts, and waits by yielding; None waits for the next step of the
clock, an instant for the first step at or after it. What it counts it has seen succeed."""

from datetime import timedelta

from city import parse

# Classes whose cases go to departments that have handlers, by the first limit they have.
HOURS = ["09009", "09018"]
DAY = ["06034", "06017"]
DAYS = ["06039", "06016"]
AROUND_THE_CLOCK = ["09006", "07003", "08001"]
# Condition 01 runs around the clock, 02 for working days.
TWO_CONDITIONS = ["06013", "07003"]
DEPARTMENTS = ["cg", "zj", "jj", "yl", "hw"]


def wait_some(week):
    for _ in range(week.random.choice([0, 0, 1, 1, 2])):
        yield


def other_department(case, *without):
    return next(d for d in DEPARTMENTS if d not in (case.department, *without))


def file_and_dispatch(week, case, **filing):
    case.act("leader", "file", "filed", **filing)
    yield from wait_some(week)
    case.act("dispatcher", "dispatch", "dispatched")


def begin(week, classes, state="dispatched", **report):
    """A reported case, brought to the department or to its handling."""
    case = week.report(classes, **report)
    yield from wait_some(week)
    yield from file_and_dispatch(week, case)
    if state == "handling":
        case.act(case.officer, "accept", "handling")
    return case


def handle(week, case):
    case.act(case.officer, "handle", "handled", ["task"], attachments=[week.photo(case.officer)])


def check_and_close(week, case):
    """The check is a task: an inspector takes it on, and shows what it looks like now."""
    inspector = week.inspector()
    case.act(inspector, "accept_task", "handled")
    assert case["tasks"][-1]["inspector"]["login"] == inspector, case["tasks"]
    case.act(inspector, "check", "checked", no_flags=["task"],
             attachments=[week.photo(inspector)])
    assert case["tasks"][-1]["done_by"]["login"] == inspector, case["tasks"]
    stages = [a["stage"] for a in case.look("leader")["attachments"]]
    assert "handle" in stages and "check" in stages, stages
    week.count("check_with_photos")
    yield from wait_some(week)
    case.act("leader", "close", "closed")


def finish(week, case):
    """From wherever on the main line the case is with its department."""
    yield from wait_some(week)
    if case["state"] == "dispatched":
        case.act(case.officer, "accept", "handling")
        yield from wait_some(week)
    handle(week, case)
    yield from wait_some(week)
    yield from check_and_close(week, case)


# --- the main line ----------------------------------------------------------------------

def plain(week):
    case = week.report(HOURS + DAY + DAYS + AROUND_THE_CLOCK + ["06042", "06011", "06013"])
    for _ in range(week.random.choice([0, 1, 1, 2, 6])):
        yield
    if week.random.random() < 0.1:
        return
    yield from file_and_dispatch(week, case)
    for _ in range(week.random.choice([0, 1, 2, 3, 5, 9])):
        yield
    if week.random.random() < 0.1:
        return
    yield from finish(week, case)


def verified(week):
    case = week.report(DAY, source="hotline")
    inspector = week.inspector()
    case.act("acceptor", "register", flags=["registered"])
    case.act("acceptor", "request_verification", flags=["task"], inspector=inspector)
    case.refused("leader", "file", "action_not_allowed")
    stranger = week.inspector(inspector, case["reporter"]["login"])
    case.refused(stranger, "verify", "not_found", 404, confirmed=True)
    yield
    case.act(inspector, "accept_task", "reported", ["task"])
    case.act(inspector, "verify", "reported", ["verified"], ["task"], confirmed=True,
             attachments=[week.photo(inspector)])
    week.count("verification")
    yield from file_and_dispatch(week, case)
    yield from finish(week, case)


def rejected(week):
    case = week.report(HOURS)
    if week.random.random() < 0.5:
        inspector = week.inspector()
        case.act("acceptor", "request_verification", inspector=inspector)
        yield
        case.act(inspector, "verify", no_flags=["verified", "task"], confirmed=False)
        week.count("verification")
    case.refused("acceptor", "reject", "missing_field", opinion=None)
    case.act(week.random.choice(["acceptor", "leader"]), "reject", "rejected")
    week.count("reject")
    case.refused("leader", "file", "action_not_allowed")
    yield


def voided(week):
    case = week.report(HOURS)
    for step in range(week.random.randrange(4)):
        if step == 0:
            case.act("leader", "file", "filed")
        elif step == 1:
            case.act("dispatcher", "dispatch", "dispatched")
        else:
            case.act(case.officer, "accept", "handling")
        yield
    case.refused("dispatcher", "void", "forbidden", 403)
    case.act(week.random.choice(["leader", "admin"]), "void", "voided")
    assert all(clock["stopped_at"] for clock in case["clocks"]), case["clocks"]
    week.count("void")


# --- back, at each level ----------------------------------------------------------------

def returned_by_handler(week):
    case = yield from begin(week, DAY)
    case.act(case.officer, "assign", flags=["assigned"], handler=case.handler)
    week.count("assign")
    case.refused(case.officer, "return", "action_not_allowed")
    yield
    case.act(case.handler, "return", "dispatched", ["returned"], ["assigned"])
    week.count("return_by_handler")
    case.refused(case.officer, "accept", "action_not_allowed")
    case.act(case.officer, "assign", flags=["assigned"], no_flags=["returned"],
             handler=case.handler)
    week.count("assign")
    case.act(case.handler, "accept", "handling")
    yield from wait_some(week)
    case.act(case.handler, "handle", "handled", attachments=[week.photo(case.handler)])
    yield from check_and_close(week, case)


def revoked(week):
    case = yield from begin(week, DAY, "handling")
    case.act(case.officer, "assign", flags=["assigned"], handler=case.handler)
    week.count("assign")
    yield
    case.act(case.officer, "revoke", "handling", no_flags=["assigned"])
    week.count("revoke")
    yield from finish(week, case)


def returned_by_department(week):
    case = yield from begin(week, DAY, week.random.choice(["dispatched", "handling"]))
    former = case.department
    case.act(case.officer, "return", "filed", ["returned"])
    week.count("return_by_department")
    assert case["department"] is None and case["deadline"] is None
    yield
    case.look("dispatcher")
    case.refused("dispatcher", "dispatch", "action_not_allowed")
    case.refused("dispatcher", "redispatch", "out_of_range", department=former)
    case.act("dispatcher", "redispatch", "dispatched", no_flags=["returned"],
             department=other_department(case, former))
    assert case["redispatches"] == 1 and case["returns"] == 1
    week.count("redispatch")
    yield from finish(week, case)


def returned_by_dispatcher(week):
    case = week.report(HOURS)
    case.act("leader", "file", "filed")
    if week.random.random() < 0.3:
        case.act("dispatcher", "dispatch", "dispatched")
        case.act(case.officer, "return", "filed", ["returned"])
        week.count("return_by_department")
    yield
    case.look("dispatcher").act("dispatcher", "return", "reported", ["returned"])
    week.count("return_by_dispatcher")
    case.refused("leader", "file", "action_not_allowed")
    yield from wait_some(week)
    case.act("acceptor", "amend", "reported", no_flags=["returned"], **{"class": "06017"})
    week.count("amend_class")
    yield from file_and_dispatch(week, case)
    yield from finish(week, case)


def reworked(week):
    case = yield from begin(week, HOURS, "handling")
    handle(week, case)
    yield from wait_some(week)
    before = dict(case.case)
    inspector = week.inspector()
    if week.random.random() < 0.5:
        case.act(inspector, "rework", "handling", attachments=[week.photo(inspector)])
    else:
        case.act(inspector, "check", "checked")
        case.act("leader", "rework", "handling")
    for member in ("department", "deadline", "deadline_start", "description", "condition",
                   "routing_reason", "deadline_reason", "filed_at", "dispatched_at"):
        assert case[member] == before[member], member
    assert len(case["attachments"]) >= len(before["attachments"])
    assert case["reworks"] == 1
    week.count("rework")
    yield from finish(week, case)


# --- what departments ask for -----------------------------------------------------------

def extended(week):
    case = yield from begin(week, DAYS, "handling")
    for wanted, approvers in ((1, ["dispatcher"]), (2, ["dispatcher", "leader"])):
        deadline = parse(case["deadline"])
        case.act(case.officer, "request_extension", flags=["request"])
        assert case["request"]["kind"] == "extension", case["request"]
        for login in approvers:
            assert case["request"]["approvers"] == [login], case["request"]
            wrong = "leader" if login == "dispatcher" else "dispatcher"
            case.refused(wrong, "approve", "forbidden", 403)
            yield from wait_some(week)
            case.act(login, "approve", "handling")
        assert case["extensions"] == wanted and case["request"] is None
        assert parse(case["deadline"]) > deadline
        week.count("extension_first" if wanted == 1 else "extension_second")
    case.refused(case.officer, "request_extension", "action_not_allowed")
    yield from finish(week, case)


def not_extended(week):
    case = yield from begin(week, DAYS, "handling")
    deadline = case["deadline"]
    case.act(case.officer, "request_extension", flags=["request"])
    yield
    case.act("dispatcher", "refuse", no_flags=["request"])
    week.count("extension_refused")
    case.act(case.officer, "request_extension", flags=["request"])
    yield
    case.act(case.officer, "withdraw", no_flags=["request"])
    week.count("extension_withdrawn")
    assert case["deadline"] == deadline and case["extensions"] == 0
    yield from finish(week, case)


def overdue_not_extended(week):
    case = yield from begin(week, HOURS, "handling")
    yield parse(case["deadline"]) + timedelta(seconds=1)
    case.look(case.officer)
    assert case["lamp"] == "red" and "late" in case["flags"]
    case.refused(case.officer, "request_extension", "action_not_allowed")
    week.count("extension_overdue_tried")
    yield from finish(week, case)


def suspended(week):
    case = yield from begin(week, DAYS, "handling")
    until = week.now + timedelta(days=1, hours=week.random.randrange(1, 20), minutes=7)
    deadline = parse(case["deadline"])
    case.refused(case.officer, "request_suspension", "out_of_range",
                 until=(week.now + timedelta(days=366)).isoformat())
    case.act(case.officer, "request_suspension", until=until.isoformat())
    case.act("dispatcher", "approve", no_flags=["suspended"])
    case.act("leader", "approve", flags=["suspended"])
    assert case["lamp"] == "none" and parse(case["suspended_until"]) == until
    assert all(c["paused_at"] or c["stopped_at"] for c in case["clocks"]), case["clocks"]
    week.count("suspension")
    for action in ("handle", "return", "request_extension"):
        case.refused(case.officer, action, "action_not_allowed")
    yield until
    # Time itself has taken it up again, at that very instant, before anybody asked.
    version = case["version"]
    case.look(case.officer)
    assert case["version"] == version + 1 and "suspended" not in case["flags"], case.case
    resumed = [e for e in case.events(case.officer) if e["action"] == "resume"]
    assert len(resumed) == 1 and parse(resumed[0]["at"]) == until, resumed
    assert resumed[0]["actor"] is None, resumed
    assert parse(case["deadline"]) >= deadline
    week.count("auto_resume")
    case.refused(case.officer, "request_suspension", "action_not_allowed",
                 until=(week.now + timedelta(days=9)).isoformat())
    yield from finish(week, case)


def deferred(week):
    case = yield from begin(week, DAY, "handling")
    deadline = parse(case["deadline"])
    until = deadline + timedelta(days=2)
    case.refused(case.officer, "request_deferral", "out_of_range",
                 until=deadline.isoformat())
    case.act(case.officer, "request_deferral", until=until.isoformat())
    case.act("dispatcher", "approve", no_flags=["deferred"])
    yield from wait_some(week)
    case.act("leader", "approve", flags=["deferred"])
    assert parse(case["deadline"]) == until
    week.count("deferral")
    yield from finish(week, case)


def appealed(week):
    case = yield from begin(week, HOURS, "handling")
    yield parse(case["deadline"]) + timedelta(seconds=1)
    case.look(case.officer)
    handle(week, case)
    yield from check_and_close(week, case)
    case.refused("leader", "appeal", "forbidden", 403)
    before = case.events()
    case.act(case.officer, "appeal", "closed", ["request"])
    yield
    if week.turn("appeal") % 2:
        case.act("dispatcher", "approve", no_flags=["exempt"])
        case.act("acceptor", "approve", "closed", ["exempt"], ["request"])
        week.count("appeal_granted")
    else:
        case.act("dispatcher", "refuse", "closed", no_flags=["exempt", "request"])
        week.count("appeal_refused")
    assert case.events()[:len(before)] == before
    case.refused(case.officer, "appeal", "action_not_allowed")


# --- watching, ending, beginning again ---------------------------------------------------

def supervised(week):
    case = yield from begin(week, DAY)
    watcher = week.random.choice(["leader", "manager"])
    case.act(watcher, "supervise", flags=["supervised"])
    week.count("supervise")
    case.refused(watcher, "supervise", "action_not_allowed")
    yield
    case.look(watcher).act(watcher, "end_supervision", no_flags=["supervised"])
    week.count("end_supervision")
    yield from finish(week, case)


def forced(week):
    case = yield from begin(week, DAY, week.random.choice(["dispatched", "handling"]))
    yield
    case.look("admin")
    case.refused("leader", "force_close", "forbidden", 403)
    case.act("admin", "force_close", "closed", ["forced"])
    week.count("force_close")


def visited(week):
    case = yield from begin(week, HOURS, source="hotline")
    yield from finish(week, case)
    yield
    if week.turn("visit") % 2:
        case.act("acceptor", "visit", "closed",
                 satisfaction=week.random.choice(["satisfied", "very_satisfied"]))
        week.count("visit_satisfied")
        return
    case.act("acceptor", "visit", "closed", satisfaction="unsatisfied")
    week.count("visit_unsatisfied")
    case.act("acceptor", "reopen", "filed", ["registered"], ["late", "exempt"])
    assert case["reopenings"] == 1 and case["department"] is None
    assert case["closed_at"] is None
    week.count("reopen")
    yield
    case.act("dispatcher", "dispatch", "dispatched")
    yield from finish(week, case)


def self_handled(week):
    case = week.report(HOURS)
    reporter = case["reporter"]["login"]
    case.refused(week.inspector(reporter), "self_handle", "not_found", 404)
    case.refused(reporter, "self_handle", "missing_field")
    case.act(reporter, "self_handle", "checked", ["registered"],
             attachments=[week.photo(reporter)])
    assert case["department"] is None and case["handled_at"] and case["checked_at"]
    week.count("self_handle")
    yield
    case.look("leader").act("leader", "close", "closed")


# --- several cases ----------------------------------------------------------------------

def linked(week):
    one = yield from begin(week, DAY)
    other = week.report(DAY)
    one.look("dispatcher").act("dispatcher", "link", case=other.number)
    other.look("dispatcher")
    for case, number in ((one, other.number), (other, one.number)):
        assert [(l["case"], l["relation"]) for l in case["links"]] == [(number, "linked")]
    week.count("link")
    yield from finish(week, one)


def merged(week):
    one = yield from begin(week, DAY)
    other = week.report(DAY, place=one["location"])
    if week.random.random() < 0.5:
        other.act("leader", "file", "filed")
    deadline = one["deadline"]
    other.act("acceptor", "merge", "merged", case=one.number)
    one.look("acceptor")
    assert one["deadline"] == deadline, "one clock"
    numbers = {event["case"] for event in one.events()}
    assert numbers == {one.number, other.number}, "both histories"
    assert other["links"][0]["relation"] == "merged_into"
    assert one["links"][0]["relation"] == "merged_from"
    other.refused("leader", "file", "action_not_allowed")
    week.count("merge")
    yield from finish(week, one)


def split(week):
    one = yield from begin(week, DAY)
    one.act("dispatcher", "split", "dispatched", description="另有一处问题",
            **{"class": "06039"})
    assert one["links"][0]["relation"] == "split_into"
    new = week.find(one["links"][0]["case"])
    assert new["state"] == "reported" and new["links"][0]["relation"] == "split_from"
    assert new["class"]["code"] == "06039" and new["cell"] == one["cell"]
    week.count("split")
    yield from file_and_dispatch(week, new)
    yield from finish(week, one)
    yield from finish(week, new)


# --- corrections, urgency ---------------------------------------------------------------

def amended(week):
    case = week.report(TWO_CONDITIONS)
    yield from file_and_dispatch(week, case, condition="02")
    slow = parse(case["deadline"])
    case.refused("dispatcher", "amend", "missing_field")
    case.act("dispatcher", "amend", "dispatched", condition="01")
    assert case["condition"]["code"] == "01" and parse(case["deadline"]) < slow
    week.count("amend_condition")
    case.act("leader", "amend", "dispatched", **{"class": "06016"})
    days = parse(case["deadline"])
    assert case["class"]["code"] == "06016" and days >= slow
    week.count("amend_class")
    case.act("leader", "amend", "dispatched", urgent=True)
    assert case["urgent"] and parse(case["deadline"]) < days
    week.count("amend_urgent")
    yield from finish(week, case)


def urgent(week):
    case = week.report(HOURS, urgent=True)
    case.act("leader", "file", "filed")
    case.act("dispatcher", "dispatch", "dispatched")
    assert parse(case["deadline"]) - week.now == timedelta(hours=4), "around the clock"
    week.count("urgent")
    yield from finish(week, case)


# Each of these is lived so often; plain lives fill the week up.
EXCEPTIONS = [
    (verified, 24), (rejected, 24), (voided, 24), (returned_by_handler, 24), (revoked, 24),
    (returned_by_department, 24), (returned_by_dispatcher, 24), (reworked, 24),
    (extended, 24), (not_extended, 24), (overdue_not_extended, 24), (suspended, 24),
    (deferred, 24), (appealed, 46), (supervised, 24), (forced, 24), (visited, 46),
    (self_handled, 24), (linked, 24), (merged, 24), (split, 24), (amended, 24),
    (urgent, 24),
]

WANTED = [
    "return_by_handler", "return_by_department", "return_by_dispatcher", "redispatch",
    "rework", "extension_first", "extension_second", "extension_refused",
    "extension_withdrawn", "extension_overdue_tried", "suspension", "auto_resume",
    "deferral", "supervise", "end_supervision", "appeal_granted", "appeal_refused",
    "force_close", "reopen", "link", "merge", "split", "self_handle", "amend_class",
    "amend_condition", "amend_urgent", "verification", "check_with_photos", "reject",
    "void", "assign", "revoke", "visit_satisfied", "visit_unsatisfied", "urgent",
    "yellow_card", "red_card",
]
