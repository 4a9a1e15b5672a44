#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator takes rules out and puts the rest into force: the server routes the next
report by them, without a restart.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from admin import give_keys_to, type_text, window  # noqa: E402
from driver import Desk, pyatspi, run, wait_for, walk  # noqa: E402


def suggested(desk, cell):
    number = desk.ask(f"report {cell} litter in the street").split()[0]
    desk.ask(f"act leader {number} file")
    return desk.ask(f"show {number} case.suggested_department.code").split()[0]


def press(desk, name):
    button = wait_for(f"the button {name}", lambda: next(
        (node for node in walk(desk.application())
         if name in node.name and node.getRole() == pyatspi.ROLE_PUSH_BUTTON), None))
    wait_for(f"{name} to be possible",
             lambda: button.getState().contains(pyatspi.STATE_SENSITIVE))
    button.queryAction().doAction(0)


def show_page(desk, name):
    pages = wait_for("the pages", lambda: desk.find("Pages of the administration"))
    row = wait_for(f"the page {name}", lambda: desk.find(name, under=pages))
    pages.querySelection().selectChild(row.getIndexInParent())


def check_try_one(desk):
    """A class and a place, here by the code of its cell: which rule would take it, and why."""
    desk.wait_ready()
    wait_for("the connection's state in a word", lambda: desk.find("Live"))
    assert suggested(desk, 0) == "sanitation"
    desk.keys("ctrl+3")
    show_page(desk, "Routing Rules")
    wait_for("the rules in words", lambda: desk.find("the component has an owner"))
    wait_for("what the server says of them", lambda: desk.find("Checked: "))
    give_keys_to(1)
    wait_for("the class", lambda: next(
        (node for node in walk(window(desk)) if node.name.startswith("Class of the case: ")),
        None)).queryAction().doAction(0)
    wait_for("the choices", lambda: desk.find("Choices", under=window(desk)))
    type_text(desk, "06010")
    desk.keys("Return")
    wait_for("the class to be chosen", lambda: next(
        (node for node in walk(window(desk)) if node.name.startswith("Class of the case: ")
         and "Exposed litter" in node.name), None))
    desk.keys("Tab")
    type_text(desk, "441802001001003")
    wait_for("the cell", lambda: desk.find("441802001001003", pyatspi.ROLE_LABEL,
                                           window(desk)))
    desk.keys("Return")
    wait_for("what decides", lambda: desk.find("The rule that decides", under=window(desk)))
    wait_for("the rule of litter", lambda: desk.find("(rule 30)", under=window(desk)))


def check_rules(desk):
    # The owner's, the one of broken roads, the one of litter.
    for gone in ("the component has an owner", "06013", "Matter class 06 "):
        rules = wait_for("the rules", lambda: desk.find("Routing rules, the first"))
        wait_for(f"{gone} among the rules", lambda: desk.find(gone, under=rules))
        press(desk, "Remove")
        wait_for(f"{gone} to go", lambda: not desk.find(gone, under=rules))
    assert suggested(desk, 1) == "sanitation", "a draft is not in force"
    press(desk, "Publish")
    wait_for("the draft to be in force", lambda: suggested(desk, 2) == "none")


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-admin", "admin"),
                 [check_try_one, check_rules]))
