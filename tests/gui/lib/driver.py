# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program from outside, by keyboard and through assistive technology."""

import subprocess
import sys
import tempfile
import time

try:
    import pyatspi
except ImportError as error:
    print(f"1..0 # SKIP pyatspi: {error}")
    sys.exit(0)

# By itself a call fails after 0.8 s, though the program may still carry out what it was asked
# for: on a busy machine a test would fail for that.
ANSWER_MS = 30000
pyatspi.setTimeout(ANSWER_MS, ANSWER_MS)


def wait_for(what, condition, seconds=60):
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


def walk(node, depth=0, last_first=False):
    yield node
    if depth > 40:
        return
    order = range(node.childCount)
    for i in reversed(order) if last_first else order:
        child = node.getChildAtIndex(i)
        if child is not None:
            yield from walk(child, depth + 1, last_first)


def end(child):
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


class Desk:
    """The desk and the server it talks to, which takes orders and answers in lines."""

    def __init__(self, program, server, password, login="dispatcher"):
        self.path = program
        self.errors = tempfile.TemporaryFile("w+")
        self.server = subprocess.Popen(server, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        self.base = self.server.stdout.readline().split()[0]
        self.sign_in(login, password)

    def sign_in(self, login, password):
        """Starts the program for one person."""
        self.password = tempfile.NamedTemporaryFile("w", suffix=".password")
        self.password.write(f"{password}\n")
        self.password.flush()
        self.program = subprocess.Popen(
            [self.path, "--server", self.base, "--login", login, "--password-file",
             self.password.name], stdout=subprocess.PIPE, stderr=self.errors, text=True)

    def sign_out(self):
        """Ends the program, so that another person can sit down at the desk."""
        self.program.terminate()
        end(self.program)
        wait_for("the program to leave the accessibility tree",
                 lambda: self.application() is None)

    def ask(self, line):
        self.server.stdin.write(line + "\n")
        self.server.stdin.flush()
        return self.server.stdout.readline().strip()

    def wait_ready(self):
        line = self.program.stdout.readline().strip()
        assert line == "desk ready", line
        wait_for("the program in the accessibility tree", self.application)

    def application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for application in desktop:
            if application is not None and application.name == "gridward":
                return application
        return None

    def find(self, text, role=None, under=None):
        for node in walk(under or self.application()):
            if text in node.name and (role is None or node.getRole() == role):
                return node
        return None

    def find_exactly(self, text):
        """What stands there alone, such as a short text in the journal."""
        return next((node for node in walk(self.application()) if node.name == text), None)

    def find_toast(self, text):
        """It goes after a few seconds, in which a busy machine cannot look through the whole
        tree; but it lies over everything else and so is the last child of what holds it."""
        return next((node for node in walk(self.application(), last_first=True)
                     if text in node.name), None)

    def keys(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "80", *keys], check=True)

    def close(self):
        """What the program had to complain about."""
        self.program.terminate()
        self.server.stdin.close()
        for child in (self.program, self.server):
            end(child)
        self.errors.seek(0)
        return [line for line in self.errors.read().splitlines()
                if "WARNING" in line or "CRITICAL" in line]


def run(desk, checks):
    """Runs the checks in order as one TAP plan; the last point is a quiet program."""
    failed = 0
    print(f"1..{len(checks) + 1}")
    for i, check in enumerate(checks, 1):
        try:
            check(desk)
            print(f"ok {i} {check.__name__}", flush=True)
        except Exception as error:
            failed += 1
            print(f"not ok {i} {check.__name__}\n# {error!r}", flush=True)
            print(f"{check.__name__}: {error!r}", file=sys.stderr)
    errors = desk.close()
    print(f"{'not ok' if errors else 'ok'} {len(checks) + 1} quiet on standard error")
    for line in errors:
        print(f"# {line}")
        print(line, file=sys.stderr)
    return 1 if failed or errors else 0
