#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on the real server: a department asks for more time in a form, the
dispatcher grants it in another, and the server holds what was decided.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, pyatspi, run, wait_for  # noqa: E402

REASON = "awaitingparts"


def order(desk, line):
    return desk.ask(line).rsplit(" ", 1)[0]


def held(desk, member):
    return order(desk, f"show {desk.number} {member}")


def lay_open(desk, text):
    """The newest case of the list, which is the only one that tells this."""
    wait_for("the case in the list", lambda: desk.find(f"{desk.number}, "))
    desk.keys("alt+Down")
    wait_for("the case laid open", lambda: desk.find(text, pyatspi.ROLE_LABEL))


def open_form(desk, number, label):
    """The form is called as the action is; where the action stands, tests of the form say."""
    desk.keys(f"alt+{number}")
    wait_for(f"the form: {label}", lambda: desk.find("Ctrl+Enter · Esc") and
             desk.find(label, pyatspi.ROLE_LABEL))


def prepare(desk):
    desk.wait_ready()
    desk.number = order(desk, "report 6 a lamp post bent by a lorry")
    order(desk, f"act leader {desk.number} file")
    order(desk, f"act dispatcher {desk.number} dispatch")
    order(desk, f"act sanitation {desk.number} accept")
    desk.deadline = held(desk, "case.deadline")


def check_department_asks(desk):
    prepare(desk)
    lay_open(desk, "a lamp post bent")
    open_form(desk, 4, "Request extension")
    # What is required has the focus.
    desk.keys(*REASON, "ctrl+Return")
    wait_for("the server to hold the request",
             lambda: held(desk, "case.request.kind") == "extension")
    assert held(desk, "case.request.by.login") == "sanitation"
    assert held(desk, "case.request.chain.0.0") == "dispatcher"
    assert held(desk, "case.deadline") == desk.deadline, "nothing is granted yet"
    wait_for("the request on the desk", lambda: desk.find("Asked for: Extension"))
    wait_for("the way to take it back",
             lambda: desk.find("Withdraw request", pyatspi.ROLE_PUSH_BUTTON))


def check_dispatcher_grants(desk):
    desk.sign_out()
    desk.sign_in("dispatcher", "password-of-dispatcher")
    desk.wait_ready()
    lay_open(desk, "a lamp post bent")
    wait_for("the request", lambda: desk.find("Asked for: Extension"))
    wait_for("its reason", lambda: desk.find(REASON, pyatspi.ROLE_LABEL))
    wait_for("who decides", lambda: desk.find("Step 1 of 1: Dispatcher"))
    open_form(desk, 1, "Approve")
    desk.keys("ctrl+Return")
    wait_for("the server to hold nothing that waits",
             lambda: held(desk, "case.request") == "none")
    assert held(desk, "case.extensions") == "1"
    assert held(desk, "case.state") == "handling"
    # Times of one form: later is greater.
    assert held(desk, "case.deadline") > desk.deadline, "no time was granted"
    wait_for("the decision in the journal", lambda: desk.find("Approved: Extension"))
    wait_for("the extension among what is particular", lambda: desk.find("1 extension"))
    wait_for("no request", lambda: not desk.find("Asked for: Extension"))


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-sanitation", "sanitation"),
                 [check_department_asks, check_dispatcher_grants]))
