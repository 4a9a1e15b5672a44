# SPDX-License-Identifier: GPL-3.0-or-later
"""Alterations of a file that nobody but an audit would notice."""

import random
import sqlite3

# What the audit names, the change, and of which cases it is possible.
OF_CASES = [
    ("deadline", "deadline = deadline + 60000", "deadline IS NOT NULL"),
    ("flags", "flags = (flags | 256) - (flags & 256)", "1"),
    ("state", "state = 2", "state <> 2"),
    ("reworks", "reworks = reworks + 1", "1"),
    ("returns", "returns = returns + 1", "1"),
    ("extensions", "extensions = extensions + 1", "1"),
    ("redispatches", "redispatches = redispatches + 1", "1"),
    ("reopenings", "reopenings = reopenings + 1", "1"),
    ("clocks", "clocks = clocks || 'c1'", "clocks IS NOT NULL"),
    ("wake_at", "wake_at = wake_at + 1", "wake_at IS NOT NULL"),
    ("handled_at", "handled_at = handled_at - 1", "handled_at IS NOT NULL"),
    ("closed_at", "closed_at = closed_at + 1", "closed_at IS NOT NULL"),
    ("department_id", "department_id = department_id + 1", "department_id IS NOT NULL"),
    ("counted", "counted = counted + 512", "1"),
    ("routing_reason", "routing_reason = '{}'", "routing_reason IS NOT NULL"),
]


def number(case_id):
    return f"{case_id // 10**7}-{case_id % 10**7:06}"


def plant(path, seed, count):
    """Alters as many different cases; the beginnings of the lines that must name them."""
    chance = random.Random(seed)
    database = sqlite3.connect(path)
    spoilt = set()
    lines = []
    for name, change, where in chance.sample(OF_CASES, count):
        cases = [row[0] for row in database.execute(
            f"SELECT id FROM case_file WHERE {where} ORDER BY id") if row[0] not in spoilt]
        case = chance.choice(cases)
        spoilt.add(case)
        database.execute(f"UPDATE case_file SET {change} WHERE id = ?", (case,))
        lines.append(f"case {number(case)}: {name}: stored ")
    database.commit()
    database.close()
    return lines
