#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, driven from outside: signs in, picks a case by keyboard, dispatches it.

Takes the program and the fake server as arguments; needs a display and a session bus of its
own (run-headless.sh)."""

import os
import subprocess
import sys
import tempfile
import time

try:
    import pyatspi
except ImportError as error:
    print(f"1..0 # SKIP pyatspi: {error}")
    sys.exit(0)


def wait_for(what, condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = condition()
        except Exception:  # the tree changes while it is being walked
            found = None
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited in vain for {what}")


def walk(node, depth=0):
    yield node
    if depth > 40:
        return
    for i in range(node.childCount):
        child = node.getChildAtIndex(i)
        if child is not None:
            yield from walk(child, depth + 1)


class Desk:
    def __init__(self, program, server):
        self.server = subprocess.Popen([server, "60", "20"], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        self.base = self.server.stdout.readline().strip()
        self.password = tempfile.NamedTemporaryFile("w", suffix=".password")
        self.password.write("secret\n")
        self.password.flush()
        self.errors = tempfile.TemporaryFile("w+")
        self.program = subprocess.Popen(
            [program, "--server", self.base, "--login", "dispatcher", "--password-file",
             self.password.name], stdout=subprocess.PIPE, stderr=self.errors, text=True)

    def ask(self, line):
        self.server.stdin.write(line + "\n")
        self.server.stdin.flush()
        return self.server.stdout.readline().strip()

    def application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for application in desktop:
            if application is not None and application.name == "gridward":
                return application
        return None

    def find(self, text, role=None):
        for node in walk(self.application()):
            if text in node.name and (role is None or node.getRole() == role):
                return node
        return None

    def keys(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "80", *keys], check=True)

    def close(self):
        for child in (self.program, self.server):
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.errors.seek(0)
        return self.errors.read()


def check_sign_in(desk):
    line = desk.program.stdout.readline().strip()
    assert line == "desk ready", line
    wait_for("the program in the accessibility tree", desk.application)
    wait_for("the connection's state in a word", lambda: desk.find("Live"))
    wait_for("the notice of synthetic data", lambda: desk.find("Demo data"))


def check_dispatch_by_keyboard(desk):
    number = desk.ask("report a broken lamp, typed in by the test")
    wait_for("the new case in the list", lambda: desk.find(number))
    # To dispatch; the first of the list; its first action; confirm.
    desk.keys("F4")
    time.sleep(0.5)
    desk.keys("alt+Down")
    wait_for("the case laid open", lambda: desk.find("a broken lamp, typed in by the test"))
    wait_for("the action", lambda: desk.find("Dispatch", pyatspi.ROLE_PUSH_BUTTON))
    desk.keys("alt+1")
    wait_for("the form with its suggestion", lambda: desk.find("Suggested: matter"))
    desk.keys("ctrl+Return")
    wait_for("the server to hold it dispatched",
             lambda: desk.ask(f"state {number}") == "dispatched")
    wait_for("the toast", lambda: desk.find(f"{number}: Dispatched"))


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
    wait_for("the formula with its numbers", lambda: desk.find("should close ="))
    desk.keys("ctrl+1")
    wait_for("the list again", lambda: desk.find("Newest first"))


# A button that shows nothing but a picture must still say what it is.
def check_names(desk):
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
    assert checked > 15, checked
    assert not nameless, f"{nameless} of {checked} buttons have no name"
    print(f"# {checked} buttons have names", flush=True)


CHECKS = [check_sign_in, check_dispatch_by_keyboard, check_reconnect,
          check_statistics_by_keyboard, check_names]


def main():
    desk = Desk(sys.argv[1], sys.argv[2])
    failed = 0
    print(f"1..{len(CHECKS) + 1}")
    for i, check in enumerate(CHECKS, 1):
        try:
            check(desk)
            print(f"ok {i} {check.__name__}", flush=True)
        except Exception as error:
            failed += 1
            print(f"not ok {i} {check.__name__}\n# {error!r}", flush=True)
    errors = [line for line in desk.close().splitlines()
              if "WARNING" in line or "CRITICAL" in line]
    print(f"{'not ok' if errors else 'ok'} {len(CHECKS) + 1} quiet on standard error")
    for line in errors:
        print(f"# {line}")
    return 1 if failed or errors else 0


if __name__ == "__main__":
    sys.exit(main())
