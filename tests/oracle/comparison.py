# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server tells of its figures, beside what a slow count of the same journal has."""

import collections
import datetime
import urllib.parse

import recurrence
import tables
from journal import day_of

LISTS = 400
SUM_LISTS = 120
# Parts of one another, what waits beside what happened, the same event by several figures.
SUMS = ["closed + to_close", "closed - closed_in_time", "to_handle + to_close",
        "to_handle - overdue_to_handle", "dispatched + to_handle - overdue_to_handle",
        "handled + to_handle + deferred", "reported - filed", "handled_in_time + handled",
        "closed - closed_in_time + exempt", "dispatched - dispatched_in_time"]
HOUR_S, DAY_S = 3600, 86400
TOOK = [(None, HOUR_S), (8 * HOUR_S, DAY_S), (None, 3 * DAY_S), (30 * DAY_S, None),
        (DAY_S, 7 * DAY_S)]
# Every pair of them is looked at.
RECURRING = 2500


def iso(day):
    return tables.date(day).isoformat()


def instant(text):
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


class Comparison:
    def __init__(self, server, oracle, indicators):
        self.server = server
        self.oracle = oracle
        self.indicators = indicators
        self.n = 0
        self.faults = []

    def ask(self, rows, columns, first, last, more=None):
        query = {"rows": rows, "from": iso(first), "to": iso(last), **(more or {})}
        if columns:
            query["columns"] = columns
        path = "/api/v1/statistics/table?" + urllib.parse.urlencode(query)
        items, answer = [], None
        while path:
            answer = self.server.call("GET", path)
            items += answer["items"]
            path = answer.get("next")
        return items, answer["total"]

    def compare_figures(self, where, told, wanted):
        for figure in tables.FIGURES:
            self.n += 1
            if told["figures"][figure] != wanted[figure]:
                self.faults.append(f"{where}: {figure}: told {told['figures'][figure]}, "
                                   f"counted {wanted[figure]}")
        for indicator in self.indicators:
            self.n += 1
            above, below, value = tables.rate(indicator, wanted)
            one = told["indicators"][indicator["name"]]
            same = (one["numerator"], one["denominator"]) == (above, below) and (
                one["value"] is None if value is None else abs(one["value"] - value) < 1e-4)
            if not same:
                self.faults.append(f"{where}: {indicator['name']}: told {one}, "
                                   f"counted {above}/{below}")

    def compare(self, rows, columns, first, last):
        items, total = self.ask(rows, columns, first, last)
        if rows in tables.PERIODS:
            wanted = self.oracle.table_of_periods(rows, columns, first, last)
        else:
            wanted, wanted_total = self.oracle.table(rows, columns, first, last)
            self.compare_figures(f"{rows} x {columns} {first}-{last} total", total,
                                 wanted_total)
        told = {(item["key"], item["column"] and item["column"]["key"]): item for item in items}
        for key in sorted(wanted.keys() | told.keys(), key=str):
            where = f"{rows} x {columns} {first}-{last} {key}"
            if key not in told or key not in wanted:
                self.faults.append(f"{where}: {'not told' if key in wanted else 'told'}")
            else:
                self.compare_figures(where, told[key], wanted[key])

    def compare_before(self, rows, first, last, compared, before):
        """compared: the query that compares; before: the days that it means."""
        items, total = self.ask(rows, None, first, last, compared)
        wanted, wanted_total = self.oracle.table(rows, None, *before)
        now, _ = self.oracle.table(rows, None, first, last)
        self.compare_figures(f"{rows} {before} total before", total["before"], wanted_total)
        told = {(item["key"], None): item for item in items}
        if told.keys() != wanted.keys() | now.keys():
            self.faults.append(f"{rows} {before}: {told.keys() ^ (wanted.keys() | now.keys())}")
        for key in told:
            self.compare_figures(f"{rows} {before} {key} before", told[key]["before"],
                                 wanted.get(key, collections.Counter()))

    def compare_list(self, counted, dimension, key, first, last, limit=500, took=None):
        """Exactly those events, and as many as the figures say. took: (over_s, within_s)."""
        query = {"figure": counted, "from": iso(first), "to": iso(last), "limit": limit}
        if took:
            query.update((name, s) for name, s in zip(("over_s", "within_s"), took) if s)
        if dimension in ("city", "district", "street", "community"):
            query["area"] = key
        elif dimension == "class_major":
            query["kind"] = key
        elif dimension in ("class_middle", "class_minor"):
            query["kind"], query["class"] = key.split(":")
        elif dimension:
            query[dimension] = key
        path = "/api/v1/statistics/cases?" + urllib.parse.urlencode(query)
        items, total = [], None
        while path:
            answer = self.server.call("GET", path)
            items += answer["items"]
            total = answer["total"]
            path = answer.get("next")
        wanted = self.oracle.times_counted(counted, first, last, dimension, key, took)
        told = [(item["seq"], item["times"]) for item in items]
        self.n += 1
        if sorted(told) != sorted(wanted.items()) or total != sum(wanted.values()):
            self.faults.append(f"list {counted} {took} {dimension}={key} {first}-{last}: "
                               f"total {total}, {len(told)} told, {len(wanted)} counted")

    def compare_times(self, dimension, first, last, narrowed=None, limit=None):
        """narrowed: (dimension, key), of which alone cases are asked for; in pages of limit."""
        query = {"rows": dimension, "from": iso(first), "to": iso(last)}
        if narrowed:
            query[{"community": "area"}.get(narrowed[0], narrowed[0])] = narrowed[1]
        if limit:
            query["limit"] = limit
        path = "/api/v1/statistics/closing-times?" + urllib.parse.urlencode(query)
        told = {}
        while path:
            answer = self.server.call("GET", path)
            told.update((item["key"], item) for item in answer["items"])
            path = answer.get("next")
        wanted = self.oracle.closing_times(dimension, first, last, narrowed)
        if wanted.keys() != told.keys():
            self.faults.append(f"times by {dimension} of {narrowed}: "
                               f"{wanted.keys() ^ told.keys()}")
        for key in wanted.keys() & told.keys():
            seconds, item = wanted[key], told[key]
            ends = answer["edges_s"] + [float("inf")]
            bars = [sum(low < s <= high for s in seconds) for low, high in zip([-1] + ends, ends)]
            half = next(s for s in seconds if 2 * sum(t <= s for t in seconds) >= len(seconds))
            most = next(s for s in seconds if 10 * sum(t <= s for t in seconds)
                        >= 9 * len(seconds))
            self.n += 1
            mean = sum(seconds) / len(seconds)
            if ((item["n"], item["median_s"], item["p90_s"], item["histogram"]) !=
                    (len(seconds), half, most, bars) or abs(item["mean_s"] - mean) > 1):
                self.faults.append(f"times by {dimension} {key} of {narrowed}: {item}, "
                                   f"counted {seconds}")

    def compare_groups(self, filters, passes, radius, days, first, last):
        query = {"from": iso(first), "to": iso(last), "radius": radius, "days": days,
                 "limit": 40, **filters}
        path = "/api/v1/statistics/recurrence?" + urllib.parse.urlencode(query)
        told, answer = [], None
        while path:
            answer = self.server.call("GET", path)
            told += answer["items"]
            path = answer.get("next")
        wanted, filed = recurrence.groups(self.oracle, first, last, radius, days, passes)
        where = f"recurrence {radius} m {days} days {filters} {first}-{last}"
        self.n += 1 + len(wanted)
        cases = sum(group["n"] for group in wanted)
        if (answer["groups"], answer["cases"], answer["filed"]) != (len(wanted), cases, filed):
            self.faults.append(f"{where}: {answer['groups']} groups of {answer['cases']} of "
                               f"{answer['filed']} told, {len(wanted)} of {cases} of {filed}")
        if [item["key"] for item in told] != [group["key"] for group in wanted]:
            self.faults.append(f"{where}: other groups")
            return
        for item, group in zip(told, wanted):
            same = (f"{item['class']['kind']}:{item['class']['code']}" == group["class"] and
                    [instant(item[name]) for name in ("first_at", "last_at")] == group["at"] and
                    (item["community"] or {}).get("code") == group["community"] and
                    all(item[name] == group[name] for name in ("n", "cell", "cases")) and
                    all(abs(item[name] - group[name]) < 1e-6 for name in ("lon", "lat")))
            if not same:
                self.faults.append(f"{where}: told {item}, counted {group}")


