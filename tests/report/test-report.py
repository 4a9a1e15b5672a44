#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report beside the real server: every figure of its tables equals the API's and is as long
as the list of its cases; each file can be read by other programs; the server makes them itself.

Takes gridwardctl and the town's server (tests/lib/town-server-main.c) as arguments."""

import csv
import datetime
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse
import xml.etree.ElementTree as xml
import zipfile
import zoneinfo

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "week"))
from client import Server  # noqa: E402

PATIENCE_S = 30
SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Table of the report, rows of the API, filter that one row is.
TABLES = [
    ("departments", "department", "department"),
    ("classes", "class_minor", "class"),
    ("sources", "source", "source"),
    ("districts", "district", "area"),
    ("streets", "street", "area"),
    ("communities", "community", "area"),
    ("cells", "cell", "cell"),
]
# What becomes of the cases, one after the other.
LIVES = [
    [],
    [("leader", "reject")],
    [("leader", "file")],
    [("leader", "file"), ("leader", "void")],
    [("leader", "file"), ("dispatcher", "dispatch")],
    [("leader", "file"), ("dispatcher", "dispatch"), ("sanitation", "accept"),
     ("sanitation", "handle"), ("leader", "rework"), ("sanitation", "handle")],
    [("leader", "file"), ("dispatcher", "dispatch"), ("sanitation", "accept"),
     ("sanitation", "handle"), ("leader", "check"), ("leader", "close")],
    [("leader", "file"), ("dispatcher", "dispatch"), ("sanitation", "accept"),
     ("sanitation", "handle"), ("leader", "check"), ("leader", "close")],
]


