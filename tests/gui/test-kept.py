#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on the real server: colleagues see who is at a case, a night without
network is caught up with, and neither a lost network nor a crash costs anything or doubles it.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import glob
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, end, pyatspi, run, wait_for  # noqa: E402
from line import Line  # noqa: E402

MISSED = 300
LOGIN = "leader"
PASSWORD = "password-of-leader"


class FarDesk(Desk):
    """A desk behind a line that can be cut."""

    def sign_in(self, login, password):
        if not hasattr(self, "line"):
            self.line = Line(self.base)
        self.base = self.line.base
        super().sign_in(login, password)

    def order(self, line):
        return self.ask(line).rsplit(" ", 1)[0]

    def crash(self):
        """Kills the program, as a power cut would, and starts it again."""
        self.program.kill()
        end(self.program)
        wait_for("the program to leave the accessibility tree",
                 lambda: self.application() is None)
        self.sign_in(LOGIN, PASSWORD)
        self.wait_ready()

    def press(self, node):
        node.queryAction().doAction(0)


def offline(desk):
    wait_for("the word offline", lambda: desk.find("Offline since"))


def live(desk):
    wait_for("the word live", lambda: desk.find("Live"))


def row_of(desk, number):
    return desk.find(f"{number}, ", under=desk.cases)


def look_at(desk):
    desk.cases = wait_for("the list", lambda: desk.find("Cases", pyatspi.ROLE_LIST))


def check_hold_of_a_colleague(desk):
    desk.wait_ready()
    look_at(desk)
    live(desk)
    number = desk.order("report 5 litter that two look at")
    wait_for("the case", lambda: row_of(desk, number))
    desk.order(f"hold dispatcher {number}")
    wait_for("the row to name the colleague",
             lambda: "Open at Person dispatcher" in row_of(desk, number).name)
    desk.keys("alt+Down")
    wait_for("the panel to name the colleague",
             lambda: desk.find("Person dispatcher has had this case open since"))
    assert desk.order("heard") == f"{number}:leader:begun"
    desk.order("leave")
    wait_for("the row to be as before",
             lambda: "Open at" not in row_of(desk, number).name)


def held(desk):
    """What the server holds of open cases."""
    return int(desk.order("count state=open"))


def open_case(desk, number, words):
    """As a notification does that is clicked: the program that runs is told."""
    subprocess.run([desk.path, "--case", number], check=True)
    wait_for("the case laid open", lambda: desk.find(words, pyatspi.ROLE_LABEL))


def type_into(title, text):
    """Without a window manager nobody gives a new window the keyboard."""
    subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", title,
                    "windowfocus", "--sync"], check=True, timeout=60)
    subprocess.run(["xdotool", "type", "--delay", "60", text], check=True)


def check_night_without_network(desk):
    desk.line.cut()
    offline(desk)
    last = desk.order(f"many {MISSED}")
    desk.line.mend(desk.order("crash"))
    # At once, not when its next attempt is due.
    desk.keys("ctrl+r")
    live(desk)
    wait_for("the last of what was missed", lambda: row_of(desk, last))
    count = held(desk)
    assert count > MISSED, count
    wait_for(f"the count of {count}", lambda: desk.find_exactly(str(count)))


def check_unsent_after_crash(desk):
    number = desk.order("report 6 litter to be filed without network")
    wait_for("the case", lambda: row_of(desk, number))
    open_case(desk, number, "to be filed without network")
    wait_for("the action", lambda: desk.find("File", pyatspi.ROLE_PUSH_BUTTON))
    desk.line.cut()
    offline(desk)
    desk.keys("alt+1")
    wait_for("the form", lambda: desk.find("Opinion"))
    desk.keys("ctrl+Return")
    wait_for("it to be kept", lambda: desk.find("1 not sent"))
    desk.line.mend()
    desk.crash()
    look_at(desk)
    wait_for("it to be offered again", lambda: desk.find("1 not sent"))
    assert desk.order(f"state {number}") == "reported"
    version = int(desk.order(f"show {number} case.version"))
    desk.keys("ctrl+u")
    desk.press(wait_for("the way to send it",
                        lambda: desk.find("Send: ", pyatspi.ROLE_PUSH_BUTTON)))
    wait_for("the server to hold it filed",
             lambda: desk.order(f"state {number}") == "filed")
    wait_for("nothing more to be offered", lambda: not desk.find("not sent"))
    assert int(desk.order(f"show {number} case.version")) == version + 1


def drafts_hold(text):
    files = glob.glob(os.path.join(os.environ["XDG_DATA_HOME"], "gridward", "*.drafts"))
    return any(text in open(name, encoding="utf-8").read() for name in files)


def check_draft_after_crash(desk):
    desk.keys("ctrl+h")
    wait_for("the form of a call", lambda: desk.find("New Hotline Call"))
    type_into("New Hotline Call", "MrsWang")
    wait_for("it to be on the disk", lambda: drafts_hold("MrsWang"))
    desk.crash()
    wait_for("it to be offered again", lambda: desk.find("1 begun"))
    desk.keys("ctrl+u")
    desk.press(wait_for("the way on", lambda: desk.find("Go On: Hotline call")))
    wait_for("the form as it was", lambda: desk.find("is here again"))
    type_into("New Hotline Call", "")
    desk.keys("Escape", "Escape")
    wait_for("nothing more to be begun", lambda: not desk.find("1 begun"))
    wait_for("the disk to know", lambda: not drafts_hold("MrsWang"))


if __name__ == "__main__":
    sys.exit(run(FarDesk(sys.argv[1], [sys.argv[2]], PASSWORD, LOGIN),
                 [check_hold_of_a_colleague, check_night_without_network,
                  check_unsent_after_crash, check_draft_after_crash]))
