# SPDX-License-Identifier: GPL-3.0-or-later
"""What a case says of itself: why this department, why this deadline, what comes next."""

import collections

from city import ZONE, parse

ACTIONS = """file reject dispatch accept handle check rework close return void register
request_verification verify accept_task cancel_task request_check amend redispatch assign revoke
request_extension request_suspension request_deferral appeal approve refuse withdraw resume
supervise end_supervision force_close reopen link merge split self_handle visit""".split()


def sample(record):
    """One of each state and set of flags."""
    kinds = collections.defaultdict(list)
    for number, case in sorted(record.cases.items()):
        kinds[case["state"], *case["flags"]].append(number)
    return [numbers[0] for numbers in kinds.values()]


# --- why this department ------------------------------------------------------------------

def check_department(server, record):
    """The rule that decided and, of those before it, each that is about this class; or who
    chose, and what was suggested."""
    rules = server.get("leader", "/api/v1/routing-rules")["rules"]
    n = collections.Counter()
    for number, case in record.cases.items():
        lines = case["why"]["department"]
        if case["department"] is None:
            assert lines == [] and case["routing_reason"] is None, number
            continue
        assert lines and lines[0] == case["routing_reason"], (number, lines)
        if "系统建议" in lines[0]:
            n["chosen"] += 1
            continue
        # The class that was decided by may have been corrected since.
        if any(event["action"] == "amend" for event in case["events"]):
            continue
        decided = [r for r in rules if f"（规则 {r['rank']}）" in lines[0]]
        if not decided:
            assert "责任" in lines[0] or "属地" in lines[0], lines
            n["territory"] += 1
            continue
        check_rules(case, decided[0], rules, lines)
        n["rule"] += 1
    return n


def check_rules(case, decided, rules, lines):
    """Another class is no reason worth a line; everything else is told."""
    assert decided["department"]["code"] == case["department"]["code"], case["number"]
    assert decided["class"] is None or case["class"]["code"].startswith(decided["class"])
    before = [r for r in rules if r["rank"] < decided["rank"] and (
        r["class"] is None or case["class"]["code"].startswith(r["class"]))]
    told = [r for r in before if any(f"规则 {r['rank']}（" in line for line in lines[1:])]
    assert told == before, (case["number"], lines)


# --- why this deadline --------------------------------------------------------------------

def check_deadline(record):
    """From when, how long, what did not count on the way, until when."""
    n = collections.Counter()
    for number, case in record.cases.items():
        text = "".join(case["why"]["deadline"])
        if case["deadline"] is None:
            assert text == "", number
            continue
        if case["deferrals"]:
            assert "缓办" in text, (number, text)
            n["deferred"] += 1
            continue
        due = parse(case["deadline"]).astimezone(ZONE)
        if case["suspensions"] == 0:
            assert due.strftime("%m-%d %H:%M") in text, (number, text)
            n["due"] += 1
        crosses = (parse(case["deadline_start"]).astimezone(ZONE).date().isoformat() <
                   "2026-10-01" and due.date().isoformat() > "2026-10-07")
        works = case["clocks"] and not case["urgent"] and case["department"] is not None and \
            case["department"]["code"] != "hw"
        if crosses and works and not case["suspensions"] and not case["extensions"]:
            assert "国庆节" in text, (number, text)
            n["holiday"] += 1
    return n


# --- what may be done next ----------------------------------------------------------------

def people(case):
    yield from ("acceptor", "leader", "dispatcher", "manager", "admin")
    yield case["reporter"]["login"]
    yield "inspector09"
    if case["department"] is not None:
        yield "dept-" + case["department"]["code"]


def check_next(server, record):
    """What is listed for someone needs what it says; what is not listed is refused."""
    n = collections.Counter()
    for number in sample(record):
        for login in people(record.cases[number]):
            check_person(server, number, login, n)
        after = server.get("manager", "/api/v1/cases/" + number)["case"]
        assert after["version"] == record.cases[number]["version"], number
    return n


def check_person(server, number, login, n):
    path = "/api/v1/cases/" + number
    status, answer = server.call(login, "GET", path)
    if status == 404:
        n["invisible"] += 1
        assert refuse(server, path, login, "void", 1)[0] == 404
        return
    case = answer["case"]
    listed = {a["action"]: a["fields"] for a in case["actions"]}
    for action in ACTIONS:
        if action not in listed:
            status, answer = refuse(server, path, login, action, case["version"])
            assert (status, answer["code"]) in (
                (403, "forbidden"), (422, "action_not_allowed")), (number, login, answer)
            n["refused"] += 1
        elif any(f["required"] for f in listed[action]):
            status, answer = refuse(server, path, login, action, case["version"])
            needed = [f["name"] for f in listed[action] if f["required"]]
            assert (status, answer["code"]) == (422, "missing_field"), (number, login, answer)
            assert answer["field"] in needed, (number, action, answer)
            n["needs"] += 1


def refuse(server, path, login, action, version):
    return server.call(login, "POST", path + "/actions",
                       {"action": action, "version": version})
