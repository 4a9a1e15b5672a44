#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan's page on the real server, by the keyboard: targets and lamps are the server's, an
actual that is entered is what the server then holds, and what is refused is told.

Takes the program, the town's server (tests/lib/town-server-main.c) and gridwardctl as
arguments; needs a display and a session bus of its own (run-headless.sh)."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, pyatspi, run, wait_for, walk  # noqa: E402

PLAN = """year,code,area,title,title_en,unit,better,start,target,due,department,indicator,actual,\
actual_date,note
{0},a_points,441802001001,服务点,Service points,count,up,,40,{0}-12-31,works,,,,
{0},b_closure,441802,结案率,Closure held,percent,up,,90,{0}-12-31,works,closure_rate,,,
"""


def call(desk, path, token=None, body=None):
    request = urllib.request.Request(desk.base + path, data=body)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if body:
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def target(desk, code):
    return call(desk, f"/api/v1/plan-targets?code={code}", desk.token)["targets"][0]


def focused(desk, text):
    return any(text in node.name and node.getState().contains(pyatspi.STATE_FOCUSED)
               for node in walk(desk.application()))


def check_targets_are_the_servers(desk):
    desk.wait_ready()
    answer = json.dumps({"login": "manager", "password": "password-of-manager"}).encode()
    desk.token = call(desk, "/api/v1/sessions", body=answer)["token"]
    year = call(desk, "/api/v1/plan-targets", desk.token)["year"]
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as plan:
        plan.write(PLAN.format(year))
        plan.flush()
        subprocess.run([sys.argv[3], "--db", desk.ask("database").split()[0], "import",
                        "targets", plan.name], check=True, stdout=subprocess.DEVNULL)
    wait_for("the desk's list", lambda: desk.find("Newest first"))
    desk.keys("ctrl+4")
    wait_for("the numbers of the plan", lambda: desk.find("2 targets: 0 on course"))
    wait_for("the first target", lambda: desk.find("Service points · "))
    wait_for("how it stands", lambda: desk.find("Actual – of 40"))


def check_actual_by_keyboard(desk):
    wait_for("the field", lambda: desk.find("New actual"))
    desk.keys("alt+u")
    wait_for("the keyboard in the field", lambda: focused(desk, "New actual"))
    desk.keys("1", "2", "period", "5", "Return")
    wait_for("the server to hold it",
             lambda: (target(desk, "a_points")["actual"] or {}).get("value") == 12.5)
    held = target(desk, "a_points")
    assert held["actual"]["by"]["login"] == "manager", held
    assert held["version"] == 2, held
    wait_for("the desk to show it", lambda: desk.find("Actual 12.5 of 40"))


def check_refused_is_told(desk):
    """A day of another year: the server says no, and nothing changes."""
    wait_for("the date", lambda: desk.find("As of:"))
    desk.keys("alt+a")
    wait_for("the keyboard at the date", lambda: focused(desk, "As of"))
    desk.keys("ctrl+a", "2", "0", "0", "1", "minus", "0", "1", "minus", "0", "1")
    desk.keys("alt+u")
    wait_for("the keyboard in the field", lambda: focused(desk, "New actual"))
    desk.keys("1", "3", "Return")
    wait_for("why not", lambda: desk.find("a day of the target"))
    assert target(desk, "a_points")["actual"]["value"] == 12.5


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-manager", "manager"),
                 [check_targets_are_the_servers, check_actual_by_keyboard,
                  check_refused_is_told]))
