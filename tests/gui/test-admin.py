#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on the real server: an administrator adds and changes what the pages of
the administration are for, by keyboard alone, and the server holds it; a person who was added
signs in.

Takes the program and the town's server (tests/lib/town-server-main.c) as arguments; needs a
display and a session bus of its own (run-headless.sh)."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from admin import choose, give_keys_to, held, http, sign_in, type_text, window  # noqa: E402
from driver import Desk, pyatspi, run, wait_for, walk  # noqa: E402


def check_opens(desk):
    desk.wait_ready()
    # With a list that is empty nothing has the focus, and no key is heard.
    number = desk.ask("report 6 exposed litter").rsplit(" ", 1)[0]
    wait_for("the case", lambda: desk.find(f"{number}, "))
    desk.keys("alt+Down", "ctrl+3")
    wait_for("the administration", lambda: desk.find("Pages of the administration"))
    give_keys_to(1)
    wait_for("the people", lambda: desk.find("entries"))


def check_person(desk):
    desk.keys("ctrl+n")
    wait_for("an empty form", lambda: desk.find("New person", pyatspi.ROLE_LABEL))
    # Nothing is sent that is not whole: name and roles are missing.
    type_text(desk, "xin")
    desk.keys("ctrl+s")
    wait_for("the fault at the field", lambda: desk.find("This is needed."))
    assert held(desk, "people/xin") is None
    # The first field that is wrong has the focus.
    type_text(desk, "xinren")
    desk.keys("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "space", "ctrl+s")
    person = wait_for("the server to hold the person", lambda: held(desk, "people/xin"))
    assert person["person"]["name"] == "xinren"
    assert person["person"]["roles"] == ["dispatcher"], person
    wait_for("the password", lambda: desk.find("Password of xin"))
    password = wait_for("a password of 16 letters", lambda: next(
        (node.name for node in desk_labels(desk) if len(node.name) == 16
         and node.name.isalnum()), None))
    status, session = sign_in(desk, "xin", password)
    assert status == 201, status
    assert session["user"]["roles"] == ["dispatcher"]
    give_keys_to(2)
    desk.keys("Escape")
    wait_for("the password to go", lambda: not desk.find("Password of xin"))
    give_keys_to(1)


def desk_labels(desk):
    return [node for node in walk(desk.application())
            if node.getRole() == pyatspi.ROLE_LABEL]


def check_department(desk):
    desk.keys("alt+2")
    wait_for("the page", lambda: desk.find("Name or code"))
    desk.keys("ctrl+n")
    wait_for("an empty form", lambda: desk.find("New department", pyatspi.ROLE_LABEL))
    type_text(desk, "parks")
    desk.keys("Tab")
    type_text(desk, "gardens")
    desk.keys("ctrl+s")
    found = wait_for("the server to hold it", lambda: held(desk, "departments/parks"))
    assert found["department"]["name"] == "gardens"


def check_duty_grid(desk):
    desk.keys("alt+3")
    wait_for("the page", lambda: desk.find("Name, code or inspector"))
    desk.keys("ctrl+n")
    wait_for("an empty form", lambda: desk.find("New duty grid", pyatspi.ROLE_LABEL))
    type_text(desk, "d2")
    desk.keys("Tab")
    type_text(desk, "second")
    desk.keys("ctrl+s")
    wait_for("the server to hold it", lambda: held(desk, "duty-grids/d2"))
    # And changes it: the name again, longer.
    wait_for("what was saved", lambda: desk.find("second", pyatspi.ROLE_LABEL))
    desk.keys("alt+m", "End")
    type_text(desk, "one")
    desk.keys("ctrl+s")
    wait_for("the change", lambda: held(desk, "duty-grids/d2")["duty_grid"]["name"] ==
             "secondone")
    changes = held(desk, "changes?subject=duty_grid&key=d2")["changes"]
    assert (changes[0]["from"], changes[0]["to"]) == ("second", "secondone")


def check_shift(desk):
    desk.keys("alt+4")
    wait_for("the page", lambda: desk.find("Inspector or duty grid"))
    wait_for("no shifts", lambda: desk.find("There is no shift yet"))
    desk.keys("ctrl+n")
    wait_for("an empty form", lambda: desk.find("New shift", pyatspi.ROLE_LABEL))
    # What is left out is told at each field, and nothing is sent.
    desk.keys("alt+f")
    type_text(desk, "08:0")
    wait_for("the fault as one types", lambda: len(
        [node for node in desk_labels(desk) if node.name == "08:00"]) > 1)
    desk.keys("ctrl+s")
    wait_for("what is needed", lambda: desk.find("This is needed."))
    assert held(desk, "shifts")["total"] == 0


def add_supervisor(desk):
    """A shift leader of the first street alone."""
    admin = sign_in(desk, "admin", "password-of-admin")[1]["token"]
    status, document = http(desk, "POST", "/api/v1/administration/people", {
        "login": "watch", "name": "watch", "roles": ["leader"], "area": "441802001",
        "password": "a password of watch"}, bearer=admin)
    assert status == 201, document


def check_supervisor(desk):
    """Shifts are the only page; the duty grid is chosen among those of the area."""
    add_supervisor(desk)
    desk.sign_out()
    desk.sign_in("watch", "a password of watch")
    desk.wait_ready()
    wait_for("a case", lambda: desk.find("20", pyatspi.ROLE_LABEL))
    desk.keys("alt+Down", "ctrl+3")
    wait_for("the administration", lambda: desk.find("Inspector or duty grid"))
    give_keys_to(1)
    assert not desk.find("City Settings", under=window(desk))
    desk.keys("ctrl+n")
    wait_for("an empty form", lambda: desk.find("New shift", pyatspi.ROLE_LABEL))
    choose(desk, "Inspector", 2, "Person inspector2")
    desk.keys("Tab")
    choose(desk, "Duty grid", 1, "责任网格一")
    desk.keys("Tab", "space", "alt+f")
    type_text(desk, "08:00")
    desk.keys("Tab")
    type_text(desk, "17:00")
    desk.keys("ctrl+s")
    wait_for("the server to hold it", lambda: held(desk, "shifts")["total"] == 1)
    shift, = held(desk, "shifts")["shifts"]
    assert (shift["inspector"], shift["duty_grid"]) == ("inspector2", "D1"), shift
    assert (shift["from"], shift["to"], shift["days"]) == ("08:00", "17:00", ["1"]), shift


if __name__ == "__main__":
    sys.exit(run(Desk(sys.argv[1], [sys.argv[2]], "password-of-admin", "admin"),
                 [check_opens, check_person, check_department, check_duty_grid,
                  check_shift, check_supervisor]))