class Test:
    """Each method compares a kind of questions; what differs is in comparison.faults."""

    def __init__(self, comparison, begin, end):
        self.comparison = comparison
        middle = begin + (end - begin) // 2
        self.whole = (day_of(begin), day_of(end))
        self.part = (day_of(begin + (end - begin) // 4), day_of(middle))
        self.week = (day_of(middle), day_of(middle + 6 * 86400000))

    def single(self):
        for first, last in (self.whole, self.part, self.week):
            for rows in tables.DIMENSIONS:
                self.comparison.compare(rows, None, first, last)

    def compared(self):
        """With the same days of the year before, as many days before, and any others."""
        first, last = (tables.date(day) for day in self.week)
        week, year = datetime.timedelta(days=7), lambda day: day.replace(year=day.year - 1)
        for rows in tables.DIMENSIONS:
            for query, days in (
                    ({"compare": "before"}, (first - week, last - week)),
                    ({"compare": "year"}, (year(first), year(last))),
                    ({"compare": "period", "compare_from": iso(self.part[0]),
                      "compare_to": iso(self.part[1])}, map(tables.date, self.part))):
                self.comparison.compare_before(rows, *self.week, query,
                                               tuple(map(tables.number, days)))

    def crossed(self, dimensions=tables.DIMENSIONS):
        for rows in dimensions:
            for columns in dimensions:
                if rows != columns:
                    self.comparison.compare(rows, columns, *self.part)

    def periods(self):
        for rows in tables.PERIODS:
            self.comparison.compare(rows, None, *self.whole)
            for columns in ("community", "department", "class_minor", "person", "hour"):
                self.comparison.compare(rows, columns, *self.part)

    def lists(self, most=LISTS):
        """Every figure of every row, as many as there is time for."""
        wanted = []
        for dimension in [None, *tables.DIMENSIONS]:
            table, total = self.comparison.oracle.table(dimension or "city", None, *self.part)
            for (key, _), figures in table.items() if dimension else [((None, None), total)]:
                wanted += [(figure, dimension, key) for figure in figures]
        step = max(1, len(wanted) // most)
        for figure, dimension, key in wanted[::step]:
            self.comparison.compare_list(figure, dimension, key, *self.part)

    def sums(self, most=SUM_LISTS):
        """Sums and differences of figures, in a few rows of each dimension, on pages of any
        length; cases by how long they took."""
        oracle = self.comparison.oracle
        wanted = []
        for dimension in tables.DIMENSIONS:
            keys = sorted({oracle.key(dimension, thing)
                           for _, thing in oracle.counted(*self.part)} - {None})
            wanted += [(dimension, key) for key in keys]
        for i, (dimension, key) in enumerate(wanted[::max(1, len(wanted) // most)]):
            counted = SUMS[i % len(SUMS)]
            self.comparison.compare_list(counted, dimension, key, *self.part,
                                         limit=(3, 500, 40)[i % 3])
            self.comparison.compare_list("closed", dimension, key, *self.part,
                                         limit=(500, 5)[i % 2], took=TOOK[i % len(TOOK)])
        for counted in SUMS:
            self.comparison.compare_list(counted, None, None, *self.part, limit=100)

    def times(self, dimensions=tables.DIMENSIONS):
        for dimension in dimensions:
            for first, last in (self.whole, self.part):
                self.comparison.compare_times(dimension, first, last)
            self.comparison.compare_times(dimension, *self.whole, limit=3)
            for narrow in ("community", "cell", "department", "source", "person", "post", "shift",
                           "hour"):
                keys = self.comparison.oracle.closing_times(narrow, *self.part)
                for key in sorted(keys)[:2]:
                    self.comparison.compare_times(dimension, *self.part, (narrow, key))

    def few_days(self, most):
        """Ever fewer days from the first one, until every pair can be looked at."""
        first, last = self.whole
        oracle = self.comparison.oracle
        while last > first and most < sum(
                figure == "filed" for figure, _ in oracle.counted(first, last)):
            last = tables.number(tables.date(last) - datetime.timedelta(days=1))
        return first, last

    def recurring(self, most=RECURRING):
        compare = self.comparison.compare_groups
        first, last = self.few_days(most)
        for radius, days in ((50, 30), (10, 2), (25, 1), (150, 1), (1000, 366)):
            compare({}, lambda thing: True, radius, days, first, last)
        compare({"kind": "component"}, lambda thing: thing.kind, 100, 3, first, last)
        compare({"shift": "06-14"}, lambda thing: 6 <= thing.hour < 14, 100, 3, first, last)
        compare({"person": "leader"}, lambda thing: thing.person == "leader", 40, 3, first, last)
