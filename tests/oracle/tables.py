# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of figures in any dimension, by counting every thing for every row."""

import collections
import csv
import datetime
import re

from journal import Journal, Life

FIGURES = """reported rejected voided merged filed filed_in_time dispatched dispatched_in_time
redispatched returned handled handled_in_time reworked deferred extended closed closed_in_time
exempt reopened to_handle overdue_to_handle to_close""".split()
DIMENSIONS = """city district street community cell duty_grid department class_major
class_middle class_minor source person post shift hour weekday""".split()
SHIFTS = [6, 14, 22]  # as a city has them that says nothing else
PERIODS = ["day", "week", "month", "quarter", "year"]


def date(day):
    return datetime.date(day // 10000, day // 100 % 100, day % 100)


def number(when):
    return when.year * 10000 + when.month * 100 + when.day


class Oracle:
    def __init__(self, path):
        self.journal = Journal(path)
        self.areas = {cell["code"]: self.journal.areas_of(cell["code"])
                      for cell in self.journal.cells.values()}
        self.things, self.waits = [], []
        for case in self.journal.events:
            life = Life(self.journal, case)
            self.things += [tuple(entry) for entry in life.things]
            self.waits += life.waits
        self.period = self.of_period = None

    def counted(self, first, last):
        """Every (figure, thing) of a period: what happened in it and stands at its end, and
        what waits at its end. Many questions are about the same period."""
        if self.period != (first, last):
            self.period = first, last
            self.of_period = list(self.find(first, last))
        return self.of_period

    def find(self, first, last):
        for thing, gone in self.things:
            if first <= thing.day <= last < gone:
                yield thing.figure, thing
        for figure, thing, since, until in self.waits:
            if since <= last < until:
                yield figure, thing

    def key(self, dimension, thing):
        """None: it is in no row of this dimension."""
        kind = "component" if thing.kind else "matter"
        if dimension in ("city", "district", "street", "community"):
            return self.areas[thing.cell].get(dimension)
        if dimension == "class_major":
            return kind
        if dimension == "class_middle":
            return f"{kind}:{thing.class_code[:2]}"
        if dimension == "class_minor":
            return f"{kind}:{thing.class_code}"
        if dimension == "shift":
            begin = max((hour for hour in SHIFTS if hour <= thing.hour), default=SHIFTS[-1])
            end = SHIFTS[(SHIFTS.index(begin) + 1) % len(SHIFTS)]
            return f"{begin:02}-{end:02}"
        if dimension == "hour":
            return f"{thing.hour:02}"
        value = getattr(thing, dimension)
        return None if value is None else str(value)

    def table(self, rows, columns, first, last):
        """(row, column) -> figure -> how many; and the same of all."""
        table = collections.defaultdict(collections.Counter)
        total = collections.Counter()
        for figure, thing in self.counted(first, last):
            total[figure] += 1
            row = self.key(rows, thing)
            column = self.key(columns, thing) if columns else None
            if row is not None and (column is not None or not columns):
                table[row, column][figure] += 1
        return table, total

    def periods(self, dimension, first, last):
        """Each with its key, cut to the whole."""
        found = {}
        when = date(first)
        while when <= date(last):
            iso = when.isocalendar()
            key = {"day": when.isoformat(), "week": f"{iso[0]}-W{iso[1]:02}",
                   "month": f"{when.year}-{when.month:02}",
                   "quarter": f"{when.year}-Q{(when.month + 2) // 3}",
                   "year": str(when.year)}[dimension]
            begin = found.get(key, (number(when),))[0]
            found[key] = (begin, number(when))
            when += datetime.timedelta(days=1)
        return found

    def table_of_periods(self, rows, columns, first, last):
        table = {}
        for key, (begin, end) in self.periods(rows, first, last).items():
            if columns:
                for (column, _), figures in self.table(columns, None, begin, end)[0].items():
                    table[key, column] = figures
            else:
                figures = self.table("city", None, begin, end)[1]
                if figures:
                    table[key, None] = figures
        return table


    def times_counted(self, counted, first, last, dimension, key, took):
        """Event -> how often it counts, of what lies in one row and took so long to close."""
        signs = collections.Counter()
        for sign, figure in re.findall(r"([+-]?) *([a-z_]+)", counted):
            signs[figure] += -1 if sign == "-" else 1
        over, within = took or (None, None)
        times = collections.Counter()
        for figure, thing in self.counted(first, last):
            if (signs[figure] and (not dimension or self.key(dimension, thing) == key) and
                    (not over or self.seconds(thing) > over) and
                    (not within or self.seconds(thing) <= within)):
                times[thing.seq] += signs[figure]
        return {seq: n for seq, n in times.items() if n}

    def seconds(self, closing):
        """From the case's first filing."""
        filed = next(event["at"] for event in self.journal.events[closing.case]
                     if 2 <= event["to_state"] <= 7)
        return (closing.at - filed) // 1000

    def closing_times(self, dimension, first, last, narrowed=None):
        """Key -> seconds from the first filing of each case that was closed, ascending."""
        times = collections.defaultdict(list)
        for figure, thing in self.counted(first, last):
            if figure == "closed" and (not narrowed or
                                       self.key(narrowed[0], thing) == narrowed[1]):
                times[self.key(dimension, thing)].append(self.seconds(thing))
        return {key: sorted(seconds) for key, seconds in times.items() if key is not None}


# --- indicators ------------------------------------------------------------------------------

def value(expression, figures):
    """A sum and difference of figures, by the letter."""
    sum_, sign = 0, 1
    for word in expression.split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        else:
            sum_ += sign * figures[word]
    return sum_


def read_indicators(path):
    with open(path) as file:
        return [row for row in csv.DictReader(file) if row["in_force"] == "yes"]


def rate(indicator, figures):
    """Numerator, denominator, value; no cases: no value."""
    above = max(0, value(indicator["numerator"], figures))
    if indicator["unit"] == "count":
        return above, 1, above
    below = max(0, value(indicator["denominator"], figures))
    if indicator["bounded"]:
        above = min(above, below)
    return above, below, above / below if below else None
