#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases in Meson's JUnit reports of the given build folders.

Prints each case that did not pass, then "N passed, N failed, N skipped". Exit status 1 when a
case failed, when a report is missing, or when nothing passed at all.
"""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path


def failed(case):
    return case.find("failure") is not None or case.find("error") is not None


def results(folder):
    """Yields (name, outcome) of each case of one build folder."""
    report = Path(folder, "meson-logs", "testlog.junit.xml")
    if not report.exists():
        yield f"{folder}: no test report (did it build?)", "failed"
        return
    for suite in ET.parse(report).getroot().iter("testsuite"):
        cases = list(suite.iter("testcase"))
        for case in cases:
            name = f"{folder}: {suite.get('name')}: {case.get('name')}"
            skipped = case.find("skipped") is not None
            yield name, "failed" if failed(case) else "skipped" if skipped else "passed"
        # A program that died after its last case: a leak, a bad exit status, a time-out.
        faults = int(suite.get("errors") or 0) + int(suite.get("failures") or 0)
        if faults > sum(map(failed, cases)):
            yield f"{folder}: {suite.get('name')}: ended badly", "failed"


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for folder in sys.argv[1:]:
        for name, outcome in results(folder):
            counts[outcome] += 1
            if outcome != "passed":
                print(f"{outcome}: {name}")
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 0 if counts["failed"] == 0 and counts["passed"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
