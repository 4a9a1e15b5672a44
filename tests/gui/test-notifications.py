#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications of the desktop: a case that is supervised from now on is told over the session
bus, a click on that lays the case open, and in the quiet hours nothing is told.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, pyatspi, run, wait_for  # noqa: E402
from notifications import Notifications  # noqa: E402


def order(desk, line):
    return desk.ask(line).rsplit(" ", 1)[0]


def write_settings(*lines):
    """As the preferences do."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
        file.write("\n".join(["[org/gridward/Desk]", *lines, ""]))
    os.environ["GSETTINGS_BACKEND"] = "keyfile"


def supervise(desk, text):
    number = order(desk, f"report 5 {text}")
    wait_for("the case", lambda: desk.find(f"{number}, "))
    order(desk, f"act leader {number} supervise")
    assert "supervised" in order(desk, f"show {number} case.flags")
    return number


def told_of(desk, number):
    return next((one for one in desk.notifications.told if number in one[2]), None)


def start(desk):
    desk.wait_ready()
    wait_for("the connection's state in a word", lambda: desk.find("Live"))


def check_supervised_is_told(desk):
    start(desk)
    number = supervise(desk, "litter that a leader watches")
    wait_for("the notification", lambda: told_of(desk, number))
    ident, title, body = told_of(desk, number)
    assert title.startswith("Supervised: "), title
    assert number in body, body
    desk.notifications.click(ident)
    wait_for("the case laid open",
             lambda: desk.find("litter that a leader watches", pyatspi.ROLE_LABEL))


def check_quiet_hours(desk):
    desk.sign_out()
    hour = time.localtime().tm_hour
    write_settings("quiet-hours=true", f"quiet-from={hour}", f"quiet-to={(hour + 2) % 24}")
    desk.sign_in("dispatcher", "password-of-dispatcher")
    start(desk)
    number = supervise(desk, "litter in the night")
    # The desk knows: it is among those that are supervised. What would be told is told first.
    desk.keys("shift+F8")
    wait_for("it among the supervised", lambda: desk.find(f"{number}, "))
    assert told_of(desk, number) is None, told_of(desk, number)


def check_told_again(desk):
    """So that silence is not a broken bus."""
    desk.sign_out()
    write_settings("quiet-hours=false")
    desk.sign_in("dispatcher", "password-of-dispatcher")
    start(desk)
    number = supervise(desk, "litter in the morning")
    wait_for("the notification", lambda: told_of(desk, number))


if __name__ == "__main__":
    write_settings("quiet-hours=false")
    DESK = Desk(sys.argv[1], [sys.argv[2]], "password-of-dispatcher")
    DESK.notifications = Notifications()
    sys.exit(run(DESK, [check_supervised_is_told, check_quiet_hours, check_told_again]))
