#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen of the desk as a picture, in both languages and both styles.

    shots.py all DESK BIN OUT [NAME|en-light...]   on the demo city, made once in OUT/city
    shots.py some DESK TOWN-SERVER        a few of them, on the small town; as a test

Each picture must have the size that was asked for and must show something, and the program
must not have complained on standard error. What is shown is the table SHOTS; a new screen is a
new line of it. Needs a display of its own (shots.sh)."""

import itertools
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

LANGUAGES = {"en": "en", "zh": "zh_CN"}
STYLES = ("light", "dark")
SIZE = (1440, 900)
WALL = (1920, 1080)
# A picture with fewer colours shows nothing.
COLOURS = 40
PATIENCE_S = 60
# Behind the demo city: lamps of every colour, figures with a before.
PAST_DAYS = 21


def shot(name, *keys, login="dispatcher", args=(), size=SIZE, opens=False, before=None):
    """keys: what is typed once the desk is ready ("@X,Y" is a click, "~text" typed text);
    opens: a window of its own, put into the middle; before: called with the stage last."""
    return {"name": name, "keys": keys, "login": login, "args": list(args), "size": size,
            "opens": opens, "before": before}


SHOTS = [
    shot("sign-in", login=None),
    shot("sign-in-error", login="nobody"),
    shot("queue"),
    shot("queue-dispatch", "F4", "alt+Down"),
    shot("table", "ctrl+t", "alt+Down"),
    shot("filter", "ctrl+f", "Tab", "Tab", "space"),
    shot("empty-list", "ctrl+f", "~zzzz"),
    shot("case", "F5", "alt+Down"),
    shot("case-journal", "F5", "alt+Down", "alt+Down", "%wheel"),
    shot("form-dispatch", "F4", "alt+Down", "alt+1"),
    shot("form-file", "F3", "alt+Down", "alt+1", login="leader"),
    shot("form-close", "F7", "alt+Down", "alt+1", login="leader"),
    shot("case-department", "F5", "alt+Down", login="department"),
    shot("bulk", "ctrl+t", "ctrl+l", "Home", "shift+Down", "shift+Down", "shift+Down"),
    shot("map-layers", "@{layers}"),
    shot("map-measure", "@{ruler}", "@560,300", "@700,420", "@640,560"),
    shot("place-search", "ctrl+k", "~4418"),
    shot("statistics", args=["--section", "statistics"]),
    shot("statistics-manager", args=["--section", "statistics"], login="manager"),
    shot("statistics-wide", args=["--section", "statistics"], size=(2560, 1440),
         login="manager"),
    shot("scores", "@90,76", "Down", "Return", args=["--section", "statistics"],
         login="manager"),
    shot("recurring", "@90,76", "Down", "Down", "Return", "@200,240",
         args=["--section", "statistics"], login="manager"),
    shot("months", "@90,76", "Down", "Down", "Down", "Return",
         args=["--section", "statistics"], login="manager"),
    shot("targets", args=["--section", "targets"], login="manager"),
    shot("call", "ctrl+h", login="acceptor", opens=True),
    shot("wall", args=["--section", "wall"], size=WALL, login="manager"),
    shot("wall-street", "F11", "Right", "space", login="manager"),
    shot("administration", args=["--section", "administration/people"], login="admin",
         opens=True),
    shot("administration-rules", args=["--section", "administration/rules"], login="admin",
         opens=True),
    shot("administration-catalogue", args=["--section", "administration/catalogue"],
         login="admin", opens=True),
    shot("administration-journal", args=["--section", "administration/journal"],
         login="admin", opens=True),
    shot("preferences", "ctrl+comma", opens=True),
    shot("shortcuts", "ctrl+question", opens=True),
    shot("menu", "F10"),
    shot("offline", before="stop"),
]
SOME = ("sign-in", "queue", "statistics", "wall-street")


def wait_for(what, condition, seconds=PATIENCE_S):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"waited in vain for {what}")


def end(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Demo:
    """The demo city with a day of reports, made once and kept beside the pictures."""

    def __init__(self, bin_dir, out):
        self.bin, self.dir = bin_dir, os.path.join(out, "city")
        self.made = os.path.join(self.dir, "made")
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        fresh = not os.path.exists(self.made)
        if fresh:
            subprocess.run(["rm", "-rf", self.dir], check=True)
            os.makedirs(self.dir)
            self.ctl("demo", "--accounts", self.path("accounts"), "--size", "0.3",
                     "--past", str(PAST_DAYS))
            self.ctl("basemap", self.path("base.mbtiles"))
        self.start()
        if fresh:
            self.live_a_day()
        with open(self.path("accounts")) as accounts:
            self.passwords = dict(line.split() for line in accounts)

    def live_a_day(self):
        try:
            subprocess.run([f"{self.bin}/data/gridward-demo-day", "--server", self.base,
                            "--accounts", self.path("accounts"), "--reports", "150",
                            "--quiet"], check=True)
        except subprocess.CalledProcessError:
            self.stop()
            raise
        open(self.made, "w").close()

    def path(self, name):
        return os.path.join(self.dir, name)

    def ctl(self, *args):
        subprocess.run([f"{self.bin}/backend/ctl/gridwardctl", "--db",
                        self.path("city.gridward"), *args],
                       check=True, stdout=subprocess.DEVNULL)

    def answers(self):
        try:
            return urllib.request.urlopen(f"{self.base}/healthz", timeout=5).status == 200
        except OSError:
            return False

    def start(self):
        with open(self.path("server.log"), "a") as log:
            self.server = subprocess.Popen(
                [f"{self.bin}/backend/gridward-server", "--db", self.path("city.gridward"),
                 "--tiles", self.path("base.mbtiles"), "--attachments", self.path("files"),
                 "--listen", f"127.0.0.1:{self.port}"], stdout=log, stderr=log)
        wait_for("the server", self.answers)

    def stop(self):
        end(self.server)

    def password(self, login):
        return self.passwords.get(login, "wrong")


class Town:
    """The small town of the tests, with a few reports."""

    def __init__(self, program):
        self.server = subprocess.Popen([program], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        self.base = self.server.stdout.readline().split()[0]
        for cell in range(6):
            self.server.stdin.write(f"report {cell} litter\n")
            self.server.stdin.flush()
            self.server.stdout.readline()

    def stop(self):
        self.server.stdin.close()
        end(self.server)

    def password(self, login):
        return f"password-of-{login}" if login != "nobody" else "wrong"


def grab(size, path):
    subprocess.run(["import", "-window", "root", "-crop", f"{size[0]}x{size[1]}+0+0",
                    "+repage", path], check=True)


def differ(one, other):
    """How many points are not the same."""
    result = subprocess.run(["compare", "-metric", "AE", one, other, "null:"],
                            stderr=subprocess.PIPE, text=True)
    return float(result.stderr.split()[0])


def grab_still(size, path):
    """When nothing moves any more."""
    before = path + ".before.png"
    stop = time.monotonic() + 15
    grab(size, before)
    while True:
        time.sleep(0.5)
        grab(size, path)
        if differ(before, path) < size[0] * size[1] / 500 or time.monotonic() > stop:
            break
        os.replace(path, before)
    os.remove(before)


def check(path, size):
    words = subprocess.run(["identify", "-format", "%w %h %k", path], check=True,
                           stdout=subprocess.PIPE, text=True).stdout.split()
    width, height, colours = map(int, words)
    assert (width, height) == tuple(size), f"{path}: {width}x{height}, not {size}"
    assert colours >= COLOURS, f"{path}: {colours} colours: blank"


def windows():
    result = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "gridward"],
                            stdout=subprocess.PIPE, text=True)
    return result.stdout.split()


def centre_newest(size):
    """There is no window manager to do it."""
    found = wait_for("a window of its own", lambda: len(windows()) > 1 and windows())
    window = found[-1]
    shell = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window],
                           stdout=subprocess.PIPE, text=True, check=True).stdout
    facts = dict(line.split("=") for line in shell.split())
    x = max(0, (size[0] - int(facts["WIDTH"])) // 2)
    y = max(0, (size[1] - int(facts["HEIGHT"])) // 2)
    subprocess.run(["xdotool", "windowmove", window, str(x), str(y)], check=True)


def press(key, size):
    # The buttons of the map stand at its right edge, beside the case.
    edge = int(size[0] * 0.718)
    places = {"{layers}": f"{edge},247", "{ruler}": f"{edge},213"}
    if key.startswith("@"):
        x, y = places.get(key[1:], key[1:]).split(",")
        subprocess.run(["xdotool", "mousemove", x, y, "click", "1"], check=True)
    elif key.startswith("~"):
        subprocess.run(["xdotool", "type", "--delay", "60", key[1:]], check=True)
    elif key == "%wheel":
        subprocess.run(["xdotool", "mousemove", str(size[0] - 120), str(size[1] // 2),
                        "click", "--repeat", "60", "--delay", "10", "5"], check=True)
    else:
        subprocess.run(["xdotool", "key", "--delay", "60", key], check=True)
    # What a key sets off is over before the next one; a clock may go on.
    with tempfile.TemporaryDirectory() as folder:
        grab_still(size, os.path.join(folder, "after.png"))


def start(desk, stage, one, language, style, errors):
    environment = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8")
    args = [desk, "--server", stage.base, "--appearance", style, "--size",
            f"{one['size'][0]}x{one['size'][1]}", *one["args"]]
    if one["login"]:
        password = tempfile.NamedTemporaryFile("w", suffix=".password", delete=False)
        password.write(stage.password(one["login"]))
        password.close()
        args += ["--login", one["login"], "--password-file", password.name]
    return subprocess.Popen(args, env=environment, stdout=subprocess.PIPE, stderr=errors,
                            text=True)


def complaints(errors):
    errors.seek(0)
    return [line for line in errors.read().splitlines()
            if "-WARNING **" in line or "-CRITICAL **" in line]


def take(desk, stage, one, language, style, path):
    errors = tempfile.TemporaryFile("w+")
    program = start(desk, stage, one, LANGUAGES[language], style, errors)
    stopped = False
    try:
        if one["login"] in (None, "nobody"):
            wait_for("a window", windows)
        else:
            line = program.stdout.readline().strip()
            assert line == "desk ready", f"{one['name']}: {line!r}"
        # Away from what would show a tooltip.
        subprocess.run(["xdotool", "mousemove", str(one["size"][0] // 2), "0"], check=True)
        if one["before"] == "stop":
            stopped = True
            stage.stop()
        for key in one["keys"]:
            press(key, one["size"])
        if one["opens"]:
            centre_newest(one["size"])
        grab_still(one["size"], path)
        check(path, one["size"])
    finally:
        end(program)
        if stopped:
            stage.start()
    said = complaints(errors)
    assert not said, f"{one['name']}: {said[0]}, {len(said)} in all"


def take_all(desk, bin_dir, out, names):
    out = os.path.abspath(out)
    os.makedirs(out, exist_ok=True)
    stage = Demo(bin_dir, out)
    variants = [f"{language}-{style}" for language in LANGUAGES for style in STYLES]
    variants = [one for one in variants if one in names] or variants
    shots = [one for one in SHOTS if one["name"] in names] or SHOTS
    failed = 0
    try:
        for one, variant in itertools.product(shots, variants):
            path = os.path.join(out, f"{one['name']}-{variant}.png")
            try:
                take(desk, stage, one, *variant.split("-"), path)
                print(path, flush=True)
            except AssertionError as error:
                failed += 1
                print(f"FAILED {path}: {error}", flush=True)
    finally:
        stage.stop()
    print(f"{len(variants) * len(shots) - failed} pictures of {len(shots)} screens, "
          f"{failed} failed")
    return 1 if failed else 0


def take_some(desk, town_server):
    stage = Town(town_server)
    failed = 0
    print(f"1..{len(SOME)}")
    with tempfile.TemporaryDirectory() as out:
        for i, name in enumerate(SOME, 1):
            one = dict(next(one for one in SHOTS if one["name"] == name), size=(1280, 800))
            if one["login"] == "manager":
                one["login"] = "dispatcher"
            try:
                take(desk, stage, one, "en", STYLES[i % 2], os.path.join(out, f"{name}.png"))
                print(f"ok {i} {name}", flush=True)
            except Exception as error:
                failed += 1
                print(f"not ok {i} {name}\n# {error!r}", flush=True)
    stage.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1] == "some":
        sys.exit(take_some(*sys.argv[2:4]))
    sys.exit(take_all(*sys.argv[2:5], sys.argv[5:]))
