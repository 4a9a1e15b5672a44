#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on the real server: an administrator changes a setting, a calendar and a
filing condition, and finds all of it in the journal; the server holds each.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from admin import give_keys_to, read, type_text, window  # noqa: E402
from driver import Desk, pyatspi, run, wait_for, walk  # noqa: E402


def setting(desk, name):
    return next(one["value"] for one in read(desk, "/api/v1/settings")["settings"]
                if one["name"] == name)


def noted(desk, query):
    return read(desk, f"/api/v1/administration/changes?{query}")["changes"]


def find(desk, text, role=None):
    return desk.find(text, role, window(desk))


def entries(desk, name):
    return [node for node in walk(window(desk)) if name in node.name
            and node.getRole() in (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY)]


def fill(desk, name, text, which=0):
    """Where the entry stands is the business of test-reach: this test finds it by name, and
    which of them when other pages have one of that name, too."""
    wait_for(f"the entry {name}", lambda: entries(desk, name))
    entries(desk, name)[which].queryEditableText().setTextContents(text)


def check_opens(desk):
    desk.wait_ready()
    # With a list that is empty nothing has the focus, and no key is heard.
    number = desk.ask("report 6 exposed litter").rsplit(" ", 1)[0]
    wait_for("the case", lambda: desk.find(f"{number}, "))
    desk.keys("alt+Down", "ctrl+3")
    wait_for("the administration", lambda: desk.find("Pages of the administration"))
    give_keys_to(1)
    wait_for("the people", lambda: desk.find("entries"))


def check_setting(desk):
    name = "how many extensions of one case may be granted"
    assert setting(desk, "extension.max") == "2"
    desk.keys("alt+8")
    # More than there may be is not sent.
    fill(desk, name, "5000")
    desk.keys("ctrl+s")
    fill(desk, name, "5")
    desk.keys("ctrl+s")
    wait_for("the server to hold it", lambda: setting(desk, "extension.max") == "5")
    change, = noted(desk, "subject=setting&key=extension.max")
    assert (change["from"], change["to"]) == ("2", "5"), change


def calendar(desk, code):
    document = read(desk, f"/api/v1/calendars/{code}")
    return document["calendar"] if document else None


def check_calendar(desk):
    before = calendar(desk, "city")["version"]
    desk.keys("alt+7")
    wait_for("the calendar", lambda: find(desk, "Monday", pyatspi.ROLE_TEXT))
    fill(desk, "Monday", "08:00-09:0")
    wait_for("where it is wrong", lambda: find(desk, "These are no hours: Monday"))
    desk.keys("ctrl+s")
    fill(desk, "Monday", "08:00-09:00")
    wait_for("hours that are good", lambda: find(desk, "Changed, and not yet published"))
    assert calendar(desk, "city")["version"] == before
    desk.keys("ctrl+s")
    wait_for("the server to hold it", lambda: any(
        slot["weekday"] == 1 and slot["end"] == "09:00"
        for slot in calendar(desk, "city")["slots"]))


def check_holiday(desk):
    """The fifteenth becomes a holiday and gets a name."""
    wait_for("that it is in force", lambda: find(desk, "In force for what begins"))
    day = next(node for node in walk(window(desk))
               if node.getRole() == pyatspi.ROLE_PUSH_BUTTON and node.name[7:10] == "-15")
    date = day.name[:10]
    day.queryAction().doAction(0)
    wait_for("the day to be chosen", lambda: find(desk, f"Name of {date}"))
    fill(desk, f"Name of {date}", "Foundation Day")
    desk.keys("ctrl+s")
    held = wait_for("the server to hold the day", lambda: next(
        (one for one in calendar(desk, "city")["days"] if one["date"] == date), None))
    assert held == {"date": date, "working": False, "name": "Foundation Day"}, held


def check_new_calendar(desk):
    """With a code, a name and a department; it begins with the hours of the city's."""
    assert calendar(desk, "office") is None
    wait_for("that it is in force", lambda: find(desk, "In force for what begins"))
    desk.keys("ctrl+n")
    wait_for("what is needed", lambda: find(desk, "A calendar needs a code"))
    type_text(desk, "office")
    wait_for("a code that is good", lambda: find(desk, "Changed, and not yet published"))
    desk.keys("Tab")
    type_text(desk, "bureau")
    desk.keys("ctrl+s")
    held = wait_for("the server to hold it", lambda: calendar(desk, "office"))
    assert held["name"] == "bureau", held
    assert held["departments"] == [], held
    assert any(slot["weekday"] == 1 and slot["end"] == "09:00" for slot in held["slots"])
    # Its departments are below its names.
    wait_for("that it is in force", lambda: find(desk, "In force for what begins"))
    desk.keys("Tab", "Tab", "space")
    wait_for("the departments", lambda: find(desk, "", pyatspi.ROLE_CHECK_BOX))
    desk.keys("Tab", "space")
    wait_for("a change", lambda: find(desk, "Changed, and not yet published"))
    desk.keys("ctrl+s")
    wait_for("the server to hold the department", lambda: len(
        calendar(desk, "office")["departments"]) == 1)


