"""Count the sample register from its files, plainly and apart from what made it.

    python sample/check.py [--remake]

Prints the figures of each year. Exits 1 when a published figure is missed, the years do not reconcile, or a
file breaks its format; with --remake also when making the files again does not give the same bytes.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = ("investigations.csv", "jits.csv", "meetings.csv")
YEARS = range(2014, 2027)
ISO = {"EL": "GR", "UK": "GB"}
MEMBERS = {
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"),
    *(
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "GB",
    ),  # GB: one way or another, always
}
LIAISON_SINCE = {"CH": 2018, "ME": 2018, "MK": 2018, "NO": 2018, "UA": 2018, "US": 2018, "GE": 2019}
LIAISON_SINCE |= {"RS": 2020, "AL": 2021, "MD": 2022, "IS": 2024}
ROUTES = {"EMR", "CMR", "WMR", "WAR", "WBR", "CIR", "ELB", "CHN", "SEC", "AIR", "UNK"}
REASONS = {"executed", "no_follow_up", "transferred", "prosecution_finished", "time_barred"}
FAR = date(9999, 12, 31)
# Figures printed by Eurojust, as in README.md: {year: {name: figure}}. 2020 was printed as "nearly 220", and
# 2022 follows from "30 % more" in 2023.
PUBLISHED = {
    2018: {"supported": 157},
    2019: {
        "supported": 187,
        "new": 86,
        "ongoing": 101,
        "jits": 12,
        "jits_both": 12,
        "coordination_meeting": 24,
    },
    2020: {"supported": 219, "coordination_meeting": 21, "annual_meeting": 1},
    2021: {"supported": 292, "new": 170, "ongoing": 122, "jits": 11, "jits_new": 4, "jits_ongoing": 7},
    2022: {"new": 132, "coordination_meeting": 33, "annual_meeting": 1},
    2023: {"supported": 407, "new": 172, "ongoing": 235, "jits": 18, "coordination_meeting": 31},
    2024: {"annual_meeting": 1},
    2025: {"annual_meeting": 1},
}
PUBLISHED[2021] |= {"coordination_meeting": 25, "annual_meeting": 1}
PUBLISHED[2023] |= {"coordination_centre": 1}
NEW_2015_TO_2017 = 189
FIGURES = [
    *("supported", "new", "ongoing", "closed", "reopened", "open_at_year_end", "bilateral", "multilateral"),
    *("jits", "jits_both", "jits_new", "jits_ongoing"),
    *("coordination_meeting", "coordination_centre", "jit_meeting", "annual_meeting"),
]


def table(name):
    """Return [(line, {column: text})] of a file."""
    text = (HERE / name).read_bytes().decode("utf-8")
    return list(enumerate(csv.DictReader(text.splitlines()), start=2))


def day(text):
    """Return the date of a text, or a far one for an empty text."""
    return date.fromisoformat(text) if text else FAR


def listed(text):
    """Return the parts of a text joined by semicolons."""
    return text.split(";") if text else []


def read_cases(faults):
    """Return {"IT:reference": {owner, periods, and the other columns}} and note what breaks the format."""
    cases = {}
    for line, row in table("investigations.csv"):
        where = f"investigations.csv:{line}"
        owner = ISO.get(row["owning_state"], row["owning_state"])
        key = f"{owner}:{row['national_reference']}"
        period = (day(row["opened_on"]), day(row["closed_on"]))
        if period[0] > period[1] or (row["closing_reason"] in REASONS) != (row["closed_on"] != ""):
            faults.append(f"{where}: closing")
        if owner not in MEMBERS and LIAISON_SINCE.get(owner, 9999) > period[0].year:
            faults.append(f"{where}: {owner} could not own a case on {period[0]}")
        if key in cases:
            cases[key]["periods"].append(period)
            if any(row[name] for name in ("title", "requested_states", "offences", "routes", "voided")):
                faults.append(f"{where}: a later period repeats columns")
            continue
        cases[key] = {"owner": owner, "periods": [period], "voided": row["voided"], "title": row["title"]}
        for name in ("requested_states", "offences", "routes"):
            cases[key][name] = listed(row[name])
        check_shared(cases[key], where, faults)
    for key, case in cases.items():
        periods = sorted(case["periods"])
        if any(later[0] <= earlier[1] for earlier, later in pairwise(periods)):
            faults.append(f"{key}: periods overlap")
    return cases


def check_shared(case, where, faults):
    """Note what is wrong in the columns that all periods of a case share."""
    requested = case["requested_states"]
    if not case["title"] or not case["offences"] or case["voided"] not in ("", "yes"):
        faults.append(f"{where}: title, offences, or voided")
    if case["owner"] in requested or len(set(requested)) != len(requested) or set(requested) & set(ISO):
        faults.append(f"{where}: requested_states")
    if set(case["routes"]) - ROUTES:
        faults.append(f"{where}: routes")


def counts(case):
    """Say whether a case is counted at all."""
    return not case["voided"] and "migrant_smuggling" in case["offences"]


def count_cases(cases, year):
    """Return the case figures of a year as the contract defines them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    figures = Counter()
    for case in cases:
        periods = case["periods"]
        if not any(start <= last and end >= first for start, end in periods):
            continue
        began = min(start for start, _ in periods)
        is_open = any(start <= last and end > last for start, end in periods)
        was_open = any(start < first and end >= first for start, end in periods)
        states = 1 + len(case["requested_states"])
        figures["supported"] += 1
        figures["new"] += began >= first
        figures["ongoing"] += began < first
        figures["open_at_year_end"] += is_open
        figures["closed"] += not is_open
        figures["reopened"] += began < first and not was_open
        figures["bilateral"] += states == 2
        figures["multilateral"] += states > 2
    return figures


