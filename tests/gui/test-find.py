#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding cases on the real server: every filter of the list, a case and a cell picked on the
map by the pointer, and areas drawn there by the keyboard and by the mouse. After each step the
list holds what the server answers to the same question.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import math
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, pyatspi, run, wait_for, walk  # noqa: E402

NUMBER = re.compile(r"^(\d{8}-\d{6}), ")
# Cell, class, what is told, what was done with it. The town is four cells by four.
SEED = [
    (0, "06010", "占道经营的早餐摊", []),
    (3, "06010", "暴露垃圾 near the school", ["file"]),
    (5, "06013", "道路破损，有坑", ["file"]),
    (6, "06013", "道路破损，井盖旁", ["file", "dispatch"]),
    (10, "06010", "夜市占道经营", ["file", "dispatch"]),
    (15, "06010", "a heap of litter", []),
]
WHO = {"file": "leader", "dispatch": "dispatcher"}
STEP = 0.001
WEST, SOUTH = 113.0, 23.7
# How far the cross goes by a key, and how often it is pressed: not to the edge of the map.
STEP_PX = 24
STEPS = 6


def order(desk, line):
    return desk.ask(line).rsplit(" ", 1)[0]


def asked(desk, query):
    """What the server answers."""
    return {number for number in order(desk, f"list {query}").split(",") if number}


def shown(desk):
    return {match.group(1) for node in walk(desk.cases)
            if (match := NUMBER.match(node.name or ""))}


def wait_same(desk, what, query):
    """The list is the server's answer, and says something about the filter."""
    expected = asked(desk, query)
    wait_for(f"the list of {what}: {sorted(expected)}", lambda: shown(desk) == expected)
    return expected


def press(desk, text):
    """Once it is there."""
    node = wait_for(text, lambda: desk.find(text, pyatspi.ROLE_PUSH_BUTTON))
    node.queryAction().doAction(0)


def check_sign_in(desk):
    desk.wait_ready()
    wait_for("the connection's state in a word", lambda: desk.find("Live"))
    desk.cases = wait_for("the list", lambda: desk.find("Cases", pyatspi.ROLE_LIST))
    desk.numbers = []
    for cell, code, text, actions in SEED:
        number = order(desk, f"matter {code} {cell} {text}")
        for action in actions:
            order(desk, f"act {WHO[action]} {number} {action}")
        desk.numbers.append(number)
    assert len(wait_same(desk, "all that is open", "state=open")) == len(SEED)


def check_state(desk):
    desk.keys("F4")
    assert len(wait_same(desk, "what is to be dispatched", "state=filed")) == 2
    desk.keys("F2")
    wait_same(desk, "all that is open", "state=open")


def search(desk, text):
    entry = wait_for("the search", lambda: desk.find("Search cases", pyatspi.ROLE_ENTRY))
    entry.queryEditableText().setTextContents(text)


def check_text(desk):
    search(desk, "占道")
    assert len(wait_same(desk, "two characters", "state=open&q=%E5%8D%A0%E9%81%93")) == 2
    search(desk, "")
    wait_same(desk, "all that is open", "state=open")


def check_lamp(desk):
    press(desk, "In time")
    assert len(wait_same(desk, "green lamps", "state=open&lamp=green")) == 2
    press(desk, "In time")
    wait_same(desk, "all that is open", "state=open")


def open_chooser(desk, title):
    """What is about to slide out cannot be pressed yet: a press may come to nothing."""
    for _ in range(5):
        press(desk, f"{title}: ")
        try:
            wait_for("the choices", lambda: desk.find("Choices"), 8)
            return
        except AssertionError:
            continue
    raise AssertionError(f"no choices of {title}")


def choose_nth(desk, title, position):
    """Few choices come without a search."""
    open_chooser(desk, title)
    desk.keys(*["Down"] * position, "Return")


def choose_code(desk, title, code):
    """What is found first is taken."""
    open_chooser(desk, title)
    wait_for("the search in the choices", lambda: desk.find("Part of the name or code"))
    subprocess.run(["xdotool", "type", "--delay", "80", code], check=True)
    wait_for("the code to be typed", lambda: desk.find("Part of the name or code")
             .queryText().characterCount == len(code))
    desk.keys("Return")


def clear(desk):
    press(desk, "Clear filters")
    wait_same(desk, "all that is open", "state=open")


def check_area_and_class(desk):
    press(desk, "More filters")
    choose_nth(desk, "Area", 4)
    assert len(wait_same(desk, "a community", "state=open&area=441802002001")) == 2
    clear(desk)
    choose_code(desk, "Class", "06013")
    assert len(wait_same(desk, "a class", "state=open&class=06013")) == 2
    clear(desk)
    press(desk, "More filters")


# ---- on the map ----

def the_map(desk):
    return next((node for node in walk(desk.application())
                 if node.name == "Map" and "zoom" in node.description), None)


def look(desk):
    """Zoom and centre of the map at rest."""
    seen = []

    def rests():
        match = re.search(r"zoom ([\d.]+), centre ([\d.]+), ([\d.]+), 0 tiles",
                          the_map(desk).description)
        seen.append(match and tuple(float(value) for value in match.groups()))
        time.sleep(0.4)
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3] and seen[-1]
    return wait_for("the map at rest", rests)


def mercator(lon, lat):
    y = math.asinh(math.tan(math.radians(lat)))
    return lon / 360 + 0.5, 0.5 - y / (2 * math.pi)