def limits(desk, code):
    """Of the versions of its conditions that go on."""
    rows = read(desk, "/api/v1/catalogue/conditions")["rows"]
    return [row["limit"] for row in rows
            if row["class"] == code and row["kind"] == "matter" and not row["valid_to"]]


def is_chosen(desk, code):
    """Its first condition stands in the list, and above the form."""
    names = [node.name for node in walk(window(desk))
             if node.name.startswith(code) and node.getRole() == pyatspi.ROLE_LABEL]
    return len(names) > len(set(names))


def check_catalogue(desk):
    assert "77" not in limits(desk, "06010")
    desk.keys("alt+6")
    fill(desk, "Code, name or condition", "06010")
    wait_for("the class", lambda: is_chosen(desk, "06010"))
    fill(desk, "Time limit", "soon")
    wait_for("the server's fault", lambda: find(desk, "cannot be published"))
    desk.keys("ctrl+s")
    fill(desk, "Time limit", "77")
    wait_for("a draft that is good", lambda: find(desk, "1 line changed"))
    assert "77" not in limits(desk, "06010")
    desk.keys("ctrl+s")
    wait_for("the server to hold it", lambda: "77" in limits(desk, "06010"))


def conditions(desk, number):
    return [row for row in read(desk, "/api/v1/catalogue/conditions")["rows"]
            if row["class"] == "06010" and row["condition"] == number]


def check_new_condition(desk):
    """Another condition of the same class; a number that is there already is refused."""
    wait_for("the catalogue as it is", lambda: find(desk, "entries") or find(desk, "1 entry"))
    desk.keys("ctrl+n")
    wait_for("the new one", lambda: find(desk, "New: 06010"))
    fill(desk, "Number", "01")
    wait_for("that it is taken", lambda: find(desk, "There is one with this code already"))
    fill(desk, "Number", "88")
    # Routing rules have one as well; the other of this page is the one in English.
    fill(desk, "Filing condition", "more than one bag", -2)
    fill(desk, "Time limit", "3")
    wait_for("a draft that is good", lambda: find(desk, "1 line changed"))
    assert conditions(desk, "88") == []
    desk.keys("ctrl+s")
    held = wait_for("the server to hold it", lambda: conditions(desk, "88"))
    assert [row["limit"] for row in held] == ["3"], held
    assert held[0]["text"] == "more than one bag" and held[0]["valid_to"] == "", held


def check_end(desk):
    """It ends on a day that is told."""
    fill(desk, "Code, name or condition", "06010 bag")
    wait_for("the condition", lambda: find(desk, "06010", pyatspi.ROLE_LABEL)
             and find(desk, "1 entry"))
    # Shifts have one as well; the other of this page is that of classes.
    fill(desk, "Ends before", "2099-01-01", -2)
    wait_for("a draft that is good", lambda: find(desk, "1 line changed"))
    desk.keys("ctrl+s")
    wait_for("the server to end it",
             lambda: [row["valid_to"] for row in conditions(desk, "88")] == ["2099-01-01"])


def check_journal(desk):
    assert noted(desk, "subject=calendar&key=city")
    assert noted(desk, "subject=catalogue")[0]["by"]["login"] == "admin"
    desk.keys("alt+9")
    wait_for("what was changed", lambda: find(desk, "changes, the newest first"))
    desk.keys("ctrl+f")
    type_text(desk, "extension")
    desk.keys("period")
    type_text(desk, "max")
    wait_for("the one change", lambda: find(desk, "1 change, the newest first"))
    wait_for("which it was", lambda: desk.find_exactly("extension.max"))
    fill(desk, "Login of who changed it", "nobody")
    wait_for("nothing of nobody", lambda: find(desk, "Nothing like this was changed"))


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-admin", "admin"),
                 [check_opens, check_setting, check_calendar, check_holiday,
                  check_new_calendar, check_catalogue, check_new_condition,
                  check_end, check_journal]))
