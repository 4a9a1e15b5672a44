#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every figure of the daily, the weekly and the monthly report is opened.

A demo city with weeks of cases behind it; gridwardctl makes the three reports beside its running
server. Each count in each table equals the number of cases that the API lists for it, each rate
and score what the API tells, and the other files hold what the tables hold. Takes gridwardctl and
gridward-server as arguments."""

import csv
import datetime
import glob
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import traceback
import urllib.parse
import zoneinfo

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "week"))
from client import Server  # noqa: E402

API = "/api/v1/statistics/"
DAY = datetime.timedelta(days=1)
# Table of the report, rows of the API, filter that one row is.
TABLES = {
    "departments": ("department", "department"),
    "classes": ("class_minor", "class"),
    "sources": ("source", "source"),
    "weekdays": ("weekday", "weekday"),
    "hours": ("hour", "hour"),
    "districts": ("district", "area"),
    "streets": ("street", "area"),
    "communities": ("community", "area"),
    "cells": ("cell", "cell"),
}
COMPARED = {"compared_districts": "area", "compared_streets": "area"}
TIMES = {"closing_times_departments": ("department", "department"),
         "closing_times_classes": ("class_minor", "class")}
LAYERS = ("communities", "cells")


def year_before(first, last):
    """The same days; the last of a month stays one."""
    def move(day, keep_last):
        if keep_last and (day + DAY).month != day.month:
            return (day + DAY).replace(day=1, year=(day + DAY).year - 1) - DAY
        return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29)
                           else day.day)
    return move(first, False), move(last, True)


class Period:
    """One of the three: its name, its days, and those it is compared with."""

    def __init__(self, kind, today):
        if kind == "day":
            self.first = self.last = today - DAY
            self.name = self.first.isoformat()
            self.before = (self.first - DAY, self.last - DAY)
        elif kind == "week":
            self.last = today - DAY * (today.weekday() + 1)
            self.first = self.last - 6 * DAY
            year, week, _ = self.first.isocalendar()
            self.name = f"{year}-W{week:02}"
            self.before = (self.first - 7 * DAY, self.last - 7 * DAY)
        else:
            self.last = today.replace(day=1) - DAY
            self.first = self.last.replace(day=1)
            self.name = self.first.isoformat()[:7]
            last = self.first - DAY
            self.before = (last.replace(day=1), last)
        self.kind = kind
        self.days = (self.first, self.last)
        self.year = year_before(self.first, self.last)


class City:
    """The demo city and its server."""

    def __init__(self, ctl, server):
        self.ctl = ctl
        self.folder = tempfile.TemporaryDirectory(prefix="gridward-open-")
        self.database = os.path.join(self.folder.name, "city.db")
        accounts = os.path.join(self.folder.name, "accounts")
        self.run("demo", "--accounts", accounts, "--size", "0.3", "--past", "35",
                 "--per-day", "3")
        self.process = subprocess.Popen(
            [server, "--db", self.database, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        with open(accounts, encoding="utf-8") as file:
            passwords = dict(line.split(None, 1) for line in file.read().splitlines() if line)
        for line in self.process.stdout:
            if "Listening on " in line:
                self.api = Server(int(line.strip().rstrip("/").rsplit(":", 1)[1]), passwords)
                return
        raise AssertionError(f"the server ended with {self.process.wait()}")

    def run(self, *arguments):
        done = subprocess.run([self.ctl, "--db", self.database, *arguments],
                              capture_output=True, text=True, timeout=150)
        assert done.returncode == 0, done.stderr
        return done

    def ask(self, what, days, **more):
        query = urllib.parse.urlencode({"from": days[0].isoformat(), "to": days[1].isoformat(),
                                        **more})
        return self.api.get("manager", f"{API}{what}?{query}", language="en")

    def end(self):
        self.process.terminate()
        self.process.stdout.close()
        self.process.wait(60)
        self.folder.cleanup()


class Report:
    """The tables of one report, and what opening them came to."""

    def __init__(self, city, kind, today):
        self.city = city
        self.period = Period(kind, today)
        self.folder = os.path.join(city.folder.name, kind)
        self.stem = f"{self.folder}/gridward-{kind}-{self.period.name}-en"
        self.figures = None
        self.tables = {}
        self.n_lists = self.n_zeros = self.n_rates = 0

    def make(self):
        made = self.city.run("report", "--period", self.period.name, "--output", self.folder,
                             "--format", "csv,gpkg,geojson", "--language", "en")
        assert not made.stderr, made.stderr
        for path in glob.glob(self.stem + "-*.csv"):
            with open(path, encoding="utf-8-sig", newline="") as file:
                self.tables[path[len(self.stem) + 1:-4]] = list(csv.DictReader(file))
        for name, rows in self.tables.items():
            for row in rows:
                for column, text in row.items():
                    assert text.strip() or column == "key", (name, column, row)
                    assert text.lower() not in ("nan", "inf", "-nan", "-inf"), (name, row)

    def open_list(self, figure, days, text, **filters):
        """A count is as long as its list, which comes as a whole."""
        cases = self.city.ask("cases", days, figure=figure, limit=1000, **filters)
        assert "next" not in cases, figure
        assert str(cases["total"]) == str(len(cases["items"])) == text, (
            figure, days, filters, text, cases["total"])
        assert len({item["seq"] for item in cases["items"]}) == len(cases["items"])
        self.n_lists += 1

    def open_figures(self):
        """Rows that add up to a total whose list is as long: those that are 0 are rightly so.
        What is not yet of a department has no row: there the empty lists are opened, too."""
        for name, (rows, key) in TABLES.items():
            if name not in self.tables:
                continue
            told = self.city.ask("table", self.period.days, rows=rows, limit=100000)
            self.figures = told["total"]["figures"]
            items = {item["key"]: item for item in told["items"]}
            *report, total = self.tables[name]
            partial = name == "departments"
            for row in report:
                self.open_row(row, items.pop(row["key"], None), {key: row["key"]}, partial)
            assert not items, (name, list(items))
            self.open_row(total, told["total"], {}, partial)
            for figure in self.figures:
                assert partial or (sum(int(row[figure]) for row in report) ==
                                   int(total[figure])), (name, figure)

    def open_row(self, row, item, filters, zeros):
        for figure in self.figures:
            if item is not None:
                assert row[figure] == str(item["figures"][figure]), (row["key"], figure)
            if row[figure] == "0" and not zeros:
                self.n_zeros += 1
            else:
                self.open_list(figure, self.period.days, row[figure], **filters)
        for name, rate in (item["indicators"] if item else {}).items():
            if name in row:
                self.compare(row[name], rate["value"], name)

    def compare(self, text, value, what):
        self.n_rates += 1
        if value is None:
            assert text == "no cases", (what, text)
        else:
            assert abs(float(text) - value) < 1e-5, (what, text, value)

    def open_compared(self):
        """The other periods' figures, too; and a change is the difference."""
        whole = {"before": self.period.before, "year": self.period.year}
        empty = {other: self.city.ask("cases", days, figure="reported", limit=1)["total"] == 0
                 and not any(self.city.ask("table", days, rows="city")["total"]["figures"]
                             .values())
                 for other, days in whole.items()}
        for name, key in COMPARED.items():
            for row in self.tables.get(name, []):
                filters = {key: row["key"]} if row["key"] else {}
                for figure in ("reported", "closed"):
                    self.open_list(figure, self.period.days, row[figure], **filters)
                    for other, days in whole.items():
                        text = row[f"{figure}_{other}"]
                        change = row[f"{figure}_{other}_change"]
                        if empty[other]:
                            assert text == change == "no cases", (name, row)
                            continue
                        self.open_list(figure, days, text, **filters)
                        assert int(change) == int(row[figure]) - int(text), (name, row)

    def open_times(self):
        """As many closings as the list of the closed; the bars are these, too."""
        for name, (rows, key) in TIMES.items():
            told = self.city.ask("closing-times", self.period.days, rows=rows)
            items = {item["key"]: item for item in told["items"]}
            for row in self.tables[name]:
                filters = {key: row["key"]} if row["key"] else {}
                item = items.pop(row["key"]) if row["key"] else told["total"]
                bars = [int(text) for text in list(row.values())[-len(item["histogram"]):]]
                assert bars == item["histogram"], (name, row)
                assert sum(bars) == int(row["closed"]) == item["n"], (name, row)
                self.open_list("closed", self.period.days, row["closed"], **filters)
                for time in ("median_s", "p90_s"):
                    assert float(row[time]) == item[time], (name, row)
            assert not items, (name, list(items))
        bars = [int(row["closed"]) for row in self.tables["closing_times"]]
        assert bars == told["total"]["histogram"]
        self.open_list("closed", self.period.days, str(sum(bars)))

    def open_when(self):
        """Seven weekdays and 24 hours, the busiest first; averages are of the days there were.
        Their figures are opened like those of the other tables."""
        if self.period.kind == "day":
            assert not {"weekdays", "hours"} & set(self.tables)
            return
        *weekdays, total = self.tables["weekdays"]
        *hours, _ = self.tables["hours"]
        assert [row["key"] for row in weekdays] == [str(day) for day in range(1, 8)]
        assert sorted(row["key"] for row in hours) == [f"{hour:02}" for hour in range(24)]
        reported = [int(row["reported"]) for row in hours]
        assert reported == sorted(reported, reverse=True), reported
        n_days = (self.period.last - self.period.first).days + 1
        assert sum(int(row["days"]) for row in weekdays) == int(total["days"]) == n_days
        for figure in ("reported", "closed"):
            for row in self.tables["weekdays"]:
                self.compare(row[f"{figure}_per_day"], int(row[figure]) / int(row["days"]), row)
            for row in self.tables["hours"]:
                self.compare(row[f"{figure}_share"], int(row[figure]) / int(total[figure])
                             if total[figure] != "0" else None, row)

    def scores(self):
        for name, rows in self.tables.items():
            if not name.startswith("scores_"):
                continue
            _, scheme, of = name.split("_")
            told = self.city.ask("scores", self.period.days, scheme=scheme, limit=1000,
                                 rows={"departments": "department", "districts": "district",
                                       "streets": "street"}[of])
            items = {item["key"]: item["score"] for item in told["items"]}
            last = None
            for row in rows:
                self.compare(row["score"], items.pop(row["key"], None), row)
                if row["score"] != "no cases":
                    assert last is None or float(row["score"]) <= last + 0.01, row
                    last = float(row["score"])
            assert not [key for key, score in items.items() if key and score], (name, items)

    def layers(self):
        """The layers hold the figures of the tables, column by column."""
        file = sqlite3.connect(f"file:{self.stem}.gpkg?mode=ro", uri=True)
        file.row_factory = sqlite3.Row
        for name in LAYERS:
            stored = {row["key"]: row for row in file.execute(f"SELECT * FROM {name}")}
            with open(f"{self.stem}-{name}.geojson", encoding="utf-8") as text:
                features = {feature["properties"]["key"]: feature["properties"]
                            for feature in json.load(text)["features"]}
            assert len(stored) == len(features) == len(self.tables[name]) - 1
            for row in self.tables[name][:-1]:
                for column, text in row.items():
                    for value in (stored[row["key"]][column], features[row["key"]][column]):
                        if text == "no cases":
                            assert value is None, (name, column, row)
                        elif isinstance(value, str):
                            assert value == text, (name, column, row)
                        else:
                            assert abs(value - float(text)) < 1e-5, (name, column, row)
        file.close()

    def open_all(self):
        self.make()
        self.open_figures()
        self.open_compared()
        self.open_times()
        self.open_when()
        self.scores()
        self.layers()
        print(f"# {self.period.name}: {self.n_lists} figures were opened, {self.n_zeros} are 0"
              f" and nothing is left for them; {self.n_rates} rates and scores compared")
        assert self.n_lists > 30, self.n_lists


def main():
    # All is of days that are over, even if another one begins meanwhile.
    today = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date()
    print("1..3")
    city = City(*sys.argv[1:3])
    failed = 0
    for number, kind in enumerate(("day", "week", "month"), 1):
        try:
            Report(city, kind, today).open_all()
            print(f"ok {number} {kind}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok {number} {kind}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("#", line)
    print(f"# {city.api.n_requests} requests")
    city.end()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
