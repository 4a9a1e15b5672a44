#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases in Meson's reports of the given build folders.

Prints each case that did not pass, then "N passed, N failed, N skipped". Exit status 1 when a
case failed, when a report is missing, or when nothing passed at all.
"""

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path


def outcome(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def results(folder):
    """Yields (name, outcome) of each case of one build folder."""
    logs = Path(folder, "meson-logs")
    try:
        suites = ET.parse(logs / "testlog.junit.xml").getroot().iter("testsuite")
        programs = [json.loads(line) for line in open(logs / "testlog.json", encoding="utf-8")]
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


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for folder in sys.argv[1:]:
        for name, result in results(folder):
            counts[result] += 1
            if result != "passed":
                print(f"{result}: {name}")
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 0 if counts["failed"] == 0 and counts["passed"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
