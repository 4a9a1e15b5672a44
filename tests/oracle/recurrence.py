# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of recurring cases: every pair is looked at, and what is linked gets one name."""

import collections
import json
import math

import tables

EARTH_RADIUS_M = 6371008.8


def place_at_filing(journal, thing):
    """Where the case is, unless a later amendment says where it was before."""
    for event in journal.events[thing.case]:
        if event["seq"] > thing.seq:
            data = json.loads(event["data"] or "{}")
            if "place" in data:
                return tuple(data["place"][1:3])
    file = journal.files[thing.case]
    return file["lon"], file["lat"]


def apart_m(first, second):
    """Along the great circle; degrees are in units of 1e-7."""
    lon, lat = (math.radians(degrees / 1e7) for degrees in first)
    other_lon, other_lat = (math.radians(degrees / 1e7) for degrees in second)
    half = (math.sin((other_lat - lat) / 2) ** 2 +
            math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2)
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def groups(oracle, first, last, radius, days, passes):
    """Groups of two and more, the largest first, as the server tells them; and how many cases
    were filed."""
    filed = sorted((thing for figure, thing in oracle.counted(first, last)
                    if figure == "filed" and passes(thing)), key=lambda thing: thing.seq)
    places = [place_at_filing(oracle.journal, thing) for thing in filed]
    dates = [tables.date(thing.day).toordinal() for thing in filed]
    names = list(range(len(filed)))
    members = {name: [name] for name in names}
    of_class = collections.defaultdict(list)
    for i, one in enumerate(filed):
        others = of_class[one.kind, one.class_code]
        for j in others:
            if (names[i] == names[j] or abs(dates[i] - dates[j]) > days or
                    apart_m(places[i], places[j]) > radius):
                continue
            gone = members.pop(names[i])
            for k in gone:
                names[k] = names[j]
            members[names[j]] += gone
        others.append(i)
    made = [tell(oracle, [filed[i] for i in sorted(group)], [places[i] for i in sorted(group)])
            for group in members.values() if len(group) > 1]
    return sorted(made, key=lambda group: (-group["n"], group["key"])), len(filed)


def tell(oracle, things, places):
    journal = oracle.journal
    cells = collections.Counter(thing.cell for thing in things)
    cell = max(cells, key=cells.get)  # the first of several
    kind = "component" if things[0].kind else "matter"
    return {
        "key": journal.case_number(things[0].case),
        "class": f"{kind}:{things[0].class_code}",
        "n": len(things),
        "at": [things[0].at, things[-1].at],
        "lon": sum(lon for lon, _ in places) / len(places) / 1e7,
        "lat": sum(lat for _, lat in places) / len(places) / 1e7,
        "cell": cell,
        "community": oracle.areas[cell].get("community"),
        "cases": [journal.case_number(thing.case) for thing in things[:1000]],
    }
