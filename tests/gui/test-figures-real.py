#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The managers' page on the real server, by the keyboard: its figures are the server's, a
figure is as long as its list, a filter applies to all, and there is a way to a case and back.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import json
import os
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, pyatspi, run, wait_for, walk  # noqa: E402

STEPS = [("leader", "file"), ("admin", "dispatch"), ("sanitation", "accept"),
         ("sanitation", "handle"), ("inspector", "check"), ("leader", "close")]
LIST = "List the cases counted: "
FIGURES = {"Closed": "closed", "To close": "to_close"}


def call(desk, path, token=None, body=None):
    request = urllib.request.Request(desk.base + path, data=body)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if body:
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def total(desk, more=""):
    """What the server counts this month."""
    book = call(desk, "/api/v1/city", desk.token)["server_time"]
    return call(desk, f"/api/v1/statistics/table?rows=street&from={book[:7]}-01{more}",
                desk.token)["total"]["figures"]


def focused(desk, text):
    for node in walk(desk.application()):
        if text in node.name and node.getState().contains(pyatspi.STATE_FOCUSED):
            return node
    return None


def tab_to(desk, text):
    """With the keyboard alone, as whoever has no mouse."""
    for _ in range(80):
        if focused(desk, text):
            return
        desk.keys("Tab")
    raise AssertionError(f"no way by Tab to {text}")


def press(node):
    """As assistive technology does: the keyboard's way there was walked before."""
    node.queryAction().doAction(0)


def focused_row(desk):
    return any(node.getState().contains(pyatspi.STATE_FOCUSED) and
               any(child.name in desk.numbers for child in walk(node))
               for node in walk(desk.application()))


def numbers_listed(desk):
    """In the list of what is counted; the desk's own list stays in the tree, unseen."""
    view = desk.find_exactly("Cases counted")
    return [node.name for node in walk(view)
            if node.getRole() == pyatspi.ROLE_LABEL and node.name in desk.numbers]


def check_figures_are_the_servers(desk):
    desk.wait_ready()
    answer = json.dumps({"login": "leader", "password": "password-of-leader"}).encode()
    desk.token = call(desk, "/api/v1/sessions", body=answer)["token"]
    desk.numbers = [desk.ask(f"report {cell} litter").split()[0] for cell in (0, 1, 9, 0)]
    for i, n_steps in enumerate((6, 6, 4, 0)):
        for login, action in STEPS[:n_steps]:
            desk.ask(f"act {login} {desk.numbers[i]} {action}")
    counted = {"closed": 2, "to_close": 1}
    wait_for("the server to have counted",
             lambda: counted.items() <= total(desk).items())
    wait_for("the desk with its cases", lambda: desk.find(desk.numbers[3]))
    desk.keys("ctrl+2")
    figures = total(desk)
    for title, name in FIGURES.items():
        wait_for(title, lambda: desk.find(f"{LIST}{title} {figures[name]}"))


def check_a_figure_is_its_list(desk):
    button = f"{LIST}Closed 2"
    tab_to(desk, button)
    desk.keys("Return")
    wait_for("the list", lambda: desk.find("Closed: 2 cases counted"))
    wait_for("its cases", lambda: len(numbers_listed(desk)) == 2)
    desk.keys("alt+Left")
    wait_for("the tables again", lambda: not desk.find("2 cases counted"))
    wait_for("the figure again", lambda: desk.find(button))


def check_filter_by_keyboard(desk):
    tab_to(desk, "Departments")
    desk.keys("Right", "space")
    chip = wait_for("the filter", lambda: desk.find("Remove the filter: Department: "))
    department = next(row["key"] for row in call(
        desk, "/api/v1/statistics/table?rows=department", desk.token)["items"])
    figures = total(desk, f"&department={department}")
    wait_for("the figure of the department",
             lambda: desk.find(f"{LIST}Closed {figures['closed']}"))
    press(chip)
    wait_for("no filter", lambda: not desk.find("Remove the filter: Department"))


def check_case_and_back(desk):
    button = f"{LIST}Closed 2"
    press(wait_for("the figure", lambda: desk.find(button)))
    wait_for("the list", lambda: desk.find("Closed: 2 cases counted"))
    wait_for("its cases", lambda: len(numbers_listed(desk)) == 2)
    wait_for("the keyboard in the list", lambda: focused_row(desk))
    desk.keys("Return")
    wait_for("the case in the desk", lambda: desk.find("Newest first"))
    desk.keys("alt+Left")
    wait_for("the list again", lambda: desk.find("Closed: 2 cases counted"))
    desk.keys("alt+Left")
    wait_for("the figures again", lambda: desk.find(button))


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-leader", "leader"),
                 [check_figures_are_the_servers, check_a_figure_is_its_list,
                  check_filter_by_keyboard, check_case_and_back]))