def count_teams(year):
    """Return the figures of the teams in a year."""
    figures = Counter()
    for _, row in table("jits.csv"):
        kinds = set()
        for period in listed(row["support"]):
            kind, days = period.split(":")
            start, end = days.split("/")
            if day(start).year <= year <= day(end).year:
                kinds.add(kind)
        if kinds:
            figures["jits"] += 1
            figures["jits_both"] += len(kinds) == 2
            figures["jits_new" if day(row["signed_on"]).year == year else "jits_ongoing"] += 1
    return figures


def count_meetings(year):
    """Return the meetings held in a year, by kind."""
    held = [row for _, row in table("meetings.csv") if row["status"] == "held"]
    return Counter(row["kind"] for row in held if day(row["held_on"]).year == year)


def check_years(cases, faults):
    """Print the figures of each year; note a published one missed, and years that do not reconcile."""
    before, first_three = 0, 0
    for year in YEARS:
        figures = count_cases(cases, year) + count_teams(year) + count_meetings(year)
        print(year, " ".join(f"{name}={figures[name]}" for name in FIGURES))
        for name, figure in PUBLISHED.get(year, {}).items():
            if figures[name] != figure:
                faults.append(f"{year}: {name} is {figures[name]}, published {figure}")
        if figures["ongoing"] != before + figures["reopened"]:
            faults.append(f"{year}: ongoing does not follow from {before} open at the end of {year - 1}")
        before = figures["open_at_year_end"]
        first_three += figures["new"] if 2015 <= year <= 2017 else 0
    if first_three != NEW_2015_TO_2017:
        faults.append(f"2015-2017: {first_three} new, published {NEW_2015_TO_2017}")


def check_2023(cases, faults):
    """Note when the States of 2023 are not those of the Annual Report."""
    new = [case for case in cases if min(case["periods"])[0].year == 2023]
    owners = Counter(case["owner"] for case in new).most_common(3)
    requested = Counter(state for case in new for state in case["requested_states"]).most_common(3)
    third = Counter(
        state
        for case in new
        for state in {case["owner"], *case["requested_states"]}
        if state == "GB" or state not in MEMBERS
    ).most_common(3)
    for what, found, wanted in (
        ("opened most", owners, ["GR", "HU"]),
        ("asked most", requested, ["BG", "DE"]),
        ("third countries", third, ["GB", "RS"]),
    ):
        print(f"2023, {what}: {found}")
        if [state for state, _ in found[:2]] != wanted or found[1][1] == found[2][1]:
            faults.append(f"2023: {what} should be {wanted}")


