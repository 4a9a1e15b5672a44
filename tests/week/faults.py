# SPDX-License-Identifier: GPL-3.0-or-later
"""Alterations of a file that nobody but an audit would notice."""

import random
import sqlite3

# What the audit names, the change, and of which cases it is possible.
CASE = "UPDATE case_file SET {} WHERE id = :case"
TASK = "UPDATE task SET {} WHERE case_id = :case"
LINK = "UPDATE case_link SET {} WHERE case_id = :case"
ALTERATIONS = [
    ("deadline", CASE.format("deadline = deadline + 60000"), "deadline IS NOT NULL"),
    ("flags", CASE.format("flags = (flags | 256) - (flags & 256)"), "1"),
    ("state", CASE.format("state = 2"), "state <> 2"),
    ("reworks", CASE.format("reworks = reworks + 1"), "1"),
    ("returns", CASE.format("returns = returns + 1"), "1"),
    ("extensions", CASE.format("extensions = extensions + 1"), "1"),
    ("redispatches", CASE.format("redispatches = redispatches + 1"), "1"),
    ("reopenings", CASE.format("reopenings = reopenings + 1"), "1"),
    ("clocks", CASE.format("clocks = clocks || 'c1'"), "clocks IS NOT NULL"),
    ("wake_at", CASE.format("wake_at = wake_at + 1"), "wake_at IS NOT NULL"),
    ("handled_at", CASE.format("handled_at = handled_at - 1"), "handled_at IS NOT NULL"),
    ("closed_at", CASE.format("closed_at = closed_at + 1"), "closed_at IS NOT NULL"),
    ("department_id", CASE.format("department_id = department_id + 1"),
     "department_id IS NOT NULL"),
    ("counted", CASE.format("counted = counted + 512"), "1"),
    ("routing_reason", CASE.format("routing_reason = '{}'"), "routing_reason IS NOT NULL"),
    ("task 1", TASK.format("done_at = done_at + 1"),
     "id IN (SELECT case_id FROM task WHERE done_at IS NOT NULL)"),
    ("task 1", TASK.format("created_at = created_at - 1"), "id IN (SELECT case_id FROM task)"),
    ("link", LINK.format("at = at + 1"), "id IN (SELECT case_id FROM case_link)"),
    ("link", "DELETE FROM case_link WHERE case_id = :case",
     "id IN (SELECT case_id FROM case_link)"),
]


def number(case_id):
    return f"{case_id // 10**7}-{case_id % 10**7:06}"


def plant(path, seed, count):
    """Alters as many different cases; the beginnings of the lines that must name them."""
    chance = random.Random(seed)
    database = sqlite3.connect(path)
    spoilt = set()
    lines = []
    for name, change, where in chance.sample(ALTERATIONS, count):
        cases = [row[0] for row in database.execute(
            f"SELECT id FROM case_file WHERE {where} ORDER BY id") if row[0] not in spoilt]
        case = chance.choice(cases)
        spoilt.add(case)
        database.execute(change, {"case": case})
        lines.append(f"case {number(case)}: {name}: stored ")
    database.commit()
    database.close()
    return lines
