#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, driven from outside: signs in, picks a case by keyboard, dispatches it.

Takes the program and the fake server as arguments; needs a display and a session bus of its
own (run-headless.sh)."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, pyatspi, run, wait_for, walk  # noqa: E402


def check_sign_in(desk):
    desk.wait_ready()
    wait_for("the connection's state in a word", lambda: desk.find("Live"))
    wait_for("the notice of synthetic data", lambda: desk.find("Demo data"))


def all_filed(desk, number):
    """Whether that case is shown, and filed ones alone."""
    shown = {found for node in walk(desk.application())
             for found in re.findall(r"\b\d{8}-\d{6}\b", node.name)}
    return number in shown and all(desk.ask(f"state {other}") == "filed" for other in shown)


def check_dispatch_by_keyboard(desk):
    number = desk.ask("report a broken lamp, typed in by the test")
    wait_for("the new case in the list", lambda: desk.find(number))
    # To dispatch; the first of the list; its first action; confirm.
    desk.keys("F4")
    wait_for("a list of what is to be dispatched", lambda: all_filed(desk, number))
    desk.keys("alt+Down")
    wait_for("the case laid open", lambda: desk.find("a broken lamp, typed in by the test"))
    wait_for("the action", lambda: desk.find("Dispatch", pyatspi.ROLE_PUSH_BUTTON))
    desk.keys("alt+1")
    wait_for("the form with its suggestion", lambda: desk.find("Suggested: matter"))
    desk.keys("ctrl+Return")
    # It is said while it can still be undone, and a little longer.
    wait_for("the toast", lambda: desk.find_toast(f"{number}: Dispatched"))
    wait_for("the server to hold it dispatched",
             lambda: desk.ask(f"state {number}") == "dispatched")


def states_listed(desk):
    rows = desk.find("Cases", pyatspi.ROLE_LIST)
    numbers = {found for node in walk(rows)
               for found in re.findall(r"\b\d{8}-\d{6}\b", node.name)}
    return {desk.ask(f"state {number}") for number in numbers}


def check_function_keys(desk):
    """Inside of the panes too, where the toolkit has other plans with F6."""
    desk.keys("ctrl+l")
    desk.keys("F6")
    wait_for("what is to be checked alone", lambda: states_listed(desk) == {"handled"})
    desk.keys("F2")
    wait_for("all that is open", lambda: len(states_listed(desk)) > 1)
    desk.keys("ctrl+n")


def check_reconnect(desk):
    desk.server.stdin.write("refuse\ndrop\n")
    desk.server.stdin.flush()
    wait_for("the word offline", lambda: desk.find("Offline since"))
    number = desk.ask("report while the line was down")
    desk.keys("F2")
    desk.server.stdin.write("welcome\n")
    desk.server.stdin.flush()
    wait_for("the word live", lambda: desk.find("Live"), 40)
    wait_for("the case of the meantime", lambda: desk.find(number))


def check_statistics_by_keyboard(desk):
    desk.keys("ctrl+2")
    wait_for("the formula with its numbers", lambda: desk.find("List the cases counted: Closed"))
    desk.keys("ctrl+1")
    wait_for("the list again", lambda: desk.find("Newest first"))


def check_second_start(desk):
    """Started again, the program hands its wish to the one that runs, and ends."""
    number = desk.ask("report asked for from elsewhere")
    again = subprocess.run([desk.path, "--case", number], timeout=60)
    assert again.returncode == 0, again.returncode
    wait_for("the case that was asked for", lambda: desk.find("asked for from elsewhere"))
    wait_for("one window alone", lambda: len(
        [node for node in desk.application() if node.getRole() == pyatspi.ROLE_FRAME]) == 1)
    subprocess.run([desk.path, "--section", "statistics"], check=True, timeout=60)
    wait_for("the section that was asked for", lambda: desk.find("List the cases counted: Closed"))
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.gridward.Desk",
                    "--object-path", "/org/gridward/Desk", "--method",
                    "org.freedesktop.Application.ActivateAction", "section",
                    "[<'cases'>]", "{}"], check=True, timeout=60, stdout=subprocess.DEVNULL)
    wait_for("the section that the bus asked for", lambda: desk.find("Newest first"))


def list_buttons(desk):
    """How many there are, and which of them have no name."""
    nameless = []
    checked = 0
    for node in walk(desk.application()):
        if node.getRole() not in (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON):
            continue
        checked += 1
        # Without a label a widget is called by its class, unless what it holds has one.
        names = [child.name for child in walk(node)]
        # libadwaita 1.2 names the eye of a password row by its description only.
        if node.description == "Show Text":
            continue
        if all(not name or name.startswith("Gtk") for name in names):
            nameless.append(node.description or node.parent.name)
    return checked, nameless


# A button that shows nothing but a picture must still say what it is.
def check_names(desk):
    checked, nameless = wait_for("a tree that keeps still", lambda: list_buttons(desk))
    assert checked > 15, checked
    assert not nameless, f"{nameless} of {checked} buttons have no name"
    print(f"# {checked} buttons have names", flush=True)


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2], "60", "20"], "secret"),
                 [check_sign_in, check_dispatch_by_keyboard, check_function_keys,
                  check_reconnect,
                  check_statistics_by_keyboard, check_second_start, check_names]))
