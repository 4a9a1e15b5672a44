#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases in Meson's reports of the given build folders.

Prints each case that did not pass, what the programs said that failed, then "N passed,
N failed, N skipped". Exit status 1 when a case failed, when a report is missing, or when nothing
passed at all.
"""

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

# The end of what a program wrote on standard error: a sanitizer's report ends in its summary.
LAST_LINES = 20


def outcome(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def programs_of(folder):
    """Meson's record of each program: its result, and what it wrote."""
    with open(Path(folder, "meson-logs", "testlog.json"), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def why(program):
    """The failed cases of a program with the remarks below them, and its last words."""
    said, failed = [], False
    for line in (program.get("stdout") or "").splitlines():
        failed = line.startswith("not ok") or failed and line.startswith("#")
        if failed:
            said.append(line)
    return said + (program.get("stderr") or "").splitlines()[-LAST_LINES:]


def results(folder):
    """Yields (name, outcome) of each case of one build folder."""
    try:
        suites = ET.parse(Path(folder, "meson-logs", "testlog.junit.xml")).iter("testsuite")
        programs = programs_of(folder)
    except OSError:
        yield f"{folder}: no test report (did it build?)", "failed"
        return
    for suite in suites:
        for case in suite.iter("testcase"):
            yield f"{folder}: {suite.get('name')}: {case.get('name')}", outcome(case)
    # The JUnit report is silent on a program that died after its last case: a leak, a crash,
    # a time-out.
    for program in programs:
        if program["result"] in ("ERROR", "TIMEOUT", "INTERRUPT"):
            yield f"{folder}: {program['name']}: ended with {program['result']}", "failed"


def print_reasons(folder):
    try:
        programs = programs_of(folder)
    except OSError:
        return
    for program in programs:
        if program["result"] not in ("OK", "SKIP"):
            print(f"--- {folder}: {program['name']}", *why(program), sep="\n")


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for folder in sys.argv[1:]:
        for name, result in results(folder):
            counts[result] += 1
            if result != "passed":
                print(f"{result}: {name}")
    for folder in sys.argv[1:]:
        print_reasons(folder)
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 0 if counts["failed"] == 0 and counts["passed"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
