# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the administration share: its window, and what the server holds."""

import json
import subprocess
import urllib.error
import urllib.request

from driver import wait_for, walk

ROOT = "/api/v1/administration/"
token = None


def http(desk, method, path, body=None, bearer=None):
    """Status and document."""
    headers = {"Content-Type": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    request = urllib.request.Request(
        desk.base + path, method=method, headers=headers,
        data=json.dumps(body).encode() if body is not None else None)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def sign_in(desk, login, password):
    return http(desk, "POST", "/api/v1/sessions", {"login": login, "password": password})


def read(desk, path):
    """What the server answers to the administrator, or None."""
    global token
    if token is None:
        token = sign_in(desk, "admin", "password-of-admin")[1]["token"]
    status, document = http(desk, "GET", path, bearer=token)
    return document if status == 200 else None


def held(desk, path):
    """What the server holds of people, departments and the like, or None."""
    return read(desk, ROOT + path)


def windows():
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "gridward"],
                           capture_output=True, text=True).stdout.split()
    return sorted(int(window) for window in found)


def give_keys_to(number):
    """There is no window manager: the window with that number, the oldest first, gets them."""
    wait_for(f"window {number}", lambda: len(windows()) > number)
    subprocess.run(["xdotool", "windowfocus", "--sync", str(windows()[number])], check=True)


def type_text(desk, text):
    names = {"-": "minus", ":": "colon", " ": "space"}
    desk.keys(*[names.get(letter, letter) for letter in text])


def window(desk):
    """Of the administration: the desk's own tree is long."""
    return next(child for child in desk.application() if child.name == "Administration")


def choose(desk, title, lines, line):
    """The line of a short chooser of that title, which has the focus; it is that many lines
    behind the first."""
    # What there is to choose from may still be on its way: then the list is opened again.
    def shown():
        if any(node.name == line for node in walk(window(desk))):
            return True
        desk.keys("Escape", "Down")
        return False

    wait_for(f"{line} among the choices", shown)
    desk.keys(*["Down"] * lines, "Return")
    wait_for(f"{line} to be chosen", lambda: next(
        (node for node in walk(window(desk)) if node.name == f"{title}: {line}"), None))