def place(desk, lon, lat):
    """Where it is in the window."""
    zoom, centre_lon, centre_lat = look(desk)
    box = the_map(desk).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    world = 256 * 2 ** zoom
    x, y = mercator(lon, lat)
    at_x, at_y = mercator(centre_lon, centre_lat)
    return (box.x + box.width / 2 + (x - at_x) * world,
            box.y + box.height / 2 + (y - at_y) * world)


def middle(cell):
    return WEST + (cell % 4 + 0.5) * STEP, SOUTH + (cell // 4 + 0.5) * STEP


def click_at(desk, lon, lat):
    x, y = place(desk, lon, lat)
    subprocess.run(["xdotool", "mousemove", str(round(x)), str(round(y)), "sleep", "0.3",
                    "click", "1"], check=True)


def check_select_on_map(desk):
    desk.keys("ctrl+m", "Home", "plus")
    click_at(desk, *middle(SEED[5][0]))
    wait_for("the case laid open", lambda: desk.find("a heap of litter", pyatspi.ROLE_LABEL))
    wait_for("the map to say so",
             lambda: f"case {desk.numbers[5]} selected" in the_map(desk).description)


def check_select_in_list(desk):
    """The next one after what was clicked: the list had followed the map."""
    desk.keys("ctrl+l", "alt+Down")
    wait_for("the map to show the next one",
             lambda: f"case {desk.numbers[4]} selected" in the_map(desk).description)


def check_cell_on_map(desk):
    click_at(desk, *middle(1))
    wait_for("the cell", lambda: re.search(r"cell \d{15} selected", the_map(desk).description))
    code = re.search(r"cell (\d{15}) selected", the_map(desk).description).group(1)
    wait_for("its open cases", lambda: desk.find("0 open cases"))
    click_at(desk, *[value - 0.0003 for value in middle(5)])
    wait_for("another cell", lambda: re.search(r"cell (\d{15}) selected",
                                               the_map(desk).description).group(1) != code)
    code = re.search(r"cell (\d{15}) selected", the_map(desk).description).group(1)
    press(desk, "Show Its Cases")
    assert wait_same(desk, "the cell", f"state=open&cell={code}") == {desk.numbers[2]}
    clear(desk)


def ring_of(desk):
    """As the chip above the list has kept it."""
    wait_for("the chip of the drawn area", lambda: desk.find("Remove the filter: Drawn"))


def check_box_by_mouse(desk):
    west, south = place(desk, WEST - 0.0002, SOUTH - 0.0002)
    east, north = place(desk, WEST + 0.0022, SOUTH + 0.0022)
    steps = 6
    subprocess.run(["xdotool", "mousemove", str(round(west)), str(round(south)), "keydown",
                    "shift", "sleep", "0.2", "mousedown", "1"], check=True)
    for i in range(1, steps + 1):
        subprocess.run(["xdotool", "mousemove", str(round(west + (east - west) * i / steps)),
                        str(round(south + (north - south) * i / steps)), "sleep", "0.1"],
                       check=True)
    subprocess.run(["xdotool", "mouseup", "1", "keyup", "shift"], check=True)
    ring_of(desk)
    corners = (f"{WEST - 0.0002},{SOUTH - 0.0002},{WEST + 0.0022},{SOUTH - 0.0002},"
               f"{WEST + 0.0022},{SOUTH + 0.0022},{WEST - 0.0002},{SOUTH + 0.0022}")
    found = wait_same(desk, "the box", f"state=open&within={corners}")
    assert found == {desk.numbers[0], desk.numbers[2]}, found
    wait_for("the count of the work list to follow",
             lambda: [node.name for node in walk(desk.find("All open", pyatspi.ROLE_PUSH_BUTTON))].count("2"))
    clear(desk)


def check_polygon_by_keyboard(desk):
    """From the middle of the map: a key begins, arrows go, Space sets a corner. A pointer that
    rests over the map takes nothing over from the keys."""
    desk.keys("ctrl+m", "Home")
    x, y = place(desk, *middle(2))
    subprocess.run(["xdotool", "mousemove", str(round(x)), str(round(y))], check=True)
    look(desk)
    _, lon, lat = look(desk)
    desk.keys("ctrl+b")
    wait_for("what to do", lambda: desk.find("Click the corners"))
    desk.keys("space", *["Right"] * STEPS, "space", *["Up"] * STEPS, "space")
    wait_for("three corners", lambda: desk.find("3 corners"))
    desk.keys("Return")
    ring_of(desk)
    # The triangle that lies east and north of the middle, whatever the zoom.
    zoom, _, _ = look(desk)
    side = STEPS * STEP_PX / (256 * 2 ** zoom) * 360
    north = math.degrees(math.atan(math.sinh(
        math.asinh(math.tan(math.radians(lat))) + math.radians(side))))
    corners = f"{lon:.7f},{lat:.7f},{lon + side:.7f},{lat:.7f},{lon + side:.7f},{north:.7f}"
    wait_same(desk, "the polygon", f"state=open&within={corners}")
    clear(desk)


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-dispatcher"),
                 [check_sign_in, check_state, check_text, check_lamp, check_area_and_class,
                  check_select_on_map, check_select_in_list, check_cell_on_map,
                  check_box_by_mouse, check_polygon_by_keyboard]))
