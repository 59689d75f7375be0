"""The meetings of the sample register, and their rows."""

from dataclasses import dataclass
from datetime import date

from dice import Dice
from plan import working_day
from states import MEMBER_STATES
from teams import PARTIES

HEADER = ["kind", "held_on", "cases", "states", "format", "status"]
LAST_HELD = date(2026, 11, 20)
# Coordination meetings of 2019 to 2023 and the centre of 2023 are published; the rest is invented.
COORDINATION = {
    2014: 4,
    2015: 9,
    2016: 13,
    2017: 16,
    2018: 19,
    2019: 24,
    2020: 21,
    2021: 25,
    2022: 33,
    2023: 31,
    2024: 34,
    2025: 36,
    2026: 29,
}
CENTRES = {2023: 1, 2024: 2, 2025: 3, 2026: 2}
FIRST_JIT_MEETING = date(2016, 10, 20)
JIT_MEETINGS = {
    2016: 2,
    2017: 4,
    2018: 5,
    2019: 7,
    2020: 6,
    2021: 6,
    2022: 8,
    2023: 10,
    2024: 12,
    2025: 12,
    2026: 10,
}
CANCELLED = {2016: 1, 2018: 1, 2019: 2, 2020: 4, 2021: 2, 2022: 2, 2023: 1, 2024: 2, 2025: 1, 2026: 2}
PLANNED = (
    ("coordination_meeting", "2026-12-03"),
    ("coordination_meeting", "2026-12-08"),
    ("coordination_meeting", "2026-12-10"),
    ("coordination_meeting", "2026-12-17"),
    ("coordination_meeting", "2027-01-13"),
    ("coordination_meeting", "2027-01-21"),
    ("coordination_meeting", "2027-02-04"),
    ("coordination_meeting", "2027-02-18"),
    ("coordination_centre", "2027-01-27"),
    ("jit_meeting", "2026-12-09"),
    ("jit_meeting", "2027-01-19"),
    ("jit_meeting", "2027-02-10"),
)
# Focus Group annual meetings: the days of 2022 and 2025 are published, the month of 2020, 2021, and 2024.
ANNUAL = (
    ("2020-11-12", "video", "held"),
    ("2021-11-18", "hybrid", "held"),
    ("2022-10-19", "in_person", "held"),
    ("2023-11-22", "in_person", "held"),
    ("2024-11-20", "in_person", "held"),
    ("2025-11-12", "in_person", "held"),
    ("2026-12-02", "in_person", "planned"),
)
# Third countries with a member of the Focus Group, from the year on.
OBSERVERS = {"CH": 2020, "NO": 2020, "GB": 2021, "RS": 2022, "UA": 2022, "AL": 2024, "MD": 2024, "MK": 2024}


@dataclass
class Meeting:
    """One meeting, as one row."""

    kind: str
    held_on: date
    cases: list
    states: list
    format: str
    status: str


def make_meetings(cases, teams):
    """Return every Meeting by day."""
    dice = Dice(20)
    counted = [case for case in cases if case.counts]
    meetings = [annual(*row) for row in ANNUAL]
    for kind, numbers in (("coordination_meeting", COORDINATION), ("coordination_centre", CENTRES)):
        for day in days(dice, numbers):
            meetings.append(about_cases(dice, kind, day, counted, "held"))
    for day in days(dice, JIT_MEETINGS):
        meetings.append(of_team(dice, max(day, FIRST_JIT_MEETING), teams, "held"))
    for day in days(dice, CANCELLED):
        meetings.append(about_cases(dice, "coordination_meeting", day, counted, "cancelled"))
    for kind, text in PLANNED:
        day = date.fromisoformat(text)
        if kind == "jit_meeting":
            meetings.append(of_team(dice, day, teams, "planned"))
        else:
            meetings.append(about_cases(dice, kind, day, counted, "planned"))
    meetings.append(about_cases(dice, "coordination_centre", date(2022, 6, 14), counted, "cancelled"))
    meetings.append(about_cases(dice, "coordination_meeting", date(2026, 12, 15), counted, "cancelled"))
    return sorted(meetings, key=lambda meeting: (meeting.held_on, meeting.kind, keys(meeting.cases)))


def annual(text, form, status):
    """Return an annual meeting of the Focus Group with every State that has a member."""
    day = date.fromisoformat(text)
    observers = [state for state, since in OBSERVERS.items() if since <= day.year]
    return Meeting("annual_meeting", day, [], [*MEMBER_STATES, *observers], form, status)


def days(dice, numbers):
    """Return the working days of {year: how many}, in order, none after LAST_HELD."""
    found = []
    for year, number in numbers.items():
        first = date(year, 5, 4) if year == 2014 else date(year, 1, 11)
        last = min(date(year, 12, 18), LAST_HELD)
        found += sorted(working_day(dice, first, last) for _ in range(number))
    return found


def about_cases(dice, kind, day, cases, status):
    """Return a meeting on a case that is open on the day, sometimes with one that shares its States."""
    running = [case for case in cases if case.life.covers(day) and len(at_table(case)) > 1]
    centre = kind == "coordination_centre"
    weights = {
        number: (len(at_table(case)) - 1) ** 2
        for number, case in enumerate(running)
        if not centre or (len(at_table(case)) > 2 and (day - case.life.began).days > 150)
    }
    main = running[dice.weighted(weights)]
    chosen = [main]
    states = at_table(main)
    beside = [case for case in running if case is not main and len(set(at_table(case)) & set(states)) > 1]
    if beside and dice.chance(18):
        chosen.append(dice.pick(beside))
        states = states + [state for state in at_table(chosen[1]) if state not in states]
    form = dice.weighted({"hybrid": 40, "in_person": 60}) if centre else form_on(dice, day)
    return Meeting(kind, day, chosen, states, form, status)


def of_team(dice, day, teams, status):
    """Return a meeting of a team that has been signed and not ended on the day."""
    alive = [team for team in teams if team.signed <= day <= (team.closed or team.expires)]
    team = dice.pick(alive)
    return Meeting("jit_meeting", day, team.cases, team.parties, form_on(dice, day), status)


def at_table(case):
    """Return the States of a case that send somebody to a meeting, the owner first."""
    return [case.owner, *(state for state in case.requested if state in PARTIES or state in ("TR", "US"))]


def form_on(dice, day):
    """Return how people met at the time."""
    if day < date(2020, 3, 13):
        return dice.weighted({"in_person": 93, "video": 7})
    if day < date(2021, 9, 1):
        return dice.weighted({"in_person": 2, "video": 90, "hybrid": 8})
    return dice.weighted({"in_person": 52, "video": 30, "hybrid": 18})


def keys(cases):
    """Return the cases as the register names them, in one text."""
    return ";".join(case.key for case in cases)


def rows(meetings):
    """Return one row for each meeting."""
    return [[m.kind, str(m.held_on), keys(m.cases), ";".join(m.states), m.format, m.status] for m in meetings]
