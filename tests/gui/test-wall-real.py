#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command view on the real server: its numbers are the server's, whatever happens, and
everyone sees those that they may.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import json
import os
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from driver import Desk, pyatspi, run, wait_for  # noqa: E402

COUNTS = {"Reported today": "reported", "Filed today": "filed",
          "Dispatched today": "dispatched", "Closed today": "closed",
          "Overdue now": "overdue"}
STEPS = [("leader", "file"), ("admin", "dispatch"), ("sanitation", "accept"),
         ("sanitation", "handle"), ("inspector", "check"), ("leader", "close")]


def call(desk, path, token=None, body=None):
    request = urllib.request.Request(desk.base + path, data=body)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if body:
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def ask_board(desk, login):
    """What the server tells this person."""
    if login not in desk.tokens:
        body = json.dumps({"login": login, "password": f"password-of-{login}"}).encode()
        desk.tokens[login] = call(desk, "/api/v1/sessions", body=body)["token"]
    return call(desk, "/api/v1/statistics/now", desk.tokens[login])


def percent(rate):
    if rate["denominator"] == 0:
        return "–"
    return f"{100 * rate['numerator'] / rate['denominator']:.0f} %"


def see_board(desk, login):
    """Waits until the wall shows what the server says now."""
    board = ask_board(desk, login)
    today = board["today"]
    for title, name in COUNTS.items():
        words = f"{title}: {today[name]}"
        wait_for(words, lambda: desk.find(words, under=desk.wall))
    if today["closure_rate"]["denominator"]:
        closure = percent(today["closure_rate"])
        wait_for("the closure rate",
                 lambda: desk.find(f"Closure rate: {closure}", under=desk.wall))
    for row in board["departments"]:
        name = row["department"]["name_en"] if row["department"] else "Not dispatched yet"
        words = (f"{name}: {row['red']} overdue, {row['yellow']} due soon, "
                 f"{row['open']} open")
        wait_for(words, lambda: desk.find(words, under=desk.wall))
    for cell in board["cells"]:
        words = f"Cell {cell['code']}: {cell['open']} open, {cell['overdue']} overdue"
        wait_for(words, lambda: desk.find(words, under=desk.wall))
    return board


def open_wall(desk):
    desk.keys("F11")
    desk.wall = wait_for("the command view",
                         lambda: desk.find("Command View", pyatspi.ROLE_FRAME))


def check_opens_by_key(desk):
    desk.tokens = {}
    desk.wait_ready()
    desk.first = desk.ask("report 0 litter").split()[0]
    wait_for("the case in the list", lambda: desk.find(desk.first))
    open_wall(desk)
    wait_for("the day with its case", lambda: desk.find("Reported today: 1"))


def check_numbers_follow(desk):
    numbers = [desk.ask(f"report {cell} litter").split()[0] for cell in (0, 1, 9)]
    numbers.insert(0, desk.first)
    see_board(desk, "dispatcher")
    for login, action in STEPS:
        desk.ask(f"act {login} {numbers[0]} {action}")
    for login, action in STEPS[:2]:
        desk.ask(f"act {login} {numbers[1]} {action}")
    desk.ask(f"act leader {numbers[3]} reject")
    board = see_board(desk, "dispatcher")
    assert board["today"]["closed"] == 1 and board["today"]["open"] == 2, board["today"]
    wait_for("the closure in the ticker",
             lambda: desk.find("Rejected · ", under=desk.wall))


def find_stop(desk, text):
    return wait_for(f"the stop {text}", lambda: desk.find(text, under=desk.wall))


def check_tour_by_keys(desk):
    find_stop(desk, "1 / ")
    desk.keys("space")
    find_stop(desk, "paused")
    desk.keys("Right")
    find_stop(desk, "2 / ")
    desk.keys("Left", "Left")
    last = find_stop(desk, " · paused").name.split()[2]
    find_stop(desk, f"{last} / {last}")
    desk.keys("Home")
    find_stop(desk, "1 / ")


def check_leaves_by_key(desk):
    desk.keys("Escape")
    wait_for("the desk alone",
             lambda: not desk.find("Command View", pyatspi.ROLE_FRAME))


def check_department_sees_its_own(desk):
    desk.sign_out()
    desk.sign_in("sanitation", "password-of-sanitation")
    desk.wait_ready()
    open_wall(desk)
    board = see_board(desk, "sanitation")
    assert board["today"]["reported"] == 0 and board["today"]["dispatched"] == 2, board
    desk.keys("Escape")


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-dispatcher"),
                 [check_opens_by_key, check_numbers_follow, check_tour_by_keys,
                  check_leaves_by_key, check_department_sees_its_own]))
