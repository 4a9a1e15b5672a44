#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's day comes in at every hour, also at night, when no inspector has a shift.

Takes gridwardctl, gridward-server and gridward-demo-day as arguments."""

import os
import sqlite3
import subprocess
import sys
import tempfile

REPORTS = 5


def start(server, database):
    process = subprocess.Popen([server, "--db", database, "--listen", "127.0.0.1:0"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        if "Listening on " in line:
            return process, line.split()[-1]
    raise AssertionError(f"the server ended with {process.wait()}")


def play(ctl, server, day, folder):
    database, accounts = os.path.join(folder, "city.db"), os.path.join(folder, "accounts")
    subprocess.run([ctl, "--db", database, "demo", "--accounts", accounts, "--size", "0.3"],
                   check=True, capture_output=True)
    file = sqlite3.connect(database)
    assert file.execute("DELETE FROM shift").rowcount > 0
    file.commit()
    file.close()
    process, base = start(server, database)
    try:
        done = subprocess.run([day, "--server", base, "--accounts", accounts, "--reports",
                               str(REPORTS)], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert f"{REPORTS} of {REPORTS}" in done.stdout, done.stdout
    finally:
        process.terminate()
        process.stdout.close()
        process.wait(60)


def main():
    print("1..1")
    with tempfile.TemporaryDirectory(prefix="gridward-night-") as folder:
        try:
            play(*sys.argv[1:4], folder)
        except (AssertionError, subprocess.SubprocessError) as error:
            print("not ok 1 night")
            print(f"# {error}")
            return 1
    print("ok 1 night")
    return 0


if __name__ == "__main__":
    sys.exit(main())