def check_teams_and_meetings(cases, faults):
    """Note teams and meetings that name an unknown case, or States that have nothing to do with it."""
    soon, expired = 0, 0
    today = date(2026, 11, 23)
    for line, row in table("jits.csv"):
        where, parties = f"jits.csv:{line}", set(listed(row["parties"]))
        if (
            len(parties) < 2
            or not row["signed_on"] < row["expires_on"]
            or day(row["closed_on"]) < day(row["signed_on"])
        ):
            faults.append(f"{where}: parties or dates")
        for key in listed(row["cases"]):
            if key not in cases or len({cases[key]["owner"], *cases[key]["requested_states"]} & parties) < 2:
                faults.append(f"{where}: case {key}")
        if not row["closed_on"]:
            left = day(row["expires_on"]) - today
            soon += timedelta(0) <= left <= timedelta(days=60)
            expired += left < timedelta(0)
    for line, row in table("meetings.csv"):
        where, states = f"meetings.csv:{line}", set(listed(row["states"]))
        known = all(key in cases and counts(cases[key]) for key in listed(row["cases"]))
        timely = row["status"] == "cancelled" or (row["status"] == "planned") == (day(row["held_on"]) > today)
        if not known or not timely or len(states) < 2:
            faults.append(f"{where}: cases, states, or status")
    print(f"teams on {today}: {soon} expire within 60 days, {expired} expired and not closed")
    if (soon, expired) != (2, 1):
        faults.append("jits.csv: two teams should expire soon and one be expired but not closed")


def check_shape(cases, faults):
    """Print how the register is made up, and note what a reader of it relies on."""
    counted = [case for case in cases.values() if counts(case)]
    periods = Counter(len(case["periods"]) for case in cases.values())
    owners = Counter(case["owner"] for case in counted)
    voided = sum(1 for case in cases.values() if case["voided"])
    other = sum(1 for case in cases.values() if "migrant_smuggling" not in case["offences"])
    size = sum((HERE / name).stat().st_size for name in FILES)
    print(
        f"{len(cases)} cases, {len(counted)} counted, {voided} voided, {other} on other crimes, {size} bytes"
    )
    print(f"periods per case {dict(periods)}, titles {len({case['title'] for case in counted})}")
    print("owning States", dict(owners.most_common()))
    if (voided, other, periods[2], periods[3]) != (12, 15, 25, 3) or size > 1_000_000:
        faults.append("investigations.csv: voided, other crimes, periods, or size")
    if min(owners[state] for state in ("IT", "DE", "NL")) < 40:
        faults.append("investigations.csv: IT, DE, and NL should own 40 cases each")


def check_remake(faults):
    """Make the files twice elsewhere, and note when they differ from those here."""
    for _ in range(2):
        with tempfile.TemporaryDirectory() as directory:
            command = [sys.executable, str(HERE / "make.py"), "--into", directory]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            for name in FILES:
                if (Path(directory) / name).read_bytes() != (HERE / name).read_bytes():
                    faults.append(f"{name}: made again, it is not the same")


def main():
    """Run every check; return 1 when there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--remake", action="store_true", help="also make the files again and compare the bytes"
    )
    remake = parser.parse_args().remake
    faults = []
    cases = read_cases(faults)
    counted = [case for case in cases.values() if counts(case)]
    check_shape(cases, faults)
    check_years(counted, faults)
    check_2023(counted, faults)
    check_teams_and_meetings(cases, faults)
    if remake:
        check_remake(faults)
    for fault in faults:
        print(fault, file=sys.stderr)
    print("holds" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
