#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Acting on cases with the keyboard alone, on the real server: three keys for a case, undo,
fifty at once of which some are refused, and a crash before anything was sent.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, end, pyatspi, run, wait_for  # noqa: E402

MANY = 50
LATE = 3
# Longer than usual, so that a busy machine comes in time.
UNDO_S = 12


def set_undo_time():
    """As the preferences do."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    os.makedirs(folder)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
        file.write(f"[org/gridward/Desk]\nundo-seconds={UNDO_S}\n")
    os.environ["GSETTINGS_BACKEND"] = "keyfile"


def order(desk, line):
    return desk.ask(line).split()[0]


def file_case(desk, text, cell=5):
    number = order(desk, f"report {cell} {text}")
    order(desk, f"act leader {number} file")
    return number


def state(desk, number):
    return order(desk, f"state {number}")


def check_sign_in(desk):
    desk.wait_ready()
    wait_for("the connection's state in a word", lambda: desk.find("Live"))
    desk.cases = wait_for("the list", lambda: desk.find("Cases", pyatspi.ROLE_LIST))


def to_dispatch(desk, others):
    """A window that has just come may not have the keyboard yet."""
    def narrowed():
        desk.keys("F4")
        time.sleep(0.5)
        return not desk.find(f"{others}, ", under=desk.cases)
    wait_for("the cases to dispatch alone", narrowed)


def open_form(desk, number, text):
    """From the list: the next case, and its first action. Two keys."""
    wait_for("the case to dispatch", lambda: desk.find(f"{number}, ", under=desk.cases))
    desk.keys("alt+Down")
    wait_for("the case laid open", lambda: desk.find(text, pyatspi.ROLE_LABEL))
    wait_for("the action", lambda: desk.find("Dispatch", pyatspi.ROLE_PUSH_BUTTON))
    desk.keys("alt+1")
    wait_for("the form with its suggestion and the reason",
             lambda: desk.find("Suggested: "))


def check_three_keys(desk):
    number = file_case(desk, "a heap of litter")
    other = file_case(desk, "the one after it")
    to_dispatch(desk, order(desk, "report 3 not filed yet"))
    wait_for("both to dispatch", lambda: desk.find(f"{number}, ", under=desk.cases) and
             desk.find(f"{other}, ", under=desk.cases))
    desk.keys("ctrl+l")
    # These three, and no other.
    open_form(desk, other, "the one after it")
    desk.keys("ctrl+Return")
    wait_for("what was done", lambda: desk.find_toast(f"{other}: Dispatched"))
    wait_for("the next case laid open",
             lambda: desk.find("a heap of litter", pyatspi.ROLE_LABEL))
    wait_for("the server to hold it dispatched", lambda: state(desk, other) == "dispatched")
    assert state(desk, number) == "filed"
    order(desk, f"act admin {number} void")
    wait_for("an empty list", lambda: not desk.find(f"{number}, ", under=desk.cases))


def check_undo(desk):
    number = file_case(desk, "sent too early")
    open_form(desk, number, "sent too early")
    desk.keys("ctrl+Return")
    wait_for("what was done", lambda: desk.find_toast(f"{number}: Dispatched"))
    desk.keys("ctrl+z")
    wait_for("that it was undone", lambda: desk.find_toast(f"Undone: {number}"))
    wait_for("the form as it was", lambda: desk.find("Suggested: "))
    assert state(desk, number) == "filed"
    desk.keys("Escape")
    wait_for("the form to close", lambda: not desk.find("Suggested: "))
    order(desk, f"act admin {number} void")
    wait_for("an empty list", lambda: not desk.find(f"{number}, ", under=desk.cases))


def check_bulk(desk):
    numbers = [file_case(desk, f"one of many {i}", i % 16) for i in range(MANY)]
    wait_for("the last of them", lambda: desk.find(f"{numbers[-1]}, ", under=desk.cases))
    desk.keys("ctrl+l", "ctrl+a")
    wait_for("what can be done with all of them",
             lambda: desk.find(f"Dispatch {MANY}/{MANY}", pyatspi.ROLE_PUSH_BUTTON))
    desk.keys("alt+1")
    wait_for("the form", lambda: desk.find("Ctrl+Enter · Esc"))
    # Others are faster with a few of them, before anything is sent.
    for number in numbers[:LATE]:
        order(desk, f"act admin {number} void")
    desk.keys("ctrl+Return")
    wait_for("what became of them",
             lambda: desk.find("done, ") or desk.find("cases: Dispatched"))
    wait_for("all to be done", lambda: [state(desk, number) for number in numbers] ==
             ["voided"] * LATE + ["dispatched"] * (MANY - LATE))
    wait_for("that it is over", lambda: desk.find("Close", pyatspi.ROLE_PUSH_BUTTON))
    desk.keys("ctrl+d", "Return")
    wait_for("the result put away", lambda: not desk.find("done, "))


def check_crash(desk):
    number = file_case(desk, "decided before the crash")
    desk.keys("ctrl+l")
    open_form(desk, number, "decided before the crash")
    desk.keys("ctrl+Return")
    wait_for("what was done", lambda: desk.find_toast(f"{number}: Dispatched"))
    desk.program.kill()
    end(desk.program)
    wait_for("the program to leave the accessibility tree",
             lambda: desk.application() is None)
    desk.sign_in("dispatcher", "password-of-dispatcher")
    desk.wait_ready()
    if state(desk, number) == "dispatched":
        print("# it was sent before it could be killed")
        return
    wait_for("that it was not sent", lambda: desk.find("1 not sent"))
    assert state(desk, number) == "filed"


if __name__ == "__main__":
    set_undo_time()
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-dispatcher"),
                 [check_sign_in, check_three_keys, check_undo, check_bulk, check_crash]))