class Town:
    """The server of the small town, and what it is asked by lines."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        base = self.read()
        people = ("manager", "admin")
        self.api = Server(int(base.rsplit(":", 1)[1]),
                          {login: f"password-of-{login}" for login in people})
        self.database = self.ask("database")

    def read(self):
        return self.process.stdout.readline().strip().rsplit(" ", 1)[0]

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.read()

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=60) == 0


class Test:
    def __init__(self, ctl, town):
        self.ctl = ctl
        self.town = town
        self.folder = tempfile.mkdtemp(prefix="gridward-report-")
        # The whole test is of one day, even if the next one begins meanwhile.
        self.today = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date()
        self.month = self.today.strftime("%Y-%m")
        self.tables = {}

    def path(self, ending, language="en"):
        return f"{self.folder}/gridward-month-{self.month}-{language}{ending}"

    def run(self, *arguments):
        return subprocess.run([self.ctl, "--db", self.town.database, *arguments],
                              capture_output=True, text=True, timeout=120)

    def make(self):
        for number, life in enumerate(LIVES):
            case = self.town.ask(f"report {number} something is there")
            for login, action in life:
                self.town.ask(f"act {login} {case} {action}")
        for language in ("en", "zh"):
            made = self.run("report", "--period", self.month, "--output", self.folder,
                            "--format", "pdf,csv,xlsx,gpkg,geojson", "--language", language)
            assert made.returncode == 0, made.stderr
            assert not made.stderr, made.stderr
            for path in made.stdout.split():
                assert os.path.getsize(path) > 0, path

    def read_csv(self, name):
        with open(self.path(f"-{name}.csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.tables[name] = rows
        return rows

    def query(self, **more):
        return urllib.parse.urlencode(
            {"from": f"{self.month}-01", "to": self.today.isoformat(), **more})

    def compare_row(self, row, figures, indicators):
        for name, value in figures.items():
            assert row[name] == str(value), (row["key"], name, row[name], value)
        for name, rate in indicators.items():
            if name in row and rate["value"] is None:
                assert row[name] == "no cases", (row["key"], name, row[name])
            elif name in row:
                assert abs(float(row[name]) - rate["value"]) < 1e-6, (row["key"], name)

    def figures_are_lists(self):
        """Acceptance: the table of the API, and the length of each list."""
        n_lists = 0
        for name, rows, key in TABLES:
            table = self.town.api.get(
                "manager", "/api/v1/statistics/table?" + self.query(rows=rows, limit=1000),
                language="en")
            items = {item["key"]: item for item in table["items"]}
            if not os.path.exists(self.path(f"-{name}.csv")):
                # The town has no districts.
                assert name == "districts" and not items, name
                continue
            report = self.read_csv(name)
            for row in report[:-1]:
                item = items.pop(row["key"], None)
                if item is None:
                    assert all(row[figure] == "0" for figure in table["total"]["figures"]), row
                    continue
                self.compare_row(row, item["figures"], item["indicators"])
                for figure, value in item["figures"].items():
                    if value == 0:
                        continue
                    cases = self.town.api.get(
                        "manager", "/api/v1/statistics/cases?" +
                        self.query(figure=figure, limit=1000, **{key: row["key"]}))
                    assert cases["total"] == len(cases["items"]) == value, (row["key"], figure)
                    n_lists += 1
            assert not items, (name, list(items))
            self.compare_row(report[-1], table["total"]["figures"],
                             table["total"]["indicators"])
        print(f"# {n_lists} lists of cases were opened")
        assert n_lists > 50

    def totals(self):
        """What was done to the cases is what is told of them."""
        total = self.tables["communities"][-1]
        expected = {"reported": 8, "rejected": 1, "voided": 1, "closed": 2, "to_close": 1,
                    "to_handle": 1, "reworked": 1}
        for name, value in expected.items():
            assert total[name] == str(value), (name, total[name])

    @staticmethod
    def cell_text(cell, strings):
        inline = cell.find(f"{SHEETS}is")
        if inline is not None:
            return "".join(part.text or "" for part in inline.iter(f"{SHEETS}t"))
        value = cell.find(f"{SHEETS}v")
        if value is None:
            return ""
        return strings[int(value.text)] if cell.get("t") == "s" else value.text

    def read_xlsx(self, language):
        """Sheets by title: rows of texts."""
        sheets = {}
        with zipfile.ZipFile(self.path(".xlsx", language)) as book:
            assert book.testzip() is None
            strings = []
            if "xl/sharedStrings.xml" in book.namelist():
                strings = ["".join(part.text or "" for part in item.iter(f"{SHEETS}t"))
                           for item in xml.fromstring(book.read("xl/sharedStrings.xml"))]
            names = [sheet.get("name") for sheet in
                     xml.fromstring(book.read("xl/workbook.xml")).iter(f"{SHEETS}sheet")]
            for number, name in enumerate(names, 1):
                tree = xml.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
                sheets[name] = [[self.cell_text(cell, strings)
                                 for cell in row.iter(f"{SHEETS}c")]
                                for row in tree.iter(f"{SHEETS}row")]
        return sheets

    def workbook(self):
        """The same numbers as in the CSV, sheet by sheet."""
        titles = {"departments": "By department", "classes": "By class",
                  "sources": "By source", "districts": "By district",
                  "streets": "By street or town", "communities": "By community",
                  "cells": "By grid cell"}
        sheets = self.read_xlsx("en")
        for name in self.tables:
            rows = sheets[titles[name]][1:]
            assert len(rows) == len(self.tables[name]), name
            for got, row in zip(rows, self.tables[name]):
                for text, (column, wanted) in zip(got, list(row.items())):
                    if column in ("key", "name") or wanted == "no cases":
                        assert text == wanted, (name, column, text, wanted)
                    else:
                        assert abs(float(text) - float(wanted)) < 1e-6, (name, column)
        assert "各社区" in self.read_xlsx("zh")

    def pdf(self):
        for language, words in (("en", "Monthly report"), ("zh", "城市网格管理月报")):
            path = self.path(".pdf", language)
            told = subprocess.run(["pdfinfo", path], capture_output=True, text=True,
                                  check=True).stdout
            assert int(re.search(r"Pages:\s+(\d+)", told).group(1)) >= 3, told
            assert "A4" in told, told
            fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True,
                                   check=True).stdout.splitlines()[2:]
            assert fonts and all(" yes yes yes " in line for line in fonts), fonts
            text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True,
                                  text=True, check=True).stdout
            assert words in text, text[:500]
            assert "nan" not in text.lower()

    def layers(self):
        """GeoPackage and GeoJSON hold the same figures as the tables."""
        file = sqlite3.connect(f"file:{self.path('.gpkg')}?mode=ro", uri=True)
        for name in ("communities", "cells"):
            stored = dict(file.execute(f'SELECT "key", reported FROM {name}'))
            ground = file.execute(f"SELECT count(*) FROM {name} WHERE geom IS NULL")
            assert ground.fetchone()[0] == 0
            with open(self.path(f"-{name}.geojson"), encoding="utf-8") as text:
                features = json.load(text)["features"]
            for row in self.tables[name][:-1]:
                assert stored.pop(row["key"]) == int(row["reported"]), row
            assert not stored
            assert len(features) == len(self.tables[name]) - 1
            for feature, row in zip(features, self.tables[name]):
                assert feature["properties"]["key"] == row["key"]
                assert feature["properties"]["reported"] == int(row["reported"])
                assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
        file.close()

    def bad_orders(self):
        """A clear line on the error output, and no file."""
        target = f"{self.folder}/none"
        for arguments, words in (
                ([], "--period"), (["--period", "2026-13"], "2026-13"),
                (["--period", "soon"], "soon"), (["--period", "2999-01"], "2999-01"),
                (["--period", self.month, "--kind", "week"], "week"),
                (["--period", self.month, "--kind", "year"], "year"),
                (["--period", self.month, "--format", "doc"], "doc"),
                (["--period", self.month, "--language", "fr"], "fr"),
                (["--period", self.month, "--area", "99"], "99")):
            made = self.run("report", *arguments, "--output", target)
            assert made.returncode == 2, (arguments, made)
            assert words in made.stderr and made.stderr.count("\n") == 1, made.stderr
            assert not os.path.exists(target), arguments

    def other_periods(self):
        """A day, a week, an area, a month without cases: each says what it has to say."""
        area = self.tables["communities"][0]["key"]
        for arguments in (["--period", self.today.isoformat()],
                          ["--period", self.today.isoformat(), "--kind", "week"],
                          ["--period", self.month, "--area", area],
                          ["--period", "2001-02"]):
            made = self.run("report", *arguments, "--output", self.folder, "--format",
                            "pdf,csv", "--language", "en")
            assert made.returncode == 0, made.stderr
        text = subprocess.run(
            ["pdftotext", f"{self.folder}/gridward-month-2001-02-en.pdf", "-"],
            capture_output=True, text=True, check=True).stdout
        assert "no cases" in text and "nan" not in text.lower(), text[:500]

    def schedule(self):
        """Yesterday's report comes by itself as soon as it is wished for; the oldest of too many
        goes, and nothing that is not a report."""
        folder = f"{self.town.database}.reports/day"
        day = datetime.timedelta(days=1)
        today = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date()
        oldest = str(today - 3 * day)
        older = {oldest, str(today - 2 * day), "kept by hand"}
        for name in older:
            os.makedirs(f"{folder}/{name}")
        for setting in (["report.keep", "2"], ["report.day", "00:00 pdf,csv zh"]):
            wish = self.run("setting", "set", *setting)
            assert wish.returncode == 0, wish.stderr
        end = time.monotonic() + 2 * PATIENCE_S
        made, left = [], older
        while (not made or oldest in left) and time.monotonic() < end:
            time.sleep(0.2)
            left = {name for name in os.listdir(folder) if not name.startswith(".")}
            made = sorted(left - older)
        assert len(made) == 1, made
        assert left - set(made) == older - {oldest}, left
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", made[0]), made
        files = os.listdir(f"{folder}/{made[0]}")
        assert f"gridward-day-{made[0]}-zh.pdf" in files, files
        shutil.rmtree(f"{self.town.database}.reports")


def main():
    town = Town(sys.argv[2])
    test = Test(sys.argv[1], town)
    steps = [test.make, test.figures_are_lists, test.totals, test.workbook, test.pdf,
             test.layers, test.bad_orders, test.other_periods, test.schedule]
    failed = 0
    print(f"1..{len(steps)}")
    for number, step in enumerate(steps, 1):
        try:
            step()
            print(f"ok {number} {step.__name__}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok {number} {step.__name__}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("#", line)
    town.end()
    shutil.rmtree(test.folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
