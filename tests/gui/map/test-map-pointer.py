#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real pointer and real keys on the map: what is a click, what is a drag, what a key does.

Run inside an X server with the program map-app as the argument; xdotool moves the pointer.
"""

import os
import queue
import re
import subprocess
import sys
import threading
import time

WIDTH, HEIGHT = 900, 700


class App:
    """The map in its window, and the lines it prints."""

    def __init__(self, program, *options):
        command = [program, "--fixed", "--side", "60", "--width", str(WIDTH), "--height",
                   str(HEIGHT), *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.lines = queue.Queue()
        self.selected = False
        threading.Thread(target=self.read, daemon=True).start()
        self.wait_for("ready")

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def wait_for(self, pattern, seconds=30):
        """The match of the first new line that has the pattern; None after the time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=0.05)
            except queue.Empty:
                continue
            match = re.search(pattern, line)
            if match:
                return match
        return None

    def view(self, arrived=None, seconds=20):
        """The first view that has arrived; without that condition the last one that was told
        once the map is at rest. None: it did not come there, or did not move.

        `selected` then tells whether anything was selected on the way. A busy machine may take
        long to tell the first; after that, silence is rest.
        """
        last = None
        self.selected = False
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=0.05)
            except queue.Empty:
                continue
            self.selected = self.selected or line.startswith("selected")
            match = re.search(r"view zoom=([\d.]+) lon=([\d.-]+) lat=([\d.-]+)", line)
            if not match:
                continue
            last = tuple(float(value) for value in match.groups())
            if arrived is None:
                end = time.monotonic() + 1.0
            elif arrived(last):
                return last
        return last if arrived is None else None

    def close(self):
        self.process.stdin.close()
        return self.process.wait(10)


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


def click(x, y):
    xdotool("mousemove", x, y, "sleep", 0.15, "click", 1)


def drag(from_x, from_y, to_x, to_y, pause=0.3):
    steps = 12
    xdotool("mousemove", from_x, from_y, "sleep", 0.1, "mousedown", 1)
    for step in range(1, steps + 1):
        xdotool("mousemove", from_x + (to_x - from_x) * step // steps,
                from_y + (to_y - from_y) * step // steps, "sleep", 0.02)
    xdotool("sleep", pause, "mouseup", 1)


def a_click_selects_the_cell(app):
    # A window that has just come may miss the first.
    for _ in range(3):
        click(600, 300)
        if app.wait_for(r"selected case=- cell=441802\d{9}", 10) is not None:
            return True
    return False


def a_drag_pans_and_selects_nothing(app):
    drag(500, 400, 350, 330)
    return app.view() is not None and not app.selected


def zoom_is(zoom):
    return lambda view: view[0] == zoom


def a_double_click_zooms_in_by_one(app):
    # Two clicks that a busy machine tears apart are no double click: up to three tries.
    for _ in range(3):
        xdotool("mousemove", 450, 350, "sleep", 0.6, "click", "--repeat", 2, "--delay", 60, 1)
        if app.view(zoom_is(17.0), 8):
            # It goes no further.
            return (app.view(seconds=1) or (17.0,))[0] == 17.0
    return False


def the_wheel_zooms_where_the_pointer_is(app):
    xdotool("mousemove", 700, 200, "sleep", 0.2, "click", 5)
    return app.view(zoom_is(16.0)) is not None


def arrow_keys_pan(app):
    xdotool("key", "Right")
    right = app.view()
    if right is None:
        return False
    xdotool("key", "Down")
    return app.view(lambda view: view[2] < right[2]) is not None


def plus_and_minus_zoom(app):
    xdotool("key", "plus")
    nearer = app.view(zoom_is(17.0))
    xdotool("key", "minus")
    return nearer is not None and app.view(zoom_is(16.0)) is not None


def home_shows_the_city(app):
    xdotool("key", "Home")
    return app.view(zoom_is(14.0)) is not None


def main():
    program = sys.argv[1]
    checks = [a_click_selects_the_cell, a_drag_pans_and_selects_nothing,
              a_double_click_zooms_in_by_one, the_wheel_zooms_where_the_pointer_is,
              arrow_keys_pan, plus_and_minus_zoom, home_shows_the_city]
    print(f"1..{len(checks) + 1}")
    app = App(program, "--zoom", "16", "--cases", "0")
    failed = False
    for number, check in enumerate(checks, 1):
        passed = check(app)
        failed = failed or not passed
        print("ok" if passed else "not ok", number, check.__name__.replace("_", " "))
    ended = app.close() == 0
    print("ok" if ended else "not ok", len(checks) + 1, "the program ends in order")
    return 1 if failed or not ended else 0


if __name__ == "__main__":
    sys.exit(main())
